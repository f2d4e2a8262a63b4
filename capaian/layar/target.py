"""The table in which a year's targets are changed, and the preview of what would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse

from capaian import rumus
from capaian.layanan.target import IsiTarget
from capaian.layar.indikator import tulis_gabungan, tulis_target
from capaian.models import Indikator, Target
from capaian.perhitungan import HasilTahun, Penghitung, muat_versi_target
from capaian.peringatan import Pembanding, batas, lebih_ringan, triwulan_tidak_cocok
from capaian.pilihan import CaraKonsolidasi, FormulaCapaian, SumberTarget
from konsolidasi.inti import angka


@dataclass(frozen=True)
class BarisTarget:
    """One indikator with everything a new target is judged by. `versi` is oldest first."""

    indikator: Indikator
    tahun: int
    versi: Sequence[Target]
    lalu: HasilTahun
    url: str = ""
    url_ubah: str = ""

    @cached_property
    def lalu_tahun(self) -> str:
        return str(self.tahun - 1)

    @cached_property
    def kunci(self) -> str:
        """The key as it stands in names of fields; a number would be localized each time."""
        return str(self.indikator.pk)

    @cached_property
    def berlaku(self) -> Target | None:
        return self.versi[-1] if self.versi else None

    @cached_property
    def nomor(self) -> int | None:
        """Number of the version in force, None while there is none."""
        return self.berlaku.nomor if self.berlaku else None

    @cached_property
    def contoh(self) -> bool:
        """Is any figure of this row one that is not published."""
        return self.lalu.contoh or any(v.contoh for v in (self.berlaku, self.rpjmd) if v)

    @cached_property
    def rpjmd(self) -> Target | None:
        return next((v for v in reversed(self.versi) if v.sumber == SumberTarget.RPJMD), None)

    @cached_property
    def berlaku_teks(self) -> str:
        return tulis_target(self.berlaku, self.indikator)

    @cached_property
    def rpjmd_teks(self) -> str:
        return tulis_target(self.rpjmd, self.indikator)

    @cached_property
    def lalu_teks(self) -> str:
        return tulis_gabungan(self.lalu)

    @cached_property
    def peringatan_triwulan(self) -> str:
        """About the target in force, as it is now."""
        if self.berlaku is None:
            return ""
        return triwulan_tidak_cocok(
            self.indikator, self.berlaku.sebagai_target(), self._triwulanan()
        )

    @property
    def lawan(self) -> tuple[Pembanding, ...]:
        """What a new target is held against. Nearer to the target is better: then no realisasi."""
        rpjmd = self.rpjmd.sebagai_target() if self.rpjmd else None
        lawan = [Pembanding("RPJMD", rpjmd, self.rpjmd_teks)]
        if self.indikator.formula != FormulaCapaian.STABIL:
            kata = f"realisasi {self.tahun - 1}"
            lawan.append(Pembanding(kata, self.lalu.realisasi.nilai, self.lalu_teks))
        return tuple(lawan)

    def versi_nomor(self, nomor: int | None) -> Target | None:
        return next((v for v in self.versi if v.nomor == nomor), None)

    def _triwulanan(self) -> dict[int, rumus.Target]:
        return {q.triwulan: q.sebagai_target() for q in self.berlaku.triwulanan.all()}

    def periksa(self, isi: IsiTarget) -> tuple[str, ...]:
        """What to look at twice before this new target is saved; empty when nothing."""
        baru = sebagai_target(isi)
        kalimat = [lebih_ringan(self.indikator, baru, satu) for satu in self.lawan]
        if self.berlaku is not None:
            triwulanan = self._triwulanan()
            if self.indikator.konsolidasi == CaraKonsolidasi.POSISI_AKHIR:
                triwulanan.pop(4, None)
            kalimat.append(triwulan_tidak_cocok(self.indikator, baru, triwulanan))
        return tuple(filter(None, kalimat))


@dataclass(frozen=True)
class BarisPeriksa:
    """One row of the preview: old, new, difference."""

    baris: BarisTarget
    isi: IsiTarget
    ketikan: str
    baru_teks: str
    selisih: str
    peringatan: tuple[str, ...]


def susun_tabel(indikator: Iterable[Indikator], tahun: int) -> list[BarisTarget]:
    """Eight queries, whatever the number of indikator."""
    indikator = list(indikator)
    versi = muat_versi_target([i.pk for i in indikator], tahun)
    lalu = Penghitung(tahun - 1).hitung(indikator)
    rinci = reverse("capaian:indikator_rinci", args=[0])
    ubah = reverse("capaian:target_ubah", args=[0, tahun])
    return [
        BarisTarget(
            *(i, tahun, versi[i.pk], lalu[i.pk]),
            url=f"{rinci.replace('/0/', f'/{i.pk}/')}?tahun={tahun}",
            url_ubah=ubah.replace("/0/", f"/{i.pk}/"),
        )
        for i in indikator
    ]


def susun_periksa(baris: BarisTarget, isi: IsiTarget, ketikan: str) -> BarisPeriksa:
    baru = sebagai_target(isi)
    lama = baris.berlaku.sebagai_target() if baris.berlaku else None
    return BarisPeriksa(
        baris=baris,
        isi=isi,
        ketikan=ketikan,
        baru_teks=Target(**isi.sebagai_medan()).tertulis(baris.indikator.desimal),
        selisih=tulis_selisih(lama, baru, baris.indikator),
        peringatan=baris.periksa(isi),
    )


def sebagai_target(isi: IsiTarget) -> rumus.Target:
    return Target(**isi.sebagai_medan()).sebagai_target()


def tulis_selisih(lama: rumus.Target, baru: rumus.Target, indikator: Indikator) -> str:
    """ "naik 2,00", or each bound by its own way; empty where there is nothing to subtract."""
    if isinstance(lama, rumus.Predikat) and isinstance(baru, rumus.Predikat):
        if lama.nilai == baru.nilai:
            return "setingkat"
        return "lebih tinggi" if baru.nilai > lama.nilai else "lebih rendah"
    a, b = batas(lama), batas(baru)
    if a is None or b is None:
        return ""
    bawah, atas = (_arah(b[n] - a[n], indikator.desimal) for n in (0, 1))
    return bawah if bawah == atas else f"batas bawah {bawah}, batas atas {atas}"


def _arah(selisih: Decimal, desimal: int) -> str:
    if not selisih:
        return "tetap"
    return f"{'naik' if selisih > 0 else 'turun'} {angka.tulis(abs(selisih), desimal)}"
