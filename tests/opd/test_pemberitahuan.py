"""The inbox: one's own only, unread at the bell, read on the way to the work."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from opd.layanan.pemberitahuan import serasikan
from opd.models import Pemberitahuan, Pengguna, SetelanSurel
from opd.pemberitahuan import Butir

PADA = datetime(2026, 1, 20, 3, tzinfo=UTC)
KOTAK = "/akun/pemberitahuan/"


def butir(orang: Pengguna, nomor: int = 1, **lain: str) -> Butir:
    isi = {"kunci": f"uji:{nomor}", "jenis": "Isian triwulan", "url": "/capaian/matriks/"} | lain
    return Butir(
        kalimat=lain.get("kalimat", f"Hal {nomor}."),
        penerima=(orang.pk,),
        **{k: v for k, v in isi.items() if k != "kalimat"},
    )


def ingatkan(*isi: Butir, pada: datetime = PADA, selang: timedelta = timedelta(0)):
    return serasikan(lambda _: isi, pada=pada, selang=selang)


def teks(jawaban, status: int = 200) -> str:
    assert jawaban.status_code == status
    return " ".join(jawaban.content.decode().split())


def test_bell_counts_what_is_new_without_a_query_more(masuk_sebagai, tamu):
    client = masuk_sebagai(tamu)
    client.get("/akun/")
    with CaptureQueriesContext(connection) as kosong:
        assert "Pemberitahuan, tidak ada yang baru" in teks(client.get("/akun/"))
    ingatkan(butir(tamu, 1), butir(tamu, 2))
    with CaptureQueriesContext(connection) as ada:
        assert "Pemberitahuan, 2 baru" in teks(client.get("/akun/"))
    assert len(ada) == len(kosong)


def test_inbox_shows_unread_and_opening_one_reads_it(masuk_sebagai, sari):
    ingatkan(butir(sari, 1), butir(sari, 2))
    client = masuk_sebagai(sari)
    halaman = teks(client.get(KOTAK))
    assert "2 belum dibaca" in halaman and "Hal 1." in halaman
    satu = Pemberitahuan.objects.get(kunci="uji:1")
    for _ in range(2):
        jawaban = client.post(reverse("opd:pemberitahuan_buka", args=[satu.pk]))
        assert (jawaban.status_code, jawaban.url) == (302, "/capaian/matriks/")
    assert "Hal 1." not in teks(client.get(KOTAK))
    semua = teks(client.get(f"{KOTAK}?tampil=semua"))
    assert "Hal 1." in semua and "1 belum dibaca" in semua


def test_mark_all_spares_what_came_after_the_page_was_opened(masuk_sebagai, sari):
    ingatkan(butir(sari, 1))
    client = masuk_sebagai(sari)
    terbaru = client.get(KOTAK).context["terbaru"]
    ingatkan(butir(sari, 1), butir(sari, 2))
    client.post(reverse("opd:pemberitahuan_baca_semua"), {"sampai": terbaru, "tampil": "semua"})
    assert [p.kunci for p in Pemberitahuan.objects.untuk(sari).belum_dibaca()] == ["uji:2"]
    for ngawur in ("", "x", "9" * 30, "-1"):
        client.post(reverse("opd:pemberitahuan_baca_semua"), {"sampai": ngawur})
    assert Pemberitahuan.objects.untuk(sari).belum_dibaca().count() == 1
    assert "Semua sudah dibaca" in teks(
        client.post(
            reverse("opd:pemberitahuan_baca", args=[Pemberitahuan.objects.get(kunci="uji:2").pk]),
            follow=True,
        )
    )


def test_nobody_sees_or_reads_what_somebody_else_was_told(masuk_sebagai, sari, joko, admin):
    ingatkan(butir(sari, 1, kalimat="Rahasia Dinkes."))
    satu = Pemberitahuan.objects.get()
    for orang in (joko, admin):
        client = masuk_sebagai(orang)
        assert "Rahasia" not in teks(client.get(f"{KOTAK}?tampil=semua"))
        for nama in ("pemberitahuan_buka", "pemberitahuan_baca"):
            assert client.post(reverse(f"opd:{nama}", args=[satu.pk])).status_code == 404
        client.post(reverse("opd:pemberitahuan_baca_semua"), {"sampai": satu.pk})
    satu.refresh_from_db()
    assert satu.dibaca_pada is None


def test_inbox_is_paged_with_a_fixed_number_of_queries(masuk_sebagai, sari):
    client = masuk_sebagai(sari)
    ingatkan(*(butir(sari, n) for n in range(5)))
    client.get(KOTAK)
    with CaptureQueriesContext(connection) as lima:
        client.get(KOTAK)
    ingatkan(*(butir(sari, n) for n in range(50)))
    with CaptureQueriesContext(connection) as lima_puluh:
        halaman = teks(client.get(KOTAK))
    assert len(lima) == len(lima_puluh)
    assert "1–20 dari 50 pemberitahuan" in halaman and "Halaman 1 dari 3" in halaman
    assert "41–50 dari 50" in teks(client.get(f"{KOTAK}?halaman=3"))


def test_what_is_done_leaves_the_bell_and_comes_back_only_as_itself(sari):
    ingatkan(butir(sari, 1))
    ingatkan()
    assert not Pemberitahuan.objects.untuk(sari).belum_dibaca().exists()
    ingatkan(butir(sari, 1, kalimat="Hal 1, dua baris."))
    (satu,) = Pemberitahuan.objects.untuk(sari)
    assert (satu.selesai_pada, satu.kalimat, satu.dibuat_pada) == (None, "Hal 1, dua baris.", PADA)


def test_rules_are_asked_once_in_an_interval_and_never_with_a_link_outside(sari):
    selang = timedelta(minutes=10)
    assert ingatkan(butir(sari, 1), selang=selang).baru == 1
    dini = PADA + timedelta(minutes=9)
    assert ingatkan(butir(sari, 2), pada=dini, selang=selang) is None
    assert ingatkan(butir(sari, 1), butir(sari, 2), pada=PADA + selang, selang=selang).baru == 1
    for luar in ("https://jahat.test/", "//jahat.test/"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pemberitahuan.objects.create(
                pengguna=sari, kunci=luar, jenis="x", kalimat="x", url=luar, dibuat_pada=PADA
            )


def test_person_switches_the_letter_off_and_on(masuk_sebagai, sari, joko):
    client = masuk_sebagai(sari)
    assert "checked" in teks(client.get("/akun/surel/"))
    for isi, mau in (({}, False), ({"ringkasan": "on"}, True), ({}, False)):
        halaman = teks(client.post("/akun/surel/simpan/", isi, follow=True))
        assert SetelanSurel.objects.get(pengguna=sari).ringkasan is mau
        assert ("tidak dikirim lagi" in halaman) is not mau
    assert not SetelanSurel.objects.filter(pengguna=joko).exists()


def test_inbox_and_settings_are_only_for_who_is_logged_in(client, sari):
    ingatkan(butir(sari, 1))
    satu = Pemberitahuan.objects.get()
    for jalur in (KOTAK, "/akun/surel/"):
        assert client.get(jalur).url.startswith("/akun/masuk/")
    for nama, arah in (
        ("pemberitahuan_buka", [satu.pk]),
        ("pemberitahuan_baca", [satu.pk]),
        ("pemberitahuan_baca_semua", []),
        ("surel_setelan_simpan", []),
    ):
        assert client.post(reverse(f"opd:{nama}", args=arah)).url.startswith("/akun/masuk/")


def test_newcomer_without_a_post_sees_an_empty_inbox(masuk_sebagai, tamu):
    assert "Belum pernah ada pemberitahuan" in teks(
        masuk_sebagai(tamu).get(f"{KOTAK}?tampil=semua")
    )
