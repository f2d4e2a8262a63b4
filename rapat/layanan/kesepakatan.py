"""What is written while a sesi is under way: attendance and decisions, each row for itself."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from capaian.layanan.target import IsiTarget
from capaian.models import Indikator, Target
from capaian.perhitungan import Penghitung
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from rapat.models import Agenda, Kehadiran, Kesepakatan, Sesi
from rapat.pilihan import DISEPAKATI, Putusan, StatusSesi


@transaction.atomic
def catat_kehadiran(
    *, agenda: Agenda, keadaan: str, nama: str, jabatan: str, surat_tugas: str, oleh: Any
) -> Kehadiran:
    """Who sat for the OPD; a second call corrects the first. Raises like catat_kesepakatan."""
    boleh_mencatat(agenda.sesi, oleh)
    kehadiran, _ = Kehadiran.objects.update_or_create(
        agenda=agenda,
        defaults={
            "keadaan": keadaan,
            "nama": nama,
            "jabatan": jabatan,
            "surat_tugas": surat_tugas,
            "dicatat_oleh": oleh,
        },
    )
    return kehadiran


@transaction.atomic
def catat_kesepakatan(
    *,
    agenda: Agenda,
    indikator: Indikator,
    putusan: str,
    isi: IsiTarget | None,
    catatan: str,
    versi: int,
    oleh: Any,
) -> Kesepakatan:
    """Record the decision for one indikator. `versi` is the one the form was opened with, 0: none.

    The first save keeps the capaian that the room saw. Raises TidakBoleh, SalahKeadaan,
    TidakLengkap or SudahBerubah (`.sekarang` is the other person's row); then nothing is written.
    """
    boleh_mencatat(agenda.sesi, oleh)
    if putusan in DISEPAKATI and isi is None:
        raise TidakLengkap(["Tulis target yang disepakati."])
    if putusan in (Putusan.DENGAN_CATATAN, Putusan.DITUNDA) and not catatan.strip():
        raise TidakLengkap(["Tulis catatannya."])
    medan = (isi or IsiTarget()).sebagai_medan() | {
        "putusan": putusan,
        "catatan": catatan.strip(),
        "diubah_oleh": oleh,
        "diubah_pada": timezone.now(),
    }
    baris = Kesepakatan.objects.filter(agenda=agenda, indikator=indikator)
    if versi == 0:
        try:
            with transaction.atomic():
                lihat = yang_dilihat([indikator], agenda.sesi)[indikator.pk]
                return Kesepakatan.objects.create(
                    agenda=agenda, indikator=indikator, **medan, **lihat
                )
        except IntegrityError as galat:
            if (lain := baris.select_related("diubah_oleh").first()) is None:
                raise
            raise SudahBerubah(sekarang=lain) from galat
    kena = baris.filter(versi=versi, target_baru=None).update(**medan, versi=F("versi") + 1)
    sekarang = baris.select_related("predikat", "diubah_oleh").first()
    if sekarang is None:
        raise SalahKeadaan("Baris ini belum pernah disimpan. Muat ulang halaman, lalu ketik lagi.")
    if not kena:
        raise SudahBerubah(sekarang=sekarang)
    return sekarang


def yang_dilihat(indikator: Sequence[Indikator], sesi: Sesi) -> dict[int, dict[str, Any]]:
    """What the page showed when the room decided: last year's capaian and the target before.

    Seven queries, whatever the number.
    """
    rapat = sesi.rapat
    lalu = Penghitung(rapat.tahun_capaian_id).hitung(indikator)
    target = Target.objects.filter(indikator__in=indikator, tahun=rapat.tahun_target_id)
    lama = {t.indikator_id: t for t in target.berlaku(sesi.tanggal)}
    return {
        i.pk: {
            "capaian_lalu": lalu[i.pk].hasil.persen,
            "capaian_lalu_kalimat": lalu[i.pk].hasil.kalimat[:300],
            "target_lama": lama.get(i.pk),
        }
        for i in indikator
    }


def boleh_mencatat(sesi: Sesi, oleh: AbstractBaseUser) -> None:
    """Holds the sesi, so that nothing is written into one that is being ditetapkan, and lets every
    screen of it ask again. Two queries."""
    if not oleh.has_perm("rapat.catat", sesi):
        raise TidakBoleh("Anda tidak mencatat pada rapat ini.")
    Sesi.objects.filter(pk=sesi.pk).update(versi_layar=F("versi_layar") + 1)
    kini = Sesi.objects.get(pk=sesi.pk)
    if kini.status == StatusSesi.TERJADWAL:
        raise SalahKeadaan("Sesi belum dimulai. Tekan Mulai sesi dahulu.")
    if kini.terkunci:
        raise SalahKeadaan("Kesepakatan sesi ini sudah ditetapkan dan tidak dapat diubah.")
