"""Workbooks around a sesi: the list of sesi, who is ready for one, who attended it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Baris, Buku, Kolom
from rapat.ekspor.daftar import susun_buku
from rapat.layar.daftar import BarisRapat, BarisSesi
from rapat.layar.hadir import DaftarHadir, Orang
from rapat.layar.kesiapan import BarisKesiapan, LayarKesiapan, Sel
from rapat.models import Rapat, Sesi

KOLOM_SESI = (
    Kolom("rapat", "Rapat", 40),
    Kolom("sesi", "Sesi", 30),
    Kolom("tanggal", "Hari, tanggal", 24),
    Kolom("pukul", "Pukul (WIB)", 14),
    Kolom("tempat", "Tempat", 28),
    Kolom("klaster", "Klaster", 28),
    Kolom("opd", "OPD", 8, rata="right"),
    Kolom("indikator", "Indikator", 10, rata="right"),
    Kolom("sepakat", "Sepakat", 10, "Kesepakatan", "right"),
    Kolom("ditunda", "Ditunda", 10, "Kesepakatan", "right"),
    Kolom("belum", "Belum", 10, "Kesepakatan", "right"),
    Kolom("status", "Status", 18),
    Kolom("nomor", "Nomor berita acara", 26),
)
KOLOM_HADIR = (
    Kolom("opd", "OPD", 34),
    Kolom("nama", "Nama", 30),
    Kolom("jabatan", "Jabatan", 34),
    Kolom("kedudukan", "Hadir sebagai", 18),
    Kolom("pukul", "Pukul (WIB)", 14),
    Kolom("keterangan", "Keterangan", 44),
)


def buku_sesi(baris: Iterable[BarisRapat], *, oleh: str, pada: datetime) -> Buku:
    isi = [_sesi(r.rapat, b) for r in baris for b in r.sesi]
    return susun_buku("Rapat dan sesi", KOLOM_SESI, isi, oleh=oleh, pada=pada, contoh=False)


def _sesi(rapat: Rapat, b: BarisSesi) -> Baris:
    sesi = b.sesi
    return Baris(
        {
            "rapat": rapat.nama,
            "sesi": sesi.judul,
            "tanggal": f"{waktu.hari(sesi.tanggal)}, {waktu.tanggal(sesi.tanggal)}",
            "pukul": f"{waktu.jam(sesi.jam_mulai)}–{waktu.jam(sesi.jam_selesai)}",
            "tempat": sesi.tempat_sesi,
            "klaster": sesi.klaster.nama,
            "opd": b.opd,
            "indikator": b.indikator,
            "sepakat": b.sepakat,
            "ditunda": b.ditunda,
            "belum": b.belum,
            "status": sesi.get_status_display(),
            "nomor": sesi.berita_acara_nomor if sesi.terkunci else "",
        }
    )


def buku_kesiapan(
    layar: LayarKesiapan, baris: Sequence[BarisKesiapan], *, oleh: str, pada: datetime
) -> Buku:
    tahun = layar.sesi.rapat.tahun_target_id
    kolom = (
        Kolom("opd", "OPD", 38),
        Kolom("hadir", "Yang hadir", 36),
        Kolom("tanggapan", "Tanggapan", 22),
        Kolom("lanjutan", "Tindak lanjut", 22),
        Kolom("usulan", f"Usulan {tahun}", 22),
        Kolom("data", f"Data {layar.triwulan}", 22),
        Kolom("kurang", "Yang kurang", 48),
    )
    judul = f"Kesiapan {layar.sesi.judul}"
    isi = [_kesiapan(b) for b in baris]
    return susun_buku(judul, kolom, isi, oleh=oleh, pada=pada, contoh=False)


def _kesiapan(b: BarisKesiapan) -> Baris:
    hadir = "Belum dijawab"
    if b.jawaban:
        hadir = ": ".join(filter(None, (b.jawaban.kata, b.jawaban.orang)))
    return Baris(
        {
            "opd": b.agenda.nama,
            "hadir": hadir,
            "tanggapan": _sel(b.tanggapan),
            "lanjutan": _sel(b.lanjutan),
            "usulan": _sel(b.usulan),
            "data": _sel(b.data),
            "kurang": "; ".join(b.kurang) or "lengkap",
        }
    )


def _sel(sel: Sel) -> str:
    return f"{sel.ada} dari {sel.dari}, {sel.kata}" if sel.dari else sel.kata


def buku_hadir(
    sesi: Sesi, daftar: DaftarHadir, orang: Sequence[Orang], *, oleh: str, pada: datetime
) -> Buku:
    """Every OPD with its people, then the guests. Without NIP and telephone."""
    baris = list(_hadir(daftar, orang))
    judul = f"Daftar hadir {sesi.judul}"
    return susun_buku(judul, KOLOM_HADIR, baris, oleh=oleh, pada=pada, contoh=False)


def _hadir(daftar: DaftarHadir, orang: Sequence[Orang]) -> Iterator[Baris]:
    for opd in daftar.opd:
        tercatat = ", ".join(filter(None, (opd.nama, opd.pukul)))
        judul = ": ".join(filter(None, (f"{opd.agenda.nama} ({opd.kata})", tercatat)))
        yield Baris({"opd": judul}, "kelompok", ("opd", "keterangan"))
        milik = [o for o in orang if o.peserta.agenda_id == opd.agenda.pk]
        yield from (_orang(opd.agenda.opd.singkatan, o) for o in milik)
    tamu = [o for o in orang if o.peserta.agenda_id is None]
    if tamu:
        yield Baris({"opd": "Tamu di luar agenda"}, "kelompok", ("opd", "keterangan"))
        yield from (_orang(o.peserta.instansi, o) for o in tamu)


def _orang(asal: str, o: Orang) -> Baris:
    peserta = o.peserta
    return Baris(
        {
            "opd": asal,
            "nama": peserta.nama,
            "jabatan": peserta.jabatan,
            "kedudukan": peserta.get_kedudukan_display(),
            "pukul": o.pukul,
            "keterangan": o.keterangan,
        }
    )
