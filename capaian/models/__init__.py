from capaian.models.alasan import AlasanPerbaikan
from capaian.models.bukti import Bukti
from capaian.models.indikator import Indikator, IndikatorPendukung
from capaian.models.keselarasan import (
    CaraRincian,
    LogTemuan,
    NamaIndikator,
    NamaMirip,
    PeriksaKeselarasan,
    RincianKota,
    StatusTemuan,
    Temuan,
    TemuanIndikator,
)
from capaian.models.kunci import HasilTerkunci, KunciPeriode
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
    "AlasanPerbaikan",
    "Bukti",
    "ButirPredikat",
    "CaraRincian",
    "HasilTerkunci",
    "Indikator",
    "IndikatorPendukung",
    "KunciPeriode",
    "LogRealisasi",
    "LogTemuan",
    "NamaIndikator",
    "NamaMirip",
    "NilaiTarget",
    "PeriksaKeselarasan",
    "PeringkatKinerja",
    "Periode",
    "Perpanjangan",
    "Prioritas",
    "Realisasi",
    "RincianKota",
    "SkalaPeringkat",
    "SkalaPredikat",
    "StatusTemuan",
    "Tahun",
    "Target",
    "TargetTriwulan",
    "Temuan",
    "TemuanIndikator",
    "UsulanTarget",
    "Visi",
]
