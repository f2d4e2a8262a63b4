"""Rows of the kinds program and indikator, for the workbooks that are broken on purpose."""

from datetime import date
from decimal import Decimal

from capaian.impor.indikator import kolom as indikator
from capaian.impor.program import kolom as program
from capaian.layanan.indikator_muat import IndikatorUbah
from capaian.layanan.program_muat import MODEL, Simpul, tingkat_kode
from capaian.models import Indikator

KODE = (
    "1.02.02",
    "1.02.02.2.01",
    "1.02.02.2.01.0001",
    "1.02.02.2.01.0002",
    "1.02.03",
    "1.02.03.2.02",
    "X.XX.01",
    "X.XX.01.2.06",
    "X.XX.01.2.06.07",
)


def contoh_program() -> program.SemuaAcuan:
    """Three levels, with pagu in force in turn."""
    semua, pada = program.SemuaAcuan(), date(2026, 1, 8)
    semua.rujukan = program.Rujukan(pada, {"1.1": 1, "1.2": 2}, {"P1": 1}, {1: 1})
    for n, kode in enumerate(KODE, start=1):
        tingkat = tingkat_kode(kode)
        simpul = Simpul(tingkat, MODEL[tingkat](pk=n, kode=kode, nama=f"Contoh {n}"))
        if n % 2:
            simpul.catat("dpa", date(2026, 1, 2), Decimal(n * 1_000_000))
        semua[kode] = program.AcuanProgram(
            pk=n,
            kode=kode,
            nama=simpul.objek.nama,
            isi=program.isi_polos(simpul, {}, {}),
            versi=simpul.versi,
            rujukan=semua.rujukan,
            tingkat=program.NAMA_TINGKAT[tingkat],
            jenjang=tingkat,
            indikator="IKK.1" if n % 3 == 0 else "",
            simpul=simpul,
        )
    return semua


def contoh_indikator(banyak: int = 10) -> indikator.SemuaAcuan:
    """Numbers and letters, one of them locked."""
    semua = indikator.SemuaAcuan()
    semua.rujukan = indikator.Rujukan(
        skala={"SAKIP": 1},
        sasaran={"1.1": 1},
        tujuan={"1": 1},
        prioritas={"P1": 1},
        urusan={"1.02": 1},
        simpul={kode: (tingkat_kode(kode), n) for n, kode in enumerate(KODE, start=1)},
        opd={"dinkes": 1, "disdik": 2, "kecamatan": None},
        singkatan={1: "Dinkes", 2: "Disdik"},
        kode_lain={"IKK.99": "Disdik"},
        sendiri=1,
    )
    kata = {nama: {} for nama in ("tujuan", "prioritas", "urusan", *indikator.SIMPUL_PROGRAM)}
    kata |= {"skala": {1: "SAKIP"}, "sasaran": {1: "1.1"}, "opd": {2: "Disdik"}}
    for n in range(1, banyak + 1):
        predikat = {"jenis_nilai": "predikat", "formula": "predikat", "skala_predikat_id": 1}
        objek = Indikator(
            pk=n,
            kode=f"IKK.{n}",
            nama=f"Indikator contoh {n}",
            satuan="%" if n % 3 else "orang",
            sasaran_id=1 if n % 4 == 0 else None,
            **(predikat if n % 5 == 0 else {}),
        )
        ubah = IndikatorUbah(objek, frozenset({2} if n % 2 else ()), terkunci=n == 7)
        semua[objek.kode] = indikator.AcuanIndikator(
            pk=n,
            kode=objek.kode,
            nama=objek.nama,
            isi=indikator.isi_polos(ubah, kata),
            versi=ubah.versi,
            rujukan=semua.rujukan,
            ubah=ubah,
        )
    return semua
