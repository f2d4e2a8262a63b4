"""Who signs, and with which words in front: a.n., u.b., Plt. No query."""

from capaian.ekspor.kop import KOTA, PEMERINTAH, Penerbit
from konsolidasi.inti import waktu
from opd.models import Opd, Penugasan
from opd.pilihan import JenisOpd, KedudukanPejabat
from rapat.dokumen.naskah import Kop, Penanda
from rapat.models import Agenda, Kehadiran, Peserta
from rapat.pilihan import KeadaanHadir, Kedudukan

SEBUTAN = {
    JenisOpd.RSUD: "Direktur",
    JenisOpd.KECAMATAN: "Camat",
    JenisOpd.KELURAHAN: "Lurah",
    JenisOpd.INSPEKTORAT: "Inspektur",
}
PEJABAT_BAWAHAN = ("sekretaris", "wakil")
"""Directly below the head: signs a.n. without anybody in between."""
BERSEKRETARIS = (JenisOpd.DINAS, JenisOpd.BADAN, JenisOpd.SATUAN, JenisOpd.INSPEKTORAT)


def susun_kop(penerbit: Penerbit) -> Kop:
    opd = penerbit.opd
    return Kop(
        pemerintah=PEMERINTAH,
        nama=opd.nama_kop if opd else "BAPPERIDA",
        alamat=opd.alamat if opd else "",
        kota=KOTA,
    )


def penanda_bapperida(penerbit: Penerbit) -> Penanda:
    orang = penerbit.kepala.pengguna if penerbit.kepala else None
    return Penanda(
        atas=(penerbit.jabatan,),
        nama=orang.nama if orang else "",
        pangkat=orang.pangkat if orang else "",
        nip=orang.nip if orang else "",
    )


def jabatan_kepala(opd: Opd, kepala: Penugasan | None) -> str:
    """Plt. and Plh. stand in front; their own office is another one, so it is not used."""
    if kepala is not None and kepala.kedudukan == KedudukanPejabat.DEFINITIF:
        return kepala.pengguna.jabatan or _sebutan(opd)
    awal = f"{kepala.get_kedudukan_display()} " if kepala is not None else ""
    return f"{awal}{_sebutan(opd)}"


def penanda_opd(
    agenda: Agenda, keadaan: str, wakil: Peserta | None, kepala: Penugasan | None
) -> Penanda | None:
    """None for an OPD that nobody sat for.

    A representative signs a.n. with a surat tugas or as the deputy of the head, else u.b.: through
    the sekretaris, who is between them.
    """
    kehadiran = getattr(agenda, "kehadiran", None)
    utama = jabatan_kepala(agenda.opd, kepala)
    match keadaan:
        case KeadaanHadir.PIMPINAN:
            orang = kepala.pengguna if kepala else None
            return Penanda(
                atas=(utama,),
                nama=orang.nama if orang else _nama(wakil, kehadiran),
                pangkat=orang.pangkat if orang else "",
                nip=orang.nip if orang else (wakil.nip if wakil else ""),
            )
        case KeadaanHadir.DIWAKILI:
            return Penanda(
                atas=_atas_wakil(agenda.opd, utama, wakil, kehadiran),
                nama=_nama(wakil, kehadiran),
                nip=wakil.nip if wakil else "",
            )
        case _:
            return None


def utama_hadir(peserta: list[Peserta]) -> Peserta | None:
    """The person who sat for the OPD: its head before a representative."""
    for kedudukan in (Kedudukan.PIMPINAN, Kedudukan.WAKIL):
        for satu in peserta:
            if satu.kedudukan == kedudukan:
                return satu
    return None


def tempat_tanggal(pada: object) -> str:
    return f"{KOTA}, {waktu.tanggal(pada)}"


def _atas_wakil(
    opd: Opd, utama: str, wakil: Peserta | None, kehadiran: Kehadiran | None
) -> tuple[str, ...]:
    jabatan = (wakil.jabatan if wakil else "") or (kehadiran.jabatan if kehadiran else "")
    surat = (wakil.surat_tugas if wakil else "") or (kehadiran.surat_tugas if kehadiran else "")
    langsung = surat or jabatan.lower().startswith(PEJABAT_BAWAHAN)
    if langsung or opd.jenis not in BERSEKRETARIS:
        return (f"a.n. {utama}", jabatan)
    return (f"a.n. {utama}", "Sekretaris", "u.b.", jabatan)


def _nama(wakil: Peserta | None, kehadiran: Kehadiran | None) -> str:
    return (wakil.nama if wakil else "") or (kehadiran.nama if kehadiran else "")


def _sebutan(opd: Opd) -> str:
    if opd.jenis == JenisOpd.SEKRETARIAT:
        return opd.nama.replace("Sekretariat", "Sekretaris", 1)
    if opd.jenis in (JenisOpd.KECAMATAN, JenisOpd.KELURAHAN):
        return f"{SEBUTAN[opd.jenis]} {opd.nama.partition(' ')[2]}".strip()
    if opd.jenis == JenisOpd.INSPEKTORAT:
        return opd.nama.replace("Inspektorat", "Inspektur", 1)
    return f"{SEBUTAN.get(opd.jenis, 'Kepala')} {opd.nama}"
