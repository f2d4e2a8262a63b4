"""A list of follow-ups at once, by the rules of one; and back, as far as the alur goes back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from rapat.layanan.tindak_lanjut import bawa_ke_sesi, lapor_selesai
from rapat.layanan.tindak_lanjut_banyak import Tertulis, Tulisan, tulis_banyak
from rapat.layanan.tindak_lanjut_kembali import kembalikan_banyak
from rapat.models import LogTindakLanjut, TindakLanjut
from rapat.pilihan import StatusTindakLanjut as Status
from tests import pabrik

BATAS = date(2026, 2, 28)
SEBAB = "Impor dari Excel dibatalkan."


def daftar(meja, banyak: int = 2) -> list[Tulisan]:
    """A list of Dinkes, the last one closed already."""
    return [
        Tulisan(
            kode=str(n),
            pk=None,
            versi=0,
            medan={"opd_id": meja.dinkes.opd_id, "uraian": f"Hal {n}", "batas_tanggal": BATAS},
            pendukung=(meja.disdik.opd_id, meja.dinkes.opd_id),
            langkah="selesai" if n == banyak else "",
            perkembangan="Sudah rapat teknis" if n == 1 else None,
        )
        for n in range(1, banyak + 1)
    ]


def gerak(satu: TindakLanjut, langkah: str = "", **lain) -> Tulisan:
    return Tulisan(kode=f"TL-{satu.pk}", pk=satu.pk, versi=satu.versi, langkah=langkah, **lain)


def batalkan(tertulis: list[Tertulis], oleh) -> None:
    kembalikan_banyak(baris=tertulis, sebab=SEBAB, oleh=oleh)


def test_a_list_comes_in_and_goes_again(meja, rina, disdik):
    rapat = meja.sesi.rapat
    tertulis = tulis_banyak(rapat=rapat, baris=daftar(meja), oleh=rina)
    satu, dua = TindakLanjut.objects.order_by("pk")
    assert (satu.nomor, satu.rapat, satu.batas_awal, satu.dibuat_oleh) == ("1", rapat, BATAS, rina)
    assert [p.opd for p in satu.pendukung_baris.all()] == [disdik]
    assert (satu.status, dua.status) == (Status.TERBUKA, Status.SELESAI)
    assert [log.catatan for log in satu.log.all()] == ["Sudah rapat teknis"]

    batalkan(tertulis, rina)
    assert {(t.status, t.nomor) for t in TindakLanjut.objects.all()} == {(Status.DIBATALKAN, "")}
    assert [log.transisi for log in dua.log.order_by("pk")] == ["selesai", "buka", "batalkan"]
    tulis_banyak(rapat=rapat, baris=daftar(meja), oleh=rina)
    assert TindakLanjut.objects.milik_rapat(rapat.pk).count() == 2


def test_five_hundred_rows_take_no_more_statements_than_five(meja, rina):
    def tanya(banyak: int, rapat) -> tuple[int, int]:
        with CaptureQueriesContext(
            connection,
        ) as masuk:
            tertulis = tulis_banyak(rapat=rapat, baris=daftar(meja, banyak), oleh=rina)
        with CaptureQueriesContext(connection) as keluar:
            batalkan(tertulis, rina)
        return len(masuk), len(keluar)

    rapat = meja.sesi.rapat
    rina.has_perm("rapat.catat")
    assert tanya(5, rapat) == tanya(500, rapat)
    assert max(tanya(5, rapat)) <= 20


def test_every_step_keeps_its_own_rule(meja, rina, nana, sari, joko):
    satu = pabrik.buat_tindak_lanjut(agenda=meja.dinkes)
    rapat, lapor = meja.sesi.rapat, {"medan": {"laporan": "Klinik diundang"}}
    salah = [
        (gerak(satu, "selesai"), sari, TidakBoleh),
        (gerak(satu, "lapor", **lapor), joko, TidakBoleh),
        (gerak(satu, "lapor"), sari, TidakLengkap),
        (gerak(satu, "batalkan"), rina, TidakLengkap),
        (gerak(satu, "buka", alasan="x"), rina, SalahKeadaan),
        (gerak(satu, **lapor), sari, SalahKeadaan),
        (gerak(satu, medan={"batas_tanggal": BATAS}, alasan="singkat"), rina, TidakLengkap),
        (gerak(satu, medan={"batas_tanggal": BATAS}, alasan="alat belum datang"), sari, TidakBoleh),
        (gerak(satu, perkembangan="Kabar"), joko, TidakBoleh),
        (Tulisan("TL-1", satu.pk, 9), rina, SudahBerubah),
        (daftar(meja)[0], sari, TidakBoleh),
        (daftar(meja)[1], nana, TidakBoleh),
    ]
    for tulisan, oleh, galat in salah:
        with pytest.raises(galat):
            tulis_banyak(rapat=rapat, baris=[daftar(meja)[0], tulisan][-1:], oleh=oleh)
    assert not LogTindakLanjut.objects.exists() and TindakLanjut.objects.count() == 1


def test_a_report_a_moved_date_and_a_note_go_back_as_new_lines_of_the_history(meja, rina, sari):
    a, b, c = (pabrik.buat_tindak_lanjut(agenda=meja.dinkes, uraian=u) for u in "abc")
    rapat = meja.sesi.rapat
    lapor = gerak(a, "lapor", medan={"laporan": "Sudah", "bukti_tautan": "https://a.go.id"})
    milik_opd = tulis_banyak(rapat=rapat, baris=[lapor, gerak(c, perkembangan="Satu")], oleh=sari)
    geser = gerak(b, medan={"batas_tanggal": date(2026, 4, 1)}, alasan="alat belum datang")
    milik_kota = tulis_banyak(rapat=rapat, baris=[geser], oleh=rina)
    a.refresh_from_db()
    assert (a.status, a.laporan, a.versi) == (Status.DILAPORKAN, "Sudah", 2)

    with pytest.raises(TidakBoleh):
        batalkan(milik_opd, sari)
    batalkan(milik_opd, rina)
    batalkan(milik_kota, rina)
    for satu in (a, b, c):
        satu.refresh_from_db()
    assert (a.status, a.laporan, a.bukti_tautan, b.batas_tanggal) == ("terbuka", "", "", BATAS)
    assert [log.catatan for log in c.log.order_by("pk")] == ["Satu", ""]
    assert [log.transisi for log in b.log.order_by("pk")] == ["geser", "geser"]


def test_what_the_alur_cannot_undo_or_somebody_touched_stays(meja, rina, sari, nana):
    a = pabrik.buat_tindak_lanjut(agenda=meja.dinkes)
    lapor_selesai(tindak_lanjut=a, laporan="Sudah", tautan="", versi=1, oleh=sari)
    a.refresh_from_db()
    rapat = meja.sesi.rapat
    tertulis = tulis_banyak(rapat=rapat, baris=[gerak(a, "selesai")], oleh=rina)
    with pytest.raises(SalahKeadaan, match="hanya OPD-nya yang"):
        batalkan(tertulis, rina)

    baru = tulis_banyak(rapat=rapat, baris=daftar(meja)[:1], oleh=nana)
    with pytest.raises(TidakBoleh):
        batalkan(baru, nana)
    bawa_ke_sesi(meja.sesi)
    with pytest.raises(SalahKeadaan, match="sudah dibawa ke Sesi I"):
        batalkan(baru, rina)
    satu = TindakLanjut.objects.get(nomor="1")
    lapor_selesai(tindak_lanjut=satu, laporan="Sudah", tautan="", versi=satu.versi, oleh=sari)
    with pytest.raises(SalahKeadaan, match="terakhir oleh Sari"):
        batalkan(baru, rina)


def test_the_same_list_twice_at_the_same_time_is_refused(meja, rina):
    tulis_banyak(rapat=meja.sesi.rapat, baris=daftar(meja), oleh=rina)
    with pytest.raises(SudahBerubah, match="daftar yang sama"):
        tulis_banyak(rapat=meja.sesi.rapat, baris=daftar(meja), oleh=rina)
