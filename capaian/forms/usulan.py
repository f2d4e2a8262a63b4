"""Proposals as typed: a number and a reason per indikator, all in one form."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils.dateparse import parse_datetime

from capaian.forms.nilai import urai_target
from capaian.forms.target import ALASAN_TERPENDEK, dua_arti
from capaian.layanan.target import IsiTarget
from capaian.layanan.usulan import IsiUsulan
from capaian.layar.usulan import BarisUsulan
from konsolidasi.inti import angka
from konsolidasi.inti.angka import AngkaDuaArti, AngkaSalah

NILAI, ALASAN, SIDIK = "nilai-", "alasan-", "sidik-"
PANJANG_ALASAN = 500
PANJANG_SIDIK = 100
_TAK_TERLIHAT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass
class KetikanUsulan:
    """One row as typed. `dilihat`: moment of the proposal that stood there when it was opened."""

    baris: BarisUsulan
    teks: str = ""
    alasan: str = ""
    dilihat: datetime | None = None
    disentuh: bool = False
    isi: IsiTarget | None = None
    galat: str = ""
    galat_alasan: str = ""
    arti: tuple[tuple[str, str], ...] = ()
    bentrok: bool = False

    @property
    def sidik(self) -> str:
        """Goes with the row: which proposal was seen, and what was in the fields."""
        return tulis_sidik(self.baris.saat, self.baris.usulan_teks, self.baris.alasan)

    @property
    def benar(self) -> bool:
        """Was touched and can be written."""
        return self.isi is not None and not (self.galat or self.galat_alasan or self.bentrok)

    @property
    def salah(self) -> bool:
        return bool(self.galat or self.galat_alasan or self.bentrok)

    def usulan(self) -> IsiUsulan:
        return IsiUsulan(self.baris.indikator, self.isi, self.alasan, self.dilihat)


class LembarUsulan:
    """The page as it was sent, or as it opens. Rows whose fields were not touched say nothing."""

    def __init__(self, baris: Iterable[BarisUsulan], data: Mapping[str, str] | None = None) -> None:
        self.ketikan = [_urai(satu, data) for satu in baris]

    @property
    def benar(self) -> list[KetikanUsulan]:
        return [k for k in self.ketikan if k.benar]

    @property
    def salah(self) -> list[KetikanUsulan]:
        return [k for k in self.ketikan if k.salah]

    @property
    def bentrok(self) -> list[KetikanUsulan]:
        return [k for k in self.ketikan if k.bentrok]

    @property
    def diusulkan(self) -> int:
        return sum(1 for k in self.ketikan if k.baris.usulan is not None)


def tulis_sidik(saat: datetime | None, teks: str, alasan: str) -> str:
    return f"{saat.isoformat() if saat else ''}|{_cap(teks, alasan)}"


def baca_sidik(sidik: str) -> tuple[datetime | None, str]:
    """The moment that was seen, and the mark of what was in the fields. Never raises."""
    saat, _, cap = sidik[:PANJANG_SIDIK].partition("|")
    try:
        return (parse_datetime(saat) if saat else None), cap
    except ValueError:
        return None, cap


def _urai(baris: BarisUsulan, data: Mapping[str, str] | None) -> KetikanUsulan:
    pk = baris.indikator.pk
    if data is None or f"{NILAI}{pk}" not in data:
        return KetikanUsulan(baris, baris.usulan_teks, baris.alasan, baris.saat)
    teks = data.get(f"{NILAI}{pk}", "").strip()
    alasan = " ".join(data.get(f"{ALASAN}{pk}", "").split())
    dilihat, cap = baca_sidik(data.get(f"{SIDIK}{pk}", ""))
    ketikan = KetikanUsulan(
        baris, teks[: angka.PANJANG_TEKS_RENTANG + 1], alasan[: PANJANG_ALASAN + 1], dilihat
    )
    ketikan.disentuh = cap != _cap(teks, alasan)
    if not ketikan.disentuh:
        # What stands there now, also when somebody else wrote it meanwhile.
        return KetikanUsulan(baris, baris.usulan_teks, baris.alasan, baris.saat)
    _urai_nilai(ketikan)
    _urai_alasan(ketikan)
    _periksa_bentrok(ketikan)
    return ketikan


def _urai_nilai(ketikan: KetikanUsulan) -> None:
    try:
        ketikan.isi = urai_target(ketikan.teks, ketikan.baris.indikator)
    except AngkaDuaArti as galat:
        ketikan.galat = galat.pesan
        ketikan.arti = tuple(
            (ketikan.teks.replace(galat.teks, jelas), jelas) for jelas in dua_arti(galat)
        )
        return
    except AngkaSalah as galat:
        ketikan.galat = galat.pesan
        return
    if ketikan.isi is None and ketikan.baris.usulan is not None:
        ketikan.galat = "Kosong tidak menarik usulan. Tulis lagi angkanya, atau tekan Tarik usulan."
    elif ketikan.isi is None and ketikan.alasan:
        ketikan.galat = "Alasannya ada, angkanya belum. Tulis target yang diusulkan."


def _urai_alasan(ketikan: KetikanUsulan) -> None:
    panjang = len(ketikan.alasan)
    if _TAK_TERLIHAT.search(ketikan.alasan):
        ketikan.galat_alasan = "Ada karakter yang tidak terlihat. Hapus, lalu ketik ulang."
    elif panjang > PANJANG_ALASAN:
        ketikan.galat_alasan = f"Paling banyak {PANJANG_ALASAN} huruf."
    elif ketikan.isi is not None and panjang < ALASAN_TERPENDEK:
        kurang = ketikan.baris.kurang_dari(ketikan.isi)
        if kurang:
            ketikan.galat_alasan = (
                f"Usulan ini lebih ringan daripada {kurang}. Tulis alasannya, paling sedikit"
                f" {ALASAN_TERPENDEK} huruf."
            )


def _periksa_bentrok(ketikan: KetikanUsulan) -> None:
    """Somebody wrote another proposal since the page was opened; the same one is no conflict."""
    if ketikan.dilihat == ketikan.baris.saat:
        return
    if ketikan.isi is not None and ketikan.usulan().sama_dengan(ketikan.baris.usulan):
        ketikan.isi = None
        ketikan.galat_alasan = ""
        return
    ketikan.bentrok = True


def _cap(teks: str, alasan: str) -> str:
    return sha256(f"{teks}\0{' '.join(alasan.split())}".encode()).hexdigest()[:16]
