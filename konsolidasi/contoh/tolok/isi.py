"""A city far larger than ours, made by SQL, for benchmarks only.

78 OPD × 300 indikator × 5 years × 4 quarters = 468,000 realisasi. Every value follows from row
numbers, so two runs build the same rows.
"""

from dataclasses import dataclass

from django.db import connection

OPD, INDIKATOR, TAHUN_AWAL, TAHUN = 78, 300, 2021, 5

# Triggers write history and refuse changes; here they would only double the work.
TANPA_PEMICU = "SET session_replication_role = replica"
DENGAN_PEMICU = "SET session_replication_role = DEFAULT"

PERNYATAAN = (
    "INSERT INTO opd_klaster (nama, urutan, aktif)"
    " SELECT 'Klaster ' || k, k, true FROM generate_series(1, 2) k",
    "INSERT INTO opd_opd (kode, nama, singkatan, jenis, klaster_id, urutan, kop_nama,"
    " alamat, aktif)"
    " SELECT 'T' || lpad(n::text, 3, '0'), 'Perangkat Daerah Nomor ' || n, 'PD ' || n, 'dinas',"
    " (SELECT id FROM opd_klaster ORDER BY id OFFSET n %% 2 LIMIT 1), n, '', '', true"
    " FROM generate_series(1, %(opd)s) n",
    "INSERT INTO capaian_tahun (tahun, tahap)"
    " SELECT t, '' FROM generate_series(%(awal)s, %(awal)s + %(tahun)s) t",
    "INSERT INTO capaian_periode (tahun_id, triwulan, dibuka_pada, batas_pada, tenggang_pada,"
    " ditutup_pada, pesan)"
    " SELECT t, q, make_timestamptz(t, 3 * q, 28, 0, 0, 0), '2090-01-01', '2090-01-01',"
    " '2090-01-01', ''"
    " FROM generate_series(%(awal)s, %(awal)s + %(tahun)s - 1) t, generate_series(1, 4) q",
    "INSERT INTO capaian_indikator (kode, nama, jenis, opd_id, satuan, desimal, jenis_nilai,"
    " formula, konsolidasi, isian, berpagu, definisi_operasional, rumus_perhitungan, sumber_data,"
    " urutan, aktif, contoh, sumber_terbitan)"
    " SELECT o.kode || '.' || lpad(n::text, 3, '0'),"
    " 'Persentase layanan ke-' || n || ' ' || o.nama,"
    " 'ikk', o.id, '%%', 2, 'persen',"
    " (ARRAY['positif', 'negatif', 'negatif_rasio'])[1 + n %% 3],"
    " 'posisi_akhir', 'kumulatif', false, '', '', '', n, true, true, ''"
    " FROM opd_opd o, generate_series(1, %(indikator)s) n",
    "INSERT INTO capaian_target (indikator_id, tahun_id, nomor, mulai, sumber, acuan, alasan,"
    " nilai, teks_tercetak, contoh, ditetapkan_pada)"
    " SELECT i.id, t, 1, make_date(t, 1, 1), 'renja', 'Renja ' || t, '', 50 + (i.id + t) %% 40, '',"
    " true, now() FROM capaian_indikator i,"
    " generate_series(%(awal)s, %(awal)s + %(tahun)s) t",
    "INSERT INTO capaian_targettriwulan (target_id, triwulan, nilai, teks_tercetak)"
    " SELECT id, q, nilai * q / 4, '' FROM capaian_target, generate_series(1, 4) q"
    " WHERE tahun_id >= %(awal)s + %(tahun)s - 1",
    "INSERT INTO capaian_realisasi (indikator_id, periode_id, keadaan, nilai, alasan, status_data,"
    " sumber, faktor_pendorong, faktor_penghambat, akar_masalah, status, diajukan_pada,"
    " diajukan_pertama_pada, terlambat_hari, versi, contoh, diubah_pada)"
    " SELECT i.id, p.id, 'nilai', (40 + (i.id * 7 + p.id) %% 50) * p.triwulan / 4.0, '',"
    " 'tetap', '', 'Kerja sama lintas bidang', 'Keterlambatan pengadaan', '',"
    " 'terverifikasi', p.dibuka_pada, p.dibuka_pada, 0, 1, true, p.dibuka_pada"
    " FROM capaian_indikator i, capaian_periode p"
    " WHERE NOT (p.tahun_id = %(awal)s + %(tahun)s - 1 AND p.triwulan = 4 AND i.urutan %% 3 = 0)",
)


@dataclass(frozen=True)
class Besaran:
    opd: int = OPD
    indikator: int = INDIKATOR
    awal: int = TAHUN_AWAL
    tahun: int = TAHUN

    @property
    def realisasi(self) -> int:
        return self.opd * self.indikator * self.tahun * 4


def isi(besaran: Besaran) -> None:
    """Fill an empty, migrated database. Needs the right to switch triggers off."""
    angka = vars(besaran)
    with connection.cursor() as kursor:
        kursor.execute(TANPA_PEMICU)
        for pernyataan in PERNYATAAN:
            kursor.execute(pernyataan, angka)
        kursor.execute(DENGAN_PEMICU)
        kursor.execute("ANALYZE")
