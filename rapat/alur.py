"""States of a sesi, its berita acara and a follow-up. The only writer of their `status`."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone

from konsolidasi.inti.alur import Alur, Transisi
from rapat.models import (
    BeritaAcara,
    LogBeritaAcara,
    LogSesi,
    LogTindakLanjut,
    Sesi,
    TindakLanjut,
)
from rapat.pilihan import StatusBeritaAcara, StatusSesi, StatusTindakLanjut


def syarat_beragenda(sesi: Sesi) -> str:
    return "" if sesi.agenda.exists() else "Isi agenda sesi dahulu."


def syarat_berita_acara(sesi: Sesi) -> str:
    lengkap = sesi.berita_acara_nomor and sesi.berita_acara_tanggal
    return "" if lengkap else "Tulis nomor dan tanggal berita acara."


def syarat_dilaporkan(satu: TindakLanjut) -> str:
    return "" if satu.laporan.strip() else "Tulis apa yang sudah dikerjakan."


def syarat_bernomor(satu: BeritaAcara) -> str:
    return "" if satu.nomor and satu.tanggal else "Tulis nomor dan tanggal berita acara."


def syarat_berbatas(satu: BeritaAcara) -> str:
    """The deadline is set by layanan.berita_acara just before the transition."""
    return "" if satu.tanggapan_sampai else "Batas tanggapan belum dihitung."


def syarat_beku(satu: BeritaAcara) -> str:
    """The content is frozen by layanan.berita_acara just before the transition."""
    return "" if satu.isi and satu.sidik_jari else "Isi berita acara belum dibekukan."


def catat_penetapan(sesi: Sesi, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    sesi.ditetapkan_pada = timezone.now()
    sesi.ditetapkan_oleh = oleh
    return ("ditetapkan_pada", "ditetapkan_oleh")


def catat_sesi_terbuka(sesi: Sesi, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    sesi.ditetapkan_pada = sesi.ditetapkan_oleh = None
    return ("ditetapkan_pada", "ditetapkan_oleh")


def catat_laporan(satu: TindakLanjut, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    satu.dilaporkan_pada = timezone.now()
    satu.versi += 1
    return ("dilaporkan_pada", "versi")


def catat_selesai(satu: TindakLanjut, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    satu.selesai_pada = timezone.now()
    satu.versi += 1
    return ("selesai_pada", "versi")


def catat_terbuka(satu: TindakLanjut, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    satu.selesai_pada = satu.dilaporkan_pada = None
    satu.versi += 1
    return ("selesai_pada", "dilaporkan_pada", "versi")


def catat_final(satu: BeritaAcara, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    satu.final_pada = timezone.now()
    satu.final_oleh = oleh
    satu.versi += 1
    return ("final_pada", "final_oleh", "versi")


def catat_draf_lagi(satu: BeritaAcara, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    """What was frozen last stays readable until the next time; the signed scan was of that."""
    satu.alasan_kurang = ""
    satu.pindaian = satu.tanggapan_sampai = None
    satu.versi += 1
    return ("alasan_kurang", "pindaian", "tanggapan_sampai", "versi")


def catat_tarik(satu: BeritaAcara, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    satu.tanggapan_sampai = None
    satu.versi += 1
    return ("tanggapan_sampai", "versi")


def catat_versi(satu: models.Model, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    satu.versi += 1
    return ("versi",)


def catat(sesi: Sesi, **langkah: Any) -> None:
    LogSesi.objects.create(sesi=sesi, **langkah)


def catat_berita_acara(satu: BeritaAcara, **langkah: Any) -> None:
    LogBeritaAcara.objects.create(berita_acara=satu, **langkah)


def catat_tindak_lanjut(satu: TindakLanjut, **langkah: Any) -> None:
    LogTindakLanjut.objects.create(tindak_lanjut=satu, **langkah)


ALUR_SESI = Alur(
    transisi=(
        Transisi(
            nama="mulai",
            label="Mulai sesi",
            dari=frozenset({StatusSesi.TERJADWAL}),
            ke=StatusSesi.BERLANGSUNG,
            izin="rapat.catat",
            syarat=(syarat_beragenda,),
        ),
        Transisi(
            nama="tetapkan",
            label="Tetapkan kesepakatan",
            dari=frozenset({StatusSesi.BERLANGSUNG}),
            ke=StatusSesi.DITETAPKAN,
            izin="rapat.tetapkan",
            syarat=(syarat_beragenda, syarat_berita_acara),
            efek=catat_penetapan,
        ),
        Transisi(
            nama="buka",
            label="Buka kembali",
            dari=frozenset({StatusSesi.DITETAPKAN}),
            ke=StatusSesi.BERLANGSUNG,
            izin="rapat.buka_berita_acara",
            wajib_catatan=True,
            efek=catat_sesi_terbuka,
        ),
    ),
    catat=catat,
)

ALUR_BERITA_ACARA = Alur(
    transisi=(
        Transisi(
            nama="edarkan",
            label="Edarkan untuk tanggapan OPD",
            dari=frozenset({StatusBeritaAcara.DRAF}),
            ke=StatusBeritaAcara.TANGGAPAN,
            izin="rapat.tetapkan",
            syarat=(syarat_berbatas,),
            efek=catat_versi,
        ),
        Transisi(
            nama="tarik",
            label="Tarik kembali ke draf",
            dari=frozenset({StatusBeritaAcara.TANGGAPAN}),
            ke=StatusBeritaAcara.DRAF,
            izin="rapat.tetapkan",
            wajib_catatan=True,
            efek=catat_tarik,
        ),
        Transisi(
            nama="finalkan",
            label="Finalkan",
            dari=frozenset({StatusBeritaAcara.DRAF, StatusBeritaAcara.TANGGAPAN}),
            ke=StatusBeritaAcara.FINAL,
            izin="rapat.tetapkan",
            syarat=(syarat_bernomor, syarat_beku),
            efek=catat_final,
        ),
        Transisi(
            nama="buka",
            label="Buka kembali",
            dari=frozenset({StatusBeritaAcara.FINAL}),
            ke=StatusBeritaAcara.DRAF,
            izin="rapat.buka_berita_acara",
            wajib_catatan=True,
            efek=catat_draf_lagi,
        ),
    ),
    catat=catat_berita_acara,
)

ALUR_TINDAK_LANJUT = Alur(
    transisi=(
        Transisi(
            nama="lapor",
            label="Laporkan selesai",
            dari=frozenset({StatusTindakLanjut.TERBUKA}),
            ke=StatusTindakLanjut.DILAPORKAN,
            izin="rapat.lapor_tindak_lanjut",
            syarat=(syarat_dilaporkan,),
            efek=catat_laporan,
        ),
        Transisi(
            nama="kembalikan",
            label="Minta dilanjutkan",
            dari=frozenset({StatusTindakLanjut.DILAPORKAN}),
            ke=StatusTindakLanjut.TERBUKA,
            izin="rapat.tutup_tindak_lanjut",
            wajib_catatan=True,
            efek=catat_terbuka,
        ),
        Transisi(
            nama="selesai",
            label="Nyatakan selesai",
            dari=frozenset({StatusTindakLanjut.TERBUKA, StatusTindakLanjut.DILAPORKAN}),
            ke=StatusTindakLanjut.SELESAI,
            izin="rapat.tutup_tindak_lanjut",
            efek=catat_selesai,
        ),
        Transisi(
            nama="batalkan",
            label="Batalkan",
            dari=frozenset({StatusTindakLanjut.TERBUKA, StatusTindakLanjut.DILAPORKAN}),
            ke=StatusTindakLanjut.DIBATALKAN,
            izin="rapat.tutup_tindak_lanjut",
            wajib_catatan=True,
            efek=catat_versi,
        ),
        Transisi(
            nama="buka",
            label="Buka lagi",
            dari=frozenset({StatusTindakLanjut.SELESAI, StatusTindakLanjut.DIBATALKAN}),
            ke=StatusTindakLanjut.TERBUKA,
            izin="rapat.tutup_tindak_lanjut",
            wajib_catatan=True,
            efek=catat_terbuka,
        ),
    ),
    catat=catat_tindak_lanjut,
)
