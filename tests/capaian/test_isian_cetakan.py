"""A row from its mould is the row from its template, whatever it shows."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.utils import timezone

from capaian.layar import isian_cetakan
from capaian.layar.isian import susun_lembar
from capaian.layar.isian_bahan import Baris
from capaian.layar.isian_medan import Balasan
from capaian.models import Bukti, Indikator, LogRealisasi
from capaian.pilihan import KeadaanNilai, StatusBukti, StatusRealisasi
from opd.models import Opd, Pengguna
from tests import pabrik

JAHAT = "<script>alert('x')</script> & \"%(pk)s\" 50 % \\1"
HAMBAT = {"faktor_penghambat": JAHAT, "akar_masalah": "x" * 200}


@pytest.fixture
def periode(db: None):
    return pabrik.buat_periode()


@pytest.fixture
def susun(dinkes: Opd, periode, sari: Pengguna) -> Callable[..., list[Baris]]:
    def lembar(pengguna: Pengguna = sari) -> list[Baris]:
        return list(susun_lembar(dinkes, periode, pengguna=pengguna, pada=timezone.now()).baris)

    return lembar


def buat_bukti(indikator: Indikator, periode, **lain) -> Bukti:
    lain = {"nama": JAHAT, "tautan": "https://data.contoh.go.id/a?b=1&c=2"} | lain
    return Bukti.objects.create(indikator=indikator, periode=periode, **lain)


def isi_semua(dinkes: Opd, periode, sari: Pengguna) -> None:
    """One row of every kind that a page can have."""
    for nilai, target, lain in (
        ("72", "80", HAMBAT),
        ("72", "80", {}),
        ("90", "80", {"faktor_pendorong": JAHAT, "sumber": JAHAT, "data_tanggal": "2025-12-31"}),
        ("0", "80", HAMBAT | {"diubah_setelah_verifikasi": 2}),
        ("5", None, {}),
        ("72", "80", HAMBAT | {"status": StatusRealisasi.DIAJUKAN}),
        ("72", "80", HAMBAT | {"status": StatusRealisasi.TERVERIFIKASI}),
        ("72", "80", {"status": StatusRealisasi.MENUNGGU_KEPALA}),
        (None, "80", {"keadaan": KeadaanNilai.TIDAK_BERLAKU, "alasan": JAHAT}),
        (None, "80", {}),
    ):
        satu = pabrik.buat_indikator(opd=dinkes, nama=JAHAT, satuan="%", berpagu=nilai == "72")
        if target:
            pabrik.buat_target(indikator=satu, nilai=target, pagu="1000000")
        pabrik.buat_realisasi(indikator=satu, nilai=nilai, diubah_oleh=sari, **lain)
    pabrik.buat_indikator(opd=dinkes)
    predikat = pabrik.buat_indikator(
        opd=dinkes,
        jenis_nilai="predikat",
        formula="predikat",
        skala_predikat=pabrik.buat_skala_predikat(),
    )
    butir = predikat.skala_predikat.butir.get(kode="BB")
    pabrik.buat_realisasi(indikator=predikat, nilai=None, keadaan="nilai", predikat=butir)
    for satu in Indikator.objects.all()[:3]:
        buat_bukti(satu, periode)
        buat_bukti(satu, periode, status=StatusBukti.DITOLAK, alasan=JAHAT)
        buat_bukti(satu, periode, status=StatusBukti.DITERIMA, dokumen_tanggal="2020-01-01")


def langsung(baris: Baris) -> str:
    """The same row through the template, as if something had been refused."""
    polos = replace(baris, balasan=Balasan())
    return isian_cetakan.cetak_satu(polos, isian_cetakan.static(isian_cetakan.SPRITE))


@pytest.mark.parametrize("siapa", ["sari", "kepala_dinkes", "rina"])
def test_mould_and_template_print_the_same(
    siapa: str, request: pytest.FixtureRequest, susun: Callable, dinkes: Opd, periode, sari
):
    dinkes.wajib_rilis_kepala = True
    dinkes.save(update_fields=["wajib_rilis_kepala"])
    isi_semua(dinkes, periode, sari)
    semua = susun(request.getfixturevalue(siapa))
    assert len(semua) == 12
    for _ in range(2):  # once made, once used again
        for baris, html in zip(semua, isian_cetakan.cetak(semua), strict=True):
            assert html == langsung(baris)
            assert "<script>" not in html
            assert "\ue000" not in html


def test_rows_of_one_shape_share_a_mould(susun: Callable, dinkes: Opd):
    for n in range(5):
        satu = pabrik.buat_indikator(opd=dinkes, nama=f"Indikator {n}")
        pabrik.buat_target(indikator=satu)
        pabrik.buat_realisasi(indikator=satu, nilai=str(64 + n))
    isian_cetakan.BARIS._pola.clear()
    html = isian_cetakan.cetak(susun())
    assert len(isian_cetakan.BARIS._pola) == 1
    assert all(f"Indikator {n}" in satu for n, satu in enumerate(html))


def test_thread_of_a_row_is_escaped(susun: Callable, dinkes: Opd, rina: Pengguna):
    satu = pabrik.buat_indikator(opd=dinkes)
    r = pabrik.buat_realisasi(indikator=satu, status=StatusRealisasi.PERBAIKAN)
    LogRealisasi.objects.create(
        realisasi=r,
        transisi="kembalikan",
        dari="diajukan",
        ke="perbaikan",
        oleh=rina,
        catatan=JAHAT,
    )
    html = isian_cetakan.cetak(susun())[0]
    assert "<script>" not in html
    assert "50 % \\1" in html
