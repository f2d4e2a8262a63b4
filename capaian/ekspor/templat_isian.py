"""The workbook for one OPD and one quarter, filled with codes, targets and what is stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from capaian.ekspor.daftar import PEMBUAT, Keterangan
from capaian.lembar_isian import (
    BENTUK,
    DIISI,
    KOLOM,
    LEMBAR,
    LEMBAR_ASAL,
    LEMBAR_PETUNJUK,
    REALISASI,
    TANDA_ASAL,
    TERKUNCI,
    AcuanBaris,
    KolomIsian,
)
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import termuat
from konsolidasi.inti.waktu import Triwulan
from konsolidasi.inti.xlsx_isian import TANGGAL, TEKS, BukuIsian, SelIsian, pola_angka
from opd.models import Opd

PETUNJUK = (
    ("Yang diisi", "Sel putih saja. Sel abu-abu (kode, indikator, satuan, target) hanya dibaca."),
    ("Angka", "Tulis seperti 1.234,5 atau pakai angka Excel. Jangan tulis satuannya."),
    ("Persen", "Untuk satuan %, tulis 92,4. Sel berformat persen (92,4%) juga terbaca."),
    ("Nol", "0 adalah hasil. Sel kosong berarti belum diisi, dan tidak mengubah apa-apa."),
    (
        "Tidak ada nilai",
        "Kosongkan Realisasi, pilih “Belum waktunya” atau “Tidak berlaku”, lalu tulis alasannya.",
    ),
    ("Pendorong", "Ditulis bila capaian 100 % atau lebih, paling sedikit 10 huruf."),
    ("Penghambat", "Ditulis bersama akar masalah bila capaian di bawah 100 %."),
    ("Tanggal", "Tulis seperti 31-12-2025."),
    ("Rumus", "Boleh. Yang dibaca hasilnya; simpan dulu di Excel supaya terhitung."),
    (
        "Baris dan lembar",
        "Baris boleh disaring, disembunyikan, diurutkan. Jangan hapus lembar Isian atau lembar"
        " tersembunyi: lewat lembar itu sistem tahu mana yang Anda ubah.",
    ),
    (
        "Mengirim",
        "Simpan sebagai .xlsx, lalu unggah di Isian saya → Impor Excel. Sebelum Anda menekan"
        " Terapkan, belum ada yang berubah.",
    ),
)


def judul(opd: Opd, tw: Triwulan) -> str:
    return f"Isian {opd.singkatan} {tw.label}"


def susun_templat(
    opd: Opd, tw: Triwulan, acuan: Mapping[str, AcuanBaris], ket: Keterangan
) -> BukuIsian:
    return BukuIsian(
        judul=f"Isian realisasi {opd.nama}, {tw.label}",
        keterangan=(
            f"{ket.data_per}, diunduh oleh {ket.oleh}. Isi sel putih; cara mengisi ada di lembar"
            " Petunjuk.",
            "Sel yang dikosongkan tidak menghapus isi di sistem. Target tidak diubah lewat berkas.",
        ),
        nama_lembar=LEMBAR,
        kolom=[(k.tertulis(tw), k.lebar) for k in KOLOM],
        baris=[[_sel(k, a) for k in KOLOM] for a in acuan.values()],
        petunjuk=PETUNJUK,
        nama_petunjuk=LEMBAR_PETUNJUK,
        asal=_asal(opd, tw, acuan, ket),
        nama_asal=LEMBAR_ASAL,
        pada=ket.pada,
        pembuat=PEMBUAT,
    )


def _sel(kolom: KolomIsian, a: AcuanBaris) -> SelIsian:
    if kolom.terkunci:
        return SelIsian(getattr(a, kolom.kunci), kanan=kolom.kunci == "target")
    isi, terbuka = a.isi[kolom.kunci], not a.halangan
    match kolom.kunci:
        case "nilai" if a.predikat:
            return SelIsian(isi or None, TEKS, terbuka, a.predikat, kanan=True)
        case "nilai":
            return SelIsian(_angka(isi), pola_angka(a.desimal), terbuka, kanan=True)
        case "anggaran":
            return SelIsian(_angka(isi), "#,##0.##", terbuka and a.berpagu, kanan=True)
        case "tanggal":
            tanggal = date.fromisoformat(isi) if isi else None
            return SelIsian(tanggal, TANGGAL, terbuka, kanan=True)
    if kolom.pilihan:
        kata = {nilai: label for label, nilai in kolom.pilihan.items()}
        return SelIsian(kata.get(isi), TEKS, terbuka, tuple(kolom.pilihan))
    return SelIsian(isi or None, TEKS, terbuka)


def _angka(isi: str) -> Decimal | str | None:
    """A number too long for a spreadsheet is written as text, never silently rounded."""
    if not isi:
        return None
    nilai = Decimal(isi)
    return nilai if termuat(nilai) else isi.replace(".", ",")


def _asal(
    opd: Opd, tw: Triwulan, acuan: Mapping[str, AcuanBaris], ket: Keterangan
) -> Sequence[Sequence[str]]:
    saat = ket.pada.astimezone(waktu.ZONA).replace(microsecond=0)
    kepala = ("kode", "versi", *TERKUNCI[1:], *DIISI)
    return [
        (TANDA_ASAL, BENTUK),
        ("jenis", REALISASI),
        ("opd", str(opd.pk), opd.nama),
        ("periode", str(tw.tahun), str(tw.nomor)),
        ("dibuat", saat.isoformat(), ket.oleh),
        kepala,
        *(
            (a.kode, str(a.versi), a.nama, a.satuan, a.target, *(a.isi[k] for k in DIISI))
            for a in acuan.values()
        ),
    ]
