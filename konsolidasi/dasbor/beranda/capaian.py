"""Capaian of the year per klaster and prioritas, from the kept figures (capaian.ringkasan)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from capaian.layar.grafik_batang import Batang, susun_batang
from capaian.layar.ringkasan import ringkasan
from capaian.models import Prioritas
from capaian.perhitungan import muat_skala
from capaian.ringkasan import Ringkas
from capaian.skala import Peringkat, Skala
from konsolidasi.inti.waktu import Triwulan
from opd.models import Klaster

KOSONG = Ringkas()
PER = ("klaster", "prioritas")


@dataclass(frozen=True, slots=True)
class BarisCapaian:
    """One klaster or prioritas. Without a settled row there is no figure to show."""

    pk: int
    nama: str
    url: str
    ringkas: Ringkas
    peringkat: Peringkat | None
    batang: Batang | None

    @property
    def persen(self) -> Decimal | None:
        return self.ringkas.rata if self.peringkat else None

    @property
    def sementara(self) -> bool:
        return self.ringkas.sementara


@dataclass(frozen=True, slots=True)
class KelompokCapaian:
    nama: str
    baris: tuple[BarisCapaian, ...]


@dataclass(frozen=True)
class Capaian:
    tahun: int
    kelompok: tuple[KelompokCapaian, ...]
    contoh: bool


def susun_capaian(tahun: int, sampai: int, opd: Collection[int], url: Mapping[str, str]) -> Capaian:
    """`url`: address of a klaster and of a prioritas with a 0 for its number. Three queries and
    those of ringkasan()."""
    skala = muat_skala(Triwulan(tahun, 4).akhir)
    klaster = list(Klaster.objects.order_by("urutan", "pk").values_list("pk", "nama"))
    hasil = {per: baca_ringkasan(tahun, sampai, opd, per) for per in PER}
    isi = (
        ("Klaster", "klaster", klaster),
        ("Prioritas pembangunan", "prioritas", prioritas_berlaku(tahun)),
    )
    kelompok = tuple(
        KelompokCapaian(
            judul,
            tuple(
                susun_baris(pk, nama, url.get(per, ""), hasil[per][pk], skala)
                for pk, nama in nama_per
                if pk in hasil[per]
            ),
        )
        for judul, per, nama_per in isi
    )
    contoh = any(r.contoh for per in hasil.values() for r in per.values())
    return Capaian(tahun, tuple(k for k in kelompok if k.baris), contoh)


def prioritas_berlaku(tahun: int) -> list[tuple[int, str]]:
    """Those of the visi of that year, in order. One query."""
    semua = Prioritas.objects.filter(visi__tahun_mulai__lte=tahun, visi__tahun_selesai__gte=tahun)
    return list(semua.order_by("urutan", "kode", "pk").values_list("pk", "nama"))


def baca_ringkasan(
    tahun: int, sampai: int, opd: Collection[int], per: str
) -> Mapping[int, Ringkas]:
    """Of one year, by key; those without an indikator are left out."""
    isi = ringkasan(tahun=[tahun], sampai=sampai, opd=opd, per=per)
    return {kunci: r for (_, kunci), r in isi.items() if r.indikator}


def susun_baris(pk: int, nama: str, url: str, r: Ringkas, skala: Skala) -> BarisCapaian:
    tampil = r.rata if r.pasti else None
    peringkat = None if tampil is None else skala.peringkat(tampil)
    urutan = peringkat.urutan if peringkat else None
    batang = susun_batang(tampil, urutan, sementara=r.sementara)
    return BarisCapaian(pk, nama, url.replace("/0/", f"/{pk}/"), r, peringkat, batang)


def jumlahkan(semua: Iterable[Ringkas]) -> Ringkas:
    return sum(semua, KOSONG)
