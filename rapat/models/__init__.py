from rapat.models.agenda import Agenda
from rapat.models.kehadiran import Kehadiran
from rapat.models.kesepakatan import Kesepakatan
from rapat.models.log import LogSesi
from rapat.models.rapat import Rapat
from rapat.models.sesi import Sesi

__all__ = ["Agenda", "Kehadiran", "Kesepakatan", "LogSesi", "Rapat", "Sesi"]
