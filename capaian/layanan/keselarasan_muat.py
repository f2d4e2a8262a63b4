"""What the rules of keselarasan are made from: a fixed number of queries, whatever the rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q

from capaian.bacaan import TargetBaca, baca_target, kelompokkan
from capaian.gabungan import Isian, Konsolidasi, NilaiTriwulan, setahun
from capaian.keselarasan.bahan import (
    Bahan,
    Berteks,
    IndikatorDinilai,
    SumberTercatat,
    Tahunan,
    tulis,
)
from capaian.keselarasan.catatan import BULAN_SEMENTARA
from capaian.keselarasan.target import TAHUN_RIWAYAT
from capaian.layanan.keselarasan_seratus import Akhir, hitung_seratus
from capaian.models import Indikator, Periode, Realisasi, UsulanTarget
from capaian.perhitungan import berlaku_pada
from capaian.pilihan import (
    SUDAH_DIAJUKAN,
    SUDAH_PASTI,
    CaraIsian,
    CaraKonsolidasi,
    KeadaanNilai,
    StatusData,
    SumberTarget,
)
from capaian.rumus import Keadaan, Predikat
from capaian.rumus import Realisasi as Nilai
from konsolidasi.inti.waktu import Triwulan

KOLOM = (
    "pk",
    "kode",
    "nama",
    "opd_id",
    "opd__singkatan",
    "prioritas_id",
    "satuan",
    "desimal",
    "jenis",
    "jenis_nilai",
    "formula",
    "konsolidasi",
    "isian",
    "berpagu",
    "sumber_data",
    "contoh",
)
BERNILAI = Q(keadaan=KeadaanNilai.NILAI, status__in=SUDAH_DIAJUKAN)
TERAKHIR = Q(indikator__konsolidasi=CaraKonsolidasi.POSISI_AKHIR) | Q(
    indikator__isian=CaraIsian.KUMULATIF
)
TANPA_TRIWULAN = Q(pk__in=[])
SEMUA_AKTIF = {"indikator__aktif": True, "indikator__opd__aktif": True}
PERIODE_SERATUS = 2
SEMUA_TRIWULAN = 4


def muat_bahan(tahun: int, pada: date, pk: Sequence[int] | None = None) -> dict[int, Bahan]:
    """Active indikator with everything they are judged by; all of them when `pk` is None.

    Only submitted realisasi counts: a draft is nobody's word yet.
    """
    baris = Indikator.objects.aktif().order_by("opd__urutan", "opd__kode", "urutan", "kode", "pk")
    if pk is not None:
        baris = baris.filter(pk__in=pk)
    indikator = {b[0]: IndikatorDinilai(*b) for b in baris.values_list(*KOLOM)}
    saring = SEMUA_AKTIF if pk is None else {"indikator__in": list(indikator)}
    masa = _masa(tahun)
    akhir = _akhir(saring, masa)
    nomor = {a.tw.nomor for a in akhir.values()}
    versi = kelompokkan(baca_target(tahun=tahun, **saring))
    triwulan = Q(triwulan__in=nomor) if nomor else TANPA_TRIWULAN
    lalu = kelompokkan(baca_target(tahun=tahun - 1, triwulan=triwulan, **saring))
    usulan = {
        u.indikator_id: u
        for u in UsulanTarget.objects.filter(tahun=tahun, **saring).select_related("predikat")
    }
    realisasi = _tahunan(indikator, saring, tahun)
    sementara = _sementara(saring, masa, pada)
    sumber = _sumber(indikator, saring, masa)
    seratus = hitung_seratus(indikator, akhir, {tahun: versi, tahun - 1: lalu})
    hasil = {}
    for satu, i in indikator.items():
        beruntun, tw = seratus.get(satu, (0, None))
        target = _bertarget(i, tahun, pada, versi.get(satu, ()), lalu.get(satu, ()))
        diusulkan = _berteks(i, f"Usulan {tahun}", usulan.get(satu))
        hasil[satu] = Bahan(
            i=i,
            tahun=tahun,
            dinilai=diusulkan or target["target"],
            realisasi=realisasi.get(satu, {}),
            sementara=sementara.get(satu, ()),
            sumber=sumber.get(satu, ()),
            seratus=beruntun,
            seratus_tw=tw,
            **target,
        )
    return hasil


def _bertarget(
    i: IndikatorDinilai,
    tahun: int,
    pada: date,
    versi: Sequence[TargetBaca],
    lalu: Sequence[TargetBaca],
) -> dict[str, Any]:
    """What is in force: today in the running year, else at its end."""
    target = berlaku_pada(versi, pada if pada.year == tahun else date(tahun, 12, 31))
    dulu = berlaku_pada(lalu, date(tahun - 1, 12, 31))
    triwulanan = target.triwulanan.all() if target else ()
    return {
        "target": _berteks(i, f"Target {tahun}", target),
        "target_lalu": _berteks(i, f"Target {tahun - 1}", dulu),
        "triwulanan": {q.triwulan: q.sebagai_target() for q in triwulanan},
        "dokumen": _dokumen(i, versi),
        "pagu": target.pagu if target else None,
    }


def _berteks(i: IndikatorDinilai, kata: str, satu: Any) -> Berteks | None:
    if satu is None:
        return None
    asal = f"{satu.get_sumber_display()}, {satu.acuan}" if isinstance(satu, TargetBaca) else ""
    return Berteks(kata, satu.sebagai_target(), i.desimal, asal)


def _dokumen(i: IndikatorDinilai, versi: Iterable[TargetBaca]) -> dict[SumberTarget, Berteks]:
    """The latest version of each source."""
    terakhir = {v.sumber: v for v in versi}
    return {
        SumberTarget(s): Berteks(SumberTarget(s).label, v.sebagai_target(), i.desimal, v.acuan)
        for s, v in terakhir.items()
    }


def _masa(tahun: int) -> dict[int, Triwulan]:
    """Quarters of this year and the last, by their key. One query."""
    baris = Periode.objects.filter(tahun__in=(tahun - 1, tahun)).order_by("tahun", "triwulan")
    return {pk: Triwulan(t, n) for pk, t, n in baris.values_list("pk", "tahun_id", "triwulan")}


def _akhir(saring: Mapping[str, Any], masa: Mapping[int, Triwulan]) -> dict[int, Akhir]:
    """The newest submitted value of each indikator, in the two newest quarters. Two queries."""
    ada = Realisasi.objects.filter(BERNILAI, periode__in=list(masa), **saring).order_by()
    terisi = set(ada.values_list("periode_id", flat=True).distinct())
    terbaru = sorted(terisi, key=lambda pk: masa[pk])[-PERIODE_SERATUS:]
    kolom = (
        "indikator_id",
        "periode_id",
        "nilai",
        "predikat__kode",
        "predikat__nilai",
        "target_id",
    )
    hasil: dict[int, Akhir] = {}
    for i, p, nilai, kode, urut, target in ada.filter(periode__in=terbaru).values_list(*kolom):
        if i not in hasil or masa[p] > hasil[i].tw:
            hasil[i] = Akhir(masa[p], _nilai(nilai, kode, urut), target)
    return hasil


def _nilai(nilai: Any, kode: str | None, urut: Any) -> Nilai:
    return nilai if kode is None else Predikat(kode, urut)


def _tahunan(
    indikator: Mapping[int, IndikatorDinilai], saring: Mapping[str, Any], tahun: int
) -> dict[int, dict[int, Tahunan]]:
    """Realisasi of the years before, by the rule of each indikator. Two queries.

    Where the last filled quarter is the year's value, the database returns only that one. A sum
    or a mean of fewer than four quarters says nothing about a year and is left out.
    """
    kolom = (
        "indikator_id",
        "periode__tahun_id",
        "periode__triwulan",
        "nilai",
        "predikat__kode",
        "predikat__nilai",
        "status",
        "status_data",
    )
    semua = Realisasi.objects.filter(
        BERNILAI,
        periode__tahun__gte=tahun - TAHUN_RIWAYAT - 1,
        periode__tahun__lt=tahun,
        **saring,
    )
    akhir = (
        semua.filter(TERAKHIR)
        .order_by("indikator_id", "periode__tahun_id", "-periode__triwulan")
        .distinct("indikator_id", "periode__tahun_id")
    )
    per: dict[tuple[int, int], list[tuple[Any, ...]]] = defaultdict(list)
    for kueri in (akhir, semua.exclude(TERAKHIR).order_by("indikator_id", "periode")):
        for b in kueri.values_list(*kolom):
            per[b[0], b[1]].append(b[2:])
    hasil: dict[int, dict[int, Tahunan]] = defaultdict(dict)
    for (pk, t), baris in per.items():
        i = indikator.get(pk)
        if i is not None and (satu := _setahun(i, baris)) is not None:
            hasil[pk][t] = satu
    return hasil


def _setahun(i: IndikatorDinilai, baris: Sequence[tuple[Any, ...]]) -> Tahunan | None:
    pasti = all(s in SUDAH_PASTI and d == StatusData.TETAP for *_, s, d in baris)
    if i.konsolidasi == CaraKonsolidasi.POSISI_AKHIR or i.isian == CaraIsian.KUMULATIF:
        nomor, nilai, kode, urut, *_ = baris[-1]
        if nomor != SEMUA_TRIWULAN and i.konsolidasi == CaraKonsolidasi.JUMLAH:
            return None
        return Tahunan(_nilai(nilai, kode, urut), not pasti or nomor != SEMUA_TRIWULAN)
    gabungan = setahun(
        Konsolidasi(i.konsolidasi),
        Isian(i.isian),
        [NilaiTriwulan(n, Keadaan.NILAI, _nilai(v, k, u)) for n, v, k, u, _, _ in baris],
    )
    return Tahunan(gabungan.nilai, not pasti) if gabungan.lengkap else None


def _sementara(
    saring: Mapping[str, Any], masa: Mapping[int, Triwulan], pada: date
) -> dict[int, tuple[Triwulan, ...]]:
    """Quarters whose value has been provisional for too long. One query."""
    lama = [pk for pk, tw in masa.items() if _bulan_sejak(tw.akhir, pada) >= BULAN_SEMENTARA]
    baris = Realisasi.objects.filter(
        BERNILAI, status_data=StatusData.SEMENTARA, periode__in=lama, **saring
    )
    hasil: dict[int, list[Triwulan]] = defaultdict(list)
    for i, p in baris.order_by().values_list("indikator_id", "periode_id"):
        hasil[i].append(masa[p])
    return {i: tuple(sorted(tw)) for i, tw in hasil.items()}


def _bulan_sejak(dulu: date, pada: date) -> int:
    """Whole months that have passed."""
    return (pada.year - dulu.year) * 12 + pada.month - dulu.month - (pada.day < dulu.day)


def _sumber(
    indikator: Mapping[int, IndikatorDinilai],
    saring: Mapping[str, Any],
    masa: Mapping[int, Triwulan],
) -> dict[int, tuple[SumberTercatat, ...]]:
    """Sources of indikator that name more than one. Two queries."""
    ada = Realisasi.objects.filter(BERNILAI, periode__in=list(masa), **saring).exclude(sumber="")
    lebih = (
        ada.order_by()
        .values("indikator")
        .annotate(banyak=Count("sumber", distinct=True))
        .filter(banyak__gt=1)
        .values_list("indikator", flat=True)
    )
    kolom = (
        "indikator_id",
        "periode_id",
        "sumber",
        "nilai",
        "predikat__kode",
        "predikat__nilai",
    )
    hasil: dict[int, list[SumberTercatat]] = defaultdict(list)
    for i, p, teks, nilai, kode, urut in (
        ada.filter(indikator__in=list(lebih)).order_by("pk").values_list(*kolom)
    ):
        if i in indikator:
            tertulis = tulis(_nilai(nilai, kode, urut), indikator[i].desimal)
            hasil[i].append(SumberTercatat(teks, masa[p], tertulis))
    return {i: tuple(s) for i, s in hasil.items()}
