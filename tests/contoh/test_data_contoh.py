"""The demo data: complete, plausible, marked, and the same every time."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from capaian.alur import jendela_terbuka
from capaian.models import Indikator, LogRealisasi, Periode, Realisasi, Target, UsulanTarget
from capaian.perhitungan import HasilTahun, Penghitung
from capaian.pilihan import FormulaCapaian, KeadaanNilai, StatusData, StatusRealisasi
from capaian.rumus import Alasan
from konsolidasi.contoh.akun import AKUN
from konsolidasi.contoh.berkas import baca_terbitan
from opd.models import Opd, Pengguna, Penugasan, Urusan
from opd.pilihan import KedudukanPejabat, Peran
from rapat.models import Agenda, Kesepakatan, Rapat
from rapat.pilihan import StatusSesi

SESI_SATU = [
    "Disdik",
    "Perpusip",
    "Dinkes",
    "Satpol PP",
    "BPBD",
    "Kesbangpol",
    "Dinsos",
    "DP3A-PM-PPKB",
    "Disporapar",
    "DPMPTSP",
]
SESI_DUA = ["PUTR", "Perkim", "Naker-Kop-UMKM", "Perikanan-Pangan", "DLH", "Dagperin"]
SAAT_MENULIS = {
    "diubah_pada",
    "diusulkan_pada",
    "ditetapkan_pada",
    "ditemukan_pada",
    "pada",
    "date_joined",
}
BERUBAH_TIAP_MUAT = SAAT_MENULIS | {"password"}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def contoh(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """Loaded once for the file, inside a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        jalankan(ulang=True)
        yield
        transaction.set_rollback(True)


def jalankan(**pilihan: bool) -> str:
    keluaran = StringIO()
    call_command("data_contoh", stdout=keluaran, **pilihan)
    return keluaran.getvalue()


def sidik_jari() -> str:
    """Every value of every row, but for moments of writing and salted passwords."""
    hasil = hashlib.sha256()
    for nama in ("opd", "capaian", "rapat"):
        for model in apps.get_app_config(nama).get_models():
            if hasattr(model, "pgh_tracked_model"):
                continue
            medan = [
                f.attname for f in model._meta.concrete_fields if f.name not in BERUBAH_TIAP_MUAT
            ]
            for baris in model.objects.order_by("pk").values_list(*medan):
                hasil.update(repr((model.__name__, baris)).encode())
    return hasil.hexdigest()


def hasil(kode: str, tahun: int = 2025) -> HasilTahun:
    indikator = Indikator.objects.get(kode=kode)
    return Penghitung(tahun).hitung([indikator])[indikator.pk]


def test_each_opd_on_the_agenda_and_the_rsud_has_eight_indikator_or_more() -> None:
    hitungan = Counter(Indikator.objects.values_list("opd__singkatan", flat=True))
    satuan = [*SESI_SATU, *SESI_DUA, "RSUD"]
    assert {s: hitungan[s] for s in satuan if hitungan[s] < 8} == {}


def test_agenda_holds_the_opd_of_the_story_in_its_order() -> None:
    rapat = Rapat.objects.get()
    for sesi, urutan in zip(rapat.sesi.order_by("nomor"), (SESI_SATU, SESI_DUA), strict=True):
        agenda = list(sesi.agenda.select_related("opd").order_by("urutan"))
        assert [a.opd.singkatan for a in agenda] == urutan
        assert sesi.status == StatusSesi.TERJADWAL
    assert str(Agenda.objects.get(opd__singkatan="Dinkes")) == (
        "Dinas Kesehatan dan RSUD Dr. Tengku Mansyur"
    )
    assert not Kesepakatan.objects.exists()


def test_every_polarity_and_kind_of_value_occurs() -> None:
    assert set(Indikator.objects.values_list("formula", flat=True)) == set(FormulaCapaian.values)
    nilai = dict(Indikator.objects.values_list("jenis_nilai", "kode"))
    assert set(nilai) == {"angka", "persen", "rupiah", "rasio", "predikat"}
    assert set(Indikator.objects.values_list("desimal", flat=True)) == {0, 1, 2, 3, 4}
    cara = set(Indikator.objects.values_list("konsolidasi", "isian"))
    assert {("jumlah", "triwulan"), ("jumlah", "kumulatif"), ("rata_rata", "triwulan")} <= cara


@pytest.mark.parametrize(
    ("kode", "alasan"),
    [
        ("1.01.05", Alasan.TARGET_NOL),
        ("1.02.12", Alasan.BELUM_WAKTUNYA),
        ("2.19.03", Alasan.TIDAK_BERLAKU),
        ("1.05.21", Alasan.REALISASI_KOSONG),
        ("5.01.02", Alasan.TARGET_KOSONG),
    ],
)
def test_what_cannot_be_computed_occurs_with_its_reason(kode: str, alasan: Alasan) -> None:
    assert hasil(kode).hasil.alasan == alasan


@pytest.mark.parametrize(
    ("kode", "persen"),
    [
        ("1.01.04", "100"),  # target 0, realisasi 0
        ("2.17.01", "356.67"),  # far above the target
        ("2.18.02", "-37.25"),  # negative growth
        ("5.01.01", "103.00"),  # published range, smaller is better
        ("1.02.51", "100"),  # inside the range of a stable indikator
        ("2.08.02", "50.00"),  # predikat one step worse
        ("1.02.02", "75.00"),
    ],
)
def test_odd_cases_compute_as_expected(kode: str, persen: str) -> None:
    assert hasil(kode).hasil.persen == Decimal(persen)


def test_ranges_keep_their_print_in_either_order_and_nonsense_stays_text() -> None:
    miskin = Target.objects.get(indikator__kode="5.01.01", tahun=2027)
    assert (miskin.batas_bawah, miskin.batas_atas) == (Decimal("9.5"), Decimal(10))
    assert miskin.teks_tercetak == "10,00–9,50"
    emisi = Target.objects.get(indikator__kode="5.01.07", tahun=2027)
    assert emisi.teks_tercetak == "107,602,76"
    assert emisi.nilai is emisi.batas_bawah is None


def test_a_target_below_the_last_realisasi_occurs() -> None:
    usulan = UsulanTarget.objects.get(indikator__kode="1.02.04", tahun=2026)
    assert usulan.nilai == 80
    assert Realisasi.objects.filter(indikator__kode="1.02.04", nilai__gt="79.79").exists()


def test_only_published_figures_lack_the_mark_of_examples() -> None:
    terbit = {(t.indikator, t.tahun, t.jenis) for t in baca_terbitan()}
    tanpa_tanda = {
        (kode, tahun, "target")
        for kode, tahun in Target.objects.filter(contoh=False).values_list(
            "indikator__kode", "tahun"
        )
    } | {
        (kode, tahun, "realisasi")
        for kode, tahun in Realisasi.objects.filter(
            contoh=False, keadaan=KeadaanNilai.NILAI
        ).values_list("indikator__kode", "periode__tahun")
    }
    assert tanpa_tanda == terbit
    assert not Indikator.objects.filter(contoh=False, sumber_terbitan="").exists()
    assert not UsulanTarget.objects.filter(contoh=False).exists()


def test_old_years_are_verified_and_final() -> None:
    lama = Realisasi.objects.filter(periode__tahun__lt=2025)
    assert set(lama.values_list("status", "status_data")) == {
        (StatusRealisasi.TERVERIFIKASI, StatusData.TETAP)
    }
    assert Periode.objects.count() == 20


def test_quarters_of_a_sum_add_up_to_the_year_and_cumulative_ones_grow() -> None:
    for indikator in Indikator.objects.filter(konsolidasi="jumlah"):
        nilai = Realisasi.objects.filter(indikator=indikator, periode__tahun=2024)
        urut = list(nilai.order_by("periode__triwulan").values_list("nilai", flat=True))
        if None in urut:
            continue
        if indikator.isian == "kumulatif":
            assert urut == sorted(urut), indikator
        else:
            assert sum(urut) == hasil(indikator.kode, 2024).realisasi.nilai, indikator
    assert hasil("1.01.10", 2024).realisasi.nilai == 36


def test_sari_finds_empty_draft_and_returned_rows_in_an_open_window() -> None:
    periode = Periode.objects.bawaan()
    dinkes = Opd.objects.get(singkatan="Dinkes")
    assert periode.tw.label == "TW IV 2025"
    assert jendela_terbuka(periode, dinkes.pk, timezone.now())
    baris = Realisasi.objects.filter(indikator__opd=dinkes, periode=periode)
    status = Counter(baris.values_list("status", flat=True))
    assert Indikator.objects.filter(opd=dinkes).count() - baris.count() >= 6
    assert status[StatusRealisasi.DRAF] == 3
    assert status[StatusRealisasi.PERBAIKAN] == 1
    catatan = LogRealisasi.objects.get(realisasi__in=baris, ke=StatusRealisasi.PERBAIKAN)
    assert catatan.oleh.username == "rina"
    assert catatan.catatan


def test_accounts_log_in_and_every_opd_has_a_head() -> None:
    for akun in AKUN:
        pengguna = Pengguna.objects.get(username=akun.nama_pengguna)
        assert pengguna.check_password(akun.sandi)
        assert not pengguna.wajib_ganti_sandi
    kepala = Penugasan.objects.berlaku().filter(peran=Peran.KEPALA)
    assert set(kepala.values_list("opd", flat=True)) == set(
        Opd.objects.values_list("pk", flat=True)
    )
    assert kepala.filter(kedudukan=KedudukanPejabat.PLT).count() == 1


def test_rsud_stands_under_dinkes_and_urusan_are_complete() -> None:
    assert Opd.objects.get(singkatan="RSUD").induk.singkatan == "Dinkes"
    assert Opd.objects.count() == 18
    assert Urusan.objects.filter(kode__in=("1.02", "3.32", "8.01", "X.XX")).count() == 4


def test_stored_rows_pass_their_own_validation() -> None:
    for model in (Opd, Indikator, Penugasan, Rapat, Agenda):
        for baris in model.objects.order_by("pk"):
            baris.full_clean(exclude=["password"])
    connection.check_constraints()


def test_a_second_run_changes_nothing() -> None:
    awal = sidik_jari()
    assert "Tidak ada yang diubah" in jalankan()
    assert "Tidak ada yang diubah" in jalankan(jika_kosong=True)
    assert sidik_jari() == awal


def test_loading_again_gives_the_same_data_and_a_dry_run_keeps_everything() -> None:
    awal = sidik_jari()
    Opd.objects.filter(singkatan="DLH").update(alamat="Diubah orang")
    diubah = sidik_jari()
    assert "Uji coba" in jalankan(ulang=True, uji_coba=True)
    assert sidik_jari() == diubah
    jalankan(ulang=True)
    assert sidik_jari() == awal


def test_somebodys_own_indikator_is_not_wiped_without_paksa() -> None:
    Indikator.objects.filter(kode="1.01.01").update(contoh=False)
    with pytest.raises(CommandError, match="--paksa"):
        jalankan(ulang=True)
    jalankan(ulang=True, paksa=True)
    assert Indikator.objects.get(kode="1.01.01").contoh
