"""Where an indikator or a finding is discussed, for the panel on its page."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q

from capaian.models import Indikator, StatusTemuan, Temuan
from capaian.models.keselarasan import TERBUKA
from konsolidasi.inti import waktu
from rapat.models import Agenda, Kesepakatan, PutusanTemuan, Sesi
from rapat.perhitungan import butir_opd
from rapat.pilihan import DISEPAKATI, Putusan, StatusSesi


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


def susun_panel_temuan(temuan: Temuan, pengguna: AbstractBaseUser) -> tuple[BarisPanel, ...]:
    """Where a finding comes up, and what earlier sesi made of it; of items this person may open.

    Five queries at most.
    """
    terlihat = set(Agenda.objects.untuk(pengguna).order_by().values_list("pk", flat=True))
    lalu = PutusanTemuan.objects.filter(temuan=temuan).order_by("-agenda__sesi__tanggal", "-pk")
    sudah = list(lalu.select_related("agenda__sesi__rapat", "agenda__opd"))
    hasil = [_baris_temuan(p.agenda, _hasil(p)) for p in sudah if p.agenda_id in terlihat]
    if temuan.status not in TERBUKA:
        return tuple(hasil)
    bahas = temuan.status == StatusTemuan.BAHAS
    kata = "Ada pada agenda." if bahas else "Bila ditandai “bahas di sesi”: ada pada agenda ini."
    opd = set(temuan.tautan.order_by().values_list("indikator__opd", flat=True))
    opd |= {temuan.dibahas_opd_id}
    depan = [
        _baris_temuan(a, kata)
        for a in butir_opd(_mendatang(temuan.tahun_id), opd)
        if a.pk in terlihat and a.sesi_id not in {p.sesi_id for p in sudah}
    ]
    return (*depan, *hasil)


def _mendatang(tahun: int) -> list[Agenda]:
    """Items of sesi that are not ditetapkan, of a rapat about this year, the nearest first."""
    rapat = Q(sesi__rapat__tahun_capaian=tahun) | Q(sesi__rapat__tahun_target=tahun)
    baris = Agenda.objects.filter(rapat).exclude(sesi__status=StatusSesi.DITETAPKAN)
    baris = baris.select_related("opd", "sesi__rapat")
    return list(baris.order_by("sesi__tanggal", "sesi__nomor", "urutan", "pk"))


def _baris_temuan(agenda: Agenda, kata: str) -> BarisPanel:
    sesi = agenda.sesi
    return BarisPanel(
        judul=f"{sesi.judul}, {agenda.nama}",
        url=agenda.get_absolute_url(),
        kalimat=f"{waktu.tanggal(sesi.tanggal)}, {sesi.rapat.nama}. {kata}",
        catatan="",
    )


def _hasil(satu: PutusanTemuan) -> str:
    alasan = f": {satu.alasan}" if satu.alasan else ""
    tunggu = " Berlaku setelah berita acara final." if not satu.agenda.sesi.terkunci else ""
    return f"{satu.get_putusan_display()}{alasan}.{tunggu}"
