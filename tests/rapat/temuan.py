"""A finding of keselarasan that was marked "bahas di sesi", and what the page sends about it."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from capaian.models import Indikator, StatusTemuan, Temuan, TemuanIndikator
from opd.models import Pengguna
from rapat.layanan.temuan_sesi import IsiPutusan, putuskan_temuan
from rapat.models import Agenda, PutusanTemuan
from rapat.pilihan import HasilTemuan
from tests import pabrik

ALASAN = "Dihitung dari sasaran yang berbeda"
KALIMAT = "Dinkes menulis 118 unit, Disdik 121 unit."
HTMX = {"HX-Request": "true"}


def buat_temuan(*indikator: Indikator, **lain: object) -> Temuan:
    nomor = Temuan.objects.count()
    isi = {
        "aturan": "angka_berbeda",
        "kunci": f"angka_berbeda:{nomor}",
        "sidik": "a",
        "judul": "Posyandu aktif ditulis 118 dan 121 unit",
        "kalimat": KALIMAT,
        "angka": [["Dinkes", "118 unit", "Renja"], ["Disdik", "121 unit", ""]],
        "status": StatusTemuan.BAHAS,
        "tahun": pabrik.buat_tahun(2026),
    }
    satu = Temuan.objects.create(**(isi | lain))
    TemuanIndikator.objects.bulk_create(
        TemuanIndikator(temuan=satu, indikator=i) for i in indikator
    )
    return satu


def kirim_temuan(
    client: Client,
    agenda: Agenda,
    temuan: Temuan,
    *,
    htmx: bool = True,
    **ganti: object,
) -> HttpResponse:
    isi = {
        "putusan": HasilTemuan.BUKAN_MASALAH,
        "alasan": ALASAN,
        "batas": "",
        "versi": "0",
        "sidik": temuan.sidik,
        "aksi": "",
    } | ganti
    jalur = reverse("rapat:temuan_simpan", args=[agenda.sesi_id, agenda.pk, temuan.pk])
    isi = {f"{nama}-t{temuan.pk}": str(nilai) for nama, nilai in isi.items()}
    return client.post(jalur, isi, headers=HTMX if htmx else {})


def putus(
    agenda: Agenda,
    temuan: Temuan,
    oleh: Pengguna,
    putusan: str = HasilTemuan.BUKAN_MASALAH,
    **ganti: object,
) -> PutusanTemuan:
    isi = {"alasan": ALASAN, "batas": None} | ganti
    versi, sidik = isi.pop("versi", 0), isi.pop("sidik", temuan.sidik)
    return putuskan_temuan(
        agenda=agenda,
        temuan=temuan,
        isi=IsiPutusan(putusan=putusan, **isi),
        sidik=sidik,
        versi=versi,
        oleh=oleh,
    )
