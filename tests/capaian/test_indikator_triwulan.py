"""The quarters of an indikator: reasons, evidence, and every state in its own words."""

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.models import Bukti
from capaian.pilihan import KeadaanNilai, StatusBukti, StatusRealisasi
from tests import pabrik


@pytest.fixture
def indikator(dinkes):
    satu = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=satu, triwulanan={1: "20", 2: "40", 3: "60"})
    return satu


def baris(client, indikator, tw: int = 4) -> str:
    balasan = client.get(indikator.get_absolute_url(), {"tahun": "2025"})
    assert balasan.status_code == 200
    return balasan.content.decode().split(f'id="tw-{tw}"')[1].split("</tr>")[0]


def tautan(indikator, nama: str = "surat.pdf", **lain) -> Bukti:
    return Bukti.objects.create(
        indikator=indikator,
        periode=pabrik.buat_periode(),
        nama=nama,
        tautan="https://contoh.go.id/berkas",
        **lain,
    )


@pytest.mark.parametrize(
    ("status", "kata"),
    [
        (StatusRealisasi.DRAF, "Draf"),
        (StatusRealisasi.MENUNGGU_KEPALA, "Menunggu kepala OPD"),
        (StatusRealisasi.DIAJUKAN, "Menunggu verifikasi"),
        (StatusRealisasi.PERBAIKAN, "Perlu perbaikan"),
        (StatusRealisasi.TERVERIFIKASI, "Terverifikasi"),
        (StatusRealisasi.TERKUNCI, "Terkunci"),
    ],
)
def test_every_state_has_its_words(masuk_sebagai, sari, indikator, status, kata):
    pabrik.buat_realisasi(indikator=indikator, status=status)
    assert f"</svg>{kata}</span>" in baris(masuk_sebagai(sari), indikator)


@pytest.mark.parametrize(
    ("isi", "tertulis"),
    [
        ({"nilai": None}, "Belum diisi"),
        ({"nilai": None, "keadaan": KeadaanNilai.BELUM_WAKTUNYA}, "Belum waktunya"),
        (
            {"nilai": None, "keadaan": KeadaanNilai.TIDAK_BERLAKU, "alasan": "Sudah dihapus"},
            "Tidak berlaku",
        ),
        ({"nilai": "0"}, '<strong class="k-satu-baris">0,00</strong>'),
    ],
)
def test_four_absences_look_different(masuk_sebagai, sari, indikator, isi, tertulis):
    pabrik.buat_realisasi(indikator=indikator, **isi)
    satu = baris(masuk_sebagai(sari), indikator)
    assert tertulis in satu
    assert ("Nol ini hasil" in satu) == (isi["nilai"] == "0")
    assert ("<strong>Alasan:</strong> Sudah dihapus" in satu) == ("alasan" in isi)


def test_reasons_stand_in_the_column_faktor(masuk_sebagai, sari, indikator):
    pabrik.buat_realisasi(
        indikator=indikator, faktor_penghambat="Alat rusak.", akar_masalah="Tanpa anggaran."
    )
    satu = baris(masuk_sebagai(sari), indikator)
    assert "<strong>Penghambat:</strong> Alat rusak." in satu
    assert "<strong>Akar masalah:</strong> Tanpa anggaran." in satu


def test_evidence_in_force_is_counted_and_opens_its_page(masuk_sebagai, sari, indikator):
    tautan(indikator)
    tautan(indikator, "foto.jpg", status=StatusBukti.DITOLAK, alasan="Buram")
    tautan(indikator, "lama.pdf", dicabut_pada=timezone.now())
    url = reverse("capaian:bukti_indikator", args=[2025, 4, indikator.pk])
    assert f'<a href="{url}">2 tautan, 1 ditolak</a>' in baris(masuk_sebagai(sari), indikator)
    assert "belum ada" in baris(masuk_sebagai(sari), indikator, 3)


def test_late_and_changed_after_verification_are_said(masuk_sebagai, sari, indikator):
    realisasi = pabrik.buat_realisasi(
        indikator=indikator, status=StatusRealisasi.TERVERIFIKASI, diubah_setelah_verifikasi=2
    )
    realisasi.terlambat_hari = 3
    realisasi.save(update_fields=["terlambat_hari"])
    satu = baris(masuk_sebagai(sari), indikator)
    assert "Terlambat 3 hari" in satu
    assert "Diubah setelah verifikasi 2×" in satu


@pytest.mark.parametrize(
    ("siapa", "status", "ada"),
    [
        ("rina", StatusRealisasi.TERVERIFIKASI, True),
        ("rina", StatusRealisasi.DIAJUKAN, False),
        ("rina", StatusRealisasi.TERKUNCI, False),
        ("sari", StatusRealisasi.TERVERIFIKASI, False),
    ],
)
def test_correction_is_offered_to_who_may_do_it(
    masuk_sebagai, request, indikator, siapa, status, ada
):
    realisasi = pabrik.buat_realisasi(indikator=indikator, status=status)
    url = reverse("capaian:realisasi_koreksi", args=[realisasi.pk])
    satu = baris(masuk_sebagai(request.getfixturevalue(siapa)), indikator)
    assert (url in satu) is ada


def test_quarters_in_the_head_say_what_their_window_is(masuk_sebagai, sari, indikator):
    pabrik.buat_periode(triwulan=3, terbuka=False)
    terkunci = pabrik.buat_periode(triwulan=2)
    terkunci.terkunci = True
    terkunci.save(update_fields=["terkunci"])
    pabrik.buat_periode(triwulan=4)
    halaman = masuk_sebagai(sari).get(indikator.get_absolute_url()).content.decode()
    for nomor, kata in ((2, "terkunci"), (3, "ditutup"), (4, "dibuka")):
        assert f"<small>{kata}</small>" in halaman.split(f'href="#tw-{nomor}"')[1].split("</a>")[0]
