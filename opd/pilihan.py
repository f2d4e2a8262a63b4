from django.db.models import TextChoices


class JenisUrusan(TextChoices):
    """Permendagri 90/2019 and its successors; codes in domain facts §6.1."""

    WAJIB_DASAR = "wajib_dasar", "Wajib berkaitan dengan pelayanan dasar"
    WAJIB_LAIN = "wajib_lain", "Wajib tidak berkaitan dengan pelayanan dasar"
    PILIHAN = "pilihan", "Pilihan"
    PENDUKUNG = "pendukung", "Pendukung"
    PENUNJANG = "penunjang", "Penunjang"
    PENGAWASAN = "pengawasan", "Pengawasan"
    KEWILAYAHAN = "kewilayahan", "Kewilayahan"
    UMUM = "umum", "Pemerintahan umum"


class JenisOpd(TextChoices):
    DINAS = "dinas", "Dinas"
    BADAN = "badan", "Badan"
    SATUAN = "satuan", "Satuan"
    RSUD = "rsud", "Rumah sakit umum daerah"
    SEKRETARIAT = "sekretariat", "Sekretariat"
    INSPEKTORAT = "inspektorat", "Inspektorat"
    KECAMATAN = "kecamatan", "Kecamatan"
    KELURAHAN = "kelurahan", "Kelurahan"
    UNIT = "unit", "Unit pelaksana teknis"


class Peran(TextChoices):
    ADMIN = "admin", "Admin"
    BAPPERIDA = "bapperida", "Bapperida (perencana/verifikator)"
    NOTULIS = "notulis", "Notulis"
    OPERATOR = "operator", "Operator OPD"
    KEPALA = "kepala", "Kepala OPD"
    PIMPINAN = "pimpinan", "Pimpinan"


# Roles that act for one OPD; the others see the whole city.
PERAN_OPD = (Peran.OPERATOR, Peran.KEPALA)


class KedudukanPejabat(TextChoices):
    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."
