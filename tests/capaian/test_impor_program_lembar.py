"""The sheet of the cascade: out, filled in, back; what is new, what is wrong, taking it back."""

from datetime import timedelta

import pghistory
import pytest
from django.utils import timezone

from capaian.impor.jenis import Tempat
from capaian.impor.simpan import batalkan_impor, pratinjau
from capaian.models import Impor, Kegiatan, Pagu, Program, SubKegiatan
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh
from tests import berkas, pabrik, pabrik_pohon
from tests.buku import templat_di, terapkan, ubah, unggah_di

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")
P, K, S = "1.02.02", "1.02.02.2.01", "1.02.02.2.01.0003"
# Columns of the sheet: A kode, C nama, D sasaran, E prioritas, F-K pagu (I Renja, J DPA),
# L mulai, M acuan, N aktif. Row 6 is the first; 6 to 8 are filled.
BARU = {"A9": "1.02.03", "C9": "Program baru", "J9": "Rp 1.000.000,00"}


@pytest.fixture
def sub(dinkes) -> SubKegiatan:
    program = pabrik_pohon.buat_program(opd=dinkes, kode=P)
    sub = pabrik_pohon.buat_sub(kegiatan=pabrik_pohon.buat_kegiatan(program=program), nomor=3)
    pabrik_pohon.buat_pagu(sub_kegiatan=sub, nilai=500)
    pabrik.buat_indikator(opd=dinkes, kode="IKK.7", sub_kegiatan=sub)
    return sub


@pytest.fixture
def di(dinkes, sub) -> Tempat:
    return Tempat("program", dinkes, 2025)


def kirim(di: Tempat, admin, sel) -> Impor:
    return unggah_di(ubah(templat_di(di, admin), sel), di, admin, "program.xlsx")


def masalah(impor: Impor, admin) -> list[str]:
    return [f"{s.alamat} {s.pesan}" for _, s in pratinjau(impor, admin).masalah]


def test_an_unchanged_template_comes_back_as_no_change(di, admin):
    hasil = pratinjau(kirim(di, admin, {}), admin)
    assert [b.kode for b in hasil.baris][:3] == [P, K, S]
    assert (hasil.banyak_ditulis, hasil.banyak_masalah, hasil.banyak["dikunci"]) == (0, 0, 0)
    sel = hasil.baris[2].sel
    assert [sel[k].teks for k in ("tingkat", "pagu_dpa", "indikator")] == [
        "Sub kegiatan", "500", "IKK.7",
    ]  # fmt: skip


def test_names_pagu_and_new_rows_are_written_once(di, admin, sub):
    sel = BARU | {
        "C8": "Pengadaan  Obat",
        "J8": 700,
        "M8": "DPA 1/2025",
        # A sub kegiatan above its kegiatan: the order does not matter.
        "A10": "1.02.03.2.01.01",
        "C10": "Sub baru",
        "A11": "1.02.03.2.01",
        "C11": "Kegiatan baru",
    }
    buku = ubah(templat_di(di, admin), sel)
    impor = terapkan(unggah_di(buku, di, admin), admin)
    assert impor.status == "diterapkan"
    assert SubKegiatan.objects.get(kode=S).nama == "Pengadaan Obat"
    versi = Pagu.objects.filter(sub_kegiatan=sub).order_by("pk").values_list("nilai", "acuan")
    assert list(versi) == [(500, ""), (700, "DPA 1/2025")]
    baru = SubKegiatan.objects.get(kode="1.02.03.2.01.01")
    assert baru.kegiatan.program.opd == di.opd
    assert Pagu.objects.get(program__kode="1.02.03").nilai == 1_000_000
    assert pratinjau(unggah_di(buku, di, admin), admin).banyak_ditulis == 0
    assert Program.pgh_event_model.objects.filter(pgh_context__metadata__impor=impor.pk).exists()


def test_everything_that_is_wrong_is_said_with_its_cell(di, admin, dinkes):
    besok = timezone.localdate() + timedelta(days=1)
    sel = {
        "D7": "1.1",
        "D6": "9.9",
        "J6": "-5",
        "J8": 900,
        "L8": besok,
        "A9": "1.02",
        "C9": "Bidang urusan",
        "A10": "1.02.09.2.01",
        "C10": "Tanpa program",
        "A11": "1.02.10",
        "A12": "1.02.10.2.01",
        "C12": "Menunggu induknya",
    }
    impor = kirim(di, admin, sel)
    semua = "\n".join(masalah(impor, admin))
    for kalimat in (
        "D7 sasaran hanya untuk baris program. Kosongkan selnya.",
        "D6 “9.9” bukan kode sasaran yang berlaku.",
        "J6 Pagu tidak boleh negatif.",
        "J8 pagu berlaku paling lambat hari ini",
        "A9 “1.02” bukan kode program (1.02.02), kegiatan",
        "A10 program 1.02.09 belum ada di sistem maupun di lembar ini.",
        "C11 tulis nama program baru ini.",
    ):
        assert kalimat in semua
    hasil = pratinjau(impor, admin)
    assert hasil.ditulis == []
    assert hasil.baris[6].sel["kode"].kata == "menunggu baris 11"


def test_a_program_stands_under_a_prioritas_of_its_sasaran(di, admin):
    sasaran = pabrik_pohon.buat_sasaran(kode="1.1")
    visi = sasaran.tujuan.misi.visi
    pabrik_pohon.buat_prioritas(sasaran=sasaran, kode="P1")
    pabrik_pohon.buat_prioritas(visi=visi, kode="P2")
    salah = kirim(di, admin, {"D6": "1.1", "E6": "P2"})
    assert masalah(salah, admin) == ["E6 prioritas dan sasaran baris ini tidak sejalan. Samakan."]
    terapkan(kirim(di, admin, {"D6": "1.1 Sasaran 1.1", "E6": "P1"}), admin)
    program = Program.objects.get(kode=P)
    assert (program.sasaran, program.prioritas.kode) == (sasaran, "P1")


def test_a_date_without_a_new_pagu_changes_nothing(di, admin):
    hasil = pratinjau(kirim(di, admin, {"L8": timezone.localdate(), "M8": "DPA"}), admin)
    assert (hasil.banyak_ditulis, hasil.baris[2].sel["mulai"].kata) == (
        0, "diabaikan, tidak ada pagu baru",
    )  # fmt: skip


def test_what_changed_in_the_system_meanwhile_is_a_conflict(di, admin, sub):
    buku = ubah(templat_di(di, admin), {"C8": "Dari berkas"})
    with pghistory.context(pengguna=admin.pk):
        SubKegiatan.objects.update(nama="Dari orang lain")
    hasil = pratinjau(unggah_di(buku, di, admin), admin)
    (sel,) = [s for _, s in hasil.masalah]
    assert sel.tanda == "bentrok"
    assert sel.pesan.startswith("Agus Admin mengisi Dari orang lain di sistem ")


def test_taking_back_leaves_everything_as_before(di, admin, sub):
    dulu = (Program.objects.count(), Pagu.objects.count(), str(sub))
    impor = terapkan(kirim(di, admin, BARU | {"C8": "Lain", "J8": 700, "N7": "Tidak"}), admin)
    assert not Kegiatan.objects.get(kode=K).aktif
    batalkan_impor(impor=impor, oleh=admin)
    sub.refresh_from_db()
    assert (Program.objects.count(), Pagu.objects.count(), str(sub)) == dulu
    assert Kegiatan.objects.get(kode=K).aktif
    dibuang = Pagu.pgh_event_model.objects.filter(pgh_label="delete")
    assert {e.pgh_context.metadata["batal_impor"] for e in dibuang} == {impor.pk}
    lagi = terapkan(kirim(di, admin, {"C8": "Lain"}), admin)
    SubKegiatan.objects.update(nama="Diubah sesudahnya")
    with pytest.raises(SalahKeadaan, match=f"{S} sudah diubah sesudah impor ini"):
        batalkan_impor(impor=lagi, oleh=admin)


def test_only_who_sets_up_the_cascade_imports_it(di, admin, sari, rina):
    impor = kirim(di, admin, {"C8": "Lain"})
    for orang in (sari, rina):
        with pytest.raises(TidakBoleh):
            terapkan(impor, orang)
