"""One OPD: years side by side, peringkat, kinerja beside anggaran, and what is lowest and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, QuerySet, Subquery

from capaian.layar.dokumen import alamat_opd
from capaian.layar.grafik_sebar import GrafikSebar
from capaian.layar.grafik_susun import GrafikSusun
from capaian.layar.grafik_tahunan import GrafikTahunan, susun_tahunan, tulis_persen
from capaian.layar.ringkasan import Keadaan, keadaan, ringkasan, terendah
from capaian.layar.tanda import Tanda
from capaian.models import Indikator, Target
from capaian.perhitungan import HasilTahun
from capaian.ringkasan import Ringkas
from capaian.skala import BAWAAN, Skala
from konsolidasi.dasbor.halaman_angka import (
    KOSONG,
    BarisCapaian,
    alasan,
    batas_tinggi,
    dasar,
    pasti,
    per_kunci,
    susun_baris,
    susun_peringkat,
    tanda_peringkat,
    tulis_uang,
)
from konsolidasi.dasbor.halaman_capaian import baris_opd
from konsolidasi.dasbor.halaman_indikator import (
    BarisIndikator,
    hitung_milik,
    susun_indikator,
    susun_sebaran,
)
from konsolidasi.dasbor.halaman_masa import Masa
from konsolidasi.dasbor.halaman_ruang import Ruang
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.waktu import Triwulan
from opd.lingkup import Penanya, kueri_untuk
from opd.models import Opd

PER_SEBAR = 30
TERENDAH = 10


@dataclass(frozen=True)
class TahunOpd:
    """One year of the table: kinerja beside anggaran."""

    tahun: int
    kini: bool
    persen: str
    alasan: str
    dasar: str
    peringkat: Tanda | None
    pasti: str
    pagu: str
    terpakai: str
    serapan: str
    alasan_serapan: str


@dataclass(frozen=True)
class HalamanOpd:
    opd: Opd
    masa: Masa
    ringkas: BarisCapaian
    tahunan: GrafikTahunan
    deret: tuple[TahunOpd, ...]
    susun: GrafikSusun
    unit: tuple[BarisCapaian, ...]
    terendah: list[BarisIndikator]
    sebar: GrafikSebar
    hal: Page
    tautan: tuple[tuple[str, str], ...]
    contoh: bool


def susun_opd(
    opd: Opd,
    masa: Masa,
    ruang: Ruang,
    urusan: int | None,
    *,
    pengguna: AbstractBaseUser,
    hal: str | None,
) -> HalamanOpd:
    """Six queries, and those of ringkasan."""
    unit = [o for o in ruang.opd if o.induk == opd.pk]
    pk = [opd.pk, *(u.pk for u in unit)]
    segar = keadaan(masa.deret, pk)
    pilihan = {"tahun": masa.deret, "sampai": masa.sampai, "opd": pk, "kini": segar}
    per_opd = per_kunci(ringkasan(**pilihan, per="opd", urusan=urusan))
    milik = per_opd.get(opd.pk, {})
    skala = segar.skala if segar else dict.fromkeys(masa.deret, BAWAAN)
    kini = skala[masa.tahun]
    ringkas = susun_baris(milik, masa, kini, nama=opd.nama)
    semua = _semua_pk(pengguna, opd, masa, urusan)
    halaman = Paginator(semua, PER_SEBAR).get_page(hal)
    rendah = _pk_terendah(opd, masa, semua, segar, urusan)
    hasil = hitung_milik(opd, {*rendah, *halaman.object_list}, masa, kini)
    return HalamanOpd(
        opd=opd,
        masa=masa,
        ringkas=ringkas,
        tahunan=susun_tahunan(
            ringkas.deret, kode="g-tahun", judul=f"Capaian {opd.nama}", kini=masa.tahun
        ),
        deret=tuple(_tahun(t, milik.get(t, KOSONG), skala[t], masa) for t in reversed(masa.deret)),
        susun=susun_peringkat(
            ((str(t), "", milik.get(t, KOSONG)) for t in reversed(masa.deret)),
            kini,
            judul=f"Peringkat indikator {opd.singkatan} per tahun, s.d. {masa.tw.singkat}",
            kepala="Tahun",
        ),
        unit=tuple(baris_opd(unit, per_opd, masa, kini)),
        terendah=susun_indikator(_terendah(hasil[satu] for satu in rendah), masa),
        sebar=susun_sebaran(
            [hasil[satu] for satu in halaman.object_list],
            masa,
            batas=batas_tinggi(kini),
            mulai=halaman.start_index() or 1,
        ),
        hal=halaman,
        tautan=_tautan(opd, masa),
        contoh=any(r.contoh for r in milik.values()),
    )


def _semua_pk(pengguna: AbstractBaseUser, opd: Opd, masa: Masa, urusan: int | None) -> list[int]:
    """Indikator of the year, the largest pagu first. One query."""
    akhir = Triwulan(masa.tahun, 4).akhir
    saring = {} if urusan is None else {"urusan": urusan}
    return _berpagu(pengguna, opd=opd.pk, tahun=masa.tahun, akhir=akhir, **saring)


@kueri_untuk
def _berpagu(siapa: Penanya, *, opd: int, tahun: int, akhir: date, **saring: int) -> QuerySet:
    berlaku = Target.objects.filter(
        indikator=OuterRef("pk"), tahun=tahun, mulai__lte=akhir
    ).order_by("-mulai", "-nomor")
    return (
        Indikator.objects.untuk(siapa)
        .filter(opd=opd, **saring)
        .pada_tahun(tahun)
        .annotate(pagu_berlaku=Subquery(berlaku.values("pagu")[:1]))
        .order_by(F("pagu_berlaku").desc(nulls_last=True), "urutan", "kode", "pk")
        .values_list("pk", flat=True)
    )


def _pk_terendah(
    opd: Opd, masa: Masa, semua: Sequence[int], segar: Keadaan | None, urusan: int | None
) -> Sequence[int]:
    """Those among which the lowest are: they are kept by OPD, of an urusan all are computed."""
    if urusan is not None:
        return semua
    ada = terendah(tahun=masa.tahun, sampai=masa.sampai, opd=[opd.pk], banyak=TERENDAH, kini=segar)
    return [satu.indikator for satu in ada]


def _terendah(semua: Iterable[HasilTahun]) -> list[HasilTahun]:
    """Lowest first, equal ones by code. Of equal ones at the end of the list the older stay in it,
    as in what is kept."""
    ada = [h for h in semua if h.hasil.persen is not None]
    tampil = nsmallest(TERENDAH, ada, key=lambda h: (h.hasil.persen, h.indikator.pk))
    return sorted(tampil, key=lambda h: (h.hasil.persen, h.indikator.kode))


def _tahun(tahun: int, r: Ringkas, skala: Skala, masa: Masa) -> TahunOpd:
    serapan = r.serapan
    return TahunOpd(
        tahun=tahun,
        kini=tahun == masa.tahun,
        persen="" if r.rata is None else tulis_persen(r.rata),
        alasan=alasan(r),
        dasar=dasar(r),
        peringkat=tanda_peringkat(r, skala),
        pasti=pasti(r),
        pagu=tulis_uang(r.pagu),
        terpakai=tulis_uang(r.realisasi_anggaran),
        serapan="" if serapan.persen is None else tulis_persen(serapan.persen),
        alasan_serapan=_tanpa_serapan(r),
    )


def _tanpa_serapan(r: Ringkas) -> str:
    """Why there is no serapan, or what is missing in it."""
    if r.serapan.persen is None:
        return "pagunya belum dicatat" if r.pagu is None else "anggaran terpakai belum diisi"
    if r.beranggaran < r.berpagu:
        return f"{r.beranggaran} dari {r.berpagu} yang berpagu sudah mengisi"
    return ""


def _tautan(opd: Opd, masa: Masa) -> tuple[tuple[str, str], ...]:
    """The pages where the rows themselves are."""
    saring = f"?tahun={masa.tahun}&opd={opd.pk}"
    triwulan = f"?tahun={masa.tahun}&triwulan={masa.sampai}"
    isian = alamat_halaman("capaian:isian_opd", opd.pk, masa.tahun, masa.sampai)
    return (
        (f"Isian {masa.tw.label}", isian),
        ("Indikator", alamat_halaman("capaian:indikator_daftar") + saring),
        ("Realisasi", f"{alamat_halaman('capaian:realisasi_daftar')}{triwulan}&opd={opd.pk}"),
        ("Matriks isian", alamat_halaman("capaian:matriks") + triwulan),
        ("Rekap", alamat_halaman("capaian:rekap") + saring),
        (f"E.81 {masa.tw.label} (Excel)", alamat_opd("e81", opd.pk, masa.tw)),
        (f"E.80 {masa.tw.label} (Excel)", alamat_opd("e80", opd.pk, masa.tw)),
    )
