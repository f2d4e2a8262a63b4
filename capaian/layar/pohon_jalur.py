"""The way from the visi down to one indikator, each step a link into the tree."""

from collections.abc import Iterator

from django.urls import reverse

from capaian.models import Indikator, Kegiatan, Program, Sasaran, SubKegiatan, Tujuan
from capaian.models.pohon import SimpulVisi

Langkah = tuple[str, str]
"""Text and address."""


def susun_jalur(indikator: Indikator, tahun: int) -> tuple[Langkah, ...]:
    """Empty where it hangs nowhere. Three queries at most, none where it hangs nowhere."""
    bawah = _bawah(indikator)
    program = bawah[0] if bawah else None
    tempat, langkah = _tempat(indikator, program)
    semua = [(f"{kata} {simpul.kode}", kunci) for kata, simpul, kunci in langkah]
    semua += [
        (f"{simpul._meta.verbose_name.capitalize()} {simpul.kode}", f"{tempat}-{simpul.kunci}")
        for simpul in bawah
    ]
    dasar = f"{reverse('capaian:pohon')}?tahun={tahun}&buka="
    return tuple((teks, f"{dasar}{kunci}#{kunci}") for teks, kunci in semua)


def _bawah(i: Indikator) -> list[Program | Kegiatan | SubKegiatan]:
    """Program, kegiatan, sub kegiatan. One query."""
    lanjut = "prioritas__sasaran"
    if i.sub_kegiatan_id:
        muat = f"kegiatan__program__{lanjut}"
        sub = SubKegiatan.objects.select_related(muat).get(pk=i.sub_kegiatan_id)
        return [sub.kegiatan.program, sub.kegiatan, sub]
    if i.kegiatan_id:
        kegiatan = Kegiatan.objects.select_related(f"program__{lanjut}").get(pk=i.kegiatan_id)
        return [kegiatan.program, kegiatan]
    if i.program_id:
        return [Program.objects.select_related(lanjut).get(pk=i.program_id)]
    return []


def _tempat(i: Indikator, program: Program | None) -> tuple[str, list[tuple[str, object, str]]]:
    """Where the program or the indikator itself stands, and what is above. Two queries at most."""
    if i.prioritas_id:
        kunci = f"r{i.prioritas_id}"
        atas = list(_dari_sasaran(i.prioritas.sasaran_id))
        return kunci, [*atas, ("Prioritas", i.prioritas, kunci)]
    if program is not None:
        sasaran = program.sasaran_id or (program.prioritas and program.prioritas.sasaran_id)
        return (f"l{sasaran}" if sasaran else "y"), list(_dari_sasaran(sasaran))
    if i.sasaran_id:
        return "", list(_dari_sasaran(i.sasaran_id))
    if i.tujuan_id:
        tujuan = Tujuan.objects.select_related("misi").get(pk=i.tujuan_id)
        return "", [_langkah("Misi", tujuan.misi), _langkah("Tujuan", tujuan)]
    return "", []


def _dari_sasaran(pk: int | None) -> Iterator[tuple[str, object, str]]:
    if pk:
        sasaran = Sasaran.objects.select_related("tujuan__misi").get(pk=pk)
        yield _langkah("Misi", sasaran.tujuan.misi)
        yield _langkah("Tujuan", sasaran.tujuan)
        yield _langkah("Sasaran", sasaran)


def _langkah(kata: str, simpul: SimpulVisi) -> tuple[str, SimpulVisi, str]:
    return kata, simpul, f"{simpul.awalan}{simpul.pk}"
