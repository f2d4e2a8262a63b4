"""One person in the room, typed by the notulis or on the person's own phone."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Self

from django import forms
from django.utils import timezone

from konsolidasi.inti import waktu
from rapat.forms.kesepakatan import teks_pendek
from rapat.models import Agenda, Peserta, Sesi
from rapat.pilihan import Kedudukan

PARAF = re.compile(r"(?:[ML]\d{1,3} \d{1,3}){2,2000}")
PARAF_TERPANJANG = 20000
SELISIH_JAM = timedelta(minutes=2)
"""A clock on the wall and the one of the server differ a little."""


def medan_jam(label: str, *, wajib: str = "", bantuan: str = "") -> forms.TimeField:
    pesan = {"invalid": "Jam tidak dikenal. Tulis seperti 09.15.", "required": wajib}
    return forms.TimeField(
        label=label,
        required=bool(wajib),
        help_text=bantuan,
        widget=forms.TimeInput(
            attrs={"placeholder": "09.15", "maxlength": "8", "inputmode": "decimal"},
            format="%H.%M",
        ),
        input_formats=["%H.%M", "%H:%M", "%H:%M:%S"],
        error_messages=pesan,
    )


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


class FormPesertaNotulis(FormPeserta):
    """The notulis also says when the person came."""

    hadir_pukul = medan_jam("Hadir pukul", bantuan="Kosong berarti sekarang.")

    def __init__(self, *args: Any, sesi: Sesi, **lain: Any) -> None:
        super().__init__(*args, sesi=sesi, **lain)
        self.hari = sesi.tanggal
        if timezone.localdate() > sesi.tanggal:
            mulai = waktu.jam(sesi.jam_mulai)
            self.fields["hadir_pukul"].help_text = f"Kosong berarti sejak awal, {mulai}."

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        pukul = isi.pop("hadir_pukul", None)
        isi["hadir_pada"] = pukul and datetime.combine(self.hari, pukul, tzinfo=waktu.ZONA)
        if isi["hadir_pada"] and isi["hadir_pada"] > timezone.now() + SELISIH_JAM:
            self.add_error("hadir_pukul", "Jam ini belum terjadi.")
        return isi


class FormWaktu(forms.Form):
    """When one person came and left, on the day that is recorded. `asal`: as the page showed it."""

    hadir_pukul = medan_jam("Hadir pukul", wajib="Isi jam hadir.")
    pulang_pukul = medan_jam("Pulang pukul", bantuan="Kosong bila masih di ruang.")
    asal = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, peserta: Peserta, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.peserta = peserta
        self.tersimpan = sidik_waktu(peserta)

    @classmethod
    def dari(cls, peserta: Peserta) -> Self:
        pulang = peserta.pulang_pada
        awal = {
            "hadir_pukul": timezone.localtime(peserta.hadir_pada).time(),
            "pulang_pukul": timezone.localtime(pulang).time() if pulang else None,
            "asal": sidik_waktu(peserta),
        }
        return cls(initial=awal, peserta=peserta)

    def kiriman_baru(self, data: Mapping[str, str]) -> Self:
        """The same typing against the row as it is now: sending it again is meant so."""
        return type(self)(dict(data.items()) | {"asal": self.tersimpan}, peserta=self.peserta)

    @property
    def basi(self) -> bool:
        return self.cleaned_data["asal"] not in (self.tersimpan, "")

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        hari = timezone.localtime(self.peserta.hadir_pada).date()
        lama = {
            "hadir": (self.peserta.hadir_pada, "hadir_pukul"),
            "pulang": (self.peserta.pulang_pada, "pulang_pukul"),
        }
        for nama, (saat, medan) in lama.items():
            pukul = isi.get(medan)
            baru = pukul and datetime.combine(hari, pukul, tzinfo=waktu.ZONA)
            if baru and saat and waktu.jam(baru) == waktu.jam(saat):
                baru = saat  # the seconds, which nobody typed, stay
            if baru and baru > timezone.now() + SELISIH_JAM:
                self.add_error(medan, "Jam ini belum terjadi.")
            isi[nama] = baru
        if isi["hadir"] and isi["pulang"] and isi["pulang"] < isi["hadir"]:
            self.add_error("pulang_pukul", "Waktu pulang tidak boleh sebelum waktu hadir.")
        return isi


def sidik_waktu(peserta: Peserta) -> str:
    pulang = waktu.jam(peserta.pulang_pada) if peserta.pulang_pada else ""
    return f"{waktu.jam(peserta.hadir_pada)}|{pulang}"


class SaringOrang(forms.Form):
    """Which people of the list; what is not known is left out."""

    saring = forms.ChoiceField(
        label="Yang tampil",
        required=False,
        choices=[
            ("", "Semua orang"),
            ("belum", "Belum dicocokkan"),
            ("susulan", "Ditambahkan sesudah sesi"),
            ("batal", "Dibatalkan"),
        ],
    )
    opd = forms.TypedChoiceField(label="OPD", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, agenda: list[Agenda], **lain: Any) -> None:
        super().__init__(*args, **lain)
        pilihan = [(a.pk, a.opd.singkatan or a.nama) for a in agenda]
        self.fields["opd"].choices = [("", "Semua OPD"), *pilihan, (0, "Tamu")]

    def pilihan(self) -> tuple[str, int | None]:
        self.is_valid()
        return self.cleaned_data.get("saring", ""), self.cleaned_data.get("opd")
