"""Forms around the account: signing in, passwords, the daily letter."""

from collections.abc import Iterator

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off, get_failure_limit
from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
)
from django.core.exceptions import ValidationError

from opd.models import Pengguna

# From how many remaining attempts on a person is warned.
MULAI_DIINGATKAN = 3


class MasukForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi tidak cocok.",
        "inactive": "Nama pengguna atau kata sandi tidak cocok.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Nama pengguna"
        self.fields["password"].label = "Kata sandi"

    def clean(self) -> dict:
        """The sentence stands beside the password, with how many attempts are left."""
        try:
            return super().clean()
        except ValidationError as galat:
            self.add_error("password", " ".join([*galat.messages, *self._peringatan()]))
        return self.cleaned_data

    def _peringatan(self) -> list[str]:
        sisa = self._sisa_percobaan()
        if not 0 < sisa <= MULAI_DIINGATKAN:
            return []
        jeda = get_cool_off(self.request)
        menit = f" {int(jeda.total_seconds() // 60)} menit" if jeda else ""
        return [f"Tersisa {sisa} percobaan sebelum jeda{menit}."]

    def _sisa_percobaan(self) -> int:
        kredensial = {"username": self.cleaned_data.get("username", "")}
        batas = get_failure_limit(self.request, kredensial)
        return batas - AxesProxyHandler.get_failures(self.request, kredensial)


class SandiLupaForm(PasswordResetForm):
    email = forms.EmailField(
        label="Alamat surel",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def get_users(self, email: str) -> Iterator[Pengguna]:
        """Also people whose account never had a password: a mailed link gives the first."""
        milik = Pengguna.objects.filter(email__iexact=email, is_active=True).exclude(email="")
        return iter(milik.order_by("pk"))


class RingkasanForm(forms.Form):
    ringkasan = forms.BooleanField(
        label="Kirim ringkasan harian ke surel saya",
        required=False,
        help_text="Paling banyak satu surel sehari, dan hanya bila ada yang baru.",
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class KecepatanForm(forms.Form):
    tampil = forms.BooleanField(
        label="Tampilkan kecepatan mengajukan di beranda saya",
        required=False,
        help_text="Lebih cepat dari berapa OPD lain; hanya OPD Anda yang melihatnya.",
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class SandiSendiri:
    """A password that the person chose: from now on it need not be changed."""

    user: Pengguna
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, str]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "Kata sandi baru"
        self.fields["new_password2"].label = "Ulangi kata sandi baru"
        self.fields["new_password2"].help_text = ""

    def save(self, commit: bool = True) -> Pengguna:
        self.user.set_password(self.cleaned_data["new_password1"])
        self.user.wajib_ganti_sandi = False
        self.user.save(update_fields=["password", "wajib_ganti_sandi"])
        return self.user


class SandiBaruForm(SandiSendiri, SetPasswordForm):
    """After the link that came by mail."""


class SandiGantiForm(SandiSendiri, PasswordChangeForm):
    """The person knows the old one; the new one must differ."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Kata sandi lama"

    def clean(self) -> dict:
        isi = super().clean()
        baru = isi.get("new_password1")
        if baru and baru == isi.get("old_password"):
            self.add_error("new_password1", "Kata sandi baru harus berbeda dari yang lama.")
        return isi
