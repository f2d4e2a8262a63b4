"""What the search finds of OPD, by the names they have and those they had."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from capaian.layar.cari import JenisCari, keadaan, redup
from capaian.layar.cari import Opd as OpdDisebut
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.cari import Bidang, Butir, temukan
from konsolidasi.inti.kueri import Lubang, kueri, tanda
from konsolidasi.inti.pencarian import Pencarian
from opd.models import NamaOpd, Opd


def opd_disebut(p: Pencarian) -> OpdDisebut:
    """Words that are the singkatan of an OPD, today or before. One query; shown to nobody."""
    kata = [k.tulis for k in p.kata]
    hasil: dict[str, set[int]] = defaultdict(set)
    dicari = {k.casefold() for k in kata}
    for pk, *nama in _bersingkatan(**{f"k{n}": k for n, k in enumerate(kata)}):
        for satu in {(n or "").casefold() for n in nama} & dicari:
            hasil[satu].add(pk)
    return {satu: sorted(pk) for satu, pk in hasil.items()}


@kueri
def _bersingkatan(**kata: Lubang) -> QuerySet:
    dicari = [tanda(nama) for nama in kata]
    syarat = (Q(singkatan__iexact=k) | Q(riwayat_nama__singkatan__iexact=k) for k in dicari)
    baris = Opd.objects.filter(reduce(or_, syarat)).order_by("pk")
    return baris.values_list("pk", "singkatan", "riwayat_nama__singkatan")


def _opd(pengguna: AbstractBaseUser, p: Pencarian, opd: OpdDisebut) -> QuerySet:
    nama = Concat(Value("dahulu "), "nama", output_field=TextField())
    dahulu = (
        NamaOpd.objects.filter(opd=OuterRef("pk"))
        .order_by()
        .values("opd")
        .annotate(semua=StringAgg(nama, Value(", "), order_by=("-mulai", "pk")))
        .values("semua")
    )
    bekas = Coalesce(Subquery(dahulu), Value(""), output_field=TextField())
    bidang = Bidang(
        teks=("kode", "singkatan", "nama", bekas),
        tepat=("kode", "singkatan", "nama"),
        awal=("singkatan", "nama"),
        urut=("c_status", "urutan", "kode", "pk"),
        lain=lambda k: Q(pk__in=opd.get(k.tulis.casefold(), ())),
    )
    return temukan(
        Opd.objects.untuk(pengguna),
        p,
        bidang,
        "opd",
        judul="nama",
        kode="kode",
        opd="singkatan",
        keterangan=bekas,
        status=keadaan(aktif=True),
    )


def _url(b: Butir) -> str:
    return f"{alamat_halaman('capaian:indikator_daftar')}?opd={b.pk}"


JENIS = (JenisCari("opd", "OPD", _opd, _url, redup),)
