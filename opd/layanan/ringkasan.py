"""One letter a day at most: what this person has to do, each line with the page to do it on."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import formataddr, parseaddr
from functools import cache
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from opd.models import Pemberitahuan, Pengguna, SetelanSurel

log = logging.getLogger("konsolidasi.pengingat")
MULAI_JAM = 7
"""No letter before this hour (WIB): the only one of the day must not go out at midnight."""
DISEBUT = 30
PENGIRIM = "Konsolidasi (tidak menerima balasan)"
# RFC 3834 and what mail servers in offices look at: nothing answers this letter by itself.
TANPA_BALASAN = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    "Precedence": "bulk",
}
TANPA_SERVER = "django.core.mail.backends.console.EmailBackend"


@dataclass(frozen=True, slots=True)
class Pengiriman:
    terkirim: int = 0
    gagal: int = 0


def kirim_ringkasan(*, pada: datetime) -> Pengiriman:
    """Letters that are due now. Nothing raised: a person whose letter fails gets it tomorrow.

    At most once, also when a process dies half-way: the day is taken before the letter leaves.
    """
    lokal = timezone.localtime(pada)
    if lokal.hour < MULAI_JAM:
        return Pengiriman()
    if settings.EMAIL_BACKEND == TANPA_SERVER:
        _catat_tanpa_server()
        return Pengiriman()
    sambungan, orang = None, list(_calon(lokal.date()))
    terkirim = gagal = 0
    for satu in orang:
        sambungan = sambungan or _buka()
        if sambungan is None:
            break
        butir = _ambil(satu, lokal.date(), pada)
        if not butir:
            continue
        try:
            susun_surat(satu, butir, sambungan).send()
        except (OSError, ValueError) as galat:
            gagal += 1
            log.warning("ringkasan gagal pengguna=%s sebab=%s", satu.pk, type(galat).__name__)
            _batalkan(butir)
            sambungan = _tutup(sambungan)
        else:
            terkirim += 1
    _tutup(sambungan)
    return Pengiriman(terkirim, gagal)


def susun_surat(
    orang: Pengguna, butir: Sequence[Pemberitahuan], sambungan: BaseEmailBackend
) -> EmailMessage:
    """`butir`: all that is open, the new ones with `disurel_pada` of now."""
    baru = max(b.disurel_pada for b in butir if b.disurel_pada)
    urut = sorted(butir, key=lambda b: (b.jenis, b.disurel_pada != baru, b.pk))[:DISEBUT]
    konteks = {
        "nama": orang.nama,
        "bagian": [
            (jenis, [(b.kalimat, alamat(b.url), b.disurel_pada == baru) for b in isi])
            for jenis, isi in groupby(urut, key=lambda b: b.jenis)
        ],
        "lebih": len(butir) - len(urut),
        "kotak": alamat(reverse("opd:pemberitahuan")),
        "setelan": alamat(reverse("opd:surel_setelan")),
    }
    pengirim = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return EmailMessage(
        subject=f"Konsolidasi: {len(butir)} hal yang harus Anda kerjakan",
        body=render_to_string("surel/ringkasan.txt", konteks),
        from_email=pengirim,
        to=[orang.email],
        headers={
            "From": formataddr((PENGIRIM, pengirim)),
            "List-Unsubscribe": f"<{konteks['setelan']}>",
            **TANPA_BALASAN,
        },
        connection=sambungan,
    )


def alamat(jalur: str) -> str:
    """A full address, the same for everybody: no request is at hand when letters are written."""
    return f"{settings.ALAMAT_SITUS}{jalur}"


def _calon(hari: date) -> QuerySet[Pengguna]:
    """Who has something new, a mail address other than ours, and no letter yet today."""
    baru = Pemberitahuan.objects.belum_dibaca().filter(pengguna=OuterRef("pk"), disurel_pada=None)
    return (
        Pengguna.objects.filter(Exists(baru), is_active=True)
        .filter(Q(setelan_surel=None) | _boleh(hari, "setelan_surel__"))
        .exclude(email="")
        .exclude(email__iexact=parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
        .order_by("pk")
    )


def _boleh(hari: date, awalan: str = "") -> Q:
    belum = Q(**{f"{awalan}terakhir_tanggal": None}) | Q(**{f"{awalan}terakhir_tanggal__lt": hari})
    return Q(**{f"{awalan}ringkasan": True}) & belum


def _ambil(orang: Pengguna, hari: date, pada: datetime) -> list[Pemberitahuan]:
    """Take the day for this person; empty when another process was faster."""
    with transaction.atomic():
        SetelanSurel.objects.get_or_create(pengguna=orang)
        milik = SetelanSurel.objects.filter(_boleh(hari), pk=orang.pk)
        if milik.update(terakhir_tanggal=hari) != 1:
            return []
        semua = Pemberitahuan.objects.untuk(orang).terbuka()
        semua.belum_dibaca().filter(disurel_pada=None).update(disurel_pada=pada)
        return list(semua.order_by("pk"))


def _batalkan(butir: Sequence[Pemberitahuan]) -> None:
    """What did not arrive is still new tomorrow."""
    baru = max(b.disurel_pada for b in butir if b.disurel_pada)
    gagal = [b.pk for b in butir if b.disurel_pada == baru]
    Pemberitahuan.objects.filter(pk__in=gagal).update(disurel_pada=None)


def _buka() -> BaseEmailBackend | None:
    sambungan = get_connection()
    try:
        sambungan.open()
    except OSError as galat:
        log.warning("server surel tidak menjawab sebab=%s", type(galat).__name__)
        return None
    return sambungan


def _tutup(sambungan: BaseEmailBackend | None) -> None:
    if sambungan is None:
        return
    try:
        sambungan.close()
    except OSError as galat:
        log.info("sambungan surel putus sebab=%s", type(galat).__name__)


@cache
def _catat_tanpa_server() -> None:
    """Once in the life of a process."""
    log.info("EMAIL_HOST kosong: ringkasan surel tidak dikirim, pengingat tetap di aplikasi")
