"""Addresses of pages, kept: working one out from its name costs more than a row of a table."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse


def alamat_halaman(nama: str, *args: int) -> str:
    """As `reverse` gives it."""
    return _alamat(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), nama, args)


@lru_cache(maxsize=4096)
def _alamat(urlconf: str, _awalan: str, nama: str, args: tuple[int, ...]) -> str:
    return reverse(nama, urlconf=urlconf, args=args)
