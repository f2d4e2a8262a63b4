"""The sheet of people: one row for each Penugasan, one person in several rows, for admin only."""

from datetime import date

import pytest
from django.urls import reverse

from capaian.impor.baris import periksa
from capaian.impor.jenis import Tempat
from capaian.impor.lembar import LembarIsian
from capaian.impor.orang.jenis import JenisOrang
from capaian.impor.orang.kolom import KOLOM
from capaian.impor.simpan import batalkan_impor, pratinjau
from capaian.lembar_isian import AsalBaris
from konsolidasi.contoh.acak_orang import NIP_AGUS, contoh_orang
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh
from konsolidasi.inti.xlsx_sel import ANGKA, TEKS, Sel, huruf_kolom
from opd.models import Pengguna, Penugasan
from opd.pilihan import Peran
from tests import berkas, pabrik
from tests.buku import BARIS_PERTAMA, templat_di, terapkan, ubah, unggah_di

gudang = berkas.gudang
JENIS, TEMPAT = JenisOrang(), Tempat("orang")
HURUF = {k.kunci: huruf_kolom(n) for n, k in enumerate(KOLOM, start=1)}
NIP = "199001012015012002"


def lihat(*baris: dict[str, str | Sel]):
    isi = [
        (n, {k: s if isinstance(s, Sel) else Sel(TEKS, s) for k, s in satu.items()})
        for n, satu in enumerate(baris, start=BARIS_PERTAMA)
    ]
    semua = contoh_orang()
    asal = {kode: AsalBaris(1, a.isi) for kode, a in semua.items()}
    return periksa(JENIS, TEMPAT, LembarIsian("Pengguna", "", 5, HURUF, isi), asal, semua, {}).baris


def pesan(baris) -> str:
    return " ".join(s.pesan for b in baris for s in b.sel.values() if s.tanda == "salah")


def test_a_new_account_is_said_to_have_no_password_yet():
    baris = lihat(baru("budi"), baru("budi#2", opd="RSUD"))
    assert JENIS.peringatan(TEMPAT, baris, None)[0].startswith("1 akun baru belum punya")


def baru(kode: str, **isi: str) -> dict[str, str]:
    ada = {"nama": "Budi", "peran": "Operator OPD", "opd": "Dinkes", "mulai": "01-02-2026"}
    return {"kode": kode} | ada | isi


@pytest.mark.parametrize(
    ("isi", "ditulis"),
    [
        ({"kode": "sari#2", "selesai": "31-03-2026"}, {"tugas": {"selesai": date(2026, 3, 31)}}),
        (
            {"kode": "sari", "nip": "19900101 201501 2 002"},
            {"orang": {"nip": "199001012015012002"}},
        ),
        ({"kode": "sari", "peran": "Operator OPD", "opd": "dinas pendidikan", "aktif": "Ya"}, {}),
        ({"kode": "sari", "aktif": "Tidak"}, {"orang": {"is_active": False}}),
        (
            {"kode": "tamu", "peran": "Notulis", "mulai": "01-02-2026"},
            {"tugas": {"peran": "notulis", "mulai": date(2026, 2, 1)}},
        ),
        (
            baru("budi", kedudukan="plt", surel="budi@kota.id"),
            {
                "orang": {"nama": "Budi", "email": "budi@kota.id"},
                "tugas": {
                    "peran": "operator",
                    "opd_id": 1,
                    "kedudukan": "plt",
                    "mulai": date(2026, 2, 1),
                },
            },
        ),
    ],
)
def test_what_a_row_would_write(isi, ditulis):
    baris = lihat(isi)
    assert pesan(baris) == ""
    assert baris[0].isi == ditulis


@pytest.mark.parametrize(
    ("baris", "kalimat"),
    [
        ([{"kode": "sari", "nip": Sel(ANGKA, "1.98501012010011E17")}], "digit terakhirnya hilang"),
        ([{"kode": "sari", "nip": "1985"}], "18 angka; ini 4 karakter"),
        ([{"kode": "sari", "nip": NIP_AGUS}], "sudah tercatat pada akun agus"),
        ([{"kode": "sari", "surel": "AGUS@kota.id"}], "sudah dipakai akun agus"),
        ([{"kode": "sari", "surel": "sari"}], "bukan alamat surel"),
        ([{"kode": "sari", "peran": "Admin"}], "tidak diganti"),
        ([{"kode": "sari#2", "opd": "RSUD"}], "sari#3 atau nomor berikutnya"),
        ([{"kode": "sari#2", "selesai": "31-12-2024"}], "tidak boleh sebelum tanggal mulai"),
        ([{"kode": "agus", "selesai": "31-03-2026"}], "tugas admin Anda sendiri"),
        ([{"kode": "agus", "aktif": "Tidak"}], "akun Anda sendiri"),
        ([{"kode": "tamu", "peran": "Operator OPD", "mulai": "01-02-2026"}], "tulis OPD-nya"),
        ([{"kode": "tamu", "peran": "Notulis"}], "tulis tanggal mulainya"),
        ([baru("budi#1")], "seperti budi"),
        ([baru("budi x")], "seperti budi"),
        ([baru("budi/x")], "hanya huruf, angka"),
        ([baru("SARI")], "Maksudnya sari?"),
        ([baru("budi", nama="")], "tulis nama lengkapnya"),
        ([baru("budi#2"), baru("budi", nama="")], "tulis nama lengkapnya"),
        ([baru("budi#2")], "penugasan berikutnya budi."),
        ([baru("sari#4", nama="Sari")], "penugasan berikutnya sari#3."),
        ([baru("tamu#2", nama="Tamu")], "penugasan berikutnya tamu."),
        ([{"kode": "tamu"}, baru("tamu#2", nama="")], "baris 6 (tamu) belum berperan"),
        ([baru("sari#3", nama="Sari")], "peran yang sama sudah dipegang pada masa itu (sari#2)"),
        ([baru("budi"), baru("budi#2", mulai="01-03-2026")], "masa itu (budi)"),
        ([baru("budi", surel="a@b.id"), baru("dewi", surel="A@b.id")], "Surel ini sudah dipakai"),
        ([baru("budi"), baru("budi#2", nama="Buda", opd="RSUD")], "beda dengan baris 7"),
        ([baru("budi", mulai="x"), baru("budi#2", opd="RSUD")], "baris 6 (budi) harus"),
    ],
)
def test_what_is_wrong_is_said_and_the_penugasan_is_not_written(baris, kalimat):
    hasil = lihat(*baris)
    assert kalimat in pesan(hasil)
    assert "tugas" not in hasil[-1].isi


def test_a_penugasan_ends_and_the_next_one_begins_in_one_sheet():
    baris = lihat(
        {"kode": "sari#2", "selesai": "31-01-2026", "jabatan": "Perencana"},
        {"kode": "sari", "jabatan": "Perencana"},
        baru("sari#3", nama="Sari", kedudukan="Plt."),
    )
    assert pesan(baris) == "" and not JENIS.peringatan(TEMPAT, baris, None)
    assert [sorted(b.isi) for b in baris] == [["orang", "tugas"], ["orang"], ["tugas"]]


@pytest.fixture
def kota(admin, sari, joko, tamu, gudang) -> None:
    pabrik.buat_penugasan(pengguna=sari, peran=Peran.NOTULIS, mulai=date(1999, 1, 1), dasar="SK 1")
    Pengguna.objects.filter(pk=sari.pk).update(nip="12 34", email="sari@kota.id")


def test_there_and_back_changed_applied_again_and_taken_back(
    admin, kota, dinkes, django_assert_max_num_queries
):
    asli = templat_di(TEMPAT, admin)
    kosong = pratinjau(unggah_di(asli, TEMPAT, admin), admin)
    assert (kosong.banyak_ditulis, kosong.banyak_masalah, kosong.banyak["dikunci"]) == (0, 0, 0)
    # Agus, Joko, Sari (two rows), Tamu: rows 6 to 10, then the open ones.
    sel = {"A11": "budi", "B11": "Budi", "C11": NIP, "H11": "Operator OPD", "I11": "Dinkes"}
    sel |= {"K11": date(2026, 2, 1), "L8": date(2026, 1, 31), "D9": "Perencana"}
    sel |= {"H10": "Pimpinan", "K10": "01-02-2026"}
    buku = ubah(asli, sel)
    impor = unggah_di(buku, TEMPAT, admin)
    with django_assert_max_num_queries(6):
        assert pesan(pratinjau(impor, admin).baris) == ""
    impor = terapkan(impor, admin)
    budi = Pengguna.objects.get(username="budi")
    assert (budi.nip, budi.has_usable_password(), budi.penugasan.get().opd) == (NIP, False, dinkes)
    assert Pengguna.objects.get(username="tamu").penugasan.get().peran == Peran.PIMPINAN
    assert Penugasan.objects.get(pengguna__username="sari", peran="operator").selesai
    assert pratinjau(unggah_di(buku, TEMPAT, admin), admin).banyak_ditulis == 0
    batalkan_impor(impor=impor, oleh=admin)
    assert not Pengguna.objects.filter(username="budi").exists()
    assert Penugasan.objects.filter(selesai__isnull=False).count() == 0
    assert Penugasan.objects.count() == 4


def test_only_the_admin_sees_and_imports_people(admin, rina, kota, masuk_sebagai):
    isi = ubah(templat_di(TEMPAT, admin), {"D8": "Perencana"})
    impor = unggah_di(isi, TEMPAT, admin, "nip semua orang.xlsx")
    assert not JENIS.lihat(rina) and list(JENIS.tempat(rina)) == []
    with pytest.raises(TidakBoleh):
        terapkan(impor, rina)
    alamat = [reverse(f"capaian:impor_{apa}", args=[impor.pk]) for apa in ("rinci", "berkas")]
    daftar = reverse("capaian:impor_daftar")
    templat = reverse("capaian:impor_templat", args=["orang", TEMPAT.slug])
    for orang, status, unduh in ((rina, 404, 403), (admin, 200, 200)):
        client = masuk_sebagai(orang)
        assert {client.get(satu).status_code for satu in alamat} == {status}
        assert client.get(templat).status_code == unduh
        assert (impor.nama in client.get(daftar).content.decode()) is (orang == admin)


def test_the_last_other_admin_is_not_taken_away_while_ones_own_time_ends(admin, kota):
    lain = pabrik.buat_pengguna(username="zaki", nama="Zaki")
    pabrik.buat_penugasan(pengguna=lain, peran=Peran.ADMIN, selesai=date(2090, 12, 31))
    buku = ubah(templat_di(TEMPAT, lain), {"G6": "Tidak"})
    with pytest.raises(SalahKeadaan, match="tidak ada lagi admin yang dapat masuk"):
        terapkan(unggah_di(buku, TEMPAT, lain), lain)
    assert Pengguna.objects.get(pk=admin.pk).is_active
