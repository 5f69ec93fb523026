"""The rule on who may publish is checked for the rows that were there before it."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_right_to_publish")]
    operations = [ValidateConstraint(model_name="membership", name="membership_coordinators_publish")]
