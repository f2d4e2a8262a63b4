"""Figures of a klaster, prioritas or OPD as the pages and the workbook write them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from capaian.layar.grafik_batang import Batang, Tren, susun_batang, susun_tren
from capaian.layar.grafik_susun import GrafikSusun, IsiSusun, susun_susun
from capaian.layar.grafik_tahunan import TahunCapaian, tulis_persen
from capaian.layar.tanda import Tanda
from capaian.ringkasan import Ringkas
from capaian.skala import Skala
from konsolidasi.dasbor.halaman_masa import Masa
from konsolidasi.inti import angka

KOSONG = Ringkas()
SERATUS = Decimal(100)


@dataclass(frozen=True)
class BarisCapaian:
    """One line: its figure of the year, or `alasan`; the years beside it in `tren`."""

    nama: str
    url: str
    ket: str
    anak: bool
    ringkas: Ringkas
    deret: tuple[TahunCapaian, ...]
    peringkat: Tanda | None
    batang: Batang | None
    tren: Tren

    @property
    def persen(self) -> str:
        return "" if self.ringkas.rata is None else tulis_persen(self.ringkas.rata)

    @property
    def alasan(self) -> str:
        return alasan(self.ringkas)

    @property
    def dasar(self) -> str:
        return dasar(self.ringkas)

    @property
    def pasti(self) -> str:
        return pasti(self.ringkas)


def alasan(r: Ringkas) -> str:
    """Why there is no percentage; "" when there is one."""
    if r.rata is not None:
        return ""
    if not r.indikator:
        return "belum ada indikator"
    if r.belum_diisi == r.indikator:
        return f"{r.indikator} indikator belum diisi"
    return f"tidak satu pun dari {r.indikator} indikator dapat dihitung"


def pasti(r: Ringkas) -> str:
    return f"{r.pasti} dari {r.indikator} pasti" if r.indikator else ""


def dasar(r: Ringkas) -> str:
    """What the figure is the mean of."""
    if r.rata is None:
        return ""
    kurang = f", {r.tanpa_persen} belum ada angka" if r.tanpa_persen else ""
    return f"rata-rata {r.terhitung} indikator{kurang}"


def tahun_capaian(tahun: int, r: Ringkas) -> TahunCapaian:
    ket = ", ".join(filter(None, (dasar(r), pasti(r))))
    return TahunCapaian(tahun, r.rata, r.sementara, ket, alasan(r))


def tanda_peringkat(r: Ringkas, skala: Skala) -> Tanda | None:
    """Provisional is a word and grey, never the colour of the rank."""
    if r.rata is None:
        return None
    p = skala.peringkat(r.rata)
    if r.sementara:
        return Tanda("sementara", f"peringkat-{p.urutan}", f"{p.kata}, sementara")
    return Tanda(str(p.urutan), f"peringkat-{p.urutan}", p.kata)


def susun_baris(
    per_tahun: Mapping[int, Ringkas],
    masa: Masa,
    skala: Skala,
    *,
    nama: str,
    url: str = "",
    ket: str = "",
    anak: bool = False,
) -> BarisCapaian:
    r = per_tahun.get(masa.tahun, KOSONG)
    deret = tuple(tahun_capaian(t, per_tahun.get(t, KOSONG)) for t in masa.deret)
    tanda = tanda_peringkat(r, skala)
    urutan = None if r.rata is None else skala.peringkat(r.rata).urutan
    return BarisCapaian(
        nama=nama,
        url=url,
        ket=ket,
        anak=anak,
        ringkas=r,
        deret=deret,
        peringkat=tanda,
        batang=susun_batang(r.rata, urutan, sementara=r.sementara),
        tren=susun_tren(deret),
    )


def jumlahkan(semua: Iterable[Mapping[int, Ringkas]], tahun: Sequence[int]) -> dict[int, Ringkas]:
    """Several OPD as one, year by year."""
    semua = list(semua)
    return {t: sum((satu.get(t, KOSONG) for satu in semua), KOSONG) for t in tahun}


def per_kunci(ringkas: Mapping[tuple[int, int], Ringkas]) -> dict[int, dict[int, Ringkas]]:
    """By key, then by year."""
    hasil: dict[int, dict[int, Ringkas]] = {}
    for (tahun, kunci), r in ringkas.items():
        hasil.setdefault(kunci, {})[tahun] = r
    return hasil


def susun_peringkat(
    isi: Iterable[tuple[str, str, Ringkas]], skala: Skala, *, judul: str, kepala: str
) -> GrafikSusun:
    """`isi`: label, address and figures of each line."""
    baris = [
        IsiSusun(
            label=label,
            per_urutan=r.per_peringkat,
            pasti=r.per_peringkat_pasti,
            tanpa=r.tanpa_persen,
            url=url,
            ket=pasti(r),
        )
        for label, url, r in isi
    ]
    kata = {p.urutan: p.kata for p in skala.langkah}
    return susun_susun(baris, kata, judul=judul, kepala=kepala)


def batas_tinggi(skala: Skala) -> Decimal:
    """Where high begins on both axes of the scatter: the second best step of the scale."""
    batas = sorted(
        (p.batas_bawah for p in skala.langkah if p.batas_bawah is not None), reverse=True
    )
    return batas[min(1, len(batas) - 1)] if batas else SERATUS


def tulis_uang(nilai: Decimal | None) -> str:
    return "" if nilai is None else angka.rupiah(nilai)
