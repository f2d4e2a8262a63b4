"""Meetings and their sesi with how far each is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q, QuerySet

from opd.lingkup import lingkup
from rapat.models import Agenda, Kesepakatan, Rapat, Sesi
from rapat.perhitungan import jumlah_indikator
from rapat.pilihan import DISEPAKATI, Putusan


@dataclass(frozen=True)
class BarisSesi:
    """One sesi and what this person sees of it."""

    sesi: Sesi
    opd: int
    indikator: int
    sepakat: int
    ditunda: int
    milik: Agenda | None
    """The item of the own OPD; None for those who see all of them."""

    @property
    def belum(self) -> int:
        return max(self.indikator - self.sepakat - self.ditunda, 0)

    @property
    def ruas(self) -> tuple[tuple[str, int, int], ...]:
        """Parts of the progress bar: colour, where it begins, how wide; in indikator."""
        return (("baik", 0, self.sepakat), ("sementara", self.sepakat, self.ditunda))


@dataclass(frozen=True)
class BarisRapat:
    rapat: Rapat
    sesi: tuple[BarisSesi, ...]


def daftar_rapat(pengguna: AbstractBaseUser) -> QuerySet[Rapat]:
    return Rapat.objects.untuk(pengguna).order_by("-mulai", "-pk")


def susun_rapat(rapat: Sequence[Rapat], pengguna: AbstractBaseUser) -> list[BarisRapat]:
    """Each rapat with its sesi in scope. Five queries, whatever the number."""
    sesi = list(
        Sesi.objects.untuk(pengguna)
        .filter(rapat__in=rapat)
        .select_related("klaster", "rapat")
        .order_by("rapat", "nomor", "pk")
    )
    per_rapat: dict[int, list[BarisSesi]] = defaultdict(list)
    for baris in _susun_sesi(sesi, pengguna):
        per_rapat[baris.sesi.rapat_id].append(baris)
    return [BarisRapat(satu, tuple(per_rapat[satu.pk])) for satu in rapat]


def _susun_sesi(sesi: Sequence[Sesi], pengguna: AbstractBaseUser) -> list[BarisSesi]:
    semua_opd = lingkup(pengguna).semua
    agenda = list(Agenda.objects.untuk(pengguna).filter(sesi__in=sesi).order_by("urutan", "pk"))
    jumlah = jumlah_indikator(agenda)
    per_sesi: dict[int, list[int]] = defaultdict(list)
    milik: dict[int, Agenda] = {}
    for butir in agenda:
        milik.setdefault(butir.sesi_id, butir)
        per_sesi[butir.sesi_id].append(jumlah[butir.pk])
    putusan = {
        baris["agenda__sesi"]: baris
        for baris in Kesepakatan.objects.filter(agenda__in=agenda)
        .order_by()
        .values("agenda__sesi")
        .annotate(
            sepakat=Count("pk", filter=Q(putusan__in=DISEPAKATI)),
            ditunda=Count("pk", filter=Q(putusan=Putusan.DITUNDA)),
        )
    }
    hasil = []
    for satu in sesi:
        hitung = putusan.get(satu.pk, {})
        hasil.append(
            BarisSesi(
                sesi=satu,
                opd=len(per_sesi[satu.pk]),
                indikator=sum(per_sesi[satu.pk]),
                sepakat=hitung.get("sepakat", 0),
                ditunda=hitung.get("ditunda", 0),
                milik=None if semua_opd else milik.get(satu.pk),
            )
        )
    return hasil
