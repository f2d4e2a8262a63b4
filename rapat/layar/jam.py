"""Clock of a sesi: minutes planned and used per OPD, how late it runs, when it will end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from konsolidasi.inti import waktu
from konsolidasi.inti.waktu import ZONA
from rapat.models import Agenda, Sesi

MENIT = timedelta(minutes=1)


@dataclass(frozen=True)
class JamButir:
    """One OPD. `terpakai` in minutes; None while its turn has not come."""

    rencana: int
    terpakai: int | None
    kini: bool

    @property
    def lewat(self) -> bool:
        return self.terpakai is not None and self.terpakai > self.rencana

    @property
    def kata(self) -> str:
        if self.terpakai is None:
            return f"{self.rencana} mnt"
        return f"{self.terpakai} dari {self.rencana} mnt"

    @property
    def lebar(self) -> int:
        """Share of the planned minutes in percent, at most 100; for the bar."""
        return min(100, 100 * (self.terpakai or 0) // self.rencana)


@dataclass(frozen=True)
class JamSesi:
    jam: str
    telat: str
    perkiraan: str


def jam_butir(agenda: Agenda, kini_pk: int | None, pada: datetime) -> JamButir:
    terpakai = None
    if agenda.mulai_pada is not None:
        akhir = agenda.selesai_pada or pada
        terpakai = max(0, int((akhir - agenda.mulai_pada) / MENIT))
    return JamButir(agenda.menit, terpakai, agenda.pk == kini_pk)


def jam_sesi(sesi: Sesi, agenda: Sequence[Agenda], pada: datetime) -> JamSesi:
    """Expected end: now, the rest of the current item, and the planned minutes of the others.

    Satuan: minutes. Galat: none. Sumber: fitur B9, planned against used.
    """
    sisa = timedelta()
    for satu in agenda:
        if satu.mulai_pada is None:
            sisa += satu.menit * MENIT
        elif satu.selesai_pada is None and satu.pk == sesi.agenda_kini_id:
            sisa += max(timedelta(), satu.menit * MENIT - (pada - satu.mulai_pada))
    perkiraan = pada + sisa
    rencana = datetime.combine(sesi.tanggal, sesi.jam_selesai, tzinfo=ZONA)
    selisih = int((perkiraan - rencana) / MENIT)
    if selisih > 0:
        telat = f"{selisih} menit lebih lambat"
    elif selisih < 0:
        telat = f"{-selisih} menit lebih cepat"
    else:
        telat = "tepat rencana"
    # A sesi that is held on another day than planned has no lateness worth a number.
    if pada.astimezone(ZONA).date() != sesi.tanggal:
        telat = ""
    return JamSesi(waktu.jam(pada), telat, waktu.jam(perkiraan))
