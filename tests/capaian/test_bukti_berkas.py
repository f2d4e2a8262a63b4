"""Files go out through a permission check, with headers that leave them no power."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from konsolidasi.inti.jenis_berkas import XLSX
from tests import berkas, pabrik

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")


@pytest.fixture
def bukti(dinkes):
    """A PDF of three pages that proves a row of Dinkes."""
    indikator = pabrik.buat_indikator(opd=dinkes, nama="UMKM naik kelas")
    return berkas.buat_bukti(
        indikator=indikator, isi=berkas.pdf(3), nama="Rekap UMKM.pdf", halaman="2"
    )


def alamat(bukti) -> dict[str, str]:
    return {
        "lihat": reverse("capaian:bukti_lihat", args=[bukti.pk]),
        "berkas": reverse("capaian:bukti_berkas", args=[bukti.pk]),
        "halaman": reverse("capaian:bukti_halaman", args=[bukti.pk, 1]),
    }


@pytest.mark.parametrize("apa", ["lihat", "berkas", "halaman"])
def test_own_opd_and_bapperida_open_it_another_opd_does_not(
    apa, bukti, masuk_sebagai, sari, rina, joko, tamu, client
):
    url = alamat(bukti)[apa]
    jawab = [masuk_sebagai(orang).get(url).status_code for orang in (sari, rina, joko, tamu)]
    assert jawab == [200, 200, 404, 403]
    assert client.get(url).status_code == 302


def test_no_other_address_serves_it(bukti, masuk_sebagai, sari):
    """Neither by its place in the store nor below the folder of static files."""
    client, sha = masuk_sebagai(sari), bukti.lampiran.sha256
    for jalur in (f"/{sha[:2]}/{sha}", f"/lampiran/{sha[:2]}/{sha}", f"/static/{sha[:2]}/{sha}"):
        assert client.get(jalur).status_code == 404
    publik = [Path(settings.STATIC_ROOT), *map(Path, settings.STATICFILES_DIRS)]
    gudang_asli = Path(settings.LAMPIRAN_DIR).resolve()
    assert not any(gudang_asli.is_relative_to(folder.resolve()) for folder in publik)
    assert not settings.MEDIA_URL.strip("/")


def test_pdf_is_saved_not_opened(bukti, masuk_sebagai, sari):
    jawaban = masuk_sebagai(sari).get(alamat(bukti)["berkas"])
    assert jawaban.getvalue() == berkas.pdf(3)
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban["Content-Disposition"] == 'attachment; filename="Rekap UMKM.pdf"'
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert jawaban["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert jawaban["Cache-Control"] == "private, no-cache"
    assert jawaban["X-Frame-Options"] == "DENY"


def test_picture_is_shown_in_the_page_and_saved_on_request(masuk_sebagai, sari, dinkes):
    foto = berkas.buat_bukti(
        indikator=pabrik.buat_indikator(opd=dinkes), isi=berkas.png(), nama='a"b\r\n.svg'
    )
    client = masuk_sebagai(sari)
    jawaban = client.get(alamat(foto)["berkas"])
    assert jawaban["Content-Disposition"] == 'inline; filename="a-b.svg.png"'
    assert jawaban["Content-Type"] == "image/png"
    jawaban = client.get(alamat(foto)["berkas"] + "?unduh=1")
    assert jawaban["Content-Disposition"].startswith("attachment; ")
    assert f'<img class="img-fluid" src="{alamat(foto)["berkas"]}"' in str(
        client.get(alamat(foto)["lihat"]).content
    )


def test_page_of_a_pdf_is_a_picture_and_asked_again_only_when_it_changed(
    bukti, masuk_sebagai, sari, joko
):
    client, url = masuk_sebagai(sari), alamat(bukti)["halaman"]
    jawaban = client.get(url)
    assert jawaban["Content-Type"] == "image/png"
    assert jawaban.content.startswith(b"\x89PNG\r\n\x1a\n")
    tanda = {"If-None-Match": jawaban["ETag"]}
    assert client.get(url, headers=tanda).status_code == 304
    # Somebody else on the same machine: the picture in the cache is no key.
    assert masuk_sebagai(joko).get(url, headers=tanda).status_code == 404


def test_page_that_is_not_there_is_not_found(bukti, masuk_sebagai, sari):
    client = masuk_sebagai(sari)
    for nomor in (0, 4, 99999999999):
        url = reverse("capaian:bukti_halaman", args=[bukti.pk, nomor])
        assert client.get(url).status_code == 404


def test_huge_page_becomes_a_picture_of_ordinary_size(masuk_sebagai, sari, dinkes):
    spanduk = berkas.buat_bukti(
        indikator=pabrik.buat_indikator(opd=dinkes), isi=berkas.pdf(sisi="14000 9000")
    )
    isi = masuk_sebagai(sari).get(alamat(spanduk)["halaman"]).content
    lebar, tinggi = int.from_bytes(isi[16:20], "big"), int.from_bytes(isi[20:24], "big")
    assert max(lebar, tinggi) <= 1801


def test_viewer_opens_at_the_page_that_was_named(bukti, masuk_sebagai, rina):
    client, url = masuk_sebagai(rina), alamat(bukti)["lihat"]
    teks = client.get(url).content.decode()
    assert "<strong>Rekap UMKM.pdf</strong>, halaman 2 dari 3, 1 KB" in teks
    assert f'href="{url}?hal=1"' in teks and f'href="{url}?hal=3"' in teks
    akhir = client.get(url, {"hal": "3"}).content.decode()
    assert "halaman 3 dari 3" in akhir and "Halaman berikutnya" not in akhir
    for aneh in ("x", "-1", "0", "9" * 30, "²"):
        assert client.get(url, {"hal": aneh}).status_code == 200


def test_excel_is_described_and_saved(masuk_sebagai, sari, dinkes):
    lembar = berkas.buat_bukti(
        indikator=pabrik.buat_indikator(opd=dinkes), isi=berkas.office(XLSX), nama="Rekap.xlsx"
    )
    teks = masuk_sebagai(sari).get(alamat(lembar)["lihat"]).content.decode()
    assert "Berkas Excel dan Word tidak tampil di peramban." in teks
    assert f'href="{alamat(lembar)["berkas"]}?unduh=1" download' in teks


def test_lost_bytes_are_a_sentence_not_a_crash(bukti, masuk_sebagai, sari):
    Path(bukti.lampiran.berkas.path).unlink()
    client = masuk_sebagai(sari)
    for apa in ("berkas", "halaman"):
        jawaban = client.get(alamat(bukti)[apa])
        assert jawaban.status_code == 404
        assert "Isi berkas ini tidak ada di server." in jawaban.content.decode()
    assert client.get(alamat(bukti)["lihat"]).status_code == 200


def test_link_has_no_bytes(masuk_sebagai, sari, dinkes):
    tautan = berkas.buat_bukti(
        indikator=pabrik.buat_indikator(opd=dinkes), tautan="https://contoh.go.id", nama="x"
    )
    for apa in ("berkas", "halaman"):
        assert masuk_sebagai(sari).get(alamat(tautan)[apa]).status_code == 404
