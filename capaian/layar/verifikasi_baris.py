"""One row as it is verified: figures, sentence, doubts, the last quarters, evidence, history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from capaian.alur import jendela_terbuka
from capaian.keraguan import Keraguan
from capaian.layanan.verifikasi_keraguan import nilai_baris
from capaian.layar.bukti_rinci import (
    BerkasLayar,
    RinciBukti,
    bukti_baris,
    susun_berkas,
    susun_rinci,
)
from capaian.layar.indikator import tulis_target
from capaian.layar.verifikasi_riwayat import Kejadian, susun_kejadian
from capaian.models import Bukti, Realisasi
from capaian.perhitungan import HasilTahun, HasilTriwulan, hitung_tahunan
from capaian.pilihan import SUDAH_PASTI, CaraIsian, KeadaanNilai, StatusRealisasi
from konsolidasi.inti import waktu
from konsolidasi.inti.waktu import Triwulan

BANYAK_TRIWULAN = 8
KUMULATIF = "Angka kumulatif s.d. triwulan."


@dataclass(frozen=True, slots=True)
class SelTriwulan:
    """One cell of the last quarters; `redup` where the text is a word, not a value."""

    teks: str
    redup: bool
    kini: bool


@dataclass(frozen=True, slots=True)
class BarisTahun:
    tahun: int
    sel: tuple[SelTriwulan, ...]
    target: str
    capaian: HasilTahun


@dataclass(frozen=True)
class BuktiBaris:
    """Evidence of the row with the file that is open; `pilih` are name, address, is it open."""

    rinci: tuple[RinciBukti, ...]
    pilih: tuple[tuple[RinciBukti, str, bool], ...]
    terbuka: RinciBukti | None
    berkas: BerkasLayar | None
    bisa_nilai: bool


@dataclass(frozen=True)
class LayarBaris:
    realisasi: Realisasi
    tw: Triwulan
    hasil: HasilTriwulan
    label_target: str
    target: str
    label_realisasi: str
    nilai: str
    berangka: bool
    kalimat: str
    keraguan: tuple[Keraguan, ...]
    faktor: tuple[tuple[str, str], ...]
    tahunan: tuple[BarisTahun, ...]
    kejadian: tuple[Kejadian, ...]
    bukti: BuktiBaris
    menunggu: bool
    terverifikasi: bool
    tanda: tuple[str, ...]
    """Facts about its way here: late, answered, changed after verification, verified by whom."""
    jendela_tertutup: bool
    """The OPD could not put a returned row right now."""
    contoh: bool


def realisasi_terlihat(pengguna: AbstractBaseUser) -> QuerySet[Realisasi]:
    """With all that the page of one row says about it, but who verified it: few ask for that."""
    baris = Realisasi.objects.untuk(pengguna).order_by("pk")
    return baris.select_related("indikator__opd", "periode", "predikat")


def susun_baris(
    realisasi: Realisasi,
    pengguna: AbstractBaseUser,
    *,
    dasar: str,
    keraguan: tuple[Keraguan, ...] | None = None,
    bukti: int | None = None,
    hal: int | None = None,
) -> LayarBaris:
    """A fixed number of queries; those of nilai_baris only where `keraguan` is not known yet.

    `dasar`: address of this page, to which the evidence adds ?bukti=4&hal=2.
    """
    indikator, tw = realisasi.indikator, realisasi.periode.tw
    tahun = range(tw.tahun - (1 if tw.nomor == 4 else 2), tw.tahun + 1)
    hasil = hitung_tahunan(indikator, tahun)
    satu = hasil[tw.tahun].triwulan[tw.nomor]
    if keraguan is None:
        dinilai = nilai_baris([realisasi.pk], realisasi.periode).get(realisasi.pk)
        keraguan = dinilai.keraguan if dinilai else ()
    berkas = bukti_baris(pengguna, realisasi)
    kumulatif = indikator.isian == CaraIsian.KUMULATIF
    menunggu = realisasi.status == StatusRealisasi.DIAJUKAN
    berangka = realisasi.keadaan == KeadaanNilai.NILAI
    return LayarBaris(
        realisasi=realisasi,
        tw=tw,
        hasil=satu,
        label_target=_label_target(satu, tw),
        target=tulis_target(satu.target, indikator),
        label_realisasi=f"Realisasi s.d. {tw.singkat}" if kumulatif else f"Realisasi {tw.singkat}",
        nilai=realisasi.tertulis(indikator.desimal) or realisasi.get_keadaan_display(),
        berangka=berangka,
        kalimat=f"{satu.hasil.kalimat} {KUMULATIF}" if kumulatif else satu.hasil.kalimat,
        keraguan=keraguan,
        faktor=_faktor(realisasi),
        tahunan=_tahunan(hasil, tw),
        kejadian=susun_kejadian(realisasi, _sebelum(hasil, tw), [b.pk for b in berkas]),
        bukti=_bukti(realisasi, berkas, pengguna, dasar=dasar, bukti=bukti, hal=hal),
        menunggu=menunggu,
        terverifikasi=realisasi.status == StatusRealisasi.TERVERIFIKASI,
        tanda=_tanda(realisasi),
        jendela_tertutup=not jendela_terbuka(realisasi.periode, indikator.opd_id),
        contoh=realisasi.contoh or indikator.contoh,
    )


def _sebelum(hasil: Mapping[int, HasilTahun], tw: Triwulan) -> int | None:
    """The row of the quarter before, if there is one."""
    lalu = tw.sebelum()
    baris = hasil[lalu.tahun].triwulan[lalu.nomor].realisasi
    return baris.pk if baris else None


def _label_target(satu: HasilTriwulan, tw: Triwulan) -> str:
    """The year's target where the quarter has none of its own."""
    setahun = satu.target is not None and hasattr(satu.target, "tahun_id")
    return f"Target {tw.tahun}" if setahun else f"Target {tw.label}"


def _faktor(r: Realisasi) -> tuple[tuple[str, str], ...]:
    semua = (
        ("Mengapa tidak ada nilainya", r.alasan),
        ("Faktor pendorong", r.faktor_pendorong),
        ("Faktor penghambat", r.faktor_penghambat),
        ("Akar masalah", r.akar_masalah),
        ("Sumber data", r.sumber),
        ("Tanggal data", waktu.tanggal(r.data_tanggal) if r.data_tanggal else ""),
        ("Status data", r.get_status_data_display()),
    )
    return tuple((nama, isi) for nama, isi in semua if isi)


def _tahunan(hasil: Mapping[int, HasilTahun], kini: Triwulan) -> tuple[BarisTahun, ...]:
    akhir = kini.tahun * 4 + kini.nomor
    baris = []
    for tahun, satu in sorted(hasil.items()):
        sel = []
        for nomor, triwulan in satu.triwulan.items():
            urut = tahun * 4 + nomor
            sel.append(_sel(triwulan, satu, urut - akhir))
        baris.append(BarisTahun(tahun, tuple(sel), tulis_target(satu.target, satu.indikator), satu))
    return tuple(baris)


def _sel(triwulan: HasilTriwulan, tahun: HasilTahun, jarak: int) -> SelTriwulan:
    """`jarak`: quarters from the one that is verified; older than eight stay empty."""
    if jarak <= -BANYAK_TRIWULAN:
        return SelTriwulan("", False, False)
    if jarak > 0:
        return SelTriwulan("nanti", True, False)
    r = triwulan.realisasi
    teks = r.tertulis(tahun.indikator.desimal) if r else ""
    if teks:
        return SelTriwulan(teks, False, jarak == 0)
    kata = r.get_keadaan_display() if r else KeadaanNilai.KOSONG.label
    return SelTriwulan(kata.lower(), True, jarak == 0)


def _bukti(
    realisasi: Realisasi,
    semua: Sequence[Bukti],
    pengguna: AbstractBaseUser,
    *,
    dasar: str,
    bukti: int | None,
    hal: int | None,
) -> BuktiBaris:
    """At most one query."""
    berlaku = [b for b in semua if b.dicabut_pada is None]
    rinci = susun_rinci(berlaku, realisasi.periode.tw, pengguna)
    terbuka = next((r for r in rinci if r.bukti.pk == bukti), rinci[0] if rinci else None)
    tanda = "&" if "?" in dasar else "?"
    alamat = {r.bukti.pk: f"{dasar}{tanda}bukti={r.bukti.pk}" for r in rinci}
    return BuktiBaris(
        rinci=rinci,
        pilih=tuple((r, f"{alamat[r.bukti.pk]}#bukti", r is terbuka) for r in rinci),
        terbuka=terbuka,
        berkas=susun_berkas(terbuka, halaman=hal, dasar=alamat[terbuka.bukti.pk])
        if terbuka
        else None,
        bisa_nilai=not realisasi.periode.terkunci,
    )


def _tanda(r: Realisasi) -> tuple[str, ...]:
    """One query where the row is verified."""
    kalimat = []
    if r.diajukan_pada:
        kalimat.append(f"Diajukan {_saat(r.diajukan_pada)}")
    if r.terlambat_hari:
        kalimat.append(f"Terlambat {r.terlambat_hari} hari")
    if r.diajukan_pada != r.diajukan_pertama_pada:
        kalimat.append("Diajukan lagi setelah diperbaiki")
    if r.status in SUDAH_PASTI and r.diverifikasi_pada:
        nama = r.diverifikasi_oleh.nama if r.diverifikasi_oleh else "data contoh"
        kalimat.append(f"Diverifikasi {nama}, {_saat(r.diverifikasi_pada)}")
    if r.diubah_setelah_verifikasi:
        kalimat.append(f"Diubah setelah verifikasi, {r.diubah_setelah_verifikasi}×")
    return tuple(kalimat)


def _saat(pada: datetime) -> str:
    return f"{waktu.tanggal(pada)}, {waktu.pukul(pada)}"
