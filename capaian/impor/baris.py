"""Rows of a filled sheet held against the database: every cell gets its Tanda, every error said.

Three values meet in a cell: what the template was made with (asal), what the file holds now, and
what the system holds now. Only what the person changed is theirs to write. Pure: no query.
"""

from collections.abc import Mapping
from difflib import get_close_matches

from capaian.impor.bacaan import SelSalah, SelTanya
from capaian.impor.hasil import (
    BERKAS,
    LEWATI,
    SISTEM,
    BarisPeriksa,
    Pratinjau,
    SelPeriksa,
    Tanda,
)
from capaian.impor.lembar import LembarIsian
from capaian.impor.sel import baca, tampilkan, terkunci_berubah, tulis_polos
from capaian.impor.silang import periksa_silang
from capaian.lembar_isian import DIISI, TERKUNCI, AcuanBaris, AsalBaris
from konsolidasi.inti import waktu
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.xlsx_sel import ANGKA, TEKS, Sel

ASAL_KOSONG = AsalBaris(0, {})
# Looking for a code that is alike costs more than everything else that is done with a row.
DICARI_TERBANYAK, KODE_TERPANJANG = 20, 40

Jawaban = Mapping[str, Mapping[str, str]]
"""By address: {"teks": typed}, {"pilih": "berkas" | "sistem", "sistem": value then}, and by
"baris:<n>" {"pilih": "lewati"}."""


def periksa(
    lembar: LembarIsian,
    asal: Mapping[str, AsalBaris],
    acuan: Mapping[str, AcuanBaris],
    jawaban: Jawaban,
) -> Pratinjau:
    pemeriksa = _Pemeriksa(lembar, asal, acuan, jawaban)
    return Pratinjau(
        nama_lembar=lembar.nama,
        kepala=lembar.kepala,
        huruf=lembar.huruf,
        baris=[pemeriksa.baris(nomor, isi) for nomor, isi in lembar.baris],
        tersembunyi=lembar.tersembunyi,
    )


class _Pemeriksa:
    def __init__(
        self,
        lembar: LembarIsian,
        asal: Mapping[str, AsalBaris],
        acuan: Mapping[str, AcuanBaris],
        jawaban: Jawaban,
    ) -> None:
        self.lembar, self.asal, self.acuan, self.jawaban = lembar, asal, acuan, jawaban
        self.dicari = 0
        self.di_baris: dict[str, int] = {}
        for nomor, isi in lembar.baris:
            self.di_baris.setdefault(_kode(isi), nomor)

    def baris(self, nomor: int, isi: Mapping[str, Sel]) -> BarisPeriksa:
        kode = _kode(isi)
        acuan = self.acuan.get(kode)
        hasil = BarisPeriksa(nomor, kode, acuan, self._sel_kosong(nomor, isi))
        if self.jawaban.get(f"baris:{nomor}", {}).get("pilih") == LEWATI:
            hasil.dilewati = True
            hasil.sel["kode"].kata = "dilewati"
            return hasil
        if acuan is None or self.di_baris[kode] != nomor:
            self._tanpa_acuan(hasil, isi)
            return hasil
        hasil.versi = acuan.versi
        asal = self.asal.get(kode, ASAL_KOSONG)
        for kunci in TERKUNCI[1:]:
            if kunci in isi:
                terkunci_berubah(hasil.sel[kunci], isi[kunci], asal, acuan)
        for kunci in DIISI:
            if kunci in self.lembar.huruf:
                self._isian(hasil.sel[kunci], isi.get(kunci), asal, acuan)
        periksa_silang(hasil, acuan)
        return hasil

    def _sel_kosong(self, nomor: int, isi: Mapping[str, Sel]) -> dict[str, SelPeriksa]:
        hasil = {}
        for kunci, huruf in self.lembar.huruf.items():
            sel = isi.get(kunci)
            hasil[kunci] = SelPeriksa(
                kunci, f"{huruf}{nomor}", tampilkan(sel, kunci) if sel else ""
            )
        return hasil

    def _tanpa_acuan(self, baris: BarisPeriksa, isi: Mapping[str, Sel]) -> None:
        """A row whose code says nothing, says something else, or was there before."""
        sel, kode = baris.sel["kode"], baris.kode
        lewati = ((f"Lewati baris {baris.nomor}", LEWATI),)
        if not kode:
            if not any(k in isi for k in DIISI):
                return
            sel.salahkan("kodenya kosong, padahal barisnya berisi.", "kode kosong")
        elif kode in self.acuan:
            sel.salahkan(
                f"kode {kutip(kode)} sudah ada di baris {self.di_baris[kode]}.", "kode ganda"
            )
        else:
            sel.salahkan(
                f"kode {kutip(kode)} tidak ada.{self._terdekat(kode)}", "kode tidak dikenal"
            )
        sel.pilihan = lewati

    def _terdekat(self, kode: str) -> str:
        self.dicari += 1
        cari = self.dicari <= DICARI_TERBANYAK and len(kode) <= KODE_TERPANJANG
        mirip = get_close_matches(kode, self.acuan, 1, 0.6) if cari else []
        if not mirip:
            return " Kode OPD lain tidak dapat diisi di sini."
        di = self.di_baris.get(mirip[0])
        return f" Terdekat {mirip[0]}" + (f", sudah ada di baris {di}." if di else ".")

    def _isian(self, sel: SelPeriksa, isi: Sel | None, asal: AsalBaris, acuan: AcuanBaris) -> None:
        jawaban = self.jawaban.get(sel.alamat, {})
        if "teks" in jawaban:
            isi = Sel(TEKS, jawaban["teks"])
            sel.teks = jawaban["teks"]
        sistem = acuan.isi[sel.kunci]
        # A row that the template did not know yet: nobody saw what it holds, unless it is empty.
        awal = asal.isi.get(sel.kunci, "" if acuan.versi else sistem)
        sel.lama = sistem
        sel.bisa_diketik = not acuan.halangan
        if isi is None or (isi.jenis == TEKS and not isi.isi.strip()):
            self._kosong(sel, awal, sistem)
            return
        if isi.isi == awal == sistem and isi.jenis in (TEKS, ANGKA) and not isi.pola:
            return
        try:
            sel.nilai, sel.polos = baca(sel.kunci, isi, acuan)
        except SelSalah as galat:
            sel.salahkan(galat.pesan, usul=galat.usul)
        except SelTanya as galat:
            sel.tanda, sel.pesan, sel.kata = Tanda.TANYA, galat.pesan, "dua arti"
            sel.pilihan = galat.pilihan
        else:
            self._bandingkan(sel, awal, sistem, acuan, jawaban)
            return
        if acuan.halangan:
            self._kunci(sel, acuan)

    def _kosong(self, sel: SelPeriksa, awal: str, sistem: str) -> None:
        if sel.alamat in self.lembar.gabung:
            induk = self.lembar.gabung[sel.alamat]
            sel.salahkan(f"digabung dengan {induk}. Pisahkan, lalu isi masing-masing.", "digabung")
        elif awal and sistem:
            sel.kata = "kosong, tidak mengubah"

    def _bandingkan(
        self,
        sel: SelPeriksa,
        awal: str,
        sistem: str,
        acuan: AcuanBaris,
        jawaban: Mapping[str, str],
    ) -> None:
        if sel.polos in ("", sistem):
            return
        if sel.polos == awal and "teks" not in jawaban:
            sel.kata = f"di sistem kini {_tulis(sel.kunci, sistem, acuan) or 'kosong'}"
            return
        if acuan.halangan:
            self._kunci(sel, acuan)
            return
        # An answer counts as long as the system holds what the person saw when answering.
        dilihat = jawaban.get("sistem") == sistem
        pilih = jawaban.get("pilih") if dilihat else ""
        if pilih == SISTEM:
            sel.kata = "tetap isi sistem"
        elif awal != sistem and not (dilihat and ("teks" in jawaban or pilih == BERKAS)):
            self._bentrok(sel, sistem, acuan)
        else:
            nol = sel.polos == "0" and sel.kunci == "nilai"
            sel.tanda = Tanda.BERUBAH if sistem else Tanda.BARU
            sel.kata = f"{sel.tanda.value}, nol" if nol else sel.tanda.value

    def _kunci(self, sel: SelPeriksa, acuan: AcuanBaris) -> None:
        sel.tanda, sel.kata, sel.pesan = Tanda.DIKUNCI, f"dikunci, {acuan.halangan}", ""
        sel.usul, sel.pilihan = "", ()

    def _bentrok(self, sel: SelPeriksa, sistem: str, acuan: AcuanBaris) -> None:
        di_sistem, berkas = _tulis(sel.kunci, sistem, acuan), _tulis(sel.kunci, sel.polos, acuan)
        siapa = acuan.oleh or "Seseorang"
        saat = (
            f" {waktu.tanggal_singkat(acuan.pada)} {waktu.pukul(acuan.pada)}" if acuan.pada else ""
        )
        apa = f"mengisi {di_sistem}" if sistem else "mengosongkannya"
        sel.tanda, sel.kata = Tanda.BENTROK, "bentrok"
        sel.pesan = f"{siapa} {apa} di sistem{saat}, setelah templat diunduh. Berkas: {berkas}."
        sel.pilihan = ((f"Tetap {di_sistem or 'kosong'}", SISTEM), (f"Pakai {berkas}", BERKAS))


def _kode(isi: Mapping[str, Sel]) -> str:
    sel = isi.get("kode")
    return sel.isi.strip()[:80] if sel and sel.jenis in (TEKS, ANGKA) else ""


def _tulis(kunci: str, polos: str, acuan: AcuanBaris) -> str:
    """A plain form as people read it, cut short where it is a sentence."""
    return kutip(tulis_polos(kunci, polos, acuan.desimal))
