"""One table of what is shared with whom; its rows are never removed, and change only by being ended once."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

CREATE = """
CREATE FUNCTION organisations_refuse_share_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'What has been shared stays on record: end it instead.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.ends_at IS NOT NULL OR NEW.ends_at IS NULL
       OR ROW(NEW.id, NEW.owner_id, NEW.object_type, NEW.object_id, NEW.audience_id, NEW.reason, NEW.starts_at,
              NEW.started_by_id)
          IS DISTINCT FROM
          ROW(OLD.id, OLD.owner_id, OLD.object_type, OLD.object_id, OLD.audience_id, OLD.reason, OLD.starts_at,
              OLD.started_by_id) THEN
        RAISE EXCEPTION 'What is shared can only be ended, once.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER organisations_share_ends_once BEFORE UPDATE OR DELETE ON organisations_share
FOR EACH ROW EXECUTE FUNCTION organisations_refuse_share_change();
"""

DROP = """
DROP TRIGGER organisations_share_ends_once ON organisations_share;
DROP FUNCTION organisations_refuse_share_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_right_to_publish_checked"),
    ]

    operations = [
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_type", models.CharField(max_length=60)),
                ("object_id", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=40)),
                ("starts_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "audience",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["object_type", "object_id"], name="organisatio_object__3710be_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at", None)),
                        fields=("object_type", "object_id", "audience"),
                        name="share_open_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None), ("ends_at__gte", models.F("starts_at")), _connector="OR"
                        ),
                        name="share_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_by", None), ("ends_at__isnull", False), _connector="OR"),
                        name="share_ended_by_has_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("audience", None),
                            models.Q(("audience", models.F("owner")), _negated=True),
                            _connector="OR",
                        ),
                        name="share_audience_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^[a-z][a-z_]*$")), name="share_reason_is_a_code"
                    ),
                ],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
