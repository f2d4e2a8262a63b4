"""What has been loaded so far, by the short names that the data files use."""

from dataclasses import dataclass, field
from typing import Any

from capaian.models import Indikator, Periode, Prioritas, SkalaPredikat
from konsolidasi.contoh.angka_contoh import Butir
from konsolidasi.contoh.berkas import RencanaIndikator
from opd.models import Klaster, Opd, Pengguna, Urusan


@dataclass
class Muatan:
    klaster: dict[str, Klaster] = field(default_factory=dict)
    urusan: dict[str, Urusan] = field(default_factory=dict)
    skala: dict[str, SkalaPredikat] = field(default_factory=dict)
    butir: Butir = field(default_factory=dict)
    prioritas: dict[str, Prioritas] = field(default_factory=dict)
    opd: dict[str, Opd] = field(default_factory=dict)
    baris_opd: dict[str, dict] = field(default_factory=dict)
    pengguna: dict[str, Pengguna] = field(default_factory=dict)
    pengisi: dict[str, Pengguna] = field(default_factory=dict)
    """Who types for each OPD: its operator where there is one, else its head."""
    periode: dict[tuple[int, int], Periode] = field(default_factory=dict)
    rencana: list[RencanaIndikator] = field(default_factory=list)
    simpul: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Of each indikator, by its code: the node of the tree that it hangs under."""
    indikator: dict[str, Indikator] = field(default_factory=dict)
