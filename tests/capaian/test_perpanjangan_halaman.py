"""The page of one OPD in one quarter: reminder to copy, extension, its history."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.layar.perpanjangan import tenggat
from capaian.models import Periode, Perpanjangan
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti import waktu
from tests import pabrik

S = StatusRealisasi
HARI = timedelta(days=1)
ALASAN = "Penanganan banjir rob di pesisir"


@pytest.fixture
def periode(db) -> Periode:
    """In its grace: the deadline was three days ago."""
    satu, kini = pabrik.buat_periode(), timezone.now()
    Periode.objects.filter(pk=satu.pk).update(
        batas_pada=kini - 3 * HARI, tenggang_pada=kini + HARI, ditutup_pada=kini + 9 * HARI
    )
    return Periode.objects.get(pk=satu.pk)


@pytest.fixture
def isi(dinkes, periode):
    def baris(nama: str, **lain) -> None:
        i = pabrik.buat_indikator(opd=dinkes, nama=nama)
        if lain:
            pabrik.buat_realisasi(indikator=i, periode=periode, **lain)

    baris("Stunting", status=S.DIAJUKAN)
    baris("Gizi buruk", status=S.PERBAIKAN)
    baris("Kematian ibu", nilai="3")
    baris("Imunisasi")
    baris("Rabies", nilai=None, keadaan=KeadaanNilai.BELUM_WAKTUNYA)


def url(nama: str, opd, tahun: int = 2025, tw: int = 4) -> str:
    return reverse(f"capaian:{nama}", args=[tahun, tw, opd.pk])


def teks(jawaban, status: int = 200) -> str:
    assert jawaban.status_code == status
    return " ".join(jawaban.content.decode().replace("\u00a0", " ").split())


def kirim(klien, opd, **ganti):
    sampai = timezone.localdate() + 5 * HARI
    isi = {"tanggal": sampai.isoformat(), "jam": "16.00", "alasan": ALASAN, "dilihat": ""}
    return klien.post(url("perpanjangan_beri", opd), isi | ganti)


def test_reminder_names_people_rows_deadline_and_the_way(
    masuk_sebagai, rina, sari, dinkes, isi, periode
):
    halaman = teks(masuk_sebagai(rina).get(url("perpanjangan", dinkes)))
    pesan = halaman.split("<textarea")[1].split("</textarea>")[0]
    assert " readonly" in pesan
    for bagian in (
        "Yth. Bapak/Ibu Sari Nasution (Dinkes).",
        "Isian TW IV 2025 Dinas Kesehatan: 4 baris belum selesai.",
        "1. Gizi buruk (perlu perbaikan)",
        "2. Kematian ibu (draf, belum diajukan)",
        "3. Imunisasi (belum diisi)",
        "4. Rabies (tanpa nilai, belum beralasan)",
        "Batasnya sudah lewat 3 hari; tenggang berakhir",
        f"http://testserver{reverse('capaian:isian_opd', args=[dinkes.pk, 2025, 4])}",
        "Terima kasih. (Rina Sinaga, Bapperida)",
    ):
        assert bagian in pesan
    assert "Stunting" not in pesan


def test_long_reminder_names_ten_and_counts_the_rest(masuk_sebagai, rina, dinkes, periode):
    for n in range(14):
        pabrik.buat_indikator(opd=dinkes, nama=f"Indikator ke-{n}")
    halaman = teks(masuk_sebagai(rina).get(url("perpanjangan", dinkes)))
    assert "10. Indikator ke-9 (belum diisi)" in halaman
    assert "dan 4 baris lain." in halaman
    assert "11. " not in halaman
    assert "Yth. Bapak/Ibu operator (Dinkes)." in halaman


def test_unit_without_own_operator_is_reminded_through_its_opd(
    masuk_sebagai, rina, sari, dinkes, periode
):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    pabrik.buat_indikator(opd=rsud)
    halaman = teks(masuk_sebagai(rina).get(url("perpanjangan", rsud)))
    assert "Yth. Bapak/Ibu Sari Nasution (RSUD)." in halaman


def test_nothing_missing_needs_no_reminder(masuk_sebagai, rina, dinkes, periode):
    i = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_realisasi(indikator=i, periode=periode, status=S.TERVERIFIKASI)
    halaman = teks(masuk_sebagai(rina).get(url("perpanjangan", dinkes)))
    assert "<textarea class" not in halaman.split("Perpanjangan")[0]
    assert "Tidak ada yang perlu diingatkan: Terverifikasi, 1 dari 1." in halaman


@pytest.mark.parametrize(
    ("pada", "sampai", "kalimat"),
    [
        (-4, None, "Batasnya "),
        (-4, 2, "OPD ini mendapat perpanjangan sampai "),
        (0, None, "Batasnya sudah lewat 3 hari; tenggang berakhir "),
        (0, 2, "Batasnya sudah lewat 3 hari; perpanjangan berakhir "),
        (3, 5, "Batasnya sudah lewat 6 hari; perpanjangan berakhir "),
        (3, 2, "Pengisian sudah ditutup "),
        (3, None, "Pengisian sudah ditutup "),
    ],
)
def test_deadline_in_words(periode, pada, sampai, kalimat):
    kini = timezone.now()
    lebih = None if sampai is None else kini + sampai * HARI
    assert kalimat in tenggat(periode, lebih, kini + pada * HARI)


def test_rina_gives_one_and_it_is_shown_where_people_look(
    masuk_sebagai, rina, sari, dinkes, isi, periode
):
    klien = masuk_sebagai(rina)
    jawaban = kirim(klien, dinkes)
    assert jawaban.url == url("perpanjangan", dinkes)
    halaman = teks(klien.get(jawaban.url))
    sampai = timezone.localdate() + 5 * HARI
    assert f"Dinkes dapat mengisi sampai {waktu.tanggal(sampai)} pukul 16.00 WIB." in halaman
    assert "menutup sendiri sesudahnya" in halaman
    assert f"alasan “{ALASAN}”" in halaman
    matriks = teks(klien.get(reverse("capaian:matriks"), {"tahun": "2025"}))
    assert f"perpanjangan s.d. {waktu.tanggal_singkat(sampai)}" in matriks
    isian = teks(masuk_sebagai(sari).get(reverse("capaian:isian")))
    assert f"Perpanjangan s.d. {waktu.tanggal_singkat(sampai)}" in isian
    assert ALASAN in isian


def test_page_says_that_late_stays_late(masuk_sebagai, rina, dinkes, periode):
    halaman = teks(masuk_sebagai(rina).get(url("perpanjangan", dinkes)))
    assert "tercatat terlambat, juga selama perpanjangan." in halaman


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"tanggal": ""}, "Pilih tanggalnya."),
        ({"tanggal": "30-02-2026"}, "Tulis tanggalnya seperti 21-01-2026."),
        ({"tanggal": "0001-01-01"}, "Periksa tahunnya."),
        ({"tanggal": "9999-12-31"}, "Periksa tahunnya."),
        ({"tanggal": "2020-01-01"}, "Pilih saat sesudah batas"),
        ({"jam": "25.00"}, "Tulis pukulnya seperti 16.00."),
        ({"jam": ""}, "Tulis pukulnya."),
        ({"alasan": ""}, "Tulis alasannya, minimal 10 huruf."),
        ({"alasan": "banjir"}, "Tulis alasannya, minimal 10 huruf."),
        ({"alasan": "x" * 301}, "paling banyak 300 karakter"),
        ({"dilihat": "kemarin"}, "terlalu lama terbuka"),
        ({"dilihat": "2026-13-99T00:00"}, "terlalu lama terbuka"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    masuk_sebagai, rina, dinkes, periode, ganti, kalimat
):
    jawaban = kirim(masuk_sebagai(rina), dinkes, **ganti)
    halaman = teks(jawaban, 422)
    assert kalimat in halaman
    for tertulis in ({"alasan": ALASAN} | ganti).values():
        assert tertulis in halaman or tertulis == ganti.get("dilihat")
    assert not Perpanjangan.objects.exists()


def test_second_person_sees_what_the_first_gave_and_can_save_again(
    masuk_sebagai, rina, dinkes, periode
):
    kirim(masuk_sebagai(rina), dinkes)
    lain = pabrik.buat_pengguna(username="dedi", nama="Dedi", peran="bapperida")
    klien = masuk_sebagai(lain)
    jawaban = kirim(klien, dinkes, alasan="Listrik padam tiga hari")
    halaman = teks(jawaban, 409)
    assert "baru saja diubah orang lain" in halaman
    assert "Listrik padam tiga hari" in halaman
    assert ALASAN in halaman
    ada = Perpanjangan.objects.get()
    assert f'name="dilihat" value="{ada.sampai_pada.isoformat()}"' in halaman
    dilihat = ada.sampai_pada.isoformat()
    baru = kirim(klien, dinkes, alasan="Listrik padam tiga hari", dilihat=dilihat)
    assert baru.status_code == 302
    ada.refresh_from_db()
    assert ada.diberikan_oleh == lain


def test_twice_is_once(masuk_sebagai, rina, dinkes, periode):
    klien = masuk_sebagai(rina)
    assert [kirim(klien, dinkes).status_code for _ in range(2)] == [302, 302]
    assert Perpanjangan.pgh_event_model.objects.count() == 1


def test_locked_quarter_offers_no_form(masuk_sebagai, rina, dinkes, periode):
    Periode.objects.update(terkunci=True)
    klien = masuk_sebagai(rina)
    halaman = teks(klien.get(url("perpanjangan", dinkes)))
    assert "sudah terkunci, jadi tidak dapat diperpanjang" in halaman
    assert 'name="alasan"' not in halaman
    assert "sudah terkunci" in teks(kirim(klien, dinkes), 409)


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes", "pak_budi", "nana", "admin", "tamu"])
def test_only_bapperida_sees_and_gives(siapa, masuk_sebagai, dinkes, periode, request):
    klien = masuk_sebagai(request.getfixturevalue(siapa))
    assert klien.get(url("perpanjangan", dinkes)).status_code == 403
    assert kirim(klien, dinkes).status_code == 403
    assert not Perpanjangan.objects.exists()


def test_unknown_opd_and_quarter_are_404(masuk_sebagai, rina, dinkes, periode):
    klien = masuk_sebagai(rina)
    for arah in ([2025, 1, dinkes.pk], [2025, 4, 10**8], [2025, 9, dinkes.pk]):
        assert klien.get(reverse("capaian:perpanjangan", args=arah)).status_code == 404
        assert klien.post(reverse("capaian:perpanjangan_beri", args=arah)).status_code == 404
    assert klien.get(url("perpanjangan_beri", dinkes)).url == url("perpanjangan", dinkes)


def test_text_of_an_ended_session_is_back_after_login(client, rina, dinkes, periode):
    masuk = {"username": "rina", "password": pabrik.SANDI}
    client.post(reverse("opd:masuk"), masuk)
    client.get(url("perpanjangan", dinkes))
    client.cookies.pop("sessionid")
    kirim(client, dinkes)
    client.post(reverse("opd:masuk"), masuk)
    halaman = teks(client.get(url("perpanjangan", dinkes)))
    assert ALASAN in halaman
    assert "Belum tersimpan." in halaman
    assert not Perpanjangan.objects.exists()
