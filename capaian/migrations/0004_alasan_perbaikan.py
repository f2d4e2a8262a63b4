"""The ten stock reasons an office starts with; it edits them in the admin afterwards."""

from django.db import migrations

ALASAN = (
    "Periode bukti tidak sesuai",
    "Bukti sama dengan triwulan lalu",
    "Lonjakan perlu dijelaskan",
    "Bukti tidak terbaca",
    "Angka berbeda dengan bukti",
    "Satuan berbeda",
    "Cara hitung tidak sesuai definisi",
    "Bukti belum lengkap",
    "Penghambat atau pendorong belum jelas",
    "Salah indikator",
)


def isi(apps, schema_editor):
    model = apps.get_model("capaian", "AlasanPerbaikan")
    for urutan, teks in enumerate(ALASAN, start=1):
        model.objects.get_or_create(teks=teks, defaults={"urutan": urutan})


class Migration(migrations.Migration):
    dependencies = [("capaian", "0003_bukti_verifikasi_kunci")]
    operations = [migrations.RunPython(isi, migrations.RunPython.noop)]
