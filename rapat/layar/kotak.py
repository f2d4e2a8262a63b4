"""The four boxes beside the table of a run sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser

from konsolidasi.inti import waktu
from rapat.layanan.jalannya import TERLIHAT
from rapat.layar.tindak_lanjut import BarisTindakLanjut, pada_agenda
from rapat.models import Agenda, CatatanAgenda, PenulisAgenda, TindakLanjut
from rapat.pilihan import JenisCatatan


@dataclass(frozen=True)
class BalasanKotak:
    """What a save made of a box: the text as typed, and why it was not kept."""

    ketikan: str | None = None
    galat: str = ""
    lawan: CatatanAgenda | None = None
    versi: int | None = None
    titipan: bool = False

    @property
    def ditolak(self) -> bool:
        return bool(self.lawan or self.galat)


BIASA = BalasanKotak()


@dataclass(frozen=True)
class Kotak:
    """One box of text. `tersimpan` is the moment in words, "" while it was never saved."""

    jenis: str
    judul: str
    teks: str
    versi: int
    tersimpan: str
    balasan: BalasanKotak


@dataclass(frozen=True)
class SisiKanan:
    kotak: tuple[Kotak, ...]
    lama: tuple[BarisTindakLanjut, ...]
    baru: tuple[BarisTindakLanjut, ...]
    penulis: str
    """Who else has this item, or another one, open for writing; a sentence or ""."""


def susun_kotak(jenis: str, catatan: CatatanAgenda | None, balasan: BalasanKotak = BIASA) -> Kotak:
    """No query when `diubah_oleh` of an opponent is loaded."""
    teks = catatan.teks if catatan else ""
    versi = catatan.versi if catatan else 0
    return Kotak(
        jenis=jenis,
        judul=JenisCatatan(jenis).label,
        teks=teks if balasan.ketikan is None else balasan.ketikan,
        versi=versi if balasan.versi is None else balasan.versi,
        tersimpan=f"tersimpan {waktu.jam(catatan.diubah_pada)}" if catatan else "",
        balasan=balasan,
    )


def susun_sisi(
    agenda: Agenda,
    *,
    pengguna: AbstractBaseUser,
    pada: datetime,
    hari_ini: date,
    balasan: Mapping[str, BalasanKotak] | None = None,
    penuh: bool = True,
) -> SisiKanan:
    """Four queries, whatever the number of follow-ups. Without `penuh` no box, and only the
    follow-ups that this person has a part in."""
    ada = {c.jenis: c for c in CatatanAgenda.objects.filter(agenda=agenda)}
    milik = None if penuh else TindakLanjut.objects.untuk(pengguna)
    lama, baru = pada_agenda(agenda, hari_ini, milik)
    return SisiKanan(
        kotak=tuple(
            susun_kotak(jenis, ada.get(jenis), (balasan or {}).get(jenis, BIASA))
            for jenis in (JenisCatatan.values if penuh else ())
        ),
        lama=lama,
        baru=baru,
        penulis=_penulis(agenda, pengguna.pk, pada),
    )


def _penulis(agenda: Agenda, pengguna_pk: int, pada: datetime) -> str:
    baris = (
        PenulisAgenda.objects.filter(agenda__sesi=agenda.sesi_id, pada__gte=pada - TERLIHAT)
        .exclude(pengguna=pengguna_pk)
        .select_related("pengguna", "agenda__opd")
        .order_by("pk")
    )
    kalimat = [
        f"{satu.pengguna.nama} sedang menulis di "
        + ("OPD ini juga" if satu.agenda_id == agenda.pk else satu.agenda.nama)
        for satu in baris
    ]
    return "; ".join(kalimat) + "." if kalimat else ""
