"""Bapperida accepts or refuses one file, with a reason the OPD reads."""

import pytest
from django.urls import reverse

from capaian.layanan.bukti import cabut_bukti, nilai_bukti
from capaian.models import Bukti
from capaian.pilihan import StatusBukti
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from tests import berkas, pabrik

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")


@pytest.fixture
def bukti(dinkes) -> Bukti:
    return berkas.buat_bukti(indikator=pabrik.buat_indikator(opd=dinkes), nama="Register.pdf")


@pytest.fixture
def nilai(masuk_sebagai, rina, bukti):
    client = masuk_sebagai(rina)
    return lambda **isi: client.post(reverse("capaian:bukti_nilai", args=[bukti.pk]), isi)


def test_accepted(nilai, bukti, rina):
    assert nilai(putusan="terima").status_code == 302
    bukti.refresh_from_db()
    assert (bukti.status, bukti.dinilai_oleh) == (StatusBukti.DITERIMA, rina)
    assert bukti.dinilai_pada is not None


def test_refusal_needs_a_reason(nilai, bukti):
    jawaban = nilai(putusan="tolak", alasan="  ")
    assert jawaban.status_code == 422
    assert "Tulis mengapa bukti ini ditolak." in jawaban.content.decode()
    bukti.refresh_from_db()
    assert bukti.status == StatusBukti.MENUNGGU


def test_refused_evidence_says_why_to_the_opd(nilai, bukti, masuk_sebagai, sari):
    nilai(putusan="tolak", alasan="foto register buram.")
    url = reverse("capaian:bukti_indikator", args=[2025, 4, bukti.indikator_id])
    teks = masuk_sebagai(sari).get(url).content.decode()
    assert "Ditolak: foto register buram. Unggah penggantinya." in teks


def test_second_thought_and_second_click(nilai, bukti):
    nilai(putusan="tolak", alasan="buram")
    nilai(putusan="terima", alasan="buram")
    bukti.refresh_from_db()
    assert (bukti.status, bukti.alasan) == (StatusBukti.DITERIMA, "")
    pada = bukti.dinilai_pada
    nilai(putusan="terima")
    bukti.refresh_from_db()
    assert bukti.dinilai_pada == pada


@pytest.mark.parametrize(
    "isi", [{}, {"putusan": "entah"}, {"putusan": "tolak", "alasan": "x" * 301}]
)
def test_what_cannot_be_understood_is_asked_again(isi, nilai, bukti):
    assert nilai(**isi).status_code == 422
    bukti.refresh_from_db()
    assert bukti.status == StatusBukti.MENUNGGU


@pytest.mark.parametrize(
    ("kembali", "tujuan"),
    [
        ("/capaian/verifikasi/?status=ragu", "/capaian/verifikasi/?status=ragu"),
        ("https://jahat.example/", None),
        ("//jahat.example/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_the_page_it_stood_on_comes_back_when_it_is_ours(kembali, tujuan, nilai, bukti):
    sendiri = reverse("capaian:bukti_lihat", args=[bukti.pk])
    assert nilai(putusan="terima", kembali=kembali).url == (tujuan or sendiri)


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes", "nana", "pak_budi", "admin"])
def test_nobody_else_judges(siapa, bukti, request):
    with pytest.raises(TidakBoleh):
        nilai_bukti(bukti=bukti, terima=True, oleh=request.getfixturevalue(siapa))


def test_withdrawn_and_locked_evidence_is_not_judged(bukti, sari, rina):
    type(bukti.periode).objects.update(terkunci=True)
    with pytest.raises(SalahKeadaan, match="TW IV 2025 sudah terkunci"):
        nilai_bukti(bukti=bukti, terima=True, oleh=rina)
    type(bukti.periode).objects.update(terkunci=False)
    bukti.periode.refresh_from_db()
    cabut_bukti(bukti=bukti, oleh=sari)
    with pytest.raises(SalahKeadaan, match="sudah dicabut"):
        nilai_bukti(bukti=bukti, terima=False, alasan="buram", oleh=rina)


def test_reason_is_asked_by_the_verb_too(bukti, rina):
    with pytest.raises(TidakLengkap) as galat:
        nilai_bukti(bukti=bukti, terima=False, oleh=rina)
    assert galat.value.medan == "alasan"


def test_history_keeps_every_judgement(nilai, bukti):
    nilai(putusan="tolak", alasan="buram")
    nilai(putusan="terima")
    peristiwa = Bukti.pgh_event_model.objects.filter(pgh_obj=bukti).order_by("pgh_id")
    assert [p.status for p in peristiwa] == ["menunggu", "ditolak", "diterima"]
