from django.urls import path

from rapat.views import agenda, daftar, panel, penetapan

app_name = "rapat"

BUTIR = "sesi/<int:sesi>/opd/<int:pk>/"

urlpatterns = [
    path("", daftar.rapat_daftar, name="rapat_daftar"),
    path("<int:pk>/", daftar.rapat_rinci, name="rapat_rinci"),
    path("indikator/<int:pk>/", panel.indikator_panel, name="indikator_panel"),
    path("sesi/<int:pk>/", daftar.sesi_rinci, name="sesi_rinci"),
    path("sesi/<int:pk>/mulai/", daftar.sesi_mulai, name="sesi_mulai"),
    path(BUTIR, agenda.agenda_rinci, name="agenda_rinci"),
    path(f"{BUTIR}simpan/", agenda.agenda_simpan, name="agenda_simpan"),
    path(f"{BUTIR}kehadiran/", agenda.kehadiran_simpan, name="kehadiran_simpan"),
    path(
        f"{BUTIR}indikator/<int:indikator>/simpan/",
        agenda.kesepakatan_simpan,
        name="kesepakatan_simpan",
    ),
    path("sesi/<int:pk>/tetapkan/", penetapan.sesi_tetapkan, name="sesi_tetapkan"),
    path(
        "sesi/<int:pk>/tetapkan/simpan/",
        penetapan.sesi_tetapkan_simpan,
        name="sesi_tetapkan_simpan",
    ),
]
