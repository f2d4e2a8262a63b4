"""What is written about an OPD in a prioritas."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from capaian.models import PeranPelaksana

PANJANG_ALASAN = 10
KURANG = "Tulis alasannya, minimal 10 huruf."
YA, TIDAK = "ya", "tidak"


def _teks(label: str, *, panjang: int = 500, wajib: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=wajib,
        max_length=panjang,
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"max_length": f"Paling panjang {panjang} huruf."},
    )


def _peran() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Peran",
        choices=PeranPelaksana.choices,
        error_messages={"required": "Pilih perannya.", "invalid_choice": "Pilih perannya."},
    )


class _Berversi(forms.Form):
    """`versi` is the one the person saw, 0 where nothing was written yet."""

    versi = forms.IntegerField(
        min_value=0,
        error_messages={
            "required": "Muat ulang halaman ini.",
            "invalid": "Muat ulang halaman ini.",
        },
    )

    def wajib_alasan(self, medan: str, isi: dict[str, Any]) -> None:
        isi[medan] = " ".join(isi.get(medan, "").split())
        if medan not in self.errors and len(isi[medan]) < PANJANG_ALASAN:
            self.add_error(medan, KURANG)


class FormUsulan(_Berversi):
    """Ask an OPD; a role that stands already is changed with a reason only."""

    peran = _peran()
    catatan = _teks("Catatan")

    def __init__(self, data: Any, *, mengubah: bool) -> None:
        super().__init__(data)
        self._mengubah = mengubah

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if self._mengubah:
            self.wajib_alasan("catatan", isi)
        return isi


class FormJawabanOpd(_Berversi):
    jawaban = forms.ChoiceField(
        label="Jawaban",
        choices=((YA, "Terima"), (TIDAK, "Tolak")),
        error_messages={"required": "Pilih jawabannya.", "invalid_choice": "Pilih jawabannya."},
    )
    alasan = _teks("Alasan atau catatan")

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if isi.get("jawaban") == TIDAK:
            self.wajib_alasan("alasan", isi)
        return isi


class FormKetetapan(_Berversi):
    peran = _peran()
    putusan = forms.ChoiceField(
        label="Putusan",
        choices=((YA, "Menjadi pelaksana"), (TIDAK, "Bukan pelaksana")),
        error_messages={"required": "Pilih putusannya.", "invalid_choice": "Pilih putusannya."},
    )
    putusan_alasan = _teks("Alasan putusan")
    acuan = forms.CharField(
        label="Acuan",
        max_length=200,
        validators=[ProhibitNullCharactersValidator()],
        error_messages={
            "required": "Tulis acuannya, misalnya Berita Acara Sesi I nomor 050/12.",
            "max_length": "Paling panjang 200 huruf.",
        },
    )

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        self.wajib_alasan("putusan_alasan", isi)
        return isi
