"""Who may do what in a meeting."""

import rules
from django.contrib.auth.base_user import AbstractBaseUser

from capaian.izin import perencana
from opd.izin import admin, atur_di_admin, bertugas
from opd.lingkup import memegang
from opd.pilihan import Peran

MODEL_DIATUR = ("rapat", "sesi", "agenda")
MODEL_DIBACA = ("kehadiran", "kesepakatan", "logsesi")


@rules.predicate
def pencatat(pengguna: AbstractBaseUser) -> bool:
    return memegang(pengguna, Peran.BAPPERIDA, Peran.NOTULIS)


rules.add_perm("rapat.lihat", bertugas)
rules.add_perm("rapat.catat", pencatat)
rules.add_perm("rapat.tetapkan", perencana)

atur_di_admin("rapat", MODEL_DIATUR)
rules.add_perm("rapat.delete_agenda", admin)
for _model in MODEL_DIBACA:
    rules.add_perm(f"rapat.view_{_model}", admin)
