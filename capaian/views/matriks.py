"""The matrix OPD × triwulan, its workbook, and the extension of one OPD."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from capaian.ekspor import matriks as ekspor
from capaian.forms.periode import FormPerpanjangan, SaringMatriks
from capaian.layanan.periode import beri_perpanjangan, saat
from capaian.layar.matriks import SEMUA_TRIWULAN, Matriks, susun_matriks
from capaian.layar.matriks_cetakan import cetak_baris, kata_rata
from capaian.layar.perpanjangan import muat_perpanjangan, susun_perpanjangan
from capaian.layar.tahun import PilihanTahun, pilih_tahun
from capaian.models import Periode
from capaian.views.unduhan import balas_berkas, kueri_unduh, susun_keterangan
from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, TidakBoleh
from konsolidasi.inti.http import baca, halaman, tulis
from konsolidasi.inti.waktu import Triwulan
from opd.models import Opd

KEMBALI = "Ketikan Anda sebelum sesi berakhir ada di bawah ini. Belum tersimpan."


@baca("capaian.lihat")
def matriks(request: HttpRequest) -> HttpResponse:
    pilihan, saring, isi = _susun(request)
    konteks = {
        "tahun": pilihan,
        "matriks": isi,
        "bagian": [(b, cetak_baris(isi, b.baris)) for b in isi.bagian],
        "singkat": Triwulan(isi.tahun, isi.kini).singkat,
        "saring": saring,
        "triwulan": isi.kolom,
        "unduh": kueri_unduh(request, isi.tahun, triwulan=str(isi.kini)),
    }
    return halaman(request, "capaian/matriks.html", konteks)


@baca("capaian.ekspor")
def matriks_unduh(request: HttpRequest) -> HttpResponse:
    _, saring, isi = _susun(request)
    baris = []
    for bagian in isi.bagian:
        for b in bagian.baris:
            persen, ket = kata_rata(b.ringkas)
            baris.append(
                ekspor.BarisLembar(
                    klaster=bagian.nama,
                    opd=b.opd.nama,
                    sel=tuple(s.teks for s in b.sel),
                    persen=b.ringkas.rata if persen else None,
                    ket=ket,
                )
            )
    ketepatan = [
        ekspor.BarisKetepatan(k.label, k.wajib, k.tepat, k.lambat, k.belum) for k in isi.ketepatan
    ]
    ket = susun_keterangan(request, saring)
    buku = ekspor.susun_lembar(baris, ketepatan, isi.tahun, ket, contoh=isi.contoh)
    return balas_berkas(request, buku, ekspor.judul(isi.tahun))


def _susun(request: HttpRequest) -> tuple[PilihanTahun, SaringMatriks, Matriks]:
    pilihan = pilih_tahun(request.GET.get("tahun", ""))
    saring = SaringMatriks(request.GET, pengguna=request.user)
    isi = susun_matriks(
        request.user,
        pilihan.tahun,
        kini=_kini(saring.isi["triwulan"], pilihan),
        cocok=saring.cocok,
        keadaan=saring.isi["keadaan"],
        pada=timezone.now(),
    )
    return pilihan, saring, isi


def _kini(diminta: str, pilihan: PilihanTahun) -> int:
    """The quarter asked for, else the running one; of a year gone by the last, of a later one I."""
    if diminta in map(str, SEMUA_TRIWULAN):
        return int(diminta)
    berjalan = pilihan.berjalan
    if berjalan is None or pilihan.tahun > berjalan.tahun:
        return 1
    return berjalan.nomor if pilihan.tahun == berjalan.tahun else 4


@baca("capaian.perpanjang")
def perpanjangan(request: HttpRequest, tahun: int, tw: int, opd: int) -> HttpResponse:
    satu, periode = _temukan(request, tahun, tw, opd)
    ada = muat_perpanjangan(periode, satu)
    form = FormPerpanjangan(ada=ada)
    if kiriman := titipan.ambil(request, f"{request.path}perpanjang/"):
        messages.warning(request, KEMBALI)
        form = FormPerpanjangan(titipan.datar(kiriman), ada=ada)
        form.is_valid()
    return _tampil(request, satu, periode, form)


@tulis("capaian.perpanjang")
def _beri(request: HttpRequest, tahun: int, tw: int, opd: int) -> HttpResponse:
    satu, periode = _temukan(request, tahun, tw, opd)
    form = FormPerpanjangan(request.POST, ada=muat_perpanjangan(periode, satu))
    if not form.is_valid():
        return _tampil(request, satu, periode, form, status=422)
    try:
        beri = beri_perpanjangan(
            periode=periode,
            opd=satu,
            sampai=form.sampai,
            alasan=form.cleaned_data["alasan"],
            dilihat=form.cleaned_data["dilihat"],
            oleh=request.user,
        )
    except TidakBoleh:
        raise
    except GalatDomain as galat:
        form.add_error(galat.medan if galat.medan in form.fields else None, galat.pesan)
        # Whoever saves again has now seen how it stands.
        form.ada = muat_perpanjangan(periode, satu)
        return _tampil(request, satu, periode, form, status=galat.kode_http)
    messages.success(request, f"{satu.singkatan} dapat mengisi sampai {saat(beri.sampai_pada)}.")
    return redirect("capaian:perpanjangan", tahun, tw, opd)


@baca("capaian.perpanjang")
def _ke_halaman(request: HttpRequest, tahun: int, tw: int, opd: int) -> HttpResponse:
    return redirect("capaian:perpanjangan", tahun, tw, opd)


def perpanjangan_beri(request: HttpRequest, **arah: int) -> HttpResponse:
    """Whoever comes back by GET, after logging in again, gets the page of the form."""
    return (_beri if request.method == "POST" else _ke_halaman)(request, **arah)


perpanjangan_beri.aksi = "capaian.perpanjang"


def _temukan(request: HttpRequest, tahun: int, tw: int, opd: int) -> tuple[Opd, Periode]:
    periode = get_object_or_404(Periode, tahun=tahun, triwulan=tw)
    return get_object_or_404(Opd.objects.untuk(request.user).aktif(), pk=opd), periode


def _tampil(
    request: HttpRequest, opd: Opd, periode: Periode, form: FormPerpanjangan, *, status: int = 200
) -> HttpResponse:
    layar = susun_perpanjangan(
        opd,
        periode,
        pengguna=request.user,
        pada=timezone.now(),
        alamat=request.build_absolute_uri,
    )
    konteks: dict[str, Any] = {"layar": layar, "opd": opd, "periode": periode, "form": form}
    return halaman(request, "capaian/perpanjangan.html", konteks, status=status)
