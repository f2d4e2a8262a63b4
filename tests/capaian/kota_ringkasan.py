"""A small city with every kind of year, its figures counted row by row, and what changes them."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from capaian import rumus
from capaian.layanan.ringkasan import perbarui
from capaian.layar.ringkasan import ringkasan
from capaian.models import ButirPredikat, Indikator, Prioritas, Realisasi, Target, Visi
from capaian.pilihan import SUDAH_PASTI, CaraIsian, CaraKonsolidasi, StatusData
from capaian.ringkasan import Ringkas
from opd.models import Opd, Urusan
from tests import pabrik

TAHUN = (2024, 2025)


def baca(sampai: int = 4, per: str = "opd", tahun=TAHUN) -> dict[tuple[int, int], Ringkas]:
    """As a page asks: in a transaction that cannot write."""
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("SET TRANSACTION READ ONLY")
        opd = list(Opd.objects.order_by("pk").values_list("pk", flat=True))
        return ringkasan(tahun=tahun, sampai=sampai, opd=opd, per=per)


def nilai_setahun(i: Indikator, terisi: list[Realisasi]):
    """The value of a year from its quarters with a value, by the words of the definition."""
    if not terisi:
        return None
    if (
        i.berpredikat
        or i.isian == CaraIsian.KUMULATIF
        or i.konsolidasi == CaraKonsolidasi.POSISI_AKHIR
    ):
        return terisi[-1].sebagai_realisasi()
    jumlah = sum(r.nilai for r in terisi)
    if i.konsolidasi == CaraKonsolidasi.JUMLAH:
        return jumlah
    return rumus.bulatkan(jumlah / len(terisi), 6)


def hitung_lurus(sampai: int, per: str) -> dict[tuple[int, int], dict]:
    """One row after the other, from the tables themselves."""
    hasil: dict[tuple[int, int], dict] = defaultdict(lambda: defaultdict(list))
    realisasi = list(
        Realisasi.objects.select_related("predikat", "periode").order_by("periode__triwulan")
    )
    target = list(Target.objects.select_related("predikat").order_by("mulai", "nomor"))
    for i in Indikator.objects.select_related("opd").order_by("pk"):
        for tahun in TAHUN:
            baris = [r for r in realisasi if (r.indikator_id, r.periode.tahun_id) == (i.pk, tahun)]
            if not (i.aktif and i.opd.aktif) and not any(r.keadaan == "nilai" for r in baris):
                continue
            kunci = {
                "opd": i.opd_id,
                "klaster": i.opd.klaster_id,
                "prioritas": i.prioritas_id,
                "urusan": i.urusan_id,
            }[per]
            versi = [t for t in target if (t.indikator_id, t.tahun_id) == (i.pk, tahun)]
            berlaku = [t for t in versi if t.mulai <= date(tahun, 12, 31)]
            terpakai = [r for r in baris if r.periode.triwulan <= sampai]
            _catat(hasil[tahun, kunci or 0], i, terpakai, berlaku[-1] if berlaku else None)
    return {kunci: dict(isi) for kunci, isi in hasil.items()}


def _catat(satu: dict, i: Indikator, baris: list[Realisasi], target: Target | None) -> None:
    nilai = nilai_setahun(i, [r for r in baris if r.keadaan == "nilai"])
    persen = None
    if target and nilai is not None:
        hasil = rumus.hitung(rumus.Formula(i.formula), target.sebagai_target(), nilai)
        persen = hasil.persen
    satu["persen"].append(persen)
    satu["terverifikasi"].append(bool(baris) and all(r.status in SUDAH_PASTI for r in baris))
    if i.berpagu and target and target.pagu is not None:
        belanja = [r.anggaran for r in baris if r.anggaran is not None]
        satu["pagu"].append(target.pagu)
        if belanja:
            kumulatif = i.isian == CaraIsian.KUMULATIF
            satu["belanja"].append(belanja[-1] if kumulatif else sum(belanja))


def bangun_kota(dinkes: Opd, disdik: Opd) -> list[Indikator]:
    """Two OPD and six indikator of every kind of year, with two years of quarters."""
    disdik.klaster = pabrik.buat_klaster(nama="Perekonomian", urutan=2)
    disdik.save(update_fields=["klaster"])
    visi = Visi.objects.create(nama="Visi", uraian="Kota", tahun_mulai=2025, tahun_selesai=2029)
    prioritas = [Prioritas.objects.create(visi=visi, kode=k, nama=f"P{k}") for k in "12"]
    urusan = Urusan.objects.order_by("pk").first() or Urusan.objects.create(kode="1.02", nama="U")
    skala = pabrik.buat_skala_predikat()
    triwulan = {"isian": CaraIsian.TRIWULAN}
    jenis = [
        {"konsolidasi": CaraKonsolidasi.JUMLAH, "berpagu": True, **triwulan},
        {"konsolidasi": CaraKonsolidasi.RATA_RATA, "prioritas": prioritas[0], **triwulan},
        {"formula": "negatif", "prioritas": prioritas[0], "urusan": urusan},
        {"berpagu": True, "prioritas": prioritas[1]},
        {"urusan": urusan, "formula": "negatif_rasio"},
        {
            "jenis_nilai": "predikat",
            "formula": "predikat",
            "skala_predikat": skala,
            "prioritas": prioritas[1],
        },
    ]
    hasil = []
    for n, isi in enumerate(jenis):
        i = pabrik.buat_indikator(opd=(dinkes, disdik)[n % 2], **isi)
        bentuk = {"predikat": "BB"} if i.berpredikat else {"nilai": str(60 + 7 * n)}
        for tahun in TAHUN:
            pabrik.buat_target(
                indikator=i, tahun=tahun, pagu=Decimal(10**8) if n < 4 else None, **bentuk
            )
        hasil.append(i)
    for tahun in TAHUN:
        for n in (1, 2, 3, 4):
            periode = pabrik.buat_periode(tahun=tahun, triwulan=n)
            for i in hasil[: 6 - n]:
                pabrik.buat_realisasi(
                    indikator=i,
                    periode=periode,
                    nilai=str(9 * n + i.pk % 5),
                    anggaran=Decimal(n * 10**7) if i.berpagu else None,
                    status="terverifikasi" if n == 1 else "draf",
                )
    return hasil


Langkah = Callable[[list[Indikator], int], object]
UBAHAN: dict[str, Langkah] = {
    "perbarui": lambda kota, n: perbarui(),
    "nilai mentah": lambda kota, n: Realisasi.objects.filter(
        indikator=kota[n % 5], periode__triwulan=1 + n % 4, keadaan="nilai"
    ).update(nilai=Decimal(n)),
    "kosong": lambda kota, n: Realisasi.objects.filter(
        indikator=kota[n % 5], periode__triwulan=1 + n % 4, status="draf"
    ).update(keadaan="kosong", nilai=None),
    "data tetap": lambda kota, n: Realisasi.objects.filter(
        periode__tahun=TAHUN[n % 2], periode__triwulan=1
    ).update(status_data=(StatusData.TETAP, StatusData.SEMENTARA)[n % 2]),
    "anggaran": lambda kota, n: Realisasi.objects.filter(
        indikator__berpagu=True, periode__triwulan=1 + n % 4
    ).update(anggaran=Decimal(n * 1000)),
    "target": lambda kota, n: pabrik.buat_target(
        indikator=kota[n % 5], tahun=TAHUN[n % 2], nilai=str(1 + n), pagu=Decimal(n * 10**6)
    ),
    "pindah OPD": lambda kota, n: Indikator.objects.filter(pk=kota[n % 6].pk).update(
        opd=Opd.objects.order_by("pk")[(n + 1) % 2]
    ),
    "pindah prioritas": lambda kota, n: Indikator.objects.filter(pk=kota[n % 6].pk).update(
        prioritas=Prioritas.objects.order_by("pk").first() if n % 2 else None
    ),
    "diakhiri": lambda kota, n: Indikator.objects.filter(pk=kota[n % 6].pk).update(
        aktif=n % 2 == 0
    ),
    "OPD nonaktif": lambda kota, n: Opd.objects.filter(pk=kota[n % 6].opd_id).update(
        aktif=n % 2 == 0, nonaktif_tanggal=date(2025, 6, 1) if n % 2 else None
    ),
    "butir": lambda kota, n: ButirPredikat.objects.filter(kode="BB").update(nilai=Decimal(7 + n)),
    "baru": lambda kota, n: pabrik.buat_target(
        indikator=pabrik.buat_indikator(opd=kota[n % 6].opd), tahun=TAHUN[n % 2]
    ),
}
