"""Putting in force what a sesi agreed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from capaian.layanan.target import Dokumen, IsiTarget, PerubahanTarget, tetapkan_target
from capaian.models import Indikator
from capaian.pilihan import SumberTarget
from konsolidasi.inti.galat import TidakLengkap
from rapat.alur import ALUR_SESI
from rapat.layanan.kesepakatan import yang_dilihat
from rapat.models import Agenda, Kesepakatan, Sesi
from rapat.perhitungan import indikator_sesi
from rapat.pilihan import Putusan

TIDAK_DIBAHAS = "Belum dibahas sampai sesi ditutup."


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
    lihat = yang_dilihat([indikator for _, indikator in sisa], sesi)
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
