"""What the room says about one finding of keselarasan, on the run sheet."""

from collections.abc import Mapping
from typing import Any

from django import forms

from capaian.forms.isian import MedanTeks
from rapat.forms.tindak_lanjut import medan_tanggal
from rapat.layanan.temuan_sesi import PANJANG_ALASAN, IsiPutusan, TemuanButir
from rapat.layar.ketikan import baca_versi
from rapat.layar.temuan_sesi import MEDAN, BalasanTemuan, teks_medan
from rapat.models import PutusanTemuan
from rapat.pilihan import HasilTemuan

PANJANG = 400


class FormTemuan(forms.Form):
    """One posted finding: putusan-t12, alasan-t12, batas-t12, versi-t12, sidik-t12, aksi-t12."""

    putusan = forms.ChoiceField(
        choices=HasilTemuan.choices,
        error_messages={
            "invalid_choice": "Putusan ini tidak dikenal. Pilih dari daftarnya.",
            "required": "Pilih putusannya.",
        },
    )
    alasan = MedanTeks(panjang=PANJANG)
    batas = medan_tanggal("Batas waktu")

    def __init__(self, kiriman: Mapping[str, str], *, pk: int) -> None:
        akhiran = f"-t{pk}"
        self.ketikan = {n: kiriman[n + akhiran] for n in MEDAN if n + akhiran in kiriman}
        self.aksi, _, isi_aksi = kiriman.get(f"aksi{akhiran}", "").partition(":")
        self.versi = baca_versi(
            isi_aksi if self.aksi == "timpa" else kiriman.get(f"versi{akhiran}", "")
        )
        self.sidik = kiriman.get(f"sidik{akhiran}", "")
        super().__init__(self.ketikan)
        self.fields["batas"].required = self.ketikan.get("putusan") == HasilTemuan.TINDAK_LANJUT
        self.fields["batas"].error_messages["required"] = "Isi batas waktunya."

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        alasan = " ".join(isi.get("alasan", "").split())
        isi["alasan"] = alasan
        if (
            "alasan" not in self.errors
            and isi.get("putusan") not in (None, HasilTemuan.BELUM)
            and len(alasan) < PANJANG_ALASAN
        ):
            self.add_error("alasan", "Tulis alasannya, minimal 10 huruf.")
        return isi

    @property
    def isi(self) -> IsiPutusan:
        return IsiPutusan(**{n: self.cleaned_data.get(n) for n in MEDAN})

    def berubah_dari(self, butir: TemuanButir) -> bool:
        """Whether the big form without JavaScript carries something new here."""
        if not self.ketikan or self.aksi == "buang":
            return False
        lama = teks_medan(butir.putusan)
        return any(" ".join(t.split()) != lama[n] for n, t in self.ketikan.items())

    def sama_dengan(self, lain: PutusanTemuan) -> bool:
        """Whether exactly this is stored already: the answer to an earlier save was lost."""
        batas = lain.tindak_lanjut.batas_tanggal if lain.tindak_lanjut else None
        isi = self.isi
        sama = (lain.putusan, lain.alasan) == (isi.putusan, isi.alasan)
        return sama and (isi.putusan != HasilTemuan.TINDAK_LANJUT or batas == isi.batas)

    def balasan(self, *, baris: str = "", medan: str = "", **lain: Any) -> BalasanTemuan:
        """`medan`: the field that `baris` belongs to, "" for the finding as a whole."""
        galat = {nama: " ".join(pesan) for nama, pesan in self.errors.items()}
        if baris:
            galat[medan if medan in MEDAN else "baris"] = baris
        return BalasanTemuan(ketikan=self.ketikan, galat=galat, versi=self.versi, **lain)
