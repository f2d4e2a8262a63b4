"""Rules between the rows of the sheet of people: one person, several rows. No query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from capaian.impor.hasil import BarisPeriksa, Tanda
from capaian.impor.orang.kolom import ORANG, TUGAS, AcuanOrang, DaftarOrang
from capaian.impor.orang.silang import masa
from opd.layanan.impor_orang import kode_baris

UNIK = {"surel": "Surel", "nip": "NIP"}


def periksa_lembar(baris: Sequence[BarisPeriksa], semua: DaftarOrang) -> None:
    per_orang: dict[str, list[BarisPeriksa]] = defaultdict(list)
    for satu in baris:
        if satu.acuan is not None and not satu.dilewati:
            per_orang[satu.acuan.username].append(satu)
    for milik in per_orang.values():
        _samakan(milik)
    _pastikan_unik(per_orang)
    for nama, milik in per_orang.items():
        if any("tugas" in b.isi for b in milik):
            _tolak_ganda(milik, semua)
        _urutkan(nama, milik, semua.banyak.get(nama, 0))


def _samakan(milik: Sequence[BarisPeriksa]) -> None:
    """What several rows say about one person has to be the same."""
    for kunci, medan in ORANG.items():
        ditulis = [b for b in milik if b.ditulis(kunci)]
        if len({b.sel[kunci].polos for b in ditulis}) < 2:
            continue
        for satu in ditulis:
            lain = next(b for b in ditulis if b.sel[kunci].polos != satu.sel[kunci].polos)
            satu.sel[kunci].salahkan(
                f"beda dengan baris {lain.nomor}, padahal orangnya sama. Samakan.", "berbeda"
            )
            _lepas(satu, "orang", medan)


def _pastikan_unik(per_orang: Mapping[str, Sequence[BarisPeriksa]]) -> None:
    """A surel or a NIP belongs to one person; the database knows those that are there already."""
    for kunci, apa in UNIK.items():
        pemilik: dict[str, BarisPeriksa] = {}
        for milik in per_orang.values():
            for satu in milik:
                if not satu.ditulis(kunci):
                    continue
                lain = pemilik.setdefault(satu.sel[kunci].polos.casefold(), satu)
                if lain.acuan.username != satu.acuan.username:
                    satu.sel[kunci].salahkan(
                        f"{apa} ini sudah dipakai baris {lain.nomor}.", "ganda"
                    )
                    _lepas(satu, "orang", ORANG[kunci])


def _tolak_ganda(milik: Sequence[BarisPeriksa], semua: DaftarOrang) -> None:
    """The same peran for the same OPD twice at one time, whether in the file or in the system."""
    nama = milik[0].acuan.username
    tugas = {a.kode: dict(a.isi) for a in _acuan(nama, semua) if a.tugas}
    di_baris = {b.kode: b for b in milik}
    for satu in milik:
        if "tugas" in satu.isi:
            ada = tugas.setdefault(satu.kode, dict.fromkeys(TUGAS, ""))
            ada |= {k: satu.sel[k].polos for k in TUGAS if satu.ditulis(k)}
    for (kode, isi), (kode_lain, lain) in combinations(tugas.items(), 2):
        bersama = (isi["peran"], isi["opd"]) == (lain["peran"], lain["opd"])
        if bersama and _bertemu(isi, lain):
            _salahkan_ganda(di_baris.get(kode_lain), kode, di_baris.get(kode))


def _acuan(nama: str, semua: DaftarOrang) -> Iterable[AcuanOrang]:
    kode = (kode_baris(nama, n) for n in range(1, semua.banyak.get(nama, 0) + 1))
    return [semua[k] for k in kode]


def _bertemu(isi: Mapping[str, str], lain: Mapping[str, str]) -> bool:
    (mulai, selesai), (mulai_lain, selesai_lain) = masa(isi), masa(lain)
    return mulai <= selesai_lain and mulai_lain <= selesai


def _salahkan_ganda(baris: BarisPeriksa | None, kode: str, lain: BarisPeriksa | None) -> None:
    """At the row that is written; the later one where both are."""
    if baris is None or "tugas" not in baris.isi:
        baris, kode = lain, baris.kode if baris else kode
    if baris is None or "tugas" not in baris.isi:
        return
    kunci = next(k for k in ("mulai", "selesai", "peran", "opd") if baris.ditulis(k))
    baris.sel[kunci].salahkan(
        f"peran yang sama sudah dipegang pada masa itu ({kode}). Akhiri dulu yang lama.", "ganda"
    )
    baris.isi.pop("tugas")


def _urutkan(nama: str, milik: Sequence[BarisPeriksa], banyak: int) -> None:
    """New Penugasan are numbered on from the last one, and none without those before it."""
    baru = sorted((b for b in milik if b.acuan.nomor > banyak), key=lambda b: b.acuan.nomor)
    berikut, tertahan = banyak + 1, None
    for satu in baru:
        sel = satu.sel["kode"]
        if satu.acuan.nomor != berikut and satu.baru:
            if sel.tanda != Tanda.SALAH:
                sel.salahkan(f"penugasan berikutnya {kode_baris(nama, berikut)}. Tulis itu.")
        elif tertahan is not None and satu.baru:
            sebab = "harus dibereskan dulu" if tertahan.perlu_orang else "belum berperan: isi dulu"
            sel.salahkan(f"baris {tertahan.nomor} ({tertahan.kode}) {sebab}.")
        if satu.perlu_orang or "tugas" not in satu.isi:
            tertahan = tertahan or satu
        berikut += 1


def _lepas(baris: BarisPeriksa, bagian: str, medan: str) -> None:
    baris.isi.get(bagian, {}).pop(medan, None)
    if not baris.isi.get(bagian, True):
        del baris.isi[bagian]
