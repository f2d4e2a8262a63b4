"""Questions to the database that are compiled once: the SQL of a queryset, asked again and again.

Building a queryset and compiling it costs five to twenty times what it costs to ask it. A function
under `@kueri` builds the queryset with a Lubang wherever a value will stand; what Django compiles
from it is kept, and each call only puts its values in. Nothing is written as SQL by hand and every
value is bound by the driver.
"""

import inspect
import re
from collections.abc import Callable, Collection, Hashable, KeysView, Mapping, Sequence
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from functools import update_wrapper
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet, prefetch_related_objects
from django.db.models.query import FlatValuesListIterable, ValuesListIterable
from psycopg2.extensions import adapt

POLOS = frozenset({int, str, bool, date, datetime, Decimal})
JENIS_ANGKA = {"IntegerField": (20, 21, 23), "DecimalField": (1700,)}
"""By the end of the name of a field: types of PostgreSQL that the driver reads as that number."""
BENTUK_TERBANYAK = 200
"""Shapes of one question that are kept."""

# Around the name of a text that will stand in a pattern; characters of no script.
AWAL, AKHIR = "\ue000", "\ue001"
KATA_MULAI = r"\m"
"""Where a word begins, in a regular expression of PostgreSQL."""
# What the iterables of Django ask of a query, besides its compiler.
_KOLOM = ("selected", "extra_select", "values_select", "annotation_select")


class Lubang(Expression):
    """Where a value will stand. With `__in` it stands for several of them.

    Not for `exclude` with a list: an empty one would leave out everything.
    """

    def __init__(self, nama: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.nama = nama

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list["Lubang"]]:
        return "%s", [self]

    def get_group_by_cols(self) -> list[Expression]:
        return []

    @staticmethod
    def isi(nilai: Any) -> Any:
        return nilai


def tanda(nama: str) -> str:
    """Where a text will stand inside a pattern of LIKE or of a regular expression, or as it is.

    It is put in escaped as its pattern needs; `nama` is letters and digits.
    """
    return f"{AWAL}{nama}{AKHIR}"


def _untuk_like(teks: str) -> str:
    return connection.ops.prep_for_like_query(teks)


class _Pola:
    """A text parameter with a mark in it."""

    def __init__(self, isi: str) -> None:
        self.depan, sisa = isi.split(AWAL)
        self.nama, self.belakang = sisa.split(AKHIR)
        bungkus = {self.depan, self.belakang}
        if bungkus == {""}:
            self.amankan: Callable[[str], str] = str
        elif bungkus <= {"", "%"}:
            self.amankan = _untuk_like
        elif bungkus == {"", KATA_MULAI}:
            self.amankan = re.escape
        else:
            raise ValueError(f"no pattern known around {self.nama}")

    def isi(self, nilai: str) -> str:
        return f"{self.depan}{self.amankan(nilai)}{self.belakang}"


def _parameter(isi: Any) -> Any:
    return _Pola(isi) if isinstance(isi, str) and AWAL in isi else isi


class _Deret:
    """Values between the brackets of IN; NULL for none, which nothing is equal to."""

    def __init__(self, isi: Collection[Any]) -> None:
        self.bulat = all(type(satu) is int for satu in isi)
        self.isi = list(map(str, isi)) if self.bulat else [adapt(satu) for satu in isi]

    def __conform__(self, _: Any) -> "_Deret":
        return self

    def prepare(self, sambungan: Any) -> None:
        for satu in () if self.bulat else self.isi:
            if hasattr(satu, "prepare"):
                satu.prepare(sambungan)

    def getquoted(self) -> bytes:
        if self.bulat:
            return ", ".join(self.isi).encode() or b"NULL"
        return b", ".join(satu.getquoted() for satu in self.isi)


class _Siap:
    """One compiled shape. Without `sql` it has no rows, whatever is asked."""

    def __init__(self, semua: QuerySet) -> None:
        self.sql = ""
        penyusun = semua.query.get_compiler(connection=connection)
        try:
            self.sql, parameter = penyusun.as_sql()
        except EmptyResultSet:
            return
        self.parameter = list(map(_parameter, parameter))
        self.letak = [(n, p) for n, p in enumerate(self.parameter) if isinstance(p, Lubang | _Pola)]
        kolom = [s[0] for s in penyusun.select[: penyusun.col_count]]
        self.konverter = penyusun.get_converters(kolom)
        self.datar = semua._iterable_class is FlatValuesListIterable
        polos = self.datar or semua._iterable_class is ValuesListIterable
        # None: the rows of the driver are nearly the answer; how nearly, the first of them show.
        self.langsung: bool | None = None if polos and not penyusun.has_extra_select else False
        if self.langsung is False:
            self.semua, self.penyusun = semua, penyusun
            self.kolom = {nama: getattr(semua.query, nama) for nama in _KOLOM}

    def tanya(self, isi: Mapping[str, Any]) -> list[Any]:
        if not self.sql:
            return []
        nilai = self.parameter.copy()
        for n, p in self.letak:
            nilai[n] = p.isi(isi[p.nama])
        if self.langsung is False:
            return self._bentuk(nilai)
        with connection.cursor() as kursor:
            kursor.execute(self.sql, nilai)
            baris = kursor.fetchall()
            if self.langsung is None:
                self._timbang([satu.type_code for satu in kursor.description])
        if self.konverter:
            baris = [self._ubah(satu) for satu in baris]
        return [satu for (satu,) in baris] if self.datar else baris

    def _ubah(self, baris: Sequence[Any]) -> tuple[Any, ...]:
        """As SQLCompiler.apply_converters, without the compiler: the tree it holds is megabytes."""
        hasil = list(baris)
        for n, (cara, kolom) in self.konverter.items():
            for ubah in cara:
                hasil[n] = ubah(hasil[n], kolom, connection)
        return tuple(hasil)

    def _timbang(self, jenis: Sequence[int]) -> None:
        """Whole numbers and decimals that come as such are not converted once more."""
        self.konverter = {
            n: (cara, k)
            for n, (cara, k) in self.konverter.items()
            if cara != [k.convert_value]
            or jenis[n] not in JENIS_ANGKA.get(k.output_field.get_internal_type()[-12:], ())
        }
        self.langsung = True

    def _bentuk(self, nilai: Sequence[Any]) -> list[Any]:
        penyusun = copy(self.penyusun)
        penyusun.connection = connection
        penyusun.as_sql = lambda: (self.sql, nilai)
        penyusun.get_converters = lambda _: self.konverter
        semua = self.semua
        # As much of a queryset as its iterables look at.
        serupa = SimpleNamespace(
            db=connection.alias,
            query=SimpleNamespace(get_compiler=lambda *_, **__: penyusun, **self.kolom),
            model=semua.model,
            _fields=semua._fields,
            _known_related_objects={},
        )
        hasil = list(semua._iterable_class(serupa))
        if hasil and semua._prefetch_related_lookups:
            prefetch_related_objects(hasil, *semua._prefetch_related_lookups)
        return hasil


class Kueri:
    """A question. Its keyword arguments are values, which are never None: IS NULL is another
    shape. The arguments before them are its shape, and each shape is compiled when it is first
    asked; so is each choice of names where the function takes any."""

    def __init__(self, susun: Callable[..., QuerySet]) -> None:
        update_wrapper(self, susun)
        tanda = inspect.signature(susun).parameters.values()
        self._bebas = any(p.kind is p.VAR_KEYWORD for p in tanda)
        self._nama = frozenset(p.name for p in tanda if p.kind is p.KEYWORD_ONLY)
        self._siap: dict[Hashable, _Siap] = {}

    def __call__(self, *bentuk: Hashable, **isi: Any) -> list[Any]:
        """The rows as the queryset would give them. One query."""
        return self._tanya(bentuk, isi)

    def _tanya(self, bentuk: tuple, isi: dict[str, Any], **lain: Any) -> list[Any]:
        """`lain`: values of holes that stand in the shape itself."""
        if isi.keys() != self._nama and not self._bebas:
            raise TypeError(f"{self.__name__} asks for {', '.join(sorted(self._nama))}")
        kunci = (bentuk, *isi) if self._bebas else bentuk
        siap = self._siap.get(kunci)
        if siap is None:
            if len(self._siap) >= BENTUK_TERBANYAK:
                self._siap.pop(next(iter(self._siap)), None)  # the oldest
            lubang = {nama: Lubang(nama) for nama in isi}
            siap = self._siap[kunci] = _Siap(self.__wrapped__(*bentuk, **lubang))
        return siap.tanya({nama: _nilai(satu) for nama, satu in (isi | lain).items()})


def kueri(susun: Callable[..., QuerySet]) -> Kueri:
    return Kueri(susun)


def _nilai(nilai: Any) -> Any:
    if type(nilai) in POLOS:
        return nilai
    if nilai is None:
        raise ValueError("a value of a compiled question is never None")
    if isinstance(nilai, Model):
        return nilai.pk
    deret = isinstance(nilai, list | tuple | frozenset | set | range | KeysView)
    return _Deret(nilai) if deret else nilai
