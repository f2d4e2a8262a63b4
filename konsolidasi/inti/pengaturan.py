"""The admin site as a good place to work: Indonesian, no deleting, official numbers read-only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class SitusPengaturan(admin.AdminSite):
    site_title = "Pengaturan Konsolidasi"
    site_header = "Pengaturan Konsolidasi"
    index_title = "Data acuan, periode, rapat, dan sesi"
    site_url = "/"
    enable_nav_sidebar = True
    empty_value_display = "(kosong)"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("opd.pengaturan")


class AdminDasar(admin.ModelAdmin):
    """Reference data. Ended or deactivated, never deleted."""

    list_per_page = 50
    save_on_top = True
    actions_on_bottom = False
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class HanyaBaca(AdminDasar):
    """Official numbers and logs: shown, searched, never changed here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SisipanHanyaBaca(admin.TabularInline):
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
