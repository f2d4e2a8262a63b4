"""A template of the office is tried before it is used; and the help on its tags. No query."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import XMLSyntaxError

from konsolidasi.inti import waktu
from konsolidasi.inti.angka import kutip
from konsolidasi.inti.dokumen import TemplatRusak
from rapat.dokumen.contoh_isi import isi_contoh, ragam_contoh
from rapat.dokumen.tampilan import Cetak, susun_data
from rapat.dokumen.word import berita_acara_word

PADA = datetime(2026, 1, 22, 16, 5, tzinfo=waktu.ZONA)
CETAK = {"oleh": "Percobaan", "pada": PADA}
KODE_URL = "https://konsolidasi.contoh/periksa/contoh"
_SEBUTAN = re.compile(r"“([^”]+)”")


@dataclass(frozen=True)
class Tag:
    """`tulis` is copied into the template; `contoh` is what comes out."""

    tulis: str
    arti: str
    contoh: str


ARTI = {
    "judul_satu": "Judul, beberapa baris",
    "nomor": "Nomor berita acara",
    "tanggal": "Tanggal berita acara",
    "tempat_tanggal": "Tempat dan tanggal untuk tanda tangan",
    "rapat": "Nama rapat",
    "sesi": "Nama sesi",
    "hari_tanggal": "Hari dan tanggal sesi",
    "waktu": "Jam mulai dan selesai",
    "tempat": "Tempat",
    "tahun_capaian": "Tahun yang dievaluasi",
    "tahun_target": "Tahun yang disepakati",
    "pembukaan": "Alinea pembuka dengan tanggal dalam huruf",
    "dasar": "Dasar rapat, bisa kosong",
    "kesimpulan": "Alinea sebelum MENYEPAKATI",
    "putus": "Kata MENYEPAKATI",
    "sebutan": "Berita Acara, atau Adendum Berita Acara",
    "uraian": "Yang diubah adendum, kosong pada berita acara",
    "jumlah_hadir": "Banyaknya OPD yang hadir",
    "keterangan": "Rumus, skala peringkat, dan arti tanda bintang",
    "notulis": "Nama notulis",
    "kaki": "Baris kaki: nomor dan sidik jari",
    "kop.nama": "Nama badan pada kop; juga kop.pemerintah, kop.alamat, kop.kota",
    "bapperida.nama": "Penanda tangan Bapperida; juga pangkat, nip, dan daftar atas",
    "wakil.nama": "Penanda tangan mewakili OPD; juga pangkat, nip, dan daftar atas",
}
ULANG = (
    ("memperhatikan", "{{ x }}", "Hal yang diperhatikan, satu alinea tiap butir"),
    ("butir", "{{ x.kata }} {{ x.teks }}", "KESATU, KEDUA, dan seterusnya"),
    ("hadir", "{{ x.nomor }} {{ x.opd }} {{ x.kehadiran }}", "Daftar hadir OPD"),
    ("peserta", "{{ x.nama }} {{ x.jabatan }}", "Orang lain yang hadir"),
    ("penanda", "{{ x.opd }} {{ x.penanda.nama }}", "Lembar pengesahan per OPD"),
    ("tindak_lanjut", "{{ x.uraian }} {{ x.batas }}", "Tindak lanjut"),
    ("sah", "{{ x }}", "Catatan sidik jari dan data per"),
)
BAGIAN = "{%p for o in bagian %} {{ o.nama }} {%p for b in o.baris %} {{ b.nama }} {{ b.sepakat }}"
SYARAT = "{%p if draf %} DRAF {%p endif %}"


def uji_templat(isi: bytes) -> None:
    """Fills the template with every shape of a berita acara. Raises TemplatRusak with the place."""
    for satu in ragam_contoh():
        for final in (True, False):
            try:
                berita_acara_word(satu, isi, final=final, kode_url=KODE_URL, **CETAK)
            except TemplatRusak as galat:
                raise TemplatRusak(f"{galat.pesan}{_letak(isi, galat.pesan)}") from galat


def bantuan() -> list[Tag]:
    """What may stand in a template, with what it becomes for the example."""
    data = susun_data(isi_contoh(), Cetak(**CETAK, final=True, kode_url=KODE_URL))
    tunggal = [Tag(f"{{{{ {nama} }}}}", arti, _contoh(data, nama)) for nama, arti in ARTI.items()]
    ulang = [
        Tag(
            f"{{%p for x in {nama} %}} {dalam} {{%p endfor %}}",
            arti,
            f"{len(data[nama])} butir pada contoh",
        )
        for nama, dalam, arti in ULANG
    ]
    opd = Tag(
        f"{BAGIAN} {{%p endfor %}} {{%p endfor %}}",
        "Per OPD lalu per indikator; juga satuan, target, realisasi, capaian, peringkat, rpjmd,"
        " usulan, lama, keputusan; per OPD juga {%p for t in o.keselarasan %} {{ t }}"
        " {%p endfor %}. Untuk baris tabel pakai {%tr for … %}.",
        ", ".join(o["nama"] for o in data["bagian"]),
    )
    syarat = Tag(
        SYARAT,
        "Hanya tercetak selama masih draf; contoh dipakai juga untuk data contoh.",
        "DRAF",
    )
    kode = Tag("{{ kode_url }}", "Alamat halaman periksa, kosong pada draf", KODE_URL)
    return [*tunggal, kode, *ulang, opd, syarat]


def _contoh(data: Mapping, nama: str) -> str:
    utama, _, anak = nama.partition(".")
    nilai = data[utama]
    teks = str((nilai or {}).get(anak, "") if anak else nilai)
    return f"{teks[:90]}…" if len(teks) > 90 else teks or "(kosong)"


def _letak(isi: bytes, pesan: str) -> str:
    """ " Letaknya pada alinea 7: “Nomor {{ nomr }}”." when one paragraph holds the named tag."""
    sebutan = _SEBUTAN.findall(pesan)
    if not sebutan:
        return ""
    for nomor, teks in enumerate(_alinea(isi), start=1):
        if "{" in teks and any(s.strip("…") in teks for s in sebutan):
            return f" Letaknya pada alinea ke-{nomor}: “{kutip(' '.join(teks.split()))}”."
    return ""


def _alinea(isi: bytes) -> Iterator[str]:
    try:
        naskah = docx.Document(BytesIO(isi))
    except (OpcError, KeyError, ValueError, XMLSyntaxError):
        return
    for satu in naskah.iter_inner_content():
        if isinstance(satu, Table):
            yield from (sel.text for baris in satu.rows for sel in baris.cells)
        else:
            yield satu.text
