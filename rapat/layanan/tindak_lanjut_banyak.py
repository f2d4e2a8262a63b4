"""Many follow-ups written at once: new ones of a list, and steps of those that are there.

By the same rules as one (rapat.layanan.tindak_lanjut, rapat.alur): who, from which state, with what
reason. A fixed few statements, whatever the number of rows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from rapat.alur_banyak import Langkah, jalankan_masing
from rapat.layanan.tindak_lanjut import PANJANG_ALASAN
from rapat.models import LogTindakLanjut, PendukungTindakLanjut, Rapat, TindakLanjut
from rapat.pilihan import MASIH_TERBUKA

CATAT, GESER = "catat", "geser"
MEDAN_UBAH = ("laporan", "bukti_tautan", "batas_tanggal")
SAAT = ("dilaporkan_pada", "selesai_pada")
MEDAN_KEMBALI = (*MEDAN_UBAH, *SAAT)


@dataclass(frozen=True, slots=True)
class Tulisan:
    """What happens to one row; `pk` None makes a new one, with `kode` as its number on the list.

    `medan` of a new row: opd_id, uraian, batas_tanggal, indikator_id; of others those of
    MEDAN_UBAH. `langkah` is a transition of ALUR_TINDAK_LANJUT; `perkembangan` a note beside it.
    """

    kode: str
    pk: int | None
    versi: int
    medan: Mapping[str, Any] = field(default_factory=dict)
    pendukung: tuple[int, ...] = ()
    langkah: str = ""
    alasan: str = ""
    perkembangan: str | None = None


@dataclass(frozen=True, slots=True)
class Tertulis:
    """A row after it was written. `lama`: its fields before; `dari`: its state before `langkah`.

    `catatan_lama`: the note before the one that was added, None where none was.
    """

    kode: str
    pk: int
    versi: int
    baru: bool
    langkah: str
    dari: str
    lama: Mapping[str, Any]
    catatan_lama: str | None = None


@transaction.atomic
def tulis_banyak(
    *, rapat: Rapat, baris: Sequence[Tulisan], oleh: AbstractBaseUser
) -> list[Tertulis]:
    """All or none. At most eight statements, whatever the number of rows.

    Raises TidakBoleh, SalahKeadaan, TidakLengkap, or SudahBerubah (a row that is not as it was
    seen, a number that somebody used meanwhile); then nothing is written.
    """
    baru = [satu for satu in baris if satu.pk is None]
    lain = [satu for satu in baris if satu.pk is not None]
    if baru and not oleh.has_perm("rapat.catat"):
        raise TidakBoleh("Tindak lanjut baru dibuat Bapperida atau notulis.")
    ada = kunci_baris([satu.pk for satu in lain])
    for satu in lain:
        if satu.pk not in ada or ada[satu.pk].versi != satu.versi:
            raise SudahBerubah(sekarang=ada.get(satu.pk))
    pasangan = [(satu, ada[satu.pk]) for satu in lain]
    pasangan += zip(baru, _buat(rapat, baru, oleh), strict=True)
    catatan = catatan_terakhir([t.pk for s, t in pasangan if s.pk and s.perkembangan is not None])
    tertulis, log = [], []
    for satu, objek in pasangan:
        dari, lama = objek.status, {nama: getattr(objek, nama) for nama in MEDAN_KEMBALI}
        log += _tentukan(satu, objek, oleh)
        note = None if satu.perkembangan is None else catatan.get(objek.pk, "")
        tertulis.append((satu, objek, dari, lama, note))
    _simpan(pasangan, oleh)
    LogTindakLanjut.objects.bulk_create(log)
    return [
        Tertulis(s.kode, o.pk, o.versi, s.pk is None, s.langkah, dari, lama, note)
        for s, o, dari, lama, note in tertulis
    ]


def kunci_baris(pk: Collection[int]) -> dict[int, TindakLanjut]:
    """Held until the transaction ends, in the order of their keys."""
    baris = TindakLanjut.objects.filter(pk__in=pk).order_by("pk")
    return {satu.pk: satu for satu in baris.select_for_update(of=("self",))}


def catatan_terakhir(pk: Collection[int]) -> dict[int, str]:
    """The last note of progress of each. One query, none for nothing."""
    if not pk:
        return {}
    log = LogTindakLanjut.objects.filter(tindak_lanjut__in=pk, transisi=CATAT)
    terakhir = log.order_by("tindak_lanjut", "-pk").distinct("tindak_lanjut")
    return dict(terakhir.values_list("tindak_lanjut", "catatan"))


def _buat(rapat: Rapat, baru: Sequence[Tulisan], oleh: AbstractBaseUser) -> list[TindakLanjut]:
    for satu in baru:
        if not satu.medan.get("uraian"):
            raise TidakLengkap([f"{satu.kode}: tulis apa yang harus dikerjakan."])
        if satu.medan["batas_tanggal"] < rapat.mulai:
            raise TidakLengkap([f"{satu.kode}: batas waktu tidak boleh sebelum rapatnya."])
    try:
        with transaction.atomic():
            jadi = TindakLanjut.objects.bulk_create(
                TindakLanjut(
                    rapat=rapat,
                    nomor=satu.kode,
                    batas_awal=satu.medan["batas_tanggal"],
                    dibuat_oleh=oleh,
                    **satu.medan,
                )
                for satu in baru
            )
    except IntegrityError as galat:
        raise SudahBerubah(
            "Orang lain baru saja memasukkan daftar yang sama. Periksa lagi.", sekarang=None
        ) from galat
    PendukungTindakLanjut.objects.bulk_create(
        PendukungTindakLanjut(tindak_lanjut=objek, opd_id=opd)
        for satu, objek in zip(baru, jadi, strict=True)
        for opd in dict.fromkeys(satu.pendukung)
        if opd != objek.opd_id
    )
    return jadi


def _tentukan(satu: Tulisan, objek: TindakLanjut, oleh: AbstractBaseUser) -> list[LogTindakLanjut]:
    """Set the fields of a row that is there; the log rows of what is not a transition."""
    log = []
    if satu.pk is not None:
        if "laporan" in satu.medan or "bukti_tautan" in satu.medan:
            pastikan_melapor(satu.langkah)
        if batas := satu.medan.get("batas_tanggal"):
            log.append(_geser(satu, objek, batas, oleh))
        for nama, nilai in satu.medan.items():
            setattr(objek, nama, nilai)
    if satu.perkembangan is not None:
        log.append(catat_perkembangan(objek, satu.perkembangan, oleh, sebutan=satu.kode))
    return log


def pastikan_melapor(langkah: str) -> None:
    if langkah != "lapor":
        raise SalahKeadaan("Laporan OPD dikirim bersama keadaan Dilaporkan selesai.")


def _geser(
    satu: Tulisan, objek: TindakLanjut, batas: Any, oleh: AbstractBaseUser
) -> LogTindakLanjut:
    if not oleh.has_perm("rapat.tutup_tindak_lanjut", objek):
        raise TidakBoleh(f"{satu.kode}: hanya Bapperida yang menggeser batas waktu.")
    if len(satu.alasan.strip()) < PANJANG_ALASAN:
        raise TidakLengkap([f"{satu.kode}: tulis alasan bergeser, minimal {PANJANG_ALASAN} huruf."])
    if objek.status not in MASIH_TERBUKA or satu.langkah not in ("", "kembalikan"):
        raise SalahKeadaan(f"{satu.kode}: batas waktu yang sudah ditutup tidak digeser.")
    return log_geser(objek, batas, satu.alasan, oleh)


def log_geser(
    objek: TindakLanjut, batas: Any, alasan: str, oleh: AbstractBaseUser
) -> LogTindakLanjut:
    return LogTindakLanjut(
        tindak_lanjut=objek,
        transisi=GESER,
        dari=objek.status,
        ke=objek.status,
        batas_lama=objek.batas_tanggal,
        batas_baru=batas,
        oleh=oleh,
        catatan=alasan.strip(),
    )


def catat_perkembangan(
    objek: TindakLanjut, teks: str, oleh: AbstractBaseUser, *, sebutan: str
) -> LogTindakLanjut:
    """A note of progress: of the OPD that does it, of Bapperida, of who brings in a list."""
    milik = oleh.has_perm("rapat.lapor_tindak_lanjut", objek)
    if not milik and not oleh.has_perm("rapat.catat"):
        raise TidakBoleh(f"{sebutan}: hanya OPD penanggung jawab dan Bapperida yang mencatat.")
    return LogTindakLanjut(
        tindak_lanjut=objek,
        transisi=CATAT,
        dari=objek.status,
        ke=objek.status,
        oleh=oleh,
        catatan=teks.strip(),
    )


def _simpan(pasangan: Sequence[tuple[Tulisan, TindakLanjut]], oleh: AbstractBaseUser) -> None:
    langkah = [Langkah(s.langkah, o, s.alasan, s.kode) for s, o in pasangan if s.langkah]
    jalankan_masing(langkah, oleh=oleh, ikut=MEDAN_UBAH)
    simpan_medan([o for s, o in pasangan if not s.langkah and s.pk is not None], MEDAN_UBAH)


def simpan_medan(objek: Sequence[TindakLanjut], medan: Collection[str]) -> None:
    """One statement; the versi of each grows."""
    kini = timezone.now()
    for satu in objek:
        satu.versi += 1
        satu.diubah_pada = kini
    TindakLanjut.objects.bulk_create(
        objek,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*medan, "versi", "diubah_pada"],
    )
