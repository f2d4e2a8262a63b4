"""The door is shut unless a view names its action and the person may do it."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone

from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.http import is_htmx

# The admin site names no actions of its own; this one opens it as a whole, and its own
# permission checks (rules again) decide about each model.
AKSI_ADMIN = "opd.pengaturan"
# When the person was last seen, in the session; at most so often in seconds.
TERLIHAT, SELANG_DETIK = "terlihat", 300
# The only pages open to somebody who must first choose a password.
SAAT_WAJIB_GANTI = frozenset({"opd:sandi_ganti", "opd:keluar"})


class KebijakanIsi(CSPMiddleware):
    """One policy for every page, so that its text is made once; no page asks for a nonce."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.kebijakan = build_policy()

    def process_request(self, request: HttpRequest) -> None:
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault(HEADER, self.kebijakan)
        return response


class SesiBergulir:
    """A session ends some hours after the last click; writing it at every click would cost more
    than many a page, so it is written again once a few minutes have passed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sesi = request.session
        if sesi.accessed and SESSION_KEY in sesi:
            kini = int(timezone.now().timestamp())
            if kini - sesi.get(TERLIHAT, 0) >= SELANG_DETIK:
                sesi[TERLIHAT] = kini
        return response


class TutupBawaan:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A page that hundreds of screens ask for asks in turn for nobody: no session, no user.
        if not getattr(request, "tanpa_orang", False):
            titipan.tandai_pemilik(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        di_admin = request.resolver_match.app_name == "admin"
        aksi = AKSI_ADMIN if di_admin else getattr(view, "aksi", None)
        if aksi is None:
            raise ImproperlyConfigured(f"{request.resolver_match.view_name} names no action")
        if getattr(view, "umum", False):
            request.tanpa_orang = getattr(view, "tanpa_orang", False)
            return None
        if not request.user.is_authenticated:
            return self._minta_masuk(request)
        if (
            request.user.wajib_ganti_sandi
            and request.resolver_match.view_name not in SAAT_WAJIB_GANTI
        ):
            return redirect("opd:sandi_ganti")
        if not request.user.has_perm(aksi):
            raise PermissionDenied(aksi)
        return None

    def process_exception(self, request: HttpRequest, galat: Exception) -> HttpResponse | None:
        """A broken rule of the domain that the view did not answer itself: its own sentence."""
        if not isinstance(galat, GalatDomain):
            return None
        template = "galat.html#isi" if is_htmx(request) else "galat.html"
        return render(request, template, {"pesan": galat.pesan}, status=galat.kode_http)

    def _minta_masuk(self, request: HttpRequest) -> HttpResponse:
        tersimpan = request.method == "POST" and titipan.simpan(request)
        tujuan = _halaman_asal(request) if request.method == "POST" else request.get_full_path()
        masuk = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'berikut': tujuan})}"
        if is_htmx(request):
            konteks = {"masuk": masuk, "tersimpan": tersimpan}
            return render(request, "galat_sesi.html", konteks, status=401)
        return redirect(masuk)


def _halaman_asal(request: HttpRequest) -> str:
    """Path of the page the form stood on; the front page when the browser does not say."""
    asal = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if asal.netloc != request.get_host():
        return reverse("beranda")
    return f"{asal.path}?{asal.query}" if asal.query else asal.path
