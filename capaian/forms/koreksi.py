"""A new value for a row that has one, and why. Nothing typed is lost."""

from collections.abc import Mapping
from typing import Any

from django import forms

from capaian.forms.isian import MedanTeks, polos
from capaian.forms.nilai import urai_realisasi
from capaian.layanan.koreksi import PANJANG_ALASAN, IsiNilai
from capaian.models import Realisasi
from capaian.pilihan import KeadaanNilai
from konsolidasi.inti.angka import AngkaDuaArti
from konsolidasi.inti.galat import GalatDomain

KEADAAN = (
    (KeadaanNilai.NILAI, "Ada nilai"),
    (KeadaanNilai.BELUM_WAKTUNYA, KeadaanNilai.BELUM_WAKTUNYA.label),
    (KeadaanNilai.TIDAK_BERLAKU, KeadaanNilai.TIDAK_BERLAKU.label),
)
TIDAK_DIKENAL = "Pilihan ini tidak dikenal. Pilih dari daftarnya."
VERSI_TERBESAR = 2**31 - 1


class FormAlasan(forms.Form):
    """The reason, and the version of the row that the person saw."""

    alasan = MedanTeks(panjang=500)
    versi = forms.IntegerField(min_value=0, max_value=VERSI_TERBESAR, required=False)
    diperiksa = forms.CharField(required=False, strip=False)

    def clean_alasan(self) -> str:
        alasan = self.cleaned_data["alasan"].strip()
        if len(alasan) < PANJANG_ALASAN:
            raise forms.ValidationError(f"Tulis alasannya, minimal {PANJANG_ALASAN} huruf.")
        return alasan

    @property
    def versi_dilihat(self) -> int:
        return self.cleaned_data.get("versi") or 0


class FormPulihkan(FormAlasan):
    peristiwa = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class FormKoreksi(FormAlasan):
    """`diperiksa` says which typing the person has seen side by side with the stored value."""

    keadaan = forms.ChoiceField(
        choices=KEADAAN, required=False, error_messages={"invalid_choice": TIDAK_DIKENAL}
    )
    nilai = forms.CharField(required=False)
    alasan_kosong = MedanTeks(panjang=300)

    def __init__(self, data: Mapping[str, str], *, realisasi: Realisasi) -> None:
        """A button "1,184" beside a number with two meanings stands for typing it so."""
        arti = data.get("arti", "")
        super().__init__({**{n: data[n] for n in data}, "nilai": arti} if arti else data)
        self.realisasi = realisasi
        self.dua_arti: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        keadaan = isi.get("keadaan") or KeadaanNilai.NILAI
        if "keadaan" in self.errors:
            return isi
        if keadaan == KeadaanNilai.NILAI:
            self._urai(isi)
        else:
            self._tanpa_nilai(isi, keadaan)
        return isi

    @property
    def isi(self) -> IsiNilai | None:
        """What is asked for; None while the number itself is not understood."""
        return self.cleaned_data.get("isi")

    @property
    def jejak(self) -> str:
        """The typing of the value, to notice that it changed after it was looked at."""
        nama = ("keadaan", "nilai", "alasan_kosong")
        return "\n".join(" ".join(str(self.data.get(n, "")).split()) for n in nama)

    @property
    def sudah_diperiksa(self) -> bool:
        dilihat = self.data.get("diperiksa", "").replace("\r\n", "\n")
        return not self.data.get("arti") and dilihat == self.jejak

    def _urai(self, isi: dict[str, Any]) -> None:
        try:
            nilai, predikat = urai_realisasi(isi.get("nilai", ""), self.realisasi.indikator)
        except AngkaDuaArti as galat:
            self.dua_arti = tuple(polos(arti) for arti in reversed(galat.arti))
            self.add_error("nilai", galat.pesan)
            return
        except GalatDomain as galat:
            self.add_error("nilai", galat.pesan)
            return
        if nilai is None and predikat is None:
            self.add_error("nilai", "Tulis nilainya, atau pilih mengapa tidak ada nilai.")
            return
        isi["isi"] = IsiNilai(KeadaanNilai.NILAI, nilai, predikat)

    def _tanpa_nilai(self, isi: dict[str, Any], keadaan: str) -> None:
        if "alasan_kosong" in self.errors:
            return
        if isi.get("nilai", "").strip():
            self.add_error("nilai", "Kosongkan angkanya bila memang tidak ada nilai.")
        elif not isi["alasan_kosong"].strip():
            self.add_error("alasan_kosong", "Tulis mengapa tidak ada nilainya.")
        else:
            isi["isi"] = IsiNilai(keadaan, alasan=isi["alasan_kosong"].strip())
