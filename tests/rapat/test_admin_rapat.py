"""Setting up a rapat in the admin site: sesi, agenda, order, next year's copy."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from opd.models import Opd
from rapat.models import Agenda, Kehadiran, Kesepakatan, Rapat, Sesi
from rapat.pilihan import StatusSesi
from tests import pabrik
from tests.formulir import isian, keluhan

TAMBAH = "admin:rapat_rapat_add"
DAFTAR_SESI = "admin:rapat_sesi_changelist"


@pytest.fixture
def client(admin, masuk_sebagai):
    return masuk_sebagai(admin)


@pytest.fixture
def sesi(db) -> Sesi:
    return pabrik.buat_sesi(status=StatusSesi.TERJADWAL)


@pytest.fixture
def agenda(sesi) -> list[Agenda]:
    """Dinas 1, 2, 3 in this order."""
    return [
        pabrik.buat_agenda(opd=pabrik.buat_opd(nama=f"Dinas {n}"), sesi=sesi, urutan=n)
        for n in (1, 2, 3)
    ]


def isi_sesi(n: int, _klaster: object, **lain: object) -> dict[str, object]:
    data = {
        "nomor": n,
        "nama": f"Sesi ke-{n}",
        "klaster": _klaster.pk,
        "tanggal": "20-01-2026",
        "jam_mulai": "09.00",
        "jam_selesai": "16.00",
    }
    return {f"sesi-{n - 1}-{nama}": nilai for nama, nilai in {**data, **lain}.items()}


def buat(client, *sesi: dict, **lain: object):
    pabrik.buat_tahun(2025), pabrik.buat_tahun(2026)
    data = isian(client.get(reverse(TAMBAH)), "rapat_form") | {
        "nama": "Rapat Konsolidasi Januari 2026",
        "mulai": "20-01-2026",
        "selesai": "21-01-2026",
        "tempat": "Ruang rapat",
        "tahun_capaian": 2025,
        "tahun_target": 2026,
        "sesi-TOTAL_FORMS": len(sesi),
        **lain,
    }
    for satu in sesi:
        data |= satu
    return client.post(reverse(TAMBAH), data)


def simpan_sesi(client, sesi: Sesi, **ganti: object):
    alamat = reverse("admin:rapat_sesi_change", args=[sesi.pk])
    data = isian(client.get(alamat), "sesi_form")
    return client.post(alamat, data | {k.replace("__", "-"): v for k, v in ganti.items()})


def jalankan(client, aksi: str, daftar: str, *dipilih: object):
    data = {"action": aksi, "_selected_action": list(dipilih)}
    return client.post(reverse(daftar), data, follow=True)


def urutan(sesi: Sesi) -> list[tuple[int, str]]:
    return list(sesi.agenda.order_by("urutan").values_list("urutan", "opd__nama"))


def test_a_rapat_with_two_sesi_is_made_in_one_form(client):
    klaster = pabrik.buat_klaster()
    jawaban = buat(client, isi_sesi(1, klaster), isi_sesi(2, klaster))
    assert jawaban.status_code == 302
    sesi = Rapat.objects.get().sesi.order_by("nomor")
    assert [str(s) for s in sesi] == ["Sesi I: Sesi ke-1", "Sesi II: Sesi ke-2"]
    assert {s.status for s in sesi} == {StatusSesi.TERJADWAL}


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"nomor": 1}, "Nomor sesi ini sudah dipakai pada rapat tersebut."),
        ({"nomor": 10}, "Pastikan nilai ini lebih kecil dari atau sama dengan 9."),
        ({"jam_selesai": "08.00"}, "Jam selesai harus sesudah jam mulai."),
        ({"tanggal": "31-02-2026"}, "Masukkan tanggal yang valid."),
        ({"tanggal": "20-01-0026"}, "Tahun pada tanggal harus 1945 sampai 2100."),
        ({"klaster": "abc"}, "Masukkan pilihan yang valid."),
        ({"nama": "x" * 10_000}, "paling banyak 160 karakter"),
        ({"nama": "a\0b"}, "Karakter null tidak diizinkan."),
    ],
)
def test_a_wrong_sesi_is_refused_with_a_sentence(client, ganti, kalimat):
    klaster = pabrik.buat_klaster()
    jawaban = buat(client, isi_sesi(1, klaster), isi_sesi(2, klaster, **ganti))
    assert kalimat in keluhan(jawaban)
    assert not Rapat.objects.exists()


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"selesai": "19-01-2026"}, "Tanggal selesai tidak boleh sebelum tanggal mulai."),
        ({"tahun_target": 2025}, "Tahun target harus sesudah tahun capaian."),
    ],
)
def test_a_wrong_rapat_is_refused_with_a_sentence(client, ganti, kalimat):
    assert kalimat in keluhan(buat(client, **ganti))


def test_isi_agenda_brings_the_opd_of_the_klaster_in_order_and_once(client, sesi):
    for n in (2, 1):
        pabrik.buat_opd(nama=f"Dinas {n}", klaster=sesi.klaster, urutan=n)
    pabrik.buat_opd(nama="RSUD", klaster=sesi.klaster, induk=Opd.objects.first())
    pabrik.buat_opd(
        nama="Dulu", klaster=sesi.klaster, aktif=False, nonaktif_tanggal=date(2025, 1, 1)
    )
    jawaban = jalankan(client, "isi_agenda", DAFTAR_SESI, sesi.pk)
    assert "2 OPD ditambahkan." in jawaban.content.decode()
    assert urutan(sesi) == [(1, "Dinas 1"), (2, "Dinas 2")]
    jawaban = jalankan(client, "isi_agenda", DAFTAR_SESI, sesi.pk)
    assert "tidak ada OPD yang kurang." in jawaban.content.decode()
    assert len(urutan(sesi)) == 2


@pytest.mark.parametrize("dipilih", ["abc", "", "9" * 30, "\0", "-1"])
def test_an_action_on_a_row_that_does_not_exist_changes_nothing(client, sesi, dipilih):
    assert jalankan(client, "isi_agenda", DAFTAR_SESI, dipilih).status_code == 200
    assert jalankan(client, "salin", "admin:rapat_rapat_changelist", dipilih).status_code == 200
    assert Rapat.objects.count() == 1


@pytest.mark.parametrize(
    ("ketik", "jadi"),
    [
        ({"agenda__2__urutan": 1}, "312"),
        ({"agenda__0__urutan": 3}, "231"),
        ({"agenda__0__urutan": 7, "agenda__1__urutan": 40}, "312"),
        ({"agenda__0__urutan": ""}, "231"),
    ],
)
def test_a_typed_order_is_renumbered_without_gaps(client, sesi, agenda, ketik, jadi):
    assert simpan_sesi(client, sesi, **ketik).status_code == 302
    assert urutan(sesi) == [(n, f"Dinas {d}") for n, d in enumerate(jadi, start=1)]


def test_an_added_opd_goes_to_the_end_and_a_deleted_one_leaves_no_gap(client, sesi, agenda):
    baru = pabrik.buat_opd(nama="Dinas 4")
    tambahan = {"agenda__3__opd": baru.pk, "agenda__3__menit": 20, "agenda__3__urutan": ""}
    simpan_sesi(client, sesi, **tambahan, agenda__0__DELETE="on", agenda__TOTAL_FORMS=4)
    assert urutan(sesi) == [(1, "Dinas 2"), (2, "Dinas 3"), (3, "Dinas 4")]


@pytest.mark.parametrize(
    ("ketik", "kalimat"),
    [
        ({"agenda__0__urutan": -1}, "Pastikan nilai ini lebih besar dari atau sama dengan 1."),
        ({"agenda__0__menit": 4}, "Pastikan nilai ini lebih besar dari atau sama dengan 5."),
        ({"agenda__0__menit": 481}, "Pastikan nilai ini lebih kecil dari atau sama dengan 480."),
        ({"agenda__0__menit": "lama"}, "Masukkan bilangan bulat."),
        ({"agenda__0__opd": "abc"}, "Masukkan pilihan yang valid."),
        ({"agenda__0__opd": "9" * 30}, "Masukkan pilihan yang valid."),
    ],
)
def test_a_wrong_order_or_time_is_refused_with_a_sentence(client, sesi, agenda, ketik, kalimat):
    assert kalimat in keluhan(simpan_sesi(client, sesi, **ketik))
    assert urutan(sesi) == [(n, f"Dinas {n}") for n in (1, 2, 3)]


def test_an_opd_twice_on_one_agenda_is_refused_with_our_sentence(client, sesi, agenda):
    jawaban = simpan_sesi(client, sesi, agenda__1__opd=agenda[0].opd_id)
    assert "OPD ini sudah ada pada agenda sesi tersebut." in keluhan(jawaban)


def test_a_row_of_another_sesi_cannot_be_taken_over(client, sesi, agenda):
    lain = pabrik.buat_agenda(opd=agenda[0].opd, sesi=pabrik.buat_sesi(rapat=sesi.rapat, nomor=2))
    jawaban = simpan_sesi(client, sesi, agenda__0__id=lain.pk, agenda__0__menit=99)
    assert jawaban.status_code < 500
    lain.refresh_from_db()
    assert (lain.sesi.nomor, lain.menit) == (2, 35)
    assert urutan(sesi) == [(n, f"Dinas {n}") for n in (1, 2, 3)]


def test_agenda_with_a_decision_cannot_be_taken_away(client, sesi, agenda):
    Kesepakatan.objects.create(agenda=agenda[0], indikator=pabrik.buat_indikator(opd=agenda[0].opd))
    jawaban = simpan_sesi(client, sesi, agenda__0__DELETE="on")
    assert jawaban.status_code == 200
    assert len(urutan(sesi)) == 3


@pytest.fixture
def ditetapkan(sesi, agenda) -> Sesi:
    Sesi.objects.update(
        status=StatusSesi.DITETAPKAN,
        berita_acara_nomor="1",
        berita_acara_tanggal=date(2026, 1, 20),
        ditetapkan_pada=timezone.now(),
    )
    return sesi


def test_a_sesi_that_is_ditetapkan_cannot_be_changed(client, ditetapkan):
    alamat = reverse("admin:rapat_sesi_change", args=[ditetapkan.pk])
    assert b'name="_save"' not in client.get(alamat).content
    assert client.post(alamat, {"nama": "Lain"}).status_code == 403
    jawaban = jalankan(client, "isi_agenda", DAFTAR_SESI, ditetapkan.pk)
    assert "Sesi ini sudah ditetapkan." in jawaban.content.decode()


def test_a_sesi_that_is_ditetapkan_cannot_be_changed_through_its_rapat(client, ditetapkan):
    alamat = reverse("admin:rapat_rapat_change", args=[ditetapkan.rapat_id])
    data = isian(client.get(alamat), "rapat_form")
    assert "sesi-0-nama" not in data and "tahun_target" not in data
    pabrik.buat_tahun(2027)
    data |= {"sesi-0-nama": "Lain", "sesi-0-nomor": 4, "tahun_target": 2027, "nama": "Rapat baru"}
    assert client.post(alamat, data).status_code == 302
    sekarang = Sesi.objects.select_related("rapat").get(pk=ditetapkan.pk)
    assert (sekarang.nama, sekarang.nomor) == (ditetapkan.nama, 1)
    assert (sekarang.rapat.nama, sekarang.rapat.tahun_target_id) == ("Rapat baru", 2026)


def test_salin_rapat_makes_next_years_copy(client, agenda):
    lama = Rapat.objects.get()
    jawaban = jalankan(client, "salin", "admin:rapat_rapat_changelist", lama.pk)
    baru = Rapat.objects.exclude(pk=lama.pk).get()
    assert jawaban.redirect_chain[-1][0] == reverse("admin:rapat_rapat_change", args=[baru.pk])
    assert "Rapat Konsolidasi Januari 2027 dibuat." in jawaban.content.decode()
    assert (baru.tahun_capaian_id, baru.tahun_target_id) == (2026, 2027)
    assert baru.disalin_dari == lama
    assert urutan(baru.sesi.get()) == urutan(lama.sesi.get())


def test_salin_rapat_past_the_last_year_is_refused_with_a_sentence(client):
    rapat = pabrik.buat_rapat()
    Rapat.objects.update(tahun_target=pabrik.buat_tahun(2100))
    jawaban = jalankan(client, "salin", "admin:rapat_rapat_changelist", rapat.pk)
    assert "Tahun harus antara 2000 dan 2100." in jawaban.content.decode()


@pytest.mark.parametrize("model", [Kehadiran, Kesepakatan])
def test_what_the_room_recorded_is_read_only(client, agenda, admin, model):
    satu = (
        Kehadiran.objects.create(agenda=agenda[0], keadaan="izin", dicatat_oleh=admin)
        if model is Kehadiran
        else Kesepakatan.objects.create(
            agenda=agenda[0], indikator=pabrik.buat_indikator(opd=agenda[0].opd)
        )
    )
    nama = f"admin:rapat_{model._meta.model_name}"
    assert client.get(reverse(f"{nama}_add")).status_code == 403
    assert client.post(reverse(f"{nama}_change", args=[satu.pk]), {}).status_code == 403
    assert b'name="_save"' not in client.get(reverse(f"{nama}_change", args=[satu.pk])).content
