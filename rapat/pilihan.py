from django.db.models import TextChoices


class KeadaanHadir(TextChoices):
    """The unit of attendance is the OPD, then people."""

    PIMPINAN = "pimpinan", "Hadir, pimpinan"
    DIWAKILI = "diwakili", "Hadir, diwakili"
    IZIN = "izin", "Izin"
    TANPA_KETERANGAN = "tanpa_keterangan", "Tanpa keterangan"


HADIR = (KeadaanHadir.PIMPINAN, KeadaanHadir.DIWAKILI)


class Putusan(TextChoices):
    BELUM = "belum", "Belum"
    SEPAKAT = "sepakat", "Sepakat"
    DENGAN_CATATAN = "dengan_catatan", "Dengan catatan"
    DITUNDA = "ditunda", "Ditunda"
    TIDAK_DIBAHAS = "tidak_dibahas", "Tidak dibahas"


# Decisions that carry an agreed target.
DISEPAKATI = (Putusan.SEPAKAT, Putusan.DENGAN_CATATAN)


class StatusSesi(TextChoices):
    """Written by rapat.alur only; `ditetapkan` comes with the final berita acara."""

    TERJADWAL = "terjadwal", "Terjadwal"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    DITETAPKAN = "ditetapkan", "Ditetapkan"


class SifatSurat(TextChoices):
    BIASA = "biasa", "Biasa"
    PENTING = "penting", "Penting"
    SEGERA = "segera", "Segera"
    SANGAT_SEGERA = "sangat_segera", "Sangat Segera"


class Kedudukan(TextChoices):
    """What a person in the room is for an OPD."""

    PIMPINAN = "pimpinan", "Pimpinan"
    WAKIL = "wakil", "Mewakili pimpinan"
    PENDAMPING = "pendamping", "Pendamping"
    TAMU = "tamu", "Tamu"


class CaraHadir(TextChoices):
    NOTULIS = "notulis", "Dicatat notulis"
    QR = "qr", "Isi sendiri lewat kode QR"
    LEMBAR = "lembar", "Dari lembar cetak"


class JenisCatatan(TextChoices):
    PEMBAHASAN = "pembahasan", "Pembahasan"
    KEBERATAN = "keberatan", "Catatan atau keberatan OPD"


class HasilTemuan(TextChoices):
    """What a sesi made of a finding of keselarasan."""

    BELUM = "belum", "Belum diputuskan"
    BUKAN_MASALAH = "bukan_masalah", "Bukan masalah"
    TARGET_DIUBAH = "target_diubah", "Target akan diubah"
    TINDAK_LANJUT = "tindak_lanjut", "Tindak lanjut"


class HasilPeran(TextChoices):
    """What a sesi made of the role of an OPD in a priority; values as in capaian."""

    DISETUJUI = "disetujui", "Disetujui"
    DITOLAK = "ditolak", "Ditolak"


class StatusKonfirmasi(TextChoices):
    """Of what a representative agreed, by the kepala OPD."""

    MENUNGGU = "menunggu", "Menunggu konfirmasi kepala OPD"
    DIKONFIRMASI = "dikonfirmasi", "Dikonfirmasi kepala OPD"
    DITOLAK = "ditolak", "Tidak dikonfirmasi"


class StatusTindakLanjut(TextChoices):
    """Written by rapat.alur only."""

    TERBUKA = "terbuka", "Terbuka"
    DILAPORKAN = "dilaporkan", "Dilaporkan selesai"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


# Follow-ups that come back on the next agenda of their OPD.
MASIH_TERBUKA = (StatusTindakLanjut.TERBUKA, StatusTindakLanjut.DILAPORKAN)


class JenisBeritaAcara(TextChoices):
    INDUK = "induk", "Berita acara"
    ADENDUM = "adendum", "Adendum"


class StatusBeritaAcara(TextChoices):
    """Written by rapat.alur only."""

    DRAF = "draf", "Draf"
    TANGGAPAN = "tanggapan", "Tanggapan OPD"
    FINAL = "final", "Final"


class StatusTanggapan(TextChoices):
    MENUNGGU = "menunggu", "Menunggu jawaban"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Tidak diubah"
