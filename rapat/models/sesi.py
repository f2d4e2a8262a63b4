import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from opd.models import Klaster
from rapat.models.rapat import Rapat
from rapat.pilihan import StatusSesi
from rapat.querysets import SesiQuerySet

ROMAWI = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@pghistory.track()
class Sesi(models.Model):
    """One sitting for one klaster. `status` is written by rapat.alur only."""

    rapat = models.ForeignKey(Rapat, models.PROTECT, verbose_name="rapat", related_name="sesi")
    nomor = models.PositiveSmallIntegerField(
        "nomor", default=1, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    nama = models.CharField("nama", max_length=160)
    klaster = models.ForeignKey(Klaster, models.PROTECT, verbose_name="klaster", related_name="+")
    fokus = models.CharField("fokus", max_length=300, blank=True)
    tanggal = models.DateField("tanggal")
    jam_mulai = models.TimeField("mulai pukul")
    jam_selesai = models.TimeField("selesai pukul")
    tempat = models.CharField(
        "tempat", max_length=200, blank=True, help_text="Kosong berarti tempat rapat."
    )
    status = models.CharField(
        "status",
        max_length=12,
        choices=StatusSesi.choices,
        default=StatusSesi.TERJADWAL,
        editable=False,
    )
    agenda_kini = models.ForeignKey(
        "rapat.Agenda",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name="OPD di layar",
        related_name="+",
    )
    """The OPD under discussion; the projector follows it."""
    versi_layar = models.PositiveIntegerField("versi layar", default=1, editable=False)
    """Grows with every write of the sesi: the token that screens compare."""
    berita_acara_nomor = models.CharField("nomor berita acara", max_length=100, blank=True)
    berita_acara_tanggal = models.DateField("tanggal berita acara", null=True, blank=True)
    ditetapkan_pada = models.DateTimeField("ditetapkan pada", null=True, editable=False)
    ditetapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name="ditetapkan oleh",
        related_name="+",
    )

    objects = SesiQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "sesi"
        ordering = ("rapat", "nomor", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("rapat", "nomor"),
                name="sesi_nomor_unik",
                violation_error_message="Nomor sesi ini sudah dipakai pada rapat tersebut.",
            ),
            models.CheckConstraint(
                name="sesi_nomor_wajar",
                condition=Q(nomor__gte=1, nomor__lte=9),
                violation_error_message="Nomor sesi harus 1 sampai 9.",
            ),
            models.CheckConstraint(
                name="sesi_urut_jam",
                condition=Q(jam_selesai__gt=F("jam_mulai")),
                violation_error_message="Jam selesai harus sesudah jam mulai.",
            ),
            models.CheckConstraint(
                name="sesi_ditetapkan_lengkap",
                condition=~Q(status=StatusSesi.DITETAPKAN)
                | (
                    ~Q(berita_acara_nomor="")
                    & Q(berita_acara_tanggal__isnull=False, ditetapkan_pada__isnull=False)
                ),
                violation_error_message=(
                    "Sesi yang ditetapkan wajib menyebut nomor dan tanggal berita acara."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    def get_absolute_url(self) -> str:
        return reverse("rapat:sesi_rinci", args=[self.pk])

    @property
    def judul(self) -> str:
        return f"Sesi {ROMAWI[self.nomor]}: {self.nama}"

    @property
    def terkunci(self) -> bool:
        return self.status == StatusSesi.DITETAPKAN

    @property
    def berlangsung(self) -> bool:
        return self.status == StatusSesi.BERLANGSUNG

    @property
    def tempat_sesi(self) -> str:
        """One query when `rapat` is not loaded and the sesi names no place."""
        return self.tempat or self.rapat.tempat
