"""The matrix page: what counts, the mean of the rekap, filter, scope."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from capaian.ekspor.rekap import susun_rekap
from capaian.layar import matriks_ingatan
from capaian.models import Indikator, Perpanjangan
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from tests import pabrik

S = StatusRealisasi
MATRIKS = reverse("capaian:matriks")
HARI = timedelta(days=1)


@pytest.fixture(autouse=True)
def tanpa_ingatan() -> None:
    matriks_ingatan.lupakan()


def teks(jawaban) -> str:
    assert jawaban.status_code == 200
    return " ".join(jawaban.content.decode().replace("\u00a0", " ").split())


def buka(klien, **saring) -> str:
    return teks(klien.get(MATRIKS, {"tahun": "2025", **saring}))


@pytest.fixture
def isi(dinkes, disdik):
    """Dinkes with one row of each kind, its unit with one, Disdik with everything verified."""
    rsud = pabrik.buat_opd(nama="RSUD Dr. Mansyur", singkatan="RSUD", induk=dinkes)
    p = pabrik.buat_periode()
    semua = [pabrik.buat_indikator(opd=dinkes) for _ in range(6)]
    for i in semua:
        pabrik.buat_target(indikator=i, nilai="80")
    nilai = {"periode": p, "nilai": "76"}
    pabrik.buat_realisasi(indikator=semua[0], status=S.TERVERIFIKASI, **nilai)
    pabrik.buat_realisasi(indikator=semua[1], status=S.DIAJUKAN, **nilai)
    tanpa = {"periode": p, "nilai": None}
    tak = KeadaanNilai.TIDAK_BERLAKU
    pabrik.buat_realisasi(indikator=semua[2], keadaan=tak, alasan="Dihapus", **tanpa)
    belum = KeadaanNilai.BELUM_WAKTUNYA
    pabrik.buat_realisasi(indikator=semua[3], keadaan=belum, **tanpa)
    pabrik.buat_realisasi(indikator=semua[4], **tanpa)
    pabrik.buat_indikator(opd=rsud)
    satu = pabrik.buat_indikator(opd=disdik)
    pabrik.buat_target(indikator=satu, nilai="80")
    pabrik.buat_realisasi(indikator=satu, status=S.TERVERIFIKASI, periode=p, nilai="90")
    return p


def test_row_counts_with_a_value_or_a_justified_absence(masuk_sebagai, rina, isi):
    halaman = buka(masuk_sebagai(rina))
    assert "Mengisi, 3 dari 6" in halaman
    assert "1 terverifikasi, 1 menunggu verifikasi" in halaman


def test_whole_cell_leads_to_the_isian_of_that_opd_and_quarter(masuk_sebagai, rina, isi, dinkes):
    for n in (1, 2, 3, 4):
        pabrik.buat_periode(triwulan=n)
    halaman = buka(masuk_sebagai(rina))
    for n in (1, 2, 3, 4):
        alamat = reverse("capaian:isian_opd", args=[dinkes.pk, 2025, n])
        assert f'class="k-sel k-sel--netral" href="{alamat}"' in halaman


def test_unit_stands_below_its_opd_inside_its_klaster(masuk_sebagai, rina, isi):
    halaman = buka(masuk_sebagai(rina))
    assert "Di luar klaster" not in halaman
    urut = [halaman.index(f">{n}</a>") for n in ("Dinas Kesehatan", "RSUD Dr. Mansyur")]
    assert urut[0] < urut[1] < halaman.index(">Dinas Pendidikan</a>")
    assert 'class="k-matriks__anak"' in halaman


def test_mean_is_the_figure_of_the_rekap(masuk_sebagai, rina, isi, disdik):
    halaman = buka(masuk_sebagai(rina))
    rekap = susun_rekap(Indikator.objects.aktif(), 2025)
    rata = {b.nama: b.ringkas.rata.persen for k in rekap.klaster for b in k.opd}
    assert rata["Dinas Kesehatan"] == Decimal("95.00")
    assert "<strong>112,50 %</strong><small>1 indikator</small>" in halaman
    assert "<strong>95,00 %</strong><small>sementara, 1 dari 6 pasti</small>" in halaman
    # Of the unit nothing is settled, so there is nothing to show.
    assert '<span class="k-redup">belum ada</span><small>belum ada yang pasti</small>' in halaman


@pytest.mark.parametrize(
    ("siapa", "terlihat"),
    [
        ("sari", {"Dinas Kesehatan", "RSUD Dr. Mansyur"}),
        ("joko", {"Dinas Pendidikan"}),
        ("pak_budi", {"Dinas Kesehatan", "RSUD Dr. Mansyur", "Dinas Pendidikan"}),
    ],
)
def test_each_person_sees_the_rows_of_their_scope(siapa, terlihat, isi, masuk_sebagai, request):
    halaman = buka(masuk_sebagai(request.getfixturevalue(siapa)))
    semua = {"Dinas Kesehatan", "RSUD Dr. Mansyur", "Dinas Pendidikan"}
    assert {n for n in semua if f">{n}</a>" in halaman} == terlihat
    assert "Ingatkan" not in halaman


@pytest.mark.parametrize(
    ("saring", "terlihat"),
    [
        ({"cari": "rsud"}, "RSUD Dr. Mansyur"),
        ({"cari": "PENDIDIKAN"}, "Dinas Pendidikan"),
        ({"keadaan": "beres"}, "Dinas Pendidikan"),
        ({"keadaan": "belum"}, "Dinas Kesehatan RSUD Dr. Mansyur"),
    ],
)
def test_filter_is_in_the_url_and_can_be_cleared(masuk_sebagai, rina, isi, saring, terlihat):
    halaman = buka(masuk_sebagai(rina), **saring)
    semua = ("Dinas Kesehatan", "RSUD Dr. Mansyur", "Dinas Pendidikan")
    assert " ".join(n for n in semua if f">{n}</a>" in halaman) == terlihat
    assert "dari 3 OPD dan unit sesuai saringan" in halaman
    assert f'href="{MATRIKS}?tahun=2025">Bersihkan saringan' in halaman
    kunci, nilai = next(iter(saring.items()))
    assert f"{kunci}={nilai}" in halaman


def test_filter_without_a_match_says_so(masuk_sebagai, rina, isi):
    halaman = buka(masuk_sebagai(rina), cari="tidak ada")
    assert "Tidak ada OPD yang cocok" in halaman
    assert "sebagian" not in buka(masuk_sebagai(rina), keadaan="beres").lower()
    assert "Sebagian saringan tidak dikenal" in buka(masuk_sebagai(rina), keadaan="aneh")


def test_klaster_filter_keeps_the_unit_with_its_opd(masuk_sebagai, rina, isi, dinkes, disdik):
    lain = pabrik.buat_klaster(nama="Ekonomi", urutan=2)
    type(disdik).objects.filter(pk=disdik.pk).update(klaster=lain)
    halaman = buka(masuk_sebagai(rina), klaster=str(dinkes.klaster_id))
    assert ">RSUD Dr. Mansyur</a>" in halaman
    assert ">Dinas Pendidikan</a>" not in halaman


def test_late_and_on_time_rows_are_counted_once(masuk_sebagai, rina, isi, dinkes):
    telat = pabrik.buat_indikator(opd=dinkes)
    r = pabrik.buat_realisasi(indikator=telat, periode=isi, status=S.DIAJUKAN)
    type(r).objects.filter(pk=r.pk).update(terlambat_hari=4)
    halaman = buka(masuk_sebagai(rina))
    assert "terlambat 4 hari" in halaman
    baris = 'TW IV</a></th><td class="k-kanan">9</td><td class="k-kanan">3</td>'
    assert f'{baris}<td class="k-kanan">1</td><td class="k-kanan">5</td>' in halaman


def test_year_without_quarters_and_city_without_indikator_say_so(masuk_sebagai, rina, isi):
    pabrik.buat_tahun(2027)
    assert "belum dijadwalkan" in buka(masuk_sebagai(rina), tahun="2027")
    Indikator.objects.update(aktif=False)
    assert "Belum ada indikator" in buka(masuk_sebagai(rina))


def test_extension_is_shown_until_it_ends(masuk_sebagai, rina, isi, dinkes):
    kini = timezone.now()
    type(isi).objects.filter(pk=isi.pk).update(
        batas_pada=kini - 3 * HARI, tenggang_pada=kini - 2 * HARI, ditutup_pada=kini
    )
    beri = Perpanjangan.objects.create(
        periode=isi, opd=dinkes, sampai_pada=kini + HARI, alasan="Banjir", diberikan_oleh=rina
    )
    klien: Callable = masuk_sebagai(rina)
    assert "perpanjangan s.d." in buka(klien)
    type(beri).objects.filter(pk=beri.pk).update(sampai_pada=kini - HARI)
    halaman = buka(klien)
    assert "perpanjangan s.d." not in halaman
    assert "Ditutup, belum lengkap" in halaman
