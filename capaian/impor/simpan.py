"""The steps of an import: read, answer, apply, take back. The only writer of Impor.status."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from capaian.impor.baris import periksa
from capaian.impor.hasil import DITULIS, BarisPeriksa, Pratinjau, SelPeriksa
from capaian.impor.lembar import baca_berkas, dari_json, sebagai_json
from capaian.impor.sel import tulis_polos
from capaian.layanan.realisasi import kunci_lembar
from capaian.layanan.realisasi_banyak import (
    Tertulis,
    Tulisan,
    kembalikan_banyak,
    tulis_banyak,
)
from capaian.layar.isian_lembar import muat_acuan
from capaian.layar.isian_muat import indikator_lembar
from capaian.lembar_isian import Cap, polos
from capaian.models import Impor, Indikator, Periode, Realisasi, StatusImpor
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from konsolidasi.inti.jenis_berkas import XLSX, Jenis
from konsolidasi.inti.lampiran import Terperiksa, bersihkan_nama, simpan
from konsolidasi.inti.waktu import Triwulan
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from opd.models import Opd


@transaction.atomic
def baca_impor(
    *, isi: bytes, nama: str, opd: Opd, periode: Periode, oleh: AbstractBaseUser
) -> Impor:
    """Read a workbook and keep it; the same file again before it is applied is the same import.

    Raises BukuDitolak: then nothing is kept, not even the file.
    """
    cap, lembar = baca_berkas(isi)
    _pastikan_tempat(cap, opd, periode)
    terperiksa = Terperiksa(isi, Jenis(XLSX), bersihkan_nama(nama, XLSX))
    lampiran = simpan(terperiksa, oleh=oleh)
    sama = Impor.objects.filter(opd=opd, periode=periode, lampiran=lampiran, oleh=oleh)
    if lama := sama.filter(status=StatusImpor.DIBACA).first():
        return lama
    impor = Impor.objects.create(
        opd=opd,
        periode=periode,
        lampiran=lampiran,
        nama=terperiksa.nama,
        isi=sebagai_json(cap, lembar),
        oleh=oleh,
    )
    impor.banyak = dict(pratinjau(impor, oleh).banyak)
    impor.save(update_fields=["banyak"])
    return impor


def _pastikan_tempat(cap: Cap, opd: Opd, periode: Periode) -> None:
    """The stamp has to name this OPD and this quarter."""
    ambil = f"Unduh templat {opd.singkatan} {periode.tw.label}, lalu isi yang itu."
    if cap.opd != opd.pk:
        milik = cap.opd_nama or "OPD lain"
        raise BukuDitolak(f"Templat ini untuk {milik}, bukan {opd.nama}. {ambil}")
    if (cap.tahun, cap.triwulan) != (periode.tahun_id, periode.triwulan):
        sah = cap.triwulan in (1, 2, 3, 4)
        masa = Triwulan(cap.tahun, cap.triwulan).label if sah else "triwulan lain"
        raise BukuDitolak(
            f"Templat ini untuk {masa}, sedangkan halaman ini {periode.tw.label}. {ambil}"
        )


def pratinjau(impor: Impor, pengguna: AbstractBaseUser) -> Pratinjau:
    """The workbook against the database as it is now. As many queries as muat_acuan."""
    asal, lembar = dari_json(impor.isi)
    acuan = muat_acuan(impor.opd, impor.periode, pengguna, timezone.now())
    return periksa(lembar, asal, acuan, impor.jawaban)


@transaction.atomic
def jawab_impor(
    *,
    impor: Impor,
    jawaban: Mapping[str, Mapping[str, str]],
    urung: Iterable[str] = (),
    oleh: AbstractBaseUser,
) -> Impor:
    """Keep what was typed or decided about cells; nothing is written into the realisasi."""
    segar = _kunci(impor, oleh)
    if segar.status != StatusImpor.DIBACA:
        raise SalahKeadaan(f"Impor ini sudah {segar.get_status_display().lower()}.")
    lama = segar.jawaban
    # A decision about a cell that was typed before is about what was typed.
    baru = {k: ({} if "teks" in isi else lama.get(k, {})) | isi for k, isi in jawaban.items()}
    segar.jawaban = {k: isi for k, isi in (lama | baru).items() if k not in set(urung)}
    segar.save(update_fields=["jawaban"])
    return segar


@transaction.atomic
def terapkan_impor(*, impor: Impor, sidik: str, oleh: AbstractBaseUser) -> Impor:
    """Write every good cell in one go. `sidik`: what the person saw. Twice is once.

    Raises TidakBoleh, SalahKeadaan, or SudahBerubah where the rows are no longer as on the page.
    """
    segar = _kunci(impor, oleh)
    if segar.status == StatusImpor.DITERAPKAN:
        return segar
    if segar.status != StatusImpor.DIBACA:
        raise SalahKeadaan("Impor ini sudah dibatalkan. Unggah lagi berkasnya bila perlu.")
    kunci_lembar(indikator_lembar(segar.opd), segar.periode)
    hasil = pratinjau(segar, oleh)
    if hasil.sidik != sidik:
        raise SudahBerubah(
            "Isian di sistem berubah sejak Anda membuka halaman ini. Periksa lagi, lalu terapkan.",
            sekarang=hasil,
        )
    baris = hasil.ditulis
    if not baris:
        raise SalahKeadaan("Tidak ada sel yang berubah, jadi tidak ada yang diterapkan.")
    huruf = _huruf(baris)
    with pghistory.context(impor=segar.pk):
        tertulis = tulis_banyak(
            periode=segar.periode, baris=[_tulisan(b, huruf) for b in baris], oleh=oleh
        )
    kode = {b.acuan.pk: b for b in baris if b.acuan}
    segar.perubahan = [_catat(t, kode[t.indikator]) for t in tertulis]
    segar.banyak = dict(hasil.banyak)
    segar.status = StatusImpor.DITERAPKAN
    segar.diterapkan_oleh, segar.diterapkan_pada = oleh, timezone.now()
    segar.save(
        update_fields=["perubahan", "banyak", "status", "diterapkan_oleh", "diterapkan_pada"]
    )
    return segar


@transaction.atomic
def batalkan_impor(*, impor: Impor, oleh: AbstractBaseUser) -> Impor:
    """Every row as it was before. Raises SalahKeadaan once somebody touched one. Twice is once."""
    segar = _kunci(impor, oleh)
    if segar.status == StatusImpor.DIBATALKAN:
        return segar
    if segar.status != StatusImpor.DITERAPKAN:
        raise SalahKeadaan("Impor ini belum diterapkan, jadi tidak ada yang dibatalkan.")
    with pghistory.context(batal_impor=segar.pk):
        kembalikan_banyak(
            periode=segar.periode, baris=[_tertulis(satu) for satu in segar.perubahan], oleh=oleh
        )
    segar.status = StatusImpor.DIBATALKAN
    segar.dibatalkan_oleh, segar.dibatalkan_pada = oleh, timezone.now()
    segar.save(update_fields=["status", "dibatalkan_oleh", "dibatalkan_pada"])
    return segar


def _kunci(impor: Impor, oleh: AbstractBaseUser) -> Impor:
    segar = (
        Impor.objects.select_for_update(of=("self",))
        .select_related("opd", "periode", "lampiran", "oleh")
        .get(pk=impor.pk)
    )
    if not boleh_impor(segar.opd, segar.periode, oleh):
        raise TidakBoleh("Anda tidak mengisi indikator OPD ini.")
    return segar


def boleh_impor(opd: Opd, periode: Periode, oleh: AbstractBaseUser) -> bool:
    """Whoever types the rows of this OPD may send them as a workbook."""
    contoh = Realisasi(periode=periode, indikator=Indikator(opd=opd))
    return oleh.has_perm("capaian.isi", contoh)


def _huruf(baris: Iterable[BarisPeriksa]) -> dict[tuple[int, str], int]:
    """Keys of the letters of the rows that write one. One query, none without a letter."""
    pk = [b.acuan.pk for b in baris if b.acuan and b.isi.get("predikat")]
    if not pk:
        return {}
    butir = Indikator.objects.filter(pk__in=pk).order_by()
    kolom = ("pk", "skala_predikat__butir__kode", "skala_predikat__butir__pk")
    return {(i, kode): nomor for i, kode, nomor in butir.values_list(*kolom)}


def _tulisan(baris: BarisPeriksa, huruf: Mapping[tuple[int, str], int]) -> Tulisan:
    acuan, isi = baris.acuan, dict(baris.isi)
    if isi.get("predikat"):
        isi["predikat"] = huruf[acuan.pk, isi["predikat"]]
    return Tulisan(acuan.pk, acuan.opd_id, acuan.versi, isi)


def _catat(t: Tertulis, baris: BarisPeriksa) -> dict[str, Any]:
    """One row of `perubahan`: what is needed to take it back, and what is shown of it."""
    tampil = [
        [s.kunci, tulis_polos(s.kunci, s.lama, baris.acuan.desimal), _kini(s, baris)]
        for s in baris.sel.values()
        if s.tanda in DITULIS
    ]
    return {
        "realisasi": t.realisasi,
        "indikator": t.indikator,
        "versi": t.versi,
        "kode": baris.kode,
        "nama": baris.acuan.nama,
        "lama": {n: _ke_json(nilai) for n, nilai in t.lama.items() if nilai != t.baru[n]},
        "tampil": tampil,
    }


def _kini(sel: SelPeriksa, baris: BarisPeriksa) -> str:
    return tulis_polos(sel.kunci, sel.polos, baris.acuan.desimal)


def _tertulis(satu: Mapping[str, Any]) -> Tertulis:
    lama = {nama: _dari_json(nama, nilai) for nama, nilai in satu["lama"].items()}
    return Tertulis(satu["realisasi"], satu["indikator"], satu["versi"], lama)


def _ke_json(nilai: Any) -> str | int | None:
    match nilai:
        case Decimal():
            return polos(nilai)
        case date():
            return nilai.isoformat()
    return nilai


def _dari_json(nama: str, nilai: Any) -> Any:
    if nilai is None:
        return None
    if nama in ("nilai", "anggaran"):
        return Decimal(nilai)
    return date.fromisoformat(nilai) if nama == "data_tanggal" else nilai
