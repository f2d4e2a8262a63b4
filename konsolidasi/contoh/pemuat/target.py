"""Target versions by document, their quarters, and what the OPD propose for 2026.

2021–2024 Renja; 2025 Renja, then RPJMD 2025–2029; 2026 RPJMD, then Renja; 2027–2029 RPJMD.
Published targets come last, as a version of their own.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from capaian.models import Target, TargetTriwulan, UsulanTarget
from capaian.pilihan import SumberTarget
from konsolidasi.contoh import pola
from konsolidasi.contoh.angka_contoh import Bacaan, baca, rupiah
from konsolidasi.contoh.berkas import TANPA, RencanaIndikator
from konsolidasi.contoh.muatan import Muatan

RPJMD_MULAI = date(2025, 8, 20)
RENJA_2026_MULAI = date(2025, 9, 15)
ACUAN_RPJMD = "RPJMD Kota Tanjungbalai 2025–2029 (angka contoh)"
TAHUN_USULAN = 2026
ALASAN_USULAN = "Menyesuaikan capaian 2025 dan pagu 2026."


class Versi(NamedTuple):
    tahun: int
    teks: str
    mulai: date
    sumber: SumberTarget
    acuan: str
    alasan: str = ""
    bertriwulan: bool = False
    terbit: bool = False


def muat(muatan: Muatan) -> None:
    target, triwulanan = [], []
    for rencana in muatan.rencana:
        nomor: dict[int, int] = {}
        for versi in _versi(rencana, muatan):
            nomor[versi.tahun] = nomor.get(versi.tahun, 0) + 1
            baris = _target(rencana, versi, nomor[versi.tahun], muatan)
            target.append(baris)
            if versi.bertriwulan:
                triwulanan += _triwulanan(rencana, baris, muatan)
    Target.objects.bulk_create(target)
    TargetTriwulan.objects.bulk_create(triwulanan)
    UsulanTarget.objects.bulk_create(_usulan(muatan))


def _versi(rencana: RencanaIndikator, muatan: Muatan) -> Iterator[Versi]:
    singkatan = muatan.opd[rencana.opd].singkatan
    for tahun, teks in rencana.teks_target.items():
        renja = f"Renja {singkatan} {tahun} (angka contoh)"
        if tahun < 2025:
            yield Versi(tahun, teks, date(tahun, 1, 2), SumberTarget.RENJA, renja)
            continue
        if tahun == 2025:
            awal = rencana.renja_2025 or teks
            yield Versi(tahun, awal, date(2025, 1, 2), SumberTarget.RENJA, renja, bertriwulan=True)
        yield Versi(
            tahun, teks, RPJMD_MULAI, SumberTarget.RPJMD, ACUAN_RPJMD, bertriwulan=tahun == 2025
        )
        if tahun == 2026:
            yield Versi(
                tahun,
                rencana.renja_2026 or teks,
                RENJA_2026_MULAI,
                SumberTarget.RENJA,
                renja,
                alasan=rencana.alasan_renja,
                bertriwulan=True,
            )
    for terbit in rencana.terbit:
        if terbit.jenis == "target":
            yield Versi(
                terbit.tahun,
                terbit.teks,
                terbit.mulai,
                SumberTarget.RKPD,
                terbit.acuan,
                terbit=True,
            )


def _target(rencana: RencanaIndikator, versi: Versi, nomor: int, muatan: Muatan) -> Target:
    isi = baca(versi.teks, rencana, muatan.butir, tercetak=versi.terbit)
    return Target(
        indikator=muatan.indikator[rencana.kode],
        tahun_id=versi.tahun,
        nomor=nomor,
        mulai=versi.mulai,
        sumber=versi.sumber,
        acuan=versi.acuan,
        dokumen_tanggal=versi.mulai if versi.sumber == SumberTarget.RPJMD else None,
        alasan=versi.alasan,
        pagu=_pagu(rencana, versi.tahun, isi),
        contoh=not versi.terbit,
        ditetapkan_oleh=muatan.pengguna["rina"],
        **isi.sebagai_medan(),
    )


def _pagu(rencana: RencanaIndikator, tahun: int, isi: Bacaan) -> Decimal | None:
    if rencana.formula == "anggaran":
        return isi.nilai
    if rencana.pagu and tahun in (2025, 2026):
        return rupiah(rencana.pagu)[tahun - 2025]
    return None


def _triwulanan(
    rencana: RencanaIndikator, target: Target, muatan: Muatan
) -> Iterator[TargetTriwulan]:
    """Quarter targets; a range or a predikat is the same in each quarter that has one."""
    if target.nilai is None:
        isi = {
            "batas_bawah": target.batas_bawah,
            "batas_atas": target.batas_atas,
            "predikat": target.predikat,
            "teks_tercetak": target.teks_tercetak,
        }
        mulai = 4 if rencana.pola_triwulan == "tahunan" else 1
        for nomor in range(mulai, 5):
            yield TargetTriwulan(target=target, triwulan=nomor, **isi)
        return
    lalu = rencana.teks_target.get(target.tahun_id - 1)
    sebelumnya = baca(lalu, rencana, muatan.butir).nilai if lalu else None
    nilai = pola.target(
        rencana.pola_triwulan,
        target.nilai,
        sebelumnya,
        desimal=rencana.desimal,
        kumulatif=rencana.isian == "kumulatif",
    )
    for nomor, satu in enumerate(nilai, start=1):
        if satu is not None:
            yield TargetTriwulan(target=target, triwulan=nomor, nilai=satu)


def _usulan(muatan: Muatan) -> Iterator[UsulanTarget]:
    for rencana in muatan.rencana:
        teks_2026 = rencana.teks_target.get(TAHUN_USULAN)
        teks = rencana.usulan_2026 or rencana.renja_2026 or teks_2026
        if not teks_2026 or teks == TANPA:
            continue
        yield UsulanTarget(
            indikator=muatan.indikator[rencana.kode],
            tahun_id=TAHUN_USULAN,
            alasan="" if teks == teks_2026 else rencana.alasan_renja or ALASAN_USULAN,
            contoh=True,
            diusulkan_oleh=muatan.pengisi[rencana.opd],
            **baca(teks, rencana, muatan.butir).sebagai_medan(),
        )
