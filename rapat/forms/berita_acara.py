"""What is typed about a berita acara: number and date, reasons, answers, an adendum, the scan."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from konsolidasi.inti import lampiran, waktu
from konsolidasi.inti.jenis_berkas import AKHIRAN, GAMBAR, PDF
from rapat.forms.kesepakatan import FormPenetapan, teks_pendek
from rapat.forms.tindak_lanjut import MedanWajib, medan_tanggal
from rapat.layanan.pindaian import kalimat_batas
from rapat.models import BeritaAcara, Sesi
from rapat.pilihan import StatusTanggapan

HARI_TERBANYAK = 30


def medan_versi() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)


class FormFinal(FormPenetapan):
    """The last look: number, date, and a reason for what is still missing."""

    alasan_kurang = MedanWajib(
        panjang=1000, kosong="", label="Alasan difinalkan walaupun belum lengkap", baris=3
    )
    dilihat = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9
    )

    def __init__(self, *args: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["alasan_kurang"].required = False
        self.fields["alasan_kurang"].help_text = "Dicatat pada riwayat berita acara."

    def clean_tunda_sisanya(self) -> bool:
        """With a reason the rest is postponed too."""
        if str(self.data.get("alasan_kurang", "")).strip():
            return True
        return super().clean_tunda_sisanya()


class FormAtur(FormPenetapan):
    """Kept with the draft; number and date may still be unknown."""

    hari_tanggapan = forms.IntegerField(
        label="Hari kerja untuk tanggapan OPD",
        min_value=1,
        max_value=HARI_TERBANYAK,
        help_text="Berakhir pukul 16.00 WIB. Sabtu dan Minggu dilewati; hari libur lain tidak.",
        error_messages={
            "required": "Isi berapa hari kerja.",
            "invalid": "Tulis angka bulat, misalnya 3.",
            "min_value": "Paling sedikit 1 hari kerja.",
            "max_value": f"Paling banyak {HARI_TERBANYAK} hari kerja.",
        },
    )
    versi = medan_versi()

    def __init__(self, *args: Any, sesi: Sesi, induk: BeritaAcara | None, **lain: Any) -> None:
        satu = induk or BeritaAcara(versi=0)
        medan = ("nomor", "tanggal", "hari_tanggapan", "versi")
        awal = {nama: getattr(satu, nama) for nama in medan}
        awal["tanggal"] = satu.tanggal or sesi.tanggal
        super().__init__(*args, sesi=sesi, sisa=0, initial=awal | lain.pop("initial", {}), **lain)
        self.fields["nomor"].required = self.fields["tanggal"].required = False

    def clean_tanggal(self) -> date | None:
        return super().clean_tanggal() if self.cleaned_data["tanggal"] else None

    def isi(self) -> dict[str, Any]:
        return {n: self.cleaned_data[n] for n in ("nomor", "tanggal", "hari_tanggapan")}


class FormAdendum(forms.Form):
    nomor = teks_pendek("Nomor adendum", panjang=100, wajib="Isi nomor adendum.")
    tanggal = medan_tanggal("Tanggal adendum")
    uraian = MedanWajib(
        panjang=5000, kosong="Tulis apa yang diperbaiki.", label="Yang diperbaiki", baris=4
    )
    yakin = forms.BooleanField(
        label="Adendum ini langsung final dan tidak dapat diubah",
        error_messages={"required": "Beri tanda bila isinya sudah benar."},
    )

    def __init__(self, *args: Any, induk: BeritaAcara | None, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.induk = induk

    def clean_tanggal(self) -> date:
        tanggal = self.cleaned_data["tanggal"]
        if tanggal > timezone.localdate():
            raise forms.ValidationError("Tanggal adendum belum terjadi.")
        if self.induk and self.induk.tanggal and tanggal < self.induk.tanggal:
            saat = waktu.tanggal(self.induk.tanggal)
            raise forms.ValidationError(f"Adendum tidak mungkin sebelum berita acaranya, {saat}.")
        return tanggal

    def isi(self) -> dict[str, Any]:
        return {n: self.cleaned_data[n] for n in ("nomor", "tanggal", "uraian")}


class FormAlasan(forms.Form):
    """Why it goes back."""

    alasan = MedanWajib(panjang=1000, kosong="Tulis alasannya.", label="Alasan")


class FormTanggapan(forms.Form):
    teks = MedanWajib(
        panjang=2000,
        kosong="Tulis apa yang perlu diperbaiki.",
        label="Yang perlu diperbaiki",
        baris=4,
    )


class FormJawab(forms.Form):
    status = forms.ChoiceField(
        label="Keputusan",
        choices=StatusTanggapan.choices[1:],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih diterima atau tidak diubah.",
            "invalid_choice": "Pilih diterima atau tidak diubah.",
        },
    )
    jawaban = MedanWajib(panjang=2000, kosong="Tulis jawabannya.", label="Jawaban untuk OPD")


class FormPindaian(forms.Form):
    """One file; what is in it, only inti.lampiran knows."""

    berkas = forms.FileField(
        label="Berkas pindaian",
        widget=forms.FileInput(attrs={"accept": ",".join(sorted({AKHIRAN[PDF], *GAMBAR}))}),
        error_messages={
            "required": "Pilih berkas pindaiannya.",
            "empty": "Berkas ini kosong. Pindai lagi, lalu unggah.",
        },
    )

    def __init__(self, request: HttpRequest | None = None, **lain: Any) -> None:
        """`request`: of a POST, with what was refused while it came in."""
        self.ditolak = lampiran.ditolak_saat_unggah(request) if request else []
        super().__init__(*((request.POST, request.FILES) if request else ()), **lain)
        self.fields["berkas"].help_text = kalimat_batas()

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        for _, galat in self.ditolak:
            self.errors.pop("berkas", None)
            self.add_error("berkas", galat.pesan)
        return isi
