"""The page of the search: what it says to whatever is typed, and that its plans use the indexes."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.urls import reverse

from capaian.layar.cari import JENIS as JENIS_CAPAIAN
from konsolidasi.inti.cari import longgarkan
from konsolidasi.inti.pencarian import baca
from opd.models import Opd
from rapat.layar.cari import JENIS as JENIS_RAPAT
from tests import pabrik

ALAMAT = "/cari/"
KATA = (
    "persentase prevalensi jumlah cakupan layanan kesehatan pendidikan sampah jalan mantap stunting"
    " balita ibu hamil puskesmas sekolah siswa guru akreditasi sanitasi perumahan kumuh miskin"
    " bantuan sosial pasar koperasi wisata sungai drainase banjir kebakaran ketertiban arsip akta"
    " kelahiran perpustakaan"
)


@pytest.fixture
def sari_masuk(masuk_sebagai, sari, dinkes):
    for n in range(30):
        pabrik.buat_indikator(opd=dinkes, kode=f"1.{n:02}", nama=f"Imunisasi <b>{n:02}</b>")
    return masuk_sebagai(sari)


def buka(client, **kueri: str) -> str:
    balasan = client.get(ALAMAT, kueri)
    assert balasan.status_code == 200
    return balasan.content.decode()


@pytest.mark.parametrize(
    ("ketikan", "kalimat"),
    [
        ("", "Tulis sedikitnya dua huruf"),
        ("i", "Tulis sedikitnya dua huruf"),
        ("%", "Tulis sedikitnya dua huruf"),
        ("_\\_\\", "Tulis sedikitnya dua huruf"),
        ("😀🏥", "Tulis sedikitnya dua huruf"),
        ("\x00\x1b", "Tulis sedikitnya dua huruf"),
        ("'; -- DROP", "Tidak ada yang cocok"),
        ("i%i", "Tidak ada yang cocok"),
        ("a\\", "Tulis sedikitnya dua huruf"),
        ("\u202eisasinumi", "Tidak ada yang cocok"),
        ("مرحبا", "Tidak ada yang cocok"),
        ("x" * 500, "Hanya 100 huruf dan 8 kata pertama yang dicari."),
        ("(.*)+[a-z]{9}", "Tidak ada yang cocok"),
    ],
)
def test_whatever_is_typed_gets_a_clear_page(sari_masuk, ketikan, kalimat):
    assert kalimat in buka(sari_masuk, q=ketikan)


def test_words_are_marked_and_everything_else_escaped(sari_masuk):
    isi = buka(sari_masuk, q="imunisasi 07")
    assert "<mark>Imunisasi</mark> &lt;b&gt;<mark>07</mark>&lt;/b&gt;" in isi
    assert 'value="imunisasi 07"' in isi
    assert "<b>" not in isi
    assert "&lt;script&gt;x" in buka(sari_masuk, q="<script>x")


def test_a_kind_has_all_its_rows_page_by_page(sari_masuk):
    isi = buka(sari_masuk, q="imunisasi")
    assert "Lihat semua 30 indikator" in isi
    assert isi.count("<mark>Imunisasi</mark>") == 5
    kedua = buka(sari_masuk, q="imunisasi", jenis="indikator", halaman="2")
    assert "26–30 dari 30 indikator" in kedua
    assert kedua.count("<mark>Imunisasi</mark>") == 5
    assert f"{reverse('capaian:indikator_daftar')}?cari=imunisasi" in kedua
    for halaman in ("99", "0", "-1", "x", "9" * 30):
        assert "1–25 dari 30" in buka(sari_masuk, q="imunisasi", jenis="indikator", halaman=halaman)


def test_the_list_of_a_kind_is_offered_where_its_filter_says_the_same(sari_masuk, dinkes):
    daftar = reverse("capaian:indikator_daftar")
    assert f"{daftar}?opd={dinkes.pk}" in buka(sari_masuk, q="dinkes", jenis="indikator")
    assert f"{daftar}?cari" not in buka(sari_masuk, q="imunisasi 07", jenis="indikator")
    assert f"{daftar}?cari" not in buka(sari_masuk, q="imunsasi", jenis="indikator")


def test_a_kind_without_a_row_and_an_unknown_kind(sari_masuk):
    assert "Jenis ini tidak memuat kata itu" in buka(sari_masuk, q="imunisasi", jenis="bukti")
    assert "30 indikator" in buka(sari_masuk, q="imunisasi", jenis="'; --")


def test_a_slip_is_answered_with_what_was_meant(sari_masuk):
    isi = buka(sari_masuk, q="imunsasi")
    assert re.search(r'Mungkin maksud Anda <a href="\?q=imunisasi">imunisasi</a>', isi)
    assert "30 indikator yang mirip" in isi
    assert "Cari juga yang tulisannya mirip" not in isi
    assert "Cari juga yang tulisannya mirip" in buka(sari_masuk, q="imunisasi")


def test_every_page_has_the_link_and_the_key_but_not_for_who_may_not_search(
    sari_masuk, masuk_sebagai, tamu
):
    isi = sari_masuk.get("/").content.decode()
    tautan = r'<a href="/cari/" aria-label="Cari indikator, OPD, atau dokumen" data-k-pintas="/">'
    assert re.search(tautan, isi)
    assert "/cari/" not in masuk_sebagai(tamu).get("/").content.decode()
    assert "autofocus" in buka(sari_masuk)


def test_queries_of_the_page(sari_masuk, jumlah_kueri):
    buka(sari_masuk, q="imunisasi")
    with jumlah_kueri("cari"):
        buka(sari_masuk, q="imunisasi")


def test_plans_use_the_trigram_indexes_at_full_size(rina, dinkes):
    """23,400 indikator and 10,000 follow-ups, for words that stand there and for a slip."""
    _isi_besar(dinkes)
    for jenis, indeks in ((JENIS_CAPAIAN, "indikator_cari"), (JENIS_RAPAT, "tindak_lanjut_cari")):
        tepat, mirip = baca("sanitasi kumuh"), replace(baca("santiasi"), longgar=True)
        longgarkan()
        for p in (tepat, mirip):
            baris = jenis[0].baris(rina, p, {})[:5]
            assert indeks in baris.explain()
            assert len(baris) == 5


def _isi_besar(opd: Opd) -> None:
    isi = KATA.split()
    n = len(isi)
    kata = f"(%s::text[])[1 + (n / {{}}) %% {n}]"
    teks = " || ' ' || ".join(kata.format(langkah) for langkah in (1, n, n * n))
    teks += " || ' ' || md5(n::text)"
    tiga = [isi] * 3
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL session_replication_role = replica")
        kursor.execute(
            "INSERT INTO capaian_indikator (kode, nama, jenis, opd_id, satuan, desimal,"
            " jenis_nilai, formula, konsolidasi, isian, wajib_bukti, berpagu,"
            " definisi_operasional, rumus_perhitungan, sumber_data, urutan, aktif, contoh,"
            f" sumber_terbitan) SELECT 'B' || n, {teks}, 'ikk', %s, 'x', 2, 'angka', 'positif',"
            " 'posisi_akhir', 'kumulatif', true, false, '', '', '', 1, true, false, ''"
            " FROM generate_series(1, 23400) n",
            [*tiga, opd.pk],
        )
        kursor.execute(
            "INSERT INTO rapat_tindaklanjut (opd_id, uraian, batas_tanggal, batas_awal, status,"
            " laporan, bukti_nama, bukti_tautan, nomor, contoh, versi, dibuat_pada, diubah_pada)"
            f" SELECT %s, {teks}, '2026-02-28', '2026-02-28', 'terbuka', '', '', '', '', false, 1,"
            " now(), now() FROM generate_series(1, 10000) n",
            [opd.pk, *tiga],
        )
        kursor.execute("SET LOCAL session_replication_role = origin")
        for indeks in ("indikator_cari", "tindak_lanjut_cari"):
            # As autovacuum does: what was just written waits beside the index.
            kursor.execute("SELECT gin_clean_pending_list(%s)", [indeks])
        kursor.execute("ANALYZE capaian_indikator, rapat_tindaklanjut")
