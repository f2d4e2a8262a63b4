"""Rules of a row of targets: what makes a new version, from which document, since when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from capaian import rumus
from capaian.impor.hasil import PERLU_ORANG, BarisPeriksa, SelPeriksa
from capaian.impor.target.kolom import (
    ALASAN_TERPENDEK,
    ANGKA,
    DASAR,
    SEMUA_TRIWULAN,
    AcuanTarget,
)
from capaian.models import Target
from capaian.peringatan import Pembanding, lebih_ringan, triwulan_tidak_cocok
from capaian.pilihan import CaraKonsolidasi, SumberTarget
from konsolidasi.inti import waktu
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.waktu import Triwulan

MENUNGGU = "menunggu baris ini lengkap"
CONTOH_DOKUMEN = "Perubahan Renja 2026, nomor 050/112/2026"


@dataclass(frozen=True, slots=True)
class Asal:
    """Document, date and reason for a row and those below it.

    `nomor`: the row that said so last; `salah`: the row in which a part of it is unreadable, or 0.
    """

    nomor: int
    isi: Mapping[str, Any]
    salah: int


def periksa_angka(baris: BarisPeriksa, acuan: AcuanTarget) -> None:
    """One row: the numbers that change. Where they come from, `periksa_asal` settles."""
    berubah = {kunci: baris.sel[kunci].nilai for kunci in ANGKA if baris.ditulis(kunci)}
    if not berubah:
        for kunci in DASAR:
            baris.abaikan(kunci, "tidak ada angka yang berubah")
        return
    if acuan.berlaku is None and "target" not in berubah:
        baris.sel["target"].salahkan("tulis target setahun lebih dulu.", "target belum ada")
    baris.isi = berubah


def periksa_asal(semua: Sequence[BarisPeriksa]) -> None:
    """What a row does not say about its source, the row above it says, until a new document."""
    asal = Asal(0, {}, 0)
    for baris in semua:
        if baris.acuan is None or baris.dilewati:
            continue
        asal = _lanjut(asal, baris)
        if not baris.isi:
            continue
        if asal.salah not in (0, baris.nomor):
            baris.tahan(f"menunggu baris {asal.salah}")
        else:
            _sematkan(baris, baris.acuan, asal)


def _lanjut(di_atas: Asal, baris: BarisPeriksa) -> Asal:
    ada = {k: baris.sel[k] for k in DASAR if k in baris.sel and baris.sel[k].teks}
    if not ada:
        return di_atas
    sendiri = {k: sel.nilai for k, sel in ada.items() if sel.nilai is not None}
    salah = any(sel.tanda in PERLU_ORANG for sel in ada.values())
    if "acuan" in sendiri:
        return Asal(baris.nomor, sendiri, baris.nomor if salah else 0)
    return Asal(baris.nomor, dict(di_atas.isi) | sendiri, baris.nomor if salah else di_atas.salah)


def _sematkan(baris: BarisPeriksa, acuan: AcuanTarget, asal: Asal) -> None:
    isi = asal.isi
    if not isi.get("acuan"):
        _salahkan(baris, "acuan", f"sebutkan dokumen dan nomornya, misalnya {CONTOH_DOKUMEN}.")
    if len(isi.get("alasan") or "") < ALASAN_TERPENDEK:
        _salahkan(baris, "alasan", f"tulis alasannya, paling sedikit {ALASAN_TERPENDEK} huruf.")
    mulai = isi.get("mulai") or _mulai_bawaan(acuan)
    if pesan := _mulai_salah(mulai, acuan):
        _salahkan(baris, "mulai", pesan)
    if baris.perlu_orang:
        baris.tahan(MENUNGGU)
        return
    baris.isi |= {
        "sumber": isi.get("sumber") or SumberTarget.PERUBAHAN.value,
        "acuan": isi["acuan"],
        "dokumen_tanggal": isi.get("dokumen_tanggal"),
        "mulai": mulai,
        "alasan": isi["alasan"],
    }
    if "acuan" in baris.sel and not baris.sel["acuan"].teks:
        baris.sel["acuan"].kata = f"seperti di atas: {kutip(isi['acuan'])}"


def _salahkan(baris: BarisPeriksa, kunci: str, pesan: str) -> None:
    """In the cell itself, or in that of the target where the sheet has no such column."""
    sel: SelPeriksa = baris.sel.get(kunci) or baris.sel["target"]
    if not sel.pesan:
        sel.salahkan(pesan, "belum lengkap")
        sel.bisa_diketik = True


def _mulai_bawaan(acuan: AcuanTarget) -> date:
    """Today, within its year, and never before the version that is there."""
    hari = min(acuan.hari_ini, Triwulan(acuan.tahun, 4).akhir)
    return max(hari, acuan.berlaku.mulai) if acuan.berlaku else hari


def _mulai_salah(mulai: date, acuan: AcuanTarget) -> str:
    akhir = Triwulan(acuan.tahun, 4).akhir
    if mulai > akhir:
        return f"paling lambat {waktu.tanggal(akhir)}, supaya masih berlaku pada tahunnya."
    if acuan.berlaku and acuan.berlaku.mulai > mulai:
        return (
            f"versi terakhir berlaku mulai {waktu.tanggal(acuan.berlaku.mulai)}."
            " Tulis tanggal itu atau sesudahnya."
        )
    return ""


def peringatan(semua: Iterable[BarisPeriksa]) -> list[str]:
    """What deserves a second look, in at most two sentences that name the first rows."""
    ringan, tidak_cocok = [], []
    for baris in semua:
        acuan = baris.acuan
        baru, triwulanan = _target(baris, "target"), _triwulanan(baris)
        lawan = acuan.versi_rpjmd.sebagai_target() if acuan.versi_rpjmd else None
        if "target" in baris.isi and lebih_ringan(
            acuan, baru, Pembanding("RPJMD", lawan, acuan.rpjmd)
        ):
            ringan.append(acuan.kode)
        if triwulan_tidak_cocok(acuan, baru, triwulanan):
            tidak_cocok.append(acuan.kode)
    return [
        f"{apa}: {_sebut(kode)}."
        for apa, kode in (
            ("Lebih ringan atau berbeda dari RPJMD", ringan),
            ("Target triwulan tidak cocok dengan target setahun", tidak_cocok),
        )
        if kode
    ]


def _sebut(kode: Sequence[str]) -> str:
    lebih = f", dan {len(kode) - 5} lagi" if len(kode) > 5 else ""
    return ", ".join(kode[:5]) + lebih


def _target(baris: BarisPeriksa, kunci: str) -> rumus.Target:
    """What the year or a quarter would be after this row; a letter says nothing here."""
    if kunci in baris.isi:
        isi = baris.isi[kunci]
        if isinstance(isi, str):
            return None
        bentuk = {"batas_bawah": isi[0], "batas_atas": isi[1]} if isinstance(isi, tuple) else {}
        return Target(**(bentuk or {"nilai": isi})).sebagai_target()
    berlaku = baris.acuan.berlaku
    if kunci == "target":
        return berlaku.sebagai_target() if berlaku else None
    lama = {f"tw{q.triwulan}": q for q in berlaku.triwulanan.all()} if berlaku else {}
    return lama[kunci].sebagai_target() if kunci in lama else None


def _triwulanan(baris: BarisPeriksa) -> dict[int, rumus.Target]:
    semua = {n: _target(baris, f"tw{n}") for n in SEMUA_TRIWULAN}
    ikut = baris.acuan.konsolidasi == CaraKonsolidasi.POSISI_AKHIR and "tw4" not in baris.isi
    return {n: t for n, t in semua.items() if t is not None and not (ikut and n == 4)}
