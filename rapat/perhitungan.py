"""Which indikator each agenda item is about, for whole sesi in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Count

from capaian.models import Indikator
from opd.models import Opd
from rapat.models import Agenda


def indikator_sesi(
    agenda: Sequence[Agenda], *, hanya: Agenda | None = None
) -> dict[int, list[Indikator]]:
    """Active indikator per agenda item of one sesi: of its OPD and of the units below it.

    Satuan: none. Galat: none. Sumber: cerita, "Dinas Kesehatan dan RSUD" is one line.
    Four queries at most; with `hanya` only that item is filled.
    """
    tujuan = _tujuan(agenda, _induk())
    if hanya is not None:
        tujuan = {opd: pk for opd, pk in tujuan.items() if pk == hanya.pk}
    hasil: dict[int, list[Indikator]] = {a.pk: [] for a in agenda}
    baris = (
        Indikator.objects.aktif()
        .filter(opd__in=tujuan)
        .select_related("opd", "skala_predikat")
        .prefetch_related("skala_predikat__butir")
        .order_by("opd__urutan", "urutan", "kode", "pk")
    )
    for indikator in baris:
        hasil[tujuan[indikator.opd_id]].append(indikator)
    return hasil


def jumlah_indikator(
    agenda: Sequence[Agenda], *, milik: Collection[int] | None = None
) -> dict[int, int]:
    """How many active indikator each agenda item has; the items may belong to several sesi.

    Satuan: indikator. Galat: none. Sumber: as indikator_sesi. Two queries. `milik`: only of
    these OPD, for a unit that sees its own.
    """
    induk = _induk()
    aktif = Indikator.objects.aktif()
    if milik is not None:
        aktif = aktif.filter(opd__in=milik)
    per_opd = dict(aktif.order_by().values_list("opd").annotate(banyak=Count("pk")))
    hasil = {butir.pk: 0 for butir in agenda}
    for satu_sesi in _per_sesi(agenda):
        for opd, pk in _tujuan(satu_sesi, induk).items():
            hasil[pk] += per_opd.get(opd, 0)
    return hasil


def butir_opd(agenda: Sequence[Agenda], opd: Collection[int]) -> list[Agenda]:
    """The items under which these OPD are discussed; the items may belong to several sesi.

    Satuan: none. Galat: none. Sumber: as indikator_sesi. One query.
    """
    induk = _induk()
    kena = {
        pk
        for satu_sesi in _per_sesi(agenda)
        for satu, pk in _tujuan(satu_sesi, induk).items()
        if satu in opd
    }
    return [butir for butir in agenda if butir.pk in kena]


def opd_agenda(agenda: Sequence[Agenda]) -> dict[int, int]:
    """Agenda item of each OPD and unit that one sesi discusses.

    Satuan: none. Galat: none. Sumber: as indikator_sesi. One query.
    """
    return _tujuan(agenda, _induk())


def _per_sesi(agenda: Sequence[Agenda]) -> Iterable[list[Agenda]]:
    hasil: dict[int, list[Agenda]] = defaultdict(list)
    for butir in agenda:
        hasil[butir.sesi_id].append(butir)
    return hasil.values()


def _induk() -> dict[int, int | None]:
    return dict(Opd.objects.order_by().values_list("pk", "induk_id"))


def _tujuan(agenda: Sequence[Agenda], induk: dict[int, int | None]) -> dict[int, int]:
    """OPD to agenda item of one sesi. A unit with an item of its own is discussed there."""
    pemilik = {a.opd_id: a.pk for a in agenda}
    tujuan = {}
    for opd in induk:
        atas: int | None = opd
        while atas is not None and atas not in pemilik:
            atas = induk[atas]
        if atas is not None:
            tujuan[opd] = pemilik[atas]
    return tujuan
