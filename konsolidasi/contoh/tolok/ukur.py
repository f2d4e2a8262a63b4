"""Measuring: medians of CPU time in one process, and the same HTML made of constants."""

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.template import Context, Engine

SELANG_BARIS = re.compile(r"(?=<tr[ >]|<li[ >])")
TEMPLATE = (
    "{% for baris in semua %}{% for m, t in baris %}{{ m|safe }}{{ t }}{% endfor %}{% endfor %}"
)
PEMBUKA = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Ukuran:
    """Medians in milliseconds: `cpu` of this process, `jam` on the clock (database included)."""

    cpu: Decimal
    jam: Decimal
    kueri: int
    byte: int


def median_cpu(kerja: Callable[[], object], ulang: int) -> tuple[Decimal, Decimal]:
    """Median milliseconds of CPU and of the clock over `ulang` runs, after two warm-up runs."""
    cpu, jam = [], []
    for putaran in range(ulang + 2):
        c, j = time.process_time_ns(), time.perf_counter_ns()
        kerja()
        if putaran >= 2:
            cpu.append(time.process_time_ns() - c)
            jam.append(time.perf_counter_ns() - j)
    return _ms(statistics.median(cpu)), _ms(statistics.median(jam))


def _ms(nanodetik: object) -> Decimal:
    return (Decimal(int(nanodetik)) / 1_000_000).quantize(Decimal("0.01"))


def dari_tetapan(html: str) -> Callable[[], str]:
    """A renderer of the same bytes: each text node one template variable, each row one loop."""
    baris = []
    for potong in SELANG_BARIS.split(html):
        pasangan, ekor = [], 0
        for tanda in PEMBUKA.finditer(potong):
            awal = potong.find("<", tanda.end())
            pasangan.append(
                (potong[ekor : tanda.end()], potong[tanda.end() : awal if awal >= 0 else None])
            )
            ekor = awal if awal >= 0 else len(potong)
        if not pasangan:
            pasangan.append(("", potong))
        baris.append(pasangan)
    template = Engine(autoescape=False).from_string(TEMPLATE)
    return lambda: template.render(Context({"semua": baris}, autoescape=False))
