"""The workbook of the rekap: its columns as data, one sheet per klaster."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from capaian.ekspor.kop import Penerbit, kop, pengesahan
from capaian.ekspor.persen_lembar import BAWAH, REALISASI, TARGET, rumus_persen
from capaian.ekspor.rekap import (
    BagianKlaster,
    BarisRekap,
    Rekap,
    Ringkas,
    tanpa_persen,
)
from capaian.models import Indikator, NilaiTarget
from capaian.rumus import Formula, Predikat, Rentang, TakTerbaca
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import (
    Alamat,
    Angka,
    Baris,
    Buku,
    Isi,
    Kolom,
    Lembar,
    Rumus,
    Teks,
)

PEMBUAT = "Konsolidasi, Bapperida Kota Tanjungbalai"
BELUM_ADA = "belum ada"
DATA_CONTOH = "Data contoh: baris dengan keterangan “Contoh” memuat angka yang bukan angka resmi."
UNGKAPAN = {
    Formula.POSITIF: "R ÷ T",
    Formula.NEGATIF: "(2 × T − R) ÷ T",
    Formula.NEGATIF_RASIO: "T ÷ R",
    Formula.STABIL: "1 − |R − T| ÷ T",
    Formula.PREDIKAT: "Predikat",
    Formula.ANGGARAN: "R ÷ pagu",
}
CATATAN = (
    "T target, R realisasi. R ÷ T: makin besar makin baik; (2 × T − R) ÷ T dan T ÷ R: makin kecil "
    "makin baik; 1 − |R − T| ÷ T: makin dekat target makin baik. Target berupa rentang: di "
    "dalamnya 100, di luarnya dihitung dari batas yang terdekat.",
    "Huruf miring kelabu dan kata sementara: belum diverifikasi, belum lengkap, atau memakai data "
    "sementara. Rata-rata tanpa bobot dan tanpa batas 100; yang tidak dapat dihitung tidak ikut.",
)


@dataclass(frozen=True)
class Cetakan:
    """What is printed about the printing itself; `saringan` in words, "" when all rows are in."""

    pada: datetime
    oleh: str
    penerbit: Penerbit
    kertas: str = "a4"
    saringan: str = ""
    utuh: bool = True
    """Each klaster is there with all its indikator, so that its mean may bear its name."""
    logo: bytes = b""

    @property
    def data_per(self) -> str:
        saat = self.pada.astimezone(waktu.ZONA)
        return f"data per {waktu.tanggal_singkat(saat)} {saat.year} {waktu.pukul(saat)}"


def kolom_rekap(tahun: int) -> tuple[Kolom, ...]:
    capaian, target = f"Capaian {tahun}", f"Target {tahun + 1}"
    return (
        Kolom("no", "No", 4, rata="center"),
        Kolom("opd", "OPD", 9),
        Kolom("kode", "Kode", 7, "Indikator"),
        Kolom("nama", "Nama", 29, "Indikator"),
        Kolom("satuan", "Satuan", 10),
        Kolom("formula", "Formula", 13),
        Kolom(BAWAH, "Target", 5, capaian, "right"),
        Kolom(TARGET, "", 10, capaian, "right", lebur=True),
        Kolom(REALISASI, "Realisasi", 10, capaian, "right"),
        Kolom("persen", "%", 8, capaian, "right"),
        Kolom("peringkat", "Peringkat", 11, capaian, "center"),
        Kolom("status", "Status", 12, capaian, "center"),
        Kolom("rpjmd", "RPJMD", 10, target, "right"),
        Kolom("usulan", "Usulan OPD", 10, target, "right"),
        Kolom("berlaku", "Yang berlaku", 10, target, "right"),
        Kolom("sumber", "Sumber", 18, target, masuk=1),
        Kolom("keterangan", "Keterangan", 23),
    )


def judul(tahun: int) -> str:
    return f"Rekap capaian {tahun} dan target {tahun + 1}"


def susun_buku(rekap: Rekap, cetakan: Cetakan) -> Buku:
    lembar = [_lembar(rekap, bagian, cetakan) for bagian in rekap.klaster]
    return Buku(
        judul=judul(rekap.tahun),
        lembar=lembar or [_lembar_kosong(rekap, cetakan)],
        pada=cetakan.pada,
        pembuat=PEMBUAT,
        kertas=cetakan.kertas,
        kaki=f"{judul(rekap.tahun)} · {cetakan.data_per}",
    )


def _lembar(rekap: Rekap, bagian: BagianKlaster, cetakan: Cetakan) -> Lembar:
    hari = cetakan.pada.astimezone(waktu.ZONA).date()
    return Lembar(
        nama=bagian.nama,
        kolom=kolom_rekap(rekap.tahun),
        baris=list(_baris_klaster(bagian, utuh=cetakan.utuh)),
        atas=_atas(rekap, bagian, cetakan),
        bawah=[Teks(satu) for satu in CATATAN],
        pengesahan=pengesahan(cetakan.penerbit, hari),
        pengesahan_mulai="rpjmd",
        gulir_mulai="satuan",
        logo=cetakan.logo,
    )


def _lembar_kosong(rekap: Rekap, cetakan: Cetakan) -> Lembar:
    isi = {"no": "Tidak ada indikator yang sesuai saringan."}
    return Lembar(
        nama="Rekap",
        kolom=kolom_rekap(rekap.tahun),
        baris=[Baris(isi, "kelompok", ("no", "keterangan"))],
        atas=_atas(rekap, None, cetakan),
        logo=cetakan.logo,
    )


def _atas(rekap: Rekap, bagian: BagianKlaster | None, cetakan: Cetakan) -> tuple[Teks, ...]:
    baris = [
        *kop(cetakan.penerbit),
        Teks("", tinggi=6),
        Teks(judul(rekap.tahun).upper(), "judul", 18),
    ]
    banyak, pasti = (bagian.banyak, bagian.pasti) if bagian else (0, 0)
    if bagian:
        klaster = f"Klaster {bagian.nama}" if bagian.klaster else bagian.nama
        baris.append(Teks(klaster, "subjudul", 15))
    status = f"{pasti} dari {banyak} indikator terverifikasi"
    if banyak > pasti:
        status += f", {banyak - pasti} sementara"
    data_per = cetakan.data_per[0].upper() + cetakan.data_per[1:]
    baris.append(Teks(f"{data_per} · status verifikasi: {status} · dicetak oleh {cetakan.oleh}"))
    if cetakan.saringan:
        baris.append(Teks(f"Hanya memuat: {cetakan.saringan}"))
    if bagian and bagian.contoh:
        baris.append(Teks(DATA_CONTOH, "peringatan"))
    return tuple(baris)


def _baris_klaster(bagian: BagianKlaster, *, utuh: bool) -> Iterator[Baris]:
    """Rows of a sheet. The means name the rows they cover, so they are counted along."""
    letak, petak = 0, []
    for opd in bagian.opd:
        yield Baris({"no": opd.nama}, "kelompok", ("no", "keterangan"))
        dari, sampai = letak + 1, letak + len(opd.baris)
        for nomor, baris in enumerate(opd.baris, start=1):
            yield _baris(nomor, baris)
        petak.append((dari, sampai))
        yield _baris_rata(f"Rata-rata capaian {opd.opd.singkatan}", opd.ringkas, [petak[-1]])
        letak = sampai + 2
    sebutan = f"klaster {bagian.nama}" if bagian.klaster and utuh else "seluruh baris lembar ini"
    yield _baris_rata(f"Rata-rata capaian {sebutan}", bagian.ringkas, petak, "total")


def _baris_rata(
    label: str, ringkas: Ringkas, petak: list[tuple[int, int]], ragam: str = "jumlah"
) -> Baris:
    rata = ringkas.rata

    def susun(alamat: Alamat) -> str:
        rentang = ",".join(alamat.rentang("persen", dari, sampai) for dari, sampai in petak)
        return f"ROUND(AVERAGE({rentang}),2)"

    isi: dict[str, Isi] = {
        "no": f"{label}: {rata.dihitung} dari {ringkas.banyak} indikator dihitung"
    }
    if rata.persen is not None and ringkas.peringkat is not None:
        isi["persen"] = Rumus(susun, rata.persen)
        isi["peringkat"] = _kata(ringkas.peringkat.kata, sementara=ringkas.sementara)
    return Baris(isi, ragam, ("no", REALISASI))


def _baris(nomor: int, baris: BarisRekap) -> Baris:
    indikator, hasil = baris.indikator, baris.hasil
    bawah, atas = _isi_target(hasil.target, indikator.desimal)
    isi: dict[str, Isi] = {
        "no": nomor,
        "opd": indikator.opd.singkatan,
        "kode": indikator.kode,
        "nama": indikator.nama,
        "satuan": indikator.satuan,
        "formula": UNGKAPAN[Formula(indikator.formula)],
        BAWAH: bawah,
        TARGET: atas,
        REALISASI: _isi_realisasi(baris),
        "persen": _isi_persen(baris),
        "status": baris.status,
        "rpjmd": _isi_tunggal(baris.rpjmd, indikator),
        "usulan": _isi_tunggal(baris.usulan, indikator),
        "berlaku": _isi_tunggal(baris.berlaku, indikator),
        "sumber": baris.berlaku.acuan if baris.berlaku else "",
        "keterangan": _keterangan(baris),
    }
    if hasil.peringkat:
        isi["peringkat"] = _kata(hasil.peringkat.kata, sementara=hasil.sementara)
    redup = {"persen", "peringkat", "status"} if hasil.sementara else set()
    redup |= {kunci for kunci, nilai in isi.items() if nilai == BELUM_ADA}
    if hasil.hasil.persen is None:
        redup.add("persen")
    return Baris(isi, redup=frozenset(redup))


def _keterangan(baris: BarisRekap) -> str:
    contoh = "Contoh." if baris.contoh else ""
    kalimat = baris.hasil.hasil.kalimat if baris.luar_biasa else ""
    return " ".join(filter(None, (contoh, kalimat, baris.catatan)))


def _isi_persen(baris: BarisRekap) -> Isi:
    hasil = baris.hasil
    if hasil.hasil.persen is None or hasil.target is None:
        return tanpa_persen(hasil.hasil)
    susun = rumus_persen(
        Formula(baris.indikator.formula),
        hasil.target.sebagai_target(),
        hasil.realisasi.nilai,
        hasil.hasil.persen,
    )
    return Rumus(susun, hasil.hasil.persen)


def _isi_realisasi(baris: BarisRekap) -> Isi:
    nilai = baris.hasil.realisasi.nilai
    if isinstance(nilai, Decimal):
        return Angka(nilai, baris.indikator.desimal)
    return baris.realisasi


def _isi_target(target: NilaiTarget | None, desimal: int) -> tuple[Isi, Isi]:
    """Lower bound and value; only a range fills both, and its upper bound carries the dash."""
    match target.sebagai_target() if target else None:
        case Decimal() as nilai:
            return None, Angka(nilai, desimal)
        case Rentang(bawah, atas):
            return Angka(bawah, desimal), Angka(atas, desimal, "–")
        case Predikat(kode=teks) | TakTerbaca(teks):
            return None, teks
        case _:
            return None, BELUM_ADA


def _isi_tunggal(target: NilaiTarget | None, indikator: Indikator) -> Isi:
    """A target in one cell: a range is text here, no formula reads it."""
    if target is None:
        return BELUM_ADA
    if target.nilai is not None:
        return Angka(target.nilai, indikator.desimal)
    return target.tertulis(indikator.desimal)


def _kata(kata: str, *, sementara: bool) -> str:
    return f"{kata}, sementara" if sementara else kata
