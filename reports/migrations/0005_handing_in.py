"""Result reports are handed in to whoever leads a programme; a receipt never changes."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# The function is of 0004_what_never_changes.
CREATE = """
CREATE TRIGGER reports_hand_in_frozen BEFORE UPDATE OR DELETE ON reports_handin
FOR EACH ROW EXECUTE FUNCTION reports_refuse_any_change();
"""
DROP = "DROP TRIGGER reports_hand_in_frozen ON reports_handin;"


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0003_mentor_answers_and_handing_in"),
        ("reports", "0004_what_never_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HandIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("register_number", models.CharField(blank=True, max_length=80)),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_ins",
                        to="programmes.participation",
                    ),
                ),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_in",
                        to="reports.publication",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacement",
                        to="reports.handin",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaces", None)),
                        fields=("participation",),
                        name="hand_in_begins_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces", None),
                            models.Q(("replaces", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="hand_in_replaces_another",
                    ),
                ],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
