"""The page of the berita acara of a sesi: its state, what it lacks, answers, addenda, history."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from konsolidasi.inti import waktu
from opd.lingkup import lingkup
from rapat.alur import ALUR_BERITA_ACARA
from rapat.layanan.berita_acara import induk_sesi
from rapat.layanan.kelengkapan import Kurang, kekurangan
from rapat.layanan.pindaian import riwayat_pindaian
from rapat.layanan.tanggapan import masih_terbuka, tidak_menanggapi
from rapat.layar.penetapan import Penetapan, susun_penetapan
from rapat.models import Agenda, BeritaAcara, LogBeritaAcara, Sesi, TanggapanBeritaAcara
from rapat.pilihan import JenisBeritaAcara, StatusBeritaAcara, StatusTanggapan

LENCANA = {
    StatusBeritaAcara.DRAF: ("netral", "pencil"),
    StatusBeritaAcara.TANGGAPAN: ("info", "message-2"),
    StatusBeritaAcara.FINAL: ("baik", "lock"),
}
LENCANA_TANGGAPAN = {
    StatusTanggapan.MENUNGGU: ("waspada", "clock"),
    StatusTanggapan.DITERIMA: ("baik", "circle-check"),
    StatusTanggapan.DITOLAK: ("netral", "circle-minus"),
}
KALIMAT = {
    "edarkan": "mengedarkan berita acara untuk tanggapan OPD",
    "tarik": "menariknya kembali ke draf",
    "finalkan": "memfinalkan; angkanya dibekukan",
    "buka": "membukanya kembali",
    "pindaian": "memasang pindaian bertanda tangan",
}


@dataclass(frozen=True)
class Catatan:
    """One line of the history, in a sentence."""

    saat: str
    kalimat: str
    catatan: str


@dataclass(frozen=True)
class BarisKurang:
    """All that one OPD lacks; `nama` is empty for the sesi as a whole."""

    nama: str
    kalimat: str
    url: str
    tautan: str


@dataclass(frozen=True)
class BarisTanggapan:
    satu: TanggapanBeritaAcara
    ragam: str
    ikon: str

    @property
    def menunggu(self) -> bool:
        return self.satu.status == StatusTanggapan.MENUNGGU


@dataclass(frozen=True)
class Naskah:
    """A final one with its signed scan. `lama`: file and moment of the scans before."""

    satu: BeritaAcara
    lama: tuple[tuple[int, str], ...]

    @property
    def adendum(self) -> bool:
        return self.satu.jenis == JenisBeritaAcara.ADENDUM


@dataclass(frozen=True)
class LayarBeritaAcara:
    """`induk` is None while nobody prepared one. `langkah`: names of what this person may do.

    Without `utuh`, the person sees the own part of the sesi only: no other OPD, no history.
    """

    sesi: Sesi
    induk: BeritaAcara | None
    utuh: bool
    status: str
    status_kata: str
    ragam: str
    ikon: str
    kalimat: str
    langkah: frozenset[str]
    agenda: tuple[Agenda, ...]
    kurang: tuple[BarisKurang, ...]
    penetapan: Penetapan
    tanggapan: tuple[BarisTanggapan, ...]
    diam: tuple[Agenda, ...]
    lewat: bool
    adendum: tuple[BeritaAcara, ...]
    naskah: tuple[Naskah, ...]
    riwayat: tuple[Catatan, ...]

    @property
    def final(self) -> bool:
        return self.status == StatusBeritaAcara.FINAL

    @property
    def pernah_edar(self) -> bool:
        return self.induk is not None and self.induk.tanggapan_sampai is not None

    @property
    def diedarkan(self) -> bool:
        return self.status == StatusBeritaAcara.TANGGAPAN

    @property
    def menunggu(self) -> int:
        return sum(1 for t in self.tanggapan if t.menunggu)


def lihat_utuh(pengguna: AbstractBaseUser) -> bool:
    """Whether this person reads the part of every OPD, and the signed scan with everybody's NIP."""
    return lingkup(pengguna).semua


def susun_berita_acara(sesi: Sesi, pengguna: AbstractBaseUser, pada: datetime) -> LayarBeritaAcara:
    """A fixed number of queries, whatever the number of OPD."""
    induk, utuh = induk_sesi(sesi), lihat_utuh(pengguna)
    tampak = induk or BeritaAcara(sesi=sesi)
    agenda = tuple(
        Agenda.objects.untuk(pengguna)
        .filter(sesi=sesi)
        .select_related("opd")
        .order_by("urutan", "pk")
    )
    milik = {a.pk for a in agenda}
    diam = tuple(a for a in _diam(induk) if a.pk in milik)
    lewat = tampak.status == StatusBeritaAcara.TANGGAPAN and not masih_terbuka(tampak, pada)
    penetapan = susun_penetapan(sesi)
    kurang = []
    if utuh and not sesi.terkunci:
        kurang = kekurangan(sesi, induk, pada, penetapan.belum)
    adendum = _adendum(sesi)
    ragam, ikon = LENCANA[StatusBeritaAcara(tampak.status)]
    return LayarBeritaAcara(
        sesi=sesi,
        induk=induk,
        utuh=utuh,
        status=tampak.status,
        status_kata=tampak.get_status_display(),
        ragam=ragam,
        ikon=ikon,
        kalimat=_kalimat(tampak, lewat, len(diam) if utuh else 0),
        langkah=frozenset(t.nama for t in ALUR_BERITA_ACARA.tersedia(tampak, pengguna)),
        agenda=agenda,
        kurang=susun_kurang(kurang),
        penetapan=penetapan.hanya(milik),
        tanggapan=_tanggapan(induk, milik),
        diam=diam,
        lewat=lewat,
        adendum=adendum,
        naskah=_naskah([tampak, *adendum])
        if utuh and tampak.status == StatusBeritaAcara.FINAL
        else (),
        riwayat=_riwayat(sesi) if utuh else (),
    )


def susun_kurang(kurang: Sequence[Kurang]) -> tuple[BarisKurang, ...]:
    """One line per OPD in the order of the agenda, then what is about the sesi."""
    hal: dict[tuple[int, bool], list[Kurang]] = defaultdict(list)
    for satu in kurang:
        hal[satu.agenda.pk if satu.agenda else 0, satu.tanggapan].append(satu)
    return tuple(_kurang(milik) for milik in hal.values())


def susun_tanggapan(baris: list[TanggapanBeritaAcara]) -> tuple[BarisTanggapan, ...]:
    return tuple(BarisTanggapan(t, *LENCANA_TANGGAPAN[StatusTanggapan(t.status)]) for t in baris)


def _kurang(milik: list[Kurang]) -> BarisKurang:
    satu, hal = milik[0], "; ".join(dict.fromkeys(k.hal for k in milik))
    if satu.agenda is None:
        return BarisKurang("", f"{hal}.", "", "")
    if satu.tanggapan:
        halaman = reverse("rapat:berita_acara", args=[satu.agenda.sesi_id])
        return BarisKurang(satu.agenda.nama, f"{hal}.", f"{halaman}#tanggapan", "Jawab")
    return BarisKurang(satu.agenda.nama, f"{hal}.", satu.agenda.get_absolute_url(), "Buka")


def _kalimat(satu: BeritaAcara, lewat: bool, diam: int) -> str:
    match satu.status:
        case StatusBeritaAcara.FINAL:
            return (
                f"Final {_saat(satu.final_pada)}, oleh {satu.final_oleh.nama}. Angka dibekukan;"
                " perbaikan hanya lewat adendum."
            )
        case StatusBeritaAcara.TANGGAPAN if lewat:
            sepakat = f" {diam} OPD tidak menanggapi dan dianggap sepakat." if diam else ""
            return f"Masa tanggapan berakhir {_saat(satu.tanggapan_sampai)}.{sepakat}"
        case StatusBeritaAcara.TANGGAPAN:
            return (
                f"OPD dapat meminta perbaikan bagiannya sampai {_saat(satu.tanggapan_sampai)}."
                " Yang tidak menanggapi dianggap sepakat."
            )
        case _:
            return "Disusun sendiri dari isi sesi. Selama draf, naskah mengikuti halaman sesi."


def _diam(induk: BeritaAcara | None) -> list[Agenda]:
    if induk is None or induk.tanggapan_sampai is None:
        return []
    return tidak_menanggapi(induk)


def _tanggapan(induk: BeritaAcara | None, milik: set[int]) -> tuple[BarisTanggapan, ...]:
    if induk is None:
        return ()
    baris = induk.tanggapan.filter(agenda__in=milik).select_related(
        "agenda__opd", "agenda__sesi", "oleh", "dijawab_oleh"
    )
    return susun_tanggapan(list(baris.order_by("agenda__urutan", "pada", "pk")))


def _adendum(sesi: Sesi) -> tuple[BeritaAcara, ...]:
    baris = BeritaAcara.objects.filter(sesi=sesi, jenis=JenisBeritaAcara.ADENDUM)
    return tuple(baris.select_related("final_oleh", "pindaian").order_by("tanggal", "pk"))


def _naskah(semua: list[BeritaAcara]) -> tuple[Naskah, ...]:
    pernah = riwayat_pindaian(semua[0].sesi_id)
    return tuple(
        Naskah(
            satu,
            tuple(
                (lampiran, _saat(pada))
                for lampiran, pada in pernah.get(satu.pk, {}).items()
                if lampiran != satu.pindaian_id
            ),
        )
        for satu in semua
    )


def _riwayat(sesi: Sesi) -> tuple[Catatan, ...]:
    baris = LogBeritaAcara.objects.filter(berita_acara__sesi=sesi)
    return tuple(
        _catatan(log)
        for log in baris.select_related("oleh", "berita_acara").order_by("-pada", "-pk")
    )


def _catatan(log: LogBeritaAcara) -> Catatan:
    adendum = log.berita_acara.jenis == JenisBeritaAcara.ADENDUM
    tentang = f"Adendum nomor {log.berita_acara.nomor}: " if adendum else ""
    kalimat = KALIMAT.get(log.transisi, log.transisi)
    return Catatan(_saat(log.pada), f"{tentang}{log.oleh.nama} {kalimat}.", log.catatan)


def _saat(pada: datetime) -> str:
    return f"{waktu.tanggal(pada)}, {waktu.pukul(pada)}"
