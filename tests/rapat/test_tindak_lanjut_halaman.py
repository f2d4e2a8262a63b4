"""Pages of follow-ups and of the register janji vs kenyataan."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from rapat.layanan.tindak_lanjut import buat_tindak_lanjut
from rapat.models import TindakLanjut
from rapat.pilihan import StatusTindakLanjut

BATAS = date(2026, 2, 28)


@pytest.fixture
def satu(meja, nana, dinkes) -> TindakLanjut:
    return buat_tindak_lanjut(
        agenda=meja.dinkes,
        opd=dinkes,
        uraian="=Undang <klinik> swasta",
        batas_tanggal=BATAS,
        oleh=nana,
    )


def rinci(satu: TindakLanjut, langkah: str = "rinci") -> str:
    return reverse(f"rapat:tindak_lanjut_{langkah}", args=[satu.pk])


def test_the_list_says_what_is_overdue_and_escapes(satu, rina, masuk_sebagai):
    isi = masuk_sebagai(rina).get(reverse("rapat:tindak_lanjut_daftar")).content.decode()
    assert "1 tindak lanjut lewat batas waktunya" in isi
    assert "&lt;klinik&gt;" in isi and "<klinik>" not in isi


@pytest.mark.parametrize(
    ("saring", "jumlah"),
    [("keadaan=lewat", 1), ("keadaan=selesai", 0), ("cari=klinik", 1), ("cari=zzz", 0)],
)
def test_filters_live_in_the_url(satu, rina, masuk_sebagai, saring, jumlah):
    isi = masuk_sebagai(rina).get(f"{reverse('rapat:tindak_lanjut_daftar')}?{saring}")
    assert f"{jumlah} tindak lanjut sesuai saringan" in isi.content.decode()


def test_the_workbook_holds_the_filtered_rows_as_text(satu, rina, masuk_sebagai):
    berkas = masuk_sebagai(rina).get(f"{reverse('rapat:tindak_lanjut_unduh')}?cari=klinik")
    lembar = load_workbook(BytesIO(berkas.content)).active
    sel = [s for baris in lembar.iter_rows() for s in baris if s.value and "klinik" in str(s.value)]
    assert [s.value for s in sel] == ["=Undang <klinik> swasta"] and sel[0].data_type == "s"


def test_another_opd_does_not_see_it(satu, joko, masuk_sebagai):
    client = masuk_sebagai(joko)
    assert client.get(rinci(satu)).status_code == 404
    assert client.post(rinci(satu, "lapor"), {"laporan": "x", "versi": 1}).status_code == 404


def test_a_supporter_reads_but_does_not_report(satu, joko, disdik, masuk_sebagai):
    satu.pendukung_baris.create(opd=disdik)
    client = masuk_sebagai(joko)
    assert client.get(rinci(satu)).status_code == 200
    assert client.post(rinci(satu, "lapor"), {"laporan": "x", "versi": 1}).status_code == 403


def test_report_then_close(satu, sari, rina, masuk_sebagai):
    isi = {"laporan": "Sudah diundang", "tautan": "https://contoh.go.id/a", "versi": 1}
    assert masuk_sebagai(sari).post(rinci(satu, "lapor"), isi).status_code == 302
    halaman = masuk_sebagai(rina).get(rinci(satu)).content.decode()
    assert "Sudah diundang" in halaman and "Nyatakan selesai" in halaman
    assert masuk_sebagai(rina).post(rinci(satu, "putus"), {"langkah": "selesai"}).status_code == 302
    satu.refresh_from_db()
    assert satu.status == StatusTindakLanjut.SELESAI


@pytest.mark.parametrize(
    ("langkah", "isi", "kalimat"),
    [
        ("lapor", {"laporan": "", "versi": 1}, "Tulis apa yang sudah dikerjakan."),
        ("lapor", {"laporan": "ada", "tautan": "bukan tautan", "versi": 1}, "Tautan tidak dikenal"),
        ("lapor", {"laporan": "a\x07b", "versi": 1}, "karakter yang tidak terbaca"),
    ],
)
def test_a_wrong_report_keeps_what_was_typed(satu, sari, masuk_sebagai, langkah, isi, kalimat):
    jawaban = masuk_sebagai(sari).post(rinci(satu, langkah), isi)
    assert jawaban.status_code == 422
    assert kalimat in jawaban.content.decode()


@pytest.mark.parametrize(
    ("isi", "status", "kalimat"),
    [
        (
            {"batas_tanggal": "31-02-2026", "alasan": "Alat belum ada", "versi": 1},
            422,
            "tidak dikenal",
        ),
        ({"batas_tanggal": "2026-03-31", "alasan": "x", "versi": 1}, 422, "minimal 10 huruf"),
        (
            {"batas_tanggal": "2026-03-31", "alasan": "Alat belum ada", "versi": 9},
            409,
            "lebih dulu",
        ),
    ],
)
def test_a_wrong_move_says_why(satu, rina, masuk_sebagai, isi, status, kalimat):
    jawaban = masuk_sebagai(rina).post(rinci(satu, "geser"), isi)
    assert jawaban.status_code == status
    assert kalimat in jawaban.content.decode()
    satu.refresh_from_db()
    assert satu.batas_tanggal == BATAS


def test_the_register_tells_what_became_of_an_agreement(
    meja, kirim, tetapkan, rina, sari, joko, masuk_sebagai
):
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    kirim(client, meja.lulus, putusan="ditunda", catatan="Menunggu data")
    tetapkan(client)
    alamat = f"{reverse('rapat:janji')}?tahun=2026"
    isi = client.get(alamat).content.decode()
    assert "1 target disepakati" in isi and "Masih berjalan" in isi
    assert "Prevalensi stunting" in masuk_sebagai(sari).get(alamat).content.decode()
    assert "Prevalensi stunting" not in masuk_sebagai(joko).get(alamat).content.decode()
    unduh = client.get(f"{reverse('rapat:janji_unduh')}?tahun=2026")
    nilai = [
        s
        for b in load_workbook(BytesIO(unduh.content)).active.iter_rows(values_only=True)
        for s in b
    ]
    assert "Prevalensi stunting" in nilai and "Masih berjalan" in nilai


def test_the_list_costs_the_same_for_5_and_50(
    meja, nana, dinkes, rina, masuk_sebagai, jumlah_kueri
):
    client = masuk_sebagai(rina)
    for banyak in (5, 45):
        for n in range(banyak):
            buat_tindak_lanjut(
                agenda=meja.dinkes,
                opd=dinkes,
                uraian=f"Kerja {banyak}-{n}",
                batas_tanggal=BATAS,
                pendukung=[meja.disdik.opd],
                oleh=nana,
            )
        client.get(reverse("rapat:tindak_lanjut_daftar"))
        with jumlah_kueri("rapat:tindak_lanjut_daftar"):
            client.get(f"{reverse('rapat:tindak_lanjut_daftar')}?per=100")
