"""Which pages are measured, as whom, and against what."""

from dataclasses import dataclass
from datetime import date

from django.test import Client
from django.urls import reverse

from capaian.models import Indikator, Periode
from opd.models import Opd, Pengguna, Penugasan
from opd.pilihan import Peran
from rapat.models import Agenda, Rapat, Sesi
from rapat.pilihan import StatusSesi


@dataclass(frozen=True)
class Halaman:
    nama: str
    url: str
    batas: str
    """Goal: CPU at most so many times the same HTML rendered from constants."""


def orang(peran: Peran, opd: Opd | None = None) -> Client:
    """Logged in; the person of an earlier measurement on the same database comes back."""
    pengguna, baru = Pengguna.objects.get_or_create(
        username=f"tolok_{peran}",
        defaults={"nama": f"Tolok {peran.label}", "wajib_ganti_sandi": False},
    )
    if baru:
        Penugasan.objects.create(pengguna=pengguna, peran=peran, opd=opd, mulai=date(2020, 1, 1))
    client = Client()
    client.force_login(pengguna, backend="konsolidasi.inti.izin.Backend")
    return client


def buat_agenda(opd: Opd, tahun: int) -> Agenda:
    """A sesi under way whose only OPD has 300 indikator."""
    if ada := Agenda.objects.filter(opd=opd).select_related("sesi").first():
        return ada
    rapat = Rapat.objects.create(
        nama="Rapat tolok",
        mulai=date(tahun + 1, 1, 20),
        selesai=date(tahun + 1, 1, 21),
        tempat="Ruang rapat",
        tahun_capaian_id=tahun,
        tahun_target_id=tahun + 1,
    )
    sesi = Sesi.objects.create(
        rapat=rapat,
        nomor=1,
        nama="Tolok",
        klaster=opd.klaster,
        tanggal=rapat.mulai,
        jam_mulai="09:00",
        jam_selesai="16:00",
        status=StatusSesi.BERLANGSUNG,
    )
    return Agenda.objects.create(sesi=sesi, opd=opd, urutan=1)


def daftar(opd: Opd, periode: Periode, agenda: Agenda) -> tuple[Halaman, ...]:
    """Pages that Bapperida opens; Isian Saya is measured apart, as its operator."""
    tahun = periode.tahun_id
    indikator = Indikator.objects.filter(opd=opd).order_by("pk").first()
    saring = f"?tahun={tahun}&opd={opd.pk}"
    return (
        Halaman("Beranda", reverse("beranda"), "3"),
        Halaman("Ringkasan pimpinan", reverse("pimpinan"), "3"),
        Halaman("Capaian kota, 78 OPD", f"{reverse('capaian_kota')}?tahun={tahun}", "3"),
        Halaman("Klaster", f"{reverse('klaster_rinci', args=[opd.klaster_id])}?tahun={tahun}", "3"),
        Halaman("OPD", f"{reverse('opd_rinci', args=[opd.pk])}?tahun={tahun}", "3"),
        Halaman("Pohon kinerja", f"{reverse('capaian:pohon')}?tahun={tahun}", "3"),
        Halaman("Keselarasan", f"{reverse('capaian:keselarasan')}?tahun={tahun + 1}", "3"),
        Halaman(
            "Daftar indikator, 100 baris", f"{reverse('capaian:indikator_daftar')}?per=100", "3"
        ),
        Halaman("Antrean verifikasi", f"{reverse('capaian:verifikasi')}?tahun={tahun}&tw=4", "3"),
        Halaman("Matriks, 78 OPD", f"{reverse('capaian:matriks')}?tahun={tahun}", "3"),
        Halaman(
            "Daftar realisasi, 100 baris",
            f"{reverse('capaian:realisasi_daftar')}?tahun={tahun}&tw=4&per=100",
            "3",
        ),
        Halaman("Indikator", reverse("capaian:indikator_rinci", args=[indikator.pk]), "3"),
        Halaman(
            "Tabel target, 300 baris",
            f"{reverse('capaian:target_tabel')}?tahun={tahun + 1}&opd={opd.pk}",
            "3",
        ),
        Halaman("Rekap satu OPD, 300 baris", f"{reverse('capaian:rekap')}{saring}", "3"),
        Halaman(
            "Sesi, satu OPD, 300 baris",
            reverse("rapat:agenda_rinci", args=[agenda.sesi_id, agenda.pk]),
            "3",
        ),
    )
