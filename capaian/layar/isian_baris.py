"""One row of Isian Saya, ready to print: texts for the fields, the result, the state, the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from capaian import rumus
from capaian.alur import SERATUS, kurang_faktor, syarat_beralasan, syarat_terisi
from capaian.layar.isian_lencana import BELUM, BERES, KEMBALI, SIAP, Lencana, saat, susun_lencana
from capaian.layar.isian_medan import (
    BIASA,
    MEDAN,
    NAMA_MEDAN,
    TANDA,
    Balasan,
    asal_medan,
    teks_medan,
)
from capaian.models import Indikator, LogRealisasi, Realisasi, Target
from capaian.perhitungan import HasilTriwulan, berlaku_pada
from capaian.pilihan import (
    DAPAT_DIISI,
    CaraIsian,
    CaraKonsolidasi,
    KeadaanNilai,
    StatusRealisasi,
)
from konsolidasi.inti import angka
from konsolidasi.inti.waktu import Triwulan

_KONSOLIDASI = {
    CaraKonsolidasi.JUMLAH: "per triwulan, dijumlah",
    CaraKonsolidasi.RATA_RATA: "per triwulan, dirata-rata",
    CaraKonsolidasi.POSISI_AKHIR: "posisi akhir",
}


@dataclass(frozen=True)
class Lawan:
    """The version that somebody else saved first: what differs, who, when."""

    siapa: str
    kapan: str
    beda: tuple[tuple[str, str], ...]
    versi: int


@dataclass(frozen=True)
class Jalur:
    simpan: str
    indikator: str


@dataclass(frozen=True)
class Baris:
    """`pk` and `versi` are texts: a template would format 20 numbers a row for the locale."""

    indikator: Indikator
    pk: str
    jalur: Jalur
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
    tanpa_faktor: str
    pilihan: tuple[str, ...]
    pagu: str
    serapan: str
    kesiapan: str
    kurang: tuple[str, ...]
    bisa_diisi: bool
    lencana: Lencana
    versi: str
    asal: str
    oleh: str
    catatan: LogRealisasi | None
    balasan: Balasan = field(default=BIASA)
    lawan: Lawan | None = None

    @property
    def faktor_kurang(self) -> bool:
        """Whether the text that the result asks for is still missing or too short."""
        return any("faktor" in kalimat for kalimat in self.kurang)

    @property
    def ketikan_terbaca(self) -> list[tuple[str, str]]:
        ketikan = self.balasan.ketikan or {}
        return [(NAMA_MEDAN[n].lower(), ketikan[n]) for n in MEDAN if ketikan.get(n, "").strip()]

    @property
    def ikut_diajukan(self) -> bool:
        return self.bisa_diisi and self.kesiapan == SIAP


def susun_baris(
    indikator: Indikator,
    versi_target: Sequence[Target],
    hasil: HasilTriwulan,
    *,
    tw: Triwulan,
    jalur: Jalur,
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
    kurang = kekurangan(realisasi, hasil)
    faktor = _faktor(hasil.hasil.persen)
    kesiapan = _kesiapan(realisasi, kurang, catatan)
    pagu, serapan = _anggaran(indikator, berlaku_pada(versi_target, tw.akhir), realisasi)
    return Baris(
        indikator=indikator,
        pk=str(indikator.pk),
        jalur=jalur,
        unit=unit,
        cara=cara_isian(indikator),
        target=hasil.target.tertulis(indikator.desimal) if hasil.target else "",
        lalu=tuple(_lalu(indikator, tw, lalu)),
        hasil=hasil,
        persen="" if hasil.hasil.persen is None else angka.tulis(hasil.hasil.persen, 2),
        teks={**teks, **balasan.ketikan} if balasan.ketikan else teks,
        tanda=realisasi.get_keadaan_display() if teks["keadaan"] else "",
        nol=realisasi is not None and realisasi.nilai == 0,
        faktor=faktor,
        tanpa_faktor=_tanpa_faktor(realisasi),
        pilihan=_pilihan(indikator),
        pagu=pagu,
        serapan=serapan,
        kesiapan=BELUM if balasan.ditolak or balasan.titipan else kesiapan,
        kurang=tuple(kurang),
        bisa_diisi=boleh and (realisasi is None or realisasi.status in DAPAT_DIISI),
        lencana=susun_lencana(realisasi, kesiapan, kurang, balasan, pada),
        versi=str(_versi(realisasi, balasan)),
        asal=asal_medan(indikator, teks, faktor) if balasan.asal is None else balasan.asal,
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


def _kesiapan(realisasi: Realisasi | None, kurang: list[str], catatan: LogRealisasi | None) -> str:
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


def _anggaran(
    indikator: Indikator, target: Target | None, realisasi: Realisasi | None
) -> tuple[str, str]:
    """Pagu of the year and the share of it that was spent, in words; empty where unknown."""
    pagu = target.pagu if target and indikator.berpagu else None
    if pagu is None:
        return "", ""
    terpakai = realisasi.anggaran if realisasi else None
    if terpakai is None:
        return angka.rupiah(pagu), ""
    hasil = rumus.serapan(pagu, terpakai)
    if hasil.persen is None:
        return angka.rupiah(pagu), hasil.kalimat
    return angka.rupiah(pagu), f"Serapan {angka.tulis(hasil.persen, 2)}\N{NO-BREAK SPACE}%"


def _versi(realisasi: Realisasi | None, balasan: Balasan) -> int:
    """The version the person saw: a refused row keeps the one it was opened with."""
    if balasan.versi is not None:
        return balasan.versi
    return realisasi.versi if realisasi else 0


def _tanpa_faktor(realisasi: Realisasi | None) -> str:
    """What stands in place of the faktor when the result asks for none."""
    if realisasi is None or realisasi.keadaan == KeadaanNilai.KOSONG:
        return "Isi realisasi dulu"
    if realisasi.keadaan in TANDA:
        return ""
    return "Tidak diminta: capaian tidak dapat dihitung"


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


def _oleh(realisasi: Realisasi | None, pada: datetime) -> str:
    if realisasi is None or realisasi.keadaan not in TANDA:
        return ""
    siapa = f"{realisasi.diubah_oleh.nama}, " if realisasi.diubah_oleh else ""
    return f"{siapa}{saat(realisasi.diubah_pada, pada)}"


def _lawan(indikator: Indikator, balasan: Balasan, pada: datetime) -> Lawan | None:
    lain = balasan.lawan
    if lain is None:
        return None
    milik, ketikan = teks_medan(indikator, lain), balasan.ketikan or {}
    beda = tuple(
        (NAMA_MEDAN[nama], milik[nama] or "kosong")
        for nama in MEDAN
        if nama in ketikan and ketikan[nama].split() != milik[nama].split()
    )
    siapa = lain.diubah_oleh.nama if lain.diubah_oleh else "Orang lain"
    return Lawan(siapa, saat(lain.diubah_pada, pada), beda, lain.versi)
