"""E.79, E.80, E.78, the tables beside them, and the page that lists all of them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from capaian.ekspor import kamus, mentah
from capaian.ekspor.formulir.daftar import PER_OPD, SE_KOTA
from capaian.layar.dokumen import FORMULIR_KOTA, FORMULIR_OPD
from capaian.models import Realisasi
from capaian.pilihan import StatusRealisasi, SumberTarget
from konsolidasi.inti.tata_letak import Kolom
from konsolidasi.inti.xlsx_alir import alirkan
from opd.models import Urusan
from opd.pilihan import JenisUrusan
from tests import pabrik, pabrik_pohon

DOKUMEN = reverse("capaian:dokumen")
# domain.md §2.2, to the letter.
E79 = (
    "No",
    "Sasaran",
    "Kode",
    "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan",
    "Indikator Kinerja Program (outcome)/Kegiatan (output)",
    "Target RPJMD Kab/Kota pada Tahun 2029 (akhir periode RPJMD)",
    "Realisasi Capaian Kinerja RPJMD s/d RKPD Tahun Lalu (n-2)",
    "Target Kinerja dan Anggaran RKPD Tahun Berjalan (n-1) yang dievaluasi",
    "Realisasi pada Triwulan",
    "Realisasi Capaian Kinerja dan Anggaran RKPD yang dievaluasi",
    "Realisasi Kinerja dan Anggaran RPJMD s/d Tahun 2025 (14 = 7+13)",
    "Tingkat Capaian Kinerja dan Realisasi Anggaran RPJMD s/d Tahun 2025 (%) (15 = 14/6 × 100%)",
    "PD Penanggung Jawab",
)


def buka(client, nama: str, *arg, **kueri) -> Worksheet:
    balasan = client.get(reverse(f"capaian:{nama}", args=arg), kueri)
    assert balasan.status_code == 200
    return load_workbook(BytesIO(balasan.getvalue())).active


def nilai(ws: Worksheet, nomor: int) -> list[object]:
    return [s.value for s in ws[nomor]]


def cari(ws: Worksheet, teks: str) -> int:
    return next(s.row for b in ws.iter_rows() for s in b if str(s.value or "").startswith(teks))


@pytest.fixture
def kota(dinkes, disdik):
    """One program of Dinkes with one verified indikator, and one indikator of Disdik."""
    visi = pabrik_pohon.buat_visi(tahun_mulai=2025, tahun_selesai=2029)
    misi = pabrik_pohon.buat_misi(visi=visi)
    sasaran = pabrik_pohon.buat_sasaran(tujuan=pabrik_pohon.buat_tujuan(misi=misi), kode="1.1.1")
    Urusan.objects.create(kode="1.02", nama="Kesehatan", jenis=JenisUrusan.WAJIB_DASAR)
    program = pabrik_pohon.buat_program(opd=dinkes, kode="1.02.02", sasaran=sasaran)
    kegiatan = pabrik_pohon.buat_kegiatan(program=program)
    sub = pabrik_pohon.buat_sub(kegiatan=kegiatan)
    utama = pabrik.buat_indikator(opd=dinkes, program=program, nama="Imunisasi", kode="1.02.05")
    rinci = pabrik.buat_indikator(opd=dinkes, sub_kegiatan=sub, nama="Ibu hamil diperiksa")
    lain = pabrik.buat_indikator(opd=disdik, sasaran=sasaran, nama="Melek huruf")
    for satu in (utama, rinci, lain):
        pabrik.buat_target(indikator=satu, nilai="80")
        pabrik.buat_target(
            indikator=satu,
            nilai="90",
            tahun=2029,
            sumber=SumberTarget.RPJMD,
            mulai=date(2025, 8, 20),
        )
        pabrik.buat_realisasi(indikator=satu, nilai="72", status=StatusRealisasi.TERVERIFIKASI)
    pabrik.buat_realisasi(indikator=utama, nilai="60", periode=pabrik.buat_periode(tahun=2024))
    return {"utama": utama, "rinci": rinci, "lain": lain, "sub": sub}


def test_e79_has_thirty_columns_and_codes_in_five_of_them(masuk_sebagai, rina, kota):
    ws = buka(masuk_sebagai(rina), "formulir_kota", "e79", 2025, 4)
    atas = cari(ws, "No")
    assert tuple(n for n in nilai(ws, atas) if n) == E79
    assert ws.max_column == 30
    assert [n for n in nilai(ws, atas + 3) if n] == [str(n) for n in range(1, 17)]
    n = cari(ws, "Imunisasi (%)")
    assert nilai(ws, n)[2:8] == ["1", "02", "02", None, None, "Program 1.02.02"]
    assert nilai(ws, n - 1)[2:8] == ["1", "02", None, None, None, "Kesehatan"]
    assert (ws[f"J{n}"].value, ws[f"N{n}"].value, ws[f"V{n}"].value) == (90, 80, 72)
    assert ws[f"X{n}"].value == f"=V{n}"
    assert ws[f"AB{n}"].value == f"=ROUND(Z{n}/J{n}*100,2)"
    rinci = cari(ws, "Ibu hamil diperiksa")
    assert nilai(ws, rinci)[2:7] == ["1", "02", "02", "2.01", "0001"]
    assert ws[f"C{rinci}"].data_type == "s"
    assert nilai(ws, cari(ws, "Melek huruf"))[1] == "1.1.1 Sasaran 1.1.1"
    tanda = cari(ws, "Disetujui")
    assert any(ws.cell(tanda + 2, k).value == "WALI KOTA TANJUNGBALAI," for k in range(20, 31))


def test_e80_sets_five_years_side_by_side(masuk_sebagai, sari, dinkes, kota):
    ws = buka(masuk_sebagai(sari), "formulir_opd", "e80", dinkes.pk, 2025, 4)
    atas = cari(ws, "No")
    assert [n for n in nilai(ws, atas + 3) if n] == [str(n) for n in range(1, 23)]
    n = cari(ws, "Imunisasi (%)")
    # Data awal is 2024; target of the last year 2029; realisasi of the first year 2025.
    assert (ws[f"E{n}"].value, ws[f"F{n}"].value, ws[f"R{n}"].value) == (60, 90, 72)
    assert ws[f"T{n}"].value is None
    assert "Rata-rata capaian kinerja Renstra (%)" in [s.value for s in ws["A"]]
    assert "Melek huruf" not in [s.value for s in ws["D"]]


def test_units_stand_in_the_form_of_their_opd(masuk_sebagai, sari, dinkes, kota):
    """And in their own, where the program above them is named without its money."""
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    pabrik_pohon.buat_pagu(nilai=7_000, sumber="renja", program=kota["utama"].program)
    satu = pabrik.buat_indikator(opd=rsud, program=kota["utama"].program, nama="BOR")
    pabrik.buat_target(indikator=satu, nilai="75")
    client = masuk_sebagai(sari)
    ws = buka(client, "formulir_opd", "e81", dinkes.pk, 2025, 4)
    assert ws[f"Y{cari(ws, 'BOR (%)')}"].value.startswith("RSUD\nsementara")
    assert ws[f"J{cari(ws, 'Imunisasi (%)')}"].value == 7000
    ws = buka(client, "formulir_opd", "e81", rsud.pk, 2025, 4)
    n = cari(ws, "BOR (%)")
    assert (ws[f"C{n}"].value, ws[f"J{n}"].value) == ("1.02.02 Program 1.02.02", None)
    assert not any("Imunisasi" in str(s.value) for s in ws["D"])


def test_e78_stops_at_the_program_and_divides_by_the_end(masuk_sebagai, rina, kota):
    ws = buka(masuk_sebagai(rina), "formulir_kota", "e78", 2025, 4)
    atas = cari(ws, "No")
    assert [n for n in nilai(ws, atas + 3) if n] == [str(n) for n in range(1, 24)]
    n = cari(ws, "Imunisasi (%)")
    akhir = ws.max_column
    assert ws.cell(atas, akhir - 1).value == "Rasio Capaian Akhir (%)"
    rasio, sd = ws.cell(n, akhir - 1).value, ws.cell(n, akhir - 3)
    assert (sd.value, rasio) == (72, f"=ROUND({sd.coordinate}/F{n}*100,2)")
    teks = [str(s.value) for b in ws.iter_rows() for s in b]
    assert not any("Ibu hamil diperiksa" in satu for satu in teks)


def test_kepatuhan_counts_as_the_matrix_does(masuk_sebagai, rina, kota):
    ws = buka(masuk_sebagai(rina), "kepatuhan_unduh", 2025)
    kepala = cari(ws, "No") + 1
    tw4 = [n for n, s in enumerate(ws[kepala - 1]) if s.value == "TW IV"][0]
    baris = nilai(ws, cari(ws, "Dinas Kesehatan"))
    # wajib, terisi, menunggu, terverifikasi, tepat, terlambat, belum diajukan
    assert baris[tw4 : tw4 + 4] == [2, 2, 0, 2]
    n = cari(ws, "Jumlah seluruhnya")
    assert ws.cell(n, tw4 + 1).value.startswith("=SUM(")


def test_mentah_has_a_line_for_each_quarter(masuk_sebagai, rina, kota):
    ws = buka(masuk_sebagai(rina), "mentah_unduh", 2025)
    judul, *baris = ws.iter_rows(values_only=True)
    assert judul == tuple(k.judul for k in mentah.KOLOM)
    assert len(baris) == 4 * 3
    kunci = [k.kunci for k in mentah.KOLOM]
    semua = [dict(zip(kunci, b, strict=True)) for b in baris]
    tw4 = next(b for b in semua if b["nama"] == "Imunisasi" and b["triwulan"] == "IV")
    r = Realisasi.objects.get(indikator=kota["utama"], periode__tahun=2025)
    assert Decimal(str(tw4["realisasi"])) == r.nilai
    assert (tw4["target"], tw4["capaian"], tw4["status"]) == (80, 90, r.get_status_display())
    assert (tw4["simpul"], tw4["opd"], tw4["kode"]) == ("1.02.02", "Dinas Kesehatan", "1.02.05")
    tw1 = next(b for b in semua if b["nama"] == "Imunisasi" and b["triwulan"] == "I")
    assert (tw1["realisasi"], tw1["capaian_tw"], tw1["keadaan"]) == (None, None, "Belum diisi")


def test_long_table_keeps_text_as_text_and_never_rounds():
    kolom = [Kolom(k, k, 10) for k in "abc"]
    baris = [("=HYPERLINK(1)", Decimal("1234567890123456.5"), None), ("@x", Decimal("0.5"), 3)]
    ws = load_workbook(alirkan("Uji", kolom, iter(baris), datetime(2026, 1, 1, tzinfo=UTC))).active
    assert (ws["A2"].value, ws["A2"].data_type, ws["A2"].quotePrefix) == (
        "=HYPERLINK(1)",
        "s",
        True,
    )
    assert ws["B2"].value == "1.234.567.890.123.456,500000"
    assert (ws["A3"].data_type, ws["B3"].value, ws["C3"].value) == ("s", 0.5, 3)
    assert ws.auto_filter.ref == "A1:C3"


def test_kamus_has_every_field_of_satu_data_indonesia(masuk_sebagai, sari, kota, dinkes):
    type(kota["utama"]).objects.filter(pk=kota["utama"].pk).update(
        definisi_operasional="Bayi yang lengkap imunisasinya",
        sumber_data="ASIK",
        rumus_perhitungan="a ÷ b",
    )
    ws = buka(masuk_sebagai(sari), "kamus_unduh", 2025)
    atas = cari(ws, "Kodefikasi")
    judul = nilai(ws, atas + 1)
    assert judul[1:15] == [label for _, label, _ in kamus.SDI]
    n = cari(ws, "1.02.05")
    isi = dict(zip(judul[1:15], nilai(ws, n)[1:15], strict=True))
    assert isi["Definisi"] == "Bayi yang lengkap imunisasinya"
    assert isi["Interpretasi"] == "Makin besar makin baik"
    assert [k for k, v in isi.items() if v is None] == [
        "Konsep",
        "Klasifikasi",
        *judul[9:15],
    ]
    assert nilai(ws, n)[15:20] == ["IKK", "ASIK", "Triwulanan", "Dinas Kesehatan", 60]
    assert nilai(ws, n)[24] == 90
    assert "Melek huruf" not in [s.value for s in ws["B"]]


def test_page_lists_every_form_of_the_own_opd_only(masuk_sebagai, sari, rina, kota):
    milik = masuk_sebagai(sari).get(DOKUMEN, {"tahun": "2025", "triwulan": "3"}).content.decode()
    assert "Dinas Kesehatan" in milik and "Dinas Pendidikan" not in milik
    assert "E.79" not in milik
    assert reverse("capaian:formulir_opd", args=["e81", kota["utama"].opd_id, 2025, 3]) in milik
    semua = masuk_sebagai(rina).get(DOKUMEN).content.decode()
    assert "Dinas Pendidikan" in semua
    assert "Evaluasi Hasil RKPD" in semua and "Evaluasi Hasil RPJMD" in semua
    assert [k for k, *_ in FORMULIR_OPD] == list(PER_OPD)
    assert [k for k, *_ in FORMULIR_KOTA] == list(SE_KOTA)


def test_whole_city_is_not_for_one_opd(masuk_sebagai, sari, kota):
    url = reverse("capaian:formulir_kota", args=["e79", 2025, 4])
    assert masuk_sebagai(sari).get(url).status_code == 403


@pytest.mark.parametrize("banyak", [5, 50])
def test_query_count_does_not_grow(masuk_sebagai, rina, kota, dinkes, jumlah_kueri, banyak):
    for _ in range(banyak):
        satu = pabrik.buat_indikator(opd=dinkes, sub_kegiatan=kota["sub"])
        pabrik.buat_target(indikator=satu)
        pabrik.buat_opd(nama=f"Dinas {satu.pk}", singkatan=f"D{satu.pk}")
    client = masuk_sebagai(rina)
    for nama, arg in (
        ("dokumen", ()),
        ("formulir_kota", ("e79", 2025, 4)),
        ("mentah_unduh", (2025,)),
        ("kamus_unduh", (2025,)),
    ):
        with jumlah_kueri(f"capaian:{nama}"):
            assert client.get(reverse(f"capaian:{nama}", args=arg)).status_code == 200
