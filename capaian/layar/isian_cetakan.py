"""Rows of Isian Saya as HTML, from their templates.

300 rows through the template engine would cost more than everything else on the page, so they are
made with moulds (inti.cetakan). What is out of the ordinary (a refused text, two versions) goes
through the template itself. Both ways give the same HTML; a test holds them together.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.templatetags.static import static
from django.utils.safestring import SafeString

from capaian.layar.bukti import KepingBukti
from capaian.layar.isian_bahan import Baris
from capaian.layar.isian_medan import BIASA
from konsolidasi.inti.cetakan import KOSONG, Cetakan, Teks

SPRITE = "vendor/ikon.svg"

BARIS = Cetakan("capaian/isian_baris.html")
CATATAN = Cetakan("capaian/isian_catatan.html")
BUKTI = Cetakan("capaian/bukti_deret.html")


def cetak(baris: Iterable[Baris]) -> list[SafeString]:
    """One `<tbody>` per row."""
    sprite = static(SPRITE)
    return [cetak_satu(satu, sprite) for satu in baris]


def cetak_satu(baris: Baris, sprite: str) -> SafeString:
    sisipan = {"bukti": _cetak_bukti(baris), "catatan": KOSONG}
    if baris.bercatatan:
        sisipan["catatan"] = CATATAN.langsung({"b": baris, "t": baris.teks})
    if baris.balasan is not BIASA:
        return BARIS.langsung({"b": baris, "sprite": sprite, **sisipan})
    return BARIS.isi(
        (baris.bentuk, sprite),
        baris.teks,
        lambda teks, html: {"b": replace(baris, teks=teks), "sprite": sprite, **html},
        sisipan,
    )


def _cetak_bukti(baris: Baris) -> SafeString:
    t, bisa = baris.teks, baris.bentuk.bisa
    teks = {"pk": t["pk"], "nama": t["nama"], "kelola": t["url_bukti"], "tambah": ""}
    if bisa:
        teks["tambah"] = t["url_unggah"]
    bentuk = []
    for n, keping in enumerate(baris.bukti):
        bentuk.append((keping.ragam, keping.peringatan))
        teks |= {
            f"nama{n}": keping.nama,
            f"ikon{n}": keping.ikon,
            f"url{n}": keping.url,
            f"ket{n}": keping.keterangan,
        }

    def konteks(teks: Teks, _: Teks) -> dict[str, Any]:
        return {
            "bukti": [_keping(k, n, teks) for n, k in enumerate(baris.bukti)],
            "indikator_nama": teks["nama"],
            "kelola": teks["kelola"],
            "tambah": teks["tambah"],
            "pk": teks["pk"],
        }

    return BUKTI.isi(tuple(bentuk), teks, konteks)


def _keping(keping: KepingBukti, n: int, teks: Teks) -> KepingBukti:
    return replace(
        keping,
        nama=teks[f"nama{n}"],
        ikon=teks[f"ikon{n}"],
        url=teks[f"url{n}"],
        keterangan=teks[f"ket{n}"],
    )
