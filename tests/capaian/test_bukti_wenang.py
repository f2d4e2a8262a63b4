"""Who may add, change and withdraw evidence, and until when."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.layanan.bukti import cabut_bukti, pakai_lagi, ubah_keterangan, unggah_bukti
from capaian.models import Bukti, Perpanjangan
from capaian.pilihan import StatusBukti, StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from tests import berkas, pabrik

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")


@pytest.fixture
def baris(dinkes):
    return pabrik.buat_indikator(opd=dinkes), pabrik.buat_periode()


@pytest.fixture
def tambah(baris, sari) -> Callable:
    def lakukan(oleh=sari, **lain):
        indikator, periode = baris
        berkas_baru = berkas.kirim(berkas.pdf(tanda="baru"))
        return unggah_bukti(
            indikator=indikator,
            periode=lain.pop("periode", periode),
            isi={},
            oleh=oleh,
            berkas=berkas_baru,
        )

    return lakukan


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes"])
def test_people_of_the_opd_add_evidence(siapa, tambah, request):
    bukti, baru = tambah(oleh=request.getfixturevalue(siapa))
    assert baru and bukti.diunggah_oleh.username == siapa


@pytest.mark.parametrize("siapa", ["joko", "rina", "nana", "pak_budi", "admin", "tamu"])
def test_others_do_not(siapa, tambah, request):
    with pytest.raises(TidakBoleh, match="Anda tidak mengisi indikator OPD ini"):
        tambah(oleh=request.getfixturevalue(siapa))
    assert not Bukti.objects.exists() and not berkas.di_gudang()


@pytest.mark.parametrize(
    "status",
    [
        StatusRealisasi.MENUNGGU_KEPALA,
        StatusRealisasi.DIAJUKAN,
        StatusRealisasi.TERVERIFIKASI,
        StatusRealisasi.TERKUNCI,
    ],
)
def test_evidence_of_a_submitted_row_stays_as_it_is(status, baris, tambah, sari):
    indikator, periode = baris
    bukti = berkas.buat_bukti(indikator=indikator)
    pabrik.buat_realisasi(indikator=indikator, periode=periode, status=status)
    with pytest.raises(SalahKeadaan, match="Baris ini berstatus|sudah terkunci"):
        tambah()
    with pytest.raises(SalahKeadaan):
        cabut_bukti(bukti=bukti, oleh=sari)
    with pytest.raises(SalahKeadaan):
        ubah_keterangan(bukti=bukti, isi={"halaman": "9"}, asal="", oleh=sari)
    assert len(berkas.di_gudang()) == 1
    assert not Bukti.objects.exclude(halaman="", dicabut_pada=None).exists()


@pytest.mark.parametrize("status", [StatusRealisasi.DRAF, StatusRealisasi.PERBAIKAN])
def test_row_that_can_be_typed_takes_evidence(status, baris, tambah):
    pabrik.buat_realisasi(indikator=baris[0], periode=baris[1], status=status)
    assert tambah()[1]


def test_closed_window_takes_none_until_it_is_extended(baris, tambah, rina, dinkes):
    tutup = pabrik.buat_periode(triwulan=3, terbuka=False)
    with pytest.raises(SalahKeadaan, match="Pengisian TW III 2025 sudah ditutup"):
        tambah(periode=tutup)
    Perpanjangan.objects.create(
        periode=tutup,
        opd=dinkes,
        sampai_pada=timezone.now() + timedelta(days=1),
        alasan="Server OPD rusak",
        diberikan_oleh=rina,
    )
    assert tambah(periode=tutup)[1]


def test_locked_quarter_takes_none(baris, tambah):
    type(baris[1]).objects.update(terkunci=True)
    baris[1].refresh_from_db()
    with pytest.raises(SalahKeadaan, match="TW IV 2025 sudah terkunci"):
        tambah()


def test_evidence_of_another_opd_is_not_used_again(baris, sari, disdik):
    asing = berkas.buat_bukti(indikator=pabrik.buat_indikator(opd=disdik))
    with pytest.raises(TidakBoleh, match="Hanya bukti OPD yang sama"):
        pakai_lagi(bukti=asing, indikator=baris[0], periode=baris[1], isi={}, oleh=sari)


@pytest.fixture
def halaman(masuk_sebagai, baris):
    """The evidence page of the row, opened by this person."""

    def buka(pengguna):
        client = masuk_sebagai(pengguna)
        url = reverse("capaian:bukti_indikator", args=[2025, 4, baris[0].pk])
        return client, client.get(url)

    return buka


def test_page_tells_the_limit_before_anything_is_chosen(halaman, sari):
    teks = halaman(sari)[1].content.decode()
    assert "PDF, JPEG, PNG, WebP, Excel (.xlsx) atau Word (.docx), paling besar 10 MB" in teks
    assert 'enctype="multipart/form-data"' in teks


def test_page_of_a_closed_row_says_why_and_has_no_form(baris, halaman, sari):
    berkas.buat_bukti(indikator=baris[0])
    pabrik.buat_realisasi(indikator=baris[0], periode=baris[1], status=StatusRealisasi.DIAJUKAN)
    teks = halaman(sari)[1].content.decode()
    assert "Baris ini berstatus Menunggu verifikasi, jadi buktinya tetap." in teks
    assert 'id="f-bukti"' not in teks and "/cabut/" not in teks and "/ubah/" not in teks


def test_details_are_changed_and_judged_again(baris, halaman, sari, rina):
    bukti = berkas.buat_bukti(indikator=baris[0], status=StatusBukti.DITERIMA, dinilai_oleh=rina)
    client, jawaban = halaman(sari)
    asal = jawaban.context["butir"][0]["rinci"].sidik
    data = {"nama": "Rekap.exe", "jenis": "laporan", "halaman": "4–6", "asal": asal}
    url = reverse("capaian:bukti_ubah", args=[bukti.pk])
    assert client.post(url, data).status_code == 302
    bukti.refresh_from_db()
    assert (bukti.nama, bukti.jenis, bukti.halaman) == ("Rekap.pdf", "laporan", "4–6")
    assert (bukti.status, bukti.dinilai_oleh) == (StatusBukti.MENUNGGU, None)
    # Sent again: nothing to do, nothing refused.
    assert client.post(url, data).status_code == 302


def test_second_of_two_people_sees_what_the_first_wrote(baris, halaman, sari, kepala_dinkes):
    bukti = berkas.buat_bukti(indikator=baris[0])
    client, jawaban = halaman(sari)
    asal = jawaban.context["butir"][0]["rinci"].sidik
    isi = {"nama": "Laporan.pdf", "jenis": "dokumen", "halaman": "1"}
    ubah_keterangan(bukti=bukti, isi=isi, asal=asal, oleh=kepala_dinkes)
    with pytest.raises(SudahBerubah):
        ubah_keterangan(bukti=bukti, isi=isi | {"halaman": "2"}, asal=asal, oleh=sari)
    url = reverse("capaian:bukti_ubah", args=[bukti.pk])
    jawaban = client.post(url, isi | {"halaman": "2", "asal": asal})
    teks = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert "Orang lain baru mengubahnya menjadi: Laporan.pdf" in teks and 'value="2"' in teks
    assert Bukti.objects.get().halaman == "1"


def test_details_with_a_mistake_stay_on_the_page(baris, halaman, sari):
    bukti = berkas.buat_bukti(indikator=baris[0])
    client, _ = halaman(sari)
    data = {"nama": "", "jenis": "dokumen", "dokumen_tanggal": "31-31-2025", "halaman": "8"}
    jawaban = client.post(reverse("capaian:bukti_ubah", args=[bukti.pk]), data)
    teks = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert "Tanggal tidak dikenal. Tulis seperti 31-12-2025." in teks
    assert 'value="31-31-2025"' in teks and 'value="8"' in teks


def test_withdrawn_evidence_leaves_the_row_but_not_the_history(baris, halaman, sari):
    bukti = berkas.buat_bukti(indikator=baris[0])
    client, _ = halaman(sari)
    url = reverse("capaian:bukti_cabut", args=[bukti.pk])
    for _ in range(2):
        assert client.post(url, follow=True).status_code == 200
    assert not Bukti.objects.berlaku().exists()
    assert len(berkas.di_gudang()) == 1
    teks = client.get(reverse("capaian:bukti_lihat", args=[bukti.pk])).content.decode()
    assert "Bukti ini sudah dicabut OPD." in teks
    lagi, baru = unggah_bukti(
        indikator=baris[0], periode=baris[1], isi={}, oleh=sari, berkas=berkas.kirim(berkas.pdf())
    )
    assert baru and lagi.lampiran == bukti.lampiran


def test_typed_details_come_back_after_the_session_ended(baris, halaman, sari):
    bukti = berkas.buat_bukti(indikator=baris[0])
    client, _ = halaman(sari)
    client.session.flush()
    client.post(reverse("capaian:bukti_ubah", args=[bukti.pk]), {"nomor_dokumen": "440/77"})
    client.post(reverse("opd:masuk"), {"username": "sari", "password": pabrik.SANDI})
    url = reverse("capaian:bukti_indikator", args=[2025, 4, baris[0].pk])
    assert 'value="440/77"' in client.get(url).content.decode()
    assert 'value="440/77"' not in client.get(url).content.decode()
