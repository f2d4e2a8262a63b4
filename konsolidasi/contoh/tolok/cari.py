"""The search among all indikator of the large city: words that stand there, a slip, and nothing."""

from urllib.parse import urlencode

from django.urls import reverse

from capaian.models import Indikator
from konsolidasi.contoh.tolok.halaman import Halaman

TANPA_HASIL = "zzqqxx"


def halaman_cari() -> tuple[Halaman, ...]:
    """Words of an indikator in the middle of the table. Two queries."""
    semua = Indikator.objects.order_by("pk")
    tengah = semua[semua.count() // 2]
    kata = max(tengah.nama.split(), key=len)
    salah = f"{kata[:2]}{kata[3:4]}{kata[2:3]}{kata[4:]}"
    return tuple(
        Halaman(f"Cari, {sebutan}", f"{reverse('cari')}?{urlencode({'q': q})}", "3")
        for sebutan, q in (
            ("kata yang ada", kata),
            ("salah ketik", salah),
            ("kode", tengah.kode),
            ("tidak ada", TANPA_HASIL),
        )
    )
