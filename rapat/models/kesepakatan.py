import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from capaian.models import Indikator, NilaiTarget, Target
from capaian.models.target import KOSONG, SATU_BENTUK
from rapat.models.agenda import Agenda
from rapat.pilihan import DISEPAKATI, Putusan
from rapat.querysets import KesepakatanQuerySet


@pghistory.track()
class Kesepakatan(NilaiTarget):
    """What the room decided for one indikator; the inherited value is the agreed target.

    `target_baru` is filled once, when the sesi is ditetapkan: that version is the agreement in
    force. `capaian_lalu` keeps the figure the room saw when it decided.
    """

    agenda = models.ForeignKey(
        Agenda, models.PROTECT, verbose_name="agenda", related_name="kesepakatan"
    )
    indikator = models.ForeignKey(
        Indikator, models.PROTECT, verbose_name="indikator", related_name="+"
    )
    putusan = models.CharField(
        "putusan", max_length=15, choices=Putusan.choices, default=Putusan.BELUM
    )
    catatan = models.TextField("catatan", max_length=2000, blank=True)
    capaian_lalu = models.DecimalField(
        "capaian tahun lalu (%)", max_digits=18, decimal_places=2, null=True, blank=True
    )
    capaian_lalu_kalimat = models.CharField("cara hitung", max_length=300, blank=True)
    target_lama = models.ForeignKey(
        Target,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="target sebelum rapat",
        related_name="+",
    )
    target_baru = models.OneToOneField(
        Target,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="target hasil kesepakatan",
        related_name="+",
    )
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

    objects = KesepakatanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kesepakatan"
        ordering = ("agenda", "indikator__opd__urutan", "indikator__urutan", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("agenda", "indikator"),
                name="kesepakatan_unik",
                violation_error_message="Indikator ini sudah ada pada agenda tersebut.",
            ),
            models.CheckConstraint(
                name="kesepakatan_satu_bentuk",
                condition=SATU_BENTUK | KOSONG,
                violation_error_message=(
                    "Target sepakat harus berupa satu nilai, satu rentang, atau satu predikat."
                ),
            ),
            models.CheckConstraint(
                name="kesepakatan_bernilai",
                condition=~Q(putusan__in=DISEPAKATI) | ~KOSONG,
                violation_error_message="Tulis target yang disepakati.",
            ),
            models.CheckConstraint(
                name="kesepakatan_bercatatan",
                condition=~Q(putusan__in=(Putusan.DENGAN_CATATAN, Putusan.DITUNDA))
                | ~Q(catatan=""),
                violation_error_message=(
                    "Tulis catatannya: apa yang disepakati bersyarat, atau mengapa ditunda."
                ),
            ),
            models.CheckConstraint(
                name="kesepakatan_berlaku_bila_sepakat",
                condition=Q(target_baru=None) | Q(putusan__in=DISEPAKATI),
                violation_error_message="Hanya yang disepakati yang dapat berlaku.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indikator.kode}: {self.get_putusan_display()}"
