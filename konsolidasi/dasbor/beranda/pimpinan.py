"""One page for Wali Kota and Sekda: five sentences, the priorities, what is red, the promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from capaian.layar.matriks_hitung import Hitung, gabungkan
from capaian.layar.matriks_ingatan import ingat
from capaian.layar.matriks_sel import TERLAMBAT, susun_sel
from capaian.layar.ringkasan import keadaan, ringkasan, terendah
from capaian.layar.tahun import muat_periode
from capaian.models import PelaksanaPrioritas, PeranPelaksana, Periode
from capaian.ringkasan import Ringkas
from capaian.skala import BAWAAN, Skala
from konsolidasi.dasbor.beranda.capaian import prioritas_tahun
from konsolidasi.dasbor.beranda.janji_kota import JanjiKota, susun_janji
from konsolidasi.dasbor.beranda.kalimat_pimpinan import (
    BahanPimpinan,
    Isian,
    Kalimat,
    susun_kalimat,
    terbanyak,
)
from konsolidasi.dasbor.beranda.merah import TAMPIL, BarisMerah, hitung_merah, susun_merah
from konsolidasi.dasbor.beranda.muat_rapat import muat_sesi, muat_temuan, sesi_dekat
from konsolidasi.dasbor.beranda.tautan import alamat_capaian
from konsolidasi.dasbor.beranda.tindakan import hari_dari
from konsolidasi.dasbor.halaman_angka import KOSONG, BarisCapaian, per_kunci, susun_baris
from konsolidasi.dasbor.halaman_masa import TRIWULAN, ButirTriwulan, Masa
from konsolidasi.dasbor.halaman_ruang import OpdRuang, Ruang, muat_ruang
from konsolidasi.inti.kueri import kueri

PRIORITAS_TERBANYAK = 7
"""So many fit on one sheet; the page of capaian has all of them."""


@dataclass(frozen=True)
class HalamanPimpinan:
    """`pasti` of `banyak` indikator are settled; the sheet says so."""

    kalimat: tuple[Kalimat, ...]
    prioritas: tuple[BarisCapaian, ...]
    prioritas_lain: int
    merah: tuple[BarisMerah, ...]
    merah_banyak: int
    janji: JanjiKota
    triwulan: tuple[ButirTriwulan, ...]
    pasti: int
    banyak: int
    contoh: bool


def susun(pengguna: AbstractBaseUser, masa: Masa, pada: datetime) -> HalamanPimpinan:
    """A fixed number of queries; more only for figures that are new."""
    hari, tahun = hari_dari(pada), masa.tahun
    ruang = muat_ruang(pengguna, berurusan=False)
    opd = [o for o in ruang.opd if o.aktif]
    semua = muat_periode(tahun)
    h = gabungkan(ingat([o.pk for o in opd], semua, tahun), semua)
    periode = next((p for p in semua if p.triwulan == masa.sampai), None)
    kini = keadaan(masa.deret, ruang.pk)
    skala = kini.skala[tahun] if kini else BAWAAN
    pilihan = {"sampai": masa.sampai, "opd": ruang.pk, "kini": kini}
    per = per_kunci(ringkasan(**pilihan, tahun=masa.deret, per="prioritas"))
    per_opd = {pk: r for (_, pk), r in ringkasan(**pilihan, tahun=[tahun], per="opd").items()}
    rendah = terendah(**pilihan, tahun=tahun, banyak=TAMPIL)
    total = sum((satu[tahun] for satu in per.values() if tahun in satu), KOSONG)
    merah = hitung_merah(total)
    janji = susun_janji(pengguna, tahun, {o.pk: h.milik[o.pk].sidik for o in opd}, hari)
    sesi = sesi_dekat(muat_sesi(pengguna), hari)
    target = sesi.rapat.tahun_target_id if sesi else tahun + 1
    berlaku = prioritas_tahun([tahun, target])
    temuan, _ = muat_temuan(pengguna, target)
    berpj = set(_ber_pj(tahun=target))
    bahan = BahanPimpinan(
        hari=hari,
        tw=masa.tw,
        ringkas=total,
        peringkat=None if total.rata is None else skala.peringkat(total.rata),
        isian=_isian(opd, h, periode, pada),
        merah=merah,
        merah_opd=_merah_opd(ruang, per_opd),
        janji=janji.jumlah,
        tahun_target=target,
        temuan=temuan,
        prioritas=len(berlaku[target]),
        tanpa_pj=tuple(nama for pk, nama in berlaku[target] if pk not in berpj),
        sesi=sesi.tanggal if sesi else None,
    )
    prioritas = _prioritas(per, masa, skala, berlaku[tahun])
    return HalamanPimpinan(
        kalimat=susun_kalimat(bahan),
        prioritas=prioritas[:PRIORITAS_TERBANYAK],
        prioritas_lain=max(len(prioritas) - PRIORITAS_TERBANYAK, 0),
        merah=tuple(susun_merah(rendah, tahun, masa.sampai, skala)),
        merah_banyak=merah,
        janji=janji,
        triwulan=TRIWULAN,
        pasti=total.pasti,
        banyak=total.indikator,
        contoh=bool(total.contoh),
    )


def _merah_opd(ruang: Ruang, per_opd: Mapping[int, Ringkas]) -> tuple[tuple[str, int], ...]:
    return terbanyak(
        [(o.singkatan, hitung_merah(per_opd[o.pk])) for o in ruang.opd if o.pk in per_opd]
    )


def _isian(opd: list[OpdRuang], h: Hitung, periode: Periode | None, pada: datetime) -> Isian:
    if periode is None:
        return Isian()
    milik = {o.pk: h.di(o.pk, periode) for o in opd if o.pk in h.beriwayat}
    semua = milik.values()
    return Isian(
        wajib=sum(satu.wajib for satu in semua),
        pasti=sum(satu.pasti for satu in semua),
        menunggu=sum(satu.diajukan for satu in semua),
        perbaikan=sum(satu.perbaikan for satu in semua),
        terlambat=tuple(
            o.singkatan
            for o in opd
            if pada > periode.batas_pada
            and o.pk in milik
            and susun_sel(milik[o.pk], periode, h.perpanjangan.get((o.pk, periode.pk)), pada).jenis
            == TERLAMBAT
        ),
    )


def _prioritas(
    per: Mapping[int, Mapping[int, Ringkas]],
    masa: Masa,
    skala: Skala,
    semua: list[tuple[int, str]],
) -> tuple[BarisCapaian, ...]:
    """The weakest first: that is where a question is due."""
    url = alamat_capaian()["prioritas"]
    baris = [
        susun_baris(
            per.get(pk, {}),
            masa,
            skala,
            nama=nama,
            url=f"{url.replace('/0/', f'/{pk}/')}?{masa.kueri}",
        )
        for pk, nama in semua
    ]
    return tuple(sorted(baris, key=lambda b: (b.ringkas.rata is None, b.ringkas.rata or 0)))


@kueri
def _ber_pj(*, tahun: int) -> QuerySet:
    """Prioritas with an OPD in charge."""
    pj = PelaksanaPrioritas.objects.filter(tahun=tahun, peran=PeranPelaksana.PJ)
    return pj.berlaku().order_by().values_list("prioritas", flat=True)
