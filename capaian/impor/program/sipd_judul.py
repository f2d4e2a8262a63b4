"""Which sheet, which head, which column is what: titles of a SIPD export and what they may mean."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from capaian.impor.program.kolom import PAGU
from konsolidasi.inti.xlsx_baca import BukuMasuk, LembarMasuk
from konsolidasi.inti.xlsx_sel import ANGKA, TEKS, huruf_kolom

KODE, NAMA, REALISASI = "kode", "nama", "realisasi"
ARTI = {
    KODE: "Kode, atau bagian kode",
    NAMA: "Nama",
    **{kunci: f"Pagu {sumber.label} (Rp)" for kunci, sumber in PAGU.items()},
    REALISASI: "Realisasi anggaran s.d. triwulan (Rp)",
}
BERULANG = (KODE, NAMA)
"""What a column may be. A code may lie in pieces, and each level may have its own name."""
KEPALA_PALING_BAWAH, KEPALA_TERTINGGI, LEMBAR_DITEBAK = 40, 3, 5
JUDUL_TERPANJANG, KATA_BARIS = 120, 60
_BUKAN_KODE = re.compile(r"\b(dana|lokasi|skpd|opd|unit|organisasi|belanja|akun|pos|wilayah)\b")
_UANG = re.compile(r"\b(pagu|anggaran|alokasi|apbd|jumlah|nilai|dpa|dppa|rka)\b")
_BUKAN_UANG = re.compile(
    r"%|\b(persen|persentase|kinerja|fisik|sisa|selisih|target|satuan|volume|sumber|prakiraan"
    r"|maju|n \+ 1|n\+1|jenis|kode|indikator)\b"
)
_DOKUMEN = (
    ("pagu_perubahan", re.compile(r"\b(perubahan|pergeseran|dppa|setelah|menjadi)\b")),
    ("pagu_rpjmd", re.compile(r"\brpjmd\b")),
    ("pagu_renstra", re.compile(r"\brenstra\b")),
    ("pagu_rkpd", re.compile(r"\brkpd\b")),
    ("pagu_renja", re.compile(r"\b(renja|indikatif)\b")),
)
_NAMA = re.compile(
    r"\b(nama|uraian|nomenklatur|program|kegiatan|sub kegiatan|subkegiatan)\b|urusan.*/"
)
_BUKAN_NAMA = re.compile(r"\b(indikator|kode|skpd|opd|pptk|sumber|target|satuan|tolok|keluaran)\b")


@dataclass(frozen=True, slots=True)
class KolomBerkas:
    """A column of the file; `tanda` tells columns with the same title apart."""

    nomor: int
    judul: str
    tanda: str

    @property
    def huruf(self) -> str:
        return huruf_kolom(self.nomor)


def baca_judul(lembar: LembarMasuk, kepala: int) -> list[KolomBerkas]:
    """Columns that have a title in this row, or above it where the head has several rows."""
    atas = _gabungan_kepala(lembar, kepala)
    banyak: Counter[str] = Counter()
    hasil = []
    for k in range(1, _lebar(lembar) + 1):
        bagian = dict.fromkeys(t for t in (*atas.get(k, ()), _isi(lembar, kepala, k)) if t)
        judul = " / ".join(bagian)[:JUDUL_TERPANJANG]
        if judul:
            rapi = rapikan(judul)
            banyak[rapi] += 1
            hasil.append(KolomBerkas(k, judul, f"{rapi}#{banyak[rapi]}"))
    return hasil


def _gabungan_kepala(lembar: LembarMasuk, kepala: int) -> dict[int, list[str]]:
    """Titles of merged cells that end in the row of the head or stand just above it."""
    lebar = _lebar(lembar)
    hasil: dict[int, list[str]] = {}
    for atas, bawah, kiri, kanan in sorted(lembar.gabungan):
        dekat = kepala - KEPALA_TERTINGGI < atas <= kepala and bawah <= kepala
        # A title of the page lies across most columns; a group of columns does not.
        if not dekat or (bawah < kepala and 2 * (kanan - kiri + 1) > lebar):
            continue
        for k in range(kiri, kanan + 1):
            hasil.setdefault(k, []).append(_isi(lembar, atas, kiri))
    return hasil


def _lebar(lembar: LembarMasuk) -> int:
    return max((max(sel) for sel in lembar.baris.values()), default=0)


def _isi(lembar: LembarMasuk, baris: int, kolom: int) -> str:
    sel = lembar.baris.get(baris, {}).get(kolom)
    return " ".join(sel.isi.split()) if sel and sel.jenis in (TEKS, ANGKA) else ""


def rapikan(judul: str) -> str:
    """A title as two are compared: years and punctuation differ from one export to the next."""
    polos = re.sub(r"\b20[0-9]{2}\b", "", judul.casefold())
    return " ".join(re.sub(r"[^\w%/+ ]", " ", polos).split())


def tebak_arti(judul: str) -> str:
    """What a column with this title most likely is, "" where nobody can tell."""
    rapi = rapikan(judul)
    if "realisasi" in rapi:
        return "" if _BUKAN_UANG.search(rapi) else REALISASI
    if "kode" in rapi or rapi in ("urusan", "bidang urusan"):
        return "" if _BUKAN_KODE.search(rapi) else KODE
    if _UANG.search(rapi) and not _BUKAN_UANG.search(rapi):
        return next((k for k, pola in _DOKUMEN if pola.search(rapi)), "pagu_dpa")
    return NAMA if _NAMA.search(rapi) and not _BUKAN_NAMA.search(rapi) else ""


def tebak_peta(kolom: Sequence[KolomBerkas]) -> dict[int, str]:
    """By column number; of money the first that fits."""
    hasil: dict[int, str] = {}
    for satu in kolom:
        arti = tebak_arti(satu.judul)
        if arti in BERULANG or (arti and arti not in hasil.values()):
            hasil[satu.nomor] = arti
    return hasil


def pilihan_arti(program: bool, realisasi: bool) -> list[str]:
    """What this person may say that a column is; where a row has its place is asked of all."""
    return [
        arti
        for arti in ARTI
        if arti == KODE or (realisasi if arti == REALISASI else program or arti == NAMA)
    ]


def pakai_ingatan(
    kolom: Sequence[KolomBerkas], ingatan: Iterable[Mapping[str, str]]
) -> dict[int, str] | None:
    """The first remembered mapping whose titles are all here; by column number."""
    nomor = {satu.tanda: satu.nomor for satu in kolom}
    for peta in ingatan:
        if peta and peta.keys() <= nomor.keys():
            return {nomor[tanda]: arti for tanda, arti in peta.items()}
    return None


def baris_judul(lembar: LembarMasuk) -> list[tuple[int, str]]:
    """Rows near the top that may be the head, with their first words."""
    hasil = []
    for nomor, sel in sorted(lembar.baris.items()):
        teks = [_isi(lembar, nomor, k) for k in sorted(sel) if sel[k].jenis == TEKS]
        if nomor <= KEPALA_PALING_BAWAH and (ada := [t for t in teks if t]):
            hasil.append((nomor, f"Baris {nomor}: {', '.join(ada)}"[:KATA_BARIS]))
    return hasil


def tebak_kepala(lembar: LembarMasuk) -> int:
    return -max(_nilai_kepala(lembar), default=(0, -1))[1]


def tebak_lembar(buku: BukuMasuk) -> tuple[str, int]:
    """The sheet and the row of its head that name most of what can be used."""
    terbaik, hasil = 0, (next(iter(buku.lembar)), 1)
    for nama in list(buku.lembar)[:LEMBAR_DITEBAK]:
        nilai, kepala = max(_nilai_kepala(buku.baca(nama)), default=(0, -1))
        if nilai > terbaik:
            terbaik, hasil = nilai, (nama, -kepala)
    return hasil


def _nilai_kepala(lembar: LembarMasuk) -> Iterable[tuple[int, int]]:
    """The value of each row near the top as a head, and its number below zero: first wins."""
    for nomor in sorted(lembar.baris):
        if nomor > KEPALA_PALING_BAWAH:
            return
        if any(sel.jenis == TEKS for sel in lembar.baris[nomor].values()):
            kolom = baca_judul(lembar, nomor)
            yield len(set(tebak_peta(kolom).values())), -nomor
