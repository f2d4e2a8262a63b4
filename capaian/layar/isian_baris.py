"""One row of Isian Saya, ready to print: texts for the fields, the result, the state, the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from zlib import crc32

from django.utils import timezone

from capaian import rumus
from capaian.alur import SERATUS, kurang_faktor, syarat_beralasan, syarat_terisi
from capaian.models import Indikator, LogRealisasi, Realisasi, Target
from capaian.perhitungan import HasilTriwulan, berlaku_pada
from capaian.pilihan import (
    DAPAT_DIISI,
    CaraIsian,
    CaraKonsolidasi,
    KeadaanNilai,
    StatusData,
    StatusRealisasi,
)
from konsolidasi.inti import angka, waktu
from konsolidasi.inti.waktu import Triwulan

# Fields of a posted row, in the order in which they are fingerprinted.
MEDAN = (
    "nilai",
    "keadaan",
    "alasan",
    "anggaran",
    "pendorong",
    "penghambat",
    "sumber",
    "tanggal",
    "status_data",
)
TANDA = (KeadaanNilai.BELUM_WAKTUNYA, KeadaanNilai.TIDAK_BERLAKU)
PILIHAN_TANDA = tuple((k.value, k.label) for k in TANDA)
KEMBALI, BELUM, SIAP, BERES = "kembali", "belum", "siap", "beres"
LENCANA = {
    "kosong": ("kosong", "circle-dashed"),
    StatusRealisasi.DRAF: ("netral", "pencil"),
    SIAP: ("siap", "circle-check"),
    StatusRealisasi.DIAJUKAN: ("info", "send"),
    StatusRealisasi.PERBAIKAN: ("buruk", "arrow-back-up"),
    StatusRealisasi.TERVERIFIKASI: ("baik", "circle-check"),
    StatusRealisasi.TERKUNCI: ("netral", "lock"),
    "tanya": ("waspada", "alert-triangle"),
    "salah": ("buruk", "circle-x"),
}
_KONSOLIDASI = {
    CaraKonsolidasi.JUMLAH: "per triwulan, dijumlah",
    CaraKonsolidasi.RATA_RATA: "per triwulan, dirata-rata",
    CaraKonsolidasi.POSISI_AKHIR: "posisi akhir",
}
TANPA_GALAT: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Balasan:
    """What a save made of a row: the text as typed, and why it was not kept."""

    ketikan: Mapping[str, str] | None = None
    galat: Mapping[str, str] = TANPA_GALAT
    dua_arti: tuple[str, ...] = ()
    lawan: Realisasi | None = None
    versi: int | None = None
    asal: str | None = None
    titipan: bool = False

    @property
    def ditolak(self) -> bool:
        return bool(self.galat or self.lawan)


BIASA = Balasan()


@dataclass(frozen=True)
class Lencana:
    ragam: str
    ikon: str
    kata: str
    rinci: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lawan:
    """The version that somebody else saved first: what differs, who, when."""

    siapa: str
    kapan: str
    beda: tuple[tuple[str, str], ...]
    versi: int


@dataclass(frozen=True)
class Baris:
    indikator: Indikator
    unit: str
    cara: str
    target: str
    lalu: tuple[tuple[str, str], ...]
    hasil: HasilTriwulan
    persen: str
    teks: Mapping[str, str]
    tanda: str
    nol: bool
    faktor: str
    pilihan: tuple[str, ...]
    pagu: str
    serapan: str
    kesiapan: str
    bisa_diisi: bool
    lencana: Lencana
    versi: int
    asal: str
    oleh: str
    catatan: LogRealisasi | None
    balasan: Balasan = field(default=BIASA)
    lawan: Lawan | None = None

    @property
    def ikut_diajukan(self) -> bool:
        return self.bisa_diisi and self.kesiapan == SIAP


def sidik(teks: Mapping[str, str]) -> str:
    """Fingerprint of the texts of a row, to tell a row that was touched from one that was not."""
    bahan = "\x1f".join("\n".join(teks.get(nama, "").split()) for nama in MEDAN)
    return f"{crc32(bahan.encode()):08x}"


def teks_medan(indikator: Indikator, realisasi: Realisasi | None) -> dict[str, str]:
    """Stored values as their fields show them; no query when predikat is loaded."""
    if realisasi is None:
        return dict.fromkeys(MEDAN, "") | {"status_data": StatusData.SEMENTARA.value}
    r = realisasi
    return {
        "nilai": r.tertulis(indikator.desimal).replace("\u2212", "-"),
        "keadaan": r.keadaan if r.keadaan in TANDA else "",
        "alasan": r.alasan,
        "anggaran": tulis_uang(r.anggaran),
        "pendorong": r.faktor_pendorong,
        "penghambat": r.faktor_penghambat,
        "sumber": r.sumber,
        "tanggal": r.data_tanggal.isoformat() if r.data_tanggal else "",
        "status_data": r.status_data,
    }


def tulis_uang(nilai: Decimal | None) -> str:
    if nilai is None:
        return ""
    return angka.tulis(nilai, 0 if nilai == nilai.to_integral_value() else 2)


def susun_baris(
    indikator: Indikator,
    versi_target: Sequence[Target],
    hasil: HasilTriwulan,
    *,
    tw: Triwulan,
    lalu: Mapping[Triwulan, Realisasi],
    catatan: LogRealisasi | None,
    boleh: bool,
    pada: datetime,
    unit: str = "",
    balasan: Balasan = BIASA,
) -> Baris:
    """No query: everything is loaded."""
    realisasi = hasil.realisasi
    teks = teks_medan(indikator, realisasi)
    status = realisasi.status if realisasi else StatusRealisasi.DRAF
    kurang = kekurangan(realisasi, hasil)
    kesiapan = _kesiapan(realisasi, kurang, catatan)
    target_tahun = berlaku_pada(versi_target, tw.akhir)
    pagu = target_tahun.pagu if target_tahun and indikator.berpagu else None
    terpakai = realisasi.anggaran if realisasi else None
    dipakai = realisasi is not None and terpakai is not None and pagu is not None
    return Baris(
        indikator=indikator,
        unit=unit,
        cara=cara_isian(indikator),
        target=hasil.target.tertulis(indikator.desimal) if hasil.target else "",
        lalu=tuple(_lalu(indikator, tw, lalu)),
        hasil=hasil,
        persen="" if hasil.hasil.persen is None else angka.tulis(hasil.hasil.persen, 2),
        teks={**teks, **balasan.ketikan} if balasan.ketikan else teks,
        tanda=realisasi.get_keadaan_display() if teks["keadaan"] else "",
        nol=realisasi is not None and realisasi.nilai == 0,
        faktor=_faktor(hasil.hasil.persen),
        pilihan=_pilihan(indikator),
        pagu=angka.rupiah(pagu) if pagu is not None else "",
        serapan=rumus.serapan(pagu, terpakai).kalimat if dipakai else "",
        kesiapan=BELUM if balasan.ditolak or balasan.titipan else kesiapan,
        bisa_diisi=boleh and status in DAPAT_DIISI,
        lencana=_lencana(realisasi, kesiapan, kurang, balasan, pada),
        versi=(realisasi.versi if realisasi else 0) if balasan.versi is None else balasan.versi,
        asal=sidik(teks) if balasan.asal is None else balasan.asal,
        oleh=_oleh(realisasi, pada),
        catatan=catatan,
        balasan=balasan,
        lawan=_lawan(indikator, balasan, pada),
    )


def kekurangan(realisasi: Realisasi | None, hasil: HasilTriwulan) -> list[str]:
    """What holds the row back from being submitted, in sentences; the rules are those of alur."""
    if realisasi is None:
        return ["Isi realisasinya."]
    kurang = (
        syarat_terisi(realisasi),
        syarat_beralasan(realisasi),
        kurang_faktor(realisasi, hasil.hasil.persen),
    )
    return [kalimat for kalimat in kurang if kalimat]


def cara_isian(indikator: Indikator) -> str:
    if indikator.konsolidasi == CaraKonsolidasi.POSISI_AKHIR:
        return _KONSOLIDASI[CaraKonsolidasi.POSISI_AKHIR]
    if indikator.isian == CaraIsian.KUMULATIF:
        return "kumulatif s.d. triwulan"
    return _KONSOLIDASI[indikator.konsolidasi]


def _kesiapan(
    realisasi: Realisasi | None, kurang: list[str], catatan: LogRealisasi | None
) -> str:
    if realisasi is None:
        return BELUM
    if realisasi.status == StatusRealisasi.PERBAIKAN:
        diubah = catatan is None or realisasi.diubah_pada > catatan.pada
        return SIAP if diubah and not kurang else KEMBALI
    if realisasi.status != StatusRealisasi.DRAF:
        return BERES
    return BELUM if kurang else SIAP


def _faktor(persen: Decimal | None) -> str:
    if persen is None:
        return ""
    return "pendorong" if persen >= SERATUS else "penghambat"


def _pilihan(indikator: Indikator) -> tuple[str, ...]:
    if not indikator.berpredikat:
        return ()
    return tuple(butir.kode for butir in indikator.skala_predikat.butir.all())


def _lalu(
    indikator: Indikator, tw: Triwulan, lalu: Mapping[Triwulan, Realisasi]
) -> list[tuple[str, str]]:
    hasil = []
    for dulu in (tw.sebelum(), tw.setahun_lalu()):
        nama = dulu.singkat if dulu.tahun == tw.tahun else dulu.label
        realisasi = lalu.get(dulu)
        nilai = realisasi.tertulis(indikator.desimal) if realisasi else ""
        kata = realisasi.get_keadaan_display().lower() if realisasi else "belum diisi"
        hasil.append((nama, nilai or kata))
    return hasil


def _lencana(
    realisasi: Realisasi | None,
    kesiapan: str,
    kurang: list[str],
    balasan: Balasan,
    pada: datetime,
) -> Lencana:
    if balasan.dua_arti:
        return Lencana(*LENCANA["tanya"], "Pilih dulu", ("belum disimpan",))
    if balasan.lawan:
        return Lencana(*LENCANA["tanya"], "Pilih dulu", ("Orang lain sudah menyimpan baris ini.",))
    if balasan.ditolak:
        return Lencana(*LENCANA["salah"], "Belum tersimpan", ("Perbaiki yang ditandai.",))
    if balasan.titipan:
        return Lencana(*LENCANA["tanya"], "Belum tersimpan", ("Ketikan sebelum sesi berakhir.",))
    if realisasi is None:
        return Lencana(*LENCANA["kosong"], "Belum diisi")
    saat = _saat(realisasi.diubah_pada, pada)
    if realisasi.status == StatusRealisasi.PERBAIKAN:
        ikut = ("Sudah diperbaiki, ikut diajukan.",) if kesiapan == SIAP else tuple(kurang)
        return Lencana(*LENCANA[realisasi.status], "Perlu perbaikan", (f"Tersimpan {saat}", *ikut))
    if realisasi.status != StatusRealisasi.DRAF:
        rinci = [f"Diajukan {_saat(realisasi.diajukan_pada, pada)}"]
        if realisasi.terlambat_hari:
            rinci.append(f"Terlambat {realisasi.terlambat_hari} hari")
        kata = realisasi.get_status_display()
        return Lencana(*LENCANA[realisasi.status], kata, tuple(rinci))
    if kesiapan == SIAP:
        return Lencana(*LENCANA[SIAP], "Siap diajukan", (f"Tersimpan {saat}",))
    kosong = realisasi.keadaan == KeadaanNilai.KOSONG
    kode, kata = ("kosong", "Belum diisi") if kosong else (StatusRealisasi.DRAF, "Draf")
    return Lencana(*LENCANA[kode], kata, (f"Tersimpan {saat}", *kurang))


def _saat(kapan: datetime, pada: datetime) -> str:
    lokal = timezone.localtime(kapan)
    hari_ini: date = timezone.localtime(pada).date()
    if lokal.date() == hari_ini:
        return waktu.pukul(lokal)
    tahun = f" {lokal.year}" if lokal.year != hari_ini.year else ""
    return f"{waktu.tanggal_singkat(lokal)}{tahun}, {waktu.jam(lokal)}"


def _oleh(realisasi: Realisasi | None, pada: datetime) -> str:
    if realisasi is None or realisasi.keadaan not in TANDA:
        return ""
    siapa = f"{realisasi.diubah_oleh.nama}, " if realisasi.diubah_oleh else ""
    return f"{siapa}{_saat(realisasi.diubah_pada, pada)}"


_NAMA_MEDAN = {
    "nilai": "Realisasi",
    "keadaan": "Tanda",
    "alasan": "Alasan",
    "anggaran": "Anggaran",
    "pendorong": "Pendorong",
    "penghambat": "Penghambat",
    "sumber": "Sumber data",
    "tanggal": "Tanggal data",
    "status_data": "Status data",
}


def _lawan(indikator: Indikator, balasan: Balasan, pada: datetime) -> Lawan | None:
    lain = balasan.lawan
    if lain is None:
        return None
    milik, ketikan = teks_medan(indikator, lain), balasan.ketikan or {}
    beda = tuple(
        (_NAMA_MEDAN[nama], milik[nama] or "kosong")
        for nama in MEDAN
        if nama in ketikan and ketikan[nama].split() != milik[nama].split()
    )
    siapa = lain.diubah_oleh.nama if lain.diubah_oleh else "Orang lain"
    return Lawan(siapa, _saat(lain.diubah_pada, pada), beda, lain.versi)
