"""Signing in and out, passwords, and the person's own page."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from konsolidasi.inti import titipan
from konsolidasi.inti.http import baca, halaman, masuk_keluar, tulis
from opd.forms import KecepatanForm, MasukForm, SandiBaruForm, SandiGantiForm, SandiLupaForm
from opd.layanan.akun import atur_kecepatan
from opd.models import Penugasan

BERIKUT = "berikut"
DETIK_SEJAM = 3600


class Masuk(auth.LoginView):
    template_name = "opd/masuk.html"
    authentication_form = MasukForm
    redirect_field_name = BERIKUT
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            berikut=self.get_redirect_url(),
            ada_titipan=titipan.KUNCI in self.request.session,
            **kwargs,
        )


class SandiLupa(auth.PasswordResetView):
    """Answers the same whether or not the address belongs to an account."""

    template_name = "opd/sandi_lupa.html"
    form_class = SandiLupaForm
    email_template_name = "surel/sandi_atur_ulang.txt"
    subject_template_name = "surel/sandi_atur_ulang_subjek.txt"
    success_url = reverse_lazy("opd:sandi_terkirim")

    @property
    def extra_email_context(self) -> dict[str, int]:
        return {"jam": settings.PASSWORD_RESET_TIMEOUT // DETIK_SEJAM}


class SandiBaru(auth.PasswordResetConfirmView):
    template_name = "opd/sandi_baru.html"
    form_class = SandiBaruForm
    reset_url_token = "pilih"
    success_url = reverse_lazy("opd:sandi_selesai")


class SandiGanti(auth.PasswordChangeView):
    template_name = "opd/sandi_ganti.html"
    form_class = SandiGantiForm

    def form_valid(self, form: SandiGantiForm) -> HttpResponse:
        self.wajib = self.request.user.wajib_ganti_sandi
        jawaban = super().form_valid(form)
        messages.success(self.request, "Kata sandi Anda sudah diganti.")
        return jawaban

    def get_success_url(self) -> str:
        return reverse("beranda") if self.wajib else reverse("opd:akun")


masuk = masuk_keluar("opd.masuk", umum=True)(Masuk.as_view())
sandi_lupa = masuk_keluar("opd.masuk", umum=True)(SandiLupa.as_view())
sandi_baru = masuk_keluar("opd.masuk", umum=True)(SandiBaru.as_view())
sandi_ganti = masuk_keluar("opd.akun")(SandiGanti.as_view())


@baca("opd.masuk", umum=True)
def sandi_terkirim(request: HttpRequest) -> HttpResponse:
    jam = settings.PASSWORD_RESET_TIMEOUT // DETIK_SEJAM
    return halaman(request, "opd/sandi_terkirim.html", {"jam": jam})


@baca("opd.masuk", umum=True)
def sandi_selesai(request: HttpRequest) -> HttpResponse:
    return halaman(request, "opd/sandi_selesai.html", {})


@tulis("opd.masuk", umum=True)
def keluar(request: HttpRequest) -> HttpResponse:
    """Open to all, so that a second click on Keluar is not an error."""
    logout(request)
    return redirect("opd:masuk")


@baca("opd.akun")
def akun(request: HttpRequest) -> HttpResponse:
    milik = Penugasan.objects.filter(pengguna=request.user)
    konteks = {
        "penugasan": list(milik.select_related("opd").order_by("-mulai", "pk")),
        "berlaku": set(milik.order_by().berlaku().values_list("pk", flat=True)),
        "form": KecepatanForm(initial={"tampil": request.user.kecepatan_tampil}),
    }
    return halaman(request, "opd/akun.html", konteks)


@tulis("opd.akun")
def kecepatan_simpan(request: HttpRequest) -> HttpResponse:
    form = KecepatanForm(request.POST)
    tampil = form.is_valid() and form.cleaned_data["tampil"]
    atur_kecepatan(tampil=tampil, oleh=request.user)
    kata = "tampil" if tampil else "tidak tampil lagi"
    messages.success(request, f"Kecepatan mengajukan {kata} di beranda Anda.")
    return redirect("opd:akun")
