"""Which column of a workbook without our stamp is what."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from capaian.forms.saring import Pilih
from capaian.impor.program.sipd_judul import ARTI, BERULANG, KODE, REALISASI, KolomBerkas
from capaian.models import Periode

AWALAN = "kolom-"
TIDAK_DIPAKAI = "Tidak dipakai"


class FormPeta(forms.Form):
    """A choice for each column; `arti` after it is valid: what each is, by its number."""

    periode = forms.ModelChoiceField(
        Periode.objects.none(),
        label="Realisasi anggaran sampai dengan",
        required=False,
        empty_label="Pilih triwulan",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        kolom: Sequence[KolomBerkas],
        arti: Mapping[int, str],
        tahun: int,
        pilihan: Sequence[str],
        periode: Periode | None = None,
    ) -> None:
        """`pilihan`: what this person may import."""
        super().__init__(data, initial={"periode": periode})
        self.kolom = kolom
        self.fields["periode"].queryset = Periode.objects.filter(tahun=tahun).order_by("triwulan")
        kata = [("", TIDAK_DIPAKAI), *((k, v) for k, v in ARTI.items() if k in pilihan)]
        for satu in kolom:
            nama = f"{AWALAN}{satu.nomor}"
            self.fields[nama] = forms.ChoiceField(
                label=f"Kolom {satu.huruf}, {satu.judul}",
                choices=kata,
                required=False,
                initial=arti.get(satu.nomor, ""),
                widget=Pilih(attrs={"class": "form-select"}),
            )
        if REALISASI not in pilihan:
            del self.fields["periode"]

    @property
    def arti(self) -> dict[int, str]:
        isi = ((k.nomor, self.cleaned_data.get(f"{AWALAN}{k.nomor}")) for k in self.kolom)
        return {nomor: arti for nomor, arti in isi if arti}

    def clean(self) -> dict[str, Any]:
        banyak = Counter(self.arti.values())
        if not banyak[KODE]:
            self.add_error(None, "Pilih kolom mana yang berisi kode.")
        elif len(banyak) == 1:
            self.add_error(None, "Pilih juga kolom nama, pagu, atau realisasi anggaran.")
        for arti, n in banyak.items():
            if n > 1 and arti not in BERULANG:
                self.add_error(None, f"“{ARTI[arti]}” dipilih di {n} kolom. Pilih satu.")
        if banyak[REALISASI] and not self.cleaned_data.get("periode"):
            self.add_error("periode", "Pilih sampai triwulan mana realisasi anggarannya.")
        return self.cleaned_data


class FormLembar(forms.Form):
    """Which sheet, and in which of its rows the titles stand; only shown, never judged."""

    lembar = forms.ChoiceField(label="Lembar", widget=Pilih())
    kepala = forms.ChoiceField(label="Baris judul", widget=Pilih())

    def __init__(
        self,
        *,
        lembar: Sequence[str],
        baris: Sequence[tuple[int, str]],
        kini: tuple[str, int],
    ) -> None:
        super().__init__(initial={"lembar": kini[0], "kepala": kini[1]})
        self.fields["lembar"].choices = [(nama, f"Lembar {nama}") for nama in lembar]
        self.fields["kepala"].choices = baris
