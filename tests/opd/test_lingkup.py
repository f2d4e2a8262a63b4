from datetime import date

from opd.lingkup import lingkup
from opd.models import Opd, Pengguna, Penugasan
from opd.pilihan import KedudukanPejabat, Peran
from tests import pabrik


def segar(pengguna: Pengguna) -> Pengguna:
    """The same person in a new request, so that nothing is remembered."""
    return Pengguna.objects.get(pk=pengguna.pk)


def test_operator_sees_the_own_opd_and_every_unit_below_it(sari, dinkes, disdik):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    instalasi = pabrik.buat_opd(nama="Instalasi Gizi", singkatan="Gizi", induk=rsud)
    assert set(Opd.objects.untuk(segar(sari))) == {dinkes, rsud, instalasi}
    assert disdik not in Opd.objects.untuk(segar(sari))


def test_operator_of_a_unit_does_not_see_its_parent(dinkes):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    orang = pabrik.buat_pengguna(username="r", nama="R", peran=Peran.OPERATOR, opd=rsud)
    assert list(Opd.objects.untuk(orang)) == [rsud]


def test_city_wide_roles_see_every_opd(rina, nana, pak_budi, admin, dinkes, disdik):
    for pengguna in (rina, nana, pak_budi, admin):
        assert set(Opd.objects.untuk(pengguna)) == {dinkes, disdik}


def test_account_without_penugasan_sees_nothing(tamu, dinkes):
    assert not Opd.objects.untuk(tamu).exists()
    assert not tamu.has_perm("capaian.lihat")


def test_penugasan_that_ended_gives_nothing(dinkes):
    lama = pabrik.buat_pengguna(username="lama", nama="Lama")
    pabrik.buat_penugasan(pengguna=lama, opd=dinkes, selesai=date(2021, 12, 31))
    assert not Opd.objects.untuk(segar(lama)).exists()
    assert not segar(lama).has_perm("capaian.isi")


def test_penugasan_that_has_not_begun_gives_nothing(dinkes):
    baru = pabrik.buat_pengguna(username="baru", nama="Baru")
    pabrik.buat_penugasan(pengguna=baru, opd=dinkes, mulai=date(2090, 1, 1))
    assert not Opd.objects.untuk(segar(baru)).exists()


def test_one_person_may_hold_two_opd(dinkes, disdik):
    plt = pabrik.buat_pengguna(username="plt", nama="Plt", peran=Peran.KEPALA, opd=dinkes)
    pabrik.buat_penugasan(
        pengguna=plt, peran=Peran.KEPALA, opd=disdik, kedudukan=KedudukanPejabat.PLT
    )
    assert set(Opd.objects.untuk(segar(plt))) == {dinkes, disdik}
    assert lingkup(segar(plt)).opd_utama == min(dinkes.pk, disdik.pk)


def test_a_pimpinan_who_is_also_operator_sees_all(dinkes, disdik):
    orang = pabrik.buat_pengguna(username="dua", nama="Dua", peran=Peran.PIMPINAN)
    pabrik.buat_penugasan(pengguna=orang, opd=dinkes)
    assert lingkup(segar(orang)).semua


def test_scope_costs_two_queries_once_per_request(sari, django_assert_num_queries):
    orang = segar(sari)
    with django_assert_num_queries(2):
        lingkup(orang)
        lingkup(orang)


def test_acting_head_signs_before_the_definitive_one(dinkes):
    tetap = pabrik.buat_pengguna(username="tetap", nama="Tetap", peran=Peran.KEPALA, opd=dinkes)
    plh = pabrik.buat_pengguna(username="plh", nama="Plh")
    pabrik.buat_penugasan(
        pengguna=plh,
        peran=Peran.KEPALA,
        opd=dinkes,
        kedudukan=KedudukanPejabat.PLH,
        mulai=date(2026, 1, 19),
        selesai=date(2026, 1, 23),
    )
    kepala = Penugasan.objects.kepala
    assert kepala([dinkes.pk], date(2026, 1, 20))[dinkes.pk].pengguna == plh
    assert kepala([dinkes.pk], date(2026, 2, 1))[dinkes.pk].pengguna == tetap
    assert kepala([], date(2026, 2, 1)) == {}


def test_superuser_flag_opens_nothing_by_itself(tamu):
    Pengguna.objects.filter(pk=tamu.pk).update(is_superuser=True, is_staff=True)
    for aksi in ("capaian.ubah_target", "rapat.tetapkan", "opd.pengaturan", "opd.change_opd"):
        assert not segar(tamu).has_perm(aksi)
    assert not segar(tamu).has_module_perms("opd")
