"""One target with its quarters and pagu, and the reason and document of the change."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import cached_property

from capaian.forms.nilai import urai_target
from capaian.forms.target import DasarForm, dua_arti
from capaian.layanan.target import IsiTarget, PerubahanTarget, RincianTarget
from capaian.layar.indikator import tulis_target
from capaian.layar.target import BarisTarget
from capaian.layar.target_ubah import SEMUA_TRIWULAN, isi_awal, sama_dengan
from capaian.models import Target
from konsolidasi.inti import angka, waktu
from konsolidasi.inti.angka import AngkaDuaArti, AngkaSalah
from konsolidasi.inti.waktu import ROMAWI

DESIMAL_PAGU = 2


class MedanAngka(forms.CharField):
    """A number as typed. The form reads it: what it may hold depends on the indikator."""

    def __init__(self, **lain: Any) -> None:
        # One more than can be read: longer text is refused by the reader, in its own words.
        lain.setdefault("max_length", angka.PANJANG_TEKS_RENTANG + 1)
        super().__init__(required=False, **lain)


class FormUbah(DasarForm):
    """`arti`: field name to the two meanings of what was typed there."""

    nilai = MedanAngka(label="Target setahun")
    tw1 = MedanAngka(label=f"TW {ROMAWI[0]}")
    tw2 = MedanAngka(label=f"TW {ROMAWI[1]}")
    tw3 = MedanAngka(label=f"TW {ROMAWI[2]}")
    tw4 = MedanAngka(label=f"TW {ROMAWI[3]}")
    pagu = MedanAngka(label="Pagu (Rp)")
    versi = forms.CharField(required=False, max_length=6, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, str] | None = None, *, baris: BarisTarget, hari_ini: date
    ) -> None:
        super().__init__(data, tahun=baris.tahun, hari_ini=hari_ini)
        self.baris = baris
        self.arti: dict[str, tuple[tuple[str, str], ...]] = {}
        self.initial |= isi_awal(baris) | {"versi": baris.nomor or ""}
        if baris.berlaku is not None:
            self.initial["mulai"] = max(self.initial["mulai"], baris.berlaku.mulai)

    @property
    def angka_triwulan(self) -> list[forms.BoundField]:
        return [self[f"tw{n}"] for n in SEMUA_TRIWULAN]

    @cached_property
    def dilihat(self) -> Target | None:
        """The version this person saw; also when the rest of the form is wrong."""
        return self.baris.versi_nomor(self._nomor)

    @property
    def dilihat_teks(self) -> str:
        return tulis_target(self.dilihat, self.baris.indikator)

    @cached_property
    def bentrok(self) -> bool:
        return self.is_bound and self._nomor != self.baris.nomor

    @cached_property
    def _nomor(self) -> int | None:
        teks = self.data.get("versi", "") if self.is_bound else str(self.baris.nomor or "")
        return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 6 else None

    @property
    def isi(self) -> IsiTarget:
        return self.cleaned_data["nilai"]

    @property
    def rincian(self) -> RincianTarget:
        semua = {n: self.cleaned_data[f"tw{n}"] for n in SEMUA_TRIWULAN}
        return RincianTarget(
            {n: isi for n, isi in semua.items() if isi is not None}, self.cleaned_data["pagu"]
        )

    def perubahan(self) -> PerubahanTarget:
        return PerubahanTarget(
            self.baris.indikator,
            self.isi,
            self._nomor,
            True,
            self.cleaned_data["alasan"],
            self.rincian,
        )

    def clean_pagu(self) -> Decimal | None:
        pagu = self._angka("pagu", lambda teks: angka.urai(teks, desimal=DESIMAL_PAGU))
        if pagu is not None and pagu < 0:
            raise forms.ValidationError("Pagu tidak boleh negatif.")
        return pagu

    def clean_nilai(self) -> IsiTarget:
        isi = self._target("nilai")
        if isi is None:
            raise forms.ValidationError("Tulis target setahun.")
        return isi

    def clean_tw1(self) -> IsiTarget | None:
        return self._target("tw1")

    def clean_tw2(self) -> IsiTarget | None:
        return self._target("tw2")

    def clean_tw3(self) -> IsiTarget | None:
        return self._target("tw3")

    def clean_tw4(self) -> IsiTarget | None:
        return self._target("tw4")

    def clean_mulai(self) -> date:
        mulai = super().clean_mulai()
        berlaku = self.baris.berlaku
        if berlaku is not None and berlaku.mulai > mulai:
            raise forms.ValidationError(
                f"Versi terakhir berlaku mulai {waktu.tanggal(berlaku.mulai)}."
                " Pilih tanggal itu atau sesudahnya."
            )
        return mulai

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if not self.errors and not self.bentrok and self._terulang():
            raise forms.ValidationError(
                "Tidak ada yang berubah: angka, dokumen, dan tanggal berlakunya sama dengan versi"
                " yang berlaku sekarang."
            )
        return isi

    def sudah_tersimpan(self, oleh: int) -> bool:
        """The same person sent the same form twice: the version in force is this very one."""
        if not self.bentrok or not self.is_valid():
            return False
        berlaku = self.baris.berlaku
        return berlaku is not None and berlaku.ditetapkan_oleh_id == oleh and self._terulang()

    def _terulang(self) -> bool:
        """The same figures from the same document are there; the same figures alone may be new."""
        berlaku, dokumen = self.baris.berlaku, self.dokumen()
        return sama_dengan(berlaku, self.isi, self.rincian) and (
            (berlaku.sumber, berlaku.acuan, berlaku.dokumen_tanggal, berlaku.mulai)
            == (dokumen.sumber, dokumen.acuan, dokumen.tanggal, self.cleaned_data["mulai"])
        )

    def _target(self, nama: str) -> IsiTarget | None:
        return self._angka(nama, lambda teks: urai_target(teks, self.baris.indikator))

    def _angka(self, nama: str, urai: Any) -> Any:
        teks = self.cleaned_data[nama]
        try:
            return urai(teks)
        except AngkaDuaArti as galat:
            self.arti[nama] = tuple(
                (teks.replace(galat.teks, jelas), jelas) for jelas in dua_arti(galat)
            )
            raise forms.ValidationError(galat.pesan) from None
        except AngkaSalah as galat:
            raise forms.ValidationError(galat.pesan) from None
