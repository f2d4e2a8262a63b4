"""Where the kepala releases: the operator hands over, the kepala lets go or gives back."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from capaian.alur import ALUR_REALISASI
from capaian.layanan.realisasi import ajukan_realisasi, lepas_realisasi
from capaian.models import Indikator, LogRealisasi, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.galat import TidakBoleh
from opd.models import Opd, Pengguna, Penugasan
from opd.pilihan import KedudukanPejabat, Peran
from tests import pabrik

LENGKAP = {
    "faktor_penghambat": "Stok vaksin kosong tiga minggu",
    "akar_masalah": "Pengadaan menunggu pagu pusat",
}
SEBAB = "Angka puskesmas Teluk Nibung belum masuk."


@pytest.fixture
def opd(dinkes: Opd) -> Opd:
    dinkes.wajib_rilis_kepala = True
    dinkes.save(update_fields=["wajib_rilis_kepala"])
    pabrik.buat_periode()
    return dinkes


@pytest.fixture
def indikator(opd: Opd) -> Indikator:
    satu = pabrik.buat_indikator(opd=opd, nama="Kematian ibu")
    pabrik.buat_target(indikator=satu)
    return satu


@pytest.fixture
def siap(indikator: Indikator) -> Realisasi:
    return pabrik.buat_realisasi(indikator=indikator, **LENGKAP)


@pytest.fixture
def menunggu(siap: Realisasi, sari: Pengguna) -> Realisasi:
    return ALUR_REALISASI.jalankan("serahkan", siap, oleh=sari)


@pytest.fixture
def operator(masuk_sebagai: Callable, sari: Pengguna) -> Client:
    return masuk_sebagai(sari)


@pytest.fixture
def kepala(masuk_sebagai: Callable, kepala_dinkes: Pengguna) -> Client:
    return masuk_sebagai(kepala_dinkes)


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def buka(klien: Client, opd: Opd) -> str:
    return teks(klien.get(reverse("capaian:isian_opd", args=[opd.pk, 2025, 4])))


def tekan(klien: Client, opd: Opd, aksi: str, **isi: str):
    return klien.post(
        reverse("capaian:isian_simpan", args=[opd.pk, 2025, 4]), {"aksi": aksi, **isi}
    )


def kembalikan(klien: Client, r: Realisasi, sebab: str = SEBAB, **isi: str):
    url = reverse("capaian:isian_kembalikan", args=[r.indikator.opd_id, 2025, 4, r.indikator_id])
    return klien.post(url, {f"kembali-{r.indikator_id}": sebab, **isi})


def status(r: Realisasi) -> str:
    r.refresh_from_db()
    return r.status


def test_operator_hands_over_and_the_page_says_who_must_act(operator, opd, siap, kepala_dinkes):
    isi = buka(operator, opd)
    assert 'Serahkan <span data-k-hitung="siap">1</span> baris ke kepala OPD' in isi
    assert "Dilepas kepala OPD: Ani Lubis" in isi
    isi = teks(operator.get(tekan(operator, opd, "ajukan").url))
    assert "1 baris diserahkan" in isi
    assert "Sekarang menunggu kepala OPD melepasnya ke Bapperida." in isi
    assert "menunggu kepala OPD (Ani Lubis)" in isi
    assert status(siap) == StatusRealisasi.MENUNGGU_KEPALA
    assert f'name="nilai-{siap.indikator_id}"' not in isi
    assert "Kembalikan ke operator" not in isi and 'value="lepas"' not in isi


def test_acting_head_is_named_as_such(operator, opd, siap, kepala_dinkes):
    Penugasan.objects.filter(pengguna=kepala_dinkes).update(kedudukan=KedudukanPejabat.PLT)
    assert "Dilepas kepala OPD: Plt. Ani Lubis" in buka(operator, opd)


def test_opd_without_head_says_so(operator, opd, siap):
    assert "Dilepas kepala OPD: belum ada kepala OPD" in buka(operator, opd)


def test_handing_over_twice_is_once(operator, opd, siap):
    for _ in range(2):
        jawaban = tekan(operator, opd, "ajukan")
    assert LogRealisasi.objects.count() == 1
    assert "Tidak ada yang perlu diajukan lagi." in teks(operator.get(jawaban.url))


def test_kepala_sees_what_waits_and_lets_it_go(kepala, opd, menunggu):
    isi = buka(kepala, opd)
    assert "Menunggu Anda lepas (<span data-k-jumlah>1</span>)" in isi
    assert 'Lepas <span data-k-hitung="lepas">1</span> baris ke Bapperida' in isi
    assert "Kembalikan ke operator" in isi
    isi = teks(kepala.get(tekan(kepala, opd, "lepas").url))
    assert "1 baris diajukan" in isi
    menunggu.refresh_from_db()
    assert menunggu.status == StatusRealisasi.DIAJUKAN
    assert menunggu.diajukan_pertama_pada == menunggu.diajukan_pada


def test_the_address_for_submitting_releases_too(kepala, opd, menunggu):
    url = reverse("capaian:isian_ajukan", args=[opd.pk, 2025, 4])
    for _ in range(2):
        assert kepala.post(url, {"aksi": "lepas"}).status_code == 302
    assert status(menunggu) == StatusRealisasi.DIAJUKAN
    assert LogRealisasi.objects.filter(transisi="ajukan").count() == 1


def test_acting_head_lets_go_too(masuk_sebagai, opd, menunggu, joko):
    pabrik.buat_penugasan(
        pengguna=joko, peran=Peran.KEPALA, opd=opd, kedudukan=KedudukanPejabat.PLH
    )
    tekan(masuk_sebagai(joko), opd, "lepas")
    assert status(menunggu) == StatusRealisasi.DIAJUKAN


def test_nothing_waits_says_so(kepala, opd, indikator):
    isi = teks(kepala.get(tekan(kepala, opd, "lepas").url))
    assert "Tidak ada baris yang menunggu Anda lepas." in isi


def test_kepala_submits_own_drafts_without_handing_over(kepala, opd, siap):
    assert 'Ajukan <span data-k-hitung="siap">1</span> baris' in buka(kepala, opd)
    tekan(kepala, opd, "ajukan")
    assert status(siap) == StatusRealisasi.DIAJUKAN


def test_kepala_gives_a_row_back_with_a_sentence(kepala, operator, opd, menunggu):
    jawaban = kembalikan(kepala, menunggu)
    assert jawaban.url == reverse("capaian:isian_opd", args=[opd.pk, 2025, 4])
    assert "Kematian ibu: dikembalikan ke operator." in teks(kepala.get(jawaban.url))
    assert status(menunggu) == StatusRealisasi.PERBAIKAN
    isi = buka(operator, opd)
    assert "<strong>Ani Lubis, kepala OPD</strong>" in isi and f"“{SEBAB}”" in isi
    assert "Jawab dan serahkan lagi" in isi


def test_answer_to_the_kepala_goes_to_the_kepala(kepala, operator, opd, menunggu):
    kembalikan(kepala, menunggu)
    pk = menunggu.indikator_id
    isi = {f"aksi-{pk}": "jawab", f"jawaban-{pk}": "Sudah masuk semua."}
    assert tekan(operator, opd, "", **isi).status_code == 302
    assert status(menunggu) == StatusRealisasi.MENUNGGU_KEPALA
    assert LogRealisasi.objects.order_by("pk").last().transisi == "serahkan"


@pytest.mark.parametrize("sebab", ["", "   ", "Angka\x00 salah"])
def test_reason_is_asked_for_beside_its_field(sebab: str, kepala, menunggu):
    jawaban = kembalikan(kepala, menunggu, sebab)
    isi = teks(jawaban)
    assert jawaban.status_code == 422
    kalimat = "Ada karakter yang tidak terbaca." if "\x00" in sebab else "Tulis alasannya."
    assert kalimat in isi and f'id="gq{menunggu.indikator_id}"' in isi
    assert "belum tersimpan" not in isi
    assert status(menunggu) == StatusRealisasi.MENUNGGU_KEPALA


def test_row_typed_beside_the_returned_one_is_saved(kepala, opd, menunggu):
    lain = pabrik.buat_indikator(opd=opd)
    kembalikan(kepala, menunggu, **{f"nilai-{lain.pk}": "12", f"versi-{lain.pk}": "0"})
    assert Realisasi.objects.get(indikator=lain).nilai == 12


def test_giving_back_twice_is_once(kepala, menunggu):
    kembalikan(kepala, menunggu)
    jawaban = kembalikan(kepala, menunggu)
    assert jawaban.status_code == 409
    assert LogRealisasi.objects.filter(transisi="kembalikan_kepala").count() == 1


def test_row_that_was_never_filled_cannot_be_given_back(kepala, opd, indikator):
    url = reverse("capaian:isian_kembalikan", args=[opd.pk, 2025, 4, indikator.pk])
    assert kepala.post(url, {f"kembali-{indikator.pk}": SEBAB}).status_code == 409


@pytest.mark.parametrize(
    ("siapa", "kode"), [("sari", 403), ("joko", 403), ("rina", 403), ("nana", 403), ("admin", 403)]
)
def test_only_the_kepala_gives_back(siapa, kode, request, masuk_sebagai, menunggu):
    klien = masuk_sebagai(request.getfixturevalue(siapa))
    assert kembalikan(klien, menunggu).status_code == kode
    assert status(menunggu) == StatusRealisasi.MENUNGGU_KEPALA


def test_kepala_of_another_opd_does_not_find_it(masuk_sebagai, disdik, menunggu):
    lain = pabrik.buat_pengguna(username="eka", nama="Eka", peran=Peran.KEPALA, opd=disdik)
    assert kembalikan(masuk_sebagai(lain), menunggu).status_code == 404


def test_operator_may_not_release(sari, opd, indikator, menunggu):
    with pytest.raises(TidakBoleh):
        lepas_realisasi(indikator=[indikator], periode=menunggu.periode, oleh=sari)
    assert status(menunggu) == StatusRealisasi.MENUNGGU_KEPALA


def test_bapperida_may_do_neither(rina, opd, indikator, siap):
    with pytest.raises(TidakBoleh):
        ajukan_realisasi(indikator=[indikator], periode=siap.periode, oleh=rina)


def test_where_nobody_releases_the_row_goes_straight_to_bapperida(masuk_sebagai, sari, dinkes):
    satu = pabrik.buat_indikator(opd=dinkes)
    r = pabrik.buat_realisasi(indikator=satu)
    klien = masuk_sebagai(sari)
    assert "kepala OPD" not in buka(klien, dinkes)
    tekan(klien, dinkes, "ajukan")
    assert status(r) == StatusRealisasi.DIAJUKAN


def test_unit_with_its_own_rule_on_one_page(operator, opd, siap):
    unit = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=opd)
    r = pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=unit))
    isi = teks(operator.get(tekan(operator, opd, "ajukan").url))
    assert "1 baris diajukan" in isi and "1 baris diserahkan" in isi
    assert (status(siap), status(r)) == ("menunggu_kepala", "diajukan")


def test_closed_window_leaves_the_row_with_the_kepala(kepala, opd, menunggu):
    periode = menunggu.periode
    periode.batas_pada = periode.tenggang_pada = periode.ditutup_pada = pabrik.LAMA.replace(month=2)
    periode.save(update_fields=["batas_pada", "tenggang_pada", "ditutup_pada"])
    isi = buka(kepala, opd)
    assert 'value="lepas"' not in isi and "Kembalikan ke operator" not in isi
    assert kembalikan(kepala, menunggu).status_code == 422
    assert status(menunggu) == StatusRealisasi.MENUNGGU_KEPALA
