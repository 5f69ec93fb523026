"""Plans: what units say counted exactly, their answers kept through changes of the plan, and each seen by its own."""

import datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from organisations.models import Event, Role
from resultchain.models import Plan, UnitAnswer
from resultchain.plan_lists import coverage_in_period, plan_picture
from resultchain.plans import Answered, coverage
from tests import factories
from tests.resultchain import factories as chain
from tests.resultchain import goal_factories as made

PLAN_QUERIES = 17
PLANS_QUERIES = 10
SENT = {
    "title": "Handlingsplan för mänskliga rättigheter",
    "reference": "RS 2019/123",
    "valid_from": "2026-01-01",
    "valid_to": "",
    "areas": "Rekrytering\r\n\r\n  Bemötande ",
    "parts": "Samordnare utsedd\nBarnrättsombud",
}
areas = st.dictionaries(st.integers(1, 3), st.sampled_from(["yes", "no", "unknown"]))
parts = st.dictionaries(st.integers(1, 2), st.none())
answers = st.lists(st.none() | st.builds(Answered, areas, parts), max_size=8)


@given(given_answers=answers)
def test_what_units_say_adds_up(given_answers):
    counted = coverage([1, 2, 3], [1, 2], given_answers)
    assert counted.units == len(given_answers)
    assert counted.answered + counted.unanswered == counted.units
    for count in counted.areas.values():
        assert count.in_budget + count.not_in_budget + count.unknown == count.chosen <= counted.with_focus
    assert all(counted.with_all_parts <= done <= counted.answered for done in counted.parts.values())


def test_a_focus_on_an_area_that_is_gone_is_no_focus():
    assert coverage([1], [], [Answered({9: "yes"}, {})]).with_focus == 0


@pytest.fixture
def place(db):
    return factories.organisation("Regionen")


@pytest.fixture
def units(place):
    return [
        factories.organisation(name, kind="administration", parent=place) for name in ("Vården", "Kulturen")
    ]


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place, name="Kim Prov")
    client.force_login(person)
    return person


def url(name, place, *args):
    return reverse(name, args=[place.slug, *args])


def plain(answer):
    return answer.text.replace("\xa0", " ").replace("\xad", "")


def verbs():
    found = Event.objects.filter(verb__startswith="resultchain.").order_by("pk")
    return [verb.removeprefix("resultchain.") for verb in found.values_list("verb", flat=True)]


def names(rows):
    return list(rows.order_by("number").values_list("name", flat=True))


def test_a_plan_is_made_of_lines_and_a_double_click_makes_one(client, place, coordinator):
    for _click in range(2):
        answer = client.post(url("plan_new", place), SENT)
        plan = Plan.objects.get()
        assert answer.url == url("plan", place, plan.pk)
    assert (names(plan.areas), names(plan.mandatory_parts)) == (
        ["Rekrytering", "Bemötande"],
        ["Samordnare utsedd", "Barnrättsombud"],
    )
    assert verbs() == ["plan_added"]
    assert "RS 2019/123" in client.get(answer.url).text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "fyllas i"),
        ({"valid_from": "i år"}, "år-månad-dag"),
        ({"valid_to": "2025-01-01"}, "Slutdatumet ligger före startdatumet"),
        ({"areas": "", "parts": " \n "}, "Skriv minst ett område"),
        ({"areas": "Rekrytering\nREKRYTERING"}, "Samma namn står två gånger"),
        ({"areas": "x" * 201}, "är för lång: högst 200 tecken, nu är den 201"),
        ({"parts": "\n".join(f"Del {n}" for n in range(31))}, "högst 30 rader"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, place, coordinator, wrong, told):
    answer = client.post(url("plan_new", place), SENT | {"reference": "Min <b>text</b>"} | wrong)
    assert answer.status_code == 422
    assert told in plain(answer)
    assert "Min &lt;b&gt;text&lt;/b&gt;" in answer.text
    assert not Plan.objects.exists()


def as_shown(plan, **changed):
    """What the form of a plan sends when nothing is changed."""
    sent = {"version": plan.version, "title": plan.title, "valid_from": plan.valid_from.isoformat()}
    sent |= {f"area_{area.pk}": area.name for area in plan.areas.all()}
    sent |= {f"part_{part.pk}": part.name for part in plan.mandatory_parts.all()}
    return sent | {"areas": "", "parts": ""} | changed


def test_answers_follow_a_line_that_gets_another_name(client, place, units, coordinator):
    plan = made.plan(place)
    answer = made.answer(plan, units[0], focus={"Bemötande": "yes"}, done=["Samordnare utsedd"])
    first, second = plan.areas.order_by("number")
    sent = as_shown(plan, **{f"area_{second.pk}": "Bemötande och samtal", "areas": "Nytt område"})
    assert client.post(url("plan_edit", place, plan.pk), sent).status_code == 302
    assert names(plan.areas) == ["Rekrytering", "Bemötande och samtal", "Nytt område"]
    assert answer.focuses.get().area.name == "Bemötande och samtal"
    assert answer.parts_done.count() == 1
    assert first.focuses.count() == 0
    assert verbs() == ["plan_changed"]
    same = as_shown(Plan.objects.get())
    assert client.post(url("plan_edit", place, plan.pk), same).status_code == 302
    assert verbs() == ["plan_changed"]


def test_no_answer_is_lost_without_a_yes_to_just_that(client, place, units, coordinator):
    plan = made.plan(place)
    made.answer(plan, units[0], focus={"Bemötande": "yes"})
    gone = plan.areas.get(name="Bemötande")
    goal = chain.goal(place, plan_area=gone)
    address = url("plan_edit", place, plan.pk)
    sent = as_shown(plan, **{f"area_{gone.pk}": ""})
    asked = client.post(address, sent)
    assert asked.status_code == 422
    assert "en enhets svar försvinner." in plain(asked)
    assert "Ett mål hör till området och står kvar utan område." in plain(asked)
    mark = asked.context["form"].data["may_lose"]
    assert client.post(address, sent | {"may_lose": mark}).status_code == 422
    made.answer(plan, units[1], focus={"Bemötande": "no"})
    outdated = client.post(address, sent | {"may_lose": mark, "yes": "on"})
    assert outdated.status_code == 422
    assert "två enheters svar försvinner." in plain(outdated)
    mark = outdated.context["form"].data["may_lose"]
    assert client.post(address, sent | {"may_lose": mark, "yes": "on"}).status_code == 302
    assert names(plan.areas) == ["Rekrytering"]
    goal.refresh_from_db()
    assert goal.plan_area is None
    assert UnitAnswer.objects.count() == 2


def test_a_line_that_nobody_answered_goes_at_once(client, place, coordinator):
    plan = made.plan(place)
    part = plan.mandatory_parts.get()
    sent = as_shown(plan, **{f"part_{part.pk}": ""})
    assert client.post(url("plan_edit", place, plan.pk), sent).status_code == 302
    assert not plan.mandatory_parts.exists()


def test_two_people_at_once_both_learn_of_it(client, place, coordinator):
    plan = made.plan(place)
    address = url("plan_edit", place, plan.pk)
    area = plan.areas.get(number=1)
    assert client.post(address, as_shown(plan, title="Första")).status_code == 302
    late = client.post(address, as_shown(plan, **{f"area_{area.pk}": "Nytt namn"}))
    assert late.status_code == 422
    assert "”Första”" in plain(late)
    assert "Nytt namn" in late.text
    assert client.post(address, as_shown(plan, version=2, title="Andra")).status_code == 302
    other = made.plan(place, "Upptaget")
    clash = client.post(address, as_shown(plan, version=3, title=other.title))
    assert "redan en plan med det namnet" in plain(clash)


def test_a_line_that_somebody_added_meanwhile_stays(client, place, coordinator):
    plan = made.plan(place)
    address = url("plan_edit", place, plan.pk)
    shown = as_shown(plan, title="Andra")
    assert client.post(address, as_shown(plan, areas="Nytt område")).status_code == 302
    late = client.post(address, shown)
    assert late.status_code == 422
    assert "Områden: Rekrytering, Bemötande, Nytt område." in plain(late)
    again = client.post(address, shown | {"version": 2})
    assert again.status_code == 302
    assert names(plan.areas) == ["Rekrytering", "Bemötande", "Nytt område"]
    assert Plan.objects.get().title == "Andra"


def test_a_plan_goes_only_when_it_is_told_what_goes_with_it(client, place, units, coordinator):
    plan = made.plan(place)
    goal = chain.goal(place, plan_area=plan.areas.get(number=1))
    address = url("plan_remove", place, plan.pk)
    assert "Ingen enhet har svarat på den" in client.get(address).text
    made.answer(plan, units[0])
    late = client.post(address, {"seen": 0})
    assert late.status_code == 422
    assert "En enhets svar försvinner med planen" in plain(late)
    assert client.post(address, {"seen": 1}).status_code == 302
    goal.refresh_from_db()
    assert (Plan.objects.count(), goal.plan_area) == (0, None)
    assert verbs() == ["plan_removed"]


def test_the_plan_tells_who_chose_what_and_who_has_not_answered(client, place, units, coordinator):
    plan = made.plan(place, parts=("Samordnare utsedd", "Barnrättsombud"))
    made.answer(
        plan, units[0], focus={"Rekrytering": "yes"}, done=["Samordnare utsedd"], note="Vi börjar här."
    )
    page = plain(client.get(url("plan", place, plan.pk)))
    for words in (
        "<b>1 av 2</b> enheter har svarat. En har inte svarat.",
        "<b>1 av 2</b> enheter har valt minst ett område",
        "<b>0 av 2</b> enheter är klara med alla obligatoriska delar",
        "Ja, i budgeten",
        "Vi börjar här.",
        "2020-03-01",
    ):
        assert words in page
    assert page.count("Inte svarat") == 4


def test_units_are_those_right_below_and_others_that_have_answered(place, units):
    ward = factories.organisation("Avdelningen", kind="administration", parent=units[0])
    closed = factories.organisation(
        "Nedlagda", kind="administration", parent=place, valid_to=datetime.date(2020, 1, 1)
    )
    plan = made.plan(place)
    assert [row.unit for row in plan_picture(plan, place).rows] == [units[1], units[0]]
    assert [row.unit for row in plan_picture(plan, ward).rows] == [ward]
    made.answer(plan, ward)
    made.answer(plan, closed)
    assert [row.unit for row in plan_picture(plan, place).rows] == [ward, units[1], closed, units[0]]


def test_an_organisation_without_units_answers_itself(client, place, coordinator):
    plan = made.plan(place)
    assert [row.unit for row in plan_picture(plan, place).rows] == [place]
    assert client.get(url("plan_answer", place, plan.pk, place.slug)).status_code == 200
    factories.organisation("Vården", kind="administration", parent=place)
    assert client.get(url("plan_answer", place, plan.pk, place.slug)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(client, place, coordinator, rows, django_assert_num_queries):
    for number in range(rows):
        plan = made.plan(place, f"Plan {number}", areas=[f"Område {n}" for n in range(rows)])
        unit = factories.organisation(f"Enhet {number}", kind="administration", parent=place)
    made.answer(plan, unit, focus={f"Område {n}": "yes" for n in range(rows)})
    with django_assert_num_queries(PLANS_QUERIES):
        client.get(url("plans", place))
    with django_assert_num_queries(PLAN_QUERIES):
        client.get(url("plan", place, plan.pk))


def test_a_report_gets_the_plans_of_its_period(place, units):
    plan = made.plan(place)
    made.answer(plan, units[0], focus={"Rekrytering": "no"})
    made.plan(units[0], "Enhetens egen")
    (found,) = coverage_in_period(place, datetime.date(2020, 1, 1), datetime.date(2020, 6, 30))
    assert (found.plan, found.coverage.with_focus, found.coverage.units) == (plan, 1, 2)
    assert coverage_in_period(place, None, datetime.date(2019, 12, 31)) == ()


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR])
def test_only_coordinators_write_plans(client, place, role):
    plan = made.plan(place)
    client.force_login(factories.member(place, role))
    assert "Ändra planen" not in client.get(url("plan", place, plan.pk)).text
    assert client.post(url("plan_new", place), SENT).status_code == 403
    for name in ("plan_edit", "plan_remove"):
        assert client.post(url(name, place, plan.pk), SENT).status_code == 403
