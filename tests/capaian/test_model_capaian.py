from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, transaction

from capaian import rumus
from capaian.gabungan import Isian, Konsolidasi
from capaian.models import (
    Indikator,
    PeringkatKinerja,
    Periode,
    Realisasi,
    SkalaPeringkat,
    Target,
)
from capaian.perhitungan import muat_skala
from capaian.pilihan import (
    CaraIsian,
    CaraKonsolidasi,
    FormulaCapaian,
    JenisNilai,
    KeadaanNilai,
    StatusRealisasi,
)
from capaian.skala import BAWAAN
from tests import pabrik


@pytest.fixture
def indikator(dinkes) -> Indikator:
    return pabrik.buat_indikator(opd=dinkes, kode="1.02.01", nama="Imunisasi dasar lengkap")


def test_choices_in_the_database_are_those_of_the_pure_modules():
    assert FormulaCapaian.values == [f.value for f in rumus.Formula]
    assert KeadaanNilai.values == [k.value for k in rumus.Keadaan]
    assert CaraKonsolidasi.values == [k.value for k in Konsolidasi]
    assert CaraIsian.values == [i.value for i in Isian]


def test_target_version_is_never_changed_and_never_deleted(indikator):
    target = pabrik.buat_target(indikator=indikator, nilai="80")
    for rusak in (lambda q: q.update(nilai=1), lambda q: q.delete()):
        with pytest.raises(InternalError, match="tidak_diubah"), transaction.atomic():
            rusak(Target.objects.filter(pk=target.pk))
    assert Target.objects.get(pk=target.pk).nilai == 80


def test_version_in_force_is_the_latest_begun_then_the_highest_number(indikator):
    awal = pabrik.buat_target(indikator=indikator, nilai="80", mulai=date(2025, 1, 1))
    tengah = pabrik.buat_target(indikator=indikator, nilai="82", mulai=date(2025, 6, 1))
    koreksi = pabrik.buat_target(indikator=indikator, nilai="83", mulai=date(2025, 6, 1))
    berlaku = Target.objects.filter(tahun=2025).berlaku
    assert not berlaku(date(2024, 12, 31)).exists()
    assert berlaku(date(2025, 5, 31)).get() == awal
    assert berlaku(date(2025, 6, 1)).get() == koreksi
    assert tengah.nomor == 2


@pytest.mark.parametrize(
    "medan",
    [
        {"nilai": None},
        {"nilai": Decimal(1), "batas_bawah": Decimal(1), "batas_atas": Decimal(2)},
        {"nilai": None, "batas_bawah": Decimal(2), "batas_atas": Decimal(1)},
        {"nilai": None, "batas_bawah": Decimal(1)},
    ],
)
def test_target_is_exactly_one_value_one_range_or_one_predikat(indikator, medan):
    with pytest.raises(IntegrityError), transaction.atomic():
        pabrik.buat_target(indikator=indikator, **medan)


def test_target_printed_as_nonsense_is_kept_and_says_why_nothing_follows(indikator):
    target = pabrik.buat_target(indikator=indikator, nilai=None, teks_tercetak="107,602,76")
    assert target.tertulis(2) == "107,602,76"
    hasil = rumus.hitung(rumus.Formula.POSITIF, target.sebagai_target(), Decimal(5))
    assert hasil.persen is None
    assert "107,602,76" in hasil.kalimat


def test_predikat_indikator_needs_its_scale_and_formula(dinkes):
    indikator = Indikator(
        opd=dinkes, kode="X", nama="Nilai SAKIP", satuan="predikat", jenis_nilai=JenisNilai.PREDIKAT
    )
    with pytest.raises(ValidationError, match="wajib memakai formula predikat"):
        indikator.full_clean()


def test_zero_and_the_three_absences_are_stored_apart(indikator):
    for triwulan, (keadaan, nilai, alasan) in enumerate(
        [
            (KeadaanNilai.NILAI, Decimal(0), ""),
            (KeadaanNilai.KOSONG, None, ""),
            (KeadaanNilai.BELUM_WAKTUNYA, None, "Survei tiap Desember"),
            (KeadaanNilai.TIDAK_BERLAKU, None, "Tidak ada kawasan kumuh"),
        ],
        start=1,
    ):
        Realisasi.objects.create(
            indikator=indikator,
            periode=pabrik.buat_periode(triwulan=triwulan),
            keadaan=keadaan,
            nilai=nilai,
            alasan=alasan,
        )
    assert Realisasi.objects.filter(nilai=0).count() == 1
    assert Realisasi.objects.filter(nilai=None).count() == 3


@pytest.mark.parametrize(
    "medan",
    [
        {"keadaan": KeadaanNilai.NILAI, "nilai": None},
        {"keadaan": KeadaanNilai.KOSONG, "nilai": Decimal(0)},
        {"keadaan": KeadaanNilai.TIDAK_BERLAKU, "nilai": None, "alasan": ""},
        {"keadaan": KeadaanNilai.KOSONG, "nilai": None, "anggaran": Decimal(-1)},
    ],
)
def test_realisasi_that_contradicts_itself_is_refused(indikator, medan):
    with pytest.raises(IntegrityError), transaction.atomic():
        Realisasi.objects.create(indikator=indikator, periode=pabrik.buat_periode(), **medan)


def test_status_cannot_be_set_without_a_submission(indikator):
    realisasi = pabrik.buat_realisasi(indikator=indikator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Realisasi.objects.filter(pk=realisasi.pk).update(status=StatusRealisasi.DIAJUKAN)


def test_realisasi_is_never_deleted(indikator):
    realisasi = pabrik.buat_realisasi(indikator=indikator)
    with pytest.raises(InternalError, match="tidak_dihapus"), transaction.atomic():
        Realisasi.objects.filter(pk=realisasi.pk).delete()


def test_window_goes_from_not_open_to_closed_and_an_extension_reopens_it():
    def saat(hari: int) -> datetime:
        return datetime(2026, 1, hari, tzinfo=UTC)

    periode = Periode(
        tahun_id=2025,
        triwulan=4,
        dibuka_pada=saat(2),
        batas_pada=saat(16),
        tenggang_pada=saat(19),
        ditutup_pada=saat(25),
    )
    keadaan = [periode.keadaan(saat(n)) for n in (1, 2, 16, 17, 19, 20)]
    assert keadaan == ["belum_dibuka", "dibuka", "dibuka", "tenggang", "tenggang", "ditutup"]
    assert periode.keadaan(saat(27), saat(28)) == "tenggang"
    assert periode.keadaan(saat(29), saat(28)) == "ditutup"


def test_window_in_the_wrong_order_is_refused_with_its_sentence(db):
    periode = pabrik.buat_periode()
    periode.batas_pada = periode.dibuka_pada
    with pytest.raises(ValidationError, match="Urutannya harus"):
        periode.full_clean()


def test_unfinished_scale_is_not_used(db):
    skala = SkalaPeringkat.objects.create(nama="Setengah jadi", mulai=date(2021, 1, 1))
    PeringkatKinerja.objects.create(skala=skala, urutan=5, kata="Hebat", batas_bawah=Decimal(90))
    assert muat_skala(date(2025, 12, 31)) == BAWAAN
    PeringkatKinerja.objects.create(skala=skala, urutan=1, kata="Belum", batas_bawah=None)
    assert muat_skala(date(2025, 12, 31)).peringkat(Decimal(95)).kata == "Hebat"
