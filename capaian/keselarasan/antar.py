"""Rules between indikator of several OPD. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import blake2b

from capaian.keselarasan.bahan import (
    Angka,
    Bahan,
    Didapat,
    IndikatorDinilai,
    ada,
    bersatuan,
    daftar,
    tulis,
)
from capaian.keselarasan.nama import kemiripan, urai
from capaian.keselarasan.target import isi
from capaian.peringatan import batas
from capaian.pilihan import CaraKonsolidasi, FormulaCapaian, JenisIndikator
from capaian.rumus import bulatkan
from konsolidasi.inti import angka

OPD_TERBANYAK = 5
"""A name that more OPD share is one that each OPD has of itself (nilai SAKIP, IKM)."""
KATA_SENDIRI = (
    frozenset({"sakip"}),
    frozenset({"kepuasan", "masyarakat"}),
    frozenset({"puas"}),
    frozenset({"spip"}),
    frozenset({"temuan"}),
    frozenset({"disiplin"}),
    frozenset({"opd"}),
    frozenset({"administrasi"}),
    frozenset({"serap"}),
)
"""Stems of numbers that every OPD has of itself: a difference between two OPD is no question."""
INDIKATOR_KOTA = (JenisIndikator.IKU, JenisIndikator.IKD)


class Cara(StrEnum):
    """How the numbers of OPD make the number of the city."""

    JUMLAH = "jumlah"
    RATA_RATA = "rata_rata"
    SAMA = "sama"


@dataclass(frozen=True, slots=True)
class Rincian:
    """A number of the city and the numbers of OPD that make it."""

    kota: Bahan
    bagian: tuple[Bahan, ...]
    cara: Cara = Cara.JUMLAH


def angka_berbeda(kunci: str, anggota: Sequence[Bahan]) -> Didapat | None:
    """One number in several OPD that does not say the same: target, unit or direction.

    Satuan: that of each. Galat: None inside one OPD, for numbers each OPD has of itself, and
        where nothing differs. Sumber: fitur B14, C9; mockup 06.
    """
    dinilai = [b for b in anggota if ada(b.dinilai)]
    if not antar_opd(dinilai):
        return None
    nama = dinilai[0].i.nama
    if len({satuan_polos(b.i) for b in dinilai}) > 1:
        judul = f"{nama} bersatuan {daftar(_unik(b.i.satuan.strip() for b in dinilai))}"
    elif len({arah(b.i) for b in dinilai}) > 1:
        judul = f"{nama} dihitung ke arah yang berlawanan"
    elif len({isi(b.dinilai.nilai) for b in dinilai}) > 1:
        teks = daftar(_unik(b.dinilai.teks for b in dinilai))
        judul = f"{nama} ditulis {bersatuan(dinilai[0].i, teks)}"
    else:
        return None
    sebut = [f"{b.i.opd} menargetkan {_lengkap(b)} ({arah(b.i)})" for b in dinilai]
    if len({arah(b.i) for b in dinilai}) == 1:
        sebut = [f"{b.i.opd} menargetkan {_lengkap(b)}" for b in dinilai]
    kalimat = f"{daftar(sebut)}, untuk indikator yang sama pada {dinilai[0].tahun}."
    return _banyak("angka_berbeda", ringkas(kunci), judul, kalimat, dinilai)


def nama_mirip(a: Bahan, b: Bahan, kunci: str) -> Didapat | None:
    """Two OPD, two names that seem to mean one number, and something that differs.

    Satuan: percent of shared trigrams, only told. Galat: None inside one OPD, for numbers each
        OPD has of itself, and where both promise the same. Sumber: fitur B14, C9; mockup 06.
    """
    if not (ada(a.dinilai) and ada(b.dinilai) and antar_opd((a, b))):
        return None
    sama = satuan_polos(a.i) == satuan_polos(b.i) and arah(a.i) == arah(b.i)
    if sama and isi(a.dinilai.nilai) == isi(b.dinilai.nilai):
        return None
    mirip = kemiripan(a.i.nama, b.i.nama)
    return _banyak(
        "nama_mirip",
        kunci,
        f"Dua indikator bernama mirip {mirip}{angka.RUANG_KERAS}%",
        f"“{a.i.nama}” {_lengkap(a)} ({a.i.opd}) dan “{b.i.nama}” {_lengkap(b)} ({b.i.opd})."
        " Apakah dihitung dua kali?",
        (a, b),
    )


def dua_sumber_antar(kunci: str, anggota: Sequence[Bahan]) -> Didapat | None:
    """One number, two official sources that do not say the same for last year.

    Satuan: that of the indikator. Galat: None where a source is not named, or values agree.
    Sumber: domain facts §6.3 (stunting: SSGI 5,6, e-PPGBM 1,91).
    """
    lalu = [
        (b, b.realisasi[b.tahun - 1])
        for b in anggota
        if b.tahun - 1 in b.realisasi and b.i.sumber_data.strip()
    ]
    sumber = {b.i.sumber_data.casefold().strip() for b, _ in lalu}
    if len(sumber) < 2 or len({isi(r.nilai) for _, r in lalu}) < 2:
        return None
    if not antar_opd([b for b, _ in lalu]):
        return None
    tahun = lalu[0][0].tahun - 1
    rinci = [(b, bersatuan(b.i, tulis(r.nilai, b.i.desimal))) for b, r in lalu]
    sebut = [f"{teks} menurut {b.i.sumber_data.strip()} ({b.i.opd})" for b, teks in rinci]
    return Didapat(
        "dua_sumber",
        ringkas(kunci),
        f"{lalu[0][0].i.nama} punya {len(sumber)} sumber resmi",
        f"Realisasi {tahun}: {daftar(sebut)}.",
        tuple(Angka(f"{b.i.opd}: {b.i.sumber_data}", teks, str(tahun)) for b, teks in rinci),
        tuple(b.i.pk for b, _ in rinci),
        tuple(b.i.opd_id for b, _ in rinci),
        any(b.i.contoh for b, _ in rinci),
    )


def jumlah(r: Rincian) -> Didapat | None:
    """The numbers of OPD do not make the number of the city by its own rule.

    Satuan: that of the city's indikator, its decimals. Galat: None while a part has no target in
        numbers, or another unit. Sumber: fitur B14; mockup 06.
    """
    kota = batas(r.kota.dinilai.nilai) if ada(r.kota.dinilai) else None
    bagian = [batas(b.dinilai.nilai) if ada(b.dinilai) else None for b in r.bagian]
    sama_satuan = all(satuan_polos(b.i) == satuan_polos(r.kota.i) for b in r.bagian)
    if kota is None or not bagian or None in bagian or not sama_satuan:
        return None
    i = r.kota.i
    hasil = tuple(_gabung([b[sisi] for b in bagian], r.cara, i.desimal) for sisi in (0, 1))
    if r.cara == Cara.SAMA:
        salah = [b for b, nilai in zip(r.bagian, bagian, strict=True) if nilai != kota]
        if not salah:
            return None
        judul = f"{i.nama}: target {daftar([b.i.opd for b in salah])} beda dari target kota"
        ekor = f"{daftar([f'{b.i.opd} {_lengkap(b)}' for b in salah])}."
    else:
        if hasil == tuple(bulatkan(t, i.desimal) for t in kota):
            return None
        beda = kota[0] - hasil[0] or kota[1] - hasil[1]
        kata = "kurang" if beda > 0 else "lebih"
        judul = f"{i.nama} {kata} {bersatuan(i, angka.tulis(abs(beda), i.desimal))}"
        tanda, awal = (" + ", "") if r.cara == Cara.JUMLAH else (", ", "Rata-rata ")
        isi_ = tanda.join(f"{b.i.opd} {b.dinilai.teks}" for b in r.bagian)
        ekor = f"{awal}{isi_} = {bersatuan(i, _rentang(hasil, i))}."
    return _banyak(
        "jumlah",
        str(i.pk),
        judul,
        f"Target kota {_lengkap(r.kota)}. {ekor}",
        (r.kota, *r.bagian),
    )


def rincian_dari_nama(anggota: Sequence[Bahan]) -> Rincian | None:
    """A group of one name that is a number of the city and its parts, seen without being told.

    One IKU or IKD, at least two others in different OPD that are none, all added up in one unit.
    """
    kota = [b for b in anggota if b.i.jenis in INDIKATOR_KOTA]
    bagian = [b for b in anggota if b.i.jenis not in INDIKATOR_KOTA]
    if len(kota) != 1 or len({b.i.opd_id for b in bagian}) < 2:
        return None
    if any(b.i.konsolidasi != CaraKonsolidasi.JUMLAH for b in anggota):
        return None
    if len({satuan_polos(b.i) for b in anggota}) > 1 or satuan_polos(kota[0].i) == "%":
        return None
    return Rincian(kota[0], tuple(bagian))


def antar_opd(anggota: Sequence[Bahan]) -> bool:
    """Whether a difference between these is a question: few OPD, and not a number of each."""
    banyak = len({b.i.opd_id for b in anggota})
    if not 2 <= banyak <= OPD_TERBANYAK:
        return False
    akar = urai(anggota[0].i.nama).akar
    return not any(kata <= akar for kata in KATA_SENDIRI)


def arah(i: IndikatorDinilai) -> str:
    match i.formula:
        case FormulaCapaian.NEGATIF | FormulaCapaian.NEGATIF_RASIO:
            return "makin kecil makin baik"
        case FormulaCapaian.STABIL:
            return "makin dekat makin baik"
    return "makin besar makin baik"


def satuan_polos(i: IndikatorDinilai) -> str:
    polos = " ".join(i.satuan.casefold().replace(".", "").split())
    return {"persen": "%", "prosen": "%", "rupiah": "rp"}.get(polos, polos)


def ringkas(kunci: str) -> str:
    return blake2b(kunci.encode(), digest_size=16).hexdigest()


def _gabung(nilai: list[Decimal], cara: Cara, desimal: int) -> Decimal:
    jumlah_ = sum(nilai, Decimal(0))
    return bulatkan(jumlah_ if cara == Cara.JUMLAH else jumlah_ / len(nilai), desimal)


def _lengkap(b: Bahan) -> str:
    return bersatuan(b.i, b.dinilai.teks)


def _unik(teks: object) -> list[str]:
    return list(dict.fromkeys(teks))


def _rentang(nilai: tuple[Decimal, Decimal], i: IndikatorDinilai) -> str:
    if nilai[0] == nilai[1]:
        return angka.tulis(nilai[0], i.desimal)
    return angka.tulis_rentang(*nilai, i.desimal)


def _banyak(aturan: str, objek: str, judul: str, kalimat: str, anggota: Sequence[Bahan]) -> Didapat:
    return Didapat(
        aturan,
        objek,
        judul,
        kalimat,
        tuple(
            Angka(f"{b.i.opd}: {b.i.nama}", _lengkap(b), b.dinilai.asal or b.dinilai.kata)
            for b in anggota
        ),
        tuple(b.i.pk for b in anggota),
        tuple(dict.fromkeys(b.i.opd_id for b in anggota)),
        any(b.i.contoh for b in anggota),
    )
