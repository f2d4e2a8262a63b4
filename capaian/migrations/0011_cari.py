from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Upper


def gabung(satu, dua):
    return models.Func(
        satu,
        models.Value(" "),
        dua,
        template="(%(expressions)s)",
        arg_joiner=" || ",
        output_field=models.TextField(),
    )


def indeks(model, nama, teks):
    isi = OpClass(Upper(teks), name="gin_trgm_ops")
    return migrations.AddIndex(model_name=model, index=GinIndex(isi, name=nama))


class Migration(migrations.Migration):
    """Words are found by their trigrams. Adds indexes only; no row is changed."""

    dependencies = [("capaian", "0010_ringkasan"), ("opd", "0004_cari")]

    operations = [
        indeks("indikator", "indikator_cari", gabung("kode", "nama")),
        indeks("subkegiatan", "sub_kegiatan_cari", gabung("kode", "nama")),
        indeks("temuan", "temuan_cari", models.F("judul")),
        indeks("bukti", "bukti_cari", gabung("nama", "nomor_dokumen")),
    ]
