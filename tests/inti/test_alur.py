"""The order of a transition: lock, izin, state, syarat, catatan, efek, save, log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.models import Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.alur import Alur, Transisi
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from tests import pabrik

DRAF, DIAJUKAN = StatusRealisasi.DRAF, StatusRealisasi.DIAJUKAN


class Log:
    def __init__(self) -> None:
        self.baris: list[tuple] = []

    def __call__(self, objek, *, transisi, dari, ke, oleh, catatan) -> None:
        self.baris.append((transisi, dari, ke, oleh.username, catatan))


def buat_alur(**lain) -> tuple[Alur, Log]:
    """One transition that writes a text; from draf to draf, so that the database agrees."""
    log = Log()
    lain = {"dari": frozenset({DRAF}), "ke": DRAF, "efek": tulis_sumber} | lain
    satu = Transisi(nama="uji", label="Uji", izin="capaian.ajukan", **lain)
    return Alur(transisi=(satu,), catat=log), log


def tulis_sumber(objek, *, oleh, catatan):
    objek.sumber = f"ditulis {oleh.username}"
    return ("sumber",)


@pytest.fixture
def realisasi(dinkes) -> Realisasi:
    return pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=dinkes))


def test_transition_saves_the_effect_and_writes_the_log(realisasi, sari):
    alur, log = buat_alur()
    segar = alur.jalankan("uji", realisasi, oleh=sari, catatan=" sudah ")
    realisasi.refresh_from_db()
    assert segar.sumber == realisasi.sumber == "ditulis sari"
    assert log.baris == [("uji", DRAF, DRAF, "sari", "sudah")]


def test_row_is_locked_before_it_is_judged(realisasi, sari):
    alur, _ = buat_alur()
    with CaptureQueriesContext(connection) as rekaman:
        alur.jalankan("uji", realisasi, oleh=sari)
    pertama = next(q["sql"] for q in rekaman if "capaian_realisasi" in q["sql"])
    assert pertama.endswith('FOR UPDATE OF "capaian_realisasi"')


def test_state_in_the_database_counts_not_the_one_in_memory(realisasi, sari):
    alur, log = buat_alur(dari=frozenset({DIAJUKAN}))
    realisasi.status = DIAJUKAN
    with pytest.raises(SalahKeadaan, match="Sudah berstatus Draf."):
        alur.jalankan("uji", realisasi, oleh=sari)
    assert log.baris == []


def test_wrong_person_is_refused_before_anything_else(realisasi, joko):
    alur, log = buat_alur(dari=frozenset(), syarat=(lambda _: "kurang",))
    with pytest.raises(TidakBoleh):
        alur.jalankan("uji", realisasi, oleh=joko)
    assert log.baris == []


def test_every_missing_condition_is_named(realisasi, sari):
    alur, log = buat_alur(syarat=(lambda _: "Isi A.", lambda _: "", lambda _: "Isi C."))
    with pytest.raises(TidakLengkap) as galat:
        alur.jalankan("uji", realisasi, oleh=sari)
    assert galat.value.kekurangan == ["Isi A.", "Isi C."]
    realisasi.refresh_from_db()
    assert (realisasi.sumber, log.baris) == ("", [])


def test_required_note_may_not_be_blank(realisasi, sari):
    alur, _ = buat_alur(wajib_catatan=True)
    with pytest.raises(TidakLengkap, match="Tulis alasannya."):
        alur.jalankan("uji", realisasi, oleh=sari, catatan="  ")


def test_failing_log_undoes_the_transition(realisasi, sari):
    def rusak(*args, **kwargs) -> None:
        raise OSError

    alur, _ = buat_alur()
    alur = Alur(transisi=alur.transisi, catat=rusak)
    with pytest.raises(OSError):
        alur.jalankan("uji", realisasi, oleh=sari)
    realisasi.refresh_from_db()
    assert realisasi.sumber == ""


def test_available_transitions_depend_on_state_and_person(realisasi, sari, joko):
    alur, _ = buat_alur()
    assert [t.nama for t in alur.tersedia(realisasi, sari)] == ["uji"]
    assert alur.tersedia(realisasi, joko) == []
    realisasi.status = DIAJUKAN
    assert alur.tersedia(realisasi, sari) == []
