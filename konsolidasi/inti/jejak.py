"""History: who changed what in which request. Written by triggers (django-pghistory)."""

import uuid
from typing import Any

import pghistory.middleware
from django.http import HttpRequest


class Middleware(pghistory.middleware.HistoryMiddleware):
    """Every write of a request carries the person's id, the path and one id of the request."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        pengguna = getattr(request, "user", None)
        return {
            "pengguna": pengguna.pk if pengguna is not None else None,
            "jalur": request.path,
            "permintaan": uuid.uuid4().hex,
        }
