"""Who may do what. Views, templates and admin ask for the action, never for the role."""

import rules
from django.contrib.auth.base_user import AbstractBaseUser

from opd.lingkup import lingkup, memegang
from opd.pilihan import Peran

MODEL_DIATUR = (
    "klaster",
    "sektor",
    "urusan",
    "opd",
    "opdurusan",
    "namaopd",
    "pengguna",
    "penugasan",
)


@rules.predicate
def masuk(pengguna: AbstractBaseUser) -> bool:
    return pengguna.is_authenticated


@rules.predicate
def bertugas(pengguna: AbstractBaseUser) -> bool:
    """Holds at least one Penugasan today; an account without one sees only itself."""
    return bool(lingkup(pengguna).peran)


@rules.predicate
def admin(pengguna: AbstractBaseUser) -> bool:
    return memegang(pengguna, Peran.ADMIN)


rules.add_perm("opd.akun", masuk)
rules.add_perm("opd.beranda", masuk)
rules.add_perm("opd.pengaturan", admin)


def atur_di_admin(app: str, model: tuple[str, ...]) -> None:
    """Let the role Admin work on these models in the admin site; deleting is never among it."""
    for nama in model:
        for aksi in ("view", "add", "change"):
            rules.add_perm(f"{app}.{aksi}_{nama}", admin)


atur_di_admin("opd", MODEL_DIATUR)
rules.add_perm("opd.delete_opdurusan", admin)
