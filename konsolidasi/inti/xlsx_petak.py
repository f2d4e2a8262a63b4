"""The cells of a sheet as text, row after row. An object for each cell would cost ten times more.

openpyxl writes the rest of the workbook around an empty sheet; `sisipkan` puts the cells in.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

DI_INGATAN = 8 * 1024 * 1024
"""Bytes of one sheet that stay in memory; more lie on the disk."""
POTONG = 1024 * 1024
_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.S)
_UKURAN = re.compile(rb'<dimension ref="[^"]*"')


class Petak:
    """`sel` and `lebur` in any order; `dorong` writes away the rows that are complete."""

    def __init__(self) -> None:
        self._baris: dict[int, dict[int, str]] = {}
        self._tinggi: dict[int, str] = {}
        self._lebur: list[str] = []
        self.catatan: dict[str, str] = {}
        self._huruf = [get_column_letter(n) for n in range(1, 65)]
        self._keluar = SpooledTemporaryFile(max_size=DI_INGATAN)  # noqa: SIM115  see potongan
        self._kanan = self._bawah = 1

    def kosong(self, baris: int, kolom: int, gaya: int) -> None:
        self._taruh(baris, kolom, f's="{gaya}"/>')

    def teks(self, baris: int, kolom: int, gaya: int, teks: str) -> None:
        isi = f'<is><t xml:space="preserve">{escape(teks)}</t></is>'
        self._taruh(baris, kolom, f's="{gaya}" t="inlineStr">{isi}</c>')

    def angka(self, baris: int, kolom: int, gaya: int, nilai: Decimal) -> None:
        self._taruh(baris, kolom, f's="{gaya}"><v>{nilai:f}</v></c>')

    def bulat(self, baris: int, kolom: int, gaya: int, nilai: int) -> None:
        self._taruh(baris, kolom, f's="{gaya}"><v>{nilai}</v></c>')

    def rumus(self, baris: int, kolom: int, gaya: int, rumus: str, hasil: Decimal) -> None:
        """With its result: protected view, phones and mail previews do not calculate."""
        self._taruh(baris, kolom, f's="{gaya}"><f>{escape(rumus)}</f><v>{hasil:f}</v></c>')

    def lebur(self, atas: int, kiri: int, bawah: int, kanan: int, gaya: int) -> None:
        """Merge; every cell of the area keeps its border, so that the frame stays closed."""
        for baris in range(atas, bawah + 1):
            for kolom in range(kiri, kanan + 1):
                if (baris, kolom) != (atas, kiri):
                    self.kosong(baris, kolom, gaya)
        self._lebur.append(f"{self._nama(kiri)}{atas}:{self._nama(kanan)}{bawah}")

    def catat(self, baris: int, kolom: int, teks: str) -> None:
        """A note that opens at the cell."""
        self.catatan[f"{self._nama(kolom)}{baris}"] = teks

    def tinggi(self, baris: int, tinggi: int, tingkat: int = 0) -> None:
        """`tingkat`: of the outline."""
        garis_besar = f' outlineLevel="{tingkat}"' if tingkat else ""
        self._tinggi[baris] = f' ht="{tinggi}" customHeight="1"{garis_besar}'

    def dorong(self) -> None:
        """Nothing more comes into the rows that have been given cells so far."""
        for baris in sorted(self._baris.keys() | self._tinggi.keys()):
            nama = self._nama
            sel = "".join(
                f'<c r="{nama(kolom)}{baris}" {isi}'
                for kolom, isi in sorted(self._baris.pop(baris, {}).items())
            )
            sifat = self._tinggi.pop(baris, "")
            self._keluar.write(f'<row r="{baris}"{sifat}>{sel}</row>'.encode())

    def sisipkan(self, lembar: bytes) -> Iterator[bytes]:
        """The sheet that openpyxl wrote, with these cells in place of its own."""
        self.dorong()
        cocok = _DATA.search(lembar)
        ref = f'<dimension ref="A1:{self._nama(self._kanan)}{self._bawah}"'.encode()
        yield _UKURAN.sub(ref, lembar[: cocok.start()])
        yield b"<sheetData>"
        self._keluar.seek(0)
        while potong := self._keluar.read(POTONG):
            yield potong
        self._keluar.close()
        yield b"</sheetData>"
        if self._lebur:
            isi = "".join(f'<mergeCell ref="{satu}"/>' for satu in self._lebur)
            yield f'<mergeCells count="{len(self._lebur)}">{isi}</mergeCells>'.encode()
        yield lembar[cocok.end() :]

    def _taruh(self, baris: int, kolom: int, isi: str) -> None:
        self._baris.setdefault(baris, {})[kolom] = isi
        self._kanan, self._bawah = max(self._kanan, kolom), max(self._bawah, baris)

    def _nama(self, kolom: int) -> str:
        return self._huruf[kolom - 1] if kolom <= len(self._huruf) else get_column_letter(kolom)
