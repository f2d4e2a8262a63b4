"""Rows of Isian Saya as HTML, from their templates.

300 rows through the template engine would cost more than everything else on the page. But most
rows have the same shape: the same texts present, the same flags. So the template is rendered once
per shape with marks in place of the texts, which makes a mould (cetakan); a row is then its mould
with its own texts put in, escaped. What is out of the ordinary (a refused text, two versions)
goes through the template itself. Both ways give the same HTML; a test holds them together.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from capaian.layar.bukti import KepingBukti
from capaian.layar.isian_bahan import Baris
from capaian.layar.isian_medan import BIASA

SPRITE = "vendor/ikon.svg"
TERBANYAK = 1000
# Characters of no script (Unicode private use): the template engine lets them pass unchanged.
AWAL, AKHIR = "\ue000", "\ue001"
TANDA = re.compile(f"{AWAL}([a-z0-9_]+){AKHIR}")
BERBAHAYA = re.compile("[&<>\"']")

Teks = Mapping[str, str]
KOSONG = mark_safe("")


class Cetakan:
    """The moulds of one template. Texts are printed as they are: no filter may touch them."""

    def __init__(self, template: str) -> None:
        self.template = template
        self._pola: dict[Hashable, str] = {}

    def langsung(self, konteks: Mapping[str, Any]) -> SafeString:
        return get_template(self.template).render(dict(konteks))

    def isi(
        self,
        bentuk: Hashable,
        teks: Teks,
        konteks: Callable[[Teks, Teks], Mapping[str, Any]],
        sisipan: Mapping[str, SafeString] | None = None,
    ) -> SafeString:
        """`bentuk`: what else than the presence of texts decides the shape.

        `konteks` makes the context of the template from the texts and from the insertions, which
        are HTML already; it is called once per shape.
        """
        sisipan = sisipan or {}
        kunci = (bentuk, tuple(map(bool, teks.values())), tuple(map(bool, sisipan.values())))
        pola = self._pola.get(kunci)
        if pola is None:
            if len(self._pola) >= TERBANYAK:
                self._pola.clear()
            html = self.langsung(konteks(_tandai(teks), _tandai(sisipan)))
            pola = self._pola[kunci] = TANDA.sub(r"%(\1)s", html.replace("%", "%%"))
        return mark_safe(pola % (_aman(teks) | sisipan))


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


def _tandai(teks: Teks) -> dict[str, str]:
    """A mark in place of each text that there is; of HTML a mark that is not escaped."""
    return {nama: type(isi)(f"{AWAL}{nama}{AKHIR}") if isi else isi for nama, isi in teks.items()}


def _aman(teks: Teks) -> dict[str, str]:
    if BERBAHAYA.search("".join(teks.values())) is None:
        return dict(teks)
    return {nama: escape(isi) for nama, isi in teks.items()}
