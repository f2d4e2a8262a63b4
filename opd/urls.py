from django.urls import path

from opd.views import akun

app_name = "opd"

urlpatterns = [
    path("", akun.akun, name="akun"),
    path("masuk/", akun.masuk, name="masuk"),
    path("keluar/", akun.keluar, name="keluar"),
    path("sandi/ganti/", akun.sandi_ganti, name="sandi_ganti"),
    path("sandi/lupa/", akun.sandi_lupa, name="sandi_lupa"),
    path("sandi/terkirim/", akun.sandi_terkirim, name="sandi_terkirim"),
    path("sandi/baru/<uidb64>/<token>/", akun.sandi_baru, name="sandi_baru"),
    path("sandi/selesai/", akun.sandi_selesai, name="sandi_selesai"),
]
