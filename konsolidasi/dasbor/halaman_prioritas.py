"""One prioritas: its figure over the years, who carries it, and its indikator page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.paginator import Page, Paginator

from capaian.layar.grafik_susun import GrafikSusun
from capaian.layar.grafik_tahunan import GrafikTahunan, susun_tahunan
from capaian.layar.ringkasan import ringkasan
from capaian.models import Indikator, PelaksanaPrioritas, Prioritas
from capaian.perhitungan import muat_skala
from capaian.ringkasan import Ringkas
from capaian.skala import Skala
from konsolidasi.dasbor.halaman_angka import (
    KOSONG,
    BarisCapaian,
    jumlahkan,
    per_kunci,
    susun_baris,
    susun_peringkat,
)
from konsolidasi.dasbor.halaman_capaian import alamat_rinci
from konsolidasi.dasbor.halaman_indikator import BarisIndikator, hitung, susun_indikator
from konsolidasi.dasbor.halaman_masa import Masa
from konsolidasi.dasbor.halaman_ruang import OpdRuang, Ruang
from konsolidasi.inti.waktu import Triwulan

PER_HALAMAN = 25
URUT = ("opd__urutan", "opd", "urutan", "kode", "pk")
TANPA_PERAN = "belum dicatat sebagai pelaksana"


@dataclass(frozen=True)
class HalamanPrioritas:
    prioritas: Prioritas
    masa: Masa
    ringkas: BarisCapaian
    tahunan: GrafikTahunan
    opd: tuple[BarisCapaian, ...]
    susun: GrafikSusun
    hal: Page
    indikator: list[BarisIndikator]
    contoh: bool


def susun_prioritas(
    prioritas: Prioritas,
    masa: Masa,
    ruang: Ruang,
    urusan: int | None,
    *,
    pengguna: AbstractBaseUser,
    hal: str | None,
) -> HalamanPrioritas:
    """Eight queries, and those of ringkasan."""
    per_opd = per_kunci(
        ringkasan(
            tahun=masa.deret,
            sampai=masa.sampai,
            opd=ruang.pk,
            per="opd",
            prioritas=prioritas.pk,
            urusan=urusan,
        )
    )
    skala = muat_skala(Triwulan(masa.tahun, 4).akhir)
    peran = _peran(prioritas, masa.tahun, ruang)
    semua = susun_baris(jumlahkan(per_opd.values(), masa.deret), masa, skala, nama=prioritas.nama)
    opd = [o for o in ruang.opd if o.pk in per_opd or o.pk in peran]
    milik = Indikator.objects.untuk(pengguna).filter(prioritas=prioritas, opd__in=ruang.pk)
    if urusan is not None:
        milik = milik.filter(urusan=urusan)
    indikator = milik.pada_tahun(masa.tahun).select_related("opd").order_by(*URUT)
    halaman = Paginator(indikator, PER_HALAMAN).get_page(hal)
    return HalamanPrioritas(
        prioritas=prioritas,
        masa=masa,
        ringkas=semua,
        tahunan=susun_tahunan(
            semua.deret, kode="g-tahun", judul=f"Capaian prioritas {prioritas}", kini=masa.tahun
        ),
        opd=_opd(opd, per_opd, peran, masa, skala),
        susun=susun_peringkat(
            _isi_susun(opd, per_opd, masa),
            skala,
            judul=f"Peringkat indikator per OPD, {masa.sebutan}",
            kepala="OPD",
        ),
        hal=halaman,
        indikator=susun_indikator(hitung(halaman.object_list, masa), masa),
        contoh=any(r.contoh for satu in per_opd.values() for r in satu.values()),
    )


def _peran(prioritas: Prioritas, tahun: int, ruang: Ruang) -> dict[int, str]:
    """The part of each OPD and how it stands, in words. One query."""
    baris = PelaksanaPrioritas.objects.filter(
        tahun=tahun, prioritas=prioritas, opd__in=ruang.pk
    ).order_by("pk")
    return {p.opd_id: f"{p.get_peran_display()}, {p.get_status_display().lower()}" for p in baris}


def _opd(
    opd: Sequence[OpdRuang],
    per_opd: Mapping[int, Mapping[int, Ringkas]],
    peran: Mapping[int, str],
    masa: Masa,
    skala: Skala,
) -> tuple[BarisCapaian, ...]:
    alamat = alamat_rinci("opd_rinci", masa)
    return tuple(
        susun_baris(
            per_opd.get(o.pk, {}),
            masa,
            skala,
            nama=o.nama,
            url=alamat(o.pk),
            ket=peran.get(o.pk, TANPA_PERAN),
        )
        for o in opd
    )


def _isi_susun(
    opd: Sequence[OpdRuang], per_opd: Mapping[int, Mapping[int, Ringkas]], masa: Masa
) -> list[tuple[str, str, Ringkas]]:
    alamat = alamat_rinci("opd_rinci", masa)
    return [(o.nama, alamat(o.pk), per_opd.get(o.pk, {}).get(masa.tahun, KOSONG)) for o in opd]
