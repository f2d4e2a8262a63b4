"""Doubts about many submitted rows at once: a fixed number of queries in, capaian.keraguan, out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Q

from capaian.bacaan import RealisasiBaca, TargetBaca, TriwulanBaca, baca_realisasi, baca_target
from capaian.gabungan import Isian, Konsolidasi
from capaian.keraguan import Bahan, Keraguan, Koreksi, Ukuran, keraguan, persis
from capaian.layanan.verifikasi_bukti import muat_bukti_dinilai
from capaian.models import Indikator, LogRealisasi, Periode, Realisasi
from capaian.perhitungan import berlaku_pada, hitung_hasil, sasaran_triwulan
from capaian.pilihan import SUDAH_DIAJUKAN, KeadaanNilai
from capaian.rumus import SERATUS, Formula, Hasil, Keadaan, Predikat
from capaian.rumus import Realisasi as Nilai
from konsolidasi.inti.waktu import Triwulan

TAHUN_KE_BELAKANG = 5
TRIWULAN_KE_BELAKANG = 8
TRIWULAN_KOREKSI = 4
# Met the target to the digit, and the capaian.
Dulu = tuple[bool, Decimal | None]
Sasaran = TargetBaca | TriwulanBaca | None
KOLOM = (
    "pk",
    "kode",
    "nama",
    "satuan",
    "desimal",
    "formula",
    "konsolidasi",
    "isian",
    "wajib_bukti",
    "contoh",
    "opd_id",
    "opd__singkatan",
)


class IndikatorNilai(NamedTuple):
    """What of an indikator its figures are judged by, in the order of KOLOM."""

    pk: int
    kode: str
    nama: str
    satuan: str
    desimal: int
    formula: str
    konsolidasi: str
    isian: str
    wajib_bukti: bool
    contoh: bool
    opd_id: int
    opd: str


@dataclass(frozen=True, slots=True)
class Penilaian:
    """One row with its capaian and every doubt about it."""

    realisasi: RealisasiBaca
    indikator: IndikatorNilai
    sasaran: Sasaran
    asal_target: str
    hasil: Hasil
    keraguan: tuple[Keraguan, ...]

    @property
    def bobot(self) -> int:
        return sum(k.bobot for k in self.keraguan)


@dataclass(frozen=True, slots=True)
class _Beruntun:
    persis: int = 0
    seratus: int = 0


TANPA_BERUNTUN = _Beruntun()


def nilai_baris(realisasi_pk: Sequence[int], periode: Periode) -> dict[int, Penilaian]:
    """Judge rows of one quarter, in their present state. At most thirteen queries.

    Satuan: as capaian.keraguan. Galat: none; a row that is not there is left out.
    Sumber: fitur B2, C20.
    """
    baris = [
        r
        for r in baca_realisasi([Q(pk__in=realisasi_pk)])
        if r.periode is not None and r.periode_id == periode.pk
    ]
    indikator_pk = [r.indikator_id for r in baris]
    kolom = Indikator.objects.filter(pk__in=indikator_pk).order_by("pk").values_list(*KOLOM)
    indikator = {satu[0]: IndikatorNilai._make(satu) for satu in kolom}
    versi: dict[int, list[TargetBaca]] = defaultdict(list)
    for target in baca_target(indikator__in=indikator_pk, tahun=periode.tahun_id):
        versi[target.indikator_id].append(target)
    hasil = {
        r.pk: _hasil(indikator[r.indikator_id], versi[r.indikator_id], r, periode.tw) for r in baris
    }
    masa = _masa(periode.tw)
    riwayat = _riwayat(indikator_pk, masa)
    beruntun = _beruntun(baris, indikator, hasil, masa, periode.tw)
    bukti = muat_bukti_dinilai(indikator_pk, periode)
    koreksi = _koreksi({i.opd_id for i in indikator.values()}, masa, periode.tw)
    semua = {}
    for r in baris:
        i, lama = indikator[r.indikator_id], beruntun.get(r.pk, TANPA_BERUNTUN)
        bahan = Bahan(
            tw=periode.tw,
            ukuran=_ukuran(i),
            **_nilai(r, hasil[r.pk]),
            riwayat=riwayat.get(i.pk, {}),
            persis_lalu=lama.persis,
            seratus_lalu=lama.seratus,
            wajib_bukti=i.wajib_bukti,
            bukti=bukti.get(i.pk, ()),
            koreksi=koreksi.get(i.opd_id),
        )
        semua[r.pk] = Penilaian(r, i, *hasil[r.pk], keraguan(bahan))
    return semua


def _nilai(r: RealisasiBaca, hasil: tuple[Sasaran, str, Hasil]) -> dict[str, Any]:
    sasaran, asal, angka = hasil
    return {
        "keadaan": Keadaan(r.keadaan),
        "nilai": r.sebagai_realisasi(),
        "target": sasaran.sebagai_target() if sasaran else None,
        "asal_target": asal,
        "persen": angka.persen,
        "penghambat": r.faktor_penghambat,
    }


def _ukuran(i: IndikatorNilai) -> Ukuran:
    return Ukuran(
        Formula(i.formula), Konsolidasi(i.konsolidasi), Isian(i.isian), i.satuan, i.desimal
    )


def _hasil(
    i: IndikatorNilai, versi: Sequence[TargetBaca], r: RealisasiBaca, tw: Triwulan
) -> tuple[Sasaran, str, Hasil]:
    """Target of the quarter, where it comes from, and the capaian.

    Satuan: percent (rumus). Galat: none; a reason in Hasil. Sumber: capaian.perhitungan.
    """
    sasaran = sasaran_triwulan(i, versi, r, tw)
    tahunan = next((v for v in versi if v.pk == r.target_id), None) or berlaku_pada(versi, tw.akhir)
    asal = tahunan.acuan if sasaran is not None and tahunan is not None else ""
    target = sasaran.sebagai_target() if sasaran else None
    return sasaran, asal, hitung_hasil(i, target, r.sebagai_realisasi(), r.keadaan)


def _masa(tw: Triwulan) -> dict[int, Triwulan]:
    """The quarters that a row is compared with, by their key. One query."""
    dekat, satu = set(), tw
    for _ in range(TRIWULAN_KE_BELAKANG):
        satu = satu.sebelum()
        dekat.add(satu)
    dekat |= {Triwulan(tw.tahun - n, tw.nomor) for n in range(1, TAHUN_KE_BELAKANG + 1)}
    baris = Periode.objects.filter(tahun__gte=tw.tahun - TAHUN_KE_BELAKANG, tahun__lte=tw.tahun)
    semua = baris.order_by("pk").values_list("pk", "tahun_id", "triwulan")
    return {pk: masa for pk, t, n in semua if (masa := Triwulan(t, n)) in dekat}


def _riwayat(
    indikator_pk: Sequence[int], masa: Mapping[int, Triwulan]
) -> dict[int, dict[Triwulan, Nilai]]:
    """Values that were submitted in earlier quarters. One query."""
    baris = (
        Realisasi.objects.filter(
            indikator__in=indikator_pk,
            periode__in=list(masa),
            keadaan=KeadaanNilai.NILAI,
            status__in=SUDAH_DIAJUKAN,
        )
        .order_by()
        .values_list("indikator_id", "periode_id", "nilai", "predikat__kode", "predikat__nilai")
    )
    hasil: dict[int, dict[Triwulan, Nilai]] = defaultdict(dict)
    for indikator, periode, nilai, kode, peringkat in baris:
        hasil[indikator][masa[periode]] = nilai if kode is None else Predikat(kode, peringkat)
    return hasil


def _beruntun(
    baris: Iterable[RealisasiBaca],
    indikator: Mapping[int, IndikatorNilai],
    hasil: Mapping[int, tuple[Sasaran, str, Hasil]],
    masa: Mapping[int, Triwulan],
    tw: Triwulan,
) -> dict[int, _Beruntun]:
    """How long a row has already met its target to the digit, or had 100 %.

    Three queries about the rows of which it is true now; none when there is no such row.
    """
    calon = {}
    for r in baris:
        sasaran, _, angka = hasil[r.pk]
        target = sasaran.sebagai_target() if sasaran else None
        if angka.persen == SERATUS or persis(r.sebagai_realisasi(), target):
            calon[r.indikator_id] = r.pk
    dekat = [pk for pk, m in masa.items() if _jarak(m, tw) <= TRIWULAN_KE_BELAKANG]
    if not calon or not dekat:
        return {}
    tahun = {masa[pk].tahun for pk in dekat}
    versi: dict[tuple[int, int], list[TargetBaca]] = defaultdict(list)
    for target in baca_target(indikator__in=list(calon), tahun__in=sorted(tahun)):
        versi[target.indikator_id, target.tahun_id].append(target)
    dulu: dict[int, dict[Triwulan, Dulu]] = defaultdict(dict)
    diajukan = Q(indikator__in=list(calon), periode__in=dekat, status__in=SUDAH_DIAJUKAN)
    for r in baca_realisasi([diajukan]):
        m = masa[r.periode_id]
        sasaran, _, angka = _hasil(indikator[r.indikator_id], versi[r.indikator_id, m.tahun], r, m)
        target = sasaran.sebagai_target() if sasaran else None
        dulu[r.indikator_id][m] = (persis(r.sebagai_realisasi(), target), angka.persen)
    return {
        pk: _Beruntun(
            _hitung(dulu[i], tw, lambda b: b[0]), _hitung(dulu[i], tw, lambda b: b[1] == SERATUS)
        )
        for i, pk in calon.items()
    }


def _hitung(dulu: Mapping[Triwulan, Dulu], tw: Triwulan, benar: Callable[[Dulu], bool]) -> int:
    """Quarters directly before `tw` for which it holds.

    Satuan: quarters. Galat: none; a missing quarter ends the count. Sumber: fitur C10.
    """
    banyak, satu = 0, tw.sebelum()
    while satu in dulu and benar(dulu[satu]):
        banyak, satu = banyak + 1, satu.sebelum()
    return banyak


def _jarak(dulu: Triwulan, tw: Triwulan) -> int:
    return (tw.tahun - dulu.tahun) * 4 + tw.nomor - dulu.nomor


def _koreksi(opd: Iterable[int], masa: Mapping[int, Triwulan], tw: Triwulan) -> dict[int, Koreksi]:
    """How much of what each OPD submitted in the last four quarters came back. Two queries."""
    opd, dekat = list(opd), [pk for pk, m in masa.items() if _jarak(m, tw) <= TRIWULAN_KOREKSI]
    diajukan = Counter(
        dict(
            Realisasi.objects.filter(
                periode__in=dekat, indikator__opd__in=opd, diajukan_pertama_pada__isnull=False
            )
            .order_by()
            .values_list("indikator__opd")
            .annotate(jumlah=Count("pk"))
        )
    )
    kembali = (
        LogRealisasi.objects.filter(
            transisi="kembalikan", realisasi__periode__in=dekat, realisasi__indikator__opd__in=opd
        )
        .order_by()
        .values_list("realisasi__indikator__opd")
        .annotate(jumlah=Count("realisasi", distinct=True))
    )
    return {pk: Koreksi(jumlah, diajukan[pk]) for pk, jumlah in kembali}
