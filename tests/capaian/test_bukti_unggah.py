"""Adding evidence over HTTP: what is taken, what is refused with a sentence, twice is once."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from capaian.models import Bukti, Indikator
from capaian.pilihan import JenisBukti, StatusBukti
from konsolidasi.inti.jenis_berkas import XLSX
from konsolidasi.inti.lampiran import PenjagaUnggahan
from konsolidasi.inti.models import Lampiran
from opd.models import Opd, Pengguna
from tests import berkas, pabrik
from tests.inti.test_lampiran import DITOLAK

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")
KEPALA_HTMX = {"HX-Request": "true"}


@pytest.fixture
def imunisasi(dinkes: Opd) -> Indikator:
    pabrik.buat_periode()
    return pabrik.buat_indikator(opd=dinkes, nama="Imunisasi dasar lengkap")


@pytest.fixture
def unggah(masuk_sebagai: Callable, sari: Pengguna, imunisasi: Indikator) -> Callable:
    """Sari sends files, and what else is named, to the row of this indikator."""
    client = masuk_sebagai(sari)

    def kirim(
        *isi: bytes | tuple[bytes, str], indikator=imunisasi, headers=None, **lain
    ) -> HttpResponse:
        semua = [berkas.kirim(*(satu if isinstance(satu, tuple) else (satu,))) for satu in isi]
        url = reverse("capaian:bukti_tambah", args=[2025, 4, indikator.pk])
        return client.post(url, {"berkas": semua, **lain}, headers=headers, follow=not headers)

    return kirim


def isi(jawaban: HttpResponse) -> str:
    return jawaban.content.decode()


def test_pdf_becomes_evidence_with_its_details(unggah, imunisasi, sari):
    jawaban = unggah(
        (berkas.pdf(3), "Lap. imunisasi TW IV.pdf"),
        nomor_dokumen="440/12/Dinkes",
        dokumen_tanggal="2025-12-20",
        halaman="2",
    )
    satu = Bukti.objects.get()
    assert (satu.indikator, satu.nama, satu.halaman) == (imunisasi, "Lap. imunisasi TW IV.pdf", "2")
    assert (satu.jenis, satu.status) == (JenisBukti.DOKUMEN, StatusBukti.MENUNGGU)
    assert (satu.lampiran.halaman, satu.diunggah_oleh) == (3, sari)
    assert "Lap. imunisasi TW IV.pdf menjadi bukti baris ini." in isi(jawaban)
    assert "440/12/Dinkes" in isi(jawaban) and "20 Desember 2025" in isi(jawaban)


def test_several_files_are_several_evidence_of_their_own_kind(unggah):
    unggah((berkas.png(), "foto.png"), (berkas.office(XLSX), "rekap.xlsx"))
    jenis = list(Bukti.objects.order_by("pk").values_list("nama", "jenis"))
    assert jenis == [("foto.png", JenisBukti.FOTO), ("rekap.xlsx", JenisBukti.DATA)]


@pytest.mark.parametrize("apa", sorted(DITOLAK))
def test_bad_file_gets_its_sentence_beside_the_field(apa: str, unggah):
    buruk, kalimat = DITOLAK[apa]
    jawaban = unggah((buruk, "Laporan.pdf"), nomor_dokumen="440/12", halaman="7")
    assert jawaban.status_code == 422
    assert f"Laporan.pdf: {jawaban.context['form'].errors['berkas'][0][13:]}" in isi(jawaban)
    assert kalimat in isi(jawaban)
    assert 'value="440/12"' in isi(jawaban) and 'value="7"' in isi(jawaban)
    assert not Bukti.objects.exists() and not Lampiran.objects.exists()
    assert not berkas.di_gudang()


def test_good_file_is_stored_beside_a_bad_one(unggah):
    jawaban = unggah((berkas.pdf(), "baik.pdf"), (berkas.EXE, "buruk.pdf"))
    assert jawaban.status_code == 422
    assert "buruk.pdf: Isinya program komputer." in isi(jawaban)
    assert [b.nama for b in Bukti.objects.all()] == ["baik.pdf"]
    assert "baik.pdf menjadi bukti baris ini." in isi(jawaban)


def test_file_beyond_the_limit_is_thrown_away_while_it_comes(unggah, settings):
    settings.LAMPIRAN_TERBESAR = 1024 * 1024
    besar = berkas.pdf() + b"\0" * 4 * 1024 * 1024
    jawaban = unggah((berkas.pdf(), "baik.pdf"), (besar, "besar.pdf"), halaman="7")
    assert jawaban.status_code == 413
    assert "besar.pdf: Berkas ini lebih besar dari 1 MB." in isi(jawaban)
    assert 'value="7"' in isi(jawaban)
    assert [b.nama for b in Bukti.objects.all()] == ["baik.pdf"]


def test_body_many_times_beyond_the_limit_is_not_read(unggah, settings, monkeypatch):
    settings.LAMPIRAN_TERBESAR = 1000
    dibaca = []
    asli = PenjagaUnggahan.receive_data_chunk
    monkeypatch.setattr(
        PenjagaUnggahan,
        "receive_data_chunk",
        lambda diri, data, mulai: dibaca.append(len(data)) or asli(diri, data, mulai),
    )
    jawaban = unggah((b"\0" * 12 * 1024 * 1024, "besar.pdf"))
    assert jawaban.status_code == 413
    assert sum(dibaca) < 100_000
    assert not berkas.di_gudang()


def test_eleventh_file_is_told_to_come_later(unggah):
    jawaban = unggah(*[(berkas.png(n, 1), f"{n}.png") for n in range(1, 13)])
    assert jawaban.status_code == 422
    assert isi(jawaban).count("Paling banyak 10 berkas sekaligus.") == 2
    assert Bukti.objects.count() == 10


def mentah(client: Client, indikator: Indikator, nama: str) -> HttpResponse:
    """A body made by hand: no browser, and no test client, sends such names."""
    kepala = f'--x\r\nContent-Disposition: form-data; name="berkas"; filename="{nama}"\r\n\r\n'
    isi = kepala.encode() + berkas.pdf() + b"\r\n--x--\r\n"
    url = reverse("capaian:bukti_tambah", args=[2025, 4, indikator.pk])
    return client.post(url, isi, content_type="multipart/form-data; boundary=x")


def test_name_that_no_file_system_keeps_is_refused(masuk_sebagai, sari, imunisasi):
    jawaban = mentah(masuk_sebagai(sari), imunisasi, "../" * 20 + "a" * 300 + ".pdf")
    assert jawaban.status_code == 422
    assert "Nama berkas ini 304 huruf." in isi(jawaban)
    assert not Bukti.objects.exists() and not berkas.di_gudang()


def test_way_out_in_a_name_is_only_a_name(masuk_sebagai, sari, imunisasi, gudang):
    mentah(masuk_sebagai(sari), imunisasi, "../" * 90 + "etc/passwd")
    satu = Bukti.objects.get()
    assert satu.nama == "passwd.pdf"
    assert berkas.di_gudang() == [gudang / satu.lampiran.sha256[:2] / satu.lampiran.sha256]


def test_same_file_twice_in_a_row_is_once(unggah):
    unggah((berkas.pdf(), "a.pdf"))
    jawaban = unggah((berkas.pdf(), "salinan.pdf"))
    assert jawaban.status_code == 200
    assert "a.pdf sudah menjadi bukti baris ini, jadi tidak ditambah lagi." in isi(jawaban)
    assert Bukti.objects.count() == Lampiran.objects.count() == 1


def test_two_opd_with_the_same_file_share_the_bytes_only(
    unggah, masuk_sebagai, joko, disdik, imunisasi
):
    lain = pabrik.buat_indikator(opd=disdik)
    unggah((berkas.pdf(), "a.pdf"))
    url = reverse("capaian:bukti_tambah", args=[2025, 4, lain.pk])
    masuk_sebagai(joko).post(url, {"berkas": [berkas.kirim(berkas.pdf(), "b.pdf")]})
    assert Bukti.objects.count() == 2
    assert Lampiran.objects.count() == len(berkas.di_gudang()) == 1
    assert [b.nama for b in Bukti.objects.untuk(joko)] == ["b.pdf"]


@pytest.mark.parametrize(
    ("tautan", "kalimat"),
    [
        ("javascript:alert(1)", "Tautan tidak dikenal."),
        ("ftp://contoh.go.id/a.pdf", "Tautan harus berawal http:// atau https://."),
        ("//", "Tautan tidak dikenal."),
        ("data:text/html,x", "Tautan tidak dikenal."),
    ],
)
def test_only_web_addresses_are_links(tautan: str, kalimat: str, unggah):
    jawaban = unggah(tautan=tautan)
    assert jawaban.status_code == 422
    assert kalimat in isi(jawaban)
    assert not Bukti.objects.exists()


def test_link_is_evidence_once_and_opens_without_telling_where_from(unggah):
    alamat = "drive.google.com/akreditasi"
    unggah(tautan=alamat, nama="Sertifikat akreditasi")
    jawaban = unggah(tautan=alamat)
    assert "tidak ditambah lagi" in isi(jawaban)
    satu = Bukti.objects.get()
    assert (satu.nama, satu.jenis) == ("Sertifikat akreditasi", JenisBukti.TAUTAN)
    lihat = isi(jawaban.client.get(reverse("capaian:bukti_lihat", args=[satu.pk])))
    assert f'href="https://{alamat}" target="_blank" rel="noopener noreferrer"' in lihat


def test_evidence_is_used_again_without_sending_it(unggah, dinkes, disdik):
    lama = berkas.buat_bukti(
        indikator=pabrik.buat_indikator(opd=dinkes), nomor_dokumen="440/9", halaman="3"
    )
    asing = berkas.buat_bukti(indikator=pabrik.buat_indikator(opd=disdik), isi=berkas.pdf(2))
    jawaban = unggah(lama=asing.pk)
    assert jawaban.status_code == 422 and "Pilihan ini tidak dikenal" in isi(jawaban)
    unggah(lama=lama.pk, halaman="5")
    baru = Bukti.objects.latest("pk")
    assert (baru.lampiran, baru.nomor_dokumen, baru.halaman) == (lama.lampiran, "440/9", "5")


def test_nothing_chosen_and_two_things_chosen_are_asked(unggah):
    assert "Pilih berkas, tulis tautan" in isi(unggah())
    jawaban = unggah((berkas.pdf(), "a.pdf"), tautan="https://contoh.go.id")
    assert "Kirim satu macam saja" in isi(jawaban)
    assert not Bukti.objects.exists()


def test_chip_gets_the_row_of_chips_back(unggah, imunisasi):
    jawaban = unggah((berkas.pdf(), "a.pdf"), headers=KEPALA_HTMX)
    assert jawaban.status_code == 200
    assert isi(jawaban).strip().startswith(f'<div class="k-bukti-tempat" id="bukti-{imunisasi.pk}"')
    assert '<span class="k-bukti__nama">a.pdf</span>' in isi(jawaban)
    assert "<html" not in isi(jawaban)


def test_chip_gets_the_sentence_in_the_row(unggah):
    jawaban = unggah((berkas.EXE, "a.pdf"), headers=KEPALA_HTMX)
    assert jawaban.status_code == 422
    assert "a.pdf: Isinya program komputer." in isi(jawaban)
    assert "Lampirkan bukti" in isi(jawaban)


def test_details_come_back_after_the_session_ended(unggah, imunisasi, sari):
    client: Client = unggah().client
    client.session.flush()
    url = reverse("capaian:bukti_tambah", args=[2025, 4, imunisasi.pk])
    kiriman = {"berkas": [berkas.kirim(berkas.pdf())], "nomor_dokumen": "440/12"}
    assert client.post(url, kiriman).status_code == 302
    assert not Bukti.objects.exists() and not berkas.di_gudang()
    client.post(reverse("opd:masuk"), {"username": "sari", "password": pabrik.SANDI})
    halaman = reverse("capaian:bukti_indikator", args=[2025, 4, imunisasi.pk])
    teks = isi(client.get(halaman))
    assert 'value="440/12"' in teks and "pilih berkasnya lagi" in teks
    assert 'value="440/12"' not in isi(client.get(halaman))


def test_chip_says_it_when_the_session_ended(unggah):
    client: Client = unggah().client
    client.session.flush()
    url = reverse("capaian:bukti_tambah", args=[2025, 4, Indikator.objects.get().pk])
    jawaban = client.post(url, {"berkas": [berkas.kirim(berkas.pdf())]}, headers=KEPALA_HTMX)
    assert jawaban.status_code == 401 and "Sesi Anda berakhir" in isi(jawaban)
