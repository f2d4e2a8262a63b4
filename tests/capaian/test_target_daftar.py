"""The list of all versions: scope, filters in the URL, sorting, pages, workbook."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from capaian.layar.target_daftar import susun_daftar, yang_berlaku
from capaian.models import Target
from capaian.pilihan import SumberTarget
from tests import pabrik

DAFTAR, UNDUH = reverse("capaian:target_daftar"), reverse("capaian:target_daftar_unduh")
HARI_INI = date(2026, 3, 1)


@pytest.fixture
def dua(dinkes, disdik):
    """Stunting with two versions of 2026 and one of 2025; Lama sekolah with one of 2026."""
    stunting = pabrik.buat_indikator(opd=dinkes, kode="1.02.01", nama="Stunting")
    pabrik.buat_target(indikator=stunting, nilai="1.90", tahun=2025)
    pabrik.buat_target(
        indikator=stunting,
        nilai="1.75",
        tahun=2026,
        sumber=SumberTarget.RPJMD,
        triwulanan={4: "1.75"},
        pagu=Decimal(5_000_000),
    )
    pabrik.buat_target(
        indikator=stunting,
        rentang=("1.6", "1.7"),
        tahun=2026,
        sumber=SumberTarget.KESEPAKATAN,
        acuan="BA 050/12",
        alasan="Hasil rapat",
    )
    sekolah = pabrik.buat_indikator(opd=disdik, kode="1.01.01", nama="Lama sekolah")
    pabrik.buat_target(indikator=sekolah, nilai="9.4", tahun=2026)
    return stunting, sekolah


def isi(client, **saring) -> str:
    balasan = client.get(DAFTAR, saring)
    assert balasan.status_code == 200
    return balasan.content.decode()


def test_versions_of_the_year_stand_with_source_document_and_state(masuk_sebagai, rina, dua):
    halaman = isi(masuk_sebagai(rina))
    assert "3 versi target" in halaman
    for teks in ("1,75", "1,60–1,70", "BA 050/12", "Hasil rapat", "TW IV 1,75", "Diganti"):
        assert teks in halaman
    assert "1,90" not in halaman


@pytest.mark.parametrize(
    ("saring", "banyak"),
    [
        ({"tahun": "semua"}, 4),
        ({"tahun": "2025"}, 1),
        ({"berlaku": "ya"}, 2),
        ({"berlaku": "ya", "tahun": "semua"}, 3),
        ({"sumber": "rpjmd"}, 1),
        ({"cari": "stunt"}, 2),
        ({"cari": "050/12"}, 1),
        ({"cari": "1.01"}, 1),
        ({"cari": "tidak ada"}, 0),
    ],
)
def test_filters_narrow_the_list_and_the_workbook_alike(masuk_sebagai, rina, dua, saring, banyak):
    client = masuk_sebagai(rina)
    assert f"{banyak} versi target" in isi(client, **saring)
    lembar = load_workbook(BytesIO(client.get(UNDUH, saring).content)).active
    kode = [satu[0].value for satu in lembar.iter_rows()]
    assert sum(k in ("1.02.01", "1.01.01") for k in kode) == banyak


def test_filter_by_opd_and_klaster(masuk_sebagai, rina, dua):
    stunting, sekolah = dua
    client = masuk_sebagai(rina)
    halaman = isi(client, opd=stunting.opd_id, klaster=stunting.opd.klaster_id)
    assert "2 versi target" in halaman
    assert "Lama sekolah" not in halaman
    assert "Bersihkan saringan" in halaman


@pytest.mark.parametrize(
    "saring",
    [{"tahun": "1999"}, {"sumber": "x"}, {"urut": "x"}, {"per": "7"}, {"opd": "x"}, {"cari": "\0"}],
)
def test_filter_that_is_not_understood_is_ignored_and_said(masuk_sebagai, rina, dua, saring):
    halaman = isi(masuk_sebagai(rina), **saring)
    assert "3 versi target" in halaman
    assert "tidak dikenal dan diabaikan" in halaman


def test_list_is_sorted_by_the_column_in_the_url(masuk_sebagai, rina, dua):
    client = masuk_sebagai(rina)
    naik, turun = isi(client, urut="nama"), isi(client, urut="-nama")
    assert naik.index("Lama sekolah") < naik.index("Stunting")
    assert turun.index("Stunting") < turun.index("Lama sekolah")
    assert 'aria-sort="descending"' in turun


def test_pages_keep_the_filter(masuk_sebagai, rina, dinkes):
    for n in range(30):
        indikator = pabrik.buat_indikator(opd=dinkes, nama=f"Imunisasi {n:02}")
        pabrik.buat_target(indikator=indikator, tahun=2026)
    client = masuk_sebagai(rina)
    halaman = isi(client, cari="imunisasi", halaman="2")
    assert "26–30 dari 30 versi target" in halaman
    assert "cari=imunisasi&amp;halaman=1" in halaman
    assert "1–30 dari 30" in isi(client, per="50")


def test_in_force_is_decided_by_the_day_in_the_running_year_else_by_its_end(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    for tahun, mulai in ((2026, date(2026, 1, 1)), (2026, date(2026, 7, 1))):
        pabrik.buat_target(indikator=indikator, tahun=tahun, mulai=mulai)
    lalu = pabrik.buat_target(indikator=indikator, tahun=2025)
    depan = pabrik.buat_target(indikator=indikator, tahun=2027)
    baris = susun_daftar(Target.objects.order_by("tahun", "mulai"), HARI_INI)
    kata = [b.kata for b in baris]
    assert kata == ["Berlaku", "Berlaku", "Belum berlaku", "Berlaku"]
    berlaku = yang_berlaku(Target.objects.all(), date(2026, 8, 1)).order_by("tahun")
    assert [t.mulai for t in berlaku] == [lalu.mulai, date(2026, 7, 1), depan.mulai]


def test_sari_sees_dinkes_only_and_no_edit_link(masuk_sebagai, sari, rina, tamu, dua):
    halaman = isi(masuk_sebagai(sari))
    assert "Stunting" in halaman
    assert "Lama sekolah" not in halaman
    assert "Ubah target" not in halaman
    assert "Ubah target 2026 1.02.01" in isi(masuk_sebagai(rina))
    assert masuk_sebagai(tamu).get(DAFTAR).status_code == 403
    assert masuk_sebagai(tamu).get(UNDUH).status_code == 403


def test_workbook_has_the_columns_of_the_page_and_numbers_as_numbers(masuk_sebagai, rina, dua):
    balasan = masuk_sebagai(rina).get(UNDUH, {"cari": "stunting", "urut": "-mulai"})
    lembar = load_workbook(BytesIO(balasan.content)).active
    baris = [[sel.value for sel in satu] for satu in lembar.iter_rows()]
    rpjmd, sepakat = sorted((b for b in baris if b[0] == "1.02.01"), key=lambda b: b[5])
    assert Decimal(str(rpjmd[6])) == Decimal("1.75")
    assert (rpjmd[4], rpjmd[5], rpjmd[7], rpjmd[12]) == (2026, 1, "Diganti", "IV 1,75")
    assert rpjmd[13] == 5_000_000
    assert sepakat[6:8] == ["1,60–1,70", "Berlaku"]
    assert (sepakat[9], sepakat[10], sepakat[14]) == (
        "Kesepakatan rapat",
        "BA 050/12",
        "Hasil rapat",
    )


@pytest.mark.parametrize("jalur", [DAFTAR, UNDUH])
def test_number_of_queries_is_fixed(masuk_sebagai, rina, dinkes, dua, jalur):
    client = masuk_sebagai(rina)
    jumlah = []
    for _ in range(2):
        client.get(jalur)
        with CaptureQueriesContext(connection) as rekaman:
            client.get(jalur, {"per": "100", "berlaku": "ya"})
        jumlah.append(len(rekaman))
        for _ in range(50):
            satu = pabrik.buat_indikator(opd=dinkes)
            pabrik.buat_target(indikator=satu, tahun=2026, triwulanan={1: "5", 4: "8"})
    assert jumlah[0] == jumlah[1]
