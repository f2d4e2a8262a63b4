"""Two clicks, two people, one row: nothing twice, nothing lost, nobody waits for ever."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from capaian.alur import ALUR_REALISASI
from capaian.layanan.bukti import cabut_bukti, unggah_bukti, unggah_semua
from capaian.models import Bukti, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.models import Lampiran
from tests import berkas, pabrik

gudang = berkas.gudang
pytestmark = [pytest.mark.usefixtures("transactional_db", "gudang")]


def serentak(*pekerjaan: Callable[[], object]) -> list[object]:
    """Runs them at the same moment; a refusal is an answer, anything else fails the test."""
    gerbang, hasil = threading.Barrier(len(pekerjaan)), [None] * len(pekerjaan)

    def jalan(nomor: int) -> None:
        gerbang.wait()
        try:
            hasil[nomor] = pekerjaan[nomor]()
        except GalatDomain as galat:
            hasil[nomor] = galat
        except Exception as galat:  # noqa: BLE001  told to the main thread below
            hasil[nomor] = RuntimeError(repr(galat))
        finally:
            connection.close()

    utas = [threading.Thread(target=jalan, args=[n]) for n in range(len(pekerjaan))]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=60)
    assert not [h for h in hasil if isinstance(h, RuntimeError)], hasil
    return hasil


@pytest.fixture
def baris(dinkes):
    return pabrik.buat_indikator(opd=dinkes, wajib_bukti=True), pabrik.buat_periode()


def test_double_click_adds_the_file_once(baris, sari):
    indikator, periode = baris

    def unggah():
        return unggah_bukti(
            indikator=indikator,
            periode=periode,
            isi={},
            oleh=sari,
            berkas=berkas.kirim(berkas.pdf()),
        )

    hasil = serentak(*[unggah] * 4)
    assert sorted(baru for _, baru in hasil) == [False, False, False, True]
    assert Bukti.objects.count() == Lampiran.objects.count() == 1


def test_two_opd_send_the_same_files_in_opposite_order(baris, sari, joko, disdik):
    lain = pabrik.buat_indikator(opd=disdik)
    isi = [berkas.pdf(tanda=str(n)) for n in range(6)]

    def unggah(indikator, oleh, semua):
        kiriman = [berkas.kirim(satu, f"{n}.pdf") for n, satu in enumerate(semua)]
        return lambda: unggah_semua(
            indikator=indikator, periode=baris[1], isi={}, oleh=oleh, berkas=kiriman
        )

    satu, dua = serentak(unggah(baris[0], sari, isi), unggah(lain, joko, isi[::-1]))
    assert len(satu.baru) == len(dua.baru) == 6
    assert Lampiran.objects.count() == len(berkas.di_gudang()) == 6


def test_row_is_never_submitted_with_evidence_that_is_being_withdrawn(baris, sari):
    indikator, periode = baris
    pabrik.buat_target(indikator=indikator, triwulanan={4: "80"})
    for nomor in range(5):
        periode = pabrik.buat_periode(tahun=2020 + nomor)
        bukti = berkas.buat_bukti(indikator=indikator, periode=periode)
        realisasi = pabrik.buat_realisasi(
            indikator=indikator, periode=periode, faktor_penghambat="Stok vaksin kosong"
        )
        serentak(
            lambda b=bukti: cabut_bukti(bukti=b, oleh=sari),
            lambda r=realisasi: ALUR_REALISASI.jalankan("ajukan", r, oleh=sari),
        )
        diajukan = Realisasi.objects.get(pk=realisasi.pk).status == StatusRealisasi.DIAJUKAN
        berlaku = Bukti.objects.berlaku().filter(pk=bukti.pk).exists()
        assert diajukan == berlaku
