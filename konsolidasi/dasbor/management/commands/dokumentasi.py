from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from konsolidasi.dasbor.dokumentasi import alur_md, rumus_md


class Command(BaseCommand):
    help = "Tulis docs/rumus.md dan docs/alur.md dari kodenya."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **opsi: Any) -> None:
        folder = settings.BASE_DIR / "docs"
        (folder / "rumus.md").write_text(rumus_md())
        (folder / "alur.md").write_text(alur_md())
        self.stdout.write("docs/rumus.md dan docs/alur.md ditulis.")
