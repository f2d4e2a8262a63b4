from capaian.models.indikator import Indikator, IndikatorPendukung
from capaian.models.log import LogRealisasi
from capaian.models.periode import Periode, Perpanjangan, Tahun
from capaian.models.prioritas import Prioritas, Visi
from capaian.models.realisasi import Realisasi
from capaian.models.skala import (
    ButirPredikat,
    PeringkatKinerja,
    SkalaPeringkat,
    SkalaPredikat,
)
from capaian.models.target import NilaiTarget, Target, TargetTriwulan, UsulanTarget

__all__ = [
    "ButirPredikat",
    "Indikator",
    "IndikatorPendukung",
    "LogRealisasi",
    "NilaiTarget",
    "PeringkatKinerja",
    "Periode",
    "Perpanjangan",
    "Prioritas",
    "Realisasi",
    "SkalaPeringkat",
    "SkalaPredikat",
    "Tahun",
    "Target",
    "TargetTriwulan",
    "UsulanTarget",
    "Visi",
]
