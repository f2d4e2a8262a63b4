"""The projector in a real browser: follows, changes its view, loses its connection and recovers;
a phone scans, writes itself in, and the notulis matches it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from capaian.models import Indikator
from opd.models import Pengguna
from rapat.kode import kode_hadir
from rapat.layanan.jalannya import bahas, selesai_bahas
from rapat.layanan.kesepakatan import catat_kesepakatan
from rapat.layanan.tindak_lanjut import mulai_sesi
from rapat.layar.proyektor import GOYANG_MS, SELANG_MS
from rapat.models import Agenda, Kehadiran
from rapat.pilihan import Putusan

pytestmark = pytest.mark.peramban
PROYEKTOR = ({"width": 1920, "height": 1080}, {"width": 1366, "height": 768})
TELEPON = {"width": 360, "height": 740}
SEGERA = SELANG_MS + GOYANG_MS + 500


@pytest.fixture
def nana(buka) -> Pengguna:
    return Pengguna.objects.get(username="nana")


@pytest.fixture
def dinkes(nana) -> Agenda:
    """Dinas Kesehatan under discussion, in the demo data of the story."""
    agenda = Agenda.objects.select_related("sesi").get(opd__singkatan="Dinkes")
    mulai_sesi(sesi=agenda.sesi, oleh=nana)
    return bahas(agenda=agenda, oleh=nana)


def layar(agenda: Agenda, tampil: str = "opd") -> str:
    return f"{reverse('rapat:layar', args=[agenda.sesi_id])}?tampil={tampil}"


def muat(halaman: Page) -> None:
    """Everything is on the screen: a projector does not scroll."""
    for ukuran in PROYEKTOR:
        halaman.set_viewport_size(ukuran)
        lebih = halaman.evaluate("document.documentElement.scrollHeight - innerHeight")
        assert lebih <= 0, f"{halaman.url}: {lebih} px below the edge at {ukuran['width']}"


def test_the_screen_follows_and_comes_back_by_itself(buka, dinkes, nana, aksesibel):
    halaman = buka("nana", layar(dinkes))
    judul = halaman.get_by_role("heading", level=1)
    expect(judul).to_have_text("Dinas Kesehatan dan RSUD Dr. Tengku Mansyur")
    muat(halaman)
    aksesibel(halaman)

    kematian = Indikator.objects.get(nama="Jumlah kematian ibu")
    tunda = {"putusan": Putusan.DITUNDA, "isi": None, "versi": 0, "catatan": "menunggu data"}
    catat_kesepakatan(agenda=dinkes, indikator=kematian, oleh=nana, **tunda)
    baris = halaman.get_by_role("row").filter(has_text="Jumlah kematian ibu")
    expect(baris).to_contain_text("ditunda", timeout=SEGERA)

    for huruf, kata in (("r", "Rekap sesi"), ("h", "Daftar hadir")):
        halaman.keyboard.press(huruf)
        expect(judul).to_have_text(kata)
        muat(halaman)
        aksesibel(halaman)
    expect(halaman).to_have_url(re.compile(r"tampil=hadir$"))
    halaman.reload()
    expect(judul).to_have_text("Daftar hadir")
    halaman.get_by_role("link", name="OPD yang dibahas").click()

    putus = halaman.get_by_text("Sambungan terputus, angka per")
    halaman.context.set_offline(True)
    expect(putus).to_be_visible()
    expect(halaman.locator(".k-layar__qr svg")).to_be_hidden()
    berikut = selesai_bahas(agenda=dinkes, oleh=nana)
    halaman.context.set_offline(False)
    expect(judul).to_have_text(berikut.nama, timeout=SEGERA)
    expect(putus).to_be_hidden()

    halaman.clock.install()
    halaman.reload()
    halaman.clock.pause_at(timezone.now() + timedelta(hours=1))  # no timer runs: asleep
    bahas(agenda=dinkes, oleh=nana)
    halaman.wait_for_timeout(SEGERA)
    expect(judul).to_have_text(berikut.nama)
    halaman.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(judul).to_have_text("Dinas Kesehatan dan RSUD Dr. Tengku Mansyur", timeout=1000)


def test_a_phone_writes_itself_in_and_the_notulis_matches_it(buka, dinkes, aksesibel):
    kode = kode_hadir(dinkes.sesi_id, timezone.now())
    telepon = buka("", reverse("rapat:hadir", args=[dinkes.sesi_id, kode]), ukuran=TELEPON)
    aksesibel(telepon)
    telepon.get_by_label("OPD").select_option(label=dinkes.nama)
    telepon.get_by_label("Nama lengkap").fill("Dewi Siregar")
    telepon.get_by_label("Jabatan").fill("Sekretaris Dinas")
    telepon.get_by_label("Mewakili pimpinan").check()
    kanvas = telepon.locator("canvas")
    kanvas.scroll_into_view_if_needed()
    kotak = kanvas.bounding_box()
    telepon.mouse.move(kotak["x"] + 20, kotak["y"] + 20)
    telepon.mouse.down()
    telepon.mouse.move(kotak["x"] + 120, kotak["y"] + 80, steps=5)
    telepon.mouse.up()
    telepon.get_by_role("button", name="Saya hadir").click()
    expect(telepon.get_by_text("Anda tercatat hadir")).to_be_visible()
    aksesibel(telepon)

    daftar = reverse("rapat:peserta_daftar", args=[dinkes.sesi_id])
    halaman = buka("nana", daftar)
    expect(halaman.get_by_text("1 dari 10 OPD hadir")).to_be_visible()
    aksesibel(halaman)
    halaman.get_by_role("button", name="Cocokkan semua (1)").click()
    expect(halaman.get_by_text("1 isian lewat QR dicocokkan.")).to_be_visible()
    hadir = Kehadiran.objects.get()
    assert (hadir.agenda, hadir.nama, hadir.keadaan) == (dinkes, "Dewi Siregar", "diwakili")

    halaman.get_by_role("link", name="Ubah Dewi Siregar").click()
    expect(halaman.get_by_role("img", name="Tanda tangan Dewi Siregar")).to_be_visible()
    aksesibel(halaman)
    halaman.get_by_role("button", name="Pulang sekarang").click()
    expect(halaman.get_by_text("Dewi Siregar tercatat pulang")).to_be_visible()
