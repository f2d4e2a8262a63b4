import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("capaian", "0007_keselarasan"),
        ("opd", "0003_pemberitahuan"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PelaksanaPrioritas',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('peran', models.CharField(choices=[('pj', 'Penanggung jawab'), ('pendukung', 'Pendukung')], default='pendukung', max_length=10, verbose_name='peran')),
                ('status', models.CharField(choices=[('belum_dibahas', 'Belum dibahas'), ('diusulkan', 'Diusulkan'), ('disetujui', 'Disetujui'), ('ditolak', 'Ditolak')], default='belum_dibahas', editable=False, max_length=14, verbose_name='status')),
                ('alasan', models.CharField(blank=True, max_length=500, verbose_name='alasan')),
                ('acuan', models.CharField(blank=True, max_length=200, verbose_name='acuan keputusan')),
                ('mengajukan_diri', models.BooleanField(default=False, verbose_name='diajukan OPD itu sendiri')),
                ('diusulkan_pada', models.DateTimeField(blank=True, null=True, verbose_name='diusulkan pada')),
                ('dijawab_pada', models.DateTimeField(blank=True, null=True, verbose_name='dijawab pada')),
                ('contoh', models.BooleanField(default=False, verbose_name='data contoh')),
                ('versi', models.PositiveIntegerField(default=1, editable=False, verbose_name='versi')),
                ('diubah_pada', models.DateTimeField(auto_now=True, verbose_name='diubah pada')),
                ('dijawab_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dijawab oleh')),
                ('diusulkan_oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diusulkan oleh')),
                ('opd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='opd.opd', verbose_name='OPD')),
                ('prioritas', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pelaksana', to='capaian.prioritas', verbose_name='prioritas')),
                ('tahun', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='capaian.tahun', verbose_name='tahun')),
            ],
            options={
                'verbose_name': 'pelaksana prioritas',
                'verbose_name_plural': 'pelaksana prioritas',
                'ordering': ('-tahun', 'prioritas', 'peran', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='LogPelaksana',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('transisi', models.CharField(max_length=20, verbose_name='langkah')),
                ('dari', models.CharField(choices=[('belum_dibahas', 'Belum dibahas'), ('diusulkan', 'Diusulkan'), ('disetujui', 'Disetujui'), ('ditolak', 'Ditolak')], max_length=14, verbose_name='dari')),
                ('ke', models.CharField(choices=[('belum_dibahas', 'Belum dibahas'), ('diusulkan', 'Diusulkan'), ('disetujui', 'Disetujui'), ('ditolak', 'Ditolak')], max_length=14, verbose_name='ke')),
                ('peran', models.CharField(choices=[('pj', 'Penanggung jawab'), ('pendukung', 'Pendukung')], max_length=10, verbose_name='peran')),
                ('acuan', models.CharField(blank=True, max_length=200, verbose_name='acuan')),
                ('pada', models.DateTimeField(auto_now_add=True, verbose_name='pada')),
                ('catatan', models.TextField(blank=True, max_length=2000, verbose_name='catatan')),
                ('oleh', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('pelaksana', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log', to='capaian.pelaksanaprioritas', verbose_name='pelaksana')),
            ],
            options={
                'verbose_name': 'log pelaksana',
                'verbose_name_plural': 'log pelaksana',
                'ordering': ('-pada', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='PelaksanaPrioritasEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('peran', models.CharField(choices=[('pj', 'Penanggung jawab'), ('pendukung', 'Pendukung')], default='pendukung', max_length=10, verbose_name='peran')),
                ('status', models.CharField(choices=[('belum_dibahas', 'Belum dibahas'), ('diusulkan', 'Diusulkan'), ('disetujui', 'Disetujui'), ('ditolak', 'Ditolak')], default='belum_dibahas', editable=False, max_length=14, verbose_name='status')),
                ('alasan', models.CharField(blank=True, max_length=500, verbose_name='alasan')),
                ('acuan', models.CharField(blank=True, max_length=200, verbose_name='acuan keputusan')),
                ('mengajukan_diri', models.BooleanField(default=False, verbose_name='diajukan OPD itu sendiri')),
                ('diusulkan_pada', models.DateTimeField(blank=True, null=True, verbose_name='diusulkan pada')),
                ('dijawab_pada', models.DateTimeField(blank=True, null=True, verbose_name='dijawab pada')),
                ('contoh', models.BooleanField(default=False, verbose_name='data contoh')),
                ('versi', models.PositiveIntegerField(default=1, editable=False, verbose_name='versi')),
                ('diubah_pada', models.DateTimeField(auto_now=True, verbose_name='diubah pada')),
                ('dijawab_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dijawab oleh')),
                ('diusulkan_oleh', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diusulkan oleh')),
                ('opd', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.opd', verbose_name='OPD')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='capaian.pelaksanaprioritas')),
                ('prioritas', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='capaian.prioritas', verbose_name='prioritas')),
                ('tahun', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='capaian.tahun', verbose_name='tahun')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='pelaksanaprioritas',
            index=models.Index(fields=['status', 'tahun'], name='pelaksana_status'),
        ),
        migrations.AddConstraint(
            model_name='pelaksanaprioritas',
            constraint=models.UniqueConstraint(fields=('tahun', 'prioritas', 'opd'), name='pelaksana_unik', violation_error_message='OPD ini sudah tercatat pada prioritas itu.'),
        ),
        migrations.AddConstraint(
            model_name='pelaksanaprioritas',
            constraint=models.UniqueConstraint(condition=models.Q(('peran', 'pj'), models.Q(('status', 'ditolak'), _negated=True)), fields=('tahun', 'prioritas'), name='pelaksana_satu_pj', violation_error_message='Prioritas ini sudah punya penanggung jawab.'),
        ),
        migrations.AddConstraint(
            model_name='pelaksanaprioritas',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'ditolak'), _negated=True), models.Q(('alasan', ''), _negated=True), _connector='OR'), name='pelaksana_ditolak_beralasan', violation_error_message='Penolakan wajib beralasan.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pelaksanaprioritas',
            trigger=pgtrigger.compiler.Trigger(name='tidak_dihapus', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='72fa81033cb51af55930bf0d4e776d47868d993a', operation='DELETE', pgid='pgtrigger_tidak_dihapus_c4c7b', table='capaian_pelaksanaprioritas', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pelaksanaprioritas',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_pelaksanaprioritasevent" ("acuan", "alasan", "contoh", "dijawab_oleh_id", "dijawab_pada", "diubah_pada", "diusulkan_oleh_id", "diusulkan_pada", "id", "mengajukan_diri", "opd_id", "peran", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prioritas_id", "status", "tahun_id", "versi") VALUES (NEW."acuan", NEW."alasan", NEW."contoh", NEW."dijawab_oleh_id", NEW."dijawab_pada", NEW."diubah_pada", NEW."diusulkan_oleh_id", NEW."diusulkan_pada", NEW."id", NEW."mengajukan_diri", NEW."opd_id", NEW."peran", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prioritas_id", NEW."status", NEW."tahun_id", NEW."versi"); RETURN NULL;', hash='6894a2a2921cd4e83dbaa4fa91df785e3db71e79', operation='INSERT', pgid='pgtrigger_insert_insert_57069', table='capaian_pelaksanaprioritas', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pelaksanaprioritas',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_pelaksanaprioritasevent" ("acuan", "alasan", "contoh", "dijawab_oleh_id", "dijawab_pada", "diubah_pada", "diusulkan_oleh_id", "diusulkan_pada", "id", "mengajukan_diri", "opd_id", "peran", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prioritas_id", "status", "tahun_id", "versi") VALUES (NEW."acuan", NEW."alasan", NEW."contoh", NEW."dijawab_oleh_id", NEW."dijawab_pada", NEW."diubah_pada", NEW."diusulkan_oleh_id", NEW."diusulkan_pada", NEW."id", NEW."mengajukan_diri", NEW."opd_id", NEW."peran", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prioritas_id", NEW."status", NEW."tahun_id", NEW."versi"); RETURN NULL;', hash='e891d193a6afd2373e0021a50d2722219d9879da', operation='UPDATE', pgid='pgtrigger_update_update_e4aed', table='capaian_pelaksanaprioritas', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logpelaksana',
            trigger=pgtrigger.compiler.Trigger(name='tidak_diubah', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0f4222de779aeb377eaa678ee24fa0475858fd6f', operation='UPDATE OR DELETE', pgid='pgtrigger_tidak_diubah_4bc36', table='capaian_logpelaksana', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pelaksanaprioritasevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='94f8f23f9822e29e8ceaa8593c98d1d110cc0b78', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cff45', table='capaian_pelaksanaprioritasevent', when='BEFORE')),
        ),
    ]
