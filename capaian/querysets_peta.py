from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from opd.lingkup import lingkup


class PetaKolomQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(opd__in=ruang.opd_ids)

    def ingatan(self, opd: int) -> Self:
        """Mappings of this OPD that were used, the latest first."""
        return self.filter(opd=opd, dipakai_pada__isnull=False).order_by("-dipakai_pada", "-pk")
