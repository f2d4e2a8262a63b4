from django.contrib import admin
from django.urls import include, path

from konsolidasi.dasbor import views

handler400 = "konsolidasi.dasbor.views.galat_400"
handler403 = "konsolidasi.dasbor.views.galat_403"
handler404 = "konsolidasi.dasbor.views.galat_404"
handler500 = "konsolidasi.dasbor.views.galat_500"

urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("sehat/", views.sehat, name="sehat"),
    path("akun/", include("opd.urls")),
    path("capaian/", include("capaian.urls")),
    path("rapat/", include("rapat.urls")),
    path("pengaturan/", admin.site.urls),
]
