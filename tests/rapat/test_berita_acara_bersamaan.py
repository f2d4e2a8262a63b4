"""Two browsers at the same moment: one wins, the other reads a sentence."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from capaian.models import Target
from capaian.pilihan import SumberTarget
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah
from rapat.dokumen.isi import susun_isi
from rapat.layanan.berita_acara import atur, buat_adendum, siapkan
from rapat.layanan.kesepakatan import catat_kesepakatan
from rapat.models import Agenda, BeritaAcara, Kesepakatan, LogBeritaAcara, Sesi
from tests import pabrik
from tests.rapat.naskah import NOMOR, TANGGAL, final, lengkapi

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dedi(db):
    return pabrik.buat_pengguna(username="dedi", nama="Dedi Lubis", peran="bapperida")


def serentak(*kerja: Callable[[], Any]) -> list[Any]:
    mulai, hasil = Barrier(len(kerja)), [None] * len(kerja)

    def jalan(n: int) -> None:
        try:
            mulai.wait(timeout=30)
            hasil[n] = kerja[n]()
        except Exception as galat:  # shown by the assertion of the test, in the main thread
            hasil[n] = galat
        finally:
            connection.close()

    benang = [Thread(target=jalan, args=(n,)) for n in range(len(kerja))]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join(timeout=60)
        assert not satu.is_alive()
    return hasil


def test_two_finalise_and_one_wins(meja, rina, dedi):
    lengkapi(meja, rina)
    hasil = serentak(
        lambda: final(meja, rina, nomor="1/BA"), lambda: final(meja, dedi, nomor="2/BA")
    )
    (menang,) = [h for h in hasil if isinstance(h, BeritaAcara)]
    (kalah,) = [h for h in hasil if isinstance(h, SalahKeadaan)]
    assert kalah.pesan.startswith(
        f"Berita acara ini sudah difinalkan oleh {menang.final_oleh.nama} dengan nomor"
    )
    satu = BeritaAcara.objects.get()
    assert (satu.nomor, satu.sidik_jari) == (menang.nomor, menang.sidik_jari)
    assert Sesi.objects.get().berita_acara_nomor == satu.nomor
    assert Target.objects.filter(sumber=SumberTarget.KESEPAKATAN).count() == 1
    assert LogBeritaAcara.objects.filter(transisi="finalkan").count() == 1


def test_two_prepare_and_number_the_draft(meja, rina, dedi):
    hasil = serentak(
        lambda: siapkan(sesi=meja.sesi, oleh=rina), lambda: siapkan(sesi=meja.sesi, oleh=dedi)
    )
    assert len({h.pk for h in hasil}) == 1
    versi = BeritaAcara.objects.get().versi
    isi = {"tanggal": TANGGAL, "hari_tanggapan": 3}
    hasil = serentak(
        *(
            lambda n=nomor: atur(sesi=meja.sesi, isi=isi | {"nomor": n}, versi=versi, oleh=rina)
            for nomor in ("1/BA", "2/BA")
        )
    )
    (menang,) = [h for h in hasil if isinstance(h, BeritaAcara)]
    (kalah,) = [h for h in hasil if isinstance(h, SudahBerubah)]
    assert kalah.sekarang.nomor == menang.nomor == BeritaAcara.objects.get().nomor


def test_decision_during_finalising_is_frozen_or_refused(meja, rina, nana):
    lengkapi(meja, rina)
    agenda = Agenda.objects.select_related("sesi__rapat").get(pk=meja.disdik.pk)

    def putuskan() -> Kesepakatan:
        return catat_kesepakatan(
            agenda=agenda,
            indikator=meja.lulus,
            putusan="ditunda",
            isi=None,
            catatan="TERLAMBAT",
            versi=1,
            oleh=nana,
        )

    naskah, putusan = serentak(lambda: final(meja, rina), putuskan)
    assert isinstance(naskah, BeritaAcara), naskah
    tertulis = "TERLAMBAT" in str(naskah.isi)
    assert tertulis == isinstance(putusan, Kesepakatan)
    assert Kesepakatan.objects.filter(catatan="TERLAMBAT").exists() == tertulis


def test_same_adendum_from_two_browsers_is_one(meja, rina, dedi):
    lengkapi(meja, rina)
    final(meja, rina)
    isi = {"nomor": "A/1", "tanggal": TANGGAL, "uraian": "Salah ketik.", "susun": susun_isi}
    hasil = serentak(
        *(lambda o=oleh: buat_adendum(sesi=meja.sesi, **isi, oleh=o) for oleh in (rina, dedi))
    )
    assert {h.nomor for h in hasil} == {"A/1"}
    assert sorted(BeritaAcara.objects.values_list("nomor", flat=True)) == [NOMOR, "A/1"]
