"""Rina changes one target with its quarters and pagu: form, preview, saving, two people."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from capaian.layanan.target import Dokumen, IsiTarget, PerubahanTarget, tetapkan_target
from capaian.models import Target
from capaian.pilihan import CaraIsian, CaraKonsolidasi, SumberTarget
from tests import pabrik

ALASAN = "Disesuaikan dengan hasil rapat konsolidasi."


@pytest.fixture
def kunjungan(dinkes):
    """Its year is the sum of its quarters."""
    indikator = pabrik.buat_indikator(
        opd=dinkes,
        kode="1.02.08",
        nama="Kunjungan ibu hamil",
        desimal=0,
        konsolidasi=CaraKonsolidasi.JUMLAH,
        isian=CaraIsian.TRIWULAN,
    )
    pabrik.buat_target(
        indikator=indikator,
        nilai="100",
        tahun=2026,
        triwulanan={1: "25", 2: "25", 3: "25", 4: "25"},
        pagu=Decimal(50_000_000),
    )
    pabrik.buat_realisasi(indikator=indikator, nilai="90")
    return indikator


def alamat(nama: str, indikator) -> str:
    return reverse(f"capaian:{nama}", args=[indikator.pk, 2026])


def kiriman(**ganti: str) -> dict[str, str]:
    return {
        "nilai": "120",
        "tw1": "30",
        "tw2": "30",
        "tw3": "30",
        "tw4": "30",
        "pagu": "60.000.000",
        "versi": "1",
        "alasan": ALASAN,
        "sumber": "renja",
        "acuan": "Renja 2026 nomor 050/12",
        "dokumen_tanggal": "2026-01-20",
        "mulai": "2026-01-21",
    } | ganti


def versi_terbaru(indikator) -> Target:
    return Target.objects.filter(indikator=indikator, tahun=2026).order_by("-nomor").first()


def triwulan(target: Target) -> dict[int, Decimal]:
    return {q.triwulan: q.nilai for q in target.triwulanan.all()}


def ubah_orang_lain(indikator, oleh) -> None:
    tetapkan_target(
        perubahan=[PerubahanTarget(indikator, IsiTarget(nilai=Decimal(110)), alasan="Nota")],
        tahun=2026,
        mulai=date(2026, 1, 20),
        dokumen=Dokumen(SumberTarget.PERUBAHAN, "Nota 1"),
        oleh=oleh,
    )


def test_form_opens_with_the_version_in_force(masuk_sebagai, rina, kunjungan):
    halaman = masuk_sebagai(rina).get(alamat("target_ubah", kunjungan)).content.decode()
    assert 'name="nilai" value="100"' in halaman
    assert 'name="tw3" value="25"' in halaman
    assert 'name="pagu" value="50.000.000"' in halaman
    assert "jumlah keempat triwulan" in halaman


def test_preview_names_what_changes_and_writes_nothing(masuk_sebagai, rina, kunjungan):
    balasan = masuk_sebagai(rina).post(alamat("target_ubah", kunjungan), kiriman(tw4="40"))
    halaman = balasan.content.decode()
    assert balasan.status_code == 200
    assert "naik 20" in halaman
    assert "naik Rp 10.000.000" in halaman
    assert "Jumlah target triwulan 130, sedangkan setahun 120." in halaman
    assert "Simpan versi baru" in halaman
    assert Target.objects.count() == 1


def test_quarters_that_do_not_add_up_warn_but_are_saved(masuk_sebagai, rina, kunjungan):
    balasan = masuk_sebagai(rina).post(alamat("target_ubah_simpan", kunjungan), kiriman(tw4="40"))
    assert balasan.status_code == 302
    assert triwulan(versi_terbaru(kunjungan)) == {1: 30, 2: 30, 3: 30, 4: 40}


def test_missing_quarter_of_a_sum_is_named(masuk_sebagai, rina, kunjungan):
    isi = kiriman(tw2="", nilai="80")
    halaman = masuk_sebagai(rina).post(alamat("target_ubah", kunjungan), isi).content.decode()
    assert "TW II belum bertarget" in halaman
    assert "Lebih rendah daripada realisasi 2025 (90)." in halaman
    assert "dihapus" in halaman


def test_saving_adds_a_version_and_keeps_the_old_one(masuk_sebagai, rina, kunjungan):
    client = masuk_sebagai(rina)
    balasan = client.post(alamat("target_ubah_simpan", kunjungan), kiriman(tw1=""))
    assert balasan.url == f"/capaian/indikator/{kunjungan.pk}/?tahun=2026"
    berikut = client.get(alamat("target_ubah", kunjungan)).content.decode()
    assert "tersimpan sebagai versi 2, berlaku mulai 21 Januari 2026" in berikut
    baru, lama = versi_terbaru(kunjungan), Target.objects.get(nomor=1)
    assert (baru.nilai, baru.pagu, baru.nomor) == (120, 60_000_000, 2)
    assert (baru.sumber, baru.acuan, baru.alasan) == ("renja", "Renja 2026 nomor 050/12", ALASAN)
    assert (baru.dokumen_tanggal, baru.ditetapkan_oleh) == (date(2026, 1, 20), rina)
    assert triwulan(baru) == {2: 30, 3: 30, 4: 30}
    assert (lama.nilai, triwulan(lama)) == (100, {1: 25, 2: 25, 3: 25, 4: 25})


def test_range_and_predikat_are_taken(masuk_sebagai, rina, dinkes):
    stunting = pabrik.buat_indikator(opd=dinkes)
    skala = pabrik.buat_skala_predikat()
    sakip = pabrik.buat_indikator(
        opd=dinkes, jenis_nilai="predikat", formula="predikat", skala_predikat=skala
    )
    pabrik.buat_tahun(2026)
    kosong = {"tw1": "", "tw2": "", "tw3": "", "pagu": "", "versi": ""}
    client = masuk_sebagai(rina)
    rentang = kiriman(**kosong, nilai="1,70–1,60", tw4="1,6-1,7")
    client.post(alamat("target_ubah_simpan", stunting), rentang)
    client.post(alamat("target_ubah_simpan", sakip), kiriman(**kosong, nilai="bb", tw4=""))
    baru = versi_terbaru(stunting)
    assert (baru.batas_bawah, baru.batas_atas) == (Decimal("1.6"), Decimal("1.7"))
    assert baru.triwulanan.get().batas_atas == Decimal("1.7")
    assert versi_terbaru(sakip).predikat.kode == "BB"


def test_same_figures_from_a_new_document_are_a_new_version(masuk_sebagai, rina, kunjungan):
    sama = {f"tw{n}": "25" for n in (1, 2, 3, 4)}
    isi = kiriman(nilai="100", pagu="50.000.000", **sama, sumber="pk", acuan="PK 2026")
    halaman = masuk_sebagai(rina).post(alamat("target_ubah", kunjungan), isi).content.decode()
    assert halaman.count("tetap</span>") == 6
    masuk_sebagai(rina).post(alamat("target_ubah_simpan", kunjungan), isi)
    assert (versi_terbaru(kunjungan).sumber, versi_terbaru(kunjungan).nilai) == ("pk", 100)


def test_nothing_new_at_all_is_said_plainly(masuk_sebagai, rina, kunjungan):
    client = masuk_sebagai(rina)
    client.post(alamat("target_ubah_simpan", kunjungan), kiriman())
    balasan = client.post(alamat("target_ubah", kunjungan), kiriman(versi="2"))
    assert balasan.status_code == 422
    assert "Tidak ada yang berubah" in balasan.content.decode()


@pytest.mark.parametrize(
    ("medan", "teks", "kalimat"),
    [
        ("nilai", "", "Tulis target setahun."),
        ("nilai", "seratus", "“seratus” bukan angka"),
        ("nilai", "9" * 200, "paling banyak 121 karakter"),
        ("nilai", "1,5", "Harus bilangan bulat"),
        ("tw2", "dua", "“dua” bukan angka"),
        ("tw3", "\x00", "null"),
        ("pagu", "-5", "Pagu tidak boleh negatif."),
        ("pagu", "5.000", "punya dua arti"),
        ("pagu", "9" * 20, "terlalu besar"),
        ("alasan", "", "Tulis alasan perubahan ini."),
        ("alasan", "salah", "paling sedikit 10 huruf"),
        ("acuan", "", "Sebutkan dokumen dan nomornya."),
        ("sumber", "kesepakatan", "kesepakatan"),
        ("mulai", "2025-12-31", "berlaku mulai 1 Januari 2026"),
        ("mulai", "2027-01-01", "Paling lambat 31 Desember 2026"),
        ("mulai", "kapan", "tanggal"),
    ],
)
@pytest.mark.parametrize("tujuan", ["target_ubah", "target_ubah_simpan"])
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    masuk_sebagai, rina, kunjungan, tujuan, medan, teks, kalimat
):
    isi = kiriman() | {medan: teks}
    balasan = masuk_sebagai(rina).post(alamat(tujuan, kunjungan), isi)
    halaman = balasan.content.decode()
    assert balasan.status_code == 422
    assert kalimat in halaman
    assert 'name="tw1" value="30"' in halaman
    assert versi_terbaru(kunjungan).nomor == 1


def test_number_with_two_meanings_is_asked_and_the_answer_is_taken(masuk_sebagai, rina, kunjungan):
    client = masuk_sebagai(rina)
    tanya = client.post(alamat("target_ubah", kunjungan), kiriman(pagu="5.000"))
    assert 'name="arti" value="pagu:5000"' in tanya.content.decode()
    jawab = client.post(alamat("target_ubah", kunjungan), kiriman(pagu="5.000", arti="pagu:5000"))
    assert jawab.status_code == 200
    assert "Rp 5.000<" in jawab.content.decode()


@pytest.mark.parametrize("tujuan", ["target_ubah", "target_ubah_simpan"])
def test_two_people_see_both_versions(masuk_sebagai, rina, admin, kunjungan, tujuan):
    ubah_orang_lain(kunjungan, admin)
    balasan = masuk_sebagai(rina).post(alamat(tujuan, kunjungan), kiriman())
    halaman = balasan.content.decode()
    assert balasan.status_code == 409
    assert "Saat Anda buka: <strong>100</strong>" in halaman
    assert "Sekarang: <strong>110</strong>" in halaman
    assert "oleh Agus Admin" in halaman
    assert 'name="nilai" value="120"' in halaman
    assert 'name="versi" value="2"' in halaman
    assert versi_terbaru(kunjungan).nilai == 110


def test_double_click_writes_one_version(masuk_sebagai, rina, kunjungan):
    client = masuk_sebagai(rina)
    client.post(alamat("target_ubah_simpan", kunjungan), kiriman())
    kedua = client.post(alamat("target_ubah_simpan", kunjungan), kiriman())
    assert kedua.status_code == 302
    berikut = client.get(alamat("target_ubah", kunjungan)).content.decode()
    assert "tidak ditulis dua kali" in berikut
    assert versi_terbaru(kunjungan).nomor == 2


def test_back_from_the_preview_keeps_what_was_typed(masuk_sebagai, rina, kunjungan):
    isi = kiriman(langkah="ubah")
    halaman = masuk_sebagai(rina).post(alamat("target_ubah", kunjungan), isi).content.decode()
    assert 'name="tw1" value="30"' in halaman
    assert "Periksa perubahan" in halaman


@pytest.mark.parametrize("tujuan", ["target_ubah", "target_ubah_simpan"])
def test_text_typed_before_the_session_ended_comes_back(masuk_sebagai, rina, kunjungan, tujuan):
    client = masuk_sebagai(rina)
    client.get(alamat("target_ubah", kunjungan))
    client.cookies.pop("sessionid")
    client.post(alamat(tujuan, kunjungan), kiriman())
    client.force_login(rina, backend="konsolidasi.inti.izin.Backend")
    halaman = client.get(alamat(tujuan, kunjungan), follow=True).content.decode()
    assert "Belum tersimpan." in halaman
    assert 'name="tw1" value="30"' in halaman


@pytest.mark.parametrize("siapa", ["sari", "nana", "pak_budi", "admin"])
def test_who_may_not_change_targets_gets_403(masuk_sebagai, request, siapa, kunjungan):
    client = masuk_sebagai(request.getfixturevalue(siapa))
    assert client.get(alamat("target_ubah", kunjungan)).status_code == 403
    assert client.post(alamat("target_ubah", kunjungan), kiriman()).status_code == 403
    assert client.post(alamat("target_ubah_simpan", kunjungan), kiriman()).status_code == 403


def test_unknown_year_and_inactive_indikator_are_404(masuk_sebagai, rina, kunjungan):
    client = masuk_sebagai(rina)
    jalur = reverse("capaian:target_ubah", args=[kunjungan.pk, 1999])
    assert client.get(jalur).status_code == 404
    kunjungan.aktif = False
    kunjungan.save(update_fields=["aktif"])
    assert client.get(alamat("target_ubah", kunjungan)).status_code == 404


def test_number_of_queries_does_not_grow_with_the_versions(masuk_sebagai, rina, kunjungan):
    client = masuk_sebagai(rina)
    client.get(alamat("target_ubah", kunjungan))
    jumlah = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as rekaman:
            client.get(alamat("target_ubah", kunjungan))
        jumlah.append(len(rekaman))
        for _ in range(10):
            pabrik.buat_target(indikator=kunjungan, tahun=2026, triwulanan={1: "5", 4: "9"})
    assert jumlah[0] == jumlah[1]
