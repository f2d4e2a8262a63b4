import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('opd', '0006_jejak_hapus'),
    ]

    operations = [
        migrations.AlterField(
            model_name='opd',
            name='klaster',
            field=models.ForeignKey(blank=True, help_text='Unit selalu pada klaster OPD induknya.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opd', to='opd.klaster', verbose_name='klaster'),
        ),
        migrations.AlterField(
            model_name='opdevent',
            name='klaster',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Unit selalu pada klaster OPD induknya.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.klaster', verbose_name='klaster'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opd',
            trigger=pgtrigger.compiler.Trigger(name='klaster_dari_induk', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."induk_id" IS NOT NULL)', func='SELECT klaster_id INTO NEW.klaster_id FROM opd_opd WHERE id = NEW.induk_id; RETURN NEW;', hash='8e541bca8b27eb593048f99722c1bd96d0d4c98a', operation='INSERT OR UPDATE', pgid='pgtrigger_klaster_dari_induk_2c617', table='opd_opd', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opd',
            trigger=pgtrigger.compiler.Trigger(name='klaster_ke_unit', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."klaster_id" IS DISTINCT FROM (NEW."klaster_id"))', func='UPDATE opd_opd SET klaster_id = NEW.klaster_id WHERE induk_id = NEW.id; RETURN NULL;', hash='0e703128c4b59d05b5037f1b322faef0a42704c8', operation='UPDATE', pgid='pgtrigger_klaster_ke_unit_a41c9', table='opd_opd', when='AFTER')),
        ),
        # The trigger that was just made gives each unit the klaster of the OPD above it.
        migrations.RunSQL(
            'UPDATE opd_opd SET klaster_id = klaster_id WHERE induk_id IS NOT NULL',
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL('SET CONSTRAINTS ALL IMMEDIATE', migrations.RunSQL.noop),
    ]
