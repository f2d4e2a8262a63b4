"""Rules of the front page about the meeting and what was promised there."""

from collections import Counter
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from konsolidasi.dasbor.beranda.bahan import Bahan, Berbatas
from konsolidasi.dasbor.beranda.tindakan import (
    NETRAL,
    Tindakan,
    hari_dari,
    kata_hari,
    lencana,
    sebut,
)
from konsolidasi.inti import waktu

BERAT = 3
"""Findings of this weight are spoken of one by one."""


def temuan_terberat(b: Bahan) -> Tindakan | None:
    """The heaviest open finding, as it says itself."""
    return _temuan(b, 0)


def temuan_kedua(b: Bahan) -> Tindakan | None:
    return _temuan(b, 1)


def _temuan(b: Bahan, nomor: int) -> Tindakan | None:
    berat = [p for p in b.rapat.pertanyaan if p.berat >= BERAT]
    if len(berat) <= nomor:
        return None
    satu = berat[nomor]
    kapan, batas = _di_sesi(b)
    nama = "temuan_terberat" if nomor == 0 else "temuan_kedua"
    return Tindakan(
        nama, _titik(satu.judul), satu.kalimat, satu.url, "Buka temuan", kapan, NETRAL, batas, 1
    )


def temuan_menunggu(b: Bahan) -> Tindakan | None:
    """Findings that nobody has decided, beyond those spoken of one by one."""
    disebut = min(sum(p.berat >= BERAT for p in b.rapat.pertanyaan), 2)
    sisa = b.rapat.temuan - disebut
    if sisa <= 0:
        return None
    lain = " lain" if disebut else ""
    kapan, batas = _di_sesi(b)
    tahun = b.rapat.tahun_target
    return Tindakan(
        "temuan_menunggu",
        f"{sisa} temuan keselarasan{lain} atas target {tahun} belum diputuskan.",
        "Putuskan di sesi, minta penjelasan OPD, atau nyatakan bukan masalah.",
        f"{reverse('capaian:keselarasan')}?{urlencode({'tahun': tahun})}",
        "Buka keselarasan",
        kapan,
        NETRAL,
        batas,
    )


def tanggapan_menunggu(b: Bahan) -> Tindakan | None:
    """Responses of OPD to a berita acara that wait for an answer."""
    semua = b.rapat.tanggapan
    banyak = sum(len(t.opd) for t in semua)
    if not banyak:
        return None
    awal = semua[0]
    batas = hari_dari(awal.sampai) if awal.sampai else None
    kapan, ragam = lencana(batas, b.hari)
    sampai = f" Masa tanggapan sampai {kata_hari(batas, b.hari)}." if batas else ""
    opd = tuple(dict.fromkeys(o for t in semua for o in t.opd))
    return Tindakan(
        "tanggapan_menunggu",
        f"{banyak} tanggapan OPD atas berita acara {awal.sebutan} belum dijawab.",
        f"{sebut(opd)}.{sampai}",
        reverse("rapat:berita_acara", args=[awal.sesi]),
        "Jawab tanggapan",
        kapan,
        ragam,
        batas,
        len(opd),
    )


def konfirmasi_menunggu(b: Bahan) -> Tindakan | None:
    """Agreements of representatives that their kepala OPD has not confirmed."""
    semua = b.rapat.konfirmasi
    if not semua:
        return None
    batas = min(k.batas for k in semua)
    lewat = sum(k.batas < b.hari for k in semua)
    kapan, ragam = lencana(batas, b.hari)
    sudah = f"{lewat} sudah lewat batas" if lewat else f"batas pertama {waktu.tanggal(batas)}"
    return Tindakan(
        "konfirmasi_menunggu",
        f"Kesepakatan {len(semua)} OPD menunggu konfirmasi kepala OPD, {sudah}.",
        f"{sebut(k.opd for k in semua)}.",
        reverse("rapat:rapat_daftar"),
        "Buka rapat",
        kapan,
        ragam,
        batas,
        len(semua),
    )


def tindak_lanjut_lewat(b: Bahan) -> Tindakan | None:
    """Follow-ups past their due date."""
    semua = b.rapat.lewat
    if not semua:
        return None
    tertua = min(t.batas for t in semua)
    per = Counter(t.opd for t in semua)
    return Tindakan(
        "tindak_lanjut_lewat",
        f"{len(semua)} tindak lanjut dari {len(per)} OPD lewat batas.",
        f"{_per_opd(semua)}. Yang terlama lewat {(b.hari - tertua).days} hari.",
        f"{reverse('rapat:tindak_lanjut_daftar')}?{urlencode({'keadaan': 'lewat'})}",
        "Lihat tindak lanjut",
        *lencana(tertua, b.hari),
        tertua,
        len(per),
    )


def laporan_menunggu(b: Bahan) -> Tindakan | None:
    """Follow-ups that their OPD reports as done; Bapperida has to look and close them."""
    opd = b.rapat.laporan
    if not opd:
        return None
    return Tindakan(
        "laporan_menunggu",
        f"{len(opd)} tindak lanjut dilaporkan selesai dan menunggu diperiksa.",
        f"{sebut(dict.fromkeys(opd))}.",
        f"{reverse('rapat:tindak_lanjut_daftar')}?{urlencode({'keadaan': 'dilaporkan'})}",
        "Periksa laporan",
        "Menunggu Anda",
        opd=len(set(opd)),
    )


def _di_sesi(b: Bahan) -> tuple[str, date | None]:
    sesi = b.rapat.sesi
    if sesi is None or sesi.tanggal < b.hari:
        return "", None
    return f"Di {sesi.sebutan}, {waktu.tanggal_singkat(sesi.tanggal)}", sesi.tanggal


def _per_opd(semua: tuple[Berbatas, ...]) -> str:
    return sebut(f"{opd} {n}" for opd, n in Counter(t.opd for t in semua).most_common())


def _titik(judul: str) -> str:
    return judul if judul.endswith((".", "?", "!")) else f"{judul}."


ATURAN_RAPAT = (
    tanggapan_menunggu,
    konfirmasi_menunggu,
    tindak_lanjut_lewat,
    temuan_terberat,
    temuan_kedua,
    temuan_menunggu,
    laporan_menunggu,
)
