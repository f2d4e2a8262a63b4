"""Extensions of the window of one OPD."""

from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from capaian.models import Periode, Perpanjangan
from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from opd.models import Opd

PANJANG_ALASAN = 10
TERLAMA = timedelta(days=366)


@transaction.atomic
def beri_perpanjangan(
    *,
    periode: Periode,
    opd: Opd,
    sampai: datetime,
    alasan: str,
    dilihat: datetime | None,
    oleh: AbstractBaseUser,
    pada: datetime | None = None,
) -> Perpanjangan:
    """Keep the window of one OPD open until `sampai`; a second one moves the end.

    `dilihat`: the end as it stood on the form, None for none. The deadline itself never moves:
    what is submitted after it stays late. Raises TidakBoleh, SalahKeadaan (locked or not yet
    open), TidakLengkap (with `medan`) or SudahBerubah. The same extension sent twice is given once.
    """
    pada = pada or timezone.now()
    if not oleh.has_perm("capaian.perpanjang"):
        raise TidakBoleh
    # Serialises with the lock of the quarter and with a second extension.
    segar = Periode.objects.select_for_update(of=("self",)).get(pk=periode.pk)
    alasan = alasan.strip()
    ada = Perpanjangan.objects.filter(periode=segar, opd=opd).order_by("pk").first()
    if ada is not None and _sama(ada, sampai, alasan, oleh):
        return ada
    _periksa(segar, sampai, alasan, pada)
    if (ada.sampai_pada if ada else None) != dilihat:
        raise SudahBerubah(
            "Perpanjangan OPD ini baru saja diubah orang lain. Periksa, lalu simpan lagi.",
            sekarang=ada,
        )
    if ada is None:
        return Perpanjangan.objects.create(
            periode=segar, opd=opd, sampai_pada=sampai, alasan=alasan, diberikan_oleh=oleh
        )
    ada.sampai_pada, ada.alasan, ada.diberikan_oleh = sampai, alasan, oleh
    ada.save(update_fields=["sampai_pada", "alasan", "diberikan_oleh"])
    return ada


def _sama(ada: Perpanjangan, sampai: datetime, alasan: str, oleh: AbstractBaseUser) -> bool:
    return (ada.sampai_pada, ada.alasan, ada.diberikan_oleh_id) == (sampai, alasan, oleh.pk)


def _periksa(periode: Periode, sampai: datetime, alasan: str, pada: datetime) -> None:
    label = periode.tw.label
    if periode.terkunci:
        raise SalahKeadaan(f"{label} sudah terkunci, jadi tidak dapat diperpanjang.")
    if pada < periode.dibuka_pada:
        raise SalahKeadaan(
            f"{label} baru dibuka {saat(periode.dibuka_pada)}; belum ada yang perlu diperpanjang."
        )
    if sampai <= periode.batas_pada:
        raise TidakLengkap(
            [], f"Pilih saat sesudah batas, {saat(periode.batas_pada)}.", medan="tanggal"
        )
    if sampai <= periode.tenggang_pada:
        raise TidakLengkap(
            [],
            f"Sampai {saat(periode.tenggang_pada)} semua OPD masih dapat mengisi (tenggang)."
            " Pilih saat sesudahnya.",
            medan="tanggal",
        )
    if sampai <= pada:
        raise TidakLengkap([], "Saat itu sudah lewat. Pilih yang akan datang.", medan="tanggal")
    if sampai > max(pada, periode.tenggang_pada) + TERLAMA:
        raise TidakLengkap([], "Paling lama satu tahun. Periksa tahunnya.", medan="tanggal")
    if len(alasan) < PANJANG_ALASAN:
        raise TidakLengkap([], f"Tulis alasannya, minimal {PANJANG_ALASAN} huruf.", medan="alasan")


def saat(kapan: datetime) -> str:
    """16 Januari 2026 pukul 16.00 WIB"""
    return f"{waktu.tanggal(kapan)} pukul {waktu.pukul(kapan)}"
