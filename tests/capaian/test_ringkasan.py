"""The figures of the dashboards are those of the rows, whatever happened to the rows."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from capaian import rumus
from capaian.ekspor.rekap import susun_rekap
from capaian.layanan.realisasi import simpan_realisasi
from capaian.layanan.ringkasan import Pembaruan, perbarui
from capaian.layanan.ringkasan_segar import keadaan
from capaian.layar.ringkasan import ringkasan, terendah
from capaian.models import (
    Indikator,
    PeringkatKinerja,
    Periode,
    Realisasi,
    Ringkasan,
    SkalaPeringkat,
)
from capaian.perhitungan import Penghitung
from capaian.pilihan import StatusData
from capaian.ringkasan import Ringkas
from capaian.skala import BAWAAN
from opd.models import Opd
from tests.capaian.kota_ringkasan import TAHUN, UBAHAN, baca, bangun_kota, hitung_lurus

PER = ("opd", "klaster", "prioritas", "urusan")


@pytest.fixture
def kota(dinkes: Opd, disdik: Opd) -> list[Indikator]:
    return bangun_kota(dinkes, disdik)


def perintah(*isi: str) -> str:
    keluaran = StringIO()
    call_command("ringkasan", *isi, stdout=keluaran)
    return keluaran.getvalue()


def periksa(sampai: int, per: str) -> None:
    lurus, dibaca = hitung_lurus(sampai, per), baca(sampai, per)
    assert dibaca.keys() == lurus.keys()
    for kunci, r in dibaca.items():
        benar = lurus[kunci]
        ada = [p for p in benar["persen"] if p is not None]
        assert (r.indikator, r.terhitung) == (len(benar["persen"]), len(ada)), kunci
        rata = rumus.bulatkan(sum(ada) / len(ada), 2) if ada else None
        assert (r.jumlah_persen, r.rata) == (sum(ada), rata), kunci
        langkah = [BAWAAN.peringkat(p).urutan for p in ada]
        assert dict(r.per_peringkat) == {n: langkah.count(n) for n in range(1, 6)}, kunci
        assert r.terverifikasi == sum(benar["terverifikasi"]), kunci
        assert (r.pagu or 0, r.berpagu) == (sum(benar.get("pagu", ())), len(benar.get("pagu", ())))
        belanja = benar.get("belanja", ())
        assert (r.realisasi_anggaran or 0, r.beranggaran) == (sum(belanja), len(belanja)), kunci


@pytest.mark.django_db(transaction=True)
def test_figures_are_those_of_the_rows_after_any_writes(kota):
    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=4,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(st.lists(st.tuples(st.sampled_from(sorted(UBAHAN)), st.integers(0, 40)), min_size=4))
    def coba(langkah: list[tuple[str, int]]) -> None:
        for ke, (nama, n) in enumerate(langkah[:6]):
            UBAHAN[nama](kota, n)
            periksa(1 + (n + ke) % 4, PER[n % 4])

    for nama, ubah in UBAHAN.items():
        perbarui()
        ubah(kota, 5)
        segar = keadaan(TAHUN, [i.opd_id for i in kota]).segar
        semuanya = all(len(milik) == 2 for milik in segar.values())
        assert semuanya == (nama == "perbarui"), nama
    coba()


@pytest.mark.django_db(transaction=True)
def test_kept_figures_cost_five_queries_and_no_row_of_realisasi(kota, sari):
    sebelum = baca(3, "prioritas")
    assert perintah("2025", "--uji-coba").startswith("0 OPD-tahun dihitung, 0 masih berlaku, 2 bel")
    assert perbarui(paling_lama=timedelta(0)).sisa == 4
    assert not Ringkasan.objects.exists()
    assert perintah().startswith("4 OPD-tahun dihitung, 0 masih berlaku, 0 belum dihitung,")
    with CaptureQueriesContext(connection) as kueri:
        sesudah = baca(3, "prioritas")
    tanya = [q["sql"] for q in kueri if q["sql"].startswith("SELECT")]
    assert len(tanya) == 6  # the OPD are asked for by this test
    assert not any('"capaian_realisasi"' in sql for sql in tanya)
    assert sesudah == sebelum
    opd = [i.opd_id for i in kota]
    semua = keadaan([2023, *TAHUN], opd)
    for satu in opd:
        pilih = {"tahun": [2024], "sampai": 3, "opd": [satu], "per": "klaster"}
        assert ringkasan(**pilih, kini=semua) == ringkasan(**pilih)
    for prioritas in (0, kota[1].prioritas_id):
        satu = ringkasan(tahun=TAHUN, sampai=3, opd=opd, per="prioritas", prioritas=prioritas)
        assert satu == {k: r for k, r in sesudah.items() if k[1] == prioritas}
    assert perbarui().dihitung == 0
    # Words that OPD type beside a value are in no figure.
    Realisasi.objects.update(faktor_penghambat="Banjir", versi=7)
    assert perbarui() == Pembaruan(segar=4)
    simpan_realisasi(
        indikator=kota[0],
        periode=Periode.objects.get(tahun=2025, triwulan=4),
        isi={"keadaan": "nilai", "nilai": Decimal(33), "anggaran": Decimal(10**7)},
        versi=7,
        oleh=sari,
    )
    periksa(4, "opd")
    assert perbarui().dihitung == 1
    periksa(4, "opd")
    assert perintah("--ulang").startswith("4 OPD-tahun dihitung")
    with pytest.raises(CommandError, match="Tahun 1999 tidak ada"):
        perintah("1999")


@pytest.mark.django_db(transaction=True)
def test_the_lowest_are_kept_beside_the_figures(kota):
    opd = sorted({i.opd_id for i in kota})

    def cocok() -> None:
        for tahun in TAHUN:
            hasil = Penghitung(tahun).hitung(Indikator.objects.order_by("pk")).values()
            ada = [h for h in hasil if h.hasil.persen is not None]
            urut = sorted(ada, key=lambda h: (h.hasil.persen, h.indikator.pk))
            dapat = terendah(tahun=tahun, sampai=4, opd=opd, banyak=3)
            assert [(t.indikator, t.persen, t.urutan, t.sementara) for t in dapat] == [
                (h.indikator.pk, h.hasil.persen, h.peringkat.urutan, h.sementara) for h in urut[:3]
            ]

    cocok()
    perbarui()
    cocok()
    with CaptureQueriesContext(connection) as kueri:
        assert terendah(tahun=2025, sampai=2, opd=opd[:1], banyak=9)
    assert len(kueri) == 5
    assert not any('"capaian_realisasi"' in q["sql"] for q in kueri)
    # One of the two OPD has changed: its rows are computed, those of the other one are kept.
    Realisasi.objects.filter(indikator__opd=opd[0]).update(nilai=Decimal(1))
    cocok()


@pytest.mark.django_db(transaction=True)
def test_a_new_scale_counts_at_once(kota):
    perbarui()
    lama = baca()
    skala = SkalaPeringkat.objects.create(nama="Kota", mulai=date(2025, 1, 1))
    batas = {1: None, 2: "0.01", 3: "0.02", 4: "0.03", 5: "0.04"}
    PeringkatKinerja.objects.bulk_create(
        PeringkatKinerja(skala=skala, urutan=n, kata=f"Ke-{n}", batas_bawah=b and Decimal(b))
        for n, b in batas.items()
    )
    baru = baca()
    for (tahun, opd), r in baru.items():
        assert r.rata == lama[tahun, opd].rata
        if tahun == 2025:
            assert r.per_peringkat[5] == r.terhitung
        else:
            assert r.per_peringkat == lama[tahun, opd].per_peringkat


@pytest.mark.django_db
def test_the_figures_are_those_of_the_rekap(kota):
    rekap = susun_rekap(Indikator.objects.all().pada_tahun(2025), 2025)
    dibaca = baca(4, "klaster", tahun=[2025])
    assert len(dibaca) == len(rekap.klaster) == 2
    for bagian in rekap.klaster:
        satu = dibaca[2025, bagian.klaster.pk]
        assert satu.rata == bagian.ringkas.rata.persen
        assert (satu.indikator, satu.pasti) == (bagian.banyak, bagian.pasti)
        assert satu.sementara == bagian.ringkas.sementara
    belum = [b for k in rekap.klaster for b in k.baris if b.hasil.realisasi.keadaan == "kosong"]
    assert sum(satu.belum_diisi for satu in dibaca.values()) == len(belum) > 0


@pytest.mark.django_db
def test_a_quarter_that_came_later_does_not_make_an_earlier_one_provisional(kota, dinkes):
    Realisasi.objects.filter(periode__triwulan=1).update(status_data=StatusData.TETAP)
    satu = baca(1)[2025, dinkes.pk]
    assert satu.pasti == satu.terverifikasi == sum(i.opd_id == dinkes.pk for i in kota[:5])
    assert baca(2)[2025, dinkes.pk].pasti == 0


@pytest.mark.django_db
def test_nobody_is_told_of_an_opd_that_was_not_asked_for(kota, dinkes, disdik):
    milik = ringkasan(tahun=[2025], sampai=4, opd=[disdik.pk], per="prioritas")
    semua = ringkasan(tahun=[2025], sampai=4, opd=[disdik.pk, dinkes.pk], per="prioritas")
    assert sum(r.indikator for r in milik.values()) == 3
    assert sum(r.indikator for r in semua.values()) == 6
    tanpa = ringkasan(
        tahun=[2025], sampai=4, opd=[dinkes.pk], per="opd", prioritas=0, urusan=kota[2].urusan_id
    )
    assert [r.indikator for r in tanpa.values()] == [1]
    assert ringkasan(tahun=[2025], sampai=4, opd=[], per="opd") == {}
    assert ringkasan(tahun=[2099], sampai=4, opd=[disdik.pk], per="opd").keys() == {
        (2099, disdik.pk)
    }


def test_figures_without_overlap_add_up_and_unknown_money_stays_unknown():
    satu = Ringkas(indikator=2, terhitung=1, jumlah_persen=Decimal("80.01"), pagu=Decimal(10))
    dua = Ringkas(indikator=1, terhitung=2, jumlah_persen=Decimal("120.00"), pasti=1)
    jumlah = satu + dua
    assert (jumlah.indikator, jumlah.terhitung, jumlah.tanpa_persen) == (3, 3, 0)
    assert jumlah.rata == Decimal("66.67") and jumlah.sementara
    assert (jumlah.pagu, jumlah.realisasi_anggaran) == (Decimal(10), None)
    assert jumlah.serapan.persen is None and Ringkas().rata is None
    assert satu + Ringkas() == satu
