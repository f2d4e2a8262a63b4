"""Matrix, quarter and extension cost the same number of queries with five rows and with fifty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from capaian.layanan.kunci import kunci_periode
from capaian.layar import matriks_hitung, matriks_ingatan
from capaian.models import HasilTerkunci, KunciPeriode, Perpanjangan, Realisasi
from capaian.pilihan import StatusRealisasi
from tests import pabrik

S = StatusRealisasi


def lupakan() -> None:
    matriks_ingatan.lupakan()
    matriks_hitung._wajib_terkunci.clear()


@pytest.fixture(autouse=True)
def tanpa_ingatan() -> None:
    lupakan()


def isi(banyak: int, rina, dinkes) -> None:
    """So many OPD with so many rows, units and extensions in four quarters, one of them locked."""
    periode = [pabrik.buat_periode(triwulan=n) for n in (1, 2, 3, 4)]
    Perpanjangan.objects.create(
        periode=periode[3], opd=dinkes, sampai_pada=pabrik.JAUH, alasan="x", diberikan_oleh=rina
    )
    for nomor in range(banyak):
        opd = pabrik.buat_opd(nama=f"Dinas {nomor}", singkatan=f"D{nomor}", klaster=dinkes.klaster)
        unit = pabrik.buat_opd(nama=f"Unit {nomor}", singkatan=f"U{nomor}", induk=opd)
        Perpanjangan.objects.create(
            periode=periode[3], opd=opd, sampai_pada=pabrik.JAUH, alasan="x", diberikan_oleh=rina
        )
        for milik in (opd, unit, dinkes):
            i = pabrik.buat_indikator(opd=milik)
            pabrik.buat_target(indikator=i)
            for p in periode:
                pabrik.buat_realisasi(indikator=i, periode=p, status=S.TERVERIFIKASI)
    kunci_periode(periode=periode[0], jumlah=banyak * 3, oleh=rina)


HALAMAN = {
    "matriks": lambda d: reverse("capaian:matriks") + "?tahun=2025",
    "matriks tersaring": lambda d: reverse("capaian:matriks") + "?tahun=2025&keadaan=beres",
    "matriks unduh": lambda d: reverse("capaian:matriks_unduh") + "?tahun=2025",
    "perpanjangan": lambda d: reverse("capaian:perpanjangan", args=[2025, 4, d.pk]),
    "periode": lambda d: reverse("capaian:periode_rinci", args=[2025, 4]),
    "periode terkunci": lambda d: reverse("capaian:periode_rinci", args=[2025, 1]),
    "hasil terkunci": lambda d: (
        reverse("capaian:periode_rinci", args=[2025, 1]) + f"?opd={d.pk}&periksa=1"
    ),
    "kunci unduh": lambda d: reverse("capaian:kunci_unduh", args=[2025, 1]),
}


def kueri(klien, alamat: str, dingin: bool) -> list[str]:
    klien.get(reverse("capaian:matriks") + "?tahun=2025")
    if dingin:
        lupakan()
    with CaptureQueriesContext(connection) as rekaman:
        assert klien.get(alamat).status_code == 200
    return [q["sql"][:200] for q in rekaman]


@pytest.mark.parametrize("dingin", [True, False], ids=["dingin", "hangat"])
def test_pages_cost_the_same_with_many_rows(dingin, masuk_sebagai, rina, dinkes, disdik):
    klien = masuk_sebagai(rina)
    isi(5, rina, dinkes)
    sedikit = {nama: kueri(klien, alamat(dinkes), dingin) for nama, alamat in HALAMAN.items()}
    _tambah(45, rina, dinkes)
    lupakan()
    for nama, alamat in HALAMAN.items():
        banyak = kueri(klien, alamat(dinkes), dingin)
        assert len(banyak) == len(sedikit[nama]), nama + "\n" + "\n".join(banyak)
        assert len(banyak) <= 32, nama


def _tambah(banyak: int, rina, dinkes) -> None:
    """More of the same; the lock as if it had kept them too."""
    kunci = KunciPeriode.objects.get()
    type(kunci.periode).objects.update(terkunci=False)
    Perpanjangan.objects.filter(opd=dinkes).update(alasan="y")
    periode = [pabrik.buat_periode(triwulan=n) for n in (1, 2, 3, 4)]
    for nomor in range(banyak):
        opd = pabrik.buat_opd(nama=f"Badan {nomor}", singkatan=f"B{nomor}", klaster=dinkes.klaster)
        for milik in (opd, dinkes):
            i = pabrik.buat_indikator(opd=milik)
            pabrik.buat_target(indikator=i)
            for p in periode:
                status = S.TERKUNCI if p.triwulan == 1 else S.TERVERIFIKASI
                pabrik.buat_realisasi(indikator=i, periode=p, status=status)
            HasilTerkunci.objects.create(
                kunci=kunci, indikator=i, formula="positif", keadaan="nilai", status="terkunci"
            )
    type(kunci.periode).objects.filter(pk=kunci.periode_id).update(terkunci=True)


def test_lock_costs_the_same_number_of_queries(rina, dinkes):
    jumlah: list[int] = []
    assert rina.has_perm("capaian.kunci")  # asks once who rina is
    for triwulan, banyak in ((1, 5), (2, 50)):
        periode = pabrik.buat_periode(triwulan=triwulan)
        for _ in range(banyak):
            i = pabrik.buat_indikator(opd=dinkes)
            pabrik.buat_realisasi(indikator=i, periode=periode, status=S.TERVERIFIKASI)
        with CaptureQueriesContext(connection) as rekaman:
            kunci_periode(periode=periode, jumlah=banyak, oleh=rina)
        jumlah.append(len(rekaman))
    assert jumlah[0] == jumlah[1] <= 30
    assert Realisasi.objects.filter(status=S.TERKUNCI).count() == 55
