"""The status report reads exactly what was logged: the right organisation, period and states, and cleaned text."""

import datetime

import pytest

from organisations.models import Kind
from reports.document import render_document
from reports.kinds import KINDS, NothingToReportError, sha256_of
from reports.kinds.statusrapport.entries import half_years_with_entries, standing
from reports.snapshots import Status, Writing, default_parts, snapshot
from resultchain.models import (
    Diploma,
    GlobalGoalsMap,
    Indicator,
    IndicatorValue,
    LinkKind,
    MandatoryPart,
    ParticipantNumber,
    Plan,
    PlanArea,
    PlanningDate,
    Position,
    UnitAnswer,
    UnitFocus,
    UnitPart,
)
from resultchain.periods import Period, half_year
from tests import factories
from tests.resultchain import factories as chain

pytestmark = pytest.mark.django_db
KIND = KINDS["statusrapport"]
SPRING = {"first": "2020-01-01", "last": "2020-06-30"}
FIRST, LAST = datetime.date(2020, 1, 1), datetime.date(2020, 6, 30)


@pytest.fixture
def place():
    return factories.organisation("Region Exempel", kind=Kind.REGION, code="0099", constructed=True)


@pytest.fixture
def unit(place):
    return factories.organisation("Kulturen", kind=Kind.ADMINISTRATION, parent=place)


def day(month, number=1, year=2020):
    return datetime.date(year, month, number)


def collected(place, language="sv", **options):
    return KIND.read(organisation=place, options={**SPRING, **options}, language=language)


def printed(place, data):
    made = snapshot(
        kind=KIND,
        organisation=place,
        language="sv",
        data=data,
        writing=Writing(data["title"], default_parts(KIND)),
        status=Status(),
    )
    return render_document(made)


def listed(data):
    """The entries of the chapter on the processes, by area and standing."""
    return {
        (area["name"], group["standing"]): [entry["what"] for entry in group["entries"]]
        for area in data["sections"]["processes"]["areas"]
        for group in area["groups"]
    }


def date(place, name, kind="meeting", first_day=datetime.date(2020, 5, 1), **fields):
    return PlanningDate.objects.create(
        organisation=place, name=name, kind=kind, first_day=first_day, **fields
    )


@pytest.mark.parametrize(
    ("state", "first", "last", "stands"),
    [
        ("done", None, day(3), "done"),
        ("done", day(3), None, "done"),
        ("done", day(3, year=2019), day(1), "done"),
        ("done", None, day(6, 30), "done"),
        ("done", day(3), day(9), "ongoing"),
        ("done", None, day(7), None),
        ("done", None, day(12, 31, 2019), None),
        ("done", None, None, None),
        ("ongoing", day(3, year=2018), None, "ongoing"),
        ("ongoing", day(7), None, None),
        ("ongoing", day(3, year=2018), day(9, year=2019), None),
        ("ongoing", None, None, None),
        ("planned", None, None, "planned"),
        ("planned", day(9), None, "planned"),
        ("dropped", day(3), None, None),
    ],
)
def test_an_entry_stands_as_it_stood_on_the_last_day(state, first, last, stands):
    assert standing(state, first, last, Period(FIRST, LAST)) == stands


def test_entries_stand_by_area_with_units_and_what_they_led_to(place, unit):
    area = chain.area(place, "Ärendehantering")
    first = chain.entry(place, "Utbildning\x07 för chefer", last_day=day(2), area=area)
    second = chain.entry(unit, "Ny mall", 2, last_day=day(3))
    third = chain.entry(place, "Nästa steg", 3, state="planned", last_day=None, area=area)
    late = chain.entry(place, "Senare", 4, last_day=day(9))
    for target in (second, third, late):
        chain.link(first, target)
    chain.link(second, first, LinkKind.GAVE_RISE_TO)
    data = collected(place)
    assert listed(data) == {
        ("Ärendehantering", "done"): ["Utbildning för chefer"],
        ("Ärendehantering", "planned"): ["Nästa steg"],
        ("Övrigt", "done"): ["Ny mall"],
    }
    trained, template = (
        data["sections"]["processes"]["areas"][index]["groups"][0]["entries"][0] for index in (0, 1)
    )
    assert [target["what"] for target in trained["led_to"]] == ["Ny mall"]
    assert template["unit"] == "Kulturen"
    assert [target["id"] for target in template["gave_rise_to"]] == [first.pk]
    assert data["sections"]["processes"]["planned"] == [
        {"id": third.pk, "what": "Nästa steg", "first_day": "", "last_day": ""}
    ]
    assert data["constructed"] is True
    assert data["title"] == "Statusrapport våren 2020"
    alone = collected(place, units=False)
    assert ("Övrigt", "done") not in listed(alone)
    assert "Kulturen" not in str(alone)


def test_its_time_is_that_of_the_last_change_and_the_same_data_gives_the_same_values(place):
    saved = datetime.datetime(2020, 5, 4, 10, tzinfo=datetime.UTC)
    chain.entry(place, saved_at=saved)
    before = collected(place)
    assert before["data_time"] == "2020-05-04T10:00:00Z"
    assert sha256_of(collected(place)) == sha256_of(before)
    date(place, "BM 5", first_day=day(9))
    assert sha256_of(collected(place)) != sha256_of(before)


def test_nothing_in_the_period_is_nothing_to_report(place):
    for options in (SPRING, {}):
        with pytest.raises(NothingToReportError):
            KIND.read(organisation=place, options=options, language="sv")
    chain.entry(place, last_day=day(9))
    with pytest.raises(NothingToReportError):
        collected(place)
    assert KIND.read(organisation=place, options={}, language="sv")["title"] == "Statusrapport hösten 2020"


def test_nothing_of_another_organisation_is_in_it(place, unit):
    marker = "zyxhemlig"
    other = factories.organisation(f"Annan {marker}")
    area = chain.area(other, f"Process {marker}")
    goal = chain.goal(other, f"Mål {marker}")
    secret = chain.entry(
        other, f"Sak {marker}", area=area, goal=goal, course=chain.course(other, f"Kurs {marker}"),
        quote=f"Citat {marker}", quote_source=marker, lesson=f"Lärdom {marker}",
    )  # fmt: skip
    Diploma.objects.create(organisation=other, name=f"Diplom {marker}", issued_on=FIRST)
    GlobalGoalsMap.objects.create(organisation=other, present=[5], mapped_on=FIRST, note=marker)
    Position.objects.create(organisation=other, name=f"Läge {marker}", date=FIRST)
    date(other, f"Träff {marker}")
    own = chain.entry(place, "Vårt eget")
    chain.entry(unit, "Enhetens eget")
    chain.goal(place)
    data = collected(place)
    assert marker not in str(data)
    assert marker not in printed(place, data)
    assert marker in str(collected(other))
    assert marker not in str(collected(unit))
    assert "Vårt eget" not in str(collected(unit))
    assert secret.pk != own.pk


def test_people_in_training_are_added_up_by_course_unit_and_function(place, unit):
    course = chain.course(place, "Grundkurs")
    boss = factories.functions()[1]
    first = chain.entry(
        place, "Kurs i april", course=course, participants=50, precision="exact", women=30, men=20
    )
    ParticipantNumber.objects.create(entry=first, function=boss, number=5)
    chain.entry(unit, "Kurs i maj", course=course, participants=8, precision="exact")
    chain.entry(unit, "Kurs i juni", course=course, precision="unknown")
    section = collected(place)["sections"]["training"]
    (row,) = section["courses"]
    assert (row["name"], row["times"]) == ("Grundkurs", 3)
    assert "58" in row["people"]
    assert [one["name"] for one in section["units"]] == ["Kulturen", "Organisationen själv"]
    assert section["functions"] == [{"name": "chef", "number": 5}]
    chain.entry(place, "Planerad kurs", course=course, state="planned", participants=99, precision="about")
    assert collected(place)["sections"]["training"] == section


def test_a_goal_is_told_with_need_measures_and_values_by_sex(place):
    goal = chain.goal(place, need="Kunskapen behöver öka.")
    chain.goal(place, "Gammalt mål", valid_from=day(1, year=2018), valid_to=day(12, 31, 2019))
    chain.entry(place, goal=goal)
    chain.entry(place, "Mer", goal=goal, state="planned", last_day=day(9))
    indicator = Indicator.objects.create(goal=goal, name="Andel", unit="procent")
    for kind, at, women, men in (
        ("baseline", day(1, year=2019), "42.5", "38"),
        ("outcome", day(6, 1), "61", None),
        ("outcome", day(9, 1), "99", "99"),
        ("target", day(12, 31), "80", "80"),
    ):
        IndicatorValue.objects.create(indicator=indicator, kind=kind, day=at, women=women, men=men)
    (told,) = collected(place)["sections"]["goals"]["goals"]
    assert (told["need"], told["told"]) == ("Kunskapen behöver öka.", "en är klar och en är planerad")
    assert [(row["kind"], row["women"], row["men"]) for row in told["indicators"][0]["rows"]] == [
        ("utgångsläge", "42,5", "38"),
        ("utfall", "61", "inte angivet"),
        ("målvärde", "80", "80"),
    ]


def test_units_beside_those_that_have_mapped_are_not_done_yet(place, unit):
    chain.entry(place)
    assert collected(place)["sections"]["global_goals"] is None
    units = [factories.organisation(f"Avdelning {n}", parent=unit) for n in range(1, 6)]
    for one in units[:3]:
        GlobalGoalsMap.objects.create(
            organisation=one, present=[10, 5], coming=[11], mapped_on=FIRST, coming_from=2020, coming_to=2028
        )
    section = collected(place)["sections"]["global_goals"]
    assert (section["mapped"], section["units"]) == (3, 5)
    assert section["waiting"] == ["Avdelning 4", "Avdelning 5"]
    assert section["rows"][0]["present"] == ["5\u00a0Jämställdhet", "10\u00a0Minskad ojämlikhet"]
    assert section["rows"][0]["years"] == "2020–2028"


def test_diplomas_meetings_dates_and_position_belong_to_the_period(place, unit):
    chain.entry(place)
    for name, issued, valid_to in (
        ("Gäller", day(2), None),
        ("Över", day(2, year=2019), day(6, 29)),
        ("Senare", day(7), None),
    ):
        Diploma.objects.create(organisation=unit, name=name, issued_on=issued, valid_to=valid_to)
    date(place, "Före", first_day=day(12, year=2019))
    date(place, "BM 4", took_part="En politiker")
    date(unit, "BM 5", first_day=day(10))
    date(place, "Budget", "budget", first_day=day(9))
    date(place, "Gammal budget", "budget", first_day=day(3))
    Position.objects.create(organisation=place, name="Då", date=day(5))
    Position.objects.create(organisation=place, name="Sedan", date=day(9))
    sections = collected(place)["sections"]
    assert [row["name"] for row in sections["diplomas"]["rows"]] == ["Gäller"]
    assert [row["name"] for row in sections["meetings"]["held"]] == ["BM 4"]
    assert [(row["name"], row["unit"]) for row in sections["meetings"]["coming"]] == [("BM 5", "Kulturen")]
    assert [row["name"] for row in sections["ahead"]["dates"]] == ["Budget"]
    assert sections["reach"]["position"]["name"] == "Då"


def test_plans_that_hold_in_the_period_are_told_as_far_as_units_have_answered(place, unit):
    chain.entry(place)
    plan = Plan.objects.create(organisation=place, title="Planen", valid_from=day(1))
    area = PlanArea.objects.create(plan=plan, number=1, name="Rekrytering")
    part = MandatoryPart.objects.create(plan=plan, number=1, name="Ombud är utsett")
    Plan.objects.create(organisation=place, title="Senare", valid_from=day(9))
    assert collected(place)["sections"]["plans"] is None
    answer = UnitAnswer.objects.create(plan=plan, organisation=unit)
    UnitFocus.objects.create(answer=answer, area=area, in_budget="yes")
    UnitPart.objects.create(answer=answer, part=part)
    (told,) = collected(place)["sections"]["plans"]["plans"]
    assert (told["title"], told["said"]) == ("Planen", "En av en enhet har svarat.")
    assert told["areas"] == [{"name": "Rekrytering", "chosen": 1, "in_budget": 1}]
    assert told["parts"] == [{"name": "Ombud är utsett", "done": 1}]


def test_what_has_no_date_is_counted_and_not_told(place):
    chain.entry(place)
    chain.entry(place, "Utan dag", last_day=None)
    chain.entry(place, "Inställt", state="dropped", last_day=day(3))
    data = collected(place)
    assert (data["sections"]["method"]["undated"], data["sections"]["method"]["dropped"]) == (1, 1)
    assert "Utan dag" not in str(data)
    assert "Inställt" not in str(data)


def test_half_years_with_entries_are_suggested_the_latest_first(place, unit):
    chain.entry(unit, last_day=day(3))
    chain.entry(place, first_day=day(8, year=2018), last_day=day(2, year=2019))
    chain.entry(place, "Planerat", state="planned", last_day=day(3, year=2021))
    assert [found.name for found in half_years_with_entries(place)] == [
        "våren 2020",
        "våren 2019",
        "hösten 2018",
    ]
    chain.entry(place, "Pågår", state="ongoing", first_day=day(3), last_day=None)
    found = half_years_with_entries(place)
    assert found[0] == half_year(factories.today())
    assert len(found) == 12


def test_it_costs_the_same_number_of_queries_with_one_row_and_three(place, unit, django_assert_num_queries):
    for number in range(1, 4):
        area, course = chain.area(place, f"Process {number}"), chain.course(place, f"Kurs {number}")
        goal = chain.goal(place, f"Mål {number}")
        indicator = Indicator.objects.create(goal=goal, name="Andel", unit="procent")
        IndicatorValue.objects.create(indicator=indicator, kind="baseline", day=FIRST, women=1)
        one = chain.entry(place, f"Sak {number}", area=area, course=course, goal=goal)
        two = chain.entry(unit, f"Följd {number}", 2, quote="Ord", quote_source="Chef", lesson="Lärdom")
        chain.link(one, two)
        chain.entry(place, f"Plan {number}", state="planned", last_day=day(9))
        ParticipantNumber.objects.create(entry=one, function=factories.functions()[0], number=2)
        Diploma.objects.create(organisation=unit, name=f"Diplom {number}", issued_on=FIRST)
        mapped = factories.organisation(f"Avdelning {number}", parent=unit)
        GlobalGoalsMap.objects.create(organisation=mapped, mapped_on=FIRST)
        date(place, f"Träff {number}")
        Position.objects.create(organisation=place, name=f"Läge {number}", date=day(number)).levels.create(
            level=1, extent="done"
        )
        place.refresh_from_db()
        with django_assert_num_queries(18):
            collected(place)
