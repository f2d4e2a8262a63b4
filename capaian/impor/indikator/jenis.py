"""The indikator of one OPD."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.impor.bacaan import (
    KOSONG,
    SelSalah,
    Terbaca,
    Ukuran,
    baca_angka,
    baca_pilihan,
    baca_teks,
)
from capaian.impor.hasil import BarisPeriksa
from capaian.impor.indikator.kolom import (
    KODE_TERPANJANG,
    KOLOM,
    PANJANG,
    PETUNJUK,
    TERBESAR,
    AcuanIndikator,
    SemuaAcuan,
)
from capaian.impor.indikator.muat import acuan_baru, muat_acuan
from capaian.impor.indikator.silang import periksa_silang
from capaian.impor.jenis import Jenis, Tempat
from capaian.layanan.indikator_banyak import (
    TertulisIndikator,
    TulisanIndikator,
    boleh_indikator,
    kembalikan_indikator,
    tulis_indikator,
)
from capaian.lembar_isian import KolomIsian
from capaian.models import JenisImpor
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.xlsx_isian import TEKS, SelIsian
from konsolidasi.inti.xlsx_sel import Sel
from opd.models import Opd

DISIMPAN = ("kode", "pk", "versi", "dibuat")
SEBUTAN = {"simpul": "program, kegiatan, atau sub kegiatan OPD ini"}
RUJUKAN = ("skala", "simpul", "sasaran", "tujuan", "prioritas", "urusan")
KOSONG_KATA = ("-", "–", "—")
_PISAH = re.compile(r"[;,\n]+")


class JenisIndikator(Jenis):
    kode = JenisImpor.INDIKATOR
    judul = "Indikator"
    uraian = "Indikator satu OPD: satuan, formula, konsolidasi, definisi, tempatnya di pohon."
    lembar = "Indikator"
    benda = "Indikator"
    kolom = KOLOM
    petunjuk = PETUNJUK
    baris_baru = True

    def tempat(self, pengguna: AbstractBaseUser) -> Sequence[Tempat]:
        """Every OPD. One query."""
        if not boleh_indikator(pengguna):
            return []
        semua = Opd.objects.aktif().order_by("urutan", "kode", "pk")
        return [Tempat(self.kode, opd) for opd in semua]

    def boleh(self, tempat: Tempat, pengguna: AbstractBaseUser) -> bool:
        if tempat.opd is None or tempat.tahun or tempat.acuan:
            return False
        return boleh_indikator(pengguna)

    def kembali(self, tempat: Tempat) -> tuple[str, str]:
        return reverse("capaian:indikator_daftar"), "Daftar indikator"

    def muat(self, tempat: Tempat, pengguna: AbstractBaseUser, pada: datetime) -> SemuaAcuan:
        return muat_acuan(tempat.opd)

    def baru(
        self, tempat: Tempat, kode: str, acuan: Mapping[str, AcuanIndikator]
    ) -> AcuanIndikator:
        if len(kode) > KODE_TERPANJANG:
            raise SelSalah(f"kode paling banyak {KODE_TERPANJANG} huruf; ini {len(kode)}.")
        if pemilik := acuan.rujukan.kode_lain.get(kode):
            raise SelSalah(f"kode {kutip(kode)} sudah dipakai indikator {pemilik}.")
        return acuan_baru(kode, acuan)

    def baca(self, kunci: str, sel: Sel, acuan: AcuanIndikator) -> Terbaca:
        if kunci in TERBESAR:
            return _bulat(sel, TERBESAR[kunci])
        if kunci in RUJUKAN:
            return _rujuk(sel, getattr(acuan.rujukan, kunci), kunci)
        if pilihan := self.per_kunci[kunci].pilihan:
            return baca_pilihan(sel, pilihan)
        if kunci == "pendukung":
            return _pendukung(sel, acuan)
        teks = baca_teks(sel, PANJANG[kunci])[0]
        if kunci == "nama":
            teks = " ".join(teks.split())
        return teks, teks

    def sel(self, kolom: KolomIsian, acuan: AcuanIndikator) -> SelIsian:
        """Numbers as numbers; lists that the database has as drop-downs, where they are short."""
        isi = acuan.isi[kolom.kunci]
        if kolom.kunci in TERBESAR:
            return SelIsian(int(isi) if isi else None, "0", True, kanan=True)
        if kolom.kunci in ("skala", "prioritas"):
            return SelIsian(isi or None, TEKS, True, tuple(getattr(acuan.rujukan, kolom.kunci)))
        return super().sel(kolom, acuan)

    def silang(self, baris: BarisPeriksa, acuan: AcuanIndikator) -> None:
        periksa_silang(baris, acuan)

    def tulis(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
    ) -> list[dict[str, Any]]:
        tulisan = [TulisanIndikator(b.kode, b.acuan.versi, b.isi) for b in baris]
        tertulis = tulis_indikator(opd=tempat.opd, baris=tulisan, oleh=oleh)
        return [
            {nama: getattr(t, nama) for nama in DISIMPAN} | {"lama": _ke_json(t.lama)}
            for t in tertulis
        ]

    def kembalikan(
        self, tempat: Tempat, perubahan: Sequence[Mapping[str, Any]], oleh: AbstractBaseUser
    ) -> int:
        baris = [
            TertulisIndikator(**{n: satu[n] for n in DISIMPAN}, lama=_dari_json(satu["lama"]))
            for satu in perubahan
        ]
        return kembalikan_indikator(opd=tempat.opd, baris=baris, oleh=oleh)

    def url(self, perubahan: Mapping[str, Any]) -> str:
        return reverse("capaian:indikator_rinci", args=[perubahan["pk"]])


def _bulat(sel: Sel, terbesar: int) -> Terbaca:
    nilai, polos = baca_angka(sel, Ukuran("angka bulat", 0, persen=False))
    if nilai is None:
        return KOSONG
    if not 0 <= nilai <= terbesar:
        raise SelSalah(f"tulis angka bulat 0 sampai {terbesar}.")
    return int(nilai), polos


def _rujuk(sel: Sel, pilihan: Mapping[str, Any], kunci: str) -> Terbaca:
    """What the cell names by its kode or name; a name may follow the kode."""
    teks = " ".join(baca_teks(sel, 300)[0].split())
    if not teks or teks in KOSONG_KATA:
        return KOSONG
    kata = teks if teks in pilihan else teks.partition(" ")[0]
    if kata in pilihan:
        return pilihan[kata], kata
    apa = SEBUTAN.get(kunci, kunci)
    if kunci == "skala":
        raise SelSalah(f"tidak ada skala “{kutip(teks)}”. Pilih: {', '.join(pilihan)}.")
    raise SelSalah(f"“{kutip(teks)}” bukan kode {apa}.")


def _pendukung(sel: Sel, acuan: AcuanIndikator) -> Terbaca:
    kata = [k for satu in _PISAH.split(baca_teks(sel, 2000)[0]) if (k := " ".join(satu.split()))]
    if not kata or kata[0] in KOSONG_KATA:
        return KOSONG
    opd = acuan.rujukan.opd
    for satu in kata:
        if satu.casefold() not in opd:
            raise SelSalah(f"tidak ada OPD bersingkatan “{kutip(satu)}”.")
        if opd[satu.casefold()] is None:
            raise SelSalah(f"ada beberapa OPD bersingkatan “{kutip(satu)}”. Atur di Pengaturan.")
    pk = frozenset(opd[satu.casefold()] for satu in kata)
    if acuan.rujukan.sendiri in pk:
        raise SelSalah("OPD pengampu tidak dapat menjadi pendukungnya sendiri.")
    return pk, acuan.rujukan.tulis_opd(pk)


def _ke_json(lama: Mapping[str, Any]) -> dict[str, Any]:
    return {n: sorted(v) if isinstance(v, frozenset) else v for n, v in lama.items()}


def _dari_json(lama: Mapping[str, Any]) -> dict[str, Any]:
    return {n: frozenset(v) if n == "pendukung" else v for n, v in lama.items()}
