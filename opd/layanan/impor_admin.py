"""Nobody is locked out by a file: somebody stays admin, and so does whoever sends it. No query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan
from opd.models import Pengguna, Penugasan
from opd.pilihan import Peran

SEHARI = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Penjagaan:
    """Until which day somebody, and until which day this person, is admin without a gap."""

    semua: date
    sendiri: date


def admin_sampai(masa: Iterable[tuple[date, date | None]], pada: date) -> date:
    """Last day of the unbroken time from `pada` on; the day before `pada` where there is none."""
    sampai = pada - SEHARI
    for mulai, selesai in sorted(masa, key=lambda m: m[0]):
        if mulai > sampai + SEHARI:
            break
        sampai = max(sampai, selesai or date.max)
        if sampai == date.max:
            break
    return sampai


def jaga(
    orang: Iterable[Pengguna], tugas: Iterable[Penugasan], oleh: Pengguna, pada: date
) -> Penjagaan:
    """Only accounts count with which somebody can sign in."""
    masuk = {o.pk for o in orang if o.is_active and o.has_usable_password()}
    admin = [t for t in tugas if t.peran == Peran.ADMIN and t.pengguna_id in masuk]
    return Penjagaan(
        semua=admin_sampai([(t.mulai, t.selesai) for t in admin], pada),
        sendiri=admin_sampai(
            [(t.mulai, t.selesai) for t in admin if t.pengguna_id == oleh.pk], pada
        ),
    )


def pastikan_tak_terkunci(dulu: Penjagaan, kini: Penjagaan) -> None:
    """Raises SalahKeadaan where an import would shorten either time."""
    if kini.sendiri < dulu.sendiri:
        raise SalahKeadaan(
            "Tugas admin Anda sendiri tidak dapat diakhiri lewat impor. Minta admin lain, atau"
            " ubah di Pengaturan → Pengguna."
        )
    if kini.semua < dulu.semua:
        raise SalahKeadaan(
            f"Mulai {waktu.tanggal(kini.semua + SEHARI)} tidak ada lagi admin yang dapat masuk."
            " Biarkan satu admin tetap aktif dan bertugas."
        )
