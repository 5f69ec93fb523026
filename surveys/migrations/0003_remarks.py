"""What people write about results. Runs beside the previous version, which does not know of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0002_frozen_and_sealed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("comments", "sammanfattning av kommentarer"),
                            ("workshop", "från en workshop"),
                            ("quote", "citat"),
                        ],
                        max_length=10,
                    ),
                ),
                ("body", models.TextField(max_length=4000)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["comments", "workshop", "quote"])),
                        name="survey_remark_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", ""), _negated=True), name="survey_remark_has_body"
                    ),
                ],
            },
        ),
    ]
