"""Many OPD at once: all or none, names keep their history, undo while nobody touched them."""

from datetime import date

import pytest

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from opd.layanan.impor_jejak import versi
from opd.layanan.impor_opd import (
    TulisanOpd,
    berputar,
    isi_opd,
    kembalikan_opd,
    muat_urusan,
    tulis_opd,
)
from opd.models import NamaOpd, Opd, OpdUrusan, Urusan
from tests import pabrik

HARI = date(2026, 3, 1)


@pytest.fixture
def urusan(db: None) -> list[Urusan]:
    return [
        Urusan.objects.create(kode=kode, nama=nama, jenis="wajib_dasar")
        for kode, nama in (("1.02", "Kesehatan"), ("2.08", "Keluarga Berencana"))
    ]


def versi_opd(opd: Opd) -> int:
    opd.refresh_from_db()
    return versi(isi_opd(opd, muat_urusan([opd.pk])[opd.pk]))


def ubah(opd: Opd, **isi: object) -> TulisanOpd:
    return TulisanOpd(opd.kode, versi_opd(opd), isi)


def tulis(oleh, *baris: TulisanOpd) -> list[dict]:
    return tulis_opd(baris=baris, oleh=oleh, pada=HARI)


def test_new_units_are_made_below_an_opd_that_is_new_as_well(
    admin, dinkes, urusan, django_assert_max_num_queries
):
    baru = [
        TulisanOpd("P2", 0, {"nama": "Puskesmas Dua", "singkatan": "P2", "induk": "DPPKB"}),
        TulisanOpd(
            "DPPKB",
            0,
            {"nama": "Dinas KB", "singkatan": "DPPKB", "urusan": {urusan[1].pk: True}},
        ),
        TulisanOpd("P1", 0, {"nama": "Puskesmas Satu", "singkatan": "P1", "induk": dinkes.kode}),
    ]
    with django_assert_max_num_queries(16):
        tulis(admin, *baru, ubah(dinkes, alamat="Jl. Gatot", induk="DPPKB"))
    dinkes.refresh_from_db()
    assert [dinkes.alamat, dinkes.induk.kode] == ["Jl. Gatot", "DPPKB"]
    induk = dict(Opd.objects.filter(induk__isnull=False).values_list("kode", "induk__kode"))
    assert induk == {"P2": "DPPKB", "P1": dinkes.kode, dinkes.kode: "DPPKB"}
    assert OpdUrusan.objects.get().utama


def test_a_new_name_keeps_the_old_one_with_its_dates(admin, dinkes):
    NamaOpd.objects.create(
        opd=dinkes, nama="Dinkes KB", singkatan="D", mulai="2017-01-01", selesai="2020-12-31"
    )
    isi = {"nama": "Dinas Kesehatan dan KB", "nama_mulai": date(2026, 1, 5), "dasar_hukum": "Perda"}
    tulis(admin, ubah(dinkes, **isi))
    dinkes.refresh_from_db()
    assert dinkes.nama == "Dinas Kesehatan dan KB"
    assert dinkes.nama_pada(date(2026, 1, 4)) == "Dinas Kesehatan"
    assert dinkes.nama_pada(date(2020, 12, 31)) == "Dinkes KB"
    lama = dinkes.riwayat_nama.get(nama="Dinas Kesehatan")
    assert (lama.mulai, lama.dasar_hukum) == (date(2021, 1, 1), "Perda")


@pytest.mark.parametrize("mulai", [None, date(2026, 3, 2), date(2019, 1, 1)])
def test_a_name_without_a_date_that_fits_is_never_overwritten(admin, dinkes, mulai):
    NamaOpd.objects.create(
        opd=dinkes, nama="Lama", singkatan="L", mulai="2017-01-01", selesai="2020-12-31"
    )
    with pytest.raises(SalahKeadaan):
        tulis(admin, ubah(dinkes, singkatan="Dkes", nama_mulai=mulai))
    dinkes.refresh_from_db()
    assert dinkes.singkatan == "Dinkes"


def test_undo_brings_back_every_field_the_name_and_the_urusan(admin, dinkes, disdik, urusan):
    OpdUrusan.objects.create(opd=dinkes, urusan=urusan[0], utama=True)
    dulu = versi_opd(dinkes)
    perubahan = tulis(
        admin,
        ubah(
            dinkes,
            nama="Dinas Baru",
            nama_mulai=date(2026, 2, 1),
            aktif=False,
            nonaktif_tanggal=date(2026, 2, 28),
            penerus=disdik.kode,
            urusan={urusan[1].pk: True, urusan[0].pk: False},
        ),
        TulisanOpd("P1", 0, {"nama": "Puskesmas", "singkatan": "P1"}),
    )
    assert versi_opd(dinkes) == perubahan[0]["versi"] != dulu
    assert kembalikan_opd(perubahan=perubahan, oleh=admin, pada=HARI) == 2
    assert versi_opd(dinkes) == dulu
    assert not NamaOpd.objects.exists()
    baru = Opd.objects.get(kode="P1")
    assert (baru.aktif, baru.nonaktif_tanggal) == (False, HARI)
    label = NamaOpd.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert list(label) == ["insert", "delete"]


def test_undo_stops_where_somebody_changed_or_used_a_row(admin, dinkes):
    perubahan = tulis(admin, ubah(dinkes, alamat="Jl. A"))
    Opd.objects.filter(pk=dinkes.pk).update(alamat="Jl. B")
    with pytest.raises(SalahKeadaan, match="Dinas Kesehatan sudah diubah .* oleh Sistem"):
        kembalikan_opd(perubahan=perubahan, oleh=admin)
    baru = tulis(admin, TulisanOpd("P1", 0, {"nama": "Puskesmas", "singkatan": "P1"}))
    pabrik.buat_indikator(opd=Opd.objects.get(kode="P1"))
    with pytest.raises(SalahKeadaan, match="Puskesmas sudah dipakai"):
        kembalikan_opd(perubahan=baru, oleh=admin)


def test_all_or_none_and_only_by_who_may(admin, rina, dinkes, disdik):
    basi = TulisanOpd(disdik.kode, 1, {"alamat": "x"})
    with pytest.raises(SudahBerubah):
        tulis(admin, ubah(dinkes, alamat="Jl. A"), basi)
    with pytest.raises(SalahKeadaan, match="berputar"):
        tulis(admin, ubah(dinkes, induk=disdik.kode), ubah(disdik, induk=dinkes.kode))
    with pytest.raises(SalahKeadaan, match="wajib bertanggal nonaktif"):
        tulis(admin, ubah(dinkes, aktif=False))
    with pytest.raises(TidakBoleh):
        tulis(rina, ubah(dinkes, alamat="Jl. A"))
    with pytest.raises(TidakBoleh):
        kembalikan_opd(perubahan=[], oleh=rina)
    assert not Opd.objects.exclude(alamat="", induk=None).exists()


@pytest.mark.parametrize(
    ("induk", "hasil"),
    [
        ({}, ""),
        ({"a": "b", "b": "c", "c": None}, ""),
        ({"a": "a", "b": None}, "a"),
        ({"a": "b", "b": "c", "c": "b", "d": "a", "e": "f"}, "abcd"),
    ],
)
def test_a_way_up_that_never_ends_is_seen(induk, hasil):
    assert berputar(induk) == set(hasil)
