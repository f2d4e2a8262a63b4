"""The invitation of a sesi: written by Bapperida, its number typed by a person."""

from datetime import datetime, time
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from rapat.models import Sesi, Undangan
from rapat.tenggat import hari_kerja_sebelum

PUKUL_TUTUP = time(16)


def mulai_sesi_pada(sesi: Sesi) -> datetime:
    return datetime.combine(sesi.tanggal, sesi.jam_mulai, waktu.ZONA)


def tutup_bawaan(sesi: Sesi) -> datetime:
    """The working day before the sesi, at 16.00: time enough to print the bahan."""
    return datetime.combine(hari_kerja_sebelum(sesi.tanggal), PUKUL_TUTUP, waktu.ZONA)


def undangan_sesi(sesi: Sesi) -> Undangan:
    """The stored one, or one with the usual words that is not stored yet. One query."""
    return Undangan.objects.filter(sesi=sesi).select_related("diubah_oleh").first() or Undangan(
        sesi=sesi, hal=f"Undangan {sesi.rapat.nama}"[:200], tutup_pada=tutup_bawaan(sesi)
    )


@transaction.atomic
def simpan_undangan(
    *, sesi: Sesi, isi: dict[str, Any], dilihat: datetime | None, oleh: AbstractBaseUser
) -> Undangan:
    """Write the letter. `dilihat`: moment of the one the person saw, None when there was none.

    The same words sent twice are written once. Raises TidakBoleh, SalahKeadaan, TidakLengkap, or
    SudahBerubah with the other person's letter; then nothing is written.
    """
    if not oleh.has_perm("rapat.undang", sesi):
        raise TidakBoleh("Hanya Bapperida yang menyusun undangan.")
    sesi = Sesi.objects.select_for_update(of=("self",), no_key=True).get(pk=sesi.pk)
    if sesi.terkunci:
        raise SalahKeadaan("Sesi ini sudah ditetapkan; undangannya tidak berubah lagi.")
    tutup = isi["tutup_pada"]
    if tutup is not None and tutup > mulai_sesi_pada(sesi):
        raise TidakLengkap(
            ["Tutup halaman kerja paling lambat saat sesi dimulai."], medan="tutup_pada"
        )
    lama = Undangan.objects.filter(sesi=sesi).select_related("diubah_oleh").first()
    if lama is not None and all(getattr(lama, nama) == nilai for nama, nilai in isi.items()):
        return lama
    if (lama.diubah_pada if lama else None) != dilihat:
        raise SudahBerubah(sekarang=lama)
    surat = lama or Undangan(sesi=sesi)
    for nama, nilai in isi.items():
        setattr(surat, nama, nilai)
    surat.diubah_oleh = oleh
    surat.save()
    return surat
