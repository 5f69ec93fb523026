"""An evaluator reads from a day to a day."""

import django.db.models as models
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_mentor_answers_and_handing_in")]

    operations = [
        migrations.AddField(
            "participation", "reads_from", models.DateField(blank=True, null=True, verbose_name="läser från")
        ),
        migrations.AddField(
            "participation", "reads_to", models.DateField(blank=True, null=True, verbose_name="läser till")
        ),
        migrations.AddConstraint(
            "participation",
            models.CheckConstraint(
                condition=models.Q(reads_from=None)
                | models.Q(reads_to=None)
                | models.Q(reads_to__gte=models.F("reads_from")),
                name="participation_reading_period",
            ),
        ),
    ]
