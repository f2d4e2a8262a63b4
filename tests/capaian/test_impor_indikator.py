"""The sheet of indikator: out, filled in, back; what is new, what is wrong, taking it back."""

import pytest

from capaian.impor.jenis import Tempat
from capaian.impor.simpan import batalkan_impor, pratinjau
from capaian.layanan.kunci import kunci_periode
from capaian.models import Impor, Indikator
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.galat import TidakBoleh
from tests import berkas, pabrik, pabrik_pohon
from tests.buku import templat_di, terapkan, ubah, unggah_di

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")
P = "1.02.02"
# Columns of the sheet: A kode, B nama, C jenis, D satuan, E desimal, F jenis nilai, G skala,
# H formula, I konsolidasi, J isian, K berpagu, L wajib bukti, M simpul, N sasaran, O tujuan,
# P prioritas, Q urusan, R pendukung, S definisi, T rumus, U sumber, V urutan, W aktif.
BARU = {"A7": "IKK.2", "B7": "Cakupan imunisasi", "D7": "%"}


@pytest.fixture
def lama(dinkes) -> Indikator:
    """Row 6 of the template; the next ones are open."""
    pabrik_pohon.buat_program(opd=dinkes, kode=P)
    return pabrik.buat_indikator(opd=dinkes, kode="IKK.1", definisi_operasional="Satu\r\ndua ")


@pytest.fixture
def di(dinkes, lama) -> Tempat:
    return Tempat("indikator", dinkes)


def kirim(di: Tempat, admin, sel) -> Impor:
    return unggah_di(ubah(templat_di(di, admin), sel), di, admin, "indikator.xlsx")


def masalah(impor: Impor, admin) -> list[str]:
    return [f"{s.alamat} {s.pesan}" for _, s in pratinjau(impor, admin).masalah]


def test_an_unchanged_template_comes_back_as_no_change(di, admin):
    hasil = pratinjau(kirim(di, admin, {}), admin)
    assert (hasil.banyak_ditulis, hasil.banyak_masalah, hasil.banyak["dikunci"]) == (0, 0, 0)
    assert hasil.baris[0].sel["formula"].teks == "Makin besar makin baik: R ÷ T"


def test_changes_and_a_new_row_are_written_once(di, admin, lama, disdik):
    teks = {"M7": f"{P} Program", "R7": "disdik", "E7": "0", "K7": "ya", "T7": "-A/B", "V7": "9"}
    isi = ubah(templat_di(di, admin), BARU | teks | {"B6": "Nama baru", "W6": "Tidak"})
    impor = terapkan(unggah_di(isi, di, admin), admin)
    baru = Indikator.objects.get(kode="IKK.2")
    assert [baru.program.kode, *baru.pendukung.all()] == [P, disdik]
    assert (baru.desimal, baru.berpagu, baru.urutan) == (0, True, 9)
    assert (baru.rumus_perhitungan, baru.formula) == ("-A/B", "positif")
    lama.refresh_from_db()
    assert (lama.nama, lama.aktif, lama.definisi_operasional) == (
        "Nama baru",
        False,
        "Satu\r\ndua ",
    )
    assert pratinjau(unggah_di(isi, di, admin), admin).banyak_ditulis == 0
    batalkan_impor(impor=impor, oleh=admin)
    lama.refresh_from_db()
    assert (Indikator.objects.count(), lama.aktif) == (1, True)


def test_everything_that_is_wrong_is_said_with_its_cell(di, admin, disdik):
    pabrik.buat_indikator(opd=disdik, kode="IKK.9")
    pabrik_pohon.buat_program(opd=disdik, kode="1.01.02")
    sel = {
        "E6": 9,
        "F6": "Predikat",
        "M6": "1.01.02",
        "R6": "Dinkes; Dinsos",
        "A7": "IKK.9",
        "B7": "Milik Disdik",
        "A8": "IKK.8",
        "R8": "Dinkes",
    }
    semua = "\n".join(masalah(kirim(di, admin, sel), admin))
    for kalimat in (
        "E6 tulis angka bulat 0 sampai 6.",
        "F6 Indikator predikat wajib memakai formula predikat dan menyebut skalanya.",
        "M6 “1.01.02” bukan kode program, kegiatan, atau sub kegiatan OPD ini.",
        "R6 tidak ada OPD bersingkatan “Dinsos”.",
        "A7 kode IKK.9 sudah dipakai indikator Disdik.",
        "B8 tulis nama indikator baru ini.",
        "D8 tulis satuan indikator baru ini.",
        "R8 OPD pengampu tidak dapat menjadi pendukungnya sendiri.",
    ):
        assert kalimat in semua


def test_a_predikat_comes_and_goes_as_a_whole(di, admin, lama):
    skala = pabrik.buat_skala_predikat()
    jadi = {"F6": "Predikat", "G6": "SAKIP", "H6": "Predikat: sama atau lebih baik = 100"}
    terapkan(kirim(di, admin, jadi), admin)
    lama.refresh_from_db()
    assert (lama.skala_predikat, lama.formula) == (skala, "predikat")
    jumlah = kirim(di, admin, {"I6": "Jumlah triwulan"})
    assert masalah(jumlah, admin) == ["I6 Predikat hanya dapat memakai posisi akhir."]
    terapkan(kirim(di, admin, {"F6": "Angka", "G6": None, "H6": "positif"}), admin)
    lama.refresh_from_db()
    assert (lama.skala_predikat, lama.formula) == (None, "positif")


def test_a_new_node_takes_the_place_of_the_old_one(di, admin, lama):
    sasaran = pabrik_pohon.buat_sasaran(kode="1.1")
    Indikator.objects.update(sasaran=sasaran)
    dua = masalah(kirim(di, admin, {"M6": P}), admin)
    assert len(dua) == 1 and dua[0].endswith("Kosongkan salah satu: N6.")
    terapkan(kirim(di, admin, {"M6": P, "N6": None}), admin)
    lama.refresh_from_db()
    assert (lama.sasaran, lama.program.kode) == (None, P)


def test_what_a_locked_result_is_made_of_is_not_taken(di, admin, rina, lama):
    periode = pabrik.buat_periode()
    pabrik.buat_target(indikator=lama)
    pabrik.buat_realisasi(indikator=lama, status=StatusRealisasi.TERVERIFIKASI)
    kunci_periode(periode=periode, jumlah=1, oleh=rina)
    impor = kirim(di, admin, {"D6": "orang", "B6": "Nama boleh"})
    assert "D6 tidak dapat diubah karena hasilnya ada di triwulan yang terkunci." in "".join(
        masalah(impor, admin)
    )
    terapkan(impor, admin)
    lama.refresh_from_db()
    assert (lama.nama, lama.satuan) == ("Nama boleh", "%")


def test_only_who_sets_up_indikator_imports_them(di, admin, sari, rina):
    impor = kirim(di, admin, BARU)
    for orang in (sari, rina):
        with pytest.raises(TidakBoleh):
            terapkan(impor, orang)
