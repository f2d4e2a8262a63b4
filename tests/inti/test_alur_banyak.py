"""One step for many rows: the checks of a single one, one UPDATE, one log row each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.models import Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.alur import Alur, Transisi
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from tests import pabrik

DRAF, DIAJUKAN = StatusRealisasi.DRAF, StatusRealisasi.DIAJUKAN
PERBAIKAN = StatusRealisasi.PERBAIKAN


class LogBanyak:
    def __init__(self) -> None:
        self.baris: list[tuple] = []

    def __call__(self, baris, *, transisi, ke, oleh, catatan) -> None:
        self.baris += [(pk, transisi, dari, ke, oleh.username, catatan) for pk, dari in baris]


def satu_per_satu(*args, **kwargs) -> None:
    raise AssertionError("many rows are logged together")


def buat_alur(**lain) -> tuple[Alur, LogBanyak]:
    log = LogBanyak()
    lain = {"dari": frozenset({DRAF}), "ke": PERBAIKAN} | lain
    satu = Transisi(nama="uji", label="Uji", izin="capaian.kunci", **lain)
    return Alur(transisi=(satu,), catat=satu_per_satu, catat_semua=log), log


@pytest.fixture
def tiga(dinkes) -> list[Realisasi]:
    return [pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=dinkes)) for _ in range(3)]


def semua():
    return Realisasi.objects.all()


def status() -> set[str]:
    return set(semua().values_list("status", flat=True))


def test_every_row_is_changed_and_logged_with_the_state_it_had(tiga, rina):
    alur, log = buat_alur()
    lama = {r.pk: r.diubah_pada for r in tiga}
    assert alur.jalankan_semua("uji", semua(), oleh=rina, catatan=" sudah ") == 3
    assert status() == {PERBAIKAN}
    pk = sorted(lama)
    assert log.baris == [(satu, "uji", DRAF, PERBAIKAN, "rina", "sudah") for satu in pk]
    assert all(r.diubah_pada > lama[r.pk] for r in semua())


def test_only_the_rows_of_the_queryset_are_touched(tiga, rina):
    alur, log = buat_alur()
    assert alur.jalankan_semua("uji", semua().filter(pk=tiga[1].pk), oleh=rina) == 1
    assert [b[0] for b in log.baris] == [tiga[1].pk]
    tiga[0].refresh_from_db()
    assert tiga[0].status == DRAF


def test_no_rows_are_no_error(rina, db):
    alur, log = buat_alur()
    assert alur.jalankan_semua("uji", semua(), oleh=rina) == 0
    assert log.baris == []


def test_rows_are_locked_before_they_are_judged_and_changed_by_one_update(tiga, rina):
    alur, _ = buat_alur()
    with CaptureQueriesContext(connection) as rekaman:
        alur.jalankan_semua("uji", semua(), oleh=rina)
    sql = [q["sql"] for q in rekaman if "capaian_realisasi" in q["sql"]]
    assert sql[0].endswith('FOR UPDATE OF "capaian_realisasi"')
    assert [s.split()[0] for s in sql] == ["SELECT", "UPDATE"]


def test_one_row_in_another_state_refuses_all_of_them(tiga, rina):
    alur, log = buat_alur()
    saat = tiga[0].diubah_pada
    semua().filter(pk=tiga[2].pk).update(
        status=DIAJUKAN, diajukan_pada=saat, diajukan_pertama_pada=saat
    )
    with pytest.raises(SalahKeadaan, match="1 baris tidak lagi pada keadaan"):
        alur.jalankan_semua("uji", semua(), oleh=rina)
    assert status() == {DRAF, DIAJUKAN}
    assert log.baris == []


def test_wrong_person_is_refused_before_anything_else(tiga, sari):
    alur, log = buat_alur(dari=frozenset())
    with pytest.raises(TidakBoleh):
        alur.jalankan_semua("uji", semua(), oleh=sari)
    assert (status(), log.baris) == ({DRAF}, [])


def test_required_note_may_not_be_blank(tiga, rina):
    alur, _ = buat_alur(wajib_catatan=True)
    with pytest.raises(TidakLengkap, match="Tulis alasannya."):
        alur.jalankan_semua("uji", semua(), oleh=rina, catatan="  ")
    assert status() == {DRAF}


def test_failing_log_undoes_every_row(tiga, rina):
    def rusak(*args, **kwargs) -> None:
        raise OSError

    alur, _ = buat_alur()
    alur = Alur(transisi=alur.transisi, catat=satu_per_satu, catat_semua=rusak)
    with pytest.raises(OSError):
        alur.jalankan_semua("uji", semua(), oleh=rina)
    assert status() == {DRAF}


@pytest.mark.parametrize(
    "lain", [{"syarat": (lambda _: "",)}, {"efek": lambda *_, **__: ()}], ids=["syarat", "efek"]
)
def test_a_step_that_asks_the_single_row_is_never_run_for_many(tiga, rina, lain):
    alur, _ = buat_alur(**lain)
    with pytest.raises(TypeError, match="row by row"):
        alur.jalankan_semua("uji", semua(), oleh=rina)
    assert status() == {DRAF}
