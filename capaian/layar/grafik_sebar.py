"""Geometry of serapan beside capaian: numbered points in four named quarters of a square."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from capaian.layar.grafik_sumbu import Sumbu, Tulisan, ke_svg
from capaian.layar.grafik_tahunan import tulis_persen

KIRI, KANAN, ATAS, BAWAH = 76, 810, 30, 430
NOL, SERATUS = Decimal(0), Decimal(100)
PUNCAK_SERAPAN, PUNCAK_CAPAIAN, TERTINGGI = Decimal(100), Decimal(120), Decimal(200)
JARI = 11
JARAK = 2 * JARI + 1
LINGKAR_TERBANYAK = 8


@dataclass(frozen=True, slots=True)
class IsiSebar:
    """One indikator or program. None where there is no number, then `alasan` says why."""

    label: str
    url: str
    pagu: str
    terpakai: str
    serapan: Decimal | None
    capaian: Decimal | None
    sementara: bool
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class TitikSebar:
    """The numbered disc; (`asal_x`, `asal_y`) is where it belongs when it had to make room.

    `luar`: its number when it lies beyond the axes and stands at their edge.
    """

    nomor: int
    x: int
    y: int
    y_teks: int
    asal_x: int
    asal_y: int
    bergeser: bool
    sementara: bool
    luar: str
    jangkar: str
    x_luar: int


@dataclass(frozen=True, slots=True)
class BarisSebar:
    nomor: int
    isi: IsiSebar
    serapan: str
    capaian: str
    kuadran: str


@dataclass(frozen=True, slots=True)
class Kuadran:
    """`isi`: the points that stand in it, by number and name."""

    kata: str
    isi: tuple[str, ...]
    x: str
    y: str
    jangkar: str

    @property
    def banyak(self) -> int:
        return len(self.isi)


@dataclass(frozen=True)
class GrafikSebar:
    """`baris` are drawn, `tanpa` are listed with their reason: nothing is left out."""

    kode: str
    judul: str
    uraian: str
    batas: str
    baris: tuple[BarisSebar, ...]
    tanpa: tuple[IsiSebar, ...]
    benda: str = "indikator"
    kisi_x: tuple[Tulisan, ...] = ()
    kisi_y: tuple[Tulisan, ...] = ()
    batas_x: str = ""
    batas_y: str = ""
    kuadran: tuple[Kuadran, ...] = ()
    titik: tuple[TitikSebar, ...] = ()

    @property
    def ada_sementara(self) -> bool:
        return any(t.sementara for t in self.titik)

    @property
    def ada_luar(self) -> bool:
        return any(t.luar for t in self.titik)


def kata_kuadran(capaian: Decimal, serapan: Decimal, batas: Decimal) -> str:
    tinggi, terserap = (_kata(nilai >= batas) for nilai in (capaian, serapan))
    return f"capaian {tinggi}, serapan {terserap}"


def _kata(tinggi: bool) -> str:
    return "tinggi" if tinggi else "rendah"


def susun_sebar(
    isi: Sequence[IsiSebar],
    *,
    batas: Decimal,
    kode: str,
    judul: str,
    mulai: int = 1,
    benda: str = "indikator",
) -> GrafikSebar:
    """`batas` in percent parts high from low on both axes; `mulai` is the first number.

    `benda`: what one point is.
    """
    ada = [i for i in isi if i.serapan is not None and i.capaian is not None]
    tanpa = tuple(i for i in isi if i.serapan is None or i.capaian is None)
    baris = tuple(
        BarisSebar(
            nomor=nomor,
            isi=i,
            serapan=tulis_persen(i.serapan),
            capaian=tulis_persen(i.capaian),
            kuadran=kata_kuadran(i.capaian, i.serapan, batas),
        )
        for nomor, i in enumerate(ada, start=mulai)
    )
    dasar = {"kode": kode, "judul": judul, "batas": tulis_persen(batas), "baris": baris}
    dasar["benda"] = benda
    if not baris:
        return GrafikSebar(uraian="Belum ada yang dapat digambar.", tanpa=tanpa, **dasar)
    x = _sumbu([b.isi.serapan for b in baris], PUNCAK_SERAPAN, dari=KIRI, sampai=KANAN)
    y = _sumbu([b.isi.capaian for b in baris], PUNCAK_CAPAIAN, dari=BAWAH, sampai=ATAS)
    return GrafikSebar(
        uraian=_uraian(baris),
        tanpa=tanpa,
        kisi_x=tuple(Tulisan(ke_svg(x.di(n)), "", x.tulis(n)) for n in x.kisi()),
        kisi_y=tuple(Tulisan("", ke_svg(y.di(n)), y.tulis(n)) for n in y.kisi()),
        batas_x=ke_svg(x.di(batas)),
        batas_y=ke_svg(y.di(batas)),
        kuadran=_kuadran(baris),
        titik=_titik(baris, x, y),
        **dasar,
    )


def _sumbu(nilai: Sequence[Decimal], puncak: Decimal, *, dari: int, sampai: int) -> Sumbu:
    return Sumbu((NOL, min(max(*nilai, puncak), TERTINGGI)), dari=dari, sampai=sampai)


def _kuadran(baris: Sequence[BarisSebar]) -> tuple[Kuadran, ...]:
    """Named above and below their corners, with how many points they hold."""
    hasil = []
    for capaian, serapan in product((True, False), (False, True)):
        kata = f"capaian {_kata(capaian)}, serapan {_kata(serapan)}"
        milik = tuple(f"{b.nomor} {b.isi.label}" for b in baris if b.kuadran == kata)
        x = KANAN if serapan else KIRI
        y = ATAS - 10 if capaian else BAWAH + 20
        jangkar = "end" if serapan else "start"
        hasil.append(Kuadran(kata, milik, str(x), str(y), jangkar))
    return tuple(hasil)


def _titik(baris: Sequence[BarisSebar], x: Sumbu, y: Sumbu) -> tuple[TitikSebar, ...]:
    tempat: list[tuple[int, int]] = []
    hasil = []
    for b in baris:
        asal = (_bulat(x.di(x.tepi(b.isi.serapan))), _bulat(y.di(y.tepi(b.isi.capaian))))
        di = _lowong(asal, tempat)
        tempat.append(di)
        kanan = di[0] < (KIRI + KANAN) // 2
        hasil.append(
            TitikSebar(
                nomor=b.nomor,
                x=di[0],
                y=di[1],
                y_teks=di[1] + 4,
                asal_x=asal[0],
                asal_y=asal[1],
                bergeser=di != asal,
                sementara=b.isi.sementara,
                luar=_luar(b, x, y),
                jangkar="start" if kanan else "end",
                x_luar=di[0] + (JARI + 5 if kanan else -JARI - 5),
            )
        )
    return tuple(hasil)


def _bulat(nilai: Decimal) -> int:
    return int(nilai.to_integral_value())


def _lowong(asal: tuple[int, int], tempat: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The nearest free place on growing squares around it; the spot itself when all are taken."""
    for lingkar in range(LINGKAR_TERBANYAK):
        langkah = range(-lingkar, lingkar + 1)
        for dx, dy in product(langkah, langkah):
            if max(abs(dx), abs(dy)) != lingkar:
                continue
            di = asal[0] + dx * JARAK, asal[1] + dy * JARAK
            if _di_bidang(di) and all(_renggang(di, lain) for lain in tempat):
                return di
    return asal


def _di_bidang(di: tuple[int, int]) -> bool:
    return KIRI <= di[0] <= KANAN and ATAS <= di[1] <= BAWAH


def _renggang(satu: tuple[int, int], lain: tuple[int, int]) -> bool:
    return (satu[0] - lain[0]) ** 2 + (satu[1] - lain[1]) ** 2 >= JARAK**2


def _luar(b: BarisSebar, x: Sumbu, y: Sumbu) -> str:
    """The numbers that lie beyond the axes."""
    bagian = []
    if not x.di_dalam(b.isi.serapan):
        bagian.append(f"serapan {b.serapan}")
    if not y.di_dalam(b.isi.capaian):
        bagian.append(f"capaian {b.capaian}")
    return ", ".join(bagian)


def _uraian(baris: Sequence[BarisSebar]) -> str:
    isi = "; ".join(
        f"{b.nomor}. {b.isi.label}: serapan {b.serapan}, capaian {b.capaian}"
        f"{', sementara' if b.isi.sementara else ''} ({b.kuadran})"
        for b in baris
    )
    return f"Mendatar serapan anggaran, tegak capaian. {isi}."
