"""A post of the page of an import, understood: which cells were typed, which were decided."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from capaian.impor.hasil import BERKAS, LEWATI, SISTEM, Pratinjau, SelPeriksa, Tanda

AWALAN_SEL = "sel-"
KETIKAN_TERPANJANG = 2_000
KENDALI = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass
class Kiriman:
    """`jawaban` to be added, `urung` to be taken away, `kurang` what was not given."""

    jawaban: dict[str, dict[str, str]] = field(default_factory=dict)
    urung: list[str] = field(default_factory=list)
    kurang: list[str] = field(default_factory=list)


def urai_jawaban(kiriman: Mapping[str, str], hasil: Pratinjau) -> Kiriman:
    """`aksi` is the button; fields that differ from what was proposed count as typed."""
    balasan = Kiriman()
    perlu = {sel.alamat: sel for _, sel in hasil.masalah}
    aksi, _, sasaran = kiriman.get("aksi", "").partition(":")
    for alamat, sel in perlu.items():
        teks = _bersih(kiriman.get(AWALAN_SEL + alamat, ""))
        ditekan = aksi == "pakai" and sasaran == alamat
        if sel.kunci != "kode" and teks and (ditekan or teks != sel.usul):
            balasan.jawaban[alamat] = {"teks": teks, "sistem": sel.lama}
        elif ditekan:
            balasan.kurang.append(f"Sel {alamat}: tulis dulu nilainya.")
    match aksi:
        case "pilih":
            alamat, _, kode = sasaran.partition(":")
            if alamat in perlu:
                _pilih(balasan, perlu[alamat], kode)
        case "lewati" if sasaran in {str(b.nomor) for b in hasil.baris}:
            balasan.jawaban[f"baris:{sasaran}"] = {"pilih": LEWATI}
        case "urung":
            balasan.urung.append(sasaran)
        case "semua" if sasaran in (BERKAS, SISTEM):
            for sel in perlu.values():
                if sel.tanda == Tanda.BENTROK:
                    _pilih(balasan, sel, sasaran)
    return balasan


def _bersih(teks: str) -> str:
    """Without characters that nobody sees and no database keeps."""
    return KENDALI.sub("", teks).strip()[:KETIKAN_TERPANJANG]


def _pilih(balasan: Kiriman, sel: SelPeriksa, kode: str) -> None:
    """Only what the page offers for this cell."""
    if kode not in {satu for _, satu in sel.pilihan}:
        return
    jenis = "pilih" if sel.tanda == Tanda.BENTROK else "teks"
    balasan.jawaban[sel.alamat] = {jenis: kode, "sistem": sel.lama}
