from django.db.models import IntegerChoices, TextChoices


class JenisIndikator(TextChoices):
    IKU = "iku", "IKU"
    IKK = "ikk", "IKK"
    IKD = "ikd", "IKD"
    SPM = "spm", "SPM"
    PROGRAM = "program", "Program"
    KEGIATAN = "kegiatan", "Kegiatan"


class JenisNilai(TextChoices):
    ANGKA = "angka", "Angka"
    PERSEN = "persen", "Persen"
    RUPIAH = "rupiah", "Rupiah"
    RASIO = "rasio", "Rasio"
    PREDIKAT = "predikat", "Predikat"


class FormulaCapaian(TextChoices):
    """Labels of rumus.Formula; a test keeps the two alike."""

    POSITIF = "positif", "Makin besar makin baik: R ÷ T"
    NEGATIF = "negatif", "Makin kecil makin baik: (2 × T − R) ÷ T"
    NEGATIF_RASIO = "negatif_rasio", "Makin kecil makin baik: T ÷ R"
    STABIL = "stabil", "Makin dekat target makin baik: 1 − |R − T| ÷ T"
    PREDIKAT = "predikat", "Predikat: sama atau lebih baik = 100"
    ANGGARAN = "anggaran", "Anggaran: realisasi ÷ pagu"


class CaraKonsolidasi(TextChoices):
    JUMLAH = "jumlah", "Jumlah triwulan"
    RATA_RATA = "rata_rata", "Rata-rata triwulan"
    POSISI_AKHIR = "posisi_akhir", "Posisi akhir"


class CaraIsian(TextChoices):
    TRIWULAN = "triwulan", "Per triwulan"
    KUMULATIF = "kumulatif", "Kumulatif s.d. triwulan"


class NomorTriwulan(IntegerChoices):
    I = 1, "TW I"  # noqa: E741  Roman numeral, as the field writes it
    II = 2, "TW II"
    III = 3, "TW III"
    IV = 4, "TW IV"


class SumberTarget(TextChoices):
    RPJMD = "rpjmd", "RPJMD"
    RENSTRA = "renstra", "Renstra"
    RKPD = "rkpd", "RKPD"
    RENJA = "renja", "Renja"
    DPA = "dpa", "DPA"
    PK = "pk", "Perjanjian Kinerja"
    KESEPAKATAN = "kesepakatan", "Kesepakatan rapat"
    PERUBAHAN = "perubahan", "Perubahan"


class KeadaanNilai(TextChoices):
    """Four different absences and presences; never one shown as the other."""

    NILAI = "nilai", "Ada nilai"
    KOSONG = "kosong", "Belum diisi"
    BELUM_WAKTUNYA = "belum_waktunya", "Belum waktunya"
    TIDAK_BERLAKU = "tidak_berlaku", "Tidak berlaku"


class StatusData(TextChoices):
    SEMENTARA = "sementara", "Sementara"
    TETAP = "tetap", "Tetap"
    PROYEKSI = "proyeksi", "Proyeksi"


class JenisBukti(TextChoices):
    DOKUMEN = "dokumen", "Dokumen"
    LAPORAN = "laporan", "Laporan atau rekap"
    FOTO = "foto", "Foto"
    DATA = "data", "Data olahan"
    TAUTAN = "tautan", "Tautan"


class StatusBukti(TextChoices):
    MENUNGGU = "menunggu", "Menunggu"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak"


class StatusRealisasi(TextChoices):
    """Written by capaian.alur only."""

    DRAF = "draf", "Draf"
    MENUNGGU_KEPALA = "menunggu_kepala", "Menunggu kepala OPD"
    DIAJUKAN = "diajukan", "Menunggu verifikasi"
    PERBAIKAN = "perbaikan", "Perlu perbaikan"
    TERVERIFIKASI = "terverifikasi", "Terverifikasi"
    TERKUNCI = "terkunci", "Terkunci"


# States in which the OPD may still type.
DAPAT_DIISI = (StatusRealisasi.DRAF, StatusRealisasi.PERBAIKAN)
# States whose figure may be shown as settled; everything else is "sementara".
SUDAH_PASTI = (StatusRealisasi.TERVERIFIKASI, StatusRealisasi.TERKUNCI)
# States in which Bapperida has the row, or had it and settled it.
SUDAH_DIAJUKAN = (StatusRealisasi.DIAJUKAN, *SUDAH_PASTI)

# What an office starts with; it edits the list in the admin afterwards.
ALASAN_PERBAIKAN = (
    "Periode bukti tidak sesuai",
    "Bukti sama dengan triwulan lalu",
    "Lonjakan perlu dijelaskan",
    "Bukti tidak terbaca",
    "Angka berbeda dengan bukti",
    "Satuan berbeda",
    "Cara hitung tidak sesuai definisi",
    "Bukti belum lengkap",
    "Penghambat atau pendorong belum jelas",
    "Salah indikator",
)
