from django.urls import path

from capaian.views import indikator, isian, rekap, target

app_name = "capaian"

urlpatterns = [
    path("isian/", isian.isian, name="isian"),
    path("isian/<int:opd>/<int:tahun>/<int:tw>/", isian.isian_opd, name="isian_opd"),
    path("isian/<int:opd>/<int:tahun>/<int:tw>/simpan/", isian.isian_simpan, name="isian_simpan"),
    path("isian/<int:opd>/<int:tahun>/<int:tw>/ajukan/", isian.isian_ajukan, name="isian_ajukan"),
    path(
        "realisasi/<int:tahun>/<int:tw>/<int:indikator>/simpan/",
        isian.realisasi_simpan,
        name="realisasi_simpan",
    ),
    path("indikator/", indikator.indikator_daftar, name="indikator_daftar"),
    path("indikator/<int:pk>/", indikator.indikator_rinci, name="indikator_rinci"),
    path("target/", target.target_tabel, name="target_tabel"),
    path("target/periksa/", target.target_periksa, name="target_periksa"),
    path("target/simpan/", target.target_simpan, name="target_simpan"),
    path("rekap/", rekap.rekap, name="rekap"),
    path("rekap/unduh/", rekap.rekap_unduh, name="rekap_unduh"),
]
