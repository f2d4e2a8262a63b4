"""Telling a person that the file is ready, or why there is none."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from capaian.models import StatusUnduhan, Unduhan
from konsolidasi.inti import waktu
from konsolidasi.inti.waktu import ZONA
from opd.pemberitahuan import Butir

SIAP, GAGAL = "Berkas siap", "Berkas gagal"
SEHARI = timedelta(days=1)


def kumpulkan(pada: datetime) -> Iterator[Butir]:
    """Files that wait to be fetched, and what failed today. One query."""
    baris = Unduhan.objects.filter(
        status__in=(StatusUnduhan.SELESAI, StatusUnduhan.GAGAL), usai_pada__gt=pada - SEHARI
    )
    for satu in baris.order_by("pk"):
        yield butir(satu)


def butir(unduhan: Unduhan) -> Butir:
    if unduhan.status == StatusUnduhan.SELESAI:
        sampai = unduhan.kedaluwarsa_pada.astimezone(ZONA)
        kapan = f"{waktu.tanggal_singkat(sampai)} {waktu.pukul(sampai)}"
        jenis, kalimat = SIAP, f"{unduhan.judul} siap diunduh sampai {kapan}."
    else:
        jenis, kalimat = GAGAL, f"{unduhan.judul} tidak jadi: {unduhan.sebab}"
    return Butir(
        kunci=f"unduhan:{unduhan.pk}:{unduhan.status}",
        jenis=jenis,
        kalimat=kalimat,
        url=unduhan.get_absolute_url(),
        penerima=(unduhan.pemilik_id,),
    )
