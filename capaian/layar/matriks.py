"""The matrix OPD × triwulan of a year: who has reported what, and how punctual."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.layar.isian_pilihan import KATA_JENDELA
from capaian.layar.matriks_hitung import Hitung, Hitungan, gabungkan
from capaian.layar.matriks_ingatan import ingat
from capaian.layar.matriks_opd import OpdMatriks, Urutan, muat_opd, urutkan
from capaian.layar.matriks_sel import (
    BELUM,
    BERES,
    MENGISI,
    MENUNGGU,
    PERBAIKAN,
    TERKUNCI,
    TERLAMBAT,
    Sel,
    susun_sel,
)
from capaian.layar.ringkasan import Keadaan, ringkasan
from capaian.layar.tahun import muat_periode
from capaian.models import Periode
from capaian.ringkasan import Ringkas
from konsolidasi.inti.waktu import ROMAWI

SEMUA_TRIWULAN = (1, 2, 3, 4)
# The kinds of cells that a filter keeps.
KEADAAN: dict[str, tuple[str, ...]] = {
    "belum": (BELUM, MENGISI, TERLAMBAT, PERBAIKAN),
    "terlambat": (TERLAMBAT,),
    "perbaikan": (PERBAIKAN,),
    "menunggu": (MENUNGGU,),
    "beres": (BERES, TERKUNCI),
}
PERLU_DIINGATKAN = KEADAAN["belum"]
SERATUS, SEPERSERATUS = Decimal(100), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class BarisMatriks:
    """`nomor` counts the OPD of a klaster; units below one have none."""

    opd: OpdMatriks
    nomor: int | None
    sel: tuple[Sel, ...]
    hitungan: tuple[Hitungan, ...]
    ringkas: Ringkas
    """Of the whole year."""
    url: tuple[str, ...]
    url_ingatkan: str


@dataclass(frozen=True, slots=True)
class BagianMatriks:
    nama: str
    baris: tuple[BarisMatriks, ...]


@dataclass(frozen=True, slots=True)
class KolomTriwulan:
    """`ket`: the window of the quarter in a word, for everybody."""

    nomor: int
    label: str
    ket: str
    kini: bool
    url: str


@dataclass(frozen=True, slots=True)
class Ketepatan:
    """Rows of one quarter by when they were first submitted."""

    label: str
    url: str
    wajib: int
    tepat: int
    lambat: int
    belum: int


@dataclass(frozen=True, slots=True)
class Potong:
    """A piece of the bar: colour, word, number, and where it lies, in percent of the width."""

    ragam: str
    kata: str
    banyak: int
    mulai: str
    lebar: str


@dataclass(frozen=True)
class Matriks:
    """`semua`: OPD and units in scope, before the filter."""

    tahun: int
    kini: int
    kolom: tuple[KolomTriwulan, ...]
    bagian: tuple[BagianMatriks, ...]
    ketepatan: tuple[Ketepatan, ...]
    periode: Periode | None
    semua: int
    contoh: bool

    @property
    def baris(self) -> Iterator[BarisMatriks]:
        return (b for bagian in self.bagian for b in bagian.baris)

    @property
    def banyak(self) -> int:
        return sum(len(bagian.baris) for bagian in self.bagian)

    @property
    def jumlah(self) -> Hitungan:
        """All rows of the chosen quarter."""
        return sum((b.hitungan[self.kini - 1] for b in self.baris), Hitungan())

    @property
    def potong(self) -> tuple[Potong, ...]:
        return susun_batang(self.jumlah)


def susun_matriks(
    pengguna: AbstractBaseUser,
    tahun: int,
    *,
    kini: int,
    cocok: Callable[[OpdMatriks], bool],
    keadaan: str,
    pada: datetime,
    segar: Keadaan | None = None,
    berangka: bool = True,
) -> Matriks:
    """Four queries and those of ringkasan; one more when a quarter is locked, and those of what is
    not remembered. `kini`: the chosen quarter, which `keadaan` is about. `segar`: as ringkasan
    takes it, where a page asks it more than once. Without `berangka` the rows have no figure of the
    year, and ringkasan is not asked.
    """
    periode = {p.triwulan: p for p in muat_periode(tahun)}
    opd = muat_opd(pengguna)
    semua = list(periode.values())
    h = gabungkan(ingat([o.pk for o in opd], semua, tahun), semua)
    opd = [o for o in opd if o.pk in h.beriwayat]
    sel = {o.pk: _sel(o.pk, periode, h, pada) for o in opd if cocok(o)}
    jenis = KEADAAN.get(keadaan)
    tampil = [
        o for o in opd if o.pk in sel and (jenis is None or sel[o.pk][kini - 1].jenis in jenis)
    ]
    pilihan = {"tahun": [tahun], "sampai": len(SEMUA_TRIWULAN), "opd": [o.pk for o in tampil]}
    capai = ringkasan(**pilihan, per="opd", kini=segar) if berangka else {}
    alamat = _alamat(tahun, kini, ingatkan=pengguna.has_perm("capaian.perpanjang"))

    def baris(u: Urutan) -> BarisMatriks:
        pk = u.opd.pk
        hitungan = tuple(_hitungan(pk, periode.get(n), h) for n in SEMUA_TRIWULAN)
        setahun = capai.get((tahun, pk), Ringkas())
        return BarisMatriks(u.opd, u.nomor, sel[pk], hitungan, setahun, *alamat(pk, sel[pk]))

    bagian = [BagianMatriks(nama, tuple(map(baris, milik))) for nama, milik in urutkan(tampil)]
    return Matriks(
        tahun=tahun,
        kini=kini,
        kolom=tuple(_kolom(tahun, n, periode.get(n), n == kini, pada) for n in SEMUA_TRIWULAN),
        bagian=tuple(bagian),
        ketepatan=tuple(_ketepatan(bagian, p) for p in periode.values() if p.dibuka_pada <= pada),
        periode=periode.get(kini),
        semua=len(opd),
        contoh=any(h.milik[o.pk].contoh for o in tampil),
    )


def _hitungan(opd: int, periode: Periode | None, h: Hitung) -> Hitungan:
    return h.di(opd, periode) if periode else Hitungan()


def _sel(opd: int, periode: Mapping[int, Periode], h: Hitung, pada: datetime) -> tuple[Sel, ...]:
    hasil = []
    for nomor in SEMUA_TRIWULAN:
        p = periode.get(nomor)
        sampai = h.perpanjangan.get((opd, p.pk)) if p else None
        hasil.append(susun_sel(_hitungan(opd, p, h), p, sampai, pada))
    return tuple(hasil)


def _alamat(
    tahun: int, kini: int, *, ingatkan: bool
) -> Callable[[int, tuple[Sel, ...]], tuple[tuple[str, ...], str]]:
    """Addresses of one row; reversing a thousand one by one would cost more than all the rest."""
    isian = reverse("capaian:isian_opd", args=[0, tahun, 9]).removesuffix(f"0/{tahun}/9/")
    perpanjangan = reverse("capaian:perpanjangan", args=[tahun, kini, 0]).removesuffix("0/")

    def alamat(opd: int, sel: tuple[Sel, ...]) -> tuple[tuple[str, ...], str]:
        perlu = ingatkan and sel[kini - 1].jenis in PERLU_DIINGATKAN
        semua = tuple(f"{isian}{opd}/{tahun}/{n}/" for n in SEMUA_TRIWULAN)
        return semua, f"{perpanjangan}{opd}/" if perlu else ""

    return alamat


def _kolom(
    tahun: int, nomor: int, periode: Periode | None, kini: bool, pada: datetime
) -> KolomTriwulan:
    ket = KATA_JENDELA[periode.keadaan(pada)] if periode else "belum dijadwalkan"
    url = reverse("capaian:periode_rinci", args=[tahun, nomor]) if periode else ""
    return KolomTriwulan(nomor, f"TW {ROMAWI[nomor - 1]}", ket, kini, url)


def _ketepatan(bagian: list[BagianMatriks], periode: Periode) -> Ketepatan:
    nomor = periode.triwulan
    semua = (b.hitungan[nomor - 1] for satu in bagian for b in satu.baris)
    h = sum(semua, Hitungan())
    url = reverse("capaian:periode_rinci", args=[periode.tahun_id, nomor])
    return Ketepatan(periode.tw.singkat, url, h.wajib, h.tepat, h.lambat, h.belum_waktu)


def susun_batang(h: Hitungan) -> tuple[Potong, ...]:
    """All rows of a quarter side by side."""
    isi = (
        ("baik", "Terverifikasi", h.pasti),
        ("info", "Menunggu verifikasi", h.diajukan),
        ("buruk", "Perlu perbaikan", h.perbaikan),
        ("waspada", "Draf OPD", h.draf + h.kepala),
        ("kosong", "Belum diisi", h.belum_diisi),
    )
    seluruh = Decimal(max(sum(n for *_, n in isi), 1))
    hasil, mulai = [], 0
    for ragam, kata, banyak in isi:
        kiri, lebar = (
            (Decimal(n) * SERATUS / seluruh).quantize(SEPERSERATUS) for n in (mulai, banyak)
        )
        hasil.append(Potong(ragam, kata, banyak, f"{kiri}%", f"{lebar}%"))
        mulai += banyak
    return tuple(hasil)
