"""E.80 (Renstra PD) and E.78 (RPJMD): five years side by side."""

from capaian.ekspor.formulir.isi import tahunan_k, tahunan_rp
from capaian.ekspor.formulir.tata import (
    LANJUT_MASA,
    LANJUT_TAHUN,
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

TAHUN_KE = (1, 2, 3, 4, 5)
RATA_TAHUN = tuple(f"c{n}_{satuan}" for n in TAHUN_KE for satuan in ("k", "rp"))
KAKI = (
    "Rp program, kegiatan, dan sub kegiatan: target dari pagunya, realisasi dari indikator di"
    " barisnya, atau bila tidak ada, dari simpul di bawahnya. Tahun sesudah tahun evaluasi kosong.",
    "Huruf miring kelabu dan kata sementara: belum diverifikasi, belum lengkap, atau memakai data"
    " sementara. Rata-rata tanpa bobot; yang tidak dapat dihitung tidak ikut.",
)


def lima_tahun(kunci: str, nomor: int, judul: str) -> tuple[Kolom, ...]:
    return tuple(
        kolom for n in TAHUN_KE for kolom in pasangan(f"{kunci}{n}", nomor + n - 1, str(n), judul)
    )


E80 = Formulir(
    kode="E.80",
    nama="Evaluasi Hasil Renstra Perangkat Daerah",
    judul=(
        "Evaluasi Terhadap Hasil Renstra Perangkat Daerah Lingkup Kabupaten/Kota",
        "Renstra Perangkat Daerah {opd} Kota Tanjungbalai",
        "Periode Pelaksanaan: {masa}",
    ),
    kolom=(
        tunggal("no", 1, "No", 5, "center"),
        tunggal("sasaran", 2, "Sasaran", 19),
        tunggal("simpul", 3, "Program/Kegiatan", 25),
        tunggal("indikator", 4, "Indikator Kinerja", 25),
        tunggal("awal", 5, "Data Capaian pada Awal Tahun Perencanaan", 11, "right"),
        *pasangan("akhir", 6, "Target pada Akhir Tahun Perencanaan"),
        *lima_tahun("t", 7, "Target Renstra Perangkat Daerah Tahun ke-"),
        *lima_tahun("r", 12, "Realisasi Capaian Tahun ke-"),
        *lima_tahun("c", 17, "Rasio Capaian pada Tahun ke- (%)"),
        tunggal("unit", 22, "Unit Penanggung Jawab", 19),
    ),
    penutup=(
        (RATA, "Rata-rata capaian kinerja Renstra (%)"),
        (PREDIKAT, "Predikat kinerja"),
        (PENDORONG, "Faktor pendorong keberhasilan kinerja:"),
        (PENGHAMBAT, "Faktor penghambat pencapaian kinerja:"),
        (
            LANJUT_TAHUN,
            "Usulan tindak lanjut pada Renja Perangkat Daerah Kabupaten/Kota berikutnya:",
        ),
        (
            LANJUT_MASA,
            "Usulan tindak lanjut pada Renstra Perangkat Daerah Kabupaten/Kota berikutnya:",
        ),
    ),
    rata=RATA_TAHUN,
    kiri=Tanda("Disusun", "opd"),
    kanan=Tanda("Dievaluasi", "bapperida"),
    sumber_akhir=(SumberTarget.RENSTRA, SumberTarget.RPJMD),
    sumber_tahun=(SumberTarget.RENSTRA, SumberTarget.RENJA, SumberTarget.DPA),
    isi_k=tahunan_k,
    isi_rp=tahunan_rp,
    kaki=KAKI,
    gulir="awal",
)
E78 = Formulir(
    kode="E.78",
    nama="Evaluasi Hasil RPJMD",
    judul=(
        "Evaluasi Terhadap Hasil RPJMD Kabupaten/Kota",
        "RPJMD Kota Tanjungbalai",
        "Periode Pelaksanaan: {masa}",
    ),
    kolom=(
        tunggal("no", 1, "No", 5, "center"),
        tunggal("sasaran", 2, "Sasaran", 19),
        tunggal("simpul", 3, "Program Prioritas", 25),
        tunggal("indikator", 4, "Indikator Kinerja", 25),
        tunggal("awal", 5, "Data Capaian pada Awal Tahun Perencanaan", 11, "right"),
        *pasangan("akhir", 6, "Target pada Akhir Tahun Perencanaan"),
        *lima_tahun("t", 7, "Target RPJMD pada RKPD Tahun ke-"),
        *lima_tahun("r", 12, "Capaian Target RPJMD melalui Pelaksanaan RKPD Tahun ke-"),
        *lima_tahun("c", 17, "Tingkat Capaian (%) ke-"),
        *pasangan("sd", 22, "Capaian pada Akhir Tahun Perencanaan"),
        *pasangan("rasio", 23, "Rasio Capaian Akhir (%)"),
    ),
    penutup=(
        (RATA, "Rata-rata capaian kinerja RPJMD (%)"),
        (PREDIKAT, "Predikat kinerja"),
        (PENDORONG, "Faktor pendorong keberhasilan kinerja:"),
        (PENGHAMBAT, "Faktor penghambat pencapaian kinerja:"),
        (LANJUT_TAHUN, "Usulan tindak lanjut pada RKPD berikutnya:"),
        (LANJUT_MASA, "Usulan tindak lanjut pada RPJMD berikutnya:"),
    ),
    rata=(*RATA_TAHUN, "rasio_k", "rasio_rp"),
    kiri=Tanda("Disusun", "bapperida"),
    kanan=Tanda("Disetujui", "wali_kota"),
    sumber_akhir=(SumberTarget.RPJMD,),
    sumber_tahun=(SumberTarget.RPJMD, SumberTarget.RKPD, SumberTarget.RENJA),
    isi_k=tahunan_k,
    isi_rp=tahunan_rp,
    kaki=KAKI,
    gulir="awal",
    se_kota=True,
    tingkat=("tujuan", "sasaran", "program"),
)
