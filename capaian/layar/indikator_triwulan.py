"""The quarters of one year of an indikator, ready to print."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from capaian import rumus
from capaian.layar.tahun import PilihanTahun, muat_periode
from capaian.layar.tanda import (
    Tanda,
    TandaCapaian,
    catatan_status,
    kata_nilai,
    tanda_capaian,
    tanda_status,
)
from capaian.models import Bukti, Indikator
from capaian.perhitungan import HasilTahun, HasilTriwulan, Terisi
from capaian.pilihan import StatusBukti, StatusRealisasi
from capaian.rumus import Alasan
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.waktu import ROMAWI, Triwulan

KEADAAN = {
    "belum_dibuka": "belum dibuka",
    "dibuka": "dibuka",
    "tenggang": "masa tenggang",
    "ditutup": "ditutup",
    "terkunci": "terkunci",
}


@dataclass(frozen=True, slots=True)
class TautanTriwulan:
    """A quarter in the head of the page: what its window is, and whether it is the running one."""

    nomor: int
    label: str
    kata: str
    kini: bool


@dataclass(frozen=True, slots=True)
class BuktiTriwulan:
    teks: str
    url: str


@dataclass(frozen=True, slots=True)
class BarisTriwulan:
    """`tanpa_nilai` is the word for an absence, `realisasi` the number; never both."""

    nomor: int
    label: str
    bulan: str
    target: str
    realisasi: str
    tanpa_nilai: str
    nol: bool
    capaian: TandaCapaian
    faktor: tuple[tuple[str, str], ...]
    bukti: BuktiTriwulan | None
    status: Tanda
    catatan: tuple[str, ...]
    url_koreksi: str


def tautan_triwulan(tahun: int, pilihan: PilihanTahun) -> tuple[TautanTriwulan, ...]:
    """Quarters that are recorded. One query."""
    pada = timezone.now()
    return tuple(
        TautanTriwulan(
            p.triwulan,
            f"TW {ROMAWI[p.triwulan - 1]}",
            KEADAAN[p.keadaan(pada)],
            p.tw == pilihan.berjalan,
        )
        for p in muat_periode(tahun)
    )


def susun_triwulan(
    indikator: Indikator, hasil: HasilTahun, pilihan: PilihanTahun, pengguna: AbstractBaseUser
) -> tuple[BarisTriwulan, ...]:
    """One query, about the evidence."""
    bukti = _bukti(indikator, pilihan.tahun)
    koreksi = pengguna.has_perm("capaian.koreksi")
    return tuple(
        _baris(indikator, Triwulan(pilihan.tahun, n), h, pilihan, bukti, koreksi)
        for n, h in hasil.triwulan.items()
    )


def kalimat_hasil(hasil: rumus.Hasil, belum_waktunya: bool) -> str:
    """A quarter that has not begun is not an empty one."""
    if belum_waktunya and hasil.alasan == Alasan.REALISASI_KOSONG:
        return rumus.tidak_dapat(Alasan.BELUM_WAKTUNYA).kalimat
    return hasil.kalimat


def _baris(
    indikator: Indikator,
    tw: Triwulan,
    hasil: HasilTriwulan,
    pilihan: PilihanTahun,
    bukti: Mapping[int, BuktiTriwulan],
    koreksi: bool,
) -> BarisTriwulan:
    r, nanti = hasil.realisasi, pilihan.belum_waktunya(tw)
    bisa = koreksi and r is not None and r.status == StatusRealisasi.TERVERIFIKASI
    return BarisTriwulan(
        nomor=tw.nomor,
        label=tw.singkat,
        bulan=tw.rentang_bulan,
        target=hasil.target.tertulis(indikator.desimal) if hasil.target else "",
        realisasi=r.tertulis(indikator.desimal) if r else "",
        tanpa_nilai=kata_nilai(r, belum_waktunya=nanti),
        nol=r is not None and r.nilai == 0,
        capaian=tanda_capaian(
            hasil.hasil,
            hasil.peringkat,
            sementara=hasil.sementara,
            kalimat=kalimat_hasil(hasil.hasil, nanti),
        ),
        faktor=_faktor(r),
        bukti=bukti.get(tw.nomor),
        status=tanda_status(r, belum_waktunya=nanti),
        catatan=catatan_status(r),
        url_koreksi=alamat_halaman("capaian:realisasi_koreksi", r.pk) if bisa else "",
    )


def _faktor(r: Terisi | None) -> tuple[tuple[str, str], ...]:
    if r is None:
        return ()
    semua = (
        ("Pendorong", r.faktor_pendorong),
        ("Penghambat", r.faktor_penghambat),
        ("Akar masalah", r.akar_masalah),
        ("Alasan", r.alasan),
    )
    return tuple((kata, teks) for kata, teks in semua if teks)


def _bukti(indikator: Indikator, tahun: int) -> dict[int, BuktiTriwulan]:
    hasil = {}
    for nomor, berkas, semua, ditolak in _hitung_bukti(indikator=indikator.pk, tahun=tahun):
        bagian = (
            f"{berkas} berkas" if berkas else "",
            f"{semua - berkas} tautan" if semua > berkas else "",
            f"{ditolak} ditolak" if ditolak else "",
        )
        url = alamat_halaman("capaian:bukti_indikator", tahun, nomor, indikator.pk)
        hasil[nomor] = BuktiTriwulan(", ".join(filter(None, bagian)), url)
    return hasil


@kueri
def _hitung_bukti(*, indikator: int, tahun: int) -> QuerySet:
    return (
        Bukti.objects.berlaku()
        .filter(indikator=indikator, periode__tahun=tahun)
        .order_by()
        .values_list("periode__triwulan")
        .annotate(
            berkas=Count("lampiran"),
            semua=Count("pk"),
            ditolak=Count("pk", filter=Q(status=StatusBukti.DITOLAK)),
        )
    )
