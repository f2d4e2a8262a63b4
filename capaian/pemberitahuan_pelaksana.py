"""Who is told that a prioritas was asked of an OPD, and what the OPD answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from capaian.models import PelaksanaPrioritas, StatusPelaksana
from opd.pemberitahuan import Butir, Penerima

HARI_JAWABAN = 14
"""So long the one who asked is told of the answer."""
TAHUN_LALU = 1
"""A question about a year further back is not asked again every day."""
ALASAN_TERPANJANG = 160
DIMINTA, DIAJUKAN, DIJAWAB = "Prioritas kota", "Usulan OPD", "Jawaban OPD"


def kumpulkan(pada: datetime, penerima: Penerima) -> Iterator[Butir]:
    """One query."""
    baris = PelaksanaPrioritas.objects.filter(tahun__gte=pada.year - TAHUN_LALU, opd__aktif=True)
    for p in baris.select_related("opd", "prioritas").order_by("pk"):
        if butir := satu(p, pada, penerima):
            yield butir


def satu(p: PelaksanaPrioritas, pada: datetime, penerima: Penerima) -> Butir | None:
    """The OPD asked answers; what it asked for itself Bapperida settles; the asker is told."""
    apa = f"{p.get_peran_display().lower()} prioritas “{p.prioritas.nama}” {p.tahun_id}"
    if p.status == StatusPelaksana.DIUSULKAN and p.mengajukan_diri:
        kalimat = f"{p.opd.singkatan} mengajukan diri sebagai {apa}; tetapkan atau tolak."
        return _butir(p, DIAJUKAN, kalimat, penerima.bapperida)
    if p.status == StatusPelaksana.DIUSULKAN:
        kalimat = f"{p.opd.singkatan} diminta menjadi {apa}; terima, atau tolak dengan alasan."
        return _butir(p, DIMINTA, kalimat, penerima.opd(p.opd_id))
    baru = p.dijawab_pada is not None and pada - p.dijawab_pada <= timedelta(days=HARI_JAWABAN)
    if not baru or p.diusulkan_oleh_id in (None, p.dijawab_oleh_id):
        return None
    kata = "menerima menjadi" if p.status == StatusPelaksana.DISETUJUI else "menolak menjadi"
    if p.acuan:
        kata = "ditetapkan" if p.status == StatusPelaksana.DISETUJUI else "ditetapkan bukan"
    alasan = f": “{_ringkas(p.alasan)}”" if p.alasan else ""
    return _butir(p, DIJAWAB, f"{p.opd.singkatan} {kata} {apa}{alasan}.", (p.diusulkan_oleh_id,))


def _butir(p: PelaksanaPrioritas, jenis: str, kalimat: str, orang: tuple[int, ...]) -> Butir:
    """One reminder per state and version: an answer that changes is told again."""
    return Butir(
        kunci=f"pelaksana:{p.pk}:{p.versi}",
        jenis=jenis,
        kalimat=kalimat,
        url=p.get_absolute_url(),
        penerima=orang,
    )


def _ringkas(alasan: str) -> str:
    rapi = " ".join(alasan.split())
    return rapi if len(rapi) <= ALASAN_TERPANJANG else f"{rapi[: ALASAN_TERPANJANG - 1]}…"
