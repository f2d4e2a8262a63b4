"""Who signs, and with which words in front: a.n., u.b., Plt. No query."""

from capaian.ekspor.kop import KOTA, PEMERINTAH, Penerbit
from konsolidasi.inti import waktu
from opd.jabatan import atas_wakil, jabatan_kepala
from opd.models import Opd, Penugasan
from rapat.dokumen.naskah import Kop, Penanda
from rapat.models import Agenda, Kehadiran, Peserta
from rapat.pilihan import KeadaanHadir, Kedudukan


def susun_kop(penerbit: Penerbit) -> Kop:
    opd = penerbit.opd
    return Kop(
        pemerintah=PEMERINTAH,
        nama=opd.nama_kop if opd else "BAPPERIDA",
        alamat=opd.alamat if opd else "",
        kota=KOTA,
        logo=opd.logo.sha256 if opd and opd.logo else "",
    )


def penanda_bapperida(penerbit: Penerbit) -> Penanda:
    orang = penerbit.kepala.pengguna if penerbit.kepala else None
    return Penanda(
        atas=(penerbit.jabatan,),
        nama=orang.nama if orang else "",
        pangkat=orang.pangkat if orang else "",
        nip=orang.nip if orang else "",
    )


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
    return atas_wakil(opd, utama, jabatan, ditugaskan=bool(surat))


def _nama(wakil: Peserta | None, kehadiran: Kehadiran | None) -> str:
    return (wakil.nama if wakil else "") or (kehadiran.nama if kehadiran else "")
