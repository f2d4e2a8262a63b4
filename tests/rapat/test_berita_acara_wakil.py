"""Who sat for an OPD, what its kepala has not confirmed, and the hours that are printed."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse

from capaian.models import Target
from capaian.pilihan import SumberTarget
from konsolidasi.inti.galat import SalahKeadaan
from rapat.dokumen.isi import susun_isi
from rapat.dokumen.naskah import IsiBeritaAcara
from rapat.layanan.kelengkapan import kekurangan
from rapat.layanan.konfirmasi import (
    disepakati,
    putuskan_konfirmasi,
    siapkan_konfirmasi,
    sidik_sepakat,
)
from rapat.models import Agenda, Kehadiran, Kesepakatan, KonfirmasiKepala, Sesi
from rapat.pilihan import KeadaanHadir, Kedudukan
from tests import pabrik
from tests.rapat.naskah import final, lengkapi
from tests.rapat.sidang import PADA

ALASAN = "Terlalu berat untuk tahun ini."


@pytest.fixture
def wakil(meja, rina):
    """Dinkes sent a representative who agreed; its kepala was asked."""
    lengkapi(meja, rina)
    Kehadiran.objects.filter(agenda=meja.dinkes).update(
        keadaan=KeadaanHadir.DIWAKILI, nama="Budi Asli", jabatan="Sekretaris"
    )
    siapkan_konfirmasi(meja.sesi)
    return meja


def jawab(meja, oleh, *, setuju: bool) -> None:
    agenda = Agenda.objects.get(pk=meja.dinkes.pk)
    sidik = sidik_sepakat(disepakati([agenda.pk]))
    alasan = "" if setuju else ALASAN
    putuskan_konfirmasi(agenda=agenda, setuju=setuju, alasan=alasan, sidik=sidik, oleh=oleh)


def isi_kini(meja) -> IsiBeritaAcara:
    return susun_isi(meja.sesi, pada=PADA)


def test_who_wrote_themselves_in_does_not_sign_for_the_opd(wakil, rina):
    pabrik.buat_peserta(
        agenda=wakil.dinkes, nama="ORANG PALSU", nip="199", kedudukan="wakil", cara="qr"
    )
    pabrik.buat_peserta(
        agenda=wakil.disdik, nama="PENDAMPING PALSU", kedudukan=Kedudukan.PENDAMPING, cara="qr"
    )
    isi = isi_kini(wakil)
    assert "PALSU" not in str(isi.ke_json())
    assert (isi.hadir[0].orang[0], isi.bagian[0].penanda.nama) == ("Budi Asli", "Budi Asli")
    kalimat = [k.kalimat for k in kekurangan(wakil.sesi, None, PADA)]
    assert sum("lewat kode QR belum dicocokkan" in k for k in kalimat) == 2
    wakil.sesi.peserta.update(dicatat_oleh=rina)
    assert isi_kini(wakil).hadir[0].orang[0] == "ORANG PALSU"


@pytest.mark.parametrize("ditolak", [False, True], ids=["waiting", "refused"])
def test_not_confirmed_is_postponed_and_the_papers_agree(
    ditolak, wakil, rina, kepala_dinkes, masuk_sebagai
):
    Kesepakatan.objects.filter(indikator=wakil.stunting).update(catatan="Bila anggaran ada.")
    if ditolak:
        jawab(wakil, kepala_dinkes, setuju=False)
    halaman = masuk_sebagai(rina).get(reverse("rapat:sesi_tetapkan", args=[wakil.sesi.pk])).text
    assert "Belum dikonfirmasi kepala OPD. Bila difinalkan sekarang, ditunda." in halaman
    assert "Finalkan tanpa target" in halaman
    satu = final(wakil, rina, alasan_kurang="Perintah pimpinan.")
    baris = wakil.tersimpan(wakil.stunting)
    assert (baris.putusan, baris.target_baru) == ("ditunda", None)
    assert baris.catatan == "Bila anggaran ada. Belum dikonfirmasi kepala OPD."
    assert not Target.objects.filter(sumber=SumberTarget.KESEPAKATAN).exists()
    isi = IsiBeritaAcara.dari_json(satu.isi)
    ketiga = next(b.teks for b in isi.butir if b.kata == "KETIGA")
    assert "ditunda" in ketiga and "paling lambat" not in ketiga
    kata = (
        f"tidak dikonfirmasi kepala OPD: {ALASAN}" if ditolak else "belum dikonfirmasi kepala OPD"
    )
    assert isi.bagian[0].konfirmasi == f"{kata}; kesepakatannya ditunda"
    assert isi.bagian[0].hitung("ditunda") == len(isi.bagian[0].baris)


def test_confirmed_comes_into_force(wakil, rina, kepala_dinkes):
    jawab(wakil, kepala_dinkes, setuju=True)
    final(wakil, rina)
    assert wakil.tersimpan(wakil.stunting).target_baru is not None


def test_a_refusal_in_between_is_seen_before_final(wakil, rina, kepala_dinkes):
    dilihat = Sesi.objects.get().versi_layar
    jawab(wakil, kepala_dinkes, setuju=False)
    with pytest.raises(SalahKeadaan, match="Isi sesi berubah"):
        final(wakil, rina, alasan_kurang="Mendesak.", dilihat=dilihat)


def test_a_refusal_ends_when_the_kepala_was_there_after_all(wakil, rina, kepala_dinkes):
    jawab(wakil, kepala_dinkes, setuju=False)
    Kehadiran.objects.filter(agenda=wakil.dinkes).update(keadaan=KeadaanHadir.PIMPINAN)
    assert isi_kini(wakil).bagian[0].konfirmasi == ""
    assert kekurangan(wakil.sesi, None, PADA) == []
    satu = final(wakil, rina)
    assert not KonfirmasiKepala.objects.exists()
    assert KonfirmasiKepala.pgh_event_model.objects.filter(alasan=ALASAN).exists()
    assert "dikonfirmasi" not in str(satu.isi)


def test_hours_of_another_day_are_not_printed(meja):
    pagi = datetime(2026, 1, 20, 2, tzinfo=UTC)
    Sesi.objects.filter(pk=meja.sesi.pk).update(jam_selesai=time(12))
    Agenda.objects.filter(pk=meja.dinkes.pk).update(
        mulai_pada=pagi, selesai_pada=pagi + timedelta(days=2, hours=-1.5)
    )
    Agenda.objects.filter(pk=meja.disdik.pk).update(mulai_pada=pagi + timedelta(days=1))
    isi = isi_kini(meja)
    assert isi.waktu.endswith("–12.00 WIB") and "pukul 12.00 WIB" in isi.kesimpulan
    assert [b.waktu for b in isi.bagian] == ["09.00 WIB", ""]
    Agenda.objects.filter(pk=meja.dinkes.pk).update(selesai_pada=pagi + timedelta(hours=1))
    isi = isi_kini(meja)
    assert isi.waktu.endswith("–10.00 WIB")
    assert isi.bagian[0].waktu == "09.00–10.00 WIB"
