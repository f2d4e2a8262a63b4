"""Workbooks of the follow-ups and of the register janji vs kenyataan: what the page shows."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from capaian.ekspor.kop import kop, muat_logo, muat_penerbit
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom, Lembar, Teks
from rapat.layar.janji import BarisJanji
from rapat.layar.tindak_lanjut import BarisTindakLanjut

PEMBUAT = "Konsolidasi, Bapperida Kota Tanjungbalai"
DATA_CONTOH = "Data contoh: memuat angka yang bukan angka resmi."
KOLOM_TINDAK_LANJUT = (
    Kolom("no", "No", 5, rata="center"),
    Kolom("uraian", "Tindak lanjut", 45),
    Kolom("opd", "OPD", 16),
    Kolom("pendukung", "Pendukung", 18),
    Kolom("indikator", "Indikator", 28),
    Kolom("asal", "Asal", 26),
    Kolom("batas_awal", "Semula", 16, "Batas waktu"),
    Kolom("batas", "Sekarang", 16, "Batas waktu"),
    Kolom("dibahas", "Dibahas", 9, rata="center"),
    Kolom("bergeser", "Bergeser", 9, rata="center"),
    Kolom("status", "Status", 16),
    Kolom("sisa", "Sisa", 14),
    Kolom("laporan", "Laporan OPD", 34),
)


def buku_tindak_lanjut(baris: Sequence[BarisTindakLanjut], *, oleh: str, pada: datetime) -> Buku:
    isi = [_tindak_lanjut(n, satu) for n, satu in enumerate(baris, start=1)]
    contoh = any(b.satu.contoh for b in baris)
    return susun_buku(
        "Tindak lanjut rapat", KOLOM_TINDAK_LANJUT, isi, oleh=oleh, pada=pada, contoh=contoh
    )


def _tindak_lanjut(nomor: int, b: BarisTindakLanjut) -> Baris:
    satu = b.satu
    return Baris(
        {
            "no": nomor,
            "uraian": satu.uraian,
            "opd": satu.opd.singkatan,
            "pendukung": b.pendukung,
            "indikator": satu.indikator.nama if satu.indikator else "",
            "asal": str(satu.asal.sesi) if satu.asal else str(satu.rapat or ""),
            "batas_awal": waktu.tanggal(satu.batas_awal),
            "batas": waktu.tanggal(satu.batas_tanggal),
            "dibahas": b.dibahas,
            "bergeser": b.bergeser,
            "status": satu.get_status_display(),
            "sisa": b.sisa,
            "laporan": satu.laporan,
        }
    )


def kolom_janji(tahun: int) -> tuple[Kolom, ...]:
    return (
        Kolom("no", "No", 5, rata="center"),
        Kolom("opd", "OPD", 14),
        Kolom("indikator", "Indikator", 40),
        Kolom("satuan", "Satuan", 12),
        Kolom("sesi", "Disepakati pada", 30),
        Kolom("putusan", "Putusan", 14),
        Kolom("sepakat", f"Target sepakat {tahun}", 14, rata="right"),
        Kolom("realisasi", f"Realisasi {tahun}", 14, rata="right"),
        Kolom("persen", "Capaian (%)", 11, rata="right"),
        Kolom("keadaan", "Menjadi apa", 20),
        Kolom("catatan", "Catatan rapat", 34),
    )


def buku_janji(baris: Sequence[BarisJanji], tahun: int, *, oleh: str, pada: datetime) -> Buku:
    isi = [_janji(n, satu) for n, satu in enumerate(baris, start=1)]
    contoh = any(b.kesepakatan.indikator.contoh for b in baris)
    judul = f"Janji dan kenyataan target {tahun}"
    return susun_buku(judul, kolom_janji(tahun), isi, oleh=oleh, pada=pada, contoh=contoh)


def _janji(nomor: int, b: BarisJanji) -> Baris:
    k = b.kesepakatan
    isi = {
        "no": nomor,
        "opd": k.indikator.opd.singkatan,
        "indikator": k.indikator.nama,
        "satuan": k.indikator.satuan,
        "sesi": f"{k.agenda.sesi}, {waktu.tanggal(k.agenda.sesi.tanggal)}",
        "putusan": k.get_putusan_display(),
        "sepakat": _angka(k.nilai, k.indikator.desimal, b.sepakat),
        "realisasi": _angka(
            b.hasil.realisasi.nilai if b.hasil else None, k.indikator.desimal, b.realisasi
        ),
        "persen": Angka(b.persen, 2) if b.persen is not None else "",
        "keadaan": b.kata,
        "catatan": k.catatan,
    }
    sementara = b.hasil is not None and b.hasil.sementara
    return Baris(isi, redup=frozenset({"persen", "keadaan"}) if sementara else frozenset())


def _angka(nilai: object, desimal: int, tertulis: str) -> Isi:
    """A number where the page shows one, else its words: a range, a letter, nothing promised."""
    return Angka(nilai, desimal) if tertulis and isinstance(nilai, Decimal) else tertulis


def susun_buku(
    judul: str,
    kolom: Sequence[Kolom],
    isi: Sequence[Baris],
    *,
    oleh: str,
    pada: datetime,
    contoh: bool,
) -> Buku:
    saat = pada.astimezone(waktu.ZONA)
    penerbit = muat_penerbit(saat.date())
    per = f"Data per {waktu.tanggal(saat)}, {waktu.pukul(saat)} · dicetak oleh {oleh}"
    tepi = kolom[0].kunci, kolom[-1].kunci
    kosong = [Baris({tepi[0]: "Tidak ada baris yang sesuai saringan."}, "kelompok", tepi)]
    lembar = Lembar(
        nama=judul[:31],
        kolom=kolom,
        baris=isi or kosong,
        atas=(
            *kop(penerbit),
            Teks("", tinggi=6),
            Teks(judul.upper(), "judul", 18),
            Teks(per),
            *([Teks(DATA_CONTOH, "peringatan")] if contoh else []),
        ),
        logo=muat_logo(penerbit.opd),
    )
    return Buku(judul=judul, lembar=[lembar], pada=pada, pembuat=PEMBUAT, kaki=f"{judul} · {per}")
