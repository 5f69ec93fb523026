"""A result report may have come to the lead in another way than through the service."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_days_of_evaluators")]

    operations = [
        migrations.AddField(
            "participation", "handed_in_elsewhere", models.BooleanField(db_default=False, default=False)
        ),
    ]
