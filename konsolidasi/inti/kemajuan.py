"""How far a long piece of work has come. Whoever works reports; outside a job nobody listens."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Pendengar = Callable[[int, int, str], None]
"""Is told how many of how many, and of what. May raise Dihentikan."""
SETIAP = 50
"""Steps between two reports."""

_pendengar: ContextVar[Pendengar | None] = ContextVar("pendengar", default=None)


class Dihentikan(Exception):
    """Raised inside the work by whoever listens: somebody does not want it any more."""


@contextmanager
def didengarkan(pendengar: Pendengar) -> Iterator[None]:
    kunci = _pendengar.set(pendengar)
    try:
        yield
    finally:
        _pendengar.reset(kunci)


def di_belakang() -> bool:
    """Whether this is a job, and no browser waits for the answer."""
    return _pendengar.get() is not None


def lapor(selesai: int, dari: int, kata: str) -> None:
    if pendengar := _pendengar.get():
        pendengar(selesai, dari, kata)


def terlapor(semua: Iterable[T], kata: str, dari: int, *, sejak: int = 0) -> Iterator[T]:
    """The same things one after the other, reported as they are taken when they are so many."""
    if _pendengar.get() is None or dari < sejak:
        yield from semua
        return
    for selesai, satu in enumerate(semua):
        if selesai % SETIAP == 0:
            lapor(selesai, dari, kata)
        yield satu
    lapor(dari, dari, kata)
