from opd.models.klaster import Klaster, Sektor
from opd.models.opd import NamaOpd, Opd, OpdUrusan
from opd.models.pemberitahuan import Pemberitahuan, PutaranPengingat, SetelanSurel
from opd.models.pengguna import Pengguna
from opd.models.penugasan import Penugasan
from opd.models.urusan import Urusan

__all__ = [
    "Klaster",
    "NamaOpd",
    "Opd",
    "OpdUrusan",
    "Pemberitahuan",
    "Pengguna",
    "Penugasan",
    "PutaranPengingat",
    "Sektor",
    "SetelanSurel",
    "Urusan",
]
