"""The page "Dokumen": every form and table that can be taken away, for one year and quarter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlencode

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.layar.isian_pilihan import KATA_JENDELA
from capaian.layar.matriks_opd import muat_opd, urutkan
from capaian.models import Periode
from konsolidasi.inti.waktu import ROMAWI, Triwulan
from opd.lingkup import lingkup

FORMULIR_OPD = (("e81", "E.81", "Evaluasi Hasil Renja"), ("e80", "E.80", "Evaluasi Hasil Renstra"))
FORMULIR_KOTA = (
    ("e79", "E.79", "Evaluasi Hasil RKPD", "semua OPD, satu lembar"),
    ("e78", "E.78", "Evaluasi Hasil RPJMD", "program prioritas, lima tahun"),
)
RAGAM = (("xlsx", "Excel"), ("csv", "CSV"), ("pdf", "PDF"))
SEMUA_TRIWULAN = (1, 2, 3, 4)
KOSONG: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unduhan:
    """One document and its files: what each is called, and where it comes from."""

    kode: str
    nama: str
    ket: str
    tautan: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BarisOpd:
    nama: str
    formulir: tuple[Unduhan, ...]


@dataclass(frozen=True, slots=True)
class BagianOpd:
    """The OPD of one klaster."""

    klaster: str
    baris: tuple[BarisOpd, ...]


@dataclass(frozen=True, slots=True)
class ButirTriwulan:
    nomor: int
    label: str
    ket: str


@dataclass(frozen=True)
class Dokumen:
    tw: Triwulan
    triwulan: tuple[ButirTriwulan, ...]
    kota: tuple[Unduhan, ...]
    rekap: Unduhan
    tabel: tuple[Unduhan, ...]
    opd: tuple[BagianOpd, ...]
    kepala: tuple[str, ...]


def susun_dokumen(
    pengguna: AbstractBaseUser,
    tw: Triwulan,
    pada: datetime,
    wakil: Mapping[str, str],
    kertas: Mapping[str, str],
) -> Dokumen:
    """Two queries, and those of the scope.

    `kertas`: what every form is asked with; `wakil`: the forms of an OPD.
    """
    periode = {p.triwulan: p for p in Periode.objects.filter(tahun=tw.tahun).order_by("triwulan")}
    bagian = urutkan(muat_opd(pengguna))
    return Dokumen(
        tw=tw,
        triwulan=tuple(_butir(n, periode.get(n), pada) for n in SEMUA_TRIWULAN),
        kota=tuple(_kota(tw, kertas)) if lingkup(pengguna).semua else (),
        rekap=_rekap(tw, kertas),
        tabel=_tabel(tw, kertas),
        opd=tuple(
            BagianOpd(nama, tuple(_opd(u.opd.pk, u.opd.nama, tw, wakil) for u in milik))
            for nama, milik in bagian
        ),
        kepala=tuple(f"{kode} {nama}" for _, kode, nama in FORMULIR_OPD),
    )


def alamat_opd(kode: str, opd: int, tw: Triwulan) -> str:
    return reverse("capaian:formulir_opd", args=[kode, opd, tw.tahun, tw.nomor])


def _butir(nomor: int, periode: Periode | None, pada: datetime) -> ButirTriwulan:
    ket = KATA_JENDELA[periode.keadaan(pada)] if periode else "belum dijadwalkan"
    return ButirTriwulan(nomor, f"TW {ROMAWI[nomor - 1]}", ket)


def _kota(tw: Triwulan, kertas: Mapping[str, str]) -> Iterable[Unduhan]:
    for kode, label, nama, ket in FORMULIR_KOTA:
        url = reverse("capaian:formulir_kota", args=[kode, tw.tahun, tw.nomor])
        yield Unduhan(label, nama, ket, _berkas(url, kertas))


def _rekap(tw: Triwulan, kertas: Mapping[str, str]) -> Unduhan:
    nama = f"Rekap capaian {tw.tahun} dan target {tw.tahun + 1}"
    kueri = {"tahun": str(tw.tahun), "kertas": "f4"} | kertas
    ket = "satu lembar per klaster, dapat disaring di halamannya"
    return Unduhan("", nama, ket, _berkas(reverse("capaian:rekap_unduh"), kueri))


def _tabel(tw: Triwulan, kertas: Mapping[str, str]) -> tuple[Unduhan, ...]:
    return (
        Unduhan(
            "",
            "Rekap kepatuhan",
            f"OPD dan triwulan {tw.tahun}: terisi, terverifikasi, tepat waktu, terlambat",
            _berkas(reverse("capaian:kepatuhan_unduh", args=[tw.tahun]), kertas),
        ),
        Unduhan(
            "",
            "Data mentah",
            f"satu baris satu indikator dan triwulan {tw.tahun}, untuk tabel pivot",
            _berkas(reverse("capaian:mentah_unduh", args=[tw.tahun]), ragam=RAGAM[:2]),
        ),
        Unduhan(
            "",
            "Kamus indikator",
            "metadata Satu Data Indonesia, target per tahun RPJMD",
            _berkas(reverse("capaian:kamus_unduh", args=[tw.tahun]), kertas),
        ),
    )


def _opd(pk: int, nama: str, tw: Triwulan, wakil: Mapping[str, str]) -> BarisOpd:
    return BarisOpd(
        nama,
        tuple(
            Unduhan(label, sebutan, "", _berkas(alamat_opd(kode, pk, tw), wakil))
            for kode, label, sebutan in FORMULIR_OPD
        ),
    )


def _berkas(
    url: str, lain: Mapping[str, str] = KOSONG, ragam: Sequence[tuple[str, str]] = RAGAM
) -> tuple[tuple[str, str], ...]:
    """Excel is what the address gives by itself."""
    return tuple(
        (label, _alamat(url, {**lain, **({"berkas": jenis} if n else {})}))
        for n, (jenis, label) in enumerate(ragam)
    )


def _alamat(url: str, kueri: Mapping[str, str]) -> str:
    return f"{url}?{urlencode(kueri)}" if kueri else url
