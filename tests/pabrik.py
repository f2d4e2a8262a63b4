"""Builders with fixed defaults; keyword-only, no dice, time given."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from capaian.models import (
    ButirPredikat,
    Indikator,
    Periode,
    Realisasi,
    SkalaPredikat,
    Tahun,
    Target,
    TargetTriwulan,
    UsulanTarget,
)
from capaian.pilihan import KeadaanNilai, StatusData, StatusRealisasi, SumberTarget
from opd.models import Klaster, Opd, Pengguna, Penugasan
from opd.pilihan import Peran
from rapat.models import Agenda, Kesepakatan, Peserta, Rapat, Sesi, TindakLanjut
from rapat.pilihan import CaraHadir, Kedudukan, Putusan, StatusSesi

SANDI = "rahasia-uji-123"
JAUH = datetime(2090, 1, 1, tzinfo=UTC)
LAMA = datetime(2020, 1, 1, tzinfo=UTC)
_urut = count(1)

# The cast, see tests/conftest.py.
PEMERAN = {
    "sari": ("Sari Nasution", Peran.OPERATOR),
    "joko": ("Joko Siregar", Peran.OPERATOR),
    "kepala_dinkes": ("Ani Lubis", Peran.KEPALA),
    "rina": ("Rina Sinaga", Peran.BAPPERIDA),
    "nana": ("Nana Hasibuan", Peran.NOTULIS),
    "pak_budi": ("Budi Harahap", Peran.PIMPINAN),
    "admin": ("Agus Admin", Peran.ADMIN),
    "tamu": ("Tamu Saja", None),
}


def buat_klaster(*, nama: str = "Pembangunan Manusia", urutan: int = 1) -> Klaster:
    return Klaster.objects.get_or_create(nama=nama, defaults={"urutan": urutan})[0]


def buat_opd(
    *,
    nama: str = "Dinas Kesehatan",
    singkatan: str = "Dinkes",
    kode: str = "",
    induk: Opd | None = None,
    klaster: Klaster | None = None,
    **lain: Any,
) -> Opd:
    nomor = next(_urut)
    return Opd.objects.create(
        kode=kode or f"OPD-{nomor:04}",
        nama=nama,
        singkatan=singkatan,
        induk=induk,
        klaster=klaster,
        urutan=lain.pop("urutan", nomor),
        **lain,
    )


def buat_pengguna(
    *, username: str, nama: str, peran: str | None = None, opd: Opd | None = None, **lain: Any
) -> Pengguna:
    """Person with the test password; with `peran` also the Penugasan, in force since 2020."""
    lain.setdefault("wajib_ganti_sandi", False)
    pengguna = Pengguna(username=username, nama=nama, **lain)
    pengguna.set_password(SANDI)
    pengguna.save()
    if peran:
        buat_penugasan(pengguna=pengguna, peran=peran, opd=opd)
    return pengguna


def buat_pemeran(siapa: str, opd: Opd | None = None) -> Pengguna:
    nama, peran = PEMERAN[siapa]
    staf = peran == Peran.ADMIN
    return buat_pengguna(username=siapa, nama=nama, peran=peran, opd=opd, is_staff=staf)


def buat_dinkes() -> Opd:
    return buat_opd(nama="Dinas Kesehatan", singkatan="Dinkes", klaster=buat_klaster())


def buat_disdik() -> Opd:
    return buat_opd(nama="Dinas Pendidikan", singkatan="Disdik", klaster=buat_klaster())


def buat_penugasan(
    *, pengguna: Pengguna, peran: str = Peran.OPERATOR, opd: Opd | None = None, **lain: Any
) -> Penugasan:
    lain.setdefault("mulai", date(2020, 1, 1))
    return Penugasan.objects.create(pengguna=pengguna, peran=peran, opd=opd, **lain)


def buat_tahun(tahun: int = 2025) -> Tahun:
    return Tahun.objects.get_or_create(tahun=tahun)[0]


def buat_periode(*, tahun: int = 2025, triwulan: int = 4, terbuka: bool = True) -> Periode:
    """A quarter whose window is open for decades, or closed since 2020."""
    akhir = JAUH if terbuka else datetime(2020, 2, 1, tzinfo=UTC)
    return Periode.objects.get_or_create(
        tahun=buat_tahun(tahun),
        triwulan=triwulan,
        defaults={
            "dibuka_pada": LAMA,
            "batas_pada": akhir,
            "tenggang_pada": akhir,
            "ditutup_pada": akhir,
        },
    )[0]


def buat_skala_predikat(*, nama: str = "SAKIP", huruf: str = "AA A BB B CC C D") -> SkalaPredikat:
    skala, baru = SkalaPredikat.objects.get_or_create(nama=nama)
    if baru:
        kode = huruf.split()
        ButirPredikat.objects.bulk_create(
            ButirPredikat(skala=skala, kode=k, nilai=Decimal(len(kode) - n))
            for n, k in enumerate(kode)
        )
    return skala


def buat_indikator(*, opd: Opd, nama: str = "", kode: str = "", **lain: Any) -> Indikator:
    nomor = next(_urut)
    lain.setdefault("satuan", "%")
    lain.setdefault("urutan", nomor)
    lain.setdefault("wajib_bukti", False)
    return Indikator.objects.create(
        opd=opd, kode=kode or f"9.99.{nomor:04}", nama=nama or f"Indikator {nomor}", **lain
    )


def buat_target(
    *,
    indikator: Indikator,
    nilai: str | None = "80",
    rentang: tuple[str, str] | None = None,
    predikat: str = "",
    tahun: int = 2025,
    triwulanan: dict[int, str] | None = None,
    **lain: Any,
) -> Target:
    """A version in force since 1 January of its year, with optional quarter targets."""
    nomor = Target.objects.filter(indikator=indikator, tahun=tahun).count() + 1
    lain.setdefault("mulai", date(tahun, 1, 1))
    lain.setdefault("sumber", SumberTarget.RENJA)
    lain.setdefault("acuan", f"Renja {tahun}")
    if rentang:
        lain |= {"batas_bawah": Decimal(rentang[0]), "batas_atas": Decimal(rentang[1])}
    elif predikat:
        lain["predikat"] = indikator.skala_predikat.butir.get(kode=predikat)
    elif nilai is not None:
        lain["nilai"] = Decimal(nilai)
    target = Target.objects.create(
        indikator=indikator, tahun=buat_tahun(tahun), nomor=nomor, **lain
    )
    TargetTriwulan.objects.bulk_create(
        TargetTriwulan(target=target, triwulan=n, nilai=Decimal(teks))
        for n, teks in (triwulanan or {}).items()
    )
    return target


def buat_usulan(*, indikator: Indikator, nilai: str = "85", tahun: int = 2026) -> UsulanTarget:
    return UsulanTarget.objects.create(
        indikator=indikator, tahun=buat_tahun(tahun), nilai=Decimal(nilai)
    )


def buat_realisasi(
    *,
    indikator: Indikator,
    periode: Periode | None = None,
    nilai: str | None = "72",
    status: str = StatusRealisasi.DRAF,
    **lain: Any,
) -> Realisasi:
    periode = periode or buat_periode()
    if nilai is not None:
        lain |= {"nilai": Decimal(nilai), "keadaan": KeadaanNilai.NILAI}
    if status != StatusRealisasi.DRAF:
        saat = lain.pop("diajukan_pada", timezone.now())
        lain |= {"diajukan_pada": saat, "diajukan_pertama_pada": saat, "terlambat_hari": 0}
    if status in (StatusRealisasi.TERVERIFIKASI, StatusRealisasi.TERKUNCI):
        lain.setdefault("status_data", StatusData.TETAP)
    return Realisasi.objects.create(indikator=indikator, periode=periode, status=status, **lain)


def buat_rapat(*, nama: str = "Rapat Konsolidasi Januari 2026", **lain: Any) -> Rapat:
    lain.setdefault("mulai", date(2026, 1, 20))
    lain.setdefault("selesai", date(2026, 1, 21))
    lain.setdefault("tempat", "Lt. 2, Ruang Kerja Kepala Bapperida")
    return Rapat.objects.create(
        nama=nama, tahun_capaian=buat_tahun(2025), tahun_target=buat_tahun(2026), **lain
    )


def buat_sesi(
    *, rapat: Rapat | None = None, klaster: Klaster | None = None, nomor: int = 1, **lain: Any
) -> Sesi:
    """A sesi that is under way, so that a note-taker may write."""
    lain.setdefault("status", StatusSesi.BERLANGSUNG)
    lain.setdefault("nama", "Pembangunan Manusia dan Pemerintahan")
    return Sesi.objects.create(
        rapat=rapat or buat_rapat(),
        klaster=klaster or buat_klaster(),
        nomor=nomor,
        tanggal=date(2026, 1, 20),
        jam_mulai=time(9),
        jam_selesai=time(16),
        **lain,
    )


def buat_agenda(*, opd: Opd, sesi: Sesi | None = None, urutan: int = 1, menit: int = 35) -> Agenda:
    return Agenda.objects.create(sesi=sesi or buat_sesi(), opd=opd, urutan=urutan, menit=menit)


def buat_kesepakatan(
    *, agenda: Agenda, indikator: Indikator, nilai: str = "80", **lain: Any
) -> Kesepakatan:
    lain.setdefault("putusan", Putusan.SEPAKAT)
    return Kesepakatan.objects.create(
        agenda=agenda, indikator=indikator, nilai=Decimal(nilai), **lain
    )


def buat_tindak_lanjut(*, agenda: Agenda, uraian: str = "Undang klinik swasta") -> TindakLanjut:
    batas = date(2026, 2, 28)
    return TindakLanjut.objects.create(
        asal=agenda, opd=agenda.opd, uraian=uraian, batas_tanggal=batas, batas_awal=batas
    )


def buat_peserta(*, agenda: Agenda, nama: str = "Ani Lubis", **lain: Any) -> Peserta:
    lain.setdefault("kedudukan", Kedudukan.PIMPINAN)
    lain.setdefault("cara", CaraHadir.NOTULIS)
    lain.setdefault("hadir_pada", timezone.now())
    return Peserta.objects.create(
        sesi=agenda.sesi, agenda=agenda, nama=nama, jabatan="Kepala Dinas", **lain
    )
