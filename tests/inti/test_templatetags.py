"""Numbers, dates, icons, kept queries and permission questions in templates."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory


def cetak(isi: str, alamat: str = "/daftar/", **konteks: object) -> str:
    request = RequestFactory().get(alamat)
    request.user = konteks.pop("pengguna", SimpleNamespace(has_perm=lambda aksi, obj: False))
    konteks.setdefault("request", request)
    return engines["django"].from_string("{% load konsolidasi %}" + isi).render(konteks)


@pytest.mark.parametrize(
    ("isi", "nilai", "teks"),
    [
        ("{{ n|angka:2 }}", Decimal("1234.5"), "1.234,50"),
        ("{{ n|angka }}", Decimal("1234.50"), "1.234,5"),
        ("{{ n|angka }}", 16, "16"),
        ("{{ n|angka:2 }}", None, ""),
        ("{{ n|angka:2 }}", Decimal("-1.41"), "−1,41"),
        ("{{ n|persen }}", Decimal("96.67"), "96,67\u00a0%"),
        ("{{ n|persen }}", None, ""),
        ("{{ n|rentang:2 }}", (Decimal("1.6"), Decimal("1.7")), "1,60–1,70"),
        ("{{ n|rentang:1 }}", Decimal("80"), "80,0"),
        ("{{ n|rentang:1 }}", None, ""),
        ("{{ n|rupiah }}", 1234567, "Rp\u00a01.234.567"),
        ("{{ n|rupiah }}", None, ""),
    ],
)
def test_numbers_are_written_the_indonesian_way(isi: str, nilai: object, teks: str):
    assert cetak(isi, n=nilai) == teks


def test_range_filter_reads_an_object_with_bounds():
    target = SimpleNamespace(bawah=Decimal("80"), atas=Decimal("90"))
    assert cetak("{{ n|rentang:0 }}", n=target) == "80–90"


@pytest.mark.parametrize(
    ("isi", "nilai", "teks"),
    [
        ("{{ n|tanggal }}", date(2026, 1, 20), "20 Januari 2026"),
        ("{{ n|tanggal }}", datetime(2026, 1, 19, 18, tzinfo=UTC), "20 Januari 2026"),
        ("{{ n|tanggal_singkat }}", date(2026, 1, 20), "20 Jan"),
        ("{{ n|hari_tanggal }}", date(2026, 1, 20), "Selasa, 20 Januari 2026"),
        ("{{ n|pukul }}", datetime(2026, 1, 20, 3, 42, tzinfo=UTC), "10.42 WIB"),
        ("{{ n|jam }}", time(9, 5), "09.05"),
        ("{{ n|menit }}", timedelta(minutes=15), "15"),
        ("{{ n|tanggal }}{{ n|tanggal_singkat }}{{ n|hari_tanggal }}", None, ""),
        ("{{ n|jam }}{{ n|pukul }}", None, ""),
    ],
)
def test_dates_and_hours_are_written_in_words_and_in_wib(isi: str, nilai: object, teks: str):
    assert cetak(isi, n=nilai) == teks


def test_icon_comes_from_the_sprite_and_is_hidden_from_readers():
    svg = cetak('{% ikon "lock" %}')
    assert svg == (
        '<svg class="k-ikon" aria-hidden="true"><use href="/static/vendor/ikon.svg#i-lock"/></svg>'
    )
    assert 'class="k-ikon k-ikon--besar"' in cetak('{% ikon "lock" "k-ikon--besar" %}')


def test_icon_name_is_escaped():
    assert "<script>" not in cetak("{% ikon n %}", n='"><script>')


def test_boleh_asks_for_the_action_with_its_object():
    pengguna = SimpleNamespace(
        has_perm=lambda aksi, obj: (aksi, obj) == ("capaian.ajukan", "baris")
    )
    isi = '{% boleh "capaian.ajukan" obj as bisa %}{% if bisa %}Ajukan{% else %}-{% endif %}'
    assert cetak(isi, obj="baris", pengguna=pengguna) == "Ajukan"
    assert cetak(isi, obj="lain", pengguna=pengguna) == "-"


@pytest.mark.parametrize(
    ("isi", "alamat", "teks"),
    [
        ("{% url_ganti tahun=2026 %}", "/d/?tahun=2025&opd=3", "?tahun=2026&amp;opd=3"),
        ("{% url_ganti tahun=None %}", "/d/?tahun=2025", "/d/"),
        ("{% url_ganti halaman=2 %}", "/d/?cari=a+b", "?cari=a+b&amp;halaman=2"),
        ("{% url_ganti status='draf' %}", "/d/?halaman=4", "?status=draf"),
    ],
)
def test_url_ganti_keeps_the_other_parameters_and_forgets_the_page(
    isi: str, alamat: str, teks: str
):
    assert cetak(isi, alamat) == teks


@pytest.mark.parametrize(
    ("alamat", "teks"),
    [
        ("/d/?cari=a&tahun=2025&opd=3", "/d/?tahun=2025"),
        ("/d/?opd=3", "/d/"),
    ],
)
def test_clearing_the_filters_keeps_the_year(alamat: str, teks: str):
    assert cetak("{% url_bersih request %}", alamat) == teks


class Saring(forms.Form):
    triwulan = forms.CharField(required=False, widget=forms.HiddenInput)
    cari = forms.CharField(required=False)
    status = forms.ChoiceField(choices=[("", "Semua")], required=False)
    semua = forms.BooleanField(required=False)


def test_clearing_the_filters_keeps_what_the_form_hides():
    alamat = "/d/?cari=a&tahun=2025&triwulan=3&opd=3"
    teks = cetak("{% url_bersih request form %}", alamat, form=Saring())
    assert teks == "/d/?tahun=2025&amp;triwulan=3"


def test_ringkas_gives_each_kind_of_field_its_small_class():
    form = Saring()
    assert 'class="form-control form-control-sm"' in cetak("{{ m|ringkas }}", m=form["cari"])
    assert "data-k-cari" in cetak("{{ m|ringkas }}", m=form["cari"])
    assert 'class="form-select form-select-sm"' in cetak("{{ m|ringkas }}", m=form["status"])
    assert 'class="form-check-input"' in cetak("{{ m|ringkas }}", m=form["semua"])


@pytest.mark.parametrize(
    ("status", "kelas"),
    [("perbaikan", "buruk"), ("terkunci", "netral"), ("sepakat", "baik"), ("kosong", "kosong")],
)
def test_status_badge_carries_its_word(status: str, kelas: str):
    isi = '{% include "komponen/lencana_status.html" with status=s kata="Katanya" only %}'
    html = cetak(isi, s=status)
    assert f"k-lencana--{kelas}" in html and "Katanya" in html


def test_rank_badge_is_grey_while_provisional():
    isi = '{% include "komponen/lencana_peringkat.html" with peringkat=p sementara=s only %}'
    peringkat = SimpleNamespace(urutan=4, kata="Tinggi")
    assert "k-peringkat--4" in cetak(isi, p=peringkat, s=False)
    html = cetak(isi, p=peringkat, s=True)
    assert "k-peringkat--sementara" in html and "Tinggi, sementara" in html
    assert "#i-peringkat-4" in html


def test_empty_state_without_a_next_step_has_no_link():
    isi = '{% include "komponen/kosong.html" with judul="Kosong" pesan="Belum ada." only %}'
    assert "<a " not in cetak(isi)
