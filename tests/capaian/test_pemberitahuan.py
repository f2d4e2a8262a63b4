"""Who is reminded of which rows of a quarter, on which day; each at most once."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from capaian.alur import ALUR_REALISASI
from capaian.models import LogRealisasi, Periode, Perpanjangan
from capaian.pemberitahuan import kumpulkan, tahap
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.waktu import ZONA
from opd.layanan.pemberitahuan import serasikan
from opd.models import Pemberitahuan, Pengguna, Penugasan
from opd.pemberitahuan import Butir, Penerima
from opd.pilihan import KedudukanPejabat, Peran
from tests import pabrik

S = StatusRealisasi


def jam(hari: int, pukul: int = 9, bulan: int = 1) -> datetime:
    return datetime(2026, bulan, hari, pukul, tzinfo=ZONA)


@pytest.fixture
def periode(db) -> Periode:
    """Opened 2 January, due Friday the 16th at 16.00, grace until Monday the 19th."""
    satu = pabrik.buat_periode()
    Periode.objects.filter(pk=satu.pk).update(
        dibuka_pada=jam(2), batas_pada=jam(16, 16), tenggang_pada=jam(19, 16), ditutup_pada=jam(31)
    )
    return Periode.objects.get(pk=satu.pk)


def diminta(pada: datetime) -> list[Butir]:
    return list(kumpulkan(pada, Penerima(pada.astimezone(ZONA).date())))


def isian(pada: datetime) -> list[Butir]:
    return [b for b in diminta(pada) if b.kunci.startswith("isian:")]


def serasi(pada: datetime) -> None:
    serasikan(lambda saat: diminta(saat), pada=pada)


def kalimat(orang: Pengguna) -> list[str]:
    return [p.kalimat for p in Pemberitahuan.objects.untuk(orang).terbuka().order_by("pk")]


def test_stages_of_a_window(periode):
    perpanjangan = jam(25, 16)
    for pada, sampai, kunci in (
        (jam(12), None, None),
        (jam(13), None, "sebelum"),
        (jam(15, 23), None, "sebelum"),
        (jam(16, 15), None, "hari"),
        (jam(17), None, "hari"),
        (jam(19, 16), None, "hari"),
        (jam(19, 17), None, "lewat"),
        (jam(20), perpanjangan, "perpanjangan:2026-01-25"),
        (jam(25, 17), perpanjangan, "lewat"),
        (jam(18, bulan=2), None, "lewat"),
        (jam(19, bulan=2), None, None),
    ):
        posisi = tahap(periode, sampai, pada)
        assert (posisi.kunci if posisi else None) == kunci, pada
    assert tahap(periode, None, jam(15)).kalimat.startswith("Batasnya besok, Jumat, 16 Januari")


def test_operator_is_reminded_three_times_and_no_more(periode, dinkes, sari, kepala_dinkes, rina):
    for _ in range(2):
        pabrik.buat_indikator(opd=dinkes)
    for hari in range(3, 32):
        for pukul in (8, 17):
            serasi(jam(hari, pukul))
    milik = Pemberitahuan.objects.untuk(sari).order_by("pk")
    assert [p.dibuat_pada for p in milik] == [jam(13, 8), jam(16, 8), jam(19, 17)]
    (buka,) = milik.terbuka()
    assert buka.kalimat == (
        "2 baris TW IV 2025 Dinkes belum diajukan."
        " Pengisian ditutup Senin, 19 Januari 2026, pukul 16.00 WIB; minta perpanjangan."
    )
    assert buka.url == reverse("capaian:isian_opd", args=[dinkes.pk, 2025, 4])
    # The kepala and Bapperida hear of it only when the grace is over.
    for orang in (kepala_dinkes, rina):
        (satu,) = Pemberitahuan.objects.untuk(orang)
        assert satu.dibuat_pada == jam(19, 17)
    assert kalimat(rina)[0].startswith("1 OPD belum mengajukan semua baris TW IV 2025")


def test_what_was_handed_over_is_not_asked_for_any_more(periode, dinkes, sari):
    satu = pabrik.buat_indikator(opd=dinkes)
    serasi(jam(13))
    baris = pabrik.buat_realisasi(indikator=satu, periode=periode, status=S.DIAJUKAN)
    serasi(jam(14))
    assert kalimat(sari) == []
    Periode.objects.filter(pk=periode.pk).update(terkunci=True)
    assert diminta(jam(16)) == []
    assert baris.status == S.DIAJUKAN


def test_extension_gives_its_own_day(periode, dinkes, sari, rina):
    pabrik.buat_indikator(opd=dinkes)
    Perpanjangan.objects.create(
        periode=periode, opd=dinkes, sampai_pada=jam(25, 16), alasan="Banjir", diberikan_oleh=rina
    )
    (satu,) = isian(jam(20))
    assert satu.kalimat.endswith("Perpanjangan sampai Minggu, 25 Januari 2026, pukul 16.00 WIB.")
    assert satu.penerima == (sari.pk,)


def test_outsider_and_former_operator_hear_nothing(periode, dinkes, sari, joko, tamu):
    pabrik.buat_indikator(opd=dinkes)
    serasi(jam(13))
    assert (len(kalimat(sari)), kalimat(joko), kalimat(tamu)) == (1, [], [])
    Penugasan.objects.filter(pengguna=sari).update(selesai=date(2026, 1, 14))
    baru = pabrik.buat_pengguna(
        username="ganti", nama="Dewi", peran=Peran.OPERATOR, opd=dinkes, is_active=True
    )
    serasi(jam(15))
    assert kalimat(sari) == []
    assert len(kalimat(baru)) == 1


def test_unit_without_people_goes_to_the_opd_above(periode, dinkes, sari, kepala_dinkes):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    pabrik.buat_indikator(opd=rsud)
    assert [b.penerima for b in isian(jam(13))] == [(sari.pk,)]
    Pengguna.objects.filter(pk=sari.pk).update(is_active=False)
    assert [b.penerima for b in isian(jam(13))] == [(kepala_dinkes.pk,)]


def test_acting_head_gets_what_waits_for_the_kepala(periode, dinkes, kepala_dinkes, sari):
    plh = pabrik.buat_pengguna(username="plh", nama="Plh")
    pabrik.buat_penugasan(
        pengguna=plh,
        peran=Peran.KEPALA,
        opd=dinkes,
        kedudukan=KedudukanPejabat.PLH,
        mulai=date(2026, 1, 10),
        selesai=date(2026, 1, 12),
    )
    satu = pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=dinkes), periode=periode)
    type(satu).objects.filter(pk=satu.pk).update(status=S.MENUNGGU_KEPALA)
    LogRealisasi.objects.create(
        realisasi=satu, transisi="serahkan", dari=S.DRAF, ke=S.MENUNGGU_KEPALA, oleh=sari
    )
    for hari, orang in ((9, kepala_dinkes), (11, plh), (13, kepala_dinkes)):
        (butir,) = diminta(jam(hari))
        assert butir.penerima == (orang.pk,), hari
        assert butir.kalimat == "1 baris TW IV 2025 Dinkes menunggu Anda ajukan ke Bapperida."


def test_returned_rows_are_one_reminder_a_day_and_come_again_when_returned_again(
    dinkes, sari, rina
):
    """Times of the log are of the database, so the days are counted from today."""
    periode = pabrik.buat_periode()
    dua = [
        pabrik.buat_realisasi(
            indikator=pabrik.buat_indikator(opd=dinkes),
            periode=periode,
            status=S.DIAJUKAN,
            faktor_pendorong="Kader posyandu aktif kembali",
        )
        for _ in range(2)
    ]
    kini = datetime.now(ZONA)
    serasi(kini)
    assert kalimat(rina) == ["2 baris TW IV 2025 menunggu verifikasi."]
    for n, satu in enumerate(dua, start=1):
        ALUR_REALISASI.jalankan("kembalikan", satu, oleh=rina, catatan="Bukti tidak terbaca")
        serasi(kini + timedelta(minutes=n))
        assert kalimat(sari) == [
            f"{n} baris TW IV 2025 Dinkes dikembalikan dan menunggu jawaban Anda."
        ]
    assert Pemberitahuan.objects.untuk(sari).count() == 1
    assert kalimat(rina) == []
    for satu in dua:
        satu.refresh_from_db()
        ALUR_REALISASI.jalankan("ajukan", satu, oleh=sari)
    serasi(kini + timedelta(minutes=5))
    assert kalimat(sari) == []


def test_number_of_queries_does_not_grow_with_the_city(periode, dinkes, disdik, rina):
    for opd in (dinkes, disdik):
        pabrik.buat_indikator(opd=opd)
    penerima = Penerima(date(2026, 1, 17))
    with CaptureQueriesContext(connection) as sedikit:
        list(kumpulkan(jam(17), penerima))
    for n in range(8):
        opd = pabrik.buat_opd(nama=f"Dinas {n}", singkatan=f"D{n}")
        for status in (S.DRAF, S.DIAJUKAN):
            pabrik.buat_realisasi(
                indikator=pabrik.buat_indikator(opd=opd), periode=periode, status=status
            )
    with CaptureQueriesContext(connection) as banyak:
        assert len(list(kumpulkan(jam(17), penerima))) == 11
    assert len(banyak) == len(sedikit) == 9
