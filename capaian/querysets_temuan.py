from typing import Self

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from opd.lingkup import lingkup


def ada_penjelasan(**saring: object) -> Exists:
    """Whether at least one OPD has said something about a finding, of those of `saring`."""
    penjelasan = apps.get_model("capaian", "PenjelasanTemuan").objects.order_by()
    return Exists(penjelasan.filter(temuan=OuterRef("pk"), **saring))


class TemuanQuerySet(models.QuerySet):
    def untuk(self, pengguna: AbstractBaseUser) -> Self:
        """An OPD sees what touches an indikator of its own, and what is discussed with it."""
        ruang = lingkup(pengguna)
        if ruang.semua:
            return self
        tautan = apps.get_model("capaian", "TemuanIndikator").objects.order_by()
        milik = tautan.filter(indikator__opd__in=ruang.opd_ids).values("temuan")
        return self.filter(Q(pk__in=milik) | Q(dibahas_opd__in=ruang.opd_ids))

    def menyangkut(self, **saring: object) -> Self:
        """Findings about an indikator of which this is true."""
        tautan = apps.get_model("capaian", "TemuanIndikator").objects.order_by()
        return self.filter(Exists(tautan.filter(temuan=OuterRef("pk"), **saring)))
