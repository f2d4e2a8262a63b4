"""The queue of verification as a workbook: the rows of one kind, in the order they wait."""

from collections.abc import Mapping, Sequence

from capaian.ekspor.daftar import Keterangan, susun_buku
from capaian.ekspor.realisasi import KOLOM, baris_realisasi
from capaian.layar.realisasi import BarisRealisasi
from capaian.layar.verifikasi_ingatan import Baris as BarisMenunggu
from konsolidasi.inti.tata_letak import Baris, Buku, Kolom
from konsolidasi.inti.waktu import Triwulan

TANPA_RAGU = "tidak ada"


def judul(tw: Triwulan, kata: str) -> str:
    return f"Antrean verifikasi {tw.label}, {kata.lower()}"


def susun_lembar(
    tw: Triwulan,
    kata: str,
    baris: Sequence[tuple[int, BarisRealisasi]],
    menunggu: Mapping[int, BarisMenunggu],
    ket: Keterangan,
) -> Buku:
    """`baris`: key and row of each realisasi; `kata`: the kind of rows, as the page names it."""
    kolom = (*KOLOM[:8], Kolom("keraguan", "Keraguan", 48), *KOLOM[8:])
    return susun_buku(
        judul(tw, kata),
        kolom,
        [_baris(b, menunggu[pk]) for pk, b in baris],
        ket,
        benda="baris",
        gulir_mulai="opd",
        contoh=any(b.contoh for _, b in baris),
    )


def _baris(b: BarisRealisasi, menunggu: BarisMenunggu) -> Baris:
    satu = baris_realisasi(b)
    ragu = "\n".join(k.kalimat for k in menunggu.keraguan) or TANPA_RAGU
    return Baris({**satu.isi, "keraguan": ragu}, redup=satu.redup)
