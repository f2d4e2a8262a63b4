from django.urls import path

from rapat.views import (
    agenda,
    daftar,
    hadir,
    jalannya,
    janji,
    panel,
    penetapan,
    proyektor,
    tindak_lanjut,
)

app_name = "rapat"

BUTIR = "sesi/<int:sesi>/opd/<int:pk>/"
TL = "tindak-lanjut/<int:pk>/"

urlpatterns = [
    path("", daftar.rapat_daftar, name="rapat_daftar"),
    path("<int:pk>/", daftar.rapat_rinci, name="rapat_rinci"),
    path("indikator/<int:pk>/", panel.indikator_panel, name="indikator_panel"),
    path("sesi/<int:pk>/", daftar.sesi_rinci, name="sesi_rinci"),
    path("sesi/<int:pk>/mulai/", daftar.sesi_mulai, name="sesi_mulai"),
    path(BUTIR, agenda.agenda_rinci, name="agenda_rinci"),
    path(f"{BUTIR}bahas/", jalannya.agenda_bahas, name="agenda_bahas"),
    path(f"{BUTIR}selesai/", jalannya.agenda_selesai, name="agenda_selesai"),
    path(f"{BUTIR}catatan/<str:jenis>/", jalannya.catatan_simpan, name="catatan_simpan"),
    path(f"{BUTIR}tindak-lanjut/", jalannya.tindak_lanjut_buat, name="tindak_lanjut_buat"),
    path("sesi/<int:pk>/butir/", jalannya.butir_tambah, name="butir_tambah"),
    path("sesi/<int:pk>/butir/simpan/", jalannya.butir_simpan, name="butir_simpan"),
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
    path("tindak-lanjut/", tindak_lanjut.tindak_lanjut_daftar, name="tindak_lanjut_daftar"),
    path("tindak-lanjut/unduh/", tindak_lanjut.tindak_lanjut_unduh, name="tindak_lanjut_unduh"),
    path(TL, tindak_lanjut.tindak_lanjut_rinci, name="tindak_lanjut_rinci"),
    path(f"{TL}lapor/", tindak_lanjut.tindak_lanjut_lapor, name="tindak_lanjut_lapor"),
    path(f"{TL}geser/", tindak_lanjut.tindak_lanjut_geser, name="tindak_lanjut_geser"),
    path(f"{TL}putus/", tindak_lanjut.tindak_lanjut_putus, name="tindak_lanjut_putus"),
    path("sesi/<int:pk>/layar/", proyektor.layar, name="layar"),
    path("layar/<str:kode>/", proyektor.layar_isi, name="layar_isi"),
    path("sesi/<int:pk>/hadir/", hadir.peserta_daftar, name="peserta_daftar"),
    path("sesi/<int:pk>/hadir/simpan/", hadir.peserta_simpan, name="peserta_simpan"),
    path("sesi/<int:pk>/hadir/<int:peserta>/", hadir.peserta_ubah, name="peserta_ubah"),
    path("hadir/<int:pk>/simpan/", hadir.hadir_simpan, name="hadir_simpan"),
    path("hadir/<int:pk>/<str:kode>/", hadir.hadir, name="hadir"),
    path("janji/", janji.janji, name="janji"),
    path("janji/unduh/", janji.janji_unduh, name="janji_unduh"),
]
