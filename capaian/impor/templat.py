"""The workbook that goes out, for any kind: filled with what is stored, with its hidden stamp."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from capaian.impor.bacaan import SelSalah
from capaian.impor.jenis import Jenis, Tempat
from capaian.lembar_isian import (
    BENTUK,
    KODE,
    LEMBAR_ASAL,
    LEMBAR_PETUNJUK,
    TANDA_ASAL,
    Acuan,
    KolomIsian,
)
from konsolidasi.inti import waktu
from konsolidasi.inti.xlsx_isian import BukuIsian, SelIsian


def nama_templat(jenis: Jenis, tempat: Tempat) -> str:
    """Name of the file, without what follows it."""
    return " ".join(filter(None, ("Isian", jenis.judul.lower(), tempat.opd_singkat, tempat.masa)))


def susun_templat(
    jenis: Jenis,
    tempat: Tempat,
    acuan: Mapping[str, Acuan],
    *,
    pada: datetime,
    oleh: str,
    pembuat: str,
) -> BukuIsian:
    tampil = {kode: a for kode, a in acuan.items() if jenis.di_templat(a)}
    baris = [[_sel(jenis, k, a) for k in jenis.kolom] for a in tampil.values()]
    if kosong := _kosong(jenis, tempat, acuan):
        baris += [[_sel(jenis, k, kosong) for k in jenis.kolom]] * jenis.baris_kosong
    saat = pada.astimezone(waktu.ZONA)
    per = f"Data per {waktu.tanggal_singkat(saat)} {saat.year} {waktu.pukul(saat)}"
    return BukuIsian(
        judul=", ".join(filter(None, (jenis.judul, tempat.opd_nama, tempat.masa))),
        keterangan=(
            f"{per}, diunduh oleh {oleh}. Isi sel putih; cara mengisi ada di lembar"
            f" {LEMBAR_PETUNJUK}.",
            jenis.ingat,
        ),
        nama_lembar=jenis.lembar,
        kolom=[(tempat.judul_kolom(k), k.lebar) for k in jenis.kolom],
        baris=baris,
        petunjuk=jenis.petunjuk,
        nama_petunjuk=LEMBAR_PETUNJUK,
        asal=list(_asal(jenis, tempat, tampil, pada, oleh)),
        nama_asal=LEMBAR_ASAL,
        pada=pada,
        pembuat=pembuat,
    )


def _kosong(jenis: Jenis, tempat: Tempat, acuan: Mapping[str, Acuan]) -> Acuan | None:
    if not jenis.baris_baru:
        return None
    try:
        return jenis.baru(tempat, "", acuan)
    except SelSalah:
        return None


def _sel(jenis: Jenis, kolom: KolomIsian, acuan: Acuan) -> SelIsian:
    if kolom.kunci == KODE:
        return SelIsian(acuan.kode or None, terbuka=acuan.baru)
    if kolom.terkunci:
        return SelIsian(getattr(acuan, kolom.kunci) or None, kanan=kolom.kanan)
    sel = jenis.sel(kolom, acuan)
    return replace(sel, terbuka=False) if kolom.hanya_baru and not acuan.baru else sel


def _asal(
    jenis: Jenis, tempat: Tempat, acuan: Mapping[str, Acuan], pada: datetime, oleh: str
) -> Iterator[Sequence[str]]:
    """The stamp. What it says here, capaian.impor.lembar reads."""
    saat = pada.astimezone(waktu.ZONA).replace(microsecond=0)
    opd = tempat.opd
    yield (TANDA_ASAL, BENTUK)
    yield ("jenis", jenis.kode.value)
    yield ("opd", str(opd.pk) if opd else "", opd.nama if opd else "")
    yield ("periode", *(str(n or "") for n in (tempat.tahun, tempat.triwulan, tempat.acuan)))
    yield ("dibuat", saat.isoformat(), oleh)
    yield ("kode", "versi", *jenis.dibaca, *jenis.diisi)
    for a in acuan.values():
        tetap = (str(getattr(a, k)) for k in jenis.dibaca)
        yield (a.kode, str(a.versi), *tetap, *(a.isi[k] for k in jenis.diisi))
