"""A coordinator's role may bring the right to publish reports; whoever coordinates when the right comes keeps it all."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

GIVE = "UPDATE organisations_membership SET may_publish = true WHERE role = 'coordinator'"


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_append_only_events")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="may_publish",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="får publicera rapporter"
            ),
        ),
        # Checked for old rows by the next migration, without shutting out those who work meanwhile.
        AddConstraintNotValid(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("may_publish", False), ("role", "coordinator"), _connector="OR"),
                name="membership_coordinators_publish",
            ),
        ),
        migrations.RunSQL(GIVE, migrations.RunSQL.noop),
    ]
