"""Figures of a form: K from targets and realisasi, Rp from pagu and what was spent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from capaian.bacaan import baca_realisasi, baca_target
from capaian.bacaan_bentuk import RealisasiBaca, TargetBaca
from capaian.ekspor.formulir.pohon import Kunci, Pohon, Simpul
from capaian.gabungan import Gabungan, Isian, Konsolidasi, NilaiTriwulan, setahun
from capaian.hasil import HasilTahun, Terisi, VersiTarget
from capaian.models import Indikator, Pagu
from capaian.perhitungan import Penghitung, berlaku_pada
from capaian.pilihan import SumberTarget
from capaian.rumus import Keadaan, Predikat, Realisasi
from konsolidasi.inti.waktu import Triwulan

KOSONG = Gabungan(None, Keadaan.KOSONG, False, ())
Belanja = dict[int, dict[int, Decimal]]
"""Spent by year and quarter, each quarter for itself."""


@dataclass(frozen=True)
class Permintaan:
    """Which document sets the end target and the pagu, in order of preference."""

    tw: Triwulan
    sumber_akhir: tuple[SumberTarget, ...]
    sumber_tahun: tuple[SumberTarget, ...]


@dataclass(frozen=True)
class AngkaIndikator:
    """One indikator. `target` and `realisasi` by year of the RPJMD up to the one evaluated."""

    hasil: HasilTahun
    akhir: VersiTarget | None
    target: dict[int, VersiTarget]
    realisasi: dict[int, Gabungan]
    awal: Gabungan
    """The year before the RPJMD began."""
    belanja: Belanja

    @property
    def indikator(self) -> Indikator:
        return self.hasil.indikator

    def sampai(self, tahun: int) -> Realisasi:
        """Years of the RPJMD up to one of them: added where quarters are, else the last value."""
        nilai = [g.nilai for t, g in sorted(self.realisasi.items()) if t <= tahun]
        terisi = [satu for satu in nilai if satu is not None]
        if not terisi:
            return None
        if menjumlah(self.indikator) and not any(isinstance(n, Predikat) for n in terisi):
            return sum(terisi, Decimal(0))
        return terisi[-1]


@dataclass
class Uang:
    """Rupiah of one row; None where nothing is recorded."""

    akhir: Decimal | None = None
    pagu: dict[int, Decimal] = field(default_factory=dict)
    belanja: Belanja = field(default_factory=dict)

    def setahun(self, tahun: int) -> Decimal | None:
        isi = self.belanja.get(tahun)
        return sum(isi.values(), Decimal(0)) if isi else None

    def sampai(self, tahun: int) -> Decimal | None:
        ada = [self.setahun(t) for t in self.belanja if t <= tahun]
        terisi = [n for n in ada if n is not None]
        return sum(terisi, Decimal(0)) if terisi else None


@dataclass(frozen=True)
class Angka:
    """Everything a form prints. `mulai` and `selesai`: years of the RPJMD, 0 when unknown."""

    tw: Triwulan
    mulai: int
    selesai: int
    indikator: dict[int, AngkaIndikator]
    uang: dict[Kunci, Uang]
    penghitung: Penghitung

    @property
    def tahun(self) -> tuple[int, ...]:
        return tuple(range(self.mulai, self.selesai + 1)) if self.mulai else ()


class _Sampai(Penghitung):
    """Quarters after `sampai` are as if they had not come yet."""

    def _setahun(
        self, indikator: Indikator, versi: Sequence[VersiTarget], realisasi: Mapping[int, Terisi]
    ) -> HasilTahun:
        terisi = {n: r for n, r in realisasi.items() if n <= self.sampai}
        return super()._setahun(indikator, versi, terisi)


def menjumlah(indikator: Indikator) -> bool:
    return indikator.konsolidasi == Konsolidasi.JUMLAH


def muat_angka(pohon: Pohon, minta: Permintaan) -> Angka:
    """Nine queries, whatever the number of rows."""
    semua, tahun = pohon.indikator, minta.tw.tahun
    mulai = pohon.visi.tahun_mulai if pohon.visi else tahun
    selesai = pohon.visi.tahun_selesai if pohon.visi else 0
    penghitung = _Sampai(tahun, sampai=minta.tw.nomor)
    hasil = penghitung.hitung(semua)
    pk = [i.pk for i in semua]
    pada = Triwulan(tahun, 4).akhir
    versi = _versi(pk, {*range(mulai, selesai + 1), selesai})
    realisasi = _realisasi(pk, mulai - 1, minta.tw)
    indikator = {
        i.pk: _satu(hasil[i.pk], versi[i.pk], realisasi[i.pk], mulai, selesai, pada, minta)
        for i in semua
    }
    uang = _uang(pohon, indikator, selesai, pada, minta)
    ada = mulai if pohon.visi else 0
    return Angka(minta.tw, ada, selesai, indikator, uang, penghitung)


def _versi(pk: Sequence[int], tahun: Iterable[int]) -> dict[int, dict[int, list[TargetBaca]]]:
    hasil: dict[int, dict[int, list[TargetBaca]]] = defaultdict(lambda: defaultdict(list))
    for target in baca_target(triwulan=Q(pk__in=()), indikator__in=pk, tahun__in=sorted(tahun)):
        hasil[target.indikator_id][target.tahun_id].append(target)
    return hasil


def _realisasi(
    pk: Sequence[int], mulai: int, tw: Triwulan
) -> dict[int, dict[int, dict[int, RealisasiBaca]]]:
    hasil: dict[int, dict[int, dict[int, RealisasiBaca]]] = defaultdict(lambda: defaultdict(dict))
    saring = Q(indikator__in=pk, periode__tahun__gte=mulai, periode__tahun__lte=tw.tahun)
    for r in baca_realisasi([saring]):
        if r.periode.tw <= tw:
            hasil[r.indikator_id][r.periode.tahun_id][r.periode.triwulan] = r
    return hasil


def _satu(
    hasil: HasilTahun,
    versi: Mapping[int, list[TargetBaca]],
    realisasi: Mapping[int, Mapping[int, RealisasiBaca]],
    mulai: int,
    selesai: int,
    pada: date,
    minta: Permintaan,
) -> AngkaIndikator:
    i, kini = hasil.indikator, minta.tw.tahun
    tahun = {t: _gabung(i, realisasi.get(t, {})) for t in range(mulai, kini)}
    target = {
        t: v
        for t in range(mulai, selesai + 1)
        if (v := _dari(versi.get(t, ()), minta.sumber_akhir, pada)) is not None
    }
    return AngkaIndikator(
        hasil=hasil,
        akhir=target.get(selesai),
        target=target,
        realisasi=tahun | {kini: hasil.realisasi},
        awal=_gabung(i, realisasi.get(mulai - 1, {})),
        belanja={t: isi for t in range(mulai, kini + 1) if (isi := _belanja(i, realisasi.get(t)))},
    )


def _dari(
    versi: Sequence[TargetBaca], sumber: Sequence[SumberTarget], pada: date
) -> TargetBaca | None:
    """In force on the date by the first of these documents that says anything."""
    for satu in sumber:
        dapat = berlaku_pada([v for v in versi if v.sumber == satu], pada)
        if dapat is not None:
            return dapat
    return None


def _gabung(i: Indikator, realisasi: Mapping[int, RealisasiBaca]) -> Gabungan:
    nilai = [
        NilaiTriwulan(n, Keadaan(r.keadaan), r.sebagai_realisasi()) for n, r in realisasi.items()
    ]
    return setahun(Konsolidasi(i.konsolidasi), Isian(i.isian), nilai) if nilai else KOSONG


def _belanja(i: Indikator, realisasi: Mapping[int, RealisasiBaca] | None) -> dict[int, Decimal]:
    """By quarter. What was typed "s.d. triwulan" is what it adds to the quarter before it."""
    hasil: dict[int, Decimal] = {}
    sebelum = Decimal(0)
    for n, r in sorted((realisasi or {}).items()):
        if r.anggaran is None:
            continue
        hasil[n] = r.anggaran - sebelum
        if i.isian == Isian.KUMULATIF:
            sebelum = r.anggaran
    return hasil


def _uang(
    pohon: Pohon,
    indikator: Mapping[int, AngkaIndikator],
    selesai: int,
    pada: date,
    minta: Permintaan,
) -> dict[Kunci, Uang]:
    simpul = [s for s in pohon.semua() if s.tingkat not in ("sasaran", "tujuan")]
    pagu = _pagu(simpul, pada)
    hasil: dict[Kunci, Uang] = {}
    for satu in reversed(simpul):  # children come after their parent
        milik = pagu.get(satu.kunci, {}) if satu.milik else {}
        hasil[satu.kunci] = Uang(
            akhir=_pilih(milik.get(selesai, {}), minta.sumber_akhir),
            pagu={
                t: n
                for t, isi in milik.items()
                if (n := _pilih(isi, _sumber(t, minta))) is not None
            },
            belanja=_terpakai(satu, indikator, hasil),
        )
        if satu.milik and minta.tw.tahun not in hasil[satu.kunci].pagu:
            langsung = _pagu_indikator(satu.indikator, indikator)
            if langsung is not None:
                hasil[satu.kunci].pagu[minta.tw.tahun] = langsung
    return hasil


def _sumber(tahun: int, minta: Permintaan) -> tuple[SumberTarget, ...]:
    return minta.sumber_tahun if tahun <= minta.tw.tahun else minta.sumber_akhir


def _pagu(simpul: Sequence[Simpul], pada: date) -> dict[Kunci, dict[int, dict[str, Decimal]]]:
    """In force on the date, by node, year and document. One query."""
    kunci: dict[str, list[int]] = defaultdict(list)
    for s in simpul:
        kunci[s.tingkat].append(s.pk)
    tingkat = ("program", "kegiatan", "sub_kegiatan")
    syarat = Q(pk__in=())
    for satu in tingkat:
        syarat |= Q(**{f"{satu}__in": kunci[satu]})
    hasil: dict[Kunci, dict[int, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for p in Pagu.objects.filter(syarat).berlaku(pada).order_by("pk"):
        nama = next(satu for satu in tingkat if getattr(p, f"{satu}_id"))
        hasil[nama, getattr(p, f"{nama}_id")][p.tahun_id][p.sumber] = p.nilai
    return hasil


def _pilih(isi: Mapping[str, Decimal], sumber: Sequence[SumberTarget]) -> Decimal | None:
    return next((isi[s] for s in sumber if s in isi), None)


def _pagu_indikator(
    semua: Sequence[Indikator], angka: Mapping[int, AngkaIndikator]
) -> Decimal | None:
    target = [angka[i.pk].hasil.target for i in semua if i.berpagu]
    ada = [t.pagu for t in target if t is not None and t.pagu is not None]
    return sum(ada, Decimal(0)) if ada else None


def _terpakai(
    simpul: Simpul, angka: Mapping[int, AngkaIndikator], jadi: Mapping[Kunci, Uang]
) -> Belanja:
    """What its own indikator spent; where they say nothing, what is below it spent."""
    milik = [angka[i.pk].belanja for i in simpul.indikator]
    if not any(milik):
        milik = [jadi[anak.kunci].belanja for anak in simpul.anak]
    hasil: Belanja = {}
    for belanja in milik:
        for tahun, isi in belanja.items():
            tempat = hasil.setdefault(tahun, {})
            for n, rupiah in isi.items():
                tempat[n] = tempat.get(n, Decimal(0)) + rupiah
    return hasil
