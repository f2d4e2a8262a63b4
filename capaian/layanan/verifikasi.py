"""Bapperida's decision on submitted rows, one by one or all without a doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from capaian.alur import ALUR_REALISASI
from capaian.layanan.verifikasi_keraguan import Penilaian, nilai_baris
from capaian.models import LogRealisasi, Periode, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti.galat import GalatDomain, SudahBerubah, TidakBoleh, TidakLengkap

PANJANG_KALIMAT = 20
BERUBAH = "Baris ini berubah sejak Anda membukanya. Putusan Anda belum disimpan."
DIJAWAB = "Pernah dikembalikan, jawaban OPD perlu dibaca dulu."


@dataclass(frozen=True)
class Dilewati:
    """A previewed row that was not accepted, and why."""

    pk: int
    nama: str
    sebab: str


@dataclass(frozen=True)
class HasilTerima:
    """`sudah`: rows this person had accepted from the same preview before: twice is once."""

    diterima: tuple[Realisasi, ...]
    dilewati: tuple[Dilewati, ...]
    sudah: int = 0


def terima_realisasi(*, realisasi: Realisasi, versi: int, oleh: AbstractBaseUser) -> Realisasi:
    """Accept one row as it was seen. `versi`: of the row on the page of the decision.

    Raises TidakBoleh, SudahBerubah (`.sekarang` is the row), SalahKeadaan or TidakLengkap; then
    nothing is written. The same decision sent twice is taken once.
    """
    return _putuskan("terima", realisasi, versi=versi, oleh=oleh)


def kembalikan_realisasi(
    *,
    realisasi: Realisasi,
    versi: int,
    kalimat: str,
    oleh: AbstractBaseUser,
    alasan: Sequence[str] = (),
) -> Realisasi:
    """Ask the OPD to put one row right. `alasan`: stock reasons, told before the sentence.

    Raises as terima_realisasi; TidakLengkap also for a sentence below twenty letters.
    """
    catatan = susun_catatan(alasan, kalimat)
    return _putuskan("kembalikan", realisasi, versi=versi, oleh=oleh, catatan=catatan)


def buka_kembali(
    *, realisasi: Realisasi, versi: int, alasan: str, oleh: AbstractBaseUser
) -> Realisasi:
    """Give a verified row back to its OPD; counted for good as changed after verification.

    Raises as kembalikan_realisasi.
    """
    catatan = susun_catatan((), alasan)
    return _putuskan("buka_kembali", realisasi, versi=versi, oleh=oleh, catatan=catatan)


def susun_catatan(alasan: Sequence[str], kalimat: str) -> str:
    """What the OPD reads: the checked reasons, then the sentence. Raises TidakLengkap."""
    kalimat = kalimat.strip()
    if len(kalimat) < PANJANG_KALIMAT:
        raise TidakLengkap(
            [f"Tulis kalimat untuk OPD, minimal {PANJANG_KALIMAT} huruf."], medan="kalimat"
        )
    depan = "; ".join(satu.rstrip(". ") for satu in alasan)
    return f"{depan}. {kalimat}" if depan else kalimat


@transaction.atomic
def terima_tanpa_keraguan(
    *, periode: Periode, realisasi_dan_versi: Mapping[int, int], oleh: AbstractBaseUser
) -> HasilTerima:
    """Accept exactly the rows that were previewed and still are what they were.

    A row that changed since, got a doubt, or was answered by the OPD is left and named. Six
    queries per accepted row beside those of nilai_baris. Raises TidakBoleh.
    """
    if not oleh.has_perm("capaian.verifikasi"):
        raise TidakBoleh
    baris = list(
        Realisasi.objects.untuk(oleh)
        .filter(pk__in=list(realisasi_dan_versi), periode=periode)
        .select_related("indikator__opd", "periode")
        .select_for_update(of=("self",))
        .order_by("indikator_id")
    )
    penilaian = nilai_baris([r.pk for r in baris], periode)
    diterima, dilewati, sudah = [], [], 0
    for satu in baris:
        versi = realisasi_dan_versi[satu.pk]
        if _sudah_terima(satu, versi, oleh):
            sudah += 1
            continue
        sebab = _halangan(satu, versi, penilaian[satu.pk])
        if not sebab:
            try:
                diterima.append(ALUR_REALISASI.jalankan("terima", satu, oleh=oleh))
            except GalatDomain as galat:
                sebab = galat.pesan
        if sebab:
            nama = f"{satu.indikator.nama} ({satu.indikator.opd.singkatan})"
            dilewati.append(Dilewati(satu.pk, nama, sebab))
    hilang = sorted(set(realisasi_dan_versi) - {r.pk for r in baris})
    dilewati += [Dilewati(pk, f"Baris nomor {pk}", "Tidak ditemukan.") for pk in hilang]
    return HasilTerima(tuple(diterima), tuple(dilewati), sudah)


@transaction.atomic
def _putuskan(
    langkah: str, realisasi: Realisasi, *, versi: int, oleh: AbstractBaseUser, catatan: str = ""
) -> Realisasi:
    """The row stays locked from the look at its versi to the end of the step."""
    terkunci = Realisasi.objects.select_for_update(of=("self",)).select_related(
        "indikator__opd", "periode"
    )
    segar = terkunci.get(pk=realisasi.pk)
    if not oleh.has_perm(ALUR_REALISASI[langkah].izin, segar):
        raise TidakBoleh
    if segar.versi != versi:
        if _sudah_diputus(langkah, segar, versi, oleh, catatan):
            return segar
        raise SudahBerubah(BERUBAH, sekarang=segar)
    return ALUR_REALISASI.jalankan(langkah, segar, oleh=oleh, catatan=catatan)


def _sudah_diputus(
    langkah: str, segar: Realisasi, versi: int, oleh: AbstractBaseUser, catatan: str
) -> bool:
    """Whether exactly this decision is the last thing that happened to the row. One query."""
    if segar.versi != versi + 1:
        return False
    log = LogRealisasi.objects.filter(realisasi=segar).order_by("-pk").first()
    return log is not None and (log.transisi, log.oleh_id, log.catatan) == (
        langkah,
        oleh.pk,
        catatan,
    )


def _sudah_terima(satu: Realisasi, versi: int, oleh: AbstractBaseUser) -> bool:
    return (
        satu.status == StatusRealisasi.TERVERIFIKASI
        and satu.versi == versi + 1
        and satu.diverifikasi_oleh_id == oleh.pk
    )


def _halangan(satu: Realisasi, versi: int, penilaian: Penilaian) -> str:
    """Why a previewed row may not be accepted together with others."""
    if satu.status != StatusRealisasi.DIAJUKAN:
        return f"Sudah berstatus {satu.get_status_display()}."
    if satu.versi != versi:
        return "Berubah sejak pratinjau."
    if penilaian.keraguan:
        return f"Muncul keraguan: {penilaian.keraguan[0].judul}."
    return DIJAWAB if pernah_dijawab(satu.diajukan_pertama_pada, satu.diajukan_pada) else ""


def pernah_dijawab(pertama: object, terakhir: object) -> bool:
    """A row that came back after it was returned was submitted a second time."""
    return pertama != terakhir
