"""Rows of a form: sasaran, program, kegiatan, sub kegiatan, each with its indikator."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q

from capaian.models import Indikator, Kegiatan, Program, Sasaran, SubKegiatan, Visi
from opd.models import Opd

TANPA_SASARAN = "Belum di bawah sasaran"
Kunci = tuple[str, int]


@dataclass(frozen=True)
class Simpul:
    """One node. `milik`: its money belongs to an OPD of this form."""

    tingkat: str
    pk: int
    kode: str
    nama: str
    opd: Opd | None = None
    milik: bool = True
    indikator: list[Indikator] = field(default_factory=list)
    anak: list["Simpul"] = field(default_factory=list)

    @property
    def kunci(self) -> Kunci:
        return self.tingkat, self.pk

    @property
    def tertulis(self) -> str:
        return f"{self.kode} {self.nama}".strip()

    def semua(self) -> Iterator["Simpul"]:
        yield self
        for satu in self.anak:
            yield from satu.semua()


@dataclass(frozen=True)
class Pohon:
    """`visi`: of the RPJMD that holds the year, None when none is recorded."""

    visi: Visi | None
    sasaran: tuple[Simpul, ...]

    def semua(self) -> Iterator[Simpul]:
        for satu in self.sasaran:
            yield from satu.semua()

    @property
    def indikator(self) -> list[Indikator]:
        return [i for simpul in self.semua() for i in simpul.indikator]


def muat_pohon(opd: Collection[int], tahun: int, tingkat: Collection[str]) -> Pohon:
    """Nodes of these levels. Six queries.

    A unit may measure under a program of the OPD above it: the program is named, its money is not.
    """
    indikator = [i for i in _indikator(opd, tahun) if _tingkat(i) in tingkat]
    program = _program(opd, indikator)
    dipakai = {i.sub_kegiatan.kegiatan_id for i in indikator if i.sub_kegiatan_id}
    dipakai |= {i.kegiatan_id for i in indikator}
    kegiatan = _bawah(Kegiatan, dipakai, opd, program__in=[p.pk for p in program])
    dipakai = {i.sub_kegiatan_id for i in indikator}
    sub = _bawah(SubKegiatan, dipakai, opd, kegiatan__in=[k.pk for k in kegiatan])
    simpul = {
        (jenis, satu.pk): Simpul(jenis, satu.pk, satu.kode, satu.nama, pemilik, milik)
        for jenis, satu, pemilik, milik in _nomenklatur(program, kegiatan, sub, opd)
    }
    atas = _atas(indikator)
    tanpa = Simpul("sasaran", 0, "", TANPA_SASARAN)
    for satu in program:
        induk = satu.sasaran_id or (satu.prioritas and satu.prioritas.sasaran_id)
        atas.get(("sasaran", induk), tanpa).anak.append(simpul["program", satu.pk])
    for satu in kegiatan:
        simpul["program", satu.program_id].anak.append(simpul["kegiatan", satu.pk])
    for satu in sub:
        simpul["kegiatan", satu.kegiatan_id].anak.append(simpul["sub_kegiatan", satu.pk])
    for i in indikator:
        _tempat(i, simpul, atas, tanpa).indikator.append(i)
    ada = [s for s in (*atas.values(), tanpa) if s.anak or s.indikator]
    return Pohon(muat_visi(tahun), tuple(ada))


def _atas(indikator: Iterable[Indikator]) -> dict[Kunci, Simpul]:
    """Tujuan that an indikator hangs under directly, then every sasaran. One query."""
    tujuan = {i.tujuan_id: i.tujuan for i in indikator if i.tujuan_id}
    sasaran = Sasaran.objects.order_by("tujuan__misi", "tujuan", "urutan", "pk")
    semua = [Simpul("tujuan", pk, t.kode, t.nama) for pk, t in sorted(tujuan.items())]
    semua += [Simpul("sasaran", s.pk, s.kode, s.nama) for s in sasaran]
    return {satu.kunci: satu for satu in semua}


def muat_visi(tahun: int) -> Visi | None:
    """One query."""
    berlaku = Visi.objects.filter(tahun_mulai__lte=tahun, tahun_selesai__gte=tahun)
    return berlaku.order_by("-tahun_mulai", "pk").first()


def _indikator(opd: Collection[int], tahun: int) -> list[Indikator]:
    baris = (
        Indikator.objects.filter(opd__in=opd)
        .pada_tahun(tahun)
        .select_related("opd", "tujuan", "prioritas", "kegiatan", "sub_kegiatan__kegiatan")
    )
    return list(baris.order_by("opd__urutan", "opd", "urutan", "kode", "pk"))


def _tingkat(i: Indikator) -> str:
    """The level it hangs at; without a node it counts for the sasaran of its prioritas."""
    ada = (t for t in ("tujuan", "program", "kegiatan", "sub_kegiatan") if getattr(i, f"{t}_id"))
    return next(ada, "sasaran")


def _program(opd: Collection[int], indikator: Iterable[Indikator]) -> list[Program]:
    """Active ones, and those that an indikator of this form still hangs under."""
    dipakai = {_program_dari(i) for i in indikator} - {None}
    baris = Program.objects.filter(Q(opd__in=opd, aktif=True) | Q(pk__in=dipakai))
    return list(
        baris.select_related("opd", "prioritas").order_by("opd__urutan", "opd", "kode", "pk")
    )


def _program_dari(i: Indikator) -> int | None:
    if i.sub_kegiatan_id:
        return i.sub_kegiatan.kegiatan.program_id
    return i.kegiatan.program_id if i.kegiatan_id else i.program_id


def _bawah(
    kelas: type[Kegiatan] | type[SubKegiatan],
    dipakai: Collection[int | None],
    opd: Collection[int],
    **induk: Collection[int],
) -> list:
    """Active ones of these OPD, and of the others what an indikator of this form hangs under."""
    jalur = "program__opd__in" if kelas is Kegiatan else "kegiatan__program__opd__in"
    tampil = Q(aktif=True, **{jalur: opd}) | Q(pk__in=[pk for pk in dipakai if pk])
    return list(kelas.objects.filter(tampil, **induk).order_by("kode", "pk"))


def _nomenklatur(
    program: list[Program], kegiatan: list[Kegiatan], sub: list[SubKegiatan], opd: Collection[int]
) -> Iterator[tuple]:
    pemilik = {p.pk: p.opd for p in program}
    di_program = {k.pk: k.program_id for k in kegiatan}
    for p in program:
        yield "program", p, p.opd, p.opd_id in opd
    for k in kegiatan:
        milik = pemilik[k.program_id]
        yield "kegiatan", k, milik, milik.pk in opd
    for s in sub:
        milik = pemilik[di_program[s.kegiatan_id]]
        yield "sub_kegiatan", s, milik, milik.pk in opd


def _tempat(
    i: Indikator, simpul: dict[Kunci, Simpul], atas: dict[Kunci, Simpul], tanpa: Simpul
) -> Simpul:
    """Where it hangs; without a node, under the sasaran of its prioritas."""
    for tingkat in ("sub_kegiatan", "kegiatan", "program"):
        pk = getattr(i, f"{tingkat}_id")
        if pk:
            return simpul[tingkat, pk]
    if i.tujuan_id:
        return atas["tujuan", i.tujuan_id]
    sasaran = i.sasaran_id or (i.prioritas and i.prioritas.sasaran_id)
    return atas.get(("sasaran", sasaran), tanpa)
