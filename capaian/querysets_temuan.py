from typing import Self

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Exists, OuterRef

from opd.lingkup import lingkup


class TemuanQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """An OPD sees what touches an indikator of its own."""
        ruang = lingkup(pengguna)
        return self if ruang.semua else self.menyangkut(indikator__opd__in=ruang.opd_ids)

    def menyangkut(self, **saring: object) -> Self:
        """Findings about an indikator of which this is true."""
        tautan = apps.get_model("capaian", "TemuanIndikator").objects.order_by()
        return self.filter(Exists(tautan.filter(temuan=OuterRef("pk"), **saring)))
