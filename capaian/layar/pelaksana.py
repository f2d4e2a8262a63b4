"""One OPD in one prioritas: its role, what it promises, what was said, and what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q

from capaian.alur_pelaksana import ALUR_PELAKSANA, LABEL, TARIK, TERIMA, TETAPKAN, UBAH, USUL
from capaian.layar.keselarasan import saat
from capaian.layar.selaras import alamat_sel, indikator_tahun
from capaian.layar.selaras_bentuk import KATA, TANPA_PERAN
from capaian.layar.tanda import Tanda
from capaian.models import (
    Indikator,
    LogPelaksana,
    PelaksanaPrioritas,
    PeranPelaksana,
    Prioritas,
    StatusPelaksana,
    Target,
)
from konsolidasi.inti.angka import RUANG_KERAS
from opd.models import Opd

S = StatusPelaksana
LENCANA = {
    S.BELUM_DIBAHAS: ("kosong", "circle-dashed"),
    S.DIUSULKAN: ("waspada", "hourglass"),
    S.DISETUJUI: ("baik", "circle-check"),
    S.DITOLAK: ("buruk", "circle-x"),
}
KOSONG = Tanda("kosong", "circle-dashed", "Belum ada peran")
BELUM_BERTARGET = "Belum ada target"
TANPA_SATUAN = ("", "predikat")


@dataclass(frozen=True, slots=True)
class Janji:
    """An indikator under the prioritas and its target in force; `nilai` only of a plain number.

    `opd` is the one that answers for it, `singkatan` the OPD or unit whose indikator it is.
    """

    kode: str
    nama: str
    prioritas: int
    opd: int
    singkatan: str
    teks: str
    nilai: Decimal | None
    desimal: int
    satuan: str
    acuan: str
    url: str
    contoh: bool

    @property
    def bersatuan(self) -> str:
        if not self.teks:
            return BELUM_BERTARGET
        if self.satuan.lower() in TANPA_SATUAN:
            return self.teks
        return f"{self.teks}{RUANG_KERAS if self.satuan == '%' else ' '}{self.satuan}"


@dataclass(frozen=True, slots=True)
class PelaksanaLain:
    singkatan: str
    kata: str
    url: str


@dataclass(frozen=True, slots=True)
class Jejak:
    """One step of the history, the newest first."""

    saat: str
    siapa: str
    kata: str
    ke: str
    catatan: str


@dataclass(frozen=True, slots=True)
class RinciPelaksana:
    """`satu` is None where nothing was written; `tersembunyi` indikator belong to other OPD."""

    tahun: int
    prioritas: Prioritas
    opd: Opd
    satu: PelaksanaPrioritas | None
    lencana: Tanda
    keadaan: str
    janji: tuple[Janji, ...]
    tersembunyi: int
    lain: tuple[PelaksanaLain, ...]
    jejak: tuple[Jejak, ...]
    boleh_usul: bool
    boleh_ubah: bool
    boleh_jawab: bool
    boleh_tarik: bool
    boleh_tetapkan: bool
    milik_sendiri: bool

    @property
    def versi(self) -> int:
        return self.satu.versi if self.satu else 0

    @property
    def diusulkan(self) -> str:
        return siapa_kapan(self.satu.diusulkan_oleh, self.satu.diusulkan_pada) if self.satu else ""

    @property
    def dijawab(self) -> str:
        return siapa_kapan(self.satu.dijawab_oleh, self.satu.dijawab_pada) if self.satu else ""

    @property
    def peran(self) -> str:
        return self.satu.peran if self.satu else PeranPelaksana.PENDUKUNG

    @property
    def banyak(self) -> int:
        return len(self.janji) + self.tersembunyi


def pada_target(tahun: int, hari: date) -> date:
    """The day whose targets count: today in the running year, else the last of that year."""
    return hari if hari.year == tahun else date(tahun, 12, 31)


def susun_rinci(
    *, tahun: int, prioritas: Prioritas, opd: Opd, pengguna: AbstractBaseUser, hari: date
) -> RinciPelaksana:
    """Seven queries at most."""
    semua = (
        PelaksanaPrioritas.objects.untuk(pengguna)
        .filter(tahun=tahun, prioritas=prioritas)
        .select_related("opd", "diusulkan_oleh", "dijawab_oleh")
        .order_by("-peran", "opd__urutan", "opd__kode", "pk")
    )
    per = {p.opd_id: p for p in semua}
    satu = per.pop(opd.pk, None)
    garis = Q(opd=opd) | Q(opd__induk=opd) | Q(opd__induk__induk=opd)
    milik = indikator_tahun(tahun).filter(garis, prioritas=prioritas)
    janji, banyak = muat_janji(milik, tahun, pengguna, hari), milik.count()
    calon = satu or PelaksanaPrioritas(tahun_id=tahun, prioritas=prioritas, opd=opd)
    boleh = {t.nama for t in ALUR_PELAKSANA.tersedia(calon, pengguna)}
    return RinciPelaksana(
        tahun=tahun,
        prioritas=prioritas,
        opd=opd,
        satu=satu,
        lencana=_lencana(satu),
        keadaan=_keadaan(satu, banyak),
        janji=tuple(janji),
        tersembunyi=banyak - len(janji),
        lain=tuple(
            PelaksanaLain(p.opd.singkatan, _keadaan(p, 0), alamat_sel(tahun, prioritas.pk, pk))
            for pk, p in per.items()
        ),
        jejak=_jejak(satu),
        boleh_usul=USUL in boleh,
        boleh_ubah=UBAH in boleh,
        boleh_jawab=TERIMA in boleh,
        boleh_tarik=TARIK in boleh and not ALUR_PELAKSANA.kekurangan(TARIK, calon),
        boleh_tetapkan=TETAPKAN in boleh,
        milik_sendiri=not pengguna.has_perm("capaian.putuskan_pelaksana")
        and Opd.objects.untuk(pengguna).filter(pk=opd.pk).exists(),
    )


def muat_janji(indikator: Any, tahun: int, pengguna: AbstractBaseUser, hari: date) -> list[Janji]:
    """Of these indikator the ones the person may see, with the target in force. Two queries."""
    terlihat: Iterable[Indikator] = list(
        indikator.untuk(pengguna)
        .select_related("opd__induk")
        .order_by("prioritas__urutan", "opd__urutan", "opd__kode", "urutan", "kode", "pk")
    )
    target = {
        t.indikator_id: t
        for t in Target.objects.filter(tahun=tahun, indikator__in=[i.pk for i in terlihat])
        .berlaku(pada_target(tahun, hari))
        .select_related("predikat")
        .order_by("pk")
    }
    return [_janji(i, tahun, target.get(i.pk)) for i in terlihat]


def _janji(i: Indikator, tahun: int, t: Target | None) -> Janji:
    return Janji(
        kode=i.kode,
        nama=i.nama,
        prioritas=i.prioritas_id,
        opd=_pangkal(i.opd),
        singkatan=i.opd.singkatan,
        teks=t.tertulis(i.desimal) if t else "",
        nilai=t.nilai if t else None,
        desimal=i.desimal,
        satuan=i.satuan,
        acuan=f"{t.get_sumber_display()}, {t.acuan}" if t else "",
        url=f"{i.get_absolute_url()}?tahun={tahun}",
        contoh=i.contoh,
    )


def _pangkal(opd: Opd) -> int:
    """The OPD that a unit belongs to, two steps up at most."""
    return (opd.induk.induk_id or opd.induk_id) if opd.induk else opd.pk


def _lencana(satu: PelaksanaPrioritas | None) -> Tanda:
    return Tanda(*LENCANA[S(satu.status)], satu.get_status_display()) if satu else KOSONG


def _keadaan(satu: PelaksanaPrioritas | None, indikator: int) -> str:
    """As the cell of the matrix says it; `indikator` counts also those this person may not see."""
    if satu is None:
        return TANPA_PERAN if indikator else "bukan pelaksana"
    return f"{satu.get_peran_display().lower()}, {KATA[S(satu.status)]}"


def _jejak(satu: PelaksanaPrioritas | None) -> tuple[Jejak, ...]:
    if satu is None:
        return ()
    log: Iterable[LogPelaksana] = satu.log.select_related("oleh").order_by("-pada", "-pk")
    return tuple(
        Jejak(
            saat(b.pada),
            b.oleh.nama if b.oleh else "Data awal",
            f"{LABEL.get(b.transisi, b.transisi)} sebagai {b.get_peran_display().lower()}",
            b.get_ke_display(),
            _catatan(b),
        )
        for b in log
    )


def _catatan(b: LogPelaksana) -> str:
    kutip = f"“{b.catatan}”" if b.catatan else ""
    return " ".join(filter(None, (kutip, f"Acuan: {b.acuan}." if b.acuan else "")))


def siapa_kapan(orang: Any, pada: datetime | None) -> str:
    if pada is None:
        return ""
    return f"{orang.nama}, {saat(pada)}" if orang else saat(pada)
