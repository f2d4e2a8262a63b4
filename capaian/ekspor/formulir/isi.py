"""Figures into cells: numbers, live formulas, and a note where a formula is not the printed one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from capaian.ekspor.formulir.angka import Angka, AngkaIndikator, Uang, menjumlah
from capaian.ekspor.persen_lembar import BAWAH, REALISASI, TARGET, rumus_persen
from capaian.ekspor.rekap import tanpa_persen
from capaian.gabungan import DESIMAL_SIMPAN, Gabungan, Konsolidasi
from capaian.gabungan import Isian as CaraIsian
from capaian.hasil import VersiTarget
from capaian.models import Indikator
from capaian.perhitungan import belum_pasti, hitung_hasil
from capaian.pilihan import KeadaanNilai
from capaian.rumus import Formula, Hasil, Keadaan, Predikat, Realisasi, Rentang, Target, serapan
from konsolidasi.inti import tata_letak
from konsolidasi.inti.tata_letak import Alamat, Isi, Rumus, termuat
from konsolidasi.inti.waktu import ROMAWI

SEMUA_TRIWULAN = (1, 2, 3, 4)
CARA_PERSEN = {
    Formula.NEGATIF: "Makin kecil makin baik: (2 × T − R) ÷ T.",
    Formula.NEGATIF_RASIO: "Makin kecil makin baik: T ÷ R.",
    Formula.STABIL: "Makin dekat target makin baik: 1 − |R − T| ÷ T.",
    Formula.PREDIKAT: "Predikat: sama atau lebih baik dari target = 100.",
}
BUKAN_JUMLAH_TAHUN = "Bukan jumlah: nilai tahun terakhir yang terisi, karena tidak dapat dijumlah."


@dataclass
class Isian:
    """Cells of some columns of a row, which of them are provisional, and notes at them."""

    isi: dict[str, Isi] = field(default_factory=dict)
    redup: set[str] = field(default_factory=set)
    catatan: dict[str, str] = field(default_factory=dict)
    persen: dict[str, Decimal] = field(default_factory=dict)

    def pasang_persen(self, kunci: str, isi: Isi, catatan: str = "") -> None:
        self.isi[kunci] = isi
        if isinstance(isi, Rumus):
            self.persen[kunci] = isi.hasil
            if catatan:
                self.catatan[kunci] = catatan

    def gabung(self, lain: "Isian") -> "Isian":
        return Isian(
            self.isi | lain.isi,
            self.redup | lain.redup,
            self.catatan | lain.catatan,
            self.persen | lain.persen,
        )


def evaluasi_k(a: AngkaIndikator, angka: Angka) -> Isian:
    """K of E.81 and E.79: end target, before, this year's target, quarters, year, so far, %."""
    i, tahun, hasil = a.indikator, angka.tw.tahun, a.hasil
    lalu, sd = a.sampai(tahun - 1), a.sampai(tahun)
    baris = Isian(
        {
            "akhir_k": sel_target(a.akhir, i.desimal),
            "lalu_k": sel_nilai(lalu, i.desimal),
            "target_k": sel_target(hasil.target, i.desimal),
        }
    )
    for n in SEMUA_TRIWULAN:
        r = hasil.triwulan[n].realisasi
        if r is not None and n <= angka.tw.nomor:
            baris.isi[f"tw{n}_k"] = _sel_triwulan(r.keadaan, r.sebagai_realisasi(), i.desimal)
            if belum_pasti(r):
                baris.redup.add(f"tw{n}_k")
    _tahun(baris, i, hasil.realisasi)
    _sampai_kini(baris, i, lalu, hasil.realisasi.nilai, sd)
    persen, catatan = sel_persen(i, a.akhir, sd, "akhir_k", "sd_k")
    baris.pasang_persen("capaian_k", persen, catatan)
    if hasil.sementara:
        baris.redup |= {"tahun_k", "sd_k", "capaian_k"}
    return baris


def evaluasi_rp(u: Uang, angka: Angka) -> Isian:
    """Rp of the same columns; quarters always add up here."""
    tahun = angka.tw.tahun
    triwulan, lalu, sd = u.belanja.get(tahun, {}), u.sampai(tahun - 1), u.sampai(tahun)
    baris = Isian(
        {
            "akhir_rp": sel_uang(u.akhir),
            "lalu_rp": sel_uang(lalu),
            "target_rp": sel_uang(u.pagu.get(tahun)),
        }
        | {f"tw{n}_rp": sel_uang(triwulan.get(n)) for n in SEMUA_TRIWULAN}
    )
    setahun = u.setahun(tahun)
    if setahun is not None:
        kolom = [f"tw{n}_rp" for n in SEMUA_TRIWULAN]
        baris.isi["tahun_rp"] = _jumlah(kolom, list(triwulan.values()), setahun, uang=True)
    if sd is not None:
        bagian = [n for n in (lalu, setahun) if n is not None]
        baris.isi["sd_rp"] = _jumlah(["lalu_rp", "tahun_rp"], bagian, sd, uang=True)
    baris.pasang_persen("capaian_rp", sel_serapan(u.akhir, sd, "akhir_rp", "sd_rp"))
    return baris


def tahunan_k(a: AngkaIndikator, angka: Angka) -> Isian:
    """K of E.80 and E.78: start, end target, and for each year target, realisasi and %."""
    i, kini = a.indikator, angka.tw.tahun
    sd = a.sampai(kini)
    baris = Isian(
        {
            "awal": sel_nilai(a.awal.nilai, i.desimal),
            "akhir_k": sel_target(a.akhir, i.desimal),
            "sd_k": sel_nilai(sd, i.desimal),
        }
    )
    for n, tahun in enumerate(angka.tahun, start=1):
        target, g = a.target.get(tahun), a.realisasi.get(tahun)
        nilai = g.nilai if g else None
        baris.isi[f"t{n}_k"] = sel_target(target, i.desimal)
        baris.isi[f"r{n}_k"] = sel_nilai(nilai, i.desimal)
        persen, catatan = sel_persen(i, target, nilai, f"t{n}_k", f"r{n}_k")
        baris.pasang_persen(f"c{n}_k", persen, catatan)
        if tahun == kini and a.hasil.sementara:
            baris.redup |= {f"r{n}_k", f"c{n}_k", "sd_k", "rasio_k"}
    persen, catatan = sel_persen(i, a.akhir, sd, "akhir_k", "sd_k")
    baris.pasang_persen("rasio_k", persen, catatan)
    return baris


def tahunan_rp(u: Uang, angka: Angka) -> Isian:
    sd = u.sampai(angka.tw.tahun)
    baris = Isian({"akhir_rp": sel_uang(u.akhir), "sd_rp": sel_uang(sd)})
    for n, tahun in enumerate(angka.tahun, start=1):
        pagu, belanja = u.pagu.get(tahun), u.setahun(tahun)
        baris.isi[f"t{n}_rp"], baris.isi[f"r{n}_rp"] = sel_uang(pagu), sel_uang(belanja)
        baris.pasang_persen(f"c{n}_rp", sel_serapan(pagu, belanja, f"t{n}_rp", f"r{n}_rp"))
    baris.pasang_persen("rasio_rp", sel_serapan(u.akhir, sd, "akhir_rp", "sd_rp"))
    return baris


def sel_nilai(nilai: Realisasi, desimal: int) -> Isi:
    match nilai:
        case Decimal():
            return tata_letak.Angka(nilai, desimal)
        case Predikat(kode=kode):
            return kode
        case _:
            return None


def sel_target(target: VersiTarget | None, desimal: int) -> Isi:
    """A range or a letter is text: the formula beside it carries the numbers."""
    if target is None:
        return None
    if target.nilai is not None:
        return tata_letak.Angka(target.nilai, desimal)
    return target.tertulis(desimal) or None


def sel_uang(nilai: Decimal | None) -> Isi:
    return None if nilai is None else tata_letak.Angka(nilai, _sen(nilai))


def sel_persen(
    i: Indikator, versi: VersiTarget | None, realisasi: Realisasi, di_target: str, di_nilai: str
) -> tuple[Isi, str]:
    """The formula by the indikator's own direction, and what to note about it."""
    target = versi.sebagai_target() if versi else None
    if target is None or realisasi is None:
        return None, ""
    hasil = hitung_hasil(i, target, realisasi, Keadaan.NILAI)
    isi = _persen(
        Formula(i.formula), target, realisasi, hasil, {TARGET: di_target, REALISASI: di_nilai}
    )
    return isi, CARA_PERSEN.get(Formula(i.formula), "")


def sel_serapan(
    pagu: Decimal | None, belanja: Decimal | None, di_pagu: str, di_belanja: str
) -> Isi:
    if pagu is None or belanja is None:
        return None
    letak = {TARGET: di_pagu, REALISASI: di_belanja}
    return _persen(Formula.ANGGARAN, pagu, belanja, serapan(pagu, belanja), letak)


@dataclass(frozen=True)
class _Letak:
    """Where rumus_persen finds its operands: cells of this row, or the bounds of a range."""

    alamat: Alamat
    sel_dari: dict[str, str]
    tetap: dict[str, Decimal]

    def sel(self, kunci: str) -> str:
        if kunci in self.tetap:
            return f"{self.tetap[kunci]:f}"
        return self.alamat.sel(self.sel_dari[kunci])


def _persen(
    formula: Formula, target: Target, realisasi: Realisasi, hasil: Hasil, sel: dict[str, str]
) -> Isi:
    if hasil.persen is None:
        return tanpa_persen(hasil)
    susun = rumus_persen(formula, target, realisasi, hasil.persen)
    batas = target if isinstance(target, Rentang) else None
    tetap = {BAWAH: batas.bawah, TARGET: batas.atas} if batas else {}
    return Rumus(lambda alamat: susun(_Letak(alamat, sel, tetap)), hasil.persen)


def _sel_triwulan(keadaan: str, nilai: Realisasi, desimal: int) -> Isi:
    """An empty quarter is empty; one that is not due or does not apply says so."""
    if nilai is None and keadaan != KeadaanNilai.KOSONG:
        return KeadaanNilai(keadaan).label
    return sel_nilai(nilai, desimal)


def _tahun(baris: Isian, i: Indikator, g: Gabungan) -> None:
    """Column 12 (13 in E.79): the sum where quarters add up, else what stands for the year."""
    if not isinstance(g.nilai, Decimal):
        baris.isi["tahun_k"] = sel_nilai(g.nilai, i.desimal)
        if g.nilai is not None:
            baris.catatan["tahun_k"] = _bukan_jumlah(i, g)
        return
    kolom = [f"tw{n}_k" for n in SEMUA_TRIWULAN]
    terisi = [isi.nilai for k in kolom if isinstance(isi := baris.isi.get(k), tata_letak.Angka)]
    if len(g.triwulan) == 1 and not _bergabung(i):
        baris.isi["tahun_k"] = _sama(f"tw{g.triwulan[0]}_k", g.nilai, i.desimal)
    elif menjumlah(i):
        baris.isi["tahun_k"] = _jumlah(kolom, terisi, g.nilai, i.desimal)
        return
    else:
        baris.isi["tahun_k"] = _jumlah(kolom, terisi, g.nilai, i.desimal, fungsi="AVERAGE")
    baris.catatan["tahun_k"] = _bukan_jumlah(i, g)


def _bergabung(i: Indikator) -> bool:
    """Whether quarters are put together at all, by sum or mean."""
    return i.isian != CaraIsian.KUMULATIF and i.konsolidasi != Konsolidasi.POSISI_AKHIR


def _bukan_jumlah(i: Indikator, g: Gabungan) -> str:
    if _bergabung(i) and not i.berpredikat:
        return "Bukan jumlah: rata-rata triwulan yang terisi."
    akhir = f"TW {ROMAWI[g.triwulan[-1] - 1]}"
    sebab = "diisi kumulatif" if i.isian == CaraIsian.KUMULATIF else "berupa posisi akhir"
    return f"Bukan jumlah: triwulan terakhir yang terisi ({akhir}), karena nilainya {sebab}."


def _sampai_kini(
    baris: Isian, i: Indikator, lalu: Realisasi, setahun: Realisasi, sd: Realisasi
) -> None:
    """Column 13 (14 in E.79): added where years add up, else the last year that has a value."""
    if not isinstance(sd, Decimal):
        baris.isi["sd_k"] = sel_nilai(sd, i.desimal)
        return
    bagian = [n for n in (lalu, setahun) if isinstance(n, Decimal)]
    if menjumlah(i):
        baris.isi["sd_k"] = _jumlah(["lalu_k", "tahun_k"], bagian, sd, i.desimal)
        return
    baris.isi["sd_k"] = _sama("lalu_k" if setahun is None else "tahun_k", sd, i.desimal)
    baris.catatan["sd_k"] = BUKAN_JUMLAH_TAHUN


def _jumlah(
    kolom: Sequence[str],
    bagian: Sequence[Decimal],
    hasil: Decimal,
    desimal: int = 0,
    *,
    uang: bool = False,
    fungsi: str = "SUM",
) -> Rumus:
    """Rounded to what is stored: a spreadsheet adds in binary."""
    if not all(map(termuat, (*bagian, hasil))):
        return Rumus(lambda _: f"{hasil:f}", hasil, _sen(hasil) if uang else desimal)
    simpan = 2 if uang else DESIMAL_SIMPAN

    def susun(alamat: Alamat) -> str:
        return f"ROUND({fungsi}({','.join(map(alamat.sel, kolom))}),{simpan})"

    return Rumus(susun, hasil, _sen(hasil) if uang else desimal)


def _sama(kunci: str, nilai: Decimal, desimal: int) -> Rumus:
    if not termuat(nilai):
        return Rumus(lambda _: f"{nilai:f}", nilai, desimal)
    return Rumus(lambda alamat: alamat.sel(kunci), nilai, desimal)


def _sen(nilai: Decimal) -> int:
    """Rupiah without its cents, unless there are some."""
    return 0 if nilai == nilai.to_integral_value() else 2
