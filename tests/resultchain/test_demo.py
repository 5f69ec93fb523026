"""The demo tells what sources 003 and 004 tell, on its level, and can be loaded twice."""

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from pydantic import ValidationError

from mrintegration import demo
from organisations.models import Organisation, User
from resultchain.demo_content import ChainContent, HalfYearContent
from resultchain.demo_halland import load_halland
from resultchain.levels import ChainLevel
from resultchain.models import (
    ChainEntry,
    Diploma,
    EntryState,
    Extent,
    GlobalGoalsMap,
    Goal,
    Indicator,
    IndicatorValue,
    Link,
    LinkKind,
    ParticipantNumber,
    Plan,
    PlanningDate,
    Position,
    UnitAnswer,
    UnitFocus,
    UnitPart,
)

MADE = (
    ChainEntry,
    ChainEntry.perspectives.through,
    ChainEntry.items.through,
    Diploma,
    GlobalGoalsMap,
    Goal,
    Indicator,
    IndicatorValue,
    Link,
    ParticipantNumber,
    Plan,
    PlanningDate,
    Position,
    UnitAnswer,
    UnitFocus,
    UnitPart,
)


@pytest.fixture(scope="module")
def whole(kept, tmp_path_factory):
    """The whole demo, once for this module; returns who signs in."""
    call_command("load_organisations", verbosity=0)
    call_command("load_instruments", verbosity=0)
    path = tmp_path_factory.mktemp("demo") / "demo-users.json"
    demo.load(sign_ins=path)
    return path


@pytest.fixture
def loaded(whole, db, tmp_path):
    return Path(shutil.copy(whole, tmp_path))


def entries(code):
    return ChainEntry.objects.within(Organisation.objects.get(code=code))


def test_loading_again_makes_nothing_and_leaves_changes_alone(loaded):
    before = [model.objects.count() for model in MADE]
    assert all(before)
    entries("2401").filter(reference="2019-kunskap").update(what="Omskrivet")
    demo.load(sign_ins=loaded)
    assert [model.objects.count() for model in MADE] == before
    assert entries("2401").get(reference="2019-kunskap").what == "Omskrivet"


def test_what_was_removed_comes_back_with_its_links(loaded):
    before = Link.objects.count()
    entries("1060").get(reference="2019-ensamhet").delete()
    assert Link.objects.count() == before - 1
    demo.load(sign_ins=loaded)
    assert Link.objects.count() == before


def test_every_level_has_entries_and_society_is_only_hoped_for(loaded):
    assert set(ChainEntry.objects.values_list("level", flat=True)) == set(ChainLevel.values)
    effects = ChainEntry.objects.filter(level=ChainLevel.EFFECT)
    assert set(effects.values_list("state", flat=True)) == {EntryState.PLANNED}


def test_every_benchmarking_organisation_stands_on_the_left_and_reached_a_product(loaded):
    for one in demo.chain().organisations:
        if not one.mentor:
            assert {1, 2} <= set(entries(one.code).values_list("level", flat=True)), one.code


def test_outcomes_come_from_mentors_and_one_municipality(loaded):
    outcomes = ChainEntry.objects.filter(level=ChainLevel.OUTCOME, state=EntryState.DONE)
    found = set(outcomes.values_list("organisation__name", flat=True))
    assert found == {"Hedemora", "Uppsala", "Örnsköldsvik"}


def test_mentors_are_told_apart_and_a_federation_is_named(loaded):
    for code in ("2083", "0380"):
        assert all(e.evidence.startswith("Mentorkommun: ") for e in entries(code))
    assert all("Förbundet Norrbottens Kommuner" in e.evidence for e in entries("2514") | entries("2518"))
    assert not entries("2284").filter(evidence__contains="Mentorkommun: ").exists()


def test_a_changed_method_gave_rise_to_activities_to_its_left(loaded):
    link = Link.objects.get(kind=LinkKind.GAVE_RISE_TO)
    assert link.source.organisation.name == link.target.organisation.name == "Olofström"
    assert (link.source.level, link.target.level) == (ChainLevel.METHOD, ChainLevel.ACTIVITY)


def test_hopes_are_planned(loaded):
    hoped = entries("2401").get(level=ChainLevel.OUTCOME)
    assert hoped.state == EntryState.PLANNED
    links = hoped.links_in.select_related("source")
    assert {(one.source.level, one.kind) for one in links} == {(ChainLevel.PRODUCT, LinkKind.LED_TO)}
    assert any("föreningsbidrag" in one.source.what for one in links)


def test_everybody_with_entries_is_marked_and_invented_texts_say_so(loaded):
    assert not ChainEntry.objects.filter(organisation__constructed=False).exists()
    assert not Organisation.objects.below(Organisation.objects.get(code="0013")).exclude(constructed=True)
    quoted = ChainEntry.objects.exclude(quote="")
    assert quoted
    assert all(e.quote.startswith("Konstruerat exempel: ") for e in quoted)
    assert all(
        "Konstruerat exempel: " in one.note for one in (*Diploma.objects.all(), *GlobalGoalsMap.objects.all())
    )


def test_positions_say_that_they_are_retold_or_made_up(loaded):
    found = {
        one.organisation.name: one for one in Position.objects.select_related("organisation", "occasion")
    }
    retold = {name for name, one in found.items() if one.words.startswith("Återgivet ur resultatrapporten: ")}
    assert retold == {"Fagersta", "Olofström", "Örnsköldsvik"}
    assert found.keys() - retold == {
        "Nordmaling", "Trelleborg", "Västerås", "Region Gävleborg", "Region Halland", "Region Värmland",
    }  # fmt: skip
    for one in found.values():
        assert one.occasion is not None
        assert (one.occasion.name, one.date) == ("Efter träff 3", one.occasion.date)
    assert all(found[name].words.startswith("Konstruerat exempel: ") for name in found.keys() - retold)
    levels = found["Fagersta"].levels.values_list("level", "extent")
    assert dict(levels) == {1: Extent.DONE, 2: Extent.PARTLY}


def test_the_half_year_has_its_training_meetings_and_map(loaded):
    training = entries("0013").get(course__name="Kortaste utbildning någonsin i jämställdhetsintegrering")
    assert (training.participants, training.precision) == (58, "exact")
    assert training.participant_counts.get().number == 5
    dates = PlanningDate.objects.filter(organisation__code="0013", kind="meeting")
    half_year = load_halland(
        demo.halland(), by=User.objects.get(email="halland-coordinator@mr-integrering.example")
    )
    held = dates.filter(first_day__range=(half_year.first_day, half_year.last_day))
    assert (held.count(), dates.count()) == (4, 7)
    departments = half_year.organisation.descendants().filter(name__startswith="Avdelning ")
    mapped = departments.filter(global_goals_map__isnull=False)
    assert (mapped.count(), departments.count()) == (3, 5)
    assert Goal.objects.filter(measures=None).count() == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"led_to": ["b"], "level": 2}, "gave rise to"),
        ({"led_to": ["c"]}, "what is not there"),
        ({"id": "b"}, "stand twice"),
        ({"colour": "red"}, "colour"),
        ({"what": "x" * 201}, "200"),
    ],
)
def test_a_fault_in_the_file_is_told(change, fault):
    first = {"id": "a", "level": 1, "state": "done", "what": "Ett"} | change
    second = {"id": "b", "level": 1, "state": "done", "what": "Två"}
    one = {"code": "2401", "entries": [first, second]}
    with pytest.raises(ValidationError, match=fault):
        ChainContent.model_validate({"about": "", "year": 2019, "evidence": "", "organisations": [one]})


def test_a_measure_belongs_to_one_goal():
    content = demo.halland().model_dump()
    content["goals"][0]["measures"] = ["kortaste"]
    with pytest.raises(ValidationError, match="belong to two goals"):
        HalfYearContent.model_validate(content)
