"""Many targets taken back at once: what an import set, as the versions before it said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from capaian.layanan.keselarasan import segarkan
from capaian.models import Indikator, Target, TargetTriwulan
from capaian.perhitungan import muat_versi_target
from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan

DITARIK = "ditarik"
NILAI = ("nilai", "batas_bawah", "batas_atas", "predikat_id", "teks_tercetak")
ASAL = ("sumber", "acuan", "dokumen_tanggal", "pagu")


@dataclass(frozen=True, slots=True)
class Penetapan:
    """A version that was set (`target`) over the one before it (`lama`, None for none); keys."""

    indikator: int
    target: int
    lama: int | None


@transaction.atomic
def kembalikan_target(*, penetapan: Sequence[Penetapan], tahun: int, oleh: Any) -> list[Target]:
    """The version before, with its document, as a new version in force from the same day.

    Versions are never changed nor removed: the one that is taken back stays in the history. Where
    there was none before, the new one is a target without a number that says it was withdrawn.
    A fixed number of queries. Raises SalahKeadaan when somebody set a newer version since: the
    sentence says who and when; then nothing is written.
    """
    pk = [p.indikator for p in penetapan]
    terkunci = Indikator.objects.select_for_update(of=("self",)).filter(pk__in=pk).order_by("pk")
    kode = {i.pk: i.kode for i in terkunci}
    versi = muat_versi_target(pk, tahun)
    for satu in penetapan:
        _pastikan_terakhir(kode[satu.indikator], versi[satu.indikator], satu)
    pasangan = [_kembali(versi[satu.indikator], satu, oleh) for satu in penetapan]
    baru = Target.objects.bulk_create(t for t, _ in pasangan)
    TargetTriwulan.objects.bulk_create(
        TargetTriwulan(target=t, triwulan=q.triwulan, **{n: getattr(q, n) for n in NILAI})
        for t, lama in pasangan
        if lama is not None
        for q in lama.triwulanan.all()
    )
    segarkan(indikator=pk, tahun=(tahun, tahun + 1))
    return baru


def _pastikan_terakhir(kode: str, ada: Sequence[Target], satu: Penetapan) -> None:
    terakhir = ada[-1] if ada else None
    if terakhir is not None and terakhir.pk == satu.target:
        return
    # One query, for the sentence.
    siapa = terakhir.ditetapkan_oleh.nama if terakhir and terakhir.ditetapkan_oleh else "orang lain"
    pada = terakhir.ditetapkan_pada if terakhir else None
    saat = f" {waktu.tanggal(pada)}, {waktu.pukul(pada)}" if pada else ""
    raise SalahKeadaan(
        f"Tidak dapat dibatalkan: target {kode} sudah diubah sesudah impor ini, terakhir oleh"
        f" {siapa}{saat}. Ubah targetnya di halaman Target."
    )


def _kembali(ada: Sequence[Target], satu: Penetapan, oleh: Any) -> tuple[Target, Target | None]:
    per_pk = {v.pk: v for v in ada}
    kini, lama = per_pk[satu.target], per_pk.get(satu.lama)
    asal = lama or kini
    isi = {n: getattr(asal, n) for n in NILAI} if lama else {"teks_tercetak": DITARIK}
    medan = {n: getattr(asal, n) for n in ASAL} if lama else _asal_ditarik(kini)
    alasan = f"Impor dibatalkan: kembali ke versi {lama.nomor}." if lama else "Impor dibatalkan."
    baru = Target(
        indikator_id=satu.indikator,
        tahun_id=kini.tahun_id,
        nomor=max(v.nomor for v in ada) + 1,
        mulai=kini.mulai,
        alasan=alasan,
        ditetapkan_oleh=oleh,
        **isi,
        **medan,
    )
    return baru, lama


def _asal_ditarik(kini: Target) -> dict[str, Any]:
    return {n: getattr(kini, n) for n in ASAL if n != "pagu"}
