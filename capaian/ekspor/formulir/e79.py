"""E.79: Evaluasi Terhadap Hasil RKPD. 30 columns, A to AD; codes in five of them."""

from capaian.ekspor.formulir.e81 import KAKI_EVALUASI
from capaian.ekspor.formulir.isi import evaluasi_k, evaluasi_rp
from capaian.ekspor.formulir.tata import (
    LANJUT_TAHUN,
    LANJUT_TRIWULAN,
    PENDORONG,
    PENGHAMBAT,
    PREDIKAT,
    RATA,
    Formulir,
    Tanda,
    pasangan,
    tunggal,
)
from capaian.pilihan import SumberTarget
from konsolidasi.inti.tata_letak import Kolom

TRIWULAN = "Realisasi pada Triwulan"
# Urusan, bidang urusan, program, kegiatan, sub kegiatan: one title above five columns.
KODE = tuple(
    Kolom(
        f"kode{n}",
        "Kode" if n == 1 else "",
        lebar,
        rata="center",
        lebur=n > 1,
        sekat=True,
        nomor="3",
    )
    for n, lebar in enumerate((4, 4, 4, 6, 6), start=1)
)

E79 = Formulir(
    kode="E.79",
    nama="Evaluasi Hasil RKPD",
    judul=(
        "Evaluasi Terhadap Hasil RKPD Kabupaten/Kota",
        "RKPD Kota Tanjungbalai",
        "Periode Pelaksanaan: {periode}",
        "Sasaran Pembangunan Tahunan Kabupaten/Kota: {sasaran}",
    ),
    kolom=(
        tunggal("no", 1, "No", 5, "center"),
        tunggal("sasaran", 2, "Sasaran", 19),
        *KODE,
        tunggal(
            "simpul",
            4,
            "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan",
            25,
        ),
        tunggal("indikator", 5, "Indikator Kinerja Program (outcome)/Kegiatan (output)", 25),
        *pasangan("akhir", 6, "Target RPJMD Kab/Kota pada Tahun {akhir} (akhir periode RPJMD)"),
        *pasangan("lalu", 7, "Realisasi Capaian Kinerja RPJMD s/d RKPD Tahun Lalu (n-2)"),
        *pasangan(
            "target", 8, "Target Kinerja dan Anggaran RKPD Tahun Berjalan (n-1) yang dievaluasi"
        ),
        *pasangan("tw1", 9, "I", TRIWULAN),
        *pasangan("tw2", 10, "II", TRIWULAN),
        *pasangan("tw3", 11, "III", TRIWULAN),
        *pasangan("tw4", 12, "IV", TRIWULAN),
        *pasangan("tahun", 13, "Realisasi Capaian Kinerja dan Anggaran RKPD yang dievaluasi"),
        *pasangan("sd", 14, "Realisasi Kinerja dan Anggaran RPJMD s/d Tahun {tahun} (14 = 7+13)"),
        *pasangan(
            "capaian",
            15,
            "Tingkat Capaian Kinerja dan Realisasi Anggaran RPJMD s/d Tahun {tahun} (%)"
            " (15 = 14/6 × 100%)",
        ),
        tunggal("unit", 16, "PD Penanggung Jawab", 19),
    ),
    penutup=(
        (RATA, "Rata-rata capaian kinerja (%)"),
        (PREDIKAT, "Predikat kinerja"),
        (PENDORONG, "Faktor pendorong keberhasilan kinerja:"),
        (PENGHAMBAT, "Faktor penghambat pencapaian kinerja:"),
        (LANJUT_TRIWULAN, "Tindak lanjut yang diperlukan dalam triwulan berikutnya*):"),
        (LANJUT_TAHUN, "Tindak lanjut yang diperlukan dalam RKPD berikutnya*):"),
    ),
    rata=("capaian_k", "capaian_rp"),
    kiri=Tanda("Disusun", "bapperida"),
    kanan=Tanda("Disetujui", "wali_kota"),
    sumber_akhir=(SumberTarget.RPJMD,),
    sumber_tahun=(SumberTarget.RKPD, SumberTarget.RENJA, SumberTarget.DPA),
    isi_k=evaluasi_k,
    isi_rp=evaluasi_rp,
    kaki=KAKI_EVALUASI,
    se_kota=True,
    berkode=True,
)
