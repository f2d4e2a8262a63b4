"""States of a finding. The only writer of `Temuan.status`.

People ask, answer, put on the agenda, or say that it is no problem. The check itself may only
say that a finding is gone, or that it is there again.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import F
from django.utils import timezone

from capaian.models import LogTemuan, PenjelasanTemuan, StatusTemuan, Temuan
from konsolidasi.inti.alur import Alur, Transisi
from opd.lingkup import lingkup

BARIS_SEKALI = 2000
BARU, JELASKAN, BAHAS, BUKAN, HILANG = StatusTemuan
MINTA_JELAS, JAWAB, KE_AGENDA, BUKAN_MASALAH, BUKA = "minta", "jawab", "bahas", "bukan", "buka"
TANPA_OPD = (
    "Temuan ini tentang prioritas, bukan tentang indikator satu OPD. Pilih OPD yang membahas atau"
    " menjelaskannya."
)


def catat(temuan: Temuan, *, transisi: str, dari: str, ke: str, oleh: Any, catatan: str) -> None:
    LogTemuan.objects.create(
        temuan=temuan, transisi=transisi, dari=dari, ke=ke, oleh=oleh, catatan=catatan
    )


def naik_versi(temuan: Temuan, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    temuan.versi += 1
    return ("versi",)


def opd_penjelas(temuan: Temuan, oleh: AbstractBaseUser) -> int:
    """The OPD for which a person explains: their own where it is concerned. One query."""
    ruang = lingkup(oleh)
    terkait = temuan.tautan.filter(indikator__opd__in=ruang.opd_ids).order_by("pk")
    milik = list(terkait.values_list("indikator__opd_id", flat=True)) or [temuan.dibahas_opd_id]
    return ruang.opd_utama if ruang.opd_utama in milik else milik[0]


def tulis_penjelasan(temuan: Temuan, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    """In place of what the same OPD said before; that of another OPD stays."""
    PenjelasanTemuan.objects.update_or_create(
        temuan=temuan,
        opd_id=opd_penjelas(temuan, oleh),
        defaults={"teks": catatan.strip(), "oleh": oleh, "pada": timezone.now()},
    )
    temuan.versi += 1
    return ("versi",)


def terima_angka(temuan: Temuan, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    """No problem as long as the numbers are these."""
    temuan.alasan = catatan.strip()
    temuan.sidik_diterima = temuan.sidik
    temuan.versi += 1
    return ("alasan", "sidik_diterima", "versi")


def tarik_terima(temuan: Temuan, *, oleh: AbstractBaseUser, catatan: str) -> Collection[str]:
    temuan.alasan = temuan.sidik_diterima = ""
    temuan.versi += 1
    return ("alasan", "sidik_diterima", "versi")


def menyangkut_opd(temuan: Temuan) -> str:
    """Only an OPD has an item on an agenda, or can explain. One query at most."""
    return "" if temuan.dibahas_opd_id or temuan.tautan.exists() else TANPA_OPD


BEROPD = (KE_AGENDA, MINTA_JELAS)
"""Steps that turn to an OPD."""
ALUR_TEMUAN = Alur(
    transisi=(
        Transisi(
            nama=KE_AGENDA,
            label="Bahas di sesi",
            dari=frozenset({BARU, JELASKAN}),
            ke=BAHAS,
            izin="capaian.putuskan_temuan",
            syarat=(menyangkut_opd,),
            efek=naik_versi,
        ),
        Transisi(
            nama=MINTA_JELAS,
            label="Minta penjelasan OPD",
            dari=frozenset({BARU, BAHAS}),
            ke=JELASKAN,
            izin="capaian.putuskan_temuan",
            syarat=(menyangkut_opd,),
            efek=naik_versi,
        ),
        Transisi(
            nama=BUKAN_MASALAH,
            label="Bukan masalah",
            dari=frozenset({BARU, JELASKAN, BAHAS}),
            ke=BUKAN,
            izin="capaian.putuskan_temuan",
            wajib_catatan=True,
            efek=terima_angka,
        ),
        Transisi(
            nama=BUKA,
            label="Buka lagi",
            dari=frozenset({BUKAN, BAHAS}),
            ke=BARU,
            izin="capaian.putuskan_temuan",
            wajib_catatan=True,
            efek=tarik_terima,
        ),
        Transisi(
            nama=JAWAB,
            label="Kirim penjelasan",
            dari=frozenset({BARU, JELASKAN}),
            ke=JELASKAN,
            izin="capaian.jawab_temuan",
            wajib_catatan=True,
            efek=tulis_penjelasan,
        ),
    ),
    catat=catat,
)


def status_sesudah(temuan: Temuan, sidik: str) -> str:
    """Where a finding stands when the check finds it with these numbers.

    What was no problem stays so with the same numbers, also after it was gone; else it is new.
    """
    if temuan.status in (BUKAN, HILANG):
        return BUKAN if temuan.sidik_diterima == sidik else BARU
    return temuan.status


def temukan(temuan: Iterable[tuple[Temuan, str]]) -> list[LogTemuan]:
    """The check found these, each with its numbers: sets their state, returns the log rows.

    Nothing is written here; the caller saves both together.
    """
    log = []
    for satu, sidik in temuan:
        ke = status_sesudah(satu, sidik)
        if ke != satu.status or sidik != satu.sidik:
            kata = "muncul" if satu.status == HILANG else "berubah"
            log.append(LogTemuan(temuan=satu, transisi=kata, dari=satu.status, ke=ke, oleh=None))
            satu.versi += 1
        if ke == BARU and satu.status != BARU:
            satu.alasan = satu.sidik_diterima = ""
        satu.status, satu.sidik = ke, sidik
    return log


def hilangkan(temuan: Sequence[Temuan]) -> None:
    """The check does not find these any more; reason and answer are kept. Two queries."""
    kini = timezone.now()
    Temuan.objects.filter(pk__in=[t.pk for t in temuan]).update(
        status=HILANG, diubah_pada=kini, versi=F("versi") + 1
    )
    LogTemuan.objects.bulk_create(
        (
            LogTemuan(temuan=t, transisi="hilang", dari=t.status, ke=HILANG, oleh=None)
            for t in temuan
        ),
        batch_size=BARIS_SEKALI,
    )


def catat_temuan(log: Sequence[LogTemuan]) -> None:
    LogTemuan.objects.bulk_create(log, batch_size=BARIS_SEKALI)
