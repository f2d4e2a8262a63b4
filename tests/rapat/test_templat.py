"""The template of the office: tried before it is used, replaced when it fails, harmless always."""

from io import BytesIO

import docx
import pytest
from django.urls import reverse

from konsolidasi.inti.dokumen import TemplatRusak
from konsolidasi.inti.lampiran import periksa, simpan
from rapat.dokumen.contoh_isi import isi_contoh
from rapat.dokumen.tampilan import Cetak, susun_data
from rapat.dokumen.templat_uji import ARTI, CETAK, ULANG, bantuan, uji_templat
from rapat.dokumen.word import TEMPLAT
from rapat.layanan.templat import isi_aktif, pakai_templat, templat_aktif
from rapat.models import CatatanAgenda, TemplatBeritaAcara
from tests import berkas
from tests.rapat.naskah_beku import buat_final
from tests.rapat.sidang import gelar_sidang
from tests.rapat.test_dokumen_word import JAHAT, teks_word, templat_kantor

gudang = berkas.gudang
HALAMAN = "/rapat/templat/"
UNGGAH = f"{HALAMAN}unggah/"


def kirim(klien, isi: bytes, nama: str = "Templat kantor.docx"):
    return klien.post(UNGGAH, {"berkas": berkas.kirim(isi, nama)})


def unduhan(isi: bytes) -> str:
    return teks_word(isi)


@pytest.fixture
def rina_masuk(rina, masuk_sebagai, gudang):
    return masuk_sebagai(rina)


@pytest.mark.parametrize(
    ("peran", "kode"),
    [("tamu", 403), ("sari", 403), ("nana", 403), ("pak_budi", 403), ("rina", 200), ("admin", 200)],
)
def test_only_bapperida_and_admin_see_and_change_it(
    peran, kode, gudang, rina, request, masuk_sebagai
):
    satu = TemplatBeritaAcara.objects.create(
        lampiran=_lampiran(templat_kantor("{{ nomor }}")), nama="T.docx"
    )
    klien = masuk_sebagai(request.getfixturevalue(peran))
    baca = ("templat/", "templat/bawaan/", f"templat/{satu.pk}/", f"templat/{satu.pk}/coba/")
    assert [klien.get(f"/rapat/{u}").status_code for u in baca] == [kode] * 4
    ubah = 302 if kode == 200 else 403
    assert klien.post(f"/rapat/templat/{satu.pk}/pakai/").status_code == ubah
    assert klien.post("/rapat/templat/lepas/").status_code == ubah
    assert kirim(klien, templat_kantor("{{ sesi }}")).status_code == ubah


def _lampiran(isi: bytes):
    return simpan(periksa(berkas.kirim(isi, "T.docx")), oleh=None)


def test_upload_trial_use_and_back_again(meja, rina, rina_masuk):
    gelar_sidang(meja, rina)
    ba = buat_final(meja)
    word = reverse("rapat:berita_acara_word", args=[ba.pk])
    isi = templat_kantor("KOP KANTOR", "Nomor {{ nomor }}", "{{ sah | join(' ') }}")
    assert kirim(rina_masuk, isi).status_code == 302
    satu = TemplatBeritaAcara.objects.get()
    assert not satu.aktif and isi_aktif() is None
    assert "MENYEPAKATI" in unduhan(rina_masuk.get(word).content)
    coba = rina_masuk.get(f"{HALAMAN}{satu.pk}/coba/").content
    assert "Nomor 000.7.2/057/Bapperida/2026" in unduhan(coba)
    nyata = rina_masuk.get(f"{HALAMAN}{satu.pk}/coba/?sesi={meja.sesi.pk}").content
    assert "Nomor 000.7.2/057/2026" in unduhan(nyata)
    rina_masuk.post(f"{HALAMAN}{satu.pk}/pakai/")
    assert unduhan(rina_masuk.get(word).content).startswith("KOP KANTOR\nNomor 000.7.2/057/2026")
    rina_masuk.post(f"{HALAMAN}lepas/")
    assert templat_aktif() is None and TemplatBeritaAcara.objects.count() == 1
    assert "MENYEPAKATI" in unduhan(rina_masuk.get(word).content)


def test_the_same_file_twice_is_kept_once_and_one_is_in_use(rina, rina_masuk):
    for isi in (templat_kantor("{{ nomor }}"), templat_kantor("{{ sesi }}")):
        assert kirim(rina_masuk, isi).status_code == 302
        assert kirim(rina_masuk, isi).status_code == 302
    satu, dua = TemplatBeritaAcara.objects.order_by("pk")
    for templat in (satu, dua, dua):
        pakai_templat(templat=templat, uji=uji_templat, oleh=rina)
    assert list(TemplatBeritaAcara.objects.filter(aktif=True)) == [dua]


@pytest.mark.parametrize(
    ("alinea", "sebut"),
    [
        (
            "Nomor {{ nomr }}",
            "“nomr” yang tidak ada. Letaknya pada alinea ke-2: “Nomor {{ nomr }}”",
        ),
        ("{%p for o in bagian %}", "belum ditutup"),
        ("{{ nomor | gede }}", "saringan “gede” tidak dikenal"),
        ("{{ bagian[99].nama }}", "tidak ada"),
        ("{{ bapperida.gaji }}", "“gaji” yang tidak ada"),
        ("{{ ''.__class__.__mro__ }}", "dilarang"),
        ("{{ kop.__init__.__globals__ }}", "dilarang"),
        ("{{ hadir.append(1) }}", "dilarang"),
        ("{{ nomor.format_map(kop) }}{{ ''.__class__ }}", "dilarang"),
    ],
)
def test_a_broken_or_dangerous_tag_is_named_and_nothing_is_kept(alinea, sebut, rina_masuk):
    jawaban = kirim(rina_masuk, templat_kantor("Kop", alinea))
    assert jawaban.status_code == 422
    isi = jawaban.context["form"].errors["berkas"][0]
    assert sebut in isi, isi
    assert not TemplatBeritaAcara.objects.exists()


@pytest.mark.parametrize(
    ("isi", "nama", "sebut"),
    [
        (berkas.pdf(), "Templat.docx", "Isinya PDF, bukan Word"),
        (berkas.EXE, "Templat.docx", "program komputer"),
        (b"", "Templat.docx", "kosong"),
        (berkas.office(berkas.DOCX), "Templat.docx", "tidak dapat diisi"),
    ],
)
def test_the_content_decides_what_a_file_is(isi, nama, sebut, rina_masuk):
    jawaban = kirim(rina_masuk, isi, nama)
    assert jawaban.status_code == 422
    assert sebut in jawaban.content.decode()
    assert rina_masuk.post(UNGGAH).status_code == 422


def test_a_template_that_fails_later_leads_to_the_built_in_one(meja, rina, rina_masuk):
    gelar_sidang(meja, rina)
    ba = buat_final(meja)
    TemplatBeritaAcara.objects.create(
        lampiran=_lampiran(templat_kantor("{{ nomr }}")), nama="Lama.docx", aktif=True
    )
    for nama, argumen in (("berita_acara_word", []), ("petikan_word", [meja.dinkes.pk])):
        url = reverse(f"rapat:{nama}", args=[ba.pk, *argumen])
        jawaban = rina_masuk.get(url)
        isi = jawaban.content.decode()
        assert jawaban.status_code == 502 and "“nomr”" in isi and f"{url}?templat=bawaan" in isi
        assert "MENYEPAKATI" in unduhan(rina_masuk.get(f"{url}?templat=bawaan").content)


def test_a_lost_file_leads_to_the_built_in_one_too(meja, rina, rina_masuk):
    gelar_sidang(meja, rina)
    ba = buat_final(meja)
    satu = TemplatBeritaAcara.objects.create(
        lampiran=_lampiran(templat_kantor("{{ nomor }}")), nama="Hilang.docx", aktif=True
    )
    for berkasnya in berkas.di_gudang():
        berkasnya.unlink()
    jawaban = rina_masuk.get(reverse("rapat:berita_acara_word", args=[ba.pk]))
    assert jawaban.status_code == 502 and "tidak ada lagi di server" in jawaban.content.decode()
    assert rina_masuk.get(f"{HALAMAN}{satu.pk}/coba/").status_code == 422
    assert rina_masuk.post(f"{HALAMAN}{satu.pk}/pakai/").status_code == 422


def test_what_people_typed_is_never_a_tag(meja, rina, rina_masuk):
    gelar_sidang(meja, rina)
    panjang = f"{JAHAT} {{{{ ''.__class__ }}}} " + "x" * 50_000
    CatatanAgenda.objects.filter(jenis="pembahasan").update(teks=panjang)
    buat_final(meja)
    templat = templat_kantor("{%p for o in bagian %}", "{{ o.pembahasan }}", "{%p endfor %}")
    kirim(rina_masuk, templat)
    rina_masuk.post(f"{HALAMAN}{TemplatBeritaAcara.objects.get().pk}/pakai/")
    ba = meja.sesi.berita_acara.get()
    teks = unduhan(rina_masuk.get(reverse("rapat:berita_acara_word", args=[ba.pk])).content)
    assert panjang in teks
    pdf = rina_masuk.get(reverse("rapat:berita_acara_pdf", args=[ba.pk]))
    assert pdf.status_code == 200 and pdf.content.startswith(b"%PDF-")


def test_the_built_in_template_is_handed_out_and_passes_its_own_trial(rina_masuk):
    isi = rina_masuk.get(f"{HALAMAN}bawaan/").content
    assert isi == (TEMPLAT / "berita_acara.docx").read_bytes()
    uji_templat(isi)
    assert "{{ pembukaan }}" in "\n".join(p.text for p in docx.Document(BytesIO(isi)).paragraphs)


def test_the_help_names_every_tag_and_each_one_works():
    data = susun_data(isi_contoh(), Cetak(**CETAK))
    disebut = {nama.partition(".")[0] for nama in ARTI} | {nama for nama, _, _ in ULANG}
    assert data.keys() - disebut == {"judul", "judul-dokumen", "draf", "contoh", "bagian"}
    alinea = []
    for tag in bantuan():
        assert tag.contoh and tag.arti
        alinea += tag.tulis.replace("%}", "%}\n").replace("{%", "\n{%").split("\n")
    uji_templat(templat_kantor(*(a.strip() for a in alinea if a.strip())))


@pytest.mark.parametrize(
    "tag", ["{% if uraian %}{{ x }}{% endif %}", "{% if not hadir %}{{ x }}{% endif %}"]
)
def test_a_tag_that_only_an_adendum_or_an_empty_one_reaches_is_found_too(tag):
    with pytest.raises(TemplatRusak, match="“x” yang tidak ada"):
        uji_templat(templat_kantor(tag))
