"""Many people at once: no password in a file, nobody locked out, undo while nobody used it."""

from datetime import date

import pytest
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from opd.layanan.impor_admin import admin_sampai
from opd.layanan.impor_orang import (
    TulisanOrang,
    kembalikan_orang,
    tulis_orang,
    versi_baris,
)
from opd.models import Pengguna, Penugasan
from opd.pilihan import Peran
from tests import pabrik

HARI = date(2026, 3, 1)


def ubah(siapa: Pengguna, nomor: int = 1, **isi) -> TulisanOrang:
    milik = list(Penugasan.objects.filter(pengguna=siapa).order_by("pk"))
    tugas = milik[nomor - 1] if nomor <= len(milik) else None
    siapa.refresh_from_db()
    ada = tugas or nomor == 1
    return TulisanOrang(siapa.username, nomor, versi_baris(siapa, tugas) if ada else 0, **isi)


def tulis(oleh, *baris: TulisanOrang) -> list[dict]:
    return tulis_orang(baris=baris, oleh=oleh, pada=HARI)


def operator(opd, **lain) -> dict:
    return {"peran": Peran.OPERATOR, "opd_id": opd.pk, "mulai": HARI} | lain


def test_a_new_account_has_no_password_and_all_its_penugasan(
    admin, sari, dinkes, disdik, django_assert_max_num_queries
):
    baris = [
        TulisanOrang("budi", 2, 0, {"nama": "Budi"}, operator(disdik)),
        TulisanOrang("budi", 1, 0, {"nama": "Budi"}, operator(dinkes, kedudukan="plt")),
        ubah(sari, orang={"jabatan": "Perencana"}, tugas={"selesai": date(2026, 6, 30)}),
        ubah(sari, 2, tugas=operator(disdik)),
    ]
    with django_assert_max_num_queries(11):
        hasil = tulis(admin, *baris)
    budi = Pengguna.objects.get(username="budi")
    assert not budi.has_usable_password() and budi.wajib_ganti_sandi and not budi.is_staff
    milik = budi.penugasan.order_by("pk").values_list("opd__singkatan", "kedudukan")
    assert list(milik) == [("Dinkes", "plt"), ("Disdik", "definitif")]
    assert sari.penugasan.order_by("pk")[0].selesai == date(2026, 6, 30)
    assert [h["kode"] for h in hasil] == ["budi#2", "budi", "sari", "sari#2"]


def test_undo_takes_away_what_was_never_used_and_brings_back_the_rest(admin, sari, dinkes, disdik):
    dulu = ubah(sari).versi
    hasil = tulis(
        admin,
        ubah(sari, orang={"nip": "198501012010011001"}, tugas={"selesai": HARI}),
        ubah(sari, 2, tugas=operator(disdik)),
        TulisanOrang("budi", 1, 0, {"nama": "Budi"}, operator(dinkes)),
        TulisanOrang("dewi", 1, 0, {"nama": "Dewi"}, operator(dinkes)),
    )
    pabrik.buat_realisasi(
        indikator=pabrik.buat_indikator(opd=dinkes),
        diubah_oleh=Pengguna.objects.get(username="dewi"),
    )
    assert kembalikan_orang(perubahan=hasil, oleh=admin, pada=HARI) == 4
    assert ubah(sari).versi == dulu and sari.penugasan.count() == 1
    assert not Pengguna.objects.filter(username="budi").exists()
    dewi = Pengguna.objects.get(username="dewi")
    assert not dewi.is_active and not dewi.penugasan.exists()
    hapus = Penugasan.pgh_event_model.objects.filter(pgh_label="delete")
    assert hapus.count() == 3


@pytest.mark.parametrize("cara", ["orang", "tugas", "baru"])
def test_undo_stops_once_somebody_touched_a_person(admin, sari, disdik, cara):
    hasil = tulis(
        admin, ubah(sari, orang={"pangkat": "III/a"}), ubah(sari, 2, tugas=operator(disdik))
    )
    if cara == "orang":
        Pengguna.objects.filter(pk=sari.pk).update(jabatan="Lain")
    elif cara == "tugas":
        Penugasan.objects.filter(pk=hasil[1]["tugas"]).update(dasar="SK 1")
    else:
        pabrik.buat_penugasan(pengguna=sari, peran=Peran.NOTULIS)
    with pytest.raises(SalahKeadaan, match="sudah diubah sesudah impor ini"):
        kembalikan_orang(perubahan=hasil, oleh=admin)
    assert sari.penugasan.filter(pk=hasil[1]["tugas"]).exists()


def test_who_signed_in_since_does_not_stop_an_undo(admin, dinkes):
    hasil = tulis(admin, TulisanOrang("budi", 1, 0, {"nama": "Budi"}, operator(dinkes)))
    budi = Pengguna.objects.filter(username="budi")
    budi.update(last_login=timezone.now(), wajib_ganti_sandi=False)
    kembalikan_orang(perubahan=hasil, oleh=admin)
    assert not budi.get().is_active


def test_nobody_is_locked_out_by_a_file(admin, sari):
    with pytest.raises(SalahKeadaan, match="Anda sendiri"):
        tulis(admin, ubah(admin, tugas={"selesai": date(2030, 1, 1)}))
    with pytest.raises(SalahKeadaan, match="Anda sendiri"):
        tulis(admin, ubah(admin, orang={"is_active": False}))
    wakil = pabrik.buat_pengguna(username="wakil", nama="Wakil")
    pabrik.buat_penugasan(pengguna=wakil, peran=Peran.ADMIN, selesai=date(2090, 3, 31))
    pengganti = TulisanOrang("baru", 1, 0, {"nama": "Baru"}, {"peran": Peran.ADMIN, "mulai": HARI})
    with pytest.raises(SalahKeadaan, match="Mulai 1 April 2090 tidak ada lagi admin"):
        tulis(wakil, ubah(admin, orang={"is_active": False}), pengganti)
    pabrik.buat_penugasan(pengguna=sari, peran=Peran.ADMIN)
    tulis(wakil, ubah(admin, tugas={"selesai": date(2090, 3, 31)}))


def test_all_or_none_and_only_by_who_may(admin, rina, sari, joko):
    with pytest.raises(SudahBerubah):
        tulis(admin, ubah(sari, orang={"jabatan": "x"}), TulisanOrang("joko", 1, 7))
    with pytest.raises(SudahBerubah):
        tulis(admin, ubah(sari, 3, tugas={"peran": Peran.NOTULIS, "mulai": HARI}))
    with pytest.raises(SalahKeadaan, match="sudah memegang peran yang sama"):
        tulis(admin, ubah(sari, 2, tugas=operator(sari.penugasan.get().opd)))
    with pytest.raises(TidakBoleh):
        tulis(rina, ubah(sari, orang={"jabatan": "x"}))
    with pytest.raises(TidakBoleh):
        kembalikan_orang(perubahan=[], oleh=rina)
    assert not Pengguna.objects.exclude(jabatan="").exists()


@pytest.mark.parametrize(
    ("masa", "sampai"),
    [
        ([], date(2026, 2, 28)),
        ([(date(2026, 3, 2), None)], date(2026, 2, 28)),
        ([(date(2020, 1, 1), date(2026, 2, 1)), (date(2021, 1, 1), None)], date.max),
        ([(date(2026, 3, 6), None), (date(2020, 1, 1), date(2026, 3, 5))], date.max),
        ([(date(2026, 3, 7), None), (date(2020, 1, 1), date(2026, 3, 5))], date(2026, 3, 5)),
    ],
)
def test_the_time_with_an_admin_ends_at_the_first_gap(masa, sampai):
    assert admin_sampai(masa, HARI) == sampai
