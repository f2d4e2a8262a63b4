"""Codes, nodes and pagu of the cascade: what is accepted, what is refused with which sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from capaian.models import Kegiatan, Pagu, Program, SubKegiatan
from capaian.models.program import SALAH_KEGIATAN, SALAH_PROGRAM, SALAH_SUB_KEGIATAN
from tests import pabrik, pabrik_pohon

POLA = {Program: SALAH_PROGRAM, Kegiatan: SALAH_KEGIATAN, SubKegiatan: SALAH_SUB_KEGIATAN}


def periksa_kode(kelas: type, kode: str) -> None:
    for satu in kelas._meta.get_field("kode").validators:
        satu(kode)


@pytest.mark.parametrize(
    ("kelas", "kode"),
    [
        (Program, "1.02.02"),
        (Program, "X.XX.01"),
        (Kegiatan, "1.02.02.2.01"),
        (Kegiatan, "2.09.02.1.01"),
        (SubKegiatan, "1.02.02.2.01.03"),
        (SubKegiatan, "2.09.02.1.01.0003"),
    ],
)
def test_codes_as_the_lists_print_them(kelas, kode):
    periksa_kode(kelas, kode)


@pytest.mark.parametrize(
    ("kelas", "kode"),
    [
        (Program, "1.2.2"),
        (Program, "1.02"),
        (Program, "1.02.02.2.01"),
        (Program, "0.02.02"),
        (Program, "1.02.02 "),
        (Program, "1.02.02\n"),
        (Kegiatan, "1.02.02"),
        (Kegiatan, "1.02.02.3.01"),
        (Kegiatan, "1.02.02.2.1"),
        (SubKegiatan, "1.02.02.2.01"),
        (SubKegiatan, "1.02.02.2.01.003"),
        (SubKegiatan, "1.02.02.2.01.00031"),
        (SubKegiatan, "1.02.02.2.01.٠٠٠٣"),
    ],
)
def test_other_codes_are_refused_with_an_example(kelas, kode):
    with pytest.raises(ValidationError) as galat:
        periksa_kode(kelas, kode)
    assert POLA[kelas] in galat.value.messages


def keluhan(baris: object) -> str:
    with pytest.raises(ValidationError) as galat:
        baris.full_clean()
    return " ".join(galat.value.messages)


def test_the_database_refuses_a_code_that_is_none(dinkes):
    with pytest.raises(IntegrityError, match="program_kode_berpola"), transaction.atomic():
        pabrik_pohon.buat_program(opd=dinkes, kode="1.02.1")


def test_a_code_stands_once_per_opd_and_below_its_own_parent(dinkes, disdik):
    program = pabrik_pohon.buat_program(opd=dinkes, kode="1.02.02")
    pabrik_pohon.buat_program(opd=disdik, kode="1.02.02")
    kembar = Program(opd=dinkes, kode="1.02.02", nama="x")
    assert "OPD ini sudah mempunyai program dengan kode itu." in keluhan(kembar)
    kegiatan = pabrik_pohon.buat_kegiatan(program=program)
    pabrik_pohon.buat_sub(kegiatan=kegiatan)
    salah = Kegiatan(program=program, kode="1.02.03.2.01", nama="x")
    assert "Kode harus diawali kode programnya, 1.02.02." in keluhan(salah)
    salah = SubKegiatan(kegiatan=kegiatan, kode="1.02.02.2.02.0001", nama="x")
    assert "Kode harus diawali kode kegiatannya, 1.02.02.2.01." in keluhan(salah)
    program.kode = "1.02.04"
    assert "Kegiatan di bawahnya memakai kode program yang lama." in keluhan(program)
    program.refresh_from_db()
    kegiatan.kode = "1.02.02.2.09"
    assert "Sub kegiatan di bawahnya memakai kode kegiatan yang lama." in keluhan(kegiatan)


def test_sasaran_and_prioritas_belong_together(dinkes):
    satu, dua = pabrik_pohon.buat_sasaran(), pabrik_pohon.buat_sasaran()
    prioritas = pabrik_pohon.buat_prioritas(sasaran=satu)
    program = Program(opd=dinkes, kode="1.02.02", nama="x", sasaran=dua, prioritas=prioritas)
    assert "Prioritas ini di bawah sasaran lain." in keluhan(program)
    program.sasaran = satu
    program.full_clean()
    prioritas.sasaran = dua
    assert "Sasaran ini milik visi yang lain." in keluhan(prioritas)


def test_an_indikator_hangs_under_one_node_of_its_own_opd(dinkes, disdik):
    program = pabrik_pohon.buat_program(opd=dinkes)
    indikator = pabrik.buat_indikator(opd=dinkes, program=program)
    indikator.full_clean()
    indikator.sasaran = pabrik_pohon.buat_sasaran()
    assert "Indikator hanya dapat berada di bawah satu simpul" in keluhan(indikator)
    with pytest.raises(IntegrityError, match="indikator_satu_simpul"), transaction.atomic():
        indikator.save()
    unit = pabrik.buat_indikator(opd=pabrik.buat_opd(induk=dinkes), program=program)
    unit.full_clean()
    asing = pabrik.buat_indikator(opd=disdik, kegiatan=pabrik_pohon.buat_kegiatan(program=program))
    assert "milik OPD lain dari indikator ini." in keluhan(asing)


def test_pagu_names_one_node_and_only_grows_by_versions(dinkes):
    program = pabrik_pohon.buat_program(opd=dinkes)
    awal = pabrik_pohon.buat_pagu(program=program, nilai=900)
    pabrik_pohon.buat_pagu(program=program, nilai=800, mulai=date(2025, 8, 1))
    renja = pabrik_pohon.buat_pagu(program=program, nilai=950, sumber="renja")
    kembar = Pagu(program=program, tahun_id=2025, sumber="dpa", nilai=900, mulai=awal.mulai)
    assert "Pagu yang sama persis sudah tercatat." in keluhan(kembar)
    kembar.kegiatan = pabrik_pohon.buat_kegiatan(program=program)
    assert "tepat satu: program, kegiatan, atau sub kegiatan." in keluhan(kembar)
    kembar = Pagu(program=program, tahun_id=2025, sumber="pk", nilai=-1, mulai=awal.mulai)
    assert "Pagu tidak boleh negatif." in keluhan(kembar)
    berlaku = Pagu.objects.berlaku(date(2025, 12, 31)).order_by("pk")
    assert [p.nilai for p in berlaku] == [800, 950]
    assert set(Pagu.objects.berlaku(date(2025, 6, 1))) == {awal, renja}
    awal.nilai = 1
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        awal.save()
