"""One indikator on one page, ready to print: texts instead of numbers to format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from capaian import rumus
from capaian.layar.grafik import Grafik, TitikTahun, susun_grafik
from capaian.layar.indikator_triwulan import BarisTriwulan, kalimat_hasil, susun_triwulan
from capaian.layar.indikator_versi import VersiTahun, susun_versi
from capaian.layar.pohon_jalur import Langkah, susun_jalur
from capaian.layar.tahun import PilihanTahun
from capaian.layar.tanda import TandaCapaian, tanda_capaian, tulis_persen
from capaian.models import Indikator, IndikatorPendukung, Target, TargetTriwulan
from capaian.perhitungan import HasilTahun, hitung_tahunan
from capaian.pilihan import JenisIndikator, KeadaanNilai
from capaian.rumus import Formula
from konsolidasi.inti import angka
from konsolidasi.inti.kueri import kueri
from konsolidasi.inti.waktu import Triwulan

KE_BELAKANG, KE_DEPAN = 4, 5
CONTOH_TARGET, CONTOH_REALISASI = Decimal(10), Decimal(12)
# The form lists outcomes of programs and outputs of activities (domain facts §2.1).
BERFORMULIR = (JenisIndikator.PROGRAM, JenisIndikator.KEGIATAN)
KOLOM_RESMI = "E.81: target kolom 7, triwulan I–IV kolom 8–11, setahun kolom 12"


@dataclass(frozen=True, slots=True)
class BarisTahun:
    tahun: int
    kini: bool
    target: str
    realisasi: str
    tanpa_nilai: bool
    persen: str
    sementara: bool
    sumber: str


@dataclass(frozen=True, slots=True)
class LayarIndikator:
    """`judul`: the year with its result; `tanda`: the same as rank and sentence."""

    judul: str
    tanda: TandaCapaian
    contoh: bool
    tahunan: tuple[BarisTahun, ...]
    triwulan: tuple[BarisTriwulan, ...]
    grafik: Grafik | None
    versi: tuple[VersiTahun, ...]
    pendukung: str
    contoh_hitung: str
    kolom_resmi: str
    jalur: tuple[Langkah, ...]


def susun_rinci(
    indikator: Indikator, pilihan: PilihanTahun, *, hari_ini: date, pengguna: AbstractBaseUser
) -> LayarIndikator:
    """Eight queries, whatever the number of years and versions; three more for its path."""
    tahun = pilihan.tahun
    dekat = range(tahun - KE_BELAKANG, tahun + KE_DEPAN + 1)
    jendela = [t for t in pilihan.semua if t in dekat] or [tahun]
    hasil = hitung_tahunan(indikator, jendela)
    kini = hasil[tahun]
    pendukung = _pendukung(indikator=indikator.pk)
    return LayarIndikator(
        judul=_judul(indikator, kini, tahun, pilihan),
        tanda=tanda_capaian(
            kini.hasil,
            kini.peringkat,
            sementara=kini.sementara,
            kalimat=kalimat_hasil(kini.hasil, pilihan.belum_waktunya(Triwulan(tahun, 1))),
        ),
        contoh=kini.contoh,
        tahunan=tuple(_baris_tahun(t, h, pilihan) for t, h in hasil.items()),
        triwulan=susun_triwulan(indikator, kini, pilihan, pengguna),
        grafik=_grafik(indikator, hasil, tahun),
        versi=susun_versi(indikator, tahun, hari_ini),
        pendukung=", ".join(pendukung),
        contoh_hitung=contoh_hitung(indikator),
        kolom_resmi=KOLOM_RESMI if indikator.jenis in BERFORMULIR else "",
        jalur=susun_jalur(indikator, tahun),
    )


@kueri
def _pendukung(*, indikator: int) -> QuerySet:
    semua = IndikatorPendukung.objects.filter(indikator=indikator).order_by("opd__urutan", "pk")
    return semua.values_list("opd__singkatan", flat=True)


def tulis_target(target: Target | TargetTriwulan | None, indikator: Indikator) -> str:
    return target.tertulis(indikator.desimal) if target else ""


def tulis_gabungan(hasil: HasilTahun) -> str:
    """The realisasi of a year as people read it, or the word for its absence."""
    nilai = hasil.realisasi.nilai
    if isinstance(nilai, Decimal):
        return angka.tulis(nilai, hasil.indikator.desimal)
    return nilai.kode if nilai is not None else KeadaanNilai(hasil.realisasi.keadaan).label


def _judul(indikator: Indikator, hasil: HasilTahun, tahun: int, pilihan: PilihanTahun) -> str:
    isi = _realisasi(hasil, tahun, pilihan)
    if hasil.realisasi.nilai is not None:
        isi += f"{angka.RUANG_KERAS}{indikator.satuan}"
    persen = tulis_persen(hasil.hasil)
    return f"Tahun {tahun}: {isi}" + (f", capaian {persen}" if persen else "")


def _realisasi(hasil: HasilTahun, tahun: int, pilihan: PilihanTahun) -> str:
    if hasil.realisasi.nilai is None and pilihan.belum_waktunya(Triwulan(tahun, 1)):
        return KeadaanNilai.BELUM_WAKTUNYA.label
    return tulis_gabungan(hasil)


def _baris_tahun(tahun: int, hasil: HasilTahun, pilihan: PilihanTahun) -> BarisTahun:
    persen = tulis_persen(hasil.hasil)
    return BarisTahun(
        tahun=tahun,
        kini=tahun == pilihan.tahun,
        target=tulis_target(hasil.target, hasil.indikator),
        realisasi=_realisasi(hasil, tahun, pilihan),
        tanpa_nilai=hasil.realisasi.nilai is None,
        persen=persen,
        sementara=bool(persen) and hasil.sementara,
        sumber=hasil.target.get_sumber_display() if hasil.target else "",
    )


def _grafik(indikator: Indikator, hasil: dict[int, HasilTahun], kini: int) -> Grafik | None:
    deret: Sequence[TitikTahun] = [
        TitikTahun(
            tahun=t,
            target=h.target.sebagai_target() if h.target else None,
            target_teks=tulis_target(h.target, indikator),
            realisasi=h.realisasi.nilai if isinstance(h.realisasi.nilai, Decimal) else None,
            realisasi_teks=tulis_gabungan(h),
        )
        for t, h in hasil.items()
    ]
    berisi = [n for n, t in enumerate(deret) if t.target is not None or t.realisasi is not None]
    return susun_grafik(deret[berisi[0] : berisi[-1] + 1], kini=kini) if berisi else None


def contoh_hitung(indikator: Indikator) -> str:
    """A worked example of the formula with small numbers, in words."""
    formula = Formula(indikator.formula)
    if formula == Formula.PREDIKAT:
        butir = list(indikator.skala_predikat.butir.all())
        if len(butir) < 2:
            return ""
        tinggi, rendah = butir[0].sebagai_predikat(), butir[1].sebagai_predikat()
        hasil = rumus.hitung(formula, tinggi, rendah)
        return f"Misalnya target {tinggi.kode}, realisasi {rendah.kode}. {hasil.kalimat}"
    hasil = rumus.hitung(formula, CONTOH_TARGET, CONTOH_REALISASI, desimal=0)
    return f"Misalnya target {CONTOH_TARGET}, realisasi {CONTOH_REALISASI}. {hasil.kalimat}"
