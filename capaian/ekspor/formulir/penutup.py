"""Rows below a form: mean, predikat, factors, follow-ups."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from capaian.ekspor.formulir.angka import Angka
from capaian.ekspor.formulir.isi import Isian
from capaian.ekspor.formulir.tata import (
    LANJUT_MASA,
    LANJUT_TAHUN,
    LANJUT_TRIWULAN,
    PENDORONG,
    PENGHAMBAT,
    PREDIKAT,
    RATA,
    Formulir,
)
from capaian.gabungan import rata_rata
from capaian.rumus import Hasil
from capaian.tindak_lanjut import Janji
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Alamat, Baris, Isi, Rumus

BARIS_TEKS = 12
"""Sentences in one row: a spreadsheet shows no row higher than 409 points."""
BELUM_DIHITUNG = "Belum dapat dihitung"


def baris_penutup(
    formulir: Formulir,
    kolom: Sequence[str],
    isian: Sequence[Isian],
    angka: Angka,
    janji: Sequence[Janji],
) -> Iterator[Baris]:
    rata = {k: _rata(k, isian) for k in formulir.rata}
    kiri = kolom[kolom.index(formulir.rata[0]) - 1]
    redup = any(a.hasil.sementara for a in angka.indikator.values())
    jenis_ada = {jenis for jenis, _ in formulir.penutup}
    ada = {"bertriwulan": LANJUT_TRIWULAN in jenis_ada, "bermasa": LANJUT_MASA in jenis_ada}
    for jenis, label in formulir.penutup:
        if jenis == RATA:
            yield _baris_rata(label, kiri, rata, isian)
        elif jenis == PREDIKAT:
            yield _baris_predikat(label, kiri, rata, angka, sementara=redup)
        else:
            yield from _teks(label, _kalimat(jenis, angka, janji, **ada), kolom)


def _rata(kunci: str, isian: Sequence[Isian]) -> tuple[Decimal | None, int]:
    ada = [i.persen[kunci] for i in isian if kunci in i.persen]
    return rata_rata(Hasil(satu, None, "") for satu in ada).persen, len(ada)


def _baris_rata(
    label: str,
    kiri: str,
    rata: dict[str, tuple[Decimal | None, int]],
    isian: Sequence[Isian],
) -> Baris:
    akhir = len(isian) - 1
    isi: dict[str, Isi] = {"no": label}
    catatan = {}
    for kunci, (persen, banyak) in rata.items():
        if persen is None:
            continue
        isi[kunci] = Rumus(_susun(kunci, akhir), persen)
        catatan[kunci] = f"Rata-rata {banyak} baris yang dapat dihitung, tanpa bobot."
    if len(isi) == 1:
        isi[next(iter(rata))] = BELUM_DIHITUNG
    return Baris(isi, "total", ("no", kiri), catatan=catatan)


def _susun(kunci: str, akhir: int) -> Callable[[Alamat], str]:
    def susun(alamat: Alamat) -> str:
        return f"ROUND(AVERAGE({alamat.rentang(kunci, 0, akhir)}),2)"

    return susun


def _baris_predikat(
    label: str,
    kiri: str,
    rata: dict[str, tuple[Decimal | None, int]],
    angka: Angka,
    *,
    sementara: bool,
) -> Baris:
    """A word of the scale in force; provisional while any row is."""
    isi: dict[str, Isi] = {"no": label}
    for kunci, (persen, _) in rata.items():
        if persen is not None and kunci.endswith("_k"):
            kata = angka.penghitung.skala.peringkat(persen).kata
            isi[kunci] = f"{kata}, sementara" if sementara else kata
    return Baris(isi, "total", ("no", kiri))


def _kalimat(
    jenis: str, angka: Angka, janji: Sequence[Janji], *, bertriwulan: bool, bermasa: bool
) -> list[str]:
    """Follow-ups stand where their due date falls: next quarter, later, after the RPJMD."""
    if jenis in (PENDORONG, PENGHAMBAT):
        return _faktor(jenis, angka)
    batas = angka.tw.sesudah().akhir
    akhir_masa = date(angka.selesai, 12, 31) if angka.mulai and bermasa else date.max
    ruang = {
        LANJUT_TRIWULAN: (date.min, batas),
        LANJUT_TAHUN: (batas if bertriwulan else date.min, akhir_masa),
        LANJUT_MASA: (akhir_masa, date.max),
    }
    dari, sampai = ruang[jenis]
    terpakai = [j for j in janji if dari < j.batas <= sampai]
    return [f"{j.uraian} (batas {waktu.tanggal(j.batas)})" for j in terpakai]


def _faktor(jenis: str, angka: Angka) -> list[str]:
    """What the OPD wrote in this quarter, once, after the codes of the indikator it is about."""
    hasil: dict[str, list[str]] = {}
    for a in angka.indikator.values():
        r = a.hasil.triwulan[angka.tw.nomor].realisasi
        teks = " ".join((getattr(r, f"faktor_{jenis}", "") if r is not None else "").split())
        if teks:
            hasil.setdefault(teks, []).append(a.indikator.kode)
    return [f"{', '.join(kode)}: {teks}" for teks, kode in hasil.items()]


def _teks(label: str, kalimat: Sequence[str], kolom: Sequence[str]) -> Iterator[Baris]:
    """One row, or several where there is more to say than a row can show."""
    potong = [kalimat[n : n + BARIS_TEKS] for n in range(0, len(kalimat), BARIS_TEKS)] or [()]
    for n, satu in enumerate(potong):
        isi = "\n".join((label, *satu) if n == 0 else satu)
        yield Baris({"no": isi}, "biasa", (kolom[0], kolom[-1]))
