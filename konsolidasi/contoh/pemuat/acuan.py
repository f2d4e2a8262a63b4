"""Klaster, urusan, scales, visi and prioritas."""

from decimal import Decimal

from capaian.models import (
    AlasanPerbaikan,
    ButirPredikat,
    PeringkatKinerja,
    Prioritas,
    SkalaPeringkat,
    SkalaPredikat,
    Visi,
)
from capaian.pilihan import ALASAN_PERBAIKAN
from konsolidasi.contoh.berkas import baca_csv, baca_toml
from konsolidasi.contoh.muatan import Muatan
from opd.models import Klaster, Sektor, Urusan


def muat(muatan: Muatan) -> None:
    AlasanPerbaikan.objects.bulk_create(
        (AlasanPerbaikan(teks=t, urutan=n) for n, t in enumerate(ALASAN_PERBAIKAN, start=1)),
        ignore_conflicts=True,
    )
    isi = baca_toml("acuan.toml")
    _klaster(muatan, isi["klaster"])
    urusan = Urusan.objects.bulk_create(
        Urusan(kode=b["kode"], nama=b["nama"], jenis=b["jenis"]) for b in baca_csv("urusan.csv")
    )
    muatan.urusan = {u.kode: u for u in urusan}
    _skala_peringkat(isi["skala_peringkat"])
    _skala_predikat(muatan, isi["skala_predikat"])
    _prioritas(muatan, isi)


def _klaster(muatan: Muatan, baris: list[dict]) -> None:
    klaster = Klaster.objects.bulk_create(
        Klaster(nama=b["nama"], urutan=n) for n, b in enumerate(baris, start=1)
    )
    muatan.klaster = {b["kunci"]: k for b, k in zip(baris, klaster, strict=True)}
    Sektor.objects.bulk_create(
        Sektor(klaster=muatan.klaster[b["kunci"]], nama=nama, urutan=n)
        for b in baris
        for n, nama in enumerate(b["sektor"], start=1)
    )


def _skala_peringkat(isi: dict) -> None:
    skala = SkalaPeringkat.objects.create(
        nama=isi["nama"], mulai=isi["mulai"], sumber=isi["sumber"]
    )
    PeringkatKinerja.objects.bulk_create(
        PeringkatKinerja(
            skala=skala, urutan=urutan, kata=kata, batas_bawah=Decimal(batas) if batas else None
        )
        for urutan, kata, batas in isi["peringkat"]
    )


def _skala_predikat(muatan: Muatan, baris: list[dict]) -> None:
    skala = SkalaPredikat.objects.bulk_create(
        SkalaPredikat(nama=b["nama"], sumber=b["sumber"]) for b in baris
    )
    muatan.skala = {b["kunci"]: s for b, s in zip(baris, skala, strict=True)}
    kunci = [
        (b["kunci"], kode, len(b["butir"]) - n) for b in baris for n, kode in enumerate(b["butir"])
    ]
    butir = ButirPredikat.objects.bulk_create(
        ButirPredikat(skala=muatan.skala[skala], kode=kode, nilai=Decimal(nilai))
        for skala, kode, nilai in kunci
    )
    muatan.butir = {(skala, kode): b for (skala, kode, _), b in zip(kunci, butir, strict=True)}


def _prioritas(muatan: Muatan, isi: dict) -> None:
    visi = Visi.objects.bulk_create(
        Visi(
            nama=b["nama"],
            uraian=b["uraian"],
            tahun_mulai=b["tahun"][0],
            tahun_selesai=b["tahun"][1],
            sumber=b["sumber"],
        )
        for b in isi["visi"]
    )
    bersama = isi["prioritas_bersama"]
    milik = dict(zip((b["kunci"] for b in isi["visi"]), visi, strict=True))[bersama["visi"]]
    prioritas = Prioritas.objects.bulk_create(
        Prioritas(
            visi=milik,
            kode=b["kode"],
            nama=b["nama"],
            uraian=bersama["uraian"],
            urutan=n,
            sumber=bersama["sumber"],
        )
        for n, b in enumerate(isi["prioritas"], start=1)
    )
    muatan.prioritas = {p.kode: p for p in prioritas}
