"""The entry page of capaian as a workbook: the same lines, in the same order."""

from capaian.ekspor.daftar import Keterangan, susun_buku
from capaian.layar.grafik_tahunan import TahunCapaian
from konsolidasi.dasbor.halaman_angka import BarisCapaian
from konsolidasi.dasbor.halaman_capaian import HalamanCapaian
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom

BELUM = "belum ada angka"
CATATAN = (
    "Rata-rata tanpa bobot dan tanpa batas 100 %; yang tidak dapat dihitung tidak ikut.",
    "Pasti berarti lengkap, terverifikasi, dan datanya tetap; selain itu angkanya sementara.",
)


def judul(halaman: HalamanCapaian) -> str:
    return f"Capaian klaster, prioritas, dan OPD {halaman.masa.sebutan}"


def susun_lembar(halaman: HalamanCapaian, ket: Keterangan) -> Buku:
    masa = halaman.masa
    tahunan = [
        kolom
        for t in masa.deret
        for kolom in (
            Kolom(f"t{t}", "%", 10, f"Capaian {t}", "right"),
            Kolom(f"k{t}", "Keadaan", 18, f"Capaian {t}"),
        )
    ]
    kini = f"Dasar {masa.tahun}"
    kolom = (
        Kolom("kelompok", "Kelompok", 30),
        Kolom("nama", "Nama", 44),
        *tahunan,
        Kolom("peringkat", "Peringkat", 26, kini),
        Kolom("dasar", "Dihitung dari", 40, kini),
        Kolom("indikator", "Indikator", 11, kini, "right"),
        Kolom("pasti", "Pasti", 9, kini, "right"),
    )
    baris = [_baris("Semua", halaman.semua)] if halaman.banyak else []
    baris += [_baris(k.nama, b) for k in halaman.kelompok for b in k.baris]
    return susun_buku(
        judul(halaman),
        kolom,
        baris,
        ket,
        benda="baris",
        gulir_mulai=f"t{masa.deret[0]}",
        contoh=halaman.contoh,
        catatan=CATATAN,
    )


def _baris(kelompok: str, b: BarisCapaian) -> Baris:
    isi: dict[str, Isi] = {
        "kelompok": kelompok,
        "nama": b.nama,
        "peringkat": b.peringkat.kata if b.peringkat else BELUM,
        "dasar": b.dasar or b.alasan,
        "indikator": b.ringkas.indikator,
        "pasti": b.ringkas.pasti,
    }
    for t in b.deret:
        isi[f"t{t.tahun}"] = BELUM if t.persen is None else Angka(t.persen, 2)
        isi[f"k{t.tahun}"] = _keadaan(t)
    kosong = {f"t{t.tahun}" for t in b.deret if t.persen is None}
    return Baris(isi, redup=frozenset(kosong if b.peringkat else kosong | {"peringkat"}))


def _keadaan(t: TahunCapaian) -> str:
    if t.persen is None:
        return t.alasan
    return "sementara" if t.sementara else "pasti"
