from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from opd.lingkup import lingkup


class PelaksanaQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """Who does what is for everybody on duty to see; acting on it is another question."""
        return self if lingkup(pengguna).peran else self.none()

    def berlaku(self) -> Self:
        """All but those that were refused."""
        return self.exclude(status="ditolak")
