"""The reminder to paste into WhatsApp, for one OPD or the group: names, rows, deadline, link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone

from capaian.models import Indikator, Periode, Perpanjangan, Realisasi
from capaian.pilihan import SUDAH_DIAJUKAN, KeadaanNilai, StatusRealisasi
from konsolidasi.inti import waktu
from opd.models import Opd, Penugasan
from opd.pilihan import Peran

DISEBUT, DISEBUT_GRUP = 10, 3
"""Rows that a reminder names; a message nobody reads to its end reminds nobody."""
TANPA_ORANG = "operator"
TANDA_WHATSAPP = str.maketrans("", "", "*_~`")
"""Signs that WhatsApp takes for bold or italic; what people typed must not use them."""


@dataclass(frozen=True, slots=True)
class BarisKurang:
    kode: str
    nama: str
    kata: str
    """What is the matter with it: belum diisi, draf, perlu perbaikan."""


@dataclass(frozen=True, slots=True)
class Ditagih:
    """One OPD with rows to finish; `alamat` is the full address of the page to do it on."""

    opd: Opd
    nama: str
    kurang: tuple[BarisKurang, ...]
    alamat: str


@dataclass(frozen=True)
class LayarIngatkan:
    """Everybody who still owes rows of one quarter. `pesan` is `""` when nobody does."""

    ditagih: tuple[Ditagih, ...]
    baris: int
    pesan: str

    @property
    def baris_pesan(self) -> int:
        """Lines of the box: room for all of the text where it is wide."""
        return self.pesan.count("\n") + 3


def susun_ingatkan(
    periode: Periode,
    *,
    pengguna: AbstractBaseUser,
    pada: datetime,
    alamat: Callable[[str], str],
) -> LayarIngatkan:
    """Five queries. Units stand with their own name; who is late elsewhere is left out."""
    if periode.terkunci or pada < periode.dibuka_pada:
        return LayarIngatkan((), 0, "")
    opd = list(Opd.objects.untuk(pengguna).aktif().order_by("urutan", "kode", "pk"))
    kurang, nama = muat_kurang(opd, periode), muat_operator(opd)
    ditagih = tuple(
        Ditagih(o, nama[o.pk], kurang[o.pk], alamat(url_isian(o.pk, periode)))
        for o in opd
        if o.pk in kurang
    )
    if not ditagih:
        return LayarIngatkan((), 0, "")
    sampai = Perpanjangan.objects.filter(
        periode=periode, opd__in=[d.opd.pk for d in ditagih], sampai_pada__gte=pada
    )
    kata = tenggat(periode, None, pada)
    if singkatan := list(sampai.order_by("opd__urutan", "pk").values_list("opd__singkatan")):
        kata += f" Yang mendapat perpanjangan: {', '.join(s for (s,) in singkatan)}."
    return LayarIngatkan(
        ditagih=ditagih,
        baris=sum(len(d.kurang) for d in ditagih),
        pesan=susun_pesan(ditagih, periode=periode, tenggat=kata, pengirim=pengguna.nama),
    )


def url_isian(opd: int, periode: Periode) -> str:
    return reverse("capaian:isian_opd", args=[opd, periode.tahun_id, periode.triwulan])


def susun_pesan(
    ditagih: Sequence[Ditagih], *, periode: Periode, tenggat: str, pengirim: str
) -> str:
    """To one OPD with up to ten rows, to several with three of each."""
    if len(ditagih) == 1:
        (satu,) = ditagih
        baris = [
            f"Yth. Bapak/Ibu {_polos(satu.nama)} ({_polos(satu.opd.singkatan)}).",
            f"Isian {periode.tw.label} {_polos(satu.opd.nama)}:"
            f" {len(satu.kurang)} baris belum selesai.",
            *_rincian(satu, DISEBUT),
            tenggat,
            f"Mohon dilengkapi di {satu.alamat}",
        ]
    else:
        jumlah = sum(len(d.kurang) for d in ditagih)
        baris = [
            "Yth. Bapak/Ibu operator dan kepala OPD.",
            f"Isian {periode.tw.label}: {jumlah} baris dari {len(ditagih)} OPD belum selesai.",
            tenggat,
        ]
        for satu in ditagih:
            baris += [
                "",
                f"*{_polos(satu.opd.singkatan)}* ({_polos(satu.nama)}): {len(satu.kurang)} baris",
                *_rincian(satu, DISEBUT_GRUP),
                satu.alamat,
            ]
        baris.append("")
    baris.append(f"Bila ada kendala, balas pesan ini. Terima kasih. ({pengirim}, Bapperida)")
    return "\n".join(baris)


def _rincian(satu: Ditagih, paling: int) -> list[str]:
    baris = [
        f"{n}. {_polos(k.nama)} ({k.kata})" for n, k in enumerate(satu.kurang[:paling], start=1)
    ]
    if len(satu.kurang) > paling:
        baris.append(f"dan {len(satu.kurang) - paling} baris lain.")
    return baris


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


def muat_kurang(opd: Sequence[Opd], periode: Periode) -> dict[int, tuple[BarisKurang, ...]]:
    """Rows that each OPD still has to do something about; absent: none. Two queries."""
    milik = [o.pk for o in opd]
    ada = {
        pk: (status, keadaan, alasan)
        for pk, status, keadaan, alasan in Realisasi.objects.filter(
            periode=periode, indikator__opd__in=milik
        )
        .order_by()
        .values_list("indikator", "status", "keadaan", "alasan")
    }
    indikator = Indikator.objects.aktif().filter(opd__in=milik).order_by("urutan", "kode", "pk")
    hasil: dict[int, list[BarisKurang]] = {}
    for pk, pemilik, kode, nama in indikator.values_list("pk", "opd", "kode", "nama"):
        status, keadaan, alasan = ada.get(pk, ("", KeadaanNilai.KOSONG, ""))
        if status not in SUDAH_DIAJUKAN:
            kata = _kata(status, keadaan, alasan)
            hasil.setdefault(pemilik, []).append(BarisKurang(kode, nama, kata))
    return {pemilik: tuple(baris) for pemilik, baris in hasil.items()}


def _kata(status: str, keadaan: str, alasan: str) -> str:
    if status in (StatusRealisasi.PERBAIKAN, StatusRealisasi.MENUNGGU_KEPALA):
        kata = StatusRealisasi(status).label
        return kata[:1].lower() + kata[1:]
    if keadaan == KeadaanNilai.KOSONG:
        return "belum diisi"
    if keadaan != KeadaanNilai.NILAI and not alasan:
        return "tanpa nilai, belum beralasan"
    return "draf, belum diajukan"


def muat_operator(opd: Sequence[Opd]) -> dict[int, str]:
    """Who types for each OPD today, or for the OPD above it. One query."""
    milik = {pk for o in opd for pk in (o.pk, o.induk_id) if pk}
    baris = (
        Penugasan.objects.berlaku()
        .filter(opd__in=milik, peran=Peran.OPERATOR, pengguna__is_active=True)
        .order_by("pengguna__nama", "pk")
        .values_list("opd", "pengguna__nama")
    )
    nama: dict[int, dict[str, None]] = {}
    for pk, siapa in baris:
        nama.setdefault(pk, {})[siapa] = None
    return {
        o.pk: ", ".join(nama.get(o.pk) or nama.get(o.induk_id) or ()) or TANPA_ORANG for o in opd
    }


def _polos(teks: str) -> str:
    return " ".join(teks.translate(TANDA_WHATSAPP).split())
