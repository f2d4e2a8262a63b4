"""History in sentences, from events written by the database itself."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.models import Indikator, Realisasi
from konsolidasi.inti.riwayat import Asal, Catatan, Cerita, susun
from tests import pabrik

PADA = datetime(2026, 4, 12, 2, 14, tzinfo=ZoneInfo("UTC"))


def nilai(peristiwa) -> str:
    return f"{peristiwa.nilai:f}" if peristiwa.nilai is not None else ""


def kalimat(*asal: Asal) -> list[str]:
    return [f"{c.siapa} {c.kalimat}" for c in susun(asal).catatan]


def test_catatan_reads_as_date_person_and_change():
    catatan = Catatan(PADA, "Sari N.", "mengubah realisasi TW I 71,20 → 73,20.")
    assert str(catatan) == ("12 Apr 2026 09.14, Sari N. mengubah realisasi TW I 71,20 → 73,20.")


def test_change_of_the_value_names_who_old_and_new(sari, dinkes):
    realisasi = pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=dinkes), nilai="71.2")
    with pghistory.context(pengguna=sari.pk):
        Realisasi.objects.filter(pk=realisasi.pk).update(nilai=Decimal("73.2"), versi=2)
    asal = Asal(
        Realisasi,
        [realisasi.pk],
        sebutan=lambda p: "Realisasi TW IV",
        nilai=nilai,
        medan_nilai=frozenset({"nilai"}),
        abaikan=frozenset({"versi"}),
    )
    assert kalimat(asal) == [
        "Sari N. mengubah Realisasi TW IV 71.200000 → 73.200000.",
        "Sistem mencatat Realisasi TW IV: 71.200000.",
    ]


def test_other_fields_are_told_with_their_label_and_readable_values(dinkes, disdik):
    indikator = pabrik.buat_indikator(opd=dinkes, nama="Lama")
    Indikator.objects.filter(pk=indikator.pk).update(
        nama="Baru", formula="negatif", berpagu=True, opd=disdik, sumber_data="e-PPGBM"
    )
    assert kalimat(Asal(Indikator, [indikator.pk]))[0] == (
        "Sistem mengubah Indikator: nama “Lama” menjadi “Baru”;"
        " OPD pengampu Dinas Kesehatan menjadi Dinas Pendidikan;"
        " formula capaian Makin besar makin baik: R ÷ T menjadi"
        " Makin kecil makin baik: (2 × T − R) ÷ T;"
        " mempunyai anggaran tidak menjadi ya; sumber data kosong menjadi “e-PPGBM”."
    )


def test_changes_of_ignored_fields_alone_are_no_entry(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    Indikator.objects.filter(pk=indikator.pk).update(urutan=99)
    asal = Asal(Indikator, [indikator.pk], abaikan=frozenset({"urutan"}))
    assert susun([asal]).jumlah == 1


def test_newest_first_across_models_and_cut_without_losing_the_count(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_realisasi(indikator=indikator)
    asal = (
        Asal(Indikator, [indikator.pk]),
        Asal(Realisasi, Realisasi.objects.filter(indikator=indikator)),
    )
    riwayat = susun(asal, terbanyak=1)
    assert riwayat.jumlah == 2
    assert len(riwayat.catatan) == 1


def test_person_who_is_gone_does_not_break_the_page(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    with pghistory.context(pengguna=987654):
        Indikator.objects.filter(pk=indikator.pk).update(nama="Baru")
    assert kalimat(Asal(Indikator, [indikator.pk]))[0].startswith("Sistem mengubah")


def test_long_and_hostile_text_is_shortened_in_the_sentence_and_kept_in_full(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes, nama="a")
    nama = "<script>" + "x" * 200
    Indikator.objects.filter(pk=indikator.pk).update(nama=nama)
    catatan = susun([Asal(Indikator, [indikator.pk])]).catatan[0]
    assert "<script>" in catatan.kalimat
    assert len(catatan.kalimat) < 200
    assert [(r.medan, r.lama, r.baru) for r in catatan.rinci] == [("nama", "“a”", f"“{nama}”")]


def test_reason_in_the_context_of_a_change_is_told(dinkes, sari):
    realisasi = pabrik.buat_realisasi(indikator=pabrik.buat_indikator(opd=dinkes), nilai="71.2")
    tentang = f"realisasi:{realisasi.pk}"
    with pghistory.context(pengguna=sari.pk, alasan="salah salin", tentang=tentang):
        Realisasi.objects.filter(pk=realisasi.pk).update(nilai=Decimal("73.2"))
    asal = Asal(Realisasi, [realisasi.pk], nilai=nilai, medan_nilai=frozenset({"nilai"}))
    catatan = susun([asal]).catatan[0]
    assert catatan.kalimat.endswith("71.200000 → 73.200000; alasan: “salah salin”.")
    assert (catatan.lama, catatan.baru, catatan.alasan) == (
        "71.200000",
        "73.200000",
        "salah salin",
    )


def test_reason_of_one_row_is_not_told_of_another_in_the_same_request(dinkes, sari):
    indikator = pabrik.buat_indikator(opd=dinkes, nama="a")
    with pghistory.context(pengguna=sari.pk, alasan="salah salin", tentang="realisasi:1"):
        Indikator.objects.filter(pk=indikator.pk).update(nama="b")
    assert kalimat(Asal(Indikator, [indikator.pk]))[0] == (
        "Sari N. mengubah Indikator: nama “a” menjadi “b”."
    )


def test_model_may_tell_a_change_in_its_own_words_and_name_who_did_it(dinkes, sari):
    indikator = pabrik.buat_indikator(opd=dinkes)
    Indikator.objects.filter(pk=indikator.pk).update(aktif=False, satuan="orang")
    asal = Asal(
        Indikator,
        [indikator.pk],
        tersirat=frozenset({"aktif"}),
        ceritakan=lambda p: (
            Cerita("menutup indikator", pengantar="", alasan="digabung")
            if p.sebelum and not p.sesudah.aktif
            else None
        ),
        pelaku=lambda lama, p: sari.pk,
    )
    assert kalimat(asal) == [
        "Sari N. menutup indikator: satuan “%” menjadi “orang”: “digabung”.",
        "Sari N. mencatat Indikator.",
    ]


@pytest.mark.parametrize("banyak", [2, 30])
def test_people_and_links_are_loaded_once(sari, joko, dinkes, disdik, banyak):
    indikator = pabrik.buat_indikator(opd=dinkes)
    for n in range(banyak):
        with pghistory.context(pengguna=(sari, joko)[n % 2].pk):
            Indikator.objects.filter(pk=indikator.pk).update(opd=(disdik, dinkes)[n % 2])
    with CaptureQueriesContext(connection) as rekaman:
        susun([Asal(Indikator, [indikator.pk])])
    assert len(rekaman) == 3
