"""New targets for many indikator at once, with the reason and the document they share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinLengthValidator, RegexValidator

from capaian.forms.nilai import urai_target
from capaian.layanan.target import Dokumen, IsiTarget, PerubahanTarget
from capaian.layar.indikator import tulis_target
from capaian.layar.target import BarisPeriksa, BarisTarget, susun_periksa
from capaian.models import Target
from capaian.pilihan import SumberTarget
from konsolidasi.inti import angka, waktu
from konsolidasi.inti.angka import AngkaDuaArti, AngkaSalah
from konsolidasi.inti.waktu import Triwulan

ALASAN_TERPENDEK = 10
NILAI, VERSI = "nilai-", "versi-"
# What the meeting agreed comes from the meeting, never from this table.
SUMBER = [s for s in SumberTarget.choices if s[0] != SumberTarget.KESEPAKATAN]
_TERLIHAT = RegexValidator(
    r"\A[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*\Z",
    "Ada karakter yang tidak terlihat di teks ini. Hapus, lalu ketik ulang.",
)


class _Tanggal(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DasarForm(forms.Form):
    """Why and by which document; one for the whole batch."""

    alasan = forms.CharField(
        label="Alasan perubahan",
        max_length=500,
        validators=[
            MinLengthValidator(
                ALASAN_TERPENDEK, f"Tulis alasannya, paling sedikit {ALASAN_TERPENDEK} huruf."
            ),
            _TERLIHAT,
        ],
        error_messages={"required": "Tulis alasan perubahan ini."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sumber = forms.ChoiceField(label="Sumber", choices=SUMBER, initial=SumberTarget.PERUBAHAN)
    acuan = forms.CharField(
        label="Dokumen dan nomornya",
        max_length=200,
        validators=[_TERLIHAT],
        error_messages={"required": "Sebutkan dokumen dan nomornya."},
        help_text="Misalnya: Perubahan Renja 2026, nomor 050/112/2026.",
    )
    dokumen_tanggal = forms.DateField(label="Tanggal dokumen", required=False, widget=_Tanggal())
    mulai = forms.DateField(
        label="Berlaku mulai",
        widget=_Tanggal(),
        error_messages={"required": "Pilih tanggal mulai berlakunya."},
    )

    def __init__(self, data: Any = None, *, tahun: int, hari_ini: date) -> None:
        akhir = Triwulan(tahun, 4).akhir
        super().__init__(data, auto_id="dasar_%s", initial={"mulai": min(hari_ini, akhir)})
        self.akhir = akhir

    def clean_mulai(self) -> date:
        mulai = self.cleaned_data["mulai"]
        if mulai > self.akhir:
            raise forms.ValidationError(
                f"Paling lambat {waktu.tanggal(self.akhir)}, supaya masih berlaku pada tahunnya."
            )
        return mulai

    def dokumen(self) -> Dokumen:
        isi = self.cleaned_data
        return Dokumen(SumberTarget(isi["sumber"]), isi["acuan"], isi["dokumen_tanggal"])


@dataclass
class KetikanTarget:
    """One row as typed: what it means, or why it means nothing; `dilihat` is the version seen."""

    baris: BarisTarget
    teks: str = ""
    dilihat: int | None = None
    isi: IsiTarget | None = None
    galat: str = ""
    arti: tuple[tuple[str, str], ...] = ()
    bentrok: bool = False

    @property
    def yang_dilihat(self) -> Target | None:
        return self.baris.versi_nomor(self.dilihat)

    @property
    def yang_dilihat_teks(self) -> str:
        return tulis_target(self.yang_dilihat, self.baris.indikator)

    @property
    def berubah(self) -> bool:
        return self.isi is not None and not self.isi.sama_dengan(self.baris.berlaku)


class LembarTarget:
    """The table as it was sent. An empty cell, and the value already in force, change nothing."""

    def __init__(
        self,
        baris: Iterable[BarisTarget],
        *,
        tahun: int,
        hari_ini: date,
        data: Mapping[str, str] | None = None,
    ) -> None:
        self.dasar = DasarForm(data, tahun=tahun, hari_ini=hari_ini)
        self.ketikan = [_urai(satu, data) for satu in baris]

    @property
    def berubah(self) -> list[KetikanTarget]:
        return [k for k in self.ketikan if k.berubah]

    @property
    def bentrok(self) -> list[KetikanTarget]:
        return [k for k in self.ketikan if k.bentrok]

    @property
    def bergalat(self) -> list[KetikanTarget]:
        return [k for k in self.ketikan if k.galat]

    @property
    def sama(self) -> int:
        """Cells that repeat the target in force."""
        return sum(1 for k in self.ketikan if k.isi is not None and not k.berubah)

    def sah(self) -> bool:
        """No error in any cell nor in the reason, and at least one change."""
        dasar_sah = self.dasar.is_valid()
        if dasar_sah and (pesan := self._terlalu_awal()):
            self.dasar.add_error("mulai", pesan)
            dasar_sah = False
        return dasar_sah and not self.bergalat and bool(self.berubah)

    def _terlalu_awal(self) -> str:
        mulai = self.dasar.cleaned_data["mulai"]
        kelak = [
            (k.baris.berlaku.mulai, k.baris.indikator.kode)
            for k in self.berubah
            if k.baris.berlaku and k.baris.berlaku.mulai > mulai
        ]
        if not kelak:
            return ""
        sejak, kode = max(kelak)
        return (
            f"Target {kode} yang terakhir berlaku mulai {waktu.tanggal(sejak)}."
            " Pilih tanggal itu atau sesudahnya."
        )

    def periksa(self) -> list[BarisPeriksa]:
        return [susun_periksa(k.baris, k.isi, k.teks) for k in self.berubah]

    def perubahan(self) -> Sequence[PerubahanTarget]:
        alasan = self.dasar.cleaned_data["alasan"]
        return [
            PerubahanTarget(k.baris.indikator, k.isi, k.dilihat, True, alasan) for k in self.berubah
        ]


def _urai(baris: BarisTarget, data: Mapping[str, str] | None) -> KetikanTarget:
    pk = baris.indikator.pk
    if data is None:
        ketikan = KetikanTarget(baris)
        ketikan.dilihat = baris.nomor
        return ketikan
    teks, versi = data.get(f"{NILAI}{pk}", ""), data.get(f"{VERSI}{pk}", "")
    dilihat = int(versi) if versi.isascii() and versi.isdigit() and len(versi) < 6 else None
    ketikan = KetikanTarget(baris, teks[: angka.PANJANG_TEKS_RENTANG + 1], dilihat)
    try:
        ketikan.isi = urai_target(teks, baris.indikator)
    except AngkaDuaArti as galat:
        ketikan.galat = galat.pesan
        ketikan.arti = tuple(
            (ketikan.teks.replace(galat.teks, jelas), jelas) for jelas in dua_arti(galat)
        )
    except AngkaSalah as galat:
        ketikan.galat = galat.pesan
    ketikan.bentrok = bool(teks.strip()) and dilihat != baris.nomor
    return ketikan


def dua_arti(galat: AngkaDuaArti) -> tuple[str, str]:
    """The two meanings written so that they cannot be misread: 1184 and 1,184."""
    ribuan, pecahan = galat.arti
    return f"{ribuan:f}", f"{pecahan:f}".replace(".", ",")
