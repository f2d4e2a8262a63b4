"""The list of indikator, ready to print and to export: one page of rows, computed at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from capaian.layar.indikator import tulis_gabungan, tulis_target
from capaian.layar.tanda import TandaCapaian, tanda_capaian
from capaian.models import Indikator
from capaian.perhitungan import HasilTahun, Penghitung


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """`tanpa_nilai`: the realisasi is a word for its absence."""

    kode: str
    nama: str
    url: str
    jenis: str
    opd: str
    singkatan: str
    satuan: str
    target: str
    realisasi: str
    tanpa_nilai: bool
    capaian: TandaCapaian
    aktif: bool
    contoh: bool
    indikator: Indikator
    hasil: HasilTahun


def susun_daftar(indikator: Iterable[Indikator], tahun: int) -> list[BarisIndikator]:
    """Rows in the order given; `opd` is loaded. Four queries."""
    indikator = list(indikator)
    hasil = Penghitung(tahun).hitung(indikator)
    pola = reverse("capaian:indikator_rinci", args=[0])
    return [_baris(i, hasil[i.pk], pola, tahun) for i in indikator]


def _baris(i: Indikator, hasil: HasilTahun, pola: str, tahun: int) -> BarisIndikator:
    return BarisIndikator(
        kode=i.kode,
        nama=i.nama,
        url=f"{pola.replace('/0/', f'/{i.pk}/')}?tahun={tahun}",
        jenis=i.get_jenis_display(),
        opd=i.opd.nama,
        singkatan=i.opd.singkatan,
        satuan=i.satuan,
        target=tulis_target(hasil.target, i),
        realisasi=tulis_gabungan(hasil),
        tanpa_nilai=hasil.realisasi.nilai is None,
        capaian=tanda_capaian(hasil.hasil, hasil.peringkat, sementara=hasil.sementara),
        aktif=i.aktif,
        contoh=hasil.contoh,
        indikator=i,
        hasil=hasil,
    )
