"""Attendance on paper: the sheet to sign by hand, and the list as it was recorded."""

import re
from dataclasses import asdict
from typing import Any

from konsolidasi.inti import waktu
from rapat.dokumen.hadir import susun_hadir
from rapat.dokumen.muatan import Muatan, per_agenda
from rapat.dokumen.naskah import BarisHadir
from rapat.dokumen.pengesahan import (
    penanda_bapperida,
    susun_kop,
    tempat_tanggal,
    utama_hadir,
)
from rapat.models import Agenda, Peserta, Sesi
from rapat.pilihan import HADIR

PARAF = re.compile(r"(?:[ML]\d{1,3} \d{1,3}){2,2000}")
BARIS_KOSONG = 12
"""For companions and guests, behind two rows for each OPD."""


def susun_lembar_hadir(sesi: Sesi, *, kosong: int = BARIS_KOSONG) -> dict[str, Any]:
    """Names as the OPD announced them, else room to write. Five queries."""
    muatan = Muatan(sesi)
    isi = [baris for agenda in muatan.agenda for baris in _baris_opd(agenda)]
    isi += [("", "", "")] * kosong
    return _dasar(muatan) | {
        "waktu": f"{waktu.pukul(muatan.sesi.jam_mulai)} s.d. selesai",
        "baris": [
            {"nomor": n, "nama": nama, "jabatan": jabatan, "asal": asal}
            for n, (nama, jabatan, asal) in enumerate(isi, start=1)
        ],
    }


def susun_hadir_tercatat(sesi: Sesi) -> tuple[dict[str, Any], dict[str, str]]:
    """Everybody who was there, with NIP, and the signatures as SVG by their name. Seven queries.

    Personal data: for the archive of those who record, never for the public.
    """
    muatan = Muatan(sesi)
    orang = per_agenda(muatan.peserta)
    baris = []
    for hadir in susun_hadir(muatan):
        milik = orang[hadir.agenda]
        # Recorded by the notulis for the OPD, without an entry of the person.
        if hadir.keadaan in HADIR and utama_hadir(milik) is None:
            baris.append(_baris_kehadiran(hadir))
        baris += [_baris_orang(p) for p in milik]
    baris += [_baris_orang(p) for p in orang[0]]
    gambar = {f"paraf-{p.pk}": svg for p in muatan.peserta if (svg := _paraf(p.paraf))}
    data = _dasar(muatan) | {
        "jumlah": f"{len(baris)} orang",
        "baris": [b | {"nomor": n} for n, b in enumerate(baris, start=1)],
    }
    return data, gambar


def _dasar(muatan: Muatan) -> dict[str, Any]:
    sesi = muatan.sesi
    return {
        "judul-dokumen": f"Daftar hadir {sesi.judul}",
        "kop": asdict(susun_kop(muatan.penerbit)),
        "rapat": muatan.rapat.nama,
        "sesi": sesi.judul,
        "hari_tanggal": waktu.hari_tanggal(sesi.tanggal),
        "tempat": sesi.tempat_sesi,
        "tempat_tanggal": tempat_tanggal(sesi.tanggal),
        "bapperida": asdict(penanda_bapperida(muatan.penerbit)),
        "kaki": f"Daftar hadir {sesi.judul}",
    }


def _baris_kehadiran(hadir: BarisHadir) -> dict[str, Any]:
    nama, jabatan = (*hadir.orang, "", "")[:2]
    return {
        "nama": nama,
        "nip": "",
        "jabatan": jabatan,
        "asal": hadir.opd,
        "kedudukan": hadir.kehadiran,
        "pukul": hadir.pukul,
        "paraf": "",
    }


def _baris_orang(satu: Peserta) -> dict[str, Any]:
    pulang = f"–{waktu.jam(satu.pulang_pada)}" if satu.pulang_pada else ""
    kedudukan = satu.get_kedudukan_display()
    if satu.surat_tugas:
        kedudukan += f", surat tugas {satu.surat_tugas}"
    if satu.susulan:
        kedudukan += ", dicatat sesudah sesi"
    return {
        "nama": satu.nama,
        "nip": satu.nip,
        "jabatan": satu.jabatan,
        "asal": satu.agenda.nama if satu.agenda else satu.instansi,
        "kedudukan": kedudukan,
        "pukul": f"{waktu.jam(satu.hadir_pada)}{pulang}",
        "paraf": f"paraf-{satu.pk}",
    }


def _paraf(jalur: str) -> str:
    """The stored path in its box of 300 × 120; "" for anything that is not a path."""
    if not PARAF.fullmatch(jalur):
        return ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120"><path fill="none" '
        f'stroke="#000" stroke-width="3" stroke-linecap="round" d="{jalur}"/></svg>'
    )


def _baris_opd(agenda: Agenda) -> tuple[tuple[str, str, str], ...]:
    """One row for who sits for the OPD, one for who comes along."""
    rencana = getattr(agenda, "rencana_hadir", None)
    nama, jabatan = (rencana.nama, rencana.jabatan) if rencana else ("", "")
    return (nama, jabatan, agenda.nama), ("", "", agenda.nama)
