"""Deciding on the page: the next row, errors beside the field, late decisions, lost sessions."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from capaian.layanan.realisasi import ajukan_realisasi
from capaian.layanan.verifikasi import terima_realisasi
from capaian.layar.verifikasi_ingatan import lupakan
from capaian.models import AlasanPerbaikan, LogRealisasi, Periode, Realisasi
from capaian.pilihan import StatusRealisasi
from tests import pabrik

KALIMAT = "Mohon unggah rekap Oktober sampai Desember."


@pytest.fixture(autouse=True)
def tanpa_ingatan():
    lupakan()
    yield
    lupakan()


@pytest.fixture
def periode(db) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def klien(masuk_sebagai: Callable, rina) -> Client:
    return masuk_sebagai(rina)


@pytest.fixture
def dewi(db):
    return pabrik.buat_pengguna(username="dewi", nama="Dewi Lubis", peran="bapperida")


@pytest.fixture
def dua(dinkes, periode) -> list[Realisasi]:
    return [
        pabrik.buat_realisasi(
            indikator=pabrik.buat_indikator(opd=dinkes, nama=f"Baris {n}"),
            status=StatusRealisasi.DIAJUKAN,
            diajukan_pada=datetime(2026, 1, n, tzinfo=UTC),
        )
        for n in (1, 2)
    ]


@pytest.fixture
def alasan(db) -> AlasanPerbaikan:
    return AlasanPerbaikan.objects.get_or_create(teks="Bukti tidak terbaca")[0]


def putus(klien: Client, baris: Realisasi, putusan: str = "kembali", **lain):
    isi = {"putusan": putusan, "versi": baris.versi, "kalimat": KALIMAT} | lain
    return klien.post(reverse("capaian:verifikasi_putus", args=[baris.pk]), isi)


def buka_lagi(klien: Client, baris: Realisasi, kalimat: str, versi: int = 1):
    url = reverse("capaian:realisasi_buka", args=[baris.pk])
    return klien.post(url, {"kalimat": kalimat, "versi": versi})


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def status(baris: Realisasi) -> str:
    return Realisasi.objects.get(pk=baris.pk).status


def test_accepting_opens_the_next_row_with_the_filter(klien, dua, dinkes):
    asal = f"tahun=2025&tw=4&opd={dinkes.pk}&jenis=biasa&jahat=1"
    jawaban = putus(klien, dua[0], "terima", kalimat="", berikut=dua[1].pk, asal=asal)
    assert jawaban.url == (
        reverse("capaian:verifikasi")
        + f"?tahun=2025&tw=4&opd={dinkes.pk}&jenis=biasa&baris={dua[1].pk}"
    )
    assert status(dua[0]) == StatusRealisasi.TERVERIFIKASI
    isi = teks(klien.get(jawaban.url))
    assert "Baris 1 diterima." in isi and "Baris 1 dari 1" in isi


def test_returning_writes_the_reasons_into_the_thread(klien, dua, alasan):
    putus(klien, dua[0], alasan=[str(alasan.pk)])
    assert LogRealisasi.objects.get().catatan == f"Bukti tidak terbaca. {KALIMAT}"
    isi = teks(klien.get(reverse("capaian:verifikasi_baris", args=[dua[0].pk])))
    assert "Rina S. (Bapperida) meminta perbaikan" in isi
    assert f"Bukti tidak terbaca. {KALIMAT}" in isi
    assert "Baris ini tidak menunggu keputusan: perlu perbaikan." in isi


def test_answer_of_the_opd_comes_back_as_its_own_kind(klien, dua, sari, periode):
    putus(klien, dua[0])
    jawaban = "Rekapnya sudah kami unggah."
    ajukan_realisasi(
        indikator=[dua[0].indikator],
        periode=periode,
        oleh=sari,
        jawaban={dua[0].indikator_id: jawaban},
    )
    isi = teks(klien.get(reverse("capaian:verifikasi"), {"jenis": "dijawab"}))
    assert ">Dijawab 1</a>" in isi and ">Biasa 1</a>" in isi
    assert "Diajukan lagi setelah diperbaiki." in isi
    assert isi.index(jawaban) < isi.index(KALIMAT)
    assert status(dua[1]) == StatusRealisasi.DIAJUKAN


def test_what_is_hidden_under_terima_is_not_told(klien, dua, alasan):
    putus(klien, dua[0], "terima", alasan=[str(alasan.pk)])
    assert LogRealisasi.objects.get().catatan == ""


@pytest.mark.parametrize(
    ("lain", "kalimat"),
    [
        ({"putusan": ""}, "Pilih Terima atau Minta perbaikan."),
        ({"putusan": "tolak"}, "Pilih Terima atau Minta perbaikan."),
        ({"kalimat": "kurang"}, "minimal 20 huruf. Baru 6 huruf."),
        ({"kalimat": "x" * 1501}, "Paling banyak 1500 huruf."),
        ({"alasan": ["987654"]}, "Alasan itu tidak lagi dipakai."),
        ({"versi": ""}, "Halaman ini sudah terlalu lama terbuka."),
        ({"versi": "satu"}, "Halaman ini sudah terlalu lama terbuka."),
    ],
)
def test_errors_stand_beside_the_field_and_nothing_is_lost(lain, kalimat, klien, dua, alasan):
    isi = {"alasan": [str(alasan.pk)]} | lain
    jawaban = putus(klien, dua[0], **isi)
    assert jawaban.status_code == 422
    assert kalimat in teks(jawaban)
    assert lain.get("kalimat", KALIMAT) in teks(jawaban)
    if "alasan" not in lain:
        assert "checked" in teks(jawaban).partition("Bukti tidak terbaca")[0][-60:]
    assert status(dua[0]) == StatusRealisasi.DIAJUKAN


def test_late_decision_tells_both_facts_and_keeps_the_sentence(klien, dua, dewi):
    terima_realisasi(realisasi=dua[0], versi=1, oleh=dewi)
    jawaban = putus(klien, dua[0])
    assert jawaban.status_code == 409
    isi = teks(jawaban)
    assert "Baris ini berubah sejak Anda membukanya. Putusan Anda belum disimpan." in isi
    assert "Yang Anda lihat: 72,00 %, Menunggu verifikasi." in isi
    assert "Sekarang: 72,00 %, Terverifikasi (Dewi Lubis, " in isi
    assert f"Kalimat Anda: “{KALIMAT}”" in isi
    assert status(dua[0]) == StatusRealisasi.TERVERIFIKASI


def test_row_that_came_back_changed_can_be_decided_after_a_look(klien, dua):
    Realisasi.objects.filter(pk=dua[0].pk).update(nilai="61", versi=4)
    jawaban = putus(klien, dua[0])
    assert jawaban.status_code == 409
    isi = teks(jawaban)
    assert "Yang Anda lihat: 72,00 %" in isi and "Sekarang: 61,00 %" in isi
    assert 'name="versi" value="4"' in isi and f">{KALIMAT}</textarea>" in isi
    assert putus(klien, dua[0], versi=4).status_code == 302
    assert status(dua[0]) == StatusRealisasi.PERBAIKAN


def test_error_does_not_pass_over_a_change(klien, dua):
    Realisasi.objects.filter(pk=dua[0].pk).update(versi=4)
    jawaban = putus(klien, dua[0], kalimat="kurang")
    assert jawaban.status_code == 422 and 'name="versi" value="1"' in teks(jawaban)


def test_same_post_twice_is_one_decision(klien, dua):
    for _ in range(2):
        assert putus(klien, dua[0]).status_code == 302
    assert LogRealisasi.objects.count() == 1


def test_locked_quarter_refuses_in_a_sentence(klien, dua):
    Periode.objects.update(terkunci=True)
    jawaban = putus(klien, dua[0])
    assert jawaban.status_code == 422
    assert "TW IV 2025 sudah terkunci" in teks(jawaban) and KALIMAT in teks(jawaban)


def test_closed_window_is_told_before_a_row_is_returned(klien, dua):
    assert "sudah tertutup bagi OPD ini" not in teks(klien.get(reverse("capaian:verifikasi")))
    Periode.objects.update(
        **{f"{n}_pada": pabrik.LAMA for n in ("tenggang", "ditutup")},
        dibuka_pada="2019-01-01T00:00Z",
        batas_pada="2019-02-01T00:00Z",
    )
    assert "sudah tertutup bagi OPD ini" in teks(klien.get(reverse("capaian:verifikasi")))


def test_sentence_typed_without_a_session_comes_back(klien, dua, rina, alasan):
    halaman = reverse("capaian:verifikasi")
    klien.get(halaman)
    klien.session.flush()
    putus(klien, dua[1], alasan=[str(alasan.pk)])
    klien.post(reverse("opd:masuk"), {"username": "rina", "password": pabrik.SANDI})
    isi = teks(klien.get(halaman))
    assert "sebelum sesi berakhir ada di bawah ini. Belum tersimpan." in isi
    assert f">{KALIMAT}</textarea>" in isi and "Baris 2 dari 2" in isi
    assert 'id="putusan-kembali" checked' in isi
    assert "checked" in isi.partition("Bukti tidak terbaca")[0][-60:]
    assert status(dua[1]) == StatusRealisasi.DIAJUKAN
    assert f">{KALIMAT}</textarea>" not in teks(klien.get(halaman))


def test_reason_to_open_again_comes_back_too(klien, dua, rina):
    terima_realisasi(realisasi=dua[0], versi=1, oleh=rina)
    halaman = reverse("capaian:verifikasi_baris", args=[dua[0].pk])
    klien.get(halaman)
    klien.session.flush()
    buka_lagi(klien, dua[0], KALIMAT, versi=2)
    klien.post(reverse("opd:masuk"), {"username": "rina", "password": pabrik.SANDI})
    assert f">{KALIMAT}</textarea>" in teks(klien.get(halaman))


def test_verified_row_is_opened_again_with_a_reason(klien, dua, rina):
    terima_realisasi(realisasi=dua[0], versi=1, oleh=rina)
    halaman = reverse("capaian:verifikasi_baris", args=[dua[0].pk])
    assert "Diverifikasi Rina Sinaga" in teks(klien.get(halaman))
    assert buka_lagi(klien, dua[0], "keliru", versi=2).status_code == 422
    assert buka_lagi(klien, dua[0], KALIMAT, versi=1).status_code == 409
    jawaban = buka_lagi(klien, dua[0], KALIMAT, versi=2)
    assert jawaban.url == halaman
    isi = teks(klien.get(halaman))
    assert "Tercatat diubah setelah verifikasi, 1×." in isi
    assert "Diubah setelah verifikasi, 1×." in isi and KALIMAT in isi
    assert status(dua[0]) == StatusRealisasi.PERBAIKAN


def test_get_on_a_form_address_shows_the_row(klien, dua):
    for nama in ("verifikasi_putus", "realisasi_buka"):
        jawaban = klien.get(reverse(f"capaian:{nama}", args=[dua[0].pk]))
        assert jawaban.url == reverse("capaian:verifikasi_baris", args=[dua[0].pk])
        assert klien.get(reverse(f"capaian:{nama}", args=[987654])).status_code == 404


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes", "joko", "pak_budi", "admin"])
def test_nobody_else_decides(siapa, request, masuk_sebagai, dua):
    klien = masuk_sebagai(request.getfixturevalue(siapa))
    assert putus(klien, dua[0]).status_code == 403
    assert buka_lagi(klien, dua[0], KALIMAT).status_code == 403
    assert status(dua[0]) == StatusRealisasi.DIAJUKAN
