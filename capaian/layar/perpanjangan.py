"""One OPD in one quarter for Bapperida: what is missing, a reminder to send, the extension."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone

from capaian.layar.matriks_hitung import gabungkan, hitung
from capaian.layar.matriks_sel import Sel, susun_sel
from capaian.models import Indikator, Periode, Perpanjangan, Realisasi
from capaian.pilihan import SUDAH_DIAJUKAN, KeadaanNilai, StatusRealisasi
from konsolidasi.inti import waktu
from opd.models import Opd, Pengguna, Penugasan
from opd.pilihan import Peran

DISEBUT = 10
"""Rows that a reminder names; a message nobody reads to its end reminds nobody."""
TANPA_ORANG = "operator"


@dataclass(frozen=True, slots=True)
class BarisKurang:
    kode: str
    nama: str
    kata: str
    """What is the matter with it: belum diisi, draf, perlu perbaikan."""


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
    kurang = () if periode.terkunci else _kurang(opd, periode)
    isian = reverse("capaian:isian_opd", args=[opd.pk, periode.tahun_id, periode.triwulan])
    pesan = ""
    if kurang and pada >= periode.dibuka_pada:
        pesan = susun_pesan(
            opd=opd,
            nama=_operator(opd),
            periode=periode,
            sel=sel,
            kurang=kurang,
            tenggat=tenggat(periode, sampai, pada),
            alamat=alamat(isian),
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


def saat(kapan: datetime) -> str:
    """Jumat, 16 Januari 2026, pukul 16.00 WIB"""
    return f"{waktu.hari_tanggal(kapan)}, pukul {waktu.pukul(kapan)}"


def tenggat(periode: Periode, sampai: datetime | None, pada: datetime) -> str:
    """Until when the OPD can still type, in a sentence."""
    if periode.keadaan(pada, sampai) == "ditutup":
        akhir = max(filter(None, (periode.tenggang_pada, sampai)))
        return f"Pengisian sudah ditutup {saat(akhir)}; bila perlu perpanjangan, kabari kami."
    if pada <= periode.batas_pada:
        teks = f"Batasnya {saat(periode.batas_pada)}."
        if sampai is not None:
            teks += f" OPD ini mendapat perpanjangan sampai {saat(sampai)}."
        return teks
    hari = (timezone.localdate(pada) - timezone.localdate(periode.batas_pada)).days
    lewat = f"lewat {hari} hari" if hari else "lewat hari ini"
    if sampai is not None and pada <= sampai:
        return f"Batasnya sudah {lewat}; perpanjangan berakhir {saat(sampai)}."
    return f"Batasnya sudah {lewat}; tenggang berakhir {saat(periode.tenggang_pada)}."


def susun_pesan(
    *,
    opd: Opd,
    nama: str,
    periode: Periode,
    sel: Sel,
    kurang: Sequence[BarisKurang],
    tenggat: str,
    alamat: str,
    pengirim: str,
) -> str:
    baris = [
        f"Yth. Bapak/Ibu {nama} ({opd.singkatan}).",
        f"Isian {periode.tw.label} {opd.nama}: {len(kurang)} baris belum selesai.",
        *(f"{n}. {k.nama} ({k.kata})" for n, k in enumerate(kurang[:DISEBUT], start=1)),
    ]
    if len(kurang) > DISEBUT:
        baris.append(f"dan {len(kurang) - DISEBUT} baris lain.")
    baris += [
        tenggat,
        f"Mohon dilengkapi di {alamat}",
        f"Bila ada kendala, balas pesan ini. Terima kasih. ({pengirim}, Bapperida)",
    ]
    return "\n".join(baris)


def _kurang(opd: Opd, periode: Periode) -> tuple[BarisKurang, ...]:
    """Rows that the OPD still has to do something about. Two queries."""
    ada = {
        pk: (status, keadaan, alasan)
        for pk, status, keadaan, alasan in Realisasi.objects.filter(
            periode=periode, indikator__opd=opd
        )
        .order_by()
        .values_list("indikator", "status", "keadaan", "alasan")
    }
    indikator = Indikator.objects.aktif().filter(opd=opd).order_by("urutan", "kode", "pk")
    hasil = []
    for pk, kode, nama in indikator.values_list("pk", "kode", "nama"):
        status, keadaan, alasan = ada.get(pk, ("", KeadaanNilai.KOSONG, ""))
        if status not in SUDAH_DIAJUKAN:
            hasil.append(BarisKurang(kode, nama, _kata(status, keadaan, alasan)))
    return tuple(hasil)


def _kata(status: str, keadaan: str, alasan: str) -> str:
    if status in (StatusRealisasi.PERBAIKAN, StatusRealisasi.MENUNGGU_KEPALA):
        kata = StatusRealisasi(status).label
        return kata[:1].lower() + kata[1:]
    if keadaan == KeadaanNilai.KOSONG:
        return "belum diisi"
    if keadaan != KeadaanNilai.NILAI and not alasan:
        return "tanpa nilai, belum beralasan"
    return "draf, belum diajukan"


def _operator(opd: Opd) -> str:
    """Who types for this OPD today, or for the OPD above it. One query."""
    milik = [pk for pk in (opd.pk, opd.induk_id) if pk]
    baris = (
        Penugasan.objects.berlaku()
        .filter(opd__in=milik, peran=Peran.OPERATOR, pengguna__is_active=True)
        .order_by("pengguna__nama", "pk")
        .values_list("opd", "pengguna__nama")
    )
    semua = list(baris)
    sendiri = dict.fromkeys(nama for pk, nama in semua if pk == opd.pk)
    return ", ".join(sendiri or dict.fromkeys(nama for _, nama in semua)) or TANPA_ORANG


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
