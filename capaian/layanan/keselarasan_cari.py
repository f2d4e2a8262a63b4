"""All findings of a year, or those that touch some indikator: material in, rules, findings out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from capaian.keselarasan import Bahan, Didapat, periksa_satu
from capaian.keselarasan.antar import (
    Cara,
    Rincian,
    angka_berbeda,
    antar_opd,
    dua_sumber_antar,
    jumlah,
    nama_mirip,
    rincian_dari_nama,
)
from capaian.keselarasan.bahan import OpdTanpaPrioritas, PrioritasDinilai, Sebutan
from capaian.keselarasan.prioritas import tanpa_pj, tanpa_prioritas
from capaian.layanan.keselarasan_muat import muat_bahan
from capaian.models import (
    Indikator,
    NamaIndikator,
    NamaMirip,
    PelaksanaPrioritas,
    PeranPelaksana,
    Prioritas,
    RincianKota,
    StatusPelaksana,
)


@dataclass(frozen=True, slots=True)
class Jaring:
    """How indikator hang together: by name, by look-alike name, by the sums of the city."""

    kelompok: Mapping[str, Sequence[int]]
    mirip: Sequence[tuple[str, str]]
    rincian: Sequence[tuple[int, int, str]]

    @property
    def pk(self) -> set[int]:
        nama = {pk for isi in self.kelompok.values() for pk in isi}
        return nama | {pk for kota, bagian, _ in self.rincian for pk in (kota, bagian)}


def cari_semua(tahun: int, pada: date) -> list[Didapat]:
    """Every finding of a year. A fixed number of queries; perbarui_nama comes first."""
    bahan = muat_bahan(tahun, pada)
    hasil = [d for b in bahan.values() for d in periksa_satu(b)]
    hasil += _antar(bahan, _jaring_semua())
    return hasil + cari_prioritas(tahun)


def cari_sebagian(tahun: int, pada: date, pk: Collection[int]) -> list[Didapat]:
    """What touches these indikator: by themselves, by name, and in the sums of the city.

    Priorities are not asked again: no number of theirs changes with a target.
    """
    jaring = _jaring(pk)
    bahan = muat_bahan(tahun, pada, sorted({*pk, *jaring.pk}))
    hasil = [d for satu in sorted(pk) if satu in bahan for d in periksa_satu(bahan[satu])]
    return hasil + _antar(bahan, jaring)


def cari_prioritas(tahun: int) -> list[Didapat]:
    """Priorities of the RPJMD of that year that nobody answers for, and what serves none.

    Four queries. A year without priorities asks nobody to serve one; one whose matrix was never
    begun asks nobody to answer for one.
    """
    semua = list(
        Prioritas.objects.filter(
            visi__tahun_mulai__lte=tahun, visi__tahun_selesai__gte=tahun
        ).order_by("visi", "urutan", "pk")
    )
    per: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    baris = (
        Indikator.objects.aktif()
        .filter(prioritas__isnull=False)
        .order_by("opd__urutan", "opd__kode")
        .values_list("prioritas_id", "opd_id", "opd__singkatan", "opd__urutan", "opd__kode")
        .annotate(banyak=Count("pk"))
    )
    for prioritas, opd, nama, _, _, banyak in baris:
        per[prioritas].append((opd, nama, banyak))
    pj = _penanggung_jawab(tahun)
    dinilai = (
        PrioritasDinilai(
            p.pk,
            p.kode,
            p.nama,
            tuple(per[p.pk]),
            penanggung_jawab=None if pj is None else pj.get(p.pk, ""),
            contoh=p.contoh,
        )
        for p in semua
    )
    hasil = [d for p in dinilai if (d := tanpa_pj(p)) is not None]
    if not semua:
        return hasil
    return hasil + [d for opd in _tanpa_prioritas() if (d := tanpa_prioritas(opd)) is not None]


def _penanggung_jawab(tahun: int) -> dict[int, str] | None:
    """By prioritas the OPD in charge, whether asked, agreed or not discussed yet. One query.

    None while nobody has been given a part in any prioritas of the year.
    """
    baris = PelaksanaPrioritas.objects.filter(tahun=tahun).order_by("pk")
    semua = list(baris.values_list("prioritas_id", "peran", "status", "opd__singkatan"))
    if not semua:
        return None
    return {
        p: nama
        for p, peran, status, nama in semua
        if peran == PeranPelaksana.PJ and status != StatusPelaksana.DITOLAK
    }


def _tanpa_prioritas() -> list[OpdTanpaPrioritas]:
    baris = Indikator.objects.aktif().filter(prioritas=None).order_by("opd_id", "urutan", "kode")
    per: dict[tuple[int, str], list[Sebutan]] = defaultdict(list)
    for opd, singkatan, *satu in baris.values_list(
        "opd_id", "opd__singkatan", "pk", "kode", "nama", "contoh"
    ):
        per[opd, singkatan].append(Sebutan(*satu))
    return [OpdTanpaPrioritas(*opd, tuple(isi)) for opd, isi in per.items()]


def _jaring_semua() -> Jaring:
    """Three queries. Only names of more than one indikator make a group."""
    kelompok: dict[str, list[int]] = defaultdict(list)
    for pk, kunci in NamaIndikator.objects.order_by("pk").values_list("pk", "kunci"):
        kelompok[kunci].append(pk)
    mirip = list(NamaMirip.objects.order_by("satu", "dua").values_list("satu", "dua"))
    perlu = {kunci for pasang in mirip for kunci in pasang}
    return Jaring(
        {k: isi for k, isi in kelompok.items() if len(isi) > 1 or k in perlu},
        mirip,
        _rincian(Q()),
    )


def _jaring(pk: Collection[int]) -> Jaring:
    """The same around some indikator. Four queries."""
    milik = set(NamaIndikator.objects.filter(pk__in=pk).values_list("kunci", flat=True))
    mirip = list(
        NamaMirip.objects.filter(Q(satu__in=milik) | Q(dua__in=milik))
        .order_by("satu", "dua")
        .values_list("satu", "dua")
    )
    semua = milik | {kunci for pasang in mirip for kunci in pasang}
    kelompok: dict[str, list[int]] = defaultdict(list)
    anggota = NamaIndikator.objects.filter(kunci__in=semua).order_by("pk")
    for satu, kunci in anggota.values_list("pk", "kunci"):
        kelompok[kunci].append(satu)
    tersangkut = [*pk, *(satu for isi in kelompok.values() for satu in isi)]
    kota = RincianKota.objects.filter(Q(kota__in=tersangkut) | Q(bagian__in=tersangkut))
    rincian = _rincian(Q(kota__in=list(kota.values_list("kota", flat=True).distinct())))
    return Jaring(kelompok, mirip, rincian)


def _rincian(saring: Q) -> list[tuple[int, int, str]]:
    baris = RincianKota.objects.filter(saring).order_by("kota", "pk")
    return list(baris.values_list("kota_id", "bagian_id", "cara"))


def _antar(bahan: Mapping[int, Bahan], jaring: Jaring) -> list[Didapat]:
    """What the rules between indikator find; a name that many OPD share is looked at by no pair."""
    urut = {pk: n for n, pk in enumerate(bahan)}
    kelompok = {
        k: sorted((bahan[pk] for pk in isi if pk in bahan), key=lambda b: urut[b.i.pk])
        for k, isi in jaring.kelompok.items()
    }
    rincian = _susun_rincian(bahan, jaring)
    tercatat = {b.i.pk for r in rincian for b in (r.kota, *r.bagian)}
    hasil: list[Didapat | None] = []
    for kunci, isi in kelompok.items():
        if not antar_opd(isi):
            continue
        hasil.append(dua_sumber_antar(kunci, isi))
        bebas = [b for b in isi if b.i.pk not in tercatat]
        if (satu := rincian_dari_nama(bebas)) is not None:
            rincian.append(satu)
        elif len(bebas) > 1:
            hasil.append(angka_berbeda(kunci, bebas))
    hasil += [
        _mirip(kelompok.get(satu, ()), kelompok.get(dua, ()), f"{satu}-{dua}")
        for satu, dua in jaring.mirip
    ]
    hasil += [jumlah(r) for r in rincian]
    return [d for d in hasil if d is not None]


def _mirip(satu: Iterable[Bahan], dua: Sequence[Bahan], kunci: str) -> Didapat | None:
    """The first two of different OPD stand for the two names."""
    semua = ((a, b) for a in satu for b in dua if a.i.opd_id != b.i.opd_id)
    for a, b in semua:
        if (d := nama_mirip(a, b, kunci)) is not None:
            return d
    return None


def _susun_rincian(bahan: Mapping[int, Bahan], jaring: Jaring) -> list[Rincian]:
    per: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for kota, bagian, cara in jaring.rincian:
        per[kota].append((bagian, cara))
    return [
        Rincian(bahan[kota], tuple(bahan[b] for b, _ in isi if b in bahan), Cara(isi[0][1]))
        for kota, isi in per.items()
        if kota in bahan
    ]
