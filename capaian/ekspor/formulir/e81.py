"""E.81: Evaluasi Terhadap Hasil Renja PD. 25 columns, A to Y, as Permendagri 86/2017 has them."""

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

TRIWULAN = "Realisasi Kinerja pada Triwulan"
KAKI_EVALUASI = (
    "Rp triwulan adalah belanja triwulan itu; anggaran yang diisi kumulatif ditulis sebagai selisih"
    " dari triwulan sebelumnya. Rp program, kegiatan, dan sub kegiatan: target dari pagunya,"
    " realisasi dari indikator di barisnya, atau bila tidak ada, dari simpul di bawahnya.",
    "Huruf miring kelabu dan kata sementara: belum diverifikasi, belum lengkap, atau memakai data"
    " sementara. Rata-rata tanpa bobot; yang tidak dapat dihitung tidak ikut.",
)

E81 = Formulir(
    kode="E.81",
    nama="Evaluasi Hasil Renja Perangkat Daerah",
    judul=(
        "Evaluasi Terhadap Hasil Renja Perangkat Daerah Lingkup Kabupaten/Kota",
        "Renja Perangkat Daerah {opd} Kota Tanjungbalai",
        "Periode Pelaksanaan: {periode}",
        "Indikator dan target kinerja Perangkat Daerah Kabupaten/Kota yang mengacu pada sasaran"
        " RKPD: {sasaran}",
    ),
    kolom=(
        tunggal("no", 1, "No", 5, "center"),
        tunggal("sasaran", 2, "Sasaran", 19),
        tunggal("simpul", 3, "Program/Kegiatan", 25),
        tunggal("indikator", 4, "Indikator Kinerja Program (outcome)/Kegiatan (output)", 25),
        *pasangan("akhir", 5, "Target Renstra PD pada Tahun {akhir} (akhir periode Renstra)"),
        *pasangan("lalu", 6, "Realisasi Capaian Kinerja Renstra PD s/d Renja PD Tahun Lalu (n-2)"),
        *pasangan(
            "target",
            7,
            "Target Kinerja dan Anggaran Renja PD Tahun Berjalan (n-1) yang dievaluasi",
        ),
        *pasangan("tw1", 8, "I", TRIWULAN),
        *pasangan("tw2", 9, "II", TRIWULAN),
        *pasangan("tw3", 10, "III", TRIWULAN),
        *pasangan("tw4", 11, "IV", TRIWULAN),
        *pasangan(
            "tahun",
            12,
            "Realisasi Capaian Kinerja dan Anggaran Renja PD yang dievaluasi (12 = 8+9+10+11)",
        ),
        *pasangan(
            "sd",
            13,
            "Realisasi Kinerja dan Anggaran Renstra PD s/d Tahun {tahun} (13 = 6+12)",
        ),
        *pasangan(
            "capaian",
            14,
            "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra PD s/d Tahun {tahun} (%)"
            " (14 = 13/5 × 100%)",
        ),
        tunggal("unit", 15, "Unit PD Penanggung Jawab", 19),
    ),
    penutup=(
        (RATA, "Rata-rata capaian kinerja (%)"),
        (PREDIKAT, "Predikat kinerja"),
        (PENDORONG, "Faktor pendorong keberhasilan kinerja:"),
        (PENGHAMBAT, "Faktor penghambat pencapaian kinerja:"),
        (LANJUT_TRIWULAN, "Tindak lanjut yang diperlukan dalam triwulan berikutnya*):"),
        (
            LANJUT_TAHUN,
            "Tindak lanjut yang diperlukan dalam Renja Perangkat Daerah Kabupaten/Kota"
            " berikutnya*):",
        ),
    ),
    rata=("capaian_k", "capaian_rp"),
    kiri=Tanda("Disusun", "opd"),
    kanan=Tanda("Dievaluasi", "bapperida"),
    sumber_akhir=(SumberTarget.RENSTRA, SumberTarget.RPJMD),
    sumber_tahun=(SumberTarget.RENJA, SumberTarget.DPA),
    isi_k=evaluasi_k,
    isi_rp=evaluasi_rp,
    kaki=KAKI_EVALUASI,
)
