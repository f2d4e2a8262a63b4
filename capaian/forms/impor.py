from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import ProhibitNullCharactersValidator
from django.http import HttpRequest

from capaian.forms.saring import SaringForm, medan_pilih
from capaian.impor.jenis import semua_jenis
from capaian.models import Impor, StatusImpor
from capaian.querysets_impor import ImporQuerySet
from konsolidasi.inti.lampiran import ditolak_saat_unggah
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from opd.models import Opd


class FormUnggahBuku(forms.Form):
    """One workbook; what is in it is not the form's to know."""

    berkas = forms.FileField(
        label="Berkas Excel yang sudah diisi",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Pilih berkasnya dulu.",
            "invalid": "Pilih berkasnya dulu.",
            "missing": "Pilih berkasnya dulu.",
        },
    )


def berkas_masuk(request: HttpRequest) -> tuple[bytes, str]:
    """Bytes and name of the file that came. Raises BukuDitolak with the sentence for the field."""
    for _, galat in ditolak_saat_unggah(request):
        raise BukuDitolak(galat.pesan)
    form = FormUnggahBuku(request.POST, request.FILES)
    if not form.is_valid():
        raise BukuDitolak(" ".join(form.errors["berkas"]))
    berkas = form.cleaned_data["berkas"]
    return berkas.read(), berkas.name


class SaringImpor(SaringForm):
    """The list of imports; kind and OPD only where there is a choice."""

    cari = forms.CharField(
        label="Cari nama berkas",
        required=False,
        max_length=100,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Cari nama berkas"}),
    )
    jenis = medan_pilih("Jenis")
    opd = medan_pilih("OPD")
    status = medan_pilih("Keadaan", [("", "Semua keadaan"), *StatusImpor.choices])

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser) -> None:
        """One query for the choices."""
        super().__init__(data)
        self.pengguna = pengguna
        self.terlihat = [satu for satu in semua_jenis() if satu.lihat(pengguna)]
        opd = list(Opd.objects.untuk(pengguna).aktif().order_by("urutan", "kode", "pk"))
        self._pilih(
            "jenis", "Semua jenis", [(satu.kode.value, satu.judul) for satu in self.terlihat]
        )
        self._pilih("opd", "Semua OPD", [(str(satu.pk), str(satu)) for satu in opd])

    def baris(self) -> ImporQuerySet:
        """The imports this person may see, of the kinds they may see, as filtered."""
        jenis = [satu.kode for satu in self.terlihat]
        semua = Impor.objects.untuk(self.pengguna).filter(jenis__in=jenis)
        return self.saring(semua).untuk_daftar()

    def _pilih(self, nama: str, semua: str, pilihan: list[tuple[str, str]]) -> None:
        if len(pilihan) > 1:
            self.fields[nama].choices = [("", semua), *pilihan]
        else:
            del self.fields[nama]

    def saring(self, impor: ImporQuerySet) -> ImporQuerySet:
        isi = self.isi
        tepat = {n: isi[n] for n in ("jenis", "opd", "status") if isi.get(n)}
        impor = impor.filter(**tepat)
        kata = isi["cari"].strip()
        return impor.filter(nama__icontains=kata) if kata else impor
