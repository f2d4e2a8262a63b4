"""Which indikator mean one number by their names: kept in two small tables, found by rule."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from capaian.keselarasan.antar import ringkas
from capaian.keselarasan.nama import blok, serupa, urai
from capaian.models import Indikator, NamaIndikator, NamaMirip

BARIS_SEKALI = 5000


@transaction.atomic
def perbarui_nama() -> None:
    """Bring keys and look-alikes up to the names of the active indikator. Three queries and more.

    Look-alikes are looked for only when a name is new or was changed.
    """
    nama = dict(Indikator.objects.aktif().order_by("pk").values_list("pk", "nama"))
    lama = dict(NamaIndikator.objects.values_list("indikator", "nama"))
    baru = {pk: n for pk, n in nama.items() if lama.get(pk) != n}
    hapus = [pk for pk in lama if pk not in nama]
    if not baru and not hapus:
        return
    NamaIndikator.objects.filter(pk__in=hapus).delete()
    NamaIndikator.objects.bulk_create(
        (NamaIndikator(indikator_id=pk, kunci=kunci_nama(n), nama=n) for pk, n in baru.items()),
        batch_size=BARIS_SEKALI,
        update_conflicts=True,
        unique_fields=["indikator"],
        update_fields=["kunci", "nama"],
    )
    mirip = pasangan(nama.values())
    ada = set(NamaMirip.objects.values_list("satu", "dua"))
    for satu, dua in ada - mirip:
        NamaMirip.objects.filter(satu=satu, dua=dua).delete()
    NamaMirip.objects.bulk_create(
        (NamaMirip(satu=satu, dua=dua) for satu, dua in sorted(mirip - ada)),
        batch_size=BARIS_SEKALI,
    )


def kunci_nama(nama: str) -> str:
    """A name without a word that counts is like no other."""
    terurai = urai(nama)
    return ringkas(terurai.kunci if terurai.kata else f"={nama}")


def pasangan(nama: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of different keys whose names seem to mean one number, each with the lower first."""
    contoh = {kunci_nama(n): n for n in sorted(nama, reverse=True)}
    per_blok: dict[str, list[str]] = defaultdict(list)
    for kunci, n in contoh.items():
        for b in blok(urai(n)):
            per_blok[b].append(kunci)
    calon = {
        (min(a, b), max(a, b))
        for isi in per_blok.values()
        for n, a in enumerate(isi)
        for b in isi[n + 1 :]
    }
    return {(a, b) for a, b in calon if serupa(contoh[a], contoh[b])}
