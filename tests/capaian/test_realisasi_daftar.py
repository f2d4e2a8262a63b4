"""The list of realisasi: scope, filters, sorting, four absences, and the workbook of the same."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from capaian.models import Bukti, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from tests import pabrik

DAFTAR = reverse("capaian:realisasi_daftar")
UNDUH = reverse("capaian:realisasi_unduh")


@pytest.fixture
def dua(dinkes, disdik):
    """One indikator of each OPD in TW IV; that of Dinkes also in TW I."""
    stunting = pabrik.buat_indikator(opd=dinkes, kode="1.02.01", nama="Stunting")
    sekolah = pabrik.buat_indikator(opd=disdik, kode="1.01.01", nama="Lama sekolah")
    for satu in (stunting, sekolah):
        pabrik.buat_target(indikator=satu, nilai="80", triwulanan={1: "20"})
    pertama = pabrik.buat_periode(triwulan=1)
    pabrik.buat_realisasi(indikator=stunting, nilai="18", periode=pertama)
    pabrik.buat_realisasi(
        indikator=stunting, nilai="76", status=StatusRealisasi.TERVERIFIKASI, terlambat_hari=2
    )
    pabrik.buat_realisasi(indikator=sekolah, nilai="60", status=StatusRealisasi.DIAJUKAN)
    Realisasi.objects.filter(indikator=stunting, periode__triwulan=4).update(
        terlambat_hari=2, diubah_setelah_verifikasi=1
    )
    return stunting, sekolah


def isi(client, **saring) -> str:
    balasan = client.get(DAFTAR, saring)
    assert balasan.status_code == 200
    return balasan.content.decode()


def nama(halaman: str) -> list[str]:
    """Indikator and quarter of each row, in order."""
    baris = (
        halaman.split("<tbody")[1].split("</tbody>")[0].split("<tr")[1:]
        if "<tbody" in halaman
        else []
    )
    return [
        f"{b.split('<a href=')[1].split('>')[1].split('<')[0]} "
        + b.split('data-label="Triwulan">')[1].split("<")[0]
        for b in baris
    ]


def lembar(client, **saring) -> list[list[object]]:
    balasan = client.get(UNDUH, saring)
    assert balasan.status_code == 200
    ws = load_workbook(BytesIO(balasan.content)).active
    return [list(baris) for baris in ws.iter_rows(values_only=True)]


def test_running_quarter_opens_first_and_the_others_are_asked_for(masuk_sebagai, rina, dua):
    client = masuk_sebagai(rina)
    assert nama(isi(client)) == ["Stunting TW IV", "Lama sekolah TW IV"]
    assert "2 realisasi</h2>" in isi(client)
    assert nama(isi(client, triwulan="1")) == ["Stunting TW I"]
    semua = isi(client, triwulan="semua")
    assert nama(semua) == ["Stunting TW I", "Stunting TW IV", "Lama sekolah TW IV"]
    assert "3 realisasi sesuai saringan" in semua


def test_sari_sees_only_rows_of_dinkes(masuk_sebagai, sari, joko, dua):
    assert nama(isi(masuk_sebagai(sari))) == ["Stunting TW IV"]
    assert nama(isi(masuk_sebagai(joko))) == ["Lama sekolah TW IV"]
    assert nama(isi(masuk_sebagai(joko), opd=dua[0].opd_id)) == ["Lama sekolah TW IV"]


def test_row_shows_target_of_the_quarter_capaian_status_and_marks(masuk_sebagai, rina, dua):
    client = masuk_sebagai(rina)
    halaman = isi(client, cari="stunting", triwulan="1")
    assert "90,00\xa0%" in halaman
    assert "18,00 ÷ 20,00" in halaman
    assert "Draf" in halaman
    halaman = isi(client, cari="stunting")
    for kata in ("Terverifikasi", "Terlambat 2 hari", "Diubah setelah verifikasi 1×"):
        assert kata in halaman


@pytest.mark.parametrize(
    ("saring", "tampil"),
    [
        ({"cari": "1.01"}, ["Lama sekolah TW IV"]),
        ({"status": "diajukan"}, ["Lama sekolah TW IV"]),
        ({"keadaan": "nilai"}, ["Stunting TW IV", "Lama sekolah TW IV"]),
        ({"keadaan": "kosong"}, []),
        ({"terlambat": "ya"}, ["Stunting TW IV"]),
        ({"terlambat": "tidak"}, ["Lama sekolah TW IV"]),
        ({"ubahan": "ya"}, ["Stunting TW IV"]),
        ({"bukti": "tanpa"}, ["Lama sekolah TW IV"]),
        ({"bukti": "ada"}, ["Stunting TW IV"]),
        ({"urut": "-nama"}, ["Stunting TW IV", "Lama sekolah TW IV"]),
        ({"urut": "kode"}, ["Lama sekolah TW IV", "Stunting TW IV"]),
        ({"urut": "status"}, ["Lama sekolah TW IV", "Stunting TW IV"]),
        (
            {"urut": "-triwulan", "triwulan": "semua", "cari": "stunting"},
            ["Stunting TW IV", "Stunting TW I"],
        ),
    ],
)
def test_filters_and_columns_decide_which_rows_and_in_which_order(
    masuk_sebagai, rina, dua, saring, tampil
):
    Bukti.objects.create(
        indikator=dua[0],
        periode=pabrik.buat_periode(),
        nama="SK",
        tautan="https://contoh.go.id/sk",
    )
    client = masuk_sebagai(rina)
    assert nama(isi(client, **saring)) == tampil
    kode = {"Stunting": "1.02.01", "Lama sekolah": "1.01.01"}
    terunduh = [(b[0], b[3]) for b in lembar(client, **saring) if str(b[3]).startswith("TW ")]
    assert terunduh == [(kode[t.rsplit(" TW", 1)[0]], t[t.index("TW") :]) for t in tampil]


def test_filter_by_klaster_and_opd(masuk_sebagai, rina, dua):
    client = masuk_sebagai(rina)
    opd = dua[1].opd
    assert nama(isi(client, opd=opd.pk, klaster=opd.klaster_id)) == ["Lama sekolah TW IV"]


def test_four_absences_look_different_here_and_in_the_workbook(masuk_sebagai, rina, dinkes):
    isian = {
        "1": {"nilai": "0"},
        "2": {"nilai": None},
        "3": {"nilai": None, "keadaan": KeadaanNilai.BELUM_WAKTUNYA, "alasan": "Terbit Mei"},
        "4": {"nilai": None, "keadaan": KeadaanNilai.TIDAK_BERLAKU, "alasan": "Dihapus"},
    }
    for kode, satu in isian.items():
        pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=dinkes, kode=kode), **satu)
    client = masuk_sebagai(rina)
    halaman = isi(client)
    for teks in ("<strong>0,00</strong>", "Belum diisi", "Belum waktunya", "Tidak berlaku"):
        assert teks in halaman
    assert "Nol ini hasil, bukan kosong." in halaman
    assert "Terbit Mei" in halaman
    tertulis = {b[0]: (b[6], b[7]) for b in lembar(client) if b[0] in isian}
    assert tertulis == {
        "1": (0, None),
        "2": ("Belum diisi", None),
        "3": ("Belum waktunya", "Terbit Mei"),
        "4": ("Tidak berlaku", "Dihapus"),
    }


def test_workbook_says_what_it_holds_and_keeps_numbers_as_numbers(masuk_sebagai, rina, dua):
    baris = lembar(masuk_sebagai(rina), cari="stunting", triwulan="semua", urut="-triwulan")
    kepala = next(b for b in baris if b[0] == "Kode")
    assert kepala[:7] == ["Kode", "Indikator", "OPD", "Triwulan", "Satuan", "Target", "Realisasi"]
    assert "Hanya memuat: kata “stunting”, Triwulan Semua triwulan" in [b[0] for b in baris]
    data = [b for b in baris if b[0] == "1.02.01"]
    assert [b[3] for b in data] == ["TW IV", "TW I"]
    assert data[1][5:9] == [20, 18, None, 90]
    assert data[0][11:13] == ["Terverifikasi", "Terlambat 2 hari; Diubah setelah verifikasi 1×"]


def test_download_link_carries_the_filter_and_the_order(masuk_sebagai, rina, dua):
    halaman = isi(masuk_sebagai(rina), status="diajukan", urut="-nama", per="50", halaman="1")
    tautan = halaman.split(f'href="{UNDUH}?')[1].split('"')[0]
    for bagian in ("status=diajukan", "urut=-nama", "triwulan=4", "tahun=2025"):
        assert bagian in tautan
    assert "halaman" not in tautan


@pytest.mark.parametrize(
    "saring",
    [
        {"opd": "abc"},
        {"tahun": "9999"},
        {"triwulan": "7"},
        {"halaman": "-3"},
        {"urut": "password"},
        {"cari": "\x00"},
        {"cari": "🙂" * 300},
        {"per": "1000000"},
        {"status": "xx"},
    ],
)
def test_nonsense_in_the_url_is_left_out(masuk_sebagai, rina, dua, saring):
    assert "Stunting" in isi(masuk_sebagai(rina), **saring)


def test_empty_result_offers_to_clear_the_filter_and_page_opens_without_any_year(
    masuk_sebagai, rina, db
):
    client = masuk_sebagai(rina)
    assert "Belum ada realisasi" in isi(client)
    assert "Tidak ada realisasi yang cocok" in isi(client, cari="tidak ada")
    assert any("Tidak ada realisasi" in str(b[0]) for b in lembar(client))


@pytest.mark.parametrize("banyak", [5, 50])
def test_number_of_queries_is_fixed(masuk_sebagai, rina, dinkes, jumlah_kueri, banyak):
    for _ in range(banyak):
        indikator = pabrik.buat_indikator(opd=dinkes)
        pabrik.buat_target(indikator=indikator, triwulanan={4: "20"})
        pabrik.buat_realisasi(indikator=indikator, diubah_oleh=rina)
    client = masuk_sebagai(rina)
    with jumlah_kueri("capaian:realisasi_daftar"):
        client.get(DAFTAR, {"per": "50"})
    with jumlah_kueri("capaian:realisasi_unduh"):
        client.get(UNDUH)
