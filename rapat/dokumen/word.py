"""The documents of a meeting as Word: the template of the office, or the one that comes with us."""

from datetime import datetime
from pathlib import Path

from konsolidasi.inti import dokumen
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.dokumen import TemplatRusak
from rapat.dokumen.naskah import IsiBeritaAcara
from rapat.dokumen.tampilan import Cetak, susun_data
from rapat.dokumen.undangan import IsiUndangan, data_undangan

TEMPLAT = Path(__file__).parent / "templat"
TANPA_PENANDA = {"atas": ["Kepala perangkat daerah"], "nama": "", "pangkat": "", "nip": ""}


def berita_acara_word(
    isi: IsiBeritaAcara,
    templat: bytes | None = None,
    *,
    final: bool,
    kode_url: str = "",
    oleh: str,
    pada: datetime,
) -> bytes:
    """`templat`: bytes of the own file of an office. Raises TemplatRusak, naming the faulty tag."""
    data = susun_data(isi, Cetak(oleh, pada, final=final, kode_url=kode_url))
    data |= {"wakil": data["wakil"] or TANPA_PENANDA, "kode_url": kode_url if final else ""}
    if templat is None:
        return dokumen.word(TEMPLAT / "berita_acara.docx", data)
    try:
        return dokumen.word(templat, data)
    except (AttributeError, LookupError) as galat:
        # Not a fault of the tags: a document whose inner order no word processor writes.
        raise TemplatRusak(
            f"Templat Word ini tidak dapat diisi ({kutip(str(galat))}). Buka di Word, simpan ulang"
            " sebagai .docx, lalu unggah lagi."
        ) from galat


def petikan_word(
    isi: IsiBeritaAcara,
    agenda: int,
    templat: bytes | None = None,
    *,
    final: bool,
    kode_url: str = "",
    oleh: str,
    pada: datetime,
) -> bytes:
    """The part of one OPD (pk of its agenda item). KeyError: not in it."""
    return berita_acara_word(
        isi.petikan(agenda), templat, final=final, kode_url=kode_url, oleh=oleh, pada=pada
    )


def undangan_word(isi: IsiUndangan, templat: bytes | None = None) -> bytes:
    return dokumen.word(templat or TEMPLAT / "undangan.docx", data_undangan(isi))
