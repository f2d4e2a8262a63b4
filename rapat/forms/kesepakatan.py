"""What a meeting types: one decision, who was there, the berita acara that puts it in force."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django import forms
from django.utils import timezone

from capaian.forms.isian import MedanAngka, MedanTeks, polos
from capaian.forms.nilai import urai_target
from capaian.layanan.target import IsiTarget
from capaian.models import Indikator
from konsolidasi.inti import waktu
from konsolidasi.inti.angka import AngkaDuaArti
from konsolidasi.inti.galat import GalatDomain
from rapat.layar.ketikan import MEDAN, Balasan, baca_versi, sidik, susun_galat
from rapat.models import Kehadiran, Kesepakatan, Sesi
from rapat.pilihan import DISEPAKATI, KeadaanHadir, Putusan


class FormKesepakatan(forms.Form):
    """One posted row of the sesi table. The texts stay available as they came."""

    target = MedanAngka()
    putusan = forms.ChoiceField(
        choices=Putusan.choices,
        error_messages={
            "invalid_choice": "Putusan ini tidak dikenal. Pilih dari daftarnya.",
            "required": "Pilih putusannya.",
        },
    )
    catatan = MedanTeks(panjang=2000)

    def __init__(self, kiriman: Mapping[str, str], *, indikator: Indikator) -> None:
        """`kiriman` holds the names of the page: target-12, putusan-12, versi-12, aksi-12 …"""
        akhiran = f"-{indikator.pk}"
        self.ketikan = {n: kiriman[n + akhiran] for n in MEDAN if n + akhiran in kiriman}
        self.aksi, _, isi_aksi = kiriman.get(f"aksi{akhiran}", "").partition(":")
        self.asal = kiriman.get(f"asal{akhiran}", "")
        self.versi = baca_versi(kiriman.get(f"versi{akhiran}", ""))
        if self.aksi == "arti":
            self.ketikan["target"] = isi_aksi
        if self.aksi == "timpa":
            self.versi = baca_versi(isi_aksi)
        self.indikator = indikator
        self.dua_arti: tuple[str, ...] = ()
        super().__init__(self.ketikan)

    @property
    def disentuh(self) -> bool:
        """Whether the person changed the row; a row without fingerprint counts as changed."""
        if not self.ketikan or self.aksi == "buang":
            return False
        return bool(self.aksi) or not self.asal or self.asal != sidik(self.ketikan)

    def sama_dengan(self, kesepakatan: Kesepakatan) -> bool:
        """Whether exactly this is stored already: the answer to an earlier save was lost."""
        isi = self.cleaned_data
        target = isi["target"].sebagai_medan() if isi["target"] else {}
        return (
            kesepakatan.putusan == isi["putusan"]
            and kesepakatan.catatan == isi["catatan"]
            and all(
                getattr(kesepakatan, nama) == target.get(nama)
                for nama in ("nilai", "batas_bawah", "batas_atas", "predikat")
            )
        )

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        target = self._urai_target(isi.get("target", ""))
        if "target" not in self.errors:
            isi["target"] = target
            if isi.get("putusan") in DISEPAKATI and target is None:
                self.add_error("target", "Tulis target yang disepakati.")
        if "catatan" not in self.errors and not isi["catatan"]:
            if isi.get("putusan") == Putusan.DENGAN_CATATAN:
                self.add_error("catatan", "Tulis catatannya: apa yang disepakati bersyarat.")
            elif isi.get("putusan") == Putusan.DITUNDA:
                self.add_error("catatan", "Tulis mengapa ditunda.")
        return isi

    def _urai_target(self, teks: str) -> IsiTarget | None:
        try:
            return urai_target(teks, self.indikator)
        except AngkaDuaArti as galat:
            self.dua_arti = tuple(
                teks.replace(galat.teks, polos(arti), 1) for arti in reversed(galat.arti)
            )
            self.add_error("target", galat.pesan)
        except GalatDomain as galat:
            self.add_error("target", galat.pesan)
        return None

    def balasan(self, *, baris: str = "", **lain: Any) -> Balasan:
        """The row as it goes back to the person, with what is wrong beside each field."""
        galat = {nama: " ".join(pesan) for nama, pesan in self.errors.items()}
        return Balasan(
            ketikan=self.ketikan,
            galat=susun_galat(galat | {"baris": baris}),
            dua_arti=self.dua_arti,
            versi=self.versi,
            **lain,
        )


def teks_pendek(label: str, *, panjang: int, bantuan: str = "", wajib: str = "") -> MedanTeks:
    medan = MedanTeks(panjang=panjang)
    medan.label, medan.help_text = label, bantuan
    if wajib:
        medan.required = True
        medan.error_messages["required"] = wajib
    medan.widget.attrs["maxlength"] = str(panjang)
    return medan


class FormKehadiran(forms.Form):
    """Attendance of one OPD."""

    keadaan = forms.ChoiceField(
        label="Kehadiran",
        choices=KeadaanHadir.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih kehadirannya.",
            "invalid_choice": "Pilihan ini tidak dikenal. Pilih dari daftarnya.",
        },
    )
    nama = teks_pendek("Nama yang hadir", panjang=150)
    jabatan = teks_pendek("Jabatan", panjang=150)
    surat_tugas = teks_pendek("Nomor surat tugas", panjang=100, bantuan="Bila diwakili.")

    @classmethod
    def dari(cls, kehadiran: Kehadiran | None) -> Self:
        """The form as it stands; nothing is chosen while nobody recorded it."""
        medan = ("keadaan", "nama", "jabatan", "surat_tugas")
        return cls(initial={n: getattr(kehadiran, n) for n in medan} if kehadiran else None)

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if isi.get("keadaan") == KeadaanHadir.DIWAKILI:
            for nama, kata in (("nama", "nama"), ("jabatan", "jabatan")):
                if not isi.get(nama) and nama not in self.errors:
                    self.add_error(nama, f"Tulis {kata} yang mewakili.")
        return isi


class FormPenetapan(forms.Form):
    """Number and date of the berita acara, typed by a person, never invented."""

    nomor = teks_pendek(
        "Nomor berita acara",
        panjang=100,
        bantuan="Seperti tercetak, misalnya 000.7/12/Bapperida/2026.",
        wajib="Isi nomor berita acara.",
    )
    tanggal = forms.DateField(
        label="Tanggal berita acara",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        help_text="Target yang disepakati berlaku sejak tanggal ini.",
        error_messages={
            "invalid": "Tanggal tidak dikenal. Tulis seperti 21-01-2026.",
            "required": "Isi tanggal berita acara.",
        },
    )
    tunda_sisanya = forms.BooleanField(required=False)

    def __init__(self, *args: Any, sesi: Sesi, sisa: int, **kwargs: Any) -> None:
        """`sisa`: how many indikator of the sesi are undecided."""
        super().__init__(*args, **kwargs)
        self.sesi, self.sisa = sesi, sisa
        if sisa:
            label = f"Tandai {sisa} indikator yang belum diputuskan sebagai ditunda"
            self.fields["tunda_sisanya"].label = label
        else:
            del self.fields["tunda_sisanya"]

    def clean_tanggal(self) -> date:
        tanggal, sesi = self.cleaned_data["tanggal"], self.sesi
        if tanggal > timezone.localdate():
            raise forms.ValidationError("Tanggal berita acara belum terjadi.")
        if tanggal < sesi.tanggal:
            saat = waktu.tanggal(sesi.tanggal)
            raise forms.ValidationError(f"Berita acara tidak mungkin sebelum sesi, {saat}.")
        if tanggal.year > sesi.rapat.tahun_target_id:
            tahun = sesi.rapat.tahun_target_id
            raise forms.ValidationError(f"Target {tahun} harus berlaku sebelum {tahun} berakhir.")
        return tanggal

    def clean_tunda_sisanya(self) -> bool:
        if not self.cleaned_data["tunda_sisanya"]:
            raise forms.ValidationError(
                f"{self.sisa} indikator belum diputuskan. Putuskan dahulu, atau beri tanda di sini."
            )
        return True
