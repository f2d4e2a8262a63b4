"""Lines of indikator on the pages of capaian: computed up to a quarter, with their budget."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from capaian import rumus
from capaian.gabungan import Isian, Konsolidasi, NilaiTriwulan, setahun
from capaian.hasil import Terisi, VersiTarget
from capaian.layar.grafik_sebar import GrafikSebar, IsiSebar, susun_sebar
from capaian.layar.indikator import tulis_gabungan, tulis_target
from capaian.layar.tanda import TandaCapaian, tanda_capaian
from capaian.models import Indikator
from capaian.perhitungan import HasilTahun, Penghitung
from capaian.rumus import Keadaan
from capaian.skala import Skala
from konsolidasi.dasbor.halaman_angka import tulis_uang
from konsolidasi.dasbor.halaman_masa import Masa
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.kueri import kueri
from opd.models import Opd


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """`tanpa_nilai`: the realisasi is a word for its absence."""

    kode: str
    nama: str
    url: str
    opd: str
    singkatan: str
    satuan: str
    target: str
    realisasi: str
    tanpa_nilai: bool
    capaian: TandaCapaian
    penghambat: str
    akar: str
    contoh: bool


class _Sampai(Penghitung):
    """Quarters after `sampai` are as if they had not come yet: the rule of ringkasan."""

    def _setahun(
        self,
        indikator: Indikator,
        versi: Sequence[VersiTarget],
        realisasi: Mapping[int, Terisi],
    ) -> HasilTahun:
        terisi = {n: r for n, r in realisasi.items() if n <= self.sampai}
        return super()._setahun(indikator, versi, terisi)


def hitung(indikator: Iterable[Indikator], masa: Masa) -> list[HasilTahun]:
    """In the order given. Four queries."""
    indikator = list(indikator)
    hasil = _Sampai(masa.tahun, sampai=masa.sampai).hitung(indikator)
    return [hasil[i.pk] for i in indikator]


def hitung_milik(opd: Opd, pk: Collection[int], masa: Masa, skala: Skala) -> dict[int, HasilTahun]:
    """By indikator, all of them of this OPD. Four queries, none for nothing."""
    if not pk:
        return {}
    penghitung = _Sampai(masa.tahun, sampai=masa.sampai)
    penghitung.skala = skala
    semua = _indikator(pk=pk)
    for i in semua:
        i.opd = opd
    return penghitung.hitung(semua)


@kueri
def _indikator(*, pk: Collection[int]) -> QuerySet:
    return Indikator.objects.filter(pk__in=pk).order_by("pk")


def susun_indikator(hasil: Sequence[HasilTahun], masa: Masa) -> list[BarisIndikator]:
    """`opd` of each indikator is loaded. No query."""
    alamat = _alamat(masa)
    return [_baris(h, alamat(h)) for h in hasil]


def _alamat(masa: Masa) -> Callable[[HasilTahun], str]:
    pola = alamat_halaman("capaian:indikator_rinci", 0)
    return lambda h: f"{pola.replace('/0/', f'/{h.indikator.pk}/')}?tahun={masa.tahun}"


def _baris(h: HasilTahun, url: str) -> BarisIndikator:
    i = h.indikator
    return BarisIndikator(
        kode=i.kode,
        nama=i.nama,
        url=url,
        opd=i.opd.nama,
        singkatan=i.opd.singkatan,
        satuan=i.satuan,
        target=tulis_target(h.target, i),
        realisasi=tulis_gabungan(h),
        tanpa_nilai=h.realisasi.nilai is None,
        capaian=tanda_capaian(h.hasil, h.peringkat, sementara=h.sementara),
        penghambat=_terakhir(h, "faktor_penghambat"),
        akar=_terakhir(h, "akar_masalah"),
        contoh=h.contoh,
    )


def _terakhir(h: HasilTahun, medan: str) -> str:
    """What the OPD wrote last."""
    for nomor in sorted(h.triwulan, reverse=True):
        r = h.triwulan[nomor].realisasi
        if r is not None and getattr(r, medan):
            return getattr(r, medan)
    return ""


def pagu(h: HasilTahun) -> Decimal | None:
    return h.target.pagu if h.indikator.berpagu and h.target else None


def terpakai(h: HasilTahun) -> Decimal | None:
    """Spent so far: typed as the value is, quarter by quarter or cumulative."""
    ada = [
        NilaiTriwulan(n, Keadaan.NILAI, t.realisasi.anggaran)
        for n, t in h.triwulan.items()
        if t.realisasi is not None and t.realisasi.anggaran is not None
    ]
    return setahun(Konsolidasi.JUMLAH, Isian(h.indikator.isian), ada).nilai


def susun_sebaran(
    hasil: Sequence[HasilTahun], masa: Masa, *, batas: Decimal, mulai: int
) -> GrafikSebar:
    alamat = _alamat(masa)
    return susun_sebar(
        [_isi(h, alamat(h)) for h in hasil],
        batas=batas,
        kode="g-sebar",
        judul=f"Serapan anggaran dan capaian indikator, {masa.sebutan}",
        mulai=mulai,
    )


def _isi(h: HasilTahun, url: str) -> IsiSebar:
    uang = pagu(h), terpakai(h)
    serapan = rumus.serapan(*uang)
    sebab = (
        "" if h.hasil.persen is not None else h.hasil.kalimat,
        "" if serapan.persen is not None else _tanpa_serapan(h, *uang, serapan.kalimat),
    )
    return IsiSebar(
        label=h.indikator.nama,
        url=url,
        pagu=tulis_uang(uang[0]),
        terpakai=tulis_uang(uang[1]),
        serapan=serapan.persen,
        capaian=h.hasil.persen,
        sementara=h.sementara,
        alasan=" ".join(filter(None, sebab)),
    )


def _tanpa_serapan(
    h: HasilTahun, pagu: Decimal | None, terpakai: Decimal | None, kalimat: str
) -> str:
    if not h.indikator.berpagu:
        return "Tidak mempunyai anggaran."
    if pagu is None:
        return "Pagunya belum dicatat."
    return "Anggaran terpakai belum diisi." if terpakai is None else kalimat
