"""Rina changes the targets of several indikator in one table: preview, save, conflicts."""

from datetime import date

import pytest
from django.urls import reverse

from capaian.layanan.target import Dokumen, IsiTarget, PerubahanTarget, tetapkan_target
from capaian.models import Target
from capaian.pilihan import FormulaCapaian, SumberTarget
from tests import pabrik

TABEL = reverse("capaian:target_tabel")
PERIKSA = reverse("capaian:target_periksa")
SIMPAN = reverse("capaian:target_simpan")
ALASAN = "Disesuaikan dengan hasil rapat konsolidasi."


@pytest.fixture
def imunisasi(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes, kode="1.02.04", nama="Imunisasi lengkap")
    pabrik.buat_target(indikator=indikator, nilai="92", tahun=2026, sumber="rpjmd")
    pabrik.buat_realisasi(indikator=indikator, nilai="81.35")
    return indikator


@pytest.fixture
def stunting(dinkes):
    indikator = pabrik.buat_indikator(
        opd=dinkes, kode="1.02.01", nama="Stunting", formula=FormulaCapaian.NEGATIF
    )
    pabrik.buat_target(indikator=indikator, nilai="1.75", tahun=2026)
    return indikator


def kiriman(nilai: dict, *, versi: int | str = 1, **lain) -> dict:
    isi = {
        "tahun": "2026",
        "alasan": ALASAN,
        "sumber": "perubahan",
        "acuan": "Berita Acara nomor 050/12",
        "dokumen_tanggal": "2026-01-20",
        "mulai": "2026-01-21",
    }
    for indikator, teks in nilai.items():
        isi |= {f"nilai-{indikator.pk}": teks, f"versi-{indikator.pk}": str(versi)}
    return isi | lain


def versi_terbaru(indikator) -> Target:
    return Target.objects.filter(indikator=indikator, tahun=2026).order_by("-nomor").first()


def ubah_orang_lain(indikator, nilai: str, oleh) -> None:
    tetapkan_target(
        perubahan=[
            PerubahanTarget(indikator, IsiTarget(nilai=pabrik.Decimal(nilai)), alasan="Orang lain")
        ],
        tahun=2026,
        mulai=date(2026, 1, 20),
        dokumen=Dokumen(SumberTarget.PERUBAHAN, "Nota 1"),
        oleh=oleh,
    )


def test_table_opens_with_the_year_after_the_current_one(masuk_sebagai, rina, imunisasi):
    halaman = masuk_sebagai(rina).get(TABEL).content.decode()
    assert "<h1>Target 2026</h1>" in halaman
    assert "92,00" in halaman
    assert "81,35" in halaman
    assert "RPJMD, versi 1" in halaman
    assert f'name="nilai-{imunisasi.pk}" value=""' in halaman


def test_table_can_be_narrowed_to_one_opd(masuk_sebagai, rina, imunisasi, disdik):
    lain = pabrik.buat_indikator(opd=disdik, nama="Lama sekolah")
    halaman = masuk_sebagai(rina).get(TABEL, {"opd": disdik.pk}).content.decode()
    assert lain.nama in halaman
    assert imunisasi.nama not in halaman


@pytest.mark.parametrize("siapa", ["sari", "nana", "pak_budi"])
def test_who_only_reads_targets_gets_403(masuk_sebagai, request, siapa, imunisasi):
    client = masuk_sebagai(request.getfixturevalue(siapa))
    assert client.get(TABEL).status_code == 403
    assert client.post(PERIKSA, kiriman({imunisasi: "90"})).status_code == 403
    assert client.post(SIMPAN, kiriman({imunisasi: "90"})).status_code == 403
    assert versi_terbaru(imunisasi).nomor == 1


def test_preview_shows_old_new_and_difference_and_writes_nothing(
    masuk_sebagai, rina, imunisasi, stunting
):
    balasan = masuk_sebagai(rina).post(PERIKSA, kiriman({imunisasi: "80", stunting: "1,60–1,70"}))
    halaman = balasan.content.decode()
    assert balasan.status_code == 200
    assert "Simpan 2 perubahan" in halaman
    assert "turun 12,00" in halaman
    assert "batas bawah turun 0,15, batas atas turun 0,05" in halaman
    assert "Lebih rendah daripada RPJMD (92,00)." in halaman
    assert "Lebih rendah daripada realisasi 2025 (81,35)." in halaman
    assert Target.objects.count() == 2


def test_saving_adds_versions_with_reason_document_and_person(
    masuk_sebagai, rina, imunisasi, stunting
):
    balasan = masuk_sebagai(rina).post(
        SIMPAN, kiriman({imunisasi: "93,5", stunting: "1,70-1,60"}), follow=True
    )
    assert "2 target 2026 tersimpan" in balasan.content.decode()
    baru = versi_terbaru(imunisasi)
    assert (baru.nomor, baru.nilai, baru.mulai) == (2, pabrik.Decimal("93.5"), date(2026, 1, 21))
    assert (baru.alasan, baru.acuan) == (ALASAN, "Berita Acara nomor 050/12")
    assert (baru.dokumen_tanggal, baru.ditetapkan_oleh) == (date(2026, 1, 20), rina)
    rentang = versi_terbaru(stunting)
    assert (rentang.batas_bawah, rentang.batas_atas) == (
        pabrik.Decimal("1.6"),
        pabrik.Decimal("1.7"),
    )
    assert Target.objects.filter(indikator=imunisasi, nomor=1, nilai=92).exists()


def test_empty_cells_and_repeated_values_are_not_written(masuk_sebagai, rina, imunisasi, stunting):
    masuk_sebagai(rina).post(SIMPAN, kiriman({imunisasi: "93", stunting: ""}))
    masuk_sebagai(rina).post(SIMPAN, kiriman({stunting: "1,75"}))
    assert versi_terbaru(imunisasi).nomor == 2
    assert versi_terbaru(stunting).nomor == 1


def test_bad_numbers_stand_beside_their_field_with_everything_typed_kept(
    masuk_sebagai, rina, imunisasi, stunting
):
    balasan = masuk_sebagai(rina).post(
        PERIKSA, kiriman({imunisasi: "9o,5", stunting: "1,60"}, acuan="Nota 9")
    )
    halaman = balasan.content.decode()
    assert balasan.status_code == 422
    assert "“9o,5” bukan angka" in halaman
    assert 'value="9o,5"' in halaman
    assert 'value="1,60"' in halaman
    assert 'value="Nota 9"' in halaman
    assert ALASAN in halaman
    assert Target.objects.count() == 2


def test_number_with_two_meanings_is_asked_not_guessed(masuk_sebagai, rina, imunisasi):
    client = masuk_sebagai(rina)
    tanya = client.post(PERIKSA, kiriman({imunisasi: "1.184"}))
    assert tanya.status_code == 422
    assert "punya dua arti" in tanya.content.decode()
    assert f'value="{imunisasi.pk}:1184"' in tanya.content.decode()
    jawab = client.post(PERIKSA, kiriman({imunisasi: "1.184"}, arti=f"{imunisasi.pk}:1184"))
    assert jawab.status_code == 200
    assert "1.184,00" in jawab.content.decode()


@pytest.mark.parametrize(
    ("medan", "teks", "kalimat"),
    [
        ("alasan", "", "Tulis alasan perubahan ini."),
        ("alasan", "salah", "paling sedikit 10 huruf"),
        ("alasan", "alasan\x07 dengan bel", "karakter yang tidak terlihat"),
        ("acuan", "", "Sebutkan dokumen dan nomornya."),
        ("mulai", "", "Pilih tanggal mulai berlakunya."),
        ("mulai", "2027-01-01", "Paling lambat 31 Desember 2026"),
        ("mulai", "2025-12-31", "berlaku mulai 1 Januari 2026"),
        ("sumber", "kesepakatan", "kesepakatan"),
    ],
)
def test_reason_document_and_date_are_checked(masuk_sebagai, rina, imunisasi, medan, teks, kalimat):
    balasan = masuk_sebagai(rina).post(SIMPAN, kiriman({imunisasi: "90"}, **{medan: teks}))
    assert balasan.status_code == 422
    assert kalimat in balasan.content.decode()
    assert versi_terbaru(imunisasi).nomor == 1


def test_nothing_typed_is_said_plainly(masuk_sebagai, rina, imunisasi):
    balasan = masuk_sebagai(rina).post(PERIKSA, kiriman({imunisasi: ""}))
    assert balasan.status_code == 422
    assert "Belum ada target baru yang diketik." in balasan.content.decode()


@pytest.mark.parametrize("tujuan", [PERIKSA, SIMPAN])
def test_stale_version_shows_both_and_overwrites_nothing(
    masuk_sebagai, rina, admin, imunisasi, tujuan
):
    ubah_orang_lain(imunisasi, "94", admin)
    balasan = masuk_sebagai(rina).post(tujuan, kiriman({imunisasi: "90"}))
    halaman = balasan.content.decode()
    assert balasan.status_code == 409
    assert "Saat Anda buka: <strong>92,00</strong>" in halaman
    assert "Sekarang: <strong>94,00</strong>" in halaman
    assert "oleh Agus Admin" in halaman
    assert 'value="90"' in halaman
    assert versi_terbaru(imunisasi).nilai == 94


def test_after_a_conflict_the_person_may_still_decide(masuk_sebagai, rina, admin, imunisasi):
    ubah_orang_lain(imunisasi, "94", admin)
    masuk_sebagai(rina).post(SIMPAN, kiriman({imunisasi: "90"}, versi=2))
    assert versi_terbaru(imunisasi).nilai == 90


def test_double_click_writes_one_version(masuk_sebagai, rina, imunisasi):
    client = masuk_sebagai(rina)
    client.post(SIMPAN, kiriman({imunisasi: "90"}))
    kedua = client.post(SIMPAN, kiriman({imunisasi: "90"}), follow=True)
    assert "sudah tersimpan dan tidak ditulis dua kali" in kedua.content.decode()
    assert versi_terbaru(imunisasi).nomor == 2


def test_back_from_the_preview_keeps_what_was_typed(masuk_sebagai, rina, imunisasi):
    balasan = masuk_sebagai(rina).post(PERIKSA, kiriman({imunisasi: "90"}, langkah="ubah"))
    assert balasan.status_code == 200
    assert 'value="90"' in balasan.content.decode()
    assert "Periksa perubahan" in balasan.content.decode()


def test_preview_opened_by_get_leads_to_the_table(masuk_sebagai, rina):
    pabrik.buat_tahun(2026)
    assert masuk_sebagai(rina).get(PERIKSA).url == TABEL


@pytest.mark.parametrize(
    "rusak", [{"tahun": "1999"}, {"tahun": "abc"}, {"nilai-99999999": "5"}, {"nilai-x": "5"}]
)
def test_rows_and_years_that_do_not_exist_are_404(masuk_sebagai, rina, imunisasi, rusak):
    balasan = masuk_sebagai(rina).post(SIMPAN, kiriman({imunisasi: "90"}) | rusak)
    assert balasan.status_code == 404
    assert versi_terbaru(imunisasi).nomor == 1


def test_text_typed_before_the_session_ended_comes_back(masuk_sebagai, rina, imunisasi):
    client = masuk_sebagai(rina)
    client.get(TABEL)
    client.cookies.pop("sessionid")
    client.post(PERIKSA, kiriman({imunisasi: "90"}))
    client.force_login(rina, backend="konsolidasi.inti.izin.Backend")
    halaman = client.get(TABEL).content.decode()
    assert "Belum tersimpan." in halaman
    assert 'value="90"' in halaman


@pytest.mark.parametrize("banyak", [5, 50])
def test_number_of_queries_is_fixed(masuk_sebagai, rina, dinkes, jumlah_kueri, banyak):
    for _ in range(banyak):
        indikator = pabrik.buat_indikator(opd=dinkes)
        pabrik.buat_target(indikator=indikator, tahun=2026, triwulanan={4: "70"})
        pabrik.buat_target(indikator=indikator)
        pabrik.buat_realisasi(indikator=indikator)
    client = masuk_sebagai(rina)
    with jumlah_kueri("capaian:target_tabel"):
        client.get(TABEL)
