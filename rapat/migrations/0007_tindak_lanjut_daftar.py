import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A follow-up may come from a list in Excel. Two new columns, empty for every row there is."""

    dependencies = [
        ('capaian', '0012_impor'),
        ('inti', '0001_lampiran'),
        ('opd', '0005_beranda'),
        ('rapat', '0006_cari'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='tindaklanjut',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tindaklanjut',
            name='update_update',
        ),
        migrations.AddField(
            model_name='tindaklanjut',
            name='nomor',
            field=models.CharField(blank=True, max_length=20, verbose_name='nomor pada daftar'),
        ),
        migrations.AddField(
            model_name='tindaklanjut',
            name='rapat',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rapat.rapat', verbose_name='rapat pemilik daftar'),
        ),
        migrations.AddField(
            model_name='tindaklanjutevent',
            name='nomor',
            field=models.CharField(blank=True, max_length=20, verbose_name='nomor pada daftar'),
        ),
        migrations.AddField(
            model_name='tindaklanjutevent',
            name='rapat',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='rapat.rapat', verbose_name='rapat pemilik daftar'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tindaklanjut',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rapat_tindaklanjutevent" ("asal_id", "batas_awal", "batas_tanggal", "bukti_id", "bukti_nama", "bukti_tautan", "contoh", "dibuat_oleh_id", "dibuat_pada", "dilaporkan_pada", "diubah_pada", "id", "indikator_id", "laporan", "nomor", "opd_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rapat_id", "selesai_pada", "status", "uraian", "versi") VALUES (NEW."asal_id", NEW."batas_awal", NEW."batas_tanggal", NEW."bukti_id", NEW."bukti_nama", NEW."bukti_tautan", NEW."contoh", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dilaporkan_pada", NEW."diubah_pada", NEW."id", NEW."indikator_id", NEW."laporan", NEW."nomor", NEW."opd_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rapat_id", NEW."selesai_pada", NEW."status", NEW."uraian", NEW."versi"); RETURN NULL;', hash='cbcecd0b9dec92e88b96e055151d00279923944a', operation='INSERT', pgid='pgtrigger_insert_insert_aef30', table='rapat_tindaklanjut', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tindaklanjut',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "rapat_tindaklanjutevent" ("asal_id", "batas_awal", "batas_tanggal", "bukti_id", "bukti_nama", "bukti_tautan", "contoh", "dibuat_oleh_id", "dibuat_pada", "dilaporkan_pada", "diubah_pada", "id", "indikator_id", "laporan", "nomor", "opd_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rapat_id", "selesai_pada", "status", "uraian", "versi") VALUES (NEW."asal_id", NEW."batas_awal", NEW."batas_tanggal", NEW."bukti_id", NEW."bukti_nama", NEW."bukti_tautan", NEW."contoh", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."dilaporkan_pada", NEW."diubah_pada", NEW."id", NEW."indikator_id", NEW."laporan", NEW."nomor", NEW."opd_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rapat_id", NEW."selesai_pada", NEW."status", NEW."uraian", NEW."versi"); RETURN NULL;', hash='efcfd49960824a857f922a28294eea772e3749ab', operation='UPDATE', pgid='pgtrigger_update_update_1f0f6', table='rapat_tindaklanjut', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='tindaklanjut',
            constraint=models.CheckConstraint(condition=models.Q(('rapat', None), ('asal', None), _connector='OR'), name='tindak_lanjut_satu_asal', violation_error_message='Asalnya agenda sesi atau daftar rapat, bukan keduanya.'),
        ),
        migrations.AddConstraint(
            model_name='tindaklanjut',
            constraint=models.CheckConstraint(condition=models.Q(('nomor', ''), ('rapat__isnull', False), _connector='OR'), name='tindak_lanjut_nomor_daftar', violation_error_message='Nomor pada daftar hanya untuk yang berasal dari daftar.'),
        ),
        migrations.AddConstraint(
            model_name='tindaklanjut',
            constraint=models.UniqueConstraint(condition=models.Q(('nomor', ''), _negated=True), fields=('rapat', 'nomor'), name='tindak_lanjut_nomor_unik', violation_error_message='Nomor ini sudah dipakai pada daftar rapat tersebut.'),
        ),
    ]
