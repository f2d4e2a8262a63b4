"""A berita acara as words and rows ready for a template of typst or Word. No query."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from konsolidasi.inti import waktu
from rapat.dokumen.naskah import BagianOpd, BarisIndikator, IsiBeritaAcara, sidik_pendek
from rapat.pilihan import HADIR, KeadaanHadir

BUKAN_TTE = "Kode ini bukan tanda tangan elektronik tersertifikasi."
ARTI_BINTANG = "Tanda * = belum diverifikasi, belum lengkap, atau data sementara."
RUMUS = (
    "Rumus capaian: makin besar makin baik R ÷ T; makin kecil makin baik (2T − R) ÷ T atau T ÷ R; "
    "makin dekat makin baik 1 − |R − T| ÷ T; di luar rentang dipakai batas terdekat."
)


@dataclass(frozen=True)
class Cetak:
    """What is said about the printing itself; it is outside the fingerprint.

    `kode_url`: address of the public check page. `final` False prints DRAF across every page.
    """

    oleh: str
    pada: datetime
    final: bool = False
    kode_url: str = ""

    @property
    def berkode(self) -> bool:
        """A draft has no check page."""
        return self.final and bool(self.kode_url)

    @property
    def teks(self) -> str:
        saat = self.pada.astimezone(waktu.ZONA)
        return f"Dicetak oleh {self.oleh}, {waktu.tanggal(saat)}, {waktu.pukul(saat)}."


def susun_data(isi: IsiBeritaAcara, cetak: Cetak) -> dict[str, Any]:
    sidik = isi.petikan_dari or isi.sidik_jari()
    kata = sebutan(isi)
    judul = _judul(isi)
    return {
        "judul-dokumen": f"{kata} {isi.sesi}",
        "kop": asdict(isi.kop),
        "judul": judul,
        "judul_satu": "\n".join(judul),
        "sebutan": kata,
        "nomor": isi.nomor,
        "tanggal": isi.tanggal,
        "rapat": isi.rapat,
        "sesi": isi.sesi,
        "hari_tanggal": isi.hari_tanggal,
        "waktu": isi.waktu,
        "tempat": isi.tempat,
        "tahun_capaian": isi.tahun_capaian,
        "tahun_target": isi.tahun_target,
        "pembukaan": _pembukaan(isi),
        "dasar": isi.dasar,
        "uraian": isi.uraian if isi.adendum else "",
        "memperhatikan": isi.memperhatikan,
        "kesimpulan": isi.kesimpulan,
        "putus": "MENYEPAKATI",
        "butir": _butir(isi),
        "tempat_tanggal": f"{isi.kop.kota}, {isi.tanggal}",
        "wakil": _wakil(isi),
        "bapperida": asdict(isi.bapperida),
        "penanda": [_penanda(b) for b in isi.bagian if b.penanda] if not isi.petikan_dari else [],
        "hadir": [asdict(b) for b in isi.hadir],
        "jumlah_hadir": f"{jumlah_hadir(isi)} Nomor telepon tidak dicetak.",
        "peserta": [asdict(b) for b in isi.peserta],
        "bagian": [data_bagian(b) for b in isi.bagian],
        "keterangan": _keterangan(isi),
        "tindak_lanjut": [asdict(b) for b in isi.tindak_lanjut],
        "notulis": ", ".join(isi.notulis),
        "draf": not cetak.final,
        "kaki": _kaki(isi, sidik, final=cetak.final),
        "sah": _sah(isi, sidik, cetak),
        "contoh": isi.contoh,
    }


def data_bagian(bagian: BagianOpd) -> dict[str, Any]:
    return {
        "nomor": bagian.nomor,
        "nama": bagian.nama,
        "waktu": bagian.waktu,
        "keterangan": bagian.konfirmasi,
        "pembahasan": bagian.pembahasan,
        "keberatan": bagian.keberatan,
        "keselarasan": keselarasan(bagian),
        "baris": [data_baris(n, b) for n, b in enumerate(bagian.baris, start=1)],
    }


def keselarasan(bagian: BagianOpd) -> list[str]:
    """Findings settled and roles agreed, a line each: the same in PDF, Word and Excel."""
    temuan = [f"{t.kalimat} {t.hasil}" for t in bagian.temuan]
    baris = [*temuan, *(p.kalimat for p in bagian.peran)]
    return [f"{n}. {teks}" for n, teks in enumerate(baris, start=1)]


def data_baris(nomor: int, baris: BarisIndikator) -> dict[str, Any]:
    return {
        "nomor": nomor,
        "nama": baris.nama,
        "satuan": baris.satuan,
        "target": baris.target.teks,
        "realisasi": realisasi(baris),
        "capaian": baris.capaian.teks,
        "peringkat": baris.peringkat,
        "rpjmd": baris.rpjmd.teks,
        "usulan": baris.usulan.teks,
        "lama": baris.lama.teks,
        "sepakat": baris.sepakat.teks,
        "putusan": baris.putusan_teks,
        "keputusan": baris.keputusan,
    }


def realisasi(baris: BarisIndikator) -> str:
    return f"{baris.realisasi.teks}*" if baris.sementara else baris.realisasi.teks


def sebutan(isi: IsiBeritaAcara) -> str:
    return "Adendum Berita Acara" if isi.adendum else "Berita Acara"


def _judul(isi: IsiBeritaAcara) -> list[str]:
    awal = "PETIKAN " if isi.petikan_dari else ""
    return [
        f"{awal}{sebutan(isi)}".upper(),
        "KESEPAKATAN KONSOLIDASI CAPAIAN KINERJA DAN TARGET PRIORITAS PEMBANGUNAN",
        isi.sesi.upper(),
        *(b.nama.upper() for b in isi.bagian if isi.petikan_dari),
    ]


def _pembukaan(isi: IsiBeritaAcara) -> str:
    if isi.adendum:
        return (
            f"Berita acara {isi.sesi} nomor {isi.induk} diperbaiki dengan adendum ini. Naskah "
            "semula tetap berlaku, kecuali yang disebut di bawah."
        )
    if isi.petikan_dari:
        return f"{isi.pembukaan} Petikan ini hanya memuat bagian {isi.bagian[0].nama}."
    return isi.pembukaan


def _butir(isi: IsiBeritaAcara) -> list[Mapping[str, str]]:
    if not isi.adendum:
        return [asdict(b) for b in isi.butir]
    return [
        {"kata": "KESATU", "teks": isi.uraian},
        {
            "kata": "KEDUA",
            "teks": "Lampiran memuat keadaan berita acara semula, sebelum perbaikan ini.",
        },
        {
            "kata": "KETIGA",
            "teks": "Adendum ini merupakan satu kesatuan dengan berita acara yang diperbaikinya.",
        },
    ]


def _wakil(isi: IsiBeritaAcara) -> dict[str, Any] | None:
    """Who signs on the first page for the OPD: the first head in the room, else the first one."""
    pimpinan = {b.agenda for b in isi.hadir if b.keadaan == KeadaanHadir.PIMPINAN}
    ada = sorted((b for b in isi.bagian if b.penanda), key=lambda b: b.agenda not in pimpinan)
    return asdict(ada[0].penanda) if ada else None


def _penanda(bagian: BagianOpd) -> dict[str, Any]:
    return {
        "nomor": bagian.nomor,
        "opd": bagian.nama,
        "catatan": bagian.konfirmasi[:1].upper() + bagian.konfirmasi[1:],
        "penanda": asdict(bagian.penanda),
    }


def jumlah_hadir(isi: IsiBeritaAcara) -> str:
    hitung = isi.hitung_hadir()
    bagian = [
        f"{kata} {hitung[keadaan]}"
        for keadaan, kata in (
            (KeadaanHadir.PIMPINAN, "Pimpinan"),
            (KeadaanHadir.DIWAKILI, "diwakili"),
            (KeadaanHadir.IZIN, "izin"),
            (KeadaanHadir.TANPA_KETERANGAN, "tanpa keterangan"),
            ("", "belum dicatat"),
        )
        if hitung[keadaan] or keadaan in (*HADIR, KeadaanHadir.TANPA_KETERANGAN)
    ]
    return f"{', '.join(bagian)}."


def _keterangan(isi: IsiBeritaAcara) -> str:
    skala = f"Peringkat menurut tabel skala tahun {isi.tahun_capaian}: {isi.skala}."
    return f"{RUMUS} {skala} {ARTI_BINTANG}"


def _kaki(isi: IsiBeritaAcara, sidik: str, *, final: bool) -> str:
    nomor = f"{sebutan(isi)} {isi.nomor or '(belum bernomor)'}"
    keadaan = f"sidik jari {sidik_pendek(sidik)}" if final else "DRAF, belum berlaku"
    return f"{nomor} · {keadaan}{' · DATA CONTOH' if isi.contoh else ''}"


def _sah(isi: IsiBeritaAcara, sidik: str, cetak: Cetak) -> list[str]:
    if cetak.berkode:
        asal = "Petikan dari berita acara bersidik jari" if isi.petikan_dari else "Sidik jari"
        awal = f"{asal} {sidik_pendek(sidik)}. Pindai untuk mencocokkan angka. {BUKAN_TTE}"
    elif cetak.final:
        awal = f"Sidik jari {sidik_pendek(sidik)}. {BUKAN_TTE}"
    else:
        awal = "DRAF. Angka dan naskah masih dapat berubah; belum bersidik jari."
    contoh = " DATA CONTOH." if isi.contoh else ""
    return [awal, f"Data per {isi.data_per}. {cetak.teks} {ARTI_BINTANG}{contoh}"]
