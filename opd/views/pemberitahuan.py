"""The inbox of reminders, and whether a letter sums them up every day."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti.http import baca, halaman, tulis
from opd.forms import RingkasanForm
from opd.layanan import pemberitahuan as layanan
from opd.models import Pemberitahuan, SetelanSurel

PER_HALAMAN = 20
SEMUA = "semua"
PK_TERBESAR = 2**63 - 1


@baca("opd.akun")
def pemberitahuan(request: HttpRequest) -> HttpResponse:
    """Unread first of all; `?tampil=semua` has the read and the finished ones too."""
    milik = Pemberitahuan.objects.untuk(request.user).order_by("-dibuat_pada", "-pk")
    semua = request.GET.get("tampil") == SEMUA
    baris = milik if semua else milik.belum_dibaca()
    hal = Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "hal": hal,
        "semua": semua,
        "belum": request.user.belum_dibaca,
        "terbaru": milik.belum_dibaca().order_by("-pk").values_list("pk", flat=True).first() or 0,
    }
    return halaman(request, "opd/pemberitahuan.html", konteks)


@tulis("opd.akun")
def pemberitahuan_buka(request: HttpRequest, pk: int) -> HttpResponse:
    """Read, and on to the page where it is done; a POST, because a GET changes nothing."""
    satu = get_object_or_404(Pemberitahuan.objects.untuk(request.user), pk=pk)
    layanan.baca(satu, pada=timezone.now())
    return redirect(satu.url)


@tulis("opd.akun")
def pemberitahuan_baca(request: HttpRequest, pk: int) -> HttpResponse:
    satu = get_object_or_404(Pemberitahuan.objects.untuk(request.user), pk=pk)
    layanan.baca(satu, pada=timezone.now())
    return _kembali(request)


@tulis("opd.akun")
def pemberitahuan_baca_semua(request: HttpRequest) -> HttpResponse:
    teks = request.POST.get("sampai", "")
    sampai = min(int(teks), PK_TERBESAR) if teks.isdecimal() and len(teks) < 20 else 0
    banyak = layanan.baca_semua(sampai=sampai, oleh=request.user, pada=timezone.now())
    messages.success(request, f"{banyak} pemberitahuan ditandai sudah dibaca.")
    return _kembali(request)


@baca("opd.akun")
def surel_setelan(request: HttpRequest) -> HttpResponse:
    milik = SetelanSurel.objects.filter(pengguna=request.user).first()
    form = RingkasanForm(initial={"ringkasan": milik is None or milik.ringkasan})
    return halaman(request, "opd/surel_setelan.html", {"form": form})


@tulis("opd.akun")
def surel_setelan_simpan(request: HttpRequest) -> HttpResponse:
    form = RingkasanForm(request.POST)
    if not form.is_valid():
        return halaman(request, "opd/surel_setelan.html", {"form": form}, status=422)
    mau = form.cleaned_data["ringkasan"]
    layanan.atur_ringkasan(mau=mau, oleh=request.user)
    kata = "akan dikirim, paling banyak sekali sehari" if mau else "tidak dikirim lagi"
    messages.success(request, f"Ringkasan surel {kata}.")
    return redirect("opd:surel_setelan")


def _kembali(request: HttpRequest) -> HttpResponse:
    """To the list the button stood on."""
    kueri = f"?tampil={SEMUA}" if request.POST.get("tampil") == SEMUA else ""
    return redirect(f"{reverse('opd:pemberitahuan')}{kueri}")
