"""Keeping the figures of the dashboards; whoever reads them (layar.ringkasan) proves their age.

Nothing here runs inside the transaction of a save: that only leaves its mark, by trigger. So two
people of one OPD never wait for each other, and a summary that fails costs nobody a saved row.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from capaian.cuplikan import Cuplikan
from capaian.layanan.ringkasan_hitung import Bagian, hitung
from capaian.layanan.ringkasan_segar import Keadaan, Saat, aturan, keadaan, saat
from capaian.models import (
    LantaiRingkasan,
    PenandaRingkasan,
    Ringkasan,
    StempelRingkasan,
    Tahun,
    TerendahRingkasan,
)
from capaian.ringkasan import URUTAN, Terendah, terkecil
from opd.models import Opd

SEKALI = 8
"""OPD that are computed in one transaction: about as many rows as a page of the rekap."""
PENANDA_TERBANYAK = 200
"""Marks that may lie about; every page reads them."""
MEDAN = (
    "indikator",
    "terhitung",
    "jumlah_persen",
    "pasti",
    "terverifikasi",
    "belum_diisi",
    "contoh",
    "berpagu",
    "beranggaran",
    "pagu",
    "realisasi_anggaran",
)
"""The fields of Ringkas that are columns of the same name."""


@dataclass(frozen=True, slots=True)
class Pembaruan:
    """OPD and years: `dihitung` anew, `segar` already, `sisa` for the next time.

    `disapu`: marks that nobody needs any more. `giliran` is False when another process computes.
    """

    dihitung: int = 0
    segar: int = 0
    sisa: int = 0
    disapu: int = 0
    giliran: bool = True


def perbarui(
    *,
    tahun: Collection[int] | None = None,
    paling_lama: timedelta | None = None,
    ulang: bool = False,
    uji_coba: bool = False,
) -> Pembaruan:
    """Compute what does not hold any more, newest year first; twice is once.

    `ulang` throws everything away first. `paling_lama` leaves the rest for the next time. Each
    handful of OPD is a transaction of its own, so this must not run inside one.
    """
    mulai = monotonic()
    semua_tahun = list(Tahun.objects.order_by("-tahun").values_list("tahun", flat=True))
    diminta = [t for t in semua_tahun if tahun is None or t in tahun]
    opd = list(Opd.objects.order_by("pk").values_list("pk", flat=True))
    if not uji_coba:
        _buang(ulang=ulang)
    awal = keadaan(diminta, opd)
    segar = sum(len(awal.segar[t]) for t in diminta) if awal else 0
    basi = len(diminta) * len(opd) - segar
    if uji_coba:
        return Pembaruan(segar=segar, sisa=basi)
    dihitung = 0
    for t, bagian in _pekerjaan(awal, diminta, opd):
        if paling_lama is not None and monotonic() - mulai > paling_lama.total_seconds():
            break
        satu = _perbarui_sebagian(t, bagian)
        if satu is None:
            return Pembaruan(dihitung, segar, basi - dihitung, giliran=False)
        dihitung += satu
    return Pembaruan(dihitung, segar, basi - dihitung, sapu(semua_tahun, opd))


def _pekerjaan(
    awal: Keadaan | None, tahun: Sequence[int], opd: Sequence[int]
) -> Iterator[tuple[int, list[int]]]:
    for t in tahun if awal else ():
        basi = [pk for pk in opd if pk not in awal.segar[t]]
        for n in range(0, len(basi), SEKALI):
            yield t, basi[n : n + SEKALI]


@transaction.atomic
def _perbarui_sebagian(tahun: int, opd: Collection[int]) -> int | None:
    """Eight queries and some; None when another process has the lock."""
    if not _giliran():
        return None
    # Before the first row is read: what is committed from here on counts as not seen.
    dulu = saat()
    kini = keadaan([tahun], opd)
    if dulu is None or kini is None:
        return 0
    basi = [pk for pk in opd if pk not in kini.segar[tahun]]
    per_opd = hitung(tahun, basi, kini.skala[tahun])
    for model in (Ringkasan, TerendahRingkasan):
        model.objects.filter(tahun=tahun, opd__in=basi).delete()
    Ringkasan.objects.bulk_create(
        _baris(tahun, pk, b) for pk, semua in per_opd.items() for b in semua
    )
    TerendahRingkasan.objects.bulk_create(
        b for pk, semua in per_opd.items() for b in _terendah(tahun, pk, semua)
    )
    _cap(tahun, basi, dulu, aturan(kini.skala[tahun]))
    return len(basi)


def _cap(tahun: int, opd: Collection[int], dulu: Saat, aturan_: str) -> None:
    kini = timezone.now()
    StempelRingkasan.objects.bulk_create(
        (
            StempelRingkasan(
                tahun_id=tahun,
                opd_id=pk,
                cuplikan=dulu.cuplikan,
                asal=dulu.asal,
                aturan=aturan_,
                dihitung_pada=kini,
            )
            for pk in opd
        ),
        update_conflicts=True,
        unique_fields=("tahun", "opd"),
        update_fields=("cuplikan", "asal", "aturan", "dihitung_pada"),
    )


def _baris(tahun: int, opd: int, bagian: Bagian) -> Ringkasan:
    r = bagian.ringkas
    return Ringkasan(
        tahun_id=tahun,
        opd_id=opd,
        sampai=bagian.sampai,
        prioritas_id=bagian.prioritas,
        urusan_id=bagian.urusan,
        **{nama: getattr(r, nama) for nama in MEDAN},
        **{f"peringkat_{n}": r.per_peringkat[n] for n in URUTAN},
        **{f"pasti_{n}": r.per_peringkat_pasti[n] for n in URUTAN},
    )


def _terendah(tahun: int, opd: int, semua: Iterable[Bagian]) -> Iterator[TerendahRingkasan]:
    """Of all prioritas and urusan of the OPD together, up to each quarter."""
    per_triwulan: dict[int, list[Terendah]] = defaultdict(list)
    for bagian in semua:
        per_triwulan[bagian.sampai] += bagian.terendah
    for sampai, milik in per_triwulan.items():
        for t in terkecil(milik):
            yield TerendahRingkasan(
                tahun_id=tahun,
                sampai=sampai,
                opd_id=opd,
                indikator_id=t.indikator,
                persen=t.persen,
                urutan=t.urutan,
                sementara=t.sementara,
            )


@transaction.atomic
def sapu(tahun: Collection[int], opd: Collection[int]) -> int:
    """Delete marks that every stored figure has seen. A fixed number of queries.

    Figures that hold get the snapshot of now: nothing that they are made of has changed since.
    Otherwise those of a year that is over would keep every later mark alive.
    """
    if PenandaRingkasan.objects.count() <= PENANDA_TERBANYAK or not _giliran():
        return 0
    dulu = saat()
    kini = keadaan(tahun, opd)
    if dulu is None or kini is None:
        return 0
    milik = [Q(tahun=t, opd__in=segar) for t, segar in kini.segar.items() if segar]
    cap = StempelRingkasan.objects.filter(asal=dulu.asal).order_by()
    for satu in milik:
        cap.filter(satu).update(cuplikan=dulu.cuplikan)
    dicap = cap.values_list("cuplikan", flat=True).distinct()
    lantai = min(Cuplikan.baca(teks).xmin for teks in {dulu.cuplikan, *dicap})
    LantaiRingkasan.objects.update(xid=lantai)
    return PenandaRingkasan.objects.filter(xid__lt=lantai).delete()[0]


@transaction.atomic
def _buang(*, ulang: bool) -> None:
    """Throw away what another database left here, restored from its dump; with `ulang`, all of it.

    There the numbers of transactions were others. A mark that is seen here is seen by every
    snapshot that comes after; figures that were remembered before end with the new floor.
    """
    kini = saat()
    if kini is None or not _giliran():
        return
    if ulang or not StempelRingkasan.objects.filter(asal=kini.asal).exists():
        for model in (Ringkasan, TerendahRingkasan, StempelRingkasan, PenandaRingkasan):
            model.objects.all().delete()
        LantaiRingkasan.objects.update(xid=Cuplikan.baca(saat().cuplikan).xmax)


def _giliran() -> bool:
    """Whether nobody else computes; if so, until the end of this transaction. Two queries."""
    LantaiRingkasan.objects.get_or_create(pk=1)
    milikku = LantaiRingkasan.objects.select_for_update(of=("self",), skip_locked=True)
    return milikku.order_by("pk").first() is not None
