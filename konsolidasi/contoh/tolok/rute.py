"""Addresses of the yardsticks beside those of the application; used by the benchmark only."""

from django.urls import include, path

from konsolidasi.contoh.tolok import kisi

urlpatterns = [
    path("tolok/kisi/", kisi.kisi, name="tolok_kisi"),
    path("tolok/satu/", kisi.satu_kueri, name="tolok_satu"),
    path("", include("konsolidasi.urls")),
]
