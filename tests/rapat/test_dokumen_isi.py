"""The content of a berita acara is taken from what was recorded, and keeps its fingerprint."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.models import Realisasi
from konsolidasi.contoh.tolok.dokumen import isi_contoh
from rapat.dokumen.isi import IsiBeritaAcara, sidik_jari, sidik_pendek, susun_isi, tanggal_huruf
from rapat.models import BeritaAcara, Kehadiran, Kesepakatan, KonfirmasiKepala, Peserta
from rapat.pilihan import StatusKonfirmasi
from tests import pabrik
from tests.rapat.sidang import NIP_KEPALA, NIP_PENDAMPING, PADA, gelar_sidang


@pytest.fixture
def isi(meja, rina) -> IsiBeritaAcara:
    gelar_sidang(meja, rina)
    return susun_isi(meja.sesi, pada=PADA)


def baris(isi, indikator):
    return next(b for o in isi.bagian for b in o.baris if b.pk == indikator.pk)


def test_date_is_written_in_words(isi):
    awal = "Pada hari ini, Selasa tanggal Dua Puluh bulan Januari tahun Dua Ribu Dua Puluh Enam"
    assert isi.pembukaan.startswith(f"{awal} (20-01-2026), bertempat di Lt. 2")
    assert "dihadiri 2 (dua) perangkat daerah" in isi.pembukaan
    assert tanggal_huruf(date(2025, 11, 11)).startswith("Selasa tanggal Sebelas bulan November")


def test_figures_are_those_of_the_calculation(isi, meja):
    satu = baris(isi, meja.stunting)
    assert (satu.target.teks, satu.realisasi.teks, satu.sementara) == ("4,00", "5,00", True)
    assert (satu.capaian.teks, satu.capaian.angka, satu.peringkat) == ("75,00", "75", "Sedang")
    assert (satu.rpjmd.teks, satu.usulan.teks) == ("3,00", "4,00")
    assert (satu.lama.teks, satu.sepakat.teks) == ("3,00", "2,50")
    assert satu.keputusan == "Dengan catatan: stok vaksin baru pasti Maret"


def test_what_was_not_decided_says_so(isi, meja):
    assert baris(isi, meja.lulus).keputusan == "Ditunda: menunggu data sekolah"
    assert baris(isi, meja.lulus).sepakat.teks == ""
    assert baris(isi, meja.kematian).putusan_teks == "Belum dibahas"
    assert isi.butir[0].teks.endswith(
        "3 indikator yang ditunda atau tidak dibahas dibawa ke rapat berikutnya."
    )


def test_a_missing_number_is_a_reason_and_never_zero(isi, meja):
    sakip = baris(isi, meja.sakip)
    assert (sakip.realisasi.teks, sakip.capaian.angka) == ("belum diisi", "")
    assert sakip.capaian.teks == "realisasi kosong"
    assert sakip.rpjmd.teks == ""


def test_attendance_lists_opd_then_people(isi, meja):
    dinkes, disdik = isi.hadir
    assert (dinkes.kehadiran, dinkes.pukul) == ("Pimpinan (Plt.)", "08.51")
    assert dinkes.orang == ("dr. Ani Lubis", "Plt. Kepala Dinas Kesehatan")
    assert (disdik.kehadiran, disdik.orang[0]) == ("Diwakili", "Joko Siregar")
    assert [p.nama for p in isi.peserta] == ["Budi Pendamping", "Tamu Provinsi"]
    assert "ditambahkan" in isi.peserta[0].keterangan and "Rina" in isi.peserta[0].keterangan


def test_signature_lines_say_plt_and_ub(isi):
    dinkes, disdik = (o.penanda for o in isi.bagian)
    assert dinkes.atas == ("Plt. Kepala Dinas Kesehatan",)
    assert (dinkes.nama, dinkes.nip) == ("dr. Ani Lubis", NIP_KEPALA)
    assert disdik.atas == (
        "a.n. Kepala Dinas Pendidikan",
        "Sekretaris",
        "u.b.",
        "Kepala Bidang SMP",
    )
    assert isi.bapperida.atas == ("Kepala Badan Perencanaan Kota",)
    assert isi.bapperida.nama == "Rahma Lubis"


def test_with_a_surat_tugas_the_representative_signs_directly(meja, rina):
    gelar_sidang(meja, rina)
    Kehadiran.objects.filter(agenda=meja.disdik).update(surat_tugas="094/112/2026")
    isi = susun_isi(meja.sesi, pada=PADA)
    assert isi.bagian[1].penanda.atas == ("a.n. Kepala Dinas Pendidikan", "Kepala Bidang SMP")
    assert isi.hadir[1].kehadiran == "Diwakili, surat tugas 094/112/2026"


def test_nobody_signs_for_an_opd_that_did_not_come(meja, rina):
    gelar_sidang(meja, rina)
    Kehadiran.objects.filter(agenda=meja.disdik).update(keadaan="tanpa_keterangan")
    assert susun_isi(meja.sesi, pada=PADA).bagian[1].penanda is None


def test_a_representative_waits_for_the_kepala(isi, meja):
    assert isi.bagian[1].konfirmasi == "menunggu konfirmasi kepala OPD s.d. 23 Januari 2026"
    assert "paling lambat 23 Januari 2026" in isi.butir[2].teks
    KonfirmasiKepala.objects.update(status=StatusKonfirmasi.DIKONFIRMASI, diputus_pada=PADA)
    baru = susun_isi(meja.sesi, pada=PADA)
    assert baru.bagian[1].konfirmasi == "dikonfirmasi kepala OPD 22 Januari 2026"
    assert "menurut konfirmasi" in baru.butir[2].teks


def test_follow_ups_say_since_when_and_how_often_they_moved(isi, meja):
    lama, baru = isi.tindak_lanjut
    assert lama.asal == "sejak 2025, bergeser 2×, alasan: pergantian kepala lingkungan"
    assert (lama.pendukung, lama.batas) == ("Disdik", "31 Maret 2026")
    assert lama.agenda == (meja.dinkes.pk, meja.disdik.pk)
    assert (baru.asal, baru.agenda) == ("baru", (meja.disdik.pk,))


def test_personal_data_stay_out_of_everything_but_signature_lines(isi):
    beku = str(isi.ke_json())
    assert NIP_PENDAMPING not in beku
    assert beku.count(NIP_KEPALA) == 1
    umum = str(isi.untuk_umum())
    for rahasia in (NIP_KEPALA, "Ani Lubis", "Joko", "Budi", "stok vaksin", "memaparkan"):
        assert rahasia not in umum
    opd = isi.untuk_umum()["opd"][0]
    assert (opd["nama"], opd["indikator"], opd["sepakat"]) == ("Dinas Kesehatan", 3, 1)
    assert [(t["nama"], t["lama"], t["sepakat"]) for t in opd["target"]] == [
        ("Prevalensi stunting", "3,00", "2,50")
    ]


def test_json_round_trip_keeps_everything_and_the_fingerprint(isi, meja):
    BeritaAcara.objects.filter(sesi=meja.sesi).update(isi=isi.ke_json())
    tersimpan = BeritaAcara.objects.get(sesi=meja.sesi).isi
    assert IsiBeritaAcara.dari_json(tersimpan) == isi
    assert sidik_jari(tersimpan) == isi.sidik_jari()
    assert len(isi.sidik_jari()) == 64
    assert sidik_pendek("7f3a91c40d2e5b60" + "0" * 48) == "7F3A 91C4 0D2E 5B60"


def test_one_changed_figure_changes_the_fingerprint(isi, meja):
    Kesepakatan.objects.filter(indikator=meja.stunting).update(nilai="2.4")
    assert susun_isi(meja.sesi, pada=PADA).sidik_jari() != isi.sidik_jari()
    assert replace(isi, contoh=True).sidik_jari() != isi.sidik_jari()


def test_broken_json_is_refused():
    isi = isi_contoh(opd=1, indikator=1).ke_json()
    for rusak in (isi | {"nomor": 5}, isi | {"entah": 1}):
        with pytest.raises((KeyError, TypeError)):
            IsiBeritaAcara.dari_json(rusak)


def test_the_figure_the_room_saw_is_told_when_it_changed(meja, rina):
    gelar_sidang(meja, rina)
    Kesepakatan.objects.filter(indikator=meja.stunting).update(capaian_lalu="80")
    Realisasi.objects.filter(indikator=meja.stunting).update(nilai="6")
    satu = baris(susun_isi(meja.sesi, pada=PADA), meja.stunting)
    assert satu.keputusan.endswith("Capaian yang dilihat rapat: 80,00%.")


def test_petikan_holds_only_its_own_part(isi, meja):
    petikan = isi.petikan(meja.disdik.pk)
    assert [b.nama for b in petikan.bagian] == ["Dinas Pendidikan"]
    assert [h.opd for h in petikan.hadir] == ["Dinas Pendidikan"]
    assert petikan.peserta == ()
    assert "Ani Lubis" not in str(petikan.ke_json())
    assert petikan.petikan_dari == isi.sidik_jari()
    with pytest.raises(KeyError):
        isi.petikan(0)


def test_an_indikator_that_was_ended_later_stays_in_the_minutes(meja, rina):
    gelar_sidang(meja, rina)
    meja.stunting.aktif = False
    meja.stunting.save(update_fields=["aktif"])
    assert baris(susun_isi(meja.sesi, pada=PADA), meja.stunting).sepakat.teks == "2,50"


def test_a_sesi_without_any_record_can_be_printed(meja):
    isi = susun_isi(meja.sesi, pada=PADA)
    assert [h.kehadiran for h in isi.hadir] == ["Belum dicatat"] * 2
    assert "dihadiri 0 (nol)" in isi.pembukaan
    assert isi.nomor == ""


def test_queries_do_not_grow_with_the_rows(meja, rina):
    gelar_sidang(meja, rina)

    def kueri() -> int:
        with CaptureQueriesContext(connection) as rekaman:
            susun_isi(meja.sesi, pada=PADA)
        return len(rekaman)

    sebelum = kueri()
    for n in range(15):
        opd = pabrik.buat_opd(nama=f"Dinas {n}", singkatan=f"D{n}")
        agenda = pabrik.buat_agenda(opd=opd, sesi=meja.sesi, urutan=10 + n)
        for _ in range(3):
            indikator = pabrik.buat_indikator(opd=opd)
            pabrik.buat_target(indikator=indikator)
            pabrik.buat_kesepakatan(agenda=agenda, indikator=indikator)
        Peserta.objects.create(
            sesi=meja.sesi,
            agenda=agenda,
            nama=f"Orang {n}",
            jabatan="Staf",
            kedudukan="wakil",
            hadir_pada=PADA,
            cara="qr",
        )
    assert kueri() == sebelum <= 30
