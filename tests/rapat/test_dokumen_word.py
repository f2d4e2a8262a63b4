"""The Word documents are read back; the template of the office may be broken, ours never is."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import docx
import pytest

from konsolidasi.contoh.tolok.dokumen import KODE_URL, isi_contoh
from konsolidasi.inti.dokumen import TemplatRusak
from rapat.dokumen import templat_bawaan
from rapat.dokumen.isi import susun_isi
from rapat.dokumen.undangan import susun_undangan
from rapat.dokumen.word import berita_acara_word, petikan_word, undangan_word
from tests.rapat.sidang import CETAK, PADA, gelar_sidang

JAHAT = "{{ nomor }} {% if %} {_{ <b>x</b> & 😀 שלום \\n"


def teks_word(isi: bytes) -> str:
    """Text of the whole document in its order, tables included."""
    naskah = docx.Document(BytesIO(isi))
    potong = []
    for satu in naskah.iter_inner_content():
        if hasattr(satu, "rows"):
            for baris in satu.rows:
                sel = {id(s._tc): s.text for s in baris.cells}
                potong.append(" | ".join(sel.values()))
        else:
            potong.append(satu.text)
    return "\n".join(potong)


@cache
def templat_kantor(*alinea: str) -> bytes:
    naskah, keluar = docx.Document(), BytesIO()
    for teks in alinea:
        naskah.add_paragraph(teks)
    naskah.save(keluar)
    return keluar.getvalue()


def test_built_in_templates_are_what_the_script_builds():
    for nama, isi in templat_bawaan.bangun().items():
        assert (templat_bawaan.FOLDER / nama).read_bytes() == isi, (
            f"{nama}: python -m rapat.dokumen.templat_bawaan"
        )


def test_berita_acara_says_the_same_as_the_pdf_in_the_same_order(meja, rina):
    gelar_sidang(meja, rina)
    isi = susun_isi(meja.sesi, pada=PADA)
    teks = teks_word(berita_acara_word(isi, final=True, kode_url=KODE_URL, **CETAK))
    letak = [
        teks.index(potong)
        for potong in (
            "Nomor: 000.7.2/057/2026",
            "Selasa tanggal Dua Puluh",
            "MENYEPAKATI",
            "KESATU:\t",
            "Plt. Kepala Dinas Kesehatan",
            "LAMPIRAN I\n",
            "Pimpinan (Plt.)",
            "Tamu Provinsi",
            "LAMPIRAN II\n",
            "1. Dinas Kesehatan",
            "Pembahasan: Dinkes memaparkan",
            "2. Dinas Pendidikan (menunggu konfirmasi",
            "LAMPIRAN III",
            "Memetakan posyandu",
        )
    ]
    assert letak == sorted(letak)
    baris = "Prevalensi stunting | % | 4,00 | 5,00* | 75,00 | Sedang | 3,00 | 4,00 | 2,50 | Dengan"
    assert baris in teks
    assert "{{" not in teks and "{%" not in teks


def test_a_draft_says_so():
    isi = replace(isi_contoh(opd=1, indikator=1), nomor="")
    assert "DRAF, belum berlaku" in teks_word(berita_acara_word(isi, final=False, **CETAK))


def test_hostile_and_endless_text_is_written_literally():
    isi = isi_contoh(opd=1, indikator=1, pembahasan=f"{JAHAT}\nbaris dua " + "x" * 50_000)
    teks = teks_word(berita_acara_word(isi, final=True, **CETAK))
    assert f"Pembahasan: {JAHAT}\nbaris dua " + "x" * 50_000 in teks


def test_petikan_shows_one_opd():
    isi = isi_contoh(opd=3, indikator=2)
    teks = teks_word(petikan_word(isi, 2, final=True, **CETAK))
    assert "PETIKAN BERITA ACARA" in teks and "Indikator 2.1" in teks
    assert "Indikator 1.1" not in teks and "Orang 3" not in teks


def test_the_template_of_the_office_is_used():
    templat = templat_kantor(
        "Nomor {{ nomor }}", "{%p for o in bagian %}", "{{ o.nama }}", "{%p endfor %}"
    )
    teks = teks_word(berita_acara_word(isi_contoh(opd=2), templat, final=True, **CETAK))
    assert teks.split("\n") == [
        "Nomor 000.7.2/057/Bapperida/2026",
        "Dinas Contoh 1 Pemberdayaan Masyarakat",
        "Dinas Contoh 2 Pemberdayaan Masyarakat",
    ]


@pytest.mark.parametrize(
    ("tag", "sebut"), [("{{ nomr }}", "nomr"), ("{%p for o in bagian %}", "belum ditutup")]
)
def test_a_broken_template_is_named_and_the_built_in_one_still_works(tag, sebut):
    isi = isi_contoh(opd=1, indikator=1)
    with pytest.raises(TemplatRusak) as galat:
        berita_acara_word(isi, templat_kantor(tag), final=True, **CETAK)
    assert sebut in galat.value.pesan
    assert "MENYEPAKATI" in teks_word(berita_acara_word(isi, final=True, **CETAK))


def test_undangan_has_the_parts_of_a_letter(meja, rina):
    gelar_sidang(meja, rina)
    surat = susun_undangan(meja.sesi, agenda=meja.dinkes)[0]
    teks = teks_word(undangan_word(surat))
    for potong in (
        "Nomor\t: ....",
        "Sifat\t: Penting",
        "Hal\t: Rapat Konsolidasi Januari 2026",
        "Plt. Kepala Dinas Kesehatan",
        "Hari/tanggal\t: Selasa, 20 Januari 2026",
        "Pukul\t: 09.00 WIB s.d. selesai",
        "Rahma Lubis",
    ):
        assert potong in teks
