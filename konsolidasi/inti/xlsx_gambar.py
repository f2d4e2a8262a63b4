"""The logo of a kop inside a sheet. openpyxl asks for Pillow only to learn what we know already."""

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import pixels_to_EMU
from openpyxl.worksheet.worksheet import Worksheet

from konsolidasi.inti.jenis_berkas import JPEG, kenali, ukuran_gambar

TINGGI, JARAK = 58, 3
"""Pixels: the three lines of a kop are 51 points high."""


class Gambar(Image):
    """What the writer wants to know about a picture, without opening it."""

    def __init__(self, isi: bytes) -> None:
        self.isi = isi
        self.format = "jpeg" if kenali(isi).mime == JPEG else "png"
        lebar, tinggi = ukuran_gambar(isi)
        self.width, self.height = max(lebar * TINGGI // tinggi, 1), TINGGI
        jarak = pixels_to_EMU(JARAK)
        self.anchor = OneCellAnchor(
            _from=AnchorMarker(col=0, row=0, colOff=jarak, rowOff=jarak),
            ext=XDRPositiveSize2D(pixels_to_EMU(self.width), pixels_to_EMU(self.height)),
        )

    def _data(self) -> bytes:
        return self.isi


def pasang_logo(ws: Worksheet, isi: bytes) -> None:
    """At the left of the first rows. Raises BerkasDitolak for what is no picture."""
    ws.add_image(Gambar(isi))
