from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """Words are found by their trigrams. Adds an index only; no row is changed."""

    dependencies = [("rapat", "0005_temuan_sesi"), ("opd", "0004_cari")]

    operations = [
        migrations.AddIndex(
            model_name="tindaklanjut",
            index=GinIndex(
                OpClass(Upper(models.F("uraian")), name="gin_trgm_ops"),
                name="tindak_lanjut_cari",
            ),
        ),
    ]
