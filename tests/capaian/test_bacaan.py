"""A row read for computing answers what its model answers."""

from dataclasses import fields

import pytest

from capaian.bacaan import RealisasiBaca, TargetBaca, baca_realisasi, baca_target, baca_target_satu
from capaian.models import Realisasi, Target
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from tests import pabrik


@pytest.fixture
def predikat(dinkes):
    return pabrik.buat_indikator(
        opd=dinkes,
        jenis_nilai="predikat",
        formula="predikat",
        skala_predikat=pabrik.buat_skala_predikat(),
    )


@pytest.fixture
def isi(dinkes, predikat, sari):
    satu, dua = pabrik.buat_indikator(opd=dinkes), pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=satu, pagu="1000", triwulanan={1: "20", 4: "80"})
    pabrik.buat_target(indikator=satu, nilai="85", alasan="Rapat")
    pabrik.buat_target(indikator=dua, nilai=None, rentang=("1.6", "1.7"))
    pabrik.buat_target(indikator=predikat, nilai=None, predikat="BB")
    pabrik.buat_realisasi(
        indikator=satu, status=StatusRealisasi.TERVERIFIKASI, diubah_oleh=sari, anggaran="10"
    )
    pabrik.buat_realisasi(
        indikator=dua, nilai=None, keadaan=KeadaanNilai.TIDAK_BERLAKU, alasan="Hanya TW I"
    )
    pabrik.buat_realisasi(
        indikator=predikat,
        nilai=None,
        keadaan=KeadaanNilai.NILAI,
        predikat=predikat.skala_predikat.butir.get(kode="B"),
    )


def kolom(kelas: type, *kecuali: str) -> list[str]:
    return [f.name for f in fields(kelas) if f.name not in kecuali]


def test_realisasi(isi):
    baris = {r.pk: r for r in baca_realisasi([])}
    for model in Realisasi.objects.order_by("pk"):
        bacaan = baris[model.pk]
        assert bacaan == model and model == bacaan and hash(bacaan) == hash(model)
        for nama in kolom(RealisasiBaca, "predikat", "periode", "diubah_oleh"):
            assert getattr(bacaan, nama) == getattr(model, nama), nama
        for nama in ("status", "keadaan", "status_data"):
            tanya = f"get_{nama}_display"
            assert getattr(bacaan, tanya)() == getattr(model, tanya)()
        assert bacaan.tertulis(2) == model.tertulis(2)
        assert bacaan.sebagai_realisasi() == model.sebagai_realisasi()
        assert bacaan.periode.tw == model.periode.tw
        assert getattr(bacaan.diubah_oleh, "nama", "") == getattr(model.diubah_oleh, "nama", "")


def test_target_with_its_quarters(isi):
    baris = {t.pk: t for t in baca_target()}
    for model in Target.objects.order_by("pk"):
        for bacaan in (baris[model.pk], *baca_target_satu(pk=model.pk)):
            assert bacaan == model and bacaan != Target(pk=0)
            for nama in kolom(TargetBaca, "predikat", "triwulanan"):
                assert getattr(bacaan, nama) == getattr(model, nama), nama
            assert bacaan.get_sumber_display() == model.get_sumber_display()
            assert bacaan.tertulis(2) == model.tertulis(2)
            assert bacaan.sebagai_target() == model.sebagai_target()
            assert [(q.triwulan, q.sebagai_target(), q.tertulis(1)) for q in bacaan.triwulanan] == [
                (q.triwulan, q.sebagai_target(), q.tertulis(1))
                for q in model.triwulanan.order_by("triwulan")
            ]


def test_short_reading_has_values_and_states(isi):
    lengkap = {r.pk: r for r in baca_realisasi([])}
    for r in baca_realisasi([], ringkas=True):
        asal = lengkap[r.pk]
        assert (r.nilai, r.predikat, r.keadaan, r.status) == (
            asal.nilai,
            asal.predikat,
            asal.keadaan,
            asal.status,
        )
