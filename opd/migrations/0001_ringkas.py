import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('opd', '0001_awal'), ('opd', '0002_rilis_kepala')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        migrations.CreateModel(
            name='Klaster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nama', models.CharField(max_length=120, unique=True, verbose_name='nama')),
                ('urutan', models.PositiveSmallIntegerField(default=1, verbose_name='urutan')),
                ('aktif', models.BooleanField(default=True, verbose_name='aktif')),
            ],
            options={
                'verbose_name': 'klaster',
                'verbose_name_plural': 'klaster',
                'ordering': ('urutan', 'pk'),
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opd_klasterevent" ("aktif", "id", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urutan") VALUES (NEW."aktif", NEW."id", NEW."nama", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."urutan"); RETURN NULL;', hash='6125ab21a0feca2ebebb444161ca30fe2d309e28', operation='INSERT', pgid='pgtrigger_insert_insert_e4e4e', table='opd_klaster', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opd_klasterevent" ("aktif", "id", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urutan") VALUES (NEW."aktif", NEW."id", NEW."nama", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."urutan"); RETURN NULL;', hash='41e1378b14179faccf43c3e0c33322eccef74312', operation='UPDATE', pgid='pgtrigger_update_update_5a32a', table='opd_klaster', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Urusan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode', models.CharField(max_length=5, unique=True, validators=[django.core.validators.RegexValidator('^[0-9X]\\.[0-9X]{2}$', 'Tulis kode seperti 1.02.')], verbose_name='kode')),
                ('nama', models.CharField(max_length=120, verbose_name='nama')),
                ('jenis', models.CharField(choices=[('wajib_dasar', 'Wajib berkaitan dengan pelayanan dasar'), ('wajib_lain', 'Wajib tidak berkaitan dengan pelayanan dasar'), ('pilihan', 'Pilihan'), ('pendukung', 'Pendukung'), ('penunjang', 'Penunjang'), ('pengawasan', 'Pengawasan'), ('kewilayahan', 'Kewilayahan'), ('umum', 'Pemerintahan umum')], max_length=12, verbose_name='jenis')),
            ],
            options={
                'verbose_name': 'urusan',
                'verbose_name_plural': 'urusan',
                'ordering': ('kode',),
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opd_urusanevent" ("id", "jenis", "kode", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."jenis", NEW."kode", NEW."nama", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='19e14b77ff140afa3517b50b0131112547730a0a', operation='INSERT', pgid='pgtrigger_insert_insert_c6ebe', table='opd_urusan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opd_urusanevent" ("id", "jenis", "kode", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."jenis", NEW."kode", NEW."nama", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='311c10d0fdb12baeb73fd674c8d2f36b5fa50d12', operation='UPDATE', pgid='pgtrigger_update_update_cacdc', table='opd_urusan', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Pengguna',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('nama', models.CharField(max_length=150, verbose_name='nama lengkap')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='surel')),
                ('nip', models.CharField(blank=True, max_length=18, verbose_name='NIP')),
                ('jabatan', models.CharField(blank=True, max_length=150, verbose_name='jabatan')),
                ('pangkat', models.CharField(blank=True, max_length=60, verbose_name='pangkat/golongan')),
                ('wajib_ganti_sandi', models.BooleanField(default=True, verbose_name='wajib ganti sandi')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'pengguna',
                'verbose_name_plural': 'pengguna',
                'ordering': ('nama', 'pk'),
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='pengguna_surel_unik', violation_error_message='Surel ini sudah dipakai pengguna lain.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opd_penggunaevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "jabatan", "nama", "nip", "pangkat", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username", "wajib_ganti_sandi") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."jabatan", NEW."nama", NEW."nip", NEW."pangkat", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."username", NEW."wajib_ganti_sandi"); RETURN NULL;', hash='85fee41af001e324f71e1186e85e694eb177a56b', operation='INSERT', pgid='pgtrigger_insert_insert_f9d27', table='opd_pengguna', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."jabatan" IS DISTINCT FROM (NEW."jabatan") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."nip" IS DISTINCT FROM (NEW."nip") OR OLD."pangkat" IS DISTINCT FROM (NEW."pangkat") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."wajib_ganti_sandi" IS DISTINCT FROM (NEW."wajib_ganti_sandi"))', func='INSERT INTO "opd_penggunaevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "jabatan", "nama", "nip", "pangkat", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username", "wajib_ganti_sandi") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."jabatan", NEW."nama", NEW."nip", NEW."pangkat", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."username", NEW."wajib_ganti_sandi"); RETURN NULL;', hash='8c291464867441ade1a60d5b78517b9d022c82b8', operation='UPDATE', pgid='pgtrigger_update_update_68b2a', table='opd_pengguna', when='AFTER'))],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='KlasterEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('nama', models.CharField(max_length=120, verbose_name='nama')),
                ('urutan', models.PositiveSmallIntegerField(default=1, verbose_name='urutan')),
                ('aktif', models.BooleanField(default=True, verbose_name='aktif')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opd.klaster')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='78a5b48ff9bb3a1a25addb027afcea63e298651d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e202e', table='opd_klasterevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Opd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode', models.CharField(help_text='Teks, bukan angka.', max_length=30, unique=True, verbose_name='kode')),
                ('nama', models.CharField(max_length=200, verbose_name='nama')),
                ('singkatan', models.CharField(max_length=40, verbose_name='singkatan')),
                ('jenis', models.CharField(choices=[('dinas', 'Dinas'), ('badan', 'Badan'), ('satuan', 'Satuan'), ('rsud', 'Rumah sakit umum daerah'), ('sekretariat', 'Sekretariat'), ('inspektorat', 'Inspektorat'), ('kecamatan', 'Kecamatan'), ('kelurahan', 'Kelurahan'), ('unit', 'Unit pelaksana teknis')], default='dinas', max_length=12, verbose_name='jenis')),
                ('urutan', models.PositiveSmallIntegerField(default=1, verbose_name='urutan')),
                ('kop_nama', models.CharField(blank=True, help_text='Kosong berarti nama OPD.', max_length=200, verbose_name='nama pada kop')),
                ('alamat', models.CharField(blank=True, max_length=300, verbose_name='alamat pada kop')),
                ('aktif', models.BooleanField(default=True, verbose_name='aktif')),
                ('nonaktif_tanggal', models.DateField(blank=True, null=True, verbose_name='tanggal nonaktif')),
                ('induk', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='unit', to='opd.opd', verbose_name='induk')),
                ('klaster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opd', to='opd.klaster', verbose_name='klaster')),
                ('penerus', models.ForeignKey(blank=True, help_text='OPD yang meneruskan tugas bila OPD ini dinonaktifkan.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pendahulu', to='opd.opd', verbose_name='penerus')),
                ('wajib_rilis_kepala', models.BooleanField(default=False, help_text='Operator menyerahkan isian, kepala OPD (atau Plt.) yang mengajukannya.', verbose_name='isian dilepas kepala OPD')),
            ],
            options={
                'verbose_name': 'OPD',
                'verbose_name_plural': 'OPD',
                'ordering': ('urutan', 'kode', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('aktif', True), ('nonaktif_tanggal', None)), models.Q(('aktif', False), ('nonaktif_tanggal__isnull', False)), _connector='OR'), name='opd_nonaktif_bertanggal', violation_error_message='OPD yang nonaktif wajib bertanggal nonaktif.'), models.CheckConstraint(condition=models.Q(('induk', None), models.Q(('induk', models.F('id')), _negated=True), _connector='OR'), name='opd_bukan_induk_sendiri', violation_error_message='OPD tidak dapat menjadi induknya sendiri.')],
                'triggers': [pgtrigger.compiler.Trigger(name='tidak_dihapus', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f47cfec156820ec79154b3a3eff289e2dfb94599', operation='DELETE', pgid='pgtrigger_tidak_dihapus_40c9c', table='opd_opd', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opd_opdevent" ("aktif", "alamat", "id", "induk_id", "jenis", "klaster_id", "kode", "kop_nama", "nama", "nonaktif_tanggal", "penerus_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "singkatan", "urutan", "wajib_rilis_kepala") VALUES (NEW."aktif", NEW."alamat", NEW."id", NEW."induk_id", NEW."jenis", NEW."klaster_id", NEW."kode", NEW."kop_nama", NEW."nama", NEW."nonaktif_tanggal", NEW."penerus_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."singkatan", NEW."urutan", NEW."wajib_rilis_kepala"); RETURN NULL;', hash='7358f8af2aa70a962582c2a1a64507fd40bdab44', operation='INSERT', pgid='pgtrigger_insert_insert_4c706', table='opd_opd', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opd_opdevent" ("aktif", "alamat", "id", "induk_id", "jenis", "klaster_id", "kode", "kop_nama", "nama", "nonaktif_tanggal", "penerus_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "singkatan", "urutan", "wajib_rilis_kepala") VALUES (NEW."aktif", NEW."alamat", NEW."id", NEW."induk_id", NEW."jenis", NEW."klaster_id", NEW."kode", NEW."kop_nama", NEW."nama", NEW."nonaktif_tanggal", NEW."penerus_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."singkatan", NEW."urutan", NEW."wajib_rilis_kepala"); RETURN NULL;', hash='beb0b05b3479cb4bf8bf291d1895c539a8f34c91', operation='UPDATE', pgid='pgtrigger_update_update_731b8', table='opd_opd', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='PenggunaEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('nama', models.CharField(max_length=150, verbose_name='nama lengkap')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='surel')),
                ('nip', models.CharField(blank=True, max_length=18, verbose_name='NIP')),
                ('jabatan', models.CharField(blank=True, max_length=150, verbose_name='jabatan')),
                ('pangkat', models.CharField(blank=True, max_length=60, verbose_name='pangkat/golongan')),
                ('wajib_ganti_sandi', models.BooleanField(default=True, verbose_name='wajib ganti sandi')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a805ba451a218ee9ad506cfbcc86debeaf2828c5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_75343', table='opd_penggunaevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Sektor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nama', models.CharField(max_length=80, verbose_name='nama')),
                ('urutan', models.PositiveSmallIntegerField(default=1, verbose_name='urutan')),
                ('klaster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sektor', to='opd.klaster', verbose_name='klaster')),
            ],
            options={
                'verbose_name': 'sektor',
                'verbose_name_plural': 'sektor',
                'ordering': ('klaster__urutan', 'urutan', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('klaster', 'nama'), name='sektor_klaster_nama_unik', violation_error_message='Sektor ini sudah ada di klaster tersebut.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opd_sektorevent" ("id", "klaster_id", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urutan") VALUES (NEW."id", NEW."klaster_id", NEW."nama", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."urutan"); RETURN NULL;', hash='661e9645ab8eb9b333adbed4e28f2193a5be2648', operation='INSERT', pgid='pgtrigger_insert_insert_89c75', table='opd_sektor', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opd_sektorevent" ("id", "klaster_id", "nama", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urutan") VALUES (NEW."id", NEW."klaster_id", NEW."nama", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."urutan"); RETURN NULL;', hash='40e3e20d9bff4e20bf8484f34ff364f7eff48a81', operation='UPDATE', pgid='pgtrigger_update_update_907c1', table='opd_sektor', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='UrusanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kode', models.CharField(max_length=5, validators=[django.core.validators.RegexValidator('^[0-9X]\\.[0-9X]{2}$', 'Tulis kode seperti 1.02.')], verbose_name='kode')),
                ('nama', models.CharField(max_length=120, verbose_name='nama')),
                ('jenis', models.CharField(choices=[('wajib_dasar', 'Wajib berkaitan dengan pelayanan dasar'), ('wajib_lain', 'Wajib tidak berkaitan dengan pelayanan dasar'), ('pilihan', 'Pilihan'), ('pendukung', 'Pendukung'), ('penunjang', 'Penunjang'), ('pengawasan', 'Pengawasan'), ('kewilayahan', 'Kewilayahan'), ('umum', 'Pemerintahan umum')], max_length=12, verbose_name='jenis')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opd.urusan')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2ae0237a06e0aeaf32a2441779b9b70fc845f581', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1a48b', table='opd_urusanevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='NamaOpd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nama', models.CharField(max_length=200, verbose_name='nama')),
                ('singkatan', models.CharField(max_length=40, verbose_name='singkatan')),
                ('mulai', models.DateField(verbose_name='mulai')),
                ('selesai', models.DateField(blank=True, null=True, verbose_name='selesai')),
                ('dasar_hukum', models.CharField(blank=True, max_length=200, verbose_name='dasar hukum')),
                ('opd', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='riwayat_nama', to='opd.opd', verbose_name='OPD')),
            ],
            options={
                'verbose_name': 'riwayat nama',
                'verbose_name_plural': 'riwayat nama',
                'ordering': ('-mulai', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('selesai', None), ('selesai__gte', models.F('mulai')), _connector='OR'), name='nama_opd_urut_tanggal', violation_error_message='Tanggal selesai tidak boleh sebelum tanggal mulai.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('opd', '='), (models.Func('mulai', 'selesai', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='nama_opd_tidak_tumpang_tindih', violation_error_message='Masa berlaku nama ini bertumpang tindih dengan nama lain.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opd_namaopdevent" ("dasar_hukum", "id", "mulai", "nama", "opd_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai", "singkatan") VALUES (NEW."dasar_hukum", NEW."id", NEW."mulai", NEW."nama", NEW."opd_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."selesai", NEW."singkatan"); RETURN NULL;', hash='4a83a3535dd94bd85d89d4339c3e02c1fc7ccc99', operation='INSERT', pgid='pgtrigger_insert_insert_29b87', table='opd_namaopd', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opd_namaopdevent" ("dasar_hukum", "id", "mulai", "nama", "opd_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai", "singkatan") VALUES (NEW."dasar_hukum", NEW."id", NEW."mulai", NEW."nama", NEW."opd_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."selesai", NEW."singkatan"); RETURN NULL;', hash='dccbb2274fc8aceed6e3a187593a2cbe42ea41f0', operation='UPDATE', pgid='pgtrigger_update_update_17eef', table='opd_namaopd', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='OpdEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kode', models.CharField(help_text='Teks, bukan angka.', max_length=30, verbose_name='kode')),
                ('nama', models.CharField(max_length=200, verbose_name='nama')),
                ('singkatan', models.CharField(max_length=40, verbose_name='singkatan')),
                ('jenis', models.CharField(choices=[('dinas', 'Dinas'), ('badan', 'Badan'), ('satuan', 'Satuan'), ('rsud', 'Rumah sakit umum daerah'), ('sekretariat', 'Sekretariat'), ('inspektorat', 'Inspektorat'), ('kecamatan', 'Kecamatan'), ('kelurahan', 'Kelurahan'), ('unit', 'Unit pelaksana teknis')], default='dinas', max_length=12, verbose_name='jenis')),
                ('urutan', models.PositiveSmallIntegerField(default=1, verbose_name='urutan')),
                ('kop_nama', models.CharField(blank=True, help_text='Kosong berarti nama OPD.', max_length=200, verbose_name='nama pada kop')),
                ('alamat', models.CharField(blank=True, max_length=300, verbose_name='alamat pada kop')),
                ('aktif', models.BooleanField(default=True, verbose_name='aktif')),
                ('nonaktif_tanggal', models.DateField(blank=True, null=True, verbose_name='tanggal nonaktif')),
                ('induk', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.opd', verbose_name='induk')),
                ('klaster', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.klaster', verbose_name='klaster')),
                ('penerus', models.ForeignKey(blank=True, db_constraint=False, help_text='OPD yang meneruskan tugas bila OPD ini dinonaktifkan.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.opd', verbose_name='penerus')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opd.opd')),
                ('wajib_rilis_kepala', models.BooleanField(default=False, help_text='Operator menyerahkan isian, kepala OPD (atau Plt.) yang mengajukannya.', verbose_name='isian dilepas kepala OPD')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='45b84c9d5ef1c48a406e8fb91f6b9928b7ba2058', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d7f81', table='opd_opdevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='OpdUrusan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('utama', models.BooleanField(default=False, verbose_name='urusan utama')),
                ('opd', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opd_urusan', to='opd.opd', verbose_name='OPD')),
                ('urusan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opd_urusan', to='opd.urusan', verbose_name='urusan')),
            ],
            options={
                'verbose_name': 'urusan OPD',
                'verbose_name_plural': 'urusan OPD',
                'ordering': ('-utama', 'urusan__kode', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('opd', 'urusan'), name='opd_urusan_unik', violation_error_message='Urusan ini sudah tercatat pada OPD tersebut.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opd_opdurusanevent" ("id", "opd_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urusan_id", "utama") VALUES (NEW."id", NEW."opd_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."urusan_id", NEW."utama"); RETURN NULL;', hash='1835352574c7313ade6af026978e1714d57d570f', operation='INSERT', pgid='pgtrigger_insert_insert_9a284', table='opd_opdurusan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opd_opdurusanevent" ("id", "opd_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "urusan_id", "utama") VALUES (NEW."id", NEW."opd_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."urusan_id", NEW."utama"); RETURN NULL;', hash='c635449f13c23b9659ac254ae0832d9d3e0b7943', operation='UPDATE', pgid='pgtrigger_update_update_2c61e', table='opd_opdurusan', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='Penugasan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('peran', models.CharField(choices=[('admin', 'Admin'), ('bapperida', 'Bapperida (perencana/verifikator)'), ('notulis', 'Notulis'), ('operator', 'Operator OPD'), ('kepala', 'Kepala OPD'), ('pimpinan', 'Pimpinan')], max_length=10, verbose_name='peran')),
                ('kedudukan', models.CharField(choices=[('definitif', 'Definitif'), ('plt', 'Plt.'), ('plh', 'Plh.')], default='definitif', max_length=10, verbose_name='kedudukan')),
                ('mulai', models.DateField(verbose_name='mulai')),
                ('selesai', models.DateField(blank=True, null=True, verbose_name='selesai')),
                ('dasar', models.CharField(blank=True, max_length=120, verbose_name='nomor SK')),
                ('opd', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='penugasan', to='opd.opd', verbose_name='OPD')),
                ('pengguna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='penugasan', to=settings.AUTH_USER_MODEL, verbose_name='pengguna')),
            ],
            options={
                'verbose_name': 'penugasan',
                'verbose_name_plural': 'penugasan',
                'ordering': ('pengguna__nama', '-mulai', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('selesai', None), ('selesai__gte', models.F('mulai')), _connector='OR'), name='penugasan_urut_tanggal', violation_error_message='Tanggal selesai tidak boleh sebelum tanggal mulai.'), models.CheckConstraint(condition=models.Q(models.Q(('peran__in', ('operator', 'kepala')), _negated=True), ('opd__isnull', False), _connector='OR'), name='penugasan_opd_sesuai_peran', violation_error_message='Operator dan kepala OPD wajib menyebut OPD-nya.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('pengguna', '='), ('peran', '='), (django.db.models.functions.comparison.Coalesce('opd_id', models.Value(0)), '='), (models.Func('mulai', 'selesai', models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='penugasan_tidak_ganda', violation_error_message='Orang ini sudah memegang peran yang sama pada masa itu.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "opd_penugasanevent" ("dasar", "id", "kedudukan", "mulai", "opd_id", "pengguna_id", "peran", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai") VALUES (NEW."dasar", NEW."id", NEW."kedudukan", NEW."mulai", NEW."opd_id", NEW."pengguna_id", NEW."peran", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."selesai"); RETURN NULL;', hash='1fe931673c4a3aa7781a7b741e6a58d49d4b9c72', operation='INSERT', pgid='pgtrigger_insert_insert_52f16', table='opd_penugasan', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "opd_penugasanevent" ("dasar", "id", "kedudukan", "mulai", "opd_id", "pengguna_id", "peran", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai") VALUES (NEW."dasar", NEW."id", NEW."kedudukan", NEW."mulai", NEW."opd_id", NEW."pengguna_id", NEW."peran", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."selesai"); RETURN NULL;', hash='4304e5f223fab14eec044d7d1ec3ca6c24360972', operation='UPDATE', pgid='pgtrigger_update_update_8a48c', table='opd_penugasan', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SektorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('nama', models.CharField(max_length=80, verbose_name='nama')),
                ('urutan', models.PositiveSmallIntegerField(default=1, verbose_name='urutan')),
                ('klaster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.klaster', verbose_name='klaster')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opd.sektor')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ee764ffd80174ad316d47abd9a02a051a90e47cc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_12827', table='opd_sektorevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='NamaOpdEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('nama', models.CharField(max_length=200, verbose_name='nama')),
                ('singkatan', models.CharField(max_length=40, verbose_name='singkatan')),
                ('mulai', models.DateField(verbose_name='mulai')),
                ('selesai', models.DateField(blank=True, null=True, verbose_name='selesai')),
                ('dasar_hukum', models.CharField(blank=True, max_length=200, verbose_name='dasar hukum')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opd.namaopd')),
                ('opd', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.opd', verbose_name='OPD')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='740338917aeb0d5ac52a43a5856efd4396bb85ce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d7fc4', table='opd_namaopdevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='OpdUrusanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('utama', models.BooleanField(default=False, verbose_name='urusan utama')),
                ('opd', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.opd', verbose_name='OPD')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opd.opdurusan')),
                ('urusan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.urusan', verbose_name='urusan')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='53e7498281fddd9fceb61adef1fca7694132071e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1f579', table='opd_opdurusanevent', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='PenugasanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('peran', models.CharField(choices=[('admin', 'Admin'), ('bapperida', 'Bapperida (perencana/verifikator)'), ('notulis', 'Notulis'), ('operator', 'Operator OPD'), ('kepala', 'Kepala OPD'), ('pimpinan', 'Pimpinan')], max_length=10, verbose_name='peran')),
                ('kedudukan', models.CharField(choices=[('definitif', 'Definitif'), ('plt', 'Plt.'), ('plh', 'Plh.')], default='definitif', max_length=10, verbose_name='kedudukan')),
                ('mulai', models.DateField(verbose_name='mulai')),
                ('selesai', models.DateField(blank=True, null=True, verbose_name='selesai')),
                ('dasar', models.CharField(blank=True, max_length=120, verbose_name='nomor SK')),
                ('opd', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='opd.opd', verbose_name='OPD')),
                ('pengguna', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pengguna')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='opd.penugasan')),
            ],
            options={
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b9b7880013463a5be0f3dc1ef8dcdaa2734651b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9beef', table='opd_penugasanevent', when='BEFORE'))],
            },
        ),
        migrations.AddField(
            model_name='opd',
            name='urusan',
            field=models.ManyToManyField(related_name='opd', through='opd.OpdUrusan', to='opd.urusan', verbose_name='urusan'),
        ),
    ]
