"""What a person sets about the own account."""

from opd.models import Pengguna


def atur_kecepatan(*, tampil: bool, oleh: Pengguna) -> Pengguna:
    """Whether the own front page says how early the OPD hands in, beside the others."""
    oleh.kecepatan_tampil = tampil
    oleh.save(update_fields=["kecepatan_tampil"])
    return oleh
