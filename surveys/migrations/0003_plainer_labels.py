"""Labels of choices as people read them elsewhere; nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0002_frozen_and_sealed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="question",
            name="kind",
            field=models.CharField(
                choices=[
                    ("choice", "ett val på en skala"),
                    ("satisfaction", "nöjdhet 7–1"),
                    ("yes_no", "ja, nej eller vet inte"),
                    ("several", "flera val"),
                    ("matrix", "flera frågor på samma skala"),
                    ("text", "fritext"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="survey",
            name="anonymity",
            field=models.CharField(
                choices=[("anonymous", "anonym"), ("named", "inte anonym")], max_length=10
            ),
        ),
    ]
