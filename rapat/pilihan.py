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


# Decisions that carry an agreed target.
DISEPAKATI = (Putusan.SEPAKAT, Putusan.DENGAN_CATATAN)


class StatusSesi(TextChoices):
    """Written by rapat.alur only."""

    TERJADWAL = "terjadwal", "Terjadwal"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
