"""The invitations of a sesi: the letter, its files, the links of the work pages."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from konsolidasi.inti import titipan
from konsolidasi.inti.galat import GalatDomain, SudahBerubah, TidakLengkap
from konsolidasi.inti.http import baca, halaman, tulis
from rapat.dokumen.pdf import undangan_pdf as cetak_undangan
from rapat.dokumen.undangan import IsiUndangan, ics, susun_undangan, teks_whatsapp
from rapat.dokumen.word import undangan_word as tulis_undangan
from rapat.forms.undangan import FormUndangan, tanda
from rapat.kode import kode_kerja
from rapat.layanan.undangan import simpan_undangan, undangan_sesi
from rapat.layar.undangan import BarisUndangan, bedakan
from rapat.models import Agenda, Sesi

AKSI = "rapat.undang"
PDF, KALENDER = "application/pdf", "text/calendar; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@baca(AKSI)
def undangan(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _sesi(request, pk)
    kiriman = titipan.ambil(request, reverse("rapat:undangan_simpan", args=[pk]))
    if kiriman is not None:
        messages.warning(request, "Ketikan Anda sebelum sesi berakhir belum tersimpan.")
        return _tampil(request, sesi, FormUndangan(titipan.datar(kiriman)))
    return _tampil(request, sesi)


@tulis(AKSI)
def undangan_simpan(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _sesi(request, pk)
    form = FormUndangan(request.POST)
    if not form.is_valid():
        return _tampil(request, sesi, form, status=422)
    try:
        simpan_undangan(
            sesi=sesi, isi=form.isi(), dilihat=form.cleaned_data["dilihat"], oleh=request.user
        )
    except SudahBerubah as galat:
        surat, ketikan = galat.sekarang, form.isi()
        ulang = FormUndangan({**request.POST.dict(), "dilihat": tanda(surat)})
        lawan = {"surat": surat, "beda": bedakan(surat, ketikan)} if surat else None
        return _tampil(request, sesi, ulang, lawan=lawan, status=galat.kode_http)
    except GalatDomain as galat:
        medan = "tutup_tanggal" if galat.medan == "tutup_pada" else None
        form.add_error(medan, galat.pesan)
        return _tampil(request, sesi, form, status=galat.kode_http)
    messages.success(request, "Undangan tersimpan. Surat dan tautan di bawah memakai isinya.")
    return redirect("rapat:undangan", pk)


@baca("rapat.lihat")
def undangan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter of one OPD; an OPD gets its own."""
    agenda, isi = _surat(request, pk)
    return kirim_berkas(cetak_undangan([isi]), f"Undangan {agenda.opd.singkatan}.pdf", PDF)


@baca(AKSI)
def undangan_word(request: HttpRequest, pk: int) -> HttpResponse:
    agenda, isi = _surat(request, pk)
    return kirim_berkas(tulis_undangan(isi), f"Undangan {agenda.opd.singkatan}.docx", WORD)


@baca("rapat.lihat")
def undangan_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry names the work page that asks for an account: it is passed on freely."""
    agenda, isi = _surat(request, pk)
    alamat = halaman_kerja(request)(pk)
    domain = request.get_host().partition(":")[0]
    berkas = ics([isi], pada=timezone.now(), domain=domain, tautan=alamat)
    return kirim_berkas(berkas, f"Undangan {agenda.opd.singkatan}.ics", KALENDER)


@baca(AKSI)
def undangan_semua_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    sesi = _sesi(request, pk)
    semua = susun_undangan(sesi)
    if not semua:
        raise TidakLengkap([], "Agenda sesi masih kosong; belum ada yang diundang.")
    return kirim_berkas(cetak_undangan(semua), f"Undangan {sesi.judul}.pdf", PDF)


def kirim_berkas(isi: bytes, nama: str, jenis: str) -> HttpResponse:
    """A file that only this person may keep."""
    return HttpResponse(
        isi,
        content_type=jenis,
        headers={
            "Content-Disposition": content_disposition_header(True, nama.replace("/", "-")),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def tautan_kerja(request: HttpRequest) -> Callable[[int], str]:
    """From an agenda item to the signed address of its work page, complete with the host."""

    def alamat(agenda: int) -> str:
        jalur = reverse("rapat:kerja_tautan", args=[kode_kerja(agenda)])
        return request.build_absolute_uri(jalur)

    return alamat


def halaman_kerja(request: HttpRequest) -> Callable[[int], str]:
    """The address of a work page behind the login, complete with the host."""

    def alamat(agenda: int) -> str:
        return request.build_absolute_uri(reverse("rapat:kerja", args=[agenda]))

    return alamat


def _sesi(request: HttpRequest, pk: int) -> Sesi:
    return get_object_or_404(Sesi.objects.untuk(request.user).select_related("rapat"), pk=pk)


def _surat(request: HttpRequest, pk: int) -> tuple[Agenda, IsiUndangan]:
    semua = Agenda.objects.untuk(request.user).select_related("opd", "sesi__rapat")
    agenda = get_object_or_404(semua, pk=pk)
    return agenda, susun_undangan(agenda.sesi, agenda=agenda)[0]


def _tampil(
    request: HttpRequest,
    sesi: Sesi,
    form: FormUndangan | None = None,
    *,
    lawan: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    surat, alamat = undangan_sesi(sesi), tautan_kerja(request)
    agenda = {a.pk: a for a in sesi.agenda.select_related("opd").order_by("urutan", "pk")}
    konteks = {
        "sesi": sesi,
        "surat": surat,
        "form": form or FormUndangan.dari(surat),
        "lawan": lawan,
        "baris": [
            BarisUndangan(
                agenda=agenda[isi.agenda],
                kepada=isi.kepada,
                giliran=isi.giliran,
                tautan=alamat(isi.agenda),
                whatsapp=teks_whatsapp(isi, alamat(isi.agenda)),
            )
            for isi in susun_undangan(sesi)
        ],
    }
    return halaman(request, "rapat/undangan.html", konteks, status=status)
