"""The history of an indikator: each kind of change is one sentence with who, what and why."""

from datetime import date, timedelta

import pghistory
import pytest
from django.utils import timezone

from capaian.alur import ALUR_REALISASI
from capaian.layar.riwayat import Masa, RiwayatIndikator
from capaian.models import Bukti, LogRealisasi, Realisasi, UsulanTarget
from capaian.pilihan import KeadaanNilai, StatusBukti, StatusRealisasi
from opd.pilihan import Peran
from tests import pabrik

ALASAN = "salah salin, dicocokkan dengan e-PPGBM"


@pytest.fixture
def indikator(dinkes):
    satu = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=satu, tahun=2025)
    return satu


def kalimat(indikator, masa: Masa | None = None) -> list[str]:
    riwayat = RiwayatIndikator(indikator, masa or Masa())
    return [f"{c.siapa} {c.kalimat}" for c in riwayat.catatan(riwayat[:])]


def ubah(realisasi, oleh, **isi) -> None:
    with pghistory.context(pengguna=oleh.pk):
        Realisasi.objects.filter(pk=realisasi.pk).update(**isi)


def baru(indikator, **isi) -> Realisasi:
    isi.setdefault("nilai", "71.2")
    return pabrik.buat_realisasi(
        indikator=indikator, periode=pabrik.buat_periode(triwulan=1), **isi
    )


def test_change_of_a_value_names_person_opd_old_and_new(indikator, sari):
    ubah(baru(indikator), sari, nilai=pabrik.Decimal("73.2"))
    assert kalimat(indikator)[:2] == [
        "Sari N. (Dinkes) mengubah realisasi TW I 2025 71,20 → 73,20.",
        "Sistem mengisi realisasi TW I 2025 sebesar 71,20.",
    ]


def test_emptied_filled_and_marked_values_are_told_as_such(indikator, sari):
    realisasi = baru(indikator)
    kosong = {"keadaan": KeadaanNilai.KOSONG, "nilai": None}
    ubah(realisasi, sari, **kosong)
    ubah(realisasi, sari, keadaan=KeadaanNilai.TIDAK_BERLAKU, alasan="Program selesai")
    ubah(realisasi, sari, keadaan=KeadaanNilai.NILAI, nilai=0, alasan="")
    ubah(realisasi, sari, sumber="e-PPGBM")
    siapa = "Sari N. (Dinkes)"
    assert kalimat(indikator)[:4] == [
        f"{siapa} melengkapi realisasi TW I 2025: sumber kosong menjadi “e-PPGBM”.",
        f"{siapa} mengubah realisasi TW I 2025 Tidak berlaku → 0,00;"
        " alasan tidak ada nilai “Program selesai” menjadi kosong.",
        f"{siapa} menandai realisasi TW I 2025: Tidak berlaku;"
        " alasan tidak ada nilai kosong menjadi “Program selesai”.",
        f"{siapa} mengosongkan realisasi TW I 2025 (sebelumnya 71,20).",
    ]


LANGKAH = [
    ("ajukan", "sari", "", "Sari N. (Dinkes) mengajukan realisasi TW I 2025 sebesar 71,20."),
    (
        "kembalikan",
        "rina",
        "Cocokkan dengan e-PPGBM",
        "Rina S. (Bapperida) meminta perbaikan realisasi TW I 2025 sebesar 71,20:"
        " “Cocokkan dengan e-PPGBM”.",
    ),
    (
        "ajukan",
        "sari",
        "Sudah cocok",
        "Sari N. (Dinkes) mengajukan realisasi TW I 2025 sebesar 71,20; jawaban: “Sudah cocok”.",
    ),
    ("terima", "rina", "", "Rina S. (Bapperida) menerima realisasi TW I 2025 sebesar 71,20."),
    (
        "buka_kembali",
        "rina",
        "Angka BPS direvisi",
        "Rina S. (Bapperida) membuka kembali realisasi TW I 2025 sebesar 71,20"
        " yang sudah terverifikasi; alasan: “Angka BPS direvisi”.",
    ),
    ("ajukan", "sari", "", "Sari N. (Dinkes) mengajukan realisasi TW I 2025 sebesar 71,20."),
    ("terima", "rina", "", "Rina S. (Bapperida) menerima realisasi TW I 2025 sebesar 71,20."),
    ("kunci", "rina", "", "Rina S. (Bapperida) mengunci realisasi TW I 2025 sebesar 71,20."),
    (
        "buka_kunci",
        "admin",
        "Perintah Inspektorat",
        "Agus A. (Admin) membuka kunci realisasi TW I 2025 sebesar 71,20;"
        " alasan: “Perintah Inspektorat”.",
    ),
]


def test_every_step_of_the_workflow_is_one_sentence(indikator, sari, rina, admin):
    orang = {"sari": sari, "rina": rina, "admin": admin}
    realisasi = baru(indikator)
    for nama, siapa, catatan, _ in LANGKAH:
        ALUR_REALISASI.jalankan(nama, realisasi, oleh=orang[siapa], catatan=catatan)
    jumlah = len(LANGKAH)
    assert kalimat(indikator)[:jumlah] == [satu[3] for satu in reversed(LANGKAH)]


def test_steps_around_the_kepala_are_told(indikator, dinkes, sari, kepala_dinkes):
    dinkes.wajib_rilis_kepala = True
    dinkes.save(update_fields=["wajib_rilis_kepala"])
    realisasi = baru(indikator)
    ALUR_REALISASI.jalankan("serahkan", realisasi, oleh=sari)
    ALUR_REALISASI.jalankan("kembalikan_kepala", realisasi, oleh=kepala_dinkes, catatan="Periksa")
    assert kalimat(indikator)[:2] == [
        "Ani L. (Dinkes) mengembalikan realisasi TW I 2025 sebesar 71,20 kepada operator:"
        " “Periksa”.",
        "Sari N. (Dinkes) menyerahkan realisasi TW I 2025 sebesar 71,20 kepada kepala OPD.",
    ]


def test_late_submission_says_how_late(indikator, sari):
    periode = pabrik.buat_periode(triwulan=1)
    periode.batas_pada = timezone.now() - timedelta(days=3)
    periode.save(update_fields=["batas_pada"])
    ALUR_REALISASI.jalankan("ajukan", baru(indikator), oleh=sari)
    assert kalimat(indikator)[0].endswith("sebesar 71,20, terlambat 3 hari.")


def test_step_without_its_log_and_log_without_its_event_are_both_told(indikator, sari, rina):
    realisasi = baru(indikator, status=StatusRealisasi.DIAJUKAN)
    LogRealisasi.objects.create(
        realisasi=realisasi, transisi="ajukan", dari="draf", ke="diajukan", oleh=sari
    )
    ubah(realisasi, rina, status=StatusRealisasi.TERVERIFIKASI)
    semua = kalimat(indikator)
    assert "Rina S. (Bapperida) menerima realisasi TW I 2025 sebesar 71,20." in semua
    assert "Sari N. (Dinkes) mengajukan realisasi TW I 2025 sebesar 71,20." in semua


def test_evidence_added_described_judged_and_withdrawn(indikator, sari, rina):
    periode = pabrik.buat_periode(triwulan=1)
    with pghistory.context(pengguna=sari.pk):
        bukti = Bukti.objects.create(
            indikator=indikator,
            periode=periode,
            nama="SK.pdf",
            tautan="https://contoh.go.id/sk",
            halaman="3",
            diunggah_oleh=sari,
        )
        Bukti.objects.filter(pk=bukti.pk).update(nomor_dokumen="12/SK")
    for isi in (
        {"status": StatusBukti.DITOLAK, "alasan": "Tidak terbaca"},
        {"status": StatusBukti.DITERIMA, "alasan": ""},
    ):
        with pghistory.context(pengguna=rina.pk):
            Bukti.objects.filter(pk=bukti.pk).update(**isi)
    with pghistory.context(pengguna=sari.pk):
        Bukti.objects.filter(pk=bukti.pk).update(dicabut_pada=timezone.now())
    apa = "bukti TW I 2025 “SK.pdf”"
    assert [k for k in kalimat(indikator) if "bukti" in k] == [
        f"Sari N. (Dinkes) mencabut {apa}.",
        f"Rina S. (Bapperida) menerima {apa}.",
        f"Rina S. (Bapperida) menolak {apa}; alasan: “Tidak terbaca”.",
        f"Sari N. (Dinkes) mengubah keterangan {apa}: nomor dokumen kosong menjadi “12/SK”.",
        f"Sari N. (Dinkes) menambah {apa} (Dokumen, halaman 3).",
    ]


def test_target_versions_and_proposals_are_told_with_their_grounds(indikator, sari, rina):
    pabrik.buat_target(
        indikator=indikator,
        nilai="90",
        ditetapkan_oleh=rina,
        alasan="Hasil rapat",
        acuan="BA nomor 7",
        dokumen_tanggal=date(2025, 1, 20),
    )
    with pghistory.context(pengguna=sari.pk):
        usulan = pabrik.buat_usulan(indikator=indikator, nilai="85")
        UsulanTarget.objects.filter(pk=usulan.pk).update(nilai=95, alasan="Anggaran naik")
    semua = kalimat(indikator)
    assert semua[:2] == [
        "Sari N. (Dinkes) mengubah usulan target 2026 85,00 → 95,00; alasan: “Anggaran naik”.",
        "Sari N. (Dinkes) mengusulkan target 2026 sebesar 85,00.",
    ]
    assert (
        "Rina S. (Bapperida) menetapkan target 2025 80,00 → 90,00 (versi 2); alasan: “Hasil rapat”."
        " Dasar: Renja, BA nomor 7, 20 Januari 2025; berlaku mulai 1 Januari 2025."
    ) in semua
    assert any("menetapkan target 2025 sebesar 80,00 (versi 1)" in k for k in semua)


def test_person_is_named_with_the_opd_of_that_day(indikator, disdik, dinkes, sari):
    pindah = sari.penugasan.get()
    pindah.selesai = date(2021, 1, 1)
    pindah.save(update_fields=["selesai"])
    pabrik.buat_penugasan(pengguna=sari, peran=Peran.OPERATOR, opd=disdik, mulai=date(2021, 1, 2))
    ubah(baru(indikator), sari, nilai=1)
    assert kalimat(indikator)[0].startswith("Sari N. (Disdik) ")


def test_editor_named_in_the_row_is_told_when_no_request_is_known(indikator, sari):
    realisasi = baru(indikator)
    Realisasi.objects.filter(pk=realisasi.pk).update(
        nilai=9, diubah_oleh=sari, diubah_pada=timezone.now() + timedelta(seconds=1)
    )
    assert kalimat(indikator)[0].startswith("Sari N. (Dinkes) mengubah")
    Realisasi.objects.filter(pk=realisasi.pk).update(nilai=8)
    assert kalimat(indikator)[0].startswith("Sistem mengubah")


def test_long_history_is_folded_paged_and_never_trimmed(masuk_sebagai, sari, indikator):
    for n in range(70):
        indikator.nama = f"Nama {n}"
        indikator.save(update_fields=["nama"])
    client, url = masuk_sebagai(sari), indikator.get_absolute_url()
    assert "Menampilkan 10 dari 72 catatan" in client.get(url).content.decode()
    pertama = client.get(url, {"riwayat": "semua"}).content.decode()
    kedua = client.get(url, {"riwayat": "semua", "halaman": "2"}).content.decode()
    assert "1–50 dari 72 catatan" in pertama
    assert "mencatat indikator ini." in kedua
    assert pertama.count("<li><time") + kedua.count("<li><time") == 70


def test_long_text_unfolds_in_full(masuk_sebagai, sari, indikator):
    realisasi = baru(indikator)
    teks = "Puskesmas " + "belum menimbang " * 30
    Realisasi.objects.filter(pk=realisasi.pk).update(faktor_penghambat=teks.strip())
    halaman = masuk_sebagai(sari).get(indikator.get_absolute_url()).content.decode()
    assert f"Faktor penghambat: kosong menjadi “{teks.strip()}”" in halaman


def test_only_the_days_asked_for_are_told(indikator):
    hari_ini = timezone.localdate()
    besok = hari_ini + timedelta(days=1)
    assert len(kalimat(indikator, Masa(hari_ini, hari_ini))) == 2
    assert kalimat(indikator, Masa(besok, None)) == []
    assert len(kalimat(indikator, Masa(None, date.max))) == 2
