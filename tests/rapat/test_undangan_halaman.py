"""The page of the invitations: the letter, its files, the links."""

from datetime import datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan
from rapat.kode import kode_kerja
from rapat.layanan.undangan import simpan_undangan, tutup_bawaan
from rapat.models import Undangan
from rapat.pilihan import StatusSesi

ISI = {
    "nomor": "000.1.5/12/Bapperida/2026",
    "tanggal": "2026-01-12",
    "sifat": "segera",
    "lampiran": "1 (satu) berkas",
    "hal": "Undangan rapat",
    "acara": "",
    "isi_pembuka": "",
    "catatan": "Bukti dukung <b>asli</b>",
    "tutup_tanggal": "19-01-2026",
    "tutup_jam": "16.00",
    "dilihat": "",
}


def alamat(meja, nama: str = "undangan") -> str:
    return reverse(f"rapat:{nama}", args=[meja.sesi.pk])


@pytest.fixture
def simpan(meja, rina, masuk_sebagai):
    def post(**ganti: str):
        return masuk_sebagai(rina).post(alamat(meja, "undangan_simpan"), ISI | ganti)

    return post


def test_the_letter_is_kept_and_every_opd_gets_its_link(meja, simpan, rina, masuk_sebagai):
    assert simpan().status_code == 302
    surat = Undangan.objects.get()
    assert surat.tutup_pada == datetime(2026, 1, 19, 16, tzinfo=waktu.ZONA)
    assert (surat.sifat, surat.diubah_oleh) == ("segera", rina)
    isi = masuk_sebagai(rina).get(alamat(meja)).content.decode()
    for agenda in (meja.dinkes, meja.disdik):
        assert f"http://testserver/rapat/kerja/{kode_kerja(agenda.pk)}/" in isi
    assert "*Undangan" in isi and "Surat nomor 000.1.5/12/Bapperida/2026" in isi
    assert "<b>asli</b>" not in isi


def test_the_usual_closing_hour_is_the_working_day_before(meja):
    assert tutup_bawaan(meja.sesi) == datetime(2026, 1, 19, 16, tzinfo=waktu.ZONA)
    meja.sesi.tanggal = meja.sesi.tanggal.replace(day=19)
    assert tutup_bawaan(meja.sesi) == datetime(2026, 1, 16, 16, tzinfo=waktu.ZONA)


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"hal": ""}, "Isi hal surat."),
        ({"tanggal": "12/2026"}, "Tanggal tidak dikenal."),
        ({"sifat": "kilat"}, "Pilihan ini tidak dikenal."),
        ({"tutup_tanggal": ""}, "Isi tanggalnya."),
        ({"tutup_jam": "jam empat"}, "Jam tidak dikenal."),
        ({"tutup_tanggal": "2026-01-20"}, "paling lambat saat sesi dimulai"),
        ({"catatan": "x" * 2001}, "Paling banyak 2.000 huruf"),
        ({"nomor": "a\x07b"}, "karakter yang tidak terbaca"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_lost(simpan, ganti, kalimat):
    jawaban = simpan(**ganti)
    isi = jawaban.content.decode()
    assert jawaban.status_code == 422 and kalimat in isi
    assert "1 (satu) berkas" in isi and not Undangan.objects.exists()


def test_the_same_letter_twice_is_one_and_two_people_see_both(simpan):
    assert simpan().status_code == 302
    lama = Undangan.objects.get()
    assert simpan().status_code == 302
    assert Undangan.pgh_event_model.objects.count() == 1
    jawaban = simpan(hal="Undangan lain", dilihat="2026-01-01T00:00:00")
    isi = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert "Hal: Undangan rapat" in isi and 'value="Undangan lain"' in isi
    assert simpan(hal="Undangan lain", dilihat=lama.diubah_pada.isoformat()).status_code == 302
    assert Undangan.objects.get().hal == "Undangan lain"


def test_after_the_berita_acara_the_letter_stays_as_it_is(meja, rina):
    type(meja.sesi).objects.filter(pk=meja.sesi.pk).update(
        status=StatusSesi.DITETAPKAN,
        berita_acara_nomor="1",
        berita_acara_tanggal=meja.sesi.tanggal,
        ditetapkan_pada=datetime.combine(meja.sesi.tanggal, time(12), waktu.ZONA),
    )
    with pytest.raises(SalahKeadaan):
        simpan_undangan(sesi=meja.sesi, isi={"tutup_pada": None}, dilihat=None, oleh=rina)


def test_files_of_one_opd_and_of_all(meja, simpan, rina, masuk_sebagai):
    simpan()
    client = masuk_sebagai(rina)
    for nama, awal in (("pdf", b"%PDF"), ("word", b"PK"), ("ics", b"BEGIN:VCALENDAR")):
        berkas = client.get(reverse(f"rapat:undangan_{nama}", args=[meja.dinkes.pk]))
        assert berkas.status_code == 200 and berkas.content.startswith(awal)
        assert "Undangan%20Dinkes" in berkas["Content-Disposition"] or (
            'filename="Undangan Dinkes' in berkas["Content-Disposition"]
        )
        assert berkas["X-Content-Type-Options"] == "nosniff"
    assert client.get(alamat(meja, "undangan_semua_pdf")).content.startswith(b"%PDF")


def test_the_calendar_names_the_page_behind_the_login(meja, simpan, rina, masuk_sebagai):
    simpan()
    berkas = masuk_sebagai(rina).get(reverse("rapat:undangan_ics", args=[meja.dinkes.pk]))
    isi = berkas.content.decode().replace("\r\n ", "")
    assert f"URL:http://testserver/rapat/agenda/{meja.dinkes.pk}/kerja/" in isi
    assert kode_kerja(meja.dinkes.pk) not in isi


def test_an_opd_gets_its_own_letter_but_not_the_links(meja, simpan, sari, joko, masuk_sebagai):
    simpan()
    pdf = reverse("rapat:undangan_pdf", args=[meja.dinkes.pk])
    assert masuk_sebagai(sari).get(pdf).status_code == 200
    assert masuk_sebagai(joko).get(pdf).status_code == 404
    assert masuk_sebagai(sari).get(alamat(meja)).status_code == 403


def test_without_agenda_there_is_nobody_to_invite(meja, rina, masuk_sebagai):
    meja.dinkes.delete()
    meja.disdik.delete()
    client = masuk_sebagai(rina)
    assert "Belum ada yang diundang" in client.get(alamat(meja)).content.decode()
    jawaban = client.get(alamat(meja, "undangan_semua_pdf"))
    assert jawaban.status_code == 422 and "belum ada yang diundang" in jawaban.content.decode()


def test_only_bapperida_writes_it(meja, nana, pak_budi, sari, masuk_sebagai):
    for orang in (nana, pak_budi, sari):
        client = masuk_sebagai(orang)
        assert client.get(alamat(meja)).status_code == 403
        assert client.post(alamat(meja, "undangan_simpan"), ISI).status_code == 403
    assert Client().get(alamat(meja)).status_code == 302
    assert not Undangan.objects.exists()
