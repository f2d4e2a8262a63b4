"""How long the findings take: a whole year of the large city, and one change in it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from capaian.layanan.keselarasan import perbarui_tahun, segarkan
from capaian.models import Indikator, Target
from konsolidasi.contoh.tolok.isi import Besaran

BATAS_TAHUN, BATAS_UBAH = 10_000, 200
UBAHAN = 9


@dataclass(frozen=True)
class UkuranKeselarasan:
    """Milliseconds on the clock: the first check, one that finds nothing new, one change."""

    indikator: int
    temuan: int
    pertama: int
    ulang: int
    ubah: int
    kueri_ubah: int

    @property
    def kalimat(self) -> str:
        return (
            f"Keselarasan, {self.indikator} indikator: {self.temuan} findings."
            f" First check {self.pertama} ms, again {self.ulang} ms (goal ≤ {BATAS_TAHUN} ms)."
            f" One changed target {self.ubah} ms, {self.kueri_ubah} queries"
            f" (goal ≤ {BATAS_UBAH} ms)."
        )


def ukur_keselarasan(besaran: Besaran) -> UkuranKeselarasan:
    """On a filled database; everything written is rolled back."""
    tahun = besaran.awal + besaran.tahun
    pada = date(tahun, 1, 19)
    with transaction.atomic():
        pertama, hasil = _ms(lambda: perbarui_tahun(tahun=tahun, pada=pada))
        ulang, _ = _ms(lambda: perbarui_tahun(tahun=tahun, pada=pada))
        semua = list(Indikator.objects.aktif().order_by("pk").values_list("pk", flat=True))
        langkah = max(len(semua) // UBAHAN, 1)
        lama = []
        for n, pk in enumerate(semua[::langkah][:UBAHAN], 1):
            _ubah(pk, tahun, n)
            with CaptureQueriesContext(connection) as kueri:
                satu, _ = _ms(lambda pk=pk: segarkan(indikator=[pk], tahun=[tahun], pada=pada))
            lama.append(satu)
        transaction.set_rollback(True)
    tengah = sorted(lama)[len(lama) // 2]
    return UkuranKeselarasan(len(semua), hasil.seluruhnya, pertama, ulang, tengah, len(kueri))


def _ubah(pk: int, tahun: int, nomor: int) -> None:
    """A target one tenth lower than the one before."""
    dulu = Target.objects.filter(indikator=pk, tahun=tahun).order_by("-nomor").first()
    Target.objects.create(
        indikator_id=pk,
        tahun_id=tahun,
        nomor=dulu.nomor + 1,
        mulai=dulu.mulai,
        sumber=dulu.sumber,
        acuan=f"Perubahan {nomor}",
        nilai=dulu.nilai * Decimal("0.9"),
    )


def _ms(kerja: Callable[[], object]) -> tuple[int, object]:
    mulai = time.perf_counter_ns()
    hasil = kerja()
    return (time.perf_counter_ns() - mulai) // 1_000_000, hasil
