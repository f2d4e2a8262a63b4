"""The one place that answers "may this person do this to that row"."""

from typing import Any

import rules
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from konsolidasi.inti.kueri import kueri


@kueri
def _dalam_sesi(*, pk: int) -> models.QuerySet:
    return get_user_model().dalam_sesi().filter(pk=pk)


class Backend(ModelBackend):
    """Passwords as in Django, permissions only from rules: what no rule allows is refused."""

    def has_perm(
        self, user_obj: AbstractBaseUser, perm: str, obj: models.Model | None = None
    ) -> bool:
        return bool(user_obj.is_active and rules.has_perm(perm, user_obj, obj))

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        """The person of a session as `dalam_sesi` loads them. One query."""
        pengguna = next(iter(_dalam_sesi(pk=user_id)), None)
        return pengguna if self.user_can_authenticate(pengguna) else None

    def has_module_perms(self, user_obj: AbstractBaseUser, app_label: str) -> bool:
        return bool(user_obj.is_active and rules.has_perm("opd.pengaturan", user_obj))

    def get_all_permissions(
        self, user_obj: AbstractBaseUser, obj: models.Model | None = None
    ) -> set[str]:
        return set()

    def with_perm(self, *args: Any, **kwargs: Any) -> models.QuerySet:
        raise NotImplementedError("Permissions come from rules; ask has_perm for one person.")
