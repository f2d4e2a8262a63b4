"""The entry page of the imports: kinds to start, the list with its filters, addresses of places."""

import pytest

from capaian.impor.jenis import Tempat
from capaian.impor.tempat import buat_slug, urai_slug
from capaian.models import Impor
from capaian.models.impor import BOLEH, SYARAT, JenisImpor, tempat_sah
from tests import berkas, pabrik
from tests.buku import di_triwulan, templat_di, terapkan, ubah, unggah_di

gudang = berkas.gudang
URL = "/capaian/impor/"


@pytest.fixture
def impor(dinkes, disdik, sari, rina, gudang) -> list[Impor]:
    """A realisasi of Dinkes that was applied, targets of Disdik that were not."""
    periode = pabrik.buat_periode()
    pabrik.buat_tahun(2026)
    pabrik.buat_indikator(opd=dinkes, kode="1.02.01")
    pabrik.buat_indikator(opd=disdik, kode="1.01.01")
    di = di_triwulan(dinkes, periode)
    isi = ubah(templat_di(di, sari), {"E6": 7})
    pertama = terapkan(unggah_di(isi, di, sari, "isian dinkes.xlsx"), sari)
    target = Tempat("target", disdik, 2026)
    return [pertama, unggah_di(templat_di(target, rina), target, rina, "target.xlsx")]


def test_each_person_starts_the_kinds_that_are_theirs(masuk_sebagai, sari, rina, pak_budi, impor):
    halaman = masuk_sebagai(sari).get(URL)
    assert [j.kode for j in halaman.context["jenis"]][0] == "realisasi"
    assert "target" not in [j.kode for j in halaman.context["jenis"]]
    [target] = [j for j in masuk_sebagai(rina).get(URL).context["jenis"] if j.kode == "target"]
    assert target.pilihan[0] == ("tahun-2026", "Semua OPD, 2026")
    assert masuk_sebagai(pak_budi).get(URL).context["jenis"] == []


def test_the_list_is_searched_and_filtered(masuk_sebagai, rina, disdik, impor):
    layar = masuk_sebagai(rina)

    def nomor(**saring: str) -> list[int]:
        return [b.impor.pk for b in layar.get(URL, saring).context["baris"]]

    semua = [impor[1].pk, impor[0].pk]
    assert nomor() == semua
    assert nomor(jenis="target") == nomor(opd=str(disdik.pk)) == nomor(cari="TARGET") == semua[:1]
    assert nomor(status="diterapkan") == nomor(jenis="realisasi") == semua[1:]
    kosong = layar.get(URL, {"jenis": "target", "status": "dibatalkan"}).content.decode()
    assert "Tidak ada impor yang cocok" in kosong and "Bersihkan saringan" in kosong
    assert "diabaikan" in layar.get(URL, {"jenis": "entah"}).content.decode()


def test_without_an_import_the_list_says_so(masuk_sebagai, sari):
    assert "Belum ada impor" in masuk_sebagai(sari).get(URL).content.decode()


def test_a_choice_and_the_old_address_lead_to_the_page_of_the_place(masuk_sebagai, rina, impor):
    layar = masuk_sebagai(rina)
    pilih = layar.get("/capaian/impor/target/pilih/", {"tempat": "tahun-2026"})
    assert pilih.url == "/capaian/impor/target/tahun-2026/"
    assert layar.get(pilih.url).status_code == 200
    lama = layar.get("/capaian/isian/12/2025/4/impor/")
    assert lama.url == "/capaian/impor/realisasi/opd-12-tahun-2025-tw-4/"


@pytest.mark.parametrize(
    "alamat",
    ["entah/kota", "target/kota", "target/tahun-2026-tw-4", "target/tahun-2026-acuan-1",
     "target/tahun-1999", "target/x", "realisasi/tahun-2025-tw-4", "opd/tahun-2026"],
)  # fmt: skip
def test_a_place_that_the_kind_does_not_have_is_not_there(masuk_sebagai, rina, impor, alamat: str):
    assert masuk_sebagai(rina).get(f"{URL}{alamat}/").status_code == 404


def test_what_cannot_be_seen_is_not_kept(masuk_sebagai, rina, disdik, impor):
    di = Tempat("target", disdik, 2026)
    salah = unggah_di(ubah(templat_di(di, rina), {"F6": "x"}), di, rina)
    kiriman = {"aksi": "pakai:F6", "sel-F6": "8\x005"}
    masuk_sebagai(rina).post(f"{URL}{salah.pk}/jawab/", kiriman)
    salah.refresh_from_db()
    assert salah.jawaban["F6"]["teks"] == "85"


def test_addresses_of_places_are_read_as_they_are_written():
    for slug in ("kota", "opd-3", "tahun-2026", "opd-3-tahun-2026-tw-4", "opd-1-acuan-7"):
        assert buat_slug(**urai_slug(slug)) == slug
    assert urai_slug("opd-3-tahun-2026-tw-4") == {"opd": 3, "tahun": 2026, "tw": 4}
    for slug in ("", "opd", "opd-0", "opd-3-opd-4", "tw-4-tahun-2026", "-opd-3", "opd-3-"):
        assert urai_slug(slug) is None


def test_every_kind_says_where_it_belongs():
    for jenis in JenisImpor.values:
        assert set(SYARAT[jenis]) <= set(BOLEH[jenis])
        assert tempat_sah(jenis, SYARAT[jenis])
