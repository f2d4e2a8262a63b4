"""What the two days need besides the browser: clock of the story, OPD decided in bulk, files."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from capaian.layanan.target import IsiTarget
from capaian.models import Indikator, Target
from capaian.pilihan import SumberTarget
from konsolidasi.inti import waktu
from konsolidasi.inti.dokumen import qr_svg
from opd.models import Opd, Pengguna
from rapat.kode import kode_hadir
from rapat.layanan.jalannya import bahas, selesai_bahas
from rapat.layanan.kesepakatan import catat_kehadiran, catat_kesepakatan
from rapat.layar.proyektor import GOYANG_MS, SELANG_MS
from rapat.models import Agenda, Kesepakatan, Sesi, TindakLanjut
from rapat.perhitungan import indikator_sesi
from rapat.pilihan import KeadaanHadir, Putusan

SEGERA = SELANG_MS + GOYANG_MS + 500
"""A screen shows a change within this time."""
TAHUN = 2026
JANJI_LAMA = "Memetakan posyandu tanpa kader tetap"
PROYEKTOR = {"width": 1366, "height": 768}
BA = {1: "000.7.2/11/Bapperida/2026", 2: "000.7.2/12/Bapperida/2026"}
DINKES = "Dinas Kesehatan dan RSUD Dr. Tengku Mansyur"
STUNTING, IBU, IMUNISASI, SSGI = (
    "Prevalensi balita stunting (e-PPGBM)",
    "Jumlah kematian ibu",
    "Persentase bayi mendapat imunisasi dasar lengkap",
    "Prevalensi stunting (SSGI)",
)
JALAN = "Persentase jalan kota dalam kondisi mantap"
SYARAT = "Bila audit maternal selesai sebelum Maret."
TUNDA = "Hasil SSGI 2025 belum terbit."
BAHASAN = "14 dari 14 klinik swasta sudah melapor lewat SITB."
JANJI = "Mengundang klinik swasta yang belum melapor"
Angka = tuple[Decimal | None, Decimal | None, Decimal | None, int | None]


class Jam:
    """The clock of the server; the story is played on its own days."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._asli, self._geser = timezone.now, timedelta(0)
        monkeypatch.setattr(timezone, "now", lambda: self._asli() + self._geser)

    def ke(self, tahun: int, bulan: int, hari: int, jam: int, menit: int = 0) -> None:
        saat = datetime(tahun, bulan, hari, jam, menit, 20, tzinfo=waktu.ZONA)
        self._geser = saat - self._asli()

    def maju(self, menit: int) -> None:
        self._geser += timedelta(minutes=menit)


def angka(isi: IsiTarget | Target | Kesepakatan) -> Angka:
    huruf = isi.predikat.pk if isi.predikat else None
    return isi.nilai, isi.batas_bawah, isi.batas_atas, huruf


def nilai(teks: str) -> Angka:
    """ "1,60–1,70" as the database keeps it."""
    kata = [Decimal(k.replace(",", ".")) for k in teks.split("–")]
    return (kata[0], None, None, None) if len(kata) == 1 else (None, *kata, None)


@dataclass
class Cerita:
    """What the people of the scenario share."""

    buka: Callable[..., Page]
    jam: Jam
    sesi: dict[int, Sesi]
    harapan: dict[int, dict[int, Angka]] = field(default_factory=lambda: {1: {}, 2: {}})

    def catat(self, nomor: int, nama: str, teks: str) -> None:
        self.harapan[nomor][Indikator.objects.get(nama=nama).pk] = nilai(teks)


def titip_janji_lama() -> TindakLanjut:
    """Something Dinas Kesehatan promised a year ago and did not finish."""
    batas = datetime(2025, 6, 30).date()
    dinkes = Opd.objects.get(singkatan="Dinkes")
    return TindakLanjut.objects.create(
        opd=dinkes, uraian=JANJI_LAMA, batas_tanggal=batas, batas_awal=batas
    )


def putus_sisa(agenda: Agenda, oleh: Pengguna) -> dict[int, Angka]:
    """Every indikator of the item that nobody decided yet, each with another number than before."""
    sudah = set(Kesepakatan.objects.filter(agenda=agenda).values_list("indikator", flat=True))
    lama = {
        t.indikator_id: t
        for t in Target.objects.filter(tahun=TAHUN).berlaku().select_related("predikat")
    }
    hasil = {}
    for satu in indikator_sesi([agenda])[agenda.pk]:
        if satu.pk in sudah:
            continue
        isi = _sedikit_lebih(satu, lama.get(satu.pk))
        _catat(agenda, satu, isi, oleh)
        hasil[satu.pk] = angka(isi)
    return hasil


def _sedikit_lebih(satu: Indikator, lama: Target | None) -> IsiTarget:
    if lama is None:
        return IsiTarget(nilai=Decimal(1))
    if lama.predikat:
        return IsiTarget(predikat=lama.predikat)
    langkah = Decimal(1).scaleb(-satu.desimal)
    if lama.nilai is not None and lama.nilai >= 10 and satu.desimal:
        langkah = Decimal("0.5") if lama.nilai < 99 else Decimal("-0.5")
    if lama.nilai is None:
        return IsiTarget(batas_bawah=lama.batas_bawah, batas_atas=lama.batas_atas + langkah)
    return IsiTarget(nilai=lama.nilai + langkah)


def _catat(agenda: Agenda, satu: Indikator, isi: IsiTarget, oleh: Pengguna) -> None:
    lain = {"putusan": Putusan.SEPAKAT, "catatan": "", "versi": 0, "oleh": oleh}
    catat_kesepakatan(agenda=agenda, indikator=satu, isi=isi, **lain)


def sidangkan_sisanya(sesi: Sesi, oleh: Pengguna, jam: Jam) -> dict[int, Angka]:
    """The OPD that nobody recorded yet: each is discussed, attended, decided and closed."""
    hasil = {}
    for agenda in sesi.agenda.filter(kehadiran=None).order_by("urutan"):
        bahas(agenda=agenda, oleh=oleh)
        orang = {"nama": "", "jabatan": "", "surat_tugas": ""}
        catat_kehadiran(agenda=agenda, keadaan=KeadaanHadir.PIMPINAN, oleh=oleh, **orang)
        hasil |= putus_sisa(agenda, oleh)
        jam.maju(agenda.menit)
        selesai_bahas(agenda=agenda, oleh=oleh)
    return hasil


def periksa_berlaku(sesi: Sesi, nomor: str, harapan: dict[int, Angka]) -> None:
    """Every agreed number is the target in force, from this berita acara; nothing else is."""
    tercatat = Kesepakatan.objects.filter(agenda__sesi=sesi)
    berlaku = {
        t.indikator_id: t
        for t in Target.objects.filter(
            tahun=TAHUN, indikator__in=tercatat.values("indikator")
        ).berlaku()
    }
    baru = {pk: t for pk, t in berlaku.items() if t.sumber == SumberTarget.KESEPAKATAN}
    assert {pk: angka(t) for pk, t in baru.items()} == harapan
    assert all(t.acuan.startswith(f"Berita Acara nomor {nomor}, ") for t in baru.values())
    opd = set(tercatat.filter(indikator__in=baru).values_list("agenda", flat=True))
    assert len(opd) == sesi.agenda.count(), "every OPD of the sesi has targets in force"


def periksa_angka(sesi: Sesi, word: str, harapan: dict[int, Angka]) -> None:
    """Every agreed number stands in the row of its indikator."""
    tabel = [b.split(" | ") for b in word[word.index("LAMPIRAN II") :].split("\n")]
    tercetak = {(b[1], b[9], b[10].split()[0].strip(":")) for b in tabel if len(b) == 11}
    for k in Kesepakatan.objects.filter(agenda__sesi=sesi).select_related("indikator", "predikat"):
        teks = k.tertulis(k.indikator.desimal) if k.indikator_id in harapan else ""
        cocok = (k.indikator.nama, teks, k.get_putusan_display().split()[0])
        assert cocok in tercetak, (cocok, [b for b in tercetak if b[0] == k.indikator.nama])


def alamat_qr(layar: Page, sesi: Sesi) -> str:
    """Where the code on the screen leads to: the address whose code is drawn the same."""
    gambar = re.findall(r' d="[^"]+"', layar.locator(".k-layar__pindai svg").inner_html())
    asal = layar.url.split("/rapat")[0]
    for menit in (0, 1):
        kode = kode_hadir(sesi.pk, timezone.now() - timedelta(minutes=menit))
        jalur = reverse("rapat:hadir", args=[sesi.pk, kode])
        if gambar == re.findall(r' d="[^"]+"', qr_svg(asal + jalur)):
            return jalur
    raise AssertionError("the code on the screen leads nowhere that is open")


def baris(halaman: Page, nama: str) -> Locator:
    return halaman.locator(".k-sesi__baris").filter(has=halaman.get_by_role("link", name=nama))


def tulis(halaman: Page, nama: str, target: str, putusan: str, catatan: str = "") -> Locator:
    """Types one row and leaves it, as Tab or a click elsewhere does."""
    satu = baris(halaman, nama)
    satu.locator("input[type=text]").fill(target)
    satu.locator("select").select_option(label=putusan)
    if catatan:
        satu.locator("textarea").fill(catatan)
    halaman.locator("#j-opd").click()
    return satu


def simpan(halaman: Page, nama: str, target: str, putusan: str, catatan: str = "") -> None:
    expect(tulis(halaman, nama, target, putusan, catatan)).to_contain_text("Tersimpan")


def jawab_ya(halaman: Page, tombol: str, ya: str) -> None:
    halaman.get_by_role("button", name=tombol).click()
    halaman.get_by_role("dialog").get_by_role("button", name=ya).click()


def unduh(halaman: Page, tautan: Locator) -> bytes:
    with halaman.expect_download() as kejadian:
        tautan.click()
    return Path(kejadian.value.path()).read_bytes()


def ke_sesi(buka: Callable[..., Page], siapa: str, judul: str, **lain: object) -> Page:
    """From the list of meetings, as a person goes."""
    halaman = buka(siapa, "/rapat/", **lain)
    halaman.get_by_role("table").get_by_role("link", name=judul, exact=True).click()
    return halaman
