"""What the kepala OPD is asked to confirm, and how it stands, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from konsolidasi.inti import waktu
from opd.lingkup import lingkup
from rapat.layanan.konfirmasi import disepakati, sidik_sepakat, sudah_final, usang
from rapat.layar.baris import tertulis
from rapat.models import Agenda, Kehadiran, Kesepakatan, KonfirmasiKepala
from rapat.pilihan import StatusKonfirmasi


@dataclass(frozen=True)
class KeadaanKonfirmasi:
    """One sentence for the run sheet and for the page. `menunggu` also for what changed since."""

    kalimat: str
    ragam: str
    ikon: str
    menunggu: bool
    alasan: str
    siapa: str
    """Who decided, or who recorded it from which letter; "" while it waits."""


@dataclass(frozen=True)
class BarisKonfirmasi:
    kesepakatan: Kesepakatan
    lama: str
    sepakat: str


@dataclass(frozen=True)
class LayarKonfirmasi:
    satu: KonfirmasiKepala | None
    keadaan: KeadaanKonfirmasi | None
    """None when nothing has to be confirmed."""
    kehadiran: Kehadiran | None
    baris: tuple[BarisKonfirmasi, ...]
    sidik: str
    final: bool

    @property
    def contoh(self) -> bool:
        return any(b.kesepakatan.indikator.contoh for b in self.baris)


def keadaan_konfirmasi(agenda: Agenda, pada: date) -> KeadaanKonfirmasi | None:
    """For the page of one agenda item; None when nothing waits. Two queries at most."""
    satu = KonfirmasiKepala.objects.filter(agenda=agenda).select_related("diputus_oleh").first()
    return _keadaan(satu, disepakati([agenda.pk]), pada) if satu else None


def susun_konfirmasi(agenda: Agenda, pengguna: AbstractBaseUser, pada: date) -> LayarKonfirmasi:
    """Four queries. A unit reads only its own rows; the fingerprint is of all of them."""
    ruang = lingkup(pengguna)
    satu = KonfirmasiKepala.objects.filter(agenda=agenda).select_related("diputus_oleh").first()
    kesepakatan = disepakati([agenda.pk])
    return LayarKonfirmasi(
        satu=satu,
        keadaan=_keadaan(satu, kesepakatan, pada) if satu else None,
        kehadiran=Kehadiran.objects.filter(agenda=agenda).first(),
        baris=tuple(
            BarisKonfirmasi(k, tertulis(k.indikator, k.target_lama), tertulis(k.indikator, k))
            for k in kesepakatan
            if ruang.semua or k.indikator.opd_id in ruang.opd_ids
        ),
        sidik=sidik_sepakat(kesepakatan),
        final=sudah_final(agenda.sesi),
    )


def _keadaan(
    satu: KonfirmasiKepala, kesepakatan: Sequence[Kesepakatan], pada: date
) -> KeadaanKonfirmasi:
    sampai = waktu.tanggal(satu.sampai_tanggal)
    if satu.status == StatusKonfirmasi.MENUNGGU:
        lewat = ", sudah lewat batas" if pada > satu.sampai_tanggal else ""
        return KeadaanKonfirmasi(
            f"Menunggu konfirmasi kepala OPD s.d. {sampai}{lewat}", "waspada", "clock", True, "", ""
        )
    if usang(satu, kesepakatan):
        return KeadaanKonfirmasi(
            "Kesepakatan berubah sesudah kepala OPD menjawab; menunggu konfirmasi lagi",
            "waspada",
            "clock",
            True,
            "",
            "",
        )
    saat = f"{waktu.tanggal(satu.diputus_pada)}, {waktu.pukul(satu.diputus_pada)}"
    oleh = satu.diputus_oleh.nama if satu.diputus_oleh else ""
    siapa = f"oleh {oleh}"
    if satu.surat_nomor:
        siapa = f"dari surat nomor {satu.surat_nomor}, dicatat {oleh}"
    setuju = satu.status == StatusKonfirmasi.DIKONFIRMASI
    return KeadaanKonfirmasi(
        f"{satu.get_status_display()}, {saat}",
        "baik" if setuju else "buruk",
        "circle-check" if setuju else "circle-x",
        False,
        satu.alasan,
        siapa,
    )
