"""Which front page a person gets, and that its numbers are those of the rows."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from capaian.layar.isian import susun_lembar
from capaian.models import Indikator, Periode, Perpanjangan, Realisasi
from capaian.perhitungan import Penghitung
from opd.models import Opd, Pengguna
from opd.pilihan import Peran
from rapat.layar.janji import daftar_janji, ringkas, susun_janji
from tests import pabrik
from tests.dasbor.dunia_beranda import DuniaBeranda, rata

Masuk = Callable[[Pengguna], Client]


@pytest.fixture
def rsud(dinkes: Opd) -> Opd:
    return pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)


@pytest.fixture
def dunia(dinkes: Opd, rsud: Opd, disdik: Opd, rina: Pengguna) -> DuniaBeranda:
    dunia = DuniaBeranda((dinkes, rsud, disdik), rina)
    dunia.tambah(6)
    return dunia


def buka(masuk: Masuk, siapa: Pengguna, url: str = "/") -> HttpResponse:
    jawaban = masuk(siapa).get(url)
    assert jawaban.status_code == 200
    return jawaban


def test_each_role_lands_on_its_own_page(
    dunia, masuk_sebagai: Masuk, rina, nana, sari, kepala_dinkes, pak_budi, admin, tamu
):
    judul = {
        rina: "Beranda perencana",
        nana: "Beranda",
        admin: "Beranda",
        sari: "Selamat datang, Sari Nasution",
        kepala_dinkes: "Selamat datang, Ani Lubis",
        pak_budi: "Ringkasan pimpinan 2025 s.d. TW IV",
        tamu: "Selamat datang, Tamu Saja",
    }
    for siapa, h1 in judul.items():
        assert f"<h1>{h1}</h1>" in buka(masuk_sebagai, siapa).content.decode()
    assert "Minta admin Bapperida" in buka(masuk_sebagai, tamu).content.decode()


def test_a_city_without_anything_gets_pages_that_say_so(rina, sari, pak_budi, masuk_sebagai: Masuk):
    kosong = {
        rina: "Belum ada indikator",
        sari: "Belum ada yang perlu diisi",
        pak_budi: "belum ada angka: belum ada indikator",
    }
    for siapa, kata in kosong.items():
        assert kata in buka(masuk_sebagai, siapa).content.decode()


def test_numbers_for_bapperida_are_those_of_the_rows(dunia, rina, masuk_sebagai: Masuk):
    isi = buka(masuk_sebagai, rina).context["beranda"]
    baris = Realisasi.objects.filter(periode=dunia.periode)
    menunggu = baris.filter(status="diajukan").count()
    kembali = baris.filter(status="perbaikan").count()
    per_aturan = {t.aturan: t for t in (*isi.tindakan.utama, *isi.tindakan.sisa)}
    assert f" {menunggu} baris TW IV" in f" {per_aturan['verifikasi_menunggu'].kalimat}"
    assert per_aturan["baris_kembali"].kalimat == (
        f"{kembali} baris TW IV dikembalikan belum dijawab OPD."
    )
    assert isi.matriks.jumlah.wajib == Indikator.objects.count()
    hasil = Penghitung(2025).hitung(Indikator.objects.order_by("pk"))
    (klaster,) = isi.capaian.kelompok[0].baris
    assert klaster.ringkas.indikator == Indikator.objects.count()  # the unit is under its OPD
    for kelompok in isi.capaian.kelompok:
        for b in kelompok.baris:
            punya = Q() if b is klaster else Q(prioritas__nama=b.nama.split(maxsplit=1)[1])
            milik = Indikator.objects.filter(punya).values_list("pk", flat=True)
            persen = [hasil[pk].hasil.persen for pk in milik if hasil[pk].hasil.persen is not None]
            assert b.ringkas.rata == rata(persen)
            assert b.ringkas.pasti == sum(not hasil[pk].sementara for pk in milik)
            assert b.ringkas.sementara
    assert [len(k.baris) for k in isi.capaian.kelompok] == [1, 2]


def test_who_is_late_stands_there_with_a_text_to_paste(dunia, rina, nana, masuk_sebagai: Masuk):
    kini = timezone.now()
    Realisasi.objects.filter(status="perbaikan").update(status="draf", diajukan_pada=None)
    Periode.objects.filter(pk=dunia.periode.pk).update(
        batas_pada=kini - timedelta(days=3), tenggang_pada=kini + timedelta(days=1)
    )
    Perpanjangan.objects.create(
        periode=dunia.periode,
        opd=dunia.opd[2],
        sampai_pada=kini + timedelta(days=2),
        alasan="banjir rob",
        diberikan_oleh=rina,
    )
    jawaban = buka(masuk_sebagai, rina)
    isi, teks = jawaban.context["beranda"], jawaban.content.decode()
    sel = {b.opd.singkatan: b.sel[3].jenis for b in isi.matriks.baris}
    lambat = [singkatan for singkatan, jenis in sel.items() if jenis == "terlambat"]
    assert [o.singkatan for o in isi.terlambat.opd] == lambat
    assert "Disdik" not in lambat
    assert "alasan: banjir rob." in teks
    assert lambat
    for o in isi.terlambat.opd:
        assert f"Isian TW IV 2025 {dunia.opd[0].nama}" in o.pesan or o.singkatan != "Dinkes"
        assert o.ket.startswith("Terlambat 3 hari")
    assert "Salin pesan pengingat" not in buka(masuk_sebagai, nana).content.decode()


def test_the_filter_narrows_the_matrix_and_nothing_else(dunia, rina, masuk_sebagai: Masuk):
    jawaban = buka(masuk_sebagai, rina, "/?cari=pendidikan&tahun=2025&triwulan=4")
    isi = jawaban.context["beranda"]
    assert [b.opd.singkatan for b in isi.tampil.baris] == ["Disdik"]
    assert isi.matriks.banyak == 3
    assert "1 dari 3 OPD dan unit sesuai saringan" in jawaban.content.decode()


def test_who_may_not_verify_is_not_asked_to(dunia, nana, masuk_sebagai: Masuk):
    isi = buka(masuk_sebagai, nana).context["beranda"]
    semua = {t.aturan for t in (*isi.tindakan.utama, *isi.tindakan.sisa)}
    assert "verifikasi_menunggu" not in semua
    assert "temuan_menunggu" not in semua


def test_an_opd_sees_what_isian_saya_would_say(dunia, sari, dinkes, masuk_sebagai: Masuk):
    jawaban = buka(masuk_sebagai, sari)
    isi = jawaban.context["beranda"]
    lembar = susun_lembar(dinkes, dunia.periode, pengguna=sari, pada=timezone.now()).hitung
    (satu,) = isi.isian
    kembali = Realisasi.objects.filter(
        periode=dunia.periode, status="perbaikan", indikator__opd__in=dunia.opd[:2]
    )
    assert (satu.wajib, satu.siap, satu.diajukan) == (12, lembar.siap, lembar.beres)
    assert satu.kembali == len(kembali) == len(isi.kembali)
    assert satu.siap > 0
    teks = jawaban.content.decode()
    assert f"{reverse('capaian:realisasi_unduh')}?tahun=2025&amp;triwulan=4" in teks
    for k in isi.kembali:
        assert f"“{k.kalimat}”" in teks
    assert "Disdik" not in teks


def test_a_unit_sees_its_own_rows_and_two_opd_stand_side_by_side(
    dunia, rsud, disdik, masuk_sebagai: Masuk
):
    orang = pabrik.buat_pengguna(username="uni", nama="Uni R", peran=Peran.OPERATOR, opd=rsud)
    isi = buka(masuk_sebagai, orang).context["beranda"]
    assert [(s.singkatan, s.wajib) for s in isi.isian] == [("RSUD", 6)]
    pabrik.buat_penugasan(pengguna=orang, opd=disdik)
    isi = buka(masuk_sebagai, orang).context["beranda"]
    assert {(s.singkatan, s.wajib) for s in isi.isian} == {("RSUD", 6), ("Disdik", 6)}


def test_the_benchmark_is_for_that_opd_alone(dunia, sari, joko, rina, masuk_sebagai: Masuk):
    dinkes, rsud, disdik = dunia.opd
    assert buka(masuk_sebagai, sari).context["beranda"].kecepatan is None
    dunia.kunci_triwulan_lalu({dinkes.pk: 5, rsud.pk: 9, disdik.pk: 1})
    p = buka(masuk_sebagai, sari).context["beranda"].kecepatan
    assert (p.lebih_cepat, p.dari, p.rata.days, p.triwulan) == (1, 2, 5, ("TW III 2025",))
    assert buka(masuk_sebagai, joko).context["beranda"].kecepatan.lebih_cepat == 0
    assert "Kecepatan mengajukan" not in buka(masuk_sebagai, rina).content.decode()
    client = masuk_sebagai(sari)
    assert "Tampilkan kecepatan" in client.get("/akun/").content.decode()
    assert client.post("/akun/kecepatan/simpan/", {}).status_code == 302
    assert buka(masuk_sebagai, sari).context["beranda"].kecepatan is None
    client.post("/akun/kecepatan/simpan/", {"tampil": "on"})
    assert buka(masuk_sebagai, sari).context["beranda"].kecepatan is not None


def test_numbers_for_the_leader_are_those_of_the_rows(dunia, pak_budi, masuk_sebagai: Masuk):
    agenda = pabrik.buat_agenda(
        opd=dunia.opd[0],
        sesi=pabrik.buat_sesi(
            status="ditetapkan",
            berita_acara_nomor="1",
            berita_acara_tanggal=date(2025, 1, 20),
            ditetapkan_pada=timezone.now(),
        ),
    )
    rapat = agenda.sesi.rapat
    rapat.tahun_capaian, rapat.tahun_target = map(pabrik.buat_tahun, (2024, 2025))
    rapat.save(update_fields=["tahun_capaian", "tahun_target"])
    for i in Indikator.objects.filter(opd=dunia.opd[0]):
        pabrik.buat_kesepakatan(agenda=agenda, indikator=i)
    isi = buka(masuk_sebagai, pak_budi, "/pimpinan/?tahun=2025&triwulan=4").context["isi"]
    hasil = Penghitung(2025).hitung(Indikator.objects.order_by("pk"))
    persen = [h.hasil.persen for h in hasil.values() if h.hasil.persen is not None]
    teks = f"{rata(persen)}".replace(".", ",")
    assert teks in isi.kalimat[0].kalimat
    merah = sorted(
        (h for h in hasil.values() if h.peringkat and h.peringkat.urutan <= 2),
        key=lambda h: (h.hasil.persen, h.indikator.pk),
    )
    assert isi.merah_banyak == len(merah) > 0
    assert [m.persen for m in isi.merah] == [h.hasil.persen for h in merah[:4]]
    assert isi.merah[0].sebab == "Petugas lapangan kurang"
    daftar = susun_janji(daftar_janji(pak_budi, 2025), 2025, timezone.localdate())
    j, r = isi.janji.jumlah, ringkas(daftar)
    assert (j.sepakat, j.tercapai, j.belum, j.berjalan) == (
        *(r.sepakat, r.tercapai, r.belum, r.berjalan),
    )
    assert r.belum > 0
    for b in isi.prioritas:
        milik = [h for h in hasil.values() if h.indikator.prioritas.nama == b.nama]
        ada = [h.hasil.persen for h in milik if h.hasil.persen is not None]
        assert b.ringkas.rata == rata(ada) > Decimal(0)


def test_nobody_else_opens_the_page_of_the_leader(
    dunia, masuk_sebagai: Masuk, rina, sari, nana, admin
):
    assert masuk_sebagai(rina).get("/pimpinan/").status_code == 200
    for siapa in (sari, nana, admin):
        assert masuk_sebagai(siapa).get("/pimpinan/").status_code == 403


@pytest.mark.parametrize(
    ("nama", "siapa", "url"),
    [("beranda", "rina", "/"), ("beranda_opd", "sari", "/"), ("pimpinan", "pak_budi", "/")],
)
def test_as_many_queries_for_fifty_rows_as_for_six(
    dunia, rina, sari, pak_budi, masuk_sebagai: Masuk, jumlah_kueri, nama, siapa, url
):
    client = masuk_sebagai({"rina": rina, "sari": sari, "pak_budi": pak_budi}[siapa])
    client.get(url)
    with jumlah_kueri(nama):
        client.get(url)
    dunia.tambah(20)
    client.get(url)
    with jumlah_kueri(nama):
        client.get(url)
