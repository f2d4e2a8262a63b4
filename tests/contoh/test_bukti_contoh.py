"""The evidence of the demo: real files, on every row that needs one, with cases to notice."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction

from capaian.models import Bukti, Realisasi
from capaian.pilihan import KeadaanNilai, StatusBukti, StatusRealisasi
from konsolidasi.contoh.pdf_contoh import pdf
from konsolidasi.inti import lampiran
from konsolidasi.inti.jenis_berkas import PDF
from konsolidasi.inti.models import Lampiran

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def contoh(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("data_contoh", ulang=True, stdout=StringIO())
        yield
        transaction.set_rollback(True)


def test_every_stored_file_is_a_pdf_that_we_would_take():
    semua = list(Lampiran.objects.all())
    assert len(semua) == 19
    for satu in semua[:3]:
        terperiksa = lampiran.periksa(ContentFile(satu.berkas.read(), name="rekap.pdf"))
        assert (terperiksa.jenis.mime, terperiksa.jenis.halaman) == (PDF, 1)
        assert terperiksa.sha256 == satu.sha256


def test_the_same_lines_make_the_same_bytes():
    assert pdf(["Rekap (contoh)"]) == pdf(["Rekap (contoh)"])


def test_every_submitted_value_of_the_last_quarter_has_evidence():
    terisi = Realisasi.objects.filter(
        periode__tahun=2025, periode__triwulan=4, keadaan=KeadaanNilai.NILAI
    ).exclude(status=StatusRealisasi.DRAF)
    berbukti = set(Bukti.objects.filter(periode__triwulan=4).values_list("indikator_id", flat=True))
    assert terisi and {r.indikator_id for r in terisi} <= berbukti


def test_there_is_something_to_notice():
    assert Bukti.objects.filter(status=StatusBukti.DITOLAK).exclude(alasan="").count() == 1
    lama = Bukti.objects.get(indikator__kode="2.17.01", periode__triwulan=3)
    assert Bukti.objects.filter(lampiran=lama.lampiran, periode__triwulan=4).count() == 1
    assert not Bukti.objects.filter(contoh=False).exists()
