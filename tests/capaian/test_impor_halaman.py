"""The pages: template out, upload, repair, decide, apply, take back, the marked workbook."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from capaian.layanan.realisasi import simpan_realisasi
from capaian.models import Impor, Indikator, Periode, Realisasi
from tests import berkas, pabrik
from tests.berkas import kirim
from tests.buku import di_triwulan, templat, ubah, unggah

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")


@pytest.fixture
def periode(db: None) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def indikator(dinkes) -> list[Indikator]:
    """Rows 6 to 8: 1.02.01 holds 72, the others nothing."""
    semua = [pabrik.buat_indikator(opd=dinkes, kode=f"1.02.0{n}") for n in (1, 2, 3)]
    pabrik.buat_realisasi(indikator=semua[0])
    return semua


@pytest.fixture
def layar(masuk_sebagai, sari) -> Client:
    return masuk_sebagai(sari)


@pytest.fixture
def impor(dinkes, sari, periode, indikator) -> Impor:
    """One good cell, one that is no number, one with two meanings, one code that is not ours."""
    sel = {"E6": 75, "E7": "92,4 persen", "E8": "1.184", "A9": "1.02.30", "E9": 1}
    return unggah(ubah(templat(dinkes, periode, sari), sel), dinkes, periode, sari)


def alamat(nama: str, impor: Impor) -> str:
    return reverse(f"capaian:{nama}", args=[impor.pk])


def test_the_template_is_made_for_this_opd_and_quarter(layar, dinkes, periode, indikator):
    pabrik.buat_target(indikator=indikator[0], triwulanan={4: "1.65"})
    balasan = layar.get(di_triwulan(dinkes, periode).alamat("impor_templat"))
    assert balasan["Content-Disposition"].startswith("attachment; filename")
    buku = load_workbook(BytesIO(balasan.content))
    ws = buku["Isian"]
    assert buku.sheetnames == ["Isian", "Petunjuk", "_asal"]
    assert buku["_asal"].sheet_state == "hidden"
    assert [c.value for c in ws[5]][:5] == [
        "Kode", "Indikator", "Satuan", "Target TW IV", "Realisasi TW IV",
    ]  # fmt: skip
    assert [c.value for c in ws[6]][:5] == ["1.02.01", indikator[0].nama, "%", "1,65", 72]
    assert ws["E6"].number_format == "#,##0.00"
    assert [ws[a].protection.locked for a in ("A6", "D6", "E6", "K6")] == [True, True, False, True]
    assert ws.protection.sheet and ws.freeze_panes == "C6"
    aturan = {a.formula1: str(a.sqref) for a in ws.data_validations.dataValidation}
    assert aturan['"Belum waktunya,Tidak berlaku"'] == "I6:I8"


def test_text_that_looks_like_a_formula_stays_text(layar, dinkes, sari, periode, indikator):
    Realisasi.objects.update(faktor_pendorong='=HYPERLINK("http://x")', sumber="+62 Profil")
    ws = load_workbook(BytesIO(templat(dinkes, periode, sari)))["Isian"]
    assert [(ws[a].data_type, ws[a].quotePrefix) for a in ("F6", "L6")] == [("s", True)] * 2


def test_sari_uploads_and_sees_every_error_at_once(layar, dinkes, sari, periode, indikator):
    isi = ubah(templat(dinkes, periode, sari), {"E6": 75, "E7": "92,4 persen", "E8": "1.184"})
    url = di_triwulan(dinkes, periode).alamat("impor_unggah")
    balasan = layar.post(url, {"berkas": kirim(isi, "isian.xlsx")}, follow=True)
    halaman = balasan.content.decode()
    assert "2 sel perlu dibereskan" in halaman
    assert "Sel E7</a>: “92,4 persen” bukan angka. Tulis 92,4." in halaman
    assert "“1.184” punya dua arti." in halaman
    assert "Terapkan 1 sel, lewati 2" in halaman
    assert Realisasi.objects.get().nilai == 72


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [(b"Kode;Nilai", "teks (CSV)"), (b"", "kosong (0 byte)"), (None, "Pilih berkasnya dulu.")],
)
def test_a_bad_file_is_a_sentence_beside_the_field(layar, dinkes, periode, isi, kalimat: str):
    url = di_triwulan(dinkes, periode).alamat("impor_unggah")
    balasan = layar.post(url, {} if isi is None else {"berkas": kirim(isi, "a.xlsx")})
    assert balasan.status_code == 422
    assert kalimat in balasan.content.decode()
    assert not Impor.objects.exists()


def test_a_file_sent_twice_is_one_import(layar, dinkes, sari, periode, impor):
    isi = impor.lampiran.berkas.open("rb").read()
    layar.post(alamat("impor_jawab", impor), {"aksi": "lewati:9"})
    url = di_triwulan(dinkes, periode).alamat("impor_unggah")
    for _ in range(2):
        balasan = layar.post(url, {"berkas": kirim(isi, "isian.xlsx")})
        assert balasan.url == impor.get_absolute_url()
    assert Impor.objects.get().jawaban == {"baris:9": {"pilih": "lewati"}}


def test_a_cell_is_repaired_on_the_page_and_nothing_typed_is_lost(layar, impor):
    layar.post(alamat("impor_jawab", impor), {"aksi": "pakai:E7", "sel-E7": "92,4"})
    layar.post(alamat("impor_jawab", impor), {"aksi": "pilih:E8:1184"})
    layar.post(alamat("impor_jawab", impor), {"aksi": "lewati:9"})
    balasan = layar.get(impor.get_absolute_url())
    hasil = balasan.context["hasil"]
    assert (hasil.banyak_masalah, hasil.banyak_ditulis) == (0, 3)
    layar.post(alamat("impor_terapkan", impor), {"sidik": hasil.sidik})
    nilai = Realisasi.objects.order_by("indikator__kode").values_list("nilai", flat=True)
    assert [f"{n:f}" for n in nilai] == ["75.000000", "92.400000", "1184.000000"]


def test_a_field_that_was_typed_counts_whatever_button_is_pressed(layar, impor):
    layar.post(alamat("impor_jawab", impor), {"aksi": "lewati:9", "sel-E7": "93"})
    impor.refresh_from_db()
    assert impor.jawaban["E7"]["teks"] == "93"
    layar.post(alamat("impor_jawab", impor), {"aksi": "urung:E7"})
    impor.refresh_from_db()
    assert set(impor.jawaban) == {"baris:9"}


@pytest.mark.parametrize(("pilih", "akhir"), [("sistem", ["80", "81"]), ("berkas", ["75", "76"])])
def test_all_conflicts_are_decided_with_one_button(
    layar, dinkes, sari, periode, indikator, pilih: str, akhir: list[str]
):
    isi = ubah(templat(dinkes, periode, sari), {"E6": 75, "E7": 76, "E8": 77})
    for nomor, versi in ((0, 1), (1, 0)):
        isian = {"nilai": 80 + nomor, "keadaan": "nilai"}
        simpan_realisasi(
            indikator=indikator[nomor], periode=periode, isi=isian, versi=versi, oleh=sari
        )
    impor = unggah(isi, dinkes, periode, sari)
    assert (
        "Tetap isi sistem untuk 2 bentrok" in layar.get(impor.get_absolute_url()).content.decode()
    )
    layar.post(alamat("impor_jawab", impor), {"aksi": f"semua:{pilih}"})
    sidik = layar.get(impor.get_absolute_url()).context["hasil"].sidik
    layar.post(alamat("impor_terapkan", impor), {"sidik": sidik})
    nilai = Realisasi.objects.order_by("indikator__kode").values_list("nilai", flat=True)
    assert [f"{n:.0f}" for n in nilai] == [*akhir, "77"]


def test_an_empty_repair_is_asked_for(layar, impor):
    balasan = layar.post(alamat("impor_jawab", impor), {"aksi": "pakai:E7", "sel-E7": " "})
    assert balasan.status_code == 422
    assert "Sel E7: tulis dulu nilainya." in balasan.content.decode()


def test_an_old_page_applies_nothing(layar, sari, impor, periode, indikator):
    sidik = layar.get(impor.get_absolute_url()).context["hasil"].sidik
    simpan_realisasi(indikator=indikator[0], periode=periode, isi={"nilai": 80}, versi=1, oleh=sari)
    balasan = layar.post(alamat("impor_terapkan", impor), {"sidik": sidik})
    assert balasan.status_code == 409
    assert "Pakai 75,00" in balasan.content.decode()
    assert Realisasi.objects.get().nilai == 80


def test_an_applied_import_is_a_page_with_its_diff_and_can_be_taken_back(layar, impor):
    sidik = layar.get(impor.get_absolute_url()).context["hasil"].sidik
    balasan = layar.post(alamat("impor_terapkan", impor), {"sidik": sidik}, follow=True)
    halaman = balasan.content.decode()
    assert "<s>72,00</s> → <strong>75,00</strong>" in halaman and "Batalkan impor" in halaman
    balasan = layar.post(alamat("impor_batalkan", impor), follow=True)
    assert "Dibatalkan Sari Nasution" in balasan.content.decode()
    assert Realisasi.objects.get().nilai == 72


def test_the_workbook_comes_back_with_red_cells_and_otherwise_as_it_was(layar, impor):
    bertanda = layar.get(alamat("impor_bertanda", impor))
    asli = b"".join(layar.get(alamat("impor_berkas", impor)).streaming_content)
    ws, dulu = (load_workbook(BytesIO(b))["Isian"] for b in (bertanda.content, asli))
    assert ws["E7"].comment.text == "Isian!E7: “92,4 persen” bukan angka. Tulis 92,4."
    assert {a for a in ("E6", "E7", "E8", "A9") if ws[a].comment} == {"E7", "E8", "A9"}
    assert ws["E6"].fill.fgColor.rgb == dulu["E6"].fill.fgColor.rgb
    assert [c.value for c in ws[7]] == [c.value for c in dulu[7]]


def test_only_what_needs_somebody_is_shown_on_demand(layar, impor):
    balasan = layar.get(impor.get_absolute_url(), {"saring": "masalah"})
    assert [b.nomor for b in balasan.context["baris"]] == [7, 8, 9]


def test_bapperida_reads_an_import_and_cannot_apply_it(masuk_sebagai, rina, impor):
    halaman = masuk_sebagai(rina).get(impor.get_absolute_url()).content.decode()
    assert "Hanya dibaca" in halaman and "Terapkan 1 sel" not in halaman


@pytest.mark.parametrize("banyak", [5, 50])
def test_pages_ask_the_same_number_of_queries(
    layar, dinkes, sari, periode, banyak: int, jumlah_kueri
):
    for n in range(banyak):
        pabrik.buat_indikator(opd=dinkes, kode=f"1.03.{n:02}")
    asli = templat(dinkes, periode, sari)
    impor = unggah(ubah(asli, {f"E{6 + n}": n for n in range(banyak)}), dinkes, periode, sari)
    layar.get(reverse("capaian:impor_daftar"))
    with jumlah_kueri("capaian:impor_rinci"):
        layar.get(impor.get_absolute_url())
    for _ in range(banyak):
        impor.pk, impor._state.adding = None, True
        impor.save()
    with jumlah_kueri("capaian:impor_daftar"):
        layar.get(reverse("capaian:impor_daftar"))
