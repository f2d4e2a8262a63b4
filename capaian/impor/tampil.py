"""What the pages of an import show: the sheet with its marks, the list of what needs somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from capaian.impor.hasil import (
    DITULIS,
    PERLU_ORANG,
    SISTEM,
    BarisPeriksa,
    Pratinjau,
    SelPeriksa,
    Tanda,
)
from capaian.impor.jenis import Jenis, Tempat
from capaian.lembar_isian import KODE
from konsolidasi.inti.xlsx_sel import nomor_kolom

DISEBUT_TERBANYAK = 40
# Style, icon and words of the counts, in the order of the page.
HITUNGAN = (
    (Tanda.BARU, "utama", "plus", "baru"),
    (Tanda.BERUBAH, "info", "pencil", "berubah"),
    (Tanda.SAMA, "netral", "equal", "sama"),
    (Tanda.SALAH, "buruk", "circle-x", "salah"),
    (Tanda.TANYA, "waspada", "alert-triangle", "perlu jawaban"),
    (Tanda.BENTROK, "waspada", "alert-triangle", "bentrok"),
    (Tanda.MENUNGGU, "kosong", "hourglass", "menunggu sel lain"),
    (Tanda.DIKUNCI, "kosong", "lock", "diabaikan"),
)
KELAS = {Tanda.BENTROK: "tanya", Tanda.DIKUNCI: "abai", Tanda.MENUNGGU: "abai"}


@dataclass(frozen=True, slots=True)
class SelTampil:
    alamat: str
    kelas: str
    kanan: bool
    lama: str
    teks: str
    kata: str
    tautan: bool
    """Whether the list beside the sheet has an entry for it."""


@dataclass(frozen=True, slots=True)
class BarisTampil:
    nomor: int
    dilewati: bool
    sel: Sequence[SelTampil]


@dataclass(frozen=True, slots=True)
class Butir:
    """One thing to be settled. `ketik`: a field for it; `pilihan`: words and the action sent."""

    alamat: str
    pesan: str
    ketik: bool
    usul: str
    desimal: bool
    label: str
    pilihan: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Dijawab:
    alamat: str
    kata: str
    aksi: str


@dataclass(frozen=True, slots=True)
class Hitungan:
    ragam: str
    gambar: str
    kata: str


@dataclass(frozen=True, slots=True)
class KolomTampil:
    huruf: str
    judul: str
    kanan: bool


def susun_kolom(jenis: Jenis, tempat: Tempat, hasil: Pratinjau) -> list[KolomTampil]:
    semua = [(jenis.per_kunci[kunci], hasil.huruf[kunci]) for kunci in _urut(hasil)]
    return [KolomTampil(huruf, tempat.judul_kolom(k), k.kanan) for k, huruf in semua]


def _urut(hasil: Pratinjau) -> list[str]:
    """Keys of the columns in the order in which they stand in the file."""
    return sorted(hasil.huruf, key=lambda kunci: nomor_kolom(hasil.huruf[kunci]))


def susun_baris(jenis: Jenis, hasil: Pratinjau, baris: Sequence[BarisPeriksa]) -> list[BarisTampil]:
    urut, disebut = _urut(hasil), {s.alamat for _, s in _disebut(hasil)}
    return [
        BarisTampil(b.nomor, b.dilewati, [_tampilkan(jenis, b, b.sel[k], disebut) for k in urut])
        for b in baris
    ]


def _tampilkan(jenis: Jenis, baris: BarisPeriksa, sel: SelPeriksa, disebut: set[str]) -> SelTampil:
    teks, lama = sel.teks, ""
    if sel.tanda in DITULIS:
        teks = _potong(jenis.tampil(sel.kunci, sel.polos, baris.acuan))
        lama = _potong(jenis.tampil(sel.kunci, sel.lama, baris.acuan)) if sel.lama else ""
    elif sel.tanda == Tanda.DIKUNCI:
        teks, lama = "", sel.teks
    return SelTampil(
        alamat=sel.alamat,
        kelas=KELAS.get(sel.tanda, sel.tanda.value),
        kanan=jenis.per_kunci[sel.kunci].kanan,
        lama=lama,
        teks=teks,
        kata=sel.kata,
        tautan=sel.alamat in disebut,
    )


def _potong(teks: str) -> str:
    return teks if len(teks) <= 60 else f"{teks[:59]}…"


def susun_hitungan(banyak: Mapping[str, int]) -> list[Hitungan]:
    """Every kind of cell that there is, with its number."""
    return [
        Hitungan(ragam, gambar, f"{banyak[tanda.value]} {kata}")
        for tanda, ragam, gambar, kata in HITUNGAN
        if banyak.get(tanda.value)
    ]


def _disebut(hasil: Pratinjau) -> list[tuple[BarisPeriksa, SelPeriksa]]:
    return [satu for _, satu in zip(range(DISEBUT_TERBANYAK), hasil.masalah, strict=False)]


def susun_butir(jenis: Jenis, hasil: Pratinjau) -> list[Butir]:
    """The first of what is to be settled; the sheet shows all of it."""
    return [_butir(jenis, baris, sel) for baris, sel in _disebut(hasil)]


def _butir(jenis: Jenis, baris: BarisPeriksa, sel: SelPeriksa) -> Butir:
    if sel.kunci == KODE:
        pilihan = [(kata, f"lewati:{baris.nomor}") for kata, _ in sel.pilihan]
    else:
        pilihan = [(kata, f"pilih:{sel.alamat}:{kode}") for kata, kode in sel.pilihan]
    return Butir(
        alamat=sel.alamat,
        pesan=sel.pesan,
        ketik=_dapat_diketik(sel),
        usul=sel.usul,
        desimal=jenis.per_kunci[sel.kunci].angka,
        label=f"Nilai untuk {sel.alamat}",
        pilihan=pilihan,
    )


def _dapat_diketik(sel: SelPeriksa) -> bool:
    """A number with two meanings has two buttons; whoever wrote "n/a" may know one after all."""
    if not (sel.diisi and sel.bisa_diketik):
        return False
    return sel.tanda == Tanda.SALAH or (sel.tanda == Tanda.TANYA and sel.ketik)


def susun_dijawab(hasil: Pratinjau, jawaban: Mapping[str, Mapping[str, str]]) -> list[Dijawab]:
    """What people typed or decided here, so that it can be taken back."""
    dikenal = {s.alamat: s for b in hasil.baris for s in b.sel.values()} if jawaban else {}
    semua = []
    for kunci, isi in jawaban.items():
        if kunci.startswith("baris:"):
            semua.append(Dijawab(f"Baris {kunci[6:]}", "dilewati", f"urung:{kunci}"))
        elif kunci in dikenal and dikenal[kunci].tanda not in PERLU_ORANG:
            kata = "tetap isi sistem" if isi.get("pilih") == SISTEM else "isi berkas dipakai"
            if "teks" in isi and isi.get("pilih") != SISTEM:
                kata = f"ditulis “{_potong(isi['teks'])}”"
            semua.append(Dijawab(f"Sel {kunci}", kata, f"urung:{kunci}"))
    return semua


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One row that an import wrote; `url` is "" where it has no page."""

    kode: str
    nama: str
    url: str
    medan: Sequence[tuple[str, str, str]]


def susun_perubahan(
    jenis: Jenis, tempat: Tempat, baris: Sequence[Mapping[str, Any]]
) -> list[Perubahan]:
    judul = {k.kunci: tempat.judul_kolom(k) for k in jenis.kolom}
    return [
        Perubahan(
            b["kode"],
            b["nama"],
            jenis.url(b),
            [(judul.get(kunci, kunci), lama, baru) for kunci, lama, baru in b["tampil"]],
        )
        for b in baris
    ]


def catatan_sel(hasil: Pratinjau) -> dict[str, str]:
    """Sentences for the comments in the workbook, by address."""
    return {s.alamat: f"{hasil.nama_lembar}!{s.alamat}: {s.pesan}" for _, s in hasil.masalah}
