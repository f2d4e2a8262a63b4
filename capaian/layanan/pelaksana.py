"""Who carries a prioritas: asked, answered, settled in a session, taken over from last year.

Every verb locks the prioritas, so that two people never name two OPD in charge at once, and
brings the findings about priorities up to date in the same transaction.
"""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from capaian.alur_pelaksana import (
    ALUR_PELAKSANA,
    LEPAS,
    SALIN,
    TARIK,
    TERIMA,
    TETAPKAN,
    TOLAK,
    UBAH,
    USUL,
)
from capaian.layanan.keselarasan import segarkan_prioritas
from capaian.models import (
    LogPelaksana,
    PelaksanaPrioritas,
    PeranPelaksana,
    Prioritas,
    StatusPelaksana,
)
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from opd.lingkup import lingkup
from opd.models import Opd

BERUBAH = "Orang lain sudah mengubah sel ini sejak Anda membukanya. Periksa, lalu kirim lagi."


@transaction.atomic
def usulkan(
    *,
    tahun: int,
    prioritas: int,
    opd: int,
    peran: str,
    catatan: str = "",
    versi: int = 0,
    oleh: AbstractBaseUser,
) -> PelaksanaPrioritas:
    """Ask an OPD to share a prioritas, or ask for it oneself; `versi` 0 where nothing was written.

    A role that is already agreed or asked is changed by Bapperida only, with a reason, and asked
    again. Raises SudahBerubah, SalahKeadaan, TidakBoleh or TidakLengkap.
    """
    satu = _ambil(tahun, prioritas, opd, peran)
    langkah = USUL if satu.status in ALUR_PELAKSANA[USUL].dari else UBAH
    if _kembar(satu, versi, {USUL, UBAH}, peran, catatan, "", oleh):
        return satu
    if langkah == UBAH and satu.peran == peran:
        raise SalahKeadaan(
            f"Peran ini sudah {satu.get_status_display().lower()}. Tidak ada yang berubah."
        )
    calon = PelaksanaPrioritas(tahun_id=tahun, prioritas_id=prioritas, opd_id=opd, peran=peran)
    if not oleh.has_perm(ALUR_PELAKSANA[langkah].izin, calon):
        raise TidakBoleh
    satu.mengajukan_diri = not _perencana(oleh) and opd in lingkup(oleh).opd_ids
    return _jalankan(langkah, satu, peran=peran, acuan="", catatan=catatan, oleh=oleh)


@transaction.atomic
def jawab(
    *,
    tahun: int,
    prioritas: int,
    opd: int,
    terima: bool,
    catatan: str = "",
    versi: int,
    oleh: AbstractBaseUser,
) -> PelaksanaPrioritas:
    """The answer of the OPD that was asked; a refusal says why, also one after it had accepted.

    Raises as `usulkan`.
    """
    satu = _ambil(tahun, prioritas, opd)
    if _kembar(
        satu, versi, {TERIMA} if terima else {TOLAK, TARIK}, satu.peran, catatan, satu.acuan, oleh
    ):
        return satu
    diterima = satu.status in ALUR_PELAKSANA[TARIK].dari
    langkah = TERIMA if terima else TARIK if diterima else TOLAK
    acuan = satu.acuan if diterima else ""
    return _jalankan(langkah, satu, peran=satu.peran, acuan=acuan, catatan=catatan, oleh=oleh)


@transaction.atomic
def putuskan_di_sesi(
    *,
    tahun: int,
    prioritas: int,
    opd: int,
    peran: str,
    setuju: bool,
    alasan: str,
    acuan: str,
    versi: int,
    oleh: AbstractBaseUser,
) -> PelaksanaPrioritas:
    """What the room decided, with its reason and the document it stands in. Raises as `usulkan`.

    Who is told to do no part of it keeps the role that was refused.
    """
    satu = _ambil(tahun, prioritas, opd, peran if setuju else "")
    langkah, peran = (TETAPKAN, peran) if setuju else (LEPAS, satu.peran)
    if _kembar(satu, versi, {langkah}, peran, alasan, acuan, oleh):
        return satu
    if not oleh.has_perm(ALUR_PELAKSANA[langkah].izin, satu):
        raise TidakBoleh
    return _jalankan(langkah, satu, peran=peran, acuan=acuan.strip(), catatan=alasan, oleh=oleh)


@transaction.atomic
def salin_tahun(*, tahun: int, oleh: AbstractBaseUser) -> int:
    """Take over the roles of last year as not discussed yet: how many. Twice is once.

    Only priorities that are in force in both years; refused ones, cells that are already written
    and a second OPD in charge are left out.
    """
    if not oleh.has_perm("capaian.putuskan_pelaksana"):
        raise TidakBoleh
    berlaku = list(
        Prioritas.objects.filter(visi__tahun_mulai__lte=tahun, visi__tahun_selesai__gte=tahun)
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
        .values_list("pk", flat=True)
    )
    ada = PelaksanaPrioritas.objects.filter(tahun=tahun).values_list("prioritas", "opd")
    terisi = set(ada.order_by())
    ber_pj = set(
        PelaksanaPrioritas.objects.filter(tahun=tahun, peran=PeranPelaksana.PJ)
        .berlaku()
        .order_by()
        .values_list("prioritas", flat=True)
    )
    lama = (
        PelaksanaPrioritas.objects.filter(
            tahun=tahun - 1, prioritas__in=berlaku, opd__aktif=True, opd__induk=None
        )
        .berlaku()
        .order_by("pk")
    )
    baru = PelaksanaPrioritas.objects.bulk_create(
        PelaksanaPrioritas(
            tahun_id=tahun,
            prioritas_id=p.prioritas_id,
            opd_id=p.opd_id,
            peran=p.peran,
            contoh=p.contoh,
        )
        for p in lama
        if (p.prioritas_id, p.opd_id) not in terisi
        and not (p.peran == PeranPelaksana.PJ and p.prioritas_id in ber_pj)
    )
    _catat_salin(baru, oleh)
    if baru:
        segarkan_prioritas(tahun=tahun)
    return len(baru)


def _catat_salin(baru: Iterable[PelaksanaPrioritas], oleh: AbstractBaseUser) -> None:
    LogPelaksana.objects.bulk_create(
        LogPelaksana(
            pelaksana=p,
            transisi=SALIN,
            dari=p.status,
            ke=p.status,
            peran=p.peran,
            oleh=oleh,
            catatan=f"Dari tahun {p.tahun_id - 1}",
        )
        for p in baru
    )


def _ambil(tahun: int, prioritas: int, opd: int, peran: str = "") -> PelaksanaPrioritas:
    """The row, or an unsaved one; the prioritas is locked before it is read. Two queries."""
    Prioritas.objects.select_for_update(of=("self",), no_key=True).get(pk=prioritas)
    kunci = {"tahun_id": tahun, "prioritas_id": prioritas, "opd_id": opd}
    satu = PelaksanaPrioritas.objects.filter(**kunci).first()
    return satu or PelaksanaPrioritas(**kunci, peran=peran or PeranPelaksana.PENDUKUNG, versi=0)


def _kembar(
    satu: PelaksanaPrioritas,
    versi: int,
    langkah: set[str],
    peran: str,
    catatan: str,
    acuan: str,
    oleh: AbstractBaseUser,
) -> bool:
    """True when the same words of the same person are already stored. Raises SudahBerubah."""
    if satu.versi == versi:
        return False
    akhir = satu.log.select_related(None).order_by("-pada", "-pk").first() if satu.pk else None
    dikirim = (peran, catatan.strip(), acuan.strip(), oleh.pk)
    if (
        akhir
        and akhir.transisi in langkah
        and akhir.ke == satu.status
        and (akhir.peran, akhir.catatan, akhir.acuan, akhir.oleh_id) == dikirim
    ):
        return True
    raise SudahBerubah(BERUBAH, sekarang=satu)


def _jalankan(
    langkah: str,
    satu: PelaksanaPrioritas,
    *,
    peran: str,
    acuan: str,
    catatan: str,
    oleh: AbstractBaseUser,
) -> PelaksanaPrioritas:
    _periksa(langkah, satu, peran)
    satu.peran, satu.acuan = peran, acuan
    if satu.pk is None:
        satu.save(force_insert=True)
    else:
        satu.save(update_fields=["peran", "acuan", "mengajukan_diri", "diubah_pada"])
    segar = ALUR_PELAKSANA.jalankan(langkah, satu, oleh=oleh, catatan=catatan)
    segarkan_prioritas(tahun=satu.tahun_id)
    return segar


def _periksa(langkah: str, satu: PelaksanaPrioritas, peran: str) -> None:
    """What no single row can say: the OPD may carry a prioritas, and nobody else is in charge.

    Two queries at most.
    """
    opd = Opd.objects.get(pk=satu.opd_id)
    if opd.induk_id or not opd.aktif:
        raise TidakLengkap([], f"{opd.singkatan} bukan OPD induk yang aktif.", medan="peran")
    prioritas = Prioritas.objects.select_related("visi").get(pk=satu.prioritas_id)
    visi = prioritas.visi
    if not visi.tahun_mulai <= satu.tahun_id <= visi.tahun_selesai:
        raise TidakLengkap([], f"{prioritas} tidak berlaku pada tahun {satu.tahun_id}.")
    if ALUR_PELAKSANA[langkah].ke == StatusPelaksana.DITOLAK or peran != PeranPelaksana.PJ:
        return
    lain = (
        PelaksanaPrioritas.objects.filter(
            tahun=satu.tahun_id, prioritas=satu.prioritas_id, peran=PeranPelaksana.PJ
        )
        .berlaku()
        .exclude(opd=satu.opd_id)
        .select_related("opd")
        .first()
    )
    if lain:
        raise SalahKeadaan(
            f"Penanggung jawab prioritas ini sudah {lain.opd.singkatan}"
            f" ({lain.get_status_display().lower()}). Ubah dulu peran {lain.opd.singkatan}.",
            medan="peran",
        )


def _perencana(oleh: AbstractBaseUser) -> bool:
    return oleh.has_perm("capaian.putuskan_pelaksana")
