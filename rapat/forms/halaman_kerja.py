"""What an OPD types on its work page: who comes, one remark on a row."""

import re
from datetime import datetime
from typing import Any, Self

from django import forms

from rapat.forms.kesepakatan import teks_pendek
from rapat.forms.tindak_lanjut import MedanWajib
from rapat.models import RencanaHadir
from rapat.pilihan import KeadaanHadir

PILIHAN = (
    (KeadaanHadir.PIMPINAN.value, "Kepala OPD hadir sendiri"),
    (KeadaanHadir.DIWAKILI.value, "Diwakili"),
    (KeadaanHadir.IZIN.value, "Tidak dapat hadir, izin"),
)
MEDAN = ("keadaan", "nama", "nip", "jabatan", "surat_tugas")


class FormRencanaHadir(forms.Form):
    keadaan = forms.ChoiceField(
        label="Siapa yang hadir",
        choices=PILIHAN,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih siapa yang hadir.",
            "invalid_choice": "Pilihan ini tidak dikenal. Pilih dari daftarnya.",
        },
    )
    nama = teks_pendek("Nama lengkap", panjang=150, bantuan="Wajib bila diwakili.")
    nip = teks_pendek("NIP", panjang=30, bantuan="Bila ada. Hanya untuk halaman internal.")
    jabatan = teks_pendek("Jabatan", panjang=150, bantuan="Wajib bila diwakili.")
    surat_tugas = teks_pendek("Nomor surat tugas atau surat izin", panjang=100, bantuan="Bila ada.")
    dilihat = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    @classmethod
    def dari(cls, rencana: RencanaHadir | None) -> Self:
        if rencana is None:
            return cls()
        awal = {nama: getattr(rencana, nama) for nama in MEDAN}
        return cls(initial=awal | {"dilihat": rencana.dijawab_pada.isoformat()})

    def clean_nip(self) -> str:
        nip = re.sub(r"[\s.]", "", self.cleaned_data["nip"])
        if nip and not (nip.isascii() and nip.isdigit() and len(nip) == 18):
            raise forms.ValidationError("NIP terdiri atas 18 angka. Kosongkan bila tidak ada.")
        return nip

    def clean_dilihat(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.cleaned_data["dilihat"])
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if isi.get("keadaan") == KeadaanHadir.DIWAKILI:
            for nama, kata in (("nama", "nama"), ("jabatan", "jabatan")):
                if not isi.get(nama) and nama not in self.errors:
                    self.add_error(nama, f"Tulis {kata} yang mewakili.")
        return isi

    def jawaban(self) -> dict[str, Any]:
        return {nama: self.cleaned_data[nama] for nama in MEDAN}


class FormTanggapan(forms.Form):
    teks = MedanWajib(panjang=1000, kosong="Tulis tanggapannya.", label="Tanggapan")
    versi = forms.IntegerField(
        min_value=0,
        max_value=10**9,
        error_messages={
            nama: "Halaman ini tidak utuh. Muat ulang, lalu ketik lagi."
            for nama in ("required", "invalid", "min_value", "max_value")
        },
    )
