"""The preview of accepting every row without a doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from capaian.layanan.verifikasi import pernah_dijawab
from capaian.layanan.verifikasi_keraguan import Penilaian, nilai_baris
from capaian.models import Periode
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti import waktu


@dataclass(frozen=True, slots=True)
class BarisPratinjau:
    """`nilai` is the word for its absence where there is no value."""

    pk: int
    versi: int
    url: str
    opd: str
    nama: str
    kode: str
    satuan: str
    target: str
    nilai: str
    berangka: bool
    persen: Decimal | None
    saat: str
    contoh: bool


def susun_pratinjau(realisasi_pk: Sequence[int], periode: Periode) -> tuple[BarisPratinjau, ...]:
    """Rows that may be accepted together now, in the order given. The queries of nilai_baris."""
    dinilai = nilai_baris(realisasi_pk, periode)
    semua = (dinilai[pk] for pk in realisasi_pk if pk in dinilai)
    return tuple(_baris(p) for p in semua if _boleh_bersama(p))


def _boleh_bersama(p: Penilaian) -> bool:
    r = p.realisasi
    return (
        r.status == StatusRealisasi.DIAJUKAN
        and not p.keraguan
        and not pernah_dijawab(r.diajukan_pertama_pada, r.diajukan_pada)
    )


def _baris(p: Penilaian) -> BarisPratinjau:
    r, i = p.realisasi, p.indikator
    return BarisPratinjau(
        pk=r.pk,
        versi=r.versi,
        url=reverse("capaian:verifikasi_baris", args=[r.pk]),
        opd=i.opd,
        nama=i.nama,
        kode=i.kode,
        satuan=i.satuan,
        target=p.sasaran.tertulis(i.desimal) if p.sasaran else "",
        nilai=r.tertulis(i.desimal) or r.get_keadaan_display(),
        berangka=r.keadaan == KeadaanNilai.NILAI,
        persen=p.hasil.persen,
        saat=waktu.tanggal_singkat(r.diajukan_pada),
        contoh=r.contoh or i.contoh,
    )
