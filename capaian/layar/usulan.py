"""The page on which an OPD proposes its targets: what they are held against, and the questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from capaian import rumus
from capaian.layanan.target import IsiTarget
from capaian.layar.indikator import tulis_target
from capaian.layar.target import BarisTarget, sebagai_target, susun_tabel
from capaian.models import Indikator, Target, UsulanTarget
from capaian.perhitungan import VersiTarget, berlaku_pada
from capaian.peringatan import Pembanding, bandingkan, lebih_ringan
from capaian.pilihan import SumberTarget
from konsolidasi.inti.waktu import Triwulan
from opd.models import Opd


@dataclass(frozen=True)
class BarisUsulan:
    """One indikator: what was promised and reached, what is in force, what is proposed."""

    baris: BarisTarget
    berlaku: Target | None
    usulan: UsulanTarget | None

    @property
    def indikator(self) -> Indikator:
        return self.baris.indikator

    @property
    def target_lalu(self) -> VersiTarget | None:
        return self.baris.lalu.target

    @property
    def target_lalu_teks(self) -> str:
        return tulis_target(self.target_lalu, self.indikator)

    @property
    def berlaku_teks(self) -> str:
        return tulis_target(self.berlaku, self.indikator)

    @property
    def disepakati(self) -> bool:
        """The room has decided: what is in force comes from a meeting."""
        return self.berlaku is not None and self.berlaku.sumber == SumberTarget.KESEPAKATAN

    @property
    def contoh(self) -> bool:
        return self.baris.contoh or bool(self.usulan and self.usulan.contoh)

    @property
    def usulan_teks(self) -> str:
        return tulis_target(self.usulan, self.indikator)

    @property
    def alasan(self) -> str:
        return self.usulan.alasan if self.usulan else ""

    @property
    def saat(self) -> datetime | None:
        return self.usulan.diusulkan_pada if self.usulan else None

    @property
    def pertanyaan(self) -> tuple[str, ...]:
        """About the proposal as it is stored."""
        return self.tanyakan(self.usulan.sebagai_target()) if self.usulan else ()

    def tanyakan(self, baru: rumus.Target) -> tuple[str, ...]:
        """Questions, never refusals: about what a reader of this proposal will ask anyway."""
        indikator = self.indikator
        ringan = [lebih_ringan(indikator, baru, lawan) for lawan in self._lawan()]
        tanya = [f"{kalimat.rstrip('.')}. Apa sebabnya?" for kalimat in ringan if kalimat]
        if bandingkan(indikator, baru, self._target_lalu()) == 0 and not self._memenuhi_rpjmd(baru):
            tahun = self.baris.tahun - 1
            tanya.append(f"Sama dengan target {tahun} ({self.target_lalu_teks}). Memang tetap?")
        return tuple(tanya)

    def kurang_dari(self, isi: IsiTarget) -> str:
        """Names what it asks less than and must be explained for: realisasi and RPJMD. Or ""."""
        baru = sebagai_target(isi)
        kurang = [
            f"{lawan.kata} ({lawan.teks})"
            for lawan in self.baris.lawan
            if bandingkan(self.indikator, baru, lawan.nilai) == -1
        ]
        return " dan ".join(kurang)

    def _lawan(self) -> Iterable[Pembanding]:
        yield from self.baris.lawan
        kata = f"target {self.baris.tahun - 1}"
        yield Pembanding(kata, self._target_lalu(), self.target_lalu_teks)

    def _memenuhi_rpjmd(self, baru: rumus.Target) -> bool:
        rpjmd = self.baris.rpjmd
        hasil = bandingkan(self.indikator, baru, rpjmd.sebagai_target()) if rpjmd else None
        return hasil is not None and hasil >= 0

    def _target_lalu(self) -> rumus.Target:
        return self.target_lalu.sebagai_target() if self.target_lalu else None


@dataclass(frozen=True)
class PilihanUsulan:
    """One OPD to choose, with how many of its indikator have a proposal."""

    opd: Opd
    url: str
    indikator: int
    diusulkan: int


def indikator_usulan(opd: Opd) -> QuerySet[Indikator]:
    """Active indikator of an OPD and of its units."""
    unit = Q(opd=opd) | Q(opd__induk=opd) | Q(opd__induk__induk=opd)
    return Indikator.objects.aktif().filter(unit).order_by("opd__urutan", "opd", "urutan", "kode")


def susun_usulan(indikator: Iterable[Indikator], tahun: int, hari_ini: date) -> list[BarisUsulan]:
    """Nine queries, whatever the number of indikator."""
    indikator = list(indikator)
    pk = [i.pk for i in indikator]
    usulan = {
        u.indikator_id: u
        for u in UsulanTarget.objects.filter(indikator__in=pk, tahun=tahun)
        .select_related("predikat", "diusulkan_oleh")
        .order_by("pk")
    }
    pada = tanggal_berlaku(tahun, hari_ini)
    return [
        BarisUsulan(b, berlaku_pada(b.versi, pada), usulan.get(b.indikator.pk))
        for b in susun_tabel(indikator, tahun)
    ]


def tanggal_berlaku(tahun: int, hari_ini: date) -> date:
    """The day that decides what is in force: today in the running year, else the year's last."""
    return hari_ini if hari_ini.year == tahun else Triwulan(tahun, 4).akhir


def susun_pilihan(pengguna: AbstractBaseUser, tahun: int) -> list[PilihanUsulan]:
    """Every OPD in scope that has indikator of its own. Two queries."""
    hitung = {
        opd: (jumlah, diusulkan)
        for opd, jumlah, diusulkan in Indikator.objects.untuk(pengguna)
        .aktif()
        .order_by()
        .values_list("opd")
        .annotate(
            jumlah=Count("pk", distinct=True),
            diusulkan=Count("pk", filter=Q(usulan__tahun=tahun), distinct=True),
        )
    }
    alamat = reverse("capaian:usulan")
    opd = (
        Opd.objects.filter(pk__in=hitung)
        .select_related("klaster")
        .order_by("klaster__urutan", "klaster", "urutan", "kode", "pk")
    )
    return [
        PilihanUsulan(o, f"{alamat}?{urlencode({'opd': o.pk, 'tahun': tahun})}", *hitung[o.pk])
        for o in opd
    ]
