"""Targets that an OPD proposes: written, changed and withdrawn until the room has decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from capaian.layanan.keselarasan import segarkan
from capaian.layanan.target import IsiTarget
from capaian.models import Indikator, UsulanTarget
from konsolidasi.inti.galat import SudahBerubah

MEDAN = (
    "nilai",
    "batas_bawah",
    "batas_atas",
    "predikat",
    "teks_tercetak",
    "alasan",
    "contoh",
    "diusulkan_oleh",
    "diusulkan_pada",
)


@dataclass(frozen=True)
class IsiUsulan:
    """One proposal. `dilihat`: moment of the one the person saw, None when there was none."""

    indikator: Indikator
    isi: IsiTarget
    alasan: str = ""
    dilihat: datetime | None = None

    def sama_dengan(self, usulan: UsulanTarget | None) -> bool:
        return usulan is not None and self.alasan == usulan.alasan and self.isi.sama_dengan(usulan)


@transaction.atomic
def simpan_usulan(*, usulan: Sequence[IsiUsulan], tahun: int, oleh: Any) -> list[UsulanTarget]:
    """Write the proposals that say something new. Four queries, whatever their number.

    Locks the indikator. Raises SudahBerubah, and writes nothing, when one of them is not what the
    person saw any more; the same words sent twice are no conflict.
    """
    ada = _kunci([u.indikator for u in usulan], tahun)
    perlu = []
    for satu in usulan:
        lama = ada.get(satu.indikator.pk)
        if satu.sama_dengan(lama):
            continue
        if (lama.diusulkan_pada if lama else None) != satu.dilihat:
            raise SudahBerubah(sekarang=lama)
        perlu.append(
            UsulanTarget(
                indikator=satu.indikator,
                tahun_id=tahun,
                alasan=satu.alasan,
                diusulkan_oleh=oleh,
                **satu.isi.sebagai_medan(),
            )
        )
    hasil = UsulanTarget.objects.bulk_create(
        perlu, update_conflicts=True, unique_fields=("indikator", "tahun"), update_fields=MEDAN
    )
    segarkan(indikator=[u.indikator_id for u in perlu], tahun=(tahun,))
    return hasil


@transaction.atomic
def tarik_usulan(*, indikator: Indikator, tahun: int, dilihat: datetime | None) -> bool:
    """Withdraw a proposal; False when there is none. Raises SudahBerubah like simpan_usulan."""
    usulan = _kunci([indikator], tahun).get(indikator.pk)
    if usulan is None:
        return False
    if usulan.diusulkan_pada != dilihat:
        raise SudahBerubah(sekarang=usulan)
    usulan.delete()
    segarkan(indikator=[indikator.pk], tahun=(tahun,))
    return True


def _kunci(indikator: Sequence[Indikator], tahun: int) -> dict[int, UsulanTarget]:
    pk = [i.pk for i in indikator]
    list(Indikator.objects.select_for_update(of=("self",)).filter(pk__in=pk).order_by("pk"))
    baris = UsulanTarget.objects.filter(indikator__in=pk, tahun=tahun).order_by("pk")
    return {u.indikator_id: u for u in baris}
