"""Filters of the pages of capaian: klaster and urusan; year and quarter are carried along."""

from collections.abc import Sequence
from typing import Any

from django import forms

from capaian.forms.saring import SaringForm, Tersembunyi, medan_pilih

TETAP = ("tahun", "triwulan")


class SaringCapaian(SaringForm):
    """`klaster` and `urusan` are the choices, (number, name); a filter with less than two goes."""

    klaster = medan_pilih("Klaster")
    urusan = medan_pilih("Urusan")
    tahun = forms.CharField(label="Tahun", required=False, widget=Tersembunyi)
    triwulan = forms.CharField(label="Triwulan", required=False, widget=Tersembunyi)

    def __init__(
        self,
        data: Any,
        *,
        klaster: Sequence[tuple[int, str]] = (),
        urusan: Sequence[tuple[int, str]] = (),
    ) -> None:
        super().__init__(data, initial={n: data.get(n, "") for n in TETAP})
        for nama, semua, pilihan in (
            ("klaster", "Semua klaster", klaster),
            ("urusan", "Semua urusan", urusan),
        ):
            if len(pilihan) > 1:
                butir = [(str(pk), label) for pk, label in pilihan]
                self.fields[nama].choices = [("", semua), *butir]
            else:
                del self.fields[nama]

    def pilihan(self, nama: str) -> int | None:
        """What was chosen, None for all."""
        isi = self.isi.get(nama)
        return int(isi) if isi else None

    @property
    def tersaring(self) -> bool:
        return any(self.pilihan(n) is not None for n in ("klaster", "urusan"))

    @property
    def kalimat(self) -> str:
        """Year and quarter are in every heading already."""
        bagian = []
        for nama in ("klaster", "urusan"):
            if (isi := self.isi.get(nama)) and nama in self.fields:
                medan = self.fields[nama]
                bagian.append(f"{medan.label.lower()} {dict(medan.choices)[isi]}")
        return ", ".join(bagian)
