"""An assessment may have several versions, one of them a draft; the new rules allow more than the one they replace."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checklists", "0004_rules_of_versions_and_own_ratings")]
    operations = [
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                fields=("organisation", "occasion", "version"), name="assessment_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submitted_at", None)),
                fields=("organisation", "occasion"),
                name="assessment_one_draft",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="assessment",
            name="assessment_once_an_occasion",
        ),
    ]
