"""A workbook as SIPD exports it: upload, columns, then the same preview, apply and undo."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from capaian.impor.simpan import batalkan_impor
from capaian.models import Impor, Pagu, PetaKolom, Program, Realisasi, SubKegiatan
from tests import berkas, pabrik, pabrik_pohon
from tests.berkas import kirim
from tests.buku import buku_biasa, ubah
from tests.buku_sipd import ISI, S1, K, P, buku

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")


@pytest.fixture
def layar(masuk_sebagai, admin) -> Client:
    return masuk_sebagai(admin)


def unggah(layar: Client, dinkes, isi: bytes | None = None) -> PetaKolom:
    pabrik.buat_tahun()
    url = reverse("capaian:impor_peta_unggah", args=[dinkes.pk, 2025])
    balasan = layar.post(url, {"berkas": kirim(isi or buku(), "sipd.xlsx")})
    peta = PetaKolom.objects.latest("pk")
    assert balasan.url == peta.get_absolute_url()
    return peta


def pilihan(layar: Client, peta: PetaKolom, **lain: str) -> dict[str, str]:
    """What the form holds as it is shown."""
    k = layar.get(peta.get_absolute_url()).context
    isi = {satu.html_name: str(satu.value() or "") for satu in k["form"]}
    return isi | {"lembar": k["lembar"], "kepala": str(k["kepala"])} | lain


def pakai(layar: Client, peta: PetaKolom, isi: dict[str, str]):
    return layar.post(reverse("capaian:impor_peta_pakai", args=[peta.pk]), isi, follow=True)


def terapkan(layar: Client, impor: Impor) -> None:
    sidik = layar.get(impor.get_absolute_url()).context["hasil"].sidik
    layar.post(reverse("capaian:impor_terapkan", args=[impor.pk]), {"sidik": sidik})


def test_sheet_head_and_columns_are_guessed_and_the_first_rows_shown(layar, dinkes):
    peta = unggah(layar, dinkes)
    assert (peta.lembar, peta.kepala) == ("Laporan", 5)
    balasan = layar.get(peta.get_absolute_url())
    isi = pilihan(layar, peta)
    assert {k: v for k, v in isi.items() if v and k.startswith("kolom-")} == {
        "kolom-2": "kode", "kolom-3": "nama", "kolom-4": "pagu_dpa", "kolom-5": "pagu_perubahan",
    }  # fmt: skip
    cuplikan = balasan.context["cuplikan"]
    assert [b.nomor for b in cuplikan.baris] == list(range(6, 16))
    assert [b.kode for b in cuplikan.baris][3:6] == [P, K, S1]
    assert cuplikan.kalimat == (
        "Terbaca 4 baris program, kegiatan, atau sub kegiatan."
        " Dilewati: 1 baris jumlah, 1 baris urusan, 1 baris lanjutan, 3 baris lain."
    )
    assert "Anggaran / Setelah Perubahan" in balasan.content.decode()


def test_the_rows_become_the_same_import_as_a_template(layar, dinkes, admin):
    balasan = pakai(layar, peta := unggah(layar, dinkes), pilihan(layar, peta))
    impor = Impor.objects.get()
    assert balasan.redirect_chain[-1][0] == impor.get_absolute_url()
    assert "dilewati 1 baris jumlah, 1 baris urusan" in balasan.content.decode()
    assert (impor.jenis, impor.opd, impor.tahun) == ("program", dinkes, 2025)
    terapkan(layar, impor)
    sub = SubKegiatan.objects.get(kode=S1)
    assert (sub.nama, sub.kegiatan.kode) == ("Pengadaan Obat", K)
    assert Program.objects.get().nama == "PROGRAM PEMENUHAN UPAYA KESEHATAN"
    pagu = Pagu.objects.filter(sub_kegiatan=sub).order_by("sumber").values_list("sumber", "nilai")
    assert list(pagu) == [("dpa", 1_000_000), ("perubahan", 1_200_000)]
    assert Pagu.objects.get(program__kode=P, sumber="perubahan").nilai == 1_700_000
    impor.refresh_from_db()
    batalkan_impor(impor=impor, oleh=admin)
    assert not Program.objects.exists() and not Pagu.objects.exists()


def test_the_mapping_is_remembered_for_the_opd_and_the_titles(layar, dinkes, disdik):
    peta = unggah(layar, dinkes)
    isi = pilihan(layar, peta)
    pakai(layar, peta, isi | {"kolom-4": "pagu_renja", "kolom-5": ""})
    # Next year: another title of the page, one row more above, the columns in another order.
    geser = [["Tahun 2026"], *([b[0], b[2], b[1], *b[3:]] if len(b) > 3 else b for b in ISI)]
    lagi = pilihan(layar, unggah(layar, dinkes, buku_biasa(geser)))
    assert (lagi["kepala"], lagi["kolom-2"], lagi["kolom-3"]) == ("5", "nama", "kode")
    lain = pilihan(layar, unggah(layar, dinkes, ubah(buku(), lambda b: b.create_sheet("x"))))
    assert (lain["kolom-4"], lain["kolom-5"]) == ("pagu_renja", "")
    milik_lain = pilihan(layar, unggah(layar, disdik))
    assert milik_lain["kolom-4"] == "pagu_dpa"


def test_what_was_spent_goes_to_the_indikator_with_a_budget(masuk_sebagai, sari, dinkes):
    """sari may not set up programs; what was spent is hers to say, by the rules of Isian Saya."""
    periode = pabrik.buat_periode(triwulan=4)
    kegiatan = pabrik_pohon.buat_kegiatan(program=pabrik_pohon.buat_program(opd=dinkes, kode=P))
    sub = pabrik_pohon.buat_sub(kegiatan=kegiatan, nomor=1)
    satu = pabrik.buat_indikator(
        opd=dinkes, sub_kegiatan=sub, berpagu=True, isian="triwulan", konsolidasi="jumlah"
    )
    lalu = pabrik.buat_periode(triwulan=3)
    pabrik.buat_realisasi(indikator=satu, periode=lalu, anggaran=200_000)
    layar = masuk_sebagai(sari)
    peta = unggah(layar, dinkes)
    isi = pilihan(layar, peta)
    assert "kolom-4" in isi and isi["kolom-4"] == ""
    isi |= {"kolom-6": "realisasi", "periode": ""}
    assert "Pilih sampai triwulan mana" in pakai(layar, peta, isi).content.decode()
    balasan = pakai(layar, peta, isi | {"periode": str(periode.pk)})
    impor = Impor.objects.get()
    assert (impor.jenis, impor.periode) == ("realisasi", periode)
    assert "2 baris tidak punya indikator beranggaran" in balasan.content.decode()
    terapkan(layar, impor)
    # 600.000,50 since January, of which 200.000 until TW III.
    assert f"{Realisasi.objects.get(periode=periode).anggaran:f}" == "400000.50"
    assert not Pagu.objects.exists()


def test_who_may_both_gets_two_imports_from_one_file(layar, dinkes, admin):
    pabrik.buat_penugasan(pengguna=admin, opd=dinkes)
    periode = pabrik.buat_periode()
    kegiatan = pabrik_pohon.buat_kegiatan(program=pabrik_pohon.buat_program(opd=dinkes, kode=P))
    pabrik.buat_indikator(opd=dinkes, kegiatan=kegiatan, berpagu=True)
    peta = unggah(layar, dinkes)
    isi = pilihan(layar, peta, **{"kolom-3": ""})
    assert (isi["kolom-6"], isi["periode"]) == ("realisasi", str(periode.pk))
    halaman = pakai(layar, peta, isi).content.decode()
    peta.refresh_from_db()
    assert [peta.program.jenis, peta.realisasi.jenis] == ["program", "realisasi"]
    assert peta.program.get_absolute_url() in halaman
    assert peta.realisasi.get_absolute_url() in halaman
    # The file names nobody: a name is asked for beside the sheet, also in the marked workbook.
    tanda = layar.get(reverse("capaian:impor_bertanda", args=[peta.program_id]))
    ws = load_workbook(BytesIO(tanda.content))["Laporan"]
    assert ws["H11"].comment.text == "Laporan!H11: tulis nama sub kegiatan baru ini."


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"kolom-2": ""}, "Pilih kolom mana yang berisi kode."),
        ({"kolom-3": "", "kolom-4": "", "kolom-5": ""}, "Pilih juga kolom nama, pagu"),
        ({"kolom-5": "pagu_dpa"}, "“Pagu DPA (Rp)” dipilih di 2 kolom. Pilih satu."),
        ({"kolom-2": "nama", "kolom-3": "kode"}, "tidak ada kode program, kegiatan"),
    ],
)
def test_a_mapping_that_cannot_be_is_a_sentence(layar, dinkes, ganti, kalimat: str):
    peta = unggah(layar, dinkes)
    balasan = pakai(layar, peta, pilihan(layar, peta) | ganti)
    assert balasan.status_code == 422
    assert kalimat in balasan.content.decode()
    assert not Impor.objects.exists()


def test_another_sheet_and_another_head_can_be_looked_at(layar, dinkes):
    peta = unggah(layar, dinkes)
    balasan = layar.get(peta.get_absolute_url(), {"lembar": "Laporan", "kepala": "11"})
    assert balasan.context["kolom"][1].judul == S1
    kosong = layar.get(peta.get_absolute_url(), {"lembar": "Sampul", "kepala": "²"})
    assert "Belum ada baris yang kodenya terbaca" in kosong.content.decode()


def test_the_same_file_mapped_anew_is_read_anew(layar, dinkes):
    peta = unggah(layar, dinkes)
    pakai(layar, peta, pilihan(layar, peta, **{"kolom-5": ""}))
    pakai(layar, peta, pilihan(layar, peta, **{"kolom-4": "", "kolom-5": "pagu_dpa"}))
    impor = Impor.objects.get()
    terapkan(layar, impor)
    assert Pagu.objects.get(sub_kegiatan__kode=S1).nilai == 1_200_000


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (b"%PDF-1.7", "PDF"),
        (None, "Pilih berkasnya"),
        (buku_biasa([[1, 2]]), "Tidak satu lembar pun di berkas ini berjudul kolom."),
    ],
)
def test_a_bad_file_is_a_sentence_beside_the_field(layar, dinkes, isi, kalimat: str):
    pabrik.buat_tahun()
    url = reverse("capaian:impor_peta_unggah", args=[dinkes.pk, 2025])
    balasan = layar.post(url, {"berkas": kirim(isi, "a.xlsx")} if isi else {})
    assert balasan.status_code == 422
    assert kalimat in balasan.content.decode()
    assert not PetaKolom.objects.exists()


def test_pages_ask_a_fixed_number_of_queries(layar, dinkes, jumlah_kueri):
    peta = unggah(layar, dinkes)
    with jumlah_kueri("capaian:impor_peta"):
        layar.get(reverse("capaian:impor_peta", args=[dinkes.pk, 2025]))
    with jumlah_kueri("capaian:impor_peta_rinci"):
        layar.get(peta.get_absolute_url())
