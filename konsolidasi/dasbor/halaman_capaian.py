"""The entry page of capaian: klaster, prioritas and OPD with their figure and five years."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q

from capaian.layar.ringkasan import keadaan, ringkasan
from capaian.models import Prioritas
from capaian.perhitungan import muat_skala
from capaian.ringkasan import Ringkas
from capaian.skala import Skala
from konsolidasi.dasbor.halaman_angka import BarisCapaian, jumlahkan, per_kunci, susun_baris
from konsolidasi.dasbor.halaman_masa import Masa
from konsolidasi.dasbor.halaman_ruang import OpdRuang, Ruang
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.waktu import Triwulan
from opd.lingkup import lingkup

DI_LUAR_KLASTER = "Di luar klaster"
TANPA_PRIORITAS = "Tidak di bawah prioritas"
Tahunan = Mapping[int, Mapping[int, Ringkas]]


@dataclass(frozen=True)
class Kelompok:
    nama: str
    baris: tuple[BarisCapaian, ...]


@dataclass(frozen=True)
class HalamanCapaian:
    """`semua`: everything the person sees within the filter, as one line."""

    masa: Masa
    semua: BarisCapaian
    kelompok: tuple[Kelompok, ...]
    contoh: bool

    @property
    def banyak(self) -> int:
        return sum(len(k.baris) for k in self.kelompok)


def susun_capaian(
    pengguna: AbstractBaseUser, masa: Masa, ruang: Ruang, urusan: int | None
) -> HalamanCapaian:
    """Two queries, and those of two ringkasan. `ruang` is filtered already.

    `urusan`: only its indikator, and only the OPD that have any.
    """
    pilihan = {"tahun": masa.deret, "sampai": masa.sampai, "opd": ruang.pk, "urusan": urusan}
    pilihan["kini"] = keadaan(masa.deret, ruang.pk)
    per_opd = per_kunci(ringkasan(**pilihan, per="opd"))
    per_prioritas = per_kunci(ringkasan(**pilihan, per="prioritas"))
    skala = muat_skala(Triwulan(masa.tahun, 4).akhir)
    kota = "Kota Tanjungbalai" if lingkup(pengguna).semua else "OPD Anda"
    semua = jumlahkan(per_opd.values(), masa.deret)
    opd = berangka(ruang, per_opd, urusan)
    kelompok = [
        Kelompok("Klaster", baris_klaster(opd, per_opd, masa, skala)),
        Kelompok("Prioritas pembangunan", baris_prioritas(per_prioritas, masa, skala)),
        *_per_klaster(opd, per_opd, masa, skala),
    ]
    return HalamanCapaian(
        masa=masa,
        semua=susun_baris(semua, masa, skala, nama=kota),
        kelompok=tuple(k for k in kelompok if k.baris),
        contoh=any(r.contoh for satu in per_opd.values() for r in satu.values()),
    )


def berangka(ruang: Ruang, per_opd: Tahunan, urusan: int | None) -> list[OpdRuang]:
    """Active OPD even without a figure, ended ones and those of an urusan only with one."""
    return [o for o in ruang.opd if o.pk in per_opd or (o.aktif and urusan is None)]


def baris_klaster(
    opd: Sequence[OpdRuang], per_opd: Tahunan, masa: Masa, skala: Skala
) -> tuple[BarisCapaian, ...]:
    alamat = alamat_rinci("klaster_rinci", masa)
    milik: dict[tuple[int | None, str], list[OpdRuang]] = {}
    for o in opd:
        milik.setdefault((o.klaster, o.klaster_nama or DI_LUAR_KLASTER), []).append(o)
    return tuple(
        susun_baris(
            jumlahkan((per_opd.get(o.pk, {}) for o in isi), masa.deret),
            masa,
            skala,
            nama=nama,
            url=alamat(pk) if pk else "",
            ket=f"{len(isi)} OPD dan unit",
        )
        for (pk, nama), isi in milik.items()
    )


def baris_prioritas(per_prioritas: Tahunan, masa: Masa, skala: Skala) -> tuple[BarisCapaian, ...]:
    """Those of the RPJMD of the year, and those that have figures. One query."""
    alamat = alamat_rinci("prioritas_rinci", masa)
    berlaku = Q(visi__tahun_mulai__lte=masa.tahun, visi__tahun_selesai__gte=masa.tahun)
    semua = Prioritas.objects.filter(berlaku | Q(pk__in=[*per_prioritas])).select_related("visi")
    baris = [
        susun_baris(per_prioritas.get(p.pk, {}), masa, skala, nama=str(p), url=alamat(p.pk))
        for p in semua.order_by("-visi__tahun_mulai", "visi", "urutan", "pk")
    ]
    if 0 in per_prioritas:
        baris.append(susun_baris(per_prioritas[0], masa, skala, nama=TANPA_PRIORITAS))
    return tuple(baris)


def _per_klaster(
    opd: Sequence[OpdRuang], per_opd: Tahunan, masa: Masa, skala: Skala
) -> list[Kelompok]:
    milik: dict[str, list[BarisCapaian]] = {}
    for o, baris in zip(opd, baris_opd(opd, per_opd, masa, skala), strict=True):
        milik.setdefault(f"OPD, {o.klaster_nama or DI_LUAR_KLASTER}", []).append(baris)
    return [Kelompok(nama, tuple(baris)) for nama, baris in milik.items()]


def baris_opd(
    opd: Sequence[OpdRuang], per_opd: Tahunan, masa: Masa, skala: Skala
) -> list[BarisCapaian]:
    alamat = alamat_rinci("opd_rinci", masa)
    ada = {o.pk for o in opd}
    return [
        susun_baris(
            per_opd.get(o.pk, {}),
            masa,
            skala,
            nama=o.nama,
            url=alamat(o.pk),
            ket="" if o.aktif else "sudah tidak aktif",
            anak=o.induk in ada,
        )
        for o in opd
    ]


def alamat_rinci(nama: str, masa: Masa) -> Callable[[int], str]:
    """Addresses of many lines; reversing them one by one would cost more than all the rest."""
    pola = alamat_halaman(nama, 0)
    kueri = masa.kueri

    def alamat(pk: int) -> str:
        return f"{pola.replace('/0/', f'/{pk}/')}?{kueri}"

    return alamat
