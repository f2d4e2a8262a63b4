import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


PINDAHKAN = """
WITH jawab AS (
    SELECT l.temuan_id, l.oleh_id, l.catatan, l.pada, l.id, coalesce(
        (SELECT o.id FROM capaian_temuanindikator k
            JOIN capaian_indikator i ON i.id = k.indikator_id
            JOIN opd_opd o ON o.id = i.opd_id
            JOIN opd_penugasan p ON p.pengguna_id = l.oleh_id AND p.opd_id IN (o.id, o.induk_id)
            WHERE k.temuan_id = l.temuan_id ORDER BY p.opd_id <> o.id, k.id LIMIT 1),
        (SELECT i.opd_id FROM capaian_temuanindikator k
            JOIN capaian_indikator i ON i.id = k.indikator_id
            WHERE k.temuan_id = l.temuan_id ORDER BY k.id LIMIT 1),
        (SELECT p.opd_id FROM opd_penugasan p
            WHERE p.pengguna_id = l.oleh_id AND p.opd_id IS NOT NULL ORDER BY p.id LIMIT 1)
    ) AS opd_id
    FROM capaian_logtemuan l WHERE l.transisi = 'jawab' AND l.oleh_id IS NOT NULL
)
INSERT INTO capaian_penjelasantemuan (temuan_id, opd_id, teks, oleh_id, pada)
SELECT DISTINCT ON (temuan_id, opd_id) temuan_id, opd_id, catatan, oleh_id, pada
FROM jawab WHERE opd_id IS NOT NULL ORDER BY temuan_id, opd_id, pada DESC, id DESC
"""
"""The latest explanation of each OPD; every one of them stays in the log of its finding."""


class Migration(migrations.Migration):

    dependencies = [
        ('capaian', '0015_unduhan'),
        ('opd', '0005_beranda'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PenjelasanTemuan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('teks', models.TextField(max_length=2000, verbose_name='penjelasan OPD')),
                ('pada', models.DateTimeField(verbose_name='dijelaskan pada')),
                ('oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dijelaskan oleh')),
                ('opd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='opd.opd', verbose_name='OPD')),
                ('temuan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='penjelasan', to='capaian.temuan', verbose_name='temuan')),
            ],
            options={
                'verbose_name': 'penjelasan temuan',
                'verbose_name_plural': 'penjelasan temuan',
                'ordering': ('temuan', 'pada', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('temuan', 'opd'), name='penjelasan_temuan_unik', violation_error_message='OPD ini sudah menjelaskan.')],
            },
        ),
        migrations.RunSQL(PINDAHKAN, migrations.RunSQL.noop),
        migrations.RunSQL('SET CONSTRAINTS ALL IMMEDIATE', migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='temuan',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='temuan',
            name='delete_delete',
        ),
        migrations.RemoveField(
            model_name='temuan',
            name='dijawab_oleh',
        ),
        migrations.RemoveField(
            model_name='temuan',
            name='dijawab_pada',
        ),
        migrations.RemoveField(
            model_name='temuan',
            name='jawaban',
        ),
        migrations.RemoveField(
            model_name='temuanevent',
            name='dijawab_oleh',
        ),
        migrations.RemoveField(
            model_name='temuanevent',
            name='dijawab_pada',
        ),
        migrations.RemoveField(
            model_name='temuanevent',
            name='jawaban',
        ),
        migrations.AddField(
            model_name='temuan',
            name='dibahas_opd',
            field=models.ForeignKey(blank=True, help_text='Untuk temuan tentang prioritas, bukan tentang indikator satu OPD.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='opd.opd', verbose_name='OPD yang membahas'),
        ),
        migrations.AddField(
            model_name='temuanevent',
            name='dibahas_opd',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Untuk temuan tentang prioritas, bukan tentang indikator satu OPD.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.opd', verbose_name='OPD yang membahas'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='temuan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "capaian_temuanevent" ("alasan", "angka", "aturan", "berat", "contoh", "dibahas_opd_id", "ditemukan_pada", "diubah_pada", "id", "judul", "kalimat", "kunci", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sidik", "sidik_diterima", "status", "tahun_id", "versi") VALUES (NEW."alasan", NEW."angka", NEW."aturan", NEW."berat", NEW."contoh", NEW."dibahas_opd_id", NEW."ditemukan_pada", NEW."diubah_pada", NEW."id", NEW."judul", NEW."kalimat", NEW."kunci", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sidik", NEW."sidik_diterima", NEW."status", NEW."tahun_id", NEW."versi"); RETURN NULL;', hash='6bc5617f88b3ea07c006b9832819794b35714f38', operation='UPDATE', pgid='pgtrigger_update_update_782ae', table='capaian_temuan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='temuan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "capaian_temuanevent" ("alasan", "angka", "aturan", "berat", "contoh", "dibahas_opd_id", "ditemukan_pada", "diubah_pada", "id", "judul", "kalimat", "kunci", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sidik", "sidik_diterima", "status", "tahun_id", "versi") VALUES (OLD."alasan", OLD."angka", OLD."aturan", OLD."berat", OLD."contoh", OLD."dibahas_opd_id", OLD."ditemukan_pada", OLD."diubah_pada", OLD."id", OLD."judul", OLD."kalimat", OLD."kunci", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sidik", OLD."sidik_diterima", OLD."status", OLD."tahun_id", OLD."versi"); RETURN NULL;', hash='2b2dc9418bd51dafa83fb4a87575055b1511b097', operation='DELETE', pgid='pgtrigger_delete_delete_1fe12', table='capaian_temuan', when='AFTER')),
        ),
    ]
