"""Locking a quarter: what is kept, what stands still, how it is undone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from capaian.alur import ALUR_REALISASI, jendela_terbuka
from capaian.layanan.bukti import unggah_bukti
from capaian.layanan.koreksi import IsiNilai, koreksi_realisasi
from capaian.layanan.kunci import bandingkan, buka_kunci, kunci_periode
from capaian.layanan.periode import beri_perpanjangan
from capaian.layanan.realisasi import ajukan_realisasi, simpan_realisasi
from capaian.models import (
    HasilTerkunci,
    Indikator,
    KunciPeriode,
    LogRealisasi,
    Periode,
    Realisasi,
)
from capaian.perhitungan import Penghitung
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from capaian.rumus import VERSI_RUMUS
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, TidakBoleh, TidakLengkap
from tests import pabrik

S = StatusRealisasi
ALASAN = "Koreksi BPS atas angka stunting"
JAUH = timedelta(days=1)


@pytest.fixture
def periode(db) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def baris(dinkes, disdik, periode) -> dict[str, Realisasi]:
    """A row of every kind; `kosong` has none at all."""
    hasil = {}
    for nama, opd, status in (
        ("stunting", dinkes, S.TERVERIFIKASI),
        ("gizi", dinkes, S.DIAJUKAN),
        ("ibu", dinkes, S.PERBAIKAN),
        ("sekolah", disdik, S.TERVERIFIKASI),
        ("draf", disdik, S.DRAF),
    ):
        i = pabrik.buat_indikator(opd=opd, nama=nama, formula="negatif")
        pabrik.buat_target(indikator=i, nilai="80")
        hasil[nama] = pabrik.buat_realisasi(indikator=i, periode=periode, nilai="72", status=status)
    tanpa = pabrik.buat_indikator(opd=dinkes, nama="tanpa")
    hasil["tanpa"] = pabrik.buat_realisasi(
        indikator=tanpa,
        periode=periode,
        nilai=None,
        keadaan=KeadaanNilai.TIDAK_BERLAKU,
        alasan="Program berakhir 2024",
        status=S.TERVERIFIKASI,
    )
    pabrik.buat_indikator(opd=disdik, nama="kosong")
    return hasil


def kunci(periode, oleh, jumlah: int = 3, **lain) -> KunciPeriode:
    return kunci_periode(periode=periode, jumlah=jumlah, oleh=oleh, **lain)


def _buka(periode: Periode, oleh) -> None:
    buka_kunci(periode=periode, alasan=ALASAN, oleh=oleh)


def status(baris) -> dict[str, str]:
    return {n: Realisasi.objects.get(pk=r.pk).status for n, r in baris.items()}


def hasil(satu: KunciPeriode) -> dict[str, HasilTerkunci]:
    return {h.indikator.nama: h for h in satu.hasil.select_related("indikator")}


def test_verified_rows_are_locked_the_others_stay_as_they_are(baris, periode, rina):
    satu = kunci(periode, rina, catatan="BA 5/2026")
    assert status(baris) == {
        "stunting": S.TERKUNCI,
        "sekolah": S.TERKUNCI,
        "tanpa": S.TERKUNCI,
        "gizi": S.DIAJUKAN,
        "ibu": S.PERBAIKAN,
        "draf": S.DRAF,
    }
    periode.refresh_from_db()
    assert periode.terkunci
    assert (satu.dikunci_oleh, satu.catatan, satu.versi_rumus) == (rina, "BA 5/2026", VERSI_RUMUS)


def test_every_locked_row_has_its_line_in_the_log(baris, periode, rina):
    kunci(periode, rina)
    log = LogRealisasi.objects.filter(transisi="kunci").values_list("dari", "ke", "oleh")
    assert list(log) == [(S.TERVERIFIKASI, S.TERKUNCI, rina.pk)] * 3


def test_every_active_indikator_is_kept_as_penghitung_says_it(baris, periode, rina):
    pabrik.buat_indikator(opd=baris["gizi"].indikator.opd, nama="ditutup", aktif=False)
    satu = kunci(periode, rina)
    tersimpan = hasil(satu)
    semua = list(Indikator.objects.aktif())
    assert set(tersimpan) == {i.nama for i in semua}
    for i, dihitung in Penghitung(2025).hitung(semua).items():
        tw = dihitung.triwulan[4]
        h = tersimpan[Indikator.objects.get(pk=i).nama]
        assert h.persen == tw.hasil.persen
        assert h.kalimat.startswith(tw.hasil.kalimat)
    h = tersimpan["stunting"]
    assert (h.persen, h.peringkat) == (Decimal("110.00"), "Sangat Tinggi")
    assert (h.target, h.realisasi, h.status, h.formula) == ("80,00", "72,00", "terkunci", "negatif")


def test_absences_are_kept_with_their_reason(baris, periode, rina):
    tersimpan = hasil(kunci(periode, rina))
    tanpa, kosong = tersimpan["tanpa"], tersimpan["kosong"]
    assert tanpa.kalimat == (
        "Tidak dapat dihitung: tidak berlaku. Alasan OPD: Program berakhir 2024"
    )
    assert (tanpa.persen, tanpa.keadaan, tanpa.status) == (None, "tidak_berlaku", "terkunci")
    assert (kosong.persen, kosong.keadaan, kosong.status) == (None, "kosong", "")


def test_an_indikator_that_ended_keeps_its_settled_row(baris, periode, rina):
    Indikator.objects.filter(nama="stunting").update(aktif=False)
    assert hasil(kunci(periode, rina))["stunting"].status == S.TERKUNCI


def test_a_figure_beyond_the_column_does_not_stop_the_lock(periode, dinkes, rina):
    i = pabrik.buat_indikator(opd=dinkes, nama="janggal")
    pabrik.buat_target(indikator=i, nilai="0.000001")
    pabrik.buat_realisasi(indikator=i, periode=periode, nilai="9" * 18, status=S.TERVERIFIKASI)
    satu = kunci(periode, rina, 1)
    assert hasil(satu)["janggal"].persen is None
    assert "Capaian" in hasil(satu)["janggal"].kalimat
    assert bandingkan(satu, satu.hasil.all()) == []


def test_the_number_that_was_typed_must_be_the_number_there_is(baris, periode, rina):
    with pytest.raises(SalahKeadaan, match="3 baris terverifikasi, bukan 4") as galat:
        kunci(periode, rina, 4)
    assert galat.value.medan == "jumlah"
    assert not KunciPeriode.objects.exists()
    assert S.TERKUNCI not in status(baris).values()


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes", "pak_budi", "nana", "admin", "tamu"])
def test_only_bapperida_locks(siapa, baris, periode, request):
    with pytest.raises(TidakBoleh):
        kunci(periode, request.getfixturevalue(siapa))
    assert not KunciPeriode.objects.exists()


def test_a_quarter_that_has_not_opened_is_not_locked(periode, rina):
    Periode.objects.update(dibuka_pada=timezone.now() + JAUH)
    with pytest.raises(SalahKeadaan, match="belum dibuka"):
        kunci(periode, rina, 0)


def test_who_comes_second_is_told_who_was_first(baris, periode, rina):
    kunci(periode, rina)
    with pytest.raises(SalahKeadaan, match="TW IV 2025 sudah dikunci Rina Sinaga"):
        kunci(periode, rina)
    assert KunciPeriode.objects.count() == 1


def _isi(nilai: str) -> IsiNilai:
    return IsiNilai(keadaan=KeadaanNilai.NILAI, nilai=Decimal(nilai), predikat=None, alasan="")


def _lakukan(nama: str, baris, periode, rina, joko) -> object:
    gizi, draf, stunting = baris["gizi"], baris["draf"], baris["stunting"]
    isi, indikator = {"keadaan": KeadaanNilai.NILAI, "nilai": Decimal(1)}, draf.indikator
    return {
        "simpan": lambda: simpan_realisasi(
            indikator=indikator, periode=periode, isi=isi, versi=draf.versi, oleh=joko
        ),
        "ajukan": lambda: ALUR_REALISASI.jalankan("ajukan", draf, oleh=joko),
        "terima": lambda: ALUR_REALISASI.jalankan("terima", gizi, oleh=rina),
        "kembalikan": lambda: ALUR_REALISASI.jalankan(
            "kembalikan", gizi, oleh=rina, catatan="Angka berbeda dari dokumen."
        ),
        "buka_kembali": lambda: ALUR_REALISASI.jalankan(
            "buka_kembali", stunting, oleh=rina, catatan="Angka berbeda dari dokumen."
        ),
        "koreksi": lambda: koreksi_realisasi(
            realisasi=stunting, isi=_isi("70"), alasan=ALASAN, versi=stunting.versi, oleh=rina
        ),
        "bukti": lambda: unggah_bukti(
            indikator=indikator, periode=periode, isi={}, oleh=joko, tautan="https://a.go.id"
        ),
        "perpanjang": lambda: beri_perpanjangan(
            periode=periode,
            opd=indikator.opd,
            sampai=pabrik.JAUH + JAUH,
            alasan=ALASAN,
            dilihat=None,
            oleh=rina,
        ),
    }[nama]()


@pytest.mark.parametrize(
    "nama",
    [
        *("simpan", "ajukan", "terima", "kembalikan", "buka_kembali", "koreksi"),
        *("bukti", "perpanjang"),
    ],
)
def test_while_locked_nothing_changes(nama, baris, rina, joko, periode):
    kunci(periode, rina)
    periode.refresh_from_db()
    lama = list(Realisasi.objects.order_by("pk").values())
    for r in baris.values():
        r.refresh_from_db()
        r.periode = periode
    with pytest.raises(GalatDomain):
        _lakukan(nama, baris, periode, rina, joko)
    assert list(Realisasi.objects.order_by("pk").values()) == lama
    assert not jendela_terbuka(periode, baris["draf"].indikator.opd_id)


def test_submitting_a_page_of_a_locked_quarter_submits_nothing(baris, joko, rina, periode):
    kunci(periode, rina)
    ajukan_realisasi(indikator=[baris["draf"].indikator], periode=periode, oleh=joko)
    assert status(baris)["draf"] == S.DRAF


def test_results_are_the_same_until_something_changes(baris, periode, rina):
    satu = kunci(periode, rina)
    assert bandingkan(satu, satu.hasil.all()) == []
    Indikator.objects.filter(nama="stunting").update(formula="positif", desimal=0)
    beda = {b.medan: (b.dulu, b.kini) for b in bandingkan(satu, satu.hasil.all())}
    assert beda["formula"] == ("negatif", "positif")
    assert beda["persen"] == (Decimal("110.00"), Decimal("90.00"))
    assert beda["target"] == ("80,00", "80")


def test_unlocking_gives_the_rows_back_and_keeps_what_was_kept(baris, periode, rina, admin):
    satu = kunci(periode, rina)
    _buka(periode, admin)
    assert list(status(baris).values()).count(S.TERVERIFIKASI) == 3
    satu.refresh_from_db()
    assert (satu.dibuka_oleh, satu.alasan_buka) == (admin, ALASAN)
    assert satu.hasil.count() == 7
    log = LogRealisasi.objects.filter(transisi="buka_kunci")
    assert set(log.values_list("oleh", "catatan")) == {(admin.pk, ALASAN)}
    periode.refresh_from_db()
    assert not periode.terkunci


@pytest.mark.parametrize("alasan", ["", "   ", "lupa"])
def test_unlocking_without_a_reason_is_refused(alasan, baris, periode, rina, admin):
    kunci(periode, rina)
    with pytest.raises(TidakLengkap, match="minimal 10 huruf"):
        buka_kunci(periode=periode, alasan=alasan, oleh=admin)
    periode.refresh_from_db()
    assert periode.terkunci


@pytest.mark.parametrize("siapa", ["sari", "rina", "pak_budi", "nana", "tamu"])
def test_only_admin_unlocks(siapa, baris, periode, rina, request):
    kunci(periode, rina)
    with pytest.raises(TidakBoleh):
        buka_kunci(periode=periode, alasan=ALASAN, oleh=request.getfixturevalue(siapa))


def test_what_is_not_locked_cannot_be_unlocked(periode, admin):
    with pytest.raises(SalahKeadaan, match="tidak sedang terkunci"):
        _buka(periode, admin)


def test_locking_again_keeps_new_results_beside_the_old_ones(baris, periode, rina, admin):
    lama = kunci(periode, rina)
    _buka(periode, admin)
    stunting = Realisasi.objects.get(pk=baris["stunting"].pk)
    koreksi_realisasi(
        realisasi=stunting, isi=_isi("76"), alasan=ALASAN, versi=stunting.versi, oleh=rina
    )
    baru = kunci(periode, rina)
    assert hasil(lama)["stunting"].persen == Decimal("110.00")
    assert hasil(baru)["stunting"].persen == Decimal("105.00")
    assert bandingkan(baru, baru.hasil.all()) == []
    berubah = {b.medan for b in bandingkan(lama, lama.hasil.all())}
    assert berubah == {"realisasi", "persen", "kalimat"}
