"""The yardsticks of Isian Saya: two bare pages of a logged-in person.

The grid is what somebody would write by hand for speed: one flat template without includes, over
plain dicts of strings that are ready to print, handed to it by a view that asks nothing of the
database. It prints the same fields, inputs, texts and conditions as the real rows, escaped, inside
the same base page and through the same middleware (session, person, menu); `sama` checks that the
rows are the real ones. So the ratio compares one entry grid with another: what the real page
spends more is reading, computing and wording. Held against bytes of filler, a row with twenty
fields would look as slow as its fields are many.

The page of one query is a logged-in request too: session, person, what this person may do, one
question of its own. No request of the application does with less, so that a page without them
would say more about the door than about the save behind it.
"""

import re
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Template, engines

from capaian.layar.isian import Lembar
from capaian.layar.isian_cetakan import cetak
from capaian.layar.isian_medan import SEMUA_GALAT
from capaian.models import Periode
from konsolidasi.inti.http import baca

BERKAS = Path(__file__).with_name("kisi.html")
ANTAR_TANDA = re.compile(r"\s*([<>])\s*")
_isi: dict[str, Any] = {}


def siapkan(lembar: Lembar) -> None:
    """Hand the rows of a page to the grid, as plain dicts."""
    per_kelompok: dict[str, list[dict[str, Any]]] = {}
    for baris in lembar.baris:
        per_kelompok.setdefault(baris.bentuk.tempat, []).append(_baris(baris))
    ruas = [{"x": str(x), "jenis": jenis} for x, jenis in lembar.hitung.ruas]
    _isi.clear()
    _isi.update(
        judul=f"Isian {lembar.opd.singkatan} {lembar.tw.label}",
        siap=str(lembar.hitung.siap),
        perlu=str(lembar.hitung.perlu),
        lebar=str(lembar.hitung.lebar_ruas),
        ruas=ruas,
        kelompok=[
            {"kata": k.kata, "jumlah": str(k.jumlah), "baris": per_kelompok[k.kode]}
            for k in lembar.kelompok
        ],
        template=_template(),
    )


@baca("opd.akun")
def kisi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_isi["template"].render(_isi, request))


@baca("capaian.lihat")
def satu_kueri(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Periode.objects.order_by("pk").first()))


def sama(lembar: Lembar, halaman: str) -> bool:
    """Whether the grid has every row as the real page prints it; space between tags aside."""
    rapat = _rapatkan(halaman)
    return all(_rapatkan(html) in rapat for html in cetak(lembar.baris))


def _template() -> Template:
    return engines["django"].from_string(BERKAS.read_text())


def _baris(baris: Any) -> dict[str, Any]:
    return {
        **baris.teks,
        **baris.bentuk._asdict(),
        "galat": dict.fromkeys(SEMUA_GALAT, ""),
        "dua_arti": (),
        "ditolak": False,
        "titipan": False,
        "catatan": "",
        "bukti": [
            {
                "nama": k.nama,
                "ikon": k.ikon,
                "ragam": k.ragam,
                "url": k.url,
                "keterangan": k.keterangan,
                "peringatan": k.peringatan,
            }
            for k in baris.bukti
        ],
    }


def _rapatkan(html: str) -> str:
    return ANTAR_TANDA.sub(r"\1", " ".join(html.split()))
