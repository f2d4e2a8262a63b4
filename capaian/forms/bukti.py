"""What people say about evidence: where it is, what it is, whether it proves the value."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from capaian.layanan.bukti import sidik
from capaian.layar.bukti_rinci import LayarBukti
from capaian.models import Bukti
from capaian.pilihan import JenisBukti
from konsolidasi.inti import lampiran
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.medan_admin import tahun_wajar

TANGGAL = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
TIDAK_DIKENAL = "Pilihan ini tidak dikenal. Pilih dari daftarnya."
PANJANG_TAUTAN = 500


def _teks(label: str, panjang: int, contoh: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=panjang,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": contoh}),
        error_messages={"max_length": f"Paling banyak {panjang} huruf. Singkatkan."},
    )


def pastikan_tautan(teks: str) -> None:
    if urlsplit(teks).scheme not in ("http", "https"):
        raise ValidationError("Tautan harus berawal http:// atau https://.")


class BanyakBerkas(forms.ClearableFileInput):
    allow_multiple_selected = True


class MedanBerkas(forms.FileField):
    """Several files; what each of them is, only inti.lampiran knows."""

    widget = BanyakBerkas

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [satu for satu in data or [] if satu]


class FormKeterangan(forms.Form):
    """The details that make a file findable in a drawer: kind, number, date, page."""

    jenis = forms.ChoiceField(
        label="Jenis bukti",
        choices=[("", "Menurut berkasnya"), *JenisBukti.choices],
        required=False,
        error_messages={"invalid_choice": TIDAK_DIKENAL},
    )
    nomor_dokumen = _teks("Nomor dokumen", 120)
    dokumen_tanggal = forms.DateField(
        label="Tanggal dokumen",
        required=False,
        input_formats=TANGGAL,
        validators=[tahun_wajar],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Tanggal tidak dikenal. Tulis seperti 31-12-2025."},
    )
    halaman = _teks("Halaman", 40, "misalnya 4 atau 1–3")

    def isi(self) -> dict[str, Any]:
        return {n: self.cleaned_data[n] for n in ("nomor_dokumen", "dokumen_tanggal", "halaman")}


class FormUnggah(FormKeterangan):
    """Exactly one source: files, a link, or evidence that is already here."""

    berkas = MedanBerkas(label="Berkas", required=False)
    tautan = forms.URLField(
        label="Tautan",
        required=False,
        max_length=PANJANG_TAUTAN,
        assume_scheme="https",
        validators=[pastikan_tautan],
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
        error_messages={
            "invalid": "Tautan tidak dikenal. Salin lengkap dari bilah alamat peramban.",
            "max_length": f"Paling banyak {PANJANG_TAUTAN} huruf. Pakai tautan yang lebih pendek.",
        },
    )
    nama = _teks("Nama tautan", 150, "misalnya Sertifikat akreditasi")
    lama = forms.TypedChoiceField(
        label="Bukti yang sudah ada",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": TIDAK_DIKENAL},
    )

    def __init__(
        self, data: Any = None, *, layar: LayarBukti, request: HttpRequest | None = None
    ) -> None:
        """`request`: of a POST, with its files and with those that were refused on the way in."""
        self.pesan = ""
        self.ditolak = lampiran.ditolak_saat_unggah(request) if request else []
        super().__init__(data, {"berkas": request.FILES.getlist("berkas")} if request else None)
        self.fields["lama"].choices = [("", "Pilih bukti"), *layar.lama]
        self.fields["berkas"].widget.attrs["accept"] = lampiran.ACCEPT
        self.fields["berkas"].help_text = layar.batas

    def clean(self) -> dict[str, Any]:
        bersih = super().clean()
        if self.errors:
            return bersih
        sumber = [n for n in ("berkas", "tautan", "lama") if bersih.get(n)]
        if self.ditolak and "berkas" not in sumber:
            sumber.insert(0, "berkas")
        if not sumber:
            self.add_error("berkas", "Pilih berkas, tulis tautan, atau pilih bukti yang sudah ada.")
        elif len(sumber) > 1:
            self.add_error(sumber[1], "Kirim satu macam saja: berkas, tautan, atau bukti lama.")
        return bersih

    def isi(self) -> dict[str, Any]:
        bersih = self.cleaned_data
        hasil = super().isi() | {"jenis": bersih["jenis"]}
        return hasil | {"nama": bersih["nama"]} if bersih["tautan"] else hasil

    def tambah_galat(self, medan: str, galat: GalatDomain, nama: str = "") -> None:
        self.add_error(medan, f"{nama}: {galat.pesan}" if nama else galat.pesan)


class FormUbah(FormKeterangan):
    """The details of one bukti; several of these stand on one page."""

    nama = _teks("Nama", 150)
    asal = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ("nama", "jenis", "nomor_dokumen", "dokumen_tanggal", "halaman")

    def __init__(self, data: Any = None, *, bukti: Bukti) -> None:
        awal = {n: getattr(bukti, n) for n in self.field_order} | {"asal": sidik(bukti)}
        super().__init__(data, initial=awal, auto_id=f"u{bukti.pk}-%s")
        self.fields["jenis"].choices = JenisBukti.choices
        self.fields["jenis"].required = self.fields["nama"].required = True

    def isi(self) -> dict[str, Any]:
        return super().isi() | {n: self.cleaned_data[n] for n in ("nama", "jenis")}


class FormNilai(forms.Form):
    putusan = forms.ChoiceField(
        choices=[("terima", "Terima"), ("tolak", "Tolak")],
        error_messages={"required": "Pilih terima atau tolak.", "invalid_choice": TIDAK_DIKENAL},
    )
    alasan = forms.CharField(
        label="Alasan bila ditolak",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Paling banyak 300 huruf. Singkatkan."},
    )

    def __init__(self, data: Any = None, *, bukti: Bukti) -> None:
        super().__init__(data, initial={"alasan": bukti.alasan}, auto_id=f"n{bukti.pk}-%s")
