"""Reminders kept in step with what the rules ask for today; read by their owner."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from opd.models import Pemberitahuan, PutaranPengingat, SetelanSurel
from opd.pemberitahuan import Butir

SATU = 1
LAMA = datetime(2000, 1, 1, tzinfo=UTC)
KALIMAT_TERPANJANG = Pemberitahuan._meta.get_field("kalimat").max_length
Kunci = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Serasi:
    baru: int
    selesai: int


def serasikan(
    kumpulkan: Callable[[datetime], Iterable[Butir]],
    *,
    pada: datetime,
    selang: timedelta = timedelta(0),
) -> Serasi | None:
    """Ask the rules and write down what is new. None: another process does it, or did just now.

    The one row of PutaranPengingat is locked meanwhile; whoever finds it locked goes away.
    """
    PutaranPengingat.objects.get_or_create(pk=SATU, defaults={"mulai_pada": LAMA})
    with transaction.atomic():
        kunci = PutaranPengingat.objects.select_for_update(of=("self",), skip_locked=True)
        putaran = kunci.filter(pk=SATU, mulai_pada__lte=pada - selang).first()
        if putaran is None:
            return None
        putaran.mulai_pada = pada
        putaran.save(update_fields=["mulai_pada"])
        return _tulis(kumpulkan(pada), pada)


def sampaikan(butir: Iterable[Butir], *, pada: datetime) -> None:
    """Say it now; a rule asks for the same, else the next round takes it for settled. One query."""
    baris = [_baris(orang, b, pada) for b in butir for orang in b.penerima]
    Pemberitahuan.objects.bulk_create(baris, ignore_conflicts=True, batch_size=1000)


def _baris(orang: int, butir: Butir, pada: datetime) -> Pemberitahuan:
    return Pemberitahuan(
        pengguna_id=orang,
        kunci=butir.kunci,
        jenis=butir.jenis,
        kalimat=_potong(butir.kalimat),
        url=butir.url,
        dibuat_pada=pada,
    )


def _tulis(butir: Iterable[Butir], pada: datetime) -> Serasi:
    """Two queries to compare, at most four to write."""
    diminta: dict[Kunci, Butir] = {(orang, b.kunci): b for b in butir for orang in b.penerima}
    ada = {
        (satu.pengguna_id, satu.kunci): satu
        for satu in Pemberitahuan.objects.filter(
            Q(selesai_pada=None) | Q(kunci__in={kunci for _, kunci in diminta})
        ).order_by("pk")
    }
    baru = [_baris(di[0], b, pada) for di, b in diminta.items() if di not in ada]
    Pemberitahuan.objects.bulk_create(baru, ignore_conflicts=True, batch_size=1000)
    usai = [s for di, s in ada.items() if s.selesai_pada is None and di not in diminta]
    Pemberitahuan.objects.filter(pk__in=[s.pk for s in usai]).update(selesai_pada=pada)
    berubah = []
    for di, satu in ada.items():
        b = diminta.get(di)
        if b and (satu.selesai_pada, satu.kalimat, satu.url) != (None, _potong(b.kalimat), b.url):
            satu.selesai_pada, satu.kalimat, satu.url = None, _potong(b.kalimat), b.url
            berubah.append(satu)
    Pemberitahuan.objects.bulk_update(berubah, ["selesai_pada", "kalimat", "url"], batch_size=500)
    return Serasi(len(baru), len(usai))


def baca(pemberitahuan: Pemberitahuan, *, pada: datetime) -> None:
    """Again is no different from once."""
    Pemberitahuan.objects.filter(pk=pemberitahuan.pk, dibaca_pada=None).update(dibaca_pada=pada)


def baca_semua(*, sampai: int, oleh: AbstractBaseUser, pada: datetime) -> int:
    """Those the person has seen: `sampai` is the newest pk on the page; what came later stays."""
    milik = Pemberitahuan.objects.untuk(oleh).belum_dibaca().filter(pk__lte=sampai)
    return milik.update(dibaca_pada=pada)


def atur_ringkasan(*, mau: bool, oleh: AbstractBaseUser) -> SetelanSurel:
    return SetelanSurel.objects.update_or_create(pengguna=oleh, defaults={"ringkasan": mau})[0]


def _potong(kalimat: str) -> str:
    if len(kalimat) <= KALIMAT_TERPANJANG:
        return kalimat
    return f"{kalimat[: KALIMAT_TERPANJANG - 1]}…"
