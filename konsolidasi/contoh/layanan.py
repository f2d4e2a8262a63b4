"""Load the demo data into an empty database, or empty the project's tables first."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from capaian.layanan.keselarasan import perbarui_tahun
from capaian.models import Bukti, Indikator, Realisasi, Target
from konsolidasi.contoh.muatan import Muatan
from konsolidasi.contoh.pemuat import (
    acuan,
    bukti,
    indikator,
    opd,
    pelaksana,
    periode,
    pohon,
    rapat,
    realisasi,
    target,
)
from opd.models import Opd
from rapat.models import Agenda, Rapat, Sesi

APLIKASI = ("inti", "opd", "capaian", "rapat")
TAHUN_SELARAS = 2026
PEMUAT = (acuan, periode, opd, pohon, indikator, target, realisasi, bukti, pelaksana, rapat)


@transaction.atomic
def muat() -> None:
    """All of it or nothing. Expects tables without OPD."""
    muatan = Muatan()
    for pemuat in PEMUAT:
        pemuat.muat(muatan)
    perbarui_tahun(tahun=TAHUN_SELARAS)


@transaction.atomic
def kosongkan() -> None:
    """Empty every table of the project with its history; ids start again at one.

    Rows of other tables that point at people go too (admin log). TRUNCATE, because triggers
    refuse DELETE on official data.
    """
    connection.check_constraints()
    tabel = sorted(
        model._meta.db_table
        for nama in APLIKASI
        for model in apps.get_app_config(nama).get_models()
    )
    perintah = connection.ops.sql_flush(no_style(), tabel, reset_sequences=True, allow_cascade=True)
    connection.ops.execute_sql_flush(perintah)


def sudah_berisi() -> bool:
    return Opd.objects.exists()


def memuat_data_lain() -> bool:
    """True when an indikator is neither an example nor published: somebody's own work."""
    return Indikator.objects.filter(contoh=False, sumber_terbitan="").exists()


def ringkasan() -> str:
    hitungan = (
        (Opd, "OPD"),
        (Indikator, "indikator"),
        (Target, "versi target"),
        (Realisasi, "realisasi"),
        (Bukti, "bukti"),
        (Rapat, "rapat"),
        (Sesi, "sesi"),
        (Agenda, "agenda"),
    )
    return ", ".join(f"{model.objects.count()} {kata}" for model, kata in hitungan)
