"""tetapkan_target: versions are added, numbered, dated, and never lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from capaian.layanan.target import (
    Dokumen,
    IsiTarget,
    PerubahanTarget,
    RincianTarget,
    tetapkan_target,
)
from capaian.models import Target
from capaian.pilihan import CaraIsian, CaraKonsolidasi, SumberTarget
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah
from tests import pabrik

DOKUMEN = Dokumen(SumberTarget.PERUBAHAN, "Nota Dinas 050/7", date(2026, 1, 19))
MULAI = date(2026, 1, 20)


@pytest.fixture
def indikator(dinkes):
    return pabrik.buat_indikator(opd=dinkes)


def tetapkan(*perubahan: PerubahanTarget, oleh, mulai: date = MULAI, **lain) -> list[Target]:
    return tetapkan_target(
        perubahan=perubahan, tahun=2026, mulai=mulai, dokumen=DOKUMEN, oleh=oleh, **lain
    )


def ubah(indikator, nilai: str = "90", **lain) -> PerubahanTarget:
    return PerubahanTarget(indikator, IsiTarget(nilai=Decimal(nilai)), **lain)


def semua(indikator) -> list[Target]:
    return list(Target.objects.filter(indikator=indikator, tahun=2026).order_by("nomor"))


def test_new_version_stands_beside_the_old_one(indikator, rina):
    pabrik.buat_target(indikator=indikator, tahun=2026, nilai="80", pagu=Decimal(5_000_000))
    tetapkan(ubah(indikator, alasan="Hasil rapat"), oleh=rina)
    lama, baru = semua(indikator)
    assert (lama.nilai, lama.nomor) == (80, 1)
    assert (baru.nilai, baru.nomor, baru.mulai) == (90, 2, MULAI)
    assert (baru.sumber, baru.acuan, baru.dokumen_tanggal) == (
        SumberTarget.PERUBAHAN,
        "Nota Dinas 050/7",
        date(2026, 1, 19),
    )
    assert (baru.alasan, baru.ditetapkan_oleh, baru.pagu) == ("Hasil rapat", rina, 5_000_000)


def test_first_version_of_a_year_is_number_one(indikator, rina):
    pabrik.buat_tahun(2026)
    tetapkan(ubah(indikator, periksa_versi=True), oleh=rina)
    assert [t.nomor for t in semua(indikator)] == [1]


def test_quarters_are_carried_over_and_tw_iv_follows_a_posisi_akhir(indikator, rina):
    pabrik.buat_target(
        indikator=indikator, tahun=2026, nilai="80", triwulanan={1: "60", 2: "65", 4: "80"}
    )
    [baru] = tetapkan(ubah(indikator), oleh=rina)
    assert {q.triwulan: q.nilai for q in baru.triwulanan.all()} == {1: 60, 2: 65, 4: 90}


def test_quarters_of_a_sum_stay_as_they_were(dinkes, rina):
    indikator = pabrik.buat_indikator(
        opd=dinkes, konsolidasi=CaraKonsolidasi.JUMLAH, isian=CaraIsian.TRIWULAN
    )
    pabrik.buat_target(indikator=indikator, tahun=2026, nilai="80", triwulanan={1: "20", 4: "60"})
    [baru] = tetapkan(ubah(indikator), oleh=rina)
    assert {q.triwulan: q.nilai for q in baru.triwulanan.all()} == {1: 20, 4: 60}


def test_given_quarters_and_pagu_replace_those_of_the_version_before(indikator, rina):
    pabrik.buat_target(
        indikator=indikator, tahun=2026, triwulanan={1: "60", 4: "80"}, pagu=Decimal(7)
    )
    rincian = RincianTarget({2: IsiTarget(nilai=Decimal(70))}, Decimal(9))
    [baru] = tetapkan(ubah(indikator, rincian=rincian), oleh=rina)
    assert {q.triwulan: q.nilai for q in baru.triwulanan.all()} == {2: 70}
    assert baru.pagu == 9


def test_first_version_may_bring_its_quarters(indikator, rina):
    pabrik.buat_tahun(2026)
    rincian = RincianTarget({1: IsiTarget(batas_bawah=Decimal(1), batas_atas=Decimal(2))})
    [baru] = tetapkan(ubah(indikator, rincian=rincian), oleh=rina)
    assert baru.triwulanan.get().batas_atas == 2
    assert baru.pagu is None


def test_version_moved_since_it_was_seen_stops_the_whole_batch(indikator, dinkes, rina):
    lain = pabrik.buat_indikator(opd=dinkes)
    for satu in (indikator, lain):
        pabrik.buat_target(indikator=satu, tahun=2026, nilai="80")
    pabrik.buat_target(indikator=lain, tahun=2026, nilai="85")
    with pytest.raises(SudahBerubah) as galat:
        tetapkan(
            ubah(indikator, versi_dilihat=1, periksa_versi=True),
            ubah(lain, versi_dilihat=1, periksa_versi=True),
            oleh=rina,
        )
    assert galat.value.sekarang.nilai == 85
    assert len(semua(indikator)) == 1


def test_target_seen_as_missing_but_set_meanwhile_is_a_conflict(indikator, rina):
    pabrik.buat_target(indikator=indikator, tahun=2026)
    with pytest.raises(SudahBerubah):
        tetapkan(ubah(indikator, versi_dilihat=None, periksa_versi=True), oleh=rina)


def test_version_cannot_slip_in_before_a_later_one(indikator, rina):
    pabrik.buat_target(indikator=indikator, tahun=2026, mulai=date(2026, 6, 1))
    with pytest.raises(SalahKeadaan) as galat:
        tetapkan(ubah(indikator), oleh=rina)
    assert "1 Juni 2026" in galat.value.pesan


def test_decision_of_the_meeting_wins_over_a_later_version(indikator, rina):
    pabrik.buat_target(indikator=indikator, tahun=2026, mulai=date(2026, 6, 1))
    [baru] = tetapkan(ubah(indikator), oleh=rina, mengalahkan=True)
    assert (baru.mulai, baru.nomor) == (date(2026, 6, 1), 2)


def test_old_versions_can_neither_be_changed_nor_deleted(indikator):
    target = pabrik.buat_target(indikator=indikator, tahun=2026)
    for coba in (
        lambda: Target.objects.filter(pk=target.pk).update(nilai=1),
        lambda: Target.objects.filter(pk=target.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            coba()
    assert semua(indikator)[0].nilai == 80


def test_number_of_queries_is_fixed(dinkes, rina):
    jumlah = []
    for banyak in (1, 30):
        indikator = [pabrik.buat_indikator(opd=dinkes) for _ in range(banyak)]
        for satu in indikator:
            pabrik.buat_target(indikator=satu, tahun=2026, triwulanan={4: "80"})
        with CaptureQueriesContext(connection) as rekaman:
            tetapkan(*(ubah(satu) for satu in indikator), oleh=rina)
        jumlah.append(len(rekaman))
    assert jumlah[0] == jumlah[1]
