"""The indikator of an OPD as their sheet needs them. A fixed number of queries."""

from collections.abc import Iterable, Mapping

from capaian.impor.indikator.kolom import (
    DIISI,
    SIMPUL_PROGRAM,
    AcuanIndikator,
    Rujukan,
    SemuaAcuan,
    isi_polos,
)
from capaian.impor.program.rujuk import kata_prioritas, kata_sasaran, kata_tujuan
from capaian.layanan.indikator_muat import SUMBER, muat_indikator
from capaian.layanan.program_muat import MILIK, MODEL
from capaian.layanan.tersentuh import sentuhan_terakhir
from capaian.models import Indikator, SkalaPredikat
from opd.models import Opd, Urusan


def muat_acuan(opd: Opd) -> SemuaAcuan:
    """By kode, in the order of the lists. Fifteen queries."""
    kata = _kata(opd)
    semua = SemuaAcuan()
    semua.rujukan = _rujukan(opd, kata)
    milik = muat_indikator(opd)
    sentuhan = sentuhan_terakhir(SUMBER, {"indikator": [s.objek.pk for s in milik.values()]})
    for kode, satu in milik.items():
        terakhir = sentuhan.get(("indikator", satu.objek.pk))
        semua[kode] = AcuanIndikator(
            pk=satu.objek.pk,
            kode=kode,
            nama=satu.objek.nama,
            isi=isi_polos(satu, kata),
            versi=satu.versi,
            oleh=terakhir.oleh if terakhir else "",
            pada=terakhir.pada if terakhir else None,
            rujukan=semua.rujukan,
            ubah=satu,
        )
    return semua


def acuan_baru(kode: str, semua: SemuaAcuan) -> AcuanIndikator:
    return AcuanIndikator(
        pk=0,
        kode=kode,
        nama="",
        isi=dict.fromkeys(DIISI, ""),
        versi=0,
        baru=True,
        rujukan=semua.rujukan,
    )


def _kata(opd: Opd) -> dict[str, dict[int, str]]:
    """By column: the word for each key that a cell may hold. Ten queries."""
    milik = [pk for pk in (opd.pk, opd.induk_id) if pk]
    semua_opd = Opd.objects.order_by("urutan", "kode", "pk").values_list("pk", "singkatan")
    kata = {
        "skala": dict(SkalaPredikat.objects.order_by("nama").values_list("pk", "nama")),
        "sasaran": kata_sasaran(),
        "tujuan": kata_tujuan(),
        "prioritas": kata_prioritas()[0],
        "urusan": dict(Urusan.objects.order_by("kode").values_list("pk", "kode")),
        "opd": dict(semua_opd),
    }
    for tingkat in SIMPUL_PROGRAM:
        baris = MODEL[tingkat].objects.filter(**{f"{MILIK[tingkat]}__in": milik})
        # Of an OPD and its unit with the same program, the own one comes last and is taken.
        urut = baris.order_by(f"-{MILIK[tingkat]}" if opd.induk_id else "kode", "kode", "pk")
        kata[tingkat] = dict(urut.values_list("pk", "kode"))
    return kata


def _rujukan(opd: Opd, kata: Mapping[str, Mapping[int, str]]) -> Rujukan:
    lain = Indikator.objects.exclude(opd=opd).order_by().values_list("kode", "opd__singkatan")
    balik = {
        nama: {k: pk for pk, k in kata[nama].items()}
        for nama in ("skala", "sasaran", "tujuan", "prioritas", "urusan")
    }
    return Rujukan(
        **balik,
        simpul={k: (t, pk) for t in SIMPUL_PROGRAM for pk, k in kata[t].items()},
        opd=_tunggal((k.casefold(), pk) for pk, k in kata["opd"].items()),
        singkatan=kata["opd"],
        kode_lain=dict(lain),
        sendiri=opd.pk,
    )


def _tunggal(pasangan: Iterable[tuple[str, int]]) -> dict[str, int | None]:
    hasil: dict[str, int | None] = {}
    for kata, pk in pasangan:
        hasil[kata] = None if kata in hasil else pk
    return hasil
