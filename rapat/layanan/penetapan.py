"""Putting in force what a sesi agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from capaian.layanan.target import Dokumen, IsiTarget, PerubahanTarget, tetapkan_target
from capaian.models import Indikator, Target
from capaian.perhitungan import muat_versi_target
from capaian.pilihan import SumberTarget
from konsolidasi.inti.galat import TidakLengkap
from rapat.alur import ALUR_SESI
from rapat.layanan.kesepakatan import yang_dilihat
from rapat.models import Agenda, Kesepakatan, Sesi
from rapat.perhitungan import indikator_sesi
from rapat.pilihan import DISEPAKATI, Putusan

TIDAK_DIBAHAS = "Belum dibahas sampai sesi ditutup."
DICABUT = "Kesepakatan sebelumnya dicabut; kembali ke target sebelum rapat."
TANPA_SEPAKAT = "Belum ada target yang disepakati pada sesi ini."


@dataclass(frozen=True)
class Rencana:
    """What happens to the agreements of a sesi when they come into force.

    `tetap` were in force before the sesi was opened again and did not change; `dicabut` were in
    force and are no longer agreed, so the target before the sesi comes back.
    """

    baru: tuple[Kesepakatan, ...]
    tetap: tuple[tuple[Kesepakatan, Target], ...]
    dicabut: tuple[Kesepakatan, ...]

    @property
    def sepakat(self) -> int:
        return len(self.baru) + len(self.tetap)


@transaction.atomic
def tetapkan_sesi(*, sesi: Sesi, nomor: str, tanggal: date, tunda_sisanya: bool, oleh: Any) -> Sesi:
    """Put every agreed target of the sesi in force, with the berita acara as its source.

    One transaction and once only: a second call finds the sesi ditetapkan and raises
    SalahKeadaan. Undecided indikator are postponed when `tunda_sisanya`, else TidakLengkap. After
    the sesi was opened again only what changed becomes a new version.
    """
    Sesi.objects.select_for_update(of=("self",)).get(pk=sesi.pk)
    sesi.berita_acara_nomor = nomor.strip()
    sesi.berita_acara_tanggal = tanggal
    sesi.save(update_fields=["berita_acara_nomor", "berita_acara_tanggal"])
    sesi = ALUR_SESI.jalankan("tetapkan", sesi, oleh=oleh)
    _tunda_sisanya(sesi, boleh=tunda_sisanya, oleh=oleh)
    rencana = rencana_penetapan(sesi)
    if not rencana.sepakat:
        raise TidakLengkap([TANPA_SEPAKAT])
    acuan = f"Berita Acara nomor {sesi.berita_acara_nomor}, {sesi.judul}"
    versi = tetapkan_target(
        perubahan=[
            *(_perubahan(k, k, k.catatan[:500]) for k in rencana.baru),
            *(_perubahan(k, k.target_lama, DICABUT) for k in rencana.dicabut),
        ],
        tahun=sesi.rapat.tahun_target_id,
        mulai=tanggal,
        dokumen=Dokumen(SumberTarget.KESEPAKATAN, acuan[:200], tanggal),
        oleh=oleh,
        mengalahkan=True,
    )
    _hubungkan([*zip(rencana.baru, versi, strict=False), *rencana.tetap])
    return sesi


def rencana_penetapan(sesi: Sesi) -> Rencana:
    """A fixed number of queries. Only for a sesi whose agreements are not in force now."""
    semua = list(
        Kesepakatan.objects.filter(agenda__sesi=sesi, target_baru=None)
        .select_related("indikator", "predikat", "target_lama__predikat")
        .order_by("pk")
    )
    pernah = versi_sebelumnya(semua, sesi.rapat.tahun_target_id)
    baru, tetap, dicabut = [], [], []
    for satu in semua:
        sebelumnya = pernah.get(satu.pk)
        if satu.putusan not in DISEPAKATI:
            if sebelumnya and sebelumnya.kini and satu.target_lama:
                dicabut.append(satu)
        elif sebelumnya and sebelumnya.sama_dengan(satu):
            tetap.append((satu, sebelumnya.target))
        else:
            baru.append(satu)
    return Rencana(tuple(baru), tuple(tetap), tuple(dicabut))


@dataclass(frozen=True)
class Sebelumnya:
    """The version that an agreement became before the sesi was opened again."""

    target: Target
    kini: bool
    """Whether no later version took its place."""
    dicabut: bool
    """Whether this sesi itself took it back since."""

    def sama_dengan(self, kesepakatan: Kesepakatan) -> bool:
        return not self.dicabut and isi_target(kesepakatan).sama_dengan(self.target)


def versi_sebelumnya(kesepakatan: Sequence[Kesepakatan], tahun: int) -> dict[int, Sebelumnya]:
    """By agreement; none for one that was never in force. A fixed number of queries.

    Read from the history: opening takes the link away, so that the row can be changed.
    """
    peristiwa = (
        Kesepakatan.pgh_event_model.objects.filter(
            pgh_obj__in=[k.pk for k in kesepakatan], target_baru__isnull=False
        )
        .order_by("pgh_id")
        .values_list("pgh_obj_id", "target_baru_id")
    )
    terakhir = dict(peristiwa)
    if not terakhir:
        return {}
    versi = muat_versi_target([k.indikator_id for k in kesepakatan], tahun)
    hasil = {}
    for satu in kesepakatan:
        ada = versi[satu.indikator_id]
        target = next((v for v in ada if v.pk == terakhir.get(satu.pk)), None)
        if target is not None:
            sesudah = [v for v in ada if v.nomor > target.nomor]
            cabut = any(v.alasan == DICABUT for v in sesudah)
            hasil[satu.pk] = Sebelumnya(target, not sesudah, cabut)
    return hasil


def lepaskan(sesi: Sesi) -> None:
    """Agreements may be changed again; the versions they became stay in force meanwhile."""
    Kesepakatan.objects.filter(agenda__sesi=sesi).exclude(target_baru=None).update(
        target_baru=None, diubah_pada=timezone.now()
    )


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


def isi_target(nilai: Kesepakatan | Target) -> IsiTarget:
    return IsiTarget(
        nilai=nilai.nilai,
        batas_bawah=nilai.batas_bawah,
        batas_atas=nilai.batas_atas,
        predikat=nilai.predikat,
    )


def _perubahan(satu: Kesepakatan, isi: Kesepakatan | Target, alasan: str) -> PerubahanTarget:
    return PerubahanTarget(indikator=satu.indikator, isi=isi_target(isi), alasan=alasan)


def _hubungkan(pasangan: Sequence[tuple[Kesepakatan, Target]]) -> None:
    for kesepakatan, target in pasangan:
        kesepakatan.target_baru = target
        kesepakatan.diubah_pada = timezone.now()
    Kesepakatan.objects.bulk_update([k for k, _ in pasangan], ["target_baru", "diubah_pada"])


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
