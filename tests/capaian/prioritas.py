"""Builders of priorities and of who carries them."""

from typing import Any

from capaian.models import PelaksanaPrioritas, Prioritas, Visi
from opd.models import Opd
from tests import pabrik


def buat_prioritas(*, kode: str = "P5", nama: str = "Air bersih", **lain: Any) -> Prioritas:
    """Under the visi of 2025–2029."""
    visi, _ = Visi.objects.get_or_create(
        nama="EMAS",
        defaults={"uraian": "Elok, maju", "tahun_mulai": 2025, "tahun_selesai": 2029},
    )
    return Prioritas.objects.create(visi=visi, kode=kode, nama=nama, **lain)


def buat_pelaksana(
    *, prioritas: Prioritas, opd: Opd, status: str = "diusulkan", tahun: int = 2026, **lain: Any
) -> PelaksanaPrioritas:
    if status == "ditolak":
        lain.setdefault("alasan", "Tidak dianggarkan pada DPA 2026")
    return PelaksanaPrioritas.objects.create(
        tahun=pabrik.buat_tahun(tahun), prioritas=prioritas, opd=opd, status=status, **lain
    )
