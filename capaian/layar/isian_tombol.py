"""The buttons that hand rows on: which of them this person has, and what they ask first."""

from collections.abc import Sequence
from dataclasses import dataclass

from capaian.layar.isian_bahan import Baris

DIKUNCI = "Baris itu tidak dapat diubah sampai"
TETAP = "Yang belum lengkap tetap di sini."


@dataclass(frozen=True)
class Tombol:
    """ "Ajukan 7 baris": the count stands between `depan` and `belakang`."""

    aksi: str
    depan: str
    belakang: str
    hitung: str
    jumlah: int
    tanya: str
    isi: str
    ya: str


def susun_tombol(baris: Sequence[Baris]) -> tuple[Tombol, ...]:
    """First what waits for this person: releasing, then submitting their own rows."""
    bisa = [satu for satu in baris if satu.bentuk.bisa]
    siap = sum(satu.ikut_diajukan for satu in bisa)
    lepas = sum(satu.bisa_dilepas for satu in baris)
    hasil = []
    if lepas:
        hasil.append(
            Tombol(
                aksi="lepas",
                depan="Lepas",
                belakang="baris ke Bapperida",
                hitung="lepas",
                jumlah=lepas,
                tanya="Lepas baris yang menunggu Anda?",
                isi=f"{DIKUNCI} Bapperida mengembalikannya.",
                ya="Lepas",
            )
        )
    if bisa and all(satu.diserahkan for satu in bisa):
        hasil.append(
            Tombol(
                aksi="ajukan",
                depan="Serahkan",
                belakang="baris ke kepala OPD",
                hitung="siap",
                jumlah=siap,
                tanya="Serahkan baris yang lengkap ke kepala OPD?",
                isi=f"{DIKUNCI} kepala OPD atau Bapperida mengembalikannya. {TETAP}",
                ya="Serahkan",
            )
        )
    elif bisa:
        hasil.append(
            Tombol(
                aksi="ajukan",
                depan="Ajukan",
                belakang="baris",
                hitung="siap",
                jumlah=siap,
                tanya="Ajukan baris yang lengkap?",
                isi=f"{DIKUNCI} Bapperida mengembalikannya. {_campur(bisa)}{TETAP}",
                ya="Ajukan",
            )
        )
    return tuple(hasil)


def _campur(baris: Sequence[Baris]) -> str:
    """A unit on the page may have a rule of its own."""
    if any(satu.diserahkan for satu in baris):
        return "Yang perlu dilepas kepala OPD diserahkan kepadanya dulu. "
    return ""
