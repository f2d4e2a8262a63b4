"""Filters of the findings, and what people write about one."""

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q, QuerySet

from capaian.forms.saring import SaringOpd, Tersembunyi, medan_per, medan_pilih
from capaian.keselarasan.aturan import ATURAN, BERAT, KELOMPOK
from capaian.models import Prioritas, StatusTemuan, Temuan
from capaian.models.keselarasan import TERBUKA
from capaian.querysets_temuan import ada_penjelasan
from konsolidasi.inti.kueri import kueri
from opd.models import Opd

SEMUA, TERJAWAB = "semua", "terjawab"
PANJANG_ALASAN = 10
URUT = ("-berat", "aturan", "judul", "pk")


@kueri
def _prioritas(*, tahun: int) -> QuerySet:
    berlaku = Prioritas.objects.filter(visi__tahun_mulai__lte=tahun, visi__tahun_selesai__gte=tahun)
    return berlaku.order_by("visi", "urutan", "pk")


class SaringTemuan(SaringOpd):
    """Without `status`: what still waits for a decision."""

    kelompok = medan_pilih("Jenis", [("", "Semua jenis"), *KELOMPOK.items()])
    aturan = medan_pilih(
        "Aturan", [("", "Semua aturan"), *((a.kode, a.label) for a in ATURAN.values())]
    )
    prioritas = medan_pilih("Prioritas")
    berat = medan_pilih("Bobot", [("", "Semua bobot"), *((str(n), k) for n, k in BERAT.items())])
    status = medan_pilih(
        "Keadaan",
        [
            ("", "Menunggu keputusan"),
            *StatusTemuan.choices[:3],
            (TERJAWAB, "Sudah dijelaskan OPD"),
            *StatusTemuan.choices[3:],
            (SEMUA, "Semua keadaan"),
        ],
    )
    per = medan_per()

    def __init__(self, data: Any, *, pengguna: AbstractBaseUser, tahun: int) -> None:
        data = data.copy()
        data["tahun"] = str(tahun)
        super().__init__(data, pengguna=pengguna)
        self.initial["tahun"] = str(tahun)
        self.fields["prioritas"].choices = [
            ("", "Semua prioritas"),
            *((str(p.pk), str(p)) for p in _prioritas(tahun=tahun)),
        ]
        # The tabs choose it; the form only carries it along.
        self.fields["kelompok"].widget = Tersembunyi()
        self.fields["cari"].label = "Cari judul, indikator, atau kode"
        self.fields["cari"].widget.attrs["placeholder"] = "Judul, indikator, kode"

    def saring_temuan(self, temuan: QuerySet[Temuan]) -> QuerySet[Temuan]:
        isi = self.isi
        temuan = self.tanpa_jenis(temuan)
        if isi["kelompok"]:
            kode = [a.kode for a in ATURAN.values() if a.kelompok == isi["kelompok"]]
            temuan = temuan.filter(aturan__in=kode)
        return temuan.order_by(*URUT)

    def tanpa_jenis(self, temuan: QuerySet[Temuan]) -> QuerySet[Temuan]:
        """Every filter but the tab, so that the tabs can be counted."""
        isi = self.isi
        for medan in ("aturan", "berat"):
            if isi[medan]:
                temuan = temuan.filter(**{medan: isi[medan]})
        if isi["prioritas"]:
            terkait = Temuan.objects.menyangkut(indikator__prioritas=isi["prioritas"])
            temuan = temuan.filter(
                Q(pk__in=terkait.order_by().values("pk")) | Q(kunci=f"tanpa_pj:{isi['prioritas']}")
            )
        if isi.get("klaster"):
            temuan = temuan.menyangkut(indikator__opd__klaster=isi["klaster"])
        if isi.get("opd"):
            temuan = temuan.menyangkut(indikator__opd=isi["opd"])
        temuan = _berkeadaan(temuan, isi["status"])
        if kata := isi["cari"].strip():
            bernama = Temuan.objects.menyangkut(indikator__nama__icontains=kata)
            berkode = Temuan.objects.menyangkut(indikator__kode__icontains=kata)
            temuan = temuan.filter(
                Q(judul__icontains=kata)
                | Q(pk__in=bernama.order_by().values("pk"))
                | Q(pk__in=berkode.order_by().values("pk"))
            )
        return temuan


def _berkeadaan(temuan: QuerySet[Temuan], status: str) -> QuerySet[Temuan]:
    if status == SEMUA:
        return temuan
    if status == TERJAWAB:
        return temuan.filter(ada_penjelasan(), status=StatusTemuan.JELASKAN)
    return temuan.filter(status=status) if status else temuan.filter(status__in=TERBUKA)


class FormPutusan(forms.Form):
    """One step with its reason; whether a reason is due, the step says."""

    langkah = forms.CharField(max_length=20)
    catatan = forms.CharField(
        label="Alasan",
        required=False,
        max_length=500,
        validators=[ProhibitNullCharactersValidator()],
    )
    versi = forms.IntegerField(min_value=1)
    opd = forms.ModelChoiceField(
        Opd.objects.beragenda(),
        label="OPD yang membahas",
        required=False,
        error_messages={"invalid_choice": "Pilih OPD dari daftar."},
    )

    def __init__(self, data: Any, *, wajib: dict[str, bool]) -> None:
        """`wajib`: the steps that may be taken now, and whether each needs a reason."""
        super().__init__(data)
        self._wajib = wajib

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        catatan = " ".join(isi.get("catatan", "").split())
        if self._wajib.get(isi.get("langkah", "")) and len(catatan) < PANJANG_ALASAN:
            self.add_error("catatan", "Tulis alasannya, minimal 10 huruf.")
        return isi


class FormJawaban(forms.Form):
    jawaban = forms.CharField(
        label="Penjelasan OPD",
        min_length=PANJANG_ALASAN,
        max_length=2000,
        validators=[ProhibitNullCharactersValidator()],
        error_messages={
            "required": "Tulis penjelasannya.",
            "min_length": "Tulis penjelasannya, minimal 10 huruf.",
            "max_length": "Penjelasan paling panjang 2.000 huruf.",
        },
    )
    versi = forms.IntegerField(min_value=1)
