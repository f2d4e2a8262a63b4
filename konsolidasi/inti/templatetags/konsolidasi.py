"""Numbers and dates as people here write them, icons, permission questions, kept queries."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.db.models import Model
from django.forms import BaseForm, BoundField, Select
from django.forms.widgets import CheckboxInput
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from konsolidasi.inti import angka as angka_id
from konsolidasi.inti import waktu
from konsolidasi.inti.cetakan import cetak_tetap

register = template.Library()
TANPA_PUTUS = "\N{NO-BREAK SPACE}"
PARAMETER_HALAMAN, PARAMETER_TAHUN = "halaman", "tahun"


@register.filter
def angka(nilai: Decimal | int | None, desimal: int | None = None) -> str:
    """1.234,56; empty for None, because the page must say in words why there is no number."""
    return "" if nilai is None else angka_id.tulis(Decimal(nilai), desimal)


@register.filter
def persen(nilai: Decimal | None, desimal: int = 2) -> str:
    """96,67 % with a no-break space."""
    return "" if nilai is None else f"{angka_id.tulis(nilai, desimal)}{TANPA_PUTUS}%"


@register.filter
def rentang(nilai: Any, desimal: int | None = None) -> str:
    """1,60–1,70 for a pair or an object with bawah and atas; one number for one number."""
    if nilai is None:
        return ""
    if isinstance(nilai, Sequence):
        bawah, atas = nilai
    elif hasattr(nilai, "bawah"):
        bawah, atas = nilai.bawah, nilai.atas
    else:
        return angka(nilai, desimal)
    return angka_id.tulis_rentang(bawah, atas, desimal)


@register.filter
def rupiah(nilai: Decimal | int | None) -> str:
    return "" if nilai is None else angka_id.rupiah(nilai).replace(" ", TANPA_PUTUS)


@register.filter
def tanggal(nilai: date | None) -> str:
    return "" if nilai is None else waktu.tanggal(nilai)


@register.filter
def tanggal_singkat(nilai: date | None) -> str:
    return "" if nilai is None else waktu.tanggal_singkat(nilai)


@register.filter
def hari_tanggal(nilai: date | None) -> str:
    return "" if nilai is None else waktu.hari_tanggal(nilai)


@register.filter
def jam(nilai: datetime | time | None) -> str:
    return "" if nilai is None else waktu.jam(nilai)


@register.filter
def pukul(nilai: datetime | time | None) -> str:
    return "" if nilai is None else waktu.pukul(nilai)


@register.filter
def menit(lama: timedelta) -> int:
    return int(lama.total_seconds() // 60)


@register.filter
def ringkas(medan: BoundField) -> SafeString:
    """A form field in the small size of filter bars; `cari` gets the focus of the key `/`."""
    if isinstance(medan.field.widget, CheckboxInput):
        return medan.as_widget(attrs={"class": "form-check-input"})
    kelas = "form-select" if isinstance(medan.field.widget, Select) else "form-control"
    atribut = {"class": f"{kelas} {kelas}-sm"}
    if medan.name == "cari":
        atribut["data-k-cari"] = True
    return medan.as_widget(attrs=atribut)


@register.simple_tag
def ikon(nama: str, kelas: str = "") -> SafeString:
    """An icon of the sprite. It never carries the meaning alone, so it is hidden from readers."""
    return _gambar(nama, f"k-ikon {kelas}".strip())


@lru_cache(maxsize=256)
def _gambar(nama: str, kelas: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        kelas,
        static("vendor/ikon.svg"),
        nama,
    )


@register.simple_tag
def tetap(template: str) -> SafeString:
    """A template that needs nothing, rendered once per process."""
    return cetak_tetap(template)


@register.simple_tag
def sekarang() -> datetime:
    """The moment this page was made, in local time."""
    return timezone.localtime()


@register.simple_tag(takes_context=True)
def boleh(context: Context, aksi: str, obj: Model | None = None) -> bool:
    return context["request"].user.has_perm(aksi, obj)


@register.simple_tag(takes_context=True)
def url_ganti(context: Context, **ganti: Any) -> str:
    """The same page with these query parameters; None drops one, any change returns to page 1."""
    request = context["request"]
    kueri = dict(request.GET.lists())
    kueri.pop(PARAMETER_HALAMAN, None)
    for nama, nilai in ganti.items():
        if nilai is None:
            kueri.pop(nama, None)
        else:
            kueri[nama] = [str(nilai)]
    return f"?{urlencode(kueri, doseq=True)}" if kueri else request.path


@register.simple_tag
def url_bersih(request: HttpRequest, form: BaseForm | None = None) -> str:
    """The same page without its filters; the year, and what its form hides, is none of them."""
    tersembunyi = [medan.name for medan in form.hidden_fields()] if form else []
    tetap = dict.fromkeys((PARAMETER_TAHUN, *tersembunyi))
    kueri = {nama: request.GET[nama] for nama in tetap if request.GET.get(nama)}
    return f"{request.path}?{urlencode(kueri)}" if kueri else request.path
