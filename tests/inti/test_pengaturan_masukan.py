"""Strange addresses of the admin site: an answer below 500, always."""

from collections.abc import Iterator

import pytest
from django.contrib import admin as situs
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from konsolidasi.inti.pengaturan import HanyaBaca
from tests import basis, pabrik
from tests.masuk import peramban

MODEL = sorted(model._meta.label_lower for model in situs.site._registry)
ANEH = ["abc", "\0", "9" * 30, "-1", "31-02-2026", "x" * 10_000, "😀"]
INTI_ANEH = ANEH[:3]


@pytest.fixture(scope="module")
def client(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Client]:
    """The administrator, and rows, so that what is asked for is really asked of the database."""
    with basis.semodul(django_db_blocker):
        versi = pabrik.buat_target(indikator=pabrik.buat_indikator(opd=pabrik.buat_dinkes()))
        pabrik.buat_usulan(indikator=versi.indikator)
        pabrik.buat_realisasi(indikator=versi.indikator)
        pabrik.buat_agenda(opd=versi.indikator.opd)
        pabrik.buat_pemeran("admin")
        yield peramban("admin")


@pytest.fixture(autouse=True)
def batal(client: Client) -> Iterator[None]:
    """What a test wrote is gone before the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def halaman(label: str) -> tuple[str, situs.ModelAdmin]:
    satu = next(a for m, a in situs.site._registry.items() if m._meta.label_lower == label)
    return f"admin:{label.replace('.', '_')}", satu


@pytest.mark.parametrize("label", MODEL)
def test_strange_addresses_of_a_list(label, client):
    nama, satu = halaman(label)
    kunci = ["q", "o", "p", "all", "_facets", "e", "_to_field", "_popup", "id", "pk__in", "nama"]
    for saring in satu.list_filter:
        kunci += [saring, f"{saring}__exact", f"{saring}__id__exact", f"{saring}__isnull"]
    if satu.date_hierarchy:
        kunci += [f"{satu.date_hierarchy}__{n}" for n in ("year", "month", "day", "gte")]
    for k in kunci:
        for teks in INTI_ANEH:
            jawaban = client.get(reverse(f"{nama}_changelist"), {k: teks})
            assert jawaban.status_code < 500, (k, teks)


@pytest.mark.parametrize("label", MODEL)
def test_strange_addresses_of_a_row(label, client):
    nama, satu = halaman(label)
    for teks in ANEH:
        for aksi in ("change", "history"):
            alamat = reverse(f"{nama}_{aksi}", args=[teks])
            assert client.get(alamat).status_code < 500, alamat
    if isinstance(satu, HanyaBaca):
        return
    medan = [m.name for m in satu.opts.get_fields() if m.many_to_one or not m.is_relation]
    for teks in INTI_ANEH:
        # Initial values are read one by one: all of them in one address are as good as each alone.
        alamat = [dict.fromkeys(medan, teks)]
        alamat += [{m: teks} for m in ("_popup", "_to_field", "_changelist_filters")]
        for tanya in alamat:
            jawaban = client.get(reverse(f"{nama}_add"), tanya)
            assert jawaban.status_code < 500, tanya


@pytest.mark.parametrize("label", MODEL)
def test_a_form_of_nonsense_is_refused(label, client):
    nama, satu = halaman(label)
    awalan = [f.default_prefix if hasattr(f, "default_prefix") else "" for f in satu.inlines]
    for teks in ANEH:
        data = {m.name: teks for m in satu.opts.get_fields()} | {
            f"{m.name}_{n}": teks for m in satu.opts.get_fields() for n in (0, 1)
        }
        data |= {f"{a}-TOTAL_FORMS": teks for a in awalan}
        for alamat in (reverse(f"{nama}_add"), reverse(f"{nama}_change", args=[1])):
            assert client.post(alamat, data).status_code < 500, teks


@pytest.mark.parametrize("kunci", ["term", "app_label", "model_name", "field_name", "page"])
def test_strange_autocomplete(kunci, client):
    tanya = {"app_label": "opd", "model_name": "penugasan", "field_name": "opd", "term": "d"}
    for teks in ANEH:
        jawaban = client.get(reverse("admin:autocomplete"), tanya | {kunci: teks})
        assert jawaban.status_code < 500, teks
