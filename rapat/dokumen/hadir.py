"""Attendance as it is printed: OPD first, then people, never a phone number or NIP. No query."""

from django.utils import timezone

from konsolidasi.inti import waktu
from opd.jabatan import jabatan_kepala
from opd.models import Penugasan
from opd.pilihan import KedudukanPejabat
from rapat.dokumen.muatan import Muatan, per_agenda
from rapat.dokumen.naskah import BarisHadir, BarisPeserta
from rapat.dokumen.pengesahan import utama_hadir
from rapat.models import Agenda, Peserta
from rapat.pilihan import KeadaanHadir, Kedudukan

TANPA_NAMA = "(nama lengkap)"
KATA = {
    KeadaanHadir.PIMPINAN: "Pimpinan",
    KeadaanHadir.DIWAKILI: "Diwakili",
    KeadaanHadir.IZIN: "Izin",
    KeadaanHadir.TANPA_KETERANGAN: "Tanpa keterangan",
    "": "Belum dicatat",
}


def keadaan_opd(agenda: Agenda, peserta: list[Peserta]) -> str:
    """What the notulis recorded, else what the people say who wrote themselves in."""
    kehadiran = getattr(agenda, "kehadiran", None)
    if kehadiran is not None:
        return kehadiran.keadaan
    satu = utama_hadir(peserta)
    if satu is None:
        return ""
    pimpinan = satu.kedudukan == Kedudukan.PIMPINAN
    return KeadaanHadir.PIMPINAN if pimpinan else KeadaanHadir.DIWAKILI


def susun_hadir(muatan: Muatan) -> tuple[BarisHadir, ...]:
    orang = per_agenda(muatan.peserta)
    return tuple(
        _baris(agenda, nomor, orang[agenda.pk], muatan.kepala.get(agenda.opd_id))
        for nomor, agenda in enumerate(muatan.agenda, start=1)
    )


def susun_peserta(muatan: Muatan) -> tuple[BarisPeserta, ...]:
    """Those beside the one who sat for the OPD; guests come last."""
    per_opd = per_agenda(muatan.peserta)
    utama = {satu.pk for milik in per_opd.values() if (satu := utama_hadir(milik))}
    sisa = [p for p in muatan.peserta if p.pk not in utama or p.agenda_id is None]
    return tuple(
        BarisPeserta(
            agenda=satu.agenda_id or 0,
            nama=satu.nama,
            jabatan=satu.jabatan,
            asal=satu.agenda.nama if satu.agenda else satu.instansi,
            kedudukan=satu.get_kedudukan_display(),
            waktu=_waktu(satu),
            keterangan=_susulan(satu),
        )
        for satu in sorted(sisa, key=lambda p: p.agenda_id is None)
    )


def _baris(
    agenda: Agenda, nomor: int, peserta: list[Peserta], kepala: Penugasan | None
) -> BarisHadir:
    kehadiran, satu = getattr(agenda, "kehadiran", None), utama_hadir(peserta)
    keadaan = keadaan_opd(agenda, peserta)
    nama = (satu.nama if satu else "") or (kehadiran.nama if kehadiran else "")
    jabatan = (satu.jabatan if satu else "") or (kehadiran.jabatan if kehadiran else "")
    surat = (satu.surat_tugas if satu else "") or (kehadiran.surat_tugas if kehadiran else "")
    pukul = kehadiran.hadir_pukul if kehadiran else None
    if keadaan == KeadaanHadir.PIMPINAN:
        nama = nama or (kepala.pengguna.nama if kepala else TANPA_NAMA)
        jabatan = jabatan or jabatan_kepala(agenda.opd, kepala)
    if pukul is None and satu is not None:
        pukul = satu.hadir_pada
    return BarisHadir(
        agenda=agenda.pk,
        nomor=nomor,
        opd=agenda.nama,
        keadaan=keadaan,
        kehadiran=" ".join(filter(None, (_kata(keadaan, surat, kepala), _susulan(satu)))),
        orang=tuple(filter(None, (nama, jabatan))),
        pukul=waktu.jam(pukul) if pukul else "",
    )


def _kata(keadaan: str, surat: str, kepala: Penugasan | None) -> str:
    kata = KATA[keadaan]
    if keadaan == KeadaanHadir.DIWAKILI and surat:
        return f"{kata}, surat tugas {surat}"
    sementara = kepala is not None and kepala.kedudukan != KedudukanPejabat.DEFINITIF
    if keadaan == KeadaanHadir.PIMPINAN and sementara:
        return f"{kata} ({kepala.get_kedudukan_display()})"
    return kata


def _waktu(satu: Peserta) -> str:
    pulang = f"–{waktu.jam(satu.pulang_pada)}" if satu.pulang_pada else ""
    return f"{waktu.jam(satu.hadir_pada)}{pulang}"


def _susulan(satu: Peserta | None) -> str:
    """The list says when and by whom a forgotten person was added."""
    if satu is None or not satu.susulan:
        return ""
    pada = timezone.localtime(satu.dicatat_pada)
    oleh = f" oleh {satu.dicatat_oleh.nama}" if satu.dicatat_oleh else ""
    return f"(ditambahkan {waktu.tanggal(pada)}, {waktu.pukul(pada)}{oleh})"
