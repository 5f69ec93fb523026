"""Whether a participant handed in on time is told by its first report, where it was told by the last."""

from django.db import migrations

FIRST = """
UPDATE programmes_participation SET handed_in_at = first.received_at
FROM reports_handin first
WHERE first.participation_id = programmes_participation.id AND first.replaces_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0008_expected_results_and_judgements"),
        ("reports", "0005_handing_in"),
    ]

    operations = [migrations.RunSQL(FIRST, migrations.RunSQL.noop)]
