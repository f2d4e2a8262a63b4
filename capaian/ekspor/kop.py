"""Who issues a report and who signs it: Bapperida and its head on that date."""

import logging
from dataclasses import dataclass
from datetime import date

from konsolidasi.inti import waktu
from konsolidasi.inti.models import Lampiran
from konsolidasi.inti.tata_letak import Teks
from opd.models import Opd, Penugasan
from opd.pilihan import KedudukanPejabat

log = logging.getLogger(__name__)

URUSAN_PERENCANAAN = "5.01"
KOTA = "Tanjungbalai"
PEMERINTAH = f"PEMERINTAH KOTA {KOTA.upper()}"
TANPA_NAMA = "(" + "." * 44 + ")"


@dataclass(frozen=True)
class Penerbit:
    """Bapperida as it signs: `kepala` None leaves room for a name written by hand."""

    opd: Opd | None
    kepala: Penugasan | None

    @property
    def jabatan(self) -> str:
        awal = ""
        if self.kepala and self.kepala.kedudukan != KedudukanPejabat.DEFINITIF:
            awal = f"{self.kepala.get_kedudukan_display()} "
        return f"{awal}Kepala {self.opd.nama if self.opd else 'Bapperida'}"


def muat_penerbit(pada: date) -> Penerbit:
    """Two queries."""
    opd = (
        Opd.objects.aktif()
        .filter(urusan__kode=URUSAN_PERENCANAAN, induk=None)
        .select_related("logo")
        .order_by("urutan", "kode", "pk")
        .first()
    )
    if opd is None:
        return Penerbit(None, None)
    return Penerbit(opd, Penugasan.objects.kepala([opd.pk], pada).get(opd.pk))


def muat_logo(*pemilik: Opd | None) -> bytes:
    """The emblem of the first that has one: the OPD's own, else the one of Bapperida.

    One query where `logo` is not loaded. A file that is gone leaves the kop without it.
    """
    logo = next((opd.logo for opd in pemilik if opd is not None and opd.logo_id), None)
    return baca_logo(logo) if logo else b""


def baca_logo(logo: Lampiran) -> bytes:
    try:
        with logo.berkas.open("rb") as berkas:
            return berkas.read()
    except FileNotFoundError:
        log.error("lampiran hilang lampiran=%s", logo.pk)
        return b""


def kop(penerbit: Penerbit) -> tuple[Teks, ...]:
    nama = penerbit.opd.nama_kop if penerbit.opd else "BAPPERIDA"
    alamat = penerbit.opd.alamat if penerbit.opd else KOTA
    return (
        Teks(PEMERINTAH, "kop", 16),
        Teks(nama, "kop_besar", 20),
        Teks(alamat or KOTA, "kop_alamat", 15),
    )


def pengesahan(penerbit: Penerbit, pada: date) -> tuple[Teks, ...]:
    """Place and date, office, room for the signature, name, rank and NIP."""
    orang = penerbit.kepala.pengguna if penerbit.kepala else None
    baris = [
        Teks(f"{KOTA}, {waktu.tanggal(pada)}", "tanda_tangan", 15),
        Teks(f"{penerbit.jabatan}\nKota {KOTA},", "tanda_tangan", 42),
        Teks("", "tanda_tangan", 48),
        Teks(orang.nama if orang else TANPA_NAMA, "nama_pejabat", 15),
    ]
    if orang and orang.pangkat:
        baris.append(Teks(orang.pangkat, "tanda_tangan", 14))
    if not orang or orang.nip:
        baris.append(Teks(f"NIP {orang.nip if orang else ''}".strip(), "tanda_tangan", 14))
    return tuple(baris)
