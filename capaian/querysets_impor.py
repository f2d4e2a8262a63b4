from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from opd.lingkup import lingkup


class ImporQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.filter(opd__in=ruang.opd_ids)

    def untuk_daftar(self) -> Self:
        """Without the cells, which are large and which a list does not show."""
        baris = self.select_related("opd", "periode", "oleh", "diterapkan_oleh", "dibatalkan_oleh")
        return baris.defer("isi", "jawaban", "perubahan").order_by("-pk")
