"""What the projector shows of the OPD under discussion, and the token that screens compare."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from capaian.models import Indikator
from rapat.layar.baris import Baris, susun_baris, tertulis
from rapat.layar.jam import JamButir, jam_butir
from rapat.models import Agenda, Kesepakatan, Sesi
from rapat.perhitungan import indikator_sesi
from rapat.pilihan import DISEPAKATI, Putusan

SEHALAMAN, TINGGI = 7, 730
"""Rows that fit, and the height for them on a screen of 1080 lines; more rows are the next page,
never smaller type."""
TINGGI_BARIS, TINGGI_NAMA, HURUF_SEBARIS = 61, 37, 50
"""Of one row: its padding and one line of hint, each line of the name, letters in such a line."""
SELANG_MS, GOYANG_MS = 1300, 400
"""A screen asks again after so many milliseconds, and up to so many more by chance."""


@dataclass(frozen=True)
class BarisLayar:
    nama: str
    satuan: str
    target: str
    realisasi: str
    sementara: bool
    persen: object
    peringkat: object
    usulan: str
    sepakat: str
    putusan: str
    ingat: str
    kini: bool


@dataclass(frozen=True)
class LayarOpd:
    agenda: Agenda
    nomor: int
    banyak: int
    jam: JamButir
    baris: tuple[BarisLayar, ...]
    halaman: int
    halaman_banyak: int
    diputuskan: int
    jumlah: int
    berikutnya: str
    contoh: bool


def token(sesi: Sesi, pada: datetime) -> str:
    """Changes when the sesi was written to, and with the minute on its clock."""
    return f"{sesi.versi_layar}.{menit(pada):x}"


def urai_token(teks: str) -> tuple[int, int]:
    """Version and minute, to tell which of two tokens is the newer; (0, 0) for anything else."""
    versi, _, saat = teks.partition(".")
    try:
        return int(versi), int(saat, 16)
    except ValueError:
        return 0, 0


def menit(pada: datetime) -> int:
    return int(pada.timestamp()) // 60


def susun_layar(sesi: Sesi, pada: datetime) -> LayarOpd | None:
    """The OPD under discussion; None while there is none, and once the sesi is over.

    A fixed number of queries, and figures are computed only for the rows of the page that shows.
    """
    if sesi.terkunci or sesi.agenda_kini_id is None:
        return None
    semua = list(sesi.agenda.select_related("opd", "sesi__rapat").order_by("urutan", "pk"))
    kini = next((a for a in semua if a.pk == sesi.agenda_kini_id), None)
    if kini is None:
        return None
    indikator = indikator_sesi(semua, hanya=kini)[kini.pk]
    diputus = Kesepakatan.objects.filter(agenda=kini).exclude(putusan=Putusan.BELUM)
    putus = set(diputus.order_by().values_list("indikator", flat=True))
    belum = next((n for n, i in enumerate(indikator) if i.pk not in putus), None)
    awal = awal_halaman(indikator)
    # All decided: the pages take turns, so that the room sees everything it agreed.
    halaman = menit(pada) % len(awal) if belum is None else bisect_right(awal, belum) - 1
    potong = indikator[awal[halaman] : (*awal, len(indikator))[halaman + 1]]
    baris = susun_baris(kini, potong, {})
    posisi = semua.index(kini)
    return LayarOpd(
        agenda=kini,
        nomor=posisi + 1,
        banyak=len(semua),
        jam=jam_butir(kini, kini.pk, pada),
        baris=tuple(
            _baris(b, belum is not None and b.indikator.pk == indikator[belum].pk) for b in baris
        ),
        halaman=halaman + 1,
        halaman_banyak=len(awal),
        diputuskan=sum(i.pk in putus for i in indikator),
        jumlah=len(indikator),
        berikutnya=_berikutnya(semua, posisi),
        contoh=any(b.contoh for b in baris),
    )


def awal_halaman(indikator: Sequence[Indikator]) -> list[int]:
    """Number of the first row of each page; long names leave room for fewer rows."""
    awal, sisa = [0], TINGGI
    for nomor, satu in enumerate(indikator):
        baris_nama = -(-len(f"{satu.nama} {satu.satuan}") // HURUF_SEBARIS)
        tinggi = TINGGI_BARIS + TINGGI_NAMA * baris_nama
        if nomor > awal[-1] and (tinggi > sisa or nomor - awal[-1] == SEHALAMAN):
            awal.append(nomor)
            sisa = TINGGI
        sisa -= tinggi
    return awal


def _berikutnya(semua: Sequence[Agenda], posisi: int) -> str:
    sesudah = (a for a in semua[posisi + 1 :] if a.mulai_pada is None)
    return next((a.nama for a in sesudah), "")


def _baris(b: Baris, kini: bool) -> BarisLayar:
    i: Indikator = b.indikator
    realisasi = b.lalu.realisasi.nilai
    return BarisLayar(
        nama=i.nama,
        satuan=i.satuan,
        target=tertulis(i, b.lalu.target),
        realisasi=b.lalu_teks.split(" dari ")[0] if realisasi is not None else "",
        sementara=b.lalu.sementara,
        persen=b.lalu.hasil.persen,
        peringkat=b.lalu.peringkat,
        usulan=b.usulan.teks,
        sepakat=b.teks["target"] if b.putusan in DISEPAKATI else "",
        putusan="" if b.putusan == Putusan.SEPAKAT else b.putusan.label.lower(),
        ingat=b.petunjuk[0] if b.petunjuk else "",
        kini=kini,
    )
