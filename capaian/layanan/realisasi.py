"""Saving and submitting the realisasi of a quarter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from capaian.alur import ALUR_REALISASI, jendela_terbuka
from capaian.layanan.keselarasan import segarkan
from capaian.models import Indikator, Periode, Realisasi
from capaian.pilihan import DAPAT_DIISI, StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap

MEDAN_ISIAN = (
    "keadaan",
    "nilai",
    "predikat",
    "alasan",
    "status_data",
    "sumber",
    "data_tanggal",
    "anggaran",
    "faktor_pendorong",
    "faktor_penghambat",
    "akar_masalah",
)


Tertinggal = tuple[tuple[Indikator, tuple[str, ...]], ...]


@dataclass(frozen=True)
class HasilPengajuan:
    """`diajukan` went to Bapperida, `diserahkan` to the own kepala; the rest lacks something."""

    diajukan: tuple[Realisasi, ...]
    tertinggal: Tertinggal
    diserahkan: tuple[Realisasi, ...] = ()


@transaction.atomic
def simpan_realisasi(
    *, indikator: Indikator, periode: Periode, isi: dict[str, Any], versi: int, oleh: Any
) -> Realisasi:
    """`tulis_realisasi`, then the row as it is stored."""
    tulis_realisasi(indikator=indikator, periode=periode, isi=isi, versi=versi, oleh=oleh)
    return _sekarang(indikator, periode)


def tulis_realisasi(
    *, indikator: Indikator, periode: Periode, isi: dict[str, Any], versi: int, oleh: Any
) -> None:
    """Save what the OPD typed for one quarter. `versi`: as the form was opened, 0 for none.

    Raises TidakBoleh, SalahKeadaan (submitted, or the window is closed) or SudahBerubah (another
    person saved first; `.sekarang` is their row). Then nothing is written.
    """
    if not oleh.has_perm("capaian.isi", Realisasi(indikator=indikator, periode=periode)):
        raise TidakBoleh("Anda tidak mengisi indikator OPD ini.")
    if not jendela_terbuka(periode, indikator.opd_id):
        raise SalahKeadaan(f"Pengisian {periode.tw.label} sudah ditutup atau belum dibuka.")
    medan = {nama: isi[nama] for nama in MEDAN_ISIAN if nama in isi}
    medan |= {"diubah_oleh": oleh, "diubah_pada": timezone.now()}
    if versi == 0:
        try:
            with transaction.atomic():
                Realisasi.objects.create(indikator=indikator, periode=periode, **medan)
        except IntegrityError as galat:
            lain = _sekarang(indikator, periode)
            if lain is None and Periode.objects.filter(pk=periode.pk, terkunci=True).exists():
                raise SalahKeadaan(f"{periode.tw.label} baru saja dikunci.") from galat
            if lain is None:
                raise
            raise SudahBerubah(sekarang=lain) from galat
        return
    baris = Realisasi.objects.filter(indikator=indikator, periode=periode)
    kena = baris.filter(versi=versi, status__in=DAPAT_DIISI)
    if kena.update(**medan, versi=F("versi") + 1):
        return
    lain = _sekarang(indikator, periode)
    if lain is None:
        raise SalahKeadaan("Baris ini belum pernah disimpan. Muat ulang halamannya.")
    if lain.status not in DAPAT_DIISI:
        raise SalahKeadaan(
            f"Baris ini berstatus {lain.get_status_display()} dan tidak dapat diubah."
        )
    raise SudahBerubah(sekarang=lain)


def _sekarang(indikator: Indikator, periode: Periode) -> Realisasi | None:
    baris = Realisasi.objects.filter(indikator=indikator, periode=periode).order_by("pk")
    return baris.select_related("predikat", "periode", "diubah_oleh").first()


def kunci_lembar(indikator: QuerySet[Indikator], periode: Periode) -> None:
    """Hold every row of a sheet until the transaction ends, before the first of them is touched.

    Whoever takes several rows takes them by indikator: two in two orders would wait for each
    other. One query.
    """
    baris = Realisasi.objects.filter(
        periode=periode, indikator__in=indikator.order_by().values("pk")
    )
    list(baris.select_for_update(of=("self",)).order_by("indikator_id").values_list("pk"))


@transaction.atomic
def ajukan_realisasi(
    *,
    indikator: Iterable[Indikator],
    periode: Periode,
    oleh: AbstractBaseUser,
    jawaban: Mapping[int, str] | None = None,
) -> HasilPengajuan:
    """Submit every complete row of a quarter; says what the others lack. Twice is once.

    Where the kepala has to release a row and `oleh` is not that kepala, it goes to them first.
    `jawaban`: what is answered on a returned row, by indikator.
    """
    indikator, jawaban = list(indikator), jawaban or {}
    diajukan, diserahkan, tertinggal = [], [], []
    ada = _muat(indikator, periode)
    for satu in indikator:
        realisasi = ada.get(satu.pk)
        if realisasi is None:
            tertinggal.append((satu, ("Isi realisasinya.",)))
            continue
        if realisasi.status not in DAPAT_DIISI:
            continue
        langkah = "ajukan" if oleh.has_perm("capaian.ajukan", realisasi) else "serahkan"
        kurang, selesai = _jalankan(langkah, realisasi, oleh, jawaban.get(satu.pk, ""))
        if kurang:
            tertinggal.append((satu, kurang))
        elif selesai:
            (diajukan if langkah == "ajukan" else diserahkan).append(selesai)
    _periksa_selaras(diajukan, periode)
    return HasilPengajuan(tuple(diajukan), tuple(tertinggal), tuple(diserahkan))


@transaction.atomic
def lepas_realisasi(
    *, indikator: Iterable[Indikator], periode: Periode, oleh: AbstractBaseUser
) -> HasilPengajuan:
    """The kepala hands the rows that wait for them on to Bapperida. Twice is once."""
    dilepas, tertinggal = [], []
    for realisasi in _muat(indikator, periode).values():
        if realisasi.status != StatusRealisasi.MENUNGGU_KEPALA:
            continue
        kurang, selesai = _jalankan("ajukan", realisasi, oleh, "")
        if kurang:
            tertinggal.append((realisasi.indikator, kurang))
        elif selesai:
            dilepas.append(selesai)
    _periksa_selaras(dilepas, periode)
    return HasilPengajuan(tuple(dilepas), tuple(tertinggal))


@transaction.atomic
def kembalikan_realisasi(
    *, indikator: Indikator, periode: Periode, oleh: AbstractBaseUser, catatan: str
) -> Realisasi:
    """The kepala gives one row back to the operator, with what has to be put right.

    Raises TidakBoleh, SalahKeadaan or TidakLengkap; then nothing is written.
    """
    realisasi = _muat([indikator], periode).get(indikator.pk)
    if realisasi is None:
        raise SalahKeadaan("Baris ini belum diserahkan kepada Anda.")
    return ALUR_REALISASI.jalankan("kembalikan_kepala", realisasi, oleh=oleh, catatan=catatan)


def _periksa_selaras(realisasi: Iterable[Realisasi], periode: Periode) -> None:
    """A submitted value counts in the rules of its year and as the last result of the next."""
    pk = [r.indikator_id for r in realisasi]
    if pk:
        segarkan(indikator=pk, tahun=(periode.tahun_id, periode.tahun_id + 1))


def _muat(indikator: Iterable[Indikator], periode: Periode) -> dict[int, Realisasi]:
    """Rows of a quarter by indikator, in the order given, locked in that of kunci_lembar.

    One query.
    """
    pk = [satu.pk for satu in indikator]
    baris = (
        Realisasi.objects.filter(indikator__in=pk, periode=periode)
        .select_related("indikator__opd", "periode", "predikat")
        .select_for_update(of=("self",))
        .order_by("indikator_id")
    )
    ada = {r.indikator_id: r for r in baris}
    return {satu: ada[satu] for satu in pk if satu in ada}


def _jalankan(
    langkah: str, realisasi: Realisasi, oleh: AbstractBaseUser, catatan: str
) -> tuple[tuple[str, ...], Realisasi | None]:
    """What the row lacks, or the row after the step; neither when another click was faster."""
    try:
        return (), ALUR_REALISASI.jalankan(langkah, realisasi, oleh=oleh, catatan=catatan)
    except TidakLengkap as galat:
        return tuple(galat.kekurangan), None
    except SalahKeadaan:
        return (), None
