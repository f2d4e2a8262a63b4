"""An OPD larger than any, for one measurement; gone again with the transaction around it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from capaian.models import Indikator, Periode, Realisasi, Target
from opd.models import Klaster, Opd, Pengguna, Penugasan
from opd.pilihan import Peran


@dataclass(frozen=True)
class Dunia:
    opd: Opd
    periode: Periode
    operator: Pengguna


def buat_dunia(indikator: int, tahun: int) -> Dunia:
    """`indikator` rows of a draft quarter, each with a target and a value."""
    opd = Opd.objects.create(
        kode=f"X{indikator}",
        nama="Perangkat Daerah Tolok",
        singkatan=f"Tolok {indikator}",
        jenis="dinas",
        klaster=Klaster.objects.order_by("pk").first(),
        urutan=9999,
    )
    operator = Pengguna.objects.create(
        username=f"tolok_{indikator}", nama="Tolok Operator", wajib_ganti_sandi=False
    )
    Penugasan.objects.create(
        pengguna=operator, peran=Peran.OPERATOR, opd=opd, mulai=date(2020, 1, 1)
    )
    periode = Periode.objects.get(tahun=tahun, triwulan=4)
    semua = _indikator(opd, indikator)
    _isi(semua, periode)
    return Dunia(opd, periode, operator)


def _indikator(opd: Opd, banyak: int) -> list[Indikator]:
    return Indikator.objects.bulk_create(
        Indikator(
            opd=opd,
            kode=f"{opd.kode}.{n:04}",
            nama=f"Persentase layanan ke-{n} yang memenuhi standar pelayanan minimal",
            jenis="ikk",
            satuan="%",
            desimal=2,
            jenis_nilai="persen",
            formula="positif",
            konsolidasi="posisi_akhir",
            isian="kumulatif",
            urutan=n,
            contoh=True,
        )
        for n in range(1, banyak + 1)
    )


def _isi(semua: list[Indikator], periode: Periode) -> None:
    Target.objects.bulk_create(
        Target(
            indikator=i,
            tahun_id=periode.tahun_id,
            nomor=1,
            mulai=date(periode.tahun_id, 1, 1),
            sumber="renja",
            acuan=f"Renja {periode.tahun_id}",
            nilai=Decimal(80),
            contoh=True,
        )
        for i in semua
    )
    Realisasi.objects.bulk_create(
        Realisasi(
            indikator=i,
            periode=periode,
            keadaan="nilai",
            nilai=Decimal(60 + i.urutan % 20),
            faktor_penghambat="Keterlambatan pengadaan alat",
            akar_masalah="Anggaran bergeser ke triwulan berikutnya",
            contoh=True,
        )
        for i in semua
    )
