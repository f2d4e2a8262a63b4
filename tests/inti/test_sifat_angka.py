"""Numbers as people type them: whatever the text, the right value, a question or a sentence."""

import re
from decimal import Decimal as D

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from konsolidasi.inti.angka import (
    RUANG_KERAS,
    AngkaDuaArti,
    AngkaSalah,
    tulis,
    urai,
    urai_rentang,
)
from konsolidasi.inti.galat import GalatDomain

TETAP = settings(derandomize=True, database=None, deadline=None, max_examples=300)
DESIMAL = st.integers(0, 6)
BERDESIMAL = st.integers(1, 6)
SPASI = st.text(" \u00a0\u202f", max_size=3)
MINUS = st.sampled_from("-\u2212\u2013")
# Pieces of which people and spreadsheets make numbers, right and wrong.
PECAHAN_TEKS = (
    *"0123456789",
    *(".", ",", " ", "-", "+", "%", "(", ")", "e", "E", "_", "/", "=", "'"),
    *(RUANG_KERAS, "\u202f", "\u2009", "\u2212", "\u2013", "\u2014", "\u066b", "\u066c"),
    *("Rp", "rp.", ",-", "s.d.", "sampai", "1.234", "12,5", "000", "NaN", "Infinity"),
    *("\x00", "\t", "\n", "\r", "\x1b", "\x7f", "\u200b", "\u202e", "\ufeff", "\ud800"),
    *("０", "９", "٣", "५", "½", "²", "Ⅳ", "😀", "👨‍👩‍👧", "🇮🇩", "é"),
)
ANGKA_KIRA = st.text("0019.,", max_size=9)
SEGALA = st.lists(st.sampled_from(PECAHAN_TEKS), max_size=14).map("".join)
BUKAN_ASCII_DIGIT = st.characters(categories=["Nd", "Nl", "No"]).filter(lambda c: not c.isascii())
KENDALI = st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"])


@st.composite
def bernilai(draw: st.DrawFn) -> tuple[D, int]:
    desimal = draw(DESIMAL)
    batas = 10 ** (15 + desimal) - 1
    besar = draw(st.integers(-batas, batas) | st.integers(-99999, 99999))
    return D(besar).scaleb(-desimal), desimal


def bentuk(bulat: int, pecahan: str, ribuan: str, koma: str) -> str:
    return f"{bulat:,}".replace(",", ribuan) + (koma + pecahan if pecahan else "")


def angka_saja(teks: str) -> str:
    return re.sub("[^0-9]", "", teks).strip("0")


@TETAP
@given(bernilai(), st.integers(0, 6))
def test_what_is_written_reads_back_wherever_enough_decimals_are_allowed(pasangan, lebih: int):
    nilai, desimal = pasangan
    banyak = desimal + lebih
    assert urai(tulis(nilai, banyak), desimal=banyak) == nilai
    teks = tulis(nilai)  # as stored; without a comma the next test has it
    assert "," not in teks or urai(teks, desimal=banyak) == nilai


@TETAP
@given(st.integers(-(10**15) + 1, 10**15 - 1), BERDESIMAL)
def test_a_whole_number_as_we_write_it_is_read_or_asked_but_never_another(nilai: int, desimal: int):
    teks = tulis(D(nilai))
    try:
        assert urai(teks, desimal=desimal) == nilai
    except AngkaDuaArti as galat:
        assert teks.count(".") == 1
        assert nilai in galat.arti


@TETAP
@given(bernilai(), SPASI, SPASI, MINUS, st.sampled_from(["", "%", " %", "\u00a0%"]))
def test_spaces_signs_and_percent_change_nothing(pasangan, kiri, kanan, minus, persen):
    nilai, desimal = pasangan
    teks = tulis(nilai, max(desimal, 1)).replace("\u2212", minus)
    assert urai(f"{kiri}{teks}{persen}{kanan}", desimal=max(desimal, 1)) == nilai


@TETAP
@given(st.integers(1, 999), st.integers(0, 999), BERDESIMAL, SPASI, st.sampled_from(["", "-", "−"]))
def test_a_dot_before_three_digits_is_always_asked_with_both_meanings(a, b, desimal, spasi, tanda):
    teks = f"{spasi}{tanda}{a}.{b:03}{spasi}"
    kali = -1 if tanda else 1
    with pytest.raises(AngkaDuaArti) as galat:
        urai(teks, desimal=desimal)
    assert galat.value.arti == (D(kali * (a * 1000 + b)), kali * (a * 1000 + b) / D(1000))
    assert galat.value.teks == teks.strip(" \u00a0\u202f")
    assert urai(teks, desimal=0) == kali * (a * 1000 + b)


@TETAP
@given(st.integers(1, 999), st.integers(0, 999), BERDESIMAL)
def test_both_answers_to_the_question_can_be_typed(a: int, b: int, desimal: int):
    """The meaning the person chooses comes back without thousands and is read as it is."""
    with pytest.raises(AngkaDuaArti) as galat:
        urai(f"{a}.{b:03}", desimal=desimal)
    ribuan, pecahan = galat.value.arti
    assert urai(f"{ribuan:f}", desimal=desimal) == ribuan
    teks = f"{pecahan:f}".replace(".", ",")
    if desimal >= 3:
        assert urai(teks, desimal=desimal) == pecahan
    else:
        with pytest.raises(AngkaSalah, match=f"Paling banyak {desimal}"):
            urai(teks, desimal=desimal)


@TETAP
@given(st.integers(1000, 10**15 - 1), st.text("0123456789", min_size=1, max_size=6))
@example(1000, "000")
def test_where_both_signs_stand_the_last_one_is_the_decimal_sign(bulat: int, pecahan: str):
    benar = D(f"{bulat}.{pecahan}")
    assert urai(bentuk(bulat, pecahan, ".", ","), desimal=6) == benar
    assert urai(bentuk(bulat, pecahan, ",", "."), desimal=6) == benar


@TETAP
@given(st.integers(10**6, 10**15 - 1), DESIMAL, st.sampled_from(".,"))
def test_two_groups_of_three_can_only_be_thousands(nilai: int, desimal: int, pemisah: str):
    assert urai(bentuk(nilai, "", pemisah, ""), desimal=desimal) == nilai


@TETAP
@given(st.integers(0, 10**15 - 1), st.text("0123456789", min_size=1, max_size=9), DESIMAL)
@example(5, "0000", 2)
@example(12, "000", 2)
def test_a_comma_is_a_decimal_sign_and_nothing_is_rounded_away(bulat, pecahan, desimal):
    benar = D(f"{bulat}.{pecahan}")
    try:
        nilai = urai(f"{bulat},{pecahan}", desimal=desimal)
        assert nilai == benar
        assert -nilai.as_tuple().exponent <= desimal
    except AngkaSalah as galat:
        assert len(pecahan) > desimal
        assert f"punya {len(pecahan)}" in galat.pesan
        # Refused for what it says, or because three zeros may be English thousands.
        assert pecahan[desimal:].strip("0") or len(pecahan) == 3


@TETAP
@given(SEGALA | ANGKA_KIRA | st.text(max_size=70), DESIMAL)
@example("1.234", 2)
@example("\u00a0", 2)
@example("Rp\u00a01.234,-\u00a0%", 2)
def test_any_text_gives_its_own_digits_a_question_or_a_sentence(teks: str, desimal: int):
    try:
        nilai = urai(teks, desimal=desimal)
    except AngkaDuaArti as galat:
        assert desimal > 0
        assert len(set(galat.arti)) == 2 and galat.arti[0] == 1000 * galat.arti[1]
        assert galat.teks in teks
    except GalatDomain as galat:
        assert isinstance(galat, AngkaSalah)
        assert galat.pesan.endswith(".") and len(galat.pesan) < 120
        galat.pesan.encode()
    else:
        if nilai is None:
            assert not teks.strip(" \u00a0\u202f")
            return
        # Nothing that was typed is dropped, nothing is added, and it fits the column.
        assert angka_saja(teks) == angka_saja(f"{nilai:f}")
        assert abs(nilai) < 10**15
        assert -nilai.as_tuple().exponent <= desimal
        bertanda = re.search("[-\u2212\u2013]", teks.replace(",-", ""))
        assert (nilai < 0) == bool(nilai and bertanda)
        # The size: dots and commas are thousands, or the last of them begins the decimals.
        polos = re.sub(r"(?i)rp\.?|,-|[^0-9.,]", "", teks)
        kepala, _, ekor = polos.replace(",", ".").rpartition(".")
        bacaan = {D(re.sub("[.,]", "", polos))}
        if kepala:
            bacaan.add(D(f"{kepala.replace('.', '')}.{ekor}"))
        assert abs(nilai) in bacaan


@TETAP
@given(SEGALA, SEGALA, DESIMAL, st.sampled_from(["-", "–", " - ", " s.d. ", "s/d", " sampai "]))
def test_any_pair_of_texts_gives_an_ordered_range_or_a_sentence(a, b, desimal, sela):
    try:
        hasil = urai_rentang(f"{a}{sela}{b}", desimal=desimal)
    except GalatDomain as galat:
        assert isinstance(galat, AngkaSalah | AngkaDuaArti)
        galat.pesan.encode()
    else:
        if isinstance(hasil, tuple):
            assert hasil[0] <= hasil[1]
            assert all(n.is_finite() for n in hasil)


@TETAP
@given(bernilai(), bernilai(), st.sampled_from([" – ", "–", " s.d. ", " s/d ", " sampai "]))
def test_a_range_is_its_two_numbers_in_order(a, b, sela: str):
    desimal = max(a[1], b[1], 1)
    teks = f"{tulis(a[0], desimal)}{sela}{tulis(b[0], desimal)}"
    assert urai_rentang(teks, desimal=desimal) == tuple(sorted((a[0], b[0])))


@TETAP
@given(st.integers(1, 999), st.integers(0, 999), bernilai(), st.booleans())
def test_an_ambiguous_bound_is_asked_about_and_never_taken(a, b, lain, terbalik: bool):
    tulisan = [f"{a}.{b:03}", tulis(lain[0], 6)]
    teks = " – ".join(tulisan[::-1] if terbalik else tulisan)
    with pytest.raises(AngkaDuaArti) as galat:
        urai_rentang(teks, desimal=6)
    assert galat.value.teks == tulisan[0]


@TETAP
@given(st.text("0123456789", max_size=5), BUKAN_ASCII_DIGIT, st.text("0123456789", max_size=5))
def test_digits_of_other_scripts_are_refused_and_not_guessed(depan, huruf, belakang):
    """Full-width, Arabic, superscript: int() would read some of them, a person may not mean it."""
    with pytest.raises(AngkaSalah, match="bukan angka"):
        urai(f"{depan}{huruf}{belakang}", desimal=2)


@TETAP
@given(st.text("0123456789,", max_size=6), KENDALI, st.text("0123456789", max_size=6))
def test_invisible_characters_are_refused_and_not_repeated(depan, huruf, belakang):
    teks = f"{depan}{huruf}{belakang}"
    with pytest.raises(AngkaSalah) as galat:
        urai(teks, desimal=2)
    galat.value.pesan.encode()
    assert huruf not in galat.value.pesan
