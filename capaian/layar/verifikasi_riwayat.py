"""What happened to one row, in sentences; and what became of it while somebody was deciding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from capaian.layar.riwayat import LOG, gabungkan
from capaian.layar.riwayat_kalimat import asal_bukti, asal_realisasi
from capaian.layar.riwayat_orang import orang_bertugas
from capaian.models import LogRealisasi, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti import angka, waktu
from konsolidasi.inti.riwayat import ceritakan, muat, urutkan


@dataclass(frozen=True, slots=True)
class Kejadian:
    """One line of the history; the words of the other side are inside the sentence."""

    pada: datetime
    saat: str
    siapa: str
    kalimat: str


@dataclass(frozen=True, slots=True)
class Bentrok:
    """A decision that came too late: what was on the page, and what the row is now."""

    dilihat: str
    sekarang: str
    ketikan: str


def susun_kejadian(
    realisasi: Realisasi, sebelum: int | None, bukti: Sequence[int]
) -> tuple[Kejadian, ...]:
    """Changes, steps and evidence of the row, and of the quarter before it. Newest first.

    `sebelum`: row of the quarter before; `bukti`: of this row, withdrawn ones too. Four queries
    (three without bukti), and one per kind of link among the changes.
    """
    indikator = realisasi.indikator
    baris = [realisasi.pk] if sebelum is None else [realisasi.pk, sebelum]
    log = LogRealisasi.objects.filter(realisasi__in=baris).order_by("pada", "pk")
    asal = asal_realisasi(indikator, baris)
    berubah = gabungkan(asal, muat(asal), log.values_list(*LOG, named=True))
    semua = urutkan([*berubah, *muat(asal_bukti(indikator, bukti))])
    orang = orang_bertugas({p.pengguna for p in semua}, indikator.opd_id)
    return tuple(
        Kejadian(c.pada, _saat(c.pada), c.siapa, c.kalimat) for c in ceritakan(semua, orang)
    )


def susun_bentrok(realisasi: Realisasi, versi: int, ketikan: str) -> Bentrok:
    """`realisasi`: as it is now; `versi`: of the page the decision was made on. Two queries."""
    peristiwa = (
        Realisasi.pgh_event_model.objects.filter(pgh_obj=realisasi, versi=versi)
        .select_related("predikat")
        .order_by("-pgh_id")
        .first()
    )
    dilihat = "versi yang lebih lama"
    if peristiwa is not None:
        dilihat = f"{_isi(peristiwa, realisasi)}, {StatusRealisasi(peristiwa.status).label}"
    kini = f"{_isi(realisasi, realisasi)}, {realisasi.get_status_display()}"
    log = realisasi.log.select_related("oleh").order_by("-pada", "-pk").first()
    if log is not None:
        kini += f" ({log.oleh.nama}, {_saat(log.pada)})"
    return Bentrok(dilihat, kini, ketikan.strip())


def _isi(p: Realisasi, realisasi: Realisasi) -> str:
    """Of the row or of one of its events, which has the same columns."""
    indikator = realisasi.indikator
    if p.nilai is not None:
        return f"{angka.tulis(p.nilai, indikator.desimal)} {indikator.satuan}"
    return p.predikat.kode if p.predikat_id else KeadaanNilai(p.keadaan).label


def _saat(pada: datetime) -> str:
    """15 Jan 2026, 14.20"""
    lokal = timezone.localtime(pada)
    return f"{waktu.tanggal_singkat(lokal)} {lokal.year}, {waktu.jam(lokal)}"
