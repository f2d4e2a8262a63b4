"""The panel of OPD that are late, with a text for each to paste into WhatsApp."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Max
from django.utils import timezone

from capaian.layar.ingatkan import (
    Ditagih,
    muat_kurang,
    muat_operator,
    susun_pesan,
    tenggat,
    url_isian,
)
from capaian.layar.matriks import BarisMatriks, Matriks
from capaian.layar.matriks_hitung import Hitungan
from capaian.layar.matriks_sel import MENUNGGU, TERLAMBAT
from capaian.models import Periode, Realisasi
from konsolidasi.dasbor.beranda.muat_isian import Perpanjang
from konsolidasi.dasbor.beranda.tindakan import sebut
from konsolidasi.inti import waktu
from opd.models import Opd

PALING = 5
"""So many OPD with their text on the front page; the page Ingatkan OPD has all of them."""
KE = ("", "pertama", "kedua", "ketiga", "keempat")


@dataclass(frozen=True, slots=True)
class OpdTerlambat:
    """`pesan` is "" for those who may not remind anybody."""

    pk: int
    singkatan: str
    terisi: int
    wajib: int
    ket: str
    pesan: str

    @property
    def baris_pesan(self) -> int:
        return self.pesan.count("\n") + 3


@dataclass(frozen=True)
class Terlambat:
    """`catatan`: who has more time, and who handed in late but handed in."""

    opd: tuple[OpdTerlambat, ...]
    banyak: int
    catatan: str


def susun_terlambat(
    matriks: Matriks,
    perpanjangan: Sequence[Perpanjang],
    *,
    pengguna: AbstractBaseUser,
    pada: datetime,
    alamat: Callable[[str], str],
) -> Terlambat:
    """Up to five queries, none when nobody is late."""
    p, kini = matriks.periode, matriks.kini - 1
    if p is None:
        return Terlambat((), 0, "")
    semua = [b for b in matriks.baris if b.sel[kini].jenis == TERLAMBAT]
    tampil = semua[:PALING]
    boleh = pengguna.has_perm("capaian.perpanjang")
    pesan = _pesan(tampil, p, pengguna, pada, alamat) if boleh and tampil else {}
    simpan = _terakhir([b.opd.pk for b in tampil], p) if tampil else {}
    opd = tuple(
        OpdTerlambat(
            b.opd.pk,
            b.opd.singkatan,
            b.hitungan[kini].terisi,
            b.hitungan[kini].wajib,
            _ket(b, kini, p, simpan.get(b.opd.pk), pada),
            pesan.get(b.opd.pk, ""),
        )
        for b in tampil
    )
    return Terlambat(opd, len(semua), _catatan(matriks, perpanjangan))


def _pesan(
    tampil: Sequence[BarisMatriks],
    periode: Periode,
    pengguna: AbstractBaseUser,
    pada: datetime,
    alamat: Callable[[str], str],
) -> Mapping[int, str]:
    opd = list(Opd.objects.filter(pk__in=[b.opd.pk for b in tampil]).order_by("pk"))
    kurang, nama = muat_kurang(opd, periode), muat_operator(opd)
    kata = tenggat(periode, None, pada)
    hasil = {}
    for o in opd:
        if o.pk in kurang:
            satu = Ditagih(o, nama[o.pk], kurang[o.pk], alamat(url_isian(o.pk, periode)))
            hasil[o.pk] = susun_pesan([satu], periode=periode, tenggat=kata, pengirim=pengguna.nama)
    return hasil


def _terakhir(opd: Sequence[int], periode: Periode) -> dict[int, datetime]:
    """When each of them last saved a row. One query."""
    baris = Realisasi.objects.filter(periode=periode, indikator__opd__in=opd).order_by()
    return dict(baris.values_list("indikator__opd").annotate(kapan=Max("diubah_pada")))


def _ket(
    b: BarisMatriks, kini: int, periode: Periode, simpan: datetime | None, pada: datetime
) -> str:
    """Terlambat 3 hari, keempat kalinya terlambat tahun ini, terakhir menyimpan 16 Jan, 15.40"""
    hari = (timezone.localdate(pada) - timezone.localdate(periode.batas_pada)).days
    bagian = [f"Terlambat {hari} hari" if hari else "Lewat batas hari ini"]
    kali = 1 + sum(bool(h.lambat) for h in b.hitungan[:kini])
    if kali > 1:
        bagian.append(f"{KE[kali]} kalinya terlambat tahun ini")
    if simpan is not None:
        bagian.append(f"terakhir menyimpan {waktu.tanggal_singkat(simpan)}, {waktu.jam(simpan)}")
    else:
        bagian.append("belum menyimpan apa pun")
    return ", ".join(bagian)


def _catatan(matriks: Matriks, perpanjangan: Sequence[Perpanjang]) -> str:
    kini = matriks.kini - 1
    bagian = [
        f"{s.singkatan} mendapat perpanjangan s.d. {waktu.tanggal(s.sampai)}, alasan:"
        f" {s.alasan.rstrip('.')}."
        for s in perpanjangan
    ]
    sudah = [(b.opd.singkatan, b.hitungan[kini]) for b in matriks.baris if _lambat(b, kini)]
    if sudah:
        bagian.append(f"Terlambat, tetapi sudah mengajukan: {sebut(map(_hari, sudah))}.")
    return " ".join(bagian)


def _lambat(b: BarisMatriks, kini: int) -> bool:
    return b.sel[kini].jenis == MENUNGGU and bool(b.hitungan[kini].hari)


def _hari(satu: tuple[str, Hitungan]) -> str:
    singkatan, hitungan = satu
    return f"{singkatan} {hitungan.hari} hari"
