"""Realisasi per quarter with its state, and the notes of those that were sent back."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from capaian.models import Indikator, LogRealisasi, Periode, Realisasi, Target
from capaian.perhitungan import berlaku_pada, hasil_triwulan, muat_versi_target
from capaian.pilihan import KeadaanNilai, StatusData, StatusRealisasi
from konsolidasi.contoh import pola
from konsolidasi.contoh.angka_contoh import Bacaan, baca, rupiah
from konsolidasi.contoh.berkas import BELUM, KHUSUS, TIDAK_BERLAKU, RencanaIndikator
from konsolidasi.contoh.muatan import Muatan
from konsolidasi.contoh.pemuat.periode import saat

TAHUN_TERAKHIR = 2025
BIASANYA = timedelta(days=2)
SELANG_VERIFIKASI = timedelta(days=4)
TW4_DIAJUKAN = date(2026, 1, 8)
JAM_AJUAN = time(10, 15)
ALASAN_SETAHUN = "Angkanya terbit setahun sekali."
SERATUS = Decimal(100)
AKAR_MASALAH = (
    "Petugas pencatat merangkap tugas lain dan sering berganti.",
    "Pencairan anggaran baru selesai pada pertengahan tahun.",
    "Data antarunit dicatat dengan cara yang berbeda.",
)
VersiTarget = dict[int, dict[int, list[Target]]]


class Isi(NamedTuple):
    """What one quarter holds."""

    keadaan: str
    bacaan: Bacaan = Bacaan()
    alasan: str = ""


def muat(muatan: Muatan) -> None:
    pk = [i.pk for i in muatan.indikator.values()]
    tahun = sorted({tahun for tahun, _ in muatan.periode})
    versi = {t: muat_versi_target(pk, t) for t in tahun}
    baris, catatan = [], []
    for rencana in muatan.rencana:
        for realisasi in _per_indikator(rencana, versi, muatan):
            baris.append(realisasi)
            if realisasi.status != StatusRealisasi.DRAF and _terakhir(realisasi.periode):
                catatan += _log(rencana, realisasi, muatan)
    Realisasi.objects.bulk_create(baris, batch_size=1000)
    LogRealisasi.objects.bulk_create(catatan)


def _per_indikator(
    rencana: RencanaIndikator, versi: VersiTarget, muatan: Muatan
) -> Iterator[Realisasi]:
    indikator = muatan.indikator[rencana.kode]
    for tahun, teks in rencana.teks_realisasi.items():
        isi = _isi_setahun(rencana, tahun, teks, muatan)
        anggaran = _anggaran(rencana, tahun, isi)
        for nomor in (1, 2, 3, 4):
            periode = muatan.periode[tahun, nomor]
            status = _status(rencana, muatan.baris_opd[rencana.opd], tahun, nomor)
            if status is None:
                continue
            yield _realisasi(
                rencana,
                indikator,
                periode,
                isi[nomor - 1],
                status=status,
                anggaran=anggaran[nomor - 1],
                versi=versi[tahun][indikator.pk],
                muatan=muatan,
            )


def _isi_setahun(
    rencana: RencanaIndikator, tahun: int, teks: str, muatan: Muatan
) -> tuple[Isi, ...]:
    if teks == TIDAK_BERLAKU:
        return (Isi(KeadaanNilai.TIDAK_BERLAKU, alasan=rencana.alasan),) * 4
    if teks == BELUM:
        return (Isi(KeadaanNilai.BELUM_WAKTUNYA, alasan=rencana.alasan or ALASAN_SETAHUN),) * 4
    tunggu = Isi(KeadaanNilai.BELUM_WAKTUNYA, alasan=ALASAN_SETAHUN)
    bacaan = baca(teks, rencana, muatan.butir)
    if bacaan.predikat:
        return (tunggu, tunggu, tunggu, Isi(KeadaanNilai.NILAI, bacaan))
    lalu = rencana.teks_realisasi.get(tahun - 1, BELUM)
    nilai = pola.realisasi(
        rencana.pola_triwulan,
        bacaan.nilai,
        None if lalu in KHUSUS else baca(lalu, rencana, muatan.butir).nilai,
        desimal=rencana.desimal,
        kumulatif=rencana.isian == "kumulatif",
    )
    return tuple(
        tunggu if satu is None else Isi(KeadaanNilai.NILAI, Bacaan(nilai=satu)) for satu in nilai
    )


def _anggaran(
    rencana: RencanaIndikator, tahun: int, isi: tuple[Isi, ...]
) -> tuple[Decimal | None, ...]:
    if rencana.formula == "anggaran":
        return tuple(satu.bacaan.nilai for satu in isi)
    if not rencana.pagu or tahun != TAHUN_TERAKHIR:
        return (None,) * 4
    serapan = Decimal(rencana.serapan.replace(",", ".")) / SERATUS
    terpakai = pola.bulat(rupiah(rencana.pagu)[0] * serapan, 0)
    return pola.anggaran(terpakai, kumulatif=rencana.isian == "kumulatif")


def _status(rencana: RencanaIndikator, opd: dict, tahun: int, nomor: int) -> str | None:
    """None: the OPD has not started this row."""
    if tahun < TAHUN_TERAKHIR or nomor < 3:
        return StatusRealisasi.TERVERIFIKASI
    if nomor == 3:
        return StatusRealisasi(opd.get("tw3", StatusRealisasi.TERVERIFIKASI))
    pilihan = rencana.tw4 or opd["tw4"]
    return None if pilihan == "kosong" else StatusRealisasi(pilihan)


def _realisasi(
    rencana: RencanaIndikator,
    indikator: Indikator,
    periode: Periode,
    isi: Isi,
    *,
    status: str,
    anggaran: Decimal | None,
    versi: list[Target],
    muatan: Muatan,
) -> Realisasi:
    terbit = rencana.terbit_realisasi.get(periode.tahun_id)
    diajukan = status != StatusRealisasi.DRAF
    terverifikasi = status == StatusRealisasi.TERVERIFIKASI
    pada, terlambat = _waktu_ajuan(periode, muatan.baris_opd[rencana.opd])
    realisasi = Realisasi(
        indikator=indikator,
        periode=periode,
        keadaan=isi.keadaan,
        nilai=isi.bacaan.nilai,
        predikat=isi.bacaan.predikat,
        alasan=isi.alasan,
        status_data=_status_data(status, rencana, periode),
        sumber=(terbit.acuan if terbit else rencana.sumber)[:200],
        data_tanggal=periode.tw.akhir,
        anggaran=anggaran,
        status=status,
        target=berlaku_pada(versi, periode.tw.akhir) if diajukan else None,
        diajukan_pada=pada if diajukan else None,
        diajukan_pertama_pada=pada if diajukan else None,
        terlambat_hari=terlambat if diajukan else None,
        versi=2 if diajukan else 1,
        diverifikasi_pada=pada + SELANG_VERIFIKASI if terverifikasi else None,
        diverifikasi_oleh=muatan.pengguna["rina"] if terverifikasi else None,
        contoh=_contoh(rencana, periode, isi),
        diubah_oleh=muatan.pengisi[rencana.opd],
    )
    if periode.tahun_id == TAHUN_TERAKHIR:
        _tulis_faktor(rencana, realisasi, versi)
    return realisasi


def _terakhir(periode: Periode) -> bool:
    """The quarter in which the demo is at work."""
    return (periode.tahun_id, periode.triwulan) == (TAHUN_TERAKHIR, 4)


def _waktu_ajuan(periode: Periode, opd: dict) -> tuple[datetime, int]:
    if _terakhir(periode):
        return saat(TW4_DIAJUKAN, JAM_AJUAN), 0
    hari = opd.get("terlambat", [0, 0, 0])
    terlambat = hari[periode.triwulan - 1] if periode.tahun_id == TAHUN_TERAKHIR else 0
    batas = periode.batas_pada.date()
    tanggal = batas + timedelta(days=terlambat) if terlambat else batas - BIASANYA
    return saat(tanggal, JAM_AJUAN), terlambat


def _status_data(status: str, rencana: RencanaIndikator, periode: Periode) -> str:
    """TW IV figures of agencies outside the city are provisional in January."""
    if status != StatusRealisasi.TERVERIFIKASI:
        return StatusData.SEMENTARA
    if _terakhir(periode) and rencana.pola_triwulan == "tahunan" and not rencana.terbit_realisasi:
        return StatusData.SEMENTARA
    return StatusData.TETAP


def _contoh(rencana: RencanaIndikator, periode: Periode, isi: Isi) -> bool:
    """Published is only the year's figure in TW IV; a row without a figure claims nothing."""
    if rencana.terbit_realisasi.get(periode.tahun_id) is None:
        return True
    return isi.keadaan == KeadaanNilai.NILAI and periode.triwulan != 4


def _tulis_faktor(rencana: RencanaIndikator, realisasi: Realisasi, versi: list[Target]) -> None:
    if realisasi.keadaan != KeadaanNilai.NILAI:
        return
    hasil = hasil_triwulan(realisasi.indikator, versi, realisasi, realisasi.periode.tw)
    if hasil.persen is not None and hasil.persen >= SERATUS:
        realisasi.faktor_pendorong = rencana.pendorong
    else:
        realisasi.faktor_penghambat = rencana.penghambat
        if rencana.penghambat:
            realisasi.akar_masalah = AKAR_MASALAH[rencana.urutan % len(AKAR_MASALAH)]


def _log(rencana: RencanaIndikator, realisasi: Realisasi, muatan: Muatan) -> Iterator[LogRealisasi]:
    yield LogRealisasi(
        realisasi=realisasi,
        transisi="ajukan",
        dari=StatusRealisasi.DRAF,
        ke=StatusRealisasi.DIAJUKAN,
        oleh=muatan.pengisi[rencana.opd],
    )
    if realisasi.status == StatusRealisasi.TERVERIFIKASI:
        yield LogRealisasi(
            realisasi=realisasi,
            transisi="terima",
            dari=StatusRealisasi.DIAJUKAN,
            ke=StatusRealisasi.TERVERIFIKASI,
            oleh=muatan.pengguna["rina"],
        )
    if realisasi.status != StatusRealisasi.PERBAIKAN:
        return
    yield LogRealisasi(
        realisasi=realisasi,
        transisi="kembalikan",
        dari=StatusRealisasi.DIAJUKAN,
        ke=StatusRealisasi.PERBAIKAN,
        oleh=muatan.pengguna["rina"],
        catatan=rencana.catatan,
    )
