"""Findings and roles on the page of a past sesi, and what is typed there: nothing is lost."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from capaian.layanan.keselarasan import perbarui_tahun
from capaian.layanan.pelaksana import putuskan_di_sesi
from capaian.models import Temuan
from rapat.layanan.peran_sesi import putuskan_peran
from rapat.layanan.temuan_sesi import selesaikan_temuan, temuan_sesi
from rapat.models import Sesi
from rapat.perhitungan import opd_agenda
from rapat.pilihan import HasilTemuan, StatusSesi
from tests import pabrik
from tests.capaian.prioritas import buat_pelaksana, buat_prioritas
from tests.rapat.temuan import ALASAN, KALIMAT, buat_temuan, putus

HABIS = "Waktunya tidak cukup"


@pytest.fixture
def peran(meja, dinkes):
    dinkes.klaster = pabrik.buat_klaster()
    dinkes.save(update_fields=["klaster"])
    return buat_pelaksana(prioritas=buat_prioritas(), opd=dinkes)


def tetapkan(meja) -> None:
    hari = timezone.localdate()
    Sesi.objects.filter(pk=meja.sesi.pk).update(
        status=StatusSesi.DITETAPKAN,
        ditetapkan_pada=timezone.now(),
        berita_acara_nomor="050/12",
        berita_acara_tanggal=hari,
    )
    meja.sesi.refresh_from_db()


def test_a_finding_left_without_outcome_keeps_the_sentence_that_was_read(meja, rina, masuk_sebagai):
    """The check goes on after the meeting; the berita acara and its page do not."""
    temuan = buat_temuan(meja.stunting)
    selesaikan_temuan(meja.sesi, nomor="050/12", alasan=HABIS, oleh=rina)
    tetapkan(meja)
    temuan.kalimat, temuan.sidik = "Dinkes menulis 130 unit, Disdik 121 unit.", "b"
    temuan.save()
    (butir,) = temuan_sesi(meja.sesi, opd_agenda([meja.dinkes]))[meja.dinkes.pk]
    assert butir.belum and butir.kalimat == KALIMAT
    isi = masuk_sebagai(rina).get(meja.halaman).text
    assert KALIMAT in isi and "130 unit" not in isi
    assert HABIS in isi and "Angkanya berubah sejak itu" in isi


def test_a_role_that_changed_since_does_not_rewrite_the_sesi(meja, peran, rina, masuk_sebagai):
    putuskan_peran(
        agenda=meja.dinkes, pelaksana=peran, setuju=True, alasan=ALASAN, versi=1, oleh=rina
    )
    tetapkan(meja)
    client = masuk_sebagai(rina)
    isi = client.get(meja.halaman).text
    assert "<p>Pendukung, disetujui</p>" in isi and "Berubah sesudah sesi" not in isi
    putuskan_di_sesi(
        tahun=2026,
        prioritas=peran.prioritas_id,
        opd=peran.opd_id,
        peran="pendukung",
        setuju=False,
        alasan="Anggarannya dihapus",
        acuan="Nota dinas 7",
        versi=2,
        oleh=rina,
    )
    isi = client.get(meja.halaman).text
    assert "<p>Pendukung, disetujui</p>" in isi and "pendukung, ditolak</a>" in isi


def test_a_finding_cleared_here_and_settled_there_stands_where_it_was_settled(meja, nana):
    temuan = buat_temuan(meja.stunting, meja.lulus)
    putus(meja.dinkes, temuan, nana)
    putus(meja.dinkes, temuan, nana, HasilTemuan.BELUM, alasan="", versi=1)
    lanjut, batas = HasilTemuan.TINDAK_LANJUT, date(2026, 12, 31)
    satu = putus(meja.disdik, temuan, nana, lanjut, batas=batas, versi=2)
    assert satu.agenda == meja.disdik and satu.tindak_lanjut.opd == meja.disdik.opd


def test_saving_one_role_replaces_only_its_own_form(meja, peran, rina, masuk_sebagai):
    """Beside it somebody may be in the middle of a sentence."""
    isi = masuk_sebagai(rina).get(meja.halaman).text
    assert f'hx-target="this" hx-select="#peran-{peran.pk}"' in isi
    assert f'<form class="k-kotak" id="peran-{peran.pk}"' in isi


def test_what_was_typed_about_a_role_comes_back_after_the_login(meja, peran, rina):
    client = Client()
    client.force_login(rina)
    client.get(meja.halaman)
    client.cookies.pop("sessionid")
    butir = [meja.sesi.pk, meja.dinkes.pk, peran.prioritas_id]
    isi = {"putusan": "ditolak", "alasan": "Bukan urusan Dinkes", "versi": "1"}
    assert client.post(reverse("rapat:peran_simpan", args=butir), isi).status_code == 302
    titipan = client.session["titipan"]
    client.force_login(rina)
    sesi = client.session
    sesi["titipan"] = titipan
    sesi.save()
    kembali = client.get(meja.halaman).text
    assert "Bukan urusan Dinkes</textarea>" in kembali and "belum tersimpan" in kembali
    peran.refresh_from_db()
    assert peran.status == "diusulkan"


def test_what_concerns_no_indikator_is_discussed_with_the_opd_that_is_named(
    meja, rina, dinkes, masuk_sebagai
):
    """It would stand on no item before somebody says on whose."""
    sepi = buat_prioritas()
    buat_pelaksana(prioritas=buat_prioritas(kode="P9", nama="Rumah", urutan=9), opd=dinkes)
    perbarui_tahun(tahun=2026)
    temuan = Temuan.objects.get(kunci=f"tanpa_pj:{sepi.pk}")
    isi = {"langkah": "bahas", "catatan": "", "versi": str(temuan.versi)}
    jawab = masuk_sebagai(rina).post(reverse("capaian:temuan_putus", args=[temuan.pk]), isi)
    assert jawab.status_code == 422 and "Pilih OPD yang membahas" in jawab.text
    temuan.refresh_from_db()
    assert temuan.status == "baru"
    isi |= {"opd": str(dinkes.pk)}
    jawab = masuk_sebagai(rina).post(reverse("capaian:temuan_putus", args=[temuan.pk]), isi)
    assert jawab.status_code == 302
    butir = temuan_sesi(meja.sesi, {dinkes.pk: meja.dinkes.pk})
    assert temuan in [b.temuan for b in butir[meja.dinkes.pk]]
