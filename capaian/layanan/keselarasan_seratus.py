"""Which indikator had a capaian of exactly 100 for how many quarters on end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from capaian.bacaan import TargetBaca
from capaian.keraguan import persis
from capaian.keraguan_riwayat import TRIWULAN_BERUNTUN
from capaian.keselarasan.bahan import IndikatorDinilai
from capaian.models import Indikator
from capaian.perhitungan import Penghitung, berlaku_pada, target_triwulan
from capaian.rumus import SERATUS, Realisasi
from konsolidasi.inti.waktu import Triwulan

TAHUN_MUNDUR = 2


@dataclass(frozen=True, slots=True)
class Akhir:
    """The newest value of an indikator, with the target version kept at its submission."""

    tw: Triwulan
    nilai: Realisasi
    target_id: int | None


def hitung_seratus(
    indikator: Mapping[int, IndikatorDinilai],
    akhir: Mapping[int, Akhir],
    versi: Mapping[int, Mapping[int, Sequence[TargetBaca]]],
) -> dict[int, tuple[int, Triwulan]]:
    """Length and end of the row of hundreds. Twelve queries about those that may have one.

    Only a value that repeats its target can be a hundred (or a range, or a predikat), so the
    quarters before are computed for those alone.
    """
    calon = {}
    for pk, satu in akhir.items():
        milik = versi.get(satu.tw.tahun, {}).get(pk, ())
        if pk in indikator and _mungkin(indikator[pk], satu, milik):
            calon[pk] = satu.tw
    if not calon:
        return {}
    tahun = sorted({tw.tahun - n for tw in calon.values() for n in range(TAHUN_MUNDUR)})
    baris = list(Indikator.objects.filter(pk__in=list(calon)).order_by("pk"))
    hasil = {t: Penghitung(t).hitung(baris) for t in tahun}
    ada = {}
    for pk, tw in calon.items():
        banyak, satu = 0, tw
        while satu.tahun in hasil and _seratus(hasil[satu.tahun][pk].triwulan[satu.nomor]):
            banyak, satu = banyak + 1, satu.sebelum()
        if banyak >= TRIWULAN_BERUNTUN:
            ada[pk] = (banyak, tw)
    return ada


def _mungkin(i: IndikatorDinilai, akhir: Akhir, versi: Sequence[TargetBaca]) -> bool:
    dipakai = next((v for v in versi if v.pk == akhir.target_id), None)
    target = target_triwulan(i, dipakai or berlaku_pada(versi, akhir.tw.akhir), akhir.tw.nomor)
    if target is None:
        return False
    if target.nilai is None:
        return True
    return persis(akhir.nilai, target.nilai)


def _seratus(triwulan: object) -> bool:
    return triwulan.hasil.persen == SERATUS
