"""Rules of the front page of an OPD: what it owes, to whom, and until when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.urls import reverse

from konsolidasi.dasbor.beranda.bahan_opd import BahanOpd, IsianOpd, Tunggu
from konsolidasi.dasbor.beranda.tindakan import (
    NETRAL,
    WASPADA,
    Tindakan,
    hari_dari,
    kata_hari,
    lencana,
    sebut,
)
from konsolidasi.inti import waktu

HARI_JANJI = 7
"""So many days before a follow-up is due it is spoken of."""
DISEBUT = 2


def isian_belum(b: BahanOpd) -> Tindakan | None:
    """Rows of the quarter that Bapperida does not have yet, while they can be typed."""
    p = b.periode
    buka = [s for s in b.isian if s.sisa and p and p.keadaan(b.pada, s.sampai) in _BUKA]
    if p is None or not buka:
        return None
    sisa, wajib = sum(s.sisa for s in buka), sum(s.wajib for s in buka)
    siap = sum(s.siap for s in buka)
    batas = hari_dari(min(_akhir(b, s) for s in buka))
    tunggal = f" {buka[0].singkatan}" if len(buka) == 1 and len(b.isian) > 1 else ""
    ikut = f"{siap} siap diajukan sekarang." if siap else _belum(buka)
    milik = f" {sebut(f'{s.singkatan} {s.sisa}' for s in buka)}." if len(buka) > 1 else ""
    kapan, ragam = lencana(batas, b.hari)
    sesudah = hari_dari(p.batas_pada) < b.hari
    if sesudah:
        lewat = (b.hari - hari_dari(p.batas_pada)).days
        kapan_kata = f"Batasnya sudah lewat {lewat} hari; masih bisa sampai {waktu.tanggal(batas)}."
    else:
        kapan_kata = f"Batasnya {kata_hari(batas, b.hari)}, {waktu.pukul(p.batas_pada)}."
    return Tindakan(
        "isian_belum",
        f"{sisa} dari {wajib} baris {p.tw.label}{tunggal} belum diajukan.",
        f"{ikut}{milik} {kapan_kata}",
        buka[0].url,
        "Buka isian",
        kapan,
        WASPADA if sesudah else ragam,
        batas,
        len(buka),
    )


def isian_ditutup(b: BahanOpd) -> Tindakan | None:
    """Rows are missing and the window has closed: only an extension helps."""
    p = b.periode
    tutup = [s for s in b.isian if s.sisa and p and p.keadaan(b.pada, s.sampai) == "ditutup"]
    if p is None or not tutup:
        return None
    sisa = sum(s.sisa for s in tutup)
    akhir = hari_dari(max(_akhir(b, s) for s in tutup))
    return Tindakan(
        "isian_ditutup",
        f"{sisa} baris {p.tw.label} {sebut(s.singkatan for s in tutup)} belum diajukan"
        " dan pengisian sudah ditutup.",
        f"Ditutup {waktu.tanggal(akhir)}. Minta perpanjangan kepada Bapperida.",
        tutup[0].url,
        "Lihat isian",
        "Ditutup",
        WASPADA,
        None,
        len(tutup),
    )


def baris_kembali(b: BahanOpd) -> Tindakan | None:
    """Rows that came back with a question."""
    if not b.kembali:
        return None
    sejak = min((k.sejak for k in b.kembali if k.sejak), default=None)
    lama = (b.hari - sejak).days if sejak else 0
    satu = b.kembali[0]
    return Tindakan(
        "baris_kembali",
        f"{len(b.kembali)} baris dikembalikan dan menunggu jawaban Anda.",
        f"{satu.nama}: “{satu.kalimat}”" if satu.kalimat else sebut(k.nama for k in b.kembali),
        satu.url,
        "Jawab",
        f"{lama} hari menunggu" if lama else "Baru dikembalikan",
        WASPADA,
        b.hari,
        1,
    )


def lepas_kepala(b: BahanOpd) -> Tindakan | None:
    """Rows that the kepala OPD has to hand over to Bapperida."""
    milik = [s for s in b.isian if s.lepas]
    if not b.boleh_lepas or not milik or b.periode is None:
        return None
    batas = hari_dari(min(_akhir(b, s) for s in milik))
    return Tindakan(
        "lepas_kepala",
        f"{sum(s.lepas for s in milik)} baris {b.periode.tw.label} menunggu Anda ajukan"
        " ke Bapperida.",
        f"Sudah diserahkan operator {sebut(s.singkatan for s in milik)}.",
        milik[0].url,
        "Periksa dan ajukan",
        *lencana(batas, b.hari),
        batas,
        len(milik),
    )


def tindak_lanjut_dekat(b: BahanOpd) -> Tindakan | None:
    """Own follow-ups that are overdue or due soon and not reported."""
    dekat = [
        j
        for j in b.janji
        if j.milik and not j.dilaporkan and j.batas <= b.hari + timedelta(days=HARI_JANJI)
    ]
    if not dekat:
        return None
    lewat = sum(j.batas < b.hari for j in dekat)
    satu = min(dekat, key=lambda j: (j.batas, j.pk))
    kata = f"{lewat} sudah lewat batas" if lewat else f"batasnya {kata_hari(satu.batas, b.hari)}"
    return Tindakan(
        "tindak_lanjut_dekat",
        f"{len(dekat)} tindak lanjut menunggu laporan Anda, {kata}.",
        f"Yang pertama: {satu.uraian}",
        satu.url if len(dekat) == 1 else reverse("rapat:tindak_lanjut_daftar"),
        "Laporkan",
        *lencana(satu.batas, b.hari),
        satu.batas,
        1,
    )


def kehadiran_belum(b: BahanOpd) -> Tindakan | None:
    """Nobody has said yet who comes to the sesi."""
    belum = [u for u in b.undangan if not u.dijawab and u.tanggal >= b.hari]
    if not belum or not b.boleh_siapkan:
        return None
    satu = belum[0]
    return Tindakan(
        "kehadiran_belum",
        f"Siapa yang hadir di {satu.sebutan} {kata_hari(satu.tanggal, b.hari)} belum Anda jawab.",
        f"Bahan dan jawaban {satu.singkatan} ada di halaman yang sama.",
        reverse("rapat:kerja", args=[satu.agenda]),
        "Siapkan rapat",
        *lencana(satu.tanggal, b.hari),
        satu.tanggal,
        1,
    )


def konfirmasi_kepala(b: BahanOpd) -> Tindakan | None:
    return _tunggu(
        b,
        b.konfirmasi,
        "konfirmasi_kepala",
        "{n} kesepakatan rapat menunggu konfirmasi Anda sebagai kepala OPD.",
        "Konfirmasi",
    )


def tanggapan_terbuka(b: BahanOpd) -> Tindakan | None:
    return _tunggu(
        b,
        b.tanggapan,
        "tanggapan_terbuka",
        "{n} berita acara terbuka untuk tanggapan OPD Anda.",
        "Baca dan tanggapi",
    )


def penjelasan_diminta(b: BahanOpd) -> Tindakan | None:
    return _tunggu(
        b,
        b.penjelasan,
        "penjelasan_diminta",
        "{n} temuan keselarasan target menunggu penjelasan Anda.",
        "Jelaskan",
    )


def permintaan_prioritas(b: BahanOpd) -> Tindakan | None:
    return _tunggu(
        b,
        b.permintaan,
        "permintaan_prioritas",
        "{n} permintaan berbagi target prioritas menunggu jawaban OPD Anda.",
        "Jawab permintaan",
    )


def _tunggu(
    b: BahanOpd, semua: Sequence[Tunggu], nama: str, kalimat: str, tombol: str
) -> Tindakan | None:
    if not semua:
        return None
    batas = min((t.batas for t in semua if t.batas), default=None)
    kapan, ragam = lencana(batas, b.hari, lain="Menunggu Anda")
    return Tindakan(
        nama,
        kalimat.format(n=len(semua)),
        " ".join(t.kalimat for t in semua[:DISEBUT]),
        semua[0].url,
        tombol,
        kapan,
        ragam if batas else NETRAL,
        batas,
        1,
    )


_BUKA = ("dibuka", "tenggang")


def _akhir(b: BahanOpd, s: IsianOpd) -> datetime:
    """The last moment to type: the deadline before it, the grace or extension after it."""
    p = b.periode
    if b.pada <= p.batas_pada and s.sampai is None:
        return p.batas_pada
    return max(filter(None, (p.tenggang_pada, s.sampai)))


def _belum(buka: Sequence[IsianOpd]) -> str:
    kosong = sum(s.belum_diisi for s in buka)
    return f"{kosong} belum diisi." if kosong else "Semua sudah bernilai; lengkapi yang ditandai."


ATURAN_OPD = (
    isian_belum,
    isian_ditutup,
    baris_kembali,
    lepas_kepala,
    tindak_lanjut_dekat,
    konfirmasi_kepala,
    tanggapan_terbuka,
    kehadiran_belum,
    penjelasan_diminta,
    permintaan_prioritas,
)
