"""The page of a quarter: what a lock will take, the forms, the history, the kept results."""

from io import BytesIO

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.models import F
from django.urls import reverse
from openpyxl import load_workbook

from capaian.layanan.kunci import buka_kunci, kunci_periode
from capaian.models import Indikator, KunciPeriode, Periode, Perpanjangan
from capaian.pilihan import StatusRealisasi
from tests import pabrik

S = StatusRealisasi
ARAH = (2025, 4)
RINCI, KUNCI, BUKA, UNDUH = (
    reverse(f"capaian:{nama}", args=ARAH)
    for nama in ("periode_rinci", "periode_kunci", "periode_buka_kunci", "kunci_unduh")
)
ALASAN = "Koreksi BPS atas angka stunting"


@pytest.fixture
def isi(dinkes, disdik) -> Periode:
    periode = pabrik.buat_periode()
    for opd, nama, status in (
        (dinkes, "Stunting", S.TERVERIFIKASI),
        (dinkes, "Gizi buruk", S.DIAJUKAN),
        (dinkes, "Kematian ibu", S.PERBAIKAN),
        (disdik, "Lama sekolah", S.TERVERIFIKASI),
    ):
        i = pabrik.buat_indikator(opd=opd, nama=nama, satuan="persen")
        pabrik.buat_target(indikator=i, nilai="80")
        pabrik.buat_realisasi(indikator=i, periode=periode, nilai="76", status=status)
    pabrik.buat_indikator(opd=dinkes, nama="Imunisasi")
    return periode


def teks(jawaban, status: int = 200) -> str:
    assert jawaban.status_code == status, jawaban.content.decode()[-500:]
    return " ".join(jawaban.content.decode().replace("\u00a0", " ").split())


def buka(klien, **kueri) -> str:
    return teks(klien.get(RINCI, kueri))


@pytest.fixture
def terkunci(isi, rina) -> KunciPeriode:
    return kunci_periode(periode=isi, jumlah=2, oleh=rina, catatan="BA 5/2026")


def test_page_says_what_will_be_locked_and_what_will_not(masuk_sebagai, rina, isi):
    halaman = buka(masuk_sebagai(rina))
    assert "<strong>2</strong> baris terverifikasi" in halaman
    assert "3 baris belum terverifikasi" in halaman
    assert "1 perlu perbaikan, 1 menunggu verifikasi, 1 belum diisi" in halaman
    assert "Ketik 2 untuk memastikan." in halaman
    assert "OPD tidak dapat mengisi atau mengajukan lagi" in halaman


def test_rina_locks_by_typing_the_number(masuk_sebagai, rina, isi):
    klien = masuk_sebagai(rina)
    jawaban = klien.post(KUNCI, {"jumlah": "2", "catatan": "BA 5/2026"}, follow=True)
    halaman = teks(jawaban)
    assert "TW IV 2025 terkunci: 2 baris terverifikasi, hasilnya disimpan." in halaman
    assert "Dikunci Rina Sinaga" in halaman
    assert "Catatan: BA 5/2026" in halaman
    assert "Hanya Admin yang dapat membuka kunci" in halaman
    assert "2 dari 5 baris, versi rumus 1" in halaman


@pytest.mark.parametrize("jumlah", ["", "dua", "-2", "3", "²"])
def test_another_number_is_refused_beside_the_field(jumlah, masuk_sebagai, rina, isi):
    jawaban = masuk_sebagai(rina).post(KUNCI, {"jumlah": jumlah, "catatan": "Catatan saya"})
    assert jawaban.status_code in (409, 422)
    halaman = teks(jawaban, jawaban.status_code)
    assert 'id="g-jumlah"' in halaman
    assert "Catatan saya" in halaman
    assert not KunciPeriode.objects.exists()


def test_the_same_form_sent_twice_locks_once(masuk_sebagai, rina, isi):
    klien = masuk_sebagai(rina)
    for _ in range(2):
        assert klien.post(KUNCI, {"jumlah": "2"}).status_code == 302
    assert KunciPeriode.objects.count() == 1


def test_another_person_is_told_who_locked_it(masuk_sebagai, rina, terkunci):
    lain = pabrik.buat_pengguna(username="dedi", nama="Dedi", peran="bapperida")
    jawaban = masuk_sebagai(lain).post(KUNCI, {"jumlah": "2"})
    assert "TW IV 2025 sudah dikunci Rina Sinaga" in teks(jawaban, 409)


def test_admin_unlocks_with_a_reason_that_everybody_can_read(masuk_sebagai, admin, sari, terkunci):
    klien = masuk_sebagai(admin)
    assert "minimal 10 huruf" in teks(klien.post(BUKA, {"alasan": "lupa"}), 422)
    assert "minimal 10 huruf" in teks(klien.post(BUKA, {"alasan": ""}), 422)
    halaman = teks(klien.post(BUKA, {"alasan": ALASAN}, follow=True))
    assert "Kunci TW IV 2025 dibuka." in halaman
    assert klien.post(BUKA, {"alasan": ALASAN}).status_code == 302
    assert KunciPeriode.objects.filter(dibuka_pada=None).count() == 0
    assert f"Alasan: {ALASAN}" in buka(masuk_sebagai(sari))


@pytest.mark.parametrize(
    ("siapa", "kunci", "lepas"),
    [("sari", 403, 403), ("pak_budi", 403, 403), ("rina", 422, 403), ("admin", 403, 422)],
)
def test_forms_are_for_whoever_may(siapa, kunci, lepas, isi, masuk_sebagai, request):
    klien = masuk_sebagai(request.getfixturevalue(siapa))
    assert klien.post(KUNCI, {}).status_code == kunci
    assert klien.post(BUKA, {}).status_code == lepas
    assert ("kunci-jumlah" in buka(klien)) == (kunci == 422)


def test_address_of_a_form_leads_back_to_its_page(masuk_sebagai, rina, admin, isi):
    assert masuk_sebagai(rina).get(KUNCI).url == RINCI
    assert masuk_sebagai(admin).get(BUKA).url == RINCI


def test_text_of_an_ended_session_is_back_after_login(client, rina, isi):
    masuk = {"username": "rina", "password": pabrik.SANDI}
    client.post(reverse("opd:masuk"), masuk)
    client.get(RINCI)
    client.cookies.pop("sessionid")
    client.post(KUNCI, {"jumlah": "2", "catatan": "Sudah panjang"}, headers={"Referer": RINCI})
    client.post(reverse("opd:masuk"), masuk)
    halaman = teks(client.get(RINCI))
    assert "Sudah panjang" in halaman
    assert "Belum dikerjakan." in halaman


def test_quarter_that_does_not_exist_is_404(masuk_sebagai, rina, terkunci):
    klien = masuk_sebagai(rina)
    assert klien.get(reverse("capaian:periode_rinci", args=[2025, 1])).status_code == 404
    for kueri in ({"kunci": "x"}, {"kunci": "999999"}, {"opd": "x"}, {"opd": "999999"}):
        assert klien.get(RINCI, kueri).status_code == 404
        assert klien.get(UNDUH, kueri).status_code == 404


def test_kept_results_of_one_opd_can_be_read(masuk_sebagai, rina, terkunci, dinkes):
    halaman = buka(masuk_sebagai(rina), kunci=terkunci.pk, opd=dinkes.pk)
    assert "Capaian 95,00 % = 76,00 ÷ 80,00." in halaman
    assert "Sangat Tinggi, sementara" in halaman
    assert "Terkunci" in halaman
    assert "Lama sekolah" not in halaman


def test_check_names_what_is_not_as_it_was(masuk_sebagai, rina, terkunci):
    klien = masuk_sebagai(rina)
    assert "5 hasil sekarang sama dengan saat dikunci." in buka(klien, periksa="1")
    Indikator.objects.filter(nama="Lama sekolah").update(formula="negatif")
    halaman = buka(klien, periksa="1")
    assert "3 hal berbeda dari saat dikunci, di antara 5 hasil." in halaman
    assert "<td>Capaian</td><td>95,00 %</td><td>105,00 %</td>" in halaman


def test_sari_reads_only_what_was_kept_of_dinkes(masuk_sebagai, sari, terkunci, disdik):
    klien = masuk_sebagai(sari)
    halaman = buka(klien, periksa="1")
    assert "1 dari 4 baris terkunci" in halaman
    assert "4 hasil sekarang sama" in halaman
    assert "Dinas Pendidikan" not in halaman
    assert klien.get(RINCI, {"opd": disdik.pk}).status_code == 404
    lembar = _lembar(klien.get(UNDUH))
    assert "Lama sekolah" not in _isi(lembar)
    assert "Stunting" in _isi(lembar)


def _lembar(jawaban):
    assert jawaban.status_code == 200
    return load_workbook(BytesIO(jawaban.content)).active


def _isi(lembar) -> str:
    return "\n".join(str(s.value) for b in lembar.iter_rows() for s in b if s.value is not None)


def test_workbook_holds_the_kept_figures_and_who_locked_them(
    masuk_sebagai, rina, admin, terkunci, isi
):
    buka_kunci(periode=isi, alasan=ALASAN, oleh=admin)
    Indikator.objects.filter(nama="Lama sekolah").update(formula="negatif")
    jawaban = masuk_sebagai(rina).get(UNDUH, {"kunci": terkunci.pk})
    assert "Hasil terkunci TW IV 2025 - per " in jawaban["Content-Disposition"]
    lembar = _lembar(jawaban)
    baris = {b[1].value: [s.value for s in b] for b in lembar.iter_rows()}
    satu = baris["Lama sekolah"]
    assert satu[2:7] == ["Disdik", "persen", "80,00", "76,00", 95]
    assert satu[9] == "Terkunci"
    assert baris["Imunisasi"][5:7] == ["Belum diisi", None]
    assert baris["Imunisasi"][9] == "Belum diisi"
    semua = _isi(lembar)
    assert "Dikunci Rina Sinaga" in semua
    assert "dengan versi rumus 1." in semua
    assert f"Alasan: {ALASAN}" in semua
    assert "diunduh oleh Rina Sinaga" in semua


def test_nothing_was_locked_yet_so_there_is_nothing_to_download(masuk_sebagai, rina, isi):
    assert masuk_sebagai(rina).get(UNDUH).status_code == 404


def test_matrix_and_isian_say_that_the_quarter_is_locked(masuk_sebagai, rina, sari, terkunci):
    matriks = teks(masuk_sebagai(rina).get(reverse("capaian:matriks"), {"tahun": "2025"}))
    assert "Terkunci<small>1 dari 4</small>" in matriks
    assert "Terkunci<small>1 dari 1</small>" in matriks
    isian = teks(masuk_sebagai(sari).get(reverse("capaian:isian")))
    assert "Terkunci" in isian


def test_extensions_are_listed_with_their_reason(masuk_sebagai, rina, sari, isi, dinkes):
    Perpanjangan.objects.create(
        periode=isi, opd=dinkes, sampai_pada=pabrik.JAUH, alasan="Banjir rob", diberikan_oleh=rina
    )
    assert "diberikan Rina Sinaga: Banjir rob" in buka(masuk_sebagai(sari))
    assert "Ubah" in buka(masuk_sebagai(rina))


def test_kept_results_cannot_be_changed_or_deleted(terkunci):
    for ubah in (
        lambda: terkunci.hasil.update(persen=F("persen") + 1),
        lambda: terkunci.hasil.all().delete(),
        lambda: terkunci.delete(),
    ):
        with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
            ubah()
