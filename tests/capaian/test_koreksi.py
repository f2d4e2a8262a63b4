"""Correction of a verified value and reverts: allowed, wrong state, wrong person, stale, logged."""

import pghistory
import pytest
from django.utils import timezone

from capaian.layanan.koreksi import (
    IsiNilai,
    isi_peristiwa,
    koreksi_realisasi,
    pulihkan_realisasi,
)
from capaian.layar.riwayat import RiwayatIndikator
from capaian.models import LogRealisasi, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from tests import pabrik

ALASAN = "dicocokkan dengan e-PPGBM 31 Desember"
BARU = IsiNilai(KeadaanNilai.NILAI, pabrik.Decimal("73.2"))


@pytest.fixture
def indikator(dinkes):
    return pabrik.buat_indikator(opd=dinkes)


def baris(indikator, status=StatusRealisasi.TERVERIFIKASI, **lain) -> Realisasi:
    return pabrik.buat_realisasi(indikator=indikator, nilai="71.2", status=status, **lain)


def koreksi(realisasi, oleh, **ganti) -> Realisasi:
    isi = {"realisasi": realisasi, "isi": BARU, "alasan": ALASAN, "versi": 1, "oleh": oleh}
    return koreksi_realisasi(**(isi | ganti))


def peristiwa(realisasi, nilai: str) -> int:
    """The event that left this value."""
    semua = Realisasi.pgh_event_model.objects.filter(pgh_obj=realisasi, nilai=nilai)
    return semua.order_by("-pgh_id").first().pgh_id


def utuh(realisasi) -> bool:
    segar = Realisasi.objects.get(pk=realisasi.pk)
    return (segar.nilai, segar.versi) == (pabrik.Decimal("71.2"), realisasi.versi) and not (
        LogRealisasi.objects.filter(realisasi=realisasi).exists()
    )


def test_correction_stays_verified_is_counted_and_logged(indikator, rina):
    realisasi = baris(indikator, diverifikasi_pada=timezone.now(), diverifikasi_oleh=rina)
    segar = koreksi(realisasi, rina)
    segar.refresh_from_db()
    assert (segar.nilai, segar.status) == (
        pabrik.Decimal("73.2"),
        StatusRealisasi.TERVERIFIKASI,
    )
    assert (segar.diubah_setelah_verifikasi, segar.versi, segar.diubah_oleh) == (1, 2, rina)
    assert segar.diverifikasi_oleh == rina
    log = LogRealisasi.objects.get(realisasi=realisasi)
    assert (log.transisi, log.dari, log.ke, log.oleh, log.catatan) == (
        "koreksi",
        StatusRealisasi.TERVERIFIKASI,
        StatusRealisasi.TERVERIFIKASI,
        rina,
        ALASAN,
    )


def test_correction_may_say_that_there_is_no_value(indikator, rina):
    isi = IsiNilai(KeadaanNilai.TIDAK_BERLAKU, alasan="Program sudah dihentikan")
    segar = koreksi(baris(indikator), rina, isi=isi)
    segar.refresh_from_db()
    assert (segar.keadaan, segar.nilai) == (KeadaanNilai.TIDAK_BERLAKU, None)
    assert segar.alasan == "Program sudah dihentikan"


@pytest.mark.parametrize("siapa", ["sari", "nana", "pak_budi", "admin"])
def test_only_bapperida_corrects(indikator, request, siapa):
    realisasi = baris(indikator)
    with pytest.raises(TidakBoleh):
        koreksi(realisasi, request.getfixturevalue(siapa))
    assert utuh(realisasi)


@pytest.mark.parametrize(
    "status",
    [
        StatusRealisasi.DRAF,
        StatusRealisasi.MENUNGGU_KEPALA,
        StatusRealisasi.DIAJUKAN,
        StatusRealisasi.PERBAIKAN,
        StatusRealisasi.TERKUNCI,
    ],
)
def test_only_a_verified_row_is_corrected(indikator, rina, status):
    realisasi = baris(indikator, status)
    with pytest.raises(SalahKeadaan):
        koreksi(realisasi, rina)
    assert utuh(realisasi)


def test_locked_quarter_refuses_correction_and_revert(indikator, rina):
    realisasi = baris(indikator)
    realisasi.periode.terkunci = True
    realisasi.periode.save(update_fields=["terkunci"])
    with pytest.raises(SalahKeadaan, match="sudah terkunci"):
        koreksi(realisasi, rina)
    with pytest.raises(SalahKeadaan, match="sudah terkunci"):
        pulihkan_realisasi(
            realisasi=realisasi,
            peristiwa=peristiwa(realisasi, "71.2"),
            alasan=ALASAN,
            versi=1,
            oleh=rina,
        )
    assert utuh(realisasi)


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"alasan": "  salah  "}, "minimal 10 huruf"),
        ({"isi": IsiNilai(KeadaanNilai.NILAI, pabrik.Decimal("71.20"))}, "Sama dengan nilai"),
    ],
)
def test_reason_and_a_difference_are_required(indikator, rina, ganti, pesan):
    realisasi = baris(indikator)
    with pytest.raises(TidakLengkap, match=pesan):
        koreksi(realisasi, rina, **ganti)
    assert utuh(realisasi)


def test_stale_version_is_refused_with_the_row_as_it_is(indikator, rina):
    realisasi = baris(indikator)
    koreksi(realisasi, rina)
    with pytest.raises(SudahBerubah) as galat:
        koreksi(realisasi, rina, isi=IsiNilai(KeadaanNilai.NILAI, pabrik.Decimal(80)))
    assert galat.value.sekarang.nilai == pabrik.Decimal("73.2")
    assert LogRealisasi.objects.filter(realisasi=realisasi).count() == 1


def test_revert_of_a_verified_row_is_a_new_change_with_its_reason(indikator, rina):
    realisasi = baris(indikator)
    lama = peristiwa(realisasi, "71.2")
    koreksi(realisasi, rina)
    segar = pulihkan_realisasi(
        realisasi=realisasi, peristiwa=lama, alasan="koreksinya ternyata keliru", versi=2, oleh=rina
    )
    segar.refresh_from_db()
    assert (segar.nilai, segar.versi) == (pabrik.Decimal("71.2"), 3)
    assert segar.diubah_setelah_verifikasi == 2
    log = LogRealisasi.objects.filter(realisasi=realisasi).order_by("pk")
    assert [satu.transisi for satu in log] == ["koreksi", "pulihkan"]


def test_opd_reverts_its_own_draft(indikator, sari):
    realisasi = baris(indikator, StatusRealisasi.DRAF)
    lama = peristiwa(realisasi, "71.2")
    Realisasi.objects.filter(pk=realisasi.pk).update(nilai=73, versi=2)
    segar = pulihkan_realisasi(
        realisasi=realisasi, peristiwa=lama, alasan=ALASAN, versi=2, oleh=sari
    )
    assert (segar.nilai, segar.versi, segar.diubah_oleh) == (pabrik.Decimal("71.2"), 3, sari)
    assert segar.diubah_setelah_verifikasi == 0
    log = LogRealisasi.objects.get(realisasi=realisasi)
    assert (log.transisi, log.dari, log.ke) == ("pulihkan", "draf", "draf")


@pytest.mark.parametrize(
    ("siapa", "status", "galat"),
    [
        ("joko", StatusRealisasi.DRAF, TidakBoleh),
        ("rina", StatusRealisasi.DRAF, TidakBoleh),
        ("sari", StatusRealisasi.TERVERIFIKASI, TidakBoleh),
        ("rina", StatusRealisasi.DIAJUKAN, SalahKeadaan),
        ("rina", StatusRealisasi.TERKUNCI, SalahKeadaan),
    ],
)
def test_revert_asks_for_the_same_authority_as_typing(indikator, request, siapa, status, galat):
    realisasi = baris(indikator, status)
    with pytest.raises(galat):
        pulihkan_realisasi(
            realisasi=realisasi,
            peristiwa=peristiwa(realisasi, "71.2"),
            alasan=ALASAN,
            versi=1,
            oleh=request.getfixturevalue(siapa),
        )
    assert utuh(realisasi)


def test_draft_of_a_closed_quarter_is_not_reverted(indikator, sari):
    tutup = pabrik.buat_periode(triwulan=1, terbuka=False)
    realisasi = baris(indikator, StatusRealisasi.DRAF, periode=tutup)
    with pytest.raises(SalahKeadaan, match="sudah ditutup"):
        pulihkan_realisasi(
            realisasi=realisasi,
            peristiwa=peristiwa(realisasi, "71.2"),
            alasan=ALASAN,
            versi=1,
            oleh=sari,
        )


def test_event_of_another_row_or_without_a_value_gives_nothing(indikator, dinkes):
    realisasi, lain = baris(indikator), baris(pabrik.buat_indikator(opd=dinkes))
    kosong = pabrik.buat_realisasi(
        indikator=indikator, periode=pabrik.buat_periode(triwulan=1), nilai=None
    )
    tanpa = Realisasi.pgh_event_model.objects.get(pgh_obj=kosong).pgh_id
    assert isi_peristiwa(realisasi, peristiwa(lain, "71.2")) is None
    assert isi_peristiwa(kosong, tanpa) is None
    assert isi_peristiwa(lain, peristiwa(lain, "71.2")).nilai == pabrik.Decimal("71.2")


def test_predikat_is_corrected_and_taken_back(dinkes, rina):
    indikator = pabrik.buat_indikator(
        opd=dinkes,
        jenis_nilai="predikat",
        formula="predikat",
        skala_predikat=pabrik.buat_skala_predikat(),
    )
    a, b = (indikator.skala_predikat.butir.get(kode=kode) for kode in ("A", "B"))
    realisasi = pabrik.buat_realisasi(
        indikator=indikator,
        nilai=None,
        keadaan=KeadaanNilai.NILAI,
        predikat=a,
        status=StatusRealisasi.TERVERIFIKASI,
    )
    awal = Realisasi.pgh_event_model.objects.get(pgh_obj=realisasi).pgh_id
    segar = koreksi(realisasi, rina, isi=IsiNilai(KeadaanNilai.NILAI, predikat=b))
    assert segar.predikat == b
    segar = pulihkan_realisasi(
        realisasi=realisasi, peristiwa=awal, alasan=ALASAN, versi=2, oleh=rina
    )
    assert segar.predikat == a


def test_history_tells_correction_and_revert_once_each_with_their_reasons(indikator, rina):
    realisasi = baris(indikator)
    lama = peristiwa(realisasi, "71.2")
    with pghistory.context(pengguna=rina.pk):
        koreksi(realisasi, rina)
    with pghistory.context(pengguna=rina.pk):
        pulihkan_realisasi(
            realisasi=realisasi, peristiwa=lama, alasan="ternyata keliru", versi=2, oleh=rina
        )
    riwayat = RiwayatIndikator(indikator)
    assert [f"{c.siapa} {c.kalimat}" for c in riwayat.catatan(riwayat[:3])] == [
        "Rina S. (Bapperida) mengembalikan realisasi TW IV 2025 73,20 → 71,20;"
        " alasan: “ternyata keliru”.",
        "Rina S. (Bapperida) mengoreksi realisasi TW IV 2025 71,20 → 73,20 setelah verifikasi;"
        f" alasan: “{ALASAN}”.",
        "Sistem mengisi realisasi TW IV 2025 sebesar 71,20.",
    ]
