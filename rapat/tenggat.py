"""Working days: Monday to Friday. Holidays are not known here; whoever sets a date may move it."""

from datetime import date, timedelta

SABTU = 5


def hari_kerja_sebelum(tanggal: date) -> date:
    """The last working day before a date."""
    return tambah_hari_kerja(tanggal, -1)


def tambah_hari_kerja(tanggal: date, banyak: int) -> date:
    """So many working days later, or earlier for a negative number."""
    langkah = timedelta(days=1 if banyak > 0 else -1)
    for _ in range(abs(banyak)):
        tanggal += langkah
        while tanggal.weekday() >= SABTU:
            tanggal += langkah
    return tanggal
