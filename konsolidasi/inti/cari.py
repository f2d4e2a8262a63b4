"""Words looked for in rows: matched with pg_trgm, ranked and counted in the query.

A row that has every word comes before one that only seems to mean it. `%>` of pg_trgm finds words
with a slip of the pen; its threshold is set by `longgarkan` for one transaction.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    Expression,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Round, Upper
from django.db.models.lookups import GreaterThanOrEqual

from konsolidasi.inti.pencarian import Kata, Pencarian

UTUH_TERPENDEK = 3
"""Letters of a word that may also stand inside another word, and that trigrams find."""
MIRIP_TERPENDEK = 4
PANJANG = 7
MIRIP_TERENDAH, MIRIP_PENDEK = "0.35", "0.5"
"""Word similarity from which a word of at least PANJANG letters counts as alike; a shorter one."""
SERATUS = 100


class Tingkat(IntEnum):
    """How well a row fits; less is better. Up to BAGIAN it has every word."""

    TEPAT = 0
    AWAL = 1
    KATA = 2
    BAGIAN = 3
    MIRIP = 4


@dataclass(frozen=True, slots=True)
class Bidang:
    """Where words are looked for in the rows of one kind.

    `teks`: fields, joined by spaces; of a large table they are those of its trigram index.
    `lain`: what else answers a word; None when rows of this kind know no such thing and the word
    is not asked of them.
    """

    teks: Sequence[str | Expression]
    tepat: Sequence[str] = ()
    awal: Sequence[str] = ()
    urut: Sequence[str] = ("pk",)
    lain: Callable[[Kata], Q | None] = lambda _: Q()


class Butir(NamedTuple):
    """One row found. `banyak`: how many of its kind were."""

    jenis: str
    pk: int
    tingkat: int
    mirip: int
    banyak: int
    judul: str
    kode: str
    opd: str
    keterangan: str
    status: str
    tahun: int | None
    tanggal: date | None
    induk: int | None
    contoh: bool


TEKS, ANGKA = TextField(), IntegerField()
SPASI = Value(" ")
KOSONG = {
    "kode": Value("", TEKS),
    "opd": Value("", TEKS),
    "keterangan": Value("", TEKS),
    "status": Value("", TEKS),
    "tahun": Cast(Value(None), ANGKA),
    "tanggal": Cast(Value(None), DateField()),
    "induk": Cast(Value(None), ANGKA),
    "contoh": Value(False, BooleanField()),  # noqa: FBT003
}


def indeks(nama: str, *medan: str) -> GinIndex:
    """For a large table: what `temukan` asks of these fields."""
    teks = gabung(*medan)
    return GinIndex(OpClass(Upper(teks), name="gin_trgm_ops"), name=nama)


def gabung(*bagian: str | Expression) -> Expression | F:
    """Fields joined by spaces, written as in the index over them."""
    if len(bagian) == 1:
        return F(bagian[0]) if isinstance(bagian[0], str) else bagian[0]
    isi = [satu for b in bagian for satu in (SPASI, b)][1:]
    return Func(*isi, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())


def temukan(
    baris: QuerySet, pencarian: Pencarian, bidang: Bidang, jenis: str, **kolom: Any
) -> QuerySet:
    """Rows of one kind that fit, as tuples of Butir; to be cut and joined with other kinds."""
    if baris.query.distinct:
        # Joined rows would be counted twice before DISTINCT.
        baris = baris.model._base_manager.filter(pk__in=baris.order_by().values("pk"))
    teks = gabung(*bidang.teks)
    baris = baris.alias(_teks=teks, _besar=Upper(teks))
    kata = _diminta(pencarian, bidang)
    lengkap, mirip = _semua(kata, bidang, _memuat), Value(SERATUS)
    tingkat, saring = _tingkat(pencarian, bidang, kata, lengkap), lengkap
    if pencarian.longgar:
        penting = [k for k in kata if k in pencarian.penting] or kata
        saring, mirip = _semua(penting, bidang, _mirip), _nilai_mirip(penting, lengkap)
    isi = {f"c_{nama}": F(n) if isinstance(n, str) else n for nama, n in (KOSONG | kolom).items()}
    baris = baris.filter(saring).annotate(
        **isi,
        c_jenis=Value(jenis, TEKS),
        c_tingkat=tingkat,
        c_mirip=mirip,
        c_banyak=Window(Count("pk")),
    )
    nama = ("pk" if satu == "pk" else f"c_{satu}" for satu in Butir._fields)
    return baris.order_by("c_tingkat", "-c_mirip", *bidang.urut).values_list(*nama)


def _diminta(pencarian: Pencarian, bidang: Bidang) -> list[Kata]:
    dikenal = [k for k in pencarian.kata if bidang.lain(k) is not None]
    return dikenal or list(pencarian.kata)


def _semua(kata: Sequence[Kata], bidang: Bidang, cara: Callable[[Kata], Q]) -> Q:
    return reduce(and_, (cara(k) | (bidang.lain(k) or Q()) for k in kata))


def _mulai(kata: Kata) -> Q:
    """A word of the row begins with it."""
    return reduce(or_, (Q(_teks__iregex=rf"\m{re.escape(r)}") for r in kata.ragam))


def _memuat(kata: Kata) -> Q:
    if kata.panjang < UTUH_TERPENDEK:
        return _mulai(kata)
    return reduce(or_, (Q(_teks__icontains=r) for r in kata.ragam))


def _mirip(kata: Kata) -> Q:
    """With `%>` alone one look into the index finds the word itself and what is like it."""
    if kata.panjang < MIRIP_TERPENDEK or not kata.berhuruf:
        return _memuat(kata)
    hasil = Q(_besar__trigram_word_similar=kata.tulis)
    if kata.panjang < PANJANG:
        # Short words share trigrams by chance.
        hasil &= Q(
            GreaterThanOrEqual(TrigramWordSimilarity(kata.tulis, "_besar"), Value(MIRIP_PENDEK))
        )
    return reduce(or_, (Q(_teks__icontains=r) for r in kata.ragam[1:]), hasil)


def _tingkat(pencarian: Pencarian, bidang: Bidang, kata: Sequence[Kata], lengkap: Q) -> Case:
    langkah = [
        (Tingkat.TEPAT, [Q(**{f"{n}__iexact": pencarian.teks}) for n in bidang.tepat]),
        (Tingkat.AWAL, [Q(**{f"{n}__istartswith": pencarian.teks}) for n in bidang.awal]),
        (Tingkat.KATA, [_semua(kata, bidang, _mulai)]),
        (Tingkat.BAGIAN, [lengkap]),
    ]
    ketika = [When(reduce(or_, syarat), then=Value(int(t))) for t, syarat in langkah if syarat]
    return Case(*ketika, default=Value(int(Tingkat.MIRIP)), output_field=IntegerField())


def _nilai_mirip(kata: Sequence[Kata], lengkap: Q) -> Case:
    """Percent; 100 for what has every word, so that similarity is computed for the rest only."""
    jumlah = reduce(lambda a, b: a + b, (TrigramWordSimilarity(k.tulis, "_besar") for k in kata))
    persen = Cast(Round(jumlah * Value(SERATUS) / Value(len(kata))), IntegerField())
    return Case(
        When(lengkap, then=Value(SERATUS)),
        default=persen,
        output_field=IntegerField(),
    )


def longgarkan() -> None:
    """Slips of the pen count as similar until this transaction ends. One query."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [MIRIP_TERENDAH]
        )


def satukan(kelompok: Sequence[QuerySet]) -> QuerySet:
    """All these kinds in one query, each cut as given; rows of one kind stay in their order."""
    pertama, *sisa = kelompok
    return pertama.union(*sisa, all=True) if sisa else pertama
