from django.urls import path

from capaian.views import indikator, target

app_name = "capaian"

urlpatterns = [
    path("indikator/", indikator.indikator_daftar, name="indikator_daftar"),
    path("indikator/<int:pk>/", indikator.indikator_rinci, name="indikator_rinci"),
    path("target/", target.target_tabel, name="target_tabel"),
    path("target/periksa/", target.target_periksa, name="target_periksa"),
    path("target/simpan/", target.target_simpan, name="target_simpan"),
]
