"""Opened again by right, corrected, final once more: only what changed is a new version."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from capaian.layanan.target import IsiTarget
from capaian.models import Target
from capaian.perhitungan import Penghitung
from capaian.pilihan import SumberTarget
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from rapat.layanan.berita_acara import buka
from rapat.layanan.kesepakatan import catat_kesepakatan
from rapat.models import Agenda, BeritaAcara, Kesepakatan, LogSesi, Sesi
from tests import pabrik
from tests.rapat.naskah import final, lengkapi

ALASAN = "Angka stunting salah catat."


@pytest.fixture
def terbuka(meja, rina, admin) -> BeritaAcara:
    """Two agreements in force, and the sesi open again."""
    lengkapi(meja, rina)
    Kesepakatan.objects.filter(indikator=meja.lulus).update(
        putusan="sepakat", nilai=5, target_lama=meja.lulus.target.get(tahun=2026)
    )
    final(meja, rina)
    return buka(sesi=Sesi.objects.get(pk=meja.sesi.pk), alasan=ALASAN, oleh=admin)


def ubah(meja, indikator, rina, putusan: str, nilai: str = "") -> None:
    satu = Kesepakatan.objects.get(indikator=indikator)
    agenda = Agenda.objects.select_related("sesi__rapat").get(pk=satu.agenda_id)
    isi = IsiTarget(nilai=Decimal(nilai)) if nilai else None
    catat_kesepakatan(
        agenda=agenda,
        indikator=indikator,
        putusan=putusan,
        isi=isi,
        catatan="dikoreksi",
        versi=satu.versi,
        oleh=rina,
    )


def berlaku(indikator) -> Target:
    return Penghitung(2026).hitung([indikator])[indikator.pk].target


def versi(indikator) -> list[int]:
    semua = indikator.target.filter(tahun=2026).order_by("nomor")
    return [t.nomor for t in semua if t.sumber == SumberTarget.KESEPAKATAN]


def test_open_again_keeps_targets_and_what_was_final(terbuka, meja, rina):
    assert terbuka.status == "draf"
    sesi = Sesi.objects.get(pk=meja.sesi.pk)
    assert (sesi.status, sesi.ditetapkan_oleh) == ("berlangsung", None)
    assert LogSesi.objects.get(transisi="buka").catatan == ALASAN
    assert berlaku(meja.stunting).nilai == Decimal("2.5")
    peristiwa = BeritaAcara.pgh_event_model.objects.filter(pgh_obj=terbuka.pk, status="final")
    assert {len(p.sidik_jari) for p in peristiwa} == {64}


def test_only_what_changed_becomes_a_new_version(terbuka, meja, rina):
    lama = Target.objects.get(indikator=meja.lulus, sumber=SumberTarget.KESEPAKATAN)
    ubah(meja, meja.stunting, rina, "sepakat", "2.6")
    satu = final(meja, rina, tanggal=date(2026, 1, 22))
    assert berlaku(meja.stunting).nilai == Decimal("2.6")
    assert len(versi(meja.stunting)) == 2
    assert versi(meja.lulus) == [lama.nomor]
    assert meja.tersimpan(meja.lulus).target_baru == lama
    assert meja.tersimpan(meja.stunting).target_baru == berlaku(meja.stunting)
    assert "2,60" in str(satu.isi)
    assert "2,50" not in str(satu.isi)


def test_nothing_changed_adds_no_version(terbuka, meja, rina):
    satu = final(meja, rina)
    assert len(versi(meja.stunting)) == len(versi(meja.lulus)) == 1
    assert satu.status == "final"


def test_withdrawn_agreement_gives_the_old_target_back(terbuka, meja, rina):
    ubah(meja, meja.lulus, rina, "ditunda")
    final(meja, rina)
    kini = berlaku(meja.lulus)
    assert (kini.nilai, kini.alasan[:24]) == (3, "Kesepakatan sebelumnya d")
    assert meja.tersimpan(meja.lulus).target_baru is None


def test_withdrawn_and_agreed_again_is_a_version_of_its_own(terbuka, meja, rina, admin):
    ubah(meja, meja.lulus, rina, "ditunda")
    final(meja, rina)
    buka(sesi=meja.sesi, alasan="lagi", oleh=admin)
    ubah(meja, meja.lulus, rina, "sepakat", "5")
    final(meja, rina)
    assert berlaku(meja.lulus).nilai == 5
    assert len(versi(meja.lulus)) == 3


def test_version_of_another_document_is_not_pushed_away(terbuka, meja, rina):
    pabrik.buat_target(
        indikator=meja.lulus, nilai="7", tahun=2026, mulai=date(2026, 1, 22), acuan="APBD-P"
    )
    ubah(meja, meja.stunting, rina, "sepakat", "2.6")
    final(meja, rina)
    assert berlaku(meja.lulus).nilai == 7


def test_preview_says_what_stays_what_changes_and_what_goes(terbuka, meja, rina, masuk_sebagai):
    alamat = reverse("rapat:sesi_tetapkan", args=[meja.sesi.pk])
    isi = masuk_sebagai(rina).get(alamat).text
    assert isi.count("Tidak berubah dari penetapan sebelumnya") == 2
    ubah(meja, meja.stunting, rina, "sepakat", "2.6")
    ubah(meja, meja.lulus, rina, "ditunda")
    isi = masuk_sebagai(rina).get(alamat).text
    assert "Sebelumnya ditetapkan 2,50." in isi
    assert "1 dicabut" in isi
    assert "Kesepakatan ini menggantikannya" not in isi


@pytest.mark.parametrize("siapa", ["sari", "rina", "nana", "pak_budi"])
def test_only_the_right_opens(siapa, meja, rina, request):
    lengkapi(meja, rina)
    final(meja, rina)
    with pytest.raises(TidakBoleh):
        buka(sesi=meja.sesi, alasan=ALASAN, oleh=request.getfixturevalue(siapa))
    assert BeritaAcara.objects.get().status == "final"


def test_not_without_a_reason_and_not_what_is_not_final(meja, rina, admin):
    lengkapi(meja, rina)
    with pytest.raises(SalahKeadaan):
        buka(sesi=meja.sesi, alasan=ALASAN, oleh=admin)
    final(meja, rina)
    with pytest.raises(TidakLengkap):
        buka(sesi=meja.sesi, alasan=" ", oleh=admin)
    assert Sesi.objects.get(pk=meja.sesi.pk).status == "ditetapkan"


def test_on_the_page_with_a_reason_beside_the_field(meja, rina, admin, masuk_sebagai):
    lengkapi(meja, rina)
    final(meja, rina)
    halaman = reverse("rapat:berita_acara", args=[meja.sesi.pk])
    client = masuk_sebagai(admin)
    assert "Buka kembali berita acara" in client.get(halaman).text
    assert "Buka kembali berita acara" not in masuk_sebagai(rina).get(halaman).text
    alamat = reverse("rapat:berita_acara_buka", args=[meja.sesi.pk])
    kosong = client.post(alamat, {"alasan": ""})
    assert (kosong.status_code, "Tulis alasannya." in kosong.text) == (422, True)
    assert client.post(alamat, {"alasan": ALASAN}).status_code == 302
    lagi = client.post(alamat, {"alasan": ALASAN})
    assert lagi.status_code == 409
    assert ALASAN in client.get(halaman).text
