"""Filter of the matrix; extension, locking and unlocking of a quarter."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.dateparse import parse_datetime

from capaian.forms.saring import SaringForm, Tersembunyi, medan_pilih
from capaian.layar.matriks_opd import OpdMatriks
from capaian.models import Perpanjangan
from konsolidasi.inti import waktu
from opd.lingkup import lingkup
from opd.models import Klaster

TAHUN_TERAWAL, TAHUN_TERAKHIR = 2000, 2100
CATATAN_TERPANJANG = 500
TAK_TERBACA = "Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu simpan lagi."
TETAP = ("tahun", "triwulan")
TUTUP_BIASA = time(16)


class SaringMatriks(SaringForm):
    """Which OPD are shown; `keadaan` is about the chosen quarter."""

    cari = forms.CharField(
        label="Cari OPD",
        required=False,
        max_length=100,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Cari OPD"}),
    )
    klaster = medan_pilih("Klaster")
    keadaan = medan_pilih(
        "Keadaan",
        [
            ("", "Semua keadaan"),
            ("belum", "Hanya yang belum lengkap"),
            ("terlambat", "Lewat batas"),
            ("perbaikan", "Perlu perbaikan"),
            ("menunggu", "Menunggu verifikasi"),
            ("beres", "Terverifikasi atau terkunci"),
        ],
    )
    tahun = forms.CharField(label="Tahun", required=False, widget=Tersembunyi)
    triwulan = forms.CharField(label="Triwulan", required=False, widget=Tersembunyi)

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser) -> None:
        """One query for the choices of a person who sees the whole city."""
        super().__init__(data, initial={n: data.get(n, "") for n in TETAP})
        if lingkup(pengguna).semua:
            self.fields["klaster"].choices = [
                ("", "Semua klaster"),
                *((str(k.pk), k.nama) for k in Klaster.objects.order_by("urutan", "pk")),
            ]
        else:
            del self.fields["klaster"]

    def cocok(self, opd: OpdMatriks) -> bool:
        klaster, kata = self.isi.get("klaster"), self.isi["cari"].strip().casefold()
        if klaster and str(opd.klaster) != klaster:
            return False
        return kata in f"{opd.nama}\n{opd.singkatan}".casefold()

    @property
    def kalimat(self) -> str:
        """The quarter is in every heading already."""
        isi, bagian = self.isi, []
        for nama in ("klaster", "keadaan"):
            if isi.get(nama):
                medan = self.fields[nama]
                bagian.append(f"{medan.label.lower()} {dict(medan.choices)[isi[nama]]}")
        if isi["cari"]:
            bagian.append(f"kata “{isi['cari']}”")
        return ", ".join(bagian)


class FormPerpanjangan(forms.Form):
    """A new end for one OPD. `dilihat` is the end as it stood when the form was opened."""

    tanggal = forms.DateField(
        label="Sampai tanggal",
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Pilih tanggalnya.",
            "invalid": "Tulis tanggalnya seperti 21-01-2026.",
        },
    )
    jam = forms.TimeField(
        label="Pukul (WIB)",
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H.%M", attrs={"inputmode": "decimal", "maxlength": 8}),
        error_messages={
            "required": "Tulis pukulnya.",
            "invalid": "Tulis pukulnya seperti 16.00.",
        },
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=Perpanjangan._meta.get_field("alasan").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tampil di lembar isian OPD itu dan tersimpan di riwayat.",
        error_messages={"required": "Tulis alasannya, minimal 10 huruf."},
    )
    dilihat = forms.CharField(required=False, widget=Tersembunyi)

    def __init__(self, data: Any = None, *, ada: Perpanjangan | None) -> None:
        lokal = ada.sampai_pada.astimezone(waktu.ZONA) if ada else None
        awal = {
            "tanggal": lokal.date() if lokal else None,
            "jam": lokal.time() if lokal else TUTUP_BIASA,
            "dilihat": ada.sampai_pada.isoformat() if ada else "",
        }
        super().__init__(data, auto_id="%s", initial=awal)
        self.ada = ada

    def clean_tanggal(self) -> Any:
        tanggal = self.cleaned_data["tanggal"]
        if not TAHUN_TERAWAL <= tanggal.year <= TAHUN_TERAKHIR:
            raise forms.ValidationError("Periksa tahunnya.")
        return tanggal

    def clean_dilihat(self) -> datetime | None:
        teks = self.cleaned_data["dilihat"]
        if not teks:
            return None
        try:
            saat = parse_datetime(teks)
        except ValueError:
            saat = None
        if saat is None or saat.tzinfo is None:
            raise forms.ValidationError(TAK_TERBACA)
        return saat

    @property
    def sampai(self) -> datetime:
        bersih = self.cleaned_data
        return datetime.combine(bersih["tanggal"], bersih["jam"], tzinfo=waktu.ZONA)


class FormKunci(forms.Form):
    """The number of verified rows, typed by hand, and what there is to say about the lock."""

    jumlah = forms.CharField(label="Jumlah baris terverifikasi", required=False, max_length=9)
    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=CATATAN_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Boleh kosong. Misalnya nomor berita acara rekonsiliasi.",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="kunci-%s")

    def clean_jumlah(self) -> int:
        teks = self.cleaned_data["jumlah"].strip().replace(".", "")
        if not (teks.isascii() and teks.isdigit()):
            raise forms.ValidationError("Ketik jumlah baris terverifikasi yang tertulis di atas.")
        return int(teks)


class FormBukaKunci(forms.Form):
    alasan = forms.CharField(
        label="Alasan membuka kunci",
        max_length=CATATAN_TERPANJANG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tersimpan bersama nama Anda dan dapat dibaca semua orang.",
        error_messages={"required": "Tulis alasannya, minimal 10 huruf."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="buka-%s")
