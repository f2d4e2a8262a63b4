"""Taking back what many rows got at once, the way the alur allows it; nothing is deleted."""

from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, TidakBoleh
from rapat.alur_banyak import PEMBALIK, Langkah, jalankan_masing
from rapat.layanan.tindak_lanjut_banyak import (
    MEDAN_KEMBALI,
    Tertulis,
    catat_perkembangan,
    kunci_baris,
    log_geser,
    simpan_medan,
)
from rapat.models import BahasanTindakLanjut, LogTindakLanjut, TindakLanjut

Pasangan = Sequence[tuple[Tertulis, TindakLanjut]]


def dapat_dibalik(langkah: str, dari: str) -> bool:
    return not langkah or (langkah, dari) in PEMBALIK


@transaction.atomic
def kembalikan_banyak(*, baris: Sequence[Tertulis], sebab: str, oleh: AbstractBaseUser) -> int:
    """Rows as they were before, each by the step that undoes its step, `sebab` in every history.

    A new row is cancelled and leaves its number, so that the list may come in again. At most nine
    statements. Raises TidakBoleh, or SalahKeadaan: a step that nothing undoes, or somebody touched
    a row since (the sentence says who and when); then nothing is written.
    """
    if any(b.baru or b.langkah for b in baris) and not oleh.has_perm("rapat.tutup_tindak_lanjut"):
        raise TidakBoleh(
            "Hanya Bapperida yang membatalkan impor ini: ia menutup atau membuka lagi."
        )
    ada = kunci_baris([satu.pk for satu in baris])
    for satu in baris:
        _pastikan_tak_tersentuh(satu, ada[satu.pk])
        if not satu.baru and not dapat_dibalik(satu.langkah, satu.dari):
            raise SalahKeadaan(
                f"{satu.kode} tidak dapat kembali ke Dilaporkan selesai: hanya OPD-nya yang"
                " melapor. Lanjutkan dari halaman tindak lanjut itu."
            )
    _pastikan_belum_dibahas([satu for satu in baris if satu.baru])
    pasangan = [(satu, ada[satu.pk]) for satu in baris]
    log = _log_balik(pasangan, sebab, oleh)
    jalankan_masing(
        [Langkah(_pembalik(s), o, sebab, s.kode) for s, o in pasangan if s.langkah],
        oleh=oleh,
    )
    _batalkan_baru(pasangan, sebab, oleh)
    lama = [(s, o) for s, o in pasangan if not s.baru]
    for satu, objek in lama:
        for nama, nilai in satu.lama.items():
            setattr(objek, nama, nilai)
    simpan_medan([objek for _, objek in lama], MEDAN_KEMBALI)
    LogTindakLanjut.objects.bulk_create(log)
    return len(baris)


def _pembalik(satu: Tertulis) -> str:
    return PEMBALIK[satu.langkah, satu.dari]


def _batalkan_baru(pasangan: Pasangan, sebab: str, oleh: AbstractBaseUser) -> None:
    baru = [(s, o) for s, o in pasangan if s.baru]
    for _, objek in baru:
        objek.nomor = ""
    langkah = [Langkah("batalkan", o, sebab, s.kode) for s, o in baru]
    jalankan_masing(langkah, oleh=oleh, ikut=("nomor",))


def _log_balik(pasangan: Pasangan, sebab: str, oleh: AbstractBaseUser) -> list[LogTindakLanjut]:
    """The date back, the note back: each is one more line of the history."""
    log = []
    for satu, objek in pasangan:
        if satu.baru:
            continue
        batas = satu.lama["batas_tanggal"]
        if batas != objek.batas_tanggal:
            if not oleh.has_perm("rapat.tutup_tindak_lanjut", objek):
                raise TidakBoleh(f"{satu.kode}: hanya Bapperida yang menggeser batas waktu.")
            log.append(log_geser(objek, batas, sebab, oleh))
        if satu.catatan_lama is not None:
            log.append(catat_perkembangan(objek, satu.catatan_lama, oleh, sebutan=satu.kode))
    return log


def _pastikan_tak_tersentuh(satu: Tertulis, objek: TindakLanjut) -> None:
    if objek.versi == satu.versi:
        return
    terakhir = objek.log.select_related("oleh").order_by("-pk").first()
    siapa = terakhir.oleh.nama if terakhir else "orang lain"
    pada = terakhir.pada if terakhir else objek.diubah_pada
    raise SalahKeadaan(
        f"Tidak dapat dibatalkan: {satu.kode} sudah berubah sesudah impor ini, terakhir oleh"
        f" {siapa} {waktu.tanggal(pada)}, {waktu.pukul(pada)}."
    )


def _pastikan_belum_dibahas(baru: Sequence[Tertulis]) -> None:
    kode = {satu.pk: satu.kode for satu in baru}
    bahasan = BahasanTindakLanjut.objects.filter(tindak_lanjut__in=kode).order_by("pk")
    satu = bahasan.select_related("agenda__sesi").first() if kode else None
    if satu is not None:
        raise SalahKeadaan(
            f"Tidak dapat dibatalkan: {kode[satu.tindak_lanjut_id]} sudah dibawa ke"
            f" {satu.agenda.sesi.judul}. Batalkan satu per satu di halamannya."
        )
