"""Versions of a target and what the OPD proposed, one year after the other, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from capaian.models import Indikator, Target, UsulanTarget
from capaian.perhitungan import berlaku_pada
from capaian.pilihan import SumberTarget
from konsolidasi.inti import waktu
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.waktu import Triwulan

BERLAKU = "Berlaku"


@dataclass(frozen=True, slots=True)
class VersiTarget:
    """`kini`: in force. `kata` says what became of the others; `siapa` who and when."""

    teks: str
    kini: bool
    kata: str
    rinci: str
    siapa: str
    pada: datetime
    contoh: bool


@dataclass(frozen=True, slots=True)
class VersiTahun:
    tahun: int
    versi: tuple[VersiTarget, ...]


def susun_versi(indikator: Indikator, tahun: int, hari_ini: date) -> tuple[VersiTahun, ...]:
    """This year and the next. Two queries."""
    dua = (tahun, tahun + 1)
    versi: dict[int, list[Target]] = {t: [] for t in dua}
    for target in _target(indikator=indikator.pk, tahun=dua):
        versi[target.tahun_id].append(target)
    usulan = {u.tahun_id: u for u in _diusulkan(indikator=indikator.pk, tahun=dua)}
    semua = (_tahun(indikator, t, versi[t], usulan.get(t), hari_ini) for t in dua)
    return tuple(v for v in semua if v.versi)


@kueri
def _target(*, indikator: int, tahun: Sequence[int]) -> QuerySet:
    baris = Target.objects.filter(indikator=indikator, tahun__in=tahun)
    return baris.select_related("predikat", "ditetapkan_oleh").order_by("mulai", "nomor")


@kueri
def _diusulkan(*, indikator: int, tahun: Sequence[int]) -> QuerySet:
    baris = UsulanTarget.objects.filter(indikator=indikator, tahun__in=tahun)
    return baris.select_related("predikat", "diusulkan_oleh").order_by("pk")


def _tahun(
    indikator: Indikator,
    tahun: int,
    versi: Sequence[Target],
    usulan: UsulanTarget | None,
    hari_ini: date,
) -> VersiTahun:
    """In force today in the running year; in any other year, at its end."""
    pada = hari_ini if hari_ini.year == tahun else Triwulan(tahun, 4).akhir
    berlaku = berlaku_pada(versi, pada)
    baris = [_versi(v, indikator, berlaku, pada) for v in reversed(versi)]
    if usulan:
        satu = _usulan(usulan, indikator, versi)
        letak = next((n for n, v in enumerate(baris) if v.pada < satu.pada), len(baris))
        baris.insert(letak, satu)
    return VersiTahun(tahun, tuple(baris))


def _versi(v: Target, indikator: Indikator, berlaku: Target | None, pada: date) -> VersiTarget:
    dokumen = f", {waktu.tanggal(v.dokumen_tanggal)}" if v.dokumen_tanggal else ""
    alasan = f" Alasan: “{v.alasan}”" if v.alasan else ""
    if v is berlaku:
        kata = BERLAKU
    elif v.mulai > pada:
        kata = f"mulai {waktu.tanggal(v.mulai)}"
    else:
        kata = "acuan" if v.sumber == SumberTarget.RPJMD else "diganti"
    return VersiTarget(
        teks=v.tertulis(indikator.desimal),
        kini=v is berlaku,
        kata=kata,
        rinci=f"Versi {v.nomor}, {v.get_sumber_display()}. {v.acuan}{dokumen}."
        f" Berlaku mulai {waktu.tanggal(v.mulai)}.{alasan}",
        siapa=_siapa(v.ditetapkan_oleh, v.ditetapkan_pada),
        pada=v.ditetapkan_pada,
        contoh=v.contoh,
    )


def _usulan(u: UsulanTarget, indikator: Indikator, versi: Sequence[Target]) -> VersiTarget:
    """What became of a proposal shows in the versions that were set after it."""
    sesudah = [v for v in versi if v.ditetapkan_pada > u.diusulkan_pada]
    if not sesudah:
        kata = "diusulkan, belum diputuskan"
    elif any(v.sebagai_target() == u.sebagai_target() for v in sesudah):
        kata = "diusulkan, lalu ditetapkan"
    else:
        kata = "diusulkan, yang ditetapkan lain"
    alasan = f" Alasan: “{u.alasan}”" if u.alasan else ""
    return VersiTarget(
        teks=u.tertulis(indikator.desimal),
        kini=False,
        kata=kata,
        rinci=f"Usulan {indikator.opd.singkatan}.{alasan}",
        siapa=_siapa(u.diusulkan_oleh, u.diusulkan_pada),
        pada=u.diusulkan_pada,
        contoh=u.contoh,
    )


def _siapa(orang: object | None, pada: datetime) -> str:
    saat = f"{waktu.tanggal(pada)}, {waktu.pukul(pada)}"
    return f"{orang}, {saat}" if orang else saat
