"""The answers of the evidence views: chips of a row, the page of a row, one file."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from capaian.forms.bukti import FormNilai, FormUbah, FormUnggah
from capaian.layar.bukti import muat_bukti
from capaian.layar.bukti_rinci import LayarBukti, susun_berkas, susun_rinci
from capaian.models import Bukti
from konsolidasi.inti import titipan
from konsolidasi.inti.http import halaman


def alamat_baris(bukti: Bukti) -> str:
    tw = bukti.periode.tw
    return reverse("capaian:bukti_indikator", args=[tw.tahun, tw.nomor, bukti.indikator_id])


def deret(
    request: HttpRequest, layar: LayarBukti, *, form: FormUnggah, status: int
) -> HttpResponse:
    pk, tw = layar.indikator.pk, layar.periode.tw
    jalur = [tw.tahun, tw.nomor, pk]
    konteks = {
        "bukti": muat_bukti([pk], layar.periode, pengguna=request.user).get(pk, ()),
        "indikator_nama": layar.indikator.nama,
        "kelola": reverse("capaian:bukti_indikator", args=jalur),
        "tambah": reverse("capaian:bukti_tambah", args=jalur) if layar.bisa_ubah else "",
        "pk": str(pk),
        "galat": [kalimat for semua in form.errors.values() for kalimat in semua],
        "pesan": form.pesan,
    }
    return halaman(request, "capaian/bukti_deret.html", konteks, status=status)


def halaman_baris(
    request: HttpRequest,
    layar: LayarBukti,
    *,
    form: FormUnggah | None = None,
    ubah: dict[int, FormUbah] | None = None,
    status: int = 200,
) -> HttpResponse:
    ubah = _titipan_ubah(request, layar) | (ubah or {})
    opd, tw = layar.indikator.opd, layar.periode.tw
    isian = reverse("capaian:isian_opd", args=[opd.pk, tw.tahun, tw.nomor])
    konteks = {
        "layar": layar,
        "tw": tw,
        "form": form or FormUnggah(layar=layar),
        "butir": [
            {
                "rinci": r,
                "ubah": ubah.get(r.bukti.pk) or FormUbah(bukti=r.bukti),
                "terbuka": r.bukti.pk in ubah,
            }
            for r in layar.rinci
        ],
        "isian": f"{isian}#b{layar.indikator.pk}",
        "remah": (
            (f"Isian {opd.singkatan} {tw.label}", isian),
            (layar.indikator.nama, reverse("capaian:indikator_rinci", args=[layar.indikator.pk])),
        ),
    }
    return halaman(request, "capaian/bukti.html", konteks, status=status)


def _titipan_ubah(request: HttpRequest, layar: LayarBukti) -> dict[int, FormUbah]:
    """Details that were typed when the session had ended."""
    if titipan.KUNCI not in request.session:
        return {}
    hasil = {}
    for r in layar.rinci:
        kiriman = titipan.ambil(request, reverse("capaian:bukti_ubah", args=[r.bukti.pk]))
        if kiriman:
            hasil[r.bukti.pk] = FormUbah(titipan.datar(kiriman), bukti=r.bukti)
    return hasil


def halaman_berkas(
    request: HttpRequest, bukti: Bukti, *, nilai: FormNilai | None = None, status: int = 200
) -> HttpResponse:
    (rinci,) = susun_rinci([bukti], bukti.periode.tw, request.user)
    teks = request.GET.get("hal", "")
    nomor = int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 7 else None
    bisa_nilai = not bukti.periode.terkunci and bukti.dicabut_pada is None
    konteks = {
        "rinci": rinci,
        "bukti": bukti,
        "tw": bukti.periode.tw,
        "berkas": susun_berkas(rinci, halaman=nomor),
        "bisa_nilai": bisa_nilai and request.user.has_perm("capaian.verifikasi"),
        "form": nilai or FormNilai(bukti=bukti),
        "remah": (
            (f"Bukti {bukti.indikator.nama}, {bukti.periode.tw.label}", alamat_baris(bukti)),
        ),
    }
    return halaman(request, "capaian/bukti_lihat.html", konteks, status=status)
