"""Finding rows on a long page, evidence in its row, and ways back to the page."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from capaian.models import Bukti, Indikator, Perpanjangan, Realisasi
from capaian.pilihan import StatusBukti, StatusRealisasi
from opd.models import Opd, Pengguna
from tests import pabrik

LENGKAP = {
    "faktor_penghambat": "Stok vaksin kosong tiga minggu",
    "akar_masalah": "Pengadaan menunggu pagu pusat",
}


@pytest.fixture
def klien(masuk_sebagai: Callable, sari: Pengguna) -> Client:
    pabrik.buat_periode()
    return masuk_sebagai(sari)


def buka(klien: Client, opd: Opd, **saring: str) -> str:
    url = reverse("capaian:isian_opd", args=[opd.pk, 2025, 4])
    return " ".join(klien.get(url, saring).content.decode().split())


@pytest.fixture
def tiga(dinkes: Opd) -> list[Indikator]:
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD TM", induk=dinkes)
    return [
        pabrik.buat_indikator(opd=dinkes, nama="Imunisasi dasar", kode="1.02.01"),
        pabrik.buat_indikator(opd=dinkes, nama="Kematian ibu", kode="1.02.02"),
        pabrik.buat_indikator(opd=rsud, nama="Kematian bayi", kode="1.02.03"),
    ]


@pytest.mark.parametrize(
    ("cari", "tampil"),
    [
        ("kematian", ["Kematian ibu", "Kematian bayi"]),
        ("BAYI kematian", ["Kematian bayi"]),
        ("1.02.01", ["Imunisasi dasar"]),
        ("rsud", ["Kematian bayi"]),
        ("  ", ["Imunisasi dasar", "Kematian ibu", "Kematian bayi"]),
        ("tidak ada", []),
    ],
)
def test_search_by_name_code_or_unit_works_without_javascript(cari, tampil, klien, dinkes, tiga):
    isi = buka(klien, dinkes, cari=cari)
    assert [i.nama for i in tiga if f">{i.nama}</a>" in isi] == tampil
    if not tampil:
        assert "Tidak ada indikator yang cocok dengan “tidak ada”." in isi


def test_search_changes_what_is_shown_not_what_is_counted(klien, dinkes, tiga):
    isi = buka(klien, dinkes, cari="bayi")
    assert "1 dari </span>3 indikator" in isi
    assert "Belum lengkap (<span data-k-jumlah>3</span>)" in isi
    assert "Bersihkan saringan" in isi


def test_search_text_is_escaped(klien, dinkes, tiga):
    isi = buka(klien, dinkes, cari='"><script>alert(1)</script>')
    assert "<script>alert" not in isi


@pytest.mark.parametrize("nama", ["isian_simpan", "isian_ajukan"])
def test_address_of_the_form_leads_back_to_the_page(nama: str, klien, joko, dinkes, masuk_sebagai):
    """A browser asks for it after logging in again, or when an answer is reloaded."""
    url = reverse(f"capaian:{nama}", args=[dinkes.pk, 2025, 4])
    assert klien.get(url).url == reverse("capaian:isian_opd", args=[dinkes.pk, 2025, 4])
    assert masuk_sebagai(joko).get(url).status_code == 404


def test_refused_form_then_ended_session_then_login_ends_on_the_page(klien, sari, dinkes, tiga):
    simpan = reverse("capaian:isian_simpan", args=[dinkes.pk, 2025, 4])
    isi = {f"nilai-{tiga[0].pk}": "delapan", f"versi-{tiga[0].pk}": "0", "aksi": "simpan"}
    assert klien.post(simpan, isi).status_code == 422
    klien.session.flush()
    masuk = klien.post(simpan, isi, headers={"Referer": f"http://testserver{simpan}"})
    data = {"username": sari.username, "password": pabrik.SANDI}
    jawaban = klien.post(masuk.url, data, follow=True)
    assert jawaban.status_code == 200
    assert 'value="delapan"' in jawaban.content.decode()


def test_extension_names_who_gave_it_and_why(masuk_sebagai, sari, rina, dinkes):
    periode = pabrik.buat_periode(terbuka=False)
    pabrik.buat_indikator(opd=dinkes)
    Perpanjangan.objects.create(
        periode=periode,
        opd=dinkes,
        sampai_pada=timezone.now() + timedelta(days=2),
        alasan="Gangguan jaringan",
        diberikan_oleh=rina,
    )
    isi = buka(masuk_sebagai(sari), dinkes)
    assert "Diberikan Rina Sinaga: Gangguan jaringan" in isi


@pytest.fixture
def wajib(dinkes: Opd, klien: Client) -> Realisasi:
    satu = pabrik.buat_indikator(opd=dinkes, nama="Imunisasi dasar", wajib_bukti=True)
    pabrik.buat_target(indikator=satu)
    return pabrik.buat_realisasi(indikator=satu, **LENGKAP)


def beri_bukti(r: Realisasi, **lain) -> Bukti:
    lain = {"nama": "Lap. imunisasi.pdf", "tautan": "https://a.id/1"} | lain
    return Bukti.objects.create(indikator=r.indikator, periode=r.periode, **lain)


def test_row_that_must_be_proven_asks_for_evidence(klien, dinkes, wajib):
    isi = buka(klien, dinkes)
    assert "Lampirkan bukti." in isi
    assert reverse("capaian:bukti_tambah", args=[2025, 4, wajib.indikator_id]) in isi


def test_evidence_is_in_its_row_and_completes_it(klien, dinkes, wajib):
    beri_bukti(wajib)
    isi = buka(klien, dinkes)
    assert "Lap. imunisasi.pdf" in isi
    assert "Siap diajukan (<span data-k-jumlah>1</span>)" in isi


def test_refused_evidence_does_not_complete_it(klien, dinkes, wajib):
    beri_bukti(wajib, status=StatusBukti.DITOLAK, alasan="tidak terbaca")
    isi = buka(klien, dinkes)
    assert "Lampirkan bukti." in isi and "tidak terbaca" in isi


def test_submitted_row_shows_evidence_without_adding(klien, dinkes, wajib):
    beri_bukti(wajib)
    Realisasi.objects.filter(pk=wajib.pk).update(
        status=StatusRealisasi.DIAJUKAN,
        diajukan_pada=timezone.now(),
        diajukan_pertama_pada=timezone.now(),
    )
    isi = buka(klien, dinkes)
    assert "Lap. imunisasi.pdf" in isi
    assert reverse("capaian:bukti_tambah", args=[2025, 4, wajib.indikator_id]) not in isi


def test_unchanged_row_posted_again_only_answers_the_row(klien, dinkes, wajib):
    """What the page does after an upload: what is missing is worked out anew, nothing is saved."""
    html = buka(klien, dinkes)
    pk = wajib.indikator_id
    asal = html.split(f'name="asal-{pk}" value="')[1].split('"')[0]
    beri_bukti(wajib)
    isi = {
        "versi": "1",
        "asal": asal,
        "nilai": "72,00",
        "keadaan": "",
        "alasan": "",
        "penghambat": LENGKAP["faktor_penghambat"],
        "akar": LENGKAP["akar_masalah"],
        "sumber": "",
        "tanggal": "",
        "status_data": "sementara",
    }
    url = reverse("capaian:realisasi_simpan", args=[2025, 4, pk])
    jawaban = klien.post(
        url, {f"{n}-{pk}": v for n, v in isi.items()}, headers={"HX-Request": "true"}
    )
    assert "Siap diajukan" in jawaban.content.decode()
    wajib.refresh_from_db()
    assert wajib.versi == 1


def test_where_it_should_stand_and_what_is_left(klien, dinkes):
    satu = pabrik.buat_indikator(opd=dinkes, konsolidasi="jumlah", isian="triwulan", desimal=0)
    pabrik.buat_target(indikator=satu, nilai="100", triwulanan={1: "25", 2: "25", 3: "25", 4: "25"})
    for n, nilai in ((1, "20"), (2, "10"), (3, "30")):
        pabrik.buat_realisasi(indikator=satu, nilai=nilai, periode=pabrik.buat_periode(triwulan=n))
    isi = buka(klien, dinkes)
    assert "Seharusnya s.d. TW IV 100, tercatat 60." in isi
    assert "Perlu 40 pada TW IV." in isi


def test_inside_a_quarter_the_page_says_today(masuk_sebagai, sari, dinkes):
    hari_ini = timezone.localdate()
    tahun, nomor = hari_ini.year, (hari_ini.month + 2) // 3
    pabrik.buat_periode(tahun=tahun, triwulan=nomor)
    satu = pabrik.buat_indikator(opd=dinkes, konsolidasi="jumlah", isian="triwulan")
    per_triwulan = dict.fromkeys((1, 2, 3, 4), "1000")
    pabrik.buat_target(
        indikator=satu, nilai="4000", tahun=tahun, triwulanan=per_triwulan, mulai=date(tahun, 1, 1)
    )
    url = reverse("capaian:isian_opd", args=[dinkes.pk, tahun, nomor])
    assert "Seharusnya hari ini" in masuk_sebagai(sari).get(url).content.decode()
