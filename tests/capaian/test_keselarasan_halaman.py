"""The page of findings and the page of one: filters, steps, answers, workbook, permissions."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from capaian.models import LogTemuan, StatusTemuan, Temuan, TemuanIndikator
from tests import pabrik

ALASAN = "Dihitung dari sasaran yang berbeda"


@pytest.fixture(autouse=True)
def tahun(db) -> None:
    pabrik.buat_tahun(2026)


@pytest.fixture
def indikator(dinkes):
    return pabrik.buat_indikator(opd=dinkes, kode="1.02.03", nama="Posyandu aktif")


def buat(*indikator, judul: str = "Posyandu aktif ditulis 118 dan 121 unit", **lain) -> Temuan:
    nomor = Temuan.objects.count()
    isi = {
        "aturan": "angka_berbeda",
        "kunci": f"angka_berbeda:{nomor}",
        "sidik": "a",
        "judul": judul,
        "kalimat": "Dinkes 118, Disdik 121.",
        "angka": [["Dinkes", "118 unit", "Renja"], ["Disdik", "121 unit", ""]],
        "berat": 3,
    }
    t = Temuan.objects.create(tahun_id=2026, **(isi | lain))
    TemuanIndikator.objects.bulk_create(TemuanIndikator(temuan=t, indikator=i) for i in indikator)
    return t


def buka(client: Client, **kueri: str) -> str:
    return client.get(reverse("capaian:keselarasan"), {"tahun": "2026", **kueri}).text


def putus(client: Client, t: Temuan, langkah: str, **isi):
    isi = {"langkah": langkah, "versi": t.versi, **isi}
    return client.post(reverse("capaian:temuan_putus", args=[t.pk]), isi)


def test_list_shows_what_waits_and_filters_live_in_the_address(masuk_sebagai, rina, indikator):
    buat(indikator)
    buat(indikator, judul="Target melunak sekali", aturan="melunak")
    buat(judul="Sudah diputuskan", alasan=ALASAN, sidik_diterima="a", status="bukan_masalah")
    client = masuk_sebagai(rina)
    isi = buka(client)
    assert "2 temuan" in isi
    assert "Semua 2" in isi
    assert "Sudah diputuskan" not in isi
    assert "Target melunak 1" in isi
    isi = buka(client, kelompok="melunak")
    assert "Target melunak sekali" in isi
    assert "118 dan 121" not in isi
    assert "Sudah diputuskan" in buka(client, status="bukan_masalah")
    assert "118 dan 121" in buka(client, cari="1.02.03")
    assert "118 dan 121" in buka(client, opd=str(indikator.opd_id))
    kosong = buka(client, cari="tidak ada")
    assert "Tidak ada temuan yang cocok" in kosong
    assert "Bersihkan saringan" in kosong
    assert "Sebagian saringan tidak dikenal" in buka(client, berat="99")


def test_refresh_computes_the_year_anew(masuk_sebagai, rina, sari, dinkes, disdik):
    for opd, nilai in ((dinkes, "118"), (disdik, "121")):
        i = pabrik.buat_indikator(opd=opd, nama="Jumlah posyandu aktif", satuan="unit")
        pabrik.buat_target(indikator=i, nilai=nilai, tahun=2026)
    client = masuk_sebagai(rina)
    assert "belum pernah diperiksa" in buka(client)
    jawab = client.post(reverse("capaian:keselarasan_perbarui"), {"tahun": "2026"}, follow=True)
    assert "1 temuan, 1 baru" in jawab.text
    assert "ditulis 118,00 dan 121,00 unit" in jawab.text
    tolak = masuk_sebagai(sari).post(reverse("capaian:keselarasan_perbarui"), {"tahun": "2026"})
    assert tolak.status_code == 403


def test_agenda_from_the_list_returns_to_the_list(masuk_sebagai, rina, indikator):
    t = buat(indikator)
    lanjut = f"{reverse('capaian:keselarasan')}?tahun=2026&berat=3"
    client = masuk_sebagai(rina)
    assert putus(client, t, "bahas", lanjut=lanjut).headers["Location"] == lanjut
    t.refresh_from_db()
    assert t.status == StatusTemuan.BAHAS
    asing = putus(client, t, "buka", catatan=ALASAN, lanjut="https://contoh.id/")
    assert asing.headers["Location"] == t.get_absolute_url()


def test_no_problem_asks_for_a_reason_and_keeps_what_was_typed(masuk_sebagai, rina, indikator):
    t = buat(indikator)
    client = masuk_sebagai(rina)
    tolak = putus(client, t, "bukan", catatan="pendek")
    assert tolak.status_code == 422
    assert "Tulis alasannya, minimal 10 huruf." in tolak.text
    assert ">pendek</textarea>" in tolak.text
    assert putus(client, t, "bukan", catatan=ALASAN).status_code == 302
    isi = client.get(t.get_absolute_url()).text
    assert ALASAN in isi
    assert "Rina Sinaga: Bukan masalah. Keadaan: Bukan masalah." in isi
    assert putus(client, t, "bukan", catatan=ALASAN).status_code == 302
    assert LogTemuan.objects.filter(temuan=t).count() == 1
    assert putus(client, t, "hapus", catatan=ALASAN).status_code == 422


def test_a_page_older_than_the_finding_decides_nothing(masuk_sebagai, rina, indikator):
    t = buat(indikator)
    client = masuk_sebagai(rina)
    Temuan.objects.filter(pk=t.pk).update(versi=5)
    jawab = putus(client, t, "bukan", catatan=ALASAN)
    assert jawab.status_code == 409
    assert "berubah sejak Anda membukanya" in jawab.text
    assert ALASAN in jawab.text
    assert 'name="versi" value="5"' in jawab.text


def test_the_page_of_one_puts_the_numbers_side_by_side(masuk_sebagai, sari, indikator):
    t = buat(indikator)
    isi = masuk_sebagai(sari).get(t.get_absolute_url()).text
    assert "118 unit" in isi
    assert "121 unit" in isi
    assert "<dt>Dasar hukum</dt><dd>Permendagri 86/2017 pasal 180" in isi
    assert f'href="{indikator.get_absolute_url()}?tahun=2026"' in isi
    assert "Kirim penjelasan" in isi
    assert "Bukan masalah" not in isi


def test_opd_answers_and_bapperida_sees_it(masuk_sebagai, sari, rina, indikator):
    t = buat(indikator)
    alamat = reverse("capaian:temuan_jawab", args=[t.pk])
    client = masuk_sebagai(sari)
    tolak = client.post(alamat, {"jawaban": "ya", "versi": 1})
    assert tolak.status_code == 422
    assert "Tulis penjelasannya, minimal 10 huruf." in tolak.text
    assert client.post(alamat, {"jawaban": ALASAN, "versi": 1}).status_code == 302
    assert "Sudah dijelaskan OPD" in buka(masuk_sebagai(rina), status="terjawab")
    assert f">{ALASAN}</textarea>" in client.get(t.get_absolute_url()).text
    assert ALASAN in masuk_sebagai(rina).get(t.get_absolute_url()).text


def test_the_other_opd_does_not_get_the_first_answer_as_its_own(
    masuk_sebagai, sari, joko, indikator, disdik
):
    t = buat(indikator, pabrik.buat_indikator(opd=disdik))
    alamat = reverse("capaian:temuan_jawab", args=[t.pk])
    assert masuk_sebagai(sari).post(alamat, {"jawaban": ALASAN, "versi": 1}).status_code == 302
    isi = masuk_sebagai(joko).get(t.get_absolute_url()).text
    assert ALASAN in isi and f"{ALASAN}</textarea>" not in isi


def test_workbook_holds_exactly_what_is_filtered(masuk_sebagai, rina, indikator):
    buat(indikator)
    buat(indikator, judul="Target melunak sekali", aturan="melunak")
    jawab = masuk_sebagai(rina).get(
        reverse("capaian:keselarasan_unduh"), {"tahun": "2026", "kelompok": "melunak"}
    )
    lembar = load_workbook(BytesIO(jawab.content)).active
    teks = [str(sel.value) for baris in lembar for sel in baris if sel.value]
    assert "Target melunak sekali" in teks
    assert not [t for t in teks if "118 dan 121" in t]
    assert any("1 temuan" in t for t in teks)


PERAN = ("tamu", "sari", "kepala_dinkes", "joko", "rina", "nana", "pak_budi", "admin")
BERTUGAS = (403, 200, 200, 200, 200, 200, 200, 200)


@pytest.mark.parametrize(
    ("nama", "isi", "harap"),
    [
        ("keselarasan", None, BERTUGAS),
        ("keselarasan_unduh", None, BERTUGAS),
        ("keselarasan_perbarui", {"tahun": "2026"}, (403, 403, 403, 403, 302, 403, 403, 403)),
        ("temuan_rinci", None, (403, 200, 200, 404, 200, 200, 200, 200)),
        ("temuan_putus", {"langkah": "bahas"}, (403, 403, 403, 403, 302, 403, 403, 403)),
        ("temuan_jawab", {"jawaban": ALASAN}, (403, 302, 302, 404, 403, 403, 403, 403)),
    ],
)
def test_every_role(nama, isi, harap, request, indikator, masuk_sebagai, disdik):
    dapat = []
    for peran in PERAN:
        args = []
        if nama.startswith("temuan"):
            args = [buat(indikator).pk]
        client, alamat = (
            masuk_sebagai(request.getfixturevalue(peran)),
            reverse(f"capaian:{nama}", args=args),
        )
        kirim = {"versi": 1, **isi} if isi else None
        dapat.append((client.post(alamat, kirim) if isi else client.get(alamat)).status_code)
    assert tuple(dapat) == harap


def test_number_of_queries_does_not_depend_on_the_rows(masuk_sebagai, rina, indikator):
    client = masuk_sebagai(rina)

    def kueri(alamat: str) -> int:
        with CaptureQueriesContext(connection) as rekaman:
            assert client.get(alamat).status_code == 200
        return len(rekaman)

    satu = buat(indikator)
    alamat = f"{reverse('capaian:keselarasan')}?tahun=2026&per=100"
    kueri(alamat)
    sedikit, rinci = kueri(alamat), kueri(satu.get_absolute_url())
    for n in range(49):
        lain = pabrik.buat_indikator(opd=indikator.opd)
        buat(indikator, lain, judul=f"Temuan {n}")
        LogTemuan.objects.create(temuan=satu, transisi="bahas", dari="baru", ke="bahas", oleh=rina)
    assert kueri(alamat) == sedikit
    assert kueri(satu.get_absolute_url()) == rinci
    assert (sedikit, rinci) == (20, 11)
