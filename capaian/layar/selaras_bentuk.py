"""What the matrix prioritas × OPD is made of, and how a cell is shown and said."""

from dataclasses import dataclass

from capaian.models import PeranPelaksana, StatusPelaksana

PJ, S = PeranPelaksana.PJ, StatusPelaksana
HURUF = {PeranPelaksana.PJ: "PJ", PeranPelaksana.PENDUKUNG: "D"}
TANDA = {S.DIUSULKAN: "?", S.DITOLAK: "✕"}
RAGAM = {S.BELUM_DIBAHAS: "b", S.DIUSULKAN: "u", S.DITOLAK: "x"}
KATA = {
    S.BELUM_DIBAHAS: "belum dibahas",
    S.DIUSULKAN: "diusulkan, menunggu jawaban",
    S.DISETUJUI: "disetujui",
    S.DITOLAK: "ditolak",
}
TANPA_PERAN = "peran belum dibahas"


@dataclass(frozen=True, slots=True)
class KolomOpd:
    """An OPD of the meeting; `label` may break inside, `unit` names what is counted with it."""

    pk: int
    singkatan: str
    label: str
    nama: str
    unit: tuple[str, ...]
    url: str
    awal: bool


@dataclass(frozen=True, slots=True)
class BagianKlaster:
    pk: int
    nama: str
    kolom: tuple[KolomOpd, ...]


@dataclass(frozen=True, slots=True)
class SelPelaksana:
    """One OPD in one prioritas; `peran` and `status` are "" where nothing was written.

    `url` is "" for an empty cell in which this person can do nothing.
    """

    opd: int
    singkatan: str
    peran: str
    status: str
    indikator: int
    url: str
    awal: bool = False

    @property
    def isi(self) -> bool:
        return bool(self.peran or self.indikator)

    @property
    def berlaku(self) -> bool:
        return bool(self.peran) and self.status != S.DITOLAK

    @property
    def huruf(self) -> str:
        return f"{HURUF[self.peran]}{TANDA.get(self.status, '')}" if self.peran else "?"

    @property
    def kelas(self) -> str:
        pj = " k-peran--pj" if self.peran == PJ else ""
        ragam = RAGAM.get(self.status, "") if self.peran else "b"
        return f"k-peran{pj}{f' k-peran--{ragam}' if ragam else ''}"

    @property
    def keadaan(self) -> str:
        """In words: role and state."""
        if not self.peran:
            return TANPA_PERAN if self.indikator else "bukan pelaksana"
        return f"{PeranPelaksana(self.peran).label.lower()}, {KATA[self.status]}"

    @property
    def kalimat(self) -> str:
        banyak = f", {self.indikator} indikator" if self.isi else ""
        return f"{self.singkatan}: {self.keadaan}{banyak}"


@dataclass(frozen=True, slots=True)
class BarisPrioritas:
    """`luar`: OPD with a part in it that have no column, the one in charge first."""

    pk: int
    kode: str
    nama: str
    sel: tuple[SelPelaksana, ...]
    luar: tuple[tuple[SelPelaksana, str], ...]
    tanpa_pj: bool
    temuan: int
    url_temuan: str


@dataclass(frozen=True, slots=True)
class MatriksPrioritas:
    """`banyak_opd` counts the OPD of the meeting, `tercatat` the cells that were ever written."""

    tahun: int
    klaster: int | None
    semua_klaster: tuple[tuple[int, str], ...]
    bagian: tuple[BagianKlaster, ...]
    baris: tuple[BarisPrioritas, ...]
    banyak_opd: int
    tercatat: int
    menunggu: int
    contoh: bool

    @property
    def kolom(self) -> tuple[KolomOpd, ...]:
        return tuple(k for b in self.bagian for k in b.kolom)

    @property
    def lebar(self) -> bool:
        return len(self.kolom) > 20
