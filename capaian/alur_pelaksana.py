"""States of an OPD in a prioritas. The only writer of `PelaksanaPrioritas.status`.

Asked by Bapperida, by the OPD itself or by the OPD in charge; answered by the OPD that was asked;
settled by Bapperida in a session, whatever was said before.
"""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from capaian.models import LogPelaksana, PelaksanaPrioritas, StatusPelaksana
from konsolidasi.inti.alur import Alur, Transisi

BELUM, DIUSULKAN, DISETUJUI, DITOLAK = StatusPelaksana
USUL, UBAH, TERIMA, TOLAK, TARIK = "usul", "ubah", "terima", "tolak", "tarik"
TETAPKAN, LEPAS, SALIN = "tetapkan", "lepas", "salin"
LABEL_SALIN = "Disalin dari tahun sebelumnya"


def catat(
    pelaksana: PelaksanaPrioritas, *, transisi: str, dari: str, ke: str, oleh: Any, catatan: str
) -> None:
    LogPelaksana.objects.create(
        pelaksana=pelaksana,
        transisi=transisi,
        dari=dari,
        ke=ke,
        peran=pelaksana.peran,
        acuan=pelaksana.acuan,
        oleh=oleh,
        catatan=catatan,
    )


def tulis_usulan(
    pelaksana: PelaksanaPrioritas, *, oleh: AbstractBaseUser, catatan: str
) -> Collection[str]:
    """A new question: what was answered before is in the history."""
    pelaksana.diusulkan_oleh = oleh
    pelaksana.diusulkan_pada = timezone.now()
    pelaksana.dijawab_oleh = pelaksana.dijawab_pada = None
    pelaksana.alasan = catatan.strip()
    pelaksana.versi += 1
    return (
        "diusulkan_oleh",
        "diusulkan_pada",
        "dijawab_oleh",
        "dijawab_pada",
        "alasan",
        "versi",
    )


def tulis_jawaban(
    pelaksana: PelaksanaPrioritas, *, oleh: AbstractBaseUser, catatan: str
) -> Collection[str]:
    pelaksana.dijawab_oleh = oleh
    pelaksana.dijawab_pada = timezone.now()
    pelaksana.alasan = catatan.strip()
    pelaksana.versi += 1
    return ("dijawab_oleh", "dijawab_pada", "alasan", "versi")


def beracuan(pelaksana: PelaksanaPrioritas) -> str:
    return "" if pelaksana.acuan else "Tulis acuan keputusannya."


def belum_ditetapkan(pelaksana: PelaksanaPrioritas) -> str:
    """An OPD takes back its own word, never what was settled in a session."""
    if not pelaksana.acuan:
        return ""
    return f"Peran ini ditetapkan dalam {pelaksana.acuan}. Minta dibahas lagi di sesi."


ALUR_PELAKSANA = Alur(
    transisi=(
        Transisi(
            nama=USUL,
            label="Diusulkan",
            dari=frozenset({BELUM, DITOLAK}),
            ke=DIUSULKAN,
            izin="capaian.usulkan_pelaksana",
            efek=tulis_usulan,
        ),
        Transisi(
            nama=UBAH,
            label="Peran diubah dan ditanyakan lagi",
            dari=frozenset({DIUSULKAN, DISETUJUI}),
            ke=DIUSULKAN,
            izin="capaian.putuskan_pelaksana",
            wajib_catatan=True,
            efek=tulis_usulan,
        ),
        Transisi(
            nama=TERIMA,
            label="Diterima OPD",
            dari=frozenset({DIUSULKAN}),
            ke=DISETUJUI,
            izin="capaian.jawab_pelaksana",
            efek=tulis_jawaban,
        ),
        Transisi(
            nama=TOLAK,
            label="Ditolak OPD",
            dari=frozenset({DIUSULKAN}),
            ke=DITOLAK,
            izin="capaian.jawab_pelaksana",
            wajib_catatan=True,
            efek=tulis_jawaban,
        ),
        Transisi(
            nama=TARIK,
            label="Penerimaan ditarik OPD",
            dari=frozenset({DISETUJUI}),
            ke=DITOLAK,
            izin="capaian.jawab_pelaksana",
            syarat=(belum_ditetapkan,),
            wajib_catatan=True,
            efek=tulis_jawaban,
        ),
        Transisi(
            nama=TETAPKAN,
            label="Ditetapkan",
            dari=frozenset(StatusPelaksana),
            ke=DISETUJUI,
            izin="capaian.putuskan_pelaksana",
            syarat=(beracuan,),
            wajib_catatan=True,
            efek=tulis_jawaban,
        ),
        Transisi(
            nama=LEPAS,
            label="Ditetapkan bukan pelaksana",
            dari=frozenset(StatusPelaksana),
            ke=DITOLAK,
            izin="capaian.putuskan_pelaksana",
            syarat=(beracuan,),
            wajib_catatan=True,
            efek=tulis_jawaban,
        ),
    ),
    catat=catat,
)
LABEL = {t.nama: t.label for t in ALUR_PELAKSANA.transisi} | {SALIN: LABEL_SALIN}
