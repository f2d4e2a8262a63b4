"""Every URL × every role is one line here; a URL that is missing fails the suite."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from opd.models import Opd
from rapat.kode import buat_tiket, kode_hadir, kode_layar
from tests import pabrik

PERAN = ("anonim", "tamu", "sari", "kepala_dinkes", "joko", "rina", "nana", "pak_budi", "admin")

#                                 anonim tamu sari kepala joko rina nana budi admin
UMUM = (200, 200, 200, 200, 200, 200, 200, 200, 200)
MASUK = (302, 200, 200, 200, 200, 200, 200, 200, 200)
BERTUGAS = (302, 403, 200, 200, 200, 200, 200, 200, 200)
PENCATAT = (302, 403, 403, 403, 403, 302, 302, 403, 403)
MILIK_DINKES = (302, 403, 200, 200, 404, 200, 200, 200, 200)
MATRIKS: dict[str, tuple[int, ...]] = {
    "beranda": MASUK,
    "sehat": UMUM,
    "opd:masuk": (200, 302, 302, 302, 302, 302, 302, 302, 302),
    "opd:akun": MASUK,
    "opd:sandi_ganti": MASUK,
    "opd:sandi_lupa": UMUM,
    "opd:sandi_terkirim": UMUM,
    "opd:sandi_baru": UMUM,
    "opd:sandi_selesai": UMUM,
    "opd:keluar": (302,) * 9,
    "capaian:isian": BERTUGAS,
    "capaian:isian_opd": MILIK_DINKES,
    "capaian:isian_simpan": (302, 403, 302, 302, 404, 403, 403, 403, 403),
    "capaian:realisasi_simpan": (302, 403, 200, 200, 404, 403, 403, 403, 403),
    "capaian:isian_ajukan": (302, 403, 302, 302, 404, 403, 403, 403, 403),
    "capaian:indikator_daftar": BERTUGAS,
    "capaian:indikator_rinci": MILIK_DINKES,
    "capaian:target_tabel": (302, 403, 403, 403, 403, 200, 403, 403, 403),
    "capaian:target_periksa": (302, 403, 403, 403, 403, 302, 403, 403, 403),
    "capaian:target_simpan": (302, 403, 403, 403, 403, 302, 403, 403, 403),
    "capaian:rekap": BERTUGAS,
    "capaian:rekap_unduh": BERTUGAS,
    "rapat:rapat_daftar": BERTUGAS,
    "rapat:rapat_rinci": MILIK_DINKES,
    "rapat:sesi_rinci": (302, 403, 302, 302, 404, 302, 302, 302, 302),
    "rapat:agenda_rinci": MILIK_DINKES,
    "rapat:kesepakatan_simpan": (302, 403, 403, 403, 403, 302, 302, 403, 403),
    "rapat:agenda_simpan": (302, 403, 403, 403, 403, 302, 302, 403, 403),
    "rapat:kehadiran_simpan": (302, 403, 403, 403, 403, 302, 302, 403, 403),
    "rapat:sesi_mulai": (302, 403, 403, 403, 403, 302, 302, 403, 403),
    "rapat:sesi_tetapkan": (302, 403, 403, 403, 403, 200, 403, 403, 403),
    "rapat:sesi_tetapkan_simpan": (302, 403, 403, 403, 403, 302, 403, 403, 403),
    "rapat:agenda_bahas": PENCATAT,
    "rapat:agenda_selesai": PENCATAT,
    "rapat:catatan_simpan": PENCATAT,
    "rapat:tindak_lanjut_buat": PENCATAT,
    "rapat:butir_tambah": (302, 403, 403, 403, 403, 200, 200, 403, 403),
    "rapat:butir_simpan": PENCATAT,
    "rapat:tindak_lanjut_daftar": BERTUGAS,
    "rapat:tindak_lanjut_unduh": BERTUGAS,
    "rapat:tindak_lanjut_rinci": MILIK_DINKES,
    "rapat:tindak_lanjut_lapor": (302, 403, 302, 302, 404, 403, 403, 403, 403),
    "rapat:tindak_lanjut_geser": (302, 403, 403, 403, 403, 302, 403, 403, 403),
    "rapat:tindak_lanjut_putus": (302, 403, 403, 403, 403, 302, 403, 403, 403),
    "rapat:janji": BERTUGAS,
    "rapat:janji_unduh": BERTUGAS,
    "rapat:layar": MILIK_DINKES,
    "rapat:layar_isi": UMUM,
    "rapat:peserta_daftar": (302, 403, 403, 403, 403, 200, 200, 403, 403),
    "rapat:peserta_simpan": PENCATAT,
    "rapat:peserta_ubah": PENCATAT,
    "rapat:hadir": UMUM,
    "rapat:hadir_simpan": UMUM,
}
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
    tindak_lanjut: int
    peserta: int


@pytest.fixture
def dunia(dinkes, disdik) -> Dunia:
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=indikator)
    pabrik.buat_target(indikator=indikator, tahun=2026)
    pabrik.buat_periode()
    rapat = pabrik.buat_rapat()
    agenda = pabrik.buat_agenda(opd=dinkes, sesi=pabrik.buat_sesi(rapat=rapat))
    terjadwal = pabrik.buat_sesi(rapat=rapat, nomor=2, status="terjadwal")
    pabrik.buat_agenda(opd=dinkes, sesi=terjadwal)
    pabrik.buat_kesepakatan(agenda=agenda, indikator=indikator)
    return Dunia(
        *(dinkes.pk, indikator.pk, rapat.pk, agenda.sesi_id, agenda.pk, terjadwal.pk),
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


@pytest.fixture
def jawab(dunia: Dunia, request) -> Callable[[str, str], int]:
    """Status that this role gets at this URL; the first method the view allows is used."""

    def tanya(nama: str, peran: str) -> int:
        client = Client()
        if peran != "anonim":
            client.force_login(
                request.getfixturevalue(peran), backend="konsolidasi.inti.izin.Backend"
            )
        url = reverse(nama, args=argumen(nama, dunia))
        jawaban = client.get(url)
        if jawaban.status_code == 405:
            jawaban = client.post(url, kirim(nama, dunia))
        return jawaban.status_code

    return tanya


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
        "rapat:sesi_tetapkan_simpan": {"nomor": "12/BA", "tanggal": "2026-01-21"},
    }.get(nama, {})


@pytest.mark.parametrize("peran", PERAN)
@pytest.mark.parametrize("nama", sorted(MATRIKS))
def test_each_role_gets_what_the_matrix_says(nama: str, peran: str, jawab):
    assert jawab(nama, peran) == MATRIKS[nama][PERAN.index(peran)]
