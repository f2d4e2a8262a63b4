"""Every transition of a realisasi: allowed, wrong state, wrong person, missing condition, log.

A transition, a condition or a required reason that has no row in TABEL fails the suite.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from capaian.alur import ALUR_REALISASI
from capaian.models import Indikator, LogRealisasi, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from opd.models import Opd, Pengguna
from opd.pilihan import Peran
from tests import pabrik

ORANG = ("sari", "kepala_dinkes", "joko", "kepala_disdik", "rina", "nana", "pak_budi", "admin")
ORANG += ("tamu",)
OPD = {"sari", "kepala_dinkes"}
S = StatusRealisasi
TEKS = {
    "faktor_pendorong": "Anggaran cair sejak Januari",
    "faktor_penghambat": "Stok vaksin kosong tiga minggu",
    "akar_masalah": "Pengadaan vaksin menunggu pagu pusat",
}
ALASAN = "Angka tidak sama dengan dokumen."
TUTUP = timezone.now() - timedelta(days=1)


@dataclass(frozen=True)
class Langkah:
    """What the regulation says of one transition, written down a second time."""

    dari: set[str]
    ke: str
    boleh: set[str]
    """Who may, where the OPD asks for no release by its kepala."""
    boleh_rilis: set[str]
    """Who may, where it does."""
    syarat: set[str] = field(default_factory=set)
    beralasan: bool = False
    naik: int = 1
    """By how much `versi` grows: a form that was open before is noticed."""


AJUAN = {"syarat_jendela", "syarat_terisi", "syarat_beralasan", "syarat_faktor", "syarat_bukti"}
DIISI = {S.DRAF, S.PERBAIKAN}
KEPALA, PENYELIA = {"kepala_dinkes"}, {"rina"}
TABEL = {
    "serahkan": Langkah(DIISI, S.MENUNGGU_KEPALA, set(), OPD, AJUAN),
    "ajukan": Langkah({*DIISI, S.MENUNGGU_KEPALA}, S.DIAJUKAN, OPD, KEPALA, AJUAN),
    "kembalikan_kepala": Langkah(
        {S.MENUNGGU_KEPALA}, S.PERBAIKAN, set(), KEPALA, {"syarat_jendela"}, True
    ),
    "terima": Langkah({S.DIAJUKAN}, S.TERVERIFIKASI, PENYELIA, PENYELIA, {"syarat_tidak_terkunci"}),
    "kembalikan": Langkah(
        {S.DIAJUKAN}, S.PERBAIKAN, PENYELIA, PENYELIA, {"syarat_tidak_terkunci"}, True
    ),
    "buka_kembali": Langkah(
        {S.TERVERIFIKASI}, S.PERBAIKAN, PENYELIA, PENYELIA, {"syarat_tidak_terkunci"}, True
    ),
    "kunci": Langkah({S.TERVERIFIKASI}, S.TERKUNCI, PENYELIA, PENYELIA, naik=0),
    "buka_kunci": Langkah(
        {S.TERKUNCI}, S.TERVERIFIKASI, {"admin"}, {"admin"}, beralasan=True, naik=0
    ),
}
BERSYARAT = [(nama, satu) for nama, baris in TABEL.items() for satu in sorted(baris.syarat)]
SETIAP = pytest.mark.parametrize("nama", TABEL)


def tutup(r: Realisasi) -> None:
    r.periode.batas_pada = r.periode.tenggang_pada = r.periode.ditutup_pada = TUTUP
    r.periode.save(update_fields=["batas_pada", "tenggang_pada", "ditutup_pada"])


def kunci(r: Realisasi) -> None:
    r.periode.terkunci = True
    r.periode.save(update_fields=["terkunci"])


def ubah(r: Realisasi, **isi: Any) -> None:
    # update() and not save(): the test writes what no person could have written.
    Realisasi.objects.filter(pk=r.pk).update(**isi)


def kosongkan(r: Realisasi) -> None:
    ubah(r, keadaan=KeadaanNilai.KOSONG, nilai=None)


def tandai(r: Realisasi) -> None:
    ubah(r, keadaan=KeadaanNilai.BELUM_WAKTUNYA, nilai=None, alasan="")


def wajibkan_bukti(r: Realisasi) -> None:
    Indikator.objects.filter(pk=r.indikator_id).update(wajib_bukti=True)


def hapus_faktor(r: Realisasi) -> None:
    ubah(r, **dict.fromkeys(TEKS, ""))


# How each condition is broken, and a word of the sentence that names what is missing.
RUSAK: dict[str, tuple[Callable[[Realisasi], None], str]] = {
    "syarat_jendela": (tutup, "sudah ditutup"),
    "syarat_terisi": (kosongkan, "Isi realisasinya"),
    "syarat_beralasan": (tandai, "Tulis mengapa tidak ada nilainya"),
    "syarat_faktor": (hapus_faktor, "faktor penghambat"),
    "syarat_bukti": (wajibkan_bukti, "Lampirkan bukti"),
    "syarat_tidak_terkunci": (kunci, "sudah terkunci"),
}


@pytest.fixture
def pemain(request: pytest.FixtureRequest, disdik: Opd) -> dict[str, Pengguna]:
    pabrik.buat_pengguna(username="kepala_disdik", nama="Eka Lubis", peran=Peran.KEPALA, opd=disdik)
    for nama in ORANG:
        if nama != "kepala_disdik":
            request.getfixturevalue(nama)
    return {satu.username: satu for satu in Pengguna.objects.all()}


@pytest.fixture(params=[False, True], ids=["langsung", "rilis kepala"])
def rilis(request: pytest.FixtureRequest, dinkes: Opd) -> bool:
    dinkes.wajib_rilis_kepala = request.param
    dinkes.save(update_fields=["wajib_rilis_kepala"])
    return request.param


@pytest.fixture
def lengkap(dinkes: Opd) -> Realisasi:
    """A row that lacks nothing: 72 against a target of 80, with every text."""
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=indikator, nilai="80")
    return pabrik.buat_realisasi(indikator=indikator, **TEKS)


def jadikan(r: Realisasi, status: str) -> Realisasi:
    kini = None if status == S.DRAF else timezone.now()
    ubah(r, status=status, diajukan_pada=kini, diajukan_pertama_pada=kini)
    r.refresh_from_db()
    return r


def isi_baris(r: Realisasi) -> dict:
    return Realisasi.objects.values().get(pk=r.pk)


def coba(nama: str, r: Realisasi, oleh: Pengguna, catatan: str = ALASAN) -> str:
    """The class of what comes out; a refusal must leave the row and the log as they were."""
    dulu, log = isi_baris(r), LogRealisasi.objects.count()
    try:
        ALUR_REALISASI.jalankan(nama, r, oleh=oleh, catatan=catatan)
    except (TidakBoleh, SalahKeadaan, TidakLengkap) as galat:
        assert isi_baris(r) == dulu
        assert LogRealisasi.objects.count() == log
        assert galat.pesan.endswith(".")
        return type(galat).__name__
    assert LogRealisasi.objects.count() == log + 1
    return "jalan"


def berwenang(nama: str, *, rilis: bool) -> set[str]:
    return TABEL[nama].boleh_rilis if rilis else TABEL[nama].boleh


def satu_dari(nama: str) -> tuple[str, bool]:
    """Somebody who may, and whether the OPD must then ask for a release."""
    baris = TABEL[nama]
    return (min(baris.boleh), False) if baris.boleh else (min(baris.boleh_rilis), True)


def siapkan(nama: str, r: Realisasi, pemain: dict[str, Pengguna]) -> Pengguna:
    siapa, perlu_rilis = satu_dari(nama)
    Opd.objects.filter(pk=r.indikator.opd_id).update(wajib_rilis_kepala=perlu_rilis)
    jadikan(r, min(TABEL[nama].dari))
    return pemain[siapa]


def test_every_transition_and_every_condition_has_its_row_here():
    assert {t.nama for t in ALUR_REALISASI.transisi} == set(TABEL)
    for transisi in ALUR_REALISASI.transisi:
        baris = TABEL[transisi.nama]
        assert {s.__name__ for s in transisi.syarat} == baris.syarat, transisi.nama
        assert (set(transisi.dari), transisi.ke) == (baris.dari, baris.ke), transisi.nama
        assert transisi.wajib_catatan == baris.beralasan, transisi.nama
        assert transisi.label[0].isupper()
    assert set(RUSAK) == {nama for _, nama in BERSYARAT}
    assert len({t.nama for t in ALUR_REALISASI.transisi}) == len(ALUR_REALISASI.transisi)


@SETIAP
def test_each_person_in_each_state_gets_what_the_table_says(nama, rilis, lengkap, pemain):
    """Everybody × every state: it runs, is not allowed, or is not possible in that state."""
    assert set(pemain) == set(ORANG)
    for status in StatusRealisasi.values:
        jadikan(lengkap, status)
        for siapa, oleh in pemain.items():
            boleh = siapa in berwenang(nama, rilis=rilis)
            bisa = status in TABEL[nama].dari
            with transaction.atomic():
                hasil = coba(nama, lengkap, oleh)
                transaction.set_rollback(True)
            harapan = ("jalan" if bisa else "SalahKeadaan") if boleh else "TidakBoleh"
            assert hasil == harapan, f"{nama}: {siapa}, {status}"


def test_buttons_are_exactly_what_a_person_may_do_now(rilis, lengkap, pemain):
    for status in StatusRealisasi.values:
        jadikan(lengkap, status)
        for siapa, oleh in pemain.items():
            tersedia = {t.nama for t in ALUR_REALISASI.tersedia(lengkap, oleh)}
            assert tersedia == {
                nama
                for nama, baris in TABEL.items()
                if status in baris.dari and siapa in berwenang(nama, rilis=rilis)
            }, f"{siapa}, {status}"


@SETIAP
def test_the_row_moves_and_the_log_says_who_from_where_to_where_and_why(nama, lengkap, pemain):
    oleh = siapkan(nama, lengkap, pemain)
    for dari in sorted(TABEL[nama].dari):
        dulu = jadikan(lengkap, dari).versi
        segar = ALUR_REALISASI.jalankan(nama, lengkap, oleh=oleh, catatan=f"  {ALASAN} ")
        lengkap.refresh_from_db()
        assert segar.status == lengkap.status == TABEL[nama].ke
        assert lengkap.versi == dulu + TABEL[nama].naik
        log = LogRealisasi.objects.latest("pk")
        assert (log.realisasi, log.transisi, log.oleh) == (lengkap, nama, oleh)
        assert (log.dari, log.ke, log.catatan) == (dari, TABEL[nama].ke, ALASAN)
    assert LogRealisasi.objects.count() == len(TABEL[nama].dari)


@SETIAP
def test_the_value_and_the_texts_are_never_touched_by_a_transition(nama, lengkap, pemain):
    oleh = siapkan(nama, lengkap, pemain)
    ALUR_REALISASI.jalankan(nama, lengkap, oleh=oleh, catatan=ALASAN)
    lengkap.refresh_from_db()
    assert (lengkap.nilai, lengkap.keadaan) == (Decimal(72), KeadaanNilai.NILAI)
    assert {medan: getattr(lengkap, medan) for medan in TEKS} == TEKS


@SETIAP
def test_the_same_step_twice_is_once(nama, lengkap, pemain):
    oleh = siapkan(nama, lengkap, pemain)
    lama = Realisasi.objects.get(pk=lengkap.pk)
    assert coba(nama, lengkap, oleh) == "jalan"
    # The second window still holds the row as it was before.
    assert coba(nama, lama, oleh) == "SalahKeadaan"
    assert LogRealisasi.objects.count() == 1


@pytest.mark.parametrize("catatan", ["", "  ", "\n\t "])
@pytest.mark.parametrize("nama", [n for n, baris in TABEL.items() if baris.beralasan])
def test_a_step_that_needs_a_reason_is_refused_without_one(nama, catatan, lengkap, pemain):
    oleh = siapkan(nama, lengkap, pemain)
    assert coba(nama, lengkap, oleh, catatan) == "TidakLengkap"


@pytest.mark.parametrize(("nama", "syarat"), BERSYARAT)
def test_each_missing_condition_stops_the_step_and_is_named(nama, syarat, lengkap, pemain):
    oleh = siapkan(nama, lengkap, pemain)
    merusak, kata = RUSAK[syarat]
    diuji = TABEL[nama].dari
    if syarat == "syarat_terisi":
        diuji = diuji & DIISI  # the database itself refuses an empty row beyond these
    for dari in sorted(diuji):
        with transaction.atomic():
            jadikan(lengkap, dari)
            merusak(lengkap)
            segar = Realisasi.objects.get(pk=lengkap.pk)
            assert kata in " ".join(ALUR_REALISASI.kekurangan(nama, segar)), dari
            assert coba(nama, segar, oleh) == "TidakLengkap", dari
            transaction.set_rollback(True)


@pytest.mark.parametrize("status", sorted(set(S) - DIISI))
def test_an_empty_row_cannot_be_stored_beyond_the_hands_of_the_operator(status, lengkap):
    jadikan(lengkap, status)
    with pytest.raises(IntegrityError), transaction.atomic():
        kosongkan(lengkap)
