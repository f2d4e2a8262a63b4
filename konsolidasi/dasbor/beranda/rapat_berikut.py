"""The panel of the next sesi: how much of what it needs is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from capaian.layar.matriks import Matriks
from konsolidasi.dasbor.beranda.muat_rapat import Lanjutan, sesi_dekat
from konsolidasi.dasbor.beranda.tindakan import SINI, lencana, sebut
from konsolidasi.inti import waktu
from rapat.models import Agenda, Sesi
from rapat.models.sesi import ROMAWI
from rapat.pilihan import KeadaanHadir

DISEBUT = 4


@dataclass(frozen=True, slots=True)
class Hitung:
    """`kata` is what is counted, `ket` who is missing or what else there is to know."""

    kata: str
    ada: int
    dari: int | None
    satuan: str
    ket: str


@dataclass(frozen=True)
class RapatBerikut:
    """`lain`: the sesi after it, in one sentence; `opd` is 0 while its agenda is empty."""

    sesi: Sesi
    kapan: str
    ragam: str
    hitung: tuple[Hitung, ...]
    opd: int
    lain: str


@dataclass(frozen=True, slots=True)
class Diundang:
    """One OPD on an agenda. `hadir` is "" while it has not said who comes."""

    sesi: int
    opd: int
    singkatan: str
    hadir: str


def susun_rapat(
    sesi: Sequence[Sesi], lanjutan: Sequence[Lanjutan], matriks: Matriks, hari: date
) -> RapatBerikut | None:
    """One query."""
    dekat = sesi_dekat(sesi, hari)
    if dekat is None:
        return None
    semua = _diundang(sesi)
    milik = [d for d in semua if d.sesi == dekat.pk]
    kapan, ragam = _kapan(dekat, hari)
    hitung = (
        *_data(milik, matriks, dekat),
        _hadir(milik),
        _lanjutan(milik, lanjutan, matriks, hari),
    )
    return RapatBerikut(
        dekat, kapan, ragam, hitung if milik else (), len(milik), _lain(sesi, dekat, semua)
    )


def _diundang(sesi: Sequence[Sesi]) -> list[Diundang]:
    baris = Agenda.objects.filter(sesi__in=[s.pk for s in sesi]).order_by("sesi", "urutan", "pk")
    kolom = ("sesi", "opd", "opd__singkatan", "rencana_hadir__keadaan")
    return [Diundang(s, o, nama, hadir or "") for s, o, nama, hadir in baris.values_list(*kolom)]


def _kapan(sesi: Sesi, hari: date) -> tuple[str, str]:
    if sesi.berlangsung:
        return "Sedang berlangsung", SINI
    if sesi.tanggal < hari:
        return "Belum ditetapkan", "netral"
    kata, ragam = lencana(sesi.tanggal, hari)
    return kata, SINI if kata == "Hari ini" else ragam


def _data(milik: Sequence[Diundang], matriks: Matriks, sesi: Sesi) -> tuple[Hitung, ...]:
    """OPD whose rows of the quarter are all handed in, their units' rows too."""
    if matriks.periode is None or sesi.rapat.tahun_capaian_id != matriks.tahun:
        return ()
    kini = matriks.kini - 1
    belum = {
        pk
        for b in matriks.baris
        if b.hitungan[kini].belum_diajukan
        for pk in (b.opd.pk, b.opd.induk)
    }
    kurang = [d.singkatan for d in milik if d.opd in belum]
    ket = f"Kurang: {sebut(kurang, DISEBUT)}" if kurang else ""
    kata = f"Data {matriks.periode.tw.singkat} lengkap diajukan"
    return (Hitung(kata, len(milik) - len(kurang), len(milik), "OPD", ket),)


def _hadir(milik: Sequence[Diundang]) -> Hitung:
    dijawab = [d for d in milik if d.hadir]
    wakil = sum(d.hadir == KeadaanHadir.DIWAKILI for d in dijawab)
    izin = sum(d.hadir == KeadaanHadir.IZIN for d in dijawab)
    bagian = ((wakil, "OPD akan diwakili"), (izin, "OPD izin"))
    ket = ", ".join(f"{n} {kata}" for n, kata in bagian if n)
    return Hitung("Kehadiran dikonfirmasi", len(dijawab), len(milik), "OPD", ket)


def _lanjutan(
    milik: Sequence[Diundang], lanjutan: Sequence[Lanjutan], matriks: Matriks, hari: date
) -> Hitung:
    """Open follow-ups of these OPD and of the units below them."""
    opd = {d.opd for d in milik}
    unit = {b.opd.pk for b in matriks.baris if b.opd.induk in opd}
    batas = [t.batas for t in lanjutan if t.opd in opd | unit]
    lewat = sum(b < hari for b in batas)
    ket = f"{lewat} lewat batas" if lewat else ""
    return Hitung("Tindak lanjut terbuka", len(batas), None, "butir", ket)


def _lain(sesi: Sequence[Sesi], dekat: Sesi, semua: Sequence[Diundang]) -> str:
    for s in sesi:
        if s.pk != dekat.pk and s.tanggal >= dekat.tanggal:
            opd = sum(d.sesi == s.pk for d in semua)
            saat = (
                f"{waktu.hari(s.tanggal)}, {s.tanggal.day} {waktu.NAMA_BULAN[s.tanggal.month - 1]}"
            )
            return f"{saat}: Sesi {ROMAWI[s.nomor]} {s.nama}, {opd} OPD."
    return ""
