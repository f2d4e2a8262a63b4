"""The text for the WhatsApp group, and the letter that asks for data."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from capaian.dokumen import templat_bawaan
from capaian.models import Periode, Perpanjangan
from capaian.pilihan import StatusRealisasi
from opd.models import OpdUrusan, Urusan
from opd.pilihan import Peran
from tests import pabrik

S = StatusRealisasi


@pytest.fixture
def periode(db) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def isi(dinkes, disdik, sari, joko, periode):
    for nama in ("Stunting", "*Gizi* buruk", "Kematian ibu", "Rabies"):
        pabrik.buat_indikator(opd=dinkes, nama=nama)
    pabrik.buat_indikator(opd=disdik, nama="Angka partisipasi")
    pabrik.buat_realisasi(
        indikator=pabrik.buat_indikator(opd=disdik, nama="Sudah"),
        periode=periode,
        status=S.DIAJUKAN,
    )


def url(nama: str, *opd) -> str:
    return reverse(f"capaian:{nama}", args=[2025, 4, *(o.pk for o in opd)])


def teks(jawaban, status: int = 200) -> str:
    assert jawaban.status_code == status
    return jawaban.content.decode()


def test_group_text_names_opd_people_rows_deadline_and_links(
    masuk_sebagai, rina, isi, dinkes, disdik, periode
):
    Perpanjangan.objects.create(
        periode=periode,
        opd=disdik,
        sampai_pada=timezone.now() + timedelta(days=3),
        alasan="Banjir rob di pesisir",
        diberikan_oleh=rina,
    )
    halaman = teks(masuk_sebagai(rina).get(url("ingatkan")))
    pesan = halaman.split("<textarea")[1].split("</textarea>")[0].split(">", 1)[1]
    assert "Isian TW IV 2025: 5 baris dari 2 OPD belum selesai." in pesan
    assert "Batasnya Minggu, 1 Januari 2090" in pesan
    assert "Yang mendapat perpanjangan: Disdik." in pesan
    kotak = pesan.split("\n\n")
    assert kotak[1].splitlines() == [
        "*Dinkes* (Sari Nasution): 4 baris",
        "1. Stunting (belum diisi)",
        "2. Gizi buruk (belum diisi)",
        "3. Kematian ibu (belum diisi)",
        "dan 1 baris lain.",
        f"http://testserver{url_isian(dinkes)}",
    ]
    assert kotak[2].splitlines()[:2] == [
        "*Disdik* (Joko Siregar): 1 baris",
        "1. Angka partisipasi (belum diisi)",
    ]
    assert "Sudah" not in pesan
    for opd in (dinkes, disdik):
        assert url("surat_permintaan", opd) in halaman
    assert url("surat_permintaan", dinkes) in teks(
        masuk_sebagai(rina).get(url("perpanjangan", dinkes))
    )
    assert url("ingatkan") in teks(
        masuk_sebagai(rina).get(reverse("capaian:matriks"), {"tahun": 2025, "triwulan": 4})
    )


def url_isian(opd) -> str:
    return reverse("capaian:isian_opd", args=[opd.pk, 2025, 4])


def test_queries_do_not_grow_with_the_number_of_opd(masuk_sebagai, rina, isi):
    client = masuk_sebagai(rina)
    client.get(url("ingatkan"))
    with CaptureQueriesContext(connection) as sedikit:
        client.get(url("ingatkan"))
    for n in range(10):
        pabrik.buat_indikator(opd=pabrik.buat_opd(nama=f"Dinas {n}", singkatan=f"D{n}"))
    with CaptureQueriesContext(connection) as banyak:
        client.get(url("ingatkan"))
    assert len(banyak) == len(sedikit)


def test_letter_asks_the_office_for_its_rows(masuk_sebagai, rina, isi, dinkes):
    bapperida = pabrik.buat_opd(
        nama="Badan Perencanaan", singkatan="Bapperida", alamat="Jl. Sudirman 1"
    )
    urusan = Urusan.objects.create(kode="5.01", nama="Perencanaan", jenis="penunjang")
    OpdUrusan.objects.create(opd=bapperida, urusan=urusan, utama=True)
    kepala = pabrik.buat_pengguna(username="kb", nama="Rahma Lubis", nip="197001011990031001")
    pabrik.buat_penugasan(pengguna=kepala, peran=Peran.KEPALA, opd=bapperida)
    pimpinan = pabrik.buat_pengguna(username="kd", nama="dr. Ani", jabatan="Kepala Dinas Kesehatan")
    pabrik.buat_penugasan(pengguna=pimpinan, peran=Peran.KEPALA, opd=dinkes)
    jawaban = masuk_sebagai(rina).get(url("surat_permintaan", dinkes))
    assert jawaban.status_code == 200
    assert 'filename="permintaan-data-dinkes-tw-iv-2025.docx"' in jawaban["Content-Disposition"]
    naskah = docx.Document(BytesIO(jawaban.content))
    isi_surat = "\n".join(p.text for p in naskah.paragraphs)
    for bagian in (
        "PEMERINTAH KOTA TANJUNGBALAI",
        "BADAN PERENCANAAN",
        "Hal\t: Permintaan data realisasi TW IV 2025",
        "Yth. Kepala Dinas Kesehatan",
        "4 indikator berikut belum selesai:",
        "Batasnya Minggu, 1 Januari 2090",
        f"Data diisi pada halaman http://testserver{url_isian(dinkes)}",
        "Rahma Lubis",
        "NIP 197001011990031001",
    ):
        assert bagian in isi_surat
    (tabel,) = naskah.tables
    baris = [[sel.text for sel in b.cells] for b in tabel.rows]
    assert baris[0] == ["No", "Kode", "Indikator", "Keadaan"]
    assert [b[2] for b in baris[1:]] == ["Stunting", "*Gizi* buruk", "Kematian ibu", "Rabies"]
    assert "{{" not in isi_surat and "dr. Ani" not in isi_surat


def test_nothing_to_ask_for_says_so(masuk_sebagai, rina, dinkes, periode):
    client = masuk_sebagai(rina)
    assert "Tidak ada data TW IV 2025 Dinkes yang perlu diminta." in teks(
        client.get(url("surat_permintaan", dinkes)), 409
    )
    assert "Tidak ada yang perlu diingatkan" in teks(client.get(url("ingatkan")))
    assert client.get(reverse("capaian:ingatkan", args=[2031, 1])).status_code == 404


def test_only_bapperida_asks(masuk_sebagai, isi, dinkes, sari, pak_budi, admin, rina):
    for orang, status in ((sari, 403), (pak_budi, 403), (admin, 403), (rina, 200)):
        client = masuk_sebagai(orang)
        assert client.get(url("ingatkan")).status_code == status
        assert client.get(url("surat_permintaan", dinkes)).status_code == status


def test_template_is_what_the_script_builds():
    assert templat_bawaan.BERKAS.read_bytes() == templat_bawaan.bangun()
