"""Rekap kepatuhan: OPD × triwulan in numbers, the figures of the matrix, with live sums."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from capaian.ekspor.daftar import Keterangan, susun_buku
from capaian.layar.matriks import BagianMatriks, BarisMatriks, Matriks
from capaian.layar.matriks_hitung import Hitungan
from konsolidasi.inti.tata_letak import Alamat, Baris, Buku, Isi, Kolom, Rumus
from konsolidasi.inti.waktu import ROMAWI

ANGKA: tuple[tuple[str, str, Callable[[Hitungan], int]], ...] = (
    ("wajib", "Wajib", lambda h: h.wajib),
    ("terisi", "Terisi", lambda h: h.terisi),
    ("diajukan", "Menunggu verifikasi", lambda h: h.diajukan),
    ("pasti", "Terverifikasi", lambda h: h.pasti),
    ("tepat", "Tepat waktu", lambda h: h.tepat),
    ("lambat", "Terlambat", lambda h: h.lambat),
    ("belum", "Belum diajukan", lambda h: h.belum_waktu),
    ("hari", "Terlama (hari)", lambda h: h.hari),
)
CATATAN = (
    "Terisi berarti bernilai, atau belum waktunya dan tidak berlaku dengan alasan. Ketepatan"
    " ditetapkan saat baris pertama kali diajukan; pengajuan ulang dan perpanjangan tidak"
    " mengubahnya.",
)


def judul(tahun: int) -> str:
    return f"Rekap kepatuhan {tahun}"


def susun_kepatuhan(matriks: Matriks, ket: Keterangan) -> Buku:
    kolom = (
        Kolom("no", "No", 5, rata="center"),
        Kolom("opd", "OPD", 38),
        *(
            Kolom(f"{kunci}{n}", label, 11 if kunci == "pasti" else 8, f"TW {romawi}", "right")
            for n, romawi in enumerate(ROMAWI, start=1)
            for kunci, label, _ in ANGKA
        ),
    )
    return susun_buku(
        judul(matriks.tahun),
        kolom,
        list(_baris(matriks.bagian)),
        ket,
        benda="baris",
        gulir_mulai="wajib1",
        contoh=matriks.contoh,
        catatan=CATATAN,
    )


def _baris(bagian: Sequence[BagianMatriks]) -> Iterator[Baris]:
    letak, petak = 0, []
    for satu in bagian:
        yield Baris({"no": satu.nama}, "sasaran", ("no", "opd"))
        dari, sampai = letak + 1, letak + len(satu.baris)
        for b in satu.baris:
            yield _opd(b)
        petak.append((dari, sampai))
        yield _jumlah(f"Jumlah {satu.nama}", satu.baris, petak[-1:], "jumlah")
        letak = sampai + 2
    if bagian:
        semua = [b for satu in bagian for b in satu.baris]
        yield _jumlah("Jumlah seluruhnya", semua, petak, "total")


def _opd(b: BarisMatriks) -> Baris:
    isi: dict[str, Isi] = {"no": b.nomor, "opd": b.opd.nama}
    for n, h in enumerate(b.hitungan, start=1):
        isi |= {f"{kunci}{n}": ambil(h) for kunci, _, ambil in ANGKA}
    return Baris(isi)


def _jumlah(
    label: str, baris: Sequence[BarisMatriks], petak: Sequence[tuple[int, int]], ragam: str
) -> Baris:
    isi: dict[str, Isi] = {"no": label}
    for n in range(1, 5):
        jumlah = sum((b.hitungan[n - 1] for b in baris), Hitungan())
        for kunci, _, ambil in ANGKA:
            fungsi = "MAX" if kunci == "hari" else "SUM"
            isi[f"{kunci}{n}"] = Rumus(
                _susun(fungsi, f"{kunci}{n}", petak), Decimal(ambil(jumlah)), 0
            )
    return Baris(isi, ragam, ("no", "opd"))


def _susun(fungsi: str, kunci: str, petak: Sequence[tuple[int, int]]) -> Callable[[Alamat], str]:
    tetap = tuple(petak)

    def susun(alamat: Alamat) -> str:
        return f"{fungsi}({','.join(alamat.rentang(kunci, *satu) for satu in tetap)})"

    return susun
