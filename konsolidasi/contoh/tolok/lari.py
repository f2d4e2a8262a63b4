"""One run: every page and its yardstick, one after the other in the same process."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from capaian.layanan.ringkasan import perbarui
from capaian.layar.isian import susun_lembar
from capaian.models import Indikator, Periode, Realisasi
from konsolidasi.contoh.tolok import kisi
from konsolidasi.contoh.tolok.cari import halaman_cari
from konsolidasi.contoh.tolok.halaman import buat_agenda, daftar, orang
from konsolidasi.contoh.tolok.isi import Besaran
from konsolidasi.contoh.tolok.ukur import Ukuran, dari_tetapan, median_cpu
from opd.models import Opd, Pengguna
from opd.pilihan import Peran

RUTE = "konsolidasi.contoh.tolok.rute"


@dataclass(frozen=True)
class Baris:
    nama: str
    ukuran: Ukuran
    pembanding: str
    cpu_pembanding: Decimal
    batas: str

    @property
    def rasio(self) -> Decimal:
        return (self.ukuran.cpu / self.cpu_pembanding).quantize(Decimal("0.01"))


def jalankan(besaran: Besaran, *, ulang: int, kabar: Callable[[str], object]) -> list[Baris]:
    tahun = besaran.awal + besaran.tahun - 1
    opd = Opd.objects.order_by("pk").first()
    periode = Periode.objects.select_related("tahun").get(tahun=tahun, triwulan=4)
    agenda = buat_agenda(opd, tahun)
    bapperida, operator = orang(Peran.BAPPERIDA), orang(Peran.OPERATOR, opd)
    hasil = []
    with override_settings(
        ALLOWED_HOSTS=["testserver"],
        SECURE_SSL_REDIRECT=False,
        ROOT_URLCONF=RUTE,
        INGATKAN_MENIT=0,
    ):
        # Somebody has always just saved: what is remembered of an OPD is counted anew for a while.
        _simpan(operator, opd, periode, 1)
        # What the thread of the reminders does every ten minutes; here it would disturb. Only the
        # years that pages show: the archive alone has eight thousand OPD and years.
        perbarui(tahun=range(besaran.awal, besaran.awal + besaran.tahun + 1))
        isian = reverse("capaian:isian_opd", args=[opd.pk, tahun, 4])
        nama = f"Isian Saya, {besaran.indikator} baris"
        hasil.append(_isian(operator, nama, isian, opd, periode, ulang))
        for h in (*daftar(opd, periode, agenda), *halaman_cari()):
            hasil.append(_halaman(bapperida, h.nama, h.url, h.batas, ulang))
        hasil.append(_simpan(operator, opd, periode, ulang))
    for baris in hasil:
        kabar(f"{baris.nama}: {baris.ukuran.cpu} ms CPU, {baris.rasio} × {baris.pembanding}")
    return hasil


def _isian(client: Client, nama: str, url: str, opd: Opd, periode: Periode, ulang: int) -> Baris:
    """Isian Saya against the grid written by hand, one after the other: both see the same noise."""
    halaman = _halaman(client, nama, url, "1.5", ulang)
    pengguna = Pengguna.objects.get(pk=client.session[SESSION_KEY])
    lembar = susun_lembar(opd, periode, pengguna=pengguna, pada=timezone.now())
    kisi.siapkan(lembar)
    alamat = reverse("tolok_kisi")
    if not kisi.sama(lembar, client.get(alamat).content.decode()):
        raise RuntimeError("the grid written by hand does not print the rows of Isian Saya")
    dasar, _ = median_cpu(lambda: client.get(alamat), ulang)
    return replace(halaman, pembanding="kisi tulisan tangan", cpu_pembanding=dasar)


def _halaman(client: Client, nama: str, url: str, batas: str, ulang: int) -> Baris:
    with CaptureQueriesContext(connection) as kueri:
        jawaban = client.get(url)
    banyak = len(kueri)  # the log is emptied by the next request
    if jawaban.status_code != 200:
        raise RuntimeError(f"{url} answered {jawaban.status_code}")
    html = jawaban.content.decode()
    tetapan = dari_tetapan(html)
    if tetapan() != html:
        raise RuntimeError(f"{url}: the constant page differs from the real one")
    cpu, jam = median_cpu(lambda: client.get(url), ulang)
    dasar, _ = median_cpu(tetapan, ulang)
    ukuran = Ukuran(cpu=cpu, jam=jam, kueri=banyak, byte=len(jawaban.content))
    return Baris(nama, ukuran, "HTML yang sama dari tetapan", dasar, batas)


def _simpan(client: Client, opd: Opd, periode: Periode, ulang: int) -> Baris:
    """One row of Isian Saya saved, against the page that asks one query."""
    baris = Indikator.objects.filter(opd=opd, urutan=3).get()
    url = reverse("capaian:realisasi_simpan", args=[periode.tahun_id, periode.triwulan, baris.pk])
    ada = Realisasi.objects.filter(indikator=baris, periode=periode).values_list("versi", flat=True)
    versi = count(ada.first() or 0)

    def simpan() -> None:
        isi = {
            f"nilai-{baris.pk}": "71,20",
            f"versi-{baris.pk}": next(versi),
            f"penghambat-{baris.pk}": "Keterlambatan pengadaan alat",
            f"akar-{baris.pk}": "Anggaran bergeser ke triwulan berikutnya",
        }
        jawaban = client.post(
            url,
            urlencode(isi),
            content_type="application/x-www-form-urlencoded",
            headers={"HX-Request": "true"},
        )
        if jawaban.status_code != 200:
            raise RuntimeError(f"{url} answered {jawaban.status_code}")

    with CaptureQueriesContext(connection) as kueri:
        simpan()
    banyak = len(kueri)
    cpu, jam = median_cpu(simpan, ulang)
    alamat = reverse("tolok_satu")
    dasar, _ = median_cpu(lambda: client.get(alamat), ulang)
    return Baris(
        "Satu baris Isian Saya disimpan",
        Ukuran(cpu=cpu, jam=jam, kueri=banyak, byte=0),
        "halaman satu kueri, sudah masuk",
        dasar,
        "4",
    )
