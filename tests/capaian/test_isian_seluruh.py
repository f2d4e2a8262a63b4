"""The page as one form: only touched rows are written, good ones also beside wrong ones."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from capaian.layar.isian_medan import sidik
from capaian.models import Indikator, LogRealisasi, Realisasi
from capaian.pilihan import StatusRealisasi
from opd.models import Opd, Pengguna
from tests import pabrik

POLOS = {"keadaan": "", "alasan": "", "sumber": "", "tanggal": "", "status_data": "sementara"}
HAMBAT = "Stok vaksin kosong tiga minggu"
LENGKAP = {"faktor_penghambat": HAMBAT, "akar_masalah": "Pengadaan menunggu pagu pusat"}


@pytest.fixture
def klien(masuk_sebagai: Callable, sari: Pengguna) -> Client:
    return masuk_sebagai(sari)


@pytest.fixture
def tiga(dinkes: Opd) -> list[Indikator]:
    pabrik.buat_periode()
    hasil = [pabrik.buat_indikator(opd=dinkes, nama=f"Indikator {n}") for n in "ABC"]
    for satu in hasil:
        pabrik.buat_target(indikator=satu)
    return hasil


def baris(indikator: Indikator, *, versi: int = 0, dulu: str = "", **medan: str) -> dict[str, str]:
    """The fields of one row as a browser posts them, `dulu` being the number first shown."""
    semua = {"nilai": dulu, **POLOS}
    asal = sidik(semua | ({"penghambat": ""} if "penghambat" in medan else {}))
    isi = {**semua, **medan, "versi": str(versi), "asal": asal, "aksi": ""} | medan
    return {f"{nama}-{indikator.pk}": nilai for nama, nilai in isi.items()}


def kirim(klien: Client, opd: Opd, *semua: dict[str, str], aksi: str = "simpan"):
    isi = {"aksi": aksi}
    for satu in semua:
        isi |= satu
    return klien.post(reverse("capaian:isian_simpan", args=[opd.pk, 2025, 4]), isi)


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def test_only_touched_rows_are_written(klien, dinkes, tiga):
    lama = pabrik.buat_realisasi(indikator=tiga[0], nilai="72")
    jawaban = kirim(
        klien,
        dinkes,
        baris(tiga[0], versi=1, dulu="72,00"),
        baris(tiga[1], nilai="90"),
        baris(tiga[2]),
    )
    assert jawaban.url == reverse("capaian:isian_opd", args=[dinkes.pk, 2025, 4])
    assert "1 baris tersimpan" in teks(klien.get(jawaban.url))
    assert Realisasi.objects.get(indikator=tiga[1]).nilai == 90
    assert Realisasi.objects.count() == 2
    lama.refresh_from_db()
    assert lama.versi == 1


def test_untouched_row_is_no_conflict_when_somebody_else_saved_it(klien, dinkes, tiga):
    pabrik.buat_realisasi(indikator=tiga[0], nilai="75", versi=4)
    jawaban = kirim(klien, dinkes, baris(tiga[0], versi=3, dulu="72,00"), baris(tiga[1], nilai="9"))
    assert jawaban.status_code == 302
    assert Realisasi.objects.get(indikator=tiga[0]).nilai == 75


def test_wrong_row_is_shown_again_and_the_good_one_is_saved(klien, dinkes, tiga):
    jawaban = kirim(klien, dinkes, baris(tiga[0], nilai="12,5 persen"), baris(tiga[1], nilai="90"))
    isi = teks(jawaban)
    assert jawaban.status_code == 422
    assert 'value="12,5 persen"' in isi
    assert "bukan angka" in isi
    assert "1 baris tersimpan" in isi
    assert "1 baris belum tersimpan" in isi
    assert Realisasi.objects.get().indikator == tiga[1]


def test_stale_row_shows_both_versions_and_the_rest_is_saved(klien, dinkes, tiga):
    pabrik.buat_realisasi(indikator=tiga[0], nilai="75", versi=2)
    jawaban = kirim(
        klien, dinkes, baris(tiga[0], versi=1, dulu="72,00", nilai="73"), baris(tiga[1], nilai="9")
    )
    isi = teks(jawaban)
    assert jawaban.status_code == 409
    assert "realisasi <strong>75,00</strong>" in isi and 'value="73"' in isi
    assert Realisasi.objects.get(indikator=tiga[1]).nilai == 9


def test_button_of_the_question_works_without_javascript(klien, dinkes, tiga):
    jawaban = kirim(klien, dinkes, baris(tiga[0], nilai="1.184", aksi="arti:1184"))
    assert jawaban.status_code == 302
    assert Realisasi.objects.get().nilai == 1184


def test_nothing_changed_says_so(klien, dinkes, tiga):
    jawaban = kirim(klien, dinkes, *(baris(satu) for satu in tiga))
    assert "Tidak ada baris yang berubah." in teks(klien.get(jawaban.url))
    assert not Realisasi.objects.exists()


def test_row_of_another_opd_in_the_form_is_not_written(klien, dinkes, disdik, tiga):
    asing = pabrik.buat_indikator(opd=disdik)
    kirim(klien, dinkes, baris(asing, nilai="1"), baris(tiga[0], nilai="2"))
    assert not Realisasi.objects.filter(indikator=asing).exists()


def test_joko_cannot_post_to_dinkes(masuk_sebagai, joko, dinkes, tiga):
    assert kirim(masuk_sebagai(joko), dinkes, baris(tiga[0], nilai="1")).status_code == 404


def test_ajukan_saves_then_submits_the_complete_rows(klien, dinkes, tiga):
    pabrik.buat_realisasi(indikator=tiga[0], nilai="70", **LENGKAP)
    jawaban = kirim(
        klien,
        dinkes,
        baris(tiga[1], nilai="0", keadaan=""),
        baris(tiga[2], nilai="", keadaan="belum_waktunya", alasan="Terbit April 2026"),
        aksi="ajukan",
    )
    isi = teks(klien.get(jawaban.url))
    assert "2 baris diajukan" in isi
    assert "1 baris belum ikut. Indikator B: tulis faktor penghambat dan akar masalah" in isi
    status = dict(Realisasi.objects.values_list("indikator__nama", "status"))
    assert status == {"Indikator A": "diajukan", "Indikator B": "draf", "Indikator C": "diajukan"}


def test_nothing_is_submitted_while_a_row_is_wrong(klien, dinkes, tiga):
    pabrik.buat_realisasi(indikator=tiga[0], nilai="70", **LENGKAP)
    jawaban = kirim(klien, dinkes, baris(tiga[1], nilai="x"), aksi="ajukan")
    assert "Belum ada yang diajukan." in teks(jawaban)
    assert Realisasi.objects.get().status == StatusRealisasi.DRAF


def test_ajukan_twice_is_one_submission(klien, dinkes, tiga):
    for satu in tiga:
        pabrik.buat_realisasi(indikator=satu, nilai="70", **LENGKAP)
    url = reverse("capaian:isian_ajukan", args=[dinkes.pk, 2025, 4])
    assert klien.post(url).status_code == 302
    jawaban = klien.post(url)
    assert LogRealisasi.objects.count() == 3
    isi = teks(klien.get(jawaban.url))
    assert "Semua baris sudah diajukan." in isi


def test_returned_row_waits_until_it_was_changed(klien, rina, dinkes, tiga):
    r = pabrik.buat_realisasi(
        indikator=tiga[0],
        nilai="70",
        **LENGKAP,
        status=StatusRealisasi.PERBAIKAN,
    )
    LogRealisasi.objects.create(
        realisasi=r,
        transisi="kembalikan",
        dari="diajukan",
        ke="perbaikan",
        oleh=rina,
        catatan="Periksa satuannya.",
    )
    kirim(klien, dinkes, aksi="ajukan")
    r.refresh_from_db()
    assert r.status == StatusRealisasi.PERBAIKAN
    kirim(klien, dinkes, baris(tiga[0], versi=1, dulu="70,00", nilai="71"), aksi="ajukan")
    r.refresh_from_db()
    assert r.status == StatusRealisasi.DIAJUKAN


def test_reader_may_not_submit(masuk_sebagai, rina, dinkes, tiga):
    url = reverse("capaian:isian_ajukan", args=[dinkes.pk, 2025, 4])
    assert masuk_sebagai(rina).post(url).status_code == 403
