"""Addresses of the pages that show one klaster or prioritas in full."""

from django.urls import reverse


def alamat_capaian() -> dict[str, str]:
    """By kind, with a 0 for its number: reversing them one by one would cost more than the rest."""
    return {per: reverse(f"{per}_rinci", args=[0]) for per in ("klaster", "prioritas")}
