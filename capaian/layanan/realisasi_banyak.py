"""Many rows of a quarter written at once, by the same rules as one: permission, window, versi."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from capaian.layanan.realisasi import MEDAN_ISIAN
from capaian.models import Indikator, Periode, Perpanjangan, Realisasi
from capaian.pilihan import DAPAT_DIISI
from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from opd.models import Opd

DAPAT_DITULIS = ("dibuka", "tenggang")
DIUBAH = (*MEDAN_ISIAN, "diubah_oleh", "diubah_pada", "versi")


@dataclass(frozen=True, slots=True)
class Tulisan:
    """What one row shall hold; `versi` as it was seen, 0 where there was no row."""

    indikator: int
    opd: int
    versi: int
    isi: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tertulis:
    """A row after it was written; `lama` holds the fields as they were before."""

    realisasi: int
    indikator: int
    versi: int
    lama: Mapping[str, Any]
    baru: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def tulis_banyak(
    *, periode: Periode, baris: Sequence[Tulisan], oleh: AbstractBaseUser
) -> list[Tertulis]:
    """All or none. At most six statements, whatever the number of rows.

    Raises TidakBoleh, SalahKeadaan (window, a row that was handed on) or SudahBerubah (a row that
    is not as it was seen); then nothing is written.
    """
    _pastikan_boleh(periode, {satu.opd for satu in baris}, oleh)
    ada = kunci_baris(periode, [satu.indikator for satu in baris])
    for satu in baris:
        _pastikan_sama(ada.get(satu.indikator), satu)
    kini = timezone.now()
    urut = sorted(baris, key=lambda satu: satu.indikator)
    lama = {pk: _isi(r) for pk, r in ada.items()}
    baru = [_baru(periode, t, oleh, kini) for t in urut if t.indikator not in ada]
    ubah = [_ubah(ada[t.indikator], t.isi, oleh, kini) for t in urut if t.indikator in ada]
    _simpan(periode, baru, ubah)
    kosong = _isi(Realisasi())
    return [
        Tertulis(r.pk, r.indikator_id, r.versi, lama.get(r.indikator_id, kosong), _isi(r))
        for r in sorted([*baru, *ubah], key=lambda r: r.indikator_id)
    ]


@transaction.atomic
def kembalikan_banyak(
    *, periode: Periode, baris: Sequence[Tertulis], oleh: AbstractBaseUser
) -> int:
    """Rows as they were before `tulis_banyak`, as a new change; how many. At most six statements.

    A row that had not been there becomes an empty one. Raises TidakBoleh or SalahKeadaan (window,
    or somebody touched a row since: the sentence says who and when); then nothing is written.
    """
    opd = Indikator.objects.filter(pk__in=[b.indikator for b in baris]).order_by()
    _pastikan_boleh(periode, set(opd.values_list("opd", flat=True)), oleh)
    ada = kunci_baris(periode, [satu.indikator for satu in baris])
    for satu in baris:
        _pastikan_tak_tersentuh(ada.get(satu.indikator), satu)
    kini = timezone.now()
    ubah = [_ubah(ada[satu.indikator], satu.lama, oleh, kini) for satu in baris]
    _simpan(periode, [], ubah)
    return len(ubah)


def kunci_baris(periode: Periode, indikator: Sequence[int]) -> dict[int, Realisasi]:
    """Rows by indikator, held until the transaction ends, in the order of kunci_lembar."""
    baris = (
        Realisasi.objects.filter(periode=periode, indikator__in=indikator)
        .select_related("indikator", "diubah_oleh")
        .select_for_update(of=("self",))
        .order_by("indikator_id")
    )
    return {r.indikator_id: r for r in baris}


def _pastikan_boleh(periode: Periode, opd: set[int], oleh: AbstractBaseUser) -> None:
    """Two queries where the window has closed, none where it is open."""
    for pk in opd:
        contoh = Realisasi(periode=periode, indikator=Indikator(opd=Opd(pk=pk)))
        if not oleh.has_perm("capaian.isi", contoh):
            raise TidakBoleh("Anda tidak mengisi indikator OPD ini.")
    pada = timezone.now()
    if periode.keadaan(pada) in DAPAT_DITULIS:
        return
    lebih = Perpanjangan.objects.filter(periode=periode).sampai(opd)
    for pk in opd:
        if periode.keadaan(pada, lebih.get((pk, periode.pk))) not in DAPAT_DITULIS:
            raise SalahKeadaan(f"Pengisian {periode.tw.label} sudah ditutup atau belum dibuka.")


def _pastikan_sama(ada: Realisasi | None, satu: Tulisan) -> None:
    if (ada.versi if ada else 0) != satu.versi:
        raise SudahBerubah(sekarang=ada)
    if ada and ada.status not in DAPAT_DIISI:
        raise SalahKeadaan(f"{ada.indikator.kode} berstatus {ada.get_status_display()}.")


def _pastikan_tak_tersentuh(ada: Realisasi | None, satu: Tertulis) -> None:
    if ada and ada.versi == satu.versi and ada.status in DAPAT_DIISI:
        return
    siapa = ada.diubah_oleh.nama if ada and ada.diubah_oleh else "orang lain"
    saat = f" {waktu.tanggal(ada.diubah_pada)}, {waktu.pukul(ada.diubah_pada)}" if ada else ""
    kode = ada.indikator.kode if ada else "Sebuah baris"
    raise SalahKeadaan(
        f"Tidak dapat dibatalkan: {kode} sudah diubah atau diajukan sesudah impor ini, terakhir"
        f" oleh {siapa}{saat}. Perbaiki barisnya di Isian saya."
    )


def _baru(periode: Periode, satu: Tulisan, oleh: AbstractBaseUser, pada: datetime) -> Realisasi:
    return Realisasi(
        indikator_id=satu.indikator,
        periode=periode,
        diubah_oleh=oleh,
        diubah_pada=pada,
        **{_kolom(nama): nilai for nama, nilai in satu.isi.items()},
    )


def _ubah(
    r: Realisasi, isi: Mapping[str, Any], oleh: AbstractBaseUser, pada: datetime
) -> Realisasi:
    for nama, nilai in isi.items():
        setattr(r, _kolom(nama), nilai)
    r.diubah_oleh, r.diubah_pada, r.versi = oleh, pada, r.versi + 1
    return r


def _simpan(periode: Periode, baru: Sequence[Realisasi], ubah: Sequence[Realisasi]) -> None:
    """Two statements. Rows that are changed are locked, so that the second never makes one."""
    try:
        with transaction.atomic():
            Realisasi.objects.bulk_create(baru)
            Realisasi.objects.bulk_create(
                ubah, update_conflicts=True, unique_fields=["id"], update_fields=DIUBAH
            )
    except IntegrityError as galat:
        if Periode.objects.filter(pk=periode.pk, terkunci=True).exists():
            raise SalahKeadaan(f"{periode.tw.label} baru saja dikunci.") from galat
        raise SudahBerubah(sekarang=None) from galat


def _isi(r: Realisasi) -> dict[str, Any]:
    """Values of the fields that people type; a predikat by its key."""
    return {nama: getattr(r, _kolom(nama)) for nama in MEDAN_ISIAN}


def _kolom(nama: str) -> str:
    return "predikat_id" if nama == "predikat" else nama
