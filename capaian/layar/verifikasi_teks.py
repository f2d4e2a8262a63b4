"""A waiting row in the few words that the queue has room for."""

from collections.abc import Sequence
from typing import NamedTuple

from capaian.kalimat import KERAS, tulis_persen
from capaian.keraguan import Keraguan
from capaian.layanan.verifikasi_keraguan import Penilaian
from capaian.pilihan import KeadaanNilai
from konsolidasi.inti import waktu


class TeksButir(NamedTuple):
    """`ragu`: how many doubts and the heaviest of them; "" where there is none."""

    opd: str
    saat: str
    nama: str
    angka: str
    ragu: str


def susun_teks(p: Penilaian) -> TeksButir:
    return TeksButir(
        opd=p.indikator.opd,
        saat=waktu.tanggal_singkat(p.realisasi.diajukan_pada),
        nama=p.indikator.nama,
        angka=tulis_angka(p),
        ragu=jumlah_kata(p.keraguan) if p.keraguan else "",
    )


def tulis_angka(p: Penilaian) -> str:
    """214 dari 60 UMKM, capaian 356,67 %"""
    r, i = p.realisasi, p.indikator
    if r.keadaan != KeadaanNilai.NILAI:
        return f"{r.get_keadaan_display()}: {r.alasan}" if r.alasan else r.get_keadaan_display()
    teks = r.tertulis(i.desimal)
    if p.sasaran is not None:
        teks += f" dari {p.sasaran.tertulis(i.desimal)}"
    jeda = KERAS if i.satuan == "%" else " "
    persen = p.hasil.persen
    capaian = "tanpa capaian" if persen is None else f"capaian {tulis_persen(persen)}"
    return f"{teks}{jeda}{i.satuan}, {capaian}"


def jumlah_kata(keraguan: Sequence[Keraguan]) -> str:
    """3 keraguan: capaian di atas 150 %"""
    judul = keraguan[0].judul
    awal = judul[:1] if judul[:3] in ("OPD",) else judul[:1].lower()
    return f"{len(keraguan)} keraguan: {awal}{judul[1:]}"
