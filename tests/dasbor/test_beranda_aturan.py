"""Each rule of the front page of Bapperida: fires, does not fire, and what it says."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from capaian.models import Periode
from konsolidasi.dasbor.beranda.aturan_isian import (
    baris_kembali,
    jendela_menutup,
    opd_terlambat,
    perpanjangan_habis,
    siap_dikunci,
    verifikasi_menunggu,
)
from konsolidasi.dasbor.beranda.aturan_rapat import (
    konfirmasi_menunggu,
    laporan_menunggu,
    tanggapan_menunggu,
    temuan_kedua,
    temuan_menunggu,
    temuan_terberat,
    tindak_lanjut_lewat,
)
from konsolidasi.dasbor.beranda.bahan import (
    Bahan,
    BahanIsian,
    BahanRapat,
    Berbatas,
    Lanjut,
    Pertanyaan,
    Ragu,
    Sebagian,
    SesiDekat,
    TanggapanMenunggu,
)
from konsolidasi.dasbor.beranda.bapperida import ATURAN
from konsolidasi.dasbor.beranda.tindakan import TERBANYAK, Tindakan, susun_daftar
from konsolidasi.inti.waktu import ZONA

HARI = date(2026, 1, 19)
PADA = datetime(2026, 1, 19, 14, 5, tzinfo=ZONA)
PERIODE = Periode(
    tahun_id=2025,
    triwulan=4,
    dibuka_pada=datetime(2026, 1, 2, 8, tzinfo=ZONA),
    batas_pada=datetime(2026, 1, 16, 16, tzinfo=ZONA),
    tenggang_pada=datetime(2026, 1, 19, 16, tzinfo=ZONA),
    ditutup_pada=datetime(2026, 1, 28, 16, tzinfo=ZONA),
)
ISIAN = BahanIsian(pada=PADA, periode=PERIODE, wajib=162, pasti=79)
SESI = SesiDekat(1, "Sesi I", date(2026, 1, 20))


def bahan(isian: dict | None = None, rapat: dict | None = None, hari: date = HARI) -> Bahan:
    return Bahan(hari, replace(ISIAN, **(isian or {})), BahanRapat(**(rapat or {})))


def isi(t: Tindakan | None) -> tuple[str, str, str]:
    assert t is not None
    return t.kalimat, t.keterangan, t.kapan


@pytest.mark.parametrize("aturan", ATURAN, ids=lambda a: a.__name__)
def test_no_rule_fires_when_nothing_waits(aturan):
    assert aturan(bahan()) is None
    assert aturan(Bahan(HARI, BahanIsian(pada=PADA))) is None


def test_opd_terlambat_names_them_with_their_rows_and_the_end_of_the_grace():
    kurang = (
        Sebagian("Kesbangpol", 0, 6),
        Sebagian("Disporapar", 5, 9),
        Sebagian("Perikanan-Pangan", 4, 13),
    )
    t = opd_terlambat(bahan({"terlambat": kurang}))
    assert isi(t) == (
        "3 OPD belum melengkapi isian TW IV dan batasnya sudah lewat 3 hari.",
        "Kesbangpol 0 dari 6, Disporapar 5 dari 9, Perikanan-Pangan 4 dari 13."
        " Tenggang berakhir hari ini, 16.00 WIB.",
        "Hari ini",
    )
    assert (t.url, t.tombol, t.opd) == ("#terlambat", "Salin pengingat", 3)


def test_opd_terlambat_after_the_grace_says_that_an_extension_is_needed():
    lewat = {"terlambat": (Sebagian("BPBD", 1, 8),), "pada": datetime(2026, 1, 21, 9, tzinfo=ZONA)}
    kalimat, ket, kapan = isi(opd_terlambat(bahan(lewat, hari=date(2026, 1, 21))))
    assert kalimat == "1 OPD belum melengkapi isian TW IV dan batasnya sudah lewat 5 hari."
    assert ket.endswith("Tenggang berakhir 19 Januari 2026; perlu perpanjangan untuk mengisi.")
    assert kapan == "Lewat 2 hari"


def test_jendela_menutup_fires_three_days_before_the_deadline_and_not_earlier():
    belum = {"belum": (Sebagian("Dinkes", 7, 12),)}
    assert jendela_menutup(bahan(belum, hari=date(2026, 1, 12))) is None
    assert jendela_menutup(bahan(belum, hari=date(2026, 1, 17))) is None
    assert isi(jendela_menutup(bahan(belum, hari=date(2026, 1, 15)))) == (
        "Batas isian TW IV besok dan 1 OPD belum melengkapinya.",
        "Dinkes 7 dari 12. Batasnya pukul 16.00 WIB.",
        "Besok",
    )


def test_perpanjangan_habis_counts_only_those_who_still_owe_rows():
    sampai = datetime(2026, 1, 21, 16, tzinfo=ZONA)
    assert perpanjangan_habis(bahan({"lanjut": (Lanjut("BPBD", sampai, 0),)})) is None
    assert (
        perpanjangan_habis(bahan({"lanjut": (Lanjut("BPBD", sampai, 3),)}, hari=date(2026, 1, 17)))
        is None
    )
    kalimat, ket, _ = isi(perpanjangan_habis(bahan({"lanjut": (Lanjut("BPBD", sampai, 3),)})))
    assert kalimat == (
        "Perpanjangan BPBD berakhir Rabu, 21 Januari 2026 dan 3 baris TW IV belum diajukan."
    )
    assert ket == "Yang pertama berakhir pukul 16.00 WIB."


def test_verifikasi_names_the_doubtful_rows_before_the_sesi():
    menunggu = (Sebagian("Dagperin", 9, 9), Sebagian("PUTR", 5, 15))
    biasa = verifikasi_menunggu(bahan({"menunggu": menunggu}))
    assert isi(biasa) == (
        "14 baris TW IV menunggu verifikasi.",
        "Dari 2 OPD: Dagperin 9, PUTR 5.",
        "",
    )
    ragu = {"menunggu": menunggu, "ragu": Ragu(6, "UMKM naik kelas, 214 dari 60")}
    t = verifikasi_menunggu(bahan(ragu, {"sesi": SESI}))
    assert isi(t) == (
        "6 dari 14 baris TW IV yang menunggu verifikasi meragukan.",
        "Yang teratas: UMKM naik kelas, 214 dari 60. Dari 2 OPD: Dagperin 9, PUTR 5.",
        "Sebelum sesi besok",
    )
    assert "jenis=meragukan" in t.url
    assert verifikasi_menunggu(bahan(ragu | {"boleh_periksa": False})) is None


def test_returned_rows_say_how_long_the_oldest_waits():
    kembali = (Sebagian("Naker", 3, 9), Sebagian("Dinkes", 2, 14))
    t = baris_kembali(bahan({"kembali": kembali, "kembali_sejak": date(2026, 1, 12)}))
    assert isi(t) == (
        "5 baris TW IV dikembalikan belum dijawab OPD.",
        "Naker 3, Dinkes 2. Yang terlama menunggu 7 hari.",
        "7 hari menunggu",
    )


def test_siap_dikunci_only_when_every_row_is_verified_and_the_deadline_is_over():
    penuh = {"pasti": 162}
    assert siap_dikunci(bahan({"pasti": 161})) is None
    assert siap_dikunci(bahan(penuh | {"pada": PERIODE.batas_pada})) is None
    assert siap_dikunci(bahan(penuh | {"boleh_kunci": False})) is None
    kalimat, *_ = isi(siap_dikunci(bahan(penuh)))
    assert kalimat == "Semua 162 baris TW IV 2025 terverifikasi; triwulannya belum dikunci."


def test_the_heaviest_findings_speak_for_themselves_and_the_others_are_counted():
    berat = (
        Pertanyaan("Air bersih tanpa penanggung jawab", "PUTR dan Perkim mendukung.", "/a/", 3),
        Pertanyaan("Usulan kurang 40 unit.", "Target kota 350.", "/b/", 3),
    )
    b = bahan(rapat={"sesi": SESI, "tahun_target": 2026, "temuan": 9, "pertanyaan": berat})
    assert isi(temuan_terberat(b)) == (
        "Air bersih tanpa penanggung jawab.",
        "PUTR dan Perkim mendukung.",
        "Di Sesi I, 20 Jan",
    )
    assert temuan_kedua(b).kalimat == "Usulan kurang 40 unit."
    assert temuan_menunggu(b).kalimat == (
        "7 temuan keselarasan lain atas target 2026 belum diputuskan."
    )
    ringan = bahan(
        rapat={"tahun_target": 2026, "temuan": 2, "pertanyaan": (replace(berat[0], berat=1),)}
    )
    assert temuan_terberat(ringan) is None
    assert temuan_menunggu(ringan).kalimat == (
        "2 temuan keselarasan atas target 2026 belum diputuskan."
    )


def test_responses_to_a_berita_acara_wait_for_an_answer():
    satu = TanggapanMenunggu(5, "Sesi I", ("Dinkes", "BPBD", "Dinkes"), PADA)
    assert isi(tanggapan_menunggu(bahan(rapat={"tanggapan": (satu,)}))) == (
        "3 tanggapan OPD atas berita acara Sesi I belum dijawab.",
        "Dinkes, BPBD. Masa tanggapan sampai hari ini.",
        "Hari ini",
    )


def test_confirmations_say_how_many_are_overdue():
    dua = (Berbatas("Dinkes", date(2026, 1, 17)), Berbatas("BPBD", date(2026, 1, 25)))
    assert isi(konfirmasi_menunggu(bahan(rapat={"konfirmasi": dua}))) == (
        "Kesepakatan 2 OPD menunggu konfirmasi kepala OPD, 1 sudah lewat batas.",
        "Dinkes, BPBD.",
        "Lewat 2 hari",
    )
    nanti = bahan(rapat={"konfirmasi": dua[1:]})
    assert konfirmasi_menunggu(nanti).kalimat.endswith("batas pertama 25 Januari 2026.")


def test_overdue_and_reported_follow_ups():
    lewat = (
        Berbatas("Dinkes", date(2026, 1, 9)),
        Berbatas("BPBD", date(2026, 1, 18)),
        Berbatas("Dinkes", date(2026, 1, 15)),
    )
    assert isi(tindak_lanjut_lewat(bahan(rapat={"lewat": lewat}))) == (
        "3 tindak lanjut dari 2 OPD lewat batas.",
        "Dinkes 2, BPBD 1. Yang terlama lewat 10 hari.",
        "Lewat 10 hari",
    )
    laporan = laporan_menunggu(bahan(rapat={"laporan": ("BPBD", "BPBD")}))
    assert isi(laporan)[:2] == (
        "2 tindak lanjut dilaporkan selesai dan menunggu diperiksa.",
        "BPBD.",
    )


def test_at_most_five_by_due_date_then_by_how_many_opd():
    def satu(nama: str, batas: date | None, opd: int):
        return lambda _: Tindakan(nama, nama, "", "/", "", batas=batas, opd=opd)

    aturan = [
        satu("tanpa batas", None, 9),
        satu("besok", date(2026, 1, 20), 1),
        satu("lewat lama, satu OPD", date(2025, 12, 1), 1),
        satu("hari ini, dua OPD", HARI, 2),
        lambda _: None,
        satu("nanti", date(2026, 3, 1), 5),
        satu("tanpa batas, sedikit", None, 1),
    ]
    daftar = susun_daftar(aturan, bahan(), HARI)
    assert [t.aturan for t in daftar.utama] == [
        "hari ini, dua OPD",
        "lewat lama, satu OPD",
        "besok",
        "nanti",
        "tanpa batas",
    ]
    assert len(daftar.utama) == TERBANYAK
    assert [t.aturan for t in daftar.sisa] == ["tanpa batas, sedikit"]
