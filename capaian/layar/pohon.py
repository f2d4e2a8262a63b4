"""Pohon kinerja: visi, misi, tujuan, sasaran, prioritas, program, kegiatan, indikator as a tree."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import reduce
from operator import add
from typing import Any

from django.db.models import QuerySet

from capaian.layar.pohon_angka import (
    Setahun,
    angka_simpul,
    jumlah_atas,
    muat_indikator,
    per_tempat,
    pilih_bagian,
    ringkas_hasil,
)
from capaian.layar.pohon_buka import Buka
from capaian.layar.pohon_letak import TANPA_SASARAN, TANPA_SIMPUL, Bagian, Denah, susun_denah
from capaian.layar.pohon_muat import muat_puncak, muat_rincian
from capaian.layar.pohon_simpul import DAUN_TERBANYAK, Pohon, Simpul, ada_contoh, susun_daun
from capaian.layar.ringkasan import keadaan, ringkasan
from capaian.models import Indikator, Kegiatan, Misi, Prioritas, Sasaran, SubKegiatan, Tujuan, Visi
from capaian.models.indikator import SIMPUL
from capaian.ringkasan import Ringkas
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.waktu import Triwulan

Alamat = Callable[[Buka, str], str]
KOSONG = Ringkas()


def susun_pohon(
    *,
    indikator: Callable[[], QuerySet[Indikator]],
    letak: Sequence[tuple],
    opd: Collection[int],
    masa: Triwulan,
    buka: tuple[frozenset[str], frozenset[str]],
    alamat: Alamat,
) -> Pohon:
    """Of the year of `masa` up to its quarter. The same queries whatever hangs where.

    `indikator`: those of the year, seen and filtered; `letak`: where they hang (letak_indikator);
    `opd`: theirs. `alamat`: the address of the page in another state, at a node.
    """
    penyusun = Penyusun(indikator, letak, opd, masa, buka, alamat)
    akar = penyusun.akar()
    seluruh = reduce(add, penyusun.prioritas.values(), KOSONG)
    return Pohon(akar, angka_simpul(seluruh, penyusun.hitung.skala), ada_contoh(akar))


class Penyusun:
    """Loads what one page needs, then builds nodes without a query."""

    def __init__(
        self,
        indikator: Callable[[], QuerySet[Indikator]],
        letak: Sequence[tuple],
        opd: Collection[int],
        masa: Triwulan,
        buka: tuple[frozenset[str], frozenset[str]],
        alamat: Alamat,
    ) -> None:
        self.tahun, self.alamat = masa.tahun, alamat
        self.puncak = muat_puncak()
        self.denah = susun_denah(letak, opd)
        self.buka = Buka(*buka, self.puncak.induk).bertempat(self.denah.tempat)
        self.hitung = Setahun(masa.tahun, sampai=masa.nomor)
        if kini := keadaan([masa.tahun], opd):
            self.hitung.skala = kini.skala[masa.tahun]
        pilihan = {"sampai": masa.nomor, "opd": opd, "per": "prioritas", "kini": kini}
        ringkas = ringkasan(tahun=[masa.tahun], **pilihan)
        self.prioritas = {pk: satu for (_, pk), satu in ringkas.items()}
        self._muat(indikator)

    def _muat(self, indikator: Callable[[], QuerySet[Indikator]]) -> None:
        """Rows that are shown, and the figures that cannot be had otherwise."""
        denah, buka = self.denah, self.buka
        tampil = [b for b in denah.semua if buka.terbuka(b[0])]
        dibuka = [(t, p) for t, p in tampil if buka.terbuka(f"{t}-p{p}")]
        self.isi = muat_indikator(indikator, denah, _urut(denah, buka, dibuka))
        bebas = self._bebas(indikator)
        self.hasil = self.hitung.hitung([*bebas, *(i for b in self.isi.values() for i in b)])
        self.rinci = {b: self._jumlah(milik) for b, milik in self.isi.items()}
        self.isi[TANPA_SIMPUL, None] = bebas
        self.tempat = per_tempat(denah, self.rinci, self.prioritas)
        self.atas = jumlah_atas(self.puncak, self.tempat)
        akhir = Triwulan(self.tahun, 4).akhir
        program = {p for _, p in tampil}, {p for _, p in dibuka}
        self.rincian = muat_rincian(*program, self.tahun, akhir)

    def _bebas(self, indikator: Callable[[], QuerySet[Indikator]]) -> list[Indikator]:
        """The first of those without any node. One query, none while they are folded."""
        if not self.buka.terbuka(TANPA_SIMPUL):
            return []
        bebas = indikator().filter(**dict.fromkeys(("prioritas", *SIMPUL)))
        urut = bebas.select_related("opd").order_by("opd__urutan", "urutan", "kode", "pk")
        return list(urut[:DAUN_TERBANYAK])

    def _jumlah(self, indikator: Iterable[Indikator]) -> Ringkas:
        return reduce(add, (ringkas_hasil(self.hasil[i.pk]) for i in indikator), KOSONG)

    def akar(self) -> tuple[Simpul, ...]:
        semua = [self._visi(v) for v in self.puncak.visi]
        if self.denah.isi.get(TANPA_SASARAN):
            nama = "Tanpa sasaran dan prioritas"
            semua.append(self._berprogram(TANPA_SASARAN, "Program", "", nama))
        if banyak := self.denah.di(TANPA_SIMPUL):
            nama = "Belum di bawah simpul mana pun"
            semua.append(self._daun(TANPA_SIMPUL, nama, banyak))
        return tuple(semua)

    def _visi(self, v: Visi) -> Simpul:
        misi = self.puncak.misi.get(v.pk, [])
        lepas = self.puncak.tanpa_sasaran.get(v.pk, [])
        return self._simpul(
            f"v{v.pk}",
            "Visi",
            f"{v.tahun_mulai}–{v.tahun_selesai}",
            v.nama,
            self.atas[f"v{v.pk}"],
            lambda: (*map(self._misi, misi), *map(self._prioritas, lepas)),
            bawaan=v.tahun_mulai <= self.tahun <= v.tahun_selesai,
            ket=v.uraian,
            kosong="" if misi or lepas else "Belum ada misi.",
        )

    def _misi(self, m: Misi) -> Simpul:
        tujuan = self.puncak.tujuan.get(m.pk, [])
        return self._tetap(m, "Misi", lambda: map(self._tujuan, tujuan))

    def _tujuan(self, t: Tujuan) -> Simpul:
        sasaran = self.puncak.sasaran.get(t.pk, [])
        return self._tetap(t, "Tujuan", lambda: map(self._sasaran, sasaran))

    def _sasaran(self, s: Sasaran) -> Simpul:
        def anak() -> Iterable[Simpul]:
            yield from map(self._prioritas, self.puncak.prioritas.get(s.pk, []))
            if self.denah.isi.get(f"l{s.pk}"):
                yield self._berprogram(f"l{s.pk}", "Program", "", "Di luar prioritas")

        return self._tetap(s, "Sasaran", anak)

    def _prioritas(self, p: Prioritas) -> Simpul:
        return self._berprogram(f"r{p.pk}", "Prioritas", p.kode, p.nama, contoh=p.contoh)

    def _berprogram(self, kunci: str, tingkat: str, kode: str, nama: str, **lain: Any) -> Simpul:
        """A place that lists programs, and indikator that hang there without one."""
        program = self.denah.isi.get(kunci, ())
        return self._simpul(
            kunci,
            tingkat,
            kode,
            nama,
            self.tempat.get(kunci, KOSONG),
            lambda: [self._program(kunci, pk) for pk in program],
            daun=(kunci, None),
            **lain,
        )

    def _program(self, tempat: str, pk: int) -> Simpul:
        p, bagian = self.denah.program[pk], (tempat, pk)
        kunci = f"{tempat}-p{pk}"
        milik = self.isi.get(bagian, [])
        kegiatan = self.rincian.kegiatan.get(pk, [])
        return self._simpul(
            kunci,
            "Program",
            p.kode,
            p.nama,
            self.rinci.get(bagian, None if self.denah.banyak.get(bagian) else KOSONG),
            lambda: filter(None, (self._kegiatan(kunci, k, milik) for k in kegiatan)),
            langsung=[i for i in milik if i.kegiatan_letak is None],
            ket=p.opd,
            pagu=self.rincian.pagu.get(f"p{pk}", ""),
            contoh=p.contoh,
            aktif=p.aktif,
        )

    def _kegiatan(self, atas: str, k: Kegiatan, semua: Sequence[Indikator]) -> Simpul | None:
        milik = [i for i in semua if i.kegiatan_letak == k.pk]
        kunci = f"{atas}-k{k.pk}"
        sub = self.rincian.sub_kegiatan.get(k.pk, [])
        return self._rendah(
            kunci,
            "Kegiatan",
            k,
            milik,
            lambda: filter(None, (self._sub(kunci, s, milik) for s in sub)),
            [i for i in milik if i.sub_kegiatan_id is None],
        )

    def _sub(self, atas: str, s: SubKegiatan, semua: Sequence[Indikator]) -> Simpul | None:
        milik = [i for i in semua if i.sub_kegiatan_id == s.pk]
        return self._rendah(f"{atas}-b{s.pk}", "Sub kegiatan", s, milik, tuple, milik)

    def _rendah(
        self,
        kunci: str,
        tingkat: str,
        baris: Kegiatan | SubKegiatan,
        milik: Sequence[Indikator],
        anak: Callable[[], Iterable[Simpul]],
        langsung: list[Indikator],
    ) -> Simpul | None:
        """None where nothing hangs under it here and its program is at home elsewhere."""
        tempat, program, *_ = kunci.split("-")
        if not milik and tempat != self.denah.rumah(int(program[1:])):
            return None
        return self._simpul(
            kunci,
            tingkat,
            baris.kode,
            baris.nama,
            self._jumlah(milik),
            anak,
            langsung=langsung,
            pagu=self.rincian.pagu.get(kunci.rsplit("-", 1)[1], ""),
            contoh=baris.contoh,
            aktif=baris.aktif,
        )

    def _tetap(
        self,
        baris: Misi | Tujuan | Sasaran,
        tingkat: str,
        anak: Callable[[], Iterable[Simpul]],
    ) -> Simpul:
        kunci = f"{baris.awalan}{baris.pk}"
        return self._simpul(
            kunci,
            tingkat,
            baris.kode,
            baris.nama,
            self.atas[kunci],
            anak,
            bawaan=True,
            daun=(kunci, None),
            contoh=baris.contoh,
            aktif=baris.aktif,
        )

    def _daun(self, kunci: str, nama: str, banyak: int) -> Simpul:
        """The rest: a list only, no figure of its own."""
        return self._simpul(
            kunci, "Indikator", "", nama, None, tuple, daun=(kunci, None), banyak=banyak
        )

    def _simpul(
        self,
        kunci: str,
        tingkat: str,
        kode: str,
        nama: str,
        ringkas: Ringkas | None,
        anak: Callable[[], Iterable[Simpul]],
        *,
        bawaan: bool = False,
        daun: Bagian | None = None,
        langsung: list[Indikator] | None = None,
        banyak: int | None = None,
        **isi: Any,
    ) -> Simpul:
        """What hangs below is built only where the node is open."""
        terbuka = self.buka.terbuka(kunci, bawaan=bawaan)
        bawah: dict[str, Any] = {}
        if terbuka:
            semua = langsung if langsung is not None else self.isi.get(daun, [])
            seluruhnya = self.denah.banyak.get(daun, 0) if langsung is None else len(semua)
            tampil = susun_daun(semua, self.hasil, self.hitung.skala, self.tahun)
            bawah = {"anak": tuple(anak()), "daun": tampil, "sisa": seluruhnya - len(tampil)}
            bawah["url_sisa"] = _daftar(kunci, self.tahun)
        return Simpul(
            kunci=kunci,
            tingkat=tingkat,
            kode=kode,
            nama=nama,
            angka=angka_simpul(ringkas, self.hitung.skala, banyak),
            terbuka=terbuka,
            url=self.alamat(self.buka.balik(kunci, bawaan=bawaan), kunci),
            **isi,
            **bawah,
        )


def _daftar(kunci: str, tahun: int) -> str:
    """The list of indikator, of one prioritas where the node is one."""
    prioritas = f"&prioritas={kunci[1:].split('-')[0]}" if kunci.startswith("r") else ""
    return f"{alamat_halaman('capaian:indikator_daftar')}?tahun={tahun}{prioritas}"


def _urut(denah: Denah, buka: Buka, dibuka: Sequence[Bagian]) -> list[Bagian]:
    """What is open comes first; of a closed prioritas nothing, its figure is kept."""
    semua = [b for b in denah.banyak if b[0] != TANPA_SIMPUL]
    terbuka = [b for b in semua if b[0][0] in "rly" and buka.terbuka(b[0])]
    atas = [b for b in semua if b[0][0] in "st"]
    lain = [b for b in semua if b[0][0] in "ly"]
    return pilih_bagian(denah, [*dibuka, *terbuka, *atas, *lain])
