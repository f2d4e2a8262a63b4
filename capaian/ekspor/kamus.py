"""The dictionary of indikator: Metadata Indikator of Satu Data Indonesia, and targets by year.

Fields that the system does not keep are there with their title and stay empty, to be filled in.
"""

from collections.abc import Sequence

from capaian.ekspor.daftar import Keterangan, susun_buku
from capaian.ekspor.formulir.angka import Angka, Permintaan, muat_angka
from capaian.ekspor.formulir.isi import sel_nilai, sel_target
from capaian.ekspor.formulir.pohon import Pohon, Simpul, muat_visi
from capaian.models import Indikator
from capaian.pilihan import SumberTarget
from konsolidasi.inti.tata_letak import Baris, Buku, Isi, Kolom
from konsolidasi.inti.waktu import Triwulan

METADATA = "Metadata Indikator (Satu Data Indonesia)"
FREKUENSI = "Triwulanan"
SDI = (
    ("nama", "Nama Indikator", 34),
    ("konsep", "Konsep", 16),
    ("definisi", "Definisi", 40),
    ("interpretasi", "Interpretasi", 20),
    ("metode", "Metode/Rumus Perhitungan", 34),
    ("ukuran", "Ukuran", 11),
    ("satuan", "Satuan", 12),
    ("klasifikasi", "Klasifikasi", 13),
    ("publikasi", "Publikasi Ketersediaan Indikator Pembangun", 16),
    ("nama_pembangun", "Nama Indikator Pembangun", 16),
    ("kode_kegiatan", "Kode Kegiatan Penghasil Variabel Pembangun", 16),
    ("variabel", "Nama Variabel Pembangun", 16),
    ("estimasi", "Level Estimasi", 12),
    ("umum", "Apakah Indikator Dapat Diakses Umum", 14),
)


def judul() -> str:
    return "Kamus indikator"


def susun_kamus(indikator: Sequence[Indikator], tahun: int, ket: Keterangan) -> Buku:
    """Eleven queries, whatever the number of indikator."""
    pohon = Pohon(muat_visi(tahun), (Simpul("sasaran", 0, "", "", indikator=list(indikator)),))
    minta = Permintaan(
        Triwulan(tahun, 4), (SumberTarget.RPJMD, SumberTarget.RENSTRA), (SumberTarget.RENJA,)
    )
    angka = muat_angka(pohon, minta)
    return susun_buku(
        judul(),
        _kolom(angka),
        [_baris(i, angka) for i in indikator],
        ket,
        benda="indikator",
        gulir_mulai="konsep",
        contoh=any(i.contoh for i in indikator),
    )


def _kolom(angka: Angka) -> tuple[Kolom, ...]:
    awal = f"Baseline {angka.mulai - 1}" if angka.mulai else "Baseline"
    return (
        Kolom("kode", "Kodefikasi", 12),
        *(Kolom(kunci, label, lebar, METADATA) for kunci, label, lebar in SDI),
        Kolom("jenis", "Jenis", 9),
        Kolom("sumber", "Sumber Data", 24),
        Kolom("frekuensi", "Frekuensi", 11),
        Kolom("produsen", "Produsen Data", 24),
        Kolom("awal", awal, 11, rata="right"),
        *(Kolom(f"t{t}", str(t), 11, "Target RPJMD", "right") for t in angka.tahun),
    )


def _baris(i: Indikator, angka: Angka) -> Baris:
    a = angka.indikator[i.pk]
    isi: dict[str, Isi] = {
        "kode": i.kode,
        "nama": i.nama,
        "definisi": i.definisi_operasional,
        "interpretasi": i.arah.capitalize(),
        "metode": i.rumus_perhitungan,
        "ukuran": i.get_jenis_nilai_display(),
        "satuan": i.satuan,
        "jenis": i.get_jenis_display(),
        "sumber": i.sumber_data,
        "frekuensi": FREKUENSI,
        "produsen": i.opd.nama,
        "awal": sel_nilai(a.awal.nilai, i.desimal),
    }
    isi |= {f"t{t}": sel_target(a.target.get(t), i.desimal) for t in angka.tahun}
    return Baris(isi)
