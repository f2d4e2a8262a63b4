"""The window of a quarter for one OPD, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from capaian.models import Periode, Perpanjangan
from konsolidasi.inti import waktu
from opd.models import Opd


@dataclass(frozen=True)
class Jendela:
    """`alasan`: who extended it and why; empty without an extension that counts."""

    terbuka: bool
    judul: str
    saat: str
    rinci: str
    singkat: str
    alasan: str = ""


def muat_jendela(periode: Periode, opd: Opd, pada: datetime) -> Jendela:
    """One query."""
    lebih = (
        Perpanjangan.objects.filter(periode=periode)
        .bagi(opd.pk)
        .select_related("diberikan_oleh")
        .first()
    )
    return susun_jendela(periode, lebih, pada)


def susun_jendela(periode: Periode, lebih: Perpanjangan | None, pada: datetime) -> Jendela:
    sampai = lebih.sampai_pada if lebih else None
    keadaan = periode.keadaan(pada, sampai)
    if keadaan == "belum_dibuka":
        return Jendela(False, "Dibuka", _saat(periode.dibuka_pada), "", "Belum dibuka")
    if keadaan == "terkunci":
        return Jendela(False, "Terkunci,", "angkanya tidak berubah lagi", "", "Terkunci")
    if keadaan == "ditutup":
        terakhir = max(filter(None, (periode.tenggang_pada, sampai)))
        return Jendela(False, "Ditutup", _saat(terakhir), "", "Sudah ditutup")
    if lebih is not None and pada > periode.batas_pada and sampai >= pada:
        sisa = _sisa(sampai, pada)
        singkat = f"Perpanjangan s.d. {waktu.tanggal_singkat(sampai)}, {sisa}"
        alasan = f"Diberikan {lebih.diberikan_oleh.nama}: {lebih.alasan}"
        return Jendela(True, "Perpanjangan s.d.", _saat(sampai), sisa, singkat, alasan)
    sisa = _sisa(periode.batas_pada, pada)
    rinci = f"{sisa}, tenggang s.d. {waktu.tanggal(periode.tenggang_pada)}"
    singkat = f"Batas {waktu.tanggal_singkat(periode.batas_pada)}, {sisa}"
    return Jendela(True, "Batas", _saat(periode.batas_pada), rinci, singkat)


def _saat(kapan: datetime) -> str:
    return f"{waktu.hari_tanggal(kapan)}, {waktu.pukul(kapan)}"


def _sisa(batas: datetime, pada: datetime) -> str:
    hari = (timezone.localdate(batas) - timezone.localdate(pada)).days
    if hari > 0:
        return f"{hari} hari lagi"
    if hari < 0:
        return f"lewat {-hari} hari"
    return "hari ini" if pada <= batas else "lewat hari ini"
