"""The pages of a correction and a revert: both numbers first, a sentence for every refusal."""

import re

import pytest
from django.urls import reverse

from capaian.models import LogRealisasi, Realisasi
from capaian.pilihan import StatusRealisasi
from tests import pabrik

ALASAN = "dicocokkan dengan e-PPGBM 31 Desember"


@pytest.fixture
def realisasi(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes, nama="Imunisasi dasar")
    pabrik.buat_target(indikator=indikator, nilai="80")
    return pabrik.buat_realisasi(
        indikator=indikator,
        nilai="72",
        status=StatusRealisasi.TERVERIFIKASI,
        faktor_penghambat="Dua puskesmas belum menimbang.",
        akar_masalah="Alat ukur rusak semua.",
    )


def url(realisasi, nama: str = "koreksi") -> str:
    return reverse(f"capaian:realisasi_{nama}", args=[realisasi.pk])


def kiriman(**ganti) -> dict[str, str]:
    isi = {"keadaan": "nilai", "nilai": "76", "alasan_kosong": "", "alasan": ALASAN, "versi": "1"}
    isi |= {"langkah": "simpan", "diperiksa": "nilai\n76\n"} | ganti
    return isi


def peristiwa(realisasi) -> int:
    return Realisasi.pgh_event_model.objects.filter(pgh_obj=realisasi).earliest("pgh_id").pgh_id


def nilai(realisasi) -> pabrik.Decimal:
    return Realisasi.objects.get(pk=realisasi.pk).nilai


def test_old_and_new_stand_side_by_side_with_both_capaian_before_saving(
    masuk_sebagai, rina, realisasi
):
    client = masuk_sebagai(rina)
    awal = client.get(url(realisasi)).content.decode()
    assert 'value="72,00"' in awal
    assert "90,00\xa0%" in awal
    assert "Simpan koreksi" not in awal
    balasan = client.post(url(realisasi), kiriman(langkah="periksa", diperiksa=""))
    halaman = balasan.content.decode()
    assert balasan.status_code == 200
    assert "90,00\xa0%" in halaman
    assert "95,00\xa0%" in halaman
    assert "Simpan koreksi" in halaman
    assert nilai(realisasi) == 72


def test_what_was_compared_is_saved_and_the_page_says_so(masuk_sebagai, rina, realisasi):
    client = masuk_sebagai(rina)
    halaman = client.post(url(realisasi), kiriman(langkah="periksa")).content.decode()
    diperiksa = re.search(r'name="diperiksa" value="([^"]*)"', halaman)[1]
    # A browser sends line ends as CR LF.
    isi = kiriman(diperiksa=diperiksa.replace("\n", "\r\n"))
    balasan = client.post(url(realisasi), isi, follow=True)
    assert balasan.redirect_chain[0][1] == 302
    halaman = balasan.content.decode()
    assert "Realisasi TW IV 2025 menjadi 76,00." in halaman
    assert "Rina S. (Bapperida) mengoreksi realisasi TW IV 2025 72,00 → 76,00" in halaman
    assert "Diubah setelah verifikasi 1×" in halaman
    assert nilai(realisasi) == 76


def test_value_changed_after_the_comparison_is_compared_again(masuk_sebagai, rina, realisasi):
    balasan = masuk_sebagai(rina).post(url(realisasi), kiriman(nilai="77"))
    assert balasan.status_code == 200
    assert "77,00 %" in balasan.content.decode()
    assert nilai(realisasi) == 72


def test_same_form_twice_is_written_once(masuk_sebagai, rina, realisasi):
    client = masuk_sebagai(rina)
    client.post(url(realisasi), kiriman())
    balasan = client.post(url(realisasi), kiriman(), follow=True)
    assert "sudah tersimpan dan tidak ditulis dua kali" in balasan.content.decode()
    assert LogRealisasi.objects.filter(realisasi=realisasi).count() == 1
    assert Realisasi.objects.get(pk=realisasi.pk).diubah_setelah_verifikasi == 1


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"alasan": "salah"}, "Tulis alasannya, minimal 10 huruf."),
        ({"nilai": "tujuh"}, "“tujuh” bukan angka."),
        ({"nilai": ""}, "Tulis nilainya, atau pilih mengapa tidak ada nilai."),
        ({"nilai": "72", "diperiksa": "nilai\n72\n"}, "Sama dengan nilai yang tersimpan sekarang"),
        ({"keadaan": "xx"}, "Pilihan ini tidak dikenal."),
        ({"keadaan": "tidak_berlaku"}, "Kosongkan angkanya"),
        ({"keadaan": "tidak_berlaku", "nilai": ""}, "Tulis mengapa tidak ada nilainya."),
        ({"alasan": "x" * 501}, "Paling banyak 500 huruf"),
    ],
)
def test_every_refusal_is_a_sentence_and_keeps_the_typing(
    masuk_sebagai, rina, realisasi, ganti, pesan
):
    balasan = masuk_sebagai(rina).post(url(realisasi), kiriman(**ganti))
    halaman = balasan.content.decode()
    assert balasan.status_code == 422
    assert pesan in halaman
    assert kiriman(**ganti)["alasan"] in halaman
    assert nilai(realisasi) == 72


def test_number_with_two_meanings_is_asked(masuk_sebagai, rina, dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes, desimal=3)
    satu = pabrik.buat_realisasi(indikator=indikator, status=StatusRealisasi.TERVERIFIKASI)
    client = masuk_sebagai(rina)
    halaman = client.post(url(satu), kiriman(nilai="1.184")).content.decode()
    assert "1.184 punya dua arti. Yang mana?" in halaman
    assert 'name="arti" value="1184"' in halaman
    balasan = client.post(url(satu), kiriman(nilai="1.184", arti="1,184"))
    assert 'value="1,184"' in balasan.content.decode()


def test_two_people_see_both_versions(masuk_sebagai, rina, realisasi):
    Realisasi.objects.filter(pk=realisasi.pk).update(nilai=74, versi=2)
    client = masuk_sebagai(rina)
    balasan = client.post(url(realisasi), kiriman())
    halaman = balasan.content.decode()
    assert balasan.status_code == 409
    assert "Data berubah sejak Anda membuka halaman ini." in halaman
    assert "74,00 %" in halaman
    assert "76,00 %" in halaman
    assert 'name="versi" value="2"' in halaman
    assert client.post(url(realisasi), kiriman(versi="2")).status_code == 302
    assert nilai(realisasi) == 76


def test_row_that_was_locked_meanwhile_keeps_the_typing(masuk_sebagai, rina, realisasi):
    Realisasi.objects.filter(pk=realisasi.pk).update(status=StatusRealisasi.TERKUNCI)
    balasan = masuk_sebagai(rina).post(url(realisasi), kiriman())
    halaman = balasan.content.decode()
    assert balasan.status_code == 409
    assert "TW IV 2025 sudah terkunci. Buka kuncinya dulu." in halaman
    assert ALASAN in halaman
    assert masuk_sebagai(rina).get(url(realisasi)).status_code == 409


def test_missing_reasons_of_the_opd_are_pointed_out(masuk_sebagai, rina, realisasi):
    halaman = (
        masuk_sebagai(rina)
        .post(url(realisasi), kiriman(nilai="81", langkah="periksa"))
        .content.decode()
    )
    assert "OPD belum melengkapi keterangannya: tulis faktor pendorong" in halaman


@pytest.mark.parametrize(
    ("siapa", "koreksi", "pulihkan"),
    [("sari", 403, 403), ("joko", 403, 404), ("pak_budi", 403, 403), ("rina", 200, 200)],
)
def test_who_may_open_the_pages(masuk_sebagai, request, realisasi, siapa, koreksi, pulihkan):
    client = masuk_sebagai(request.getfixturevalue(siapa))
    assert client.get(url(realisasi)).status_code == koreksi
    lama = {"peristiwa": peristiwa(realisasi)}
    assert client.get(url(realisasi, "pulihkan"), lama).status_code == pulihkan
    isi = {**lama, "alasan": ALASAN, "versi": "9"}
    status = client.post(url(realisasi, "pulihkan"), isi).status_code
    assert status == (409 if siapa == "rina" else pulihkan)


def test_line_of_the_history_offers_its_value_and_takes_it_back(masuk_sebagai, rina, realisasi):
    client = masuk_sebagai(rina)
    client.post(url(realisasi), kiriman())
    halaman = client.get(realisasi.indikator.get_absolute_url()).content.decode()
    tautan = f"{url(realisasi, 'pulihkan')}?peristiwa={peristiwa(realisasi)}"
    assert f'href="{tautan}">Kembalikan ke nilai ini (72,00)</a>' in halaman
    assert halaman.count("Kembalikan ke nilai ini") == 1
    form = client.get(tautan).content.decode()
    assert "Kembalikan realisasi TW IV 2025 menjadi 72,00 %" in form
    assert "95,00\xa0%" in form
    assert "90,00\xa0%" in form
    isi = {"peristiwa": peristiwa(realisasi), "alasan": "keliru", "versi": "2"}
    pendek = client.post(url(realisasi, "pulihkan"), isi)
    assert pendek.status_code == 422
    assert "minimal 10 huruf" in pendek.content.decode()
    isi["alasan"] = "koreksi itu ternyata keliru"
    assert client.post(url(realisasi, "pulihkan"), isi).status_code == 302
    assert nilai(realisasi) == 72
    assert Realisasi.objects.get(pk=realisasi.pk).status == StatusRealisasi.TERVERIFIKASI


@pytest.mark.parametrize(
    ("siapa", "status", "terbuka", "ada"),
    [
        ("sari", StatusRealisasi.DRAF, True, True),
        ("sari", StatusRealisasi.PERBAIKAN, True, True),
        ("sari", StatusRealisasi.DRAF, False, False),
        ("sari", StatusRealisasi.DIAJUKAN, True, False),
        ("sari", StatusRealisasi.TERVERIFIKASI, True, False),
        ("rina", StatusRealisasi.DRAF, True, False),
        ("rina", StatusRealisasi.TERKUNCI, True, False),
        ("pak_budi", StatusRealisasi.TERVERIFIKASI, True, False),
    ],
)
def test_revert_is_offered_only_where_it_would_be_taken(
    masuk_sebagai, request, dinkes, siapa, status, terbuka, ada
):
    indikator = pabrik.buat_indikator(opd=dinkes)
    satu = pabrik.buat_realisasi(
        indikator=indikator,
        status=status,
        periode=pabrik.buat_periode(triwulan=1, terbuka=terbuka),
    )
    Realisasi.objects.filter(pk=satu.pk).update(nilai=50)
    client = masuk_sebagai(request.getfixturevalue(siapa))
    halaman = client.get(indikator.get_absolute_url()).content.decode()
    assert ("Kembalikan ke nilai ini" in halaman) is ada


@pytest.mark.parametrize("nomor", ["", "abc", "0", "999999999999999999999", "-1", "1²"])
def test_unknown_change_is_not_found(masuk_sebagai, rina, realisasi, nomor):
    client = masuk_sebagai(rina)
    assert client.get(url(realisasi, "pulihkan"), {"peristiwa": nomor}).status_code == 404


@pytest.mark.parametrize("nama", ["koreksi", "pulihkan"])
def test_typing_after_the_session_ended_comes_back_once(masuk_sebagai, rina, realisasi, nama):
    Realisasi.objects.filter(pk=realisasi.pk).update(nilai=74, versi=2)
    client = masuk_sebagai(rina)
    lama = {"peristiwa": str(peristiwa(realisasi))}
    client.get(url(realisasi, nama), lama)
    client.session.flush()
    balasan = client.post(url(realisasi, nama), kiriman(versi="2") | lama)
    assert balasan.status_code == 302
    client.force_login(rina, backend="konsolidasi.inti.izin.Backend")
    halaman = client.get(url(realisasi, nama), lama).content.decode()
    assert ALASAN in halaman
    assert "Belum tersimpan." in halaman
    assert ALASAN not in client.get(url(realisasi, nama), lama).content.decode()
    assert nilai(realisasi) == 74
