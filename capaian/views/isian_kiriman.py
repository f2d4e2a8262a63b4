"""What a post of Isian Saya does: save rows, answer, hand on; and the sentences about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from capaian.forms.isian import FormBaris, nomor_baris, urai_kiriman
from capaian.layanan.realisasi import (
    HasilPengajuan,
    ajukan_realisasi,
    kunci_lembar,
    lepas_realisasi,
    tulis_realisasi,
)
from capaian.layar.isian import susun_semua
from capaian.layar.isian_bahan import Baris
from capaian.layar.isian_lencana import BERES, LEPAS
from capaian.layar.isian_medan import BIASA, Balasan, sisakan, susun_galat
from capaian.layar.isian_muat import baca_indikator, indikator_lembar
from capaian.models import Indikator, Periode
from capaian.querysets import IndikatorQuerySet
from konsolidasi.inti import waktu
from konsolidasi.inti.galat import GalatDomain, SudahBerubah
from opd.models import Opd

SEBUT_TERBANYAK = 5


@dataclass
class Tersimpan:
    """What became of the rows of a posted page. `status`: the worst answer among them."""

    status: int = 200
    baris: int = 0
    dijawab: int = 0
    gagal: int = 0
    balasan: dict[int, Balasan] = field(default_factory=dict)


def untuk_form(indikator: IndikatorQuerySet) -> IndikatorQuerySet:
    """With what a form and a save ask of an indikator."""
    return indikator.select_related("opd", "skala_predikat").prefetch_related(
        "skala_predikat__butir"
    )


def simpan_kiriman(
    request: HttpRequest, opd: Opd, periode: Periode, kiriman: Mapping[str, str]
) -> Tersimpan:
    """Save the rows that were touched, good ones also when others are wrong."""
    perlu = []
    for pk in nomor_baris(kiriman):
        satu = urai_kiriman(kiriman, pk)
        if satu.disentuh or satu.menjawab:
            perlu.append(pk)
    hasil = Tersimpan()
    if not perlu:
        return hasil
    lembar = indikator_lembar(opd)
    kunci_lembar(lembar, periode)
    # By key, the order of the locks: rows that do not exist yet are made in it too.
    for indikator in untuk_form(lembar.filter(pk__in=perlu)).order_by("pk"):
        form = FormBaris(kiriman, indikator=indikator, periode=periode)
        hasil.balasan[indikator.pk], status = simpan_baris(form, request)
        hasil.status = max(hasil.status, status)
        if status != 200:
            hasil.gagal += 1
        elif form.kiriman.menjawab:
            hasil.dijawab += 1
        else:
            hasil.baris += 1
    return hasil


def simpan_baris(form: FormBaris, request: HttpRequest) -> tuple[Balasan, int]:
    """One row: save what was changed, and hand it on when it answers the one who returned it."""
    kiriman = form.kiriman
    if kiriman.aksi == "buang":
        return sisakan(form.ketikan), 200
    if not form.is_valid():
        return form.balasan(), 422
    try:
        if kiriman.disentuh:
            tulis_realisasi(
                indikator=form.indikator,
                periode=form.periode,
                isi=form.isi(),
                versi=kiriman.versi,
                oleh=request.user,
            )
    except SudahBerubah as galat:
        if not form.sama_dengan(galat.sekarang):
            return form.balasan(lawan=galat.sekarang), galat.kode_http
    except GalatDomain as galat:
        return replace(form.balasan(), galat=susun_galat({"baris": galat.pesan})), galat.kode_http
    return _jawab(form, request) if kiriman.menjawab else (sisakan(form.ketikan), 200)


def _jawab(form: FormBaris, request: HttpRequest) -> tuple[Balasan, int]:
    jawaban = form.cleaned_data["jawaban"]
    if not jawaban:
        return sisakan(form.ketikan, jawaban="Tulis apa yang sudah diperbaiki."), 422
    hasil = ajukan_realisasi(
        indikator=[form.indikator],
        periode=form.periode,
        oleh=request.user,
        jawaban={form.indikator.pk: jawaban},
    )
    if hasil.tertinggal:
        kurang = " ".join(hasil.tertinggal[0][1])
        return sisakan(form.ketikan, jawaban=f"Belum diajukan. {kurang}"), 422
    return BIASA, 200


def ajukan(request: HttpRequest, opd: Opd, periode: Periode, kiriman: Mapping[str, str]) -> None:
    """Hand on the complete rows. A returned one only when it was changed, or is answered here."""
    baris = _baris(request, opd, periode)
    jawaban = {
        satu.indikator.pk: teks
        for satu in baris
        if satu.utas.pesan and (teks := urai_kiriman(kiriman, satu.indikator.pk).jawaban)
    }
    ikut = [
        satu
        for satu in baris
        if satu.ikut_diajukan or (satu.menunggu_jawaban and satu.indikator.pk in jawaban)
    ]
    hasil = ajukan_realisasi(
        indikator=_model(ikut), periode=periode, oleh=request.user, jawaban=jawaban
    )
    sisanya = {satu.indikator.pk for satu in ikut}
    tertinggal = _sebut(hasil) + [
        (satu.indikator.nama, _sebab(satu))
        for satu in baris
        if satu.indikator.pk not in sisanya and satu.bentuk.kesiapan not in (BERES, LEPAS)
    ]
    if not (hasil.diajukan or hasil.diserahkan or tertinggal):
        messages.info(request, "Semua baris sudah diajukan. Tidak ada yang perlu diajukan lagi.")
    _kabarkan(request, hasil, tertinggal)


def lepas(request: HttpRequest, opd: Opd, periode: Periode) -> None:
    """The kepala hands on what waits for them."""
    menunggu = [satu for satu in _baris(request, opd, periode) if satu.bisa_dilepas]
    hasil = lepas_realisasi(indikator=_model(menunggu), periode=periode, oleh=request.user)
    if not menunggu:
        messages.info(request, "Tidak ada baris yang menunggu Anda lepas.")
    _kabarkan(request, hasil, _sebut(hasil))


def _baris(request: HttpRequest, opd: Opd, periode: Periode) -> list[Baris]:
    return susun_semua(
        baca_indikator(indikator_lembar(opd)),
        periode,
        opd=opd,
        pengguna=request.user,
        pada=timezone.now(),
        balasan={},
    )


def _model(baris: Sequence[Baris]) -> list[Indikator]:
    """In the order of the rows. One query."""
    ada = Indikator.objects.select_related("opd").in_bulk([satu.indikator.pk for satu in baris])
    return [ada[satu.indikator.pk] for satu in baris]


def _sebut(hasil: HasilPengajuan) -> list[tuple[str, str]]:
    return [(indikator.nama, kurang[0]) for indikator, kurang in hasil.tertinggal]


def _kabarkan(
    request: HttpRequest, hasil: HasilPengajuan, tertinggal: Sequence[tuple[str, str]]
) -> None:
    pukul = waktu.pukul(timezone.now())
    if hasil.diajukan:
        messages.success(
            request,
            f"{len(hasil.diajukan)} baris diajukan, {pukul}."
            " Sekarang menunggu verifikasi Bapperida.",
        )
    if hasil.diserahkan:
        messages.success(
            request,
            f"{len(hasil.diserahkan)} baris diserahkan, {pukul}."
            " Sekarang menunggu kepala OPD melepasnya ke Bapperida.",
        )
    if tertinggal:
        sebut = "; ".join(
            f"{nama}: {kurang.rstrip('.').lower()}" for nama, kurang in tertinggal[:SEBUT_TERBANYAK]
        )
        sisa = len(tertinggal) - SEBUT_TERBANYAK
        lagi = f"; dan {sisa} lainnya" if sisa > 0 else ""
        messages.warning(request, f"{len(tertinggal)} baris belum ikut. {sebut}{lagi}.")


def _sebab(baris: Baris) -> str:
    if not baris.bentuk.bisa:
        return "pengisian sudah ditutup"
    return baris.kurang[0] if baris.kurang else "belum diperbaiki atau dijawab"
