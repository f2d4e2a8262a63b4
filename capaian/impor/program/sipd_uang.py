"""Money spent, as a SIPD export has it, onto the rows in which the OPD types it.

The cascade keeps pagu and no realisasi: what was spent stands at the indikator of the node that has
a budget, by quarter (Realisasi.anggaran), and from there every form adds it up. So a column of
realisasi anggaran is an import of the kind realisasi, by its own rules of who and when.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from capaian.impor.bacaan import SelSalah, SelTanya, baca_uang
from capaian.impor.lembar import LembarIsian
from capaian.impor.program.sipd_baris import IsiSipd
from capaian.impor.program.sipd_judul import KODE, NAMA, REALISASI
from capaian.layanan.program_muat import MODEL
from capaian.lembar_isian import polos
from capaian.models import Indikator, Periode, Realisasi
from capaian.pilihan import CaraIsian
from konsolidasi.inti.xlsx_sel import TEKS, Sel, huruf_kolom
from opd.models import Opd

ANGGARAN, NILAI = "anggaran", "nilai"
TANPA, BANYAK = "tanpa", "banyak"
SEBUTAN = {
    TANPA: "tidak punya indikator beranggaran",
    BANYAK: "punya beberapa indikator beranggaran",
}


@dataclass(frozen=True, slots=True)
class Penampung:
    """The indikator at which money is typed; `terpakai`: what its earlier quarters hold."""

    kode: str
    nama: str
    terpakai: Decimal


@dataclass(frozen=True)
class UangSipd:
    """A sheet of the kind realisasi, and the nodes whose money has no place, by the reason."""

    lembar: LembarIsian
    tanpa_tempat: Counter[str]

    @property
    def kata(self) -> str:
        """Why money was left out, "" where none was."""
        ada = ((n, SEBUTAN[k]) for k in SEBUTAN if (n := self.tanpa_tempat[k]))
        return "; ".join(f"{n} baris {kata}" for n, kata in ada)


def lembar_realisasi(isi: IsiSipd, opd: Opd, periode: Periode) -> UangSipd:
    """Four queries, whatever the number of rows."""
    tempat = muat_penampung(opd, periode, [b.kode for b in isi.baris if REALISASI in b.uang])
    baris: list[tuple[int, Mapping[str, Sel]]] = []
    tanpa: Counter[str] = Counter()
    for b in isi.baris:
        if (sel := b.uang.get(REALISASI)) is None:
            continue
        milik = tempat.get(b.kode, ())
        if len(milik) != 1:
            tanpa[BANYAK if milik else TANPA] += 1
            continue
        uang = _triwulan_ini(sel, milik[0])
        kode, nama = Sel(TEKS, milik[0].kode), Sel(TEKS, milik[0].nama)
        baris.append((b.nomor, {KODE: kode, NAMA: nama, ANGGARAN: uang}))
    lembar = LembarIsian(
        nama=isi.lembar.nama,
        bagian=isi.lembar.bagian,
        kepala=isi.kepala,
        huruf={
            KODE: isi.huruf(KODE),
            NAMA: isi.huruf(NAMA),
            ANGGARAN: isi.huruf(REALISASI),
            # The file says nothing of the value that was reached; the sheet has a column for it.
            NILAI: huruf_kolom(isi.lebar + 2),
        },
        baris=baris,
    )
    return UangSipd(lembar, tanpa)


def muat_penampung(
    opd: Opd, periode: Periode, kode: Sequence[str]
) -> dict[str, Sequence[Penampung]]:
    """The indikator with a budget that this OPD types, by the code of the node they hang at."""
    syarat = Q(pk__in=())
    for tingkat in MODEL:
        syarat |= Q(**{f"{tingkat}__kode__in": kode})
    kolom = [f"{tingkat}__kode" for tingkat in MODEL]
    semua = list(
        Indikator.objects.filter(syarat, opd=opd, aktif=True, berpagu=True)
        .order_by("urutan", "kode", "pk")
        .values_list("pk", "kode", "nama", "isian", *kolom)
    )
    sendiri = [pk for pk, _, _, isian, *_ in semua if isian == CaraIsian.TRIWULAN]
    lalu = dict(
        Realisasi.objects.filter(
            indikator__in=sendiri,
            periode__tahun=periode.tahun_id,
            periode__triwulan__lt=periode.triwulan,
        )
        .order_by()
        .values_list("indikator")
        .annotate(Sum("anggaran"))
    )
    hasil = defaultdict(list)
    for pk, kode_indikator, nama, _, *simpul in semua:
        satu = Penampung(kode_indikator, nama, lalu.get(pk) or Decimal(0))
        hasil[next(k for k in simpul if k)].append(satu)
    return hasil


def _triwulan_ini(sel: Sel, tempat: Penampung) -> Sel:
    """The file holds what was spent since January; some indikator are typed per quarter."""
    if not tempat.terpakai:
        return sel
    try:
        nilai = baca_uang(sel)[0]
    except (SelSalah, SelTanya):
        return sel
    return (
        sel
        if nilai is None
        else Sel(TEKS, f"Rp {polos(nilai - tempat.terpakai)}".replace(".", ","))
    )
