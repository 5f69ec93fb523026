"""What stands beside the ratings is read as it was handed in; nobody's name and nobody's own rating comes along."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from checklists.models import OwnAssessment, StepReview
from organisations.models import Kind, Membership, Role
from reports.actions.freezing import order_report
from reports.document import render_document
from reports.kinds import KINDS
from reports.models import Draft, Report
from tests import factories
from tests.reports.samples import as_document

pytestmark = pytest.mark.django_db
KIND = KINDS["lagesrapport"]


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg", code="1287")


@pytest.fixture
def coordinator(place):
    return factories.member(place, name="NAMNET Alva")


@pytest.fixture
def at(place):
    return factories.occasion(factories.skr(), place)


def collected(place, **choices):
    return KIND.read(organisation=place, options=choices, language="sv")


def section(place, key, **choices):
    return collected(place, **choices)["sections"][key]


def ordered(place, by, **choices):
    return order_report(by=by, kind="lagesrapport", organisation=place, options=choices, language="sv")


def shows(report, key):
    return key in {part["key"] for part in report.snapshot["parts"]}


def rate_alone(place, at, function, *rows):
    for row in rows:
        person = factories.member(place, Role.PARTICIPANT, name="NAMNET Person")
        factories.own_assessment(place, at, row, by=person, function=function, comment="EGNA ORD")


def test_owners_are_told_by_role_or_function_and_never_by_name(place, coordinator, at):
    politician = factories.member(place, Role.PARTICIPANT, name="NAMNET Pia")
    Membership.objects.filter(user=politician).update(function=factories.functions()[0])
    factories.assessment(place, at, "1111111111", by=coordinator)
    factories.next_step(place, at, owner=coordinator, text="Ta fram en mall", number=3)
    factories.next_step(
        place, at, owner=politician, text="Fråga efter\x07 resultat", due=datetime.date(2020, 9, 1)
    )
    snapshot = collected(place)
    assert [(s["number"], s["text"], s["owner"]) for s in snapshot["sections"]["steps"]["steps"]] == [
        (1, "Fråga efter resultat", "politiker"),
        (3, "Ta fram en mall", "samordnare"),
    ]
    assert "NAMNET" not in json.dumps(snapshot, ensure_ascii=False)


def test_what_became_of_earlier_steps_comes_from_what_was_handed_in(place, coordinator, at):
    later = factories.occasion(factories.skr(), place, name="Sedan", date=factories.DAY.replace(year=2021))
    factories.assessment(place, at, "1111111111", by=coordinator)
    step = factories.next_step(place, at, owner=coordinator, text="Mallen", number=7)
    draft = factories.assessment(place, later, "2222222222", by=coordinator, submit=False)
    StepReview.objects.create(assessment=draft, step=step, state="done", note="Antogs i maj")
    assert section(place, "steps") == {"occasion": "Inför träff 1", **section(place, "steps"), "reviews": []}
    draft.submitted_at = timezone.now()
    draft.save()
    assert section(place, "steps")["steps"] == []
    (review,) = section(place, "steps")["reviews"]
    assert (review["number"], review["text"], review["occasion"]) == (7, "Mallen", "Inför träff 1")
    assert (review["state"], review["note"]) == ("klart", "Antogs i maj")


def test_a_changed_step_gives_a_later_data_time_and_another_report(place, coordinator, at):
    factories.assessment(place, at, "1111111111", by=coordinator)
    step = factories.next_step(place, at, owner=coordinator)
    before = collected(place)
    step.text, step.changed_at = "Något annat", timezone.now() + datetime.timedelta(minutes=5)
    step.save()
    assert collected(place)["data_time"] > before["data_time"]


def test_units_come_with_their_spread_and_constructed_ones_mark_the_report(place, coordinator, at):
    board = factories.occasion(factories.invented(), place)
    factories.assessment(place, at, "1111111111", by=coordinator)
    for name, digits in (("Östra nämnden", "1111nnnn1111"), ("Arkivnämnden", "3333nnnn3333")):
        unit = factories.organisation(name, kind=Kind.BOARD, parent=place)
        factories.assessment(unit, board, digits)
    draft = factories.organisation("Utkastnämnden", kind=Kind.BOARD, parent=place)
    factories.assessment(draft, board, "44", submit=False)
    snapshot = collected(place)
    (units,) = snapshot["sections"]["units"]["checklists"]
    assert [unit["name"] for unit in units["units"]] == ["Arkivnämnden", "Östra nämnden"]
    assert units["items"][0]["counts"] == [1, 0, 1, 0]
    assert units["items"][0]["mean"] == "2,0"
    assert units["same_checklist"] is False
    assert snapshot["constructed"] is False
    assert "Utkastnämnden" not in render_document(as_document(snapshot))
    draft.constructed = True
    draft.save()
    factories.assessment(draft, factories.occasion(factories.invented(), place, name="X"), "1111nnnn1111")
    assert collected(place)["constructed"] is False


def test_own_ratings_stay_out_unless_chosen_and_then_only_means_of_large_functions(place, coordinator, at):
    politicians, managers, keys = factories.functions()
    rate_alone(place, at, politicians, *["1" * 10] * 6)
    rate_alone(place, at, managers, *["3" * 10] * 5, "2" * 10)
    rate_alone(place, at, keys, *["1313131313"] * 7)
    unfinished = factories.member(place, Role.PARTICIPANT)
    factories.own_assessment(place, at, "3333333333", by=unfinished, function=politicians, finish=False)
    factories.assessment(place, at, "1111111111", by=coordinator, comment="Så blev det")
    plain = collected(place)
    assert plain["sections"]["distances"] is None
    chosen = section(place, "distances", functions=True)
    assert [(f["name"], f["people"]) for f in chosen["functions"]] == [
        ("chef", 6),
        ("nyckelperson", 7),
        ("politiker", 6),
    ]
    assert chosen["rows"][0]["cells"] == ["2,8", "1,0", "1,0"]
    assert chosen["rows"][1]["cells"] == ["2,8", "3,0", "1,0"]
    for snapshot in (plain, collected(place, functions=True)):
        text = json.dumps(snapshot, ensure_ascii=False)
        assert "EGNA ORD" not in text
        assert "NAMNET" not in text
    OwnAssessment.objects.filter(function=managers)[0].delete()
    small = section(place, "distances", functions=True)
    assert [f["people"] for f in small["functions"] if f["name"] == "chef"] == [None]
    assert "2,8" not in json.dumps(small, ensure_ascii=False)


def test_the_choice_makes_another_report(place, coordinator, at, transactional_db):
    factories.assessment(place, at, "1111111111", by=coordinator)
    plain, _new = ordered(place, coordinator)
    chosen, created = ordered(place, coordinator, functions=True)
    assert created
    assert chosen.pk != plain.pk
    again, created = ordered(place, coordinator, functions=True)
    assert (again.pk, created) == (chosen.pk, False)


def test_the_page_says_what_is_printed_and_is_off_from_the_start(
    client, place, coordinator, at, transactional_db
):
    made = factories.assessment(place, at, "1111111111", by=coordinator)
    client.force_login(coordinator)
    address = reverse("draft_new", args=[place.slug, "lagesrapport"])
    page = client.get(address).text
    assert 'name="functions"' in page
    assert "checked" not in page
    assert "allmän handling" in page
    assert "färre än sex personer" in page
    client.post(address, {"assessment": made.pk})
    assert Draft.objects.get().data["sections"]["distances"] is None
    client.post(address, {"assessment": made.pk, "functions": "on"})
    assert [
        draft.data["sections"]["distances"] is None for draft in Draft.objects.order_by("created_at")
    ] == [
        True,
        False,
    ]


def test_the_command_takes_the_choice(place, coordinator, at, transactional_db, tmp_path):
    factories.assessment(place, at, "1111111111", by=coordinator)
    options = {"organisation": "1287", "output": tmp_path / "rapport.pdf", "timeout": 0}
    for functions in (False, True):
        with pytest.raises(CommandError, match="No worker has finished"):
            call_command("order_report", "lagesrapport", functions=functions, **options)
    assert [shows(report, "distances") for report in Report.objects.order_by("ordered_at")] == [False, True]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_with_one_and_three_of_everything(
    place, coordinator, rows, django_assert_num_queries
):
    skr, invented = factories.skr(), factories.invented()
    day = factories.DAY
    for number in range(rows):
        occasion = factories.occasion(skr, place, name=f"Träff {number}", date=day.replace(month=number + 4))
        factories.assessment(place, occasion, "1111111111", by=coordinator)
    last = factories.occasion(skr, place, name="Sist", date=day.replace(year=2022))
    board = factories.occasion(invented, place, name="Sist", date=day.replace(year=2022))
    draft = factories.assessment(place, last, "1111111111", by=coordinator, submit=False)
    for number in range(rows):
        unit = factories.organisation(f"Nämnd {number}", kind=Kind.BOARD, parent=place)
        factories.assessment(unit, board, "1111nnnn1111")
        step = factories.next_step(place, occasion, owner=coordinator)
        StepReview.objects.create(assessment=draft, step=step, state="done")
        factories.next_step(place, last, owner=factories.member(place))
        rate_alone(place, last, factories.functions()[0], *["1111111111"] * 2)
    draft.submitted_at = timezone.now()
    draft.save()
    place.refresh_from_db()
    with django_assert_num_queries(13):
        collected(place, functions=True)
