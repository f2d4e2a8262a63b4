"""States of a realisasi. The only writer of `Realisasi.status`."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from capaian.models import LogRealisasi, Periode, Perpanjangan, Realisasi, Target
from capaian.perhitungan import hasil_triwulan, muat_versi_target
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti.alur import Alur, Transisi

PANJANG_FAKTOR = 10
SERATUS = 100


def jendela_terbuka(periode: Periode, opd_id: int, pada: datetime | None = None) -> bool:
    """Whether the OPD may still type and submit for this quarter. At most one query."""
    pada = pada or timezone.now()
    if periode.keadaan(pada) in ("dibuka", "tenggang"):
        return True
    sampai = (
        Perpanjangan.objects.filter(periode=periode, opd=opd_id)
        .values_list("sampai_pada", flat=True)
        .first()
    )
    return sampai is not None and periode.keadaan(pada, sampai) != "ditutup"


def syarat_terisi(realisasi: Realisasi) -> str:
    return "Isi realisasinya." if realisasi.keadaan == KeadaanNilai.KOSONG else ""


def syarat_beralasan(realisasi: Realisasi) -> str:
    perlu = realisasi.keadaan in (KeadaanNilai.BELUM_WAKTUNYA, KeadaanNilai.TIDAK_BERLAKU)
    return "Tulis mengapa tidak ada nilainya." if perlu and not realisasi.alasan else ""


def syarat_faktor(realisasi: Realisasi) -> str:
    """Pendorong at 100 % and above, penghambat below it (domain facts §4.7)."""
    if realisasi.keadaan != KeadaanNilai.NILAI:
        return ""
    tw = realisasi.periode.tw
    versi = muat_versi_target([realisasi.indikator_id], tw.tahun)[realisasi.indikator_id]
    hasil = hasil_triwulan(realisasi.indikator, versi, realisasi, tw)
    return kurang_faktor(realisasi, hasil.persen)


def kurang_faktor(realisasi: Realisasi, persen: Decimal | None) -> str:
    if persen is None:
        return ""
    if persen >= SERATUS:
        kurang = len(realisasi.faktor_pendorong.strip()) < PANJANG_FAKTOR
        return "Tulis faktor pendorong, minimal 10 huruf." if kurang else ""
    kurang = len(realisasi.faktor_penghambat.strip()) < PANJANG_FAKTOR
    return "Tulis faktor penghambat, minimal 10 huruf." if kurang else ""


def syarat_jendela(realisasi: Realisasi) -> str:
    terbuka = jendela_terbuka(realisasi.periode, realisasi.indikator.opd_id)
    return "" if terbuka else f"Pengisian {realisasi.periode.tw.label} sudah ditutup."


def catat_waktu(realisasi: Realisasi, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    """Lateness is fixed at the first submission; the target version is kept with the value."""
    kini = timezone.now()
    realisasi.diajukan_pada = kini
    realisasi.diubah_oleh = oleh
    realisasi.versi += 1
    if realisasi.diajukan_pertama_pada is None:
        realisasi.diajukan_pertama_pada = kini
        lewat = timezone.localdate(kini) - timezone.localdate(realisasi.periode.batas_pada)
        realisasi.terlambat_hari = max(lewat.days, 0)
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


ALUR_REALISASI = Alur(
    transisi=(
        Transisi(
            nama="ajukan",
            label="Ajukan",
            dari=frozenset({StatusRealisasi.DRAF, StatusRealisasi.PERBAIKAN}),
            ke=StatusRealisasi.DIAJUKAN,
            izin="capaian.ajukan",
            syarat=(syarat_jendela, syarat_terisi, syarat_beralasan, syarat_faktor),
            efek=catat_waktu,
        ),
    ),
    catat=catat,
)
