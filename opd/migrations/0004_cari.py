from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """OPD are too few to need an index; the larger tables above them do."""

    dependencies = [("opd", "0003_pemberitahuan")]

    operations = [TrigramExtension()]
