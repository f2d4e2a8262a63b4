"""HTML that is not rendered anew each time: moulds for what is alike, memory for what is equal.

A row goes through the template engine once per shape: with marks in place of its texts, which makes
a mould (cetakan); after that it is its mould with its own texts put in, escaped. A part of a page
that depends on nothing but its context is remembered under the bytes of that context: another
content is another key, so that it can never be an old one.
"""

import pickle
import re
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from threading import Lock
from typing import Any

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

TERBANYAK = 1000
DIINGAT_TERBANYAK = 16 * 1024 * 1024
"""Characters of HTML and bytes of keys that are remembered."""
# Characters of no script (Unicode private use): the template engine lets them pass unchanged.
AWAL, AKHIR = "\ue000", "\ue001"
TANDA = re.compile(f"{AWAL}([a-z0-9_]+){AKHIR}")
BERBAHAYA = re.compile("[&<>\"']")

Teks = Mapping[str, str]
KOSONG = mark_safe("")


class Cetakan:
    """The moulds of one template. Texts are printed as they are: no filter may touch them."""

    def __init__(self, template: str) -> None:
        self.template = template
        self._pola: dict[Hashable, str] = {}

    def langsung(self, konteks: Mapping[str, Any]) -> SafeString:
        return get_template(self.template).render(dict(konteks))

    def isi(
        self,
        bentuk: Hashable,
        teks: Teks,
        konteks: Callable[[Teks, Teks], Mapping[str, Any]],
        sisipan: Mapping[str, SafeString] | None = None,
    ) -> SafeString:
        """`bentuk`: what else than the presence of texts decides the shape.

        `konteks` makes the context of the template from the texts and from the insertions, which
        are HTML already; it is called once per shape.
        """
        sisipan = sisipan or {}
        kunci = (bentuk, tuple(map(bool, teks.values())), tuple(map(bool, sisipan.values())))
        pola = self._pola.get(kunci)
        if pola is None:
            if len(self._pola) >= TERBANYAK:
                self._pola.clear()
            html = self.langsung(konteks(_tandai(teks), _tandai(sisipan)))
            pola = self._pola[kunci] = TANDA.sub(r"%(\1)s", html.replace("%", "%%"))
        return mark_safe(pola % (_aman(teks) | sisipan))


def _tandai(teks: Teks) -> dict[str, str]:
    """A mark in place of each text that there is; of HTML a mark that is not escaped."""
    return {nama: type(isi)(f"{AWAL}{nama}{AKHIR}") if isi else isi for nama, isi in teks.items()}


def _aman(teks: Teks) -> dict[str, str]:
    if BERBAHAYA.search("".join(teks.values())) is None:
        return dict(teks)
    return {nama: escape(isi) for nama, isi in teks.items()}


class _Ingatan:
    """The newest that fit; what was not asked for longest goes first."""

    def __init__(self) -> None:
        self.isi: dict[tuple[str, bytes], SafeString] = {}
        self.besar = 0
        self._giliran = Lock()

    def ambil(self, kunci: tuple[str, bytes]) -> SafeString | None:
        with self._giliran:
            ada = self.isi.pop(kunci, None)
            if ada is not None:
                self.isi[kunci] = ada
            return ada

    def simpan(self, kunci: tuple[str, bytes], html: SafeString) -> None:
        with self._giliran:
            if kunci not in self.isi:
                self.besar += len(kunci[1]) + len(html)
            self.isi[kunci] = html
            while self.besar > DIINGAT_TERBANYAK and self.isi:
                lama = next(iter(self.isi))
                self.besar -= len(lama[1]) + len(self.isi.pop(lama))


_ingatan = _Ingatan()


def cetak_sama(template: str, **isi: Any) -> SafeString:
    """A part of a page that is made of its context alone: no request, no person, no clock.

    The same context gives the remembered HTML. Its bytes are compared, not its values: 1 and True
    or 70 and 70,0 are equal and print differently.
    """
    kunci = (template, pickle.dumps(isi, pickle.HIGHEST_PROTOCOL))
    html = _ingatan.ambil(kunci)
    if html is None:
        html = get_template(template).render(isi)
        _ingatan.simpan(kunci, html)
    return html


@cache
def cetak_tetap(template: str) -> SafeString:
    """A template without a context, rendered once per process."""
    return get_template(template).render({})
