"""What the admin site leaves alone while a lock holds: whatever a locked figure is made of."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest

from capaian.layanan.indikator_banyak import HASIL_TERKUNCI
from capaian.layanan.indikator_muat import PENENTU_HASIL
from capaian.models import HasilTerkunci, Indikator

HITUNGAN = "Nilai dan hitungan"
KENAPA = f"{HASIL_TERKUNCI}."


def _terkunci(request: HttpRequest, syarat: Q) -> bool:
    """Whether a lock that holds has kept a result of these. One query per request."""
    if not hasattr(request, "hasil_terkunci"):
        ada = HasilTerkunci.objects.filter(syarat, kunci__dibuka_pada=None)
        request.hasil_terkunci = ada.exists()
    return request.hasil_terkunci


class IndikatorTerkunci:
    """What a result is made of is read-only once a lock has kept one, and the page says so."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return PENENTU_HASIL if self.terkunci(request, obj) else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        dasar = super().get_fieldsets(request, obj)
        if not self.terkunci(request, obj):
            return dasar
        kenapa = f"Satuan, desimal, jenis nilai, formula, dan cara konsolidasi {KENAPA}"
        return [
            (nama, isi | {"description": kenapa} if nama == HITUNGAN else isi)
            for nama, isi in dasar
        ]

    def terkunci(self, request: HttpRequest, obj: Indikator | None) -> bool:
        return obj is not None and _terkunci(request, Q(indikator=obj.pk))


class SkalaTerkunci:
    """Letters of a scale that a locked result was judged by."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("kode", "nilai") if self.terkunci(request, obj) else ()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not self.terkunci(request, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **lain: Any) -> Any:
        """Made more than once per request; said once."""
        if self.terkunci(request, obj) and not hasattr(request, "kabar_skala"):
            request.kabar_skala = True
            messages.info(request, f"Huruf dan peringkat skala ini {KENAPA}")
        return super().get_formset(request, obj, **lain)

    def terkunci(self, request: HttpRequest, obj: Any) -> bool:
        return obj is not None and _terkunci(request, Q(indikator__skala_predikat=obj.pk))


class JendelaTerkunci:
    """Nothing is extended in a quarter that is locked."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not (obj and obj.terkunci)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.terkunci)
