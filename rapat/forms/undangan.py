"""The letter of invitation as it is typed: number, date, words, and when the work pages close."""

from datetime import datetime
from typing import Any, Self

from django import forms
from django.utils import timezone

from capaian.forms.isian import MedanTeks
from konsolidasi.inti import waktu
from rapat.forms.kesepakatan import teks_pendek
from rapat.forms.tindak_lanjut import medan_tanggal
from rapat.models import Undangan
from rapat.pilihan import SifatSurat

BENTUK_JAM = ["%H:%M", "%H.%M", "%H:%M:%S"]
MEDAN = ("nomor", "tanggal", "sifat", "lampiran", "hal", "acara", "isi_pembuka", "catatan")


def teks_panjang(label: str, *, panjang: int, baris: int, bantuan: str) -> MedanTeks:
    medan = MedanTeks(panjang=panjang)
    medan.label, medan.help_text = label, bantuan
    medan.widget = forms.Textarea(attrs={"rows": baris})
    return medan


class FormUndangan(forms.Form):
    nomor = teks_pendek(
        "Nomor",
        panjang=100,
        bantuan="Dari buku agenda surat, misalnya 000.1.5/12/Bapperida/2026.",
    )
    tanggal = medan_tanggal("Tanggal surat")
    sifat = forms.ChoiceField(
        label="Sifat",
        choices=SifatSurat.choices,
        error_messages={
            "required": "Pilih sifatnya.",
            "invalid_choice": "Pilihan ini tidak dikenal. Pilih dari daftarnya.",
        },
    )
    lampiran = teks_pendek("Lampiran", panjang=100, bantuan="Misalnya 1 (satu) berkas.")
    hal = teks_pendek("Hal", panjang=200, wajib="Isi hal surat.")
    acara = teks_pendek("Acara", panjang=300, bantuan="Kosong berarti nama sesi.")
    isi_pembuka = teks_panjang(
        "Alinea pembuka", panjang=2000, baris=3, bantuan="Kosong berarti kalimat yang biasa."
    )
    catatan = teks_panjang(
        "Yang perlu dibawa", panjang=2000, baris=2, bantuan="Tercetak di bawah acara."
    )
    tutup_tanggal = medan_tanggal("Halaman kerja OPD ditutup")
    tutup_jam = forms.TimeField(
        label="Pukul (WIB)",
        input_formats=BENTUK_JAM,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "invalid": "Jam tidak dikenal. Tulis seperti 16.00.",
            "required": "Isi jamnya.",
        },
    )
    dilihat = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        self.fields["tanggal"].required = False

    @classmethod
    def dari(cls, surat: Undangan) -> Self:
        tutup = timezone.localtime(surat.tutup_pada, waktu.ZONA) if surat.tutup_pada else None
        awal = {nama: getattr(surat, nama) for nama in MEDAN}
        return cls(
            initial=awal
            | {
                "tutup_tanggal": tutup.date() if tutup else None,
                "tutup_jam": tutup.time() if tutup else None,
                "dilihat": tanda(surat),
            }
        )

    def clean_dilihat(self) -> datetime | None:
        """What is no moment is none: the letter of somebody who never saw a stored one."""
        try:
            return datetime.fromisoformat(self.cleaned_data["dilihat"])
        except ValueError:
            return None

    def isi(self) -> dict[str, Any]:
        """What simpan_undangan takes."""
        bersih = self.cleaned_data
        tutup = datetime.combine(bersih["tutup_tanggal"], bersih["tutup_jam"], waktu.ZONA)
        return {nama: bersih[nama] for nama in MEDAN} | {"tutup_pada": tutup}


def tanda(surat: Undangan | None) -> str:
    """The moment of the stored letter; "" while there is none."""
    return surat.diubah_pada.isoformat() if surat and surat.pk else ""
