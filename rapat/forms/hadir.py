"""One person in the room, typed by the notulis or on the person's own phone."""

import re
from typing import Any

from django import forms

from rapat.forms.kesepakatan import teks_pendek
from rapat.models import Agenda, Sesi
from rapat.pilihan import Kedudukan

PARAF = re.compile(r"(?:[ML]\d{1,3} \d{1,3}){2,2000}")
PARAF_TERPANJANG = 20000


class FormPeserta(forms.Form):
    agenda = forms.ModelChoiceField(
        Agenda.objects.none(),
        label="OPD",
        required=False,
        empty_label="Tamu dari luar agenda",
        error_messages={"invalid_choice": "Pilih OPD dari daftarnya."},
    )
    nama = teks_pendek("Nama lengkap", panjang=150, wajib="Isi nama.")
    nip = teks_pendek("NIP", panjang=30, bantuan="Bila ada. Hanya untuk halaman internal.")
    jabatan = teks_pendek("Jabatan", panjang=150, wajib="Isi jabatan.")
    instansi = teks_pendek("Instansi", panjang=150, bantuan="Untuk tamu dari luar agenda.")
    kedudukan = forms.ChoiceField(
        label="Hadir sebagai",
        choices=Kedudukan.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih kedudukannya.",
            "invalid_choice": "Pilihan ini tidak dikenal. Pilih dari daftarnya.",
        },
    )
    surat_tugas = teks_pendek("Nomor surat tugas", panjang=100, bantuan="Bila mewakili pimpinan.")
    paraf = forms.CharField(required=False, widget=forms.HiddenInput, max_length=PARAF_TERPANJANG)

    def __init__(self, *args: Any, sesi: Sesi, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["agenda"].queryset = sesi.agenda.select_related("opd").order_by("urutan", "pk")

    def clean_nip(self) -> str:
        nip = re.sub(r"[\s.]", "", self.cleaned_data["nip"])
        if nip and not (nip.isascii() and nip.isdigit() and len(nip) == 18):
            raise forms.ValidationError("NIP terdiri atas 18 angka. Kosongkan bila tidak ada.")
        return nip

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if (isi.get("paraf") or "paraf" in self.errors) and not PARAF.fullmatch(
            isi.get("paraf", "")
        ):
            # Its field is hidden: the sentence stands above the form.
            self.add_error(None, "Tanda tangan tidak terbaca. Gambar ulang.")
        tamu = isi.get("agenda") is None
        if tamu and "agenda" not in self.errors and not isi.get("instansi"):
            self.add_error("instansi", "Pilih OPD, atau tulis instansinya.")
        if tamu and isi.get("kedudukan") in (Kedudukan.PIMPINAN, Kedudukan.WAKIL):
            self.add_error("kedudukan", "Pilih OPD dahulu, atau hadir sebagai tamu.")
        return isi
