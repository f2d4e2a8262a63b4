"""What a page of Isian Saya reads, as plain values. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Max, Q, QuerySet

from capaian.bacaan import RealisasiBaca, baca_realisasi, semua_realisasi
from capaian.models import Bukti, ButirPredikat, Indikator, Periode, Perpanjangan, Realisasi
from capaian.pilihan import JenisNilai, StatusRealisasi
from capaian.querysets import IndikatorQuerySet
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.waktu import Triwulan
from opd.models import Opd

DAPAT_DITULIS = ("dibuka", "tenggang")
# The first fourteen in the order of the fields of IndikatorBaca.
KOLOM = (
    "pk",
    "kode",
    "nama",
    "satuan",
    "desimal",
    "jenis_nilai",
    "formula",
    "konsolidasi",
    "isian",
    "wajib_bukti",
    "berpagu",
    "contoh",
    "skala_predikat_id",
    "opd_id",
    "opd__singkatan",
    "opd__wajib_rilis_kepala",
    "opd__induk_id",
)
KOLOM_LAMPAU = (
    "indikator_id",
    "periode__tahun_id",
    "periode__triwulan",
    "keadaan",
    "nilai",
    "predikat__kode",
)


@dataclass(slots=True, frozen=True)
class IndikatorBaca:
    """What a row says about its indikator; `unit` is empty for the OPD itself."""

    pk: int
    kode: str
    nama: str
    satuan: str
    desimal: int
    jenis_nilai: str
    formula: str
    konsolidasi: str
    isian: str
    wajib_bukti: bool
    berpagu: bool
    contoh: bool
    skala_predikat_id: int | None
    opd_id: int
    unit: str
    wajib_rilis: bool

    @property
    def berpredikat(self) -> bool:
        return self.jenis_nilai == JenisNilai.PREDIKAT


@dataclass(slots=True, frozen=True)
class Wenang:
    """What this person may do now with the rows of one OPD."""

    isi: bool
    lepas: bool
    serahkan: bool
    """A complete row goes to the own kepala, not to Bapperida."""


@dataclass(slots=True, frozen=True)
class Lampau:
    """An earlier quarter: the number, or the letter, or why there is none."""

    keadaan: str
    nilai: Decimal | None
    kode: str | None


@dataclass(slots=True)
class Terisi:
    """The realisasi of one indikator that its row shows. `setahun`: up to this quarter."""

    setahun: dict[int, RealisasiBaca | Lampau]
    kini: RealisasiBaca | None = None
    tahun_lalu: Lampau | None = None
    triwulan_lalu: Lampau | None = None


def indikator_lembar(opd: Opd) -> IndikatorQuerySet:
    """Active indikator of an OPD and of its units, in the order of the page."""
    unit = Q(opd=opd) | Q(opd__induk=opd) | Q(opd__induk__induk=opd)
    return Indikator.objects.aktif().filter(unit).order_by("opd__urutan", "opd", "urutan", "kode")


def baca_indikator(indikator: IndikatorQuerySet) -> list[IndikatorBaca]:
    """One query."""
    baris = indikator.values_list(*KOLOM)
    return [IndikatorBaca(*b[:14], b[14] if b[16] else "", b[15]) for b in baris]


def sebagai_baca(i: Indikator) -> IndikatorBaca:
    """The same of a model instance. No query when its OPD is loaded."""
    return IndikatorBaca(
        *(getattr(i, nama) for nama in KOLOM[:14]),
        i.opd.singkatan if i.opd.induk_id else "",
        i.opd.wajib_rilis_kepala,
    )


def muat_pilihan(indikator: Iterable[IndikatorBaca]) -> dict[int, tuple[str, ...]]:
    """Letters of the predikat scales by scale. One query, none without such an indikator."""
    skala = {i.skala_predikat_id for i in indikator if i.skala_predikat_id}
    hasil: dict[int, list[str]] = defaultdict(list)
    if skala:
        butir = ButirPredikat.objects.filter(skala__in=skala).order_by("skala", "-nilai", "pk")
        for pk, kode in butir.values_list("skala_id", "kode"):
            hasil[pk].append(kode)
    return {pk: tuple(kode) for pk, kode in hasil.items()}


def muat_terisi(pk: Sequence[int], periode: Periode) -> dict[int, Terisi]:
    """This quarter in full; the earlier ones of the year and the past by value.

    Two queries; for one row, where a question costs more than its columns, one.
    """
    tw = periode.tw
    hasil = {satu: Terisi({}) for satu in pk}
    if len(pk) == 1:
        lalu, setahun = tw.sebelum(), tw.setahun_lalu()
        semua = baca_realisasi(
            asal=_sekitar,
            indikator=pk[0],
            periode=periode.pk,
            tahun=tw.tahun,
            nomor=tw.nomor,
            tahun_sebelum=lalu.tahun,
            nomor_sebelum=lalu.nomor,
            tahun_lalu=setahun.tahun,
        )
        for r in semua:
            if r.periode_id != periode.pk:
                kode = r.predikat.kode if r.predikat else None
                t = r.periode.tw
                _taruh(hasil[pk[0]], tw, t.tahun, t.nomor, Lampau(r.keadaan, r.nilai, kode))
        kini = [r for r in semua if r.periode_id == periode.pk]
    else:
        baris = Realisasi.objects.filter(_lampau(tw), indikator__in=pk).order_by()
        for i, tahun, nomor, keadaan, nilai, kode in baris.values_list(*KOLOM_LAMPAU):
            _taruh(hasil[i], tw, tahun, nomor, Lampau(keadaan, nilai, kode))
        kini = baca_realisasi([Q(indikator__in=pk, periode=periode)])
    for r in kini:
        hasil[r.indikator_id].kini = hasil[r.indikator_id].setahun[tw.nomor] = r
    return hasil


@kueri
def _sekitar(
    *,
    indikator: int,
    periode: int,
    tahun: int,
    nomor: int,
    tahun_sebelum: int,
    nomor_sebelum: int,
    tahun_lalu: int,
) -> QuerySet:
    """One row and those of _lampau() around it."""
    masa = Q(periode__tahun=tahun, periode__triwulan__lt=nomor)
    masa |= Q(periode__tahun=tahun_sebelum, periode__triwulan=nomor_sebelum)
    masa |= Q(periode__tahun=tahun_lalu, periode__triwulan=nomor)
    return semua_realisasi(ringkas=False).filter(Q(periode=periode) | masa, indikator=indikator)


def _lampau(tw: Triwulan) -> Q:
    masa = Q(periode__tahun=tw.tahun, periode__triwulan__lt=tw.nomor)
    for t in {tw.sebelum(), tw.setahun_lalu()}:
        masa |= Q(periode__tahun=t.tahun, periode__triwulan=t.nomor)
    return masa


def _taruh(satu: Terisi, tw: Triwulan, tahun: int, nomor: int, nilai: Lampau) -> None:
    """One earlier quarter where the row looks for it; it can be two things at once."""
    if tahun == tw.tahun:
        satu.setahun[nomor] = nilai
    elif nomor == tw.nomor:
        satu.tahun_lalu = nilai
    if (tahun, nomor) == ((tw.tahun, tw.nomor - 1) if tw.nomor > 1 else (tw.tahun - 1, 4)):
        satu.triwulan_lalu = nilai


def muat_wenang(
    indikator: Iterable[IndikatorBaca], periode: Periode, pengguna: AbstractBaseUser, pada: datetime
) -> dict[int, Wenang]:
    """Per OPD of the page. One query where the window has closed and an extension may be open."""
    opd = {i.opd_id: i.wajib_rilis for i in indikator}
    contoh = {
        pk: Realisasi(
            periode=periode, indikator=Indikator(opd=Opd(pk=pk, wajib_rilis_kepala=wajib))
        )
        for pk, wajib in opd.items()
    }
    boleh = {
        pk: (
            pengguna.has_perm("capaian.isi", satu),
            pengguna.has_perm("capaian.lepas", satu),
            pengguna.has_perm("capaian.ajukan", satu),
        )
        for pk, satu in contoh.items()
    }
    terbuka = periode.keadaan(pada) in DAPAT_DITULIS
    lebih = {} if terbuka else _perpanjangan(periode, [pk for pk, b in boleh.items() if any(b)])
    hasil = {}
    for pk, (isi, lepas, ajukan) in boleh.items():
        buka = terbuka or periode.keadaan(pada, lebih.get(pk)) in DAPAT_DITULIS
        hasil[pk] = Wenang(isi and buka, lepas and buka, isi and not ajukan)
    return hasil


def _perpanjangan(periode: Periode, opd: Sequence[int]) -> dict[int, datetime]:
    if not opd:
        return {}
    semua = Perpanjangan.objects.filter(periode=periode).sampai(opd)
    return {satu: sampai for (satu, _), sampai in semua.items()}


def muat_bukti_terakhir(
    realisasi: Iterable[RealisasiBaca | None], periode: Periode
) -> dict[int, datetime]:
    """When evidence was last added to a returned row. One query, none without such a row."""
    pk = [r.indikator_id for r in realisasi if r and r.status == StatusRealisasi.PERBAIKAN]
    if not pk:
        return {}
    ada = Bukti.objects.berlaku().filter(indikator__in=pk, periode=periode).order_by()
    return dict(ada.values_list("indikator").annotate(pada=Max("diunggah_pada")))
