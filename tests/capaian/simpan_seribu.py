"""A program for test_mati_mendadak: 1,000 saves by four people; each answer is noted on disk.

python -m tests.capaian.simpan_seribu NOTES

A note is `indikator versi nilai`, written and synced only after the save was answered. When the
database goes away in the middle of a save, the same save is tried again, as a person would.
"""

import os
import re
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from threading import Lock, Thread

import django

django.setup()

from django.db import InterfaceError, OperationalError, connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from capaian.layanan.realisasi import simpan_realisasi  # noqa: E402
from capaian.models import Indikator, Periode  # noqa: E402
from capaian.pilihan import KeadaanNilai  # noqa: E402
from konsolidasi.inti import angka  # noqa: E402
from konsolidasi.inti.galat import SudahBerubah  # noqa: E402
from opd.models import Pengguna  # noqa: E402
from opd.pilihan import Peran  # noqa: E402
from tests import pabrik  # noqa: E402

ORANG, BARIS_PER_ORANG, SIMPANAN = 4, 5, 1000
LEWAT_HALAMAN = 10  # every tenth save is a request, the others call the layanan below it
BATAS_DETIK = 300


class Pencatat:
    def __init__(self, berkas: Path) -> None:
        self.nomor = os.open(berkas, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self.gembok = Lock()

    def catat(self, indikator: int, versi: int, nilai: int) -> None:
        with self.gembok:
            os.write(self.nomor, f"{indikator} {versi} {nilai}\n".encode())
            os.fsync(self.nomor)


class Penyimpan:
    """One person with five rows; saves the numbers it is given, each exactly once."""

    def __init__(self, orang: Pengguna, baris: list[Indikator], periode: Periode) -> None:
        self.orang, self.baris, self.periode = orang, baris, periode
        self.versi = dict.fromkeys((satu.pk for satu in baris), 0)
        self.klien = Client(headers={"host": "localhost"})
        self.klien.force_login(orang, backend="konsolidasi.inti.izin.Backend")

    def jalan(self, nilai: range, pencatat: Pencatat) -> None:
        try:
            for n in nilai:
                satu = self.baris[n // ORANG % len(self.baris)]
                for _ in tunggu_basis_data():
                    try:
                        self.versi[satu.pk] = self.simpan(satu, n)
                        break
                    except (OperationalError, InterfaceError):
                        connection.close()
                pencatat.catat(satu.pk, self.versi[satu.pk], n)
        finally:
            connection.close()

    def simpan(self, satu: Indikator, n: int) -> int:
        if n % LEWAT_HALAMAN == 0:
            return self.lewat_halaman(satu, n)
        try:
            return simpan_realisasi(
                indikator=satu,
                periode=self.periode,
                isi={"keadaan": KeadaanNilai.NILAI, "nilai": Decimal(n)},
                versi=self.versi[satu.pk],
                oleh=Pengguna.objects.get(pk=self.orang.pk),
            ).versi
        except SudahBerubah as galat:
            # The save before the break was kept, only its answer was lost.
            assert galat.sekarang.nilai == n
            return galat.sekarang.versi

    def lewat_halaman(self, satu: Indikator, n: int) -> int:
        url = reverse("capaian:realisasi_simpan", args=[2025, 4, satu.pk])
        isi = {"nilai": angka.tulis(Decimal(n), 2), "versi": str(self.versi[satu.pk])}
        jawaban = self.klien.post(
            url,
            {f"{nama}-{satu.pk}": teks for nama, teks in isi.items()},
            headers={"HX-Request": "true"},
        )
        teks = jawaban.content.decode()
        assert jawaban.status_code == 200 and "Tersimpan" in teks, teks[:2000]
        return int(re.search(rf'name="versi-{satu.pk}" value="(\d+)"', teks)[1])


def tunggu_basis_data() -> Iterator[None]:
    """Try at once, then again and again while the database comes back."""
    batas = time.monotonic() + BATAS_DETIK
    while time.monotonic() < batas:
        yield
        time.sleep(0.05)
    raise TimeoutError("the database did not come back")


def susun() -> list[Penyimpan]:
    periode = pabrik.buat_periode()
    hasil = []
    for n in range(ORANG):
        opd = pabrik.buat_opd(nama=f"Dinas {n}", singkatan=f"D{n}")
        orang = pabrik.buat_pengguna(
            username=f"orang_{n}", nama=f"Orang {n}", peran=Peran.OPERATOR, opd=opd
        )
        baris = [pabrik.buat_indikator(opd=opd) for _ in range(BARIS_PER_ORANG)]
        hasil.append(Penyimpan(orang, baris, periode))
    return hasil


def utama(berkas: Path) -> None:
    pencatat = Pencatat(berkas)
    benang = [
        Thread(target=satu.jalan, args=(range(n, SIMPANAN, ORANG), pencatat))
        for n, satu in enumerate(susun())
    ]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()


if __name__ == "__main__":
    utama(Path(sys.argv[1]))
