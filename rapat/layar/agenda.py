"""The sesi page of one OPD, ready to print: who is next, the rows, who sat, what is agreed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count
from django.utils import timezone

from capaian.models import Indikator
from opd.lingkup import lingkup
from rapat.layanan.hadir import isian_sendiri
from rapat.layar.baris import Baris, susun_baris, tertulis
from rapat.layar.hadir import keadaan_hadir
from rapat.layar.jam import JamButir, JamSesi, jam_butir, jam_sesi
from rapat.layar.ketikan import Balasan
from rapat.models import Agenda, Kehadiran, Kesepakatan, Peserta, Sesi
from rapat.perhitungan import indikator_sesi, jumlah_indikator
from rapat.pilihan import DISEPAKATI, HADIR, KeadaanHadir, Putusan


@dataclass(frozen=True)
class Giliran:
    """One OPD in the list on the left."""

    agenda: Agenda
    nomor: int
    semua: int
    sepakat: int
    ditunda: int
    kehadiran: Kehadiran | None
    jam: JamButir

    @property
    def putus(self) -> int:
        return self.sepakat + self.ditunda

    @property
    def selesai(self) -> bool:
        return 0 < self.semua <= self.putus


@dataclass(frozen=True)
class Hadir:
    """Attendance of the sesi, the OPD as the unit."""

    opd: int
    pimpinan: int
    diwakili: tuple[str, ...]
    belum: tuple[str, ...]

    @property
    def hadir(self) -> int:
        return self.pimpinan + len(self.diwakili)


@dataclass(frozen=True)
class Ringkasan:
    """What the rows of one OPD come to."""

    hitung: Mapping[str, int]
    jumlah: int
    sepakat: tuple[tuple[str, str, bool], ...]
    """Indikator, agreed target with its unit, whether with a note."""

    @property
    def diputuskan(self) -> int:
        return self.jumlah - self.hitung[Putusan.BELUM]

    @property
    def selesai(self) -> bool:
        return 0 < self.jumlah == self.diputuskan


@dataclass(frozen=True)
class Lembar:
    sesi: Sesi
    agenda: Agenda
    nomor: int
    giliran: tuple[Giliran, ...]
    baris: tuple[Baris, ...]
    ringkasan: Ringkasan
    kehadiran: Kehadiran | None
    sendiri: Peserta | None
    """Who entered through the QR for an OPD that nobody recorded as present yet."""
    jam: JamSesi | None
    """None unless the sesi is under way."""
    hadir: Hadir | None
    """None for an OPD: it sees itself only."""
    sebelum: Giliran | None
    sesudah: Giliran | None

    @property
    def contoh(self) -> bool:
        return any(baris.contoh for baris in self.baris)


def susun_lembar(
    agenda: Agenda, pengguna: AbstractBaseUser, balasan: Mapping[int, Balasan] | None = None
) -> Lembar:
    """A fixed number of queries, whatever the number of OPD and indikator."""
    sesi = agenda.sesi
    semua = list(sesi.agenda.select_related("opd", "kehadiran").order_by("urutan", "pk"))
    indikator = indikator_agenda(agenda, semua, pengguna)
    giliran = susun_giliran(semua, pengguna, kini_pk=sesi.agenda_kini_id)
    posisi = next(n for n, g in enumerate(giliran) if g.agenda.pk == agenda.pk)
    baris = susun_baris(agenda, indikator, balasan or {})
    sendiri, kehadiran = isian_sendiri(sesi), giliran[posisi].kehadiran
    hadir = kehadiran is not None and kehadiran.keadaan in HADIR
    return Lembar(
        sesi=sesi,
        agenda=agenda,
        nomor=giliran[posisi].nomor,
        giliran=giliran,
        baris=baris,
        ringkasan=_ringkasan([(b.indikator, b.kesepakatan) for b in baris]),
        kehadiran=kehadiran,
        sendiri=None if hadir else sendiri.get(agenda.pk),
        jam=jam_sesi(sesi, semua, timezone.now()) if sesi.berlangsung else None,
        hadir=_hadir(giliran, sendiri) if lingkup(pengguna).semua else None,
        sebelum=giliran[posisi - 1] if posisi else None,
        sesudah=giliran[posisi + 1] if posisi + 1 < len(giliran) else None,
    )


def membaca_penuh(pengguna: AbstractBaseUser, agenda: Agenda) -> bool:
    """Whether this person reads the whole item: a unit that is discussed with it does not."""
    ruang = lingkup(pengguna)
    return ruang.semua or agenda.opd_id in ruang.opd_ids


def indikator_agenda(
    agenda: Agenda, semua: Sequence[Agenda], pengguna: AbstractBaseUser
) -> list[Indikator]:
    """What this person sees of the item: a unit only its own indikator. Four queries at most."""
    ruang = lingkup(pengguna)
    baris = indikator_sesi(semua, hanya=agenda)[agenda.pk]
    return [i for i in baris if ruang.semua or i.opd_id in ruang.opd_ids]


def susun_giliran(
    semua: Sequence[Agenda], pengguna: AbstractBaseUser, *, kini_pk: int | None = None
) -> tuple[Giliran, ...]:
    """Every OPD for those who see all; an OPD sees only its own line, counted of its own
    indikator and its units'. Three queries. `kini_pk`: the item under discussion.
    """
    ruang, pada = lingkup(pengguna), timezone.now()
    jumlah = jumlah_indikator(semua, milik=None if ruang.semua else ruang.opd_ids)
    putusan: dict[int, dict[str, int]] = {a.pk: {} for a in semua}
    per_putusan = Kesepakatan.objects.untuk(pengguna).filter(agenda__in=semua)
    per_putusan = per_putusan.filter(indikator__aktif=True).order_by()
    for pk, kode, banyak in per_putusan.values_list("agenda", "putusan").annotate(n=Count("pk")):
        putusan[pk][kode] = banyak
    return tuple(
        Giliran(
            agenda=agenda,
            nomor=nomor,
            semua=jumlah[agenda.pk],
            sepakat=sum(putusan[agenda.pk].get(kode, 0) for kode in DISEPAKATI),
            ditunda=putusan[agenda.pk].get(Putusan.DITUNDA, 0),
            kehadiran=getattr(agenda, "kehadiran", None),
            jam=jam_butir(agenda, kini_pk, pada),
        )
        for nomor, agenda in enumerate(semua, start=1)
        if ruang.semua or agenda.opd_id in ruang.undangan_ids
    )


def susun_ringkasan(agenda: Agenda, indikator: Sequence[Indikator]) -> Ringkasan:
    """After one row was saved: the counts again. One query."""
    ada = {
        k.indikator_id: k
        for k in Kesepakatan.objects.filter(
            agenda=agenda, indikator__in=[i.pk for i in indikator]
        ).select_related("predikat")
    }
    return _ringkasan([(i, ada.get(i.pk)) for i in indikator])


def _ringkasan(baris: Sequence[tuple[Indikator, Kesepakatan | None]]) -> Ringkasan:
    hitung = {kode: 0 for kode in Putusan.values}
    sepakat = []
    for indikator, kesepakatan in baris:
        putusan = kesepakatan.putusan if kesepakatan else Putusan.BELUM
        hitung[putusan] += 1
        if kesepakatan and putusan in DISEPAKATI:
            angka = f"{tertulis(indikator, kesepakatan)} {indikator.satuan}"
            sepakat.append((indikator.nama, angka, putusan == Putusan.DENGAN_CATATAN))
    return Ringkasan(hitung, len(baris), tuple(sepakat))


def _hadir(giliran: Sequence[Giliran], sendiri: Mapping[int, Peserta]) -> Hadir:
    hadir = [(g, keadaan_hadir(g.agenda, sendiri.get(g.agenda.pk))) for g in giliran]
    return Hadir(
        opd=len(giliran),
        pimpinan=sum(1 for _, keadaan in hadir if keadaan == KeadaanHadir.PIMPINAN),
        diwakili=_sebut(g for g, keadaan in hadir if keadaan == KeadaanHadir.DIWAKILI),
        belum=_sebut(g for g, keadaan in hadir if keadaan not in HADIR),
    )


def _sebut(giliran: Iterable[Giliran]) -> tuple[str, ...]:
    return tuple(g.agenda.opd.singkatan or g.agenda.nama for g in giliran)
