"""Forms of the run sheet: one box, one more agenda item."""

from collections.abc import Mapping
from typing import Any

from django import forms

from capaian.forms.isian import MedanTeks
from opd.models import Opd
from rapat.layar.ketikan import baca_versi
from rapat.layar.kotak import BalasanKotak
from rapat.models import Agenda, CatatanAgenda, Sesi

PANJANG_CATATAN = 60000


class FormCatatan(forms.Form):
    """One posted box: teks-pembahasan, versi-pembahasan, aksi-pembahasan."""

    teks = MedanTeks(panjang=PANJANG_CATATAN)

    def __init__(self, kiriman: Mapping[str, str], *, jenis: str) -> None:
        self.jenis = jenis
        self.aksi, _, isi_aksi = kiriman.get(f"aksi-{jenis}", "").partition(":")
        self.versi = baca_versi(
            isi_aksi if self.aksi == "timpa" else kiriman.get(f"versi-{jenis}", "")
        )
        self.ketikan = kiriman.get(f"teks-{jenis}")
        super().__init__({"teks": self.ketikan or ""})

    def berubah_dari(self, catatan: CatatanAgenda | None) -> bool:
        """Whether the big form without JavaScript carries something new in this box."""
        if self.ketikan is None or self.aksi == "buang":
            return False
        lama = catatan.teks if catatan else ""
        return self.ketikan.replace("\r\n", "\n").strip() != lama.strip()

    def balasan(self, **lain: Any) -> BalasanKotak:
        galat = " ".join(self.errors.get("teks", []))
        return BalasanKotak(ketikan=self.ketikan, versi=self.versi, **({"galat": galat} | lain))


class FormButir(forms.Form):
    opd = forms.ModelChoiceField(
        Opd.objects.none(),
        label="OPD",
        empty_label="Pilih OPD",
        error_messages={"required": "Pilih OPD.", "invalid_choice": "Pilih OPD dari daftarnya."},
    )
    menit = forms.IntegerField(
        label="Menit",
        required=False,
        min_value=5,
        max_value=480,
        error_messages={
            "invalid": "Tulis menitnya dengan angka.",
            "min_value": "Paling sedikit 5 menit.",
            "max_value": "Paling banyak 480 menit.",
        },
    )
    sesudah = forms.ModelChoiceField(
        Agenda.objects.none(),
        label="Sesudah",
        required=False,
        empty_label="Paling awal",
        error_messages={"invalid_choice": "Pilih butir dari daftarnya."},
    )

    def __init__(self, *args: Any, sesi: Sesi, kini: Agenda | None = None, **lain: Any) -> None:
        super().__init__(*args, **lain)
        ada = sesi.agenda.values("opd")
        self.fields["opd"].queryset = (
            Opd.objects.aktif().exclude(pk__in=ada).order_by("urutan", "kode", "pk")
        )
        self.fields["sesudah"].queryset = sesi.agenda.select_related("opd").order_by("urutan", "pk")
        self.fields["sesudah"].initial = kini.pk if kini else None
