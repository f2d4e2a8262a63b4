"""One finding: what it compares, what people decide, what the OPD answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from capaian.forms.keselarasan import FormJawaban, FormPutusan
from capaian.layanan.keselarasan import jelaskan, putuskan
from capaian.layar.keselarasan import halaman_daftar, siap_tampil, susun_rinci
from capaian.models import Temuan
from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, TidakBoleh
from konsolidasi.inti.http import baca, halaman, tulis
from opd.models import Opd

KEMBALI = "Ketikan Anda sebelum sesi berakhir ada di bawah ini. Belum tersimpan."
PESAN = {
    "bahas": "Masuk daftar bahasan sesi.",
    "minta": "OPD diminta menjelaskan.",
    "bukan": "Dinyatakan bukan masalah. Temuan ini muncul lagi hanya bila angkanya berubah.",
    "buka": "Dibuka lagi.",
}


@baca("capaian.lihat")
def temuan_rinci(request: HttpRequest, pk: int) -> HttpResponse:
    temuan = _temukan(request, pk)
    ketikan: dict[str, str] = {}
    for nama in ("temuan_putus", "temuan_jawab"):
        if kiriman := titipan.ambil(request, reverse(f"capaian:{nama}", args=[pk])):
            messages.warning(request, KEMBALI)
            ketikan |= titipan.datar(kiriman)
    return _tampil(request, temuan, ketikan)


@tulis("capaian.putuskan_temuan")
def temuan_putus(request: HttpRequest, pk: int) -> HttpResponse:
    temuan = _temukan(request, pk)
    if not request.user.has_perm("capaian.putuskan_temuan", temuan):
        raise PermissionDenied("capaian.putuskan_temuan")
    form = FormPutusan(request.POST, wajib={"bukan": True, "buka": True})
    if not form.is_valid() or form.cleaned_data["langkah"] not in PESAN:
        return _tampil(request, temuan, form.data, form, status=422)
    isi = form.cleaned_data
    try:
        putuskan(
            temuan=temuan,
            langkah=isi["langkah"],
            catatan=isi["catatan"],
            versi=isi["versi"],
            oleh=request.user,
            opd=isi["opd"],
        )
    except TidakBoleh:
        raise
    except GalatDomain as galat:
        form.add_error(galat.medan or None, galat.pesan)
        return _tampil(request, _temukan(request, pk), form.data, form, status=galat.kode_http)
    messages.success(request, PESAN[isi["langkah"]])
    lanjut = request.POST.get("lanjut", "")
    # From the list one comes back to it, with its filter and its page.
    di_sini = url_has_allowed_host_and_scheme(lanjut, allowed_hosts={request.get_host()})
    return redirect(lanjut if di_sini else temuan)


@tulis("capaian.jawab_temuan")
def temuan_jawab(request: HttpRequest, pk: int) -> HttpResponse:
    temuan = _temukan(request, pk)
    if not request.user.has_perm("capaian.jawab_temuan", temuan):
        raise PermissionDenied("capaian.jawab_temuan")
    form = FormJawaban(request.POST)
    if not form.is_valid():
        return _tampil(request, temuan, form.data, form, status=422)
    try:
        jelaskan(temuan=temuan, oleh=request.user, **form.cleaned_data)
    except TidakBoleh:
        raise
    except GalatDomain as galat:
        form.add_error(None, galat.pesan)
        return _tampil(request, _temukan(request, pk), form.data, form, status=galat.kode_http)
    messages.success(request, "Penjelasan terkirim. Bapperida membacanya sebelum memutuskan.")
    return redirect(temuan)


def _temukan(request: HttpRequest, pk: int) -> Temuan:
    return get_object_or_404(siap_tampil(Temuan.objects.untuk(request.user)), pk=pk)


def _tampil(
    request: HttpRequest,
    temuan: Temuan,
    ketikan: dict[str, str],
    form: Form | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The version sent along is the one shown now; a page after a conflict decides anew."""
    rinci = susun_rinci(temuan, request.user)
    galat = {n: " ".join(form.errors.get(n, ())) for n in form.fields} if form else {}
    konteks = {
        "t": temuan,
        "rinci": rinci,
        "catatan": ketikan.get("catatan", ""),
        "pilihan_opd": list(Opd.objects.beragenda()) if rinci.tanpa_opd else [],
        "opd_terpilih": ketikan.get("opd", str(temuan.dibahas_opd_id or "")),
        "jawaban": ketikan.get("jawaban", rinci.penjelasan_sendiri),
        "galat": galat,
        "penghalang": " ".join(form.non_field_errors()) if form else "",
        "kembali": halaman_daftar(temuan),
        "remah": ((f"Keselarasan {temuan.tahun_id}", halaman_daftar(temuan)),),
    }
    return halaman(request, "capaian/keselarasan_rinci.html", konteks, status=status)
