"""What Bapperida says about submitted rows, and which of them it looks at."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser

from capaian.forms.saring import SaringForm, medan_pilih
from capaian.layanan.verifikasi import PANJANG_KALIMAT
from capaian.layar.verifikasi_ingatan import Menunggu
from capaian.models import AlasanPerbaikan, Realisasi
from opd.models import Klaster, Opd

TERIMA, KEMBALI = "terima", "kembali"
KALIMAT_TERPANJANG = 1500
BARIS_TERBANYAK = 300
KLASTER = "klaster-"
TAK_TERBACA = "Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu putuskan lagi."


def muat_alasan() -> list[AlasanPerbaikan]:
    """The stock reasons in use. One query."""
    return list(AlasanPerbaikan.objects.filter(aktif=True).order_by("urutan", "pk"))


class SaringVerifikasi(SaringForm):
    """One choice narrows the queue: a klaster, or an OPD with its units."""

    opd = medan_pilih("Klaster atau OPD")
    jenis = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser) -> None:
        """Two queries for the choices."""
        super().__init__(data, initial={"jenis": data.get("jenis", "")})
        klaster = Klaster.objects.filter(aktif=True).order_by("urutan", "pk")
        opd = Opd.objects.untuk(pengguna).aktif().order_by("urutan", "kode", "pk")
        self.fields["opd"].choices = [
            ("", "Semua OPD"),
            ("Klaster", [(f"{KLASTER}{k.pk}", k.nama) for k in klaster]),
            ("OPD", [(str(pk), nama) for pk, nama in opd.values_list("pk", "nama")]),
        ]

    @property
    def syarat(self) -> Callable[[Menunggu], bool] | None:
        pilihan = self.isi["opd"]
        if not pilihan:
            return None
        nomor = int(pilihan.removeprefix(KLASTER))
        if pilihan.startswith(KLASTER):
            return lambda m: nomor in (m.klaster, m.klaster_induk)
        return lambda m: nomor in (m.opd, m.induk)

    @property
    def saringan(self) -> dict[str, str]:
        """What the links of the page keep."""
        return {"opd": self.isi["opd"]}


class FormKalimat(forms.Form):
    """A sentence for the OPD and the version of the row it is about."""

    kalimat = forms.CharField(
        label="Kalimat untuk OPD",
        required=False,
        max_length=KALIMAT_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 5, "aria-describedby": "k-bantu"}),
        error_messages={"max_length": f"Paling banyak {KALIMAT_TERPANJANG} huruf. Singkatkan."},
    )
    versi = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": TAK_TERBACA, "invalid": TAK_TERBACA},
    )

    def __init__(self, data: Any = None, *, realisasi: Realisasi) -> None:
        super().__init__(data, auto_id="%s", initial={"versi": realisasi.versi})
        self.realisasi = realisasi
        self.disegarkan = False

    def clean_kalimat(self) -> str:
        kalimat = self.cleaned_data["kalimat"].strip()
        if self.perlu_kalimat and len(kalimat) < PANJANG_KALIMAT:
            raise forms.ValidationError(
                f"Tulis kalimat untuk OPD, minimal {PANJANG_KALIMAT} huruf."
                f" Baru {len(kalimat)} huruf."
            )
        return kalimat

    @property
    def perlu_kalimat(self) -> bool:
        return True

    @property
    def versi_tampil(self) -> object:
        """The version the person saw, until they were shown what has become of the row."""
        return self.realisasi.versi if self.disegarkan else self["versi"].value()

    def segarkan(self, realisasi: Realisasi) -> None:
        self.realisasi, self.disegarkan = realisasi, True


class FormPutusan(FormKalimat):
    """Accept, or return with reasons. What is typed for one choice is kept under the other."""

    putusan = forms.ChoiceField(
        choices=[(TERIMA, "Terima"), (KEMBALI, "Minta perbaikan")],
        error_messages={
            "required": "Pilih Terima atau Minta perbaikan.",
            "invalid_choice": "Pilih Terima atau Minta perbaikan.",
        },
    )
    alasan = forms.MultipleChoiceField(
        label="Alasan",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"invalid_choice": "Alasan itu tidak lagi dipakai. Pilih yang lain."},
    )

    field_order = ("putusan", "alasan", "kalimat", "versi")

    def __init__(
        self, data: Any = None, *, realisasi: Realisasi, alasan: list[AlasanPerbaikan]
    ) -> None:
        super().__init__(data, realisasi=realisasi)
        self.fields["alasan"].choices = [(str(a.pk), a.teks) for a in alasan]

    @property
    def perlu_kalimat(self) -> bool:
        return self.cleaned_data.get("putusan") == KEMBALI

    @property
    def menerima(self) -> bool:
        return self.cleaned_data["putusan"] == TERIMA

    @property
    def teks_alasan(self) -> list[str]:
        teks = dict(self.fields["alasan"].choices)
        return [teks[pk] for pk in self.cleaned_data["alasan"]]


class FormTerimaSemua(forms.Form):
    """Rows and versions as they were previewed, and their number typed by hand."""

    baris = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": "Tidak ada baris yang dipratinjau. Muat ulang halaman ini."},
    )
    jumlah = forms.CharField(
        label="Jumlah baris",
        required=False,
        max_length=6,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-control"}
        ),
        error_messages={"max_length": "Tulis jumlah barisnya saja, misalnya 35."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="%s")

    def clean_baris(self) -> dict[int, int]:
        hasil = {}
        for satu in self.cleaned_data["baris"].split(","):
            pk, _, versi = satu.partition(":")
            if not all(a.isascii() and a.isdigit() and len(a) < 12 for a in (pk, versi)):
                raise forms.ValidationError(
                    "Daftar barisnya tidak terbaca. Muat ulang halaman ini."
                )
            hasil[int(pk)] = int(versi)
        if len(hasil) > BARIS_TERBANYAK:
            raise forms.ValidationError(f"Paling banyak {BARIS_TERBANYAK} baris sekali terima.")
        return hasil

    def clean(self) -> dict[str, Any]:
        bersih = super().clean()
        baris = bersih.get("baris")
        if baris is not None and bersih.get("jumlah", "").strip() != str(len(baris)):
            self.add_error("jumlah", f"Ketik {len(baris)}, jumlah baris yang akan diterima.")
        return bersih
