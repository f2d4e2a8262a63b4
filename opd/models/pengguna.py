import pghistory
import rules
from django.apps import apps
from django.contrib.auth.models import AbstractUser, _user_has_module_perms
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from opd.lingkup import lingkup


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["password", "last_login"],
)
class Pengguna(AbstractUser):
    """A person. What the person may do comes from Penugasan, never from groups or flags."""

    first_name = None
    last_name = None
    nama = models.CharField("nama lengkap", max_length=150)
    email = models.EmailField("surel", blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    pangkat = models.CharField("pangkat/golongan", max_length=60, blank=True)
    wajib_ganti_sandi = models.BooleanField("wajib ganti sandi", default=True)
    kecepatan_tampil = models.BooleanField(
        "kecepatan mengajukan tampil di beranda", default=True, editable=False
    )

    belum_dibaca = 0
    """Unread Pemberitahuan; counted where the person of a session is loaded, 0 elsewhere."""

    REQUIRED_FIELDS = ["nama"]

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "pengguna"
        ordering = ("nama", "pk")
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                name="pengguna_surel_unik",
                condition=~models.Q(email=""),
                violation_error_message="Surel ini sudah dipakai pengguna lain.",
            )
        ]

    def __str__(self) -> str:
        return self.nama

    @classmethod
    def dalam_sesi(cls) -> models.QuerySet:
        """With the number at the bell: a subselect of the query that every page asks anyway."""
        milik = apps.get_model("opd", "Pemberitahuan").objects.belum_dibaca()
        milik = milik.filter(pengguna=OuterRef("pk")).order_by().values("pengguna")
        jumlah = Subquery(milik.annotate(jumlah=Count("pk")).values("jumlah"))
        return cls._default_manager.annotate(belum_dibaca=Coalesce(jumlah, 0))

    def get_full_name(self) -> str:
        return self.nama

    def get_short_name(self) -> str:
        """First name and the initial of the next: "Sari N."."""
        depan, *sisa = self.nama.split()
        return f"{depan} {sisa[0][0]}." if sisa else depan

    @property
    def inisial(self) -> str:
        return "".join(kata[0] for kata in self.nama.split()[:2]).upper()

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Asks the rules only, as inti.izin.Backend does: no flag of the account opens anything.

        Without a row the answer is that of the scope, and is asked for once per request.
        """
        if not self.is_active:
            return False
        if obj is not None:
            return bool(rules.has_perm(perm, self, obj))
        boleh = lingkup(self).boleh
        if perm not in boleh:
            boleh[perm] = bool(rules.has_perm(perm, self))
        return boleh[perm]

    def has_module_perms(self, app_label: str) -> bool:
        return _user_has_module_perms(self, app_label)
