"""What a lock kept, to read, to download, and to hold against the results of today."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from capaian.layanan.kunci import MEDAN_HASIL, Beda, bandingkan
from capaian.models import HasilTerkunci, Indikator, KunciPeriode
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from capaian.rumus import VERSI_RUMUS
from konsolidasi.inti import angka

BEDA_TERBANYAK = 100
TANPA_BARIS = "Belum diisi"


@dataclass(frozen=True, slots=True)
class OpdTerkunci:
    """What a lock kept of one OPD."""

    nama: str
    singkatan: str
    baris: int
    terkunci: int
    url: str
    url_unduh: str


@dataclass(frozen=True, slots=True)
class BarisHasil:
    """One kept result, ready to print."""

    kode: str
    nama: str
    opd: str
    satuan: str
    formula: str
    target: str
    realisasi: str
    persen: str
    peringkat: str
    kalimat: str
    status: str
    pasti: bool
    nilai_persen: Decimal | None
    contoh: bool


@dataclass(frozen=True, slots=True)
class BarisBeda:
    kode: str
    nama: str
    opd: str
    medan: str
    dulu: str
    kini: str
    url: str


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """`beda` shows the first of `banyak` differences in `baris` kept results."""

    baris: int
    banyak: int
    beda: tuple[BarisBeda, ...]
    versi_lama: int
    """The version of the formulas that was used, when it is no longer the one in use; else 0."""

    @property
    def kalimat(self) -> str:
        if not self.banyak:
            return f"{self.baris} hasil sekarang sama dengan saat dikunci."
        lebih = f" Yang tampil {len(self.beda)} pertama." if self.banyak > len(self.beda) else ""
        return f"{self.banyak} hal berbeda dari saat dikunci, di antara {self.baris} hasil.{lebih}"


def hasil_terlihat(
    kunci: KunciPeriode, pengguna: AbstractBaseUser, opd: int | None = None
) -> QuerySet[HasilTerkunci]:
    """The kept results of a lock that this person may see, in the order of the page."""
    milik = Indikator.objects.untuk(pengguna)
    if opd is not None:
        milik = milik.filter(opd=opd)
    return (
        HasilTerkunci.objects.filter(kunci=kunci, indikator__in=milik)
        .select_related("indikator__opd")
        .order_by("indikator__opd__urutan", "indikator__opd", "indikator__urutan", "indikator")
    )


def susun_opd_terkunci(kunci: KunciPeriode, pengguna: AbstractBaseUser) -> tuple[OpdTerkunci, ...]:
    """What a lock kept, counted by OPD. One query."""
    p = kunci.periode
    halaman = reverse("capaian:periode_rinci", args=[p.tahun_id, p.triwulan])
    unduh = reverse("capaian:kunci_unduh", args=[p.tahun_id, p.triwulan])
    baris = (
        HasilTerkunci.objects.filter(kunci=kunci, indikator__in=Indikator.objects.untuk(pengguna))
        .order_by("indikator__opd__klaster__urutan", "indikator__opd__urutan", "indikator__opd")
        .values_list("indikator__opd", "indikator__opd__nama", "indikator__opd__singkatan")
        .annotate(
            baris=Count("pk"),
            terkunci=Count("pk", filter=Q(status=StatusRealisasi.TERKUNCI)),
        )
    )
    return tuple(
        OpdTerkunci(
            nama=nama,
            singkatan=singkatan,
            baris=semua,
            terkunci=pasti,
            url=f"{halaman}?kunci={kunci.pk}&opd={opd}#j-hasil",
            url_unduh=f"{unduh}?kunci={kunci.pk}&opd={opd}",
        )
        for opd, nama, singkatan, semua, pasti in baris
    )


def susun_hasil(h: HasilTerkunci) -> BarisHasil:
    i = h.indikator
    pasti = h.status == StatusRealisasi.TERKUNCI
    persen = "" if h.persen is None else f"{angka.tulis(h.persen, 2)}{angka.RUANG_KERAS}%"
    return BarisHasil(
        kode=i.kode,
        nama=i.nama,
        opd=i.opd.singkatan,
        satuan=i.satuan,
        formula=h.formula,
        target=h.target,
        realisasi=h.realisasi or KeadaanNilai(h.keadaan).label,
        persen=persen,
        peringkat=h.peringkat if pasti else f"{h.peringkat}, sementara" if h.peringkat else "",
        kalimat=h.kalimat,
        status=StatusRealisasi(h.status).label if h.status else TANPA_BARIS,
        pasti=pasti,
        nilai_persen=h.persen,
        contoh=i.contoh,
    )


def periksa(kunci: KunciPeriode, hasil: Sequence[HasilTerkunci]) -> Pemeriksaan:
    """Whether the results of today are those that were kept. The queries of bandingkan."""
    beda = bandingkan(kunci, hasil)
    indikator = {h.indikator_id: h.indikator for h in hasil}
    return Pemeriksaan(
        baris=len(hasil),
        banyak=len(beda),
        beda=tuple(_beda(b, indikator[b.indikator_id]) for b in beda[:BEDA_TERBANYAK]),
        versi_lama=kunci.versi_rumus if kunci.versi_rumus != VERSI_RUMUS else 0,
    )


def _beda(b: Beda, indikator: Indikator) -> BarisBeda:
    return BarisBeda(
        kode=indikator.kode,
        nama=indikator.nama,
        opd=indikator.opd.singkatan,
        medan=MEDAN_HASIL[b.medan],
        dulu=_tulis(b.medan, b.dulu),
        kini=_tulis(b.medan, b.kini),
        url=indikator.get_absolute_url(),
    )


def _tulis(medan: str, isi: str | Decimal | None) -> str:
    match medan, isi:
        case _, Decimal():
            return f"{angka.tulis(isi, 2)}{angka.RUANG_KERAS}%"
        case "keadaan", str():
            return KeadaanNilai(isi).label
        case "status", str():
            return StatusRealisasi(isi).label if isi else TANPA_BARIS
        case _:
            return isi or "tidak ada"
