"""The page where Bapperida changes one target with its quarters and pagu, and its preview."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from capaian import rumus
from capaian.layanan.target import IsiTarget, RincianTarget
from capaian.layar.target import BarisTarget, sebagai_target, susun_tabel, tulis_selisih
from capaian.models import Indikator, NilaiTarget, Target
from capaian.peringatan import lebih_ringan, triwulan_tidak_cocok
from capaian.pilihan import CaraIsian, CaraKonsolidasi
from konsolidasi.inti import angka
from konsolidasi.inti.waktu import ROMAWI

SEMUA_TRIWULAN = (1, 2, 3, 4)
TIDAK_ADA = "belum ada"


@dataclass(frozen=True)
class BarisBanding:
    """One line of the preview: the year, a quarter, or the pagu."""

    nama: str
    lama: str
    baru: str
    selisih: str
    berubah: bool

    @property
    def diganti(self) -> bool:
        """There was something that now goes."""
        return self.berubah and self.lama != TIDAK_ADA


def susun_satu(indikator: Indikator, tahun: int) -> BarisTarget:
    return susun_tabel([indikator], tahun)[0]


def isi_awal(baris: BarisTarget) -> dict[str, str]:
    """What the form opens with: the version in force, as it would be typed."""
    berlaku = baris.berlaku
    if berlaku is None:
        return {}
    isi = {"nilai": _terketik(berlaku, baris.indikator), "pagu": _pagu_terketik(berlaku.pagu)}
    for q in berlaku.triwulanan.all():
        isi[f"tw{q.triwulan}"] = _terketik(q, baris.indikator)
    return isi


def aturan(indikator: Indikator) -> str:
    """How the quarters of this indikator make its year, in a sentence."""
    if indikator.konsolidasi == CaraKonsolidasi.POSISI_AKHIR:
        return "Posisi akhir: target TW IV sama dengan target setahun. TW IV kosong mengikutinya."
    if indikator.isian == CaraIsian.KUMULATIF:
        return "Kumulatif: tiap triwulan memuat target sejak awal tahun; TW IV sama dengan setahun."
    if indikator.konsolidasi == CaraKonsolidasi.JUMLAH:
        return "Jumlah: target setahun sama dengan jumlah keempat triwulan."
    return "Rata-rata: target setahun sama dengan rata-rata keempat triwulan."


def sama_dengan(target: Target | None, isi: IsiTarget, rincian: RincianTarget) -> bool:
    """Whether a version already says all of this. `triwulanan` must be loaded."""
    if target is None or not isi.sama_dengan(target) or rincian.pagu != target.pagu:
        return False
    ada = {q.triwulan: q for q in target.triwulanan.all()}
    return ada.keys() == rincian.triwulanan.keys() and all(
        satu.sama_dengan(ada[n]) for n, satu in rincian.triwulanan.items()
    )


def banding_versi(
    baris: BarisTarget, isi: IsiTarget, rincian: RincianTarget
) -> tuple[BarisBanding, ...]:
    indikator, berlaku = baris.indikator, baris.berlaku
    lama = {q.triwulan: q for q in berlaku.triwulanan.all()} if berlaku else {}
    hasil = [_banding("Target setahun", berlaku, isi, indikator)]
    hasil += [
        _banding(f"Target TW {ROMAWI[n - 1]}", lama.get(n), rincian.triwulanan.get(n), indikator)
        for n in SEMUA_TRIWULAN
        if n in lama or n in rincian.triwulanan
    ]
    if (pagu := _banding_pagu(berlaku.pagu if berlaku else None, rincian.pagu)) is not None:
        hasil.append(pagu)
    return tuple(hasil)


def peringatan(baris: BarisTarget, isi: IsiTarget, rincian: RincianTarget) -> tuple[str, ...]:
    """What to look at twice; none of it stops the saving."""
    baru = sebagai_target(isi)
    per_triwulan = {n: sebagai_target(satu) for n, satu in rincian.triwulanan.items()}
    kalimat = [
        *(lebih_ringan(baris.indikator, baru, satu) for satu in baris.lawan),
        triwulan_tidak_cocok(baris.indikator, baru, per_triwulan),
        _belum_semua(baris.indikator, per_triwulan),
    ]
    return tuple(filter(None, kalimat))


def _belum_semua(indikator: Indikator, per_triwulan: Mapping[int, rumus.Target]) -> str:
    """Some quarters have a target and others, which the rule needs, have none."""
    terakhir = (
        indikator.konsolidasi == CaraKonsolidasi.POSISI_AKHIR
        or indikator.isian == CaraIsian.KUMULATIF
    )
    kosong = [n for n in SEMUA_TRIWULAN if n not in per_triwulan]
    if terakhir or not per_triwulan or not kosong:
        return ""
    sebutan = ", ".join(f"TW {ROMAWI[n - 1]}" for n in kosong)
    return f"{sebutan} belum bertarget, jadi belum dapat dicocokkan dengan target setahun."


def _banding(
    nama: str, lama: NilaiTarget | None, baru: IsiTarget | None, indikator: Indikator
) -> BarisBanding:
    selisih = ""
    if lama is not None and baru is not None:
        selisih = tulis_selisih(lama.sebagai_target(), sebagai_target(baru), indikator)
    elif baru is not None:
        selisih = "baru"
    elif lama is not None:
        selisih = "dihapus"
    sama = baru.sama_dengan(lama) if baru is not None else lama is None
    return BarisBanding(
        nama=nama,
        lama=lama.tertulis(indikator.desimal) if lama else TIDAK_ADA,
        baru=Target(**baru.sebagai_medan()).tertulis(indikator.desimal) if baru else TIDAK_ADA,
        selisih="tetap" if sama else selisih,
        berubah=not sama,
    )


def _banding_pagu(lama: Decimal | None, baru: Decimal | None) -> BarisBanding | None:
    if lama is None and baru is None:
        return None
    if lama == baru:
        selisih = "tetap"
    elif lama is None or baru is None:
        selisih = "baru" if lama is None else "dihapus"
    else:
        selisih = f"{'naik' if baru > lama else 'turun'} {angka.rupiah(abs(baru - lama))}"
    teks = [TIDAK_ADA if n is None else angka.rupiah(n) for n in (lama, baru)]
    return BarisBanding("Pagu", teks[0], teks[1], selisih, lama != baru)


def _terketik(nilai: NilaiTarget, indikator: Indikator) -> str:
    """Empty for a printed text that is no number: it cannot be typed back."""
    terbaca = not isinstance(nilai.sebagai_target(), rumus.TakTerbaca | None)
    return nilai.tertulis(indikator.desimal) if terbaca else ""


def _pagu_terketik(pagu: Decimal | None) -> str:
    if pagu is None:
        return ""
    return angka.tulis(pagu, 0 if pagu == pagu.to_integral_value() else 2)
