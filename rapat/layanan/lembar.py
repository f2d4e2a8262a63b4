"""Scans of the attendance sheet that was signed by hand."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, TidakBoleh, TidakLengkap
from konsolidasi.inti.jenis_berkas import GAMBAR, PDF
from konsolidasi.inti.lampiran import Terperiksa, simpan
from rapat.models import LembarHadir, LogSesi, Sesi
from rapat.pilihan import StatusSesi

TERBANYAK = 40
"""Sheets of one sesi: a hundred people on sheets of twenty are five."""
ALASAN_TERPANJANG = 500
CABUT = "cabut_lembar"
"""The step in LogSesi that says which sheet was taken away, and why."""


class BukanPindaian(GalatDomain):
    kode_http = 422


@transaction.atomic
def unggah_lembar(
    *, sesi: Sesi, terperiksa: Terperiksa, oleh: AbstractBaseUser
) -> tuple[LembarHadir, bool]:
    """One file, and whether it is new here: the same bytes again are the sheet that is there."""
    _pastikan(sesi, oleh)
    if terperiksa.jenis.mime not in {PDF, *GAMBAR}:
        raise BukanPindaian("Pindaian harus PDF atau foto (JPEG, PNG, WebP).")
    sesi = Sesi.objects.select_for_update(of=("self",), no_key=True).get(pk=sesi.pk)
    if sesi.status == StatusSesi.TERJADWAL:
        raise SalahKeadaan("Sesi belum dimulai, jadi belum ada lembar bertanda tangan.")
    lampiran = simpan(terperiksa, oleh=oleh)
    ada = sesi.lembar_hadir.filter(lampiran=lampiran).order_by("pk").first()
    if ada is not None:
        return ada, False
    if sesi.lembar_hadir.count() >= TERBANYAK:
        raise SalahKeadaan(
            f"Sesi ini sudah punya {TERBANYAK} lembar. Cabut yang keliru, atau gabungkan jadi PDF."
        )
    lembar = LembarHadir.objects.create(
        sesi=sesi, lampiran=lampiran, nama=terperiksa.nama, diunggah_oleh=oleh
    )
    return lembar, True


@transaction.atomic
def cabut_lembar(*, lembar: LembarHadir, alasan: str, oleh: AbstractBaseUser) -> None:
    """Out of the sesi; its history, the reason and the stored file stay. Raises TidakLengkap.

    A sheet of another meeting bears signatures and names: it must not stay in view here.
    """
    sesi = Sesi.objects.select_for_update(of=("self",), no_key=True).get(pk=lembar.sesi_id)
    _pastikan(sesi, oleh)
    alasan = alasan.strip()
    if not alasan:
        raise TidakLengkap(["Tulis mengapa lembar ini dicabut."], medan="alasan")
    if len(alasan) > ALASAN_TERPANJANG:
        raise TidakLengkap(
            [f"Alasan paling banyak {ALASAN_TERPANJANG} huruf. Singkatkan."], medan="alasan"
        )
    # Two at the same moment: the second finds nothing to take away, and logs nothing.
    terhapus, _ = LembarHadir.objects.filter(pk=lembar.pk).delete()
    if terhapus:
        LogSesi.objects.create(
            sesi=sesi,
            transisi=CABUT,
            dari=sesi.status,
            ke=sesi.status,
            oleh=oleh,
            catatan=f"{lembar.nama}: {alasan}",
        )


def _pastikan(sesi: Sesi, oleh: AbstractBaseUser) -> None:
    if not oleh.has_perm("rapat.catat", sesi):
        raise TidakBoleh("Anda tidak mencatat pada rapat ini.")
