"""The emblem of a kop in the admin site: uploaded, checked by its content, never a link."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.http import HttpRequest

from konsolidasi.inti import lampiran
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.jenis_berkas import JPEG, KATA, PNG, ukuran_gambar
from konsolidasi.inti.pdf_lembar import dapat_dicetak
from konsolidasi.inti.waktu import tanggal
from opd.models import Opd, Pengguna

TERBESAR = 1024 * 1024
SISI_TERKECIL, SISI_TERBESAR = 60, 3000
PETUNJUK = "PNG atau JPEG, paling besar 1 MB. Tercetak di kop formulir, berita acara, dan undangan."


class OpdForm(forms.ModelForm):
    """`permintaan` is set by the page: a file beyond the limit of uploads never arrives here."""

    permintaan: HttpRequest | None = None
    berkas_logo = forms.FileField(
        label="Lambang baru",
        required=False,
        help_text=PETUNJUK,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    lepas_logo = forms.BooleanField(label="Lepas lambang", required=False)

    class Meta:
        model = Opd
        fields = ("kop_nama", "alamat")

    def clean_berkas_logo(self) -> lampiran.Terperiksa | None:
        for _, galat in lampiran.ditolak_saat_unggah(self.permintaan) if self.permintaan else ():
            raise ValidationError(galat.pesan)
        berkas = self.cleaned_data["berkas_logo"]
        return periksa_lambang(berkas) if berkas else None

    def pasang(self, *, oleh: Pengguna) -> None:
        """Puts the uploaded emblem on the instance, or takes it off."""
        baru = self.cleaned_data.get("berkas_logo")
        if baru is not None:
            self.instance.logo = lampiran.simpan(baru, oleh=oleh)
        elif self.cleaned_data.get("lepas_logo"):
            self.instance.logo = None


def periksa_lambang(berkas: File) -> lampiran.Terperiksa:
    """By its content. Raises ValidationError with what to do instead."""
    try:
        terperiksa = lampiran.periksa(berkas)
    except GalatDomain as galat:
        raise ValidationError(galat.pesan) from galat
    if terperiksa.jenis.mime not in (PNG, JPEG):
        raise ValidationError("Lambang harus gambar PNG atau JPEG.")
    if len(terperiksa.isi) > TERBESAR:
        raise ValidationError("Lambang paling besar 1 MB. Perkecil gambarnya, lalu unggah lagi.")
    lebar, tinggi = ukuran_gambar(terperiksa.isi)
    if min(lebar, tinggi) < SISI_TERKECIL or max(lebar, tinggi) > SISI_TERBESAR:
        raise ValidationError(
            f"Lambang ini {lebar} × {tinggi} titik. Pakai {SISI_TERKECIL} sampai"
            f" {SISI_TERBESAR} titik pada tiap sisi."
        )
    if not dapat_dicetak(terperiksa.isi):
        raise ValidationError("Gambar ini tidak dapat dicetak. Simpan ulang sebagai PNG atau JPEG.")
    return terperiksa


def keadaan_logo(opd: Opd) -> str:
    """What is on the kop now. One query when there is one."""
    if opd.logo is None:
        return "Belum ada: kop dicetak tanpa lambang, atau dengan lambang Bapperida."
    ukuran = lampiran.ukuran_kata(opd.logo.ukuran)
    return f"{KATA[opd.logo.jenis]}, {ukuran}, diunggah {tanggal(opd.logo.diunggah_pada.date())}"


class KopAdmin:
    """Beside AdminDasar: the fields of the emblem, and the request that a form looks at."""

    form = OpdForm
    readonly_fields = ("keadaan_logo",)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type:
        form = super().get_form(request, obj, **kwargs)
        form.permintaan = request
        return form

    def save_model(self, request: HttpRequest, obj: Opd, form: OpdForm, change: bool) -> None:
        form.pasang(oleh=request.user)
        super().save_model(request, obj, form, change)

    def keadaan_logo(self, opd: Opd) -> str:
        return keadaan_logo(opd)

    keadaan_logo.short_description = "lambang pada kop"
