"""An adendum beside the berita acara, and the signed scan beside the frozen numbers."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from capaian.models import Target
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from konsolidasi.inti.models import Lampiran
from rapat.dokumen.isi import susun_isi
from rapat.dokumen.naskah import IsiBeritaAcara, sidik_jari
from rapat.layanan.berita_acara import buat_adendum, buka
from rapat.models import BeritaAcara, LogBeritaAcara
from tests import berkas
from tests.rapat.naskah import NOMOR, final, lengkapi

gudang = berkas.gudang
ISI = {
    "nomor": "000.7/12/ADD",
    "tanggal": date(2026, 2, 2),
    "uraian": "Stunting seharusnya 2,40.",
    "susun": susun_isi,
}


@pytest.fixture
def induk(meja, rina) -> BeritaAcara:
    lengkapi(meja, rina)
    return final(meja, rina)


def test_adendum_is_frozen_and_leaves_the_berita_acara_alone(induk, meja, rina):
    target = Target.objects.count()
    satu = buat_adendum(sesi=meja.sesi, **ISI, oleh=rina)
    assert (satu.jenis, satu.status) == ("adendum", "final")
    isi = IsiBeritaAcara.dari_json(BeritaAcara.objects.get(pk=satu.pk).isi)
    assert isi.uraian == ISI["uraian"]
    assert isi.induk == f"{NOMOR} tanggal 21 Januari 2026"
    assert sidik_jari(satu.isi) == satu.sidik_jari != induk.sidik_jari
    segar = BeritaAcara.objects.get(pk=induk.pk)
    assert (segar.isi, segar.sidik_jari, segar.versi) == (
        induk.isi,
        induk.sidik_jari,
        induk.versi,
    )
    assert Target.objects.count() == target


def test_same_adendum_twice_is_one(induk, meja, rina):
    satu = buat_adendum(sesi=meja.sesi, **ISI, oleh=rina)
    assert buat_adendum(sesi=meja.sesi, **ISI, oleh=rina) == satu
    for ganti in ({"uraian": "Lain."}, {"nomor": NOMOR}):
        with pytest.raises(SalahKeadaan, match="sudah dipakai"):
            buat_adendum(sesi=meja.sesi, **ISI | ganti, oleh=rina)
    with pytest.raises(TidakLengkap):
        buat_adendum(sesi=meja.sesi, **ISI | {"uraian": " "}, oleh=rina)
    assert BeritaAcara.objects.filter(jenis="adendum").count() == 1


@pytest.mark.parametrize("siapa", ["sari", "nana", "pak_budi", "admin"])
def test_only_bapperida_makes_one(siapa, induk, meja, request):
    with pytest.raises(TidakBoleh):
        buat_adendum(sesi=meja.sesi, **ISI, oleh=request.getfixturevalue(siapa))


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"yakin": ""}, "Beri tanda bila isinya sudah benar."),
        ({"tanggal": "2026-01-20"}, "tidak mungkin sebelum berita acaranya, 21 Januari 2026"),
        ({"tanggal": "2099-01-20"}, "belum terjadi"),
        ({"uraian": ""}, "Tulis apa yang diperbaiki."),
        ({"nomor": NOMOR}, "sudah dipakai pada sesi ini"),
    ],
)
def test_page_says_what_is_wrong_with_it(ganti, kalimat, induk, meja, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    isi = {"nomor": "A/1", "tanggal": "2026-02-02", "uraian": "Salah ketik.", "yakin": "on"}
    alamat = reverse("rapat:adendum_buat", args=[meja.sesi.pk])
    jawaban = client.post(alamat, isi | ganti)
    assert jawaban.status_code in (409, 422)
    assert kalimat in jawaban.text
    assert client.post(alamat, isi).status_code == 302
    tampil = client.get(reverse("rapat:berita_acara", args=[meja.sesi.pk])).text
    assert "Salah ketik." in tampil
    assert "tidak mengubah target" in tampil


def pasang(client, satu: BeritaAcara, isi: bytes, nama: str = "ba.pdf"):
    alamat = reverse("rapat:pindaian_simpan", args=[satu.pk])
    return client.post(alamat, {"berkas": SimpleUploadedFile(nama, isi)})


def test_scan_is_attached_replaced_and_seen_in_place(induk, meja, rina, gudang, masuk_sebagai):
    client = masuk_sebagai(rina)
    halaman = reverse("rapat:berita_acara", args=[meja.sesi.pk])
    assert "PDF, JPEG, PNG atau WebP, paling besar" in client.get(halaman).text
    for _ in range(2):
        assert pasang(client, induk, berkas.pdf(2)).status_code == 302
    pertama = Lampiran.objects.get()
    assert LogBeritaAcara.objects.filter(transisi="pindaian").count() == 1
    lihat = reverse("rapat:pindaian", args=[induk.pk, pertama.pk])
    isi = client.get(f"{lihat}?hal=2").text
    assert "halaman 2 dari 2" in isi
    assert induk.sidik_jari in isi
    gambar = client.get(reverse("rapat:pindaian_halaman", args=[induk.pk, pertama.pk, 2]))
    assert gambar["Content-Type"] == "image/png"
    unduh = client.get(reverse("rapat:pindaian_berkas", args=[induk.pk, pertama.pk]))
    assert unduh["Content-Disposition"].startswith("attachment")
    assert pasang(client, induk, berkas.png(), "foto.png").status_code == 302
    assert lihat in client.get(halaman).text
    assert "sudah diganti atau dilepas" in client.get(lihat).text
    segar = BeritaAcara.objects.get(pk=induk.pk)
    assert segar.pindaian != pertama
    assert (segar.isi, segar.sidik_jari) == (induk.isi, induk.sidik_jari)


@pytest.mark.parametrize(
    ("isi", "nama", "kalimat"),
    [
        (b"", "a.pdf", "Berkas ini kosong"),
        (berkas.EXE, "a.pdf", "Unggah"),
        (berkas.HTML, "a.png", "Unggah"),
    ],
)
def test_other_files_are_refused(isi, nama, kalimat, induk, rina, gudang, masuk_sebagai):
    jawaban = pasang(masuk_sebagai(rina), induk, isi, nama)
    assert jawaban.status_code == 422
    assert kalimat in jawaban.text
    assert BeritaAcara.objects.get(pk=induk.pk).pindaian is None


def test_too_large_is_said(induk, rina, gudang, masuk_sebagai, settings):
    settings.LAMPIRAN_TERBESAR = 1000
    jawaban = pasang(masuk_sebagai(rina), induk, berkas.pdf() + b" " * 2000)
    assert jawaban.status_code == 413
    assert "lebih besar dari" in jawaban.text


def test_scan_is_for_those_who_read_the_whole(
    induk, meja, rina, sari, pak_budi, gudang, masuk_sebagai
):
    pasang(masuk_sebagai(rina), induk, berkas.pdf())
    jalur = [induk.pk, Lampiran.objects.get().pk]
    for nama in ("pindaian", "pindaian_berkas"):
        alamat = reverse(f"rapat:{nama}", args=jalur)
        assert masuk_sebagai(pak_budi).get(alamat).status_code == 200
        assert masuk_sebagai(sari).get(alamat).status_code == 404
    gambar = reverse("rapat:pindaian_halaman", args=[*jalur, 1])
    assert masuk_sebagai(sari).get(gambar).status_code == 404
    assert masuk_sebagai(rina).get(gambar[:-2] + "9/").status_code == 404
    asing = reverse("rapat:pindaian", args=[induk.pk, jalur[1] + 1])
    assert masuk_sebagai(rina).get(asing).status_code == 404


def test_scan_only_of_a_final_one_and_gone_when_opened(
    induk, meja, rina, admin, gudang, masuk_sebagai
):
    client = masuk_sebagai(rina)
    pasang(client, induk, berkas.pdf())
    lama = Lampiran.objects.get()
    buka(sesi=meja.sesi, alasan="salah", oleh=admin)
    assert pasang(client, induk, berkas.png(), "a.png").status_code == 409
    assert BeritaAcara.objects.get().pindaian is None
    assert client.get(reverse("rapat:pindaian", args=[induk.pk, lama.pk])).status_code == 200
