"""New target versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from capaian.layanan.keselarasan import segarkan
from capaian.models import ButirPredikat, Indikator, Target, TargetTriwulan
from capaian.perhitungan import berlaku_pada, muat_versi_target
from capaian.pilihan import CaraKonsolidasi, SumberTarget
from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah


@dataclass(frozen=True)
class IsiTarget:
    """A target value as typed and understood; exactly one form is filled."""

    nilai: Decimal | None = None
    batas_bawah: Decimal | None = None
    batas_atas: Decimal | None = None
    predikat: ButirPredikat | None = None
    teks_tercetak: str = ""

    def sebagai_medan(self) -> dict[str, Any]:
        return {
            "nilai": self.nilai,
            "batas_bawah": self.batas_bawah,
            "batas_atas": self.batas_atas,
            "predikat": self.predikat,
            "teks_tercetak": self.teks_tercetak,
        }

    @property
    def berbentuk(self) -> bool:
        """Whether it is a number, a range or a letter, not only a printed text."""
        return not (self.nilai is None and self.batas_bawah is None and self.predikat is None)

    def sama_dengan(self, target: Target | None) -> bool:
        return target is not None and (
            self.nilai == target.nilai
            and self.batas_bawah == target.batas_bawah
            and self.batas_atas == target.batas_atas
            and (self.predikat.pk if self.predikat else None) == target.predikat_id
        )


@dataclass(frozen=True)
class RincianTarget:
    """Quarter targets, by number and only those there are, and the pagu in Rupiah."""

    triwulanan: Mapping[int, IsiTarget]
    pagu: Decimal | None = None


@dataclass(frozen=True)
class PerubahanTarget:
    """One new version. `versi_dilihat`: number of the version the person saw, None for none.

    `rincian` replaces quarters and pagu; None carries over those of the version before. `mulai`
    and `dokumen`: its own ones, instead of those that all changes share.
    """

    indikator: Indikator
    isi: IsiTarget
    versi_dilihat: int | None = None
    periksa_versi: bool = False
    alasan: str = ""
    rincian: RincianTarget | None = None
    mulai: date | None = None
    dokumen: "Dokumen | None" = None


@dataclass(frozen=True)
class Dokumen:
    """Where a target comes from. `acuan` is the text that reports print."""

    sumber: SumberTarget
    acuan: str
    tanggal: date | None = None


@transaction.atomic
def tetapkan_target(
    *,
    perubahan: Sequence[PerubahanTarget],
    tahun: int,
    mulai: date | None = None,
    dokumen: Dokumen | None = None,
    oleh: Any,
    mengalahkan: bool = False,
) -> list[Target]:
    """Add one target version per change, in force from `mulai`. A fixed number of queries.

    Locks the indikator, so that two people cannot number the same version. Raises SudahBerubah
    when somebody set a newer version than the one seen, SalahKeadaan when a version already takes
    effect after `mulai`; then nothing is written. With `mengalahkan` the new version takes effect
    together with that later one instead, and wins over it. Without `rincian` the pagu and the
    quarter targets of the version before are carried over; TW IV follows where it means the year.
    """
    pk = [p.indikator.pk for p in perubahan]
    list(Indikator.objects.select_for_update(of=("self",)).filter(pk__in=pk).order_by("pk"))
    versi = muat_versi_target(pk, tahun)
    baru, lama = [], []
    for satu in perubahan:
        ada = versi[satu.indikator.pk]
        sejak = _sejak(satu.indikator, ada, satu.mulai or mulai, mengalahkan)
        berlaku = berlaku_pada(ada, sejak)
        if satu.periksa_versi and (berlaku.nomor if berlaku else None) != satu.versi_dilihat:
            raise SudahBerubah(sekarang=berlaku)
        lama.append(berlaku)
        baru.append(_versi_baru(satu, berlaku, ada, tahun, sejak, satu.dokumen or dokumen, oleh))
    Target.objects.bulk_create(baru)
    triwulanan = [
        baris
        for satu, target, berlaku in zip(perubahan, baru, lama, strict=True)
        for baris in _triwulanan(satu, berlaku, target)
    ]
    TargetTriwulan.objects.bulk_create(triwulanan)
    segarkan(indikator=pk, tahun=(tahun, tahun + 1))
    return baru


def _sejak(indikator: Indikator, ada: Sequence[Target], mulai: date, mengalahkan: bool) -> date:
    terakhir = ada[-1].mulai if ada else mulai
    if terakhir > mulai and not mengalahkan:
        raise SalahKeadaan(
            f"{indikator.kode} sudah punya versi yang berlaku mulai {waktu.tanggal(terakhir)}."
            " Pilih tanggal itu atau sesudahnya."
        )
    return max(mulai, terakhir)


def _versi_baru(
    satu: PerubahanTarget,
    berlaku: Target | None,
    ada: Sequence[Target],
    tahun: int,
    mulai: date,
    dokumen: Dokumen,
    oleh: Any,
) -> Target:
    return Target(
        indikator=satu.indikator,
        tahun_id=tahun,
        nomor=max((v.nomor for v in ada), default=0) + 1,
        mulai=mulai,
        sumber=dokumen.sumber,
        acuan=dokumen.acuan,
        dokumen_tanggal=dokumen.tanggal,
        alasan=satu.alasan,
        pagu=_pagu(satu, berlaku),
        ditetapkan_oleh=oleh,
        **satu.isi.sebagai_medan(),
    )


def _pagu(satu: PerubahanTarget, berlaku: Target | None) -> Decimal | None:
    if satu.rincian is not None:
        return satu.rincian.pagu
    return berlaku.pagu if berlaku else None


def _triwulanan(
    satu: PerubahanTarget, berlaku: Target | None, baru: Target
) -> list[TargetTriwulan]:
    if satu.rincian is not None:
        return [
            TargetTriwulan(target=baru, triwulan=n, **isi.sebagai_medan())
            for n, isi in sorted(satu.rincian.triwulanan.items())
        ]
    return _salin_triwulan(satu.indikator, berlaku, baru) if berlaku is not None else []


def _salin_triwulan(indikator: Indikator, lama: Target, baru: Target) -> list[TargetTriwulan]:
    """Quarters of the version before. TW IV of a posisi akhir is the year's target itself."""
    hasil = []
    for q in lama.triwulanan.all():
        asal = q
        if q.triwulan == 4 and indikator.konsolidasi == CaraKonsolidasi.POSISI_AKHIR:
            asal = baru
        if asal is baru and not _berbentuk(baru):
            continue
        hasil.append(
            TargetTriwulan(
                target=baru,
                triwulan=q.triwulan,
                nilai=asal.nilai,
                batas_bawah=asal.batas_bawah,
                batas_atas=asal.batas_atas,
                predikat_id=asal.predikat_id,
                teks_tercetak=asal.teks_tercetak,
            )
        )
    return hasil


def _berbentuk(target: Target) -> bool:
    return not (target.nilai is None and target.batas_bawah is None and not target.predikat_id)
