"""What the page of the tree is made of, ready to print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from capaian.hasil import HasilTahun
from capaian.layar.indikator import tulis_gabungan, tulis_target
from capaian.layar.pohon_angka import AngkaSimpul
from capaian.layar.tanda import TandaCapaian, tanda_capaian
from capaian.models import Indikator
from capaian.skala import Skala

DAUN_TERBANYAK = 100


@dataclass(frozen=True, slots=True)
class Daun:
    """One indikator; `sebab` where its figure was not computed here."""

    nama: str
    kode: str
    url: str
    opd: str
    target: str
    realisasi: str
    tanpa_nilai: bool
    tanda: TandaCapaian
    contoh: bool


@dataclass(frozen=True, slots=True)
class Simpul:
    """One node. `url` opens or closes it; "" where nothing is below."""

    kunci: str
    tingkat: str
    kode: str
    nama: str
    angka: AngkaSimpul
    terbuka: bool
    url: str = ""
    ket: str = ""
    pagu: str = ""
    kosong: str = ""
    contoh: bool = False
    aktif: bool = True
    anak: tuple["Simpul", ...] = ()
    daun: tuple[Daun, ...] = ()
    sisa: int = 0
    url_sisa: str = ""


@dataclass(frozen=True, slots=True)
class Pohon:
    """`akar`: the visi, then what hangs under none."""

    akar: tuple[Simpul, ...]
    seluruh: AngkaSimpul
    contoh: bool


def susun_daun(
    indikator: Sequence[Indikator], hasil: Mapping[int, HasilTahun], skala: Skala, tahun: int
) -> tuple[Daun, ...]:
    """The first DAUN_TERBANYAK of them."""
    pola = reverse("capaian:indikator_rinci", args=[0])
    return tuple(_daun(i, hasil[i.pk], skala, pola, tahun) for i in indikator[:DAUN_TERBANYAK])


def _daun(i: Indikator, h: HasilTahun, skala: Skala, pola: str, tahun: int) -> Daun:
    peringkat = None if h.hasil.persen is None else skala.peringkat(h.hasil.persen)
    return Daun(
        nama=i.nama,
        kode=i.kode,
        url=f"{pola.replace('/0/', f'/{i.pk}/')}?tahun={tahun}",
        opd=i.opd.singkatan,
        target=_bersatuan(tulis_target(h.target, i), i),
        realisasi=_bersatuan(tulis_gabungan(h), i) if h.realisasi.nilai is not None else "",
        tanpa_nilai=h.realisasi.nilai is None,
        tanda=tanda_capaian(h.hasil, peringkat, sementara=h.sementara),
        contoh=h.contoh,
    )


def _bersatuan(teks: str, i: Indikator) -> str:
    if not teks or i.berpredikat:
        return teks
    return f"{teks}\u00a0%" if i.satuan.strip() == "%" else f"{teks} {i.satuan}"


def ada_contoh(simpul: Iterable[Simpul]) -> bool:
    return any(s.contoh or any(d.contoh for d in s.daun) or ada_contoh(s.anak) for s in simpul)
