"""How long the kept figures of the dashboards take: to build, to read, and after one change."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from capaian.layanan.ringkasan import perbarui
from capaian.layar.ringkasan import ringkasan
from capaian.models import Realisasi
from konsolidasi.contoh.tolok.isi import Besaran
from opd.models import Opd

ULANG = 9
BATAS_BACA, BATAS_UBAH = Decimal(30), Decimal(200)


@dataclass(frozen=True)
class UkuranRingkasan:
    """Milliseconds on the clock. `lima` reads five years by klaster, `satu` one by OPD."""

    opd_tahun: int
    bangun: Decimal
    satu: Decimal
    lima: Decimal
    kueri: int
    basi: Decimal
    ingat: Decimal
    perbarui: Decimal

    @property
    def kalimat(self) -> str:
        per_opd = (self.bangun / self.opd_tahun).quantize(Decimal("0.01"))
        return (
            f"Ringkasan, {self.opd_tahun} OPD and years: built in {self.bangun:.0f} ms"
            f" ({per_opd} ms each). Read {self.satu} ms for one year by OPD, {self.lima} ms for"
            f" five years by klaster, {self.kueri} queries (goal ≤ {BATAS_BACA} ms). After one"
            f" saved row {self.basi} ms (goal ≤ {BATAS_UBAH} ms), asked again {self.ingat} ms;"
            f" kept again in {self.perbarui} ms."
        )


def ukur_ringkasan(besaran: Besaran) -> UkuranRingkasan:
    """On a filled database. One realisasi is changed, and changed back."""
    tahun = range(besaran.awal, besaran.awal + besaran.tahun)
    opd = list(Opd.objects.order_by("pk").values_list("pk", flat=True))
    bangun, hasil = _ms(lambda: perbarui(tahun=tahun, ulang=True))

    def satu() -> object:
        return _baca(tahun[-1:], opd, "opd")

    baca_satu = _tengah(satu)
    baca_lima = _tengah(lambda: _baca(tahun, opd, "klaster"))
    with CaptureQueriesContext(connection) as kueri:
        satu()
    banyak = sum(q["sql"].startswith("SELECT") for q in kueri)
    ubah = Realisasi.objects.filter(
        periode__tahun=tahun[-1], periode__triwulan=1, indikator__opd=opd[0]
    ).order_by("pk")[:1]
    baris = ubah.get()
    Realisasi.objects.filter(pk=baris.pk).update(nilai=baris.nilai + 1)
    basi, _ = _ms(satu)
    ingat = _tengah(satu)
    lagi, _ = _ms(lambda: perbarui(tahun=tahun))
    Realisasi.objects.filter(pk=baris.pk).update(nilai=baris.nilai)
    perbarui(tahun=tahun)
    return UkuranRingkasan(hasil.dihitung, bangun, baca_satu, baca_lima, banyak, basi, ingat, lagi)


def _baca(tahun: Sequence[int], opd: Sequence[int], per: str) -> object:
    with transaction.atomic():
        with connection.cursor() as kursor:
            kursor.execute("SET TRANSACTION READ ONLY")
        return ringkasan(tahun=tahun, sampai=4, opd=opd, per=per)


def _tengah(kerja: Callable[[], object]) -> Decimal:
    return sorted(_ms(kerja)[0] for _ in range(ULANG))[ULANG // 2]


def _ms(kerja: Callable[[], object]) -> tuple[Decimal, object]:
    mulai = time.perf_counter_ns()
    hasil = kerja()
    lama = Decimal(time.perf_counter_ns() - mulai) / 1_000_000
    return lama.quantize(Decimal("0.01")), hasil
