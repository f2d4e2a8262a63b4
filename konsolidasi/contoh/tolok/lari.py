"""One run: every page and its yardstick, one after the other in the same process."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from capaian.models import Indikator, Periode
from konsolidasi.contoh.tolok.halaman import buat_agenda, daftar, orang
from konsolidasi.contoh.tolok.isi import Besaran
from konsolidasi.contoh.tolok.kisi import kisi_tangan
from konsolidasi.contoh.tolok.ukur import Ukuran, dari_tetapan, median_cpu
from opd.models import Opd
from opd.pilihan import Peran


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
    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        isian = reverse("capaian:isian_opd", args=[opd.pk, tahun, 4])
        nama = f"Isian Saya, {besaran.indikator} baris"
        hasil.append(_isian(operator, nama, isian, besaran.indikator, ulang))
        for h in daftar(opd, periode, agenda):
            hasil.append(_halaman(bapperida, h.nama, h.url, h.batas, ulang))
        hasil.append(_simpan(operator, opd, periode, ulang))
    for baris in hasil:
        kabar(f"{baris.nama}: {baris.ukuran.cpu} ms CPU, {baris.rasio} × {baris.pembanding}")
    return hasil


def _isian(client: Client, nama: str, url: str, jumlah: int, ulang: int) -> Baris:
    """Isian Saya against the grid written by hand."""
    halaman = _halaman(client, nama, url, "1.5", ulang)
    dasar, _ = median_cpu(kisi_tangan(halaman.ukuran.byte, jumlah), ulang)
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
    versi = iter(range(10_000))

    def simpan() -> None:
        jawaban = client.post(
            url,
            {
                f"nilai-{baris.pk}": "71,20",
                f"versi-{baris.pk}": next(versi),
                f"pendorong-{baris.pk}": "",
                f"penghambat-{baris.pk}": "Keterlambatan pengadaan alat",
            },
            headers={"HX-Request": "true"},
        )
        if jawaban.status_code != 200:
            raise RuntimeError(f"{url} answered {jawaban.status_code}")

    with CaptureQueriesContext(connection) as kueri:
        simpan()
    banyak = len(kueri)
    cpu, jam = median_cpu(simpan, ulang)
    dasar, _ = median_cpu(lambda: client.get(reverse("sehat")), ulang)
    return Baris(
        "Satu baris Isian Saya disimpan",
        Ukuran(cpu=cpu, jam=jam, kueri=banyak, byte=0),
        "halaman satu kueri (sehat)",
        dasar,
        "4",
    )
