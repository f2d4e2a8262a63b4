"""The one writer of the forms: a layout, rows and figures become a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from capaian.ekspor.formulir.angka import Angka, Uang
from capaian.ekspor.formulir.isi import Isian
from capaian.ekspor.formulir.lebar import sesuaikan
from capaian.ekspor.formulir.pengesahan import Wakil, blok
from capaian.ekspor.formulir.penutup import baris_penutup
from capaian.ekspor.formulir.pohon import Pohon, Simpul
from capaian.ekspor.formulir.tata import Formulir
from capaian.ekspor.kop import Penerbit, kop
from capaian.ekspor.rekap import status_tahun
from capaian.gabungan import rata_rata
from capaian.models import Indikator
from capaian.tindak_lanjut import Janji
from konsolidasi.inti import angka as tulis_angka
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Baris, Buku, Lembar, Teks

PEMBUAT = "Konsolidasi, Bapperida Kota Tanjungbalai"
DATA_CONTOH = "DATA CONTOH: sebagian angka bukan angka resmi."
TIDAK_ADA = "Belum ada indikator atau program."
SUB_KODE = 5


@dataclass(frozen=True)
class Cetakan:
    """Who prints and who signs. `opd`: whose form it is, None for the whole city."""

    pada: datetime
    oleh: str
    bapperida: Penerbit
    opd: Penerbit | None = None
    nama_opd: str = ""
    kertas: str = "f4"
    urusan: Mapping[str, str] | None = None
    janji: Sequence[Janji] = ()
    wakil: Wakil | None = None
    logo: bytes = b""

    @property
    def data_per(self) -> str:
        saat = self.pada.astimezone(waktu.ZONA)
        return f"data per {waktu.tanggal_singkat(saat)} {saat.year} {waktu.pukul(saat)}"


@dataclass
class BarisIsi:
    """A row and its figures, as the mean below needs them."""

    baris: Baris
    isian: Isian


def judul(formulir: Formulir, angka: Angka, cetakan: Cetakan) -> str:
    milik = f" {cetakan.opd.opd.singkatan}" if cetakan.opd and cetakan.opd.opd else ""
    return f"{formulir.kode}{milik} {angka.tw.label}"


def susun_buku(formulir: Formulir, pohon: Pohon, angka: Angka, cetakan: Cetakan) -> Buku:
    nama = judul(formulir, angka, cetakan)
    return Buku(
        judul=nama,
        lembar=[susun_lembar(formulir, pohon, angka, cetakan)],
        pada=cetakan.pada,
        pembuat=PEMBUAT,
        kertas=cetakan.kertas,
        kaki=f"{nama} · {cetakan.data_per}",
    )


def susun_lembar(formulir: Formulir, pohon: Pohon, angka: Angka, cetakan: Cetakan) -> Lembar:
    kata = _kata(formulir, pohon, angka, cetakan)
    isi = list(_baris(formulir, pohon, angka, cetakan))
    kunci = [k.kunci for k in formulir.kolom]
    baris = [satu.baris for satu in isi] or [
        Baris({"no": TIDAK_ADA}, "kelompok", ("no", kunci[-1]))
    ]
    hari = cetakan.pada.astimezone(waktu.ZONA).date()
    kiri, kanan = (
        blok(tanda, cetakan.opd or cetakan.bapperida, cetakan.bapperida, hari, cetakan.wakil)
        for tanda in (formulir.kiri, formulir.kanan)
    )
    baris += baris_penutup(formulir, kunci, [b.isian for b in isi], angka, cetakan.janji)
    return Lembar(
        nama=judul(formulir, angka, cetakan),
        kolom=sesuaikan(formulir.berjudul(**kata), baris),
        baris=baris,
        atas=_atas(formulir, angka, cetakan, kata),
        bawah=[Teks(satu) for satu in (*_capaian_tahun(formulir, angka), *formulir.kaki)],
        pengesahan_kiri=kiri,
        pengesahan_kiri_sampai="indikator",
        pengesahan=kanan,
        pengesahan_mulai=kunci[-7],
        gulir_mulai=formulir.gulir,
        logo=cetakan.logo,
    )


def _kata(formulir: Formulir, pohon: Pohon, angka: Angka, cetakan: Cetakan) -> dict[str, str]:
    sasaran = [s.nama for s in pohon.sasaran if s.tingkat == "sasaran" and s.pk]
    masa = f"{angka.mulai}–{angka.selesai}" if angka.mulai else "…"
    tw = angka.tw
    return {
        "tahun": str(tw.tahun),
        "akhir": str(angka.selesai) if angka.mulai else "…",
        "masa": f"{masa}, s.d. Triwulan {waktu.ROMAWI[tw.nomor - 1]} Tahun {tw.tahun}",
        "periode": f"Triwulan {waktu.ROMAWI[tw.nomor - 1]} Tahun {tw.tahun}",
        "opd": cetakan.nama_opd,
        "sasaran": "; ".join(sasaran) or "…",
    }


def _atas(
    formulir: Formulir, angka: Angka, cetakan: Cetakan, kata: Mapping[str, str]
) -> tuple[Teks, ...]:
    hasil = [a.hasil for a in angka.indikator.values()]
    sementara = sum(h.sementara for h in hasil)
    status = f"{len(hasil) - sementara} dari {len(hasil)} indikator terverifikasi"
    if sementara:
        status += f", {sementara} sementara"
    utama, *bawah = (satu.format(**kata) for satu in formulir.judul)
    data_per = cetakan.data_per[0].upper() + cetakan.data_per[1:]
    baris = [
        *kop(cetakan.opd or cetakan.bapperida),
        Teks("", tinggi=6),
        Teks(f"Formulir {formulir.kode}", "keterangan"),
        Teks(utama.upper(), "judul", 18),
        *(Teks(satu, "subjudul") for satu in bawah),
        Teks(f"{data_per} · status verifikasi: {status} · dicetak oleh {cetakan.oleh}"),
    ]
    if any(h.contoh for h in hasil):
        baris.append(Teks(DATA_CONTOH, "peringatan"))
    return tuple(baris)


def _capaian_tahun(formulir: Formulir, angka: Angka) -> Iterator[str]:
    """The mean that every other page shows for this year; the form itself has no column for it."""
    rata = rata_rata(a.hasil.hasil for a in angka.indikator.values())
    if rata.persen is None:
        return
    kata = angka.penghitung.skala.peringkat(rata.persen).kata
    if any(a.hasil.sementara for a in angka.indikator.values()):
        kata += ", sementara"
    yield (
        f"Capaian terhadap target tahun {angka.tw.tahun}: rata-rata"
        f" {tulis_angka.tulis(rata.persen, 2)} ({kata}), {rata.dihitung} dari"
        f" {rata.dihitung + rata.dikecualikan} indikator dihitung."
    )


def _baris(formulir: Formulir, pohon: Pohon, angka: Angka, cetakan: Cetakan) -> Iterator[BarisIsi]:
    for nomor, sasaran in enumerate(pohon.sasaran, start=1):
        bidang = ""
        for simpul in sasaran.semua():
            if simpul.tingkat not in formulir.tingkat:
                continue
            kini = simpul.kode[:4] if simpul.tingkat == "program" else bidang
            if formulir.berkode and kini != bidang:
                bidang = kini
                yield _bidang(bidang, cetakan.urusan or {})
            yield from _simpul(formulir, simpul, angka, nomor)


def _bidang(kode: str, urusan: Mapping[str, str]) -> BarisIsi:
    isi = {"simpul": urusan.get(kode, f"Bidang urusan {kode}"), **_kode(kode)}
    return BarisIsi(Baris(isi, "sasaran"), Isian())


def _simpul(formulir: Formulir, simpul: Simpul, angka: Angka, nomor: int) -> Iterator[BarisIsi]:
    """The first indikator stands beside the name of its node; the money belongs to the node."""
    atas = simpul.tingkat in ("sasaran", "tujuan")
    kepala = _kepala(formulir, simpul, nomor)
    if not simpul.indikator:
        uang = Isian() if atas else formulir.isi_rp(angka.uang[simpul.kunci], angka)
        unit = {"unit": simpul.opd.singkatan} if simpul.opd else {}
        yield _jadi(kepala | unit, uang, _ragam(simpul))
        return
    for urut, satu in enumerate(simpul.indikator):
        isian = formulir.isi_k(angka.indikator[satu.pk], angka)
        if atas:
            isian = isian.gabung(formulir.isi_rp(_uang_sendiri(angka, satu), angka))
        elif urut == 0:
            isian = isian.gabung(formulir.isi_rp(angka.uang[simpul.kunci], angka))
        depan = kepala if urut == 0 else {}
        ragam = _ragam(simpul) if urut == 0 else "biasa"
        yield _jadi(depan | _kolom_indikator(satu, angka), isian, ragam)


def _uang_sendiri(angka: Angka, indikator: Indikator) -> Uang:
    """Of an indikator that hangs under no program."""
    a = angka.indikator[indikator.pk]
    target = a.hasil.target
    ada = indikator.berpagu and target is not None and target.pagu is not None
    return Uang(pagu={angka.tw.tahun: target.pagu} if ada else {}, belanja=a.belanja)


def _jadi(isi: Mapping[str, object], isian: Isian, ragam: str) -> BarisIsi:
    """Only the node and its money are bold, not the indikator that stands beside them."""
    semua = {**isi, **isian.isi}
    redup = frozenset(k for k in isian.redup if semua.get(k) is not None)
    polos = frozenset(k for k in semua if k in ("indikator", "unit", "awal") or k.endswith("_k"))
    return BarisIsi(Baris(semua, ragam, redup=redup, catatan=isian.catatan, polos=polos), isian)


def _ragam(simpul: Simpul) -> str:
    if simpul.tingkat in ("sasaran", "tujuan"):
        return "sasaran"
    return "program" if simpul.tingkat == "program" else "biasa"


def _kepala(formulir: Formulir, simpul: Simpul, nomor: int) -> dict[str, object]:
    if simpul.tingkat in ("sasaran", "tujuan"):
        return {"no": nomor, "sasaran": simpul.tertulis}
    if formulir.berkode:
        return {"simpul": simpul.nama, **_kode(simpul.kode)}
    return {"simpul": simpul.tertulis}


def _kode(kode: str) -> dict[str, object]:
    """1.02.02.2.01.0003 in five columns: 1, 02, 02, 2.01, 0003; text, never a number."""
    bagian = kode.split(".")
    if len(bagian) > 4:
        bagian[3:5] = [".".join(bagian[3:5])]
    return {f"kode{n}": satu for n, satu in enumerate(bagian[:SUB_KODE], start=1)}


def _kolom_indikator(i: Indikator, angka: Angka) -> dict[str, object]:
    hasil = angka.indikator[i.pk].hasil
    unit = i.opd.singkatan
    if hasil.sementara:
        unit += f"\nsementara: {status_tahun(hasil)}"
    return {"indikator": f"{i.nama} ({i.satuan})", "unit": unit}
