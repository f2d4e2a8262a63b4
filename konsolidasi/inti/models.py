from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q


def gudang() -> Storage:
    """Where files are kept: outside every public folder; settings.STORAGES names it."""
    return storages["lampiran"]


class Lampiran(models.Model):
    """One stored file, known by the SHA-256 of its bytes: the same file is stored once.

    Who may see it is decided by what refers to it; nothing serves a Lampiran by itself.
    """

    sha256 = models.CharField("sidik jari", max_length=64, unique=True)
    berkas = models.FileField("berkas", storage=gudang, max_length=200)
    jenis = models.CharField("jenis isi", max_length=100)
    ukuran = models.PositiveBigIntegerField("ukuran (byte)")
    halaman = models.PositiveIntegerField("jumlah halaman", null=True, blank=True)
    diunggah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        verbose_name="diunggah oleh",
        related_name="+",
    )
    diunggah_pada = models.DateTimeField("diunggah pada", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "lampiran"
        ordering = ("-diunggah_pada", "-pk")
        constraints = [
            models.CheckConstraint(
                name="lampiran_tidak_kosong",
                condition=Q(ukuran__gt=0),
                violation_error_message="Berkas kosong tidak dapat disimpan.",
            )
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
