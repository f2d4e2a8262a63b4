"""A compiled question answers what its queryset would answer, whatever values are put into it."""

from datetime import date

import pytest
from django.db.models import Count, QuerySet

from konsolidasi.inti.kueri import kueri, tanda
from opd.lingkup import Penanya, kueri_untuk
from opd.models import Klaster, Opd, Penugasan
from opd.pilihan import Peran
from tests import pabrik

TAJAM = "100% \\ _ 'a' \"b\" (c) 😀"


@kueri
def pilihan(berurut: bool, *, pk, awal):
    semua = Opd.objects.filter(pk__in=pk, nama__istartswith=tanda("awal"))
    return semua.order_by("-nama" if berurut else "nama").values_list("nama", flat=True)


@kueri
def bebas(**saring) -> QuerySet:
    return Opd.objects.filter(**saring).order_by("pk")


@kueri_untuk
def terlihat(siapa: Penanya) -> QuerySet:
    return Opd.objects.untuk(siapa).order_by("pk").values_list("pk", flat=True)


@pytest.fixture
def tiga(db) -> list[Opd]:
    return [pabrik.buat_opd(nama=nama) for nama in ("Dinas A", "Dinas B", TAJAM)]


def test_values_are_put_in_and_each_shape_is_another_question(tiga):
    pk = [o.pk for o in tiga]
    assert pilihan(False, pk=pk, awal="dinas") == ["Dinas A", "Dinas B"]
    assert pilihan(True, pk=pk, awal="Dinas") == ["Dinas B", "Dinas A"]
    assert pilihan(False, pk=pk[:1], awal="") == ["Dinas A"]
    assert pilihan(False, pk=frozenset(), awal="") == []


@pytest.mark.parametrize("awal", [TAJAM, TAJAM[:4], "%", "_", "\\", "100_", "'; --"])
def test_what_was_typed_is_never_a_pattern(tiga, awal):
    pk = [o.pk for o in tiga]
    diharap = [o.nama for o in tiga if o.nama.startswith(awal)]
    assert pilihan(False, pk=pk, awal=awal) == diharap


def test_names_of_filters_may_be_free_and_rows_are_models(tiga, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert bebas(nama="Dinas B") == [tiga[1]]
        assert bebas(nama__in=["Dinas B", TAJAM], pk__in=[tiga[0].pk, tiga[2].pk]) == [tiga[2]]
        assert bebas(pk=tiga[2])[0].nama == TAJAM


@kueri
def bersama(*, pk) -> QuerySet:
    semua = Opd.objects.filter(pk=pk).select_related("klaster").prefetch_related("riwayat_nama")
    return semua.annotate(banyak=Count("unit"))


def test_related_rows_and_numbers_come_along(db, django_assert_num_queries):
    opd = pabrik.buat_opd(klaster=Klaster.objects.create(nama="Sosial", urutan=1))
    pabrik.buat_opd(induk=opd)
    with django_assert_num_queries(2):
        (satu,) = bersama(pk=opd.pk)
        assert (satu.klaster.nama, satu.banyak, list(satu.riwayat_nama.all())) == ("Sosial", 1, [])


def test_a_value_is_missing_or_nothing():
    with pytest.raises(TypeError, match="pilihan asks for awal, pk"):
        pilihan(False, pk=[1])
    with pytest.raises(ValueError, match="never None"):
        bebas(induk=None)


def test_everybody_gets_the_rows_of_the_own_scope(tiga):
    a, b, _ = tiga
    unit = pabrik.buat_opd(induk=a)
    satu, lain, semua, tamu = (
        pabrik.buat_pengguna(username=n, nama=n) for n in ("satu", "lain", "semua", "tamu")
    )
    for orang, peran, opd in (
        (satu, Peran.OPERATOR, a),
        (lain, Peran.OPERATOR, b),
        (semua, Peran.BAPPERIDA, None),
    ):
        Penugasan.objects.create(pengguna=orang, peran=peran, opd=opd, mulai=date(2020, 1, 1))
    assert terlihat(satu) == [a.pk, unit.pk]
    assert terlihat(lain) == [b.pk]
    assert terlihat(semua) == [o.pk for o in Opd.objects.order_by("pk")]
    assert terlihat(tamu) == []


@kueri
def berkata(*, kata) -> QuerySet:
    return Opd.objects.filter(nama__iregex=rf"\m{tanda('kata')}").values_list("nama", flat=True)


@pytest.mark.parametrize(
    ("kata", "ada"), [("dinas b", 1), ("as", 0), (".", 0), ("(c)", 0), ("a|b", 0)]
)
def test_a_word_in_an_expression_stands_for_itself(tiga, kata, ada):
    assert berkata(kata=kata) == ["Dinas B"] * ada


def test_a_pattern_that_nobody_knows_is_refused(db):
    aneh = kueri(lambda *, kata: Opd.objects.filter(nama__regex=f"^{tanda('kata')}$"))
    with pytest.raises(ValueError, match="no pattern known around kata"):
        aneh(kata="a")
