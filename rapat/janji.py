"""Open follow-ups, as the documents of capaian print them."""

from collections.abc import Collection

from capaian.tindak_lanjut import Janji
from rapat.models import TindakLanjut


def janji_terbuka(opd: Collection[int]) -> list[Janji]:
    """One query."""
    baris = TindakLanjut.objects.terbuka().filter(opd__in=opd)
    return [Janji(*b) for b in baris.values_list("opd", "uraian", "batas_tanggal")]
