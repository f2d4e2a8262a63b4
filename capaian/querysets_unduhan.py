from datetime import datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

BERJALAN = ("antre", "berjalan")


class UnduhanQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """One's own only: what is in a file depends on who asked for it."""
        return self.filter(pemilik=pengguna)

    def sedang(self) -> Self:
        """Not over yet."""
        return self.filter(status__in=BERJALAN)

    def lewat(self, pada: datetime) -> Self:
        """Whose file has had its time."""
        return self.filter(status="selesai", kedaluwarsa_pada__lte=pada)

    def perlu_proses(self, pada: datetime) -> Self:
        return self.sedang() | self.lewat(pada)
