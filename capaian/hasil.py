"""What capaian.perhitungan answers with: one quarter, one year of an indikator."""

from collections.abc import Callable
from dataclasses import dataclass

from capaian.bacaan_bentuk import RealisasiBaca, TargetBaca, TriwulanBaca
from capaian.gabungan import Gabungan
from capaian.models import Indikator, Realisasi, Target, TargetTriwulan
from capaian.rumus import Hasil
from capaian.skala import Peringkat

# A row as it is stored or as it was read for computing: both answer alike.
VersiTarget = Target | TargetBaca
SasaranTriwulan = Target | TargetTriwulan | TargetBaca | TriwulanBaca
Terisi = Realisasi | RealisasiBaca


@dataclass(frozen=True, slots=True)
class HasilTriwulan:
    """One quarter of one indikator."""

    target: SasaranTriwulan | None
    realisasi: Terisi | None
    hasil: Hasil
    peringkat: Peringkat | None
    sementara: bool


class HasilTunda(HasilTriwulan):
    """Computed when somebody asks: most pages of a year look at the year alone."""

    __slots__ = ("_hitung", "_selesai")

    def __init__(
        self,
        target: SasaranTriwulan | None,
        realisasi: Terisi | None,
        sementara: bool,
        hitung: Callable[[], tuple[Hasil, Peringkat | None]],
    ) -> None:
        isi = {"target": target, "realisasi": realisasi, "sementara": sementara}
        for nama, nilai in (isi | {"_hitung": hitung, "_selesai": None}).items():
            object.__setattr__(self, nama, nilai)

    @property
    def hasil(self) -> Hasil:
        return self._jawab()[0]

    @property
    def peringkat(self) -> Peringkat | None:
        return self._jawab()[1]

    def _jawab(self) -> tuple[Hasil, Peringkat | None]:
        if self._selesai is None:
            object.__setattr__(self, "_selesai", self._hitung())
        return self._selesai


@dataclass(frozen=True, slots=True)
class HasilTahun:
    """One year of one indikator: the consolidated realisasi against the target of the year.

    `sementara` is true while a quarter is missing, unverified or carries provisional data: such a
    figure is never shown green.
    """

    indikator: Indikator
    target: VersiTarget | None
    realisasi: Gabungan
    hasil: Hasil
    peringkat: Peringkat | None
    sementara: bool
    contoh: bool
    triwulan: dict[int, HasilTriwulan]
