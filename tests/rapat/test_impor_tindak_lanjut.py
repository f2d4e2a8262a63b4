"""Follow-ups in Excel: the office's old list comes in once, the open ones go out and come back."""

from datetime import date

import pytest

from capaian.impor.jenis import Tempat
from capaian.impor.simpan import batalkan_impor, pratinjau
from konsolidasi.inti.galat import TidakBoleh
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from rapat.layanan.tindak_lanjut import lapor_selesai
from rapat.layar.tindak_lanjut import siap_cetak, susun_rinci
from rapat.models import TindakLanjut
from rapat.pilihan import StatusTindakLanjut as Status
from tests import berkas, pabrik
from tests.buku import templat_di, terapkan, ubah, unggah_di

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")
KEPALA = ("kode", "uraian", "opd", "pendukung", "indikator", "batas", "keadaan", "laporan")
HURUF = dict(zip((*KEPALA, "tautan", "perkembangan", "alasan"), "ABCDEFGHIJK", strict=True))


@pytest.fixture
def kota(meja) -> Tempat:
    return Tempat("tindak_lanjut", tahun=2026, acuan=meja.sesi.rapat_id)


@pytest.fixture
def milik_dinkes(meja, dinkes) -> Tempat:
    return Tempat("tindak_lanjut", dinkes, 2026, acuan=meja.sesi.rapat_id)


def baris(nomor: int, **isi) -> dict[str, object]:
    return {f"{HURUF[kunci]}{nomor}": nilai for kunci, nilai in isi.items()}


def keluhan(hasil) -> dict[str, str]:
    return {sel.alamat: sel.pesan for _, sel in hasil.masalah}


def test_the_list_of_the_office_comes_in_once(kota, meja, rina, nana, disdik):
    tl = pabrik.buat_tindak_lanjut(agenda=meja.dinkes)
    kosong = templat_di(kota, nana)
    assert pratinjau(unggah_di(kosong, kota, nana), nana).banyak_ditulis == 0
    satu = {"uraian": "Sisir  bayi\n6 bulan", "opd": "dinkes", "batas": "28/02/2026"}
    buku = ubah(
        kosong,
        baris(7, kode=1, pendukung="Disdik, RSUD", indikator=meja.stunting.kode, **satu)
        | baris(8, kode="2a", uraian="-Rapat", opd=disdik.nama, batas=date(2026, 3, 1))
        | baris(9, kode="3", uraian="Lama", opd="Dinkes", batas="1-2-2026", keadaan="Selesai")
        | baris(10, kode="4", uraian="Sudah", opd="Dinas X", batas="1-1-2026", indikator="9.9")
        | baris(11, kode=f"TL-{tl.pk}9", uraian="Salah")
        | baris(12, kode="5", uraian=tl.uraian.upper(), opd="Dinkes", batas="28-02-2026")
        | baris(13, kode="6", laporan="Tanpa uraian"),
    )
    pabrik.buat_opd(nama="RSUD Kota", singkatan="RSUD")
    salah = keluhan(pratinjau(unggah_di(buku, kota, nana), nana))
    assert salah["C10"].startswith("“Dinas X” bukan OPD yang dikenal")
    assert salah["F10"] == "batas waktu tidak boleh sebelum rapatnya (20-01-2026)."
    assert salah["A12"] == f"tindak lanjut ini sudah ada dengan kode TL-{tl.pk}."
    assert "hanya Bapperida yang menutup" in salah["G9"] and "Pakai nomor Anda" in salah["A11"]
    assert {"B13", "C13", "F13", "H13", "E10"} <= salah.keys()

    impor = terapkan(unggah_di(buku, kota, rina), rina)
    pertama, kedua, ketiga = TindakLanjut.objects.exclude(nomor="").order_by("nomor")
    assert (pertama.uraian, pertama.indikator) == ("Sisir bayi 6 bulan", meja.stunting)
    assert {p.opd.singkatan for p in pertama.pendukung_baris.all()} == {"Disdik", "RSUD"}
    assert (kedua.uraian, kedua.opd, kedua.status) == ("-Rapat", disdik, Status.TERBUKA)
    assert ketiga.status == Status.SELESAI
    lagi = pratinjau(unggah_di(buku, kota, rina), rina)
    assert (lagi.banyak_ditulis, lagi.banyak["bentrok"]) == (0, 0)

    batalkan_impor(impor=impor, oleh=rina)
    assert not TindakLanjut.objects.exclude(nomor="").exists()
    rinci = susun_rinci(siap_cetak(TindakLanjut.objects).get(pk=pertama.pk), rina, date(2026, 2, 1))
    cerita = [c.kalimat for c in rinci.riwayat]
    assert cerita[0] == f"membatalkan Impor Excel no. {impor.pk}"
    assert cerita[-1] == f"menerapkan Impor Excel no. {impor.pk}"
    assert terapkan(unggah_di(buku, kota, rina), rina).status == "diterapkan"


def test_the_open_ones_go_out_to_an_opd_and_come_back(kota, milik_dinkes, meja, rina, sari):
    a, b, c = (pabrik.buat_tindak_lanjut(agenda=meja.dinkes, uraian=u) for u in "abc")
    pabrik.buat_tindak_lanjut(agenda=meja.disdik)
    asli = templat_di(milik_dinkes, sari)
    assert pratinjau(unggah_di(asli, milik_dinkes, sari), sari).banyak["sama"] == 12
    lapor_selesai(tindak_lanjut=c, laporan="Sudah", tautan="", versi=1, oleh=sari)
    buku = ubah(
        asli,
        baris(6, keadaan="dilaporkan selesai", laporan="Diundang", tautan="drive", alasan="x")
        | baris(7, keadaan="Selesai", perkembangan="Sedang berjalan")
        | baris(8, keadaan="Dibatalkan", batas="01-05-2026")
        | baris(9, kode="1", uraian="Dari OPD"),
    )
    impor = unggah_di(buku, milik_dinkes, sari)
    hasil = pratinjau(impor, sari)
    assert keluhan(hasil).keys() == {"I6", "G7", "G8", "A9"} and hasil.banyak_ditulis == 0
    assert "hanya Bapperida" in keluhan(hasil)["G7"]

    betul = ubah(buku, baris(6, tautan="https://drive.go.id/x") | baris(7, keadaan="Terbuka"))
    impor = terapkan(unggah_di(betul, milik_dinkes, sari), sari)
    a.refresh_from_db()
    assert (a.status, a.laporan, a.bukti_tautan) == (
        "dilaporkan",
        "Diundang",
        "https://drive.go.id/x",
    )
    assert [log.catatan for log in b.log.all()] == ["Sedang berjalan"]
    assert pratinjau(unggah_di(betul, milik_dinkes, sari), sari).banyak_ditulis == 0
    with pytest.raises(TidakBoleh):
        batalkan_impor(impor=impor, oleh=sari)
    assert batalkan_impor(impor=impor, oleh=rina).status == "dibatalkan"
    with pytest.raises(BukuDitolak, match="Templat ini untuk Dinas Kesehatan"):
        unggah_di(betul, kota, rina)


def test_bapperida_closes_and_moves_with_a_reason(kota, meja, rina):
    for uraian in "abc":
        pabrik.buat_tindak_lanjut(agenda=meja.dinkes, uraian=uraian)
    buku = ubah(
        templat_di(kota, rina),
        baris(6, keadaan="Dibatalkan")
        | baris(7, batas="30-04-2026", alasan="singkat", laporan="bukan milik saya")
        | baris(8, keadaan="Selesai", alasan="Sudah dilihat"),
    )
    hasil = pratinjau(unggah_di(buku, kota, rina), rina)
    assert keluhan(hasil).keys() == {"K6", "K7"} and len(hasil.ditulis) == 1
    betul = ubah(buku, baris(6, alasan="Ganda") | baris(7, alasan="Alat belum datang"))
    impor = terapkan(unggah_di(betul, kota, rina), rina)
    semua = TindakLanjut.objects.order_by("uraian")
    assert [t.status for t in semua] == ["dibatalkan", "terbuka", "selesai"]
    assert [t.batas_tanggal.month for t in semua] == [2, 4, 2]
    assert pratinjau(unggah_di(betul, kota, rina), rina).banyak_ditulis == 0
    batalkan_impor(impor=impor, oleh=rina)
    assert [(t.status, t.batas_tanggal.month) for t in semua.all()] == [("terbuka", 2)] * 3
