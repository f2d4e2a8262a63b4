"""What deserves a second look is said in a sentence; never a refusal, never a secret."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from capaian.layar.bukti import muat_bukti
from capaian.pilihan import StatusBukti
from tests import berkas, pabrik

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")


@pytest.fixture
def umkm(dinkes):
    return pabrik.buat_indikator(opd=dinkes, nama="UMKM naik kelas")


@pytest.fixture
def tw4(db):
    return pabrik.buat_periode()


def keping(indikator, periode, pengguna=None):
    (satu,) = muat_bukti([indikator.pk], periode, pengguna=pengguna)[indikator.pk]
    return satu


@pytest.mark.parametrize(
    ("tanggal", "kalimat"),
    [
        (date(2025, 8, 14), "Tanggal dokumen 14 Agustus 2025, di luar Oktober–Desember 2025."),
        (date(2026, 1, 1), "Tanggal dokumen 1 Januari 2026, di luar Oktober–Desember 2025."),
        (date(2025, 10, 1), None),
        (date(2025, 12, 31), None),
        (None, None),
    ],
)
def test_date_of_the_document_outside_the_quarter(tanggal, kalimat, umkm, tw4):
    berkas.buat_bukti(indikator=umkm, dokumen_tanggal=tanggal)
    assert keping(umkm, tw4).peringatan == ((kalimat,) if kalimat else ())


def test_same_file_in_another_quarter(umkm, tw4):
    for tw in (3, 2):
        berkas.buat_bukti(indikator=umkm, periode=pabrik.buat_periode(triwulan=tw))
    berkas.buat_bukti(indikator=umkm)
    satu = keping(umkm, tw4)
    assert satu.peringatan == ("Berkas yang sama juga menjadi bukti TW II 2025; TW III 2025.",)
    assert satu.dipakai == 3


def test_same_file_for_other_indikator_of_the_quarter_is_only_counted(umkm, tw4, dinkes):
    unit = pabrik.buat_opd(nama="Puskesmas", singkatan="PKM", induk=dinkes)
    for opd in (dinkes, unit):
        berkas.buat_bukti(indikator=pabrik.buat_indikator(opd=opd))
    berkas.buat_bukti(indikator=umkm)
    satu = keping(umkm, tw4)
    assert (satu.peringatan, satu.dipakai) == ((), 3)


def test_file_of_another_opd_is_named_to_bapperida_only(umkm, tw4, disdik, sari, rina):
    lain = pabrik.buat_indikator(opd=disdik, nama="Angka putus sekolah")
    berkas.buat_bukti(indikator=lain, nama="Rahasia Disdik.pdf")
    berkas.buat_bukti(indikator=umkm)
    for pengguna in (None, sari):
        satu = keping(umkm, tw4, pengguna)
        assert satu.peringatan == ("Berkas yang sama juga dipakai OPD lain sebagai bukti.",)
        assert satu.dipakai == 1
    satu = keping(umkm, tw4, rina)
    assert satu.peringatan == (
        "Berkas yang sama juga dipakai Disdik untuk Angka putus sekolah (TW IV 2025).",
    )
    assert satu.dipakai == 2


def test_no_page_of_the_opd_tells_whose_file_it_is(umkm, disdik, masuk_sebagai, sari):
    lain = pabrik.buat_indikator(opd=disdik, nama="Angka putus sekolah")
    berkas.buat_bukti(indikator=lain, nama="Rahasia Disdik.pdf")
    bukti = berkas.buat_bukti(indikator=umkm)
    client = masuk_sebagai(sari)
    for url in (
        reverse("capaian:bukti_indikator", args=[2025, 4, umkm.pk]),
        reverse("capaian:bukti_lihat", args=[bukti.pk]),
    ):
        teks = client.get(url).content.decode()
        assert "OPD lain" in teks
        assert "Disdik" not in teks and "putus sekolah" not in teks and "Rahasia" not in teks


def test_many_places_are_counted_after_three(umkm, tw4, rina):
    for nomor in range(5):
        opd = pabrik.buat_opd(nama=f"Dinas {nomor}", singkatan=f"D{nomor}")
        berkas.buat_bukti(indikator=pabrik.buat_indikator(opd=opd, nama="X"))
    berkas.buat_bukti(indikator=umkm)
    (kalimat,) = keping(umkm, tw4, rina).peringatan
    assert kalimat.endswith("D2 untuk X (TW IV 2025) dan 2 lainnya.")


def test_withdrawn_evidence_is_held_against_nobody(umkm, tw4):
    lama = berkas.buat_bukti(indikator=umkm, periode=pabrik.buat_periode(triwulan=3))
    type(lama).objects.update(dicabut_pada=lama.diunggah_pada)
    berkas.buat_bukti(indikator=umkm)
    assert keping(umkm, tw4).peringatan == ()


def test_page_that_the_document_does_not_have(umkm, tw4):
    berkas.buat_bukti(indikator=umkm, isi=berkas.pdf(3), halaman="2–12")
    assert keping(umkm, tw4).peringatan == ("Disebut halaman 12, padahal berkas ini 3 halaman.",)


def test_chip_says_state_place_and_reason(umkm, tw4):
    berkas.buat_bukti(indikator=umkm, isi=berkas.pdf(4), status=StatusBukti.DITERIMA, halaman="4")
    berkas.buat_bukti(
        indikator=umkm,
        isi=berkas.png(),
        status=StatusBukti.DITOLAK,
        alasan="foto register Puskesmas Teluk Nibung buram.",
    )
    berkas.buat_bukti(indikator=umkm, tautan="https://contoh.go.id", nama="Akreditasi")
    deret = muat_bukti([umkm.pk], tw4)[umkm.pk]
    assert [(k.ragam, k.ikon, k.keterangan) for k in deret] == [
        ("terima", "file-type-pdf", "hlm. 4"),
        ("tolak", "photo", "foto register Puskesmas Teluk Nibung …"),
        ("menunggu", "link", "tautan"),
    ]


def test_rows_cost_two_queries_whatever_their_number(dinkes, tw4, sari, rina):
    baris = [pabrik.buat_indikator(opd=dinkes).pk for _ in range(50)]
    for nomor, pk in enumerate(baris):
        for banyak in range(nomor % 3):
            berkas.buat_bukti(
                indikator=pabrik.Indikator.objects.get(pk=pk), isi=berkas.png(warna=banyak)
            )
    for pengguna in (sari, rina):
        pengguna.has_perm("capaian.lihat")  # the scope is kept on the person
        for sebanyak in (5, 50):
            with CaptureQueriesContext(connection) as rekaman:
                hasil = muat_bukti(baris[:sebanyak], tw4, pengguna=pengguna)
            assert len(rekaman) == 2
            assert sum(map(len, hasil.values())) == sum(n % 3 for n in range(sebanyak))


@pytest.mark.parametrize("siapa", ["sari", "rina"])
def test_page_of_a_row_costs_the_same_with_many(siapa, umkm, masuk_sebagai, request):
    client = masuk_sebagai(request.getfixturevalue(siapa))
    url = reverse("capaian:bukti_indikator", args=[2025, 4, umkm.pk])
    client.get(url)  # the first click writes the session
    jumlah = []
    for sampai in (5, 50):
        for _ in range(sampai - umkm.bukti.count()):
            berkas.buat_bukti(indikator=umkm, isi=berkas.png(2 + umkm.bukti.count(), 2))
        with CaptureQueriesContext(connection) as rekaman:
            assert client.get(url).status_code == 200
        jumlah.append(len(rekaman))
    assert jumlah[0] == jumlah[1]
