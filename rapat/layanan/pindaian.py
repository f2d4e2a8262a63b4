"""The signed scan beside the frozen content: attached, replaced, kept in the history."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction

from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh
from konsolidasi.inti.jenis_berkas import GAMBAR, PDF, BerkasDitolak
from konsolidasi.inti.lampiran import periksa, simpan, ukuran_kata
from rapat.alur import catat_berita_acara
from rapat.models import BeritaAcara
from rapat.pilihan import StatusBeritaAcara

DITERIMA = "PDF, JPEG, PNG atau WebP"


def kalimat_batas() -> str:
    """Said before anything is chosen."""
    return f"{DITERIMA}, paling besar {ukuran_kata(settings.LAMPIRAN_TERBESAR)}."


@transaction.atomic
def pasang_pindaian(
    *, berita_acara: BeritaAcara, berkas: File, oleh: AbstractBaseUser
) -> BeritaAcara:
    """Of a final one only; the same file twice is once, another one takes its place.

    Raises TidakBoleh, SalahKeadaan, or what inti.lampiran says of the file.
    """
    if not oleh.has_perm("rapat.tetapkan", berita_acara.sesi):
        raise TidakBoleh("Pindaian dipasang Bapperida.")
    terperiksa = periksa(berkas)
    if terperiksa.jenis.mime not in {PDF, *GAMBAR}:
        raise BerkasDitolak(f"Pindaian harus {DITERIMA}. Pindai naskahnya, lalu unggah lagi.")
    satu = BeritaAcara.objects.select_for_update(of=("self",)).get(pk=berita_acara.pk)
    if satu.status != StatusBeritaAcara.FINAL:
        raise SalahKeadaan("Pindaian dipasang setelah berita acara final dan ditandatangani.")
    lampiran = simpan(terperiksa, oleh=oleh)
    if satu.pindaian_id == lampiran.pk:
        return satu
    kata = "Mengganti pindaian sebelumnya." if satu.pindaian_id else ""
    satu.pindaian = lampiran
    satu.versi += 1
    satu.save(update_fields=["pindaian", "versi", "diubah_pada"])
    catat_berita_acara(
        satu, transisi="pindaian", dari=satu.status, ke=satu.status, oleh=oleh, catatan=kata
    )
    return satu


def riwayat_pindaian(sesi: int) -> dict[int, dict[int, datetime]]:
    """Of each berita acara of a sesi every scan there ever was: id of its file, when it came.

    Newest first. One query.
    """
    peristiwa = (
        BeritaAcara.pgh_event_model.objects.filter(sesi=sesi, pindaian__isnull=False)
        .order_by("pgh_id")
        .values_list("pgh_obj_id", "pindaian_id", "pgh_created_at")
    )
    awal: dict[int, dict[int, datetime]] = defaultdict(dict)
    for satu, lampiran, pada in peristiwa:
        awal[satu].setdefault(lampiran, pada)
    return {satu: dict(reversed(milik.items())) for satu, milik in awal.items()}
