"""Data mentah: one line for each indikator and quarter, with everything a pivot table may want."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from django.db.models import QuerySet

from capaian.hasil import HasilTahun, SasaranTriwulan
from capaian.models import Indikator
from capaian.perhitungan import SEMUA_TRIWULAN, Penghitung
from capaian.pilihan import KeadaanNilai, StatusData
from konsolidasi.inti.tata_letak import Kolom
from konsolidasi.inti.waktu import ROMAWI
from konsolidasi.inti.xlsx_alir import Isi

SEKALI = 250
"""Indikator whose figures are in memory at one time."""
KOLOM = (
    Kolom("tahun", "Tahun", 8),
    Kolom("triwulan", "Triwulan", 9),
    Kolom("klaster", "Klaster", 24),
    Kolom("kode_opd", "Kode OPD", 14),
    Kolom("opd", "OPD", 30),
    Kolom("urusan", "Urusan", 10),
    Kolom("prioritas", "Prioritas", 10),
    Kolom("simpul", "Kode program/kegiatan/sub kegiatan", 22),
    Kolom("kode", "Kode indikator", 14),
    Kolom("nama", "Indikator", 44),
    Kolom("jenis", "Jenis", 9),
    Kolom("satuan", "Satuan", 12),
    Kolom("formula", "Formula", 16),
    Kolom("konsolidasi", "Konsolidasi", 16),
    Kolom("isian", "Cara isian", 14),
    Kolom("target", "Target tahun", 13),
    Kolom("target_teks", "Target tahun bukan angka", 14),
    Kolom("target_tw", "Target triwulan", 13),
    Kolom("target_tw_teks", "Target triwulan bukan angka", 14),
    Kolom("realisasi", "Realisasi triwulan", 14),
    Kolom("realisasi_teks", "Realisasi bukan angka", 14),
    Kolom("capaian_tw", "Capaian triwulan (%)", 12),
    Kolom("capaian", "Capaian tahun (%)", 12),
    Kolom("pagu", "Pagu (Rp)", 18),
    Kolom("anggaran", "Realisasi anggaran (Rp)", 18),
    Kolom("keadaan", "Keadaan nilai", 14),
    Kolom("alasan", "Alasan tanpa nilai", 24),
    Kolom("status", "Status", 18),
    Kolom("status_data", "Status data", 12),
    Kolom("terlambat", "Terlambat (hari)", 10),
    Kolom("diverifikasi", "Diverifikasi pada", 18),
    Kolom("contoh", "Data contoh", 9),
)


def judul(tahun: int) -> str:
    return f"Data mentah {tahun}"


def baris_mentah(indikator: QuerySet[Indikator], tahun: int) -> Iterator[Sequence[Isi]]:
    """Lines in order of OPD, indikator, quarter. Two queries, and four for each 250 indikator."""
    urut = indikator.select_related(
        "opd__klaster",
        "urusan",
        "prioritas",
        "program",
        "kegiatan",
        "sub_kegiatan",
    ).order_by("opd__urutan", "opd__kode", "urutan", "kode", "pk")
    semua = urut.iterator(chunk_size=SEKALI)
    penghitung = Penghitung(tahun)
    while bagian := list(islice(semua, SEKALI)):
        hasil = penghitung.hitung(bagian)
        for satu in bagian:
            yield from _satu(hasil[satu.pk], tahun)


def _satu(hasil: HasilTahun, tahun: int) -> Iterator[Sequence[Isi]]:
    i = hasil.indikator
    depan = (
        i.opd.klaster.nama if i.opd.klaster else "",
        i.opd.kode,
        i.opd.nama,
        i.urusan.kode if i.urusan else "",
        i.prioritas.kode if i.prioritas else "",
        next((s.kode for s in (i.sub_kegiatan, i.kegiatan, i.program) if s), ""),
        i.kode,
        i.nama,
        i.get_jenis_display(),
        i.satuan,
        i.get_formula_display(),
        i.get_konsolidasi_display(),
        i.get_isian_display(),
        *_target(hasil.target, i.desimal),
    )
    for n in SEMUA_TRIWULAN:
        yield (tahun, ROMAWI[n - 1], *depan, *_triwulan(hasil, n))


def _triwulan(hasil: HasilTahun, nomor: int) -> Sequence[Isi]:
    """An empty quarter is empty, not 0."""
    tw = hasil.triwulan[nomor]
    r = tw.realisasi
    target = _target(tw.target, hasil.indikator.desimal)
    pagu = hasil.target.pagu if hasil.target else None
    if r is None:
        kosong = KeadaanNilai.KOSONG.label
        angka = (None, "", None, hasil.hasil.persen, pagu, None)
        return (*target, *angka, kosong, "", "", "", None, None, _ya(hasil.contoh))
    return (
        *target,
        r.nilai,
        r.predikat.kode if r.predikat_id else "",
        tw.hasil.persen,
        hasil.hasil.persen,
        pagu,
        r.anggaran,
        KeadaanNilai(r.keadaan).label,
        r.alasan,
        r.get_status_display(),
        StatusData(r.status_data).label,
        r.terlambat_hari,
        r.diverifikasi_pada,
        _ya(r.contoh or hasil.contoh),
    )


def _target(target: SasaranTriwulan | None, desimal: int) -> tuple[Decimal | None, str]:
    """As a number, or as the text of a range, a letter or a printed word."""
    if target is None:
        return None, ""
    if target.nilai is not None:
        return target.nilai, ""
    return None, target.tertulis(desimal)


def _ya(benar: bool) -> str:
    return "ya" if benar else ""
