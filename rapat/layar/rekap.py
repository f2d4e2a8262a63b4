"""Recap of a rapat: what each sesi decided, per OPD, and how far its berita acara is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count

from capaian.models import NilaiTarget
from konsolidasi.inti import waktu
from rapat.models import Agenda, BeritaAcara, Kesepakatan, Rapat, Sesi, TindakLanjut
from rapat.perhitungan import jumlah_indikator
from rapat.pilihan import (
    DISEPAKATI,
    HADIR,
    MASIH_TERBUKA,
    JenisBeritaAcara,
    Putusan,
    StatusBeritaAcara,
    StatusTindakLanjut,
)

BERITA_ACARA = {
    StatusBeritaAcara.DRAF: ("netral", "pencil"),
    StatusBeritaAcara.TANGGAPAN: ("info", "message-2"),
    StatusBeritaAcara.FINAL: ("baik", "lock"),
}


@dataclass
class Hitungan:
    """Indikator by their decision; agreed targets by their direction; follow-ups."""

    indikator: int = 0
    putusan: Counter[str] = field(default_factory=Counter)
    naik: int = 0
    turun: int = 0
    tindak_lanjut: int = 0
    terbuka: int = 0

    def tambah(self, lain: "Hitungan") -> None:
        self.indikator += lain.indikator
        self.putusan.update(lain.putusan)
        self.naik += lain.naik
        self.turun += lain.turun
        self.tindak_lanjut += lain.tindak_lanjut
        self.terbuka += lain.terbuka

    @property
    def sepakat(self) -> int:
        return self.putusan[Putusan.SEPAKAT]

    @property
    def catatan(self) -> int:
        return self.putusan[Putusan.DENGAN_CATATAN]

    @property
    def ditunda(self) -> int:
        return self.putusan[Putusan.DITUNDA]

    @property
    def tidak(self) -> int:
        return self.putusan[Putusan.TIDAK_DIBAHAS]

    @property
    def belum(self) -> int:
        """Without a decision, also where nobody wrote anything."""
        diputus = self.putusan.total() - self.putusan[Putusan.BELUM]
        return max(self.indikator - diputus, 0)


@dataclass(frozen=True)
class BarisOpd:
    agenda: Agenda
    status: str
    kehadiran: str
    hitung: Hitungan


@dataclass(frozen=True)
class RekapSesi:
    sesi: Sesi
    opd: tuple[BarisOpd, ...]
    hadir: int
    jumlah: Hitungan
    berita_acara: BeritaAcara | None
    kata: str
    ragam: str
    ikon: str
    adendum: int

    @property
    def beredar(self) -> bool:
        """Handed to the OPD for an answer, or final."""
        satu = self.berita_acara
        return satu is not None and satu.status != StatusBeritaAcara.DRAF

    @property
    def ba_teks(self) -> str:
        satu = self.berita_acara
        if satu is None or not satu.nomor:
            return ""
        return f"nomor {satu.nomor}{f', {waktu.tanggal(satu.tanggal)}' if satu.tanggal else ''}"


def susun_rekap(rapat: Rapat, pengguna: AbstractBaseUser) -> tuple[RekapSesi, ...]:
    """Only the OPD in scope of this person. Seven queries, whatever the number."""
    agenda = list(
        Agenda.objects.untuk(pengguna)
        .filter(sesi__rapat=rapat)
        .select_related("opd", "kehadiran", "sesi")
        .order_by("sesi__nomor", "sesi", "urutan", "pk")
    )
    hitung = _hitung(agenda)
    per_sesi: dict[int, list[BarisOpd]] = defaultdict(list)
    for butir in agenda:
        kehadiran = getattr(butir, "kehadiran", None)
        status = kehadiran.keadaan if kehadiran else ""
        kata = kehadiran.get_keadaan_display() if kehadiran else "Belum dicatat"
        per_sesi[butir.sesi_id].append(BarisOpd(butir, status, kata, hitung[butir.pk]))
    induk, adendum = _berita_acara(rapat)
    semua = Sesi.objects.untuk(pengguna).filter(rapat=rapat).order_by("nomor", "pk")
    return tuple(_sesi(s, per_sesi[s.pk], induk.get(s.pk), adendum[s.pk]) for s in semua)


def jumlah_rapat(semua: Sequence[RekapSesi]) -> Hitungan:
    hasil = Hitungan()
    for satu in semua:
        hasil.tambah(satu.jumlah)
    return hasil


def arah(kesepakatan: NilaiTarget, lama: NilaiTarget | None) -> int:
    """1 up, -1 down, 0 the same or not comparable; a range counts by its middle."""
    baru, semula = _letak(kesepakatan), _letak(lama)
    if baru is None or semula is None:
        return 0
    return (baru > semula) - (baru < semula)


def _letak(target: NilaiTarget | None) -> Decimal | None:
    if target is None:
        return None
    if target.predikat is not None:
        return target.predikat.nilai
    if target.nilai is not None:
        return target.nilai
    if target.batas_bawah is not None and target.batas_atas is not None:
        return (target.batas_bawah + target.batas_atas) / 2
    return None


def _hitung(agenda: Sequence[Agenda]) -> dict[int, Hitungan]:
    """Five queries."""
    jumlah = jumlah_indikator(agenda)
    hasil = {butir.pk: Hitungan(indikator=jumlah[butir.pk]) for butir in agenda}
    baris = Kesepakatan.objects.filter(agenda__in=agenda)
    for k in baris.select_related("predikat", "target_lama__predikat").order_by("pk"):
        satu = hasil[k.agenda_id]
        satu.putusan[k.putusan] += 1
        if k.putusan in DISEPAKATI:
            kemana = arah(k, k.target_lama)
            satu.naik += kemana > 0
            satu.turun += kemana < 0
    lanjut = TindakLanjut.objects.filter(asal__in=agenda)
    lanjut = lanjut.exclude(status=StatusTindakLanjut.DIBATALKAN)
    for pk, status, banyak in (
        lanjut.order_by().values_list("asal", "status").annotate(banyak=Count("pk"))
    ):
        hasil[pk].tindak_lanjut += banyak
        hasil[pk].terbuka += banyak if status in MASIH_TERBUKA else 0
    return hasil


def _berita_acara(rapat: Rapat) -> tuple[dict[int, BeritaAcara], Counter[int]]:
    """The minutes of each sesi, and how many final adendum. One query; `isi` stays away."""
    induk, adendum = {}, Counter()
    semua = BeritaAcara.objects.filter(sesi__rapat=rapat).defer("isi").order_by("pk")
    for satu in semua:
        if satu.jenis == JenisBeritaAcara.INDUK:
            induk[satu.sesi_id] = satu
        elif satu.status == StatusBeritaAcara.FINAL:
            adendum[satu.sesi_id] += 1
    return induk, adendum


def _sesi(
    sesi: Sesi, opd: Iterable[BarisOpd], berita_acara: BeritaAcara | None, adendum: int
) -> RekapSesi:
    opd = tuple(opd)
    jumlah = Hitungan()
    for satu in opd:
        jumlah.tambah(satu.hitung)
    kata, (ragam, ikon) = "Belum ada berita acara", ("kosong", "circle-dashed")
    if berita_acara is not None:
        kata = f"Berita acara {berita_acara.get_status_display().lower()}"
        ragam, ikon = BERITA_ACARA[StatusBeritaAcara(berita_acara.status)]
    return RekapSesi(
        sesi=sesi,
        opd=opd,
        hadir=sum(1 for o in opd if o.status in HADIR),
        jumlah=jumlah,
        berita_acara=berita_acara,
        kata=kata,
        ragam=ragam,
        ikon=ikon,
        adendum=adendum,
    )
