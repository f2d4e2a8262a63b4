"""Follow-ups of a rapat as a sheet in Excel needs them. A fixed number of queries."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Case, Q, QuerySet, Value, When

from capaian.impor.bacaan import SelSalah
from capaian.impor.jenis import Tempat
from capaian.lembar_isian import Acuan, KolomIsian, rapikan, tanggal_polos
from capaian.models import Indikator
from konsolidasi.inti.angka import kutip
from opd.lingkup import lingkup
from opd.models import Opd
from rapat.layanan.tindak_lanjut_banyak import catatan_terakhir
from rapat.models import LogTindakLanjut, Rapat, TindakLanjut
from rapat.pilihan import MASIH_TERBUKA, StatusTindakLanjut

KEADAAN = {satu.label: satu.value for satu in StatusTindakLanjut}
KOLOM = (
    KolomIsian("kode", "Kode", 10, terkunci=True, wajib=True, alias=("No", "No.", "Nomor")),
    KolomIsian(
        "uraian", "Tindak lanjut", 46, hanya_baru=True, alias=("Uraian", "Apa yang dikerjakan")
    ),
    KolomIsian(
        "opd", "Penanggung jawab", 17, hanya_baru=True, alias=("OPD", "OPD penanggung jawab")
    ),
    KolomIsian("pendukung", "OPD pendukung", 17, hanya_baru=True, alias=("Pendukung",)),
    KolomIsian("indikator", "Kode indikator", 15, hanya_baru=True),
    KolomIsian("batas", "Batas waktu", 13, kanan=True, alias=("Tenggat",)),
    KolomIsian("keadaan", "Keadaan", 19, pilihan=KEADAAN, wajib=True, alias=("Status",)),
    KolomIsian("laporan", "Laporan OPD", 36),
    KolomIsian("tautan", "Tautan bukti", 24),
    KolomIsian("perkembangan", "Perkembangan", 34),
    KolomIsian("alasan", "Alasan", 28),
)
DIISI = tuple(satu.kunci for satu in KOLOM[1:])
PANJANG = {
    "uraian": 500,
    "opd": 40,
    "pendukung": 300,
    "indikator": 40,
    "laporan": 2000,
    "tautan": 500,
    "perkembangan": 2000,
    "alasan": 2000,
}
NOMOR_TERPANJANG = 20
KODE_SISTEM = re.compile(r"TL-[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcuanTindakLanjut(Acuan):
    """`melapor`, `menutup`: what the person may do with it."""

    opd_pk: int
    status: str
    melapor: bool = False
    menutup: bool = False

    @property
    def terbuka(self) -> bool:
        return self.status in MASIH_TERBUKA


class Daftar(dict[str, AcuanTindakLanjut]):
    """Rows by kode, and where new ones are possible (`mencatat`) what their cells may name.

    `opd`: keys of active OPD by singkatan and by name in loose writing; `indikator`: keys by kode;
    `mulai`: the first day of the rapat.
    """

    mencatat: bool = False
    menutup: bool = False
    mulai: date = date.min
    opd: Mapping[str, Sequence[int]] = {}
    indikator: Mapping[str, int] = {}


def muat(tempat: Tempat, pengguna: AbstractBaseUser) -> Daftar:
    """By kode, the open ones first, oldest first. Five queries, eight where new ones may come."""
    baris = list(
        milik_tempat(tempat, pengguna)
        .select_related("opd", "indikator")
        .prefetch_related("pendukung_baris__opd")
        .annotate(_tutup=Case(When(status__in=MASIH_TERBUKA, then=Value(0)), default=Value(1)))
        .order_by("_tutup", "batas_tanggal", "pk")
    )
    pk = [satu.pk for satu in baris]
    catatan, terakhir = catatan_terakhir(pk), _terakhir(pk)
    hasil = [_acuan(t, pengguna, catatan.get(t.pk, ""), terakhir.get(t.pk)) for t in baris]
    daftar = Daftar({satu.kode: satu for satu in hasil})
    if tempat.opd is None and pengguna.has_perm("rapat.catat"):
        daftar.mencatat = True
        daftar.menutup = pengguna.has_perm("rapat.tutup_tindak_lanjut")
        daftar.mulai = Rapat.objects.get(pk=tempat.acuan).mulai
        daftar.opd = _kamus_opd()
        daftar.indikator = dict(Indikator.objects.order_by().values_list("kode", "pk"))
    return daftar


def longgar(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def _kamus_opd() -> dict[str, list[int]]:
    kamus = defaultdict(list)
    aktif = Opd.objects.filter(aktif=True).order_by("pk")
    for pk, singkatan, nama in aktif.values_list("pk", "singkatan", "nama"):
        for sebutan in {longgar(singkatan), longgar(nama)}:
            kamus[sebutan].append(pk)
    return kamus


def milik_tempat(tempat: Tempat, pengguna: AbstractBaseUser) -> QuerySet[TindakLanjut]:
    """Of this rapat; of one OPD with its units, or of all."""
    baris = TindakLanjut.objects.milik_rapat(tempat.acuan)
    if tempat.opd:
        baris = baris.filter(Q(opd=tempat.opd) | Q(opd__induk=tempat.opd))
    ruang = lingkup(pengguna)
    return baris if ruang.semua else baris.filter(opd__in=ruang.opd_ids)


def kode(satu: TindakLanjut) -> str:
    """The number on the list it came from, else the one of the system."""
    return satu.nomor or f"TL-{satu.pk}"


def _acuan(
    satu: TindakLanjut,
    pengguna: AbstractBaseUser,
    catatan: str,
    terakhir: tuple[str, datetime] | None,
) -> AcuanTindakLanjut:
    melapor = pengguna.has_perm("rapat.lapor_tindak_lanjut", satu)
    menutup = pengguna.has_perm("rapat.tutup_tindak_lanjut", satu)
    oleh, pada = terakhir or ("", None)
    return AcuanTindakLanjut(
        pk=satu.pk,
        kode=kode(satu),
        nama=satu.uraian,
        isi=_isi(satu, catatan),
        versi=satu.versi,
        halangan=_halangan(satu, melapor, menutup),
        oleh=oleh,
        pada=pada,
        opd_pk=satu.opd_id,
        status=satu.status,
        melapor=melapor,
        menutup=menutup,
    )


def _isi(satu: TindakLanjut, catatan: str) -> dict[str, str]:
    return {
        "uraian": rapikan(satu.uraian),
        "opd": satu.opd.singkatan,
        "pendukung": ", ".join(p.opd.singkatan for p in satu.pendukung_baris.all()),
        "indikator": satu.indikator.kode if satu.indikator else "",
        "batas": tanggal_polos(satu.batas_tanggal),
        "keadaan": satu.status,
        "laporan": rapikan(satu.laporan),
        "tautan": satu.bukti_tautan,
        "perkembangan": rapikan(catatan),
        "alasan": "",
    }


def _halangan(satu: TindakLanjut, melapor: bool, menutup: bool) -> str:
    if not (melapor or menutup):
        return "hanya OPD-nya dan Bapperida yang mengubahnya"
    if satu.status not in MASIH_TERBUKA and not menutup:
        return f"sudah {satu.get_status_display().lower()}"
    return ""


def _terakhir(pk: list[int]) -> dict[int, tuple[str, datetime]]:
    """Who did the last step of each, and when. One query."""
    log = LogTindakLanjut.objects.filter(tindak_lanjut__in=pk)
    baris = log.order_by("tindak_lanjut", "-pk").distinct("tindak_lanjut")
    return {t: (n, p) for t, n, p in baris.values_list("tindak_lanjut", "oleh__nama", "pada")}


def baru(nomor: str, semua: Daftar) -> AcuanTindakLanjut:
    """An empty row; `nomor` "" for the open rows of a template. Raises SelSalah."""
    if not semua.mencatat:
        raise SelSalah(
            f"kode {kutip(nomor)} tidak ada di sini. Tindak lanjut baru dimasukkan Bapperida"
            " atau notulis, dengan templat semua OPD."
        )
    if KODE_SISTEM.fullmatch(nomor):
        raise SelSalah(f"kode {kutip(nomor)} tidak ada pada rapat ini. Pakai nomor Anda sendiri.")
    if len(nomor) > NOMOR_TERPANJANG:
        raise SelSalah(f"nomor paling banyak {NOMOR_TERPANJANG} huruf. Singkatkan.")
    return AcuanTindakLanjut(
        pk=0,
        kode=nomor,
        nama="",
        isi=dict.fromkeys(DIISI, ""),
        versi=0,
        baru=True,
        opd_pk=0,
        status="",
        menutup=semua.menutup,
    )
