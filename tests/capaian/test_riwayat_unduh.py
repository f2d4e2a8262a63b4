"""The history of an indikator as a workbook: complete, in full, for the days asked for."""

from datetime import timedelta
from io import BytesIO

import pghistory
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from capaian.layanan.koreksi import IsiNilai, koreksi_realisasi
from capaian.models import Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from tests import pabrik

ALASAN = "dicocokkan dengan e-PPGBM"
KOLOM = ["No", "Tanggal", "Pukul (WIB)", "Siapa", "Kejadian", "Sebelum", "Sesudah", "Alasan"]


@pytest.fixture
def indikator(dinkes, rina):
    satu = pabrik.buat_indikator(opd=dinkes, kode="1.02.01", nama="Stunting")
    realisasi = pabrik.buat_realisasi(
        indikator=satu, nilai="71.2", status=StatusRealisasi.TERVERIFIKASI
    )
    with pghistory.context(pengguna=rina.pk):
        koreksi_realisasi(
            realisasi=realisasi,
            isi=IsiNilai(KeadaanNilai.NILAI, pabrik.Decimal("73.2")),
            alasan=ALASAN,
            versi=1,
            oleh=rina,
        )
    return satu


def url(indikator) -> str:
    return reverse("capaian:indikator_riwayat_unduh", args=[indikator.pk])


def lembar(client, indikator, **kueri) -> list[list[object]]:
    balasan = client.get(url(indikator), kueri)
    assert balasan.status_code == 200
    assert "Riwayat 1.02.01" in balasan.headers["Content-Disposition"]
    ws = load_workbook(BytesIO(balasan.content)).active
    return [list(baris) for baris in ws.iter_rows(values_only=True)]


def catatan(baris: list[list[object]]) -> list[list[object]]:
    return [b for b in baris if isinstance(b[0], int) and isinstance(b[3], str)]


def test_every_line_is_a_row_with_who_what_before_after_and_why(masuk_sebagai, sari, indikator):
    baris = lembar(masuk_sebagai(sari), indikator)
    assert next(b for b in baris if b[0] == "No")[:8] == KOLOM
    satu, *lain = catatan(baris)
    assert satu[3:8] == [
        "Rina S. (Bapperida)",
        f"mengoreksi realisasi TW IV 2025 71,20 → 73,20 setelah verifikasi; alasan: “{ALASAN}”.",
        "71,20",
        "73,20",
        ALASAN,
    ]
    assert [b[4] for b in lain] == [
        "mengisi realisasi TW IV 2025 sebesar 71,20.",
        "mencatat indikator ini.",
    ]


def test_long_texts_are_there_in_full(masuk_sebagai, sari, indikator):
    teks = "Puskesmas " + "belum menimbang " * 100
    Realisasi.objects.filter(indikator=indikator).update(faktor_penghambat=teks.strip())
    satu = catatan(lembar(masuk_sebagai(sari), indikator))[0]
    assert satu[8] == f"faktor penghambat: kosong menjadi “{teks.strip()}”"


def test_more_lines_than_the_page_folds_are_all_there(masuk_sebagai, sari, indikator):
    for n in range(120):
        indikator.nama = f"Nama {n}"
        indikator.save(update_fields=["nama"])
    assert len(catatan(lembar(masuk_sebagai(sari), indikator))) == 123


def test_days_from_and_to_limit_the_workbook_and_are_named(masuk_sebagai, sari, indikator):
    client, hari_ini = masuk_sebagai(sari), timezone.localdate()
    besok = hari_ini + timedelta(days=1)
    semua = lembar(client, indikator, dari=hari_ini.isoformat(), sampai=hari_ini.isoformat())
    assert len(catatan(semua)) == 3
    assert any(str(b[0]).startswith("Hanya memuat: dari tanggal") for b in semua)
    kosong = lembar(client, indikator, dari=besok.isoformat())
    assert catatan(kosong) == []
    assert any("Tidak ada catatan" in str(b[0]) for b in kosong)


@pytest.mark.parametrize("dari", ["kemarin", "2025-13-40", "\x00", "0001-01-01"])
def test_nonsense_dates_are_left_out(masuk_sebagai, sari, indikator, dari):
    assert len(catatan(lembar(masuk_sebagai(sari), indikator, dari=dari))) == 3


def test_page_offers_the_download_with_the_days_that_are_shown(masuk_sebagai, sari, indikator):
    client = masuk_sebagai(sari)
    halaman = client.get(
        indikator.get_absolute_url(), {"riwayat": "semua", "dari": "2020-01-01"}
    ).content.decode()
    tautan = halaman.split(f'href="{url(indikator)}?')[1].split('"')[0]
    assert "dari=2020-01-01" in tautan
    assert 'value="2020-01-01"' in halaman
    kosong = client.get(indikator.get_absolute_url(), {"sampai": "2020-01-01"}).content.decode()
    assert "Tidak ada perubahan pada masa ini." in kosong


def test_history_of_another_opd_is_not_found(masuk_sebagai, joko, indikator):
    assert masuk_sebagai(joko).get(url(indikator)).status_code == 404
