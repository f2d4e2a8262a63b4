"""The matrix prioritas × OPD of a year: who is in charge, who supports, and what waits."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from capaian.layar.selaras_bentuk import (
    PJ,
    BagianKlaster,
    BarisPrioritas,
    KolomOpd,
    MatriksPrioritas,
    S,
    SelPelaksana,
)
from capaian.models import (
    Indikator,
    PelaksanaPrioritas,
    Prioritas,
    Target,
    Temuan,
    TemuanIndikator,
)
from capaian.models.keselarasan import TERBUKA
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.kueri import kueri
from opd.lingkup import Penanya, kueri_untuk, lingkup
from opd.models import Opd

KATA_PANJANG, PK_TERPANJANG = 7, 10
SUKU = re.compile(r"([aiueo](?:ng|ny|[^aiueo\W])??)(?=(?:ng|ny|[^aiueo\W])[aiueo])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Opd:
    pk: int
    singkatan: str
    nama: str
    induk: int | None
    klaster: int | None
    klaster_nama: str | None
    aktif: bool


@dataclass(frozen=True, slots=True)
class _Isi:
    """What was read: by (prioritas, OPD) the written cells and the numbers of indikator."""

    opd: Mapping[int, _Opd]
    tercatat: Mapping[tuple[int, int], tuple[str, str]]
    indikator: Mapping[tuple[int, int], int]
    temuan: Mapping[int, int]


def susun_matriks(
    tahun: int, pengguna: AbstractBaseUser, *, klaster: int | None = None
) -> MatriksPrioritas:
    """Six queries, whatever the number of OPD and indikator. Findings: those the person may see.

    A unit is counted with the OPD it belongs to; OPD without klaster are not in the meeting.
    """
    opd = _muat_opd()
    prioritas = _prioritas(tahun=tahun)
    tercatat, contoh = _muat_pelaksana(tahun)
    isi = _Isi(opd, tercatat, _hitung_indikator(tahun, opd), _hitung_temuan(tahun, pengguna))
    rapat = [o for o in opd.values() if o.aktif and o.induk is None and o.klaster is not None]
    klaster = klaster if any(o.klaster == klaster for o in rapat) else None
    bagian = _bagian(rapat, opd, pengguna, klaster)
    boleh = _Boleh(pengguna)
    return MatriksPrioritas(
        tahun=tahun,
        klaster=klaster,
        semua_klaster=tuple({o.klaster: o.klaster_nama for o in rapat}.items()),
        bagian=bagian,
        baris=tuple(_baris(p, tahun, isi, bagian, boleh, len(rapat)) for p in prioritas),
        banyak_opd=len(rapat),
        tercatat=len(tercatat),
        menunggu=sum(status == S.DIUSULKAN for _, status in tercatat.values()),
        contoh=contoh,
    )


def baca_klaster(teks: str) -> int | None:
    """The klaster that an address asks for; None for anything that is no key."""
    return int(teks) if teks.isascii() and teks.isdecimal() and len(teks) < PK_TERPANJANG else None


def prioritas_tahun(tahun: int) -> QuerySet[Prioritas]:
    """Those of the RPJMD of that year."""
    return Prioritas.objects.filter(
        visi__tahun_mulai__lte=tahun, visi__tahun_selesai__gte=tahun
    ).order_by("visi", "urutan", "pk")


@kueri
def _prioritas(*, tahun: int) -> QuerySet:
    return prioritas_tahun(tahun)


def indikator_tahun(tahun: int) -> QuerySet[Indikator]:
    """Active ones, and those ended since that have a target for the year."""
    bertarget = Target.objects.filter(indikator=OuterRef("pk"), tahun=tahun)
    return Indikator.objects.filter(
        Q(aktif=True, opd__aktif=True) | Exists(bertarget.order_by()), prioritas__isnull=False
    )


class _Boleh:
    """Where this person can do something about an empty cell. No query."""

    def __init__(self, pengguna: AbstractBaseUser) -> None:
        self.semua = pengguna.has_perm("capaian.putuskan_pelaksana")
        bertindak = not self.semua and pengguna.has_perm("capaian.usulkan_pelaksana")
        self.milik = lingkup(pengguna).opd_ids if bertindak else frozenset()


def _muat_opd() -> dict[int, _Opd]:
    return {b[0]: _Opd(*b) for b in _opd()}


@kueri
def _opd() -> QuerySet:
    baris = Opd.objects.order_by("klaster__urutan", "klaster", "urutan", "kode", "pk")
    kolom = ("pk", "singkatan", "nama", "induk", "klaster", "klaster__nama", "aktif")
    return baris.values_list(*kolom)


def _muat_pelaksana(tahun: int) -> tuple[dict[tuple[int, int], tuple[str, str]], bool]:
    semua = _pelaksana(tahun=tahun)
    return {(p, o): (peran, s) for p, o, peran, s, _ in semua}, any(b[-1] for b in semua)


@kueri
def _pelaksana(*, tahun: int) -> QuerySet:
    baris = PelaksanaPrioritas.objects.filter(tahun=tahun).order_by("pk")
    return baris.values_list("prioritas", "opd", "peran", "status", "contoh")


def _hitung_indikator(tahun: int, opd: Mapping[int, _Opd]) -> dict[tuple[int, int], int]:
    """By prioritas and OPD, units added to the OPD above them. One query."""
    hasil: dict[tuple[int, int], int] = defaultdict(int)
    for prioritas, milik, banyak in _banyak_indikator(tahun=tahun):
        hasil[prioritas, pangkal(opd, milik)] += banyak
    return hasil


@kueri
def _banyak_indikator(*, tahun: int) -> QuerySet:
    per = indikator_tahun(tahun).order_by().values_list("prioritas", "opd")
    return per.annotate(n=Count("pk"))


def pangkal(opd: Mapping[int, _Opd], pk: int) -> int:
    """The OPD that a unit belongs to."""
    dilalui: set[int] = set()
    while (induk := opd[pk].induk) is not None and pk not in dilalui:
        dilalui.add(pk)
        pk = induk
    return pk


def _hitung_temuan(tahun: int, pengguna: AbstractBaseUser) -> dict[int, int]:
    """Findings that wait for a decision, by prioritas. Two queries."""
    hasil = dict(_per_prioritas(pengguna, tahun=tahun))
    for kunci in _tanpa_pj(pengguna, tahun=tahun):
        pk = int(kunci.partition(":")[2])
        hasil[pk] = hasil.get(pk, 0) + 1
    return hasil


def _terbuka(siapa: AbstractBaseUser | Penanya, tahun: int) -> QuerySet[Temuan]:
    return Temuan.objects.untuk(siapa).filter(tahun=tahun, status__in=TERBUKA).order_by()


@kueri_untuk
def _per_prioritas(siapa: Penanya, *, tahun: int) -> QuerySet:
    tautan = TemuanIndikator.objects.filter(
        temuan__in=_terbuka(siapa, tahun).values("pk"), indikator__prioritas__isnull=False
    )
    per = tautan.order_by().values_list("indikator__prioritas")
    return per.annotate(n=Count("temuan", distinct=True))


@kueri_untuk
def _tanpa_pj(siapa: Penanya, *, tahun: int) -> QuerySet:
    return _terbuka(siapa, tahun).filter(aturan="tanpa_pj").values_list("kunci", flat=True)


def _bagian(
    rapat: Iterable[_Opd],
    opd: Mapping[int, _Opd],
    pengguna: AbstractBaseUser,
    klaster: int | None,
) -> tuple[BagianKlaster, ...]:
    ruang = lingkup(pengguna)
    unit: dict[int, list[str]] = defaultdict(list)
    for o in opd.values():
        if o.induk is not None and o.aktif:
            unit[pangkal(opd, o.pk)].append(o.singkatan)
    per: dict[tuple[int, str], list[_Opd]] = defaultdict(list)
    for o in rapat:
        if klaster is None or o.klaster == klaster:
            per[o.klaster, o.klaster_nama].append(o)
    dasar = alamat_halaman("capaian:indikator_daftar")
    return tuple(
        BagianKlaster(
            pk,
            nama,
            tuple(
                KolomOpd(
                    o.pk,
                    o.singkatan,
                    terputus(o.singkatan),
                    o.nama,
                    tuple(unit[o.pk]),
                    f"{dasar}?opd={o.pk}" if ruang.semua or o.pk in ruang.opd_ids else "",
                    awal=n == 0,
                )
                for n, o in enumerate(isi)
            ),
        )
        for (pk, nama), isi in per.items()
    )


def terputus(singkatan: str) -> str:
    """Long words with soft hyphens between their syllables."""
    return re.sub(
        r"\w+",
        lambda k: SUKU.sub("\\1\u00ad", k[0]) if len(k[0]) > KATA_PANJANG else k[0],
        singkatan,
    )


def _baris(
    p: Prioritas,
    tahun: int,
    isi: _Isi,
    bagian: Sequence[BagianKlaster],
    boleh: _Boleh,
    banyak: int,
) -> BarisPrioritas:
    kolom = [k for b in bagian for k in b.kolom]
    tampil = {k.pk for k in kolom}
    dasar = alamat_sel(tahun, p.pk, 0).removesuffix("0/")
    memimpin = any(isi.tercatat.get((p.pk, pk)) == (PJ, S.DISETUJUI) for pk in boleh.milik)
    sel = tuple(
        _sel(isi, p.pk, k.pk, dasar, boleh.semua or memimpin or k.pk in boleh.milik, awal=k.awal)
        for k in kolom
    )
    ada = {pk for prioritas, pk in (*isi.tercatat, *isi.indikator) if prioritas == p.pk}
    luar = [_sel(isi, p.pk, pk, dasar, buka=True) for pk in isi.opd if pk in ada - tampil]
    return BarisPrioritas(
        p.pk,
        p.kode,
        p.nama,
        sel,
        tuple(_luar(luar, isi, banyak)),
        bool(isi.tercatat) and not any(s.peran == PJ and s.berlaku for s in (*sel, *luar)),
        isi.temuan.get(p.pk, 0),
        f"{alamat_halaman('capaian:keselarasan')}?tahun={tahun}&prioritas={p.pk}#temuan",
    )


def _luar(semua: Iterable[SelPelaksana], isi: _Isi, banyak: int) -> Iterable:
    """Beside each its place; of the OPD of another klaster only the one in charge is named."""
    urut = sorted(semua, key=lambda s: s.peran != PJ)
    for s in urut:
        o = isi.opd[s.opd]
        if o.aktif and o.induk is None and o.klaster is not None:
            if s.peran == PJ and s.berlaku:
                yield s, o.klaster_nama
        elif s.isi:
            yield s, f"di luar {banyak} OPD"


def _sel(
    isi: _Isi, prioritas: int, opd: int, dasar: str, buka: bool, *, awal: bool = False
) -> SelPelaksana:
    peran, status = isi.tercatat.get((prioritas, opd), ("", ""))
    banyak = isi.indikator.get((prioritas, opd), 0)
    url = f"{dasar}{opd}/" if peran or banyak or buka else ""
    return SelPelaksana(opd, isi.opd[opd].singkatan, peran, status, banyak, url, awal)


def alamat_sel(tahun: int, prioritas: int, opd: int) -> str:
    return alamat_halaman("capaian:pelaksana", tahun, prioritas, opd)
