"""Evidence of TW IV 2025: one report per OPD that proves all its rows, and three odd cases."""

from collections.abc import Iterator
from datetime import date

from capaian.models import Bukti, Realisasi
from capaian.pilihan import JenisBukti, KeadaanNilai, StatusBukti, StatusRealisasi
from konsolidasi.contoh.muatan import Muatan
from konsolidasi.contoh.pdf_contoh import pdf
from konsolidasi.contoh.pemuat.periode import BUKA, saat
from konsolidasi.inti import lampiran, waktu
from konsolidasi.inti.jenis_berkas import PDF, Jenis
from konsolidasi.inti.models import Lampiran
from opd.models import Opd

TAHUN, TRIWULAN = 2025, 4
DIUNGGAH = saat(date(2026, 1, 7), BUKA)
DINILAI = saat(date(2026, 1, 12), BUKA)
TANGGAL_REKAP = date(2025, 12, 31)
# The number is not typed yet, its evidence is already there.
MENDAHULUI = "1.02.04"
# The paper of August proves two quarters: old for the second, and the same bytes twice.
LAMA, TANGGAL_LAMA = "2.17.01", date(2025, 8, 14)
DITOLAK, ALASAN = "1.02.02", "Halaman 2 tidak terbaca."
TAUTAN = "https://data.contoh.go.id/tanjungbalai"


def muat(muatan: Muatan) -> None:
    baris = list(_semua(muatan))
    Bukti.objects.bulk_create(baris)
    # Set by the moment of writing otherwise.
    Bukti.objects.update(diunggah_pada=DIUNGGAH)


def _semua(muatan: Muatan) -> Iterator[Bukti]:
    periode = muatan.periode[TAHUN, TRIWULAN]
    terisi = Realisasi.objects.filter(periode=periode, keadaan=KeadaanNilai.NILAI)
    status = dict(terisi.values_list("indikator__kode", "status"))
    rekap: dict[str, Lampiran] = {}
    for rencana in muatan.rencana:
        if rencana.kode not in status and rencana.kode != MENDAHULUI:
            continue
        opd = muatan.opd[rencana.opd]
        if rencana.opd not in rekap:
            rekap[rencana.opd] = _simpan(opd, TANGGAL_REKAP, muatan, rencana.opd)
        terverifikasi = status.get(rencana.kode) == StatusRealisasi.TERVERIFIKASI
        yield Bukti(
            indikator=muatan.indikator[rencana.kode],
            periode=periode,
            jenis=JenisBukti.LAPORAN,
            lampiran=rekap[rencana.opd],
            nama=f"Rekap TW IV 2025 {opd.singkatan}.pdf",
            dokumen_tanggal=TANGGAL_REKAP,
            status=StatusBukti.DITERIMA if terverifikasi else StatusBukti.MENUNGGU,
            dinilai_oleh=muatan.pengguna["rina"] if terverifikasi else None,
            dinilai_pada=DINILAI if terverifikasi else None,
            contoh=True,
            diunggah_oleh=muatan.pengisi[rencana.opd],
        )
    yield from _ganjil(muatan)


def _ganjil(muatan: Muatan) -> Iterator[Bukti]:
    """The cases that a verifier has to notice."""
    opd = "nakerkop"
    lama = _simpan(muatan.opd[opd], TANGGAL_LAMA, muatan, opd)
    for triwulan in (3, 4):
        yield Bukti(
            indikator=muatan.indikator[LAMA],
            periode=muatan.periode[TAHUN, triwulan],
            jenis=JenisBukti.DATA,
            lampiran=lama,
            nama="Rekap UMKM naik kelas.pdf",
            dokumen_tanggal=TANGGAL_LAMA,
            halaman="1",
            contoh=True,
            diunggah_oleh=muatan.pengisi[opd],
        )
    yield Bukti(
        indikator=muatan.indikator[DITOLAK],
        periode=muatan.periode[TAHUN, TRIWULAN],
        jenis=JenisBukti.TAUTAN,
        tautan=TAUTAN,
        nama="Rekap kematian ibu 2025",
        nomor_dokumen="441/12/Kesga",
        dokumen_tanggal=TANGGAL_REKAP,
        status=StatusBukti.DITOLAK,
        alasan=ALASAN,
        dinilai_oleh=muatan.pengguna["rina"],
        dinilai_pada=DINILAI,
        contoh=True,
        diunggah_oleh=muatan.pengisi["dinkes"],
    )


def _simpan(opd: Opd, tanggal: date, muatan: Muatan, kunci: str) -> Lampiran:
    """Our own bytes, so they are stored without being looked into again."""
    isi = pdf(
        (
            "PEMERINTAH KOTA TANJUNGBALAI",
            opd.nama,
            "",
            "REKAPITULASI CAPAIAN KINERJA TRIWULAN (DATA CONTOH)",
            f"Tanjungbalai, {waktu.tanggal(tanggal)}",
            "",
            "Angka pada berkas ini contoh, bukan angka resmi.",
        )
    )
    terperiksa = lampiran.Terperiksa(isi, Jenis(PDF, 1), f"Rekap {kunci}.pdf")
    return lampiran.simpan(terperiksa, oleh=muatan.pengisi[kunci])
