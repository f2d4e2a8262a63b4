"""Evidence of many rows with the warnings of peringatan_bukti, as doubts need it."""

from collections import defaultdict
from collections.abc import Sequence

from capaian import peringatan_bukti
from capaian.keraguan import BuktiDinilai
from capaian.models import Bukti, Periode
from capaian.peringatan_bukti import Pemakaian
from capaian.pilihan import StatusBukti
from konsolidasi.inti.waktu import Triwulan

KOLOM = (
    "indikator_id",
    "nama",
    "status",
    "alasan",
    "dokumen_tanggal",
    "halaman",
    "lampiran_id",
    "lampiran__halaman",
)


def muat_bukti_dinilai(
    indikator_pk: Sequence[int], periode: Periode
) -> dict[int, tuple[BuktiDinilai, ...]]:
    """By indikator. Two queries. Told as to somebody who sees every OPD."""
    baris = list(
        Bukti.objects.berlaku()
        .filter(periode=periode, indikator__in=indikator_pk)
        .order_by("indikator", "pk")
        .values_list(*KOLOM)
    )
    pakai = Bukti.objects.pemakaian({satu[6] for satu in baris if satu[6]})
    hasil: dict[int, list[BuktiDinilai]] = defaultdict(list)
    for indikator, nama, status, alasan, dokumen_tanggal, halaman, lampiran, jumlah in baris:
        kalimat = [
            peringatan_bukti.ditolak(alasan) if status == StatusBukti.DITOLAK else "",
            peringatan_bukti.luar_triwulan(dokumen_tanggal, periode.tw),
            peringatan_bukti.halaman_lewat(halaman, jumlah),
            *_lain(indikator, periode.tw, pakai.get(lampiran, ())),
        ]
        hasil[indikator].append(
            BuktiDinilai(nama, status == StatusBukti.DITOLAK, tuple(filter(None, kalimat)))
        )
    return {pk: tuple(semua) for pk, semua in hasil.items()}


def _lain(indikator: int, tw: Triwulan, tempat: Sequence[Pemakaian]) -> tuple[str, ...]:
    sini = next((p for p in tempat if p.indikator == indikator and p.tw == tw), None)
    if sini is None:
        return ()
    return (
        peringatan_bukti.triwulan_lain(sini, tempat),
        peringatan_bukti.opd_lain(sini, tempat, sebut=True),
    )
