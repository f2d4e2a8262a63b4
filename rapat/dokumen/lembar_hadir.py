"""The attendance sheet that is printed before a sesi and signed by hand."""

from dataclasses import asdict
from typing import Any

from konsolidasi.inti import waktu
from rapat.dokumen.muatan import Muatan
from rapat.dokumen.pengesahan import penanda_bapperida, susun_kop, tempat_tanggal
from rapat.models import Agenda, Sesi

BARIS_KOSONG = 12
"""For companions and guests, behind two rows for each OPD."""


def susun_lembar_hadir(sesi: Sesi, *, kosong: int = BARIS_KOSONG) -> dict[str, Any]:
    """Names as the OPD announced them, else room to write. Five queries."""
    muatan = Muatan(sesi)
    sesi = muatan.sesi
    isi = [baris for agenda in muatan.agenda for baris in _baris_opd(agenda)]
    isi += [("", "", "")] * kosong
    return {
        "judul-dokumen": f"Daftar hadir {sesi.judul}",
        "kop": asdict(susun_kop(muatan.penerbit)),
        "rapat": muatan.rapat.nama,
        "sesi": sesi.judul,
        "hari_tanggal": waktu.hari_tanggal(sesi.tanggal),
        "waktu": f"{waktu.pukul(sesi.jam_mulai)} s.d. selesai",
        "tempat": sesi.tempat_sesi,
        "tempat_tanggal": tempat_tanggal(sesi.tanggal),
        "bapperida": asdict(penanda_bapperida(muatan.penerbit)),
        "baris": [
            {"nomor": n, "nama": nama, "jabatan": jabatan, "asal": asal}
            for n, (nama, jabatan, asal) in enumerate(isi, start=1)
        ],
        "kaki": f"Daftar hadir {sesi.judul}",
    }


def _baris_opd(agenda: Agenda) -> tuple[tuple[str, str, str], ...]:
    """One row for who sits for the OPD, one for who comes along."""
    rencana = getattr(agenda, "rencana_hadir", None)
    nama, jabatan = (rencana.nama, rencana.jabatan) if rencana else ("", "")
    return (nama, jabatan, agenda.nama), ("", "", agenda.nama)
