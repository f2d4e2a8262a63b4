"""Making the files that people asked for, one after the other, in a process of its own.

Several processes may do so at once: each takes rows that no other has locked. One that died is
noticed by its silence; its file is made again, a few times, and then said to have failed.
"""

import logging
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from capaian.layanan.unduhan import UMUR, cap_lingkup
from capaian.layanan.unduhan_detak import Detak
from capaian.models import StatusUnduhan, Unduhan
from capaian.pemberitahuan_unduhan import butir
from capaian.querysets_unduhan import UnduhanQuerySet
from konsolidasi.inti.galat import GalatDomain
from konsolidasi.inti.kemajuan import Dihentikan, didengarkan
from konsolidasi.inti.models import gudang
from opd.layanan.pemberitahuan import sampaikan

log = logging.getLogger("konsolidasi.unduhan")

FOLDER = "unduhan"
"""Below LAMPIRAN_DIR."""
DIAM = timedelta(seconds=60)
"""A process that said nothing for so long is gone."""
COBA = 3
SELANG = timedelta(seconds=1)
"""From one sign of life to the next."""
SIMPAN_BARIS = timedelta(days=30)
"""So long the list remembers what was asked for."""
MATI = "Prosesnya berhenti berulang kali. Coba lagi; bila terulang, beri tahu admin Konsolidasi."
RUSAK = "Sistem tidak dapat menyusunnya. Beri tahu admin Konsolidasi; data Anda tidak berubah."
TIDAK_BOLEH = "Anda tidak lagi berwenang mengunduh ini."
S = StatusUnduhan


@dataclass(frozen=True, slots=True)
class Jadi:
    """What the direct download would have answered."""

    isi: Iterable[bytes]
    nama: str
    jenis: str


Susun = Callable[[Unduhan], Jadi]


@dataclass(slots=True)
class Hasil:
    selesai: int = 0
    gagal: int = 0
    batal: int = 0
    dihapus: int = 0


def kerjakan_semua(susun: Susun, *, selang: timedelta | None = SELANG) -> Hasil:
    """Until nobody waits any more. `selang` None: nobody is told how far it is."""
    hasil = Hasil(dihapus=bersihkan(pada=timezone.now()))
    while unduhan := ambil(pada=timezone.now()):
        match _kerjakan(unduhan, susun, selang):
            case S.SELESAI:
                hasil.selesai += 1
            case S.GAGAL:
                hasil.gagal += 1
            case _:
                hasil.batal += 1
    return hasil


@transaction.atomic
def ambil(*, pada: datetime) -> Unduhan | None:
    """The one that waits longest, now ours. Those of a dead process wait again."""
    sunyi = Unduhan.objects.filter(status=S.BERJALAN, detak_pada__lt=pada - DIAM)
    sunyi.filter(percobaan__gte=COBA).update(status=S.GAGAL, sebab=MATI, usai_pada=pada)
    sunyi.update(status=S.ANTRE)
    menunggu = Unduhan.objects.select_for_update(of=("self",), skip_locked=True)
    satu = menunggu.filter(status=S.ANTRE).order_by("dibuat_pada", "pk").first()
    if satu is None:
        return None
    satu.status, satu.proses, satu.percobaan = S.BERJALAN, uuid.uuid4().hex, satu.percobaan + 1
    satu.mulai_pada = satu.detak_pada = pada
    satu.langkah, satu.dari, satu.kata = 0, 0, "membaca angka"
    satu.lingkup = cap_lingkup(satu.pemilik)
    satu.save(
        update_fields=[
            *("status", "proses", "percobaan", "mulai_pada", "detak_pada"),
            *("langkah", "dari", "kata", "lingkup"),
        ]
    )
    log.info("unduhan mulai unduhan=%d percobaan=%d", satu.pk, satu.percobaan)
    return satu


def _kerjakan(unduhan: Unduhan, susun: Susun, selang: timedelta | None) -> str:
    """Its status afterwards."""
    tujuan = Path(unduhan.berkas.storage.path(_letak(unduhan)))
    with Detak(unduhan, selang) as detak:
        try:
            with didengarkan(detak.dengar), _satu_saat():
                jadi = susun(unduhan)
                ukuran = _tulis(tujuan, jadi.isi, detak)
        except Dihentikan:
            tujuan.unlink(missing_ok=True)
            return S.BATAL
        except (PermissionDenied, Http404):
            return _gagal(unduhan, TIDAK_BOLEH, tujuan)
        except GalatDomain as galat:
            return _gagal(unduhan, galat.pesan, tujuan)
        except (DatabaseError, OSError, MemoryError) as galat:
            log.exception("unduhan gagal unduhan=%d sebab=%s", unduhan.pk, type(galat).__name__)
            return _gagal(unduhan, RUSAK, tujuan)
        except Exception:
            _gagal(unduhan, RUSAK, tujuan)
            raise
        except BaseException:
            # The server is being stopped: the next one makes it.
            _masih(unduhan).update(status=S.ANTRE, percobaan=F("percobaan") - 1)
            tujuan.unlink(missing_ok=True)
            raise
    return _selesai(unduhan, jadi, tujuan, ukuran)


@contextmanager
def _satu_saat() -> Iterator[None]:
    """All figures of one moment: a transaction in which every query sees the same rows."""
    dalam = connection.in_atomic_block
    with transaction.atomic():
        if not dalam:  # inside another transaction it is too late to say so
            with connection.cursor() as kursor:
                kursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _tulis(tujuan: Path, isi: Iterable[bytes], detak: Detak) -> int:
    os.makedirs(tujuan.parent, mode=0o700, exist_ok=True)
    ukuran = 0
    with open(os.open(tujuan, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as berkas:
        for potong in isi:
            detak.periksa()
            ukuran += berkas.write(potong)
        berkas.flush()
        os.fsync(berkas.fileno())
    return ukuran


def _selesai(unduhan: Unduhan, jadi: Jadi, tujuan: Path, ukuran: int) -> str:
    pada = timezone.now()
    with transaction.atomic():
        jadi_milik_kita = _masih(unduhan).update(
            status=S.SELESAI,
            berkas=_letak(unduhan),
            nama=jadi.nama,
            jenis=jadi.jenis,
            ukuran=ukuran,
            langkah=F("dari"),
            usai_pada=pada,
            kedaluwarsa_pada=pada + UMUR,
        )
        if jadi_milik_kita:
            unduhan.refresh_from_db()
            sampaikan([butir(unduhan)], pada=pada)
    if not jadi_milik_kita:
        tujuan.unlink(missing_ok=True)
        return S.BATAL
    log.info("unduhan selesai unduhan=%d byte=%d", unduhan.pk, ukuran)
    return S.SELESAI


def _gagal(unduhan: Unduhan, sebab: str, tujuan: Path) -> str:
    pada = timezone.now()
    tujuan.unlink(missing_ok=True)
    with transaction.atomic():
        if not _masih(unduhan).update(status=S.GAGAL, sebab=sebab[:300], usai_pada=pada):
            return S.BATAL
        unduhan.refresh_from_db()
        sampaikan([butir(unduhan)], pada=pada)
    return S.GAGAL


def bersihkan(*, pada: datetime) -> int:
    """Remove files whose time is over, and rows that nobody looks for. How many files."""
    lewat = Unduhan.objects.lewat(pada).order_by("pk")
    banyak = 0
    for satu in lewat:
        Path(satu.berkas.path).unlink(missing_ok=True)
        banyak += Unduhan.objects.filter(pk=satu.pk, status=S.SELESAI).update(
            status=S.KEDALUWARSA, berkas=""
        )
    basi = Unduhan.objects.filter(dibuat_pada__lt=pada - SIMPAN_BARIS)
    basi.exclude(status__in=(S.SELESAI, S.BERJALAN)).delete()
    _buang_yatim(pada)
    return banyak


def _buang_yatim(pada: datetime) -> None:
    """Files that a process left half written when it was killed; nobody writes for a day."""
    folder = Path(gudang().path(FOLDER))
    dipakai = set(Unduhan.objects.exclude(berkas="").values_list("berkas", flat=True))
    for berkas in folder.iterdir() if folder.is_dir() else ():
        lama = pada.timestamp() - berkas.stat().st_mtime > UMUR.total_seconds()
        if lama and f"{FOLDER}/{berkas.name}" not in dipakai:
            berkas.unlink(missing_ok=True)


def _masih(unduhan: Unduhan) -> UnduhanQuerySet:
    """The row while it is ours: not called off, not taken by another process."""
    return Unduhan.objects.filter(pk=unduhan.pk, status=S.BERJALAN, proses=unduhan.proses)


def _letak(unduhan: Unduhan) -> str:
    return f"{FOLDER}/{unduhan.pk}-{unduhan.proses}"
