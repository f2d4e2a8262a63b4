"""Pages of capaian: figures as recomputed, scope, filters in the URL, the workbook."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from capaian.gabungan import rata_rata
from capaian.models import Indikator, Visi
from capaian.perhitungan import Penghitung
from capaian.pilihan import StatusRealisasi
from opd.models import OpdUrusan, Urusan
from tests import pabrik

KOTA, UNDUH = reverse("capaian_kota"), reverse("capaian_kota_unduh")
PASTI = StatusRealisasi.TERVERIFIKASI


class Kota:
    """Two OPD of two klaster with two urusan; 2024 settled, 2025 partly; one prioritas."""

    def __init__(self, dinkes, disdik):
        disdik.klaster = pabrik.buat_klaster(nama="Infrastruktur", urutan=2)
        disdik.save(update_fields=["klaster"])
        self.dinkes, self.disdik = dinkes, disdik
        visi = Visi.objects.create(nama="V", uraian="V", tahun_mulai=2024, tahun_selesai=2029)
        self.prioritas = visi.prioritas.create(kode="P1", nama="Sehat")
        self.urusan = [self._urusan(dinkes, "1.02"), self._urusan(disdik, "1.01")]
        for opd, nilai in ((dinkes, "40"), (dinkes, "72"), (disdik, "96"), (disdik, "300")):
            self._indikator(opd, nilai)
        kosong = pabrik.buat_indikator(opd=dinkes, nama="Tanpa target")
        pabrik.buat_realisasi(indikator=kosong)

    @staticmethod
    def _urusan(opd, kode):
        urusan = Urusan.objects.create(kode=kode, nama=opd.nama, jenis="wajib")
        OpdUrusan.objects.create(opd=opd, urusan=urusan)
        return urusan

    def _indikator(self, opd, nilai):
        i = pabrik.buat_indikator(
            opd=opd,
            nama=f"Layanan {nilai}",
            prioritas=self.prioritas if nilai in ("72", "96") else None,
            urusan=self.urusan[0 if opd == self.dinkes else 1],
            berpagu=nilai in ("40", "96"),
        )
        for tahun, lebih in ((2024, 0), (2025, 5)):
            pabrik.buat_target(indikator=i, tahun=tahun, pagu=Decimal(1000))
            for tw in (1, 2, 3, 4):
                pabrik.buat_realisasi(
                    indikator=i,
                    periode=pabrik.buat_periode(tahun=tahun, triwulan=tw),
                    nilai=str(Decimal(nilai) * tw / 4 + lebih),
                    status=PASTI if tahun == 2024 or nilai == "96" else StatusRealisasi.DRAF,
                    anggaran=Decimal(150 * tw),
                    faktor_penghambat=f"Hujan TW {tw}" if nilai == "40" else "",
                )


@pytest.fixture
def kota(dinkes, disdik) -> Kota:
    return Kota(dinkes, disdik)


def buka(client, url, **kueri):
    balasan = client.get(url, {"tahun": "2025", "triwulan": "4", **kueri})
    assert balasan.status_code == 200
    return balasan


def hitung_ulang(tahun: int, **saring) -> Decimal | None:
    """Straight from the rows."""
    indikator = Indikator.objects.filter(**saring).order_by("pk")
    return rata_rata(h.hasil for h in Penghitung(tahun).hitung(indikator).values()).persen


def test_every_figure_equals_a_plain_recomputation(masuk_sebagai, rina, kota):
    client = masuk_sebagai(rina)
    isi = buka(client, KOTA).context["isi"]
    baris = {b.nama: b for k in isi.kelompok for b in k.baris}
    baris["kota"] = isi.semua
    harap = {
        "kota": {},
        kota.dinkes.klaster.nama: {"opd": kota.dinkes},
        kota.disdik.klaster.nama: {"opd": kota.disdik},
        "P1 Sehat": {"prioritas": kota.prioritas},
        "Tidak di bawah prioritas": {"prioritas": None},
        kota.dinkes.nama: {"opd": kota.dinkes},
        kota.disdik.nama: {"opd": kota.disdik},
    }
    assert set(baris) == set(harap)
    for nama, saring in harap.items():
        tahunan = {t.tahun: t.persen for t in baris[nama].deret}
        assert tahunan == {t: hitung_ulang(t, **saring) for t in (2024, 2025)}, nama
    rinci = {
        reverse("klaster_rinci", args=[kota.dinkes.klaster_id]): {"opd": kota.dinkes},
        reverse("opd_rinci", args=[kota.disdik.pk]): {"opd": kota.disdik},
        reverse("prioritas_rinci", args=[kota.prioritas.pk]): {"prioritas": kota.prioritas},
    }
    for url, saring in rinci.items():
        ringkas = buka(client, url).context["isi"].ringkas
        assert [t.persen for t in ringkas.deret] == [
            hitung_ulang(t, **saring) for t in (2024, 2025)
        ]


def test_prioritas_page_shows_of_each_opd_only_its_indikator(masuk_sebagai, rina, kota):
    isi = buka(masuk_sebagai(rina), reverse("prioritas_rinci", args=[kota.prioritas.pk])).context
    for b in isi["isi"].opd:
        assert b.ringkas.rata == hitung_ulang(2025, opd__nama=b.nama, prioritas=kota.prioritas)
    assert {b.nama for b in isi["isi"].indikator} == {"Layanan 72", "Layanan 96"}


def test_opd_page_puts_lowest_first_with_what_hinders(masuk_sebagai, rina, kota):
    balasan = buka(masuk_sebagai(rina), reverse("opd_rinci", args=[kota.dinkes.pk]))
    isi = balasan.context["isi"]
    assert [b.nama for b in isi.terendah] == ["Layanan 40", "Layanan 72"]
    assert isi.terendah[0].penghambat == "Hujan TW 4"
    assert [b.serapan for b in isi.sebar.baris] == ["60,00\xa0%"]
    assert {i.label: i.alasan for i in isi.sebar.tanpa} == {
        "Layanan 72": "Tidak mempunyai anggaran.",
        "Tanpa target": "Tidak dapat dihitung: target kosong. Tidak mempunyai anggaran.",
    }
    assert isi.deret[0].serapan == "60,00\xa0%"
    teks = balasan.content.decode()
    assert "sementara" in teks
    assert "k-isi-p5" not in teks.split("j-susun")[0]


def test_quarter_in_the_url_cuts_the_year(masuk_sebagai, rina, kota):
    url = reverse("opd_rinci", args=[kota.disdik.pk])
    isi = buka(masuk_sebagai(rina), url, triwulan="2").context["isi"]
    assert isi.ringkas.ringkas.rata == Decimal("130.00")  # mean of 53 ÷ 80 and 155 ÷ 80
    assert [b.serapan for b in isi.sebar.baris] == ["30,00\xa0%"]


def test_filters_live_in_the_url_and_go_along(masuk_sebagai, rina, kota):
    client, urusan = masuk_sebagai(rina), str(kota.urusan[1].pk)
    balasan = buka(client, KOTA, urusan=urusan)
    teks = balasan.content.decode()
    assert kota.dinkes.nama not in [
        b.nama for k in balasan.context["isi"].kelompok for b in k.baris
    ]
    kueri = f"tahun=2025&amp;triwulan=4&amp;urusan={urusan}"
    assert f"{reverse('opd_rinci', args=[kota.disdik.pk])}?{kueri}" in teks
    isi = buka(client, KOTA, klaster=str(kota.dinkes.klaster_id)).context["isi"]
    assert isi.semua.ringkas.rata == hitung_ulang(2025, opd=kota.dinkes)
    aneh = buka(client, KOTA, klaster="x", urusan="99999", triwulan="9").content.decode()
    assert "Sebagian saringan tidak dikenal" in aneh


def test_joko_sees_of_klaster_and_prioritas_only_his_part(masuk_sebagai, joko, kota):
    client = masuk_sebagai(joko)
    isi = buka(client, KOTA).context["isi"]
    assert kota.dinkes.nama not in [b.nama for k in isi.kelompok for b in k.baris]
    assert isi.semua.ringkas.rata == hitung_ulang(2025, opd=kota.disdik)
    prioritas = buka(client, reverse("prioritas_rinci", args=[kota.prioritas.pk]))
    assert "Layanan 72" not in prioritas.content.decode()
    for nama, pk in (("klaster_rinci", kota.dinkes.klaster_id), ("opd_rinci", kota.dinkes.pk)):
        assert client.get(reverse(nama, args=[pk])).status_code == 404
    assert kota.dinkes.nama not in str(_lembar(client))


def test_workbook_has_the_lines_of_the_page_with_the_same_filter(masuk_sebagai, rina, kota):
    client, urusan = masuk_sebagai(rina), str(kota.urusan[0].pk)
    isi = buka(client, KOTA, urusan=urusan).context["isi"]
    nama = [b.nama for k in isi.kelompok for b in k.baris]
    lembar = _lembar(client, urusan=urusan)
    assert [b[1] for b in lembar if b[1] in nama] == nama
    dinkes = next(b for b in lembar if b[1] == kota.dinkes.nama)
    assert dinkes[4:6] == (float(hitung_ulang(2025, urusan=kota.urusan[0])), "sementara")
    assert "urusan 1.02" in str(lembar)


def _lembar(client, **kueri) -> list[tuple]:
    balasan = client.get(UNDUH, {"tahun": "2025", "triwulan": "4", **kueri})
    return list(load_workbook(BytesIO(balasan.content)).worksheets[0].values)


def test_empty_pages_say_why(masuk_sebagai, rina, dinkes):
    pabrik.buat_periode()
    client = masuk_sebagai(rina)
    assert "belum ada angka: belum ada indikator" in buka(client, KOTA).content.decode()
    opd = buka(client, reverse("opd_rinci", args=[dinkes.pk])).content.decode()
    assert "Belum ada angka untuk digambar" in opd


@pytest.mark.parametrize("banyak", [5, 50])
def test_query_count_does_not_grow(masuk_sebagai, rina, dinkes, jumlah_kueri, banyak):
    visi = Visi.objects.create(nama="V", uraian="V", tahun_mulai=2024, tahun_selesai=2029)
    p = visi.prioritas.create(kode="P1", nama="Sehat")
    for n in range(banyak):
        opd = dinkes
        if n % 2:
            opd = pabrik.buat_opd(nama=f"Badan {n}", singkatan=f"B{n}", klaster=dinkes.klaster)
        i = pabrik.buat_indikator(opd=opd, prioritas=p, berpagu=True)
        pabrik.buat_target(indikator=i, pagu=Decimal(1000))
        pabrik.buat_realisasi(indikator=i, anggaran=Decimal(500))
    client = masuk_sebagai(rina)
    alamat = {"capaian_kota": [], "capaian_kota_unduh": [], "klaster_rinci": [dinkes.klaster_id]}
    alamat |= {"prioritas_rinci": [p.pk], "opd_rinci": [dinkes.pk]}
    for nama, args in alamat.items():
        with jumlah_kueri(nama):
            buka(client, reverse(nama, args=args))
