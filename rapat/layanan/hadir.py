"""People in the room: recorded by the notulis, by themselves through the QR, or from the sheet.

Kehadiran is what the notulis says about an OPD. Who enters through the QR says it about himself,
so until the notulis matches the entry (`Peserta.dicatat_oleh` is empty till then) the OPD counts as
"isi sendiri"; matching writes the Kehadiran.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import GalatDomain, SalahKeadaan, TidakBoleh, TidakLengkap
from rapat.models import Agenda, Kehadiran, Peserta, Sesi
from rapat.pilihan import HADIR, CaraHadir, KeadaanHadir, Kedudukan, StatusSesi

SEMENIT, SATU_SESI, SATU_OPD = 30, 400, 15
"""Entries through the QR in one minute, in one sesi, and unmatched of one OPD; rooms hold fewer."""
KEADAAN = {
    Kedudukan.PIMPINAN: KeadaanHadir.PIMPINAN,
    Kedudukan.WAKIL: KeadaanHadir.DIWAKILI,
}


class TerlaluRamai(GalatDomain):
    kode_http = 429


def isian_sendiri(sesi: Sesi) -> dict[int, Peserta]:
    """Per agenda item the one who entered through the QR as its head, else as representative, and
    is not matched yet. One query."""
    baris = belum_dicocokkan(sesi).filter(kedudukan__in=KEADAAN, agenda__isnull=False)
    urut = baris.order_by("agenda_id", "kedudukan", "hadir_pada", "pk").distinct("agenda_id")
    return {satu.agenda_id: satu for satu in urut}


def belum_dicocokkan(sesi: Sesi) -> QuerySet[Peserta]:
    return sesi.peserta.filter(cara=CaraHadir.QR, dicatat_oleh=None, dibatalkan_pada=None)


@transaction.atomic
def catat_peserta(
    *,
    sesi: Sesi,
    isi: dict[str, Any],
    cara: str,
    oleh: AbstractBaseUser | None,
    hadir_pada: datetime | None = None,
) -> Peserta:
    """One person. The same name for the same OPD again is the person who is there already.

    Until the sesi is ditetapkan; after its day the list says that the entry came later, and whom
    the notulis adds without a time came when the sesi began. Raises TidakBoleh, SalahKeadaan or
    TerlaluRamai.
    """
    kini = timezone.now()
    if cara == CaraHadir.QR:
        _batasi(sesi, isi["agenda"], kini)  # a flood never holds the sesi against the notulis
    sesi = _pegang(sesi, oleh)
    nama = " ".join(isi["nama"].split())
    ada = sesi.peserta.filter(agenda=isi["agenda"], nama__iexact=nama, dibatalkan_pada=None).first()
    if ada is not None:
        return ada
    if cara == CaraHadir.QR:
        _batasi(sesi, isi["agenda"], kini)
    susulan = timezone.localdate(kini) > sesi.tanggal
    awal = datetime.combine(sesi.tanggal, sesi.jam_mulai, tzinfo=waktu.ZONA)
    peserta = Peserta.objects.create(
        sesi=sesi,
        **(isi | {"nama": nama}),
        cara=cara,
        hadir_pada=hadir_pada or (awal if susulan and oleh is not None else kini),
        susulan=susulan,
        dicatat_oleh=oleh,
    )
    if oleh is not None:
        _tandai_opd(peserta, oleh)
    _segarkan(sesi)
    return peserta


def _pegang(sesi: Sesi, oleh: AbstractBaseUser | None) -> Sesi:
    """The sesi, held until the end of the transaction and still open for its attendance."""
    segar = Sesi.objects.select_for_update(of=("self",), no_key=True).get(pk=sesi.pk)
    if oleh is not None and not oleh.has_perm("rapat.catat", segar):
        raise TidakBoleh("Anda tidak mencatat pada rapat ini.")
    if segar.status == StatusSesi.TERJADWAL:
        raise SalahKeadaan("Sesi belum dimulai.")
    if segar.terkunci:
        raise SalahKeadaan("Berita acara sesi ini sudah final; daftar hadir tidak berubah lagi.")
    return segar


def _segarkan(sesi: Sesi) -> None:
    """Every screen of the sesi asks again."""
    Sesi.objects.filter(pk=sesi.pk).update(versi_layar=F("versi_layar") + 1)


def _batasi(sesi: Sesi, agenda: Agenda | None, kini: datetime) -> None:
    lewat_qr = sesi.peserta.filter(cara=CaraHadir.QR)
    if lewat_qr.filter(dicatat_pada__gte=kini - timedelta(minutes=1)).count() >= SEMENIT:
        raise TerlaluRamai(
            "Terlalu banyak isian sekaligus. Coba lagi semenit lagi, atau minta notulis mencatat."
        )
    if lewat_qr.filter(dibatalkan_pada=None).count() >= SATU_SESI:
        raise TerlaluRamai("Daftar hadir lewat kode QR sudah penuh. Minta notulis mencatat.")
    if agenda is not None and belum_dicocokkan(sesi).filter(agenda=agenda).count() >= SATU_OPD:
        raise TerlaluRamai(
            f"Sudah {SATU_OPD} orang mengisi sendiri untuk OPD ini. Minta notulis mencocokkan."
        )


def _tandai_opd(peserta: Peserta, oleh: AbstractBaseUser) -> None:
    """The OPD is present once somebody of it is; a presence that was recorded already stays."""
    keadaan = KEADAAN.get(Kedudukan(peserta.kedudukan))
    if peserta.agenda_id is None or keadaan is None:
        return
    medan = {
        "keadaan": keadaan,
        "nama": peserta.nama,
        "jabatan": peserta.jabatan,
        "surat_tugas": peserta.surat_tugas,
        "hadir_pukul": timezone.localtime(peserta.hadir_pada).time(),
        "dicatat_oleh": oleh,
    }
    ada, baru = Kehadiran.objects.get_or_create(agenda_id=peserta.agenda_id, defaults=medan)
    if not baru and ada.keadaan not in HADIR:
        for nama, nilai in medan.items():
            setattr(ada, nama, nilai)
        ada.save(update_fields=[*medan, "dicatat_pada"])


@transaction.atomic
def cocokkan(
    *, sesi: Sesi, sampai: int, oleh: AbstractBaseUser, agenda: Agenda | None = None
) -> int:
    """The notulis has seen these people in the room: their entries count, their OPD is present.

    `sampai`: the newest entry that stood on the page; one that came later waits for the next look.
    Of one item, or of the whole sesi. How many; twice is once.
    """
    segar = _pegang(sesi, oleh)
    baris = belum_dicocokkan(segar).filter(pk__lte=sampai)
    if agenda is not None:
        baris = baris.filter(agenda=agenda)
    utama = [
        satu
        for pk, satu in isian_sendiri(segar).items()
        if satu.pk <= sampai and agenda in (None, satu.agenda)
    ]
    banyak = baris.update(dicatat_oleh=oleh)
    for satu in utama:
        _tandai_opd(satu, oleh)
    if banyak:
        _segarkan(segar)
    return banyak


@transaction.atomic
def batalkan_isian(*, sesi: Sesi, sampai: int, alasan: str, oleh: AbstractBaseUser) -> int:
    """Everything unmatched up to `sampai` is cancelled, with one reason. How many."""
    segar = _pegang(sesi, oleh)
    baris = belum_dicocokkan(segar).filter(pk__lte=sampai)
    banyak = baris.update(dibatalkan_pada=timezone.now(), alasan_batal=_alasan(alasan))
    if banyak:
        _segarkan(segar)
    return banyak


@transaction.atomic
def batalkan_peserta(*, peserta: Peserta, alasan: str, oleh: AbstractBaseUser) -> Peserta:
    """A wrong entry stays visible as cancelled. Twice is once."""
    sesi = _pegang(peserta.sesi, oleh)
    segar = Peserta.objects.select_for_update(of=("self",)).get(pk=peserta.pk)
    if segar.dibatalkan_pada is not None:
        return segar
    segar.alasan_batal = _alasan(alasan)
    segar.dibatalkan_pada = timezone.now()
    segar.save(update_fields=["dibatalkan_pada", "alasan_batal"])
    _segarkan(sesi)
    return segar


def _alasan(alasan: str) -> str:
    if not alasan.strip():
        raise TidakLengkap(["Tulis mengapa dibatalkan."], medan="alasan")
    return alasan.strip()[:200]


@transaction.atomic
def catat_waktu(
    *, peserta: Peserta, hadir: datetime, pulang: datetime | None, oleh: AbstractBaseUser
) -> Peserta:
    """When the person came and left; the caller has checked that they are in order."""
    _pegang(peserta.sesi, oleh)
    segar = Peserta.objects.select_for_update(of=("self",)).get(pk=peserta.pk)
    if segar.dibatalkan_pada is not None:
        raise SalahKeadaan("Catatan ini sudah dibatalkan.")
    segar.hadir_pada, segar.pulang_pada = hadir, pulang
    segar.save(update_fields=["hadir_pada", "pulang_pada"])
    return segar
