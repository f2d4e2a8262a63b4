"""Where a workbook belongs: the OPD, the year or quarter, in its stamp and in the address."""

import re
from dataclasses import dataclass, field

from django.urls import reverse

from capaian.lembar_isian import KolomIsian
from capaian.models import Periode
from konsolidasi.inti.waktu import Triwulan
from opd.models import Opd

KOTA, BAGIAN = "kota", ("opd", "tahun", "tw", "acuan")
_SLUG = re.compile("-?".join(f"(?:{n}-(?P<{n}>[1-9][0-9]{{0,8}}))?" for n in BAGIAN))


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where a workbook belongs. Its stamp and the address of the page have to agree on it.

    `opd` None: the whole city. `acuan`: a key that only the kind understands. `periode`: the row
    of tahun and triwulan, loaded by the core where there is a triwulan.
    """

    jenis: str
    opd: Opd | None = None
    tahun: int | None = None
    triwulan: int | None = None
    acuan: int | None = None
    periode: Periode | None = field(default=None, compare=False, repr=False)

    @property
    def tw(self) -> Triwulan | None:
        return Triwulan(self.tahun, self.triwulan) if self.tahun and self.triwulan else None

    @property
    def opd_nama(self) -> str:
        return self.opd.nama if self.opd else "Semua OPD"

    @property
    def opd_singkat(self) -> str:
        return self.opd.singkatan if self.opd else "semua OPD"

    @property
    def masa(self) -> str:
        """The quarter, else the year, else nothing."""
        return self.tw.label if self.tw else str(self.tahun or "")

    def judul_kolom(self, kolom: KolomIsian) -> str:
        tw = self.tw
        return kolom.judul.format(tw=tw.singkat if tw else "", tahun=self.tahun or "").strip()

    @property
    def slug(self) -> str:
        opd = self.opd.pk if self.opd else None
        return buat_slug(opd=opd, tahun=self.tahun, tw=self.triwulan, acuan=self.acuan)

    def alamat(self, halaman: str = "impor_mulai") -> str:
        return reverse(f"capaian:{halaman}", args=[self.jenis, self.slug])


def buat_slug(**nomor: int | None) -> str:
    """How addresses name a place: opd-12-tahun-2026-tw-4, or kota."""
    isi = [(nama, nomor.get(nama)) for nama in BAGIAN]
    return "-".join(f"{nama}-{n}" for nama, n in isi if n is not None) or KOTA


def urai_slug(slug: str) -> dict[str, int] | None:
    """The numbers of an address by name, None where it is none of ours."""
    cocok = _SLUG.fullmatch(slug)
    nomor = {n: int(isi) for n, isi in cocok.groupdict().items() if isi} if cocok else {}
    return nomor if buat_slug(**nomor) == slug else None
