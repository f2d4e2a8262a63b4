"""Where an indikator was discussed, for the panel on its page."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser

from capaian.models import Indikator
from konsolidasi.inti import waktu
from rapat.models import Kesepakatan, Sesi
from rapat.pilihan import DISEPAKATI, Putusan


@dataclass(frozen=True, slots=True)
class BarisPanel:
    """One sesi: what was decided in it. `kalimat` has the date first."""

    judul: str
    url: str
    kalimat: str
    catatan: str


def susun_panel(indikator: Indikator, pengguna: AbstractBaseUser) -> tuple[BarisPanel, ...]:
    """Newest meeting first, only those this person may open. One query."""
    baris = (
        Kesepakatan.objects.untuk(pengguna)
        .filter(indikator=indikator, agenda__sesi__in=Sesi.objects.untuk(pengguna).values("pk"))
        .select_related("agenda__sesi__rapat", "predikat", "target_baru")
        .order_by("-agenda__sesi__tanggal", "-agenda__sesi__nomor", "-pk")
    )
    return tuple(_baris(k, indikator) for k in baris)


def _baris(k: Kesepakatan, indikator: Indikator) -> BarisPanel:
    sesi = k.agenda.sesi
    return BarisPanel(
        judul=f"{sesi.rapat.nama}, {sesi.judul}",
        url=k.agenda.get_absolute_url(),
        kalimat=f"{waktu.tanggal(sesi.tanggal)}. {_putusan(k, indikator)}",
        catatan=k.catatan,
    )


def _putusan(k: Kesepakatan, indikator: Indikator) -> str:
    if k.putusan in DISEPAKATI:
        satuan = "" if indikator.berpredikat else f" {indikator.satuan}"
        isi = (
            f"target {k.agenda.sesi.rapat.tahun_target_id} {k.tertulis(indikator.desimal)}{satuan}"
        )
        kata = "Sepakat" if k.putusan == Putusan.SEPAKAT else "Sepakat dengan catatan"
        tetap = "sudah ditetapkan" if k.target_baru_id else "belum ditetapkan"
        return f"{kata} {isi}, {tetap}."
    return "Ditunda." if k.putusan == Putusan.DITUNDA else "Belum diputuskan."
