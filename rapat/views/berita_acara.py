"""The berita acara of a sesi: its page, its number, its steps, its adendum."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti import titipan, waktu
from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.dokumen.isi import susun_isi
from rapat.forms.berita_acara import FormAdendum, FormAlasan, FormAtur, FormJawab, FormPindaian
from rapat.layanan.berita_acara import atur, buat_adendum, buka, edarkan, induk_sesi, siapkan, tarik
from rapat.layar.berita_acara import susun_berita_acara
from rapat.models import BeritaAcara, Sesi

TULIS = "rapat.tetapkan"
BUKA = "rapat.buka_berita_acara"
KEMBALI = "Sesi masuk Anda tadi berakhir. Ketikan Anda kembali di bawah ini dan belum tersimpan."


@baca("rapat.lihat")
def berita_acara(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = temukan(request, pk)
    form: dict[str, Form] = {}
    if isi := titipan.ambil(request, reverse("rapat:berita_acara_simpan", args=[pk])):
        form["atur"] = FormAtur(titipan.datar(isi), sesi=sesi, induk=induk_sesi(sesi))
    if isi := titipan.ambil(request, reverse("rapat:adendum_buat", args=[pk])):
        form["adendum"] = FormAdendum(titipan.datar(isi), induk=induk_sesi(sesi))
    for nama in ("tarik", "buka"):
        if isi := titipan.ambil(request, reverse(f"rapat:berita_acara_{nama}", args=[pk])):
            form[nama] = FormAlasan(titipan.datar(isi), auto_id=f"{nama}_%s")
    if form:
        messages.warning(request, KEMBALI)
    return tampil(request, sesi, form)


@tulis(TULIS)
def berita_acara_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, date and days; the first time it makes the draft."""
    sesi = temukan(request, pk)
    form = FormAtur(request.POST, sesi=sesi, induk=induk_sesi(sesi))
    if not form.is_valid():
        return tampil(request, sesi, {"atur": form}, status=422)
    try:
        atur(sesi=sesi, isi=form.isi(), versi=form.cleaned_data["versi"], oleh=request.user)
    except SudahBerubah as galat:
        kini = galat.sekarang
        saat = waktu.tanggal(kini.tanggal) if kini.tanggal else "tanggal kosong"
        ulang = FormAtur({**request.POST.dict(), "versi": kini.versi}, sesi=sesi, induk=kini)
        ulang.add_error(
            None,
            f"Orang lain baru menyimpan: nomor {kini.nomor or 'kosong'}, {saat},"
            f" {kini.hari_tanggapan} hari kerja. Ketikan Anda masih di bawah ini; simpan lagi bila"
            " itu yang benar.",
        )
        return tampil(request, sesi, {"atur": ulang}, status=galat.kode_http)
    except GalatDomain as galat:
        form.add_error(None, galat.pesan)
        return tampil(request, sesi, {"atur": form}, status=galat.kode_http)
    messages.success(request, "Nomor, tanggal, dan hari tanggapan tersimpan.")
    return redirect("rapat:berita_acara", pk)


@tulis(TULIS)
def berita_acara_siapkan(request: HttpRequest, pk: int) -> HttpResponse:
    siapkan(sesi=temukan(request, pk), oleh=request.user)
    messages.success(request, "Draf siap. Dokumennya dapat diunduh.")
    return redirect("rapat:berita_acara", pk)


@tulis(TULIS)
def berita_acara_edarkan(request: HttpRequest, pk: int) -> HttpResponse:
    def jalan(sesi: Sesi, _: str) -> str:
        satu = edarkan(sesi=sesi, oleh=request.user)
        batas = satu.tanggapan_sampai
        return f"Berita acara diedarkan. OPD menanggapi sampai {waktu.tanggal(batas)}, 16.00 WIB."

    return _langkah(request, pk, jalan)


@tulis(TULIS)
def berita_acara_tarik(request: HttpRequest, pk: int) -> HttpResponse:
    def jalan(sesi: Sesi, alasan: str) -> str:
        tarik(sesi=sesi, alasan=alasan, oleh=request.user)
        return "Berita acara kembali menjadi draf. OPD tidak dapat menanggapi lagi."

    return _langkah(request, pk, jalan, nama="tarik")


@tulis(BUKA)
def berita_acara_buka(request: HttpRequest, pk: int) -> HttpResponse:
    def jalan(sesi: Sesi, alasan: str) -> str:
        buka(sesi=sesi, alasan=alasan, oleh=request.user)
        return (
            "Berita acara dibuka kembali dan sesi berlangsung lagi. Target tetap berlaku sampai"
            " difinalkan ulang."
        )

    return _langkah(request, pk, jalan, nama="buka", aksi=BUKA)


@tulis(TULIS)
def adendum_buat(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = temukan(request, pk)
    form = FormAdendum(request.POST, induk=induk_sesi(sesi))
    if not form.is_valid():
        return tampil(request, sesi, {"adendum": form}, status=422)
    try:
        satu = buat_adendum(sesi=sesi, **form.isi(), susun=susun_isi, oleh=request.user)
    except GalatDomain as galat:
        form.add_error(galat.medan or None, galat.pesan)
        return tampil(request, sesi, {"adendum": form}, status=galat.kode_http)
    messages.success(request, f"Adendum nomor {satu.nomor} final. Berita acaranya tidak berubah.")
    return redirect("rapat:berita_acara", pk)


def temukan(request: HttpRequest, pk: int) -> Sesi:
    sesi = Sesi.objects.untuk(request.user).select_related("rapat", "ditetapkan_oleh")
    return get_object_or_404(sesi, pk=pk)


def _langkah(
    request: HttpRequest,
    pk: int,
    jalan: Callable[[Sesi, str], str],
    *,
    nama: str = "",
    aksi: str = TULIS,
) -> HttpResponse:
    """One step of the page; `nama` of one that asks for a reason."""
    sesi = temukan(request, pk)
    if not request.user.has_perm(aksi, sesi):
        raise PermissionDenied(aksi)
    form = FormAlasan(request.POST, auto_id=f"{nama}_%s")
    if nama and not form.is_valid():
        return tampil(request, sesi, {nama: form}, status=422)
    try:
        pesan = jalan(sesi, form.cleaned_data["alasan"] if nama else "")
    except GalatDomain as galat:
        messages.error(request, galat.pesan)
        return tampil(request, temukan(request, pk), {}, status=galat.kode_http)
    messages.success(request, pesan)
    return redirect("rapat:berita_acara", pk)


def tampil(
    request: HttpRequest,
    sesi: Sesi,
    form: dict[str, Form],
    *,
    jawab: dict[int, FormJawab] | None = None,
    pindai: dict[int, FormPindaian] | None = None,
    status: int = 200,
) -> HttpResponse:
    layar = susun_berita_acara(sesi, request.user, timezone.now())
    induk, orang = layar.induk, request.user
    jawab, pindai = jawab or {}, pindai or {}
    boleh_jawab = not layar.final and orang.has_perm("rapat.jawab_tanggapan")
    konteks = {
        "layar": layar,
        "sesi": sesi,
        "induk": induk,
        "form_atur": form.get("atur") or FormAtur(sesi=sesi, induk=induk),
        "form_adendum": form.get("adendum") or FormAdendum(induk=induk),
        "form_tarik": form.get("tarik") or FormAlasan(auto_id="tarik_%s"),
        "form_buka": form.get("buka") or FormAlasan(auto_id="buka_%s"),
        "terbuka": frozenset(form),
        "tanggapan": [
            (t, _form_jawab(t.satu.pk, jawab) if t.menunggu and boleh_jawab else None)
            for t in layar.tanggapan
        ],
        "naskah": [(n, _form_pindai(n.satu, pindai)) for n in layar.naskah],
        "boleh_tulis": orang.has_perm(TULIS, sesi),
        "boleh_buka": "buka" in layar.langkah,
    }
    return halaman(request, "rapat/berita_acara.html", konteks, status=status)


def _form_jawab(pk: int, jawab: dict[int, FormJawab]) -> FormJawab:
    return jawab.get(pk) or FormJawab(auto_id=f"jawab{pk}_%s")


def _form_pindai(satu: BeritaAcara, pindai: dict[int, FormPindaian]) -> FormPindaian:
    return pindai.get(satu.pk) or FormPindaian(auto_id=f"pindai{satu.pk}_%s")
