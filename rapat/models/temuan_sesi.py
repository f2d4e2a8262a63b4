import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.models import Temuan
from rapat.models.agenda import Agenda
from rapat.models.sesi import Sesi
from rapat.models.tindak_lanjut import TindakLanjut
from rapat.pilihan import HasilTemuan


@pghistory.track()
class PutusanTemuan(models.Model):
    """What a sesi made of a finding of keselarasan, with the sentence and numbers of that moment.

    One per sesi and finding, with the item it was settled under last; the finding itself is settled
    when the berita acara becomes final.
    """

    sesi = models.ForeignKey(
        Sesi, models.PROTECT, verbose_name="sesi", related_name="putusan_temuan"
    )
    agenda = models.ForeignKey(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="putusan_temuan"
    )
    temuan = models.ForeignKey(Temuan, models.PROTECT, verbose_name="temuan", related_name="+")
    kalimat = models.TextField("kalimat waktu diputus")
    sidik = models.CharField("sidik angka waktu diputus", max_length=32)
    putusan = models.CharField(
        "putusan", max_length=14, choices=HasilTemuan.choices, default=HasilTemuan.BELUM
    )
    alasan = models.CharField("alasan", max_length=500, blank=True)
    tindak_lanjut = models.ForeignKey(
        TindakLanjut,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="tindak lanjut",
        related_name="+",
    )
    berlaku = models.BooleanField("temuan sudah diputus menurut ini", default=False)
    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="diubah oleh",
        related_name="+",
    )
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "putusan temuan"
        ordering = ("sesi", "agenda", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("sesi", "temuan"),
                name="putusan_temuan_unik",
                violation_error_message="Temuan ini sudah diputus pada sesi tersebut.",
            ),
            models.CheckConstraint(
                name="putusan_temuan_beralasan",
                condition=Q(putusan=HasilTemuan.BELUM) | ~Q(alasan=""),
                violation_error_message="Putusan temuan wajib beralasan.",
            ),
            models.CheckConstraint(
                name="putusan_temuan_bertindak_lanjut",
                condition=~Q(putusan=HasilTemuan.TINDAK_LANJUT) | Q(tindak_lanjut__isnull=False),
                violation_error_message="Putusan ini wajib menyebut tindak lanjutnya.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.temuan_id} {self.get_putusan_display()}"
