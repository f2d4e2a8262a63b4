"""What reminds whom about a meeting: confirmations of a kepala, follow-ups of an OPD."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse

from konsolidasi.inti import waktu
from konsolidasi.inti.waktu import ZONA
from opd.pemberitahuan import Butir, Penerima, gabung
from rapat.models import KonfirmasiKepala, TindakLanjut
from rapat.pilihan import MASIH_TERBUKA, StatusKonfirmasi, StatusTindakLanjut

HARI_SEBELUM = 7
"""So many days before it is due an OPD is reminded of what it promised."""
URAIAN_TERPANJANG = 120
KONFIRMASI, TINDAK_LANJUT, LAPORAN = "Konfirmasi kepala OPD", "Tindak lanjut", "Laporan OPD"


def tahap(batas: date, hari: date) -> str:
    """ "" (too early), sebelum, hari or lewat."""
    if hari > batas:
        return "lewat"
    if hari == batas:
        return "hari"
    return "sebelum" if hari >= batas - timedelta(days=HARI_SEBELUM) else ""


def kapan(batas: date, hari: date) -> str:
    """The due date in the words of that day."""
    selisih = (batas - hari).days
    if selisih < 0:
        return f"sudah lewat {-selisih} hari, {waktu.tanggal(batas)}"
    if selisih == 0:
        return "hari ini"
    return "besok" if selisih == 1 else f"{waktu.hari_tanggal(batas)}"


def kumpulkan(pada: datetime, penerima: Penerima) -> Iterator[Butir]:
    """Everything this app asks for at that moment. Two queries."""
    hari = pada.astimezone(ZONA).date()
    menunggu = KonfirmasiKepala.objects.filter(status=StatusKonfirmasi.MENUNGGU)
    for satu in menunggu.select_related("agenda__opd", "agenda__sesi").order_by("pk"):
        yield konfirmasi(satu, hari, penerima)
    terbuka = TindakLanjut.objects.filter(status__in=MASIH_TERBUKA).order_by("pk")
    for janji in terbuka.select_related("opd"):
        if butir := tindak_lanjut(janji, hari, penerima):
            yield butir


def konfirmasi(satu: KonfirmasiKepala, hari: date, penerima: Penerima) -> Butir:
    """As soon as it waits, on its last day, and after it; then Bapperida hears of it too."""
    agenda, batas = satu.agenda, satu.sampai_tanggal
    posisi = tahap(batas, hari) or "sebelum"
    orang = penerima.kepala(agenda.opd_id)
    if posisi == "lewat":
        orang = gabung(orang, penerima.bapperida)
    return Butir(
        kunci=f"konfirmasi:{satu.pk}:{batas}:{posisi}",
        jenis=KONFIRMASI,
        kalimat=f"Kesepakatan {agenda.opd.singkatan} dalam {agenda.sesi.judul} menunggu konfirmasi"
        f" kepala OPD; batasnya {kapan(batas, hari)}.",
        url=reverse("rapat:agenda_rinci", args=[agenda.sesi_id, agenda.pk]),
        penerima=orang,
    )


def tindak_lanjut(janji: TindakLanjut, hari: date, penerima: Penerima) -> Butir | None:
    """An open one reminds its OPD around the due date; a reported one waits for Bapperida."""
    url = reverse("rapat:tindak_lanjut_rinci", args=[janji.pk])
    apa = f"“{_ringkas(janji.uraian)}” ({janji.opd.singkatan})"
    if janji.status == StatusTindakLanjut.DILAPORKAN:
        tiba = (janji.dilaporkan_pada or janji.diubah_pada).astimezone(ZONA).date()
        return Butir(
            kunci=f"tindak_lanjut:{janji.pk}:dilaporkan:{tiba}",
            jenis=LAPORAN,
            kalimat=f"{apa} dilaporkan selesai; periksa, lalu tutup atau kembalikan.",
            url=url,
            penerima=penerima.bapperida,
        )
    batas = janji.batas_tanggal
    posisi = tahap(batas, hari)
    if not posisi:
        return None
    return Butir(
        kunci=f"tindak_lanjut:{janji.pk}:{batas}:{posisi}",
        jenis=TINDAK_LANJUT,
        kalimat=f"{apa}: batasnya {kapan(batas, hari)}.",
        url=url,
        penerima=penerima.opd(janji.opd_id),
    )


def _ringkas(uraian: str) -> str:
    satu = " ".join(uraian.split())
    return satu if len(satu) <= URAIAN_TERPANJANG else f"{satu[: URAIAN_TERPANJANG - 1]}…"
