"""Locking a quarter: its results as they stand, kept for good, and nothing changes any more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import OperationalError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from capaian.alur import ALUR_REALISASI
from capaian.bacaan import RealisasiBaca, TargetBaca, baca_realisasi
from capaian.models import HasilTerkunci, Indikator, KunciPeriode, Periode, Realisasi
from capaian.perhitungan import HasilTriwulan, Penghitung, muat_sasaran
from capaian.pilihan import DAPAT_DIISI, SUDAH_PASTI, KeadaanNilai, StatusRealisasi
from capaian.rumus import VERSI_RUMUS
from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap

PANJANG_ALASAN = 10
BARIS_SEKALI = 2000
SEDANG_DIPEGANG = "55P03"
"""PostgreSQL: lock_not_available."""
PERSEN_TERBESAR = Decimal(10) ** 18
# What a lock keeps and later figures are held against. The rank word is kept beside it: a new
# scale is meant to rename a result, not to change it.
MEDAN_HASIL = {
    "formula": "Formula",
    "target": "Target",
    "realisasi": "Realisasi",
    "keadaan": "Isi",
    "status": "Status",
    "persen": "Capaian",
    "kalimat": "Cara hitung",
}


@dataclass(frozen=True, slots=True)
class Hasil:
    """Result of one indikator in one quarter. `status` is "" where no row was ever saved."""

    indikator_id: int
    formula: str
    target: str
    realisasi: str
    keadaan: str
    status: str
    persen: Decimal | None
    kalimat: str
    peringkat: str


@dataclass(frozen=True, slots=True)
class Beda:
    """One thing that is not as it was when the quarter was locked."""

    indikator_id: int
    medan: str
    dulu: str | Decimal | None
    kini: str | Decimal | None


def dihitung(periode: Periode) -> QuerySet[Indikator]:
    """Indikator a lock is about: the active ones, and those ended since whose row is settled."""
    pasti = Realisasi.objects.filter(
        indikator=OuterRef("pk"), periode=periode, status__in=SUDAH_PASTI
    )
    return Indikator.objects.filter(Q(aktif=True, opd__aktif=True) | Exists(pasti))


def hasil_sekarang(indikator: Iterable[Indikator], periode: Periode) -> Iterator[Hasil]:
    """Results of the quarter as the data say now. Four queries, whatever the number."""
    indikator = list(indikator)
    pk = [i.pk for i in indikator]
    penghitung = Penghitung(periode.tahun_id)
    sasaran = muat_sasaran(pk, periode.tahun_id)
    realisasi = {r.indikator_id: r for r in baca_realisasi([Q(indikator__in=pk, periode=periode)])}
    for satu in indikator:
        yield _hasil(satu, sasaran[satu.pk], realisasi.get(satu.pk), penghitung, periode.triwulan)


def _hasil(
    indikator: Indikator,
    sasaran: list[TargetBaca],
    realisasi: RealisasiBaca | None,
    penghitung: Penghitung,
    nomor: int,
) -> Hasil:
    h = penghitung.triwulan(indikator, sasaran, realisasi, nomor)
    return Hasil(
        indikator_id=indikator.pk,
        formula=indikator.formula,
        target=h.target.tertulis(indikator.desimal) if h.target else "",
        realisasi=realisasi.tertulis(indikator.desimal) if realisasi else "",
        keadaan=realisasi.keadaan if realisasi else KeadaanNilai.KOSONG,
        status=realisasi.status if realisasi else "",
        persen=_termuat(h.hasil.persen),
        kalimat=_kalimat(h),
        peringkat=h.peringkat.kata if h.peringkat else "",
    )


def _termuat(persen: Decimal | None) -> Decimal | None:
    """A figure beyond what the column holds is a slip of the keyboard; its sentence tells it."""
    return persen if persen is not None and abs(persen) < PERSEN_TERBESAR else None


def _kalimat(h: HasilTriwulan) -> str:
    """Why there is no value is part of the result, in the words of the OPD."""
    alasan = h.realisasi.alasan if h.realisasi else ""
    return f"{h.hasil.kalimat} Alasan OPD: {alasan}" if alasan else h.hasil.kalimat


@transaction.atomic
def kunci_periode(
    *, periode: Periode, jumlah: int, oleh: AbstractBaseUser, catatan: str = ""
) -> KunciPeriode:
    """Lock a quarter and keep every result. `jumlah`: verified rows as the person saw and typed.

    Rows that are not verified stay as they are and are kept as such. Raises TidakBoleh or
    SalahKeadaan (locked meanwhile, not opened yet, another number of rows, somebody is saving);
    then nothing is written.
    """
    if not oleh.has_perm("capaian.kunci"):
        raise TidakBoleh
    segar = _ambil(periode)
    if segar.terkunci:
        raise SalahKeadaan(kata_terkunci(kunci_berlaku(segar)))
    if timezone.now() < segar.dibuka_pada:
        raise SalahKeadaan(f"{segar.tw.label} belum dibuka, jadi belum ada yang dikunci.")
    pasti = _diamkan_baris(segar)
    if pasti != jumlah:
        raise SalahKeadaan(
            f"Sekarang ada {pasti} baris terverifikasi, bukan {jumlah}. Periksa lagi daftarnya.",
            medan="jumlah",
        )
    segar.terkunci = True
    segar.save(update_fields=["terkunci"])
    # Whoever looked at the window before this and saves after it holds an old versi.
    Realisasi.objects.filter(periode=segar, status__in=DAPAT_DIISI).update(versi=F("versi") + 1)
    kunci = KunciPeriode.objects.create(
        periode=segar, dikunci_oleh=oleh, catatan=catatan.strip(), versi_rumus=VERSI_RUMUS
    )
    baris = Realisasi.objects.filter(periode=segar, status=StatusRealisasi.TERVERIFIKASI).order_by(
        "indikator_id"
    )
    ALUR_REALISASI.jalankan_semua("kunci", baris, oleh=oleh, catatan=catatan)
    _simpan_hasil(kunci, segar)
    return kunci


def _diamkan_baris(periode: Periode) -> int:
    """Lock every row of the quarter, so that it is kept as it is; how many are verified.

    Never waits for somebody who is saving: two who wait for each other would lose one of the two.
    """
    baris = Realisasi.objects.filter(periode=periode).order_by("indikator_id").values_list("status")
    try:
        with transaction.atomic():
            semua = list(baris.select_for_update(of=("self",), nowait=True))
    except OperationalError as galat:
        if getattr(galat.__cause__, "pgcode", "") != SEDANG_DIPEGANG:
            raise
        raise SalahKeadaan(
            "Ada baris yang sedang disimpan orang lain. Tunggu sebentar, lalu kunci lagi."
        ) from galat
    return sum(status == StatusRealisasi.TERVERIFIKASI for (status,) in semua)


def _simpan_hasil(kunci: KunciPeriode, periode: Periode) -> None:
    indikator = dihitung(periode).order_by("pk")
    HasilTerkunci.objects.bulk_create(
        (
            HasilTerkunci(
                kunci=kunci,
                indikator_id=h.indikator_id,
                peringkat=h.peringkat,
                **{nama: getattr(h, nama) for nama in MEDAN_HASIL},
            )
            for h in hasil_sekarang(indikator, periode)
        ),
        batch_size=BARIS_SEKALI,
    )


@transaction.atomic
def buka_kunci(*, periode: Periode, alasan: str, oleh: AbstractBaseUser) -> KunciPeriode:
    """Undo the lock; its results stay kept, the next lock keeps its own.

    Raises TidakBoleh, SalahKeadaan (not locked) or TidakLengkap (reason too short).
    """
    if not oleh.has_perm("capaian.buka_kunci"):
        raise TidakBoleh
    segar = _ambil(periode)
    kunci = kunci_berlaku(segar)
    if kunci is None:
        raise SalahKeadaan(f"{segar.tw.label} tidak sedang terkunci.")
    alasan = alasan.strip()
    if len(alasan) < PANJANG_ALASAN:
        raise TidakLengkap([], f"Tulis alasannya, minimal {PANJANG_ALASAN} huruf.", medan="alasan")
    kunci.dibuka_pada, kunci.dibuka_oleh, kunci.alasan_buka = timezone.now(), oleh, alasan
    kunci.save(update_fields=["dibuka_pada", "dibuka_oleh", "alasan_buka"])
    segar.terkunci = False
    segar.save(update_fields=["terkunci"])
    terkunci = Realisasi.objects.filter(periode=segar, status=StatusRealisasi.TERKUNCI).order_by(
        "indikator_id"
    )
    ALUR_REALISASI.jalankan_semua("buka_kunci", terkunci, oleh=oleh, catatan=alasan)
    return kunci


def _ambil(periode: Periode) -> Periode:
    return Periode.objects.select_for_update(of=("self",)).get(pk=periode.pk)


def kunci_berlaku(periode: Periode) -> KunciPeriode | None:
    """The lock that holds now. One query."""
    return (
        KunciPeriode.objects.filter(periode=periode, dibuka_pada=None)
        .select_related("periode", "dikunci_oleh")
        .order_by("pk")
        .first()
    )


def kata_terkunci(kunci: KunciPeriode | None) -> str:
    """Who locked it and when, for whoever came second."""
    if kunci is None:
        return "Triwulan ini sudah terkunci."
    siapa = kunci.dikunci_oleh.nama if kunci.dikunci_oleh else "sistem"
    saat = f"{waktu.tanggal(kunci.dikunci_pada)} pukul {waktu.pukul(kunci.dikunci_pada)}"
    return f"{kunci.periode.tw.label} sudah dikunci {siapa}, {saat}."


def bandingkan(kunci: KunciPeriode, hasil: Iterable[HasilTerkunci]) -> list[Beda]:
    """What is not as it was in these kept results of one lock. Five queries."""
    dulu = {h.indikator_id: h for h in hasil}
    indikator = Indikator.objects.filter(pk__in=list(dulu)).order_by("pk")
    return [
        Beda(h.indikator_id, nama, lama, kini)
        for h in hasil_sekarang(indikator, kunci.periode)
        for nama in MEDAN_HASIL
        if (lama := getattr(dulu[h.indikator_id], nama)) != (kini := getattr(h, nama))
    ]
