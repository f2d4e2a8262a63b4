"""django-import-export doing the same on the same models, set up as quick as it can be.

Installed by `make tolok` only; the application does not know it.
"""

from io import BytesIO

from django.db.models import QuerySet
from import_export import resources
from import_export.instance_loaders import CachedInstanceLoader
from openpyxl import load_workbook
from tablib import Dataset

from capaian.models import Realisasi

_EKSPOR = (
    "id,periode__tahun,periode__triwulan,indikator__opd__klaster__nama,indikator__opd__kode,"
    "indikator__opd__nama,indikator__kode,indikator__nama,indikator__satuan,indikator__formula,"
    "keadaan,nilai,alasan,anggaran,status_data,sumber,status,terlambat_hari,diajukan_pada,versi"
)
IMPOR = ("id", "nilai", "faktor_penghambat", "akar_masalah")


class Keluar(resources.ModelResource):
    class Meta:
        model = Realisasi
        fields = _EKSPOR.split(",")


class Masuk(resources.ModelResource):
    class Meta:
        model = Realisasi
        fields = IMPOR
        instance_loader_class = CachedInstanceLoader


class MasukSekaligus(Masuk):
    class Meta(Masuk.Meta):
        use_bulk = True
        batch_size = 1000


def ekspor(tahun: int) -> bytes:
    """20 columns of every realisasi of a year."""
    kaitan = ("periode", "indikator__opd__klaster")
    baris = Realisasi.objects.filter(periode__tahun=tahun).select_related(*kaitan)
    return Keluar().export(baris.order_by("pk")).export("xlsx")


def buku_diisi(baris: QuerySet[Realisasi]) -> bytes:
    """Its own export, with another value in every row."""
    buku = load_workbook(BytesIO(Masuk().export(baris).export("xlsx")))
    kolom = IMPOR.index("nilai") + 1
    for n in range(2, buku.active.max_row + 1):
        buku.active.cell(n, kolom).value = 40 + n % 30
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def pratinjau(isi: bytes) -> int:
    """How many rows it would write."""
    return _masukkan(Masuk(), isi, uji_coba=True)


def terapkan(isi: bytes) -> int:
    return _masukkan(MasukSekaligus(), isi, uji_coba=False)


def _masukkan(sumber: Masuk, isi: bytes, *, uji_coba: bool) -> int:
    hasil = sumber.import_data(
        Dataset().load(isi, "xlsx"), dry_run=uji_coba, raise_errors=True, use_transactions=True
    )
    return hasil.totals["update"]
