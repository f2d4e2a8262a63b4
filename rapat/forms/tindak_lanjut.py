"""Forms of a follow-up (new, report, moved date) and the filter of its list."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import QuerySet

from capaian.forms.isian import MedanTeks
from capaian.forms.saring import PER_HALAMAN, SaringForm
from capaian.models import Indikator
from opd.models import Klaster, Opd
from rapat.models import TindakLanjut
from rapat.pilihan import StatusTindakLanjut

BENTUK_TANGGAL = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
TANGGAL_SALAH = "Tanggal tidak dikenal. Tulis seperti 28-02-2026."
URUTAN = {
    "": ("batas_tanggal", "pk"),
    "-batas": ("-batas_tanggal", "-pk"),
    "opd": ("opd__urutan", "opd__kode", "batas_tanggal", "pk"),
    "-dibuat": ("-dibuat_pada", "-pk"),
}
TERBUKA, LEWAT = "terbuka", "lewat"


def medan_tanggal(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=BENTUK_TANGGAL,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": TANGGAL_SALAH, "required": "Isi tanggalnya."},
    )


class MedanWajib(MedanTeks):
    """Text that must be there, with its own sentence when it is not."""

    def __init__(self, *, panjang: int, kosong: str, label: str, baris: int = 2) -> None:
        super().__init__(panjang=panjang)
        self.label, self.required = label, True
        self.error_messages["required"] = kosong
        self.widget = forms.Textarea(attrs={"rows": baris}) if baris > 1 else forms.TextInput()


class FormTindakLanjut(forms.Form):
    uraian = MedanWajib(
        panjang=500,
        kosong="Tulis apa yang harus dikerjakan.",
        label="Apa yang dikerjakan",
        baris=1,
    )
    opd = forms.ModelChoiceField(
        Opd.objects.none(),
        label="OPD penanggung jawab",
        error_messages={"required": "Pilih OPD.", "invalid_choice": "Pilih OPD dari daftarnya."},
    )
    pendukung = forms.ModelMultipleChoiceField(
        Opd.objects.none(),
        label="OPD pendukung",
        required=False,
        error_messages={"invalid_choice": "Pilih OPD dari daftarnya."},
    )
    indikator = forms.ModelChoiceField(
        Indikator.objects.none(),
        label="Indikator",
        required=False,
        empty_label="Tidak terkait indikator",
        error_messages={"invalid_choice": "Pilih indikator dari daftarnya."},
    )
    batas_tanggal = medan_tanggal("Batas waktu")

    def __init__(self, *args: Any, milik: list[int], indikator: list[int], **lain: Any) -> None:
        """`milik`: OPD and units of the agenda item; any active OPD may support."""
        super().__init__(*args, **lain)
        self.fields["opd"].queryset = Opd.objects.filter(pk__in=milik).order_by("urutan", "pk")
        self.fields["pendukung"].queryset = Opd.objects.aktif().order_by("urutan", "kode", "pk")
        self.fields["indikator"].queryset = Indikator.objects.filter(pk__in=indikator).order_by(
            "urutan", "kode", "pk"
        )
        self.fields["opd"].initial = milik[0] if milik else None


class FormLaporan(forms.Form):
    laporan = MedanWajib(
        panjang=2000,
        kosong="Tulis apa yang sudah dikerjakan.",
        label="Apa yang sudah dikerjakan",
        baris=3,
    )
    tautan = forms.URLField(
        label="Tautan bukti",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Tautan tidak dikenal. Salin utuh mulai dari https://."},
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**9)


class FormGeser(forms.Form):
    batas_tanggal = medan_tanggal("Batas waktu baru")
    alasan = MedanWajib(
        panjang=500, kosong="Tulis mengapa batasnya bergeser.", label="Alasan bergeser"
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**9)


class SaringTindakLanjut(SaringForm):
    cari = forms.CharField(
        label="Cari tindak lanjut",
        required=False,
        max_length=100,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Cari tindak lanjut"}),
    )
    klaster = forms.ChoiceField(label="Klaster", required=False)
    opd = forms.ChoiceField(label="OPD", required=False)
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[
            ("", "Semua keadaan"),
            (TERBUKA, "Masih terbuka"),
            (LEWAT, "Lewat batas"),
            *StatusTindakLanjut.choices[1:],
        ],
    )
    per = forms.ChoiceField(
        label="Baris per halaman",
        required=False,
        choices=[("" if n == PER_HALAMAN[0] else str(n), f"{n} per halaman") for n in PER_HALAMAN],
    )
    urut = forms.ChoiceField(
        label="Urutan", required=False, choices=[(u, u) for u in URUTAN], widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser) -> None:
        """Two queries for the choices."""
        super().__init__(data, initial={"urut": data.get("urut", "")})
        opd = list(Opd.objects.untuk(pengguna).aktif().order_by("urutan", "kode", "pk"))
        if len(opd) > 1:
            self.fields["opd"].choices = [("", "Semua OPD"), *((str(o.pk), str(o)) for o in opd)]
            self.fields["klaster"].choices = [
                ("", "Semua klaster"),
                *((str(k.pk), str(k)) for k in Klaster.objects.order_by("urutan", "pk")),
            ]
        else:
            del self.fields["opd"], self.fields["klaster"]

    def saring(self, baris: QuerySet[TindakLanjut], pada: Any) -> QuerySet[TindakLanjut]:
        isi = self.isi
        if isi.get("klaster"):
            baris = baris.filter(opd__klaster=isi["klaster"])
        if isi.get("opd"):
            baris = baris.filter(opd=isi["opd"])
        if isi["cari"].strip():
            baris = baris.filter(uraian__icontains=isi["cari"].strip())
        if isi["keadaan"] == TERBUKA:
            baris = baris.terbuka()
        elif isi["keadaan"] == LEWAT:
            baris = baris.lewat_batas(pada)
        elif isi["keadaan"]:
            baris = baris.filter(status=isi["keadaan"])
        return baris.order_by(*URUTAN[isi["urut"]])

    @property
    def per_halaman(self) -> int:
        return int(self.isi["per"] or PER_HALAMAN[0])
