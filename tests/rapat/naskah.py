"""A sesi that may be final: everybody's attendance, one agreement, the rest postponed."""

from datetime import date
from typing import Any

from opd.models import Pengguna
from rapat.dokumen.isi import susun_isi
from rapat.layanan.berita_acara import finalkan
from rapat.models import BeritaAcara, Kehadiran, Kesepakatan, Sesi
from rapat.pilihan import KeadaanHadir, Putusan
from tests import pabrik

NOMOR, TANGGAL = "000.7/12/BA", date(2026, 1, 21)


def lengkapi(meja, rina: Pengguna) -> Kesepakatan:
    for agenda in (meja.dinkes, meja.disdik):
        Kehadiran.objects.create(
            agenda=agenda, keadaan=KeadaanHadir.PIMPINAN, nama="Ani", dicatat_oleh=rina
        )
    for agenda, indikator in (
        (meja.dinkes, meja.kematian),
        (meja.dinkes, meja.sakip),
        (meja.disdik, meja.lulus),
    ):
        pabrik.buat_kesepakatan(
            agenda=agenda, indikator=indikator, putusan=Putusan.DITUNDA, catatan="menunggu data"
        )
    return pabrik.buat_kesepakatan(
        agenda=meja.dinkes,
        indikator=meja.stunting,
        nilai="2.5",
        putusan=Putusan.SEPAKAT,
        target_lama=meja.stunting.target.get(tahun=2026),
    )


def final(meja, oleh: Pengguna, **ganti: Any) -> BeritaAcara:
    isi = {
        "sesi": Sesi.objects.get(pk=meja.sesi.pk),
        "nomor": NOMOR,
        "tanggal": TANGGAL,
        "tunda_sisanya": False,
        "susun": susun_isi,
        "oleh": oleh,
    }
    return finalkan(**(isi | ganti))
