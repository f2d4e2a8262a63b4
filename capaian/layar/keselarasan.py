"""Findings as rows of a list and as a page of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse

from capaian.alur_temuan import ALUR_TEMUAN, BEROPD, JAWAB, KE_AGENDA, opd_penjelas
from capaian.keselarasan.aturan import ATURAN, BERAT, HUKUM, KELOMPOK, Aturan
from capaian.models import (
    LogTemuan,
    PenjelasanTemuan,
    PeriksaKeselarasan,
    StatusTemuan,
    Temuan,
    TemuanIndikator,
)
from capaian.querysets_temuan import ada_penjelasan
from konsolidasi.inti import waktu
from konsolidasi.inti.alur import Transisi
from konsolidasi.inti.kueri import kueri

RAGAM = {
    StatusTemuan.BARU: ("kosong", "circle-dashed"),
    StatusTemuan.JELASKAN: ("waspada", "message-2"),
    StatusTemuan.BAHAS: ("info", "presentation"),
    StatusTemuan.BUKAN_MASALAH: ("baik", "circle-check"),
    StatusTemuan.HILANG: ("netral", "circle-minus"),
}
KATA_LOG = {
    "muncul": "Ditemukan lagi",
    "berubah": "Angkanya berubah",
    "hilang": "Tidak ditemukan lagi",
}
SUDAH_JAWAB = "Sudah dijelaskan OPD"


@dataclass(frozen=True, slots=True)
class Lencana:
    ragam: str
    gambar: str
    kata: str


@dataclass(frozen=True, slots=True)
class BarisTemuan:
    """One finding of the list. `opd` names the OPD of its indikator, each once."""

    temuan: Temuan
    aturan: Aturan
    opd: str
    lencana: Lencana

    @property
    def berat(self) -> str:
        return BERAT[self.temuan.berat]

    @property
    def perlu_opd(self) -> bool:
        """It is about no indikator: whoever sends it to a sesi says with which OPD."""
        return not self.opd and self.temuan.dibahas_opd_id is None

    @property
    def dapat_dibahas(self) -> bool:
        return self.temuan.status in ALUR_TEMUAN[KE_AGENDA].dari


@dataclass(frozen=True, slots=True)
class Pilah:
    kode: str
    label: str
    banyak: int


@dataclass(frozen=True, slots=True)
class Tautan:
    nama: str
    kode: str
    opd: str
    url: str


@dataclass(frozen=True, slots=True)
class Penjelasan:
    opd: str
    teks: str
    siapa: str


@dataclass(frozen=True, slots=True)
class Jejak:
    """One step of the history, the newest first."""

    saat: str
    siapa: str
    kata: str
    ke: str
    catatan: str


@dataclass(frozen=True, slots=True)
class RinciTemuan:
    baris: BarisTemuan
    angka: tuple[tuple[str, str, str], ...]
    tautan: tuple[Tautan, ...]
    jejak: tuple[Jejak, ...]
    langkah: tuple[Transisi, ...]
    boleh_jawab: bool
    penjelasan: tuple[Penjelasan, ...]
    penjelasan_sendiri: str
    """What the person's own OPD said so far; of two OPD asked, each writes its own."""
    dasar: str
    sebutan_dasar: str

    @property
    def tanpa_opd(self) -> bool:
        """Whether somebody has to say which OPD takes it up."""
        return not self.tautan and any(s.nama in BEROPD for s in self.langkah)

    @property
    def wajib(self) -> dict[str, bool]:
        return {t.nama: t.wajib_catatan for t in self.langkah}


def siap_baris(temuan: QuerySet[Temuan]) -> QuerySet[Temuan]:
    """With what a row of the list shows: one query more, whatever the rows."""
    tautan = TemuanIndikator.objects.select_related("indikator__opd").order_by("pk")
    return temuan.annotate(dijelaskan=ada_penjelasan()).prefetch_related(Prefetch("tautan", tautan))


def siap_tampil(temuan: QuerySet[Temuan]) -> QuerySet[Temuan]:
    """With what its page and the workbook show: two queries more, whatever the rows."""
    penjelasan = PenjelasanTemuan.objects.select_related("opd", "oleh")
    semua = siap_baris(temuan).select_related("dibahas_opd")
    return semua.prefetch_related(Prefetch("penjelasan", penjelasan))


def susun_baris(temuan: Iterable[Temuan]) -> list[BarisTemuan]:
    return [_baris(t) for t in temuan]


def _baris(t: Temuan) -> BarisTemuan:
    opd = dict.fromkeys(k.indikator.opd.singkatan for k in t.tautan.all())
    return BarisTemuan(t, ATURAN[t.aturan], ", ".join(opd), lencana(t))


def lencana(t: Temuan) -> Lencana:
    status = StatusTemuan(t.status)
    kata = SUDAH_JAWAB if status == StatusTemuan.JELASKAN and t.dijelaskan else status.label
    return Lencana(*RAGAM[status], kata)


def susun_pilah(temuan: QuerySet[Temuan]) -> list[Pilah]:
    """The tabs with their numbers; those without a finding are left out. One query."""
    per = dict(temuan.order_by().values_list("aturan").annotate(banyak=Count("pk")))
    banyak = dict.fromkeys(KELOMPOK, 0)
    for kode, n in per.items():
        banyak[ATURAN[kode].kelompok] += n
    semua = [Pilah("", "Semua", sum(per.values()))]
    return semua + [Pilah(k, KELOMPOK[k], n) for k, n in banyak.items() if n]


def diperiksa_pada(tahun: int) -> datetime | None:
    """When the year was last checked as a whole. One query."""
    return next(iter(_diperiksa(tahun=tahun)), None)


@kueri
def _diperiksa(*, tahun: int) -> QuerySet:
    semua = PeriksaKeselarasan.objects.filter(tahun=tahun).order_by("pk")
    return semua.values_list("pada", flat=True)[:1]


def susun_rinci(t: Temuan, pengguna: AbstractBaseUser) -> RinciTemuan:
    """Four queries at most. Links only to indikator the person may open."""
    aturan = ATURAN[t.aturan]
    boleh = ALUR_TEMUAN.tersedia(t, pengguna)
    boleh_jawab = any(s.nama == JAWAB for s in boleh)
    milik = {
        k.indikator_id
        for k in TemuanIndikator.objects.filter(temuan=t, indikator__in=_terlihat(pengguna))
    }
    return RinciTemuan(
        baris=_baris(t),
        angka=tuple((label, teks, asal) for label, teks, asal in t.angka),
        tautan=tuple(
            Tautan(
                k.indikator.nama,
                k.indikator.kode,
                k.indikator.opd.singkatan,
                f"{k.indikator.get_absolute_url()}?tahun={t.tahun_id}"
                if k.indikator_id in milik
                else "",
            )
            for k in t.tautan.all()
        ),
        jejak=_jejak(t),
        langkah=tuple(s for s in boleh if s.nama != JAWAB),
        boleh_jawab=boleh_jawab,
        penjelasan=susun_penjelasan(t),
        penjelasan_sendiri=_sendiri(t, pengguna) if boleh_jawab else "",
        dasar=aturan.sumber,
        sebutan_dasar="Dasar hukum" if aturan.jenis_sumber == HUKUM else "Dasar",
    )


def _terlihat(pengguna: AbstractBaseUser) -> QuerySet:
    return TemuanIndikator._meta.get_field("indikator").related_model.objects.untuk(pengguna)


def _sendiri(t: Temuan, pengguna: AbstractBaseUser) -> str:
    opd = opd_penjelas(t, pengguna)
    return next((p.teks for p in t.penjelasan.all() if p.opd_id == opd), "")


def susun_penjelasan(t: Temuan) -> tuple[Penjelasan, ...]:
    """What each OPD says, the earliest first. No query after siap_tampil."""
    return tuple(
        Penjelasan(p.opd.singkatan, p.teks, f"{p.oleh.nama}, {saat(p.pada)}")
        for p in t.penjelasan.all()
    )


def saat(pada: datetime) -> str:
    return f"{waktu.tanggal(pada)} {waktu.pukul(pada)}"


def _jejak(t: Temuan) -> tuple[Jejak, ...]:
    label = {s.nama: s.label for s in ALUR_TEMUAN.transisi}
    log: Sequence[LogTemuan] = t.log.select_related("oleh").order_by("-pada", "-pk")
    hasil = [
        Jejak(
            saat(b.pada),
            b.oleh.nama if b.oleh else "Pemeriksaan otomatis",
            KATA_LOG.get(b.transisi) or label.get(b.transisi, b.transisi),
            b.get_ke_display(),
            b.catatan,
        )
        for b in log
    ]
    awal = Jejak(saat(t.ditemukan_pada), "Pemeriksaan otomatis", "Ditemukan", "Baru", "")
    return (*hasil, awal)


def halaman_daftar(t: Temuan) -> str:
    return f"{reverse('capaian:keselarasan')}?tahun={t.tahun_id}"
