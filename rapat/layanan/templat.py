"""The Word template of the office: kept, tried, in use, or put aside."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from konsolidasi.inti.dokumen import TemplatRusak
from konsolidasi.inti.galat import GalatDomain, TidakBoleh
from konsolidasi.inti.jenis_berkas import DOCX, KATA
from konsolidasi.inti.lampiran import Terperiksa, simpan
from rapat.models import TemplatBeritaAcara

Uji = Callable[[bytes], None]
"""Fills a template with example content; raises TemplatRusak."""


class BukanWord(GalatDomain):
    kode_http = 422


def boleh_atur(pengguna: AbstractBaseUser) -> bool:
    """Those who decide, and those who set the application up."""
    return pengguna.has_perm("rapat.tetapkan") or pengguna.has_perm(
        "rapat.change_templatberitaacara"
    )


def templat_aktif() -> TemplatBeritaAcara | None:
    return TemplatBeritaAcara.objects.filter(aktif=True).select_related("lampiran").first()


def isi_aktif() -> bytes | None:
    """Bytes of the template in use; None for the built-in one. One query."""
    satu = templat_aktif()
    return None if satu is None else isi_templat(satu)


def isi_templat(satu: TemplatBeritaAcara) -> bytes:
    """Raises TemplatRusak when the file itself is gone."""
    try:
        with satu.lampiran.berkas.open("rb") as berkas:
            return berkas.read()
    except FileNotFoundError:
        raise TemplatRusak(f"Berkas templat “{satu.nama}” tidak ada lagi di server.") from None


@transaction.atomic
def unggah_templat(
    *, terperiksa: Terperiksa, uji: Uji, oleh: AbstractBaseUser
) -> TemplatBeritaAcara:
    """Kept only when it can be filled; in use only after `pakai_templat`. Twice is once."""
    _pastikan(oleh)
    if terperiksa.jenis.mime != DOCX:
        kata = KATA[terperiksa.jenis.mime]
        raise BukanWord(f"Isinya {kata}, bukan Word. Unggah templat .docx.", "berkas")
    uji(terperiksa.isi)
    lampiran = simpan(terperiksa, oleh=oleh)
    ada = TemplatBeritaAcara.objects.filter(lampiran=lampiran, nama=terperiksa.nama).first()
    return ada or TemplatBeritaAcara.objects.create(
        lampiran=lampiran, nama=terperiksa.nama, diunggah_oleh=oleh
    )


@transaction.atomic
def pakai_templat(
    *, templat: TemplatBeritaAcara, uji: Uji, oleh: AbstractBaseUser
) -> TemplatBeritaAcara:
    """Tried again, then the only one in use. Two at the same moment: the later one stays."""
    _pastikan(oleh)
    uji(isi_templat(templat))
    _kosongkan()
    TemplatBeritaAcara.objects.filter(pk=templat.pk).update(aktif=True)
    templat.refresh_from_db()
    return templat


@transaction.atomic
def lepas_templat(*, oleh: AbstractBaseUser) -> None:
    """Back to the built-in template; when that is in use already, nothing changes."""
    _pastikan(oleh)
    _kosongkan()


def _kosongkan() -> None:
    """Every row is locked first, so that two people cannot both find none in use."""
    list(TemplatBeritaAcara.objects.select_for_update(of=("self",)).order_by("pk"))
    TemplatBeritaAcara.objects.filter(aktif=True).update(aktif=False)


def _pastikan(oleh: AbstractBaseUser) -> None:
    if not boleh_atur(oleh):
        raise TidakBoleh("Templat diatur oleh Bapperida atau admin.")
