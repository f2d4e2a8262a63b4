"""A large file in the background: asked for, made, called off, failed, fetched, gone again."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess
from threading import Event, Semaphore, Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from capaian.layanan import unduhan_pemicu
from capaian.layanan.unduhan import batalkan, minta, periksa_ambil, rapikan
from capaian.layanan.unduhan_kerja import COBA, DIAM, Jadi, ambil, bersihkan, kerjakan_semua
from capaian.models import StatusUnduhan, Unduhan
from capaian.pemberitahuan import kumpulkan
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh, TidakLengkap
from konsolidasi.inti.kemajuan import lapor, terlapor
from opd.layanan.pemberitahuan import serasikan
from opd.models import Pemberitahuan, Penugasan
from opd.pemberitahuan import Penerima
from tests import berkas, pabrik

S = StatusUnduhan
gudang = berkas.gudang
SEDETIK = timedelta(seconds=1)


def pesan(orang, alamat: str = "/capaian/matriks/unduh/", **lain) -> Unduhan:
    isi = {"kueri": "tahun=2025", "judul": "Matriks 2025", "pada": timezone.now()} | lain
    return minta(pemilik=orang, alamat=alamat, **isi)


def jadi(_: Unduhan) -> Jadi:
    return Jadi((b"isi ", b"berkas"), "Matriks 2025.xlsx", "application/x-uji")


def kerja(susun: Callable[[Unduhan], Jadi] = jadi) -> None:
    kerjakan_semua(susun, selang=None)


def test_a_job_runs_keeps_its_file_and_tells_its_owner(rina, gudang):
    satu = pesan(rina)
    assert (satu.status, satu.sedang) == (S.ANTRE, True)
    kerja()
    satu.refresh_from_db()
    assert (satu.status, satu.nama, satu.ukuran) == (S.SELESAI, "Matriks 2025.xlsx", 10)
    (di_disk,) = berkas.di_gudang()
    assert di_disk.read_bytes() == b"isi berkas" and di_disk.stat().st_mode & 0o077 == 0
    (kabar,) = Pemberitahuan.objects.untuk(rina)
    assert "Matriks 2025 siap diunduh sampai" in kabar.kalimat
    assert kabar.url == satu.get_absolute_url()


def test_the_news_stays_until_the_file_is_gone(rina, gudang):
    pesan(rina)
    kerja()
    kini = timezone.now()

    def putaran(pada):
        serasikan(lambda saat: kumpulkan(saat, Penerima(date(2026, 1, 1))), pada=pada)
        return Pemberitahuan.objects.untuk(rina).filter(selesai_pada=None).count()

    assert putaran(kini + timedelta(hours=23)) == 1
    assert bersihkan(pada=kini + timedelta(hours=25)) == 1
    assert putaran(kini + timedelta(hours=25)) == 0
    assert not berkas.di_gudang()
    assert Unduhan.objects.get().status == S.KEDALUWARSA
    bersihkan(pada=kini + timedelta(days=31))
    assert not Unduhan.objects.exists()


def test_same_question_is_the_same_job_and_three_are_enough(rina, sari, gudang):
    satu = pesan(rina, kueri="tahun=2025&opd=&urut=nama")
    assert pesan(rina, kueri="urut=nama&tahun=2025") == satu
    assert pesan(sari, kueri="urut=nama&tahun=2025") != satu  # another person, another file
    for tahun in ("2024", "2023"):
        pesan(rina, kueri=f"tahun={tahun}")
    with pytest.raises(SalahKeadaan, match="3 berkas besar Anda masih disusun"):
        pesan(rina, kueri="tahun=2022")
    kerja()
    assert pesan(rina, kueri="urut=nama&tahun=2025") == satu  # only just made
    nanti = timezone.now() + timedelta(minutes=2)
    assert pesan(rina, kueri="urut=nama&tahun=2025", pada=nanti) != satu


def test_filter_is_written_in_one_way():
    assert rapikan("b=2&a=%20x&c=&a=1") == "a=+x&a=1&b=2"


def test_called_off_while_it_waits_is_never_made(rina, gudang):
    satu = pesan(rina)
    assert batalkan(unduhan=satu, pada=timezone.now()).status == S.BATAL
    assert batalkan(unduhan=satu, pada=timezone.now()).status == S.BATAL
    kerja(pytest.fail)
    assert not berkas.di_gudang() and not Pemberitahuan.objects.exists()


def test_what_is_done_cannot_be_called_off(rina, gudang):
    satu = pesan(rina)
    kerja()
    with pytest.raises(SalahKeadaan, match="siap diunduh"):
        batalkan(unduhan=satu, pada=timezone.now())


def test_called_off_while_it_ends_leaves_no_file(rina, gudang):
    satu = pesan(rina)

    def susun(_: Unduhan) -> Jadi:
        batalkan(unduhan=satu, pada=timezone.now())
        return jadi(_)

    kerja(susun)
    satu.refresh_from_db()
    assert satu.status == S.BATAL and not berkas.di_gudang()


@pytest.mark.parametrize(
    ("galat", "sebab"),
    [
        (TidakLengkap([], "Lebih dari 5.000 indikator."), "Lebih dari 5.000 indikator."),
        (OSError("/rahasia: disk full"), "Sistem tidak dapat menyusunnya."),
    ],
)
def test_failure_says_why_and_the_next_one_is_made(rina, gudang, galat, sebab):
    rusak, baik = pesan(rina), pesan(rina, kueri="tahun=2024")

    def susun(satu: Unduhan) -> Jadi:
        if satu.pk == rusak.pk:
            raise galat
        return jadi(satu)

    kerja(susun)
    rusak.refresh_from_db()
    baik.refresh_from_db()
    assert (rusak.status, baik.status) == (S.GAGAL, S.SELESAI)
    assert rusak.sebab.startswith(sebab) and "rahasia" not in rusak.sebab
    kalimat = Pemberitahuan.objects.get(kunci=f"unduhan:{rusak.pk}:gagal").kalimat
    assert kalimat == f"Matriks 2025 tidak jadi: {rusak.sebab}"


def test_stopped_server_leaves_the_job_to_the_next_one(rina, gudang):
    satu = pesan(rina)

    def susun(_: Unduhan) -> Jadi:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kerja(susun)
    satu.refresh_from_db()
    assert (satu.status, satu.percobaan) == (S.ANTRE, 0)


def test_silent_process_is_given_up_and_after_three_the_job_fails(rina, gudang):
    satu, kini = pesan(rina), timezone.now()
    assert ambil(pada=kini) == satu
    assert ambil(pada=kini + DIAM - SEDETIK) is None  # it may still be at work
    for n in range(1, COBA):
        assert ambil(pada=kini + n * (DIAM + SEDETIK)) == satu
    assert ambil(pada=kini + COBA * (DIAM + SEDETIK)) is None
    satu.refresh_from_db()
    assert (satu.status, satu.percobaan) == (S.GAGAL, COBA)
    assert satu.sebab.startswith("Prosesnya berhenti berulang kali.")


def test_slow_process_that_was_given_up_does_not_overwrite_the_other(rina, gudang):
    satu = pesan(rina)

    def susun(_: Unduhan) -> Jadi:
        Unduhan.objects.update(detak_pada=timezone.now() - 2 * DIAM)
        kerja(lambda lain: Jadi((b"milik yang kedua",), "dua.xlsx", "application/x-uji"))
        return jadi(_)

    kerja(susun)
    satu.refresh_from_db()
    assert satu.nama == "dua.xlsx"
    (di_disk,) = berkas.di_gudang()
    assert Path(satu.berkas.path) == di_disk and di_disk.read_bytes() == b"milik yang kedua"


def test_file_is_closed_to_whoever_lost_an_opd_since(rina, sari, disdik, gudang):
    luas, sempit = pesan(rina), pesan(sari)
    kerja()
    for satu in (luas, sempit):
        satu.refresh_from_db()
        periksa_ambil(satu, satu.pemilik, timezone.now())
    Penugasan.objects.filter(pengguna=sari).update(opd=disdik)
    sempit = Unduhan.objects.get(pk=sempit.pk)
    with pytest.raises(TidakBoleh, match="Penugasan Anda berubah"):
        periksa_ambil(sempit, sempit.pemilik, timezone.now())
    with pytest.raises(SalahKeadaan, match="tidak ada lagi"):
        periksa_ambil(luas, rina, timezone.now() + timedelta(days=2))


@pytest.mark.django_db(transaction=True)
def test_two_processes_make_a_job_once_and_its_progress_is_seen(rina, gudang):
    """The second finds nothing to do; whoever looks meanwhile sees n of m; calling off stops it."""
    satu = pesan(rina)
    di_dalam, kali = Event(), []

    def susun(_: Unduhan) -> Jadi:
        kali.append(1)
        lapor(30, 120, "baris ditulis")
        di_dalam.set()
        for _baris in terlapor(range(10_000_000), "baris", 10_000_000):
            pass
        return jadi(_)

    def pertama() -> None:
        kerjakan_semua(susun, selang=timedelta(milliseconds=20))
        connection.close()

    utas = Thread(target=pertama)
    utas.start()
    assert di_dalam.wait(timeout=30)
    kerja(pytest.fail)
    batas = timezone.now() + timedelta(seconds=30)
    while not Unduhan.objects.get().langkah and timezone.now() < batas:
        pass
    terlihat = Unduhan.objects.get()
    assert terlihat.langkah and terlihat.dari and terlihat.kata.startswith("baris")
    batalkan(unduhan=satu, pada=timezone.now())
    utas.join(timeout=30)
    assert not utas.is_alive() and kali == [1]
    assert Unduhan.objects.get().status == S.BATAL and not berkas.di_gudang()


def test_file_of_a_killed_process_goes_the_next_day_the_kept_one_stays(rina, gudang):
    satu = pesan(rina)
    kerja()
    satu.refresh_from_db()
    yatim = Path(satu.berkas.path).with_name("9-mati")
    yatim.write_bytes(b"setengah")
    bersihkan(pada=timezone.now() + timedelta(hours=23))
    assert yatim.exists()
    Unduhan.objects.update(kedaluwarsa_pada=timezone.now() + timedelta(days=9))
    bersihkan(pada=timezone.now() + timedelta(days=2))
    assert [f.name for f in berkas.di_gudang()] == [Path(satu.berkas.path).name]


def test_web_process_starts_one_worker_and_one_more_for_who_came_late(settings, monkeypatch):
    settings.INGATKAN_MENIT = 10
    mulai, lepas, perintah = Semaphore(0), Semaphore(0), []

    def jalan(isi: list[str], **_) -> CompletedProcess:
        perintah.append(isi[1:])
        mulai.release()
        assert lepas.acquire(timeout=30)
        return CompletedProcess(isi, 0)

    monkeypatch.setattr(unduhan_pemicu.subprocess, "run", jalan)
    unduhan_pemicu.bangunkan()
    assert mulai.acquire(timeout=30)
    for _ in range(3):
        unduhan_pemicu.bangunkan()  # at work already
    lepas.release()
    assert mulai.acquire(timeout=30)
    utas = unduhan_pemicu._utas
    lepas.release()
    utas.join(timeout=30)
    assert perintah == [[str(settings.BASE_DIR / "manage.py"), "unduhan"]] * 2
    assert unduhan_pemicu._utas is None


def test_timer_alone_makes_them_when_the_web_process_shall_not(settings, monkeypatch):
    settings.INGATKAN_MENIT = 0
    monkeypatch.setattr(unduhan_pemicu.threading, "Thread", pytest.fail)
    unduhan_pemicu.bangunkan()


def test_command_for_a_timer(rina, gudang):
    pabrik.buat_periode()
    pesan(rina)
    keluar = StringIO()
    call_command("unduhan", "--uji-coba", stdout=keluar)
    assert "1 berkas menunggu" in keluar.getvalue()
    assert Unduhan.objects.get().status == S.ANTRE
