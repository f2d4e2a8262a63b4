"""Roles in the priorities on a run sheet, ready to print."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser

from capaian.models import PelaksanaPrioritas
from konsolidasi.inti import waktu
from rapat.layanan.peran_sesi import PeranButir, peran_butir
from rapat.models import Agenda


@dataclass(frozen=True)
class BalasanPeran:
    """What a refused save looked like. `lawan`: the role as another person left it."""

    putusan: str = ""
    alasan: str = ""
    galat: Mapping[str, str] = field(default_factory=dict)
    lawan: PelaksanaPrioritas | None = None


BIASA = BalasanPeran()


@dataclass(frozen=True)
class BarisPeranSesi:
    butir: PeranButir
    boleh: bool
    putusan: str
    alasan: str
    galat: Mapping[str, str]
    tersimpan: str
    keadaan: str
    """Role and state; of a sesi that is ditetapkan those of then."""
    kini: str
    """What became of it since, "" while it is the same."""
    lawan: PelaksanaPrioritas | None

    @property
    def satu(self) -> PelaksanaPrioritas:
        return self.butir.pelaksana


def susun_peran(
    agenda: Agenda,
    pengguna: AbstractBaseUser,
    balasan: Mapping[int, BalasanPeran] | None = None,
) -> tuple[BarisPeranSesi, ...]:
    """`balasan` by prioritas. Two queries."""
    boleh = (
        agenda.sesi.berlangsung
        and pengguna.has_perm("rapat.catat", agenda.sesi)
        and pengguna.has_perm("capaian.putuskan_pelaksana")
    )
    return tuple(
        _baris(
            b,
            boleh,
            (balasan or {}).get(b.pelaksana.prioritas_id, BIASA),
            beku=agenda.sesi.terkunci,
        )
        for b in peran_butir(agenda)
    )


def _baris(butir: PeranButir, boleh: bool, balasan: BalasanPeran, *, beku: bool) -> BarisPeranSesi:
    ada, p = butir.putusan, butir.pelaksana
    kini = f"{p.get_peran_display()}, {p.get_status_display().lower()}"
    keadaan = kini
    if beku and ada:
        keadaan = f"{ada.peran}, {ada.get_putusan_display().lower()}"
    return BarisPeranSesi(
        butir=butir,
        boleh=boleh,
        putusan=balasan.putusan or (ada.putusan if ada else ""),
        alasan=balasan.alasan or (ada.alasan if ada else ""),
        galat=dict.fromkeys(("putusan", "alasan", "baris"), "") | dict(balasan.galat),
        tersimpan=f"tersimpan {waktu.jam(ada.diubah_pada)}" if ada else "",
        keadaan=keadaan,
        kini="" if kini == keadaan else kini.lower(),
        lawan=balasan.lawan,
    )
