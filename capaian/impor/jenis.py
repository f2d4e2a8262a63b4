"""Imports are one core and kinds. A kind says what its sheet holds and how a row is written.

The core (this folder) finds the sheet, compares file, template and system, asks, shows, keeps and
undoes. To add a kind:

1. a package with a class that inherits Jenis and says what below says "asked of every kind";
2. a value in JenisImpor, and the OPD, year, quarter it needs or may have (SYARAT, BOLEH beside it);
3. `daftarkan(KELAS())` in AppConfig.ready of its app;
4. sample rows in konsolidasi.contoh.acak_isi.CONTOH, which `make acak` breaks.

capaian/impor/realisasi is the shortest complete example. A kind has no view and no template.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from capaian.impor.bacaan import Terbaca
from capaian.impor.hasil import BarisPeriksa
from capaian.impor.tempat import Tempat
from capaian.lembar_isian import Acuan, KolomIsian
from capaian.models import JenisImpor
from konsolidasi.inti.xlsx_isian import SelIsian
from konsolidasi.inti.xlsx_sel import Sel


class Jenis:
    """One kind of import; one object of it is registered. All methods are free of state.

    `kode` a value of JenisImpor. `judul` as the list of kinds says it, `uraian` one sentence below
    it. `lembar` the name of the sheet. `benda` heads the list of what an import changed.
    """

    # Asked of every kind -------------------------------------------------------------------
    kode: JenisImpor
    judul: str
    uraian: str
    lembar: str = "Isian"
    benda: str = "Baris"
    kolom: tuple[KolomIsian, ...]
    petunjuk: tuple[tuple[str, str], ...]
    """The lines of the sheet Petunjuk: what is meant, and how it is done."""
    ingat: str = "Sel yang dikosongkan tidak menghapus isi di sistem."
    """The sentence above the sheet."""

    def tempat(self, pengguna: AbstractBaseUser) -> Sequence[Tempat]:
        """Where this person may start an import now, for the page that lists the kinds."""
        raise NotImplementedError

    def boleh(self, tempat: Tempat, pengguna: AbstractBaseUser) -> bool:
        """May this person send, apply and take back here. Same rule as the page of the rows."""
        raise NotImplementedError

    def muat(
        self, tempat: Tempat, pengguna: AbstractBaseUser, pada: datetime
    ) -> Mapping[str, Acuan]:
        """The rows by kode, in the order of the sheet, in a fixed number of queries.

        `baca`, `tampil`, `silang`, `baru` ask the database nothing: what they need is in the
        Acuan, or in a subclass of dict that this returns. After `kunci` it is the last look.
        """
        raise NotImplementedError

    def baca(self, kunci: str, sel: Sel, acuan: Acuan) -> Terbaca:
        """A cell understood: value and plain form. Raises SelSalah, SelTanya (impor.bacaan)."""
        raise NotImplementedError

    def silang(self, baris: BarisPeriksa, acuan: Acuan) -> None:
        """Rules between the cells of a row; puts what the row would write into `baris.isi`."""
        raise NotImplementedError

    def tulis(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
    ) -> list[dict[str, Any]]:
        """All or none, by the bulk service of these rows; `baris` are those with something in isi.

        One JSON-able dict for each, with its "kode" and what `kembalikan` and `url` need; what the
        page shows of it is added by the core. Raises TidakBoleh, SalahKeadaan, SudahBerubah.
        """
        raise NotImplementedError

    def kembalikan(
        self, tempat: Tempat, perubahan: Sequence[Mapping[str, Any]], oleh: AbstractBaseUser
    ) -> int:
        """Undo `tulis`, given its dicts; how many rows. Raises SalahKeadaan (who, which, when)."""
        raise NotImplementedError

    # Where the kind differs from the others --------------------------------------------------
    baris_baru: bool = False
    """Whether an unknown kode makes a new row; then `baru` is asked for. Else it is an error."""
    kode_luar: str = "Kode lain tidak dapat diisi di sini."
    """Said of an unknown kode that is like none of ours."""
    batal: str = "Bisa dibatalkan selama belum ada yang mengubah barisnya."
    """What is said about taking back; "" where `peringatan` says it row by row."""
    baris_kosong: int = 100
    """Open rows below the last one of the template, where new rows are possible."""

    def baru(self, tempat: Tempat, kode: str, acuan: Mapping[str, Acuan]) -> Acuan:
        """The empty row of a new kode ("" for the open rows of a template), `baru=True`, versi 0.

        `acuan` is what `muat` gave. Raises SelSalah where no row may have this kode; for "" where
        this place takes no new rows.
        """
        raise NotImplementedError

    def lihat(self, pengguna: AbstractBaseUser) -> bool:
        """May this person see imports of this kind at all; of which OPD, lingkup says."""
        return True

    def nama_tempat(self, tempat: Tempat) -> str:
        """What the list of imports says: Dinkes, TW IV 2025."""
        return ", ".join(filter(None, (tempat.opd_singkat, tempat.masa)))

    def kembali(self, tempat: Tempat) -> tuple[str, str]:
        """Address and words of the page where these rows are typed; ("", "") for none."""
        return "", ""

    def lain(self, tempat: Tempat) -> tuple[str, str]:
        """Address and words of another way to send these rows; ("", "") for none."""
        return "", ""

    def di_templat(self, acuan: Acuan) -> bool:
        """Whether a row that `muat` knows stands in the template too."""
        return True

    def peringatan(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], pengguna: AbstractBaseUser
    ) -> Sequence[str]:
        """Sentences beside the button that applies, about what these rows would do."""
        return ()

    def kunci(self, tempat: Tempat) -> None:
        """Lock what `tulis` will write, before the last look. Without it `tulis` checks versi."""

    def tampil(self, kunci: str, polos: str, acuan: Acuan | None) -> str:
        """A plain form as people read it. Text and the words of a choice need nothing here."""
        pilihan = self.per_kunci[kunci].pilihan.items()
        return next((kata for kata, nilai in pilihan if nilai == polos), polos)

    def tetap(self, kunci: str, awal: str, sel: Sel, acuan: Acuan) -> bool:
        """Whether a locked cell still says what the template said."""
        return " ".join(awal.split()) == " ".join(sel.isi.split())

    def sel(self, kolom: KolomIsian, acuan: Acuan) -> SelIsian:
        """A cell of the template: value, number format, drop-down. Text needs nothing here."""
        isi = acuan.isi[kolom.kunci]
        kata = {nilai: label for label, nilai in kolom.pilihan.items()}
        return SelIsian(
            kata.get(isi, isi) or None,
            terbuka=not acuan.halangan,
            pilihan=tuple(kolom.pilihan),
            kanan=kolom.kanan,
        )

    def silang_lembar(self, baris: Sequence[BarisPeriksa], acuan: Mapping[str, Acuan]) -> None:
        """Rules between rows, such as a parent that is new in the same sheet; after `silang`.

        A new row that still has a bad cell is held back by the core after this.
        """

    def url(self, perubahan: Mapping[str, Any]) -> str:
        """Address of a row that was written, "" for none."""
        return str(perubahan.get("url", ""))

    # Same for all ----------------------------------------------------------------------------
    @cached_property
    def per_kunci(self) -> dict[str, KolomIsian]:
        return {satu.kunci: satu for satu in self.kolom}

    @cached_property
    def diisi(self) -> tuple[str, ...]:
        """Keys of the columns that can be typed, and of `Acuan.isi`."""
        return tuple(k.kunci for k in self.kolom[1:] if not k.terkunci)

    @cached_property
    def dibaca(self) -> tuple[str, ...]:
        """Keys of the columns that are only read, without the kode."""
        return tuple(k.kunci for k in self.kolom[1:] if k.terkunci)


__all__ = ["Jenis", "Tempat", "cari_jenis", "daftarkan", "semua_jenis"]
_SEMUA: dict[str, Jenis] = {}


def daftarkan(jenis: Jenis) -> None:
    """Once at start, from AppConfig.ready."""
    if jenis.kode in _SEMUA:
        raise ValueError(f"two kinds of import are called {jenis.kode}")
    _SEMUA[jenis.kode] = jenis


def semua_jenis() -> list[Jenis]:
    """In the order of JenisImpor."""
    return [_SEMUA[kode] for kode in JenisImpor.values if kode in _SEMUA]


def cari_jenis(kode: str) -> Jenis | None:
    return _SEMUA.get(kode)
