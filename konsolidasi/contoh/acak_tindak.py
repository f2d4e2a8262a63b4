"""Follow-ups of a rapat as rows of an import, for the workbooks that are broken on purpose."""

from datetime import date

from rapat.impor.tindak_lanjut_muat import AcuanTindakLanjut, Daftar
from rapat.pilihan import StatusTindakLanjut as Status

STATUS = tuple(Status)


def contoh_tindak_lanjut(banyak: int = 9) -> Daftar:
    """Open, reported and closed in turn; new ones are possible. No database."""
    semua = Daftar({satu.kode: satu for satu in map(_satu, range(1, banyak + 1))})
    semua.mencatat = semua.menutup = True
    semua.mulai = date(2026, 1, 20)
    semua.opd = {"dinkes": [1], "rsud": [2], "kembar": [3, 4]}
    semua.indikator = {"1.02.01": 1, "1.02.02": 2}
    return semua


def _satu(n: int) -> AcuanTindakLanjut:
    status = STATUS[n % len(STATUS)]
    return AcuanTindakLanjut(
        pk=n,
        kode=str(n) if n % 3 == 0 else f"TL-{n}",
        nama=f"Menyisir bayi {n}",
        isi={
            "uraian": f"Menyisir bayi {n}",
            "opd": "Dinkes",
            "pendukung": "RSUD, Disdik" if n % 2 else "",
            "indikator": "1.02.01" if n % 2 else "",
            "batas": f"2026-03-{n:02}",
            "keadaan": status.value,
            "laporan": "" if status == Status.TERBUKA else "Sudah disisir",
            "tautan": "",
            "perkembangan": "=Baru separuh" if n % 2 else "",
            "alasan": "",
        },
        versi=n,
        halangan="sudah selesai" if n == 7 else "",
        opd_pk=1,
        status=status,
        melapor=n % 2 == 0,
        menutup=True,
    )
