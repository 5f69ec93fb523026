"""What an organisation releases of how far apart two functions rated: sums of five people or more, never changed."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

CREATE = """
CREATE FUNCTION checklists_refuse_released_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What is released never changes.' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER checklists_item_apart_frozen BEFORE UPDATE ON checklists_itemapart
FOR EACH ROW EXECUTE FUNCTION checklists_refuse_released_change();
"""

DROP = """
DROP TRIGGER checklists_item_apart_frozen ON checklists_itemapart;
DROP FUNCTION checklists_refuse_released_change();
"""


class Migration(migrations.Migration):
    """Two new tables."""

    dependencies = [
        ("checklists", "0006_uploads_moved"),
        ("organisations", "0006_uploads_for_every_room"),
    ]

    operations = [
        migrations.CreateModel(
            name="FunctionsApart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="functions_apart",
                        to="checklists.occasion",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="functions_apart",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "occasion"), name="functions_apart_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemApart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("politicians_points", models.PositiveIntegerField()),
                ("politicians_people", models.PositiveSmallIntegerField()),
                ("key_persons_points", models.PositiveIntegerField()),
                ("key_persons_people", models.PositiveSmallIntegerField()),
                (
                    "apart",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="checklists.functionsapart",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="checklists.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("apart", "item"), name="item_apart_once"),
                    models.CheckConstraint(
                        condition=models.Q(key_persons_people__gte=5, politicians_people__gte=5),
                        name="item_apart_enough_people",
                    ),
                ],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
