"""One sesi under way: Dinkes with three indikator, Disdik with one."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from capaian.models import Indikator
from capaian.pilihan import SumberTarget
from rapat.models import Agenda, Kesepakatan, Sesi
from tests import pabrik

HTMX = {"HX-Request": "true"}


@dataclass(frozen=True)
class Meja:
    """The table of the room."""

    sesi: Sesi
    dinkes: Agenda
    disdik: Agenda
    stunting: Indikator
    kematian: Indikator
    sakip: Indikator
    lulus: Indikator

    @property
    def halaman(self) -> str:
        return reverse("rapat:agenda_rinci", args=[self.sesi.pk, self.dinkes.pk])

    @property
    def simpan_semua(self) -> str:
        return reverse("rapat:agenda_simpan", args=[self.sesi.pk, self.dinkes.pk])

    @property
    def hadir(self) -> str:
        return reverse("rapat:kehadiran_simpan", args=[self.sesi.pk, self.dinkes.pk])

    def jalur(self, indikator: Indikator) -> str:
        butir = [self.sesi.pk, self.dinkes.pk, indikator.pk]
        return reverse("rapat:kesepakatan_simpan", args=butir)

    def tersimpan(self, indikator: Indikator) -> Kesepakatan | None:
        return Kesepakatan.objects.filter(indikator=indikator).first()


@pytest.fixture
def meja(dinkes, disdik) -> Meja:
    predikat = {
        "jenis_nilai": "predikat",
        "formula": "predikat",
        "skala_predikat": pabrik.buat_skala_predikat(),
        "satuan": "predikat",
    }
    stunting = pabrik.buat_indikator(opd=dinkes, nama="Prevalensi stunting", formula="negatif")
    kematian = pabrik.buat_indikator(
        opd=dinkes, nama="Kematian ibu", formula="negatif", satuan="kasus", desimal=0
    )
    sakip = pabrik.buat_indikator(opd=dinkes, nama="Nilai SAKIP", **predikat)
    lulus = pabrik.buat_indikator(opd=disdik, nama="Angka kelulusan")
    for indikator in (stunting, kematian, lulus):
        pabrik.buat_target(indikator=indikator, nilai="4")
        pabrik.buat_target(
            indikator=indikator, nilai="3", tahun=2026, sumber=SumberTarget.RPJMD, acuan="RPJMD"
        )
        pabrik.buat_realisasi(indikator=indikator, nilai="5")
        pabrik.buat_usulan(indikator=indikator, nilai="4")
    pabrik.buat_target(indikator=sakip, predikat="B", tahun=2026)
    sesi = pabrik.buat_sesi()
    return Meja(
        sesi,
        pabrik.buat_agenda(opd=dinkes, sesi=sesi),
        pabrik.buat_agenda(opd=disdik, sesi=sesi, urutan=2),
        stunting,
        kematian,
        sakip,
        lulus,
    )


@pytest.fixture
def kirim(meja) -> Callable[..., HttpResponse]:
    """One row as the page sends it: `kirim(client, indikator, target="3", putusan="sepakat")`."""

    def post(
        client: Client,
        indikator: Indikator,
        *,
        target: str = "",
        putusan: str = "sepakat",
        catatan: str = "",
        versi: int = 0,
        aksi: str = "",
        htmx: bool = True,
    ) -> HttpResponse:
        pk = indikator.pk
        isi = {
            f"target-{pk}": target,
            f"putusan-{pk}": putusan,
            f"catatan-{pk}": catatan,
            f"versi-{pk}": str(versi),
            f"aksi-{pk}": aksi,
        }
        return client.post(meja.jalur(indikator), isi, headers=HTMX if htmx else {})

    return post


@pytest.fixture
def tetapkan(meja) -> Callable[..., HttpResponse]:
    """The berita acara form, with everything undecided postponed."""

    def post(client: Client, **ganti: str) -> HttpResponse:
        isi = {
            "nomor": "000.7/12/BA",
            "tanggal": "2026-01-21",
            "tunda_sisanya": "on",
            "alasan_kurang": "Kehadiran di lembar kertas.",
        } | ganti
        return client.post(reverse("rapat:sesi_tetapkan_simpan", args=[meja.sesi.pk]), isi)

    return post
