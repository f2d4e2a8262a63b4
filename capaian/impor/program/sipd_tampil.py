"""What the page of the column mapping shows: columns with samples, and the first rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from capaian.impor.program.sipd_baris import baca_sipd
from capaian.impor.program.sipd_judul import KODE, KolomBerkas
from capaian.impor.sel import tampilkan
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.xlsx_baca import LembarMasuk

BARIS_TAMPIL, CONTOH, CONTOH_DARI, LEBAR_SEL = 10, 3, 50, 40


@dataclass(frozen=True, slots=True)
class BarisContoh:
    """A row of the file; `kode` is "" where it is left out."""

    nomor: int
    sel: Sequence[str]
    kode: str


@dataclass(frozen=True)
class Cuplikan:
    """`contoh` by column number; `kalimat`: what the rows are by the mapping of now."""

    baris: Sequence[BarisContoh]
    contoh: Mapping[int, str]
    kalimat: str


def susun_cuplikan(
    lembar: LembarMasuk, kepala: int, kolom: Sequence[KolomBerkas], arti: Mapping[int, str]
) -> Cuplikan:
    nomor = sorted(n for n in lembar.baris if n > kepala)
    isi = baca_sipd(lembar, kepala, arti) if KODE in arti.values() else None
    kode = {b.nomor: b.kode for b in isi.baris} if isi else {}
    # What a column holds is seen in the rows that count, where there are any.
    dilihat = [n for n in nomor if n in kode][:CONTOH_DARI] or nomor[:CONTOH_DARI]
    contoh = {}
    for k in kolom:
        ada = dict.fromkeys(t for n in dilihat if (t := _teks(lembar, n, k.nomor)))
        contoh[k.nomor] = "; ".join(list(ada)[:CONTOH])
    baris = [
        BarisContoh(n, [_teks(lembar, n, k.nomor) for k in kolom], kode.get(n, ""))
        for n in nomor[:BARIS_TAMPIL]
    ]
    return Cuplikan(baris, contoh, _kalimat(len(kode), isi.kata_dilewati if isi else ""))


def _kalimat(banyak: int, dilewati: str) -> str:
    if not banyak:
        return "Belum ada baris yang kodenya terbaca. Periksa lembar, baris judul, dan kolom kode."
    lewat = f" Dilewati: {dilewati}." if dilewati else ""
    return f"Terbaca {banyak} baris program, kegiatan, atau sub kegiatan.{lewat}"


def _teks(lembar: LembarMasuk, baris: int, kolom: int) -> str:
    sel = lembar.baris.get(baris, {}).get(kolom)
    return kutip(" ".join(tampilkan(sel, "").split()))[:LEBAR_SEL] if sel else ""
