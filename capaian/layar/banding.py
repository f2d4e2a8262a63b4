"""Targets of one year side by side, from RPJMD to the last change, with the differences marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Func, Q, QuerySet, TextField, Value, When

from capaian.bacaan import TargetBaca, baca_target, kelompokkan
from capaian.layar.target import tulis_selisih
from capaian.layar.usulan import tanggal_berlaku
from capaian.models import Indikator, Target
from capaian.perhitungan import berlaku_pada
from capaian.pilihan import SumberTarget

BERURUT = tuple(SumberTarget)
"""From the document that promises furthest ahead to the one that changed it last."""
TANPA_BENTUK = Q(nilai=None, batas_bawah=None, predikat=None)


@dataclass(frozen=True, slots=True)
class SelBanding:
    """Latest version of one source. `dari`: what stands to the left where that differs, or ""."""

    sumber: SumberTarget
    target: TargetBaca | None
    teks: str
    dari: str
    asal: str
    selisih: str
    berlaku: bool
    kelak: bool

    @property
    def beda(self) -> bool:
        return bool(self.dari)

    @property
    def kalimat(self) -> str:
        """ "Renja beda dari RPJMD: 1,75 → 1,60–1,70 (turun 0,15)"; empty where nothing differs."""
        if not self.dari:
            return ""
        ekor = f" ({self.selisih})" if self.selisih else ""
        return f"{self.sumber.label} beda dari {self.asal}: {self.dari} → {self.teks}{ekor}"


@dataclass(frozen=True, slots=True)
class BarisBanding:
    """One indikator. `berlaku`: the version in force; it need not be the latest of its source."""

    indikator: Indikator
    sel: tuple[SelBanding, ...]
    berlaku: TargetBaca | None
    berlaku_teks: str

    @property
    def beda(self) -> tuple[str, ...]:
        return tuple(s.kalimat for s in self.sel if s.beda)

    @property
    def berlaku_di_luar(self) -> bool:
        """No cell is in force: an earlier version of its source is."""
        return self.berlaku is not None and not any(s.berlaku for s in self.sel)

    @property
    def contoh(self) -> bool:
        return self.indikator.contoh or any(s.target.contoh for s in self.sel if s.target)


def susun_banding(indikator: Iterable[Indikator], tahun: int, hari_ini: date) -> list[BarisBanding]:
    """Rows in the order given. Two queries, whatever their number."""
    indikator = list(indikator)
    versi = kelompokkan(baca_target(indikator__in=[i.pk for i in indikator], tahun=tahun))
    pada = tanggal_berlaku(tahun, hari_ini)
    return [_baris(i, versi[i.pk], pada) for i in indikator]


def yang_berbeda(indikator: QuerySet[Indikator], tahun: int) -> QuerySet[Indikator]:
    """Those whose sources, each by its latest version, do not all say the same. No query itself."""
    terakhir = (
        Target.objects.filter(tahun=tahun)
        .order_by("indikator_id", "sumber", "-mulai", "-nomor")
        .distinct("indikator_id", "sumber")
        .values("pk")
    )
    isi = Func(
        F("nilai"),
        F("batas_bawah"),
        F("batas_atas"),
        F("predikat"),
        Case(When(TANPA_BENTUK, then=F("teks_tercetak")), default=Value("")),
        function="ROW",
        output_field=TextField(),
    )
    beda = (
        Target.objects.filter(pk__in=terakhir)
        .order_by()
        .values("indikator")
        .annotate(banyak=Count(isi, distinct=True))
        .filter(banyak__gt=1)
        .values("indikator")
    )
    return indikator.filter(pk__in=beda)


def _baris(indikator: Indikator, versi: Sequence[TargetBaca], pada: date) -> BarisBanding:
    berlaku = berlaku_pada(versi, pada)
    terakhir = {v.sumber: v for v in versi}
    sel: list[SelBanding] = []
    kiri: SelBanding | None = None
    for sumber in BERURUT:
        satu = _sel(indikator, sumber, terakhir.get(sumber), kiri, berlaku, pada)
        kiri = satu if satu.target else kiri
        sel.append(satu)
    teks = berlaku.tertulis(indikator.desimal) if berlaku else ""
    return BarisBanding(indikator, tuple(sel), berlaku, teks)


def _sel(
    indikator: Indikator,
    sumber: SumberTarget,
    target: TargetBaca | None,
    kiri: SelBanding | None,
    berlaku: TargetBaca | None,
    pada: date,
) -> SelBanding:
    teks = target.tertulis(indikator.desimal) if target else ""
    beda = target and kiri and _isi(target) != _isi(kiri.target)
    return SelBanding(
        sumber=sumber,
        target=target,
        teks=teks,
        dari=kiri.teks if beda else "",
        asal=kiri.sumber.label if beda else "",
        selisih=_selisih(kiri.target, target, indikator) if beda else "",
        berlaku=target is not None and target is berlaku,
        kelak=target is not None and target.mulai > pada,
    )


def _selisih(kiri: TargetBaca, kanan: TargetBaca, indikator: Indikator) -> str:
    return tulis_selisih(kiri.sebagai_target(), kanan.sebagai_target(), indikator)


def _isi(t: TargetBaca) -> tuple[Any, ...]:
    """What two versions must share to be alike; the print counts only where it is no number."""
    bentuk = (t.nilai, t.batas_bawah, t.batas_atas, t.predikat_id)
    return bentuk if any(b is not None for b in bentuk) else (t.teks_tercetak,)
