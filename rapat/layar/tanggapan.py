"""The page on which an OPD reads its own part of the berita acara and answers."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser

from konsolidasi.inti import waktu
from rapat.layanan.tanggapan import masih_terbuka
from rapat.layar.berita_acara import LENCANA, BarisTanggapan, susun_tanggapan
from rapat.models import Agenda, BeritaAcara
from rapat.pilihan import StatusBeritaAcara


@dataclass(frozen=True)
class LayarTanggapan:
    status: str
    status_kata: str
    ragam: str
    ikon: str
    kalimat: str
    bisa_tanggapi: bool
    baris: tuple[BarisTanggapan, ...]


def susun_halaman(
    agenda: Agenda, induk: BeritaAcara | None, pengguna: AbstractBaseUser, pada: datetime
) -> LayarTanggapan:
    """`induk` is None while nobody prepared one. One query."""
    satu = induk or BeritaAcara(sesi=agenda.sesi)
    baris = []
    if induk is not None:
        milik = induk.tanggapan.filter(agenda=agenda).select_related("oleh", "dijawab_oleh")
        baris = list(milik.order_by("pada", "pk"))
    terbuka = masih_terbuka(satu, pada)
    ragam, ikon = LENCANA[StatusBeritaAcara(satu.status)]
    return LayarTanggapan(
        status=satu.status,
        status_kata=satu.get_status_display(),
        ragam=ragam,
        ikon=ikon,
        kalimat=_kalimat(satu, terbuka, bool(baris)),
        bisa_tanggapi=terbuka and pengguna.has_perm("rapat.tanggapi", agenda),
        baris=susun_tanggapan(baris),
    )


def _kalimat(satu: BeritaAcara, terbuka: bool, menanggapi: bool) -> str:
    batas = satu.tanggapan_sampai
    saat = f"{waktu.tanggal(batas)}, {waktu.pukul(batas)}" if batas else ""
    diam = "" if menanggapi else " Tanpa tanggapan sampai saat itu, bagian ini dianggap sepakat."
    match satu.status:
        case StatusBeritaAcara.FINAL:
            return "Berita acara sudah final. Angkanya dibekukan; perbaikan hanya lewat adendum."
        case StatusBeritaAcara.TANGGAPAN if terbuka:
            return f"Minta perbaikan paling lambat {saat}. Yang tidak ditanggapi dianggap sepakat."
        case StatusBeritaAcara.TANGGAPAN:
            return f"Masa tanggapan berakhir {saat}.{diam}"
        case _:
            return "Berita acara masih draf dan belum diedarkan kepada OPD."
