"""What an OPD asks to be corrected in its own part of the berita acara, and the answers."""

from datetime import datetime, time

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from rapat.models import Agenda, BeritaAcara, TanggapanBeritaAcara
from rapat.pilihan import StatusBeritaAcara, StatusTanggapan
from rapat.tenggat import tambah_hari_kerja

JAM_BATAS = time(16)
JAWABAN = (StatusTanggapan.DITERIMA, StatusTanggapan.DITOLAK)


def batas_tanggapan(pada: datetime, hari: int) -> datetime:
    """16.00 WIB on the n-th working day after; Saturday and Sunday are skipped, holidays are not:
    there is no calendar of them here. Over a holiday, circulate with a day more."""
    akhir = tambah_hari_kerja(timezone.localdate(pada), hari)
    return datetime.combine(akhir, JAM_BATAS, tzinfo=waktu.ZONA)


def masih_terbuka(satu: BeritaAcara, pada: datetime) -> bool:
    batas = satu.tanggapan_sampai
    return satu.status == StatusBeritaAcara.TANGGAPAN and batas is not None and pada < batas


def tidak_menanggapi(satu: BeritaAcara) -> list[Agenda]:
    """Items of which nothing came; once the deadline has passed they count as agreed. One query."""
    ada = satu.tanggapan.values("agenda")
    return list(
        Agenda.objects.filter(sesi=satu.sesi_id)
        .exclude(pk__in=ada)
        .select_related("opd")
        .order_by("urutan", "pk")
    )


@transaction.atomic
def ajukan_tanggapan(
    *,
    berita_acara: BeritaAcara,
    agenda: Agenda,
    teks: str,
    oleh: AbstractBaseUser,
    pada: datetime | None = None,
) -> TanggapanBeritaAcara:
    """The same text again, while it waits for an answer, is the one that is there already.

    Raises TidakBoleh, SalahKeadaan or TidakLengkap.
    """
    if agenda.sesi_id != berita_acara.sesi_id or not oleh.has_perm("rapat.tanggapi", agenda):
        raise TidakBoleh("Tanggapan ditulis OPD yang dibahas.")
    satu = BeritaAcara.objects.select_for_update(of=("self",)).get(pk=berita_acara.pk)
    if satu.status == StatusBeritaAcara.FINAL:
        raise SalahKeadaan("Berita acara ini sudah final. Perbaikan hanya lewat adendum.")
    if satu.status == StatusBeritaAcara.DRAF:
        raise SalahKeadaan("Berita acara ini sedang tidak diedarkan untuk tanggapan.")
    if not masih_terbuka(satu, pada or timezone.now()):
        batas = satu.tanggapan_sampai
        raise SalahKeadaan(
            f"Masa tanggapan berakhir {waktu.tanggal(batas)}, {waktu.pukul(batas)}."
            " Hubungi Bapperida bila masih ada yang keliru."
        )
    if not teks.strip():
        raise TidakLengkap(["Tulis apa yang perlu diperbaiki."], medan="teks")
    isi = {"berita_acara": satu, "agenda": agenda, "teks": teks.strip()}
    ada = TanggapanBeritaAcara.objects.filter(**isi, status=StatusTanggapan.MENUNGGU).first()
    return ada or TanggapanBeritaAcara.objects.create(**isi, oleh=oleh)


@transaction.atomic
def jawab_tanggapan(
    *, tanggapan: TanggapanBeritaAcara, status: str, jawaban: str, oleh: AbstractBaseUser
) -> TanggapanBeritaAcara:
    """Once; the same answer twice is one. Raises SudahBerubah when another one is there already."""
    BeritaAcara.objects.select_for_update(of=("self",)).get(pk=tanggapan.berita_acara_id)
    satu = TanggapanBeritaAcara.objects.select_related("berita_acara", "dijawab_oleh").get(
        pk=tanggapan.pk
    )
    if not oleh.has_perm("rapat.jawab_tanggapan", satu):
        raise TidakBoleh("Tanggapan dijawab Bapperida.")
    if status not in JAWABAN:
        raise TidakLengkap(["Pilih diterima atau tidak diubah."], medan="status")
    if not jawaban.strip():
        raise TidakLengkap(["Tulis jawabannya."], medan="jawaban")
    if satu.status != StatusTanggapan.MENUNGGU:
        if (satu.status, satu.jawaban) == (status, jawaban.strip()):
            return satu
        raise SudahBerubah(sekarang=satu)
    if satu.berita_acara.status == StatusBeritaAcara.FINAL:
        raise SalahKeadaan("Berita acara ini sudah final.")
    satu.status, satu.jawaban = status, jawaban.strip()
    satu.dijawab_oleh, satu.dijawab_pada = oleh, timezone.now()
    satu.save(update_fields=["status", "jawaban", "dijawab_oleh", "dijawab_pada"])
    return satu
