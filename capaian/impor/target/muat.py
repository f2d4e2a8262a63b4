"""The indikator of a place with their targets of a year, as a sheet in Excel needs them."""

from collections import defaultdict
from datetime import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from capaian.impor.bacaan import berpersen
from capaian.impor.target.kolom import AcuanTarget, isi_polos
from capaian.impor.tempat import Tempat
from capaian.layar.isian_muat import IndikatorBaca, baca_indikator, indikator_lembar
from capaian.models import ButirPredikat, Indikator
from capaian.perhitungan import muat_sasaran
from capaian.pilihan import SumberTarget
from capaian.querysets import IndikatorQuerySet
from opd.models import Opd


def indikator_di(tempat: Tempat) -> IndikatorQuerySet:
    """Active indikator of an OPD and its units, or of all OPD."""
    if tempat.opd is not None:
        return indikator_lembar(tempat.opd)
    urut = ("opd__urutan", "opd__kode", "urutan", "kode", "pk")
    return Indikator.objects.aktif().order_by(*urut)


def muat_target(
    tempat: Tempat, pengguna: AbstractBaseUser, pada: datetime
) -> dict[str, AcuanTarget]:
    """By kode. Six queries, one less without a predikat."""
    indikator = baca_indikator(indikator_di(tempat).untuk(pengguna))
    versi = muat_sasaran([i.pk for i in indikator], tempat.tahun)
    butir = _butir(indikator)
    opd = dict(Opd.objects.order_by().values_list("pk", "singkatan"))
    orang = {v[-1].ditetapkan_oleh_id for v in versi.values() if v}
    nama = dict(get_user_model().objects.filter(pk__in=orang).order_by().values_list("pk", "nama"))
    hari_ini = timezone.localdate(pada)
    hasil = {}
    for i in indikator:
        semua = versi.get(i.pk, ())
        berlaku = semua[-1] if semua else None
        rpjmd = next((v for v in reversed(semua) if v.sumber == SumberTarget.RPJMD), None)
        hasil[i.kode] = AcuanTarget(
            pk=i.pk,
            kode=i.kode,
            nama=i.nama,
            isi=isi_polos(berlaku),
            versi=berlaku.nomor if berlaku else 0,
            oleh=nama.get(berlaku.ditetapkan_oleh_id, "") if berlaku else "",
            pada=berlaku.ditetapkan_pada if berlaku else None,
            opd=opd[i.opd_id],
            satuan=i.satuan,
            rpjmd=rpjmd.tertulis(i.desimal) if rpjmd else "",
            desimal=i.desimal,
            persen=berpersen(i.jenis_nilai, i.satuan),
            formula=i.formula,
            konsolidasi=i.konsolidasi,
            isian=i.isian,
            tahun=tempat.tahun,
            hari_ini=hari_ini,
            butir=butir.get(i.skala_predikat_id, {}) if i.berpredikat else {},
            berlaku=berlaku,
            versi_rpjmd=rpjmd,
        )
    return hasil


def _butir(indikator: list[IndikatorBaca]) -> dict[int, dict[str, int]]:
    """Letters of the scales, best first. One query, none without such an indikator."""
    skala = {i.skala_predikat_id for i in indikator if i.skala_predikat_id}
    hasil: dict[int, dict[str, int]] = defaultdict(dict)
    if skala:
        semua = ButirPredikat.objects.filter(skala__in=skala).order_by("skala", "-nilai", "pk")
        for milik, kode, pk in semua.values_list("skala_id", "kode", "pk"):
            hasil[milik][kode] = pk
    return hasil
