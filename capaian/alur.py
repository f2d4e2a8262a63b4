"""States of a realisasi. The only writer of `Realisasi.status`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from capaian.bacaan import RealisasiBaca
from capaian.models import Bukti, LogRealisasi, Periode, Perpanjangan, Realisasi, Target
from capaian.perhitungan import hasil_triwulan, muat_sasaran
from capaian.pilihan import DAPAT_DIISI, KeadaanNilai, StatusBukti, StatusRealisasi
from konsolidasi.inti.alur import Alur, Transisi

PANJANG_FAKTOR = 10
SERATUS = 100
BARIS_SEKALI = 2000


def jendela_terbuka(periode: Periode, opd_id: int, pada: datetime | None = None) -> bool:
    """Whether the OPD may still type and submit for this quarter. At most one query."""
    pada = pada or timezone.now()
    if periode.keadaan(pada) in ("dibuka", "tenggang"):
        return True
    milik = Perpanjangan.objects.filter(periode=periode).bagi(opd_id)
    sampai = milik.values_list("sampai_pada", flat=True).first()
    return sampai is not None and periode.keadaan(pada, sampai) in ("dibuka", "tenggang")


def syarat_terisi(realisasi: Realisasi) -> str:
    return "Isi realisasinya." if realisasi.keadaan == KeadaanNilai.KOSONG else ""


def syarat_beralasan(realisasi: Realisasi) -> str:
    perlu = realisasi.keadaan in (KeadaanNilai.BELUM_WAKTUNYA, KeadaanNilai.TIDAK_BERLAKU)
    return "Tulis mengapa tidak ada nilainya." if perlu and not realisasi.alasan else ""


def syarat_faktor(realisasi: Realisasi) -> str:
    """Pendorong at 100 % and above, penghambat and akar masalah below it (domain facts §4.7)."""
    if realisasi.keadaan != KeadaanNilai.NILAI:
        return ""
    tw = realisasi.periode.tw
    versi = muat_sasaran([realisasi.indikator_id], tw.tahun)[realisasi.indikator_id]
    hasil = hasil_triwulan(realisasi.indikator, versi, realisasi, tw)
    return kurang_faktor(realisasi, hasil.persen)


def kurang_faktor(realisasi: Realisasi | RealisasiBaca, persen: Decimal | None) -> str:
    if persen is None:
        return ""
    if persen >= SERATUS:
        kurang = _terlalu_pendek(realisasi.faktor_pendorong)
        return "Tulis faktor pendorong, minimal 10 huruf." if kurang else ""
    hambat = _terlalu_pendek(realisasi.faktor_penghambat)
    akar = _terlalu_pendek(realisasi.akar_masalah)
    if hambat and akar:
        return "Tulis faktor penghambat dan akar masalah, masing-masing minimal 10 huruf."
    if hambat:
        return "Tulis faktor penghambat, minimal 10 huruf."
    return "Tulis akar masalah, minimal 10 huruf." if akar else ""


def _terlalu_pendek(teks: str) -> bool:
    return len(teks.strip()) < PANJANG_FAKTOR


def syarat_jendela(realisasi: Realisasi) -> str:
    terbuka = jendela_terbuka(realisasi.periode, realisasi.indikator.opd_id)
    return "" if terbuka else f"Pengisian {realisasi.periode.tw.label} sudah ditutup."


def syarat_bukti(realisasi: Realisasi) -> str:
    """One query where the indikator asks for evidence."""
    if realisasi.keadaan != KeadaanNilai.NILAI or not realisasi.indikator.wajib_bukti:
        return ""
    ada = Bukti.objects.berlaku().exclude(status=StatusBukti.DITOLAK)
    berbukti = ada.filter(indikator=realisasi.indikator_id, periode=realisasi.periode_id).exists()
    return kurang_bukti(realisasi, berbukti, wajib=realisasi.indikator.wajib_bukti)


def kurang_bukti(realisasi: Realisasi | RealisasiBaca, berbukti: bool, *, wajib: bool) -> str:
    """`berbukti`: at least one piece of evidence that was not refused."""
    perlu = wajib and realisasi.keadaan == KeadaanNilai.NILAI
    return "Lampirkan bukti." if perlu and not berbukti else ""


def syarat_tidak_terkunci(realisasi: Realisasi) -> str:
    tw = realisasi.periode.tw.label
    return f"{tw} sudah terkunci. Buka kuncinya dulu." if realisasi.periode.terkunci else ""


def hari_terlambat(periode: Periode, pada: datetime) -> int:
    """Days by the calendar; the deadline is a moment, so after its hour it is one day already."""
    if pada <= periode.batas_pada:
        return 0
    return max((timezone.localdate(pada) - timezone.localdate(periode.batas_pada)).days, 1)


def catat_waktu(realisasi: Realisasi, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    """Lateness is fixed at the first submission; the target version is kept with the value."""
    kini = timezone.now()
    realisasi.diajukan_pada = kini
    realisasi.diubah_oleh = oleh
    realisasi.versi += 1
    if realisasi.diajukan_pertama_pada is None:
        realisasi.diajukan_pertama_pada = kini
        realisasi.terlambat_hari = hari_terlambat(realisasi.periode, kini)
    tw = realisasi.periode.tw
    versi = Target.objects.filter(indikator=realisasi.indikator_id, tahun=tw.tahun)
    realisasi.target = versi.berlaku(tw.akhir).first()
    return (
        "diajukan_pada",
        "diajukan_pertama_pada",
        "terlambat_hari",
        "target",
        "diubah_oleh",
        "versi",
    )


def catat(
    realisasi: Realisasi, *, transisi: str, dari: str, ke: str, oleh: Any, catatan: str
) -> None:
    LogRealisasi.objects.create(
        realisasi=realisasi, transisi=transisi, dari=dari, ke=ke, oleh=oleh, catatan=catatan
    )


def catat_semua(
    baris: Sequence[tuple[int, str]], *, transisi: str, ke: str, oleh: Any, catatan: str
) -> None:
    LogRealisasi.objects.bulk_create(
        (
            LogRealisasi(
                realisasi_id=pk, transisi=transisi, dari=dari, ke=ke, oleh=oleh, catatan=catatan
            )
            for pk, dari in baris
        ),
        batch_size=BARIS_SEKALI,
    )


def catat_serah(realisasi: Realisasi, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    realisasi.diubah_oleh = oleh
    realisasi.versi += 1
    return ("diubah_oleh", "versi")


def catat_verifikasi(
    realisasi: Realisasi, *, oleh: AbstractBaseUser, catatan: str
) -> Collection[str]:
    realisasi.diverifikasi_pada = timezone.now()
    realisasi.diverifikasi_oleh = oleh
    realisasi.versi += 1
    return ("diverifikasi_pada", "diverifikasi_oleh", "versi")


def catat_kembali(realisasi: Realisasi, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    """A returned row is typed on by the OPD: what they saw before is not the row they get."""
    realisasi.versi += 1
    return ("versi",)


def catat_buka(realisasi: Realisasi, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    """The mark that a settled figure was touched again; it never goes away."""
    realisasi.diubah_setelah_verifikasi += 1
    realisasi.diverifikasi_pada = realisasi.diverifikasi_oleh = None
    realisasi.versi += 1
    return ("diubah_setelah_verifikasi", "diverifikasi_pada", "diverifikasi_oleh", "versi")


SYARAT_AJUAN = (syarat_jendela, syarat_terisi, syarat_beralasan, syarat_faktor, syarat_bukti)
ALUR_REALISASI = Alur(
    transisi=(
        Transisi(
            nama="serahkan",
            label="Serahkan ke kepala OPD",
            dari=frozenset(DAPAT_DIISI),
            ke=StatusRealisasi.MENUNGGU_KEPALA,
            izin="capaian.serahkan",
            syarat=SYARAT_AJUAN,
            efek=catat_serah,
        ),
        Transisi(
            nama="ajukan",
            label="Ajukan",
            dari=frozenset({*DAPAT_DIISI, StatusRealisasi.MENUNGGU_KEPALA}),
            ke=StatusRealisasi.DIAJUKAN,
            izin="capaian.ajukan",
            syarat=SYARAT_AJUAN,
            efek=catat_waktu,
        ),
        Transisi(
            nama="kembalikan_kepala",
            label="Kembalikan ke operator",
            dari=frozenset({StatusRealisasi.MENUNGGU_KEPALA}),
            ke=StatusRealisasi.PERBAIKAN,
            izin="capaian.lepas",
            syarat=(syarat_jendela,),
            wajib_catatan=True,
            efek=catat_kembali,
        ),
        Transisi(
            nama="terima",
            label="Terima",
            dari=frozenset({StatusRealisasi.DIAJUKAN}),
            ke=StatusRealisasi.TERVERIFIKASI,
            izin="capaian.verifikasi",
            syarat=(syarat_tidak_terkunci,),
            efek=catat_verifikasi,
        ),
        Transisi(
            nama="kembalikan",
            label="Minta perbaikan",
            dari=frozenset({StatusRealisasi.DIAJUKAN}),
            ke=StatusRealisasi.PERBAIKAN,
            izin="capaian.verifikasi",
            syarat=(syarat_tidak_terkunci,),
            wajib_catatan=True,
            efek=catat_kembali,
        ),
        Transisi(
            nama="buka_kembali",
            label="Buka kembali untuk diperbaiki",
            dari=frozenset({StatusRealisasi.TERVERIFIKASI}),
            ke=StatusRealisasi.PERBAIKAN,
            izin="capaian.koreksi",
            syarat=(syarat_tidak_terkunci,),
            wajib_catatan=True,
            efek=catat_buka,
        ),
        Transisi(
            nama="kunci",
            label="Kunci",
            dari=frozenset({StatusRealisasi.TERVERIFIKASI}),
            ke=StatusRealisasi.TERKUNCI,
            izin="capaian.kunci",
        ),
        Transisi(
            nama="buka_kunci",
            label="Buka kunci",
            dari=frozenset({StatusRealisasi.TERKUNCI}),
            ke=StatusRealisasi.TERVERIFIKASI,
            izin="capaian.buka_kunci",
            wajib_catatan=True,
        ),
    ),
    catat=catat,
    catat_semua=catat_semua,
)
