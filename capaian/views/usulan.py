"""The OPD proposes its targets of a year: one page, one form, and withdrawing."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from capaian.forms.saring_target import SaringUsulan
from capaian.forms.usulan import NILAI, SIDIK, LembarUsulan, baca_sidik
from capaian.layanan.usulan import simpan_usulan, tarik_usulan
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.layar.usulan import indikator_usulan, susun_pilihan, susun_usulan
from capaian.models import Indikator, Tahun, UsulanTarget
from konsolidasi.inti import titipan, waktu
from konsolidasi.inti.galat import SudahBerubah
from konsolidasi.inti.http import baca, halaman, tulis
from opd.lingkup import lingkup
from opd.models import Opd

AKSI = "capaian.usulkan"
TERBANYAK = 500
SARINGAN = ("cari", "keadaan")


@baca("capaian.lihat")
def usulan(request: HttpRequest) -> HttpResponse:
    """The own OPD, or the one in the URL; a choice of OPD for the others, and with ?pilih=1."""
    pilihan = pilih_tahun(request.GET.get("tahun", ""), geser=1)
    opd = request.GET.get("opd", "")
    milik = lingkup(request.user).opd_utama
    if not opd and (milik is None or "pilih" in request.GET):
        konteks = {"tahun": pilihan, "pilihan": susun_pilihan(request.user, pilihan.tahun)}
        return halaman(request, "capaian/usulan_pilih.html", konteks)
    satu = get_object_or_404(Opd.objects.untuk(request.user), pk=_angka(opd or str(milik)))
    jalur = reverse("capaian:usulan_simpan", args=[satu.pk, pilihan.tahun])
    if kiriman := titipan.ambil(request, jalur):
        messages.info(
            request, "Ketikan Anda sebelum sesi berakhir ada di bawah ini. Belum tersimpan."
        )
        data = titipan.datar(kiriman)
        return _tampil(request, satu, pilihan, _lembar(satu, pilihan.tahun, data), data)
    saring = SaringUsulan(request.GET, opd=satu.pk, tahun=pilihan.tahun)
    baris = saring.saring(_indikator(satu), pilihan.tahun)
    lembar = LembarUsulan(susun_usulan(baris, pilihan.tahun, timezone.localdate()))
    return _tampil(request, satu, pilihan, lembar, request.GET, saring=saring)


@tulis(AKSI)
def _simpan(request: HttpRequest, opd: int, tahun: int) -> HttpResponse:
    satu, pilihan = _temukan(request, opd, tahun)
    if not request.user.has_perm(AKSI, UsulanTarget(indikator=Indikator(opd=satu))):
        raise PermissionDenied(AKSI)
    data = _kiriman(request)
    if "tarik" in data:
        return _tarik(request, satu, pilihan, data)
    lembar = _lembar(satu, tahun, data)
    try:
        tersimpan = simpan_usulan(
            usulan=[k.usulan() for k in lembar.benar], tahun=tahun, oleh=request.user
        )
    except SudahBerubah:
        # Somebody was faster between our look and the lock: look again, nothing was written.
        lembar = _lembar(satu, tahun, data)
        return _tampil(request, satu, pilihan, lembar, data, status=409)
    if tersimpan:
        pukul = waktu.pukul(timezone.now())
        messages.success(request, f"{len(tersimpan)} usulan tersimpan, {pukul}.")
    if lembar.salah:
        status = 409 if lembar.bentrok else 422
        lembar = _lembar(satu, tahun, data)
        return _tampil(request, satu, pilihan, lembar, data, status=status)
    if not tersimpan:
        messages.info(request, "Tidak ada usulan yang berubah.")
    return _pulang(satu, tahun, data)


@baca(AKSI)
def _ke_halaman(request: HttpRequest, opd: int, tahun: int) -> HttpResponse:
    satu, _ = _temukan(request, opd, tahun)
    return _pulang(satu, tahun, {})


def usulan_simpan(request: HttpRequest, opd: int, tahun: int) -> HttpResponse:
    """Whoever comes back by GET, after logging in again, gets the page."""
    return (_simpan if request.method == "POST" else _ke_halaman)(request, opd, tahun)


usulan_simpan.aksi = AKSI


def _tarik(
    request: HttpRequest, opd: Opd, pilihan: PilihanTahun, data: dict[str, str]
) -> HttpResponse:
    """Withdraw one; what was typed in other rows stays typed."""
    pk = _angka(data.pop("tarik"))
    indikator = get_object_or_404(_indikator(opd), pk=pk)
    dilihat, _ = baca_sidik(data.get(f"{SIDIK}{pk}", ""))
    try:
        ada = tarik_usulan(indikator=indikator, tahun=pilihan.tahun, dilihat=dilihat)
    except SudahBerubah:
        data.pop(f"{NILAI}{pk}", None)
        lembar = _lembar(opd, pilihan.tahun, data, selalu=pk)
        for ketikan in lembar.ketikan:
            ketikan.bentrok = ketikan.bentrok or ketikan.baris.indikator.pk == pk
        return _tampil(request, opd, pilihan, lembar, data, status=409)
    if ada:
        messages.success(request, f"Usulan {indikator.kode} {indikator.nama} ditarik.")
    else:
        messages.info(request, f"Usulan {indikator.kode} sudah tidak ada.")
    data.pop(f"{NILAI}{pk}", None)
    lembar = _lembar(opd, pilihan.tahun, data, selalu=pk)
    terketik = [k for k in lembar.ketikan if k.disentuh]
    if not terketik:
        return _pulang(opd, pilihan.tahun, data)
    messages.info(request, f"{len(terketik)} baris lain yang Anda ketik belum tersimpan.")
    return _tampil(request, opd, pilihan, lembar, data)


def _temukan(request: HttpRequest, opd: int, tahun: int) -> tuple[Opd, PilihanTahun]:
    get_object_or_404(Tahun, pk=tahun)
    satu = get_object_or_404(Opd.objects.untuk(request.user), pk=opd)
    return satu, pilih_tahun(str(tahun))


def _indikator(opd: Opd) -> QuerySet[Indikator]:
    return (
        indikator_usulan(opd)
        .select_related("opd", "skala_predikat")
        .prefetch_related("skala_predikat__butir")
    )


def _lembar(
    opd: Opd, tahun: int, data: Mapping[str, str], *, selalu: int | None = None
) -> LembarUsulan:
    """The rows named in the form, whatever the filter says now. 404 for a row that is not there."""
    pk = {_angka(nama.removeprefix(NILAI)) for nama in data if nama.startswith(NILAI)}
    pk |= {selalu} if selalu is not None else set()
    if len(pk) > TERBANYAK:
        raise Http404
    indikator = list(_indikator(opd).filter(pk__in=pk))
    if len(indikator) != len(pk):
        raise Http404
    return LembarUsulan(susun_usulan(indikator, tahun, timezone.localdate()), data)


def _kiriman(request: HttpRequest) -> dict[str, str]:
    """A button "1,184" beside a number with two meanings stands for typing it so."""
    kiriman = request.POST.dict()
    pk, ada, teks = kiriman.pop("arti", "").partition(":")
    return kiriman | ({f"{NILAI}{pk}": teks} if ada else {})


def _angka(teks: str) -> int:
    if not (teks.isascii() and teks.isdigit() and len(teks) < 10):
        raise Http404
    return int(teks)


def _pulang(opd: Opd, tahun: int, data: Mapping[str, str]) -> HttpResponse:
    kueri = {"opd": opd.pk, "tahun": tahun} | {n: data[n] for n in SARINGAN if data.get(n)}
    return redirect(f"{reverse('capaian:usulan')}?{urlencode(kueri)}")


def _tampil(
    request: HttpRequest,
    opd: Opd,
    tahun: PilihanTahun,
    lembar: LembarUsulan,
    asal: Mapping[str, str],
    *,
    saring: SaringUsulan | None = None,
    status: int = 200,
) -> HttpResponse:
    konteks = {
        "opd": opd,
        "tahun": tahun,
        "lembar": lembar,
        "saring": saring,
        "asal": {n: asal[n] for n in SARINGAN if asal.get(n)},
        "boleh_usul": request.user.has_perm(AKSI, UsulanTarget(indikator=Indikator(opd=opd))),
        "banyak_opd": len(lingkup(request.user).opd_ids) != 1,
        "status": status,
    }
    return halaman(request, "capaian/usulan.html", konteks, status=status)
