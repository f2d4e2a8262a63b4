"""The waiting rows of a quarter with their doubts, remembered by this process.

Judging thousands of rows at every click would cost a hundred times what the page costs. So what
is known is kept, and every look asks the event tables what has changed since; only rows about
which something changed are read and judged again. What is remembered puts the queue in order; a
decision always judges the row as it is then (layanan.verifikasi).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from capaian.keraguan import Keraguan
from capaian.layanan.verifikasi import pernah_dijawab
from capaian.layanan.verifikasi_keraguan import nilai_baris
from capaian.layar.verifikasi_teks import TeksButir, susun_teks
from capaian.models import Bukti, Indikator, Periode, Realisasi, Target
from capaian.pilihan import StatusRealisasi

MERAGUKAN, BIASA, DIJAWAB = "meragukan", "biasa", "dijawab"
JENIS = (MERAGUKAN, BIASA, DIJAWAB)
# After this time everything is read anew: what another OPD did with the same file, and how
# often rows of the OPD came back in earlier quarters, is not in the events of the row itself.
UMUR = timedelta(minutes=15)
PERIODE_TERBANYAK = 8
# A transaction that ends late has a lower event number than one that ended before it.
JENDELA_PERISTIWA = 100
PERISTIWA_TERBANYAK = 1000
KOLOM = (
    "pk",
    "indikator_id",
    "indikator__opd_id",
    "indikator__opd__induk_id",
    "indikator__opd__klaster_id",
    "indikator__opd__induk__klaster_id",
    "diajukan_pertama_pada",
    "diajukan_pada",
)


class Menunggu(NamedTuple):
    """One waiting row as it is read, in the order of KOLOM."""

    pk: int
    indikator: int
    opd: int
    induk: int | None
    klaster: int | None
    klaster_induk: int | None
    diajukan_pertama_pada: datetime
    diajukan_pada: datetime


class Baris(NamedTuple):
    """A waiting row with what was found about it."""

    menunggu: Menunggu
    keraguan: tuple[Keraguan, ...]
    bobot: int
    teks: TeksButir

    @property
    def jenis(self) -> str:
        m = self.menunggu
        if pernah_dijawab(m.diajukan_pertama_pada, m.diajukan_pada):
            return DIJAWAB
        return MERAGUKAN if self.keraguan else BIASA


@dataclass(frozen=True)
class Ingatan:
    """`urut`: per kind the rows in order, the heaviest first, then the longest waiting.

    `cetakan`: rows of the queue as they were printed, added to by whoever prints one.
    """

    sejak: datetime
    dilihat: tuple[Mapping[int, int], ...]
    baris: Mapping[int, Baris]
    urut: Mapping[str, Sequence[int]]
    cetakan: dict[int, SafeString] = field(default_factory=dict)


_MODEL: tuple[tuple[type[Model], str], ...] = (
    (Realisasi, "indikator_id"),
    (Target, "indikator_id"),
    (Bukti, "indikator_id"),
    (Indikator, "pgh_obj_id"),
)
_ingatan: dict[int, Ingatan] = {}


def ingat(periode: Periode, *, pada: datetime | None = None) -> Ingatan:
    """All waiting rows of the quarter. Four queries; one more and those of nilai_baris for what
    is new or has changed."""
    pada = pada or timezone.now()
    lama = _ingatan.get(periode.pk)
    if lama is not None and pada - lama.sejak > UMUR:
        lama = None
    dilihat = tuple(_lihat(n, lama.dilihat[n] if lama else None) for n in range(len(_MODEL)))
    berubah = _berubah(lama.dilihat, dilihat) if lama else None
    if berubah is None:
        segar = _susun(pada, dilihat, _baca(periode), {})
    elif not berubah:
        # The newest look is kept, so that the next one asks for less.
        segar = Ingatan(lama.sejak, dilihat, lama.baris, lama.urut, lama.cetakan)
    else:
        tetap = {pk: b for pk, b in lama.baris.items() if b.menunggu.indikator not in berubah}
        baru = _baca(periode, Q(indikator__in=sorted(berubah)))
        cetakan = {pk: c for pk, c in lama.cetakan.items() if pk in tetap}
        segar = _susun(lama.sejak, dilihat, tetap | baru, cetakan)
    if periode.pk not in _ingatan and len(_ingatan) >= PERIODE_TERBANYAK:
        _ingatan.pop(next(iter(_ingatan)), None)
    _ingatan[periode.pk] = segar
    return segar


def lupakan() -> None:
    """Read and judge everything anew at the next look."""
    _ingatan.clear()


def _baca(periode: Periode, saring: Q | None = None) -> dict[int, Baris]:
    """One query, and those of nilai_baris when a row waits."""
    dicari = Realisasi.objects.filter(
        saring or Q(),
        periode=periode,
        status=StatusRealisasi.DIAJUKAN,
        indikator__aktif=True,
        indikator__opd__aktif=True,
    )
    menunggu = [Menunggu._make(b) for b in dicari.order_by("pk").values_list(*KOLOM)]
    dinilai = nilai_baris([m.pk for m in menunggu], periode) if menunggu else {}
    return {
        m.pk: Baris(m, p.keraguan, p.bobot, susun_teks(p))
        for m in menunggu
        if (p := dinilai.get(m.pk)) is not None
    }


def _susun(
    sejak: datetime,
    dilihat: tuple[Mapping[int, int], ...],
    baris: Mapping[int, Baris],
    cetakan: dict[int, SafeString],
) -> Ingatan:
    urut: dict[str, list[int]] = {jenis: [] for jenis in JENIS}
    kunci = {pk: (-b.bobot, b.menunggu.diajukan_pada, pk) for pk, b in baris.items()}
    for pk in sorted(kunci, key=kunci.__getitem__):
        urut[baris[pk].jenis].append(pk)
    return Ingatan(sejak, dilihat, baris, urut, cetakan)


@cache
def _peristiwa(nomor: int) -> QuerySet:
    """Made once and only filtered later: every look asks the same four questions."""
    model, medan = _MODEL[nomor]
    return model.pgh_event_model.objects.order_by("-pgh_id").values_list("pgh_id", medan)


def _lihat(nomor: int, sebelum: Mapping[int, int] | None) -> dict[int, int]:
    """Newest events of one model and the indikator they are about. One query."""
    peristiwa = _peristiwa(nomor)
    if not sebelum:
        return dict(peristiwa[:JENDELA_PERISTIWA])
    dari = max(sebelum) - JENDELA_PERISTIWA
    return dict(peristiwa.filter(pgh_id__gt=dari)[:PERISTIWA_TERBANYAK])


def _berubah(
    lama: Iterable[Mapping[int, int]], baru: Iterable[Mapping[int, int]]
) -> set[int] | None:
    """The indikator of events not seen before; None when they cannot all be known."""
    hasil: set[int] = set()
    for sebelum, sesudah in zip(lama, baru, strict=True):
        if len(sesudah) >= PERISTIWA_TERBANYAK:
            return None
        if sebelum:
            batas = max(sebelum) - JENDELA_PERISTIWA
            if any(n > batas and n not in sesudah for n in sebelum):
                return None  # the table began anew
        elif len(sesudah) >= JENDELA_PERISTIWA:
            return None
        hasil |= {indikator for n, indikator in sesudah.items() if n not in sebelum}
    return hasil
