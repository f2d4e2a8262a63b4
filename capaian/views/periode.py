"""One quarter: window, punctuality, locking, unlocking, and what a lock kept."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from capaian.ekspor import kunci as ekspor
from capaian.ekspor.daftar import TERBANYAK
from capaian.forms.periode import FormBukaKunci, FormKunci
from capaian.layanan.kunci import buka_kunci, kunci_periode
from capaian.layar.kunci import BarisKunci, LayarPeriode, susun_periode, susun_riwayat
from capaian.layar.kunci_hasil import hasil_terlihat, periksa, susun_hasil, susun_opd_terkunci
from capaian.layar.matriks_opd import muat_opd
from capaian.layar.perpanjangan import remah_matriks
from capaian.models import KunciPeriode, Periode
from capaian.views.unduhan import balas_berkas, susun_keterangan
from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, TidakBoleh, TidakLengkap
from konsolidasi.inti.http import baca, halaman, tulis
from opd.models import Opd

KEMBALI = "Ketikan Anda sebelum sesi berakhir ada di bawah ini. Belum dikerjakan."
View = Callable[..., HttpResponse]


@baca("capaian.lihat")
def periode_rinci(request: HttpRequest, tahun: int, tw: int) -> HttpResponse:
    periode = _temukan(tahun, tw)
    kunci, buka = FormKunci(), FormBukaKunci()
    if kiriman := titipan.ambil(request, reverse("capaian:periode_kunci", args=[tahun, tw])):
        messages.warning(request, KEMBALI)
        kunci = FormKunci(titipan.datar(kiriman))
    if kiriman := titipan.ambil(request, reverse("capaian:periode_buka_kunci", args=[tahun, tw])):
        messages.warning(request, KEMBALI)
        buka = FormBukaKunci(titipan.datar(kiriman))
    return _tampil(request, periode, kunci=kunci, buka=buka)


@tulis("capaian.kunci")
def _kunci(request: HttpRequest, tahun: int, tw: int) -> HttpResponse:
    periode = _temukan(tahun, tw)
    form = FormKunci(request.POST)

    def lakukan() -> str:
        kunci = kunci_periode(
            periode=periode,
            jumlah=form.cleaned_data["jumlah"],
            catatan=form.cleaned_data["catatan"],
            oleh=request.user,
        )
        banyak = form.cleaned_data["jumlah"]
        return (
            f"{kunci.periode.tw.label} terkunci: {banyak} baris terverifikasi, hasilnya disimpan."
        )

    return _lakukan(request, periode, form, lakukan, kunci=form, buka=FormBukaKunci())


@tulis("capaian.buka_kunci")
def _buka(request: HttpRequest, tahun: int, tw: int) -> HttpResponse:
    periode = _temukan(tahun, tw)
    form = FormBukaKunci(request.POST)

    def lakukan() -> str:
        buka_kunci(periode=periode, alasan=form.cleaned_data["alasan"], oleh=request.user)
        return f"Kunci {periode.tw.label} dibuka. Hasil yang dulu dikunci tetap tersimpan."

    return _lakukan(request, periode, form, lakukan, kunci=FormKunci(), buka=form)


def _lakukan(
    request: HttpRequest,
    periode: Periode,
    form: forms.Form,
    lakukan: Callable[[], str],
    **tampil: forms.Form,
) -> HttpResponse:
    """Redirect when it is done, or was done by the same person before; else the page with why."""
    if not form.is_valid():
        return _tampil(request, periode, status=422, **tampil)
    try:
        kabar = lakukan()
    except TidakBoleh:
        raise
    except GalatDomain as galat:
        if isinstance(galat, SalahKeadaan) and _sudah(request, periode, form):
            messages.info(request, galat.pesan)
            return redirect(periode_url(periode))
        form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
        segar = _temukan(periode.tahun_id, periode.triwulan)
        return _tampil(request, segar, status=galat.kode_http, **tampil)
    messages.success(request, kabar)
    return redirect(periode_url(periode))


def _sudah(request: HttpRequest, periode: Periode, form: forms.Form) -> bool:
    """Whether the newest lock already is what this form asks for: twice is once."""
    akhir = KunciPeriode.objects.filter(periode=periode).order_by("-dikunci_pada", "-pk").first()
    if akhir is None:
        return False
    if isinstance(form, FormKunci):
        return akhir.dibuka_pada is None and akhir.dikunci_oleh_id == request.user.pk
    sama = akhir.alasan_buka == form.cleaned_data["alasan"].strip()
    return akhir.dibuka_oleh_id == request.user.pk and sama


def _pulang(view: View) -> View:
    """Whoever comes back by GET, after logging in again, gets the page of the form."""

    @baca(view.aksi)
    def ke_halaman(request: HttpRequest, tahun: int, tw: int) -> HttpResponse:
        return redirect("capaian:periode_rinci", tahun, tw)

    def bungkus(request: HttpRequest, tahun: int, tw: int) -> HttpResponse:
        return (view if request.method == "POST" else ke_halaman)(request, tahun, tw)

    bungkus.aksi = view.aksi
    return bungkus


periode_kunci = _pulang(_kunci)
periode_buka_kunci = _pulang(_buka)


@baca("capaian.ekspor")
def kunci_unduh(request: HttpRequest, tahun: int, tw: int) -> HttpResponse:
    """Raises TidakLengkap for more rows than one workbook should hold."""
    periode = _temukan(tahun, tw)
    kunci = _pilih_kunci(request, periode)
    if kunci is None:
        raise Http404("Triwulan ini belum pernah dikunci.")
    opd = _pilih_opd(request)
    hasil = hasil_terlihat(kunci, request.user, opd.pk if opd else None)
    if hasil.count() > TERBANYAK:
        raise TidakLengkap([], "Lebih dari 10.000 indikator. Unduh per OPD.")
    baris = []
    for h in map(susun_hasil, hasil):
        baris.append(
            ekspor.BarisTerkunci(
                **{n: getattr(h, n) for n in ("kode", "nama", "opd", "satuan", "target")},
                realisasi=h.realisasi,
                persen=h.nilai_persen,
                peringkat=h.peringkat,
                kalimat=h.kalimat,
                status=h.status,
                pasti=h.pasti,
                contoh=h.contoh,
            )
        )
    ket = susun_keterangan(request)
    buku = ekspor.susun_lembar(baris, periode.tw.label, ket, _catatan(request, periode, kunci.pk))
    judul = ekspor.judul(periode.tw.label)
    return balas_berkas(request, buku, f"{judul} {opd.singkatan}" if opd else judul)


def _catatan(request: HttpRequest, periode: Periode, pk: int) -> list[str]:
    semua = susun_riwayat(periode, [o.pk for o in muat_opd(request.user)])
    satu = next(k for k in semua if k.pk == pk)
    teks = [f"Dikunci {satu.siapa}, {satu.saat}, dengan versi rumus {satu.versi_rumus}."]
    teks += [f"Catatan: {satu.catatan}"] if satu.catatan else []
    return [*teks, *([satu.dibuka] if satu.dibuka else [])]


def _temukan(tahun: int, tw: int) -> Periode:
    return get_object_or_404(Periode, tahun=tahun, triwulan=tw)


def periode_url(periode: Periode) -> str:
    return reverse("capaian:periode_rinci", args=[periode.tahun_id, periode.triwulan])


def _angka(teks: str) -> int | None:
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else None


def _pilih_kunci(request: HttpRequest, periode: Periode) -> KunciPeriode | None:
    """The lock that the address names, else the newest. Raises Http404 for one of elsewhere."""
    semua = KunciPeriode.objects.filter(periode=periode).select_related("periode")
    teks = request.GET.get("kunci", "")
    if teks:
        return get_object_or_404(semua, pk=_angka(teks))
    return semua.order_by("-dikunci_pada", "-pk").first()


def _pilih_opd(request: HttpRequest) -> Opd | None:
    teks = request.GET.get("opd", "")
    return get_object_or_404(Opd.objects.untuk(request.user), pk=_angka(teks)) if teks else None


def _tampil(
    request: HttpRequest,
    periode: Periode,
    *,
    kunci: FormKunci,
    buka: FormBukaKunci,
    status: int = 200,
) -> HttpResponse:
    layar = susun_periode(periode, request.user, timezone.now())
    konteks: dict[str, Any] = {
        "periode": periode,
        "layar": layar,
        "form_kunci": kunci,
        "form_buka": buka,
        "boleh_kunci": request.user.has_perm("capaian.kunci"),
        "boleh_buka": request.user.has_perm("capaian.buka_kunci"),
        "remah": remah_matriks(periode),
        **_hasil(request, periode, layar),
    }
    return halaman(request, "capaian/kunci.html", konteks, status=status)


def _hasil(request: HttpRequest, periode: Periode, layar: LayarPeriode) -> dict[str, Any]:
    """What the newest lock kept, or the one in the address; the rows of one OPD; the check."""
    kosong: dict[str, Any] = {"kunci": None, "per_opd": (), "opd": None, "hasil": (), "cek": None}
    kunci = _pilih_kunci(request, periode)
    if kunci is None:
        return kosong
    dipilih: BarisKunci = next(k for k in layar.kunci if k.pk == kunci.pk)
    opd = _pilih_opd(request)
    hasil, cek = (), None
    if opd is not None:
        hasil = tuple(map(susun_hasil, hasil_terlihat(kunci, request.user, opd.pk)))
    if request.GET.get("periksa"):
        cek = periksa(kunci, list(hasil_terlihat(kunci, request.user, opd.pk if opd else None)))
    return kosong | {
        "kunci": dipilih,
        "per_opd": susun_opd_terkunci(kunci, request.user),
        "opd": opd,
        "hasil": hasil,
        "cek": cek,
    }
