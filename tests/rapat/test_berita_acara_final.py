"""Finalising: what holds it back, what it freezes, what it puts in force."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.models import Target
from capaian.pilihan import SumberTarget
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from rapat.dokumen.naskah import IsiBeritaAcara, sidik_jari
from rapat.layanan.berita_acara import buat_adendum, siapkan
from rapat.layanan.kelengkapan import kekurangan
from rapat.layanan.konfirmasi import (
    catat_konfirmasi,
    disepakati,
    siapkan_konfirmasi,
    sidik_sepakat,
)
from rapat.models import (
    Agenda,
    BeritaAcara,
    CatatanAgenda,
    Kehadiran,
    Kesepakatan,
    KonfirmasiKepala,
    LogBeritaAcara,
    Sesi,
    TanggapanBeritaAcara,
)
from rapat.pilihan import KeadaanHadir, StatusBeritaAcara, StatusSesi
from tests import pabrik
from tests.rapat.naskah import NOMOR, TANGGAL, final, lengkapi


@pytest.fixture
def siap(meja, rina):
    lengkapi(meja, rina)
    return meja


def keadaan() -> tuple[str, str, int]:
    return (
        BeritaAcara.objects.values_list("status", flat=True).first() or "",
        Sesi.objects.get().status,
        Target.objects.filter(sumber=SumberTarget.KESEPAKATAN).count(),
    )


def test_final_freezes_and_puts_the_agreement_in_force(siap, rina):
    satu = final(siap, rina)
    assert keadaan() == ("final", "ditetapkan", 1)
    segar = BeritaAcara.objects.get(pk=satu.pk)
    assert sidik_jari(segar.isi) == segar.sidik_jari
    isi = IsiBeritaAcara.dari_json(segar.isi)
    (baris,) = [b for p in isi.bagian for b in p.baris if b.pk == siap.stunting.pk]
    assert (baris.lama.teks, baris.sepakat.teks, isi.nomor) == ("3,00", "2,50", NOMOR)
    assert (segar.final_oleh, segar.tanggal) == (rina, TANGGAL)
    assert Target.objects.get(sumber=SumberTarget.KESEPAKATAN).acuan.startswith(
        f"Berita Acara nomor {NOMOR}"
    )
    assert LogBeritaAcara.objects.get().transisi == "finalkan"


def test_frozen_content_stays_when_the_data_change_later(siap, rina):
    satu = final(siap, rina)
    siap.stunting.realisasi.update(nilai=99)
    Agenda.objects.filter(pk=siap.dinkes.pk).update(judul="Nama lain")
    Kehadiran.objects.update(nama="Orang lain")
    segar = BeritaAcara.objects.get(pk=satu.pk)
    assert segar.isi == satu.isi
    assert sidik_jari(segar.isi) == satu.sidik_jari
    teks = str(segar.isi)
    assert "99" not in IsiBeritaAcara.dari_json(segar.isi).bagian[0].baris[0].realisasi.teks
    assert "Nama lain" not in teks
    assert "Orang lain" not in teks


def belum_putus(meja, rina) -> str:
    meja.tersimpan(meja.lulus).delete()
    return "Dinas Pendidikan: 1 indikator belum diputuskan."


def belum_hadir(meja, rina) -> str:
    Kehadiran.objects.filter(agenda=meja.disdik).delete()
    return "Dinas Pendidikan: kehadiran belum dicatat."


def belum_cocok(meja, rina) -> str:
    """Who wrote themselves in by QR is not yet the attendance of the OPD, nor its authority."""
    Kehadiran.objects.filter(agenda=meja.dinkes).delete()
    pabrik.buat_peserta(agenda=meja.dinkes, kedudukan="wakil", cara="qr")
    return "Dinas Kesehatan: yang mengisi lewat kode QR belum dicocokkan."


def belum_konfirmasi(meja, rina) -> str:
    Kehadiran.objects.filter(agenda=meja.dinkes).update(
        keadaan=KeadaanHadir.DIWAKILI, jabatan="Sekretaris"
    )
    KonfirmasiKepala.objects.create(agenda=meja.dinkes, sampai_tanggal=date(2026, 1, 27))
    return "Dinas Kesehatan: menunggu konfirmasi kepala OPD, paling lambat 27 Januari 2026."


def diwakili(meja, rina) -> None:
    Kehadiran.objects.filter(agenda=meja.dinkes).update(
        keadaan=KeadaanHadir.DIWAKILI, jabatan="Sekretaris"
    )
    siapkan_konfirmasi(meja.sesi)


def ditolak_kepala(meja, rina) -> str:
    diwakili(meja, rina)
    dijawab(meja, rina, setuju=False, alasan="Terlalu berat untuk tahun ini.")
    return "kesepakatan tidak dikonfirmasi kepala OPD (“Terlalu berat untuk tahun ini.”)."


def berubah_lagi(meja, rina) -> str:
    """Confirmed, and then the room changed its mind: the kepala is asked anew."""
    diwakili(meja, rina)
    dijawab(meja, rina, setuju=True, alasan="")
    Kesepakatan.objects.filter(indikator=meja.stunting).update(nilai=2, versi=2)
    (kurang,) = kekurangan(meja.sesi, None, timezone.now())
    assert "kesepakatan berubah setelah diputus kepala OPD" in kurang.kalimat
    return "Dinas Kesehatan: menunggu konfirmasi kepala OPD"


def dijawab(meja, rina, **isi) -> None:
    sidik = sidik_sepakat(disepakati([meja.dinkes.pk]))
    agenda = Agenda.objects.get(pk=meja.dinkes.pk)
    catat_konfirmasi(agenda=agenda, surat_nomor="440/1", sidik=sidik, oleh=rina, **isi)


def belum_diminta(meja, rina) -> str:
    Kehadiran.objects.filter(agenda=meja.dinkes).update(
        keadaan=KeadaanHadir.DIWAKILI, jabatan="Sekretaris"
    )
    (kurang,) = kekurangan(meja.sesi, None, timezone.now())
    assert "konfirmasi kepala OPD belum diminta" in kurang.kalimat
    return "Dinas Kesehatan: menunggu konfirmasi kepala OPD"


def belum_dijawab(meja, rina) -> str:
    TanggapanBeritaAcara.objects.create(
        berita_acara=siapkan(sesi=meja.sesi, oleh=rina), agenda=meja.dinkes, teks="x", oleh=rina
    )
    return "Dinas Kesehatan: tanggapannya belum dijawab."


def masih_beredar(meja, rina) -> str:
    satu = siapkan(sesi=meja.sesi, oleh=rina)
    batas = datetime(2099, 1, 2, 9, tzinfo=UTC)
    BeritaAcara.objects.filter(pk=satu.pk).update(
        status=StatusBeritaAcara.TANGGAPAN, tanggapan_sampai=batas
    )
    return "Masa tanggapan OPD masih berjalan sampai 2 Januari 2099, 16.00 WIB."


def kosong(meja, rina) -> str:
    """An item about an OPD without indikator, of which nothing was written."""
    opd = pabrik.buat_opd(nama="Dinas Tamu", singkatan="Tamu")
    agenda = pabrik.buat_agenda(opd=opd, sesi=meja.sesi, urutan=3)
    Kehadiran.objects.create(agenda=agenda, keadaan=KeadaanHadir.PIMPINAN, dicatat_oleh=rina)
    return "Dinas Tamu: belum ada putusan atau catatan pembahasan."


KURANG = (
    belum_putus,
    belum_hadir,
    belum_cocok,
    belum_konfirmasi,
    ditolak_kepala,
    berubah_lagi,
    belum_diminta,
    belum_dijawab,
    masih_beredar,
    kosong,
)


@pytest.mark.parametrize("buat", KURANG)
def test_what_is_missing_holds_it_back_until_a_reason_is_given(buat, siap, rina):
    kalimat = buat(siap, rina)
    with pytest.raises(TidakLengkap) as galat:
        final(siap, rina)
    assert len(galat.value.kekurangan) == 1
    assert kalimat in galat.value.kekurangan[0]
    assert keadaan()[1:] == ("berlangsung", 0)
    satu = final(siap, rina, alasan_kurang="Perintah pimpinan.")
    assert keadaan() == ("final", "ditetapkan", 1)
    assert satu.alasan_kurang == "Perintah pimpinan."
    assert "Perintah pimpinan." in LogBeritaAcara.objects.get(transisi="finalkan").catatan


def test_a_note_is_an_outcome_too(siap, rina):
    kosong(siap, rina)
    CatatanAgenda.objects.create(
        agenda=Agenda.objects.get(opd__singkatan="Tamu"), jenis="pembahasan", teks="Perkenalan."
    )
    assert final(siap, rina).status == StatusBeritaAcara.FINAL


def test_reason_postpones_what_is_undecided(siap, rina):
    belum_putus(siap, rina)
    final(siap, rina, alasan_kurang="Waktu habis.")
    sisa = siap.tersimpan(siap.lulus)
    assert (sisa.putusan, sisa.catatan) == ("ditunda", "Belum dibahas sampai sesi ditutup.")


def test_reason_is_not_kept_when_nothing_is_missing(siap, rina):
    assert final(siap, rina, alasan_kurang="Tidak perlu.").alasan_kurang == ""


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes", "nana", "pak_budi", "admin", "tamu"])
def test_only_bapperida_finalises(siapa, siap, request):
    with pytest.raises(TidakBoleh):
        final(siap, request.getfixturevalue(siapa))
    assert keadaan() == ("", "berlangsung", 0)


def test_not_before_the_sesi_began(siap, rina):
    Sesi.objects.update(status=StatusSesi.TERJADWAL)
    with pytest.raises(SalahKeadaan, match="belum dimulai"):
        final(siap, rina)


def test_final_twice_changes_nothing(siap, rina):
    satu = final(siap, rina)
    with pytest.raises(SalahKeadaan, match="sudah difinalkan oleh Rina Sinaga dengan nomor 000"):
        final(siap, rina, nomor="lain")
    assert BeritaAcara.objects.get().sidik_jari == satu.sidik_jari
    assert keadaan() == ("final", "ditetapkan", 1)


def test_a_change_since_the_page_was_opened_is_shown_first(siap, rina, nana, kirim, masuk_sebagai):
    client = masuk_sebagai(rina)
    halaman = client.get(reverse("rapat:sesi_tetapkan", args=[siap.sesi.pk])).text
    dilihat = Sesi.objects.get().versi_layar
    assert f'name="dilihat" value="{dilihat}"' in halaman
    kirim(masuk_sebagai(nana), siap.stunting, target="2", versi=1)
    jawaban = client.post(
        reverse("rapat:sesi_tetapkan_simpan", args=[siap.sesi.pk]),
        {"nomor": NOMOR, "tanggal": "2026-01-21", "dilihat": str(dilihat)},
    )
    assert jawaban.status_code == 409
    assert "Isi sesi berubah sejak Anda membuka halaman ini." in jawaban.text
    assert f'name="dilihat" value="{Sesi.objects.get().versi_layar}"' in jawaban.text
    assert keadaan()[1:] == ("berlangsung", 0)


def test_page_asks_for_the_reason_beside_what_is_missing(siap, rina, masuk_sebagai):
    kalimat = belum_hadir(siap, rina)
    client = masuk_sebagai(rina)
    alamat = reverse("rapat:sesi_tetapkan_simpan", args=[siap.sesi.pk])
    isi = {"nomor": NOMOR, "tanggal": "2026-01-21", "alasan_kurang": ""}
    jawaban = client.post(alamat, isi)
    assert jawaban.status_code == 422
    assert kalimat in jawaban.text.replace("</strong>", "").replace("<strong>", "")
    assert "atau tulis alasannya." in jawaban.text
    assert client.post(alamat, isi | {"alasan_kurang": "Daftar di kertas."}).status_code == 302
    assert (
        "Daftar di kertas." in client.get(reverse("rapat:berita_acara", args=[siap.sesi.pk])).text
    )


def test_adendum_needs_a_final_one(siap, rina):
    with pytest.raises(SalahKeadaan, match="belum final"):
        buat_adendum(sesi=siap.sesi, nomor="1", tanggal=TANGGAL, uraian="x", susun=None, oleh=rina)
