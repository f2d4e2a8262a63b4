"""The matrix, its numbers and its workbook; the page of one cell and its forms; the inbox."""

from collections import Counter
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from capaian.layanan.keselarasan import perbarui_tahun
from capaian.layar.selaras import susun_matriks, terputus
from capaian.models import PelaksanaPrioritas
from capaian.pemberitahuan import kumpulkan
from opd.pemberitahuan import Butir, Penerima
from tests import pabrik
from tests.capaian.prioritas import buat_pelaksana, buat_prioritas

ALASAN = "Tidak dianggarkan pada DPA 2026"


@pytest.fixture
def air(db):
    pabrik.buat_tahun(2026)
    return buat_prioritas()


@pytest.fixture
def kota(air, dinkes, disdik):
    """Two OPD of the meeting, a unit, one outside; numbers under two priorities."""
    rumah = buat_prioritas(kode="P6", nama="Rumah layak huni", urutan=2)
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    luar = pabrik.buat_opd(nama="BKPSDM", singkatan="BKPSDM")
    for opd, prioritas, banyak in (
        (dinkes, air, 2),
        (rsud, air, 1),
        (disdik, rumah, 3),
        (luar, rumah, 1),
    ):
        for n in range(banyak):
            i = pabrik.buat_indikator(opd=opd, prioritas=prioritas, nama=f"{opd.singkatan} {n}")
            pabrik.buat_target(indikator=i, nilai=f"{70 + n}.25", tahun=2026)
    pabrik.buat_indikator(opd=dinkes, prioritas=air, aktif=False)
    buat_pelaksana(prioritas=air, opd=dinkes, status="disetujui")
    buat_pelaksana(prioritas=air, opd=disdik, status="ditolak")
    buat_pelaksana(prioritas=rumah, opd=luar, peran="pj", status="disetujui")
    return air, rumah


def alamat(p: PelaksanaPrioritas, langkah: str = "") -> str:
    return f"{p.get_absolute_url()}{f'{langkah}/' if langkah else ''}"


def buka(client: Client, **kueri: str) -> str:
    return client.get(reverse("capaian:keselarasan"), {"tahun": "2026", **kueri}).text


def test_numbers_of_the_matrix_are_a_plain_recount(kota, joko):
    """Counted one by one; whose eyes it is makes no difference."""
    m = susun_matriks(2026, joko)
    sendiri: Counter[tuple[int, int]] = Counter()
    for prioritas in kota:
        for i in prioritas.indikator.filter(aktif=True):
            sendiri[prioritas.pk, i.opd.induk_id or i.opd_id] += 1
    hitung = {
        (b.pk, s.opd): s.indikator
        for b in m.baris
        for s in (*b.sel, *(s for s, _ in b.luar))
        if s.indikator
    }
    assert hitung == sendiri
    assert [[(s.huruf, s.kelas) for s in b.sel if s.isi] for b in m.baris] == [
        [("D", "k-peran"), ("D✕", "k-peran k-peran--x")],
        [("?", "k-peran k-peran--b")],
    ]
    assert [b.tanpa_pj for b in m.baris] == [True, False]
    assert [(s.kalimat, di) for s, di in m.baris[1].luar] == [
        ("BKPSDM: penanggung jawab, disetujui, 1 indikator", "di luar 2 OPD")
    ]
    assert (m.banyak_opd, m.tercatat, m.kolom[0].unit) == (2, 3, ("RSUD",))


def test_klaster_narrows_the_columns_and_still_names_who_is_in_charge(kota, rina, disdik):
    lain = pabrik.buat_klaster(nama="Ekonomi", urutan=2)
    putr = pabrik.buat_opd(nama="PUTR", singkatan="PUTR", klaster=lain)
    buat_pelaksana(prioritas=kota[0], opd=putr, peran="pj", status="diusulkan")
    m = susun_matriks(2026, rina, klaster=disdik.klaster_id)
    assert [k.singkatan for k in m.kolom] == ["Dinkes", "Disdik"]
    assert [(s.huruf, tempat) for s, tempat in m.baris[0].luar] == [("PJ?", "Ekonomi")]
    assert not m.baris[0].tanpa_pj
    assert susun_matriks(2026, rina, klaster=0).klaster is None


def test_a_klaster_that_is_no_number_is_no_klaster(kota, rina, masuk_sebagai):
    client = masuk_sebagai(rina)
    for url in ("keselarasan", "pelaksana_unduh"):
        for teks in ("9" * 5000, "-1", "²", "\x00"):
            kueri = {"tahun": "2026", "klaster": teks}
            assert client.get(reverse(f"capaian:{url}"), kueri).status_code == 200


def test_the_page_of_a_cell_says_what_the_matrix_says(kota, sari, masuk_sebagai, disdik):
    """Also to one who may not see the indikator that are counted."""
    sel = next(s for s in susun_matriks(2026, sari).baris[1].sel if s.opd == disdik.pk)
    assert sel.keadaan == "peran belum dibahas" and sel.indikator == 3
    isi = masuk_sebagai(sari).get(sel.url).text
    assert "Dinas Pendidikan: peran belum dibahas." in isi


def test_long_names_may_break_between_syllables():
    assert terputus("Kesbangpol").replace("\u00ad", "-") == "Kes-bang-pol"
    assert terputus("DLH Dinkes") == "DLH Dinkes"


def test_page_shows_the_matrix_above_the_findings(masuk_sebagai, rina, joko, pak_budi, kota):
    isi = buka(masuk_sebagai(rina))
    assert isi.index('id="j-matriks"') < isi.index('id="temuan"')
    assert "Tanpa penanggung jawab" in isi
    assert "Dinkes: pendukung, disetujui, 3 indikator" in isi
    assert "Disdik: bukan pelaksana" not in isi
    assert "Dinkes: bukan pelaksana" in isi
    assert "Dinkes: bukan pelaksana" not in buka(masuk_sebagai(pak_budi))
    dari_joko = buka(masuk_sebagai(joko))
    assert "Dinkes: pendukung, disetujui, 3 indikator" in dari_joko
    assert "Salin peran" not in isi + dari_joko
    pabrik.buat_tahun(2027)
    assert "Salin peran 2026" in buka(masuk_sebagai(rina), tahun="2027")
    pabrik.buat_tahun(2024)
    assert "Belum ada prioritas untuk tahun ini" in buka(masuk_sebagai(rina), tahun="2024")


def test_copy_from_the_page(masuk_sebagai, rina, kota):
    pabrik.buat_tahun(2027)
    jawab = masuk_sebagai(rina).post(
        reverse("capaian:pelaksana_salin"), {"tahun": "2027"}, follow=True
    )
    assert "2 peran disalin dari 2026 sebagai belum dibahas." in jawab.text


def test_cell_shows_what_is_promised_and_of_others_only_how_many(masuk_sebagai, sari, joko, kota):
    p = PelaksanaPrioritas.objects.get(opd__singkatan="Dinkes")
    isi = masuk_sebagai(sari).get(alamat(p)).text
    assert "3 indikator di bawah prioritas ini" in isi
    assert "71,25\u00a0%" in isi
    assert "RSUD 0" in isi
    assert "Tidak tampil" not in isi
    isi = masuk_sebagai(joko).get(alamat(p)).text
    assert "3 indikator OPD lain." in isi
    assert "71,25" not in isi
    assert 'name="versi"' not in isi


def test_forms_keep_what_was_typed_and_say_what_is_missing(masuk_sebagai, sari, rina, air, dinkes):
    p = buat_pelaksana(prioritas=air, opd=dinkes)
    client = masuk_sebagai(sari)
    tolak = client.post(alamat(p, "jawab"), {"jawaban": "tidak", "alasan": "tidak", "versi": 1})
    assert tolak.status_code == 422
    assert "Tulis alasannya, minimal 10 huruf." in tolak.text
    assert ">tidak</textarea>" in tolak.text
    isi = {"jawaban": "tidak", "alasan": ALASAN, "versi": 1}
    assert client.post(alamat(p, "jawab"), isi).status_code == 302
    assert client.post(alamat(p, "jawab"), isi).status_code == 302
    assert p.log.count() == 1
    isi = {"peran": "pj", "putusan": "ya", "putusan_alasan": ALASAN, "versi": 2}
    client = masuk_sebagai(rina)
    kurang = client.post(alamat(p, "tetapkan"), isi)
    assert kurang.status_code == 422
    assert "Tulis acuannya" in kurang.text
    basi = client.post(alamat(p, "tetapkan"), isi | {"acuan": "BA 050/12", "versi": 1})
    assert basi.status_code == 409
    assert "Orang lain sudah mengubah sel ini" in basi.text
    assert 'name="versi" value="2"' in basi.text
    assert 'value="BA 050/12"' in basi.text
    assert client.post(alamat(p, "tetapkan"), isi | {"acuan": "BA 050/12"}).status_code == 302
    assert "Acuan: BA 050/12." in client.get(alamat(p)).text


def test_asking_twice_is_once_and_changing_asks_for_a_reason(masuk_sebagai, rina, air, dinkes):
    p = PelaksanaPrioritas(tahun_id=2026, prioritas=air, opd=dinkes)
    client, isi = masuk_sebagai(rina), {"peran": "pendukung", "versi": "0"}
    for _ in range(2):
        assert client.post(alamat(p, "usulkan"), isi).status_code == 302
    assert PelaksanaPrioritas.objects.get().log.count() == 1
    ubah = client.post(alamat(p, "usulkan"), {"peran": "pj", "versi": "1"})
    assert ubah.status_code == 422
    assert "Tulis alasannya" in ubah.text
    assert client.post(alamat(p, "usulkan"), {"peran": "x", "versi": ""}).status_code == 422


def test_workbook_has_the_cells_and_the_numbers(masuk_sebagai, rina, joko, kota, dinkes):
    def unduh(orang, **kueri: str) -> tuple[list[list], list[list]]:
        jawab = masuk_sebagai(orang).get(
            reverse("capaian:pelaksana_unduh"), {"tahun": "2026", **kueri}
        )
        return [
            [[s.value for s in b if s.value is not None] for b in satu.iter_rows()]
            for satu in load_workbook(BytesIO(jawab.content))
        ]

    matriks, janji = unduh(rina)
    lima, enam = (next(b for b in matriks if b[:1] == [kode]) for kode in ("P5", "P6"))
    assert {"Pendukung, disetujui (3)", "Pendukung, ditolak (0)", "Tanpa penanggung jawab"} < {
        *lima
    }
    assert "BKPSDM: PJ, disetujui (1) (di luar 2 OPD)" in enam
    satu = next(b for b in janji if "Dinkes 1" in b)
    assert satu[:4] == ["P5 Air bersih", "Dinkes", "Pendukung", "disetujui"]
    assert 71.25 in satu
    terbaca = [b for b in unduh(joko)[1] if b[:1] == ["P5 Air bersih"]]
    assert {b[-1] for b in terbaca} == {"3 indikator di luar lingkup Anda", "Belum ada indikator"}
    assert not [b for b in unduh(rina, klaster=str(dinkes.klaster_id))[1] if "BKPSDM" in b]


def test_number_of_queries_does_not_depend_on_the_rows(
    masuk_sebagai, rina, kota, dinkes, jumlah_kueri
):
    client = masuk_sebagai(rina)
    p = PelaksanaPrioritas.objects.get(opd=dinkes)
    semua = {
        "capaian:keselarasan": f"{reverse('capaian:keselarasan')}?tahun=2026",
        "capaian:pelaksana": alamat(p),
        "capaian:pelaksana_unduh": f"{reverse('capaian:pelaksana_unduh')}?tahun=2026",
    }
    perbarui_tahun(tahun=2026)
    client.get(alamat(p))
    for n in range(2):
        for nama, url in semua.items():
            with jumlah_kueri(nama):
                assert client.get(url).status_code == 200
        for m in range(0 if n else 45):
            opd = pabrik.buat_opd(nama=f"Dinas {m}", singkatan=f"D{m}", klaster=dinkes.klaster)
            buat_pelaksana(prioritas=kota[m % 2], opd=opd)
            pabrik.buat_target(
                indikator=pabrik.buat_indikator(opd=dinkes, prioritas=kota[0]), tahun=2026
            )


def test_who_is_told_what(air, dinkes, disdik, rina, sari, kepala_dinkes):
    """The OPD asked; Bapperida, when an OPD asks for itself; the asker of the answer, a while."""
    kini = timezone.now()

    def butir(pada=kini) -> list[Butir]:
        semua = kumpulkan(pada, Penerima(timezone.localdate(pada)))
        return [b for b in semua if b.kunci.startswith("pelaksana:")]

    p = buat_pelaksana(prioritas=air, opd=dinkes, diusulkan_oleh=rina)
    (satu,) = butir()
    assert set(satu.penerima) == {sari.pk, kepala_dinkes.pk}
    assert satu.url == p.get_absolute_url()
    assert "Dinkes diminta menjadi pendukung prioritas “Air bersih” 2026" in satu.kalimat
    PelaksanaPrioritas.objects.update(mengajukan_diri=True)
    assert butir()[0].penerima == (rina.pk,)
    PelaksanaPrioritas.objects.update(
        status="ditolak", alasan=ALASAN, dijawab_oleh=sari, dijawab_pada=kini, versi=2
    )
    (satu,) = butir()
    assert satu.penerima == (rina.pk,)
    assert satu.kalimat.endswith(f"2026: “{ALASAN}”.")
    assert butir(kini + timedelta(days=15)) == []
