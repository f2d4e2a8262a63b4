"""One row of Isian Saya, ready to print: its texts, its shape, its state, its words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from capaian.alur import SERATUS, kurang_bukti, kurang_faktor, syarat_beralasan, syarat_terisi
from capaian.bacaan import RealisasiBaca
from capaian.layar.bukti import RAGAM, KepingBukti
from capaian.layar.isian_bahan import Bahan, Baris, Bentuk, Lawan, Sekarang
from capaian.layar.isian_lencana import (
    BELUM,
    BERES,
    KEMBALI,
    LEPAS,
    SIAP,
    Lencana,
    saat,
    susun_lencana,
)
from capaian.layar.isian_medan import MEDAN, NAMA_MEDAN, Balasan, asal_medan, teks_medan
from capaian.layar.isian_muat import IndikatorBaca
from capaian.layar.isian_teks import teks_hasil, teks_tetap
from capaian.pilihan import DAPAT_DIISI, StatusBukti, StatusRealisasi


def susun_baris(b: Bahan, kini: Sekarang) -> Baris:
    r, balasan = b.hasil.realisasi, b.balasan
    tersimpan = teks_medan(b.indikator.desimal, r)
    faktor = _faktor(b.hasil.hasil.persen)
    kurang = kekurangan(b, r)
    kesiapan = _kesiapan(r, kurang, b)
    if balasan.ditolak or balasan.titipan:
        kesiapan = BELUM
    lencana = susun_lencana(r, kesiapan, kurang, balasan, kini.pada)
    medan = tersimpan if not balasan.ketikan else tersimpan | dict(balasan.ketikan)
    bisa = b.wenang.isi and (r is None or r.status in DAPAT_DIISI)
    asal = balasan.asal
    if asal is None:
        asal = asal_medan(tersimpan, faktor, berpagu=b.indikator.berpagu)
    teks = (
        medan
        | teks_tetap(b, kini)
        | teks_hasil(b, kini, medan, faktor)
        | {
            "versi": str(_versi(r, balasan)),
            "asal": asal,
            "lencana": lencana.kata,
            "saat": lencana.saat,
            "rinci": lencana.rinci,
        }
    )
    return Baris(
        indikator=b.indikator,
        realisasi=r,
        teks=teks,
        bentuk=_bentuk(b, medan, faktor, kurang, kesiapan, lencana, bisa=bisa),
        kurang=tuple(kurang),
        utas=b.utas,
        bisa_dilepas=kesiapan == LEPAS and b.wenang.lepas,
        diserahkan=b.wenang.serahkan,
        balasan=balasan,
        lawan=_lawan(b.indikator, balasan, kini.pada),
        bukti=b.bukti,
    )


def kekurangan(b: Bahan, realisasi: RealisasiBaca | None) -> list[str]:
    """What holds the row back from being submitted, in sentences; the rules are those of alur."""
    if realisasi is None:
        return ["Isi realisasinya."]
    kurang = (
        syarat_terisi(realisasi),
        syarat_beralasan(realisasi),
        kurang_faktor(realisasi, b.hasil.hasil.persen),
        kurang_bukti(realisasi, _berbukti(b.bukti), wajib=b.indikator.wajib_bukti),
    )
    return [kalimat for kalimat in kurang if kalimat]


def _berbukti(bukti: Sequence[KepingBukti]) -> bool:
    return any(keping.ragam != RAGAM[StatusBukti.DITOLAK] for keping in bukti)


def _bentuk(
    b: Bahan,
    medan: Mapping[str, str],
    faktor: str,
    kurang: Sequence[str],
    kesiapan: str,
    lencana: Lencana,
    *,
    bisa: bool,
) -> Bentuk:
    r, peringkat = b.hasil.realisasi, b.hasil.peringkat
    kembali = r is not None and r.status == StatusRealisasi.PERBAIKAN
    return Bentuk(
        bisa=bisa,
        kesiapan=kesiapan,
        tempat=KEMBALI if kembali else kesiapan,
        lengkap=not kurang,
        tanda=medan["keadaan"],
        nol=r is not None and r.nilai == 0,
        faktor=faktor,
        faktor_lengkap=bool(faktor) and not (r and kurang_faktor(r, b.hasil.hasil.persen)),
        berpagu=b.indikator.berpagu,
        pilihan=b.pilihan,
        terpilih=medan["nilai"] if b.pilihan else "",
        status_data=medan["status_data"],
        urutan=str(peringkat.urutan) if peringkat else "",
        sementara=b.hasil.sementara,
        ragam=lencana.ragam,
        ikon=lencana.ikon,
    )


def _kesiapan(realisasi: RealisasiBaca | None, kurang: list[str], b: Bahan) -> str:
    if realisasi is None:
        return BELUM
    status = realisasi.status
    if status == StatusRealisasi.PERBAIKAN:
        pesan = b.utas.pesan
        diubah = (
            pesan is None
            or realisasi.diubah_pada > pesan.pada
            or (b.bukti_pada is not None and b.bukti_pada > pesan.pada)
        )
        return SIAP if diubah and not kurang else KEMBALI
    if status == StatusRealisasi.MENUNGGU_KEPALA:
        return LEPAS
    if status != StatusRealisasi.DRAF:
        return BERES
    return BELUM if kurang else SIAP


def _faktor(persen: Decimal | None) -> str:
    if persen is None:
        return ""
    return "pendorong" if persen >= SERATUS else "penghambat"


def _versi(realisasi: RealisasiBaca | None, balasan: Balasan) -> int:
    """The version the person saw: a refused row keeps the one it was opened with."""
    if balasan.versi is not None:
        return balasan.versi
    return realisasi.versi if realisasi else 0


def _lawan(indikator: IndikatorBaca, balasan: Balasan, pada: datetime) -> Lawan | None:
    lain = balasan.lawan
    if lain is None:
        return None
    milik, ketikan = teks_medan(indikator.desimal, lain), balasan.ketikan or {}
    beda = tuple(
        (NAMA_MEDAN[nama], milik[nama] or "kosong")
        for nama in MEDAN
        if nama in ketikan and ketikan[nama].split() != milik[nama].split()
    )
    siapa = lain.diubah_oleh.nama if lain.diubah_oleh else "Orang lain"
    return Lawan(siapa, saat(lain.diubah_pada, pada), beda, lain.versi)
