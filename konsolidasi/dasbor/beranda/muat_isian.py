"""The numbers about entry, taken from the matrix that the same page shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import F, Max, Min, Q

from capaian.layar.matriks import BarisMatriks, Matriks
from capaian.layar.matriks_hitung import Hitungan
from capaian.layar.matriks_sel import BELUM, MENGISI, TERLAMBAT
from capaian.layar.verifikasi_ingatan import MERAGUKAN, ingat
from capaian.models import Periode, Perpanjangan, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.dasbor.beranda.bahan import BahanIsian, Lanjut, Ragu, Sebagian
from konsolidasi.dasbor.beranda.tindakan import hari_dari

RAGU_TERBANYAK = 500
"""So many waiting rows are judged for the front page; the queue itself judges all of them."""


@dataclass(frozen=True, slots=True)
class Perpanjang:
    """An extension that still runs, with its reason."""

    opd: int
    singkatan: str
    sampai: datetime
    alasan: str


def muat_isian(
    matriks: Matriks, perpanjangan: Sequence[Perpanjang], pengguna: AbstractBaseUser, pada: datetime
) -> BahanIsian:
    """No query when nothing waits; one for returned rows, those of ingat() for waiting ones."""
    p, kini = matriks.periode, matriks.kini - 1
    baris = [(b, b.hitungan[kini]) for b in matriks.baris]
    jumlah = matriks.jumlah
    periksa = pengguna.has_perm("capaian.verifikasi")
    diperpanjang = {satu.opd for satu in perpanjangan}
    return BahanIsian(
        pada=pada,
        periode=p,
        wajib=jumlah.wajib,
        pasti=jumlah.pasti,
        terlambat=tuple(
            Sebagian(b.opd.singkatan, h.terisi, h.wajib)
            for b, h in baris
            if b.sel[kini].jenis == TERLAMBAT
        ),
        belum=tuple(
            Sebagian(b.opd.singkatan, h.terisi, h.wajib)
            for b, h in baris
            if b.sel[kini].jenis in (BELUM, MENGISI) and b.opd.pk not in diperpanjang
        ),
        lanjut=tuple(
            Lanjut(satu.singkatan, satu.sampai, _belum(baris, satu.opd)) for satu in perpanjangan
        ),
        menunggu=tuple(_sebagian(baris, "diajukan")),
        ragu=_ragu(p, jumlah.diajukan) if p and periksa else None,
        kembali=tuple(_sebagian(baris, "perbaikan")),
        kembali_sejak=_kembali_sejak(p) if p and jumlah.perbaikan else None,
        boleh_ingatkan=pengguna.has_perm("capaian.perpanjang"),
        boleh_periksa=periksa,
        boleh_kunci=pengguna.has_perm("capaian.kunci"),
    )


def muat_perpanjangan(periode: Periode | None, pada: datetime) -> tuple[Perpanjang, ...]:
    """Extensions of a quarter that still run. One query."""
    if periode is None:
        return ()
    jalan = Perpanjangan.objects.filter(periode=periode, sampai_pada__gte=pada)
    urut = jalan.order_by("sampai_pada", "opd__urutan", "pk")
    return tuple(
        Perpanjang(*b) for b in urut.values_list("opd", "opd__singkatan", "sampai_pada", "alasan")
    )


def _sebagian(baris: Sequence[tuple[BarisMatriks, Hitungan]], medan: str) -> Iterator[Sebagian]:
    """OPD with such rows, the most of them first."""
    ada = [(getattr(h, medan), b.opd.singkatan, h.wajib) for b, h in baris if getattr(h, medan)]
    for banyak, singkatan, wajib in sorted(ada, key=lambda satu: -satu[0]):
        yield Sebagian(singkatan, banyak, wajib)


def _belum(baris: Sequence[tuple[BarisMatriks, Hitungan]], opd: int) -> int:
    """Of the OPD and the units below it: an extension counts for them too."""
    return sum(h.belum_diajukan for b, h in baris if opd in (b.opd.pk, b.opd.induk))


def _ragu(periode: Periode, menunggu: int) -> Ragu | None:
    if not 0 < menunggu <= RAGU_TERBANYAK:
        return None
    ingatan = ingat(periode)
    urut = ingatan.urut[MERAGUKAN]
    if not urut:
        return None
    teks = ingatan.baris[urut[0]].teks
    return Ragu(len(urut), f"{teks.nama} ({teks.opd}), {teks.angka}")


def _kembali_sejak(periode: Periode) -> date | None:
    """When the oldest of the rows that wait for an answer was returned. One query."""
    baris = Realisasi.objects.filter(
        periode=periode,
        status=StatusRealisasi.PERBAIKAN,
        indikator__aktif=True,
        indikator__opd__aktif=True,
    ).order_by()
    tiba = baris.annotate(tiba=Max("log__pada", filter=Q(log__ke=F("status"))))
    tertua = tiba.aggregate(tertua=Min("tiba"))["tertua"]
    return hari_dari(tertua) if tertua else None
