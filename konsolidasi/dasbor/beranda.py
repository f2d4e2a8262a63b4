"""What the front page says to each person: a few sentences, each with the page that does it."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from capaian.models import Indikator, Periode, Realisasi
from capaian.pilihan import SUDAH_DIAJUKAN, StatusRealisasi
from konsolidasi.inti import waktu
from rapat.models import Sesi
from rapat.pilihan import StatusSesi


@dataclass(frozen=True)
class Tindakan:
    kalimat: str
    keterangan: str
    url: str
    tombol: str
    ikon: str


@dataclass(frozen=True)
class Beranda:
    periode: Periode | None
    tindakan: tuple[Tindakan, ...]
    sesi: tuple[Sesi, ...]


def susun(pengguna: AbstractBaseUser) -> Beranda:
    """At most six queries."""
    if not pengguna.has_perm("capaian.lihat"):
        return Beranda(None, (), ())
    periode = Periode.objects.select_related("tahun").bawaan()
    sesi = tuple(
        Sesi.objects.untuk(pengguna)
        .exclude(status=StatusSesi.DITETAPKAN)
        .select_related("rapat")
        .order_by("tanggal", "nomor")[:4]
    )
    tindakan = []
    if periode is not None:
        tindakan.append(
            _isian_opd(pengguna, periode)
            if pengguna.has_perm("capaian.isi")
            else _isian_semua(pengguna, periode)
        )
    if sesi:
        tindakan.append(_sesi_berikut(sesi[0]))
    if periode is not None:
        tindakan.append(_rekap(periode))
    return Beranda(periode, tuple(tindakan), sesi)


def _hitung(pengguna: AbstractBaseUser, periode: Periode) -> tuple[int, int, int]:
    """Indikator in scope, rows already submitted, rows returned. Two queries."""
    wajib = Indikator.objects.untuk(pengguna).aktif().count()
    baris = Realisasi.objects.untuk(pengguna).filter(periode=periode, indikator__aktif=True)
    hitung = baris.aggregate(
        diajukan=Count("pk", filter=Q(status__in=SUDAH_DIAJUKAN)),
        kembali=Count("pk", filter=Q(status=StatusRealisasi.PERBAIKAN)),
    )
    return wajib, hitung["diajukan"], hitung["kembali"]


def _isian_opd(pengguna: AbstractBaseUser, periode: Periode) -> Tindakan:
    wajib, diajukan, kembali = _hitung(pengguna, periode)
    sisa = wajib - diajukan
    kalimat = (
        f"{sisa} dari {wajib} indikator {periode.tw.label} belum diajukan."
        if sisa
        else f"Semua {wajib} indikator {periode.tw.label} sudah diajukan."
    )
    batas = timezone.localtime(periode.batas_pada)
    keterangan = f"Batas {waktu.hari_tanggal(batas.date())}, {waktu.pukul(batas)}."
    if kembali:
        keterangan = f"{kembali} perlu perbaikan. {keterangan}"
    return Tindakan(kalimat, keterangan, reverse("capaian:isian"), "Buka isian", "clipboard-text")


def _isian_semua(pengguna: AbstractBaseUser, periode: Periode) -> Tindakan:
    wajib, diajukan, _ = _hitung(pengguna, periode)
    return Tindakan(
        f"{diajukan} dari {wajib} indikator {periode.tw.label} sudah diajukan semua OPD.",
        "Buka lembar tiap OPD untuk melihat mana yang belum.",
        reverse("capaian:isian"),
        "Lihat isian",
        "clipboard-text",
    )


def _sesi_berikut(sesi: Sesi) -> Tindakan:
    berlangsung = sesi.status == StatusSesi.BERLANGSUNG
    kata = "sedang berlangsung" if berlangsung else "dijadwalkan"
    return Tindakan(
        f"{sesi.judul} {kata}.",
        f"{waktu.hari_tanggal(sesi.tanggal)}, pukul {waktu.jam(sesi.jam_mulai)} WIB.",
        sesi.get_absolute_url(),
        "Buka sesi",
        "presentation",
    )


def _rekap(periode: Periode) -> Tindakan:
    tahun = periode.tahun_id
    return Tindakan(
        f"Rekap capaian {tahun} dan target {tahun + 1} siap dibaca dan diunduh.",
        "Angkanya sama dengan yang ada di halaman indikator.",
        f"{reverse('capaian:rekap')}?tahun={tahun}",
        "Buka rekap",
        "file-spreadsheet",
    )
