"""One klaster: its figure over the years, its OPD side by side, kinerja beside anggaran."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from capaian.layar.grafik_sebar import GrafikSebar, IsiSebar, susun_sebar
from capaian.layar.grafik_susun import GrafikSusun
from capaian.layar.grafik_tahunan import GrafikTahunan, susun_tahunan
from capaian.layar.ringkasan import ringkasan
from capaian.perhitungan import muat_skala
from capaian.ringkasan import Ringkas
from capaian.skala import Skala
from konsolidasi.dasbor.halaman_angka import (
    KOSONG,
    BarisCapaian,
    alasan,
    batas_tinggi,
    jumlahkan,
    per_kunci,
    susun_baris,
    susun_peringkat,
    tulis_uang,
)
from konsolidasi.dasbor.halaman_capaian import alamat_rinci, baris_opd, berangka
from konsolidasi.dasbor.halaman_masa import Masa
from konsolidasi.dasbor.halaman_ruang import OpdRuang, Ruang
from konsolidasi.inti.waktu import Triwulan
from opd.models import Klaster


@dataclass(frozen=True)
class HalamanKlaster:
    klaster: Klaster
    masa: Masa
    ringkas: BarisCapaian
    tahunan: GrafikTahunan
    opd: tuple[BarisCapaian, ...]
    susun: GrafikSusun
    sebar: GrafikSebar
    contoh: bool


def susun_klaster(klaster: Klaster, masa: Masa, ruang: Ruang, urusan: int | None) -> HalamanKlaster:
    """One query, and those of ringkasan. `ruang`: what of the klaster the person may see."""
    per_opd = per_kunci(
        ringkasan(tahun=masa.deret, sampai=masa.sampai, opd=ruang.pk, per="opd", urusan=urusan)
    )
    skala = muat_skala(Triwulan(masa.tahun, 4).akhir)
    opd = berangka(ruang, per_opd, urusan)
    semua = susun_baris(jumlahkan(per_opd.values(), masa.deret), masa, skala, nama=klaster.nama)
    kini = {o.pk: per_opd.get(o.pk, {}).get(masa.tahun, KOSONG) for o in opd}
    return HalamanKlaster(
        klaster=klaster,
        masa=masa,
        ringkas=semua,
        tahunan=susun_tahunan(
            semua.deret, kode="g-tahun", judul=f"Capaian klaster {klaster.nama}", kini=masa.tahun
        ),
        opd=tuple(baris_opd(opd, per_opd, masa, skala)),
        susun=_susun(opd, kini, masa, skala),
        sebar=_sebar(opd, kini, masa, skala),
        contoh=any(r.contoh for satu in per_opd.values() for r in satu.values()),
    )


def _susun(
    opd: Sequence[OpdRuang], kini: Mapping[int, Ringkas], masa: Masa, skala: Skala
) -> GrafikSusun:
    alamat = alamat_rinci("opd_rinci", masa)
    return susun_peringkat(
        ((o.nama, alamat(o.pk), kini[o.pk]) for o in opd),
        skala,
        judul=f"Peringkat indikator per OPD, {masa.sebutan}",
        kepala="OPD",
    )


def _sebar(
    opd: Sequence[OpdRuang], kini: Mapping[int, Ringkas], masa: Masa, skala: Skala
) -> GrafikSebar:
    alamat = alamat_rinci("opd_rinci", masa)
    return susun_sebar(
        [isi_sebar(o.nama, alamat(o.pk), kini[o.pk]) for o in opd],
        batas=batas_tinggi(skala),
        kode="g-sebar",
        judul=f"Serapan anggaran dan capaian OPD, {masa.sebutan}",
        benda="OPD",
    )


def isi_sebar(label: str, url: str, r: Ringkas) -> IsiSebar:
    """An OPD as a point; what keeps it out of the drawing is its reason."""
    serapan = r.serapan
    sebab = filter(None, (alasan(r), _tanpa_serapan(r)))
    return IsiSebar(
        label=label,
        url=url,
        pagu=tulis_uang(r.pagu),
        terpakai=tulis_uang(r.realisasi_anggaran),
        serapan=serapan.persen,
        capaian=r.rata,
        sementara=r.sementara or r.beranggaran < r.berpagu,
        alasan="; ".join(sebab),
    )


def _tanpa_serapan(r: Ringkas) -> str:
    if r.serapan.persen is not None:
        return ""
    if r.pagu is None:
        return "pagunya belum dicatat"
    if r.realisasi_anggaran is None:
        return "anggaran terpakai belum diisi"
    return r.serapan.kalimat
