"""Every URL × every role is one line here; a URL that is missing fails the suite."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from capaian.models import KunciPeriode
from opd.models import Opd
from rapat.kode import buat_tiket, kode_hadir, kode_layar
from tests import berkas, pabrik
from tests.arsitektur.wewenang import MATRIKS

gudang = berkas.gudang
PERAN = ("anonim", "tamu", "sari", "kepala_dinkes", "joko", "rina", "nana", "pak_budi", "admin")

# Django's own pages of the admin site; who gets in is tested with the admin site.
BUKAN_KITA = "admin:"


def semua_nama(pola: object = None, awalan: str = "") -> Iterator[str]:
    for satu in (pola or get_resolver()).url_patterns:
        if isinstance(satu, URLResolver):
            yield from semua_nama(satu, f"{satu.namespace}:" if satu.namespace else awalan)
        elif isinstance(satu, URLPattern):
            yield awalan + (satu.name or str(satu.pattern))


def test_every_url_is_in_the_matrix():
    ada = {nama for nama in semua_nama() if not nama.startswith(BUKAN_KITA)}
    assert ada == set(MATRIKS)


@dataclass(frozen=True)
class Dunia:
    """One OPD with one indikator, one open quarter, one sesi under way."""

    opd: int
    indikator: int
    rapat: int
    sesi: int
    agenda: int
    terjadwal: int
    realisasi: int
    bukti: int
    terverifikasi: int
    tindak_lanjut: int
    peserta: int


@pytest.fixture
def dunia(dinkes, disdik, gudang) -> Dunia:
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=indikator)
    pabrik.buat_target(indikator=indikator, tahun=2026)
    pabrik.buat_periode()
    lain = pabrik.buat_indikator(opd=dinkes)
    realisasi = pabrik.buat_realisasi(indikator=lain, status="diajukan")
    terverifikasi = pabrik.buat_realisasi(
        indikator=indikator, periode=pabrik.buat_periode(triwulan=3), status="terverifikasi"
    )
    bukti = berkas.buat_bukti(indikator=indikator, isi=berkas.pdf())
    KunciPeriode.objects.create(periode=pabrik.buat_periode(triwulan=2), versi_rumus=1)
    rapat = pabrik.buat_rapat()
    agenda = pabrik.buat_agenda(opd=dinkes, sesi=pabrik.buat_sesi(rapat=rapat))
    terjadwal = pabrik.buat_sesi(rapat=rapat, nomor=2, status="terjadwal")
    pabrik.buat_agenda(opd=dinkes, sesi=terjadwal)
    pabrik.buat_kesepakatan(agenda=agenda, indikator=indikator)
    return Dunia(
        *(dinkes.pk, indikator.pk, rapat.pk, agenda.sesi_id, agenda.pk, terjadwal.pk),
        *(realisasi.pk, bukti.pk, terverifikasi.pk),
        pabrik.buat_tindak_lanjut(agenda=agenda).pk,
        pabrik.buat_peserta(agenda=agenda).pk,
    )


def argumen(nama: str, d: Dunia) -> list[object]:
    halaman_opd = [d.opd, 2025, 4]
    butir = [d.sesi, d.agenda]
    return {
        "opd:sandi_baru": ["MQ", "set-password"],
        "capaian:isian_opd": halaman_opd,
        "capaian:isian_simpan": halaman_opd,
        "capaian:isian_ajukan": halaman_opd,
        "capaian:realisasi_simpan": [2025, 4, d.indikator],
        "capaian:indikator_rinci": [d.indikator],
        "capaian:bukti_indikator": [2025, 4, d.indikator],
        "capaian:bukti_tambah": [2025, 4, d.indikator],
        "capaian:isian_kembalikan": [*halaman_opd, d.indikator],
        "capaian:perpanjangan": [2025, 4, d.opd],
        "capaian:perpanjangan_beri": [2025, 4, d.opd],
        "capaian:periode_rinci": [2025, 4],
        "capaian:periode_kunci": [2025, 4],
        "capaian:periode_buka_kunci": [2025, 4],
        "capaian:kunci_unduh": [2025, 2],
        "capaian:target_ubah": [d.indikator, 2026],
        "capaian:target_ubah_simpan": [d.indikator, 2026],
        "capaian:usulan_simpan": [d.opd, 2026],
        "capaian:indikator_riwayat_unduh": [d.indikator],
        "capaian:realisasi_koreksi": [d.terverifikasi],
        "capaian:realisasi_pulihkan": [d.terverifikasi],
        "rapat:indikator_panel": [d.indikator],
        "capaian:bukti_lihat": [d.bukti],
        "capaian:bukti_ubah": [d.bukti],
        "capaian:bukti_cabut": [d.bukti],
        "capaian:bukti_nilai": [d.bukti],
        "capaian:bukti_berkas": [d.bukti],
        "capaian:bukti_halaman": [d.bukti, 1],
        "capaian:verifikasi_baris": [d.realisasi],
        "capaian:verifikasi_putus": [d.realisasi],
        "capaian:realisasi_buka": [d.realisasi],
        "rapat:rapat_rinci": [d.rapat],
        "rapat:sesi_rinci": [d.sesi],
        "rapat:agenda_rinci": butir,
        "rapat:agenda_simpan": butir,
        "rapat:kehadiran_simpan": butir,
        "rapat:kesepakatan_simpan": [*butir, d.indikator],
        "rapat:sesi_mulai": [d.terjadwal],
        "rapat:agenda_bahas": butir,
        "rapat:agenda_selesai": butir,
        "rapat:catatan_simpan": [*butir, "pembahasan"],
        "rapat:tindak_lanjut_buat": butir,
        "rapat:butir_tambah": [d.sesi],
        "rapat:butir_simpan": [d.sesi],
        "rapat:tindak_lanjut_rinci": [d.tindak_lanjut],
        "rapat:tindak_lanjut_lapor": [d.tindak_lanjut],
        "rapat:tindak_lanjut_geser": [d.tindak_lanjut],
        "rapat:tindak_lanjut_putus": [d.tindak_lanjut],
        "rapat:layar": [d.sesi],
        "rapat:layar_isi": [kode_layar(d.sesi)],
        "rapat:peserta_daftar": [d.sesi],
        "rapat:peserta_simpan": [d.sesi],
        "rapat:peserta_ubah": [d.sesi, d.peserta],
        "rapat:hadir": [d.sesi, kode_hadir(d.sesi, timezone.now())],
        "rapat:hadir_simpan": [d.sesi],
        "rapat:sesi_tetapkan": [d.sesi],
        "rapat:sesi_tetapkan_simpan": [d.sesi],
    }.get(nama, [])


ORANG = {
    "nama": "Siti Aminah",
    "jabatan": "Sekretaris",
    "kedudukan": "tamu",
    "instansi": "BPS",
}


def kirim(nama: str, d: Dunia) -> dict[str, str]:
    """Enough for the view to accept; what it does with worse is tested beside it."""
    return {
        "rapat:kesepakatan_simpan": {
            f"target-{d.indikator}": "80",
            f"putusan-{d.indikator}": "sepakat",
            f"versi-{d.indikator}": "1",
        },
        "capaian:target_simpan": {
            "tahun": "2026",
            f"nilai-{d.indikator}": "85",
            f"versi-{d.indikator}": "1",
            "alasan": "Hasil pembahasan dengan OPD",
            "sumber": "perubahan",
            "acuan": "Nota dinas 050/12",
            "mulai": "2026-01-21",
        },
        "rapat:kehadiran_simpan": {"keadaan": "pimpinan"},
        "rapat:catatan_simpan": {"teks-pembahasan": "Dibahas", "versi-pembahasan": "0"},
        "rapat:tindak_lanjut_buat": {
            "uraian": "Undang klinik",
            "opd": str(d.opd),
            "batas_tanggal": "2026-02-28",
        },
        "rapat:butir_simpan": {"opd": str(Opd.objects.get(singkatan="Disdik").pk)},
        "rapat:tindak_lanjut_lapor": {"laporan": "Sudah", "versi": "1"},
        "rapat:tindak_lanjut_geser": {
            "batas_tanggal": "2026-03-31",
            "alasan": "Alat belum datang",
            "versi": "1",
        },
        "rapat:tindak_lanjut_putus": {"langkah": "selesai"},
        "rapat:peserta_simpan": ORANG,
        "rapat:peserta_ubah": {"langkah": "pulang"},
        "rapat:hadir_simpan": ORANG | {"agenda": str(d.agenda), "tiket": buat_tiket(d.sesi)},
        "capaian:bukti_tambah": {"tautan": "https://contoh.go.id/laporan"},
        "capaian:bukti_ubah": {"nama": "Laporan.pdf", "jenis": "dokumen"},
        "capaian:bukti_nilai": {"putusan": "terima"},
        "rapat:sesi_tetapkan_simpan": {
            "nomor": "12/BA",
            "tanggal": "2026-01-21",
            "tunda_sisanya": "on",
        },
    }.get(nama, {})


@pytest.fixture
def pemeran(request) -> dict[str, Client]:
    """A browser of each role."""
    semua = {"anonim": Client()}
    for peran in PERAN[1:]:
        semua[peran] = Client()
        semua[peran].force_login(
            request.getfixturevalue(peran), backend="konsolidasi.inti.izin.Backend"
        )
    return semua


def jawab(nama: str, d: Dunia, client: Client) -> int:
    """Status; the first method the view allows is used. Nothing of it stays."""
    url = reverse(nama, args=argumen(nama, d))
    with transaction.atomic():
        jawaban = client.get(url)
        if jawaban.status_code == 405:
            jawaban = client.post(url, kirim(nama, d))
        transaction.set_rollback(True)
    return jawaban.status_code


@pytest.mark.parametrize("nama", sorted(MATRIKS))
def test_each_role_gets_what_the_matrix_says(nama: str, dunia: Dunia, pemeran: dict[str, Client]):
    hasil = {peran: jawab(nama, dunia, client) for peran, client in pemeran.items()}
    assert hasil == dict(zip(PERAN, MATRIKS[nama], strict=True))
