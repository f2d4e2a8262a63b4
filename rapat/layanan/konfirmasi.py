"""What a representative agreed waits for the kepala OPD: asked for, given, refused, on paper."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from rapat.models import Agenda, BeritaAcara, Kehadiran, Kesepakatan, KonfirmasiKepala, Sesi
from rapat.pilihan import (
    DISEPAKATI,
    JenisBeritaAcara,
    KeadaanHadir,
    StatusBeritaAcara,
    StatusKonfirmasi,
)
from rapat.tenggat import tambah_hari_kerja

HARI_KONFIRMASI = 5
PANJANG_ALASAN = 10
SUDAH_FINAL = "Berita acara sesi ini sudah final; konfirmasi tidak diubah lagi."


def disepakati(agenda: Sequence[int]) -> list[Kesepakatan]:
    """The agreed targets of some agenda items, in the order of the page. One query."""
    return list(
        Kesepakatan.objects.filter(agenda__in=agenda, putusan__in=DISEPAKATI)
        .select_related("indikator__opd", "predikat", "target_lama__predikat")
        .order_by("indikator__opd__urutan", "indikator__urutan", "indikator__kode", "pk")
    )


def sidik_sepakat(kesepakatan: Sequence[Kesepakatan]) -> str:
    """Changes with every change of what was agreed: a signature is for what was read."""
    isi = ";".join(f"{k.pk}:{k.versi}" for k in sorted(kesepakatan, key=lambda k: k.pk))
    return hashlib.sha256(isi.encode()).hexdigest()[:24]


@transaction.atomic
def siapkan_konfirmasi(sesi: Sesi, *, agenda: Agenda | None = None) -> int:
    """Ask where a representative agreed to something; again changes nothing.

    No longer asked of an OPD whose kepala came after all, or that agreed to nothing. What changed
    after the kepala confirmed it waits anew. Returns how many wait now. Six queries at most.
    """
    sesi = Sesi.objects.select_for_update(of=("self",), no_key=True).get(pk=sesi.pk)
    if sudah_final(sesi):
        return 0
    butir = sesi.agenda.all() if agenda is None else sesi.agenda.filter(pk=agenda.pk)
    pk = list(butir.order_by("pk").values_list("pk", flat=True))
    wakil = set(
        Kehadiran.objects.filter(agenda__in=pk, keadaan=KeadaanHadir.DIWAKILI).values_list(
            "agenda_id", flat=True
        )
    )
    sepakat: dict[int, list[Kesepakatan]] = defaultdict(list)
    for satu in disepakati(list(wakil)):
        sepakat[satu.agenda_id].append(satu)
    ada = {
        k.agenda_id: k
        for k in KonfirmasiKepala.objects.select_for_update(of=("self",)).filter(agenda__in=pk)
    }
    KonfirmasiKepala.objects.filter(
        agenda__in=[a for a in ada if a not in sepakat], status=StatusKonfirmasi.MENUNGGU
    ).delete()
    sampai = tambah_hari_kerja(sesi.tanggal, HARI_KONFIRMASI)
    KonfirmasiKepala.objects.bulk_create(
        KonfirmasiKepala(agenda_id=a, sampai_tanggal=sampai) for a in sepakat if a not in ada
    )
    lama = [k.pk for a, k in ada.items() if a in sepakat and usang(k, sepakat[a])]
    KonfirmasiKepala.objects.filter(pk__in=lama).update(
        status=StatusKonfirmasi.MENUNGGU,
        alasan="",
        surat_nomor="",
        sidik="",
        diputus_oleh=None,
        diputus_pada=None,
    )
    return KonfirmasiKepala.objects.filter(
        agenda__in=list(sepakat), status=StatusKonfirmasi.MENUNGGU
    ).count()


def usang(konfirmasi: KonfirmasiKepala, kesepakatan: Sequence[Kesepakatan]) -> bool:
    """Whether the answer is about something else than what is agreed now. No query."""
    dijawab = konfirmasi.status != StatusKonfirmasi.MENUNGGU
    return dijawab and konfirmasi.sidik != sidik_sepakat(kesepakatan)


@transaction.atomic
def putuskan_konfirmasi(
    *, agenda: Agenda, setuju: bool, alasan: str, sidik: str, oleh: AbstractBaseUser
) -> KonfirmasiKepala:
    """The kepala OPD (definitif, Plt. or Plh. today) says yes, or no with a reason. Twice is once.

    `sidik`: sidik_sepakat of what the person read. Raises TidakBoleh, SalahKeadaan, TidakLengkap,
    or SudahBerubah when the agreement changed since.
    """
    if not oleh.has_perm("rapat.konfirmasi", agenda):
        raise TidakBoleh("Hanya kepala OPD ini yang mengonfirmasi.")
    return _putuskan(agenda, setuju, alasan, "", sidik, oleh)


@transaction.atomic
def catat_konfirmasi(
    *, agenda: Agenda, setuju: bool, alasan: str, surat_nomor: str, sidik: str, oleh: Any
) -> KonfirmasiKepala:
    """Bapperida records what the kepala OPD answered on paper; the row names who recorded it."""
    if not oleh.has_perm("rapat.tetapkan", agenda.sesi):
        raise TidakBoleh("Hanya Bapperida yang mencatat konfirmasi dari surat.")
    if not surat_nomor.strip():
        raise TidakLengkap(["Tulis nomor surat kepala OPD."], medan="surat_nomor")
    return _putuskan(agenda, setuju, alasan, surat_nomor.strip(), sidik, oleh)


def _putuskan(
    agenda: Agenda, setuju: bool, alasan: str, surat_nomor: str, sidik: str, oleh: Any
) -> KonfirmasiKepala:
    sesi = Sesi.objects.select_for_update(of=("self",), no_key=True).get(pk=agenda.sesi_id)
    if sudah_final(sesi):
        raise SalahKeadaan(SUDAH_FINAL)
    satu = KonfirmasiKepala.objects.select_for_update(of=("self",)).filter(agenda=agenda).first()
    if satu is None:
        raise SalahKeadaan("Tidak ada yang menunggu konfirmasi pada butir ini.")
    status = StatusKonfirmasi.DIKONFIRMASI if setuju else StatusKonfirmasi.DITOLAK
    alasan = alasan.strip()
    if not setuju and len(alasan) < PANJANG_ALASAN:
        raise TidakLengkap(["Tulis alasannya, minimal 10 huruf."], medan="alasan")
    kesepakatan = disepakati([agenda.pk])
    if sidik != sidik_sepakat(kesepakatan):
        raise SudahBerubah(
            "Kesepakatannya berubah sejak Anda membukanya. Periksa lagi di bawah.",
            sekarang=satu,
        )
    medan = {
        "status": status,
        "alasan": alasan[:500],
        "surat_nomor": surat_nomor[:100],
        "sidik": sidik,
    }
    if satu.diputus_oleh_id == oleh.pk and all(getattr(satu, n) == v for n, v in medan.items()):
        return satu
    for nama, nilai in medan.items():
        setattr(satu, nama, nilai)
    satu.diputus_oleh, satu.diputus_pada = oleh, timezone.now()
    satu.save(update_fields=[*medan, "diputus_oleh", "diputus_pada"])
    return satu


def sudah_final(sesi: Sesi) -> bool:
    """One query at most."""
    return (
        sesi.terkunci
        or BeritaAcara.objects.filter(
            sesi=sesi, jenis=JenisBeritaAcara.INDUK, status=StatusBeritaAcara.FINAL
        ).exists()
    )
