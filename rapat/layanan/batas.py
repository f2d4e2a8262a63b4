"""A limit for public pages that no account stands behind: counted in memory, per process."""

from datetime import datetime

from django.core.cache import cache

from rapat.layanan.hadir import TerlaluRamai

MENIT = 60


def batasi(nama: str, alamat: str, *, semenit: int, pada: datetime) -> None:
    """One more request from an address. Raises TerlaluRamai beyond `semenit` in this minute.

    Behind a proxy all people may share one address: the limit is for a crowd, not for a person.
    """
    kunci = f"batas.{nama}.{alamat}.{int(pada.timestamp()) // MENIT:x}"
    cache.add(kunci, 0, 2 * MENIT)
    try:
        banyak = cache.incr(kunci)
    except ValueError:  # dropped between the two lines: the cache is full, so count anew
        return
    if banyak > semenit:
        raise TerlaluRamai("Terlalu banyak permintaan sekaligus. Coba lagi semenit lagi.")
