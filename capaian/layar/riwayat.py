"""The history of one indikator: which changes are told, and in which words."""

from capaian.models import Indikator, Realisasi, Target, UsulanTarget
from capaian.pilihan import KeadaanNilai
from konsolidasi.inti import angka
from konsolidasi.inti.riwayat import Asal, Riwayat, susun
from konsolidasi.inti.waktu import Triwulan

MEDAN_NILAI = frozenset({"nilai", "batas_bawah", "batas_atas", "predikat", "teks_tercetak"})
BUKAN_ISI = frozenset(
    {
        "versi",
        "contoh",
        "target",
        "diubah_oleh",
        "diubah_pada",
        "diajukan_pada",
        "diajukan_pertama_pada",
        "diusulkan_oleh",
        "diusulkan_pada",
    }
)


def riwayat_indikator(indikator: Indikator, terbanyak: int | None) -> Riwayat:
    """Changes of the realisasi, proposals, targets and the indikator itself. At most eight queries.

    Of one moment the realisasi stands above its target, and that above the indikator.
    """

    def tulis(p: Target | Realisasi | UsulanTarget) -> str:
        return _tulis(p, indikator.desimal)

    milik = {"indikator": indikator}
    realisasi = Asal(
        Realisasi,
        Realisasi.objects.filter(**milik),
        sebutan=lambda p: f"Realisasi {Triwulan(p.periode.tahun_id, p.periode.triwulan)}",
        nilai=tulis,
        medan_nilai=MEDAN_NILAI | {"keadaan"},
        abaikan=BUKAN_ISI,
        muat=("predikat", "periode"),
    )
    usulan = Asal(
        UsulanTarget,
        UsulanTarget.objects.filter(**milik),
        sebutan=lambda p: f"Usulan target {p.tahun_id}",
        nilai=tulis,
        medan_nilai=MEDAN_NILAI,
        abaikan=BUKAN_ISI,
        muat=("predikat",),
    )
    target = Asal(
        Target,
        Target.objects.filter(**milik),
        sebutan=lambda p: f"Target {p.tahun_id} versi {p.nomor}",
        nilai=tulis,
        keterangan=_dasar,
        muat=("predikat",),
    )
    diri = Asal(
        Indikator,
        [indikator.pk],
        sebutan=lambda p: "indikator ini",
        abaikan=frozenset({"contoh", "urutan"}),
    )
    return susun((realisasi, usulan, target, diri), terbanyak=terbanyak)


def _tulis(p: Target | Realisasi | UsulanTarget, desimal: int) -> str:
    """An event row has the fields of its model, not its methods."""
    if p.nilai is not None:
        return angka.tulis(p.nilai, desimal)
    if getattr(p, "batas_bawah", None) is not None:
        return angka.tulis_rentang(p.batas_bawah, p.batas_atas, desimal)
    if p.predikat_id:
        return p.predikat.kode
    tanpa_nilai = getattr(p, "keadaan", KeadaanNilai.KOSONG)
    if tanpa_nilai != KeadaanNilai.KOSONG:
        return KeadaanNilai(tanpa_nilai).label
    return getattr(p, "teks_tercetak", "")


def _dasar(p: Target) -> str:
    alasan = f" Alasan: “{p.alasan}”" if p.alasan else ""
    return f"Dasar: {p.acuan}.{alasan}"
