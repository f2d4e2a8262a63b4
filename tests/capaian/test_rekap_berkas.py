"""The workbook of the rekap, read back cell by cell."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from capaian.pilihan import KeadaanNilai, StatusRealisasi, SumberTarget
from capaian.views import rekap as view
from opd.models import OpdUrusan, Urusan
from opd.pilihan import JenisUrusan, KedudukanPejabat, Peran
from tests import pabrik

UNDUH = reverse("capaian:rekap_unduh")
JUDUL = (
    "No",
    "OPD",
    "Indikator",
    "Satuan",
    "Formula",
    "Capaian 2025",
    "Target 2026",
    "Keterangan",
)


def unduh(client, *, rumus: bool = True, **saring) -> list[Worksheet]:
    balasan = client.get(UNDUH, {"tahun": "2025", **saring})
    assert balasan.status_code == 200
    return list(load_workbook(BytesIO(balasan.content), data_only=not rumus))


def baris(lembar: Worksheet, kode: str) -> list:
    return next([s.value for s in b] for b in lembar.iter_rows() if b[2].value == kode)


def teks(lembar: Worksheet) -> str:
    return "\n".join(str(s.value) for b in lembar.iter_rows() for s in b if s.value is not None)


@pytest.fixture
def stunting(dinkes):
    """A verified year, a target by RPJMD and by agreement, and a proposal."""
    indikator = pabrik.buat_indikator(
        opd=dinkes, kode="1.02.01", nama="Stunting", formula="negatif", contoh=True
    )
    pabrik.buat_target(indikator=indikator, nilai="10")
    pabrik.buat_realisasi(indikator=indikator, nilai="12", status=StatusRealisasi.TERVERIFIKASI)
    lain = {"tahun": 2026, "indikator": indikator}
    pabrik.buat_target(nilai="9", sumber=SumberTarget.RPJMD, acuan="RPJMD 2025–2029", **lain)
    pabrik.buat_target(
        nilai="7",
        sumber=SumberTarget.KESEPAKATAN,
        acuan="Berita Acara nomor 5",
        mulai=date(2026, 1, 21),
        **lain,
    )
    pabrik.buat_usulan(indikator=indikator, nilai="8")
    return indikator


@pytest.fixture
def bapperida(db):
    opd = pabrik.buat_opd(nama="Badan Perencanaan", singkatan="Bapperida", alamat="Jalan Uji 1")
    urusan = Urusan.objects.create(kode="5.01", nama="Perencanaan", jenis=JenisUrusan.PENUNJANG)
    OpdUrusan.objects.create(opd=opd, urusan=urusan, utama=True)
    return opd


def test_row_holds_numbers_live_formula_and_the_target_in_force(masuk_sebagai, rina, stunting):
    client = masuk_sebagai(rina)
    (lembar,) = unduh(client)
    isi = baris(lembar, "1.02.01")
    assert isi[:8] == [1, "Dinkes", "1.02.01", "Stunting", "%", "(2 × T − R) ÷ T", None, 10]
    nomor = next(b[0].row for b in lembar.iter_rows() if b[2].value == "1.02.01")
    assert isi[8] == 12
    assert isi[9] == f"=ROUND(ROUND(2*H{nomor}-I{nomor},6)/H{nomor}*100,2)"
    assert isi[12:16] == [9, 8, 7, "Berita Acara nomor 5"]
    assert baris(unduh(client, rumus=False)[0], "1.02.01")[9] == 80
    assert lembar.cell(nomor, 9).number_format == "[$-421]#,##0.00"


def test_example_row_is_marked_and_announced(masuk_sebagai, rina, stunting):
    (lembar,) = unduh(masuk_sebagai(rina))
    assert baris(lembar, "1.02.01")[16] == "Contoh."
    assert "Data contoh: baris dengan keterangan “Contoh”" in teks(lembar)


def test_heads_are_merged_and_means_skip_what_has_no_number(masuk_sebagai, rina, stunting, dinkes):
    kosong = pabrik.buat_indikator(opd=dinkes, kode="1.02.02")
    pabrik.buat_target(indikator=kosong, nilai="0")
    pabrik.buat_realisasi(indikator=kosong, nilai="3")
    (lembar,) = unduh(masuk_sebagai(rina))
    kepala = next(b for b in lembar.iter_rows() if b[0].value == "No")
    assert tuple(s.value for s in kepala if s.value) == JUDUL
    assert baris(lembar, "1.02.02")[9] == "Target nol"
    assert "Tidak dapat dihitung: target nol." in baris(lembar, "1.02.02")[16]
    rata = [b for b in lembar.iter_rows() if str(b[0].value).startswith("Rata-rata")]
    awal = rata[0][0].row - 2
    assert rata[0][0].value == "Rata-rata capaian Dinkes: 1 dari 2 indikator dihitung"
    assert rata[0][9].value == f"=ROUND(AVERAGE(J{awal}:J{awal + 1}),2)"
    assert rata[1][0].value.startswith("Rata-rata capaian klaster Pembangunan Manusia")


def test_range_fills_two_cells_and_picks_its_bound_live(masuk_sebagai, rina, dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes, kode="1", desimal=1)
    pabrik.buat_target(indikator=indikator, rentang=("80", "90"))
    pabrik.buat_realisasi(indikator=indikator, nilai="99")
    (lembar,) = unduh(masuk_sebagai(rina))
    isi = baris(lembar, "1")
    assert (isi[6], isi[7], isi[8]) == (80, 90, 99)
    assert isi[9].startswith("=IF(AND(I")
    assert "dipakai batas atas" in isi[16]


def test_predikat_is_text_with_a_number_from_its_scale(masuk_sebagai, rina, dinkes):
    skala = pabrik.buat_skala_predikat(huruf="A BB B")
    indikator = pabrik.buat_indikator(
        opd=dinkes, kode="1", jenis_nilai="predikat", formula="predikat", skala_predikat=skala
    )
    pabrik.buat_target(indikator=indikator, nilai=None, predikat="A")
    pabrik.buat_realisasi(
        indikator=indikator,
        nilai=None,
        keadaan=KeadaanNilai.NILAI,
        predikat=skala.butir.get(kode="BB"),
    )
    client = masuk_sebagai(rina)
    isi = baris(unduh(client)[0], "1")
    assert (isi[7], isi[8]) == ("A", "BB")
    assert isi[9] == "=IF(2.00>=3.00,100,ROUND(2.00/3.00*100,2))"
    assert "Peringkat BB terhadap A" in isi[16]


def test_text_of_people_never_becomes_a_formula(masuk_sebagai, rina, dinkes):
    nama = '=HYPERLINK("http://x")\x07'
    pabrik.buat_indikator(opd=dinkes, kode="@1", nama=nama, satuan="-orang")
    lembar = unduh(masuk_sebagai(rina))[0]
    sel = next(b for b in lembar.iter_rows() if b[2].value == "@1")
    assert [sel[n].data_type for n in (2, 3, 4)] == ["s", "s", "s"]
    assert sel[3].value == nama[:-1]


def test_one_sheet_per_klaster_and_one_for_the_rest(masuk_sebagai, rina, stunting):
    ekonomi = pabrik.buat_klaster(nama="Infrastruktur dan Ekonomi", urutan=2)
    for nama, klaster in (("PUTR", ekonomi), ("Bapperida", None)):
        pabrik.buat_indikator(opd=pabrik.buat_opd(nama=nama, singkatan=nama, klaster=klaster))
    nama = [lembar.title for lembar in unduh(masuk_sebagai(rina))]
    assert nama == ["Pembangunan Manusia", "Infrastruktur dan Ekonomi", "Di luar klaster"]


def test_head_says_when_by_whom_and_how_settled(masuk_sebagai, rina, stunting, bapperida):
    isi = teks(unduh(masuk_sebagai(rina))[0])
    assert "PEMERINTAH KOTA TANJUNGBALAI\nBADAN PERENCANAAN\nJalan Uji 1" in isi
    assert "REKAP CAPAIAN 2025 DAN TARGET 2026" in isi
    assert " WIB · status verifikasi: 1 dari 1 indikator terverifikasi · dicetak oleh" in isi
    assert "dicetak oleh Rina Sinaga" in isi


@pytest.mark.parametrize(
    ("kedudukan", "jabatan"),
    [
        (KedudukanPejabat.DEFINITIF, "\nKepala Badan Perencanaan\n"),
        (KedudukanPejabat.PLT, "\nPlt. Kepala Badan Perencanaan\n"),
    ],
)
def test_head_of_bapperida_signs(masuk_sebagai, rina, stunting, bapperida, kedudukan, jabatan):
    orang = pabrik.buat_pengguna(username="kaban", nama="Sofyan", nip="197001011990011001")
    pabrik.buat_penugasan(pengguna=orang, peran=Peran.KEPALA, opd=bapperida, kedudukan=kedudukan)
    isi = teks(unduh(masuk_sebagai(rina))[0])
    assert jabatan in isi
    assert "Sofyan\nNIP 197001011990011001" in isi


def test_without_a_head_there_is_room_for_a_name(masuk_sebagai, rina, stunting):
    isi = teks(unduh(masuk_sebagai(rina))[0])
    assert "(......" in isi
    assert "\nKepala Bapperida\n" in isi


def test_sari_gets_only_her_opd_and_the_sheet_says_so(masuk_sebagai, sari, stunting, disdik):
    pabrik.buat_indikator(opd=disdik, nama="Lama sekolah")
    isi = teks(unduh(masuk_sebagai(sari), opd=str(disdik.pk))[0])
    assert "Lama sekolah" not in isi
    assert "Hanya memuat: OPD dalam lingkup Sari Nasution" in isi
    assert "Rata-rata capaian seluruh baris lembar ini" in isi


def test_filter_is_kept_and_told(masuk_sebagai, rina, stunting, disdik):
    pabrik.buat_indikator(opd=disdik, nama="Lama sekolah")
    isi = teks(unduh(masuk_sebagai(rina), opd=str(disdik.pk), cari="lama")[0])
    assert "Stunting" not in isi
    assert "Hanya memuat: OPD Dinas Pendidikan, kata “lama”" in isi


def test_nothing_to_show_is_a_sheet_that_says_so(masuk_sebagai, rina):
    pabrik.buat_periode()
    assert "Tidak ada indikator yang sesuai saringan." in teks(unduh(masuk_sebagai(rina))[0])


@pytest.mark.parametrize(("kertas", "kode"), [("f4", 14), ("a4", 9), ("kuarto", 9)])
def test_paper_is_chosen_in_the_url(masuk_sebagai, rina, stunting, kertas, kode):
    (lembar,) = unduh(masuk_sebagai(rina), kertas=kertas)
    assert lembar.page_setup.paperSize == kode
    assert lembar.freeze_panes.startswith("E")


def test_answer_is_a_named_attachment_that_nobody_sniffs_or_keeps(masuk_sebagai, rina, stunting):
    balasan = masuk_sebagai(rina).get(UNDUH, {"tahun": "2025"})
    nama = balasan["Content-Disposition"]
    assert nama.startswith('attachment; filename="Rekap capaian 2025 dan target 2026 - per 20')
    assert nama.endswith('.xlsx"')
    assert balasan["X-Content-Type-Options"] == "nosniff"
    assert balasan["Cache-Control"] == "private, no-store"


def test_too_many_rows_are_refused_with_a_way_out(masuk_sebagai, rina, stunting, monkeypatch):
    monkeypatch.setattr(view, "BARIS_BERKAS", 0)
    balasan = masuk_sebagai(rina).get(UNDUH, {"tahun": "2025"})
    assert balasan.status_code == 422
    assert "Saring klaster atau OPD" in balasan.content.decode()
