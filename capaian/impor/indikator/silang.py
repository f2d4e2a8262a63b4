"""Rules between the cells of one row of indikator, as the model and the admin site have them."""

from typing import Any

from capaian.impor.hasil import BarisPeriksa
from capaian.impor.indikator.kolom import NAMA_DI_MODEL, YA, AcuanIndikator
from capaian.layanan.indikator_banyak import HASIL_TERKUNCI
from capaian.layanan.indikator_muat import PENENTU_HASIL
from capaian.models import Indikator
from capaian.models.indikator import SIMPUL
from capaian.pilihan import CaraKonsolidasi, FormulaCapaian, JenisNilai

TEMPAT = ("simpul", "sasaran", "tujuan")
PREDIKAT = ("jenis_nilai", "formula", "skala", "konsolidasi")
BOOLEAN = ("berpagu", "wajib_bukti", "aktif")
WAJIB_BARU = ("nama", "satuan")
BERKALIMAT = {a.name: str(a.violation_error_message) for a in Indikator._meta.constraints}


def periksa_silang(baris: BarisPeriksa, acuan: AcuanIndikator) -> None:
    """Settles what the row would write into `baris.isi`."""
    if acuan.baru:
        _lengkap(baris)
    elif acuan.ubah and acuan.ubah.terkunci:
        for kunci in baris.sel:
            if NAMA_DI_MODEL.get(kunci, kunci) in PENENTU_HASIL and baris.ditulis(kunci):
                baris.sel[kunci].salahkan(f"{HASIL_TERKUNCI}.", "terkunci")
    _predikat(baris, acuan)
    _tempat(baris)
    for kunci, sel in baris.sel.items():
        if baris.ditulis(kunci) and kunci not in ("kode", *TEMPAT):
            nilai = sel.nilai == YA if kunci in BOOLEAN else sel.nilai
            baris.isi[NAMA_DI_MODEL.get(kunci, kunci)] = nilai


def _lengkap(baris: BarisPeriksa) -> None:
    for kunci in WAJIB_BARU:
        sel = baris.sel.get(kunci, baris.sel["kode"])
        if not baris.ditulis(kunci) and not sel.pesan:
            sel.salahkan(f"tulis {kunci} indikator baru ini.", f"{kunci} belum ada")


def _predikat(baris: BarisPeriksa, acuan: AcuanIndikator) -> None:
    """A predikat has its formula, its scale and the last quarter; nothing else has them."""
    diubah = [kunci for kunci in PREDIKAT if baris.ditulis(kunci)]
    if not diubah:
        return
    akan = _akan(baris, acuan)
    predikat = akan["jenis_nilai"] == JenisNilai.PREDIKAT
    if not predikat and acuan.isi["skala"] and not baris.ditulis("skala"):
        # An empty cell changes nothing, so the scale goes with the predikat.
        akan["skala"] = baris.isi["skala_predikat"] = None
    serupa = {predikat, akan["formula"] == FormulaCapaian.PREDIKAT, bool(akan["skala"])}
    if len(serupa) > 1:
        baris.sel[diubah[-1]].salahkan(BERKALIMAT["indikator_predikat_berskala"])
    elif predikat and akan["konsolidasi"] != CaraKonsolidasi.POSISI_AKHIR:
        baris.sel[diubah[-1]].salahkan(BERKALIMAT["indikator_predikat_posisi_akhir"])
    if baris.sel[diubah[-1]].pesan:
        baris.isi.pop("skala_predikat", None)
        for kunci in diubah[:-1]:
            # Half of it would be refused by the database.
            baris.abaikan(kunci, f"lihat {baris.sel[diubah[-1]].alamat}")


def _akan(baris: BarisPeriksa, acuan: AcuanIndikator) -> dict[str, Any]:
    baku = Indikator()
    hasil: dict[str, Any] = {}
    for kunci in PREDIKAT:
        if baris.ditulis(kunci):
            hasil[kunci] = baris.sel[kunci].nilai
        elif acuan.baru:
            hasil[kunci] = None if kunci == "skala" else getattr(baku, kunci)
        else:
            hasil[kunci] = acuan.isi[kunci]
    return hasil


def _tempat(baris: BarisPeriksa) -> None:
    """One node at most: what is written takes the place of what there was."""
    ditulis = [kunci for kunci in TEMPAT if baris.ditulis(kunci)]
    if not ditulis:
        return
    terisi = [baris.sel[k].alamat for k in TEMPAT if k in baris.sel and baris.sel[k].teks]
    sel = baris.sel[ditulis[0]]
    if len(terisi) > 1:
        sel.salahkan(f"{BERKALIMAT['indikator_satu_simpul']} Kosongkan salah satu: {terisi[-1]}.")
        for kunci in ditulis[1:]:
            baris.abaikan(kunci, f"lihat {sel.alamat}")
        return
    tingkat, pk = sel.nilai if ditulis[0] == "simpul" else (ditulis[0], sel.nilai)
    baris.isi |= {nama: pk if nama == tingkat else None for nama in SIMPUL}
