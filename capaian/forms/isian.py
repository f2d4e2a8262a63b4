"""One posted row of Isian Saya. Nothing typed is lost: the texts stay available as they came."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from capaian.forms.nilai import urai_realisasi
from capaian.layar.isian_medan import (
    BUKAN_BARIS,
    JAWABAN,
    MEDAN,
    TANDA,
    Balasan,
    sidik,
    susun_galat,
)
from capaian.models import Indikator, Periode, Realisasi
from capaian.pilihan import KeadaanNilai, StatusData
from konsolidasi.inti import angka
from konsolidasi.inti.angka import AngkaDuaArti
from konsolidasi.inti.galat import GalatDomain

VERSI_TERBESAR = 10**9
JAWAB = "jawab"
# Beyond 15 digits nothing is a primary key.
NAMA_BERNOMOR = re.compile(rf"(?:aksi|{'|'.join((*MEDAN, *BUKAN_BARIS))})-([0-9]{{1,15}})")
NAMA_DI_MODEL = {
    "pendorong": "faktor_pendorong",
    "penghambat": "faktor_penghambat",
    "akar": "akar_masalah",
    "tanggal": "data_tanggal",
}
LANGSUNG = ("pendorong", "penghambat", "akar", "sumber", "tanggal", "status_data", "anggaran")
TIDAK_DIKENAL = "Pilihan ini tidak dikenal. Pilih dari daftarnya."


def tanpa_kendali(teks: str) -> None:
    if any(unicodedata.category(huruf) == "Cc" and huruf not in "\n\t" for huruf in teks):
        raise ValidationError("Ada karakter yang tidak terbaca. Hapus lalu ketik ulang.")


class MedanTeks(forms.CharField):
    """Text of people: one kind of line end, no control characters, a length said in words."""

    def __init__(self, *, panjang: int) -> None:
        super().__init__(required=False)
        self.panjang = panjang
        self.validators = [tanpa_kendali, self.batasi]

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")

    def batasi(self, teks: str) -> None:
        if len(teks) > self.panjang:
            batas, ada = angka.tulis(Decimal(self.panjang), 0), angka.tulis(Decimal(len(teks)), 0)
            raise ValidationError(f"Paling banyak {batas} huruf; ini {ada}. Singkatkan.")


class MedanAngka(forms.CharField):
    """Kept as typed; the indikator decides in clean() how it is read."""

    def __init__(self) -> None:
        super().__init__(required=False)
        self.validators = []


@dataclass(frozen=True, slots=True)
class Kiriman:
    """What a posted page says about one row, not yet read as numbers and dates."""

    ketikan: Mapping[str, str]
    aksi: str
    asal: str
    versi: int

    @property
    def disentuh(self) -> bool:
        """Whether the person changed the row; a row without fingerprint counts as changed."""
        if not self.ketikan.keys() - set(BUKAN_BARIS) or self.aksi == "buang":
            return False
        if (self.aksi and not self.menjawab) or not self.asal:
            return True
        return self.asal != sidik(self.ketikan)

    @property
    def jawaban(self) -> str:
        return self.ketikan.get(JAWABAN, "").strip()

    @property
    def menjawab(self) -> bool:
        """The button "Jawab dan ajukan lagi" of this row was pressed."""
        return self.aksi == JAWAB


def urai_kiriman(kiriman: Mapping[str, str], pk: int) -> Kiriman:
    akhiran = f"-{pk}"
    nama = (*MEDAN, *BUKAN_BARIS)
    ketikan = {n: kiriman[n + akhiran] for n in nama if n + akhiran in kiriman}
    aksi, _, isi_aksi = kiriman.get(f"aksi{akhiran}", "").partition(":")
    versi = kiriman.get(f"versi{akhiran}", "")
    if aksi == "arti":
        ketikan["nilai"] = isi_aksi
    if aksi == "timpa":
        versi = isi_aksi
    return Kiriman(ketikan, aksi, kiriman.get(f"asal{akhiran}", ""), _versi(versi))


class FormBaris(forms.Form):
    nilai = MedanAngka()
    keadaan = forms.ChoiceField(
        choices=[("", ""), *((k.value, k.label) for k in TANDA)],
        required=False,
        error_messages={"invalid_choice": TIDAK_DIKENAL},
    )
    alasan = MedanTeks(panjang=300)
    anggaran = MedanAngka()
    pendorong = MedanTeks(panjang=2000)
    penghambat = MedanTeks(panjang=2000)
    akar = MedanTeks(panjang=2000)
    jawaban = MedanTeks(panjang=2000)
    sumber = MedanTeks(panjang=200)
    tanggal = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": "Tanggal tidak dikenal. Tulis seperti 31-12-2025."},
    )
    status_data = forms.ChoiceField(
        choices=StatusData.choices,
        required=False,
        error_messages={"invalid_choice": TIDAK_DIKENAL},
    )

    def __init__(
        self, kiriman: Mapping[str, str], *, indikator: Indikator, periode: Periode
    ) -> None:
        """`kiriman` holds the names of the page: nilai-12, versi-12, aksi-12 …"""
        self.kiriman = urai_kiriman(kiriman, indikator.pk)
        self.indikator = indikator
        self.periode = periode
        self.dua_arti: tuple[str, ...] = ()
        super().__init__(self.kiriman.ketikan)

    @property
    def ketikan(self) -> Mapping[str, str]:
        return self.kiriman.ketikan

    def sama_dengan(self, realisasi: Realisasi) -> bool:
        """Whether exactly this is stored already: the answer to an earlier save was lost.

        After is_valid(). Values are compared and not texts: 71,5 is stored as 71,50.
        """
        return all(getattr(realisasi, nama) == nilai for nama, nilai in self.isi().items())

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        self._urai_nilai(isi)
        self._urai_anggaran(isi)
        return isi

    def isi(self) -> dict[str, Any]:
        """Fields for layanan.simpan_realisasi; only those that were posted. After is_valid()."""
        bersih = self.cleaned_data
        hasil = {NAMA_DI_MODEL.get(n, n): bersih[n] for n in LANGSUNG if n in self.ketikan}
        if not hasil.get("status_data"):
            hasil.pop("status_data", None)
        if not self.indikator.berpagu:
            hasil.pop("anggaran", None)
        if "nilai" in self.ketikan or "keadaan" in self.ketikan:
            hasil |= {n: bersih[n] for n in ("nilai", "predikat", "keadaan", "alasan")}
        return hasil

    def balasan(self, **lain: Any) -> Balasan:
        """The row as it goes back to the person, with what is wrong beside each field."""
        galat = {nama: " ".join(pesan) for nama, pesan in self.errors.items()}
        return Balasan(
            ketikan=self.ketikan,
            galat=susun_galat(galat),
            dua_arti=self.dua_arti,
            versi=self.kiriman.versi,
            asal=self.kiriman.asal,
            **lain,
        )

    def _urai_nilai(self, isi: dict[str, Any]) -> None:
        teks = isi.get("nilai", "")
        isi["nilai"] = isi["predikat"] = None
        try:
            isi["nilai"], isi["predikat"] = urai_realisasi(teks, self.indikator)
        except AngkaDuaArti as galat:
            self.dua_arti = tuple(polos(arti) for arti in reversed(galat.arti))
            self.add_error("nilai", galat.pesan)
        except GalatDomain as galat:
            self.add_error("nilai", galat.pesan)
        if not self.has_error("nilai"):
            self._tentukan_keadaan(isi)

    def _tentukan_keadaan(self, isi: dict[str, Any]) -> None:
        tanda, alasan = isi.get("keadaan", ""), isi.get("alasan", "")
        if isi["nilai"] is not None or isi["predikat"] is not None:
            if tanda and not self._sudah_bertanda(tanda):
                self.add_error("keadaan", "Kosongkan angkanya bila memang tidak ada data.")
                return
            isi |= {"keadaan": KeadaanNilai.NILAI, "alasan": ""}
        elif tanda:
            if tanda == KeadaanNilai.TIDAK_BERLAKU and not alasan and "alasan" not in self.errors:
                self.add_error("alasan", "Sebutkan mengapa indikator ini tidak berlaku.")
            isi |= {"keadaan": tanda, "alasan": alasan}
        else:
            isi |= {"keadaan": KeadaanNilai.KOSONG, "alasan": ""}

    def _sudah_bertanda(self, tanda: str) -> bool:
        """A number typed into a row that was marked before simply replaces the mark. One query."""
        baris = Realisasi.objects.filter(indikator=self.indikator, periode=self.periode)
        return baris.filter(keadaan=tanda).exists()

    def _urai_anggaran(self, isi: dict[str, Any]) -> None:
        teks = isi.get("anggaran", "").strip()
        isi["anggaran"] = None
        # Money: written with Rp, dots can only be thousands.
        rupiah = teks if not teks or teks.casefold().startswith("rp") else f"Rp {teks}"
        try:
            isi["anggaran"] = angka.urai(rupiah, desimal=2)
        except GalatDomain as galat:
            self.add_error("anggaran", galat.pesan)
            return
        if isi["anggaran"] is not None and isi["anggaran"] < 0:
            self.add_error("anggaran", "Realisasi anggaran tidak boleh negatif.")


class FormKembali(forms.Form):
    """The sentence with which the kepala gives a row back."""

    kembali = MedanTeks(panjang=2000)


def nomor_baris(kiriman: Mapping[str, str]) -> set[int]:
    """Primary keys of the indikator whose rows a posted page carries."""
    return {int(cocok[1]) for nama in kiriman if (cocok := NAMA_BERNOMOR.fullmatch(nama))}


def polos(nilai: Decimal) -> str:
    """Without thousands, so that it has one meaning: 1184 and 1,184."""
    return f"{nilai:f}".replace(".", ",")


def _versi(teks: str) -> int:
    """What cannot be a number of a version is 0: a row that nobody had saved yet."""
    versi = int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 11 else 0
    return min(versi, VERSI_TERBESAR)
