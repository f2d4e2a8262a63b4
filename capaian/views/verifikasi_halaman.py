"""The page of verification, for whoever shows it: a look, an error, a late decision."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from capaian.forms.bukti import FormNilai
from capaian.forms.verifikasi import FormKalimat, FormPutusan, SaringVerifikasi, muat_alasan
from capaian.layar.verifikasi_antrean import Antrean, susun_antrean
from capaian.layar.verifikasi_baris import LayarBaris, realisasi_terlihat, susun_baris
from capaian.layar.verifikasi_periode import PilihanPeriode
from capaian.layar.verifikasi_riwayat import Bentrok
from capaian.models import Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.http import halaman


def angka_url(teks: str) -> int | None:
    """A key or page number from the URL; None for anything else."""
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else None


def susun_halaman(
    request: HttpRequest,
    pilihan: PilihanPeriode,
    realisasi: Realisasi | None,
    *,
    form: FormKalimat | None = None,
    bentrok: Bentrok | None = None,
    pesan: str = "",
    status: int = 200,
) -> HttpResponse:
    """`realisasi` None opens the first row of the queue."""
    saringan = QueryDict(request.POST.get("asal", "")[:200]) if request.POST else request.GET
    saring = SaringVerifikasi(saringan, pengguna=request.user)
    antrean = susun_antrean(
        pilihan.periode,
        syarat=saring.syarat,
        saringan=saring.saringan,
        jenis=saring.isi["jenis"],
        baris=realisasi.pk if realisasi else None,
        nomor_halaman=saringan.get("halaman"),
    )
    if realisasi is None:
        realisasi = _pertama(request, antrean)
    baris = None
    if realisasi is not None:
        baris = _baris(request, realisasi, antrean, saringan)
        form = form or _form(realisasi)
    konteks = {
        "pilihan": pilihan,
        "saring": saring,
        "antrean": antrean,
        "baris": baris,
        "form": form,
        "nilai_bukti": _nilai_bukti(baris),
        "jalan": _jalan(antrean, realisasi),
        "bentrok": bentrok,
        "pesan": pesan,
        "semua": _alamat_semua(pilihan, saring),
    }
    return halaman(request, "capaian/verifikasi.html", konteks, status=status)


def _pertama(request: HttpRequest, antrean: Antrean) -> Realisasi | None:
    tampil = list(antrean.hal.object_list)
    if not tampil:
        return None
    return realisasi_terlihat(request.user).filter(pk=tampil[0]).first()


def _baris(
    request: HttpRequest, realisasi: Realisasi, antrean: Antrean, saringan: QueryDict
) -> LayarBaris:
    dinilai = antrean.baris.get(realisasi.pk)
    return susun_baris(
        realisasi,
        request.user,
        dasar=reverse("capaian:verifikasi_baris", args=[realisasi.pk]) + _kueri(saringan),
        keraguan=dinilai.keraguan if dinilai else None,
        bukti=angka_url(saringan.get("bukti", "")),
        hal=angka_url(saringan.get("hal", "")),
    )


def _kueri(saringan: QueryDict) -> str:
    isi = {nama: saringan[nama] for nama in ("opd", "jenis") if saringan.get(nama)}
    return f"?{urlencode(isi)}" if isi else ""


def _form(realisasi: Realisasi) -> FormKalimat:
    """A decision where one is due; for every other row what it takes to open it again."""
    if realisasi.status == StatusRealisasi.DIAJUKAN:
        return FormPutusan(realisasi=realisasi, alasan=muat_alasan())
    return FormKalimat(realisasi=realisasi)


def _nilai_bukti(baris: LayarBaris | None) -> FormNilai | None:
    if baris is None or baris.bukti.terbuka is None or not baris.bukti.bisa_nilai:
        return None
    return FormNilai(bukti=baris.bukti.terbuka.bukti)


def _jalan(antrean: Antrean, realisasi: Realisasi | None) -> dict[str, object]:
    """Where J, K and the decision lead from here."""
    pk = realisasi.pk if realisasi else 0
    berikut, sebelum = antrean.tetangga(pk, 1), antrean.tetangga(pk, -1)
    return {
        "berikut": berikut,
        "url_berikut": antrean.alamat(antrean.jenis, berikut) if berikut else "",
        "url_sebelum": antrean.alamat(antrean.jenis, sebelum) if sebelum else "",
        "nomor": antrean.nomor(pk),
        "banyak": len(antrean.urut),
        "asal": antrean.alamat(antrean.jenis).partition("?")[2],
    }


def _alamat_semua(pilihan: PilihanPeriode, saring: SaringVerifikasi) -> str:
    kueri = {"tahun": pilihan.periode.tahun_id, "tw": pilihan.periode.triwulan}
    kueri |= {nama: isi for nama, isi in saring.saringan.items() if isi}
    return f"{reverse('capaian:verifikasi_semua')}?{urlencode(kueri)}"
