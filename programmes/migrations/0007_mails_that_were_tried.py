"""When an address last refused a mail for now: those that nobody has tried go first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds a column that may be empty."""

    dependencies = [("programmes", "0006_who_told_a_need_takes_it_back")]

    operations = [
        migrations.AddField(
            model_name="duemail",
            name="tried_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
