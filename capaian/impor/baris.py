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
from capaian.impor.jenis import Jenis, Tempat
from capaian.impor.lembar import LembarIsian
from capaian.impor.sel import kunci_sel, tampilkan
from capaian.lembar_isian import KODE, Acuan, AsalBaris
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
    jenis: Jenis,
    tempat: Tempat,
    lembar: LembarIsian,
    asal: Mapping[str, AsalBaris],
    acuan: Mapping[str, Acuan],
    jawaban: Jawaban,
) -> Pratinjau:
    pemeriksa = _Pemeriksa(jenis, tempat, lembar, asal, acuan, jawaban)
    baris = [pemeriksa.baris(nomor, isi) for nomor, isi in lembar.baris]
    jenis.silang_lembar(baris, acuan)
    for satu in baris:
        if satu.baru and satu.perlu_orang:
            satu.tahan("menunggu baris ini lengkap")
    return Pratinjau(
        nama_lembar=lembar.nama,
        kepala=lembar.kepala,
        huruf=lembar.huruf,
        baris=baris,
        tersembunyi=lembar.tersembunyi,
    )


class _Pemeriksa:
    def __init__(
        self,
        jenis: Jenis,
        tempat: Tempat,
        lembar: LembarIsian,
        asal: Mapping[str, AsalBaris],
        acuan: Mapping[str, Acuan],
        jawaban: Jawaban,
    ) -> None:
        self.jenis, self.tempat = jenis, tempat
        self.lembar, self.asal, self.acuan, self.jawaban = lembar, asal, acuan, jawaban
        self.dibaca = [k for k in jenis.dibaca if k in lembar.huruf]
        self.diisi = [k for k in jenis.diisi if k in lembar.huruf]
        # In the order of the kind: the keys come back from the database in another one.
        self.huruf = {
            k.kunci: lembar.huruf[k.kunci] for k in jenis.kolom if k.kunci in lembar.huruf
        }
        self.hanya_baru = {k.kunci for k in jenis.kolom if k.hanya_baru}
        self.sebut_nol = {k.kunci for k in jenis.kolom if k.sebut_nol}
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
            hasil.sel[KODE].kata = "dilewati"
            return hasil
        if self.di_baris[kode] == nomor:
            acuan = hasil.acuan = acuan or self._baru(hasil)
        if acuan is None or self.di_baris[kode] != nomor:
            if not hasil.perlu_orang:
                self._tanpa_acuan(hasil, isi)
            return hasil
        hasil.versi = acuan.versi
        asal = self.asal.get(kode, ASAL_KOSONG)
        for kunci in self.dibaca:
            if kunci in isi and not acuan.baru:
                self._dibaca(hasil.sel[kunci], isi[kunci], asal, acuan)
        for kunci in self.diisi:
            self._isian(hasil.sel[kunci], isi.get(kunci), asal, acuan)
        self.jenis.silang(hasil, acuan)
        return hasil

    def _baru(self, baris: BarisPeriksa) -> Acuan | None:
        """The empty row of a kode that is not there yet, where the kind makes new rows."""
        if not (self.jenis.baris_baru and baris.kode):
            return None
        sel = baris.sel[KODE]
        try:
            if baris.kode in self.asal:
                raise SelSalah(f"kode {kutip(baris.kode)} sudah tidak ada di sistem.")
            acuan = self.jenis.baru(self.tempat, baris.kode, self.acuan)
        except SelSalah as galat:
            sel.salahkan(galat.pesan, "kode salah")
            sel.pilihan = _lewati(baris)
            return None
        sel.tanda, sel.kata, sel.polos, sel.pilihan = Tanda.BARU, "baris baru", baris.kode, ()
        return acuan

    def _dibaca(self, sel: SelPeriksa, isi: Sel, asal: AsalBaris, acuan: Acuan) -> None:
        awal = asal.isi.get(sel.kunci, "")
        tetap = isi.isi == awal or self.jenis.tetap(sel.kunci, awal, isi, acuan)
        if not tetap and isi.isi.strip():
            kunci_sel(sel, awal)

    def _sel_kosong(self, nomor: int, isi: Mapping[str, Sel]) -> dict[str, SelPeriksa]:
        hasil = {}
        for kunci, huruf in self.huruf.items():
            sel = isi.get(kunci)
            teks = tampilkan(sel, kunci) if sel else ""
            hasil[kunci] = SelPeriksa(kunci, f"{huruf}{nomor}", teks)
            hasil[kunci].diisi = kunci in self.diisi
        return hasil

    def _tanpa_acuan(self, baris: BarisPeriksa, isi: Mapping[str, Sel]) -> None:
        """A row whose code says nothing, says something else, or was there before."""
        sel, kode = baris.sel[KODE], baris.kode
        if not kode:
            if not any(k in isi for k in self.diisi):
                return
            sel.salahkan("kodenya kosong, padahal barisnya berisi.", "kode kosong")
        elif self.di_baris[kode] != baris.nomor:
            sel.salahkan(
                f"kode {kutip(kode)} sudah ada di baris {self.di_baris[kode]}.", "kode ganda"
            )
        else:
            sel.salahkan(
                f"kode {kutip(kode)} tidak ada.{self._terdekat(kode)}", "kode tidak dikenal"
            )
        sel.pilihan = _lewati(baris)

    def _terdekat(self, kode: str) -> str:
        self.dicari += 1
        cari = self.dicari <= DICARI_TERBANYAK and len(kode) <= KODE_TERPANJANG
        mirip = get_close_matches(kode, self.acuan, 1, 0.6) if cari else []
        if not mirip:
            return f" {self.jenis.kode_luar}"
        di = self.di_baris.get(mirip[0])
        return f" Terdekat {mirip[0]}" + (f", sudah ada di baris {di}." if di else ".")

    def _isian(self, sel: SelPeriksa, isi: Sel | None, asal: AsalBaris, acuan: Acuan) -> None:
        jawaban = self.jawaban.get(sel.alamat, {})
        if "teks" in jawaban:
            isi = Sel(TEKS, jawaban["teks"])
            sel.teks = jawaban["teks"]
        sistem, halangan = acuan.isi[sel.kunci], self._halangan(sel, acuan)
        # A row that the template did not know yet: nobody saw what it holds, unless it is empty.
        awal = asal.isi.get(sel.kunci, "" if acuan.versi else sistem)
        sel.lama = sistem
        sel.bisa_diketik = not halangan
        if isi is None or (isi.jenis == TEKS and not isi.isi.strip()):
            self._kosong(sel, awal, sistem)
            return
        if isi.isi == awal == sistem and isi.jenis in (TEKS, ANGKA) and not isi.pola:
            return
        try:
            sel.nilai, sel.polos = self.jenis.baca(sel.kunci, isi, acuan)
        except SelSalah as galat:
            sel.salahkan(galat.pesan, usul=galat.usul)
        except SelTanya as galat:
            sel.tanda, sel.pesan, sel.kata = Tanda.TANYA, galat.pesan, "dua arti"
            sel.pilihan, sel.ketik = galat.pilihan, galat.ketik
        else:
            self._bandingkan(sel, awal, sistem, acuan, jawaban)
            return
        if halangan:
            _kunci(sel, halangan)

    def _halangan(self, sel: SelPeriksa, acuan: Acuan) -> str:
        if acuan.halangan or acuan.baru or sel.kunci not in self.hanya_baru:
            return acuan.halangan
        return "hanya diisi di baris baru"

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
        acuan: Acuan,
        jawaban: Mapping[str, str],
    ) -> None:
        if sel.polos in ("", sistem):
            return
        if sel.polos == awal and "teks" not in jawaban:
            sel.kata = f"di sistem kini {self._tulis(sel, sistem, acuan) or 'kosong'}"
            return
        if halangan := self._halangan(sel, acuan):
            _kunci(sel, halangan)
            return
        # An answer counts as long as the system holds what the person saw when answering.
        dilihat = jawaban.get("sistem") == sistem
        pilih = jawaban.get("pilih") if dilihat else ""
        if pilih == SISTEM:
            sel.kata = "tetap isi sistem"
        elif awal != sistem and not (dilihat and ("teks" in jawaban or pilih == BERKAS)):
            self._bentrok(sel, sistem, acuan)
        else:
            nol = sel.polos == "0" and sel.kunci in self.sebut_nol
            sel.tanda = Tanda.BERUBAH if sistem else Tanda.BARU
            sel.kata = f"{sel.tanda.value}, nol" if nol else sel.tanda.value

    def _bentrok(self, sel: SelPeriksa, sistem: str, acuan: Acuan) -> None:
        di_sistem, berkas = self._tulis(sel, sistem, acuan), self._tulis(sel, sel.polos, acuan)
        siapa = acuan.oleh or "Seseorang"
        saat = (
            f" {waktu.tanggal_singkat(acuan.pada)} {waktu.pukul(acuan.pada)}" if acuan.pada else ""
        )
        apa = f"mengisi {di_sistem}" if sistem else "mengosongkannya"
        sel.tanda, sel.kata = Tanda.BENTROK, "bentrok"
        sel.pesan = f"{siapa} {apa} di sistem{saat}, setelah templat diunduh. Berkas: {berkas}."
        sel.pilihan = ((f"Tetap {di_sistem or 'kosong'}", SISTEM), (f"Pakai {berkas}", BERKAS))

    def _tulis(self, sel: SelPeriksa, polos: str, acuan: Acuan) -> str:
        """A plain form as people read it, cut short where it is a sentence."""
        return kutip(self.jenis.tampil(sel.kunci, polos, acuan))


def _kunci(sel: SelPeriksa, halangan: str) -> None:
    sel.tanda, sel.kata, sel.pesan = Tanda.DIKUNCI, f"dikunci, {halangan}", ""
    sel.usul, sel.pilihan = "", ()


def _lewati(baris: BarisPeriksa) -> tuple[tuple[str, str], ...]:
    return ((f"Lewati baris {baris.nomor}", LEWATI),)


def _kode(isi: Mapping[str, Sel]) -> str:
    """A code that became a number is written as it is read: 12, also where 12.0 is stored."""
    sel = isi.get(KODE)
    if sel is None or sel.jenis not in (TEKS, ANGKA):
        return ""
    teks = sel.isi.strip()
    return (teks.removesuffix(".0") if sel.jenis == ANGKA else teks)[:80]
