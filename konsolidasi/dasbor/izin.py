"""Who may open the page for Wali Kota and Sekda."""

import rules
from django.contrib.auth.base_user import AbstractBaseUser

from opd.lingkup import memegang
from opd.pilihan import Peran

PIMPINAN = "dasbor.pimpinan"


@rules.predicate
def pimpinan_atau_perencana(pengguna: AbstractBaseUser) -> bool:
    return memegang(pengguna, Peran.PIMPINAN, Peran.BAPPERIDA)


rules.add_perm(PIMPINAN, pimpinan_atau_perencana)
