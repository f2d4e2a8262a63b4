"""Rows of a checked sheet into new versions, and back to the versions before them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from capaian.bacaan_bentuk import TargetBaca, TriwulanBaca
from capaian.impor.hasil import BarisPeriksa
from capaian.impor.target.kolom import SEMUA_TRIWULAN, TW, AcuanTarget
from capaian.layanan.target import (
    Dokumen,
    IsiTarget,
    PerubahanTarget,
    RincianTarget,
    tetapkan_target,
)
from capaian.layanan.target_banyak import Penetapan, kembalikan_target
from capaian.models import ButirPredikat, Indikator
from capaian.pilihan import CaraKonsolidasi, SumberTarget


def tulis_baris(
    tahun: int, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
) -> list[dict[str, Any]]:
    perubahan = [_perubahan(b, b.acuan) for b in baris]
    baru = tetapkan_target(perubahan=perubahan, tahun=tahun, oleh=oleh)
    return [
        {
            "kode": b.kode,
            "indikator": b.acuan.pk,
            "target": t.pk,
            "lama": b.acuan.berlaku.pk if b.acuan.berlaku else None,
        }
        for b, t in zip(baris, baru, strict=True)
    ]


def kembalikan_baris(
    tahun: int, perubahan: Sequence[Mapping[str, Any]], oleh: AbstractBaseUser
) -> int:
    semua = [Penetapan(p["indikator"], p["target"], p["lama"]) for p in perubahan]
    return len(kembalikan_target(penetapan=semua, tahun=tahun, oleh=oleh))


def _perubahan(baris: BarisPeriksa, acuan: AcuanTarget) -> PerubahanTarget:
    isi = baris.isi
    target = _isi(isi["target"], acuan) if "target" in isi else _salin(acuan.berlaku)
    return PerubahanTarget(
        indikator=Indikator(pk=acuan.pk, kode=acuan.kode, konsolidasi=acuan.konsolidasi),
        isi=target,
        versi_dilihat=acuan.versi or None,
        periksa_versi=True,
        alasan=isi["alasan"],
        rincian=_rincian(isi, acuan, target),
        mulai=isi["mulai"],
        dokumen=Dokumen(SumberTarget(isi["sumber"]), isi["acuan"], isi["dokumen_tanggal"]),
    )


def _rincian(isi: Mapping[str, Any], acuan: AcuanTarget, target: IsiTarget) -> RincianTarget | None:
    """None where only the year changes: the service carries quarters and pagu over by its rule."""
    if not any(kunci in isi for kunci in (*TW, "pagu")):
        return None
    berlaku = acuan.berlaku
    semua = {q.triwulan: _salin(q) for q in berlaku.triwulanan.all()} if berlaku else {}
    if 4 in semua and acuan.konsolidasi == CaraKonsolidasi.POSISI_AKHIR:
        semua[4] = target
    semua |= {n: _isi(isi[f"tw{n}"], acuan) for n in SEMUA_TRIWULAN if f"tw{n}" in isi}
    return RincianTarget(
        {n: satu for n, satu in semua.items() if satu.berbentuk},
        isi.get("pagu", berlaku and berlaku.pagu),
    )


def _isi(nilai: Any, acuan: AcuanTarget) -> IsiTarget:
    match nilai:
        case str():
            return IsiTarget(predikat=ButirPredikat(pk=acuan.butir[nilai], kode=nilai))
        case (bawah, atas):
            return IsiTarget(batas_bawah=bawah, batas_atas=atas)
    return IsiTarget(nilai=nilai)


def _salin(t: TargetBaca | TriwulanBaca) -> IsiTarget:
    predikat = ButirPredikat(pk=t.predikat_id) if t.predikat_id else None
    return IsiTarget(t.nilai, t.batas_bawah, t.batas_atas, predikat, t.teks_tercetak)
