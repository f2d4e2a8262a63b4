"""What waits around meetings: sesi, findings, responses, confirmations, follow-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q, QuerySet, Window

from capaian.models import StatusTemuan, Temuan
from capaian.querysets_temuan import ada_penjelasan
from konsolidasi.dasbor.beranda.bahan import (
    BahanRapat,
    Berbatas,
    Pertanyaan,
    SesiDekat,
    TanggapanMenunggu,
)
from konsolidasi.inti.kueri import kueri
from opd.lingkup import Penanya, kueri_untuk
from rapat.models import KonfirmasiKepala, Sesi, TanggapanBeritaAcara, TindakLanjut
from rapat.models.sesi import ROMAWI
from rapat.pilihan import (
    StatusBeritaAcara,
    StatusKonfirmasi,
    StatusSesi,
    StatusTanggapan,
    StatusTindakLanjut,
)

SESI_TERBANYAK, PERTANYAAN = 4, 2
# Whose turn it is: nobody's yet, the meeting's, or Bapperida's after the OPD explained.
MENUNGGU_PUTUSAN = Q(status__in=(StatusTemuan.BARU, StatusTemuan.BAHAS)) | (
    Q(status=StatusTemuan.JELASKAN) & Q(ada_penjelasan())
)


@dataclass(frozen=True, slots=True)
class Lanjutan:
    """An open follow-up as it is read."""

    opd: int
    singkatan: str
    batas: date
    status: str


def muat_sesi(pengguna: AbstractBaseUser) -> tuple[Sesi, ...]:
    """Those not yet ditetapkan, by date. One query."""
    return tuple(_sesi(pengguna))


@kueri_untuk
def _sesi(siapa: Penanya) -> QuerySet:
    semua = Sesi.objects.untuk(siapa).exclude(status=StatusSesi.DITETAPKAN)
    return semua.select_related("rapat").order_by("tanggal", "nomor", "pk")[:SESI_TERBANYAK]


def sesi_dekat(sesi: Sequence[Sesi], hari: date) -> Sesi | None:
    """The one under way or the next one; of those left over from the past the last resort."""
    nanti = (s for s in sesi if s.berlangsung or s.tanggal >= hari)
    return next(nanti, next(iter(sesi), None))


def muat_lanjutan(pengguna: AbstractBaseUser) -> tuple[Lanjutan, ...]:
    """Open follow-ups, the oldest due date first. One query."""
    return tuple(Lanjutan(*b) for b in _lanjutan(pengguna))


@kueri_untuk
def _lanjutan(siapa: Penanya) -> QuerySet:
    semua = TindakLanjut.objects.untuk(siapa).terbuka().order_by("batas_tanggal", "pk")
    return semua.values_list("opd", "opd__singkatan", "batas_tanggal", "status")


def muat_rapat(
    pengguna: AbstractBaseUser,
    *,
    sesi: Sesi | None,
    tahun_target: int,
    lanjutan: Sequence[Lanjutan],
    hari: date,
) -> BahanRapat:
    """Three queries, less what the person has nothing to do with."""
    banyak, pertanyaan = 0, ()
    if pengguna.has_perm("capaian.putuskan_temuan"):
        banyak, pertanyaan = muat_temuan(pengguna, tahun_target)
    return BahanRapat(
        sesi=SesiDekat(sesi.pk, f"Sesi {ROMAWI[sesi.nomor]}", sesi.tanggal) if sesi else None,
        tahun_target=tahun_target,
        temuan=banyak,
        pertanyaan=pertanyaan,
        tanggapan=_tanggapan() if pengguna.has_perm("rapat.jawab_tanggapan") else (),
        konfirmasi=_konfirmasi() if pengguna.has_perm("rapat.catat") else (),
        lewat=tuple(
            Berbatas(t.singkatan, t.batas)
            for t in lanjutan
            if t.status == StatusTindakLanjut.TERBUKA and t.batas < hari
        ),
        laporan=tuple(t.singkatan for t in lanjutan if t.status == StatusTindakLanjut.DILAPORKAN)
        if pengguna.has_perm("rapat.tutup_tindak_lanjut")
        else (),
    )


def muat_temuan(pengguna: AbstractBaseUser, tahun: int) -> tuple[int, tuple[Pertanyaan, ...]]:
    """How many findings wait for a decision, and the heaviest of them. One query."""
    berat = _temuan(pengguna, tahun=tahun)
    tanya = tuple(Pertanyaan(t.judul, t.kalimat, t.get_absolute_url(), t.berat) for t in berat)
    return (berat[0].banyak if berat else 0), tanya


@kueri_untuk
def _temuan(siapa: Penanya, *, tahun: int) -> QuerySet:
    semua = Temuan.objects.untuk(siapa).filter(MENUNGGU_PUTUSAN, tahun=tahun)
    urut = semua.order_by("-berat", "aturan", "pk").annotate(banyak=Window(Count("pk")))
    return urut[:PERTANYAAN]


def _tanggapan() -> tuple[TanggapanMenunggu, ...]:
    per: dict[tuple, list[str]] = {}
    for sesi, nomor, sampai, opd in _menunggu_tanggapan():
        per.setdefault((sesi, nomor, sampai), []).append(opd)
    return tuple(
        TanggapanMenunggu(sesi, f"Sesi {ROMAWI[nomor]}", tuple(opd), sampai)
        for (sesi, nomor, sampai), opd in per.items()
    )


@kueri
def _menunggu_tanggapan() -> QuerySet:
    menunggu = TanggapanBeritaAcara.objects.filter(
        status=StatusTanggapan.MENUNGGU, berita_acara__status=StatusBeritaAcara.TANGGAPAN
    )
    kolom = (
        "berita_acara__sesi",
        "berita_acara__sesi__nomor",
        "berita_acara__tanggapan_sampai",
        "agenda__opd__singkatan",
    )
    urut = menunggu.order_by("berita_acara__tanggapan_sampai", "berita_acara", "pk")
    return urut.values_list(*kolom)


def _konfirmasi() -> tuple[Berbatas, ...]:
    return tuple(Berbatas(*b) for b in _menunggu_kepala())


@kueri
def _menunggu_kepala() -> QuerySet:
    menunggu = KonfirmasiKepala.objects.filter(status=StatusKonfirmasi.MENUNGGU)
    urut = menunggu.order_by("sampai_tanggal", "pk")
    return urut.values_list("agenda__opd__singkatan", "sampai_tanggal")
