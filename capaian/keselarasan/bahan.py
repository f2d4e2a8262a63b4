"""What findings are made from, and what they are. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import blake2b

from capaian import rumus
from capaian.pilihan import SumberTarget
from konsolidasi.inti import angka
from konsolidasi.inti.waktu import Triwulan

PANJANG_SIDIK = 16


@dataclass(frozen=True, slots=True)
class IndikatorDinilai:
    """What an indikator says about itself; named like the model, so that its rules apply to it."""

    pk: int
    kode: str
    nama: str
    opd_id: int
    opd: str
    prioritas_id: int | None
    satuan: str
    desimal: int
    jenis: str
    jenis_nilai: str
    formula: str
    konsolidasi: str
    isian: str
    berpagu: bool
    sumber_data: str
    contoh: bool


@dataclass(frozen=True, slots=True)
class Angka:
    """One number of a comparison: whose, which, and where it stands."""

    label: str
    teks: str
    asal: str = ""


@dataclass(frozen=True, slots=True)
class Berteks:
    """A value with the word that names it ("Usulan 2026") and its document.

    Its text is made when a sentence needs it: most values of a city are in no finding.
    """

    kata: str
    nilai: rumus.Target
    desimal: int
    asal: str = ""

    @property
    def teks(self) -> str:
        return tulis(self.nilai, self.desimal)

    @property
    def ada(self) -> bool:
        return self.nilai is not None and not isinstance(self.nilai, rumus.TakTerbaca)


@dataclass(frozen=True, slots=True)
class Tahunan:
    """Realisasi of one whole year."""

    nilai: rumus.Realisasi
    sementara: bool = False


@dataclass(frozen=True, slots=True)
class SumberTercatat:
    """Where values came from, as the OPD wrote it, and the newest of them."""

    teks: str
    tw: Triwulan
    nilai: str


@dataclass(frozen=True, slots=True)
class Bahan:
    """Everything one indikator is judged by for one year.

    `dinilai` is the proposal where there is one, else the target in force; `seratus` how many
    quarters on end, the newest `seratus_tw`, had a capaian of exactly 100.
    """

    i: IndikatorDinilai
    tahun: int
    dinilai: Berteks | None = None
    target: Berteks | None = None
    target_lalu: Berteks | None = None
    triwulanan: Mapping[int, rumus.Target] = field(default_factory=dict)
    dokumen: Mapping[SumberTarget, Berteks] = field(default_factory=dict)
    pagu: Decimal | None = None
    realisasi: Mapping[int, Tahunan] = field(default_factory=dict)
    sementara: tuple[Triwulan, ...] = ()
    sumber: tuple[SumberTercatat, ...] = ()
    seratus: int = 0
    seratus_tw: Triwulan | None = None
    pada: date | None = None


@dataclass(frozen=True, slots=True)
class PrioritasDinilai:
    """A priority, its OPD with the number of indikator, and who answers for it.

    `penanggung_jawab` is None where nobody was asked yet, "" where nobody is named.
    """

    pk: int
    kode: str
    nama: str
    opd: tuple[tuple[int, str, int], ...]
    indikator: tuple[int, ...] = ()
    penanggung_jawab: str | None = None
    contoh: bool = False


@dataclass(frozen=True, slots=True)
class Sebutan:
    """An indikator by name only."""

    pk: int
    kode: str
    nama: str
    contoh: bool


@dataclass(frozen=True, slots=True)
class OpdTanpaPrioritas:
    pk: int
    singkatan: str
    indikator: tuple[Sebutan, ...]


@dataclass(frozen=True, slots=True)
class Didapat:
    """One finding. `kunci` names rule and objects for good; `sidik` changes with the numbers."""

    aturan: str
    objek: str
    judul: str
    kalimat: str
    angka: tuple[Angka, ...]
    indikator: tuple[int, ...]
    opd: tuple[int, ...] = ()
    contoh: bool = False

    @property
    def kunci(self) -> str:
        return f"{self.aturan}:{self.objek}"

    @property
    def sidik(self) -> str:
        isi = "\n".join(f"{a.label}\t{a.teks}" for a in self.angka)
        return blake2b(isi.encode(), digest_size=PANJANG_SIDIK).hexdigest()


def tulis(nilai: rumus.Target | rumus.Realisasi, desimal: int) -> str:
    """Without its unit; "" for what is no value."""
    match nilai:
        case Decimal():
            return angka.tulis(nilai, desimal)
        case rumus.Rentang(bawah, atas):
            return angka.tulis_rentang(bawah, atas, desimal)
        case rumus.Predikat(kode, _):
            return kode
        case rumus.TakTerbaca(teks):
            return teks
    return ""


def ada(berteks: Berteks | None) -> bool:
    return berteks is not None and berteks.ada


def dari(b: Bahan, aturan: str, judul: str, kalimat: str, angka_: tuple[Angka, ...]) -> Didapat:
    """A finding about one indikator."""
    return Didapat(
        aturan, str(b.i.pk), judul, kalimat, angka_, (b.i.pk,), (b.i.opd_id,), b.i.contoh
    )


def bersatuan(i: IndikatorDinilai, teks: str) -> str:
    """The number with its unit; the percent sign does not leave its number."""
    satuan = i.satuan.strip()
    if not teks or not satuan:
        return teks
    return f"{teks}{angka.RUANG_KERAS if satuan == '%' else ' '}{satuan}"


def daftar(kata: list[str]) -> str:
    """ "a, b, dan c" ."""
    if len(kata) < 3:
        return " dan ".join(kata)
    return f"{', '.join(kata[:-1])}, dan {kata[-1]}"
