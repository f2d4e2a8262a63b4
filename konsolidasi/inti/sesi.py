"""Sessions in the database as Django keeps them, read with one compiled question."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.utils import timezone

from konsolidasi.inti.kueri import kueri


@kueri
def _isi(*, kunci: str, kini: datetime) -> QuerySet:
    semua = SessionStore.get_model_class().objects
    return semua.filter(session_key=kunci, expire_date__gt=kini).values_list(
        "session_data", flat=True
    )


class SessionStore(db.SessionStore):
    """Every page begins with this question."""

    def load(self) -> dict[str, Any]:
        ada = _isi(kunci=self.session_key, kini=timezone.now())
        if ada:
            return self.decode(ada[0])
        self._session_key = None
        return {}
