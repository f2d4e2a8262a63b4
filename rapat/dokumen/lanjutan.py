"""Follow-ups in words: since when, how often discussed and moved. No query."""

from konsolidasi.inti import waktu
from rapat.dokumen.muatan import Muatan, lahir
from rapat.dokumen.naskah import BarisTindakLanjut
from rapat.models import Sesi, TindakLanjut
from rapat.pilihan import MASIH_TERBUKA

BARU = "baru"


def susun_tindak_lanjut(muatan: Muatan) -> tuple[BarisTindakLanjut, ...]:
    return tuple(_baris(satu, muatan) for satu in muatan.tindak_lanjut)


def asal(satu: TindakLanjut, sesi: Sesi | None = None) -> str:
    """ "sejak 2025, bergeser 2×, alasan: …", or "baru" in the sesi it was made in."""
    bagian = [BARU]
    if sesi is None or satu.asal is None or satu.asal.sesi_id != sesi.pk:
        bagian = [f"sejak {lahir(satu).year}"]
    if satu.geseran:
        bagian.append(f"bergeser {len(satu.geseran)}×")
        if satu.geseran[-1].catatan:
            bagian.append(f"alasan: {satu.geseran[-1].catatan}")
    if satu.status not in MASIH_TERBUKA:
        bagian.append(satu.get_status_display().lower())
    return ", ".join(bagian)


def riwayat(satu: TindakLanjut) -> str:
    """ "sejak 2025, dibahas 3×, bergeser 2×"; what never happened is not counted."""
    bagian = [f"sejak {lahir(satu).year}"]
    if satu.banyak_bahasan:
        bagian.append(f"dibahas {satu.banyak_bahasan}×")
    if satu.geseran:
        bagian.append(f"bergeser {len(satu.geseran)}×")
    return ", ".join(bagian)


def pendukung(satu: TindakLanjut) -> str:
    return ", ".join(p.opd.singkatan or p.opd.nama for p in satu.pendukung_baris.all())


def _baris(satu: TindakLanjut, muatan: Muatan) -> BarisTindakLanjut:
    milik = (satu.opd_id, *(p.opd_id for p in satu.pendukung_baris.all()))
    agenda = {muatan.keluarga[opd]: None for opd in milik if opd in muatan.keluarga}
    return BarisTindakLanjut(
        pk=satu.pk,
        agenda=tuple(agenda),
        uraian=satu.uraian,
        penanggung_jawab=satu.opd.nama,
        pendukung=pendukung(satu),
        batas=waktu.tanggal(satu.batas_tanggal),
        asal=asal(satu, muatan.sesi),
        indikator=satu.indikator.nama if satu.indikator else "",
        status=satu.get_status_display(),
    )
