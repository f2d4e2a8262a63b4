"""The main menu: which pages there are, and which of them this person may open."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.cetakan import Cetakan

JABATAN_TERPANJANG = 26
KEPALA = Cetakan("komponen/menu.html")


@dataclass(frozen=True)
class Butir:
    """`utama` entries stand in the header, the others under "Lainnya"."""

    label: str
    nama_url: str
    ikon: str
    aksi: str
    kecuali: str = ""
    """Action whose holders get another entry for the same page."""
    utama: bool = False


@dataclass(frozen=True)
class Menu:
    label: str
    url: str
    ikon: str
    kini: str
    """Value of aria-current: "page" on the page itself, "true" below it, "" elsewhere."""
    utama: bool = True


class DaftarMenu(tuple[Menu, ...]):
    """All entries in order; the folded menu of a small screen shows them all."""

    __slots__ = ()

    @property
    def lainnya(self) -> "tuple[Menu, ...]":
        return tuple(m for m in self if not m.utama)


BUTIR = (
    Butir("Beranda", "beranda", "home-2", "opd.beranda", utama=True),
    Butir("Isian saya", "capaian:isian", "clipboard-text", "capaian.isi", utama=True),
    Butir("Verifikasi", "capaian:verifikasi", "checks", "capaian.verifikasi", utama=True),
    Butir("Rapat", "rapat:rapat_daftar", "presentation", "rapat.lihat", utama=True),
    Butir("Keselarasan", "capaian:keselarasan", "arrow-merge", "capaian.lihat", utama=True),
    Butir("Capaian", "capaian_kota", "sum", "capaian.lihat", utama=True),
    Butir("Indikator", "capaian:indikator_daftar", "target", "capaian.lihat", utama=True),
    Butir("Dokumen", "capaian:dokumen", "file-text", "capaian.ekspor", utama=True),
    Butir("Isian OPD", "capaian:isian", "clipboard-text", "capaian.lihat", kecuali="capaian.isi"),
    Butir("Impor Excel", "capaian:impor_daftar", "file-spreadsheet", "capaian.impor"),
    Butir("Matriks", "capaian:matriks", "calendar-time", "capaian.lihat"),
    Butir("Pohon kinerja", "capaian:pohon", "arrows-diff", "capaian.lihat"),
    Butir("Target", "capaian:target_tabel", "list-check", "capaian.ubah_target"),
    Butir("Usulan target", "capaian:usulan", "target", "capaian.usulkan"),
    # Whose front page it is needs no second entry.
    Butir("Ringkasan pimpinan", "pimpinan", "user-check", "capaian.verifikasi"),
    Butir("Pengaturan", "admin:index", "math-function", "opd.pengaturan"),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Computed only on pages that show it; then as many queries as `lingkup`."""
    return {"cetak_menu": lambda: cetak_menu(request)}


def cetak_menu(request: HttpRequest) -> SafeString:
    """The header of whoever is logged in: entries, bell, own account."""
    p, menu = request.user, susun(request)
    cari = p.has_perm("capaian.lihat")
    baru = p.belum_dibaca
    teks = {
        "inisial": p.inisial,
        "nama": p.get_short_name(),
        "jabatan": Truncator(p.jabatan).chars(JABATAN_TERPANJANG) if p.jabatan else "",
        "baru": str(baru or ""),
        "lonceng": "99+" if baru > 99 else str(baru or ""),
        "csrf_token": get_token(request),
    }
    return KEPALA.isi((menu, cari), teks, lambda t, _: {**t, "menu": menu, "cari": cari})


def susun(request: HttpRequest) -> DaftarMenu:
    pengguna = getattr(request, "user", None)
    if pengguna is None or not pengguna.is_authenticated:
        return DaftarMenu()
    hasil = []
    for butir in BUTIR:
        url = _url(butir.nama_url)
        if url and _boleh(pengguna, butir):
            kini = _kini(request.path, url)
            hasil.append(Menu(butir.label, url, butir.ikon, kini, butir.utama))
    return DaftarMenu(hasil)


def _url(nama: str) -> str:
    try:
        return alamat_halaman(nama)
    except NoReverseMatch:
        return ""


def _boleh(pengguna: AbstractBaseUser, butir: Butir) -> bool:
    if not pengguna.has_perm(butir.aksi):
        return False
    return not (butir.kecuali and pengguna.has_perm(butir.kecuali))


def _kini(jalur: str, url: str) -> str:
    if jalur == url:
        return "page"
    return "true" if url != "/" and jalur.startswith(url) else ""
