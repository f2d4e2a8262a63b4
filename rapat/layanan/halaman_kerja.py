"""The work page of one OPD before the sesi: who comes, remarks, answers to follow-ups."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from capaian.models import Indikator
from konsolidasi.inti import waktu
from konsolidasi.inti.galat import (
    GalatDomain,
    SalahKeadaan,
    SudahBerubah,
    TidakBoleh,
    TidakLengkap,
)
from opd.lingkup import lingkup
from rapat.layanan.tindak_lanjut import lapor_selesai
from rapat.layanan.undangan import mulai_sesi_pada
from rapat.models import Agenda, RencanaHadir, Sesi, TanggapanIndikator, TindakLanjut, Undangan
from rapat.perhitungan import opd_agenda
from rapat.pilihan import KeadaanHadir

SELANG, TERBANYAK = timedelta(hours=1), 8
"""Answers without an account for one OPD: changing one's mind, not a flood."""
MEDAN_ORANG = ("nama", "nip", "jabatan", "surat_tugas")


class TerlaluSering(GalatDomain):
    kode_http = 429


def batas_kerja(sesi: Sesi, surat: Undangan | None) -> datetime:
    """When the work pages of a sesi close: as the invitation says, else when the sesi begins."""
    return surat.tutup_pada if surat and surat.tutup_pada else mulai_sesi_pada(sesi)


def sebab_tutup(sesi: Sesi, surat: Undangan | None, pada: datetime) -> str:
    """Why nothing can be written any more; "" while it is open."""
    if sesi.terkunci:
        return "Sesi ini sudah ditetapkan."
    batas = batas_kerja(sesi, surat)
    if pada < batas:
        return ""
    return f"Halaman ini ditutup {waktu.hari_tanggal(batas)}, {waktu.pukul(batas)}."


def _pegang_terbuka(agenda: Agenda) -> None:
    """Holds the sesi, so that nothing slips in as it closes. Raises SalahKeadaan. Two queries."""
    sesi = Sesi.objects.select_for_update(of=("self",), no_key=True).get(pk=agenda.sesi_id)
    surat = Undangan.objects.filter(sesi=sesi).first()
    if sebab := sebab_tutup(sesi, surat, timezone.now()):
        raise SalahKeadaan(f"{sebab} Kiriman Anda tidak tersimpan; sampaikan kepada Bapperida.")


@transaction.atomic
def jawab_kehadiran(
    *,
    agenda: Agenda,
    isi: dict[str, Any],
    oleh: AbstractBaseUser | None,
    dilihat: datetime | None = None,
) -> RencanaHadir:
    """Who will come. `oleh` None: through the link of the invitation, which never overwrites what
    an account of the OPD answered. `dilihat`: moment of the answer that an account saw.

    The same answer twice is one. Raises TidakBoleh, TidakLengkap, SalahKeadaan, TerlaluSering, or
    SudahBerubah with the answer that came in between.
    """
    if oleh is not None and not oleh.has_perm("rapat.siapkan", agenda):
        raise TidakBoleh("Hanya OPD ini yang menjawab undangannya.")
    _pegang_terbuka(agenda)
    keadaan = isi["keadaan"]
    if keadaan == KeadaanHadir.DIWAKILI and not (isi["nama"] and isi["jabatan"]):
        raise TidakLengkap(["Tulis nama dan jabatan yang mewakili."], medan="nama")
    medan = {"keadaan": keadaan} | {nama: isi[nama] for nama in MEDAN_ORANG}
    ada = RencanaHadir.objects.filter(agenda=agenda).select_related("dijawab_oleh").first()
    if ada is not None and all(getattr(ada, nama) == nilai for nama, nilai in medan.items()):
        return ada
    if oleh is None and ada is not None:
        if ada.dijawab_oleh_id is not None:
            raise SalahKeadaan(
                "Kehadiran sudah dijawab dari akun OPD. Masuk dengan akun itu untuk mengubahnya."
            )
        _batasi(ada)
    if oleh is not None and (ada.dijawab_pada if ada else None) != dilihat:
        raise SudahBerubah(sekarang=ada)
    jawaban, _ = RencanaHadir.objects.update_or_create(
        agenda=agenda, defaults=medan | {"dijawab_oleh": oleh}
    )
    return jawaban


def _batasi(ada: RencanaHadir) -> None:
    """One query, on the history that the database itself keeps."""
    riwayat = RencanaHadir.pgh_event_model.objects.filter(pgh_obj_id=ada.pk, dijawab_oleh=None)
    if riwayat.filter(pgh_created_at__gte=timezone.now() - SELANG).count() >= TERBANYAK:
        raise TerlaluSering(
            "Jawaban ini terlalu sering diubah. Coba lagi satu jam lagi, atau hubungi Bapperida."
        )


@transaction.atomic
def tanggapi_indikator(
    *, agenda: Agenda, indikator: Indikator, teks: str, versi: int, oleh: AbstractBaseUser
) -> TanggapanIndikator:
    """One remark on one row. `versi` as the page was opened, 0 for none.

    Raises TidakBoleh, SalahKeadaan, TidakLengkap, or SudahBerubah with the other person's remark;
    then nothing is written. The same words sent twice are no conflict.
    """
    if not oleh.has_perm("rapat.siapkan", agenda):
        raise TidakBoleh("Hanya OPD ini yang menanggapi indikatornya.")
    milik = opd_agenda(list(agenda.sesi.agenda.all())).get(indikator.opd_id) == agenda.pk
    if not milik or indikator.opd_id not in lingkup(oleh).opd_ids:
        raise TidakBoleh("Indikator ini bukan milik OPD Anda pada agenda ini.")
    _pegang_terbuka(agenda)
    teks = teks.strip()
    if not teks:
        raise TidakLengkap(["Tulis tanggapannya."], medan="teks")
    baris = TanggapanIndikator.objects.filter(agenda=agenda, indikator=indikator)
    medan = {"teks": teks, "diubah_oleh": oleh, "diubah_pada": timezone.now()}
    if versi == 0:
        try:
            with transaction.atomic():
                return TanggapanIndikator.objects.create(
                    agenda=agenda, indikator=indikator, **medan
                )
        except IntegrityError:
            kena = 0
    else:
        kena = baris.filter(versi=versi).exclude(teks=teks).update(**medan, versi=F("versi") + 1)
    sekarang = baris.select_related("diubah_oleh").first()
    if sekarang is None:
        raise SalahKeadaan("Tanggapan ini belum pernah disimpan. Muat ulang, lalu ketik lagi.")
    if not kena and sekarang.teks != teks:
        raise SudahBerubah(sekarang=sekarang)
    return sekarang


@transaction.atomic
def jawab_tindak_lanjut(
    *, agenda: Agenda, tindak_lanjut: TindakLanjut, laporan: str, tautan: str, versi: int, oleh: Any
) -> TindakLanjut:
    """The answer to an open follow-up, until the page closes; afterwards on its own page."""
    if not oleh.has_perm("rapat.siapkan", agenda):
        raise TidakBoleh("Hanya OPD ini yang menjawab tindak lanjutnya.")
    _pegang_terbuka(agenda)
    return lapor_selesai(
        tindak_lanjut=tindak_lanjut, laporan=laporan, tautan=tautan, versi=versi, oleh=oleh
    )
