"""The queue of verification: which rows wait, in which order, of which kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString

from capaian.layar.verifikasi_ingatan import (
    BIASA,
    DIJAWAB,
    JENIS,
    MERAGUKAN,
    Baris,
    Ingatan,
    Menunggu,
    ingat,
)
from capaian.models import Periode

PER_HALAMAN = 50
KATA = {MERAGUKAN: "Meragukan", BIASA: "Biasa", DIJAWAB: "Dijawab"}
# Which kind the page opens with, when it is not asked for one.
URUT_BUKA = (MERAGUKAN, DIJAWAB, BIASA)
KOSONG = {
    MERAGUKAN: ("Tidak ada yang meragukan", "Baris yang menunggu tidak menimbulkan pertanyaan."),
    DIJAWAB: ("Tidak ada jawaban baru", "Baris yang dikembalikan muncul di sini setelah dijawab."),
    BIASA: ("Tidak ada baris biasa", "Semua baris yang menunggu perlu dilihat satu per satu."),
}
TANPA_TUNGGU = ("Tidak ada yang menunggu", "Baris muncul di sini setelah OPD mengajukannya.")
Syarat = Callable[[Menunggu], bool]


@dataclass(frozen=True, slots=True)
class Pilah:
    """One kind of rows with its count and address."""

    kode: str
    kata: str
    jumlah: int
    url: str


@dataclass(frozen=True, slots=True)
class ButirAntrean:
    """`isi` is printed once and remembered; what is open changes with every click."""

    url: str
    kini: bool
    isi: SafeString


@dataclass(frozen=True)
class Antrean:
    """`urut`: every row of this kind in order, the page shows some of them in `butir`."""

    jenis: str
    pilah: tuple[Pilah, ...]
    urut: Sequence[int]
    butir: tuple[ButirAntrean, ...]
    hal: Page
    menunggu: int
    meragukan: int
    biasa: int
    kosong: tuple[str, str]
    baris: Mapping[int, Baris]
    alamat: Callable[..., str]

    def tetangga(self, pk: int, arah: int) -> int | None:
        """The row before (-1) or after (1) this one in the queue; first of it for a stranger."""
        if pk not in self.urut:
            return self.urut[0] if self.urut and arah > 0 else None
        tempat = self.urut.index(pk) + arah
        return self.urut[tempat] if 0 <= tempat < len(self.urut) else None

    @property
    def kueri(self) -> str:
        """Year, quarter, kind and filter of what is shown."""
        return self.alamat(self.jenis).partition("?")[2]

    def nomor(self, pk: int) -> int:
        return self.urut.index(pk) + 1 if pk in self.urut else 0


def susun_antrean(
    periode: Periode,
    *,
    syarat: Syarat | None = None,
    saringan: Mapping[str, str],
    jenis: str = "",
    baris: int | None = None,
    nomor_halaman: str | None = None,
) -> Antrean:
    """`baris`: the row that is open; without a page number its page is shown.

    `syarat` leaves rows out, `saringan` is how the links say the same. The queries of ingat().
    """
    ingatan = ingat(periode)
    kelompok = _saring(ingatan, syarat)
    if jenis not in KATA:
        jenis = _jenis_buka(kelompok, baris)
    urut = kelompok[jenis]
    hal = Paginator(urut, PER_HALAMAN).get_page(nomor_halaman or _halaman(urut, baris))
    alamat = _alamat(periode, saringan)
    tampil = list(hal.object_list)
    kini = baris if baris is not None else next(iter(tampil), None)
    menunggu = sum(map(len, kelompok.values()))
    return Antrean(
        jenis=jenis,
        pilah=tuple(
            Pilah(kode, kata, len(kelompok[kode]), alamat(kode)) for kode, kata in KATA.items()
        ),
        urut=urut,
        butir=tuple(
            ButirAntrean(alamat(jenis, pk), pk == kini, _cetak(pk, ingatan)) for pk in tampil
        ),
        hal=hal,
        menunggu=menunggu,
        meragukan=len(kelompok[MERAGUKAN])
        + sum(bool(ingatan.baris[pk].keraguan) for pk in kelompok[DIJAWAB]),
        biasa=len(kelompok[BIASA]),
        kosong=KOSONG[jenis] if menunggu else TANPA_TUNGGU,
        baris=ingatan.baris,
        alamat=alamat,
    )


def _saring(ingatan: Ingatan, syarat: Syarat | None) -> Mapping[str, Sequence[int]]:
    if syarat is None:
        return ingatan.urut
    baris = ingatan.baris
    return {j: [pk for pk in ingatan.urut[j] if syarat(baris[pk].menunggu)] for j in JENIS}


def _jenis_buka(kelompok: Mapping[str, Sequence[int]], baris: int | None) -> str:
    """The kind of the open row, else the first kind that has rows."""
    for kode in URUT_BUKA:
        if baris in kelompok[kode]:
            return kode
    return next((kode for kode in URUT_BUKA if kelompok[kode]), MERAGUKAN)


def _halaman(urut: Sequence[int], baris: int | None) -> int:
    return urut.index(baris) // PER_HALAMAN + 1 if baris in urut else 1


def _alamat(periode: Periode, saringan: Mapping[str, str]) -> Callable[..., str]:
    """Addresses of the queue that keep year, quarter and filter."""
    dasar = {"tahun": periode.tahun_id, "tw": periode.triwulan} | {
        nama: nilai for nama, nilai in saringan.items() if nilai
    }
    awal = f"{reverse('capaian:verifikasi')}?{urlencode(dasar)}"

    def alamat(jenis: str = "", baris: int | None = None) -> str:
        teks = f"{awal}&jenis={jenis}" if jenis else awal
        return f"{teks}&baris={baris}#baris" if baris else teks

    return alamat


def _cetak(pk: int, ingatan: Ingatan) -> SafeString:
    """The inside of one link of the queue."""
    ada = ingatan.cetakan.get(pk)
    if ada is None:
        konteks = ingatan.baris[pk].teks._asdict()
        ada = get_template("capaian/verifikasi_butir.html").render(konteks)
        ingatan.cetakan[pk] = ada
    return ada
