"""Accept every row without a doubt: the list first, then its number typed, then the deed."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from capaian.forms.verifikasi import BARIS_TERBANYAK, FormTerimaSemua, SaringVerifikasi
from capaian.layanan.verifikasi import HasilTerima, terima_tanpa_keraguan
from capaian.layar.verifikasi_antrean import susun_antrean
from capaian.layar.verifikasi_ingatan import BIASA
from capaian.layar.verifikasi_periode import PilihanPeriode, pilih_periode
from capaian.layar.verifikasi_semua import susun_pratinjau
from capaian.views.verifikasi_halaman import angka_url
from konsolidasi.inti import titipan
from konsolidasi.inti.http import baca, halaman, tulis

AKSI = "capaian.verifikasi"
SEBUT_TERBANYAK = 10


@baca(AKSI)
def verifikasi_semua(request: HttpRequest) -> HttpResponse:
    pilihan = _pilihan(request.GET)
    if pilihan is None:
        return redirect("capaian:verifikasi")
    if titipan.ambil(request, reverse("capaian:verifikasi_terima")):
        messages.info(request, "Sesi Anda tadi berakhir, belum ada baris yang diterima.")
    return _pratinjau(request, pilihan, request.GET)


@tulis(AKSI)
def _terima(request: HttpRequest) -> HttpResponse:
    asal = QueryDict(request.POST.get("asal", "")[:200])
    pilihan = _pilihan(asal)
    form = FormTerimaSemua(request.POST)
    if pilihan is None or not form.is_valid():
        if pilihan is None:
            return redirect("capaian:verifikasi")
        return _pratinjau(request, pilihan, asal, form=form, status=422)
    hasil = terima_tanpa_keraguan(
        periode=pilihan.periode,
        realisasi_dan_versi=form.cleaned_data["baris"],
        oleh=request.user,
    )
    _kabarkan(request, hasil)
    return redirect(f"{reverse('capaian:verifikasi')}?{_asal(pilihan, asal)}")


@baca(AKSI)
def _ke_pratinjau(request: HttpRequest) -> HttpResponse:
    return redirect("capaian:verifikasi_semua")


def verifikasi_terima(request: HttpRequest) -> HttpResponse:
    """Whoever comes back by GET, after logging in again, gets the preview."""
    return (_terima if request.method == "POST" else _ke_pratinjau)(request)


verifikasi_terima.aksi = AKSI


def _pilihan(data: QueryDict) -> PilihanPeriode | None:
    return pilih_periode(angka_url(data.get("tahun", "")), angka_url(data.get("tw", "")))


def _pratinjau(
    request: HttpRequest,
    pilihan: PilihanPeriode,
    data: QueryDict,
    *,
    form: FormTerimaSemua | None = None,
    status: int = 200,
) -> HttpResponse:
    """After an error the list is made anew; what was typed stays beside it."""
    saring = SaringVerifikasi(data, pengguna=request.user)
    antrean = susun_antrean(
        pilihan.periode, syarat=saring.syarat, saringan=saring.saringan, jenis=BIASA
    )
    baris = susun_pratinjau(antrean.urut[:BARIS_TERBANYAK], pilihan.periode)
    dipratinjau = {b.pk: b.versi for b in baris}
    konteks = {
        "pilihan": pilihan,
        "baris": baris,
        "contoh": any(b.contoh for b in baris),
        "sisa": len(antrean.urut) - len(baris),
        "daftar": ",".join(f"{pk}:{versi}" for pk, versi in dipratinjau.items()),
        "form": form or FormTerimaSemua(),
        "asal": _asal(pilihan, data),
        "kembali": antrean.alamat(BIASA),
    }
    return halaman(request, "capaian/verifikasi_semua.html", konteks, status=status)


def _asal(pilihan: PilihanPeriode, data: QueryDict) -> str:
    kueri = {"tahun": pilihan.periode.tahun_id, "tw": pilihan.periode.triwulan}
    if data.get("opd"):
        kueri["opd"] = data["opd"]
    return urlencode(kueri)


def _kabarkan(request: HttpRequest, hasil: HasilTerima) -> None:
    if hasil.diterima:
        messages.success(request, f"{len(hasil.diterima)} baris diterima.")
    if hasil.sudah:
        messages.info(request, f"{hasil.sudah} baris sudah Anda terima sebelumnya.")
    for satu in hasil.dilewati[:SEBUT_TERBANYAK]:
        messages.warning(request, f"Tidak diterima: {satu.nama}. {satu.sebab}")
    sisa = len(hasil.dilewati) - SEBUT_TERBANYAK
    if sisa > 0:
        messages.warning(request, f"{sisa} baris lain juga tidak diterima; lihat antrean.")
