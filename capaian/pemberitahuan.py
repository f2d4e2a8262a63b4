"""What reminds whom about the figures of a quarter. The rules are functions of dates and counts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from capaian import pemberitahuan_pelaksana as pelaksana
from capaian import pemberitahuan_unduhan as unduhan
from capaian.models import Indikator, Periode, Perpanjangan, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti import waktu
from konsolidasi.inti.waktu import ZONA
from opd.models import Opd
from opd.pemberitahuan import Butir, Penerima

HARI_SEBELUM = 3
"""So many days before the deadline the first reminder goes out."""
HARI_LEWAT = 30
"""So long after the last moment to type an OPD is still reminded of an open quarter."""
ISIAN, PERBAIKAN, LEPAS = "Isian triwulan", "Perlu perbaikan", "Menunggu kepala OPD"
VERIFIKASI, BELUM_LAPOR = "Verifikasi", "Belum melapor"
S = StatusRealisasi
# Rows in which somebody else has the next step, or a reminder of their own.
BUKAN_BELUM = (S.MENUNGGU_KEPALA, S.PERBAIKAN, S.DIAJUKAN, S.TERVERIFIKASI, S.TERKUNCI)


@dataclass(frozen=True, slots=True)
class Tahap:
    """Where an OPD stands before, at or after its deadline; `kunci` changes once per stage."""

    kunci: str
    kalimat: str
    lewat: bool = False


def tahap(periode: Periode, sampai: datetime | None, pada: datetime) -> Tahap | None:
    """None: too early, or too long ago. `sampai`: end of the extension of this OPD, if any."""
    hari, batas = _hari(pada), _hari(periode.batas_pada)
    akhir = max(filter(None, (periode.tenggang_pada, sampai)))
    if pada < periode.dibuka_pada or hari < batas - timedelta(days=HARI_SEBELUM):
        return None
    if hari < batas:
        sisa = (batas - hari).days
        kata = "besok" if sisa == 1 else f"{sisa} hari lagi"
        return Tahap("sebelum", f"Batasnya {kata}, {_saat(periode.batas_pada)}.")
    if pada <= periode.batas_pada:
        return Tahap("hari", f"Batasnya hari ini pukul {waktu.pukul(periode.batas_pada)}.")
    if pada <= periode.tenggang_pada:
        return Tahap("hari", f"Batasnya sudah lewat; tenggang sampai {_saat(akhir)}.")
    if pada <= akhir:
        return Tahap(f"perpanjangan:{_hari(akhir)}", f"Perpanjangan sampai {_saat(akhir)}.")
    if hari > _hari(akhir) + timedelta(days=HARI_LEWAT):
        return None
    return Tahap("lewat", f"Pengisian ditutup {_saat(akhir)}; minta perpanjangan.", lewat=True)


def kumpulkan(pada: datetime, penerima: Penerima) -> Iterator[Butir]:
    """Everything this app asks for at that moment. At most nine queries."""
    yield from pelaksana.kumpulkan(pada, penerima)
    yield from unduhan.kumpulkan(pada)
    periode = {
        p.pk: p
        for p in Periode.objects.filter(terkunci=False, dibuka_pada__lte=pada).order_by("pk")
    }
    if not periode:
        return
    opd = {o.pk: o for o in Opd.objects.aktif().order_by("pk")}
    yield from _isian(periode, opd, pada, penerima)
    yield from _baris(periode, opd, penerima)


def _isian(
    periode: Mapping[int, Periode], opd: Mapping[int, Opd], pada: datetime, penerima: Penerima
) -> Iterator[Butir]:
    """Rows never handed over, before, on and after the deadline. Three queries."""
    sampai = {
        (p.periode_id, p.opd_id): p.sampai_pada
        for p in Perpanjangan.objects.filter(periode__in=periode).order_by("pk")
    }
    kapan = {
        (satu.pk, pk): posisi
        for satu in periode.values()
        for pk in opd
        if (posisi := tahap(satu, sampai.get((satu.pk, pk)), pada))
    }
    belum = _belum({pk for pk, _ in kapan})
    lewat: Counter[int] = Counter()
    for (pk, pemilik), posisi in kapan.items():
        banyak = belum.get((pk, pemilik), 0)
        if not banyak:
            continue
        lewat[pk] += posisi.lewat
        satu, milik = periode[pk], opd[pemilik]
        orang = penerima.opd(pemilik) if posisi.lewat else penerima.operator(pemilik)
        yield Butir(
            kunci=f"isian:{pk}:{pemilik}:{posisi.kunci}",
            jenis=ISIAN,
            kalimat=f"{banyak} baris {satu.tw.label} {milik.singkatan} belum diajukan."
            f" {posisi.kalimat}",
            url=_url_isian(satu, pemilik),
            penerima=orang,
        )
    yield from belum_lapor(periode, lewat, penerima.bapperida)


def belum_lapor(
    periode: Mapping[int, Periode], lewat: Mapping[int, int], bapperida: tuple[int, ...]
) -> Iterator[Butir]:
    """To Bapperida, once per quarter: who is still missing when the grace is over."""
    for pk, banyak in lewat.items():
        if banyak:
            satu = periode[pk]
            kueri = urlencode(
                {"tahun": satu.tahun_id, "triwulan": satu.triwulan, "keadaan": "belum"}
            )
            yield Butir(
                kunci=f"belum_lapor:{pk}",
                jenis=BELUM_LAPOR,
                kalimat=f"{banyak} OPD belum mengajukan semua baris {satu.tw.label};"
                " masa pengisiannya sudah ditutup.",
                url=f"{reverse('capaian:matriks')}?{kueri}",
                penerima=bapperida,
            )


def _belum(periode: Iterable[int]) -> dict[tuple[int, int], int]:
    """Rows that were never handed over, by quarter and OPD. Two queries."""
    periode = list(periode)
    if not periode:
        return {}
    aktif = Indikator.objects.aktif().order_by()
    wajib = dict(aktif.values_list("opd").annotate(n=Count("pk")))
    sudah = {
        (pk, pemilik): n
        for pk, pemilik, n in Realisasi.objects.filter(
            periode__in=periode,
            status__in=BUKAN_BELUM,
            indikator__aktif=True,
            indikator__opd__aktif=True,
        )
        .order_by()
        .values_list("periode", "indikator__opd")
        .annotate(n=Count("pk"))
    }
    return {
        (pk, pemilik): n - sudah.get((pk, pemilik), 0)
        for pk in periode
        for pemilik, n in wajib.items()
    }


def _baris(
    periode: Mapping[int, Periode], opd: Mapping[int, Opd], penerima: Penerima
) -> Iterator[Butir]:
    """Rows that wait for somebody: returned, for the kepala, for Bapperida. Two queries.

    The key carries the day on which the newest of them arrived: one reminder a day at most.
    """
    baris = Realisasi.objects.filter(
        periode__in=periode, indikator__aktif=True, indikator__opd__aktif=True
    ).order_by()
    tiba = Max("log__pada", filter=Q(log__ke=F("status")))
    kelompok = baris.filter(status__in=(S.PERBAIKAN, S.MENUNGGU_KEPALA)).values_list(
        "status", "periode", "indikator__opd"
    )
    for status, pk, pemilik, banyak, kapan in kelompok.annotate(
        n=Count("pk", distinct=True), tiba=Coalesce(tiba, Max("diubah_pada"))
    ):
        yield baris_opd(status, periode[pk], opd[pemilik], banyak, kapan, penerima)
    menunggu = baris.filter(status=S.DIAJUKAN).values_list("periode")
    for pk, banyak, kapan in menunggu.annotate(n=Count("pk"), tiba=Max("diajukan_pada")):
        yield verifikasi(periode[pk], banyak, kapan, penerima.bapperida)


def baris_opd(
    status: str, periode: Periode, opd: Opd, banyak: int, tiba: datetime, penerima: Penerima
) -> Butir:
    """`tiba`: when the newest of the rows came into this state."""
    label = periode.tw.label
    if status == S.PERBAIKAN:
        jenis, orang = PERBAIKAN, penerima.operator(opd.pk)
        kalimat = f"{banyak} baris {label} {opd.singkatan} dikembalikan dan menunggu jawaban Anda."
    else:
        jenis, orang = LEPAS, penerima.kepala(opd.pk)
        kalimat = f"{banyak} baris {label} {opd.singkatan} menunggu Anda ajukan ke Bapperida."
    return Butir(
        kunci=f"{status}:{periode.pk}:{opd.pk}:{_hari(tiba)}",
        jenis=jenis,
        kalimat=kalimat,
        url=_url_isian(periode, opd.pk),
        penerima=orang,
    )


def verifikasi(periode: Periode, banyak: int, tiba: datetime, bapperida: tuple[int, ...]) -> Butir:
    kueri = urlencode({"tahun": periode.tahun_id, "tw": periode.triwulan})
    return Butir(
        kunci=f"verifikasi:{periode.pk}:{_hari(tiba)}",
        jenis=VERIFIKASI,
        kalimat=f"{banyak} baris {periode.tw.label} menunggu verifikasi.",
        url=f"{reverse('capaian:verifikasi')}?{kueri}",
        penerima=bapperida,
    )


def _url_isian(periode: Periode, opd: int) -> str:
    return reverse("capaian:isian_opd", args=[opd, periode.tahun_id, periode.triwulan])


def _hari(pada: datetime) -> date:
    return pada.astimezone(ZONA).date()


def _saat(pada: datetime) -> str:
    return f"{waktu.hari_tanggal(pada)}, pukul {waktu.pukul(pada)}"
