"""Circulated to the OPD: deadline, their answers, silence, and what each of them sees."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from rapat.layanan.berita_acara import edarkan, tarik
from rapat.layanan.tanggapan import ajukan_tanggapan, batas_tanggapan, jawab_tanggapan
from rapat.models import Agenda, BeritaAcara, LogBeritaAcara, Sesi, TanggapanBeritaAcara
from rapat.pilihan import StatusSesi
from tests import pabrik
from tests.rapat.naskah import final, lengkapi


@pytest.fixture
def edar(meja, rina) -> BeritaAcara:
    lengkapi(meja, rina)
    return edarkan(sesi=meja.sesi, oleh=rina)


def kedaluwarsa() -> None:
    BeritaAcara.objects.update(tanggapan_sampai=timezone.now() - timedelta(minutes=1))


def tanggapi(meja, edar, sari, teks: str = "Angka stunting keliru.") -> TanggapanBeritaAcara:
    agenda = Agenda.objects.get(pk=meja.dinkes.pk)
    return ajukan_tanggapan(berita_acara=edar, agenda=agenda, teks=teks, oleh=sari)


@pytest.mark.parametrize(
    ("pada", "hari", "akhir"),
    [
        (datetime(2026, 1, 20, 3, tzinfo=UTC), 3, date(2026, 1, 23)),
        (datetime(2026, 1, 22, 3, tzinfo=UTC), 3, date(2026, 1, 27)),
        (datetime(2026, 1, 24, 3, tzinfo=UTC), 1, date(2026, 1, 26)),
        (datetime(2026, 1, 22, 17, 30, tzinfo=UTC), 1, date(2026, 1, 26)),
    ],
    ids=["within a week", "over a weekend", "from a Saturday", "Friday in Jakarta already"],
)
def test_deadline_is_four_o_clock_on_a_working_day(pada, hari, akhir):
    batas = batas_tanggapan(pada, hari).astimezone(waktu.ZONA)
    assert (batas.date(), batas.hour, batas.minute) == (akhir, 16, 0)


def test_circulating_sets_the_deadline_and_logs_it(edar):
    assert edar.status == "tanggapan"
    assert edar.tanggapan_sampai == batas_tanggapan(timezone.now(), 3)
    saat = waktu.tanggal(edar.tanggapan_sampai)
    assert LogBeritaAcara.objects.get().catatan == f"Tanggapan sampai {saat}, 16.00 WIB."


def test_circulating_twice_is_refused(edar, meja, rina):
    with pytest.raises(SalahKeadaan):
        edarkan(sesi=meja.sesi, oleh=rina)
    assert LogBeritaAcara.objects.count() == 1


def test_not_circulated_before_the_sesi_began(meja, rina):
    Sesi.objects.update(status=StatusSesi.TERJADWAL)
    with pytest.raises(SalahKeadaan, match="belum dimulai"):
        edarkan(sesi=meja.sesi, oleh=rina)


def test_drawn_back_with_a_reason_it_is_closed(edar, meja, rina, sari):
    with pytest.raises(TidakLengkap):
        tarik(sesi=meja.sesi, alasan=" ", oleh=rina)
    satu = tarik(sesi=meja.sesi, alasan="Salah lampiran.", oleh=rina)
    assert (satu.status, satu.tanggapan_sampai) == ("draf", None)
    with pytest.raises(SalahKeadaan, match="tidak diedarkan"):
        tanggapi(meja, edar, sari)
    with pytest.raises(SalahKeadaan):
        tarik(sesi=meja.sesi, alasan="Lagi.", oleh=rina)


@pytest.mark.parametrize("siapa", ["sari", "nana", "pak_budi", "admin"])
def test_only_bapperida_circulates_and_draws_back(siapa, edar, meja, request):
    orang = request.getfixturevalue(siapa)
    with pytest.raises(TidakBoleh):
        edarkan(sesi=meja.sesi, oleh=orang)
    with pytest.raises(TidakBoleh):
        tarik(sesi=meja.sesi, alasan="x", oleh=orang)


def test_opd_answers_its_own_part_once_per_text(edar, meja, sari, joko):
    satu = tanggapi(meja, edar, sari)
    assert tanggapi(meja, edar, sari) == satu
    assert tanggapi(meja, edar, sari, "Hal lain.") != satu
    with pytest.raises(TidakBoleh):
        tanggapi(meja, edar, joko)
    with pytest.raises(TidakLengkap):
        tanggapi(meja, edar, sari, "  ")


def test_item_of_another_sesi_is_refused(edar, meja, sari, dinkes):
    lain = pabrik.buat_agenda(opd=dinkes, sesi=pabrik.buat_sesi(rapat=meja.sesi.rapat, nomor=2))
    with pytest.raises(TidakBoleh):
        ajukan_tanggapan(berita_acara=edar, agenda=lain, teks="x", oleh=sari)


def test_after_the_deadline_it_is_closed(edar, meja, sari):
    kedaluwarsa()
    with pytest.raises(SalahKeadaan, match="Masa tanggapan berakhir"):
        tanggapi(meja, edar, sari)


def test_after_final_only_an_adendum(edar, meja, sari, rina):
    final(meja, rina, alasan_kurang="Mendesak.")
    with pytest.raises(SalahKeadaan, match="adendum"):
        tanggapi(meja, edar, sari)


def test_answered_once_and_the_second_sees_the_first(edar, meja, sari, rina):
    satu = tanggapi(meja, edar, sari)
    isi = {"tanggapan": satu, "status": "diterima", "jawaban": "Diperbaiki."}
    with pytest.raises(TidakBoleh):
        jawab_tanggapan(**isi, oleh=sari)
    with pytest.raises(TidakLengkap):
        jawab_tanggapan(**isi | {"jawaban": " "}, oleh=rina)
    with pytest.raises(TidakLengkap):
        jawab_tanggapan(**isi | {"status": "menunggu"}, oleh=rina)
    hasil = jawab_tanggapan(**isi, oleh=rina)
    assert (hasil.status, hasil.dijawab_oleh) == ("diterima", rina)
    assert jawab_tanggapan(**isi, oleh=rina).dijawab_pada == hasil.dijawab_pada
    with pytest.raises(SudahBerubah) as galat:
        jawab_tanggapan(**isi | {"status": "ditolak"}, oleh=rina)
    assert galat.value.sekarang.jawaban == "Diperbaiki."


def test_silence_is_agreement_and_the_log_says_of_whom(edar, meja, sari, rina, masuk_sebagai):
    satu = tanggapi(meja, edar, sari)
    jawab_tanggapan(tanggapan=satu, status="ditolak", jawaban="Sudah benar.", oleh=rina)
    kedaluwarsa()
    alamat = reverse("rapat:berita_acara", args=[meja.sesi.pk])
    isi = masuk_sebagai(rina).get(alamat).text
    assert "1 OPD tidak menanggapi dan dianggap sepakat." in isi
    final(meja, rina)
    catatan = LogBeritaAcara.objects.get(transisi="finalkan").catatan
    assert catatan.endswith("dianggap sepakat: Disdik.")
    assert "dianggap sepakat: Disdik." in masuk_sebagai(rina).get(alamat).text


def halaman(meja) -> str:
    return reverse("rapat:tanggapan", args=[meja.sesi.pk, meja.dinkes.pk])


def test_opd_reads_only_its_own_part_and_only_when_circulated(
    meja, sari, joko, rina, masuk_sebagai
):
    lengkapi(meja, rina)
    client = masuk_sebagai(sari)
    assert "Petikan belum ada" in client.get(halaman(meja)).text
    edarkan(sesi=meja.sesi, oleh=rina)
    isi = client.get(halaman(meja)).text
    assert "Prevalensi stunting" in isi
    assert ">2,50<" in isi
    assert "Angka kelulusan" not in isi
    assert masuk_sebagai(joko).get(halaman(meja)).status_code == 404
    assert masuk_sebagai(joko).post(f"{halaman(meja)}kirim/", {"teks": "x"}).status_code == 404
    isi = masuk_sebagai(sari).get(reverse("rapat:berita_acara", args=[meja.sesi.pk])).text
    assert "Prevalensi stunting" in isi
    assert "Dinas Pendidikan" not in isi
    assert "Angka kelulusan" not in isi


def test_page_of_final_shows_the_frozen_part(edar, meja, sari, rina, masuk_sebagai):
    final(meja, rina, alasan_kurang="Mendesak.")
    meja.stunting.realisasi.update(nilai=99)
    isi = masuk_sebagai(sari).get(halaman(meja)).text
    assert "99,00" not in isi
    assert "perbaikan hanya lewat adendum" in isi
    assert "Minta perbaikan" not in isi


def test_round_trip_on_the_pages(edar, meja, sari, rina, masuk_sebagai):
    client = masuk_sebagai(sari)
    kirim = f"{halaman(meja)}kirim/"
    assert "Tulis apa yang perlu" in client.post(kirim, {"teks": " "}).text
    for _ in range(2):
        assert client.post(kirim, {"teks": "Stunting <b>2,40</b>."}).status_code == 302
    satu = TanggapanBeritaAcara.objects.get()
    bapperida = masuk_sebagai(rina)
    jawab = reverse("rapat:tanggapan_jawab", args=[satu.pk])
    salah = bapperida.post(jawab, {"status": "diterima", "jawaban": ""})
    assert salah.status_code == 422
    assert "Tulis jawabannya." in salah.text
    assert "Stunting &lt;b&gt;2,40&lt;/b&gt;." in salah.text
    assert bapperida.post(jawab, {"status": "diterima", "jawaban": "Benar."}).status_code == 302
    lain = bapperida.post(jawab, {"status": "ditolak", "jawaban": "Tidak."})
    assert lain.status_code == 409
    assert "“Benar.”" in lain.text
    assert "“Tidak.”" in lain.text
    assert "Benar." in client.get(halaman(meja)).text
    kedaluwarsa()
    tutup = client.post(kirim, {"teks": "Terlambat."})
    assert tutup.status_code == 409
    assert "Masa tanggapan berakhir" in tutup.text
