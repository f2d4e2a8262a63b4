"""The benchmark of the berita acara compares the same document."""

from itertools import count

from konsolidasi.contoh.tolok.dokumen import (
    KODE_URL,
    PADA,
    dari_berkas,
    isi_contoh,
)
from rapat.dokumen.pdf import berita_acara_pdf
from tests.rapat.test_dokumen_pdf import halaman


def test_the_floor_is_the_same_document(tmp_path):
    isi = isi_contoh()
    kita = berita_acara_pdf(isi, final=True, kode_url=KODE_URL, oleh="Rina Sinaga", pada=PADA)
    dasar = next(dari_berkas(tmp_path, isi.ke_json(), count(1)))
    assert halaman(dasar)[1:] == halaman(kita)[1:]
