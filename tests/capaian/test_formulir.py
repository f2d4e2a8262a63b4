"""E.81 of one OPD, read back cell by cell against the database."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from capaian.pilihan import StatusRealisasi, SumberTarget
from opd.pilihan import KedudukanPejabat, Peran
from tests import pabrik, pabrik_pohon

PASTI = StatusRealisasi.TERVERIFIKASI
# domain.md §2.1, to the letter; "…" is the year.
JUDUL = {
    "A": "No",
    "B": "Sasaran",
    "C": "Program/Kegiatan",
    "D": "Indikator Kinerja Program (outcome)/Kegiatan (output)",
    "E": "Target Renstra PD pada Tahun 2029 (akhir periode Renstra)",
    "G": "Realisasi Capaian Kinerja Renstra PD s/d Renja PD Tahun Lalu (n-2)",
    "I": "Target Kinerja dan Anggaran Renja PD Tahun Berjalan (n-1) yang dievaluasi",
    "K": "Realisasi Kinerja pada Triwulan",
    "S": "Realisasi Capaian Kinerja dan Anggaran Renja PD yang dievaluasi (12 = 8+9+10+11)",
    "U": "Realisasi Kinerja dan Anggaran Renstra PD s/d Tahun 2026 (13 = 6+12)",
    "W": "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra PD s/d Tahun 2026 (%)"
    " (14 = 13/5 × 100%)",
    "Y": "Unit PD Penanggung Jawab",
}
PENUTUP = (
    "Rata-rata capaian kinerja (%)",
    "Predikat kinerja",
    "Faktor pendorong keberhasilan kinerja:",
    "Faktor penghambat pencapaian kinerja:",
    "Tindak lanjut yang diperlukan dalam triwulan berikutnya*):",
    "Tindak lanjut yang diperlukan dalam Renja Perangkat Daerah Kabupaten/Kota berikutnya*):",
)


def alamat(opd, kode: str = "e81", tahun: int = 2026, tw: int = 4) -> str:
    return reverse("capaian:formulir_opd", args=[kode, opd.pk, tahun, tw])


def lembar(client, url: str, *, rumus: bool = True, **kueri) -> Worksheet:
    balasan = client.get(url, kueri)
    assert balasan.status_code == 200
    return load_workbook(BytesIO(balasan.content), data_only=not rumus).active


def baris(ws: Worksheet, kolom: str, awal: str) -> int:
    return next(s.row for s in ws[kolom] if str(s.value or "").startswith(awal))


def isi(ws: Worksheet, nomor: int) -> dict[str, object]:
    return {
        s.column_letter: s.value
        for s in ws[nomor]
        if hasattr(s, "column_letter") and s.value is not None
    }


def isi_tahun(indikator, tahun: int, nilai, **lain) -> None:
    for n, satu in enumerate(nilai, start=1):
        if satu is not None:
            pabrik.buat_realisasi(
                indikator=indikator,
                periode=pabrik.buat_periode(tahun=tahun, triwulan=n),
                nilai=satu,
                status=PASTI,
                **{k: v[n - 1] for k, v in lain.items()},
            )


@pytest.fixture
def renja(dinkes):
    """A program with two indikator, a kegiatan with one, a sub kegiatan without any."""
    visi = pabrik_pohon.buat_visi(tahun_mulai=2025, tahun_selesai=2029)
    misi = pabrik_pohon.buat_misi(visi=visi)
    sasaran = pabrik_pohon.buat_sasaran(tujuan=pabrik_pohon.buat_tujuan(misi=misi), kode="1.1.1")
    program = pabrik_pohon.buat_program(opd=dinkes, kode="1.02.02", sasaran=sasaran)
    kegiatan = pabrik_pohon.buat_kegiatan(program=program)
    sub = pabrik_pohon.buat_sub(kegiatan=kegiatan)
    for simpul in ({"program": program}, {"kegiatan": kegiatan}, {"sub_kegiatan": sub}):
        pabrik_pohon.buat_pagu(nilai=1_000, tahun=2026, sumber="renja", **simpul)
    pabrik_pohon.buat_pagu(
        nilai=5_000, tahun=2029, sumber="renstra", mulai=date(2025, 8, 20), program=program
    )
    jumlah = pabrik.buat_indikator(
        opd=dinkes,
        program=program,
        nama="Posyandu aktif",
        satuan="unit",
        desimal=0,
        konsolidasi="jumlah",
        isian="triwulan",
        berpagu=True,
    )
    posisi = pabrik.buat_indikator(
        opd=dinkes, program=program, nama="Stunting", formula="negatif", desimal=1
    )
    rata = pabrik.buat_indikator(
        opd=dinkes,
        kegiatan=kegiatan,
        nama="=1+1 Kepuasan",
        konsolidasi="rata_rata",
        isian="triwulan",
    )
    for satu, nilai, akhir in ((jumlah, "40", "200"), (posisi, "10", "8"), (rata, "80", "90")):
        pabrik.buat_target(indikator=satu, nilai=nilai, tahun=2026)
        pabrik.buat_target(
            indikator=satu,
            nilai=akhir,
            tahun=2029,
            sumber=SumberTarget.RENSTRA,
            mulai=date(2025, 8, 20),
        )
    isi_tahun(jumlah, 2025, ["5", "5", "5", "5"], anggaran=[100, 100, 100, 100])
    isi_tahun(jumlah, 2026, ["10", None, "12", "9"], anggaran=[200, 0, 300, 250])
    isi_tahun(posisi, 2025, [None, None, None, "9.5"])
    isi_tahun(posisi, 2026, ["9.3", "9.1", "9"])
    isi_tahun(rata, 2026, ["70", "71", "73.5", "80"])
    pabrik.buat_realisasi(
        indikator=posisi,
        periode=pabrik.buat_periode(tahun=2026, triwulan=4),
        nilai="8.8",
        faktor_penghambat="Balita pindah masuk.",
    )
    return {"jumlah": jumlah, "posisi": posisi, "rata": rata, "sasaran": sasaran}


def test_head_is_the_official_one_to_the_letter(masuk_sebagai, sari, dinkes, renja):
    ws = lembar(masuk_sebagai(sari), alamat(dinkes))
    atas = baris(ws, "A", "No")
    assert isi(ws, atas) == JUDUL
    assert [ws.cell(atas + 1, k).value for k in (11, 13, 15, 17)] == ["I", "II", "III", "IV"]
    assert [s.value for s in ws[atas + 2][4:24]] == ["K", "Rp"] * 10
    nomor = isi(ws, atas + 3)
    assert list(nomor.values()) == [str(n) for n in range(1, 16)]
    assert list(nomor) == list("ABCDEGIKMOQSUWY")
    assert ws.max_column == 25
    assert ws.print_title_rows == f"${atas}:${atas + 3}"
    assert ws.freeze_panes == f"E{atas + 4}"
    cetak = ws.page_setup
    assert (cetak.orientation, cetak.paperSize, cetak.fitToWidth) == ("landscape", 14, 1)
    assert "&P" in ws.oddFooter.right.text
    label = [str(s.value).split("\n")[0] for s in ws["A"]]
    assert tuple(satu for satu in label if satu in PENUTUP) == PENUTUP


def test_sum_has_live_formulas_that_equal_the_database(masuk_sebagai, sari, dinkes, renja):
    client = masuk_sebagai(sari)
    ws, nilai = (lembar(client, alamat(dinkes), rumus=r) for r in (True, False))
    n = baris(ws, "D", "Posyandu aktif (unit)")
    tulis, hitung = isi(ws, n), isi(nilai, n)
    assert tulis["C"] == "1.02.02 Program 1.02.02"
    assert (tulis["E"], tulis["F"], tulis["G"], tulis["H"], tulis["I"], tulis["J"]) == (
        200,
        5000,
        20,
        400,
        40,
        1000,
    )
    assert [tulis.get(k) for k in "KMOQ"] == [10, None, 12, 9]
    assert [tulis.get(k) for k in "LNPR"] == [200, None, 300, 250]
    assert tulis["S"] == f"=ROUND(SUM(K{n},M{n},O{n},Q{n}),6)"
    assert tulis["U"] == f"=ROUND(SUM(G{n},S{n}),6)"
    assert tulis["W"] == f"=ROUND(U{n}/E{n}*100,2)"
    assert tulis["X"] == f"=ROUND(V{n}/F{n}*100,2)"
    assert [hitung[k] for k in "STUVWX"] == [31, 750, 51, 1150, 25.5, 23]
    assert ws[f"K{n}"].number_format == "[$-421]#,##0"
    assert not ws[f"S{n}"].comment


def test_what_is_no_sum_says_so_at_its_cell(masuk_sebagai, sari, dinkes, renja):
    client = masuk_sebagai(sari)
    ws, nilai = (lembar(client, alamat(dinkes), rumus=r) for r in (True, False))
    n = baris(ws, "D", "Stunting")
    assert isi(ws, n)["S"] == f"=Q{n}"
    assert isi(ws, n)["W"] == f"=ROUND(ROUND(2*E{n}-U{n},6)/E{n}*100,2)"
    assert isi(nilai, n)["W"] == 90
    assert "triwulan terakhir yang terisi (TW IV)" in ws[f"S{n}"].comment.text
    assert "Makin kecil makin baik" in ws[f"W{n}"].comment.text
    assert ws[f"Q{n}"].number_format == "[$-421]#,##0.0"
    assert ws[f"Q{n}"].font.i and not ws[f"O{n}"].font.i
    assert isi(ws, n)["Y"] == "Dinkes\nsementara: Draf (TW IV)"
    rata = baris(ws, "D", "=1+1 Kepuasan")
    assert isi(ws, rata)["S"] == f"=ROUND(AVERAGE(K{rata},M{rata},O{rata},Q{rata}),6)"
    assert isi(nilai, rata)["S"] == 73.625
    assert ws[f"D{rata}"].data_type == "s" and ws[f"D{rata}"].quotePrefix


def test_quarters_after_the_chosen_one_stay_empty(masuk_sebagai, sari, dinkes, renja):
    ws = lembar(masuk_sebagai(sari), alamat(dinkes, tw=2))
    tulis = isi(ws, baris(ws, "D", "Stunting"))
    assert "O" not in tulis and "Q" not in tulis
    nomor = baris(ws, "D", "Stunting")
    assert tulis["S"] == f"=M{nomor}"


def test_below_stand_mean_predikat_factors_and_promises(masuk_sebagai, sari, dinkes, renja):
    agenda = pabrik.buat_agenda(opd=dinkes)
    janji = pabrik.buat_tindak_lanjut(agenda=agenda, uraian="Undang klinik swasta")
    type(janji).objects.filter(pk=janji.pk).update(batas_tanggal=date(2027, 2, 1))
    jauh = pabrik.buat_tindak_lanjut(agenda=agenda, uraian="Bangun gudang obat")
    type(jauh).objects.filter(pk=jauh.pk).update(batas_tanggal=date(2027, 9, 1))
    client = masuk_sebagai(sari)
    ws, nilai = (lembar(client, alamat(dinkes), rumus=r) for r in (True, False))
    n = baris(ws, "A", PENUTUP[0])
    pertama = baris(ws, "A", "No") + 4
    assert ws[f"W{n}"].value == f"=ROUND(AVERAGE(W{pertama}:W{n - 1}),2)"
    # 25,5, 90 and 81,81: of a mean of quarters the last year counts, against 90.
    assert Decimal(str(nilai[f"W{n}"].value)) == Decimal("65.77")
    assert ws[f"W{n + 1}"].value == "Rendah, sementara"
    teks = [str(ws[f"A{n + k}"].value) for k in range(2, 6)]
    assert teks[0] == PENUTUP[2]
    assert teks[1] == f"{PENUTUP[3]}\n{renja['posisi'].kode}: Balita pindah masuk."
    assert teks[2] == f"{PENUTUP[4]}\nUndang klinik swasta (batas 1 Februari 2027)"
    assert teks[3] == f"{PENUTUP[5]}\nBangun gudang obat (batas 1 September 2027)"


def test_both_sign_and_an_acting_head_is_called_so(masuk_sebagai, sari, dinkes, renja):
    plt = pabrik.buat_pengguna(username="plt", nama="Dewi Sitorus", nip="197001012000032001")
    pabrik.buat_penugasan(
        pengguna=plt, peran=Peran.KEPALA, opd=dinkes, kedudukan=KedudukanPejabat.PLT
    )
    ws = lembar(masuk_sebagai(sari), alamat(dinkes))
    n = baris(ws, "A", "Disusun")
    kiri = [ws[f"A{n + k}"].value for k in range(6)]
    assert kiri[2] == "Plt. KEPALA DINAS KESEHATAN\nKOTA TANJUNGBALAI,"
    assert kiri[4:] == ["Dewi Sitorus", "NIP 197001012000032001"]
    assert ws[f"S{n}"].value == "Dievaluasi"
    assert ws[f"S{n + 2}"].value == "KEPALA BAPPERIDA\nKOTA TANJUNGBALAI,"


def test_a_deputy_signs_for_the_head(masuk_sebagai, sari, dinkes, renja):
    client = masuk_sebagai(sari)
    kueri = {"jabatan": "Kepala Subbagian Program", "nama": "Rudi Purba", "nip": "1980"}
    ws = lembar(client, alamat(dinkes), **kueri)
    n = baris(ws, "A", "Disusun")
    atas = "a.n. KEPALA DINAS KESEHATAN\nSekretaris\nu.b.\nKepala Subbagian Program,"
    assert [ws[f"A{n + k}"].value for k in (2, 4, 5)] == [atas, "Rudi Purba", "NIP 1980"]
    halaman = client.get(reverse("capaian:dokumen"), kueri | {"tahun": "2026"}).content.decode()
    assert "jabatan=Kepala+Subbagian+Program&amp;nama=Rudi+Purba" in halaman
    assert 'name="tahun" value="2026"' in halaman


def test_csv_holds_the_same_rows(masuk_sebagai, sari, dinkes, renja):
    balasan = masuk_sebagai(sari).get(alamat(dinkes), {"berkas": "csv"})
    teks = balasan.content.decode()
    assert teks.startswith("\ufeff1 No;2 Sasaran;3 Program/Kegiatan;")
    kepuasan = next(b for b in teks.splitlines() if "Kepuasan" in b).split(";")
    assert kepuasan[3] == "'=1+1 Kepuasan (%)"
    assert kepuasan[18] == "73,625"
    assert len(kepuasan) == 25


@pytest.mark.parametrize("kode", ["e81", "e80"])
def test_another_opd_and_nonsense_are_not_found(masuk_sebagai, joko, dinkes, renja, kode):
    client = masuk_sebagai(joko)
    assert client.get(alamat(dinkes, kode)).status_code == 404
    assert client.get(alamat(dinkes, kode).replace(kode, "e99")).status_code == 404


def test_year_and_quarter_must_exist(masuk_sebagai, sari, dinkes, renja):
    client = masuk_sebagai(sari)
    assert client.get(alamat(dinkes, tahun=1999)).status_code == 404
    assert client.get(alamat(dinkes, tw=5)).status_code == 404
    assert client.get(alamat(dinkes, "e79")).status_code == 404


@pytest.mark.parametrize("banyak", [5, 50])
def test_query_count_does_not_grow(masuk_sebagai, sari, dinkes, renja, jumlah_kueri, banyak):
    program = pabrik_pohon.buat_program(opd=dinkes, sasaran=renja["sasaran"])
    for _ in range(banyak):
        satu = pabrik.buat_indikator(opd=dinkes, program=program)
        pabrik.buat_target(indikator=satu, tahun=2026)
    client = masuk_sebagai(sari)
    with jumlah_kueri("capaian:formulir_opd"):
        assert client.get(alamat(dinkes)).status_code == 200
