"""Rows of a SIPD export as rows of the sheet of the cascade; what is no node is counted."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from capaian.impor.bacaan import SelSalah, SelTanya, baca_uang
from capaian.impor.lembar import TEKS_DISIMPAN, LembarIsian
from capaian.impor.program.kolom import PAGU
from capaian.impor.program.sipd_judul import KODE, NAMA, REALISASI
from capaian.impor.program.sipd_kode import kode_urusan, susun_kode
from capaian.layanan.program_muat import kode_induk, tingkat_kode
from konsolidasi.inti.xlsx_baca import LembarMasuk, tertutup_gabungan
from konsolidasi.inti.xlsx_sel import TEKS, Sel, huruf_kolom

JUMLAH, URUSAN, LANJUTAN, LAIN = "jumlah", "urusan", "lanjutan", "lain"
SEBUTAN = {
    JUMLAH: "baris jumlah",
    URUSAN: "baris urusan",
    LANJUTAN: "baris lanjutan",
    LAIN: "baris lain",
}
UANG = (*PAGU, REALISASI)
_JUMLAH = re.compile(r"(?:sub ?)?(?:jumlah|total)\b|grand total", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BarisSipd:
    """A node of the cascade as it stands in a row of the file."""

    nomor: int
    kode: str
    nama: Sel | None
    uang: Mapping[str, Sel]


@dataclass
class IsiSipd:
    """What a file says with this mapping; `dilewati`: rows that are no node, by their kind."""

    lembar: LembarMasuk
    kepala: int
    peta: Mapping[int, str]
    baris: list[BarisSipd] = field(default_factory=list)
    dilewati: Counter[str] = field(default_factory=Counter)

    @property
    def kata_dilewati(self) -> str:
        """ "2 baris jumlah, 1 baris urusan", in this order; "" for none."""
        ada = ((n, SEBUTAN[k]) for k in SEBUTAN if (n := self.dilewati[k]))
        return ", ".join(f"{n} {kata}" for n, kata in ada)

    def kolom(self, arti: str) -> list[int]:
        return sorted(k for k, satu in self.peta.items() if satu == arti)

    def huruf(self, arti: str) -> str:
        """Letter of the column of this meaning; one beyond the sheet where there is none.

        Of the code the first one, of the name the last: there it is the most precise.
        """
        if nomor := self.kolom(arti):
            return huruf_kolom(nomor[-1 if arti == NAMA else 0])
        return huruf_kolom(self.lebar + 1)

    @property
    def lebar(self) -> int:
        """Number of the last column that holds anything."""
        return max((max(sel) for sel in self.lembar.baris.values()), default=1)


def baca_sipd(lembar: LembarMasuk, kepala: int, peta: Mapping[int, str]) -> IsiSipd:
    """`peta`: what each column is, by its number. Every row below the head is looked at once."""
    isi = IsiSipd(lembar, kepala, peta)
    kolom_kode = isi.kolom(KODE)
    tertutup = _isi_gabungan(lembar, kepala, kolom_kode)
    ada: dict[str, BarisSipd] = {}
    atas: dict[str, Sel] = {}
    for nomor in sorted(n for n in lembar.baris if n > kepala):
        sel = lembar.baris[nomor]
        kode, dari_kode = susun_kode([sel.get(k) or tertutup.get((nomor, k)) for k in kolom_kode])
        if not tingkat_kode(kode):
            isi.dilewati[_golongan(sel, kode)] += 1
            continue
        nama = _nama(isi, sel) or ([Sel(TEKS, dari_kode)] if dari_kode else [])
        _catat_atas(atas, kode, nama)
        baris = BarisSipd(nomor, kode, nama[-1] if nama else None, _uang(isi, sel))
        if kode in ada and _lanjutan(ada[kode], baris):
            isi.dilewati[LANJUTAN] += 1
            continue
        ada.setdefault(kode, baris)
        isi.baris.append(baris)
    # Programs that have no row of their own come below the last one, where no cell is.
    akhir = max(lembar.baris, default=0)
    for n, kode in enumerate(sorted(atas.keys() - ada.keys()), start=1):
        isi.baris.append(BarisSipd(akhir + n, kode, atas[kode], {}))
    return isi


def _catat_atas(atas: dict[str, Sel], kode: str, nama: Sequence[Sel]) -> None:
    """A row may name the nodes above its own: program, kegiatan, sub kegiatan side by side."""
    for satu in reversed(nama[:-1]):
        kode = kode_induk(kode)
        if not kode:
            return
        atas.setdefault(kode, satu)


def _isi_gabungan(
    lembar: LembarMasuk, kepala: int, kolom: Sequence[int]
) -> dict[tuple[int, int], Sel]:
    """A code that is merged over its rows counts in each of them."""
    baris = [n for n in lembar.baris if n > kepala]
    hasil = {}
    for b, k, atas, kiri in tertutup_gabungan(lembar, baris, kolom):
        sel = lembar.baris.get(atas, {}).get(kiri)
        if sel is not None and kiri == k and atas > kepala:
            hasil[b, k] = sel
    return hasil


def _golongan(sel: Mapping[int, Sel], kode: str) -> str:
    teks = [s.isi.strip() for _, s in sorted(sel.items()) if s.jenis == TEKS and s.isi.strip()]
    if any(_JUMLAH.match(satu) for satu in teks[:4]):
        return JUMLAH
    return URUSAN if kode_urusan(kode) and len(teks) > 0 else LAIN


def _nama(isi: IsiSipd, sel: Mapping[int, Sel]) -> list[Sel]:
    """The names in a row, from the left to the right, without a code in front of them."""
    return [_tanpa_kode(sel[k]) for k in isi.kolom(NAMA) if k in sel and sel[k].isi.strip()]


def _tanpa_kode(sel: Sel) -> Sel:
    if sel.jenis != TEKS:
        return sel
    kode, nama = susun_kode([sel])
    teks = nama if nama and tingkat_kode(kode) else sel.isi
    return Sel(TEKS, teks[:TEKS_DISIMPAN], str(len(teks)) if len(teks) > TEKS_DISIMPAN else "")


def _uang(isi: IsiSipd, sel: Mapping[int, Sel]) -> dict[str, Sel]:
    pasangan = ((arti, sel.get(k)) for k, arti in isi.peta.items() if arti in UANG)
    return {arti: satu for arti, satu in pasangan if satu is not None and _rupiah(satu)}


def _lanjutan(dulu: BarisSipd, kini: BarisSipd) -> bool:
    """The same node again, for another indikator or sumber dana, with no other money."""
    return all(
        arti in dulu.uang and _rupiah(sel) == _rupiah(dulu.uang[arti])
        for arti, sel in kini.uang.items()
    )


def _rupiah(sel: Sel) -> str:
    try:
        return baca_uang(sel)[1]
    except (SelSalah, SelTanya):
        return sel.isi


def lembar_program(isi: IsiSipd, nama: Mapping[str, str]) -> LembarIsian:
    """The rows as the sheet of the kind program, with the addresses that they have in the file.

    `nama`: names in the system by kode; one that differs in capital letters alone stays.
    """
    ada = [arti for arti in PAGU if isi.kolom(arti)]
    huruf = {arti: isi.huruf(arti) for arti in (KODE, NAMA, *ada)}
    baris = [
        (
            b.nomor,
            {KODE: Sel(TEKS, b.kode)}
            | ({NAMA: _senada(b.nama, nama.get(b.kode, ""))} if b.nama else {})
            | {arti: b.uang[arti] for arti in ada if arti in b.uang},
        )
        for b in isi.baris
    ]
    return LembarIsian(
        nama=isi.lembar.nama,
        bagian=isi.lembar.bagian,
        kepala=isi.kepala,
        huruf=huruf,
        baris=baris,
        gabung=_gabung(isi, [NAMA, *ada]),
        tersembunyi=isi.lembar.tersembunyi,
    )


def _senada(sel: Sel, nama: str) -> Sel:
    sama = " ".join(sel.isi.split()).casefold() == nama.casefold()
    return Sel(TEKS, nama) if sel.jenis == TEKS and sama else sel


def _gabung(isi: IsiSipd, arti: Sequence[str]) -> dict[str, str]:
    """Cells under a merge of several rows: nobody knows to which of them they belong."""
    baris = [b.nomor for b in isi.baris]
    kolom = [k for satu in arti for k in isi.kolom(satu)]
    return {
        f"{huruf_kolom(k)}{b}": f"{huruf_kolom(kiri)}{atas}"
        for b, k, atas, kiri in tertutup_gabungan(isi.lembar, baris, kolom)
        if atas != b
    }
