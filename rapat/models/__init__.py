from rapat.models.agenda import Agenda
from rapat.models.berita_acara import BeritaAcara, TanggapanBeritaAcara, TemplatBeritaAcara
from rapat.models.catatan import CatatanAgenda, KonfirmasiKepala, PenulisAgenda
from rapat.models.kehadiran import Kehadiran
from rapat.models.kesepakatan import Kesepakatan
from rapat.models.log import LogBeritaAcara, LogSesi, LogTindakLanjut
from rapat.models.peran_sesi import PutusanPeran
from rapat.models.peserta import LembarHadir, Peserta
from rapat.models.rapat import Rapat
from rapat.models.sesi import Sesi
from rapat.models.temuan_sesi import PutusanTemuan
from rapat.models.tindak_lanjut import (
    BahasanTindakLanjut,
    PendukungTindakLanjut,
    TindakLanjut,
)
from rapat.models.undangan import RencanaHadir, TanggapanIndikator, Undangan

__all__ = [
    "Agenda",
    "BahasanTindakLanjut",
    "BeritaAcara",
    "CatatanAgenda",
    "Kehadiran",
    "Kesepakatan",
    "KonfirmasiKepala",
    "LembarHadir",
    "LogBeritaAcara",
    "LogSesi",
    "LogTindakLanjut",
    "PendukungTindakLanjut",
    "PenulisAgenda",
    "Peserta",
    "PutusanPeran",
    "PutusanTemuan",
    "Rapat",
    "RencanaHadir",
    "Sesi",
    "TanggapanBeritaAcara",
    "TanggapanIndikator",
    "TemplatBeritaAcara",
    "TindakLanjut",
    "Undangan",
]
