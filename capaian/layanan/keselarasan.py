"""Findings kept: computed anew as a whole or around some indikator, and settled by people."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from capaian.alur_temuan import (
    ALUR_TEMUAN,
    BEROPD,
    HILANG,
    JAWAB,
    catat_temuan,
    hilangkan,
    menyangkut_opd,
    temukan,
)
from capaian.keselarasan.aturan import ATURAN
from capaian.keselarasan.bahan import Didapat
from capaian.layanan.keselarasan_cari import cari_prioritas, cari_sebagian, cari_semua
from capaian.layanan.keselarasan_nama import perbarui_nama
from capaian.models import (
    LogTemuan,
    NamaIndikator,
    PeriksaKeselarasan,
    Tahun,
    Temuan,
    TemuanIndikator,
)
from konsolidasi.inti.galat import SudahBerubah, TidakLengkap
from opd.models import Opd

BARIS_SEKALI = 2000
PANJANG_JUDUL = 500
UBAH = ("judul", "kalimat", "angka", "berat", "contoh", "sidik", "status", "versi")
UBAH_SEMUA = (*UBAH, "alasan", "sidik_diterima", "diubah_pada")
PRIORITAS = ("tanpa_pj", "tanpa_prioritas")
"""Rules whose answer no number changes."""


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """What a check changed, in findings."""

    baru: int
    berubah: int
    hilang: int
    seluruhnya: int


@transaction.atomic
def perbarui_tahun(*, tahun: int, pada: date | None = None) -> Ringkasan:
    """Compute all findings of a year anew. One at a time; a second one waits for the first."""
    pada = pada or timezone.localdate()
    pegang_tahun(tahun)
    with _tanpa_pemungut():
        perbarui_nama()
        hasil = _simpan(tahun, cari_semua(tahun, pada), Temuan.objects.filter(tahun=tahun))
    PeriksaKeselarasan.objects.update_or_create(tahun_id=tahun, defaults={"pada": timezone.now()})
    return hasil


@transaction.atomic
def segarkan(
    *, indikator: Collection[int], tahun: Collection[int], pada: date | None = None
) -> None:
    """After a change of a target or a submitted value: what touches these indikator, at once.

    Years that were never checked as a whole stay unchecked. A fixed number of queries per year.
    One at a time: of two targets of one finding that change together, the second sees both.
    """
    pada = pada or timezone.localdate()
    pk = set(indikator)
    diperiksa = PeriksaKeselarasan.objects.filter(tahun__in=tahun)
    ada = sorted(diperiksa.values_list("tahun_id", flat=True)) if pk else []
    if ada:
        pegang_tahun(*ada)
    if ada and NamaIndikator.objects.filter(pk__in=pk).count() < len(pk):
        perbarui_nama()
    for satu in ada:
        didapat = cari_sebagian(satu, pada, pk)
        kunci = [d.kunci for d in didapat]
        # Keys, not a subquery: joined by OR it would be asked for every finding of the city.
        tautan = TemuanIndikator.objects.filter(indikator__in=pk, temuan__tahun=satu)
        menyangkut = list(tautan.order_by().values_list("temuan_id", flat=True))
        lama = Temuan.objects.filter(tahun=satu).exclude(aturan__in=PRIORITAS)
        _simpan(satu, didapat, lama.filter(Q(kunci__in=kunci) | Q(pk__in=menyangkut)), pk)


@transaction.atomic
def segarkan_prioritas(*, tahun: int) -> None:
    """After a priority or its OPD changed; only for a year that was checked as a whole.

    One at a time: what is computed beside another change would bring back what that settled.
    """
    pegang_tahun(tahun)
    if PeriksaKeselarasan.objects.filter(tahun=tahun).exists():
        lama = Temuan.objects.filter(tahun=tahun, aturan__in=PRIORITAS)
        _simpan(tahun, cari_prioritas(tahun), lama)


def pegang_tahun(*tahun: int) -> None:
    """Held before a finding is: whoever computes those of a year waits for the other one."""
    semua = Tahun.objects.select_for_update(of=("self",), no_key=True)
    list(semua.filter(pk__in=tahun).order_by("pk"))


def putuskan(
    *,
    temuan: Temuan,
    langkah: str,
    catatan: str,
    versi: int,
    oleh: AbstractBaseUser,
    opd: Opd | None = None,
) -> Temuan:
    """One step of a person. Raises SudahBerubah for a page older than the finding, else as Alur.

    The same step twice by the same person is once. `opd`: who takes up a finding that is
    about no indikator.
    """
    with transaction.atomic():
        segar = Temuan.objects.select_for_update(of=("self",)).get(pk=temuan.pk)
        if segar.versi != versi:
            if _sudah(segar, langkah, catatan, oleh):
                return segar
            raise SudahBerubah(
                "Temuan ini berubah sejak Anda membukanya. Periksa angkanya, lalu putuskan lagi.",
                sekarang=segar,
            )
        if langkah in BEROPD and opd is not None:
            segar.dibahas_opd = opd
            segar.save(update_fields=["dibahas_opd"])
        if langkah in BEROPD and (kurang := menyangkut_opd(segar)):
            raise TidakLengkap([], kurang, medan="opd")
        return ALUR_TEMUAN.jalankan(langkah, segar, oleh=oleh, catatan=catatan)


def jelaskan(*, temuan: Temuan, jawaban: str, versi: int, oleh: AbstractBaseUser) -> Temuan:
    return putuskan(temuan=temuan, langkah=JAWAB, catatan=jawaban, versi=versi, oleh=oleh)


@contextmanager
def _tanpa_pemungut() -> Iterator[None]:
    """Half a million objects that all stay: looking for cycles among them costs a third of a check.

    Two checks at once may turn the collector on early, which costs time and nothing else.
    """
    menyala = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if menyala:
            gc.enable()


def _sudah(segar: Temuan, langkah: str, catatan: str, oleh: AbstractBaseUser) -> bool:
    akhir = LogTemuan.objects.filter(temuan=segar).order_by("-pada", "-pk").first()
    return (
        akhir is not None
        and (akhir.transisi, akhir.catatan, akhir.oleh_id) == (langkah, catatan.strip(), oleh.pk)
        and akhir.ke == segar.status
    )


def _simpan(
    tahun: int, didapat: Iterable[Didapat], lama: Any, hanya: Collection[int] = ()
) -> Ringkasan:
    """Bring what is stored to what was found; `lama`: the findings it is held against.

    Somebody else may store the same finding at the same moment: then it is read again, once.
    """
    per_kunci = {d.kunci: d for d in didapat}
    try:
        with transaction.atomic():
            return _tulis(tahun, per_kunci, lama)
    except IntegrityError:
        ulang = Temuan.objects.filter(tahun=tahun, kunci__in=list(per_kunci))
        return _tulis(tahun, per_kunci, lama | ulang if not hanya else ulang)


def _tulis(tahun: int, didapat: Mapping[str, Didapat], lama: Any) -> Ringkasan:
    terkunci = lama.select_for_update(of=("self",)).order_by("pk")
    tersimpan = {t.kunci: t for t in terkunci}
    baru = [d for kunci, d in didapat.items() if kunci not in tersimpan]
    ada = [(tersimpan[kunci], d) for kunci, d in didapat.items() if kunci in tersimpan]
    berubah = [(t, d) for t, d in ada if _beda(t, d)]
    angka_lain = [t for t, d in berubah if t.sidik != d.sidik or t.status == HILANG]
    hilang = [t for k, t in tersimpan.items() if k not in didapat and t.status != HILANG]
    log = temukan([(t, d.sidik) for t, d in berubah])
    kini = timezone.now()
    for t, d in berubah:
        _isi(t, d)
        t.diubah_pada = kini
    if berubah:
        Temuan.objects.bulk_update([t for t, _ in berubah], UBAH_SEMUA, batch_size=500)
        TemuanIndikator.objects.filter(temuan__in=[t.pk for t, _ in berubah]).delete()
    dibuat = Temuan.objects.bulk_create(
        [_isi(Temuan(tahun_id=tahun, kunci=d.kunci, sidik=d.sidik), d) for d in baru],
        batch_size=BARIS_SEKALI,
    )
    pasangan = [*zip(dibuat, baru, strict=True), *berubah]
    _tautkan(pasangan)
    catat_temuan(log)
    if hilang:
        hilangkan(hilang)
    return Ringkasan(len(baru), len(angka_lain), len(hilang), len(didapat))


def _isi(t: Temuan, d: Didapat) -> Temuan:
    t.aturan = d.aturan
    t.judul = d.judul[:PANJANG_JUDUL]
    t.kalimat = d.kalimat
    t.angka = _angka(d)
    t.berat = ATURAN[d.aturan].berat
    t.contoh = d.contoh
    return t


def _angka(d: Didapat) -> list[list[str]]:
    return [[a.label, a.teks, a.asal] for a in d.angka]


def _beda(t: Temuan, d: Didapat) -> bool:
    dulu = (t.sidik, t.judul, t.kalimat, t.berat, t.contoh, t.angka)
    kini = (
        d.sidik,
        d.judul[:PANJANG_JUDUL],
        d.kalimat,
        ATURAN[d.aturan].berat,
        d.contoh,
        _angka(d),
    )
    return t.status == HILANG or dulu != kini


def _tautkan(pasangan: Sequence[tuple[Temuan, Didapat]]) -> None:
    TemuanIndikator.objects.bulk_create(
        (
            TemuanIndikator(temuan=t, indikator_id=pk)
            for t, d in pasangan
            for pk in dict.fromkeys(d.indikator)
        ),
        batch_size=BARIS_SEKALI,
    )
