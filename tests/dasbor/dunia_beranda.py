"""Two OPD and a unit with rows in every state: what the front pages are counted from."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from capaian.models import Indikator, KunciPeriode, LogRealisasi, Periode, Prioritas, Visi
from capaian.models import Realisasi as BarisRealisasi
from opd.models import Opd, Pengguna
from tests import pabrik

STATUS = ("draf", "diajukan", "terverifikasi", "perbaikan", "diajukan", "terverifikasi")
HAMBAT, AKAR = "Petugas lapangan kurang", "Formasi belum dibuka"


@dataclass
class DuniaBeranda:
    opd: tuple[Opd, ...]
    oleh: Pengguna
    periode: Periode = field(default_factory=pabrik.buat_periode)
    prioritas: list[Prioritas] = field(default_factory=list)
    nomor: int = 0

    def __post_init__(self) -> None:
        visi = Visi.objects.create(nama="Emas", uraian="V", tahun_mulai=2025, tahun_selesai=2029)
        self.prioritas = [
            Prioritas.objects.create(visi=visi, kode=str(n), nama=f"Prioritas {n}", urutan=n)
            for n in (1, 2)
        ]

    def tambah(self, banyak: int) -> None:
        """So many indikator in each OPD, in states and with results that go round."""
        for opd in self.opd:
            for _ in range(banyak):
                self._baris(opd, self.nomor)
                self.nomor += 1

    def _baris(self, opd: Opd, n: int) -> None:
        i = pabrik.buat_indikator(opd=opd, prioritas=self.prioritas[n % 2])
        pabrik.buat_target(indikator=i, nilai="80")
        if n % 7 == 6:
            return
        status = STATUS[n % len(STATUS)]
        r = pabrik.buat_realisasi(
            indikator=i,
            periode=self.periode,
            nilai=str(30 + n % 60),
            status=status,
            faktor_penghambat=HAMBAT,
            akar_masalah="" if n % 12 == 6 else AKAR,
        )
        if status == "perbaikan":
            LogRealisasi.objects.create(
                realisasi=r,
                transisi="kembalikan",
                dari="diajukan",
                ke="perbaikan",
                oleh=self.oleh,
                catatan=f"Jelaskan baris {n}.",
            )

    def kunci_triwulan_lalu(self, hari: dict[int, int]) -> Periode:
        """A locked quarter; by OPD how many days before its deadline a row was submitted."""
        batas = datetime(2025, 10, 16, tzinfo=UTC)
        periode = pabrik.buat_periode(triwulan=3)
        Periode.objects.filter(pk=periode.pk).update(
            batas_pada=batas, tenggang_pada=batas, ditutup_pada=batas
        )
        for opd in self.opd:
            i = Indikator.objects.filter(opd=opd).order_by("pk").first()
            r = pabrik.buat_realisasi(indikator=i, periode=periode, status="terkunci")
            kapan = batas - timedelta(days=hari[opd.pk])
            BarisRealisasi.objects.filter(pk=r.pk).update(diajukan_pertama_pada=kapan)
        KunciPeriode.objects.create(periode=periode, versi_rumus=1)
        Periode.objects.filter(pk=periode.pk).update(terkunci=True)
        return periode


def rata(persen: list[Decimal]) -> Decimal:
    """The mean of the rounded figures, to two decimals: the straightforward way."""
    return (sum(persen) / len(persen)).quantize(Decimal("0.01"), "ROUND_HALF_UP")
