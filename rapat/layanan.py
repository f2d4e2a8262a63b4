"""Verbs of a meeting: fill the agenda, record what was agreed, put it in force, copy a meeting."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from capaian.layanan.target import Dokumen, IsiTarget, PerubahanTarget, tetapkan_target
from capaian.models import Indikator, Tahun, Target
from capaian.perhitungan import Penghitung
from capaian.pilihan import SumberTarget
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from opd.models import Opd
from rapat.alur import ALUR_SESI
from rapat.models import Agenda, Kehadiran, Kesepakatan, Rapat, Sesi
from rapat.perhitungan import indikator_sesi
from rapat.pilihan import DISEPAKATI, Putusan, StatusSesi

MENIT_BAWAAN = 35
TIDAK_DIBAHAS = "Belum dibahas sampai sesi ditutup."
SETAHUN = timedelta(weeks=52)
"""A copied meeting keeps its weekday."""


@transaction.atomic
def isi_agenda(*, sesi: Sesi, oleh: AbstractBaseUser) -> list[Agenda]:
    """One agenda item per active OPD of the klaster that is not there yet, in the OPD's order."""
    if not oleh.has_perm("rapat.change_rapat", sesi.rapat):
        raise TidakBoleh("Anda tidak menyiapkan rapat.")
    if sesi.terkunci:
        raise SalahKeadaan("Sesi ini sudah ditetapkan.")
    ada = set(sesi.agenda.values_list("opd_id", flat=True))
    opd = Opd.objects.aktif().filter(klaster=sesi.klaster_id, induk=None).exclude(pk__in=ada)
    awal = len(ada)
    return Agenda.objects.bulk_create(
        Agenda(sesi=sesi, opd=satu, urutan=awal + n, menit=MENIT_BAWAAN)
        for n, satu in enumerate(opd.order_by("urutan", "kode"), start=1)
    )


@transaction.atomic
def catat_kehadiran(
    *, agenda: Agenda, keadaan: str, nama: str, jabatan: str, surat_tugas: str, oleh: Any
) -> Kehadiran:
    """Who sat for the OPD; a second call corrects the first. Raises like catat_kesepakatan."""
    _boleh_mencatat(agenda.sesi, oleh)
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
    _boleh_mencatat(agenda.sesi, oleh)
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
                lihat = _yang_dilihat([indikator], agenda.sesi)[indikator.pk]
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


@transaction.atomic
def tetapkan_sesi(*, sesi: Sesi, nomor: str, tanggal: date, tunda_sisanya: bool, oleh: Any) -> Sesi:
    """Put every agreed target of the sesi in force, with the berita acara as its source.

    One transaction and once only: a second call finds the sesi ditetapkan and raises
    SalahKeadaan. Undecided indikator are postponed when `tunda_sisanya`, else TidakLengkap.
    """
    Sesi.objects.select_for_update(of=("self",)).get(pk=sesi.pk)
    sesi.berita_acara_nomor = nomor.strip()
    sesi.berita_acara_tanggal = tanggal
    sesi.save(update_fields=["berita_acara_nomor", "berita_acara_tanggal"])
    sesi = ALUR_SESI.jalankan("tetapkan", sesi, oleh=oleh)
    _tunda_sisanya(sesi, boleh=tunda_sisanya, oleh=oleh)
    sepakat = list(
        Kesepakatan.objects.filter(agenda__sesi=sesi)
        .siap_ditetapkan()
        .select_related("indikator", "predikat")
        .order_by("pk")
    )
    if not sepakat:
        raise TidakLengkap(["Belum ada target yang disepakati pada sesi ini."])
    acuan = f"Berita Acara nomor {sesi.berita_acara_nomor}, {sesi.judul}"
    baru = tetapkan_target(
        perubahan=[
            PerubahanTarget(indikator=k.indikator, isi=_isi(k), alasan=k.catatan[:500])
            for k in sepakat
        ],
        tahun=sesi.rapat.tahun_target_id,
        mulai=tanggal,
        dokumen=Dokumen(SumberTarget.KESEPAKATAN, acuan[:200], tanggal),
        oleh=oleh,
        mengalahkan=True,
    )
    for kesepakatan, target in zip(sepakat, baru, strict=True):
        kesepakatan.target_baru = target
        kesepakatan.diubah_pada = timezone.now()
    Kesepakatan.objects.bulk_update(sepakat, ["target_baru", "diubah_pada"])
    return sesi


def belum_diputuskan(sesi: Sesi) -> list[tuple[Agenda, Indikator]]:
    """Indikator on the agenda without a decision. Six queries, whatever the number."""
    selesai = set(
        Kesepakatan.objects.filter(agenda__sesi=sesi)
        .exclude(putusan=Putusan.BELUM)
        .values_list("agenda_id", "indikator_id")
    )
    agenda = list(sesi.agenda.select_related("opd", "sesi").order_by("urutan", "pk"))
    indikator = indikator_sesi(agenda)
    return [
        (butir, satu)
        for butir in agenda
        for satu in indikator[butir.pk]
        if (butir.pk, satu.pk) not in selesai
    ]


def _tunda_sisanya(sesi: Sesi, *, boleh: bool, oleh: Any) -> None:
    """Postpones what is undecided; a note that somebody typed already stays. Bulk writes only."""
    sisa = belum_diputuskan(sesi)
    if not sisa:
        return
    if not boleh:
        raise TidakLengkap([f"{len(sisa)} indikator belum diputuskan."])
    ada = {
        (k.agenda_id, k.indikator_id): k
        for k in Kesepakatan.objects.filter(agenda__sesi=sesi).belum_diputuskan()
    }
    lama, baru = [], []
    lihat = _yang_dilihat([indikator for _, indikator in sisa], sesi)
    for agenda, indikator in sisa:
        satu = ada.get((agenda.pk, indikator.pk))
        if satu is None:
            satu = Kesepakatan(agenda=agenda, indikator=indikator, **lihat[indikator.pk])
            baru.append(satu)
        else:
            satu.versi += 1
            lama.append(satu)
        satu.putusan = Putusan.DITUNDA
        satu.catatan = satu.catatan or TIDAK_DIBAHAS
        satu.diubah_oleh, satu.diubah_pada = oleh, timezone.now()
    medan = ["putusan", "catatan", "versi", "diubah_oleh", "diubah_pada"]
    Kesepakatan.objects.bulk_update(lama, medan)
    Kesepakatan.objects.bulk_create(baru)


def _isi(kesepakatan: Kesepakatan) -> IsiTarget:
    return IsiTarget(
        nilai=kesepakatan.nilai,
        batas_bawah=kesepakatan.batas_bawah,
        batas_atas=kesepakatan.batas_atas,
        predikat=kesepakatan.predikat,
    )


def _yang_dilihat(indikator: Sequence[Indikator], sesi: Sesi) -> dict[int, dict[str, Any]]:
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


def _boleh_mencatat(sesi: Sesi, oleh: AbstractBaseUser) -> None:
    """Holds the sesi, so that nothing is written into one that is being ditetapkan. One query."""
    if not oleh.has_perm("rapat.catat", sesi):
        raise TidakBoleh("Anda tidak mencatat pada rapat ini.")
    kini = Sesi.objects.select_for_update(of=("self",), no_key=True).get(pk=sesi.pk)
    if kini.status == StatusSesi.TERJADWAL:
        raise SalahKeadaan("Sesi belum dimulai. Tekan Mulai sesi dahulu.")
    if kini.terkunci:
        raise SalahKeadaan("Kesepakatan sesi ini sudah ditetapkan dan tidak dapat diubah.")


@transaction.atomic
def salin_rapat(*, rapat: Rapat, oleh: AbstractBaseUser) -> Rapat:
    """The same meeting 52 weeks later: sesi and agenda, no attendance and no decisions."""
    if not oleh.has_perm("rapat.add_rapat"):
        raise TidakBoleh("Anda tidak menyiapkan rapat.")
    capaian, _ = Tahun.objects.get_or_create(tahun=rapat.tahun_capaian_id + 1)
    target, _ = Tahun.objects.get_or_create(tahun=rapat.tahun_target_id + 1)
    baru = Rapat.objects.create(
        nama=_nama_salinan(rapat.nama, rapat.mulai.year, (rapat.mulai + SETAHUN).year),
        mulai=rapat.mulai + SETAHUN,
        selesai=rapat.selesai + SETAHUN,
        tempat=rapat.tempat,
        dasar=rapat.dasar,
        tahun_capaian=capaian,
        tahun_target=target,
        disalin_dari=rapat,
    )
    for sesi in rapat.sesi.order_by("nomor"):
        salinan = Sesi.objects.create(
            rapat=baru,
            nomor=sesi.nomor,
            nama=sesi.nama,
            klaster=sesi.klaster,
            fokus=sesi.fokus,
            tanggal=sesi.tanggal + SETAHUN,
            jam_mulai=sesi.jam_mulai,
            jam_selesai=sesi.jam_selesai,
            tempat=sesi.tempat,
        )
        Agenda.objects.bulk_create(
            Agenda(sesi=salinan, opd=a.opd, urutan=a.urutan, menit=a.menit, judul=a.judul)
            for a in sesi.agenda.select_related("opd").order_by("urutan", "pk")
            if a.opd.aktif
        )
    return baru


def _nama_salinan(nama: str, lama: int, baru: int) -> str:
    if str(lama) in nama:
        return nama.replace(str(lama), str(baru))
    return f"{nama[:190]} ({baru})"
