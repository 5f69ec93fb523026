"""Whoever told a need can take it back."""

import django.db.models as models
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_handed_in_elsewhere")]

    operations = [
        migrations.AddField(
            "accessneed", "mark", models.CharField(blank=True, db_default="", default="", max_length=100)
        ),
    ]
