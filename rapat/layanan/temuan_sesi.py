"""Findings of keselarasan in a sesi: which ones are on the agenda, and what was made of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from capaian.alur_temuan import ALUR_TEMUAN, BUKA, BUKAN_MASALAH, KE_AGENDA
from capaian.layanan.keselarasan import pegang_tahun, putuskan
from capaian.models import (
    Indikator,
    PenjelasanTemuan,
    StatusTemuan,
    Temuan,
    TemuanIndikator,
)
from capaian.models.keselarasan import TERBUKA
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakLengkap
from rapat.layanan.kesepakatan import boleh_mencatat
from rapat.layanan.tindak_lanjut import buat_tindak_lanjut
from rapat.models import Agenda, PutusanTemuan, Sesi, TindakLanjut
from rapat.perhitungan import opd_agenda
from rapat.pilihan import HasilTemuan, StatusTindakLanjut

PANJANG_ALASAN, TERPANJANG = 10, 500
DIBUKA_LAGI = "Putusan sesi berubah setelah berita acara dibuka kembali."


@dataclass(frozen=True)
class TemuanButir:
    """A finding on an item of a sesi. `putusan` is that of the sesi, under whichever item.

    `beku`: the sesi is ditetapkan, also what it left without an outcome stays as it was read.
    """

    temuan: Temuan
    putusan: PutusanTemuan | None
    beku: bool = False

    @property
    def belum(self) -> bool:
        return self.putusan is None or self.putusan.putusan == HasilTemuan.BELUM

    @property
    def kalimat(self) -> str:
        """As it was settled; before that, as it is now."""
        kini = self.putusan is None or (self.belum and not self.beku)
        return self.temuan.kalimat if kini else self.putusan.kalimat


def temuan_sesi(
    sesi: Sesi, keluarga: Mapping[int, int], *, sebagian: bool = False
) -> dict[int, list[TemuanButir]]:
    """Per agenda item, the gravest first: marked "bahas di sesi", or settled here, each with what
    the OPD say of it. Four queries.

    `keluarga`: OPD to the item it is discussed under. `sebagian`: it names not every OPD, so what
    is linked to none of it is left out. A sesi that is ditetapkan keeps what it had.
    """
    ada = {
        p.temuan_id: p
        for p in PutusanTemuan.objects.filter(sesi=sesi).select_related(
            "temuan", "diubah_oleh", "tindak_lanjut", "agenda__opd"
        )
    }
    dibahas = Q(pk__in=list(ada))
    if not sesi.terkunci:
        tahun = (sesi.rapat.tahun_capaian_id, sesi.rapat.tahun_target_id)
        dibahas |= Q(status=StatusTemuan.BAHAS, tahun__in=tahun)
    per_agenda = _per_agenda(Temuan.objects.filter(dibahas), keluarga)
    if not sebagian:
        # Its indikator may be others by now: what was settled stays where it was settled.
        for satu in ada.values():
            per_agenda[satu.agenda_id].setdefault(satu.temuan_id, satu.temuan)
    semua = [t for milik in per_agenda.values() for t in milik.values()]
    prefetch_related_objects(
        semua, Prefetch("penjelasan", PenjelasanTemuan.objects.select_related("opd", "oleh"))
    )
    return {
        pk: [
            TemuanButir(t, ada.get(t.pk), sesi.terkunci)
            for t in sorted(milik.values(), key=lambda t: (-t.berat, t.aturan, t.pk))
        ]
        for pk, milik in per_agenda.items()
    }


def temuan_terbuka(keluarga: Mapping[int, int], tahun: int) -> dict[int, list[Temuan]]:
    """Per agenda item, what still waits for an answer: those to be discussed first. Two queries."""
    terbuka = Temuan.objects.filter(tahun=tahun, status__in=TERBUKA)
    hasil = _per_agenda(terbuka, keluarga)
    dahulu = StatusTemuan.BAHAS
    return {
        pk: sorted(per.values(), key=lambda t: (t.status != dahulu, -t.berat, t.aturan, t.pk))
        for pk, per in hasil.items()
    }


def _per_agenda(
    temuan: QuerySet[Temuan], keluarga: Mapping[int, int]
) -> dict[int, dict[int, Temuan]]:
    """Findings by key under the item of each OPD they are about, or are discussed with."""
    hasil: dict[int, dict[int, Temuan]] = defaultdict(dict)
    tautan = TemuanIndikator.objects.filter(
        temuan__in=temuan.order_by(), indikator__opd__in=list(keluarga)
    )
    for satu in tautan.select_related("temuan", "indikator").order_by("pk"):
        hasil[keluarga[satu.indikator.opd_id]].setdefault(satu.temuan_id, satu.temuan)
    for satu in temuan.filter(dibahas_opd__in=list(keluarga)):
        hasil[keluarga[satu.dibahas_opd_id]].setdefault(satu.pk, satu)
    return hasil


@dataclass(frozen=True)
class IsiPutusan:
    """`alasan` is what is to be done when it becomes a follow-up, `batas` its due date."""

    putusan: str
    alasan: str = ""
    batas: date | None = None


@transaction.atomic
def putuskan_temuan(
    *, agenda: Agenda, temuan: Temuan, isi: IsiPutusan, sidik: str, versi: int, oleh: Any
) -> PutusanTemuan:
    """What the room says about a finding. `versi` as the page was opened, 0: nothing was said.

    Raises TidakBoleh, SalahKeadaan (also when its numbers are no longer `sidik`, those that were
    read), TidakLengkap, or SudahBerubah with the other person's row; then nothing is written.
    """
    boleh_mencatat(agenda.sesi, oleh)
    _lengkap(isi)
    segar = Temuan.objects.select_for_update(of=("self",)).get(pk=temuan.pk)
    if segar.sidik != sidik:
        raise SalahKeadaan(
            "Angka temuan ini berubah sejak Anda membuka halaman. Baca lagi kalimatnya, lalu"
            " simpan lagi."
        )
    baris = PutusanTemuan.objects.filter(sesi=agenda.sesi_id, temuan=segar)
    terkait = ("diubah_oleh", "tindak_lanjut")
    lama = baris.select_related(*terkait).first()
    if (lama.versi if lama else 0) != versi:
        if lama is None:
            raise SalahKeadaan("Putusan ini belum pernah disimpan. Muat ulang, lalu ketik lagi.")
        raise SudahBerubah(sekarang=lama)
    medan = {
        "agenda": agenda,
        "putusan": isi.putusan,
        "alasan": isi.alasan,
        "kalimat": segar.kalimat,
        "sidik": segar.sidik,
        "tindak_lanjut": _tindak_lanjut(agenda, segar, isi, lama, oleh),
        "diubah_oleh": oleh,
        "diubah_pada": timezone.now(),
    }
    # The sesi is held by boleh_mencatat: nobody else writes here until this is committed.
    if lama is None:
        return PutusanTemuan.objects.create(sesi_id=agenda.sesi_id, temuan=segar, **medan)
    baris.update(**medan, versi=F("versi") + 1)
    return baris.select_related(*terkait).get()


def _lengkap(isi: IsiPutusan) -> None:
    if isi.putusan == HasilTemuan.BELUM:
        return
    if len(isi.alasan) < PANJANG_ALASAN:
        raise TidakLengkap(["Tulis alasannya, minimal 10 huruf."], medan="alasan")
    if isi.putusan == HasilTemuan.TINDAK_LANJUT and isi.batas is None:
        raise TidakLengkap(["Isi batas waktunya."], medan="batas")


def _tindak_lanjut(
    agenda: Agenda, temuan: Temuan, isi: IsiPutusan, lama: PutusanTemuan | None, oleh: Any
) -> TindakLanjut | None:
    """Made once, corrected while it is new; one that was made stays when the room says otherwise:
    Bapperida cancels it where it is listed."""
    ada = lama.tindak_lanjut if lama else None
    if isi.putusan != HasilTemuan.TINDAK_LANJUT:
        return ada
    if isi.batas < agenda.sesi.tanggal:
        raise TidakLengkap(["Batas waktu tidak boleh sebelum tanggal sesi."], medan="batas")
    if ada is None:
        milik = Indikator.objects.filter(
            pk__in=temuan.tautan.order_by().values("indikator"), opd=agenda.opd_id
        )
        return buat_tindak_lanjut(
            agenda=agenda,
            opd=agenda.opd,
            uraian=isi.alasan,
            batas_tanggal=isi.batas,
            indikator=milik.order_by("urutan", "pk").first(),
            oleh=oleh,
        )
    if ada.status != StatusTindakLanjut.TERBUKA or (ada.uraian, ada.batas_tanggal) == (
        isi.alasan,
        isi.batas,
    ):
        return ada
    ada.uraian, ada.batas_tanggal, ada.batas_awal = isi.alasan, isi.batas, isi.batas
    ada.versi += 1
    ada.save(update_fields=["uraian", "batas_tanggal", "batas_awal", "versi", "diubah_pada"])
    return ada


def belum_diputus(sesi: Sesi) -> dict[int, list[TemuanButir]]:
    """Per agenda item, findings without an outcome; under each item they concern. Four queries."""
    semua = temuan_sesi(sesi, opd_agenda(list(sesi.agenda.order_by("urutan", "pk"))))
    return {pk: sisa for pk, butir in semua.items() if (sisa := [b for b in butir if b.belum])}


def selesaikan_temuan(sesi: Sesi, *, nomor: str, alasan: str, oleh: AbstractBaseUser) -> None:
    """With the final berita acara, before its targets change any number.

    "Bukan masalah" settles the finding for the numbers that the room read; other numbers are
    another question and stay open. What has no outcome is written down as such, with the reason.
    """
    pegang_tahun(sesi.rapat.tahun_capaian_id, sesi.rapat.tahun_target_id)
    for pk, butir in belum_diputus(sesi).items():
        for satu in butir:
            PutusanTemuan.objects.update_or_create(
                sesi=sesi,
                temuan=satu.temuan,
                defaults={"kalimat": satu.temuan.kalimat, "alasan": alasan[:TERPANJANG]},
                create_defaults={
                    "agenda_id": pk,
                    "kalimat": satu.temuan.kalimat,
                    "sidik": satu.temuan.sidik,
                    "alasan": alasan[:TERPANJANG],
                    "diubah_oleh": oleh,
                },
            )
    putusan = PutusanTemuan.objects.filter(sesi=sesi).select_related("temuan").order_by("pk")
    for satu in putusan.select_for_update(of=("self",)):
        bukan = satu.putusan == HasilTemuan.BUKAN_MASALAH
        if satu.berlaku and not bukan:
            _buka_lagi(satu.temuan, oleh)
        elif bukan and satu.temuan.status in TERBUKA and satu.temuan.sidik == satu.sidik:
            catatan = f"{satu.alasan} (Berita Acara nomor {nomor.strip()})"
            _langkah(satu.temuan, BUKAN_MASALAH, catatan, oleh)
        else:
            continue
        PutusanTemuan.objects.filter(pk=satu.pk).update(berlaku=bukan)


def _buka_lagi(temuan: Temuan, oleh: AbstractBaseUser) -> None:
    if temuan.status == StatusTemuan.BUKAN_MASALAH:
        baru = _langkah(temuan, BUKA, DIBUKA_LAGI, oleh)
        if not ALUR_TEMUAN.kekurangan(KE_AGENDA, baru):
            _langkah(baru, KE_AGENDA, "", oleh)


def _langkah(temuan: Temuan, nama: str, catatan: str, oleh: AbstractBaseUser) -> Temuan:
    return putuskan(
        temuan=temuan,
        langkah=nama,
        catatan=catatan[:TERPANJANG],
        versi=temuan.versi,
        oleh=oleh,
    )
