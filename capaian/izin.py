"""Who may do what with targets and achievements."""

from typing import TYPE_CHECKING

import rules
from django.contrib.auth.base_user import AbstractBaseUser

from opd.izin import admin, atur_di_admin, bertugas
from opd.lingkup import lingkup, memegang
from opd.pilihan import Peran

if TYPE_CHECKING:
    from capaian.models import Realisasi

MODEL_DIATUR = (
    "tahun",
    "periode",
    "perpanjangan",
    "visi",
    "prioritas",
    "skalapredikat",
    "butirpredikat",
    "skalaperingkat",
    "peringkatkinerja",
    "indikator",
    "indikatorpendukung",
)
# Official numbers: the admin site shows them, nobody changes them there.
MODEL_DIBACA = ("target", "targettriwulan", "usulantarget", "realisasi", "logrealisasi")


@rules.predicate
def pengisi(pengguna: AbstractBaseUser) -> bool:
    return memegang(pengguna, Peran.OPERATOR, Peran.KEPALA)


@rules.predicate
def opd_sendiri(pengguna: AbstractBaseUser, realisasi: "Realisasi | None" = None) -> bool:
    """Without an object: may the person ever do it. One query when indikator is not loaded."""
    return realisasi is None or realisasi.indikator.opd_id in lingkup(pengguna).opd_ids


@rules.predicate
def perencana(pengguna: AbstractBaseUser) -> bool:
    return memegang(pengguna, Peran.BAPPERIDA)


rules.add_perm("capaian.lihat", bertugas)
rules.add_perm("capaian.isi", pengisi & opd_sendiri)
rules.add_perm("capaian.ajukan", pengisi & opd_sendiri)
rules.add_perm("capaian.ubah_target", perencana)
rules.add_perm("capaian.ekspor", bertugas)

atur_di_admin("capaian", MODEL_DIATUR)
for _model in MODEL_DIBACA:
    rules.add_perm(f"capaian.view_{_model}", admin)
