"""Follow-ups ready to print: how often discussed, how often moved, how long still."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from capaian.models import Impor
from konsolidasi.inti import waktu
from rapat.alur import ALUR_TINDAK_LANJUT
from rapat.models import Agenda, BahasanTindakLanjut, LogTindakLanjut, TindakLanjut
from rapat.pilihan import MASIH_TERBUKA, StatusTindakLanjut

LENCANA = {
    StatusTindakLanjut.TERBUKA: ("netral", "circle-dashed"),
    StatusTindakLanjut.DILAPORKAN: ("info", "send"),
    StatusTindakLanjut.SELESAI: ("baik", "circle-check"),
    StatusTindakLanjut.DIBATALKAN: ("kosong", "circle-minus"),
}


@dataclass(frozen=True)
class BarisTindakLanjut:
    """One follow-up. `sisa` is empty once it is closed; `lewat` marks an overdue one."""

    satu: TindakLanjut
    pendukung: str
    dibahas: int
    bergeser: int
    sisa: str
    lewat: bool
    ragam: str
    ikon: str

    @property
    def riwayat_singkat(self) -> str:
        """ "dibahas 3×, bergeser 2×"; empty for a new one."""
        bagian = []
        if self.dibahas > 1:
            bagian.append(f"dibahas {self.dibahas}×")
        if self.bergeser:
            bagian.append(f"bergeser {self.bergeser}×")
        return ", ".join(bagian)


def siap_cetak(baris: QuerySet[TindakLanjut]) -> QuerySet[TindakLanjut]:
    """With what a row prints: one query for the rows, one for the supporters."""
    return (
        baris.select_related("opd", "indikator", "asal__sesi__rapat", "rapat", "dibuat_oleh")
        .prefetch_related("pendukung_baris__opd")
        .annotate(
            _dibahas=_hitung(BahasanTindakLanjut.objects.all()),
            _bergeser=_hitung(LogTindakLanjut.objects.filter(transisi="geser")),
        )
    )


def _hitung(baris: QuerySet) -> Coalesce:
    """Counts in subqueries: two joins side by side would multiply each other."""
    jumlah = (
        baris.filter(tindak_lanjut=OuterRef("pk"))
        .order_by()
        .values("tindak_lanjut")
        .annotate(jumlah=Count("pk"))
        .values("jumlah")
    )
    return Coalesce(Subquery(jumlah, output_field=IntegerField()), 0)


def susun_baris(baris: Sequence[TindakLanjut], pada: date) -> tuple[BarisTindakLanjut, ...]:
    """`baris` as `siap_cetak` gives them. No query."""
    return tuple(_baris(satu, pada) for satu in baris)


def _baris(satu: TindakLanjut, pada: date) -> BarisTindakLanjut:
    terbuka = satu.status in MASIH_TERBUKA
    hari = (satu.batas_tanggal - pada).days
    ragam, ikon = LENCANA[satu.status]
    return BarisTindakLanjut(
        satu=satu,
        pendukung=", ".join(p.opd.singkatan for p in satu.pendukung_baris.all()),
        dibahas=satu._dibahas,
        bergeser=satu._bergeser,
        sisa=_sisa(hari) if terbuka else "",
        lewat=terbuka and hari < 0,
        ragam="buruk" if terbuka and hari < 0 else ragam,
        ikon=ikon,
    )


def _sisa(hari: int) -> str:
    if hari < 0:
        return f"lewat {-hari} hari"
    return f"{hari} hari lagi" if hari else "hari ini"


def pada_agenda(
    agenda: Agenda, pada: date, milik: QuerySet[TindakLanjut] | None = None
) -> tuple[tuple[BarisTindakLanjut, ...], ...]:
    """Of one agenda item: the old ones, oldest first, and those made here. Two queries.

    `milik`: only these, for a unit that does not read the whole item.
    """
    bahasan = BahasanTindakLanjut.objects.filter(agenda=agenda).order_by().values("tindak_lanjut")
    milik = (TindakLanjut.objects.all() if milik is None else milik).filter(pk__in=bahasan)
    baris = susun_baris(siap_cetak(milik).order_by("batas_awal", "pk"), pada)
    lama = tuple(b for b in baris if b.satu.asal_id != agenda.pk)
    baru = tuple(b for b in baris if b.satu.asal_id == agenda.pk)
    return lama, baru


@dataclass(frozen=True)
class Langkah:
    """A step this person may take now."""

    nama: str
    label: str
    beralasan: bool


@dataclass(frozen=True)
class Catatan:
    """One line of the history, in a sentence."""

    pada: str
    siapa: str
    kalimat: str
    catatan: str


@dataclass(frozen=True)
class LayarTindakLanjut:
    baris: BarisTindakLanjut
    langkah: tuple[Langkah, ...]
    bisa_lapor: bool
    bisa_geser: bool
    riwayat: tuple[Catatan, ...]


KALIMAT = {
    "lapor": "melaporkan selesai",
    "kembalikan": "meminta dilanjutkan",
    "selesai": "menyatakan selesai",
    "batalkan": "membatalkan",
    "buka": "membuka lagi",
    "catat": "mencatat perkembangan",
}


def susun_rinci(satu: TindakLanjut, pengguna: AbstractBaseUser, pada: date) -> LayarTindakLanjut:
    """`satu` as `siap_cetak` gives it. Three queries for the history at most."""
    tersedia = ALUR_TINDAK_LANJUT.tersedia(satu, pengguna)
    log = [
        (baris.pada, _catatan(baris)) for baris in satu.log.select_related("oleh").order_by("pk")
    ]
    return LayarTindakLanjut(
        baris=_baris(satu, pada),
        langkah=tuple(
            Langkah(t.nama, t.label, t.wajib_catatan) for t in tersedia if t.nama != "lapor"
        ),
        bisa_lapor=any(t.nama == "lapor" for t in tersedia),
        bisa_geser=satu.status in MASIH_TERBUKA
        and pengguna.has_perm("rapat.tutup_tindak_lanjut", satu),
        riwayat=tuple(c for _, c in sorted(log + _lewat_impor(satu), key=itemgetter(0))[::-1]),
    )


def _lewat_impor(satu: TindakLanjut) -> list[tuple[datetime, Catatan]]:
    """Each import that wrote it or gave it back. Two queries, one where there was none."""
    peristiwa = TindakLanjut.pgh_event_model.objects.filter(
        pgh_obj=satu.pk, pgh_context__metadata__has_any_keys=["impor", "batal_impor"]
    )
    konteks = peristiwa.order_by().values_list("pgh_context__metadata", flat=True)
    nomor = {n for satu in konteks if (n := satu.get("impor") or satu.get("batal_impor"))}
    if not nomor:
        return []
    semua = Impor.objects.filter(pk__in=nomor).select_related("diterapkan_oleh", "dibatalkan_oleh")
    hasil = []
    for impor in semua.defer("isi", "jawaban", "perubahan").order_by("pk"):
        for pada, oleh, kata in (
            (impor.diterapkan_pada, impor.diterapkan_oleh, "menerapkan"),
            (impor.dibatalkan_pada, impor.dibatalkan_oleh, "membatalkan"),
        ):
            if pada:
                kalimat = f"{kata} Impor Excel no. {impor.pk}"
                hasil.append((pada, Catatan(_saat(pada), oleh.nama, kalimat, impor.nama)))
    return hasil


def _catatan(log: LogTindakLanjut) -> Catatan:
    kalimat = KALIMAT.get(log.transisi, "")
    if log.transisi == "geser":
        lama, baru = waktu.tanggal(log.batas_lama), waktu.tanggal(log.batas_baru)
        kalimat = f"menggeser batas waktu {lama} menjadi {baru}"
    elif log.transisi == "catat" and not log.catatan:
        kalimat = "menarik catatan perkembangan"
    return Catatan(_saat(log.pada), log.oleh.nama, kalimat, log.catatan)


def _saat(pada: datetime) -> str:
    return f"{waktu.tanggal(pada)}, {waktu.pukul(pada)}"
