"""Findings: questions about targets that do not fit each other. Pure rules, no query."""

from capaian.keselarasan.bahan import Bahan, Didapat
from capaian.keselarasan.catatan import ATURAN_CATATAN
from capaian.keselarasan.target import ATURAN_TARGET

ATURAN_SATU = (*ATURAN_TARGET, *ATURAN_CATATAN)


def periksa_satu(bahan: Bahan) -> list[Didapat]:
    """What the rules about one indikator find."""
    return [d for aturan in ATURAN_SATU if (d := aturan(bahan)) is not None]
