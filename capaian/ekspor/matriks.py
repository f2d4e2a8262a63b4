"""The matrix as a workbook: the words and numbers of its cells, and the punctuality."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from capaian.ekspor.daftar import Keterangan, susun_buku
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom, Lembar, Teks
from konsolidasi.inti.waktu import ROMAWI

CATATAN = (
    "Terisi berarti bernilai, atau belum waktunya dan tidak berlaku dengan alasan.",
    "Capaian sama dengan rata-rata di rekap; sementara selama belum semua barisnya pasti: lengkap,"
    " terverifikasi, datanya tetap.",
)
CATATAN_KETEPATAN = (
    "Ketepatan ditetapkan saat baris pertama kali diajukan; pengajuan ulang dan perpanjangan tidak"
    " mengubahnya."
)


@dataclass(frozen=True)
class BarisLembar:
    """One OPD: its cells in one line each, the mean of the year and what there is to know of it."""

    klaster: str
    opd: str
    sel: tuple[str, ...]
    persen: Decimal | None
    ket: str


@dataclass(frozen=True)
class BarisKetepatan:
    triwulan: str
    wajib: int
    tepat: int
    lambat: int
    belum: int


def judul(tahun: int) -> str:
    return f"Matriks isian {tahun}"


def susun_lembar(
    baris: Sequence[BarisLembar],
    ketepatan: Sequence[BarisKetepatan],
    tahun: int,
    ket: Keterangan,
    *,
    contoh: bool,
) -> Buku:
    kolom = (
        Kolom("klaster", "Klaster", 24),
        Kolom("opd", "OPD", 38),
        *(Kolom(f"tw{n}", f"TW {romawi}", 30) for n, romawi in enumerate(ROMAWI, start=1)),
        Kolom("persen", "%", 10, f"Capaian {tahun}", "right"),
        Kolom("ket", "Keterangan", 28, f"Capaian {tahun}"),
    )
    buku = susun_buku(
        judul(tahun),
        kolom,
        [_baris(b) for b in baris],
        ket,
        benda="OPD",
        gulir_mulai="tw1",
        contoh=contoh,
        catatan=CATATAN,
    )
    if not ketepatan:
        return buku
    return replace(buku, lembar=[*buku.lembar, _ketepatan(ketepatan, tahun, ket)])


def _baris(b: BarisLembar) -> Baris:
    isi: dict[str, Isi] = {"klaster": b.klaster, "opd": b.opd, "ket": b.ket}
    isi |= {f"tw{n}": teks for n, teks in enumerate(b.sel, start=1)}
    isi["persen"] = "belum ada" if b.persen is None else Angka(b.persen, 2)
    return Baris(isi, redup=frozenset({"persen"} if b.persen is None else ()))


def _ketepatan(ketepatan: Sequence[BarisKetepatan], tahun: int, ket: Keterangan) -> Lembar:
    kolom = (
        Kolom("triwulan", "Triwulan", 12),
        Kolom("wajib", "Baris wajib", 14, rata="right"),
        Kolom("tepat", "Tepat waktu", 14, rata="right"),
        Kolom("lambat", "Terlambat", 14, rata="right"),
        Kolom("belum", "Belum diajukan", 16, rata="right"),
    )
    baris = [
        Baris({"triwulan": k.triwulan, **{n: getattr(k, n) for n in ANGKA}}) for k in ketepatan
    ]
    atas = [Teks(f"KETEPATAN WAKTU {tahun}", "judul", 18), Teks(ket.data_per)]
    if ket.saringan:
        atas.append(Teks(f"Hanya memuat: {ket.saringan}"))
    return Lembar(
        nama="Ketepatan",
        kolom=kolom,
        baris=baris,
        atas=tuple(atas),
        bawah=[Teks(CATATAN_KETEPATAN)],
        gulir_mulai="wajib",
    )


ANGKA = ("wajib", "tepat", "lambat", "belum")
