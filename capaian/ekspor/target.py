"""Lists of targets as workbooks: all versions, and the sources side by side."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from capaian.bacaan import TargetBaca
from capaian.ekspor.daftar import BELUM_ADA, Keterangan, susun_buku
from capaian.models import Indikator, Target
from capaian.pilihan import SumberTarget
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom

CATATAN_DAFTAR = (
    "Berlaku: pada tahun berjalan, versi yang berlaku hari ini; pada tahun lain, versi yang berlaku"
    " pada akhir tahunnya. Versi yang diganti tetap tersimpan.",
)
CATATAN_BANDING = (
    "Tiap kolom memuat versi terakhir dari sumbernya. Perbedaan dibaca terhadap kolom berisi yang"
    " terdekat di kirinya.",
)


class BarisVersi(Protocol):
    """A row of the list of versions."""

    target: Target
    teks: str
    triwulan: str

    @property
    def indikator(self) -> Indikator: ...

    @property
    def kata(self) -> str: ...

    @property
    def contoh(self) -> bool: ...


class SelBanding(Protocol):
    sumber: SumberTarget
    target: TargetBaca | None
    teks: str
    berlaku: bool


class BarisBanding(Protocol):
    """One indikator with the cells of all sources."""

    indikator: Indikator
    sel: Sequence[SelBanding]
    berlaku: TargetBaca | None
    berlaku_teks: str

    @property
    def beda(self) -> Sequence[str]: ...

    @property
    def contoh(self) -> bool: ...


def judul_daftar(tahun: str) -> str:
    return f"Daftar target {tahun}"


def judul_banding(tahun: int) -> str:
    return f"Banding target {tahun}"


def susun_daftar(baris: Sequence[BarisVersi], tahun: str, ket: Keterangan) -> Buku:
    kolom = (
        Kolom("kode", "Kode", 11),
        Kolom("nama", "Indikator", 34),
        Kolom("opd", "OPD", 11),
        Kolom("satuan", "Satuan", 10),
        Kolom("tahun", "Tahun", 7, rata="center"),
        Kolom("versi", "Versi", 6, rata="center"),
        Kolom("target", "Target", 12, rata="right"),
        Kolom("keadaan", "Keadaan", 12),
        Kolom("mulai", "Berlaku mulai", 14),
        Kolom("sumber", "Sumber", 14, "Dokumen"),
        Kolom("acuan", "Acuan", 28, "Dokumen"),
        Kolom("tanggal", "Tanggal", 14, "Dokumen"),
        Kolom("triwulan", "Target triwulan", 20),
        Kolom("pagu", "Pagu (Rp)", 15, rata="right"),
        Kolom("alasan", "Alasan", 28),
        Kolom("oleh", "Dicatat oleh", 16),
        Kolom("dicatat", "Dicatat pada", 20),
    )
    return susun_buku(
        judul_daftar(tahun),
        kolom,
        [_baris_versi(b) for b in baris],
        ket,
        benda="versi target",
        gulir_mulai="opd",
        contoh=any(b.contoh for b in baris),
        catatan=CATATAN_DAFTAR,
    )


def susun_banding(baris: Sequence[BarisBanding], tahun: int, ket: Keterangan) -> Buku:
    """Two sheets: the values side by side, and the documents behind them."""
    contoh = any(b.contoh for b in baris)
    nilai = susun_buku(
        judul_banding(tahun),
        (
            *_KOLOM_INDIKATOR,
            *(Kolom(s.value, s.label, 12, "Sumber", "right") for s in SumberTarget),
            Kolom("berlaku", "Target", 12, "Yang berlaku", "right"),
            Kolom("asal", "Sumber", 16, "Yang berlaku"),
            Kolom("beda", "Perbedaan", 48),
        ),
        [_baris_banding(b) for b in baris],
        ket,
        benda="indikator",
        gulir_mulai="satuan",
        contoh=contoh,
        catatan=CATATAN_BANDING,
    )
    dokumen = susun_buku(
        f"Dokumen sumber target {tahun}",
        (
            *_KOLOM_INDIKATOR,
            Kolom("sumber", "Sumber", 18),
            Kolom("target", "Target", 12, rata="right"),
            Kolom("versi", "Versi", 6, rata="center"),
            Kolom("acuan", "Acuan", 34),
            Kolom("tanggal", "Tanggal dokumen", 16),
            Kolom("mulai", "Berlaku mulai", 16),
            Kolom("keadaan", "Keadaan", 10),
        ),
        [_baris_dokumen(b, s, s.target) for b in baris for s in b.sel if s.target],
        ket,
        benda="dokumen sumber",
        gulir_mulai="satuan",
        contoh=contoh,
    )
    return replace(nilai, lembar=[*nilai.lembar, *dokumen.lembar])


_KOLOM_INDIKATOR = (
    Kolom("kode", "Kode", 11),
    Kolom("nama", "Indikator", 36),
    Kolom("opd", "OPD", 11),
    Kolom("satuan", "Satuan", 10),
)


def _baris_versi(b: BarisVersi) -> Baris:
    t = b.target
    isi: dict[str, Isi] = {
        **_isi_indikator(b.indikator, contoh=b.contoh),
        "tahun": t.tahun_id,
        "versi": t.nomor,
        "target": _isi_target(t, b.indikator, b.teks),
        "keadaan": b.kata,
        "mulai": waktu.tanggal(t.mulai),
        "sumber": t.get_sumber_display(),
        "acuan": t.acuan,
        "tanggal": waktu.tanggal(t.dokumen_tanggal) if t.dokumen_tanggal else "",
        "triwulan": b.triwulan,
        "pagu": _pagu(t.pagu),
        "alasan": t.alasan,
        "oleh": t.ditetapkan_oleh.nama if t.ditetapkan_oleh else "",
        "dicatat": f"{waktu.tanggal(t.ditetapkan_pada)}, {waktu.pukul(t.ditetapkan_pada)}",
    }
    return Baris(isi)


def _baris_banding(b: BarisBanding) -> Baris:
    isi: dict[str, Isi] = _isi_indikator(b.indikator, contoh=b.contoh)
    for s in b.sel:
        ada = s.target is not None
        isi[s.sumber.value] = _isi_target(s.target, b.indikator, s.teks) if ada else BELUM_ADA
    berlaku = b.berlaku
    isi["berlaku"] = _isi_target(berlaku, b.indikator, b.berlaku_teks) if berlaku else BELUM_ADA
    isi["asal"] = f"{berlaku.get_sumber_display()}, versi {berlaku.nomor}" if berlaku else ""
    isi["beda"] = "; ".join(b.beda)
    return Baris(isi, redup=frozenset(k for k, v in isi.items() if v == BELUM_ADA))


def _baris_dokumen(b: BarisBanding, s: SelBanding, t: TargetBaca) -> Baris:
    isi: dict[str, Isi] = {
        **_isi_indikator(b.indikator, contoh=b.contoh),
        "sumber": s.sumber.label,
        "target": _isi_target(t, b.indikator, s.teks),
        "versi": t.nomor,
        "acuan": t.acuan,
        "tanggal": waktu.tanggal(t.dokumen_tanggal) if t.dokumen_tanggal else "",
        "mulai": waktu.tanggal(t.mulai),
        "keadaan": "Berlaku" if s.berlaku else "",
    }
    return Baris(isi)


def _isi_indikator(i: Indikator, *, contoh: bool) -> dict[str, Isi]:
    nama = f"{i.nama} (data contoh)" if contoh else i.nama
    return {"kode": i.kode, "nama": nama, "opd": i.opd.singkatan, "satuan": i.satuan}


def _pagu(pagu: Decimal | None) -> Isi:
    if pagu is None:
        return None
    return Angka(pagu, 0 if pagu == pagu.to_integral_value() else 2)


def _isi_target(t: Target | TargetBaca, indikator: Indikator, teks: str) -> Isi:
    """A range is text: one cell holds one number."""
    return Angka(t.nilai, indikator.desimal) if t.nilai is not None else teks
