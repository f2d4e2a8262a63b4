"""PDF, Word and QR from data: literal text, the same bytes twice, faults that name themselves."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
import typst
from docx.oxml import OxmlElement

from konsolidasi.inti import dokumen
from konsolidasi.inti.dokumen import TemplatRusak

JAHAT = (
    "{{ nomor }} {% for x in y %} {# z #} {_{ ${x} <b>tebal</b> & &amp; *a* _b_ #set $x$ @label "
    '`kode` \\n "kutip" 😀 שלום العربية'
)
SUMBER = """
#let data = json(bytes(sys.inputs.data))
#set page(width: data.kertas.lebar * 1mm, height: data.kertas.tinggi * 1mm)
#set text(font: ("Arimo", "Noto Emoji", "DejaVu Sans Mono"))
#if "qr" in data.gambar { image(bytes(data.gambar.qr), format: "svg", width: 20mm) }
#data.teks
"""


@pytest.fixture
def cetakan(tmp_path: Path) -> Path:
    berkas = tmp_path / "uji.typ"
    berkas.write_text(SUMBER)
    return berkas


def teks_pdf(isi: bytes) -> str:
    with pypdfium2.PdfDocument(isi) as naskah:
        halaman = [h.get_textpage().get_text_range() for h in naskah]
    return "\n".join(halaman).replace("\r", "").replace("\u200b", "").replace("\ufffe", "")


def templat(*alinea: str) -> bytes:
    naskah = docx.Document()
    for teks in alinea:
        naskah.add_paragraph(teks)
    keluar = BytesIO()
    naskah.save(keluar)
    return keluar.getvalue()


def alinea_word(isi: bytes) -> list[str]:
    return [p.text for p in docx.Document(BytesIO(isi)).paragraphs]


def test_hostile_text_is_printed_literally_in_the_pdf(cetakan):
    isi = teks_pdf(dokumen.pdf(cetakan, {"teks": JAHAT}))
    for potong in ("{{ nomor }}", "{% for x in y %}", "<b>tebal</b> & &amp;", "*a* _b_ #set $x$"):
        assert potong in isi.replace("\n", " ")
    assert "😀" in isi and "العربية" in isi


def test_hostile_text_is_printed_literally_in_word():
    assert alinea_word(dokumen.word(templat("{{ teks }}"), {"teks": JAHAT})) == [JAHAT]


def test_fifty_thousand_characters_stay_on_the_paper(cetakan):
    for teks in ("kata " * 10_000, "x" * 50_000):
        isi = teks_pdf(dokumen.pdf(cetakan, {"teks": teks}))
        assert isi.count(teks[0]) == teks.count(teks[0])
        assert alinea_word(dokumen.word(templat("{{ teks }}"), {"teks": teks})) == [teks]


def test_line_breaks_stay_and_control_characters_go(cetakan):
    data = {"teks": "satu\r\ndua\x07\x0ctiga\u2028empat\ud800"}
    assert teks_pdf(dokumen.pdf(cetakan, data)).split() == ["satu", "dua", "tiga", "empat"]
    assert alinea_word(dokumen.word(templat("{{ teks }}"), data)) == ["satu\ndua\ntiga\nempat"]


def test_the_same_data_make_the_same_bytes(cetakan):
    data = {"teks": "angka 1.234,56"}
    assert dokumen.pdf(cetakan, data) == dokumen.pdf(cetakan, data)
    assert dokumen.word(templat("{{ teks }}"), data) == dokumen.word(templat("{{ teks }}"), data)


def test_threads_may_print_at_the_same_time(cetakan):
    teks = [f"naskah {n} " + "kata " * 2000 for n in range(8)]
    with ThreadPoolExecutor(8) as utas:
        semua = list(utas.map(lambda t: dokumen.pdf(cetakan, {"teks": t}), teks))
    assert [f"naskah {n}" in teks_pdf(isi) for n, isi in enumerate(semua)] == [True] * 8


@pytest.mark.parametrize(("kertas", "ukuran"), [("a4", (595, 842)), ("f4", (609, 935))])
def test_paper_is_a4_or_f4(cetakan, kertas, ukuran):
    with pypdfium2.PdfDocument(dokumen.pdf(cetakan, {"teks": "x"}, kertas=kertas)) as naskah:
        assert tuple(round(sisi) for sisi in naskah[0].get_size()) == ukuran


def test_unknown_paper_is_refused(cetakan):
    with pytest.raises(KeyError):
        dokumen.pdf(cetakan, {"teks": "x"}, kertas="b5")


def test_a_source_reads_no_file_outside_its_folder(cetakan):
    cetakan.write_text('#read("/etc/hostname") #read("../../../../../etc/hostname")')
    with pytest.raises(typst.TypstError):
        dokumen.pdf(cetakan, {})


def test_qr_is_svg_that_typst_takes(cetakan):
    svg = dokumen.qr_svg("https://konsolidasi.contoh/periksa/abc")
    assert svg.startswith("<svg") and "<script" not in svg
    assert dokumen.pdf(cetakan, {"teks": "x"}, gambar={"qr": svg}).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("tag", "sebut"),
    [
        ("{% fro x in y %}", "fro"),
        ("{{ nomorr }}", "nomorr"),
        ("{{ kop.namaa }}", "namaa"),
        ("{{ teks | besar }}", "besar"),
        ("{{ teks", "{{ teks"),
        ("{% for x in daftar %}{{ x }}", "belum ditutup"),
        ("{{ teks + 1 }}", "keliru"),
    ],
)
def test_a_broken_tag_is_named(tag, sebut):
    data = {"teks": "x", "kop": {"nama": "x"}, "daftar": [1]}
    with pytest.raises(TemplatRusak) as galat:
        dokumen.word(templat("Nomor", tag, "Tanggal"), data)
    assert sebut in galat.value.pesan


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ daftar.append(2) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% for x in range(10**9) %}{% endfor %}",
    ],
)
def test_a_template_reaches_nothing_of_python(tag):
    with pytest.raises(TemplatRusak):
        dokumen.word(templat(tag), {"daftar": [1]})


@pytest.mark.parametrize("isi", [b"", b"bukan zip", b"PK\x03\x04rusak"])
def test_a_file_that_is_not_word_is_refused(isi):
    with pytest.raises(TemplatRusak, match="bukan dokumen Word"):
        dokumen.word(isi, {})


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(monkeypatch):
    monkeypatch.setattr(dokumen, "TEMPLAT_TERBESAR", 1000)
    with pytest.raises(TemplatRusak, match="terlalu besar"):
        dokumen.word(templat("x"), {})


def test_a_tag_that_cuts_a_table_apart_is_explained():
    naskah = docx.Document()
    naskah.add_paragraph("{%tr for x in daftar %}")
    naskah.add_paragraph("{%p endfor %}")
    naskah.paragraphs[0]._p.append(OxmlElement("w:r"))
    keluar = BytesIO()
    naskah.save(keluar)
    with pytest.raises(TemplatRusak, match="Templat Word"):
        dokumen.word(keluar.getvalue(), {"daftar": [1]})
