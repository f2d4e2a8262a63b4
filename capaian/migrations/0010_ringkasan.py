"""Kept figures of the dashboards, and the triggers that say when they no longer hold.

Each trigger writes down which transaction changed what, once per statement. Nobody waits for
anybody: rows are only added, and no key of these tables locks another row. A realisasi is marked
by its indikator, not by its OPD: while one transaction saves it, another may move the indikator.
"""

import django.db.models.deletion
from django.db import migrations, models

# Quarter targets are not here: the figures are those of the year.
FUNGSI = """
CREATE FUNCTION capaian_tandai_realisasi() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO capaian_penandaringkasan (indikator_id, tahun_id, xid)
        SELECT DISTINCT b.indikator_id, p.tahun_id, pg_current_xact_id()::text::bigint
        FROM baru b JOIN capaian_periode p ON p.id = b.periode_id;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO capaian_penandaringkasan (indikator_id, tahun_id, xid)
        SELECT DISTINCT l.indikator_id, p.tahun_id, pg_current_xact_id()::text::bigint
        FROM lama l JOIN capaian_periode p ON p.id = l.periode_id;
    ELSE
        INSERT INTO capaian_penandaringkasan (indikator_id, tahun_id, xid)
        SELECT DISTINCT s.indikator_id, p.tahun_id, pg_current_xact_id()::text::bigint
        FROM baru b
        FULL JOIN lama l ON l.id = b.id
        CROSS JOIN LATERAL (
            VALUES (b.indikator_id, b.periode_id), (l.indikator_id, l.periode_id)
        ) s (indikator_id, periode_id)
        JOIN capaian_periode p ON p.id = s.periode_id
        WHERE (b.indikator_id, b.periode_id, b.keadaan, b.nilai, b.predikat_id, b.status,
               b.status_data, b.anggaran, b.contoh)
            IS DISTINCT FROM
              (l.indikator_id, l.periode_id, l.keadaan, l.nilai, l.predikat_id, l.status,
               l.status_data, l.anggaran, l.contoh);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION capaian_tandai_target() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO capaian_penandaringkasan (indikator_id, tahun_id, xid)
        SELECT DISTINCT b.indikator_id, b.tahun_id, pg_current_xact_id()::text::bigint
        FROM baru b;
    END IF;
    IF TG_OP IN ('DELETE', 'UPDATE') THEN
        INSERT INTO capaian_penandaringkasan (indikator_id, tahun_id, xid)
        SELECT DISTINCT l.indikator_id, l.tahun_id, pg_current_xact_id()::text::bigint
        FROM lama l;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION capaian_tandai_indikator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO capaian_penandaringkasan (opd_id, xid)
        SELECT DISTINCT b.opd_id, pg_current_xact_id()::text::bigint FROM baru b;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO capaian_penandaringkasan (opd_id, xid)
        SELECT DISTINCT l.opd_id, pg_current_xact_id()::text::bigint FROM lama l;
    ELSE
        INSERT INTO capaian_penandaringkasan (opd_id, xid)
        SELECT DISTINCT s.opd_id, pg_current_xact_id()::text::bigint
        FROM baru b
        FULL JOIN lama l ON l.id = b.id
        CROSS JOIN LATERAL (VALUES (b.opd_id), (l.opd_id)) s (opd_id)
        WHERE s.opd_id IS NOT NULL AND
              (b.opd_id, b.prioritas_id, b.urusan_id, b.aktif, b.formula, b.konsolidasi, b.isian,
               b.desimal, b.jenis_nilai, b.berpagu, b.contoh)
            IS DISTINCT FROM
              (l.opd_id, l.prioritas_id, l.urusan_id, l.aktif, l.formula, l.konsolidasi, l.isian,
               l.desimal, l.jenis_nilai, l.berpagu, l.contoh);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION capaian_tandai_opd() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO capaian_penandaringkasan (opd_id, xid)
    VALUES (NEW.id, pg_current_xact_id()::text::bigint);
    RETURN NULL;
END $$;

-- A snapshot means something in the database that gave it only; restored from a dump, the rows
-- that carry it are in another one.
CREATE FUNCTION capaian_peladen() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT k.system_identifier || '/' || d.oid
    FROM pg_control_system() k, pg_database d WHERE d.datname = current_database()
$$;

CREATE FUNCTION capaian_tandai_semua() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO capaian_penandaringkasan (xid) VALUES (pg_current_xact_id()::text::bigint);
    RETURN NULL;
END $$;
"""
HAPUS_FUNGSI = """
DROP FUNCTION capaian_tandai_realisasi();
DROP FUNCTION capaian_tandai_target();
DROP FUNCTION capaian_tandai_indikator();
DROP FUNCTION capaian_tandai_opd();
DROP FUNCTION capaian_tandai_semua();
DROP FUNCTION capaian_peladen();
"""

BERBARIS = ("realisasi", "target", "indikator")
SISI = {
    "insert": "REFERENCING NEW TABLE AS baru",
    "update": "REFERENCING OLD TABLE AS lama NEW TABLE AS baru",
    "delete": "REFERENCING OLD TABLE AS lama",
}
KOSONGKAN = ("realisasi", "target", "indikator", "periode", "butirpredikat")
PEMICU = "\n".join(
    [
        *(
            f"CREATE TRIGGER ringkasan_{aksi} AFTER {aksi} ON capaian_{nama} {sisi}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION capaian_tandai_{nama}();"
            for nama in BERBARIS
            for aksi, sisi in SISI.items()
        ),
        *(
            f"CREATE TRIGGER ringkasan_truncate AFTER TRUNCATE ON capaian_{nama}"
            " FOR EACH STATEMENT EXECUTE FUNCTION capaian_tandai_semua();"
            for nama in KOSONGKAN
        ),
        "CREATE TRIGGER ringkasan_update AFTER UPDATE ON opd_opd FOR EACH ROW"
        " WHEN (OLD.aktif IS DISTINCT FROM NEW.aktif) EXECUTE FUNCTION capaian_tandai_opd();",
        "CREATE TRIGGER ringkasan_update AFTER UPDATE ON capaian_periode FOR EACH ROW"
        " WHEN (OLD.tahun_id <> NEW.tahun_id OR OLD.triwulan <> NEW.triwulan)"
        " EXECUTE FUNCTION capaian_tandai_semua();",
        "CREATE TRIGGER ringkasan_update AFTER UPDATE ON capaian_butirpredikat FOR EACH ROW"
        " WHEN (OLD.kode <> NEW.kode OR OLD.nilai <> NEW.nilai)"
        " EXECUTE FUNCTION capaian_tandai_semua();",
    ]
)
HAPUS_PEMICU = "\n".join(
    [
        *(
            f"DROP TRIGGER ringkasan_{aksi} ON capaian_{nama};"
            for nama in BERBARIS
            for aksi in SISI
        ),
        *(f"DROP TRIGGER ringkasan_truncate ON capaian_{nama};" for nama in KOSONGKAN),
        "DROP TRIGGER ringkasan_update ON opd_opd;",
        "DROP TRIGGER ringkasan_update ON capaian_periode;",
        "DROP TRIGGER ringkasan_update ON capaian_butirpredikat;",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("capaian", "0009_pohon"), ("opd", "0003_pemberitahuan")]

    operations = [
        migrations.CreateModel(
            name="LantaiRingkasan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("xid", models.BigIntegerField(default=0, verbose_name="nomor transaksi")),
            ],
            options={
                "verbose_name": "lantai ringkasan",
                "verbose_name_plural": "lantai ringkasan",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="lantai_ringkasan_satu",
                        violation_error_message="Hanya ada satu lantai ringkasan.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PenandaRingkasan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("xid", models.BigIntegerField(verbose_name="nomor transaksi")),
                (
                    "indikator",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="capaian.indikator",
                        verbose_name="indikator",
                    ),
                ),
                (
                    "opd",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="opd.opd",
                        verbose_name="OPD",
                    ),
                ),
                (
                    "tahun",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="capaian.tahun",
                        verbose_name="tahun",
                    ),
                ),
            ],
            options={
                "verbose_name": "penanda ringkasan",
                "verbose_name_plural": "penanda ringkasan",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Ringkasan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sampai",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "TW I"), (2, "TW II"), (3, "TW III"), (4, "TW IV")],
                        verbose_name="sampai triwulan",
                    ),
                ),
                ("indikator", models.PositiveIntegerField(verbose_name="indikator")),
                ("terhitung", models.PositiveIntegerField(verbose_name="terhitung")),
                (
                    "jumlah_persen",
                    models.DecimalField(
                        decimal_places=2, max_digits=80, verbose_name="jumlah persen"
                    ),
                ),
                ("pasti", models.PositiveIntegerField(verbose_name="pasti")),
                ("terverifikasi", models.PositiveIntegerField(verbose_name="terverifikasi")),
                ("belum_diisi", models.PositiveIntegerField(verbose_name="belum diisi")),
                ("contoh", models.PositiveIntegerField(verbose_name="data contoh")),
                ("berpagu", models.PositiveIntegerField(verbose_name="mempunyai pagu")),
                (
                    "beranggaran",
                    models.PositiveIntegerField(verbose_name="menyebut realisasi anggaran"),
                ),
                (
                    "pagu",
                    models.DecimalField(
                        decimal_places=2, max_digits=30, null=True, verbose_name="pagu (Rp)"
                    ),
                ),
                (
                    "realisasi_anggaran",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=30,
                        null=True,
                        verbose_name="realisasi anggaran (Rp)",
                    ),
                ),
                ("peringkat_1", models.PositiveIntegerField(verbose_name="peringkat 1")),
                ("peringkat_2", models.PositiveIntegerField(verbose_name="peringkat 2")),
                ("peringkat_3", models.PositiveIntegerField(verbose_name="peringkat 3")),
                ("peringkat_4", models.PositiveIntegerField(verbose_name="peringkat 4")),
                ("peringkat_5", models.PositiveIntegerField(verbose_name="peringkat 5")),
                ("pasti_1", models.PositiveIntegerField(verbose_name="peringkat 1, pasti")),
                ("pasti_2", models.PositiveIntegerField(verbose_name="peringkat 2, pasti")),
                ("pasti_3", models.PositiveIntegerField(verbose_name="peringkat 3, pasti")),
                ("pasti_4", models.PositiveIntegerField(verbose_name="peringkat 4, pasti")),
                ("pasti_5", models.PositiveIntegerField(verbose_name="peringkat 5, pasti")),
                (
                    "opd",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="opd.opd",
                        verbose_name="OPD",
                    ),
                ),
                (
                    "prioritas",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="capaian.prioritas",
                        verbose_name="prioritas",
                    ),
                ),
                (
                    "tahun",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="capaian.tahun",
                        verbose_name="tahun",
                    ),
                ),
                (
                    "urusan",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="opd.urusan",
                        verbose_name="urusan",
                    ),
                ),
            ],
            options={
                "verbose_name": "ringkasan",
                "verbose_name_plural": "ringkasan",
                "ordering": ("tahun_id", "sampai", "opd_id", "prioritas_id", "urusan_id", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tahun", "sampai", "opd", "prioritas", "urusan"),
                        name="ringkasan_unik",
                        nulls_distinct=False,
                        violation_error_message="Ringkasan ini sudah ada.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StempelRingkasan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cuplikan", models.TextField(verbose_name="cuplikan")),
                ("asal", models.CharField(max_length=60, verbose_name="peladen")),
                ("aturan", models.CharField(max_length=120, verbose_name="versi rumus dan skala")),
                ("dihitung_pada", models.DateTimeField(verbose_name="dihitung pada")),
                (
                    "opd",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="opd.opd",
                        verbose_name="OPD",
                    ),
                ),
                (
                    "tahun",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="capaian.tahun",
                        verbose_name="tahun",
                    ),
                ),
            ],
            options={
                "verbose_name": "stempel ringkasan",
                "verbose_name_plural": "stempel ringkasan",
                "ordering": ("tahun_id", "opd_id", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tahun", "opd"),
                        name="stempel_ringkasan_unik",
                        violation_error_message="Stempel ini sudah ada.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TerendahRingkasan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sampai",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "TW I"), (2, "TW II"), (3, "TW III"), (4, "TW IV")],
                        verbose_name="sampai triwulan",
                    ),
                ),
                (
                    "persen",
                    models.DecimalField(
                        decimal_places=2, max_digits=80, verbose_name="capaian (%)"
                    ),
                ),
                ("urutan", models.PositiveSmallIntegerField(verbose_name="peringkat")),
                ("sementara", models.BooleanField(verbose_name="sementara")),
                (
                    "indikator",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="capaian.indikator",
                        verbose_name="indikator",
                    ),
                ),
                (
                    "opd",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="opd.opd",
                        verbose_name="OPD",
                    ),
                ),
                (
                    "tahun",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="capaian.tahun",
                        verbose_name="tahun",
                    ),
                ),
            ],
            options={
                "verbose_name": "capaian terendah",
                "verbose_name_plural": "capaian terendah",
                "ordering": ("tahun_id", "sampai", "persen", "indikator_id", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tahun", "sampai", "opd", "indikator"),
                        name="terendah_ringkasan_unik",
                        violation_error_message="Baris ini sudah ada.",
                    )
                ],
            },
        ),
        migrations.RunSQL(FUNGSI, HAPUS_FUNGSI),
        migrations.RunSQL(PEMICU, HAPUS_PEMICU),
    ]
