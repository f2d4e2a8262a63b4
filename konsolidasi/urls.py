from django.contrib import admin
from django.urls import include, path

from konsolidasi.dasbor import views, views_beranda, views_capaian

handler400 = "konsolidasi.dasbor.views.galat_400"
handler403 = "konsolidasi.dasbor.views.galat_403"
handler404 = "konsolidasi.dasbor.views.galat_404"
handler500 = "konsolidasi.dasbor.views.galat_500"

urlpatterns = [
    path("", views_beranda.beranda, name="beranda"),
    path("pimpinan/", views_beranda.pimpinan, name="pimpinan"),
    path("cari/", views.cari, name="cari"),
    path("sehat/", views.sehat, name="sehat"),
    path("capaian-kota/", views_capaian.capaian_kota, name="capaian_kota"),
    path("capaian-kota/unduh/", views_capaian.capaian_kota_unduh, name="capaian_kota_unduh"),
    path("klaster/<int:pk>/", views_capaian.klaster_rinci, name="klaster_rinci"),
    path("prioritas/<int:pk>/", views_capaian.prioritas_rinci, name="prioritas_rinci"),
    path("opd/<int:pk>/", views_capaian.opd_rinci, name="opd_rinci"),
    path("akun/", include("opd.urls")),
    path("capaian/", include("capaian.urls")),
    path("rapat/", include("rapat.urls")),
    path("pengaturan/", admin.site.urls),
]
