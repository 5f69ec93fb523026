"""What is exported can be read in again and exported with the same bytes; only what holds is exported."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from checklists.actions.imports import import_file
from checklists.files import writing
from checklists.files.columns import COLUMNS
from checklists.models import Assessment, NextStep, Occasion, ParticipantCount, Rating, StepReview
from organisations.files import reading
from organisations.files.writing import BEGINNING
from tests import factories as make

pytestmark = pytest.mark.django_db


def export(found=None):
    return writing.records(Assessment.objects.current() if found is None else found)


def world_of_assessments():
    """Two towns and two boards with the same name, two checklists, comments that spreadsheets stumble on."""
    skr, invented = make.skr(), make.invented()
    towns = [make.organisation("Ale", code="1440"), make.organisation("Öckerö", slug="ockero")]
    for number, town in enumerate(towns):
        for name, day in (("Inför träff 1", 1), ("=SUMMA(1)", 15)):
            at = make.occasion(skr, town, name=name, date=datetime.date(2026, 3, day))
            make.assessment(
                town, at, "2312312312", comment='-1\n\'=2;"tre"', toward_next=True, toward_note="ja"
            )
        at = make.occasion(invented, town, name="Nämnderna")
        for kind in ("board", "administration"):
            unit = make.organisation("Skolan", parent=town, kind=kind, slug=f"skolan-{kind}-{number}")
            make.assessment(unit, at, "1234" * 2 + "nn12")


def forget():
    """Empty the database of assessments; as superuser, past the rules."""
    with connection.cursor() as cursor:
        names = [
            m._meta.db_table for m in (Rating, ParticipantCount, StepReview, NextStep, Assessment, Occasion)
        ]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")


def test_there_and_back_gives_the_same_bytes():
    world_of_assessments()
    make.organisation("SKR", kind="national", code="SKR")
    first = writing.as_csv(export())
    assert len(reading.read(first, COLUMNS)) == 2 * (2 * 10 + 2 * 12)
    forget()
    assert writing.as_csv(export()).count(b"\r\n") == 1
    assert import_file(by=None, content=first).written
    assert writing.as_csv(export()) == first
    book = writing.as_xlsx(export(), title="Prov", created=BEGINNING)
    forget()
    assert import_file(by=None, content=book).written
    assert writing.as_csv(export()) == first
    assert import_file(by=None, content=first).plan.new == ()


def test_the_order_is_by_content():
    world_of_assessments()
    rows = reading.read(writing.as_csv(export()), COLUMNS)
    keys = [(r["organisationskod"], r["enhet"], r["checklista"], r["datum"], int(r["moment"])) for r in rows]
    assert keys == sorted(keys)
    assert next(r["enhet"] for r in rows if r["enhet"]) == "skolan-administration-0"


def test_only_the_version_that_holds_and_never_a_draft():
    place = make.organisation("Ale", code="1440")
    at = make.occasion(make.skr(), place)
    first = make.assessment(place, at, "1" * 10, comment="GAMMAL")
    later = make.occasion(at.instrument, place, name="Senare")
    make.assessment(place, later, "3" * 10, comment="UTKAST", submit=False)
    second = Assessment.objects.create(
        organisation=place, occasion=at, version=2, corrects=first, correction_reason="Fel"
    )
    assert {row[8] for row in export(writing.handed_in_by(place))} == {"GAMMAL"}
    Rating.objects.bulk_create(Rating(assessment=second, item=i, value=2) for i in at.instrument.items.all())
    Assessment.objects.filter(pk=second.pk).update(submitted_at=first.submitted_at)
    assert {(row[7], row[8]) for row in export(writing.handed_in_by(place))} == {(2, "")}


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_assessments_costs_the_same_number_of_queries(number, django_assert_num_queries):
    place = make.organisation("Ale", code="1440")
    for index in range(number):
        make.assessment(place, make.occasion(make.skr(), place, name=f"Träff {index}"), "1" * 10)
    with django_assert_num_queries(4):
        assert len(export()) == number * 10


def test_the_command_writes_both_kinds_of_file(tmp_path, capsys):
    world_of_assessments()
    call_command("export_assessments", "--output", str(tmp_path / "ut.csv"))
    assert (tmp_path / "ut.csv").read_bytes() == writing.as_csv(export())
    call_command("export_assessments", "--checklista", "pahittad", "--output", str(tmp_path / "ut.xlsx"))
    rows = reading.read((tmp_path / "ut.xlsx").read_bytes(), COLUMNS)
    assert {row["checklista"] for row in rows} == {"pahittad"}
    call_command("export_assessments", "--tillfalle", "Inför träff 1", "--output", str(tmp_path / "en.csv"))
    assert len(reading.read((tmp_path / "en.csv").read_bytes(), COLUMNS)) == 20
    assert "2 assessments, 20 rows" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--output", "ut.txt"], "ends with"),
        (["--output", "finns/inte/ut.csv"], "cannot be written"),
        (["--output", "ut.csv", "--checklista", "nej"], "No checklist"),
        (["--output", "ut.csv", "--tillfalle", "nej"], "No occasion"),
    ],
)
def test_the_command_explains_what_it_cannot_do(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("export_assessments", *arguments)
