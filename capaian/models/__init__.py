from capaian.models.alasan import AlasanPerbaikan
from capaian.models.bukti import Bukti
from capaian.models.impor import Impor, JenisImpor, StatusImpor
from capaian.models.indikator import Indikator, IndikatorPendukung
from capaian.models.keselarasan import (
    CaraRincian,
    LogTemuan,
    NamaIndikator,
    NamaMirip,
    PenjelasanTemuan,
    PeriksaKeselarasan,
    RincianKota,
    StatusTemuan,
    Temuan,
    TemuanIndikator,
)
from capaian.models.kunci import HasilTerkunci, KunciPeriode
from capaian.models.log import LogRealisasi
from capaian.models.pelaksana import (
    LogPelaksana,
    PelaksanaPrioritas,
    PeranPelaksana,
    StatusPelaksana,
)
from capaian.models.periode import Periode, Perpanjangan, Tahun
from capaian.models.petakolom import PetaKolom
from capaian.models.pohon import Misi, Sasaran, Tujuan, Visi
from capaian.models.prioritas import Prioritas
from capaian.models.program import Kegiatan, Pagu, Program, SubKegiatan
from capaian.models.realisasi import Realisasi
from capaian.models.ringkasan import (
    LantaiRingkasan,
    PenandaRingkasan,
    Ringkasan,
    StempelRingkasan,
    TerendahRingkasan,
)
from capaian.models.skala import (
    ButirPredikat,
    PeringkatKinerja,
    SkalaPeringkat,
    SkalaPredikat,
)
from capaian.models.target import NilaiTarget, Target, TargetTriwulan, UsulanTarget
from capaian.models.unduhan import StatusUnduhan, Unduhan

__all__ = [
    "AlasanPerbaikan",
    "Bukti",
    "ButirPredikat",
    "CaraRincian",
    "HasilTerkunci",
    "Impor",
    "Indikator",
    "IndikatorPendukung",
    "JenisImpor",
    "Kegiatan",
    "KunciPeriode",
    "LantaiRingkasan",
    "LogPelaksana",
    "LogRealisasi",
    "LogTemuan",
    "Misi",
    "NamaIndikator",
    "NamaMirip",
    "NilaiTarget",
    "Pagu",
    "PelaksanaPrioritas",
    "PenandaRingkasan",
    "PeranPelaksana",
    "PenjelasanTemuan",
    "PeriksaKeselarasan",
    "PeringkatKinerja",
    "Periode",
    "Perpanjangan",
    "PetaKolom",
    "Prioritas",
    "Program",
    "Realisasi",
    "RincianKota",
    "Ringkasan",
    "Sasaran",
    "SkalaPeringkat",
    "SkalaPredikat",
    "StatusImpor",
    "StatusPelaksana",
    "StatusUnduhan",
    "StatusTemuan",
    "StempelRingkasan",
    "SubKegiatan",
    "Tahun",
    "Target",
    "TargetTriwulan",
    "Temuan",
    "TemuanIndikator",
    "TerendahRingkasan",
    "Tujuan",
    "Unduhan",
    "UsulanTarget",
    "Visi",
]
