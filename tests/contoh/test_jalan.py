import pytest
from django.db.migrations.recorder import MigrationRecorder

from konsolidasi.contoh.management.commands.jalan import periksa_basis_data
from konsolidasi.lingkungan import TidakDapatMulai


def test_database_of_a_newer_release_is_refused_with_one_sentence(db):
    MigrationRecorder.Migration.objects.create(app="capaian", name="9999_masa_depan")
    with pytest.raises(TidakDapatMulai, match="9999_masa_depan|lebih baru"):
        periksa_basis_data()


def test_database_of_this_release_is_accepted(db):
    assert periksa_basis_data() is None
