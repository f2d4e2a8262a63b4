"""The cascade of an OPD as its sheet needs it. Nine queries, whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from capaian.impor.program.kolom import (
    DIISI,
    NAMA_TINGKAT,
    AcuanProgram,
    Rujukan,
    SemuaAcuan,
    isi_polos,
)
from capaian.impor.program.rujuk import kata_prioritas, kata_sasaran
from capaian.layanan.program_muat import MODEL, SUMBER, Simpul, muat_simpul, tingkat_kode
from capaian.layanan.tersentuh import sentuhan_terakhir
from capaian.models import Indikator
from opd.models import Opd


def muat_acuan(opd: Opd, tahun: int, pada: date) -> SemuaAcuan:
    """By kode: a program, its kegiatan, their sub kegiatan, the next program."""
    simpul = muat_simpul(opd, tahun, pada)
    sasaran, (prioritas, milik) = kata_sasaran(tahun), kata_prioritas(tahun)
    semua = SemuaAcuan()
    semua.rujukan = Rujukan(
        pada=pada,
        sasaran={kata: pk for pk, kata in sasaran.items()},
        prioritas={kata: pk for pk, kata in prioritas.items()},
        milik=milik,
    )
    per_tingkat = _per_tingkat(simpul.values())
    indikator = _indikator(per_tingkat)
    sentuhan = sentuhan_terakhir(SUMBER, per_tingkat)
    for kode in sorted(simpul):
        satu = simpul[kode]
        terakhir = sentuhan.get((satu.tingkat, satu.objek.pk))
        semua[kode] = AcuanProgram(
            pk=satu.objek.pk,
            kode=kode,
            nama=satu.objek.nama,
            isi=isi_polos(satu, sasaran, prioritas),
            versi=satu.versi,
            oleh=terakhir.oleh if terakhir else "",
            pada=terakhir.pada if terakhir else None,
            rujukan=semua.rujukan,
            tingkat=NAMA_TINGKAT[satu.tingkat],
            jenjang=satu.tingkat,
            indikator="; ".join(indikator[satu.tingkat, satu.objek.pk]),
            simpul=satu,
        )
    return semua


def acuan_baru(kode: str, semua: SemuaAcuan) -> AcuanProgram:
    jenjang = tingkat_kode(kode)
    return AcuanProgram(
        pk=0,
        kode=kode,
        nama="",
        isi=dict.fromkeys(DIISI, ""),
        versi=0,
        baru=True,
        rujukan=semua.rujukan,
        tingkat=NAMA_TINGKAT.get(jenjang, ""),
        jenjang=jenjang,
    )


def _per_tingkat(simpul: Iterable[Simpul]) -> dict[str, list[int]]:
    per: dict[str, list[int]] = defaultdict(list)
    for satu in simpul:
        per[satu.tingkat].append(satu.objek.pk)
    return per


def _indikator(per: Mapping[str, list[int]]) -> dict[tuple[str, int], list[str]]:
    """Codes of the indikator at each node. One query."""
    syarat = Q(pk__in=())
    for tingkat, pk in per.items():
        syarat |= Q(**{f"{tingkat}__in": pk})
    hasil: dict[tuple[str, int], list[str]] = defaultdict(list)
    baris = Indikator.objects.filter(syarat, aktif=True).order_by("kode", "pk")
    for kode, *tempat in baris.values_list("kode", *MODEL):
        tingkat, pk = next((t, p) for t, p in zip(MODEL, tempat, strict=True) if p)
        hasil[tingkat, pk].append(kode)
    return hasil
