"""Verbs that the admin calls, and two people at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from capaian.models import Target
from capaian.pilihan import SumberTarget
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh
from rapat.layanan.kesepakatan import catat_kesepakatan
from rapat.layanan.penetapan import tetapkan_sesi
from rapat.layanan.sesi import isi_agenda, salin_rapat
from rapat.models import Agenda, Rapat, Sesi
from tests import pabrik


def test_agenda_is_filled_with_the_opd_of_the_klaster(dinkes, disdik, admin):
    sesi = pabrik.buat_sesi(klaster=dinkes.klaster, status="terjadwal")
    pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes, klaster=dinkes.klaster)
    pabrik.buat_opd(
        nama="Bubar",
        singkatan="B",
        klaster=dinkes.klaster,
        aktif=False,
        nonaktif_tanggal=date(2025, 1, 1),
    )
    assert [a.opd for a in isi_agenda(sesi=sesi, oleh=admin)] == [dinkes, disdik]
    assert isi_agenda(sesi=sesi, oleh=admin) == []


def test_agenda_and_copy_are_for_those_who_set_up_meetings(meja, nana):
    with pytest.raises(TidakBoleh):
        isi_agenda(sesi=meja.sesi, oleh=nana)
    with pytest.raises(TidakBoleh):
        salin_rapat(rapat=meja.sesi.rapat, oleh=nana)
    assert Rapat.objects.count() == 1


def test_copy_keeps_weekday_and_agenda_but_no_decision(meja, kirim, rina, admin, masuk_sebagai):
    kirim(masuk_sebagai(rina), meja.stunting, target="3")
    baru = salin_rapat(rapat=meja.sesi.rapat, oleh=admin)
    assert (baru.mulai, baru.tahun_target_id) == (date(2027, 1, 19), 2027)
    sesi = baru.sesi.get()
    assert sesi.status == "terjadwal"
    assert [a.opd for a in sesi.agenda.all()] == [meja.dinkes.opd, meja.disdik.opd]
    assert not baru.sesi.filter(agenda__kesepakatan__isnull=False).exists()


def test_decision_that_arrives_after_tetapkan_is_refused(
    meja, kirim, tetapkan, rina, masuk_sebagai
):
    agenda = Agenda.objects.select_related("sesi__rapat").get(pk=meja.dinkes.pk)
    client = masuk_sebagai(rina)
    kirim(client, meja.stunting, target="3")
    tetapkan(client)
    with pytest.raises(SalahKeadaan):
        catat_kesepakatan(
            agenda=agenda,
            indikator=meja.kematian,
            putusan="belum",
            isi=None,
            catatan="terlambat",
            versi=0,
            oleh=rina,
        )


@pytest.mark.django_db(transaction=True)
def test_two_browsers_tetapkan_at_once_and_one_wins(meja, kirim, rina, masuk_sebagai):
    kirim(masuk_sebagai(rina), meja.stunting, target="2,50")

    def sekali(nomor: str) -> str:
        try:
            tetapkan_sesi(
                sesi=Sesi.objects.get(pk=meja.sesi.pk),
                nomor=nomor,
                tanggal=date(2026, 1, 21),
                tunda_sisanya=True,
                oleh=rina,
            )
        except SalahKeadaan:
            return "kalah"
        finally:
            connection.close()
        return nomor

    with ThreadPoolExecutor(2) as kolam:
        hasil = sorted(kolam.map(sekali, ("1", "2")))
    assert hasil[1] == "kalah"
    assert Sesi.objects.get(pk=meja.sesi.pk).berita_acara_nomor == hasil[0]
    assert Target.objects.filter(sumber=SumberTarget.KESEPAKATAN).count() == 1
