"""One OPD in one quarter for Bapperida: what is missing, a reminder to send, the extension."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.layar.ingatkan import (
    BarisKurang,
    Ditagih,
    muat_kurang,
    muat_operator,
    saat,
    susun_pesan,
    tenggat,
)
from capaian.layar.matriks_hitung import gabungkan, hitung
from capaian.layar.matriks_sel import Sel, susun_sel
from capaian.models import Periode, Perpanjangan
from konsolidasi.inti import waktu
from opd.models import Opd, Pengguna


@dataclass(frozen=True, slots=True)
class RiwayatPerpanjangan:
    saat: str
    siapa: str
    sampai: str
    alasan: str


@dataclass(frozen=True)
class LayarPerpanjangan:
    """`halangan`: why no extension can be given now; `""` when it can."""

    sel: Sel
    kurang: tuple[BarisKurang, ...]
    pesan: str
    """The reminder; `""` when nothing is missing or the quarter is locked."""
    jendela: tuple[tuple[str, str], ...]
    ada: Perpanjangan | None
    berlaku: bool
    induk: str
    """Of a unit that has none of its own: that of the OPD above it."""
    riwayat: tuple[RiwayatPerpanjangan, ...]
    halangan: str
    akibat: str
    url_isian: str
    remah: tuple[tuple[str, str], ...]

    @property
    def baris_pesan(self) -> int:
        """Lines of the box: room for all of the text where it is wide."""
        return self.pesan.count("\n") + 3


def muat_perpanjangan(periode: Periode, opd: Opd) -> Perpanjangan | None:
    """One query."""
    return (
        Perpanjangan.objects.filter(periode=periode, opd=opd)
        .select_related("diberikan_oleh")
        .order_by("pk")
        .first()
    )


def susun_perpanjangan(
    opd: Opd,
    periode: Periode,
    *,
    pengguna: AbstractBaseUser,
    pada: datetime,
    alamat: Callable[[str], str],
) -> LayarPerpanjangan:
    """Eleven queries at most. `alamat` makes a full address of a path."""
    ada = muat_perpanjangan(periode, opd)
    h = gabungkan(hitung([opd.pk], [periode], periode.tahun_id), [periode])
    sampai = h.perpanjangan.get((opd.pk, periode.pk))
    sel = susun_sel(h.di(opd.pk, periode), periode, sampai, pada)
    kurang = () if periode.terkunci else muat_kurang([opd], periode).get(opd.pk, ())
    isian = reverse("capaian:isian_opd", args=[opd.pk, periode.tahun_id, periode.triwulan])
    pesan = ""
    if kurang and pada >= periode.dibuka_pada:
        pesan = susun_pesan(
            [Ditagih(opd, muat_operator([opd])[opd.pk], kurang, alamat(isian))],
            periode=periode,
            tenggat=tenggat(periode, sampai, pada),
            pengirim=pengguna.nama,
        )
    return LayarPerpanjangan(
        sel=sel,
        kurang=kurang,
        pesan=pesan,
        jendela=susun_jendela(periode),
        ada=ada,
        berlaku=ada is not None and pada <= ada.sampai_pada and not periode.terkunci,
        induk=f"ikut OPD di atasnya, sampai {saat(sampai)}" if sampai and not ada else "",
        riwayat=_riwayat(ada) if ada else (),
        halangan=_halangan(periode, pada),
        akibat=_akibat(periode),
        url_isian=isian,
        remah=remah_matriks(periode),
    )


def remah_matriks(periode: Periode) -> tuple[tuple[str, str], ...]:
    """The way back to the matrix with this quarter chosen."""
    kueri = f"?tahun={periode.tahun_id}&triwulan={periode.triwulan}"
    return ((f"Matriks isian {periode.tahun_id}", f"{reverse('capaian:matriks')}{kueri}"),)


def susun_jendela(periode: Periode) -> tuple[tuple[str, str], ...]:
    isi = (
        ("Dibuka", periode.dibuka_pada),
        ("Batas", periode.batas_pada),
        ("Tenggang sampai", periode.tenggang_pada),
        ("Ditutup", periode.ditutup_pada),
    )
    return tuple((label, saat(kapan)) for label, kapan in isi)


def _riwayat(ada: Perpanjangan) -> tuple[RiwayatPerpanjangan, ...]:
    """Every end that was given, newest first. Two queries."""
    peristiwa = list(
        Perpanjangan.pgh_event_model.objects.filter(pgh_obj_id=ada.pk)
        .order_by("-pgh_id")
        .values_list("pgh_created_at", "diberikan_oleh_id", "sampai_pada", "alasan")
    )
    orang = dict(
        Pengguna.objects.filter(pk__in={p[1] for p in peristiwa})
        .order_by()
        .values_list("pk", "nama")
    )
    return tuple(
        RiwayatPerpanjangan(
            saat=f"{waktu.tanggal(kapan)}, {waktu.jam(kapan)}",
            siapa=orang.get(siapa, "Sistem"),
            sampai=saat(sampai),
            alasan=alasan,
        )
        for kapan, siapa, sampai, alasan in peristiwa
    )


def _halangan(periode: Periode, pada: datetime) -> str:
    if periode.terkunci:
        return f"{periode.tw.label} sudah terkunci, jadi tidak dapat diperpanjang."
    if pada < periode.dibuka_pada:
        return f"{periode.tw.label} belum dibuka; belum ada yang perlu diperpanjang."
    return ""


def _akibat(periode: Periode) -> str:
    batas = waktu.tanggal(periode.batas_pada)
    return (
        f"Batasnya tetap {batas}: yang pertama kali diajukan sesudahnya tercatat terlambat,"
        " juga selama perpanjangan. Unit di bawahnya ikut, kecuali punya perpanjangan sendiri."
    )
