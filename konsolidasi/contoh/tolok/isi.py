"""A city far larger than ours, made by SQL, for benchmarks only.

78 OPD × 300 indikator × 5 years × 4 quarters = 468,000 realisasi. Every value follows from row
numbers, so two runs build the same rows. `isi_arsip` adds what a long past leaves in the same
tables, up to ten million rows: OPD that were closed in 2020 with sixteen years of their figures, so
that every page keeps its content.
"""

from dataclasses import dataclass

from django.db import connection

OPD, INDIKATOR, TAHUN_AWAL, TAHUN = 78, 300, 2021, 5
ARSIP, ARSIP_AWAL, ARSIP_TAHUN = 497, 2005, 16

# Triggers write history and refuse changes; here they would only double the work.
TANPA_PEMICU = "SET session_replication_role = replica"
DENGAN_PEMICU = "SET session_replication_role = DEFAULT"

_OPD = (
    "INSERT INTO opd_opd (kode, nama, singkatan, jenis, klaster_id, urutan, kop_nama,"
    " alamat, aktif, nonaktif_tanggal, wajib_rilis_kepala)"
    " SELECT 'T' || lpad(n::text, 4, '0'), 'Perangkat Daerah Nomor ' || n, 'PD ' || n, 'dinas',"
    " (SELECT id FROM opd_klaster ORDER BY id OFFSET n %% 2 LIMIT 1), n, '', '', {}, {}, false"
    " FROM {}"
)
_INDIKATOR = (
    "INSERT INTO capaian_indikator (kode, nama, jenis, opd_id, satuan, desimal, jenis_nilai,"
    " formula, konsolidasi, isian, berpagu, wajib_bukti, definisi_operasional, rumus_perhitungan,"
    " sumber_data, urutan, aktif, contoh, sumber_terbitan)"
    " SELECT o.kode || '.' || lpad(n::text, 3, '0'),"
    " 'Persentase layanan ke-' || n || ' ' || o.nama,"
    " 'ikk', o.id, '%%', 2, 'persen',"
    " (ARRAY['positif', 'negatif', 'negatif_rasio'])[1 + n %% 3],"
    " 'posisi_akhir', 'kumulatif', false, true, '', '', '', n, o.aktif, true, ''"
    " FROM opd_opd o CROSS JOIN generate_series(1, %(indikator)s) n"
)
_TARGET = (
    "INSERT INTO capaian_target (indikator_id, tahun_id, nomor, mulai, sumber, acuan, alasan,"
    " nilai, teks_tercetak, contoh, ditetapkan_pada)"
    " SELECT i.id, t, 1, make_date(t, 1, 1), 'renja', 'Renja ' || t, '', 50 + (i.id + t) %% 40, '',"
    " true, now() FROM generate_series({awal}, {akhir}) t CROSS JOIN capaian_indikator i"
)
# In the last quarter a third is not filled and a third is as `status` says.
_REALISASI = (
    "INSERT INTO capaian_realisasi (indikator_id, periode_id, keadaan, nilai, alasan, status_data,"
    " sumber, faktor_pendorong, faktor_penghambat, akar_masalah, status, diajukan_pada,"
    " diajukan_pertama_pada, terlambat_hari, diubah_setelah_verifikasi, versi, contoh, diubah_pada)"
    " SELECT i.id, p.id, 'nilai', (40 + (i.id * 7 + p.id) %% 50) * p.triwulan / 4.0, '',"
    " 'tetap', '', 'Kerja sama lintas bidang', 'Keterlambatan pengadaan', 'Anggaran bergeser',"
    " CASE WHEN p.tahun_id = %(awal)s + %(tahun)s - 1 AND p.triwulan = 4 AND i.urutan %% 3 = 1"
    " THEN '{status}' ELSE 'terverifikasi' END, p.dibuka_pada, p.dibuka_pada, 0, 0, 1, true,"
    " p.dibuka_pada"
    " FROM capaian_indikator i CROSS JOIN capaian_periode p"
    " WHERE NOT (p.tahun_id = %(awal)s + %(tahun)s - 1 AND p.triwulan = 4 AND i.urutan %% 3 = 0)"
)
_TAHUN = (
    "INSERT INTO capaian_tahun (tahun, tahap) SELECT t, '' FROM generate_series({awal}, {akhir}) t"
)
_PERIODE = (
    "INSERT INTO capaian_periode (tahun_id, triwulan, dibuka_pada, batas_pada, tenggang_pada,"
    " ditutup_pada, pesan, terkunci)"
    " SELECT t, q, make_timestamptz(t, 3 * q, 28, 0, 0, 0), '2090-01-01', '2090-01-01',"
    " '2090-01-01', '', false"
    " FROM generate_series({awal}, {akhir}) t, generate_series(1, 4) q"
)
_KINI = {"awal": "%(awal)s", "akhir": "%(awal)s + %(tahun)s - 1"}
_LALU = {"awal": "%(awal_arsip)s", "akhir": "%(awal_arsip)s + %(tahun_arsip)s - 1"}
PERNYATAAN = (
    "INSERT INTO opd_klaster (nama, urutan, aktif)"
    " SELECT 'Klaster ' || k, k, true FROM generate_series(1, 2) k",
    _OPD.format("true", "NULL", "generate_series(1, %(opd)s) n"),
    _TAHUN.format(awal="%(awal)s", akhir="%(awal)s + %(tahun)s"),
    _PERIODE.format(**_KINI),
    _INDIKATOR,
    _TARGET.format(awal="%(awal)s", akhir="%(awal)s + %(tahun)s"),
    "INSERT INTO capaian_targettriwulan (target_id, triwulan, nilai, teks_tercetak)"
    " SELECT id, q, nilai * q / 4, '' FROM capaian_target, generate_series(1, 4) q"
    " WHERE tahun_id >= %(awal)s + %(tahun)s - 1",
    _REALISASI.format(status="diajukan"),
    "INSERT INTO capaian_bukti (indikator_id, periode_id, jenis, tautan, nama, nomor_dokumen,"
    " halaman, status, alasan, contoh, diunggah_pada)"
    " SELECT i.id, p.id, 'tautan', 'https://data.contoh.go.id/' || i.id, 'Rekap layanan', '', '',"
    " 'menunggu', '', true, now() FROM capaian_indikator i, capaian_periode p"
    " WHERE p.tahun_id = %(awal)s + %(tahun)s - 1 AND p.triwulan >= 3",
)
PERNYATAAN_ARSIP = (
    _OPD.format("false", "'2020-12-31'", "generate_series(%(opd)s + 1, %(opd)s + %(arsip)s) n"),
    _TAHUN.format(**_LALU),
    _PERIODE.format(**_LALU),
    f"{_INDIKATOR} WHERE NOT o.aktif",
    _TARGET.format(**_LALU) + " WHERE NOT i.aktif",
    _REALISASI.format(status="terverifikasi")
    + " AND NOT i.aktif AND p.tahun_id < %(awal_arsip)s + %(tahun_arsip)s",
)


@dataclass(frozen=True)
class Besaran:
    opd: int = OPD
    indikator: int = INDIKATOR
    awal: int = TAHUN_AWAL
    tahun: int = TAHUN
    arsip: int = ARSIP
    """Closed OPD that `isi_arsip` adds, with as many indikator each."""
    awal_arsip: int = ARSIP_AWAL
    tahun_arsip: int = ARSIP_TAHUN

    @property
    def realisasi(self) -> int:
        return self.opd * self.indikator * self.tahun * 4

    @property
    def realisasi_arsip(self) -> int:
        return self.realisasi + self.arsip * self.indikator * self.tahun_arsip * 4


def isi(besaran: Besaran) -> None:
    """Fill an empty, migrated database. Needs the right to switch triggers off."""
    _jalankan(PERNYATAAN, besaran)


def isi_arsip(besaran: Besaran) -> None:
    """Grow a filled database to `besaran.realisasi_arsip` rows without changing any page."""
    _jalankan(PERNYATAAN_ARSIP, besaran)


def _jalankan(semua: tuple[str, ...], besaran: Besaran) -> None:
    angka = vars(besaran)
    with connection.cursor() as kursor:
        kursor.execute(TANPA_PEMICU)
        for pernyataan in semua:
            kursor.execute(pernyataan, angka)
        kursor.execute(DENGAN_PEMICU)
        # As autovacuum leaves it; else it would do so while we measure.
        kursor.execute("VACUUM (ANALYZE)")
