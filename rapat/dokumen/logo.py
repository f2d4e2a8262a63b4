"""The emblem on the kop of a document, known by the fingerprint that the document keeps."""

from collections.abc import Mapping
from typing import Any

from capaian.ekspor.kop import baca_logo
from konsolidasi.inti.models import Lampiran
from konsolidasi.inti.pdf_lembar import sebagai_svg


def gambar_logo(data: Mapping[str, Any]) -> dict[str, str]:
    """The picture for the kop of these data, nothing without one. One query when there is one."""
    isi = isi_logo(data["kop"]["logo"])
    return {"logo": sebagai_svg(isi)} if isi else {}


def isi_logo(sha256: str) -> bytes:
    logo = Lampiran.objects.filter(sha256=sha256).first() if sha256 else None
    return baca_logo(logo) if logo else b""
