"""Expected results of a programme, and judgements of them that stay as they were."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

CREATE = """
CREATE FUNCTION programmes_refuse_judgement_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A judgement never changes: a new one takes its place.' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER programmes_judgement_frozen BEFORE UPDATE OR DELETE ON programmes_judgement
FOR EACH ROW EXECUTE FUNCTION programmes_refuse_judgement_change();
CREATE FUNCTION programmes_refuse_judged_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.text, NEW.part, NEW.kind, NEW.programme_id) IS DISTINCT FROM
       (OLD.text, OLD.part, OLD.kind, OLD.programme_id)
       AND EXISTS (SELECT 1 FROM programmes_judgement WHERE result_id = OLD.id) THEN
        RAISE EXCEPTION 'An expected result that is judged keeps its words.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER programmes_judged_text BEFORE UPDATE ON programmes_expectedresult
FOR EACH ROW EXECUTE FUNCTION programmes_refuse_judged_text();
"""

DROP = """
DROP TRIGGER programmes_judged_text ON programmes_expectedresult;
DROP FUNCTION programmes_refuse_judged_text();
DROP TRIGGER programmes_judgement_frozen ON programmes_judgement;
DROP FUNCTION programmes_refuse_judgement_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_uploads_for_every_room"),
        ("programmes", "0007_mails_that_were_tried"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="attainment_released_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="ExpectedResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("lead", "programledare"),
                            ("node", "länsnod"),
                            ("participant", "deltagare"),
                            ("mentor", "mentor"),
                            ("support", "stödjande mentor"),
                            ("evaluator", "utvärderare"),
                        ],
                        default="participant",
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("municipality", "kommun"),
                            ("region", "region"),
                            ("agency", "myndighet"),
                            ("county_board", "länsstyrelse"),
                            ("administration", "förvaltning"),
                            ("board", "nämnd"),
                            ("company", "bolag"),
                            ("federation", "kommunalförbund"),
                            ("institute", "institut eller lärosäte"),
                            ("civil_society", "civilsamhälle"),
                            ("national", "nationell organisation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("text", models.CharField(max_length=500, verbose_name="förväntat resultat")),
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expected_results",
                        to="programmes.programme",
                    ),
                ),
                (
                    "saved_by",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("met", "uppfyllt"),
                            ("partly", "delvis uppfyllt"),
                            ("not_met", "inte uppfyllt"),
                        ],
                        max_length=8,
                    ),
                ),
                ("grounds", models.TextField(max_length=3000, verbose_name="skäl")),
                ("evidence", models.TextField(blank=True, max_length=3000, verbose_name="underlag")),
                ("by_lead", models.BooleanField(default=False)),
                ("retold", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="programmes.expectedresult",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JudgementDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="programmes.document",
                    ),
                ),
                (
                    "judgement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="programmes.judgement",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="expectedresult",
            constraint=models.UniqueConstraint(
                fields=("programme", "part", "kind", "text"), name="expected_result_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectedresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="expected_result_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectedresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ("participant", "mentor", "support"))),
                name="expected_result_known_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectedresult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", ""),
                    (
                        "kind__in",
                        [
                            "municipality",
                            "region",
                            "agency",
                            "county_board",
                            "administration",
                            "board",
                            "company",
                            "federation",
                            "institute",
                            "civil_society",
                            "national",
                        ],
                    ),
                    _connector="OR",
                ),
                name="expected_result_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.UniqueConstraint(fields=("result", "number"), name="judgement_number_once"),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)), name="judgement_numbers_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["met", "partly", "not_met"])),
                name="judgement_known_verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("grounds", ""), _negated=True), name="judgement_has_grounds"
            ),
        ),
        migrations.AddConstraint(
            model_name="judgementdocument",
            constraint=models.UniqueConstraint(
                fields=("judgement", "document"), name="judgement_document_once"
            ),
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
