"""A city of odd rows: everything that could make one page count otherwise than another."""

from datetime import date
from decimal import Decimal
from random import Random

from capaian.models import Indikator, Prioritas, Visi
from capaian.pilihan import CaraIsian, CaraKonsolidasi
from opd.models import Opd
from tests import pabrik, pabrik_pohon

STATUS = ("draf", "diajukan", "terverifikasi", "terverifikasi", "perbaikan")
ANEH = ("tidak_berlaku", "belum_waktunya", "kosong")
JENIS: tuple[dict, ...] = (
    {"formula": "positif"},
    {"formula": "negatif"},
    {"formula": "negatif_rasio", "isian": CaraIsian.TRIWULAN},
    {"formula": "stabil", "konsolidasi": CaraKonsolidasi.RATA_RATA, "isian": CaraIsian.TRIWULAN},
    {"jenis_nilai": "predikat", "formula": "predikat"},
    {"konsolidasi": CaraKonsolidasi.JUMLAH, "isian": CaraIsian.TRIWULAN, "berpagu": True},
    {"formula": "positif", "berpagu": True},
)


class KotaAneh:
    """Two OPD, a unit without a klaster of its own, and an OPD that has ended since."""

    def __init__(self, dinkes: Opd, disdik: Opd, benih: int) -> None:
        self.acak = Random(benih)  # noqa: S311
        disdik.klaster = pabrik.buat_klaster(nama="Perekonomian", urutan=2)
        disdik.save(update_fields=["klaster"])
        unit = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
        lama = pabrik.buat_opd(nama="Badan Lama", singkatan="BL", klaster=disdik.klaster)
        self.opd = (dinkes, disdik, unit, lama)
        self.visi = Visi.objects.create(nama="V", uraian="V", tahun_mulai=2024, tahun_selesai=2029)
        self.prioritas = [
            Prioritas.objects.create(visi=self.visi, kode=f"P{n}", nama=f"Prioritas {n}", urutan=n)
            for n in (1, 2)
        ]
        program = pabrik_pohon.buat_program(opd=dinkes, prioritas=self.prioritas[0])
        self.periode = {
            (tahun, n): pabrik.buat_periode(tahun=tahun, triwulan=n)
            for tahun in (2024, 2025)
            for n in (1, 2, 3, 4)
        }
        for n in range(4 * len(JENIS)):
            opd, isi = self.opd[n % 4], dict(JENIS[n % len(JENIS)])
            isi["prioritas"] = (*self.prioritas, None)[n % 3]
            if opd == dinkes and n % 3 < 2:
                # One program whose indikator serve two prioritas.
                isi["program"] = program
            self._indikator(opd, isi, n)
        semua = list(Indikator.objects.order_by("pk"))
        Indikator.objects.filter(pk__in=[semua[1].pk, semua[8].pk]).update(aktif=False)
        Indikator.objects.filter(pk=semua[4].pk).update(opd=disdik)
        Opd.objects.filter(pk=lama.pk).update(aktif=False, nonaktif_tanggal=date(2026, 1, 1))

    def _indikator(self, opd: Opd, isi: dict, n: int) -> None:
        if isi.get("formula") == "predikat":
            isi["skala_predikat"] = pabrik.buat_skala_predikat()
        i = pabrik.buat_indikator(opd=opd, **isi)
        for tahun in (2024, 2025):
            if n % 11 == 10:
                continue
            self._target(i, tahun)
            for tw in (1, 2, 3, 4)[: self.acak.choice((0, 2, 3, 4, 4))]:
                self._realisasi(i, self.periode[tahun, tw])

    def _target(self, i: Indikator, tahun: int) -> None:
        pagu = Decimal(self.acak.randint(1, 9) * 10**7) if i.berpagu else None
        if i.berpredikat:
            bentuk = {"predikat": self.acak.choice(("A", "BB", "B"))}
        elif i.formula == "stabil" and tahun == 2025:
            bentuk = {"rentang": ("3.1", "5.4")}
        else:
            bentuk = {"nilai": str(self.acak.choice((-4, 0, 8, 80, 120)))}
        pabrik.buat_target(indikator=i, tahun=tahun, pagu=pagu, **bentuk)

    def _realisasi(self, i: Indikator, periode: object) -> None:
        status = self.acak.choice(STATUS)
        isi = {"anggaran": Decimal(10**6)} if i.berpagu else {}
        if self.acak.random() < 0.2:  # noqa: PLR2004
            keadaan = self.acak.choice(ANEH)
            pabrik.buat_realisasi(
                indikator=i, periode=periode, nilai=None, keadaan=keadaan, alasan="Belum ada"
            )
            return
        nilai = str(self.acak.choice((-12, -3, 0, 7, 66, 81, 300)))
        if i.berpredikat:
            huruf = i.skala_predikat.butir.get(kode=self.acak.choice(("A", "CC", "D")))
            isi, nilai = {"predikat": huruf, "keadaan": "nilai"}, None
        pabrik.buat_realisasi(indikator=i, periode=periode, nilai=nilai, status=status, **isi)

    def atas(self, opd: Opd) -> Opd:
        return opd.induk or opd
