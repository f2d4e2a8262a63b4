"""Who a person was when something changed: the name, and for whom the person worked then."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from konsolidasi.inti.riwayat import TANPA_ORANG, Orang
from konsolidasi.inti.waktu import ZONA
from opd.models import Pengguna
from opd.pilihan import Peran

PIHAK = {
    Peran.BAPPERIDA: "Bapperida",
    Peran.NOTULIS: "Notulis",
    Peran.PIMPINAN: "Pimpinan",
    Peran.ADMIN: "Admin",
}
KOLOM = (
    "pk",
    "nama",
    "penugasan__peran",
    "penugasan__opd",
    "penugasan__opd__singkatan",
    "penugasan__mulai",
    "penugasan__selesai",
)


class Tugas(NamedTuple):
    peran: str
    opd: int | None
    singkatan: str | None
    mulai: date
    selesai: date | None

    def pada(self, hari: date) -> bool:
        return self.mulai <= hari and (self.selesai is None or hari <= self.selesai)

    @property
    def pihak(self) -> str:
        return self.singkatan or PIHAK.get(Peran(self.peran), "")


def orang_bertugas(nomor: Iterable[int | None], opd: int) -> Orang:
    """As "Sari N. (Dinkes)"; of several assignments the one for this OPD. One query at most."""
    dicari = sorted(set(nomor) - {None})
    nama: dict[int, str] = {}
    tugas: dict[int, list[Tugas]] = defaultdict(list)
    if dicari:
        baris = Pengguna.objects.filter(pk__in=dicari).order_by("penugasan__mulai", "penugasan__pk")
        for pk, lengkap, *satu in baris.values_list(*KOLOM):
            nama[pk] = Pengguna(nama=lengkap).get_short_name()
            if satu[0] is not None:
                tugas[pk].append(Tugas(*satu))

    def sebut(pk: int, pada: datetime) -> str:
        if pk not in nama:
            return TANPA_ORANG
        hari = pada.astimezone(ZONA).date()
        berlaku = [t for t in tugas[pk] if t.pada(hari)]
        berlaku.sort(key=lambda t: t.opd != opd)
        return f"{nama[pk]} ({berlaku[0].pihak})" if berlaku else nama[pk]

    return sebut
