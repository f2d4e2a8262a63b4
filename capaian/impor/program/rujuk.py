"""The words by which cells of a sheet name a sasaran, a tujuan, a prioritas. One query each."""

from collections import Counter
from collections.abc import Iterable

from capaian.models import Prioritas, Sasaran, Tujuan


def kata_sasaran(tahun: int | None = None) -> dict[int, str]:
    """By key: its kode, with the kode above where it is not alone. Of one year, or of all."""
    baris = (
        Sasaran.objects.filter(aktif=True, **_visi("tujuan__misi__visi", tahun))
        .order_by("tujuan__misi", "tujuan__urutan", "urutan", "pk")
        .values_list("pk", "kode", "tujuan__kode", "tujuan__misi__kode", "tujuan__misi__visi__nama")
    )
    return _bedakan(
        (pk, (kode, f"{t}/{kode}", f"{m}/{t}/{kode}", f"{visi}/{m}/{t}/{kode}"))
        for pk, kode, t, m, visi in baris
    )


def kata_tujuan() -> dict[int, str]:
    baris = (
        Tujuan.objects.filter(aktif=True)
        .order_by("misi", "urutan", "pk")
        .values_list("pk", "kode", "misi__kode", "misi__visi__nama")
    )
    return _bedakan(
        (pk, (kode, f"{m}/{kode}", f"{visi}/{m}/{kode}")) for pk, kode, m, visi in baris
    )


def kata_prioritas(tahun: int | None = None) -> tuple[dict[int, str], dict[int, int | None]]:
    """By key the word for each prioritas, and the sasaran it serves."""
    baris = list(
        Prioritas.objects.filter(**_visi("visi", tahun))
        .order_by("visi", "urutan", "pk")
        .values_list("pk", "kode", "visi__nama", "sasaran_id")
    )
    kata = _bedakan((pk, (kode, f"{visi}/{kode}")) for pk, kode, visi, _ in baris)
    return kata, {pk: milik for pk, _, _, milik in baris}


def _visi(awalan: str, tahun: int | None) -> dict[str, int]:
    if tahun is None:
        return {}
    return {f"{awalan}__tahun_mulai__lte": tahun, f"{awalan}__tahun_selesai__gte": tahun}


def _bedakan(semua: Iterable[tuple[int, tuple[str, ...]]]) -> dict[int, str]:
    """The shortest word of each that no other one has."""
    daftar = list(semua)
    banyak = Counter(kata for _, pilihan in daftar for kata in set(pilihan))
    return {
        pk: next((kata for kata in pilihan if banyak[kata] == 1), pilihan[-1])
        for pk, pilihan in daftar
    }
