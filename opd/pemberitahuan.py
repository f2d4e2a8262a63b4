"""Who is told what waits for an OPD. What is said is decided by the apps above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from opd.models import Opd, Penugasan
from opd.pilihan import Peran


@dataclass(frozen=True, slots=True)
class Butir:
    """One reminder for some people. `kunci`: the thing and its stage, for each person once."""

    kunci: str
    jenis: str
    kalimat: str
    url: str
    penerima: tuple[int, ...]


class Penerima:
    """People by their Penugasan on a date. Three queries, then none."""

    def __init__(self, pada: date) -> None:
        aktif = Penugasan.objects.berlaku(pada).filter(pengguna__is_active=True).order_by()
        self._induk = dict(Opd.objects.order_by().values_list("pk", "induk_id"))
        self._kepala = {
            opd: (tugas.pengguna_id,) for opd, tugas in aktif.kepala(self._induk, pada).items()
        }
        self._operator: dict[int, tuple[int, ...]] = {}
        bapperida: set[int] = set()
        tugas = aktif.filter(peran__in=(Peran.OPERATOR, Peran.BAPPERIDA))
        for peran, opd, orang in tugas.values_list("peran", "opd", "pengguna"):
            if peran == Peran.BAPPERIDA:
                bapperida.add(orang)
            else:
                self._operator[opd] = (*self._operator.get(opd, ()), orang)
        self.bapperida = tuple(sorted(bapperida))

    def operator(self, opd: int) -> tuple[int, ...]:
        """Those of the OPD, else of the OPD above; nobody at all: its kepala."""
        return self._naik(self._operator, opd) or self.kepala(opd)

    def kepala(self, opd: int) -> tuple[int, ...]:
        """Who signs that day: an acting head before the definitive one."""
        return self._naik(self._kepala, opd)

    def opd(self, opd: int) -> tuple[int, ...]:
        return gabung(self.operator(opd), self.kepala(opd))

    def _naik(self, milik: dict[int, tuple[int, ...]], opd: int) -> tuple[int, ...]:
        dilalui: set[int] = set()
        di_atas: int | None = opd
        while di_atas is not None and di_atas not in dilalui:
            if di_atas in milik:
                return milik[di_atas]
            dilalui.add(di_atas)
            di_atas = self._induk.get(di_atas)
        return ()


def gabung(*orang: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({satu for banyak in orang for satu in banyak}))
