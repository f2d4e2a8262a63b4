from django.urls import path

from opd.views import akun, pemberitahuan

app_name = "opd"

urlpatterns = [
    path("", akun.akun, name="akun"),
    path("kecepatan/simpan/", akun.kecepatan_simpan, name="kecepatan_simpan"),
    path("masuk/", akun.masuk, name="masuk"),
    path("keluar/", akun.keluar, name="keluar"),
    path("pemberitahuan/", pemberitahuan.pemberitahuan, name="pemberitahuan"),
    path(
        "pemberitahuan/baca/",
        pemberitahuan.pemberitahuan_baca_semua,
        name="pemberitahuan_baca_semua",
    ),
    path(
        "pemberitahuan/<int:pk>/buka/",
        pemberitahuan.pemberitahuan_buka,
        name="pemberitahuan_buka",
    ),
    path(
        "pemberitahuan/<int:pk>/baca/",
        pemberitahuan.pemberitahuan_baca,
        name="pemberitahuan_baca",
    ),
    path("surel/", pemberitahuan.surel_setelan, name="surel_setelan"),
    path("surel/simpan/", pemberitahuan.surel_setelan_simpan, name="surel_setelan_simpan"),
    path("sandi/ganti/", akun.sandi_ganti, name="sandi_ganti"),
    path("sandi/lupa/", akun.sandi_lupa, name="sandi_lupa"),
    path("sandi/terkirim/", akun.sandi_terkirim, name="sandi_terkirim"),
    path("sandi/baru/<uidb64>/<token>/", akun.sandi_baru, name="sandi_baru"),
    path("sandi/selesai/", akun.sandi_selesai, name="sandi_selesai"),
]
