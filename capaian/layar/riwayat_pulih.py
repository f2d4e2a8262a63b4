"""Which lines of a history offer their value again, to the person who may take it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.models import Indikator, Periode, Perpanjangan, Realisasi
from capaian.pilihan import DAPAT_DIISI, KeadaanNilai, StatusRealisasi
from konsolidasi.inti.riwayat import Catatan, Peristiwa, Perubahan

TERBUKA = ("dibuka", "tenggang")


@dataclass(frozen=True, slots=True)
class BarisRiwayat:
    """One line as it is printed; `url_pulih` is "" where the value cannot be taken again."""

    catatan: Catatan
    url_pulih: str = ""


def susun_baris(
    catatan: Sequence[Catatan],
    realisasi: Iterable[Perubahan],
    indikator: Indikator,
    pengguna: AbstractBaseUser,
    pada: datetime,
) -> tuple[BarisRiwayat, ...]:
    """`realisasi`: all changes of the realisasi of this indikator. At most one query."""
    pemulih = _Pemulih(realisasi, indikator, pengguna, pada)
    return tuple(BarisRiwayat(c, pemulih.url(c)) for c in catatan)


class _Pemulih:
    def __init__(
        self,
        realisasi: Iterable[Perubahan],
        indikator: Indikator,
        pengguna: AbstractBaseUser,
        pada: datetime,
    ) -> None:
        self.pada = pada
        self.koreksi = pengguna.has_perm("capaian.koreksi")
        self.isi = pengguna.has_perm("capaian.isi", Realisasi(indikator=indikator))
        self.kini: dict[int, Peristiwa] = {}
        if self.koreksi or self.isi:
            for p in realisasi:
                kini = self.kini.get(p.sesudah.pgh_obj_id)
                if kini is None or kini.pgh_id < p.sesudah.pgh_id:
                    self.kini[p.sesudah.pgh_obj_id] = p.sesudah
        menunggu = self.isi and any(e.status in DAPAT_DIISI for e in self.kini.values())
        self.sampai = _perpanjangan(indikator.opd_id) if menunggu else {}

    def url(self, catatan: Catatan) -> str:
        p = catatan.perubahan
        if not self.kini or p.asal.model is not Realisasi or not (catatan.baru or catatan.lama):
            return ""
        nilai, kini = p.sesudah, self.kini[p.sesudah.pgh_obj_id]
        if nilai.keadaan == KeadaanNilai.KOSONG or _nilai(nilai) == _nilai(kini):
            return ""
        if not self._boleh(kini):
            return ""
        url = reverse("capaian:realisasi_pulihkan", args=[kini.pgh_obj_id])
        return f"{url}?peristiwa={nilai.pgh_id}"

    def _boleh(self, kini: Peristiwa) -> bool:
        if kini.periode__terkunci:
            return False
        if kini.status == StatusRealisasi.TERVERIFIKASI:
            return self.koreksi
        return self.isi and kini.status in DAPAT_DIISI and self._terbuka(kini)

    def _terbuka(self, kini: Peristiwa) -> bool:
        """As alur.jendela_terbuka says it, from what is loaded."""
        periode = Periode(
            dibuka_pada=kini.periode__dibuka_pada,
            batas_pada=kini.periode__batas_pada,
            tenggang_pada=kini.periode__tenggang_pada,
        )
        return periode.keadaan(self.pada, self.sampai.get(kini.periode_id)) in TERBUKA


def _perpanjangan(opd: int) -> dict[int, datetime]:
    """Until when each quarter is open for this OPD alone. One query."""
    baris = Perpanjangan.objects.bagi(opd).order_by("-jarak", "pk")
    return dict(baris.values_list("periode", "sampai_pada"))


def _nilai(p: Peristiwa) -> tuple:
    return (p.keadaan, p.nilai, p.predikat_id, p.alasan)
