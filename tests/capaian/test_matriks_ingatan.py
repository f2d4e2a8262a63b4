"""What the matrix remembers is what the database says, whatever happens in between."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.ekspor.rekap import susun_rekap
from capaian.layanan.kunci import buka_kunci, kunci_periode
from capaian.layar import matriks_ingatan
from capaian.layar.matriks_hitung import gabungkan, hitung
from capaian.layar.matriks_ingatan import JEDA, UMUR, ingat
from capaian.layar.ringkasan import ringkasan
from capaian.models import ButirPredikat, Indikator, Periode, Realisasi
from capaian.pilihan import KeadaanNilai, StatusData, StatusRealisasi
from capaian.ringkasan import Ringkas
from tests import pabrik

S = StatusRealisasi


class Jam:
    def __init__(self) -> None:
        self.kini = 1000

    def __call__(self) -> int:
        return self.kini


@pytest.fixture
def jam() -> Jam:
    return Jam()


@pytest.fixture(autouse=True)
def tanpa_ingatan() -> None:
    matriks_ingatan.lupakan()


@pytest.fixture
def periode(db) -> list[Periode]:
    return [pabrik.buat_periode(triwulan=n) for n in (1, 2, 3, 4)]


@pytest.fixture
def baris(dinkes, disdik, periode) -> list[Realisasi]:
    hasil = []
    for opd in (dinkes, disdik, dinkes):
        i = pabrik.buat_indikator(opd=opd)
        pabrik.buat_target(indikator=i, nilai="80")
        hasil.append(pabrik.buat_realisasi(indikator=i, periode=periode[3], nilai="76"))
    return hasil


def lihat(opd, periode, jam=None):
    lain = {"jam": jam} if jam else {}
    return ingat([o.pk for o in opd], periode, 2025, **lain)


def dihitung_ulang(opd, periode, jam) -> set[int]:
    """OPD whose rows a look counts."""
    with CaptureQueriesContext(connection) as rekaman:
        lihat(opd, periode, jam)
    sql = " ".join(q["sql"] for q in rekaman if 'FROM "capaian_realisasi"' in q["sql"])
    disebut = re.findall(r'"opd_id" IN \(([0-9, ]+)\)', sql)
    return {int(pk) for satu in disebut for pk in satu.split(", ")}


def tenang(opd, periode, jam) -> None:
    """Look until the events of the set-up are old."""
    lihat(opd, periode, jam)
    for _ in range(2):
        jam.kini += JEDA + 1
        lihat(opd, periode, jam)


def test_nothing_is_counted_while_nothing_changes(baris, dinkes, disdik, periode, jam):
    tenang([dinkes, disdik], periode, jam)
    assert dihitung_ulang([dinkes, disdik], periode, jam) == set()


def test_only_the_opd_whose_row_changed_is_counted(baris, dinkes, disdik, periode, jam):
    tenang([dinkes, disdik], periode, jam)
    Realisasi.objects.filter(pk=baris[1].pk).update(alasan="x", versi=9)
    assert dihitung_ulang([dinkes, disdik], periode, jam) == {disdik.pk}


def test_events_of_the_last_minutes_are_looked_at_again(baris, dinkes, disdik, periode, jam):
    """One that was numbered first may come to light last."""
    tenang([dinkes, disdik], periode, jam)
    Realisasi.objects.filter(pk=baris[1].pk).update(versi=9)
    for _ in range(3):
        jam.kini += JEDA // 4
        assert dihitung_ulang([dinkes, disdik], periode, jam) == {disdik.pk}
    for _ in range(2):
        jam.kini += JEDA + 1
        lihat([dinkes, disdik], periode, jam)
    assert disdik.pk not in dihitung_ulang([dinkes, disdik], periode, jam)


def test_what_no_event_tells_is_counted_after_a_while(baris, dinkes, disdik, periode, jam):
    tenang([dinkes, disdik], periode, jam)
    jam.kini += UMUR + 1
    assert dihitung_ulang([dinkes, disdik], periode, jam) == {dinkes.pk, disdik.pk}


def test_tables_that_began_anew_are_counted_anew(baris, dinkes, disdik, periode, jam):
    tenang([dinkes, disdik], periode, jam)
    matriks_ingatan._ingatan[2025].terakhir = (10**9, 0, 0)
    assert dihitung_ulang([dinkes, disdik], periode, jam) == {dinkes.pk, disdik.pk}


UBAHAN = {
    "nilai": lambda b, p: Realisasi.objects.filter(pk=b[0].pk).update(nilai=70, versi=2),
    "status": lambda b, p: Realisasi.objects.filter(pk=b[0].pk).update(
        status=S.TERVERIFIKASI,
        status_data=StatusData.TETAP,
        diajukan_pada=pabrik.LAMA,
        diajukan_pertama_pada=pabrik.LAMA,
        versi=2,
    ),
    "baris baru": lambda b, p: pabrik.buat_realisasi(indikator=b[0].indikator, periode=p[2]),
    "tanpa alasan": lambda b, p: pabrik.buat_realisasi(
        indikator=b[0].indikator,
        periode=p[1],
        nilai=None,
        keadaan=KeadaanNilai.BELUM_WAKTUNYA,
    ),
    "indikator baru": lambda b, p: pabrik.buat_indikator(opd=b[0].indikator.opd),
    "indikator berakhir": lambda b, p: Indikator.objects.filter(pk=b[0].indikator_id).update(
        aktif=False
    ),
    "formula": lambda b, p: Indikator.objects.filter(pk=b[0].indikator_id).update(
        formula="negatif"
    ),
    "target": lambda b, p: pabrik.buat_target(indikator=b[0].indikator, nilai="90"),
}


@pytest.mark.parametrize("nama", UBAHAN)
def test_remembered_figures_are_those_of_the_database(nama, baris, dinkes, disdik, periode, jam):
    opd = [dinkes, disdik]
    semua = Indikator.objects.all().pada_tahun(2025)

    def setahun() -> dict[int, Ringkas]:
        hasil = ringkasan(tahun=[2025], sampai=4, opd=[o.pk for o in opd], per="opd")
        return {pk: r for (_, pk), r in hasil.items()}

    tenang(opd, periode, jam)
    setahun()
    UBAHAN[nama](baris, periode)
    assert lihat(opd, periode, jam) == hitung([o.pk for o in opd], periode, 2025)
    rekap = susun_rekap(semua, 2025)
    persen = {b.opd.pk: b.ringkas.rata.persen for k in rekap.klaster for b in k.opd}
    assert {pk: r.rata for pk, r in setahun().items()} == persen
    pasti = {b.opd.pk: not b.ringkas.sementara for k in rekap.klaster for b in k.opd}
    assert {pk: not r.sementara for pk, r in setahun().items()} == pasti


def test_rank_of_a_letter_is_part_of_the_figure(dinkes, periode):
    skala = pabrik.buat_skala_predikat()
    i = pabrik.buat_indikator(
        opd=dinkes, formula="predikat", jenis_nilai="predikat", skala_predikat=skala
    )
    pabrik.buat_target(indikator=i, predikat="A")
    b = skala.butir.get(kode="B")
    pabrik.buat_realisasi(
        indikator=i, periode=periode[3], nilai=None, predikat=b, keadaan=KeadaanNilai.NILAI
    )

    def persen() -> Decimal:
        hasil = ringkasan(tahun=[2025], sampai=4, opd=[dinkes.pk], per="opd")
        return hasil[2025, dinkes.pk].rata

    assert persen() == Decimal("66.67")
    ButirPredikat.objects.filter(pk=b.pk).update(nilai=3)
    assert persen() == Decimal("50.00")


def test_a_locked_quarter_owes_what_its_lock_kept(baris, dinkes, disdik, periode, rina, admin):
    tw = periode[3]
    Realisasi.objects.update(
        status=S.TERVERIFIKASI, diajukan_pada=pabrik.LAMA, diajukan_pertama_pada=pabrik.LAMA
    )
    kunci_periode(periode=tw, jumlah=3, oleh=rina)
    pabrik.buat_indikator(opd=dinkes)
    Indikator.objects.filter(pk=baris[1].indikator_id).update(aktif=False)
    tw.refresh_from_db()

    def keadaan(opd) -> tuple[int, int, int]:
        h = gabungkan(lihat([dinkes, disdik], periode), [tw]).di(opd.pk, tw)
        return h.wajib, h.terkunci, h.terverifikasi

    assert (keadaan(dinkes), keadaan(disdik)) == ((2, 2, 0), (1, 1, 0))
    buka_kunci(periode=tw, alasan="Ada indikator baru", oleh=admin)
    tw.refresh_from_db()
    assert (keadaan(dinkes), keadaan(disdik)) == ((3, 0, 2), (0, 0, 0))
