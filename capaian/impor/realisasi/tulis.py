"""Rows of a checked sheet into the bulk service of realisasi, and back out of what was kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from capaian.impor.hasil import BarisPeriksa
from capaian.layanan.realisasi_banyak import (
    Tertulis,
    Tulisan,
    kembalikan_banyak,
    tulis_banyak,
)
from capaian.lembar_isian import polos
from capaian.models import Indikator, Periode


def tulis_baris(
    periode: Periode, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
) -> list[dict[str, Any]]:
    huruf = _huruf(baris)
    kode = {b.acuan.pk: b.kode for b in baris if b.acuan}
    tertulis = tulis_banyak(periode=periode, baris=[_tulisan(b, huruf) for b in baris], oleh=oleh)
    return [
        {
            "realisasi": t.realisasi,
            "indikator": t.indikator,
            "versi": t.versi,
            "kode": kode[t.indikator],
            "lama": {n: _ke_json(nilai) for n, nilai in t.lama.items() if nilai != t.baru[n]},
        }
        for t in tertulis
    ]


def kembalikan_baris(
    periode: Periode, perubahan: Sequence[Mapping[str, Any]], oleh: AbstractBaseUser
) -> int:
    baris = [_tertulis(satu) for satu in perubahan]
    return kembalikan_banyak(periode=periode, baris=baris, oleh=oleh)


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
