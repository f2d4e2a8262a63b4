"""Figures of the nodes of the tree: those of a prioritas are kept ones, the others are computed.

Never all of a large city in one request: what is open comes first, then the rest as far as
TERBANYAK goes. A node of which a part is unknown has no figure and says so.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from capaian import rumus
from capaian.bacaan import baca_realisasi, baca_target, berurut, kelompokkan
from capaian.hasil import HasilTahun, HasilTriwulan
from capaian.layar.pohon_letak import Bagian, Denah, bagian, berletak, saring_bagian
from capaian.layar.pohon_muat import Puncak
from capaian.layar.tanda import RUANG, TandaCapaian
from capaian.models import Indikator
from capaian.perhitungan import Penghitung
from capaian.ringkasan import Ringkas
from capaian.rumus import Keadaan
from capaian.skala import Skala
from konsolidasi.inti import angka

TERBANYAK = 1500
"""Indikator that are computed for one page."""
TANPA_TRIWULAN = HasilTriwulan(
    None, None, rumus.tidak_dapat(rumus.Alasan.REALISASI_KOSONG), None, True
)
TERLALU_BANYAK = "Dihitung bila cabang di bawahnya dibuka, atau setelah OPD disaring."
TANPA_INDIKATOR = "Tidak ada indikator di bawahnya."


@dataclass(frozen=True, slots=True)
class AngkaSimpul:
    """`tanda` has no percentage where there is none; its sentence says why."""

    tanda: TandaCapaian
    pasti: str


class Setahun(Penghitung):
    """The year so far: quarters after `sampai` are as if they had not come yet."""

    def hitung(self, indikator: Iterable[Indikator]) -> dict[int, HasilTahun]:
        """Two queries, none for nothing."""
        indikator = list(indikator)
        if not indikator:
            return {}
        pk = [i.pk for i in indikator]
        versi = kelompokkan(baca_target(triwulan=Q(pk__in=()), indikator__in=pk, tahun=self.tahun))
        masa = {"periode__tahun": self.tahun, "periode__triwulan__lte": self.sampai}
        realisasi = berurut(baca_realisasi(indikator__in=pk, **masa, ringkas=True))
        return {i.pk: self._setahun(i, versi[i.pk], realisasi[i.pk]) for i in indikator}

    def triwulan(self, *_: Any, **__: Any) -> HasilTriwulan:
        return TANPA_TRIWULAN


def pilih_bagian(denah: Denah, urut: Sequence[Bagian]) -> list[Bagian]:
    """Of these places, the first ones first, as many as may be computed at once."""
    hasil, jumlah = [], 0
    for satu in dict.fromkeys(urut):
        n = denah.banyak.get(satu, 0)
        if n and jumlah + n <= TERBANYAK:
            hasil.append(satu)
            jumlah += n
    return hasil


def muat_indikator(
    indikator: Callable[[], QuerySet[Indikator]], denah: Denah, dipilih: Sequence[Bagian]
) -> dict[Bagian, list[Indikator]]:
    """The rows of these places in their order. One query, none without a place."""
    hasil: dict[Bagian, list[Indikator]] = defaultdict(list)
    if not dipilih:
        return hasil
    baris = berletak(indikator()).filter(saring_bagian(dipilih)).select_related("opd")
    for i in baris.order_by("opd__urutan", "urutan", "kode", "pk"):
        letak = (i.prioritas_id, i.sasaran_id, i.tujuan_id, i.program_letak)
        hasil[bagian(*letak, denah.program)].append(i)
    return hasil


def ringkas_hasil(hasil: HasilTahun) -> Ringkas:
    """One result as something that can be added.

    Satuan: percent, two decimals (rumus). Galat: none; without a figure `terhitung` is 0.
    Sumber: gabungan.rata_rata.
    """
    persen = hasil.hasil.persen
    return Ringkas(
        indikator=1,
        terhitung=int(persen is not None),
        jumlah_persen=persen if persen is not None else Ringkas().jumlah_persen,
        pasti=int(not hasil.sementara),
        belum_diisi=int(hasil.realisasi.keadaan == Keadaan.KOSONG),
    )


def jumlah(bagian_: Iterable[Ringkas | None]) -> Ringkas | None:
    """None as soon as one part is unknown."""
    hasil = Ringkas()
    for satu in bagian_:
        if satu is None:
            return None
        hasil += satu
    return hasil


def angka_simpul(ringkas: Ringkas | None, skala: Skala, banyak: int | None = None) -> AngkaSimpul:
    """As it is written beside a node. `banyak`: said instead of a figure."""
    if ringkas is None:
        kalimat = TERLALU_BANYAK if banyak is None else f"{banyak} indikator"
        return AngkaSimpul(TandaCapaian("", "", "", "", kalimat), "")
    if not ringkas.indikator:
        return AngkaSimpul(TandaCapaian("", "", "", "", TANPA_INDIKATOR), "")
    pasti = f"{ringkas.pasti} dari {ringkas.indikator} pasti"
    if ringkas.rata is None:
        kalimat = (
            f"Belum dapat dihitung: {ringkas.belum_diisi} dari {ringkas.indikator} belum diisi."
        )
        return AngkaSimpul(TandaCapaian("", "", "", "", kalimat), pasti)
    peringkat = skala.peringkat(ringkas.rata)
    kata = f"{peringkat.kata}, sementara" if ringkas.sementara else peringkat.kata
    ragam = "sementara" if ringkas.sementara else str(peringkat.urutan)
    if ringkas.tanpa_persen:
        pasti += f", {ringkas.tanpa_persen} tanpa angka"
    persen = f"{angka.tulis(ringkas.rata, 2)}{RUANG}%"
    tanda = TandaCapaian(persen, ragam, f"peringkat-{peringkat.urutan}", kata, "")
    return AngkaSimpul(tanda, pasti)


def per_tempat(
    denah: Denah, rinci: Mapping[Bagian, Ringkas], prioritas: Mapping[int, Ringkas]
) -> dict[str, Ringkas | None]:
    """Figures of the places of the plan; those of prioritas as they are kept."""
    milik: dict[str, list[Ringkas | None]] = defaultdict(list)
    for satu in denah.banyak:
        milik[satu[0]].append(rinci.get(satu))
    hasil = {tempat: jumlah(semua) for tempat, semua in milik.items()}
    hasil |= {f"r{pk}": satu for pk, satu in prioritas.items() if pk}
    return hasil


def jumlah_atas(puncak: Puncak, tempat: Mapping[str, Ringkas | None]) -> dict[str, Ringkas | None]:
    """Figures of sasaran, tujuan, misi and visi: of all that hangs below them."""

    def di(kunci: str) -> Ringkas | None:
        return tempat.get(kunci, Ringkas())

    hasil: dict[str, Ringkas | None] = {}
    for semua in puncak.sasaran.values():
        for s in semua:
            milik = [di(f"r{p.pk}") for p in puncak.prioritas.get(s.pk, [])]
            hasil[f"s{s.pk}"] = jumlah([di(f"s{s.pk}"), di(f"l{s.pk}"), *milik])
    for semua in puncak.tujuan.values():
        for t in semua:
            milik = [hasil[f"s{s.pk}"] for s in puncak.sasaran.get(t.pk, [])]
            hasil[f"t{t.pk}"] = jumlah([di(f"t{t.pk}"), *milik])
    for semua in puncak.misi.values():
        for m in semua:
            hasil[f"m{m.pk}"] = jumlah(hasil[f"t{t.pk}"] for t in puncak.tujuan.get(m.pk, []))
    for v in puncak.visi:
        lepas = [di(f"r{p.pk}") for p in puncak.tanpa_sasaran.get(v.pk, [])]
        milik = [hasil[f"m{m.pk}"] for m in puncak.misi.get(v.pk, [])]
        hasil[f"v{v.pk}"] = jumlah([*milik, *lepas])
    return hasil
