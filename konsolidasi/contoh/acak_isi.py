"""Rows of every kind of import, for the workbooks that are broken on purpose. No database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from capaian.impor.jenis import Jenis, Tempat, cari_jenis
from capaian.impor.realisasi.kolom import DIISI, AcuanRealisasi
from capaian.impor.target import kolom as target
from capaian.impor.target.kolom import AcuanTarget
from capaian.lembar_isian import Acuan, polos
from konsolidasi.contoh.acak_orang import contoh_opd, contoh_orang
from konsolidasi.contoh.acak_program import contoh_indikator, contoh_program
from konsolidasi.contoh.acak_tindak import contoh_tindak_lanjut
from opd.models import Opd

DINKES = Opd(pk=1, nama="Dinas Kesehatan", singkatan="Dinkes")


@dataclass(frozen=True)
class Contoh:
    """A place and what is stored there, as `muat` of the kind would give it."""

    tempat: Tempat
    acuan: Mapping[str, Acuan]

    @property
    def jenis(self) -> Jenis:
        return cari_jenis(self.tempat.jenis)


def _realisasi(banyak: int = 12) -> dict[str, AcuanRealisasi]:
    semua = {}
    for n in range(1, banyak + 1):
        kode, huruf = f"1.02.{n:02}", ("A", "B", "C") if n % 5 == 0 else ()
        isi = dict.fromkeys(DIISI, "") | {"status_data": "sementara"}
        if n % 2:
            isi |= {"nilai": "B" if huruf else polos(Decimal(n) * 7), "pendorong": "Rujukan baik"}
        semua[kode] = AcuanRealisasi(
            pk=n,
            opd_id=1,
            kode=kode,
            nama=f"Indikator contoh {n}",
            satuan="%" if n % 3 else "orang",
            desimal=n % 4,
            persen=bool(n % 3),
            berpagu=n % 2 == 0,
            predikat=huruf,
            target="1,60–1,70" if n % 4 == 0 else f"{n * 8}",
            isi=isi,
            versi=n % 2,
            halangan="baris ini Terverifikasi" if n == 7 else "",
        )
    return semua


def _target(banyak: int = 12) -> dict[str, AcuanTarget]:
    """A number, a range, a letter, a printed text and nothing yet, in turn."""
    semua = {}
    for n in range(1, banyak + 1):
        isi = dict.fromkeys(target.DIISI, "")
        isi["target"] = (polos(Decimal(n) * 9), "1.6..1.7", "B", "N/A (2024)", "")[n % 5]
        semua[f"1.02.{n:02}"] = AcuanTarget(
            pk=n,
            kode=f"1.02.{n:02}",
            nama=f"Indikator contoh {n}",
            isi=isi | {"tw1": "" if n % 5 else "3.5", "pagu": "" if n % 2 else "5000000"},
            versi=int(n % 5 != 4),
            opd="Dinkes",
            satuan="%" if n % 3 else "orang",
            rpjmd=f"{n * 8}" if n % 4 else "1,60–1,70",
            desimal=n % 4,
            persen=bool(n % 3),
            formula="positif",
            konsolidasi="posisi_akhir" if n % 2 else "jumlah",
            isian="kumulatif",
            tahun=2026,
            hari_ini=date(2026, 1, 8),
            butir={"A": 1, "B": 2} if n % 5 == 2 else {},
        )
    return semua


CONTOH = {
    "realisasi": Contoh(Tempat("realisasi", DINKES, 2025, 4), _realisasi()),
    "target": Contoh(Tempat("target", DINKES, 2026), _target()),
    "indikator": Contoh(Tempat("indikator", DINKES), contoh_indikator()),
    "program": Contoh(Tempat("program", DINKES, 2026), contoh_program()),
    "opd": Contoh(Tempat("opd"), contoh_opd()),
    "tindak_lanjut": Contoh(Tempat("tindak_lanjut", tahun=2026, acuan=1), contoh_tindak_lanjut()),
    "orang": Contoh(Tempat("orang"), contoh_orang()),
}
