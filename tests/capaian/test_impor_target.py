"""Targets of a year from a workbook: each change a new version, taken back by another one."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.impor.jenis import Tempat
from capaian.impor.simpan import batalkan_impor, pratinjau, terapkan_impor
from capaian.layanan.target import Dokumen, IsiTarget, PerubahanTarget, tetapkan_target
from capaian.layar.riwayat import Masa, RiwayatIndikator
from capaian.models import Impor, Indikator, Target
from capaian.pilihan import SumberTarget
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from tests import berkas, pabrik
from tests.buku import templat_di, terapkan, ubah, unggah_di

gudang = berkas.gudang
pytestmark = pytest.mark.usefixtures("gudang")
# F target, G to J the quarters, K pagu, L sumber, M acuan, N tanggal, O mulai, P alasan.
ASAL = {
    "L6": "Renja",
    "M6": "Perubahan Renja 2026, nomor 050/112/2026",
    "N6": date(2026, 7, 1),
    "O6": "01-08-2026",
    "P6": "Hasil pembahasan perubahan",
}


@pytest.fixture
def di(dinkes) -> Tempat:
    pabrik.buat_tahun(2026)
    return Tempat("target", dinkes, 2026)


@pytest.fixture
def indikator(dinkes) -> list[Indikator]:
    """Rows 6 to 10: a number with quarters and pagu, a range, a letter, a printed text, nothing."""
    skala = pabrik.buat_skala_predikat()
    predikat = {"jenis_nilai": "predikat", "formula": "predikat", "skala_predikat": skala}
    semua = [
        pabrik.buat_indikator(opd=dinkes, kode=f"1.02.0{n}", **lain)
        for n, lain in enumerate(({}, {}, predikat, {}, {}), start=1)
    ]
    triwulanan = {1: "20", 2: "40", 4: "80"}
    pabrik.buat_target(
        indikator=semua[0], tahun=2026, pagu=Decimal(5_000_000), triwulanan=triwulanan
    )
    pabrik.buat_target(indikator=semua[1], tahun=2026, rentang=("1.6", "1.7"))
    pabrik.buat_target(indikator=semua[2], tahun=2026, predikat="BB")
    pabrik.buat_target(indikator=semua[3], tahun=2026, nilai=None, teks_tercetak="N/A (2024)")
    return semua


def versi(indikator: Indikator) -> list[Target]:
    return list(Target.objects.filter(indikator=indikator, tahun=2026).order_by("nomor"))


def kirim(di: Tempat, oleh, sel: dict[str, object]) -> Impor:
    return unggah_di(ubah(templat_di(di, oleh), sel), di, oleh)


def test_an_unchanged_template_changes_nothing(di, rina, indikator):
    hasil = pratinjau(unggah_di(templat_di(di, rina), di, rina), rina)
    assert (hasil.banyak_ditulis, hasil.banyak_masalah, hasil.banyak["dikunci"]) == (0, 0, 0)
    assert hasil.banyak["sama"] == 8


def test_each_change_is_a_version_with_its_document(di, rina, indikator):
    sel = ASAL | {"F6": 85, "H6": 45, "F7": "1,70–1,50", "F8": "a", "F10": "12,5"}
    buku = ubah(templat_di(di, rina), sel)
    impor = terapkan(unggah_di(buku, di, rina), rina)
    assert [p["kode"] for p in impor.perubahan] == ["1.02.01", "1.02.02", "1.02.03", "1.02.05"]
    lama, baru = versi(indikator[0])
    assert (lama.nilai, baru.nilai, baru.nomor, baru.pagu) == (80, 85, 2, 5_000_000)
    assert {q.triwulan: q.nilai for q in baru.triwulanan.all()} == {1: 20, 2: 45, 4: 85}
    asal = (baru.sumber, baru.acuan, baru.dokumen_tanggal, baru.mulai, baru.alasan)
    dokumen = (ASAL["M6"], date(2026, 7, 1), date(2026, 8, 1), ASAL["P6"])
    assert asal == ("renja", *dokumen)
    assert (versi(indikator[1])[-1].batas_bawah, versi(indikator[1])[-1].batas_atas) == (
        Decimal("1.5"),
        Decimal("1.7"),
    )
    assert versi(indikator[2])[-1].predikat.kode == "A"
    assert versi(indikator[4])[-1].acuan == ASAL["M6"]
    peristiwa = Target.pgh_event_model.objects.filter(pgh_context__metadata__impor=impor.pk)
    assert peristiwa.count() == 4
    lagi = pratinjau(unggah_di(buku, di, rina), rina)
    assert (lagi.banyak_ditulis, lagi.banyak_masalah) == (0, 0)


def test_an_import_is_taken_back_by_the_versions_before_it(di, rina, indikator):
    impor = terapkan(kirim(di, rina, ASAL | {"F6": 85, "K6": 7_000_000, "F10": "12,5"}), rina)
    for _ in range(2):
        batalkan_impor(impor=impor, oleh=rina)
    _, impornya, kini = versi(indikator[0])
    assert (impornya.nilai, kini.nilai, kini.pagu, kini.mulai) == (
        *(85, 80, 5_000_000),
        date(2026, 8, 1),
    )
    assert (kini.sumber, kini.acuan) == ("renja", "Renja 2026")
    assert {q.triwulan: q.nilai for q in kini.triwulanan.all()} == {1: 20, 2: 40, 4: 80}
    riwayat = RiwayatIndikator(indikator[0], Masa())
    batal, lewat = (c.kalimat for c in riwayat.catatan(riwayat[:2]))
    assert lewat.endswith(f"berlaku mulai 1 Agustus 2026. Lewat Impor Excel no. {impor.pk}.")
    assert batal.endswith(f"Pembatalan Impor Excel no. {impor.pk}.")
    pertama, ditarik = versi(indikator[4])
    assert (pertama.nilai, ditarik.tertulis(2)) == (Decimal("12.5"), "ditarik")
    hasil = pratinjau(kirim(di, rina, ASAL | {"F10": 13}), rina)
    assert [b.kode for b in hasil.ditulis] == ["1.02.05"]


def test_an_import_is_not_taken_back_once_somebody_set_a_target(di, rina, admin, indikator):
    impor = terapkan(kirim(di, rina, ASAL | {"F6": 85, "F7": 2}), rina)
    tetapkan_target(
        perubahan=[PerubahanTarget(indikator[1], IsiTarget(nilai=Decimal(3)))],
        tahun=2026,
        mulai=date(2026, 8, 1),
        dokumen=Dokumen(SumberTarget.PERUBAHAN, "Nota 7"),
        oleh=admin,
    )
    with pytest.raises(SalahKeadaan, match=f"1.02.02 sudah diubah .* oleh {admin.nama}"):
        batalkan_impor(impor=impor, oleh=rina)
    assert versi(indikator[0])[-1].nilai == 85


def test_a_target_set_meanwhile_is_a_conflict_and_stops_an_old_page(di, rina, indikator):
    impor = kirim(di, rina, ASAL | {"F6": 85, "F10": 3})
    sidik = pratinjau(impor, rina).sidik
    pabrik.buat_target(indikator=indikator[0], tahun=2026, nilai="90")
    with pytest.raises(SudahBerubah):
        terapkan_impor(impor=impor, sidik=sidik, oleh=rina)
    hasil = pratinjau(impor, rina)
    assert [(s.alamat, s.tanda) for _, s in hasil.masalah] == [("F6", "bentrok")]
    # The document of the row stays good for the rows below it.
    assert [b.kode for b in hasil.ditulis] == ["1.02.05"]


@pytest.mark.parametrize(
    ("sel", "pesan"),
    [
        ({"F6": 85}, {"M6": "sebutkan dokumen", "P6": "tulis alasannya"}),
        (ASAL | {"F6": 85, "P6": "Sebab"}, {"P6": "tulis alasannya, paling sedikit 10"}),
        (ASAL | {"F6": 85, "O6": "01-01-2027"}, {"O6": "paling lambat 31 Desember 2026"}),
        (ASAL | {"F6": 85, "O6": "31-12-2025"}, {"O6": "versi terakhir berlaku mulai 1 Januari"}),
        (ASAL | {"F6": "1.184"}, {"F6": "“1.184” punya dua arti."}),
        (ASAL | {"F7": "1,6 sd entah"}, {"F7": "“1,6 sd entah” bukan angka."}),
        (ASAL | {"G10": 5}, {"F10": "tulis target setahun lebih dulu."}),
        (ASAL | {"F8": "Z"}, {"F8": "“Z” tidak ada di skala predikatnya."}),
        (ASAL | {"K6": -1}, {"K6": "Pagu tidak boleh negatif."}),
    ],
)
def test_a_row_that_cannot_become_a_version_says_where_and_waits(di, rina, indikator, sel, pesan):
    hasil = pratinjau(kirim(di, rina, sel), rina)
    assert {s.alamat: s.pesan[: len(pesan[s.alamat])] for _, s in hasil.masalah} == pesan
    assert not hasil.ditulis


def test_rows_wait_for_the_row_that_names_their_document(di, rina, indikator):
    sel = ASAL | {"O6": "kemarin", "F7": 2, "P7": "Alasan yang lain", "F10": 3, "M10": "Nota 7"}
    hasil = pratinjau(kirim(di, rina, sel | {"P10": "Alasan ketiga"}), rina)
    assert [s.alamat for _, s in hasil.masalah] == ["O6"]
    assert hasil.baris[1].sel["target"].kata == "menunggu baris 6"
    assert [b.isi["acuan"] for b in hasil.ditulis] == ["Nota 7"]


def test_a_row_says_only_what_differs_from_the_row_above_it(di, rina, indikator):
    sel = ASAL | {"F6": 85, "F7": 2, "P7": "Alasan yang lain", "F10": 3, "M10": "Nota 7"}
    hasil = pratinjau(kirim(di, rina, sel | {"P10": "Alasan ketiga"}), rina)
    dua, tiga = (b.isi for b in hasil.ditulis[1:])
    assert (dua["acuan"], dua["mulai"], dua["alasan"]) == (
        *(ASAL["M6"], date(2026, 8, 1)),
        "Alasan yang lain",
    )
    assert (tiga["sumber"], tiga["dokumen_tanggal"]) == ("perubahan", None)


def test_all_opd_in_one_workbook_and_nobody_but_bapperida(dinkes, disdik, rina, sari, indikator):
    lain = pabrik.buat_indikator(opd=disdik, kode="1.01.01")
    kota = Tempat("target", None, 2026)
    impor = kirim(kota, rina, {"F6": 5, **ASAL, "F7": 85})
    hasil = pratinjau(impor, rina)
    assert {b.kode for b in hasil.baris} >= {lain.kode, "1.02.01"}
    with pytest.raises(TidakBoleh):
        terapkan_impor(impor=impor, sidik=hasil.sidik, oleh=sari)
    with pytest.raises(BukuDitolak, match="untuk semua OPD, bukan Dinas Kesehatan"):
        unggah_di(templat_di(kota, rina), Tempat("target", dinkes, 2026), rina)
    assert len(terapkan(impor, rina).perubahan) == 2


def test_pages_of_targets_open_for_bapperida_only(masuk_sebagai, rina, sari, di, indikator):
    layar = masuk_sebagai(rina)
    assert "Target tahunan" in layar.get("/capaian/impor/").content.decode()
    assert layar.get(di.alamat("impor_templat")).status_code == 200
    impor = kirim(di, rina, ASAL | {"F6": 85})
    halaman = layar.get(impor.get_absolute_url()).content.decode()
    assert "<s>80,00</s> 85,00" in halaman and "Terapkan 6 sel" in halaman
    assert "Target triwulan tidak cocok" not in halaman
    assert masuk_sebagai(sari).get(di.alamat()).status_code == 403


def test_many_targets_take_as_many_statements_as_few(di, rina, dinkes):
    Indikator.objects.bulk_create(
        Indikator(opd=dinkes, kode=f"{n:04}", nama=f"Indikator {n}", satuan="%") for n in range(60)
    )
    banyak = []
    for jumlah in (60, 5, 59):
        impor = kirim(di, rina, ASAL | {f"F{6 + n}": jumlah + n for n in range(jumlah)})
        sidik = pratinjau(impor, rina).sidik
        with CaptureQueriesContext(connection) as rekaman:
            segar = terapkan_impor(impor=impor, sidik=sidik, oleh=rina)
        banyak.append((len(segar.perubahan), len(rekaman)))
    assert [satu[0] for satu in banyak] == [60, 5, 59]
    assert banyak[1][1] == banyak[2][1] <= 20
