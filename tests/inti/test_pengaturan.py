"""Every page of the admin site: who gets in, how many queries, what strange input gets."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib import admin as situs
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from capaian.models import (
    AlasanPerbaikan,
    ButirPredikat,
    IndikatorPendukung,
    LogRealisasi,
    PeringkatKinerja,
    Perpanjangan,
    Prioritas,
    RincianKota,
    SkalaPeringkat,
    Tahun,
    Visi,
)
from konsolidasi.inti.pengaturan import HanyaBaca
from opd.models import NamaOpd, OpdUrusan, Pengguna, Sektor, Urusan
from rapat.models import Agenda, Kehadiran, Kesepakatan, LogSesi, Sesi
from tests import pabrik, pabrik_pohon
from tests.capaian.prioritas import buat_pelaksana

BOLEH_HAPUS = {"rapat.sesi": {"agenda"}, "opd.opd": {"opd_urusan"}}
MODEL = sorted(model._meta.label_lower for model in situs.site._registry)


def nama_baru(awalan: str) -> str:
    return f"{awalan} {next(pabrik._urut)}"


def klaster(n: int) -> object:
    satu = pabrik.buat_klaster(nama=nama_baru("Klaster"))
    Sektor.objects.bulk_create(Sektor(klaster=satu, nama=f"Sektor {i}") for i in range(n))
    return satu


def urusan(n: int) -> Urusan:
    return Urusan.objects.get_or_create(
        kode=f"{n // 100}.{n % 100:02}", defaults={"nama": f"Urusan {n}", "jenis": "umum"}
    )[0]


def opd(n: int) -> object:
    satu = pabrik.buat_opd(
        nama=nama_baru("Dinas"), klaster=pabrik.buat_klaster(), induk=pabrik.buat_opd()
    )
    OpdUrusan.objects.bulk_create(OpdUrusan(opd=satu, urusan=urusan(i)) for i in range(n))
    for i in range(n):
        NamaOpd.objects.create(
            opd=satu, nama="Lama", singkatan="L", mulai=date(1950 + i, 1, 1),
            selesai=date(1950 + i, 12, 31),
        )  # fmt: skip
    return satu


def pengguna(n: int) -> Pengguna:
    satu = pabrik.buat_pengguna(username=nama_baru("u").replace(" ", ""), nama="Orang Baru")
    for _ in range(n):
        pabrik.buat_penugasan(pengguna=satu, opd=pabrik.buat_opd())
    return satu


def visi(n: int) -> Visi:
    satu = Visi.objects.create(nama=nama_baru("Visi"), tahun_mulai=2025, tahun_selesai=2029)
    Prioritas.objects.bulk_create(
        Prioritas(visi=satu, kode=f"P{i}", nama="Prioritas") for i in range(n)
    )
    return satu


def skala_predikat(n: int) -> object:
    satu = pabrik.buat_skala_predikat(nama=nama_baru("Skala"), huruf="A B")
    ButirPredikat.objects.bulk_create(
        ButirPredikat(skala=satu, kode=f"K{i}", nilai=i + 1) for i in range(n)
    )
    return satu


def skala_peringkat(n: int) -> SkalaPeringkat:
    mulai = date(2020, 1, 1) + timedelta(days=next(pabrik._urut))
    satu = SkalaPeringkat.objects.create(nama="Skala", mulai=mulai)
    for i in range(1, 6):
        batas = None if i == 1 else i * 10
        PeringkatKinerja.objects.create(skala=satu, urutan=i, kata="Kata", batas_bawah=batas)
    return satu


def periode(n: int) -> object:
    nomor = next(pabrik._urut)
    satu = pabrik.buat_periode(tahun=2000 + nomor % 100, triwulan=nomor // 100 % 4 + 1)
    for _ in range(n):
        Perpanjangan.objects.create(
            periode=satu, opd=pabrik.buat_opd(), sampai_pada=timezone.now(), alasan="Banjir",
            diberikan_oleh=pengguna(0),
        )  # fmt: skip
    return satu


def indikator(n: int) -> object:
    dukung = visi(1).prioritas.get()
    satu = pabrik.buat_indikator(opd=pabrik.buat_opd(), urusan=urusan(1), prioritas=dukung)
    IndikatorPendukung.objects.bulk_create(
        IndikatorPendukung(indikator=satu, opd=pabrik.buat_opd()) for _ in range(n)
    )
    return satu


def berpagu(n: int, **simpul: object) -> object:
    for i in range(n):
        pabrik_pohon.buat_pagu(nilai=i, tahun=2001 + i, **simpul)
    return next(iter(simpul.values()))


def target(n: int) -> object:
    return pabrik.buat_target(
        indikator=indikator(0), triwulanan={i: "20" for i in range(1, min(n, 4) + 1)}
    )


def realisasi(n: int) -> object:
    satu, orang = pabrik.buat_realisasi(indikator=indikator(0)), pengguna(0)
    LogRealisasi.objects.bulk_create(
        LogRealisasi(realisasi=satu, transisi="ajukan", dari="draf", ke="diajukan", oleh=orang)
        for _ in range(n)
    )
    return satu


def rapat(n: int) -> object:
    satu = pabrik.buat_rapat(nama=nama_baru("Rapat"))
    for nomor in range(1, min(n, 9) + 1):
        pabrik.buat_sesi(rapat=satu, nomor=nomor, klaster=klaster(0))
    return satu


def sesi(n: int) -> Sesi:
    satu = rapat(1).sesi.get()
    Agenda.objects.bulk_create(
        Agenda(sesi=satu, opd=pabrik.buat_opd(), urutan=i) for i in range(1, n + 1)
    )
    LogSesi.objects.bulk_create(
        LogSesi(sesi=satu, transisi="mulai", dari="terjadwal", ke="berlangsung", oleh=pengguna(0))
        for _ in range(n)
    )
    return satu


def kehadiran(n: int) -> Kehadiran:
    agenda = sesi(1).agenda.get()
    return Kehadiran.objects.create(agenda=agenda, keadaan="pimpinan", dicatat_oleh=pengguna(0))


def kesepakatan(n: int) -> Kesepakatan:
    versi = target(0)
    return Kesepakatan.objects.create(
        agenda=sesi(1).agenda.get(), indikator=versi.indikator, putusan="sepakat", nilai=80,
        target_baru=versi,
    )  # fmt: skip


PEMBUAT: dict[str, Callable[[int], object]] = {
    "opd.klaster": klaster,
    "opd.urusan": lambda n: urusan(next(pabrik._urut) % 1000),
    "opd.opd": opd,
    "opd.pengguna": pengguna,
    "opd.penugasan": lambda n: pengguna(1).penugasan.get(),
    "capaian.tahun": lambda n: Tahun.objects.get_or_create(tahun=2001 + next(pabrik._urut) % 99)[0],
    "capaian.periode": periode,
    "capaian.visi": visi,
    "capaian.prioritas": lambda n: visi(1).prioritas.get(),
    "capaian.pelaksanaprioritas": lambda n: buat_pelaksana(
        prioritas=visi(1).prioritas.get(), opd=pabrik.buat_opd()
    ),
    "capaian.skalapredikat": skala_predikat,
    "capaian.skalaperingkat": skala_peringkat,
    "capaian.indikator": indikator,
    "capaian.alasanperbaikan": lambda n: AlasanPerbaikan.objects.create(
        teks=f"Alasan {next(pabrik._urut)}"
    ),
    "capaian.misi": lambda n: pabrik_pohon.buat_misi(),
    "capaian.tujuan": lambda n: pabrik_pohon.buat_tujuan(),
    "capaian.sasaran": lambda n: pabrik_pohon.buat_sasaran(),
    "capaian.program": lambda n: berpagu(n, program=pabrik_pohon.buat_program()),
    "capaian.kegiatan": lambda n: berpagu(n, kegiatan=pabrik_pohon.buat_kegiatan()),
    "capaian.subkegiatan": lambda n: berpagu(n, sub_kegiatan=pabrik_pohon.buat_sub()),
    "capaian.target": target,
    "capaian.usulantarget": lambda n: pabrik.buat_usulan(indikator=indikator(0)),
    "capaian.realisasi": realisasi,
    "capaian.rinciankota": lambda n: RincianKota.objects.create(
        kota=indikator(0), bagian=indikator(0)
    ),
    "rapat.rapat": rapat,
    "rapat.sesi": sesi,
    "rapat.kehadiran": kehadiran,
    "rapat.kesepakatan": kesepakatan,
}


def url(label: str, halaman: str, *args: object) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_{halaman}", args=args)


def halaman_admin(label: str) -> type[situs.ModelAdmin]:
    return next(a for m, a in situs.site._registry.items() if m._meta.label_lower == label)


def jumlah_kueri(client: Client, alamat: str) -> int:
    with CaptureQueriesContext(connection) as rekaman:
        assert client.get(alamat).status_code == 200, alamat
    return len(rekaman)


def test_only_our_own_models_have_pages():
    assert set(MODEL) == set(PEMBUAT)


@pytest.mark.parametrize("label", MODEL)
def test_pages_answer_with_the_same_queries_for_5_and_50_rows(label, admin, masuk_sebagai):
    client, bangun = masuk_sebagai(admin), PEMBUAT[label]
    tambah = [] if isinstance(halaman_admin(label), HanyaBaca) else [url(label, "add")]
    hasil = []
    for banyak in (5, 50):
        for _ in range(banyak - 5 * len(hasil) - 1):
            bangun(0)
        alamat = [url(label, "changelist"), *tambah, url(label, "change", bangun(banyak).pk)]
        for satu in alamat:
            client.get(satu)
        hasil.append([jumlah_kueri(client, satu) for satu in alamat])
    assert hasil[0] == hasil[1]


@pytest.mark.parametrize("siapa", ["tamu", "sari", "rina", "nana", "pak_budi"])
def test_only_the_role_admin_gets_in(siapa, request, masuk_sebagai):
    client = masuk_sebagai(request.getfixturevalue(siapa))
    for alamat in [reverse("admin:index"), *(url(label, "changelist") for label in MODEL)]:
        assert client.get(alamat).status_code == 403


def test_a_flag_of_django_alone_does_not_open_the_door(db, masuk_sebagai):
    orang = pabrik.buat_pengguna(username="x", nama="X", is_staff=True)
    assert masuk_sebagai(orang).get(reverse("admin:index")).status_code == 403


@pytest.mark.parametrize("nama", ["index", "login", "jsi18n", "opd_opd_changelist"])
def test_anonymous_is_sent_to_our_own_login_page(nama, db):
    jawaban = Client().get(reverse(f"admin:{nama}"))
    assert jawaban.status_code == 302
    assert jawaban.url.startswith(reverse("opd:masuk"))


@pytest.mark.parametrize("label", MODEL)
def test_nothing_is_deleted(label, admin, masuk_sebagai):
    client, satu = masuk_sebagai(admin), PEMBUAT[label](1)
    assert client.post(url(label, "delete", satu.pk), {"post": "yes"}).status_code == 403
    daftar = client.get(url(label, "changelist")).content.decode()
    assert "delete_selected" not in daftar
    halaman = client.get(url(label, "change", satu.pk)).content.decode()
    assert set(re.findall(r'name="(\w+)-0-DELETE"', halaman)) == BOLEH_HAPUS.get(label, set())
