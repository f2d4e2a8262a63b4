"""Everything the documents of one sesi are made of, loaded in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from capaian.ekspor.kop import Penerbit, muat_penerbit
from capaian.models import Indikator, Target, UsulanTarget
from capaian.perhitungan import HasilTahun, Penghitung, muat_versi_target
from opd.models import Penugasan
from rapat.layanan.temuan_sesi import TemuanButir, temuan_sesi
from rapat.models import (
    Agenda,
    CatatanAgenda,
    Kesepakatan,
    LogTindakLanjut,
    PendukungTindakLanjut,
    Peserta,
    PutusanPeran,
    Sesi,
    TindakLanjut,
)
from rapat.perhitungan import indikator_sesi, opd_agenda
from rapat.pilihan import MASIH_TERBUKA, CaraHadir, StatusTindakLanjut

GESER = "geser"
"""The step in LogTindakLanjut that moves a due date."""


@dataclass(frozen=True)
class Angka:
    """What is known about the indikator of a sesi."""

    indikator: dict[int, list[Indikator]]
    """Per agenda item."""
    lalu: dict[int, HasilTahun]
    versi: dict[int, list[Target]]
    usulan: dict[int, UsulanTarget]
    kesepakatan: dict[tuple[int, int], Kesepakatan]
    """By agenda item and indikator."""
    penghitung: Penghitung


class Muatan:
    """One sesi. Each property loads once; together at most thirty queries, whatever the number."""

    def __init__(self, sesi: Sesi) -> None:
        self.sesi = Sesi.objects.select_related("rapat", "klaster").get(pk=sesi.pk)
        self.rapat = self.sesi.rapat

    @cached_property
    def agenda(self) -> list[Agenda]:
        terkait = ("opd", "kehadiran", "konfirmasi", "rencana_hadir")
        return list(self.sesi.agenda.select_related(*terkait).order_by("urutan", "pk"))

    @cached_property
    def keluarga(self) -> dict[int, int]:
        """OPD to the agenda item it is discussed under; a unit under the OPD above it."""
        return opd_agenda(self.agenda)

    @cached_property
    def penerbit(self) -> Penerbit:
        return muat_penerbit(self.sesi.tanggal)

    @cached_property
    def kepala(self) -> dict[int, Penugasan]:
        return Penugasan.objects.kepala([a.opd_id for a in self.agenda], self.sesi.tanggal)

    @cached_property
    def catatan(self) -> dict[tuple[int, str], CatatanAgenda]:
        baris = CatatanAgenda.objects.filter(agenda__sesi=self.sesi).select_related("diubah_oleh")
        return {(c.agenda_id, c.jenis): c for c in baris.order_by("pk")}

    @cached_property
    def temuan(self) -> dict[int, list[TemuanButir]]:
        """Findings of keselarasan per agenda item."""
        return temuan_sesi(self.sesi, self.keluarga)

    @cached_property
    def peran(self) -> dict[int, list[PutusanPeran]]:
        """Roles in priorities that the sesi settled, per agenda item."""
        hasil: dict[int, list[PutusanPeran]] = defaultdict(list)
        baris = PutusanPeran.objects.filter(sesi=self.sesi).select_related("prioritas", "opd")
        for satu in baris.order_by("prioritas__urutan", "prioritas", "opd__urutan", "pk"):
            hasil[satu.agenda_id].append(satu)
        return hasil

    @cached_property
    def peserta(self) -> list[Peserta]:
        """Who wrote themselves in by QR counts once the notulis has seen them in the room."""
        baris = Peserta.objects.filter(sesi=self.sesi, dibatalkan_pada=None)
        baris = baris.exclude(cara=CaraHadir.QR, dicatat_oleh=None)
        baris = baris.select_related("agenda__opd", "dicatat_oleh")
        return list(baris.order_by("agenda__urutan", "agenda", "hadir_pada", "pk"))

    @cached_property
    def angka(self) -> Angka:
        tahun_lalu, tahun = self.rapat.tahun_capaian_id, self.rapat.tahun_target_id
        kesepakatan = {
            (k.agenda_id, k.indikator_id): k
            for k in Kesepakatan.objects.filter(agenda__sesi=self.sesi)
            .select_related("indikator__opd", "predikat", "target_lama__predikat")
            .order_by("indikator__opd__urutan", "indikator__urutan", "pk")
        }
        per_agenda = indikator_sesi(self.agenda)
        for (agenda, pk), satu in kesepakatan.items():
            # An indikator that was ended after the room decided about it stays in the minutes.
            if all(i.pk != pk for i in per_agenda.get(agenda, ())):
                per_agenda.setdefault(agenda, []).append(satu.indikator)
        semua = [i for baris in per_agenda.values() for i in baris]
        pk = [i.pk for i in semua]
        penghitung = Penghitung(tahun_lalu)
        usulan = UsulanTarget.objects.filter(indikator__in=pk, tahun=tahun)
        return Angka(
            indikator=per_agenda,
            lalu=penghitung.hitung(semua),
            versi=muat_versi_target(pk, tahun),
            usulan={u.indikator_id: u for u in usulan.select_related("predikat").order_by("pk")},
            kesepakatan=kesepakatan,
            penghitung=penghitung,
        )

    @cached_property
    def tindak_lanjut(self) -> list[TindakLanjut]:
        """Made in this sesi, discussed in it, or still open with an OPD that sits in it."""
        baris = TindakLanjut.objects.filter(
            Q(asal__sesi=self.sesi)
            | Q(bahasan__agenda__sesi=self.sesi)
            | Q(
                Q(asal=None, rapat=None)
                | Q(asal__sesi__tanggal__lt=self.sesi.tanggal)
                | Q(rapat__mulai__lte=self.sesi.tanggal),
                opd__in=self.keluarga,
                status__in=MASIH_TERBUKA,
            )
        )
        semua = muat_tindak_lanjut(baris.exclude(status=StatusTindakLanjut.DIBATALKAN))
        urut = {a.pk: n for n, a in enumerate(self.agenda)}
        return sorted(
            semua,
            key=lambda t: (
                urut.get(self.keluarga.get(t.opd_id, 0), len(urut)),
                lahir(t),
                t.pk,
            ),
        )


def muat_tindak_lanjut(baris: Iterable[TindakLanjut]) -> list[TindakLanjut]:
    """Oldest first, with supporters, moves (`geseran`) and how often discussed. Three queries."""
    pk = baris.values("pk")
    pendukung = PendukungTindakLanjut.objects.select_related("opd")
    geser = LogTindakLanjut.objects.filter(transisi=GESER)
    semua = (
        TindakLanjut.objects.filter(pk__in=pk)
        .select_related("opd", "indikator", "asal__sesi", "rapat")
        .annotate(banyak_bahasan=Count("bahasan"))
        .prefetch_related(
            Prefetch(
                "pendukung_baris",
                queryset=pendukung.order_by("opd__urutan", "pk"),
            ),
            Prefetch("log", queryset=geser.order_by("pada", "pk"), to_attr="geseran"),
        )
        .order_by("pk")
    )
    return sorted(semua, key=lambda t: (lahir(t), t.pk))


def lahir(satu: TindakLanjut) -> date:
    """The sesi or rapat it comes from; one that was entered without it, the day it was entered."""
    if satu.asal:
        return satu.asal.sesi.tanggal
    return satu.rapat.mulai if satu.rapat else timezone.localdate(satu.dibuat_pada)


def per_agenda(peserta: Sequence[Peserta]) -> dict[int, list[Peserta]]:
    hasil: dict[int, list[Peserta]] = defaultdict(list)
    for satu in peserta:
        hasil[satu.agenda_id or 0].append(satu)
    return hasil
