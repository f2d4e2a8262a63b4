"""Which rows the history of one indikator is about; each function is one question of it."""

from collections.abc import Callable
from functools import cache

from django.db.models import Model, QuerySet

from capaian.models import Indikator, UsulanTarget


@cache
def milik(model: type[Model]) -> Callable[[int], QuerySet]:
    return lambda indikator: model.objects.filter(indikator=indikator)


def usulan_milik(indikator: int) -> QuerySet:
    """Withdrawn ones are deleted; only their events still name the indikator."""
    return UsulanTarget.pgh_event_model.objects.filter(indikator=indikator).values("pgh_obj_id")


def diri_milik(indikator: int) -> QuerySet:
    return Indikator.objects.filter(pk=indikator)
