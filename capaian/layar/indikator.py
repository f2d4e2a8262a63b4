"""What the indikator pages show, ready to print: texts instead of numbers to format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from capaian import rumus
from capaian.layar.grafik import Grafik, TitikTahun, susun_grafik
from capaian.layar.riwayat import riwayat_indikator
from capaian.layar.tahun import PilihanTahun
from capaian.models import (
    Indikator,
    IndikatorPendukung,
    Target,
    TargetTriwulan,
)
from capaian.perhitungan import HasilTahun, HasilTriwulan, Penghitung, berlaku_pada, hitung_tahunan
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from capaian.rumus import Alasan, Formula
from konsolidasi.inti import angka
from konsolidasi.inti.riwayat import Riwayat
from konsolidasi.inti.waktu import Triwulan

KE_BELAKANG, KE_DEPAN = 4, 5
RIWAYAT_TAMPIL = 10
CONTOH_TARGET, CONTOH_REALISASI = Decimal(10), Decimal(12)


@dataclass(frozen=True)
class BarisIndikator:
    indikator: Indikator
    hasil: HasilTahun
    target: str
    realisasi: str


@dataclass(frozen=True)
class BarisTahun:
    tahun: int
    kini: bool
    target: str
    realisasi: str
    hasil: HasilTahun


@dataclass(frozen=True)
class BarisTriwulan:
    tw: Triwulan
    hasil: HasilTriwulan
    target: str
    realisasi: str
    kalimat: str
    status: str
    kata: str


@dataclass(frozen=True)
class VersiTarget:
    target: Target
    teks: str
    berlaku: bool
    kelak: bool


@dataclass(frozen=True)
class LayarIndikator:
    hasil: HasilTahun
    realisasi: str
    kalimat: str
    tahunan: tuple[BarisTahun, ...]
    triwulan: tuple[BarisTriwulan, ...]
    grafik: Grafik | None
    versi: tuple[tuple[int, tuple[VersiTarget, ...]], ...]
    pendukung: tuple[IndikatorPendukung, ...]
    contoh_hitung: str
    riwayat: Riwayat


def susun_daftar(indikator: Iterable[Indikator], tahun: int) -> list[BarisIndikator]:
    indikator = list(indikator)
    hasil = Penghitung(tahun).hitung(indikator)
    return [
        BarisIndikator(i, h, tulis_target(h.target, i), tulis_gabungan(h))
        for i, h in ((i, hasil[i.pk]) for i in indikator)
    ]


def susun_rinci(
    indikator: Indikator, pilihan: PilihanTahun, *, hari_ini: date, semua_riwayat: bool = False
) -> LayarIndikator:
    """A fixed number of queries, whatever the number of years, versions and changes."""
    tahun = pilihan.tahun
    dekat = range(tahun - KE_BELAKANG, tahun + KE_DEPAN + 1)
    jendela = [t for t in pilihan.semua if t in dekat] or [tahun]
    hasil = hitung_tahunan(indikator, jendela)
    return LayarIndikator(
        hasil=hasil[tahun],
        realisasi=_realisasi(hasil[tahun], tahun, pilihan),
        kalimat=_kalimat(hasil[tahun].hasil, pilihan.belum_waktunya(Triwulan(tahun, 1))),
        tahunan=tuple(
            BarisTahun(
                t, t == tahun, tulis_target(h.target, indikator), _realisasi(h, t, pilihan), h
            )
            for t, h in hasil.items()
        ),
        triwulan=tuple(
            _baris_triwulan(indikator, Triwulan(tahun, n), h, pilihan)
            for n, h in hasil[tahun].triwulan.items()
        ),
        grafik=_grafik(indikator, hasil, tahun),
        versi=_versi(indikator, tahun, hari_ini),
        pendukung=tuple(
            indikator.indikator_pendukung.select_related("opd").order_by("opd__urutan", "pk")
        ),
        contoh_hitung=contoh_hitung(indikator),
        riwayat=riwayat_indikator(indikator, None if semua_riwayat else RIWAYAT_TAMPIL),
    )


def tulis_target(target: Target | TargetTriwulan | None, indikator: Indikator) -> str:
    return target.tertulis(indikator.desimal) if target else ""


def tulis_gabungan(hasil: HasilTahun) -> str:
    """The realisasi of a year as people read it, or the word for its absence."""
    nilai = hasil.realisasi.nilai
    if isinstance(nilai, Decimal):
        return angka.tulis(nilai, hasil.indikator.desimal)
    return nilai.kode if nilai is not None else KeadaanNilai(hasil.realisasi.keadaan).label


def _realisasi(hasil: HasilTahun, tahun: int, pilihan: PilihanTahun) -> str:
    if hasil.realisasi.nilai is None and pilihan.belum_waktunya(Triwulan(tahun, 1)):
        return KeadaanNilai.BELUM_WAKTUNYA.label
    return tulis_gabungan(hasil)


def _kalimat(hasil: rumus.Hasil, belum_waktunya: bool) -> str:
    """A quarter that has not begun is not an empty one."""
    if belum_waktunya and hasil.alasan == Alasan.REALISASI_KOSONG:
        return rumus.tidak_dapat(Alasan.BELUM_WAKTUNYA).kalimat
    return hasil.kalimat


def _baris_triwulan(
    indikator: Indikator, tw: Triwulan, hasil: HasilTriwulan, pilihan: PilihanTahun
) -> BarisTriwulan:
    r = hasil.realisasi
    belum_waktunya = pilihan.belum_waktunya(tw)
    if r is None and belum_waktunya:
        status, kata = KeadaanNilai.BELUM_WAKTUNYA, KeadaanNilai.BELUM_WAKTUNYA.label
    elif r is None or (r.keadaan == KeadaanNilai.KOSONG and r.status == StatusRealisasi.DRAF):
        status, kata = "kosong", KeadaanNilai.KOSONG.label
    elif r.keadaan in (KeadaanNilai.BELUM_WAKTUNYA, KeadaanNilai.TIDAK_BERLAKU):
        status, kata = r.keadaan, r.get_keadaan_display()
    else:
        status, kata = r.status, r.get_status_display()
    return BarisTriwulan(
        tw=tw,
        hasil=hasil,
        target=tulis_target(hasil.target, indikator),
        realisasi=r.tertulis(indikator.desimal) if r else "",
        kalimat=_kalimat(hasil.hasil, belum_waktunya),
        status=status,
        kata=kata,
    )


def _grafik(indikator: Indikator, hasil: dict[int, HasilTahun], kini: int) -> Grafik | None:
    deret = [
        TitikTahun(
            tahun=t,
            target=h.target.sebagai_target() if h.target else None,
            target_teks=tulis_target(h.target, indikator),
            realisasi=h.realisasi.nilai if isinstance(h.realisasi.nilai, Decimal) else None,
            realisasi_teks=tulis_gabungan(h),
        )
        for t, h in hasil.items()
    ]
    berisi = [n for n, t in enumerate(deret) if t.target is not None or t.realisasi is not None]
    return susun_grafik(deret[berisi[0] : berisi[-1] + 1], kini=kini) if berisi else None


def _versi(
    indikator: Indikator, tahun: int, hari_ini: date
) -> tuple[tuple[int, tuple[VersiTarget, ...]], ...]:
    """Versions of this year and the next, newest first. One query."""
    baris = (
        indikator.target.filter(tahun__in=(tahun, tahun + 1))
        .select_related("predikat", "ditetapkan_oleh")
        .order_by("mulai", "nomor")
    )
    kelompok: dict[int, list[Target]] = {tahun: [], tahun + 1: []}
    for target in baris:
        kelompok[target.tahun_id].append(target)
    return tuple((t, _urai_versi(v, t, indikator, hari_ini)) for t, v in kelompok.items() if v)


def _urai_versi(
    versi: Sequence[Target], tahun: int, indikator: Indikator, hari_ini: date
) -> tuple[VersiTarget, ...]:
    """In force today in the running year; in any other year, at its end."""
    akhir = Triwulan(tahun, 4).akhir
    pada = hari_ini if hari_ini.year == tahun else akhir
    berlaku = berlaku_pada(versi, pada)
    return tuple(
        VersiTarget(v, tulis_target(v, indikator), v is berlaku, v.mulai > pada)
        for v in reversed(versi)
    )


def contoh_hitung(indikator: Indikator) -> str:
    """A worked example of the formula with small numbers, in words."""
    formula = Formula(indikator.formula)
    if formula == Formula.PREDIKAT:
        butir = list(indikator.skala_predikat.butir.all())
        if len(butir) < 2:
            return ""
        tinggi, rendah = butir[0].sebagai_predikat(), butir[1].sebagai_predikat()
        hasil = rumus.hitung(formula, tinggi, rendah)
        return f"Misalnya target {tinggi.kode}, realisasi {rendah.kode}. {hasil.kalimat}"
    hasil = rumus.hitung(formula, CONTOH_TARGET, CONTOH_REALISASI, desimal=0)
    return f"Misalnya target {CONTOH_TARGET}, realisasi {CONTOH_REALISASI}. {hasil.kalimat}"
