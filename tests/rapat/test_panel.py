"""The panel "Dibahas di rapat" on the page of an indikator."""

from datetime import date

import pytest
from django.urls import reverse

from rapat.pilihan import Putusan
from tests import pabrik

HTMX = {"HX-Request": "true"}


@pytest.fixture
def indikator(dinkes):
    return pabrik.buat_indikator(opd=dinkes, nama="Stunting")


@pytest.fixture
def agenda(dinkes):
    return pabrik.buat_agenda(opd=dinkes)


def panel(client, indikator, **lain) -> str:
    balasan = client.get(reverse("rapat:indikator_panel", args=[indikator.pk]), **lain)
    assert balasan.status_code == 200
    return balasan.content.decode()


def test_panel_names_meeting_date_decision_and_agreed_value(masuk_sebagai, sari, indikator, agenda):
    pabrik.buat_kesepakatan(agenda=agenda, indikator=indikator, nilai="1.7")
    isi = panel(masuk_sebagai(sari), indikator, headers=HTMX)
    assert isi.strip().startswith("<section")
    assert "Rapat Konsolidasi Januari 2026, Sesi I: Pembangunan Manusia" in isi
    assert f'href="{agenda.get_absolute_url()}"' in isi
    assert "20 Januari 2026. Sepakat target 2026 1,70 %, belum ditetapkan." in isi


@pytest.mark.parametrize(
    ("lain", "kalimat"),
    [
        ({"putusan": Putusan.BELUM}, "Belum diputuskan."),
        ({"putusan": Putusan.DITUNDA, "catatan": "Menunggu BPS"}, "Ditunda. Catatan: Menunggu BPS"),
        (
            {"putusan": Putusan.DENGAN_CATATAN, "catatan": "Bila alat tiba"},
            "Sepakat dengan catatan target 2026 80,00 %, belum ditetapkan. Catatan: Bila alat tiba",
        ),
    ],
)
def test_every_decision_is_a_sentence(masuk_sebagai, rina, indikator, agenda, lain, kalimat):
    pabrik.buat_kesepakatan(agenda=agenda, indikator=indikator, **lain)
    assert kalimat in panel(masuk_sebagai(rina), indikator)


def test_agreement_in_force_says_so(masuk_sebagai, rina, indikator, agenda):
    target = pabrik.buat_target(indikator=indikator, tahun=2026)
    pabrik.buat_kesepakatan(agenda=agenda, indikator=indikator, target_baru=target)
    assert "sudah ditetapkan." in panel(masuk_sebagai(rina), indikator)


def test_newest_meeting_stands_first(masuk_sebagai, rina, dinkes, indikator, agenda):
    lama = pabrik.buat_sesi(rapat=agenda.sesi.rapat, nomor=2, nama="Awal")
    lama.tanggal = date(2025, 10, 28)
    lama.save(update_fields=["tanggal"])
    for satu in (pabrik.buat_agenda(opd=dinkes, sesi=lama), agenda):
        pabrik.buat_kesepakatan(agenda=satu, indikator=indikator)
    isi = panel(masuk_sebagai(rina), indikator)
    assert isi.index("20 Januari 2026") < isi.index("28 Oktober 2025")


def test_without_javascript_it_is_a_page(masuk_sebagai, sari, indikator):
    isi = panel(masuk_sebagai(sari), indikator)
    assert "<h1>Rapat tentang Stunting</h1>" in isi
    assert "Belum pernah dibahas di rapat yang dapat Anda buka." in isi


def test_indikator_of_another_opd_is_not_found(masuk_sebagai, joko, indikator):
    url = reverse("rapat:indikator_panel", args=[indikator.pk])
    assert masuk_sebagai(joko).get(url, headers=HTMX).status_code == 404


def test_meeting_the_person_is_not_invited_to_is_left_out(masuk_sebagai, sari, disdik, indikator):
    lain = pabrik.buat_agenda(opd=disdik)
    pabrik.buat_kesepakatan(agenda=lain, indikator=indikator)
    assert "Rapat Konsolidasi" not in panel(masuk_sebagai(sari), indikator, headers=HTMX)


@pytest.mark.parametrize("banyak", [1, 8])
def test_number_of_queries_is_fixed(masuk_sebagai, sari, dinkes, indikator, jumlah_kueri, banyak):
    rapat = pabrik.buat_rapat()
    for n in range(banyak):
        sesi = pabrik.buat_sesi(rapat=rapat, nomor=n + 1)
        satu = pabrik.buat_agenda(opd=dinkes, sesi=sesi)
        pabrik.buat_kesepakatan(agenda=satu, indikator=indikator)
    client = masuk_sebagai(sari)
    with jumlah_kueri("rapat:indikator_panel"):
        panel(client, indikator, headers=HTMX)
