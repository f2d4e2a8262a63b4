"""Addresses of the pages that show one klaster or prioritas in full."""

from konsolidasi.inti.alamat import alamat_halaman


def alamat_capaian() -> dict[str, str]:
    """By kind, with a 0 for its number: reversing them one by one would cost more than the rest."""
    return {per: alamat_halaman(f"{per}_rinci", 0) for per in ("klaster", "prioritas")}
