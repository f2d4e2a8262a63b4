"""Isian Saya: all indikator of one OPD in one quarter. A fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from capaian.layar.isian_baris import Baris, Jalur, susun_baris
from capaian.layar.isian_lencana import BELUM, BERES, KEMBALI, SIAP
from capaian.layar.isian_medan import BIASA, Balasan
from capaian.models import Indikator, LogRealisasi, Periode, Perpanjangan, Realisasi
from capaian.perhitungan import Penghitung, muat_versi_target
from capaian.pilihan import StatusRealisasi
from capaian.querysets import IndikatorQuerySet
from konsolidasi.inti import waktu
from konsolidasi.inti.waktu import Triwulan
from opd.models import Opd

DAPAT_DITULIS = ("dibuka", "tenggang")
KELOMPOK = (
    (KEMBALI, "Perlu perbaikan", "arrow-back-up"),
    (BELUM, "Belum lengkap", "circle-dashed"),
    (SIAP, "Siap diajukan", "circle-check"),
    (BERES, "Menunggu verifikasi dan terverifikasi", "send"),
)


@dataclass(frozen=True)
class Kelompok:
    kode: str
    kata: str
    ikon: str
    baris: tuple[Baris, ...]


@dataclass(frozen=True)
class Hitung:
    """How many rows are where. `perlu` is what this person still has to submit."""

    siap: int
    kembali: int
    belum: int
    beres: int

    @property
    def perlu(self) -> int:
        return self.siap + self.kembali + self.belum

    @property
    def lebar_ruas(self) -> int:
        return 20 * self.perlu

    @property
    def ruas(self) -> list[tuple[int, str]]:
        """One segment per row: its x and its kind; ready rows first."""
        jenis = ["siap"] * self.siap + ["buruk"] * self.kembali + ["kosong"] * self.belum
        return [(20 * n, kelas) for n, kelas in enumerate(jenis)]


@dataclass(frozen=True)
class Jendela:
    """The window of the quarter for this OPD, in words."""

    terbuka: bool
    judul: str
    saat: str
    rinci: str
    singkat: str


@dataclass(frozen=True)
class Lembar:
    opd: Opd
    periode: Periode
    kelompok: tuple[Kelompok, ...]
    hitung: Hitung
    jendela: Jendela
    bisa_diisi: bool
    contoh: bool

    @property
    def tw(self) -> Triwulan:
        return self.periode.tw

    @property
    def baris(self) -> Iterable[Baris]:
        return (baris for kelompok in self.kelompok for baris in kelompok.baris)

    @property
    def jumlah(self) -> int:
        return self.hitung.perlu + self.hitung.beres


def indikator_lembar(opd: Opd) -> IndikatorQuerySet:
    """Active indikator of an OPD and of its units, in the order of the page."""
    unit = Q(opd=opd) | Q(opd__induk=opd) | Q(opd__induk__induk=opd)
    return (
        Indikator.objects.aktif()
        .filter(unit)
        .select_related("opd", "skala_predikat")
        .prefetch_related("skala_predikat__butir")
        .order_by("opd__urutan", "opd", "urutan", "kode")
    )


def susun_lembar(
    opd: Opd,
    periode: Periode,
    *,
    pengguna: AbstractBaseUser,
    pada: datetime,
    balasan: Mapping[int, Balasan] | None = None,
) -> Lembar:
    """At most ten queries."""
    indikator = list(indikator_lembar(opd))
    baris = susun_semua(indikator, periode, pengguna=pengguna, pada=pada, balasan=balasan or {})
    jendela = susun_jendela(periode, _perpanjangan(periode, [opd.pk]).get(opd.pk), pada)
    kelompok = defaultdict(list)
    for satu in baris:
        kelompok[_tempat(satu)].append(satu)
    hitung = Counter(satu.kesiapan for satu in baris)
    return Lembar(
        opd=opd,
        periode=periode,
        kelompok=tuple(
            Kelompok(kode, kata, ikon, tuple(kelompok[kode]))
            for kode, kata, ikon in KELOMPOK
            if kelompok[kode]
        ),
        hitung=Hitung(hitung[SIAP], hitung[KEMBALI], hitung[BELUM], hitung[BERES]),
        jendela=jendela,
        bisa_diisi=any(satu.bisa_diisi for satu in baris),
        contoh=any(
            satu.indikator.contoh or (satu.hasil.realisasi and satu.hasil.realisasi.contoh)
            for satu in baris
        ),
    )


def _tempat(baris: Baris) -> str:
    realisasi = baris.hasil.realisasi
    if realisasi is not None and realisasi.status == StatusRealisasi.PERBAIKAN:
        return KEMBALI
    return baris.kesiapan


def susun_semua(
    indikator: Sequence[Indikator],
    periode: Periode,
    *,
    pengguna: AbstractBaseUser,
    pada: datetime,
    balasan: Mapping[int, Balasan],
) -> list[Baris]:
    """Rows in the order given. Seven queries, two of them only where they are needed."""
    tw = periode.tw
    pk = [i.pk for i in indikator]
    versi = muat_versi_target(pk, tw.tahun)
    realisasi = _muat_realisasi(pk, tw)
    kini = {i: r[tw] for i, r in realisasi.items() if tw in r}
    catatan = _muat_catatan(kini.values())
    boleh = _boleh_diisi(indikator, periode, pengguna, pada)
    penghitung = Penghitung(tw.tahun)
    # reverse() for each of 300 rows would cost more than the rows.
    jalur = (
        reverse("capaian:realisasi_simpan", args=[tw.tahun, tw.nomor, 0]),
        reverse("capaian:indikator_rinci", args=[0]),
    )
    return [
        susun_baris(
            satu,
            versi[satu.pk],
            penghitung.triwulan(satu, versi[satu.pk], kini.get(satu.pk), tw.nomor),
            tw=tw,
            jalur=Jalur(*(pola.replace("/0/", f"/{satu.pk}/") for pola in jalur)),
            lalu=realisasi[satu.pk],
            catatan=catatan.get(satu.pk),
            boleh=boleh[satu.opd_id],
            pada=pada,
            unit=satu.opd.singkatan if satu.opd.induk_id else "",
            balasan=balasan.get(satu.pk, BIASA),
        )
        for satu in indikator
    ]


def _muat_realisasi(pk: Sequence[int], tw: Triwulan) -> dict[int, dict[Triwulan, Realisasi]]:
    """This quarter, the one before and the same one of last year. One query."""
    masa = Q()
    for satu in (tw, tw.sebelum(), tw.setahun_lalu()):
        masa |= Q(periode__tahun=satu.tahun, periode__triwulan=satu.nomor)
    hasil: dict[int, dict[Triwulan, Realisasi]] = defaultdict(dict)
    baris = Realisasi.objects.filter(masa, indikator__in=pk)
    for r in baris.select_related("predikat", "periode", "diubah_oleh").order_by("pk"):
        hasil[r.indikator_id][r.periode.tw] = r
    return hasil


def _muat_catatan(realisasi: Iterable[Realisasi]) -> dict[int, LogRealisasi]:
    """The latest note on each returned row. One query, none when nothing was returned."""
    kembali = [r.pk for r in realisasi if r.status == StatusRealisasi.PERBAIKAN]
    if not kembali:
        return {}
    log = (
        LogRealisasi.objects.filter(realisasi__in=kembali, ke=StatusRealisasi.PERBAIKAN)
        .exclude(catatan="")
        .select_related("oleh", "realisasi")
        .order_by("pada", "pk")
    )
    return {satu.realisasi.indikator_id: satu for satu in log}


def _boleh_diisi(
    indikator: Sequence[Indikator], periode: Periode, pengguna: AbstractBaseUser, pada: datetime
) -> dict[int, bool]:
    """Per OPD: may this person type, and is the window open. One query where it has closed."""
    contoh = {i.opd_id: i for i in indikator}
    boleh = {
        opd: pengguna.has_perm("capaian.isi", Realisasi(indikator=satu, periode=periode))
        for opd, satu in contoh.items()
    }
    if periode.keadaan(pada) in DAPAT_DITULIS:
        return boleh
    lebih = _perpanjangan(periode, [opd for opd, ya in boleh.items() if ya])
    return {
        opd: ya and periode.keadaan(pada, lebih.get(opd)) in DAPAT_DITULIS
        for opd, ya in boleh.items()
    }


def _perpanjangan(periode: Periode, opd: Sequence[int]) -> dict[int, datetime]:
    if not opd:
        return {}
    baris = Perpanjangan.objects.filter(periode=periode, opd__in=opd).order_by()
    return dict(baris.values_list("opd", "sampai_pada"))


def susun_jendela(periode: Periode, perpanjangan: datetime | None, pada: datetime) -> Jendela:
    keadaan = periode.keadaan(pada, perpanjangan)
    if keadaan == "belum_dibuka":
        return Jendela(False, "Dibuka", _saat(periode.dibuka_pada), "", "Belum dibuka")
    if keadaan == "terkunci":
        return Jendela(False, "Terkunci sejak", _saat(periode.ditutup_pada), "", "Terkunci")
    if keadaan == "ditutup":
        return Jendela(False, "Ditutup", _saat(periode.tenggang_pada), "", "Sudah ditutup")
    if perpanjangan is not None and pada > periode.batas_pada:
        sisa = _sisa(perpanjangan, pada)
        singkat = f"Perpanjangan s.d. {waktu.tanggal_singkat(perpanjangan)}, {sisa}"
        return Jendela(True, "Perpanjangan s.d.", _saat(perpanjangan), sisa, singkat)
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
