"""What the head of an OPD is called above a signature. No query."""

from opd.models import Opd, Penugasan
from opd.pilihan import JenisOpd, KedudukanPejabat

SEBUTAN = {
    JenisOpd.RSUD: "Direktur",
    JenisOpd.KECAMATAN: "Camat",
    JenisOpd.KELURAHAN: "Lurah",
    JenisOpd.INSPEKTORAT: "Inspektur",
}
PEJABAT_BAWAHAN = ("sekretaris", "wakil")
"""Directly below the head: signs a.n. without anybody in between."""
BERSEKRETARIS = (JenisOpd.DINAS, JenisOpd.BADAN, JenisOpd.SATUAN, JenisOpd.INSPEKTORAT)


def jabatan_kepala(opd: Opd, kepala: Penugasan | None) -> str:
    """Plt. and Plh. stand in front; their own office is another one, so it is not used."""
    if kepala is not None and kepala.kedudukan == KedudukanPejabat.DEFINITIF:
        return kepala.pengguna.jabatan or _sebutan(opd)
    awal = f"{kepala.get_kedudukan_display()} " if kepala is not None else ""
    return f"{awal}{_sebutan(opd)}"


def atas_wakil(opd: Opd, utama: str, jabatan: str, *, ditugaskan: bool = False) -> tuple[str, ...]:
    """Lines above the name of somebody who signs for the head, whose office is `utama`.

    a.n. with a surat tugas or as the deputy of the head, else u.b.: through the sekretaris, who is
    between them.
    """
    langsung = ditugaskan or jabatan.lower().startswith(PEJABAT_BAWAHAN)
    if langsung or opd.jenis not in BERSEKRETARIS:
        return (f"a.n. {utama}", jabatan)
    return (f"a.n. {utama}", "Sekretaris", "u.b.", jabatan)


def _sebutan(opd: Opd) -> str:
    if opd.jenis == JenisOpd.SEKRETARIAT:
        return opd.nama.replace("Sekretariat", "Sekretaris", 1)
    if opd.jenis in (JenisOpd.KECAMATAN, JenisOpd.KELURAHAN):
        return f"{SEBUTAN[opd.jenis]} {opd.nama.partition(' ')[2]}".strip()
    if opd.jenis == JenisOpd.INSPEKTORAT:
        return opd.nama.replace("Inspektorat", "Inspektur", 1)
    return f"{SEBUTAN.get(opd.jenis, 'Kepala')} {opd.nama}"
