"""Invitation as letter, calendar entry and text for WhatsApp."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapat.dokumen.pdf import undangan_pdf
from rapat.dokumen.undangan import ics, susun_undangan, teks_whatsapp
from rapat.models import Undangan
from tests import pabrik
from tests.rapat.sidang import PADA, gelar_sidang
from tests.rapat.test_dokumen_pdf import halaman

TAUTAN = "https://konsolidasi.contoh/u/abc"


@pytest.fixture
def surat(meja, rina):
    gelar_sidang(meja, rina)
    Undangan.objects.create(
        sesi=meja.sesi,
        nomor="000.1.5/12/2026",
        tanggal=date(2026, 1, 12),
        sifat="segera",
        lampiran="1 (satu) berkas",
        hal="Undangan; rapat, *konsolidasi*",
        catatan="Membawa bukti {{ x }} 😀.",
        tutup_pada=datetime(2026, 1, 18, 10, tzinfo=UTC),
    )
    return susun_undangan(meja.sesi)


def kalender(surat) -> str:
    return ics(surat[:1], pada=PADA, domain="konsolidasi.contoh", tautan=TAUTAN).decode()


def terbuka(isi: str) -> dict[str, str]:
    """Unfolded lines of the event."""
    baris = isi.replace("\r\n ", "").split("\r\n")
    return dict(b.split(":", 1) for b in baris[baris.index("BEGIN:VEVENT") :] if ":" in b)


def test_each_opd_has_its_own_letter(surat):
    dinkes, disdik = halaman(undangan_pdf(surat))
    for potong in (
        "Nomor : 000.1.5/12/2026",
        "Tanjungbalai, 12 Januari 2026",
        "Sifat : Segera",
        "Lampiran : 1 (satu) berkas",
        "Hal : Undangan; rapat, *konsolidasi*",
        "Yth. Plt. Kepala Dinas Kesehatan",
        "Hari/tanggal : Selasa, 20 Januari 2026",
        "Pukul : 09.00 WIB s.d. selesai",
        "Giliran : sekitar pukul 09.00 WIB",
        "Membawa bukti {{ x }} 😀.",
        "paling lambat Minggu, 18 Januari 2026, 17.00 WIB",
        "Rahma Lubis",
    ):
        assert potong in dinkes
    assert "Yth. Kepala Dinas Pendidikan" in disdik
    assert "sekitar pukul 09.35 WIB" in disdik
    assert "Dinas Kesehatan" not in disdik


def test_calendar_entry_follows_the_standard(surat):
    isi = kalender(surat)
    assert isi.endswith("END:VCALENDAR\r\n") and "\n" not in isi.replace("\r\n", "")
    assert max(len(b.encode()) for b in isi.split("\r\n")) <= 75
    acara = terbuka(isi)
    assert acara["DTSTART;TZID=Asia/Jakarta"] == "20260120T090000"
    assert acara["DTEND;TZID=Asia/Jakarta"] == "20260120T160000"
    assert acara["DTSTAMP"] == "20260122T090500Z"
    assert acara["LOCATION"] == "Lt. 2\\, Ruang Kerja Kepala Bapperida"
    assert acara["UID"] == f"agenda-{surat[0].agenda}@konsolidasi.contoh"
    assert "BEGIN:VTIMEZONE" in isi and "TZOFFSETTO:+0700" in isi


def test_text_of_people_cannot_break_the_calendar(surat):
    jahat = [
        type(surat[0])(
            **{
                **{m: getattr(surat[0], m) for m in surat[0].__dataclass_fields__},
                "tempat": "a;b,c\\d\r\nEND:VEVENT\x00" + "é" * 100,
            }
        )
    ]
    isi = ics(jahat, pada=PADA, domain="x")
    assert isi.count(b"\r\nEND:VEVENT") == 1
    assert max(map(len, isi.split(b"\r\n"))) <= 75
    assert terbuka(isi.decode())["LOCATION"] == "a\\;b\\,c\\\\d\\nEND:VEVENT" + "é" * 100


def test_a_moved_sesi_changes_the_same_entry(surat, meja):
    lama = terbuka(kalender(surat))
    Undangan.objects.get().save()
    baru = terbuka(kalender(susun_undangan(meja.sesi)))
    assert lama["UID"] == baru["UID"]
    assert int(baru["SEQUENCE"]) >= int(lama["SEQUENCE"])


def test_whatsapp_text_has_the_link_and_no_formatting_of_people(surat):
    teks = teks_whatsapp(surat[0], TAUTAN)
    assert TAUTAN in teks.split("\n")
    assert "Selasa, 20 Januari 2026" in teks and "000.1.5/12/2026" in teks
    assert teks.count("*") == 2


def test_without_a_letter_the_number_stays_open(meja):
    surat = susun_undangan(meja.sesi, agenda=meja.disdik)
    assert [s.opd for s in surat] == ["Dinas Pendidikan"]
    assert "Nomor : ..." in halaman(undangan_pdf(surat))[0]


def test_nobody_to_invite_is_refused(meja):
    with pytest.raises(ValueError, match="Tidak ada"):
        undangan_pdf([])
    with pytest.raises(ValueError, match="Tidak ada"):
        ics([], pada=PADA, domain="x")


def test_queries_do_not_grow_with_the_opd(meja):
    for n in range(10):
        opd = pabrik.buat_opd(nama=f"Dinas {n}", singkatan=f"D{n}")
        pabrik.buat_agenda(opd=opd, sesi=meja.sesi, urutan=10 + n)
    with CaptureQueriesContext(connection) as rekaman:
        assert len(susun_undangan(meja.sesi)) == 12
    assert len(rekaman) <= 6
