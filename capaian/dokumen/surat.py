"""Surat permintaan data: what an OPD still owes, as a letter of Bapperida to print and sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from capaian.dokumen.templat_bawaan import BERKAS
from capaian.layar.ingatkan import BarisKurang, muat_kurang, saat, tenggat
from capaian.layar.perpanjangan import muat_perpanjangan
from capaian.models import Periode
from konsolidasi.inti import dokumen, waktu
from konsolidasi.inti.galat import SalahKeadaan
from opd.models import Opd, Pengguna, Penugasan
from opd.pilihan import KedudukanPejabat

PENUTUP = "Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."


@dataclass(frozen=True)
class Pengirim:
    """Whose letter it is; `orang` None leaves room for a name written by hand."""

    pemerintah: str
    nama: str
    alamat: str
    kota: str
    jabatan: str
    orang: Pengguna | None


def surat_permintaan(
    opd: Opd, periode: Periode, *, pengirim: Pengirim, alamat: str, pada: datetime
) -> bytes:
    """Four queries. Raises SalahKeadaan when there is nothing to ask for."""
    kurang = muat_kurang([opd], periode).get(opd.pk, ())
    if periode.terkunci or pada < periode.dibuka_pada or not kurang:
        raise SalahKeadaan(f"Tidak ada data {periode.tw.label} {opd.singkatan} yang perlu diminta.")
    ada = muat_perpanjangan(periode, opd)
    kepala = Penugasan.objects.kepala([opd.pk], timezone.localdate(pada)).get(opd.pk)
    isi = {
        "kepada": _kepada(opd, kepala),
        "tenggat": tenggat(periode, ada.sampai_pada if ada else None, pada),
        "alamat": alamat,
    }
    return dokumen.word(
        BERKAS, isi | _kepala_surat(pengirim, pada) | _isi(opd, periode, kurang, pada)
    )


def _kepala_surat(pengirim: Pengirim, pada: datetime) -> dict[str, Any]:
    orang = pengirim.orang
    return {
        "kop": {
            "pemerintah": pengirim.pemerintah,
            "nama": pengirim.nama,
            "alamat": pengirim.alamat,
            "kota": pengirim.kota,
        },
        "tempat_tanggal": f"{pengirim.kota}, {waktu.tanggal(pada)}",
        "penanda": {
            "jabatan": pengirim.jabatan,
            "nama": orang.nama if orang else "",
            "pangkat": orang.pangkat if orang else "",
            "nip": orang.nip if orang else "",
        },
    }


def _isi(
    opd: Opd, periode: Periode, kurang: Sequence[BarisKurang], pada: datetime
) -> dict[str, Any]:
    label = periode.tw.label
    return {
        "hal": f"Permintaan data realisasi {label}",
        "pembuka": (
            f"Dalam rangka konsolidasi capaian kinerja Tahun {periode.tahun_id}, kami mohon "
            f"Saudara melengkapi data realisasi {label} {opd.nama}. Sampai {saat(pada)}, "
            f"{len(kurang)} indikator berikut belum selesai:"
        ),
        "baris": [{"kode": k.kode, "nama": k.nama, "kata": k.kata} for k in kurang],
        "penutup": PENUTUP,
    }


def _kepada(opd: Opd, kepala: Penugasan | None) -> str:
    """The office, never the person: a letter outlives who holds it."""
    if kepala is not None and kepala.kedudukan == KedudukanPejabat.DEFINITIF:
        return kepala.pengguna.jabatan or f"Pimpinan {opd.nama}"
    return f"Pimpinan {opd.nama}"
