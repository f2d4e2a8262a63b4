"""Rules between the cells of one row: a value, or the reason why there is none, never both."""

from typing import Any

from capaian.impor.hasil import DITULIS, BarisPeriksa, Tanda
from capaian.impor.realisasi.kolom import NAMA_DI_MODEL, TANDA, AcuanRealisasi
from capaian.pilihan import KeadaanNilai

NILAI, KEADAAN, ALASAN = "nilai", "keadaan", "alasan"
SENDIRI = ("pendorong", "penghambat", "akar", "anggaran", "sumber", "tanggal", "status_data")


def periksa_silang(baris: BarisPeriksa, acuan: AcuanRealisasi) -> None:
    """Settles what the row would write into `baris.isi`."""
    _pindahkan_tanda(baris)
    if baris.ditulis(NILAI) and baris.ditulis(KEADAAN):
        for kunci in (NILAI, KEADAAN):
            baris.sel[kunci].salahkan(
                "ada angka dan ada alasan tanpa nilai. Pakai salah satu, kosongkan yang lain."
            )
    if baris.ditulis(NILAI):
        baris.isi |= _isi_nilai(baris, acuan)
        baris.abaikan(ALASAN, "baris ini bernilai")
    else:
        _tanpa_nilai(baris, acuan)
    for kunci in SENDIRI:
        if baris.ditulis(kunci):
            baris.isi[NAMA_DI_MODEL.get(kunci, kunci)] = baris.sel[kunci].nilai


def _pindahkan_tanda(baris: BarisPeriksa) -> None:
    """The answer to "n/a" in the cell of the value belongs into the column beside it."""
    sel, tanda = baris.sel[NILAI], baris.sel.get(KEADAAN)
    if sel.tanda != Tanda.SALAH or sel.teks not in TANDA or tanda is None:
        return
    kode = TANDA[sel.teks]
    sel.tanda, sel.pesan, sel.kata, sel.usul, sel.teks = Tanda.SAMA, "", "tanpa nilai", "", ""
    if tanda.lama != kode:
        tanda.nilai = tanda.polos = kode
        tanda.tanda = Tanda.BERUBAH if tanda.lama else Tanda.BARU
        tanda.teks, tanda.kata = kode, tanda.tanda.value


def _isi_nilai(baris: BarisPeriksa, acuan: AcuanRealisasi) -> dict[str, Any]:
    sel = baris.sel[NILAI]
    angka, huruf = (None, sel.nilai) if acuan.predikat else (sel.nilai, None)
    return {"keadaan": KeadaanNilai.NILAI, "nilai": angka, "predikat": huruf, "alasan": ""}


def _tanpa_nilai(baris: BarisPeriksa, acuan: AcuanRealisasi) -> None:
    if not baris.ditulis(KEADAAN):
        if baris.ditulis(ALASAN):
            if acuan.isi[KEADAAN]:
                baris.isi["alasan"] = baris.sel[ALASAN].nilai
            else:
                baris.abaikan(ALASAN, "hanya untuk baris tanpa nilai")
        return
    sel = baris.sel[KEADAAN]
    if baris.sel[NILAI].teks:
        sel.salahkan(f"kosongkan {baris.sel[NILAI].alamat} bila memang tidak ada nilainya.")
        return
    alasan = _alasan(baris, acuan)
    if sel.nilai == KeadaanNilai.TIDAK_BERLAKU and not alasan:
        tempat = baris.sel.get(ALASAN, sel)
        tempat.salahkan("sebutkan mengapa indikator ini tidak berlaku.", "alasan belum ada")
        sel.tanda, sel.kata = Tanda.SAMA, "menunggu alasannya"
        return
    baris.isi |= {"keadaan": sel.nilai, "nilai": None, "predikat": None, "alasan": alasan}


def _alasan(baris: BarisPeriksa, acuan: AcuanRealisasi) -> str:
    sel = baris.sel.get(ALASAN)
    return sel.nilai if sel and sel.tanda in DITULIS else acuan.isi[ALASAN]
