"""Lists of meetings as files, and the emblem on what a meeting prints."""

import csv
from io import StringIO

import pypdfium2
from django.urls import reverse

from konsolidasi.inti import lampiran
from opd.models import Opd
from rapat.dokumen.isi import susun_isi
from rapat.dokumen.pdf import berita_acara_pdf
from tests import berkas
from tests.rapat.sidang import CETAK, NIP_KEPALA, NIP_PENDAMPING, PADA, gelar_sidang


def tabel(client, nama: str, *arg, **kueri) -> list[list[str]]:
    balasan = client.get(reverse(f"rapat:{nama}", args=arg), {"berkas": "csv"} | kueri)
    assert balasan.status_code == 200
    return list(csv.reader(StringIO(balasan.content.decode("utf-8-sig")), delimiter=";"))


def test_every_sesi_with_how_far_it_is(masuk_sebagai, nana, sari, meja, jumlah_kueri):
    client = masuk_sebagai(nana)
    with jumlah_kueri("rapat:rapat_unduh"):
        judul, *baris = tabel(client, "rapat_unduh")
    (satu,) = [dict(zip(judul, b, strict=True)) for b in baris]
    assert satu["Sesi"] == meja.sesi.judul
    assert (satu["OPD"], satu["Indikator"], satu["Kesepakatan Belum"]) == ("2", "4", "4")
    (milik,) = tabel(masuk_sebagai(sari), "rapat_unduh")[1:]
    assert milik[judul.index("OPD")] == "1"


def test_attendance_has_the_people_without_their_numbers(masuk_sebagai, nana, rina, joko, meja):
    gelar_sidang(meja, rina)
    isi = tabel(masuk_sebagai(nana), "peserta_unduh", meja.sesi.pk)
    teks = str(isi)
    assert NIP_KEPALA not in teks and NIP_PENDAMPING not in teks
    kepala = [b[0] for b in isi if b[0].startswith("Dinas Kesehatan (")]
    assert len(kepala) == 1
    assert {p.nama for p in meja.sesi.peserta.all()} <= {b[1] for b in isi}
    alamat = reverse("rapat:peserta_unduh", args=[meja.sesi.pk])
    assert masuk_sebagai(joko).get(alamat).status_code == 403


def test_readiness_names_what_is_missing(masuk_sebagai, nana, meja, jumlah_kueri):
    client = masuk_sebagai(nana)
    with jumlah_kueri("rapat:kesiapan_unduh"):
        isi = tabel(client, "kesiapan_unduh", meja.sesi.pk)
    assert [b[0] for b in isi[1:]] == [meja.dinkes.nama, meja.disdik.nama]
    assert "http" not in str(isi)
    assert len(tabel(client, "kesiapan_unduh", meja.sesi.pk, saring="belum")) == len(isi)


def test_emblem_stays_with_the_document_it_was_printed_on(meja, rina, django_assert_num_queries):
    gelar_sidang(meja, rina)
    tanpa = susun_isi(meja.sesi, pada=PADA)
    bapperida = Opd.objects.get(singkatan="Bapperida")
    bapperida.logo = lampiran.simpan(
        lampiran.periksa(berkas.kirim(berkas.png(80, 96), "lambang.png")), oleh=rina
    )
    bapperida.save(update_fields=["logo"])
    dengan = susun_isi(meja.sesi, pada=PADA)
    assert dengan.kop.logo == bapperida.logo.sha256
    assert tanpa.sidik_jari() != dengan.sidik_jari()
    bapperida.logo = None
    bapperida.save(update_fields=["logo"])
    lagi = type(dengan).dari_json(dengan.ke_json())
    with django_assert_num_queries(1):
        isi = berita_acara_pdf(lagi, final=False, **CETAK)
    assert (_gambar(isi), _gambar(berita_acara_pdf(tanpa, final=False, **CETAK))) == (1, 0)


def _gambar(isi: bytes) -> int:
    with pypdfium2.PdfDocument(isi) as naskah:
        benda = naskah[0].get_objects(max_depth=5)
        return sum(satu.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for satu in benda)
