"""One quarter: its window, how punctual it was, what a lock would take or took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q
from django.urls import reverse

from capaian.layar.isian_pilihan import KATA_JENDELA
from capaian.layar.matriks_hitung import Hitungan, gabungkan
from capaian.layar.matriks_ingatan import ingat
from capaian.layar.matriks_opd import OpdMatriks, muat_opd, urutkan
from capaian.layar.perpanjangan import saat, susun_jendela
from capaian.models import KunciPeriode, Periode, Perpanjangan, Realisasi
from capaian.pilihan import StatusRealisasi


@dataclass(frozen=True, slots=True)
class BelumBeres:
    """One OPD with rows that are not verified: each kind in a word with its number."""

    nama: str
    url: str
    banyak: int
    wajib: int
    kata: str


@dataclass(frozen=True, slots=True)
class BarisPerpanjangan:
    opd: str
    sampai: str
    berlaku: bool
    alasan: str
    siapa: str
    url: str
    """Where it is changed; `""` for whoever may not."""


@dataclass(frozen=True, slots=True)
class BarisKunci:
    """One locking, the newest first."""

    pk: int
    saat: str
    siapa: str
    catatan: str
    versi_rumus: int
    baris: int
    terkunci: int
    dibuka: str
    """When, by whom and why it was undone, in a sentence; `""` while it holds."""
    url: str
    url_unduh: str


@dataclass(frozen=True)
class LayarPeriode:
    kata: str
    jendela: tuple[tuple[str, str], ...]
    perpanjangan: tuple[BarisPerpanjangan, ...]
    jumlah: Hitungan
    belum: tuple[BelumBeres, ...]
    terverifikasi: int
    """Verified rows of the whole city: the number that has to be typed."""
    kunci: tuple[BarisKunci, ...]
    terbuka: bool
    """Whether OPD may still type."""
    contoh: bool

    @property
    def sisa(self) -> int:
        """Rows that are not verified."""
        return sum(b.banyak for b in self.belum)


def susun_periode(periode: Periode, pengguna: AbstractBaseUser, pada: datetime) -> LayarPeriode:
    """Seven queries, one more when the quarter is locked, and those of what is not remembered."""
    opd = muat_opd(pengguna)
    tahun = periode.tahun_id
    setahun = list(Periode.objects.filter(tahun=tahun).order_by("triwulan"))
    h = gabungkan(ingat([o.pk for o in opd], setahun, tahun), [periode])
    isi = {o.pk: h.di(o.pk, periode) for o in opd}
    keadaan = periode.keadaan(pada)
    return LayarPeriode(
        kata=KATA_JENDELA[keadaan],
        jendela=susun_jendela(periode),
        perpanjangan=_perpanjangan(periode, opd, pengguna, pada),
        jumlah=sum(isi.values(), Hitungan()),
        belum=tuple(_belum(opd, isi, periode)),
        terverifikasi=Realisasi.objects.filter(
            periode=periode, status=StatusRealisasi.TERVERIFIKASI
        ).count(),
        kunci=susun_riwayat(periode, [o.pk for o in opd]),
        terbuka=keadaan in ("dibuka", "tenggang"),
        contoh=any(m.contoh for m in h.milik.values()),
    )


def _perpanjangan(
    periode: Periode, opd: Sequence[OpdMatriks], pengguna: AbstractBaseUser, pada: datetime
) -> tuple[BarisPerpanjangan, ...]:
    boleh = pengguna.has_perm("capaian.perpanjang")
    baris = (
        Perpanjangan.objects.filter(periode=periode, opd__in=[o.pk for o in opd])
        .select_related("opd", "diberikan_oleh")
        .order_by("sampai_pada", "opd__urutan", "pk")
    )
    arah = (periode.tahun_id, periode.triwulan)
    return tuple(
        BarisPerpanjangan(
            opd=p.opd.nama,
            sampai=saat(p.sampai_pada),
            berlaku=pada <= p.sampai_pada and not periode.terkunci,
            alasan=p.alasan,
            siapa=p.diberikan_oleh.nama,
            url=reverse("capaian:perpanjangan", args=[*arah, p.opd_id]) if boleh else "",
        )
        for p in baris
    )


def _belum(
    opd: Sequence[OpdMatriks], isi: dict[int, Hitungan], periode: Periode
) -> list[BelumBeres]:
    hasil = []
    tw = periode.tw
    for _, milik in urutkan(opd):
        for u in milik:
            h = isi[u.opd.pk]
            sisa = h.wajib - h.pasti
            if sisa <= 0:
                continue
            url = reverse("capaian:isian_opd", args=[u.opd.pk, tw.tahun, tw.nomor])
            hasil.append(BelumBeres(u.opd.nama, url, sisa, h.wajib, kata_belum(h)))
    return hasil


def kata_belum(h: Hitungan) -> str:
    bagian = (
        (h.perbaikan, "perlu perbaikan"),
        (h.diajukan, "menunggu verifikasi"),
        (h.kepala, "menunggu kepala OPD"),
        (h.draf, "draf"),
        (h.belum_diisi, "belum diisi"),
    )
    return ", ".join(f"{n} {kata}" for n, kata in bagian if n)


def susun_riwayat(periode: Periode, opd: Sequence[int]) -> tuple[BarisKunci, ...]:
    """One query; the counts are of the OPD in scope."""
    milik = Q(hasil__indikator__opd__in=list(opd))
    baris = (
        KunciPeriode.objects.filter(periode=periode)
        .select_related("dikunci_oleh", "dibuka_oleh")
        .annotate(
            baris=Count("hasil", filter=milik),
            pasti=Count("hasil", filter=milik & Q(hasil__status=StatusRealisasi.TERKUNCI)),
        )
        .order_by("-dikunci_pada", "-pk")
    )
    halaman = reverse("capaian:periode_rinci", args=[periode.tahun_id, periode.triwulan])
    unduh = reverse("capaian:kunci_unduh", args=[periode.tahun_id, periode.triwulan])
    return tuple(
        BarisKunci(
            pk=k.pk,
            saat=saat(k.dikunci_pada),
            siapa=k.dikunci_oleh.nama if k.dikunci_oleh else "Sistem",
            catatan=k.catatan,
            versi_rumus=k.versi_rumus,
            baris=k.baris,
            terkunci=k.pasti,
            dibuka=_dibuka(k),
            url=f"{halaman}?kunci={k.pk}#j-hasil",
            url_unduh=f"{unduh}?kunci={k.pk}",
        )
        for k in baris
    )


def _dibuka(k: KunciPeriode) -> str:
    if k.dibuka_pada is None:
        return ""
    siapa = k.dibuka_oleh.nama if k.dibuka_oleh else "Sistem"
    return f"Dibuka {siapa}, {saat(k.dibuka_pada)}. Alasan: {k.alasan_buka}"
