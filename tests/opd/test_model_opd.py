from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, transaction

from opd.models import NamaOpd, Opd, Pengguna, Penugasan
from opd.pilihan import Peran
from tests import pabrik


def test_postgresql_refuses_to_delete_an_opd(dinkes):
    with pytest.raises(InternalError, match="tidak_dihapus"), transaction.atomic():
        Opd.objects.filter(pk=dinkes.pk).delete()
    assert Opd.objects.filter(pk=dinkes.pk).exists()


def test_deactivated_opd_must_say_since_when(dinkes):
    dinkes.aktif = False
    with pytest.raises(ValidationError, match="wajib bertanggal nonaktif"):
        dinkes.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Opd.objects.filter(pk=dinkes.pk).update(aktif=False)


def test_opd_is_never_its_own_parent(dinkes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Opd.objects.filter(pk=dinkes.pk).update(induk=dinkes.pk)


def test_a_unit_has_the_klaster_of_the_opd_above_it(dinkes):
    lain = pabrik.buat_klaster(nama="Klaster lain")
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    poli = pabrik.buat_opd(nama="Poli", singkatan="Poli", induk=rsud, klaster=lain)
    Opd.objects.filter(pk=rsud.pk).update(klaster=None)
    unit = Opd.objects.filter(pk__in=(rsud.pk, poli.pk)).order_by().distinct()
    assert list(unit.values_list("klaster", flat=True).distinct()) == [dinkes.klaster_id]
    Opd.objects.filter(pk=dinkes.pk).update(klaster=lain)
    assert list(unit.values_list("klaster", flat=True).distinct()) == [lain.pk]


def test_old_report_keeps_the_name_of_its_time(dinkes):
    NamaOpd.objects.create(
        opd=dinkes,
        nama="Dinas Kesehatan dan KB",
        singkatan="Dinkes KB",
        mulai=date(2017, 1, 1),
        selesai=date(2021, 12, 31),
    )
    assert dinkes.nama_pada(date(2020, 6, 1)) == "Dinas Kesehatan dan KB"
    assert dinkes.nama_pada(date(2022, 1, 1)) == "Dinas Kesehatan"
    assert dinkes.nama_pada(date(2016, 12, 31)) == "Dinas Kesehatan"


def test_two_names_cannot_overlap(dinkes):
    NamaOpd.objects.create(opd=dinkes, nama="A", singkatan="A", mulai=date(2017, 1, 1))
    kedua = NamaOpd(opd=dinkes, nama="B", singkatan="B", mulai=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="bertumpang tindih"):
        kedua.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        kedua.save()


def test_operator_without_opd_is_refused(rina):
    with pytest.raises(IntegrityError), transaction.atomic():
        Penugasan.objects.create(pengguna=rina, peran=Peran.OPERATOR, mulai=date(2026, 1, 1))


def test_same_role_twice_at_the_same_time_is_refused(sari, dinkes):
    kedua = Penugasan(pengguna=sari, peran=Peran.OPERATOR, opd=dinkes, mulai=date(2026, 1, 1))
    with pytest.raises(ValidationError, match="peran yang sama"):
        kedua.full_clean()


def test_two_people_cannot_share_an_email(sari, joko):
    Pengguna.objects.filter(pk=sari.pk).update(email="sari@contoh.go.id")
    with pytest.raises(IntegrityError), transaction.atomic():
        Pengguna.objects.filter(pk=joko.pk).update(email="SARI@contoh.go.id")


def test_short_name_is_first_name_and_initial(sari):
    assert sari.get_short_name() == "Sari N."
    assert sari.inisial == "SN"
    assert pabrik.buat_pengguna(username="x", nama="Budi").get_short_name() == "Budi"


def test_history_keeps_who_changed_a_name_and_never_the_password(dinkes, sari):
    Opd.objects.filter(pk=dinkes.pk).update(nama="Dinas Kesehatan Kota")
    jejak = dinkes.events.order_by("pgh_id")
    assert [j.nama for j in jejak] == ["Dinas Kesehatan", "Dinas Kesehatan Kota"]
    assert not hasattr(sari.events.first(), "password")


def test_history_itself_cannot_be_changed(dinkes):
    with pytest.raises(InternalError), transaction.atomic():
        dinkes.events.update(nama="palsu")
