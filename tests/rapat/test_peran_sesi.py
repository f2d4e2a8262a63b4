"""Roles in the priorities: settled on the run sheet, in the berita acara, on the projector."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.models import StatusPelaksana
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh
from rapat.dokumen.isi import susun_isi
from rapat.dokumen.pdf import berita_acara_pdf
from rapat.dokumen.tampilan import keselarasan
from rapat.layanan.jalannya import bahas
from rapat.layanan.peran_sesi import putuskan_peran
from rapat.layar.proyektor_selaras import SEHALAMAN, susun_layar_selaras
from rapat.models import PutusanPeran, Sesi
from tests import pabrik
from tests.capaian.prioritas import buat_pelaksana, buat_prioritas
from tests.rapat.sidang import CETAK, PADA, gelar_sidang
from tests.rapat.test_dokumen_pdf import halaman

ALASAN = "Puskesmas sudah menganggarkan"


@pytest.fixture
def peran(meja, dinkes, disdik):
    """Dinkes was asked to support, Disdik is in charge and agreed."""
    prioritas = buat_prioritas()
    klaster = pabrik.buat_klaster()
    for opd in (dinkes, disdik):
        opd.klaster = klaster
        opd.save(update_fields=["klaster"])
    buat_pelaksana(prioritas=prioritas, opd=disdik, peran="pj", status="disetujui")
    return buat_pelaksana(prioritas=prioritas, opd=dinkes)


def kirim(client, meja, peran, *, htmx=True, **ganti):
    isi = {"putusan": "disetujui", "alasan": ALASAN, "versi": "1"} | ganti
    butir = [meja.sesi.pk, meja.dinkes.pk, peran.prioritas_id]
    kepala = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse("rapat:peran_simpan", args=butir), isi, headers=kepala)


def test_bapperida_settles_a_role_and_the_notulis_only_reads_it(
    meja, peran, rina, nana, masuk_sebagai
):
    assert "Setujui</button>" in masuk_sebagai(rina).get(meja.halaman).text
    baca = masuk_sebagai(nana).get(meja.halaman).text
    assert peran.prioritas.nama in baca and "Setujui</button>" not in baca
    assert kirim(masuk_sebagai(nana), meja, peran).status_code == 403
    assert kirim(masuk_sebagai(rina), meja, peran, htmx=False).status_code == 302
    peran.refresh_from_db()
    assert (peran.status, peran.alasan) == (StatusPelaksana.DISETUJUI, ALASAN)
    assert peran.acuan == f"{meja.sesi.rapat.nama}, {meja.sesi.judul}"
    assert PutusanPeran.objects.get().diubah_oleh == rina


def test_what_is_wrong_stands_beside_and_a_stale_page_sees_the_other_version(
    meja, peran, rina, masuk_sebagai
):
    client = masuk_sebagai(rina)
    tanpa = kirim(client, meja, peran, alasan="")
    assert tanpa.status_code == 422 and "minimal 10 huruf" in tanpa.text
    kirim(client, meja, peran)
    usang = kirim(client, meja, peran, putusan="ditolak", alasan="Bukan urusan Dinkes")
    assert usang.status_code == 409
    assert "pendukung, disetujui" in usang.text and "Bukan urusan Dinkes" in usang.text
    assert kirim(client, meja, peran).status_code == 200  # the same words twice are once
    assert PutusanPeran.objects.get().putusan == "disetujui"


def test_no_role_is_settled_outside_a_sesi_or_by_an_opd(meja, peran, rina, sari):
    isi = {"agenda": meja.dinkes, "pelaksana": peran, "setuju": True, "alasan": ALASAN, "versi": 1}
    with pytest.raises(TidakBoleh):
        putuskan_peran(**isi, oleh=sari)
    Sesi.objects.update(status="terjadwal")
    with pytest.raises(SalahKeadaan):
        putuskan_peran(**isi, oleh=rina)


def test_a_refused_role_stands_in_the_part_of_that_opd(meja, peran, rina):
    gelar_sidang(meja, rina)
    isi = {"setuju": False, "alasan": "Bukan urusan Dinkes", "versi": 1}
    putuskan_peran(agenda=meja.dinkes, pelaksana=peran, oleh=rina, **isi)
    naskah = susun_isi(meja.sesi, pada=PADA)
    kalimat = f"Dinas Kesehatan, pendukung {peran.prioritas.nama}: ditolak (Bukan urusan Dinkes)."
    assert keselarasan(naskah.bagian[0]) == [f"1. {kalimat}"]
    assert keselarasan(naskah.bagian[1]) == []
    assert kalimat in " ".join(halaman(berita_acara_pdf(naskah, final=False, **CETAK)))


def test_the_projector_shows_the_matrix_with_what_is_under_discussion(
    meja, peran, nana, masuk_sebagai
):
    meja.kematian.prioritas = peran.prioritas
    meja.kematian.save(update_fields=["prioritas"])
    bahas(agenda=meja.dinkes, oleh=nana)
    alamat = reverse("rapat:layar", args=[meja.sesi.pk])
    isi = masuk_sebagai(nana).get(f"{alamat}?tampil=selaras").text
    assert "Keselarasan prioritas 2026" in isi and "1</strong> dari 2 peran disetujui" in isi
    layar = susun_layar_selaras(Sesi.objects.get(), timezone.now())
    assert [(k.singkatan, kini) for k, kini in layar.kolom] == [("Dinkes", True), ("Disdik", False)]
    (baris,) = layar.baris
    assert baris.kini and [s.huruf for s, _, _ in baris.sel] == ["D?", "PJ"]


def test_more_priorities_than_fit_are_the_next_page(meja, peran):
    for nomor in range(SEHALAMAN):
        buat_prioritas(kode=f"X{nomor}", nama=f"Prioritas {nomor}")
    sesi, pada = Sesi.objects.get(), timezone.now()
    halaman = [susun_layar_selaras(sesi, pada + timedelta(minutes=n)) for n in range(2)]
    assert sorted(h.halaman for h in halaman) == [1, 2]
    assert sorted(len(h.baris) for h in halaman) == [1, SEHALAMAN]
