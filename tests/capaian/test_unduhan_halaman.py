"""The pages around a large file: who may ask, follow and fetch; the file is the direct one's."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from capaian.layanan.unduhan_kerja import kerjakan_semua
from capaian.models import StatusUnduhan, Unduhan
from capaian.views import unduhan_besar
from capaian.views.unduhan_susun import susun
from opd.models import Penugasan
from tests import berkas, pabrik

S = StatusUnduhan
gudang = berkas.gudang
UNDUH, DAFTAR = reverse("capaian:indikator_unduh"), reverse("capaian:unduhan_daftar")
SARING = {"tahun": "2025", "urut": "nama", "cari": "angka"}


@pytest.fixture
def isi(dinkes, disdik, gudang, monkeypatch):
    pabrik.buat_periode()
    for opd in (dinkes, disdik):
        for n in range(3):
            i = pabrik.buat_indikator(opd=opd, nama=f"Angka {opd.singkatan} {n}")
            pabrik.buat_target(indikator=i, nilai=str(70 + n))
    monkeypatch.setattr(unduhan_besar, "BESAR", 2)
    monkeypatch.setattr(unduhan_besar.tawarkan, "__kwdefaults__", {"batas": 2})


def minta(klien, url: str = UNDUH, saring: dict | None = None) -> Unduhan:
    """Through the page that stands in place of the direct download."""
    tawaran = klien.get(url, SARING if saring is None else saring)
    assert tawaran["Content-Type"].startswith("text/html")
    jawaban = klien.post(DAFTAR, {"permintaan": tawaran.context["permintaan"]})
    return Unduhan.objects.get(pk=jawaban.url.rstrip("/").rsplit("/", 1)[1])


def kerja() -> None:
    kerjakan_semua(susun, selang=None)


def sel(isi: bytes) -> list[list]:
    """Without the line that says when and by whom."""
    lembar = [[s.value for s in b] for b in load_workbook(BytesIO(isi)).active.iter_rows()]
    return [b for b in lembar if "Data per" not in str(b[0])]


def ambil(klien, satu: Unduhan):
    return klien.get(reverse("capaian:unduhan_berkas", args=[satu.pk]))


def test_file_has_the_rows_of_the_direct_download(isi, rina, sari, masuk_sebagai, monkeypatch):
    for orang, banyak in ((rina, 6), (sari, 3)):
        klien = masuk_sebagai(orang)
        satu = minta(klien)
        kerja()
        jawaban = ambil(klien, satu)
        assert jawaban.status_code == 200
        berkas_ = b"".join(jawaban.streaming_content)
        assert len(berkas_) == int(jawaban["Content-Length"])
        with monkeypatch.context() as dulu:
            dulu.setattr(unduhan_besar.tawarkan, "__kwdefaults__", {"batas": 100})
            langsung = klien.get(UNDUH, SARING)
        assert sel(berkas_) == sel(langsung.content)
        assert sum("Angka" in str(b) for b in sel(berkas_)) == banyak
        assert satu.judul in jawaban["Content-Disposition"]


def test_small_ones_stay_direct_and_the_same_question_is_one_job(isi, rina, masuk_sebagai):
    klien = masuk_sebagai(rina)
    langsung = klien.get(UNDUH, {"cari": "Angka Dinkes 1"})
    assert langsung["Content-Type"].endswith("sheet")
    assert minta(klien) == minta(klien)
    assert "Berkas yang sama sedang disusun." in klien.get(UNDUH, SARING).content.decode()


def test_page_follows_the_job_without_javascript_too(isi, rina, masuk_sebagai, jumlah_kueri):
    klien = masuk_sebagai(rina)
    satu = minta(klien)
    url = satu.get_absolute_url()
    Unduhan.objects.update(
        status=S.BERJALAN, langkah=300, dari=1200, kata="baris ditulis", detak_pada=timezone.now()
    )
    utuh = klien.get(url).content.decode()
    assert "300 dari 1.200 baris ditulis" in utuh and "Muat ulang" in utuh
    with jumlah_kueri("unduhan_rinci"):
        potongan = klien.get(url, headers={"HX-Request": "true"}).content.decode()
    assert potongan.lstrip().startswith("<section") and 'hx-trigger="every 2s"' in potongan
    Unduhan.objects.update(status=S.ANTRE, langkah=0, dari=0)
    kerja()
    jadi = klien.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "Unduh berkas" in jadi and "hx-trigger" not in jadi
    with jumlah_kueri("unduhan_daftar"):
        assert satu.judul in klien.get(DAFTAR).content.decode()


def test_calling_off_and_calling_off_too_late(isi, rina, masuk_sebagai):
    klien = masuk_sebagai(rina)
    satu = minta(klien)
    url = reverse("capaian:unduhan_batalkan", args=[satu.pk])
    assert "Anda membatalkannya" in klien.post(url, follow=True).content.decode()
    lain = minta(klien)
    kerja()
    telat = klien.post(reverse("capaian:unduhan_batalkan", args=[lain.pk]))
    assert telat.status_code == 409 and "Berkas ini siap diunduh." in telat.content.decode()


def test_nobody_sees_the_file_of_another(isi, rina, sari, joko, admin, masuk_sebagai):
    satu = minta(masuk_sebagai(sari))
    kerja()
    for orang in (joko, rina, admin):
        klien = masuk_sebagai(orang)
        for nama in ("rinci", "berkas", "batalkan"):
            url = reverse(f"capaian:unduhan_{nama}", args=[satu.pk])
            jawaban = klien.post(url) if nama == "batalkan" else klien.get(url)
            assert jawaban.status_code == 404


def test_permission_is_asked_when_it_is_made_and_when_it_is_fetched(
    isi, rina, sari, disdik, masuk_sebagai
):
    kota = reverse("capaian:formulir_kota", args=["e79", 2025, 4])
    assert masuk_sebagai(sari).get(kota).status_code == 403
    klien = masuk_sebagai(rina)
    satu, lain = minta(klien, kota, {}), minta(masuk_sebagai(sari))
    kerja()
    satu.refresh_from_db()
    assert satu.status == S.SELESAI
    Penugasan.objects.filter(pengguna=sari).update(opd=disdik)
    ditolak = ambil(masuk_sebagai(sari), lain)
    assert ditolak.status_code == 403 and "Penugasan Anda berubah" in ditolak.content.decode()
    terlambat = minta(klien, kota, {"kertas": "a3"})
    Penugasan.objects.filter(pengguna=rina).delete()
    kerja()
    terlambat.refresh_from_db()
    assert (terlambat.status, terlambat.sebab) == (
        S.GAGAL,
        "Anda tidak lagi berwenang mengunduh ini.",
    )
    assert ambil(klien, satu).status_code == 403


def test_only_what_the_system_offered_is_made(isi, rina, masuk_sebagai):
    jawaban = masuk_sebagai(rina).post(DAFTAR, {"permintaan": "palsu"})
    assert jawaban.status_code == 422
    assert "Halaman ini sudah terlalu lama" in jawaban.content.decode()
    assert not Unduhan.objects.exists()
