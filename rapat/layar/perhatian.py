"""Rows of a sesi that deserve a word before it: red, not computable, not verified."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from capaian.models import Indikator
from capaian.perhitungan import HasilTahun, HasilTriwulan, Penghitung
from capaian.pilihan import SUDAH_DIAJUKAN, SUDAH_PASTI
from capaian.rumus import Alasan
from konsolidasi.inti.waktu import Triwulan
from rapat.models import Sesi

RENDAH = 2
"""Steps of the scale that count as red: Rendah and Sangat Rendah."""
WAJAR = frozenset({Alasan.BELUM_WAKTUNYA, Alasan.TIDAK_BERLAKU})
"""Reasons for having no figure that ask for no explanation."""


@dataclass(frozen=True)
class Data:
    """One indikator as the room will see it. `sebab` is "" when nothing has to be explained."""

    lalu: HasilTahun
    terakhir: HasilTriwulan
    sebab: str

    @property
    def merah(self) -> bool:
        """Low, or not computable at all."""
        return rendah(self.lalu) or tanpa_angka(self.lalu)

    @property
    def diajukan(self) -> bool:
        satu = self.terakhir.realisasi
        return satu is not None and satu.status in SUDAH_DIAJUKAN

    @property
    def terverifikasi(self) -> bool:
        satu = self.terakhir.realisasi
        return satu is not None and satu.status in SUDAH_PASTI


def triwulan_terakhir(sesi: Sesi) -> Triwulan:
    """The quarter that had ended when the sesi sits."""
    return Triwulan.dari(sesi.tanggal).sebelum()


def muat_data(sesi: Sesi, indikator: Iterable[Indikator]) -> dict[int, Data]:
    """Four queries; eight where the last quarter is not of the year under review."""
    indikator, tw = list(indikator), triwulan_terakhir(sesi)
    lalu = Penghitung(sesi.rapat.tahun_capaian_id).hitung(indikator)
    lain = lalu
    if tw.tahun != sesi.rapat.tahun_capaian_id:
        lain = Penghitung(tw.tahun).hitung(indikator)
    return susun_data(indikator, lalu, lain, tw.nomor)


def susun_data(
    indikator: Iterable[Indikator],
    lalu: Mapping[int, HasilTahun],
    lain: Mapping[int, HasilTahun],
    nomor: int,
) -> dict[int, Data]:
    """`lain`: the year of the last quarter. No query."""
    hasil = {}
    for satu in indikator:
        terakhir = lain[satu.pk].triwulan[nomor]
        hasil[satu.pk] = Data(lalu[satu.pk], terakhir, sebab(lalu[satu.pk], terakhir))
    return hasil


def sebab(lalu: HasilTahun, terakhir: HasilTriwulan) -> str:
    """Why a row deserves a question; "" when it does not."""
    bagian = []
    if rendah(lalu):
        bagian.append(f"capaian {lalu.peringkat.kata}")
    if tanpa_angka(lalu):
        bagian.append(lalu.hasil.alasan.value)
    if terakhir.realisasi is not None and terakhir.sementara:
        bagian.append("belum diverifikasi")
    elif lalu.sementara and lalu.hasil.persen is not None:
        bagian.append("angka sementara")
    return ", ".join(bagian)


def rendah(lalu: HasilTahun) -> bool:
    return lalu.peringkat is not None and lalu.peringkat.urutan <= RENDAH


def tanpa_angka(lalu: HasilTahun) -> bool:
    """No figure, and that is not how it should be."""
    return lalu.hasil.alasan is not None and lalu.hasil.alasan not in WAJAR
