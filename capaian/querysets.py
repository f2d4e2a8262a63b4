from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Self

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.utils import timezone

from capaian.peringatan_bukti import Pemakaian
from capaian.pilihan import KeadaanNilai
from konsolidasi.inti.waktu import Triwulan
from opd.lingkup import lingkup
from opd.models import Opd

MEDAN_PAKAI = (
    "lampiran_id",
    "indikator_id",
    "indikator__nama",
    "indikator__opd_id",
    "indikator__opd__induk_id",
    "indikator__opd__singkatan",
    "periode__tahun_id",
    "periode__triwulan",
)


class PeriodeQuerySet(models.QuerySet):
    def sudah_dibuka(self, pada: datetime | None = None) -> Self:
        return self.filter(dibuka_pada__lte=pada or timezone.now())

    def bawaan(self, pada: datetime | None = None) -> models.Model | None:
        """The quarter a page opens with: the newest whose window has opened. One query."""
        return self.sudah_dibuka(pada).order_by("-tahun", "-triwulan").first()


class PerpanjanganQuerySet(models.QuerySet):
    """An extension counts for the units below the OPD too, unless a unit has its own."""

    def bagi(self, opd: int) -> Self:
        """Those of one OPD, its own before that of the OPD above it; some of them twice."""
        milik, di_atas = Q(opd=opd), Q(opd__unit=opd)
        jarak = Case(When(milik, then=0), When(di_atas, then=1), default=2)
        baris = self.filter(milik | di_atas | Q(opd__unit__unit=opd))
        return baris.annotate(jarak=jarak).order_by("jarak", "pk")

    def sampai(self, opd: Iterable[int]) -> dict[tuple[int, int], datetime]:
        """By OPD and quarter: until when. Two queries, one when nothing was extended."""
        baris = self.order_by().values_list("opd", "periode", "sampai_pada")
        return self.bagikan(baris, opd)

    def bagikan(
        self, baris: Iterable[tuple[int, int, datetime]], opd: Iterable[int]
    ) -> dict[tuple[int, int], datetime]:
        """The same of rows that are read: OPD, quarter, until when. One query, none without."""
        beri = {b[:2]: b[2] for b in baris}
        if not beri:
            return {}
        garis = Opd.objects.filter(pk__in=list(opd)).order_by()
        return {
            (satu[0], periode): sampai
            for satu in garis.values_list("pk", "induk", "induk__induk")
            for pemilik in reversed(satu)
            for (milik, periode), sampai in beri.items()
            if milik == pemilik
        }


class IndikatorQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(opd__in=ruang.opd_ids)

    def aktif(self) -> Self:
        return self.filter(aktif=True, opd__aktif=True)

    def pada_tahun(self, tahun: int) -> Self:
        """The active ones, and those ended since that have a value in the year."""
        terisi = apps.get_model("capaian", "Realisasi").objects.filter(
            indikator=OuterRef("pk"), periode__tahun=tahun, keadaan=KeadaanNilai.NILAI
        )
        return self.filter(Q(aktif=True, opd__aktif=True) | Exists(terisi))

    def cari(self, kata: str) -> Self:
        kata = kata.strip()
        return self.filter(Q(nama__icontains=kata) | Q(kode__icontains=kata)) if kata else self


class TargetQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(indikator__opd__in=ruang.opd_ids)

    def berlaku(self, pada: date | None = None) -> Self:
        """The version in force on a date for each indikator and year; today when empty."""
        pada = pada or timezone.localdate()
        terbaru = (
            self.model._base_manager.filter(
                indikator=OuterRef("indikator"), tahun=OuterRef("tahun"), mulai__lte=pada
            )
            .order_by("-mulai", "-nomor")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(terbaru))


class RealisasiQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(indikator__opd__in=ruang.opd_ids)


class BuktiQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(indikator__opd__in=ruang.opd_ids)

    def berlaku(self) -> Self:
        """Evidence that was not withdrawn."""
        return self.filter(dicabut_pada=None)

    def pemakaian(self, lampiran: Collection[int]) -> dict[int, list[Pemakaian]]:
        """Every row that these files prove, by file. One query, none without a file."""
        hasil: dict[int, list[Pemakaian]] = defaultdict(list)
        if not lampiran:
            return hasil
        baris = self.berlaku().filter(lampiran__in=lampiran).order_by("pk")
        for berkas, indikator, nama, opd, induk, singkatan, tahun, triwulan in baris.values_list(
            *MEDAN_PAKAI
        ):
            hasil[berkas].append(
                Pemakaian(indikator, nama, singkatan, induk or opd, Triwulan(tahun, triwulan))
            )
        return hasil
