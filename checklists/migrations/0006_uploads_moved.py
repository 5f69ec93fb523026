"""Files to import are the room organisations' from here on; the table and its rows stay as they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("checklists", "0005_assessment_versions"),
        ("organisations", "0006_uploads_for_every_room"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Upload")]),
    ]
