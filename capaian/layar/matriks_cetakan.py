"""Rows of the matrix as HTML, through the moulds of isian_cetakan."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.templatetags.static import static
from django.utils.safestring import SafeString

from capaian.layar.isian_cetakan import SPRITE
from capaian.layar.matriks import BarisMatriks, KolomTriwulan, Matriks
from capaian.layar.matriks_sel import TENANG, Sel
from capaian.ringkasan import Ringkas
from konsolidasi.inti import angka
from konsolidasi.inti.cetakan import Cetakan

SEL = Cetakan("capaian/matriks_sel.html")
BARIS = Cetakan("capaian/matriks_baris.html")


def cetak_baris(matriks: Matriks, baris: Iterable[BarisMatriks]) -> list[SafeString]:
    """One `<tr>` per OPD."""
    sprite = static(SPRITE)
    return [_baris(matriks, b, sprite) for b in baris]


def _baris(matriks: Matriks, b: BarisMatriks, sprite: str) -> SafeString:
    sel = {
        f"sel{k.nomor}": _sel(s, url, sprite, ringkas=not k.kini and s.jenis in TENANG)
        for k, s, url in zip(matriks.kolom, b.sel, b.url, strict=True)
    }
    persen, ket = kata_rata(b.ringkas)
    teks = {
        "nomor": str(b.nomor or ""),
        "nama": b.opd.nama,
        "url": b.url[matriks.kini - 1],
        "singkatan": b.opd.singkatan if b.url_ingatkan else "",
        "ingatkan": b.url_ingatkan,
        "persen": persen,
        "ket": ket,
    }

    def konteks(teks: Mapping[str, str], html: Mapping[str, str]) -> dict[str, Any]:
        return {
            "t": teks,
            "kolom": [(k, html[f"sel{k.nomor}"]) for k in matriks.kolom],
            "tahun": matriks.tahun,
        }

    return BARIS.isi((matriks.tahun, _bentuk(matriks.kolom)), teks, konteks, sel)


def _bentuk(kolom: Iterable[KolomTriwulan]) -> tuple[bool, ...]:
    return tuple(k.kini for k in kolom)


def _sel(s: Sel, url: str, sprite: str, *, ringkas: bool) -> SafeString:
    """`ringkas`: word and number in one line, for a quarter that asks nothing of anybody."""
    teks = {"url": url, "kata": s.kata, "rinci": s.rinci, "waktu": s.waktu}
    tetap = {"ragam": s.ragam, "ikon": s.gambar, "sprite": sprite, "ringkas": ringkas}
    return SEL.isi(tuple(tetap.values()), teks, lambda teks, _: {"s": teks, **tetap})


def kata_rata(r: Ringkas) -> tuple[str, str]:
    """The figure of the year and what there is to know of it.

    The figure is that of the rekap. As long as not one row is settled there is none to show.
    """
    if r.rata is None or not r.pasti:
        return "", "belum ada yang pasti" if r.indikator else "tidak ada indikator"
    persen = f"{angka.tulis(r.rata, 2)}{angka.RUANG_KERAS}%"
    if r.sementara:
        return persen, f"sementara, {r.pasti} dari {r.indikator} pasti"
    return persen, f"{r.indikator} indikator"
