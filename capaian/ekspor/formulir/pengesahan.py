"""The two blocks of signatures below a form."""

from dataclasses import dataclass
from datetime import date

from capaian.ekspor.formulir.tata import Tanda
from capaian.ekspor.kop import KOTA, TANPA_NAMA, Penerbit
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Teks
from opd.jabatan import atas_wakil, jabatan_kepala
from opd.models import Pengguna

WALI_KOTA = f"WALI KOTA {KOTA.upper()}"
TINGGI, TINGGI_RUANG = 15, 48


@dataclass(frozen=True)
class Wakil:
    """Somebody who signs for the head of the OPD (a.n., or u.b. through the sekretaris)."""

    jabatan: str
    nama: str
    nip: str = ""


def blok(
    tanda: Tanda, opd: Penerbit, bapperida: Penerbit, pada: date, wakil: Wakil | None = None
) -> tuple[Teks, ...]:
    """Its word, place and date, office, room for the signature, name, rank and NIP.

    Plt. and Plh. stand in front of the office. Without a head on record the name is left open.
    """
    penerbit = {"opd": opd, "bapperida": bapperida}.get(tanda.siapa)
    if wakil is not None and tanda.siapa == "opd" and opd.opd is not None:
        return _blok_wakil(tanda, opd, pada, wakil)
    kepala = penerbit.kepala if penerbit else None
    orang = kepala.pengguna if kepala else None
    baris = [
        Teks(tanda.kata, "tanda_tangan", TINGGI),
        Teks(f"{KOTA}, tanggal {waktu.tanggal(pada)}", "tanda_tangan", TINGGI),
        Teks(_jabatan(penerbit), "tanda_tangan"),
        Teks("", "tanda_tangan", TINGGI_RUANG),
        Teks(orang.nama if orang else TANPA_NAMA, "nama_pejabat", TINGGI),
    ]
    return (*baris, *_rincian(penerbit, orang))


def _blok_wakil(tanda: Tanda, opd: Penerbit, pada: date, wakil: Wakil) -> tuple[Teks, ...]:
    utama = kapital(jabatan_kepala(opd.opd, opd.kepala))
    atas = atas_wakil(opd.opd, utama, wakil.jabatan)
    baris = (
        Teks(tanda.kata, "tanda_tangan", TINGGI),
        Teks(f"{KOTA}, tanggal {waktu.tanggal(pada)}", "tanda_tangan", TINGGI),
        Teks("\n".join(atas) + ",", "tanda_tangan"),
        Teks("", "tanda_tangan", TINGGI_RUANG),
        Teks(wakil.nama or TANPA_NAMA, "nama_pejabat", TINGGI),
    )
    return (*baris, Teks(f"NIP {wakil.nip}".strip(), "tanda_tangan", TINGGI))


def _jabatan(penerbit: Penerbit | None) -> str:
    if penerbit is None:
        return f"{WALI_KOTA},"
    opd = penerbit.opd
    jabatan = jabatan_kepala(opd, penerbit.kepala) if opd else penerbit.jabatan
    return f"{kapital(jabatan)}\n{f'Kota {KOTA}'.upper()},"


def kapital(jabatan: str) -> str:
    """As the form prints an office; Plt. and Plh. keep their small letters."""
    awal, _, sisa = jabatan.partition(" ")
    return f"{awal} {sisa.upper()}" if awal in ("Plt.", "Plh.") else jabatan.upper()


def _rincian(penerbit: Penerbit | None, orang: Pengguna | None) -> tuple[Teks, ...]:
    """A mayor has neither rank nor NIP."""
    if penerbit is None:
        return ()
    pangkat = (Teks(orang.pangkat, "tanda_tangan", TINGGI),) if orang and orang.pangkat else ()
    nip = f"NIP {orang.nip if orang else ''}".strip()
    return (*pangkat, Teks(nip, "tanda_tangan", TINGGI)) if not orang or orang.nip else pangkat
