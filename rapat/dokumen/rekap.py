"""Notulen of a sesi and recap of a rapat, from the content of the berita acara. No query."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rapat.dokumen.naskah import BagianOpd, IsiBeritaAcara
from rapat.dokumen.tampilan import ARTI_BINTANG, Cetak, data_bagian, jumlah_hadir
from rapat.pilihan import Putusan

URUTAN = (
    Putusan.SEPAKAT,
    Putusan.DENGAN_CATATAN,
    Putusan.DITUNDA,
    Putusan.TIDAK_DIBAHAS,
    Putusan.BELUM,
)
TERTINGGAL = (Putusan.DITUNDA, Putusan.TIDAK_DIBAHAS, Putusan.BELUM)


def susun_notulen(isi: IsiBeritaAcara, cetak: Cetak) -> dict[str, Any]:
    hadir = {b.agenda: b for b in isi.hadir}
    bagian = []
    for satu in isi.bagian:
        orang = hadir[satu.agenda]
        sebut = ", ".join(orang.orang)
        bagian.append(
            data_bagian(satu)
            | {"hadir": f"{sebut} ({orang.kehadiran.lower()})" if sebut else orang.kehadiran}
        )
    return _dasar(isi, cetak, "Notulen") | {
        "sesi": isi.sesi,
        "hari_tanggal": isi.hari_tanggal,
        "waktu": isi.waktu,
        "tempat": isi.tempat,
        "notulis": ", ".join(isi.notulis),
        "agenda": (
            f"Capaian kinerja Tahun {isi.tahun_capaian} dan target prioritas Tahun "
            f"{isi.tahun_target}, {len(isi.bagian)} perangkat daerah"
        ),
        "jumlah_hadir": f"{jumlah_hadir(isi)} Orang lain: {len(isi.peserta)}.",
        "tahun_capaian": isi.tahun_capaian,
        "tahun_target": isi.tahun_target,
        "bagian": bagian,
        "kesimpulan_teks": _kesimpulan(isi),
        "tindak_lanjut": [asdict(b) for b in isi.tindak_lanjut],
    }


def susun_rekap(semua: Sequence[IsiBeritaAcara], cetak: Cetak) -> dict[str, Any]:
    """The sesi of one rapat, in their order. Raises ValueError without any."""
    if not semua:
        raise ValueError("Rapat ini belum punya sesi.")
    akhir = semua[-1]
    sesi = [_sesi(isi) for isi in semua]
    hadir = sum(isi.opd_hadir for isi in semua)
    tunda = [
        [f"{b.nama} ({b.satuan})", o.nama, b.keputusan]
        for isi in semua
        for o in isi.bagian
        for b in o.baris
        if b.putusan in TERTINGGAL
    ]
    lanjut = {t.pk: t for isi in semua for t in isi.tindak_lanjut}
    return _dasar(akhir, cetak, "Rekap") | {
        "judul-dokumen": f"Rekap {akhir.rapat}",
        "rincian": [
            {"kata": "Tanggal", "teks": "; ".join(dict.fromkeys(i.hari_tanggal for i in semua))},
            {"kata": "Tempat", "teks": "; ".join(dict.fromkeys(i.tempat for i in semua))},
            {
                "kata": "Kehadiran",
                "teks": f"{hadir} dari {sum(len(i.hadir) for i in semua)} perangkat daerah",
            },
            {"kata": "Data per", "teks": "; ".join(dict.fromkeys(i.data_per for i in semua))},
        ],
        "sesi": sesi,
        "jumlah": [sum(s["jumlah"][n] for s in sesi) for n in range(len(URUTAN) + 1)]
        + [len(lanjut)],
        "ditunda": tunda,
        "tindak_lanjut": [[t.uraian, t.penanggung_jawab, t.batas, t.asal] for t in lanjut.values()],
    }


def _dasar(isi: IsiBeritaAcara, cetak: Cetak, sebutan: str) -> dict[str, Any]:
    contoh = " DATA CONTOH." if isi.contoh else ""
    return {
        "judul-dokumen": f"{sebutan} {isi.sesi}",
        "kop": asdict(isi.kop),
        "rapat": isi.rapat,
        "bapperida": asdict(isi.bapperida),
        "tempat_tanggal": f"{isi.kop.kota}, {isi.tanggal}",
        "kaki": f"{sebutan} {isi.rapat}{' · DATA CONTOH' if isi.contoh else ''}",
        "sah": [f"Data per {isi.data_per}. {cetak.teks} {ARTI_BINTANG}{contoh}"],
    }


def _kesimpulan(isi: IsiBeritaAcara) -> str:
    jumlah = hitung_putusan(isi.bagian)
    bagian = [f"{jumlah[p]} {p.label.lower()}" for p in URUTAN if jumlah[p]]
    if not bagian:
        return "Belum ada putusan."
    return f"Dari {jumlah.total()} indikator: {', '.join(bagian)}."


def hitung_putusan(bagian: Sequence[BagianOpd]) -> Counter[str]:
    return Counter(b.putusan for o in bagian for b in o.baris)


def _sesi(isi: IsiBeritaAcara) -> dict[str, Any]:
    baris = [
        {
            "nomor": o.nomor,
            "nama": o.nama,
            "angka": _angka([o], sum(1 for t in isi.tindak_lanjut if o.agenda in t.agenda[:1])),
        }
        for o in isi.bagian
    ]
    return {
        "judul": isi.sesi,
        "keterangan": f"{isi.hari_tanggal}, {isi.waktu}; {jumlah_hadir(isi)}",
        "baris": baris,
        "jumlah": _angka(isi.bagian, len(isi.tindak_lanjut)),
    }


def _angka(bagian: Sequence[BagianOpd], lanjut: int) -> list[int]:
    jumlah = hitung_putusan(bagian)
    return [jumlah.total(), *(jumlah[p] for p in URUTAN), lanjut]
