"""The parts of a programme report: one a kind of organisations, with what was expected of it; nothing is lost."""

import pytest

from organisations.models import Kind
from organisations.models.organisation import UNIT_KINDS
from programmes.models import ExpectedResult, Judgement, MentorAnswer, Part, Stage
from reports.actions.drafts import create_draft, has_newer_data, refresh
from reports.actions.parts import move
from reports.kinds.programrapport.keys import MOST_PARTS, places_of
from tests import factories
from tests.programmes.factories import group, participation, programme
from tests.reports.test_programrapport_data import part, read, taking

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    return programme()


def test_kinds_of_organisations_become_parts_of_their_own(found):
    participation(found, factories.organisation("Kalix"))
    participation(found, factories.organisation("Region Halland", kind="region"))
    data = read(found)
    assert [data["titles"][f"participants-{place}"] for place in (1, 2)] == [
        "Satsningen, kommun: deltagarna",
        "Satsningen, region: deltagarna",
    ]
    assert data["sections"]["participants-2"]["alone"] == ["Region Halland"]


def test_a_mentor_stands_with_those_it_guides_and_none_is_lost(found):
    kalix, halland, _alone = (
        participation(found, factories.organisation(name, kind=kind))
        for name, kind in (("Kalix", "municipality"), ("Region Halland", "region"), ("Ale", "municipality"))
    )
    guide, support, _free = (
        participation(found, factories.organisation(name, kind=kind), part=of)
        for name, kind, of in (
            ("Borås", "municipality", Part.MENTOR),
            ("Institutet", "institute", Part.SUPPORT),
            ("Myndigheten", "agency", Part.MENTOR),
        )
    )
    group(found, halland, guide, name="Grupp 1")
    group(found, kalix, support, name="Grupp 2")
    sections = read(found)["sections"]
    told = [
        [(one["name"], one["participants"], one["mentors"]) for one in sections[key]["groups"]]
        for key in ("participants-1", "participants-2")
    ]
    assert told == [
        [("Grupp 2", ["Kalix"], "stöd av Institutet"), ("", ["Ale"], "Myndigheten")],
        [("Grupp 1", ["Region Halland"], "Borås")],
    ]


def test_expected_results_of_the_part_s_kind_with_the_last_judgement_and_mentors_in_numbers(found):
    (place,), (row,) = taking(found, 1)
    participation(found, factories.organisation("Region Halland", kind="region"))
    agency = factories.organisation("Myndigheten", kind="agency")
    participation(found, agency, part=Part.MENTOR)
    for text, kind in (
        ("Nytt arbetssätt", "municipality"),
        ("Färre skillnader", "region"),
        ("Bättre stöd", "agency"),
        ("Indikatorer", ""),
    ):
        made = ExpectedResult.objects.create(programme=found, text=text, kind=kind)
        for number, verdict in enumerate((["met", "not_met"] if kind else []), start=1):
            Judgement.objects.create(
                result=made,
                number=number,
                verdict=verdict,
                grounds=f"Skäl {number}.",
                by_organisation=found.owner,
            )
    MentorAnswer.objects.create(participation=row, answer="no", reason="Hemligt skäl.")
    told = part(found, "attainment")
    assert [
        [(one["text"], one["verdict"], one["grounds"]) for one in part["goals"]] for part in told["parts"]
    ] == [
        [("Indikatorer", "", ""), ("Nytt arbetssätt", "inte uppfyllt", "Skäl 2.")],
        [("Indikatorer", "", ""), ("Färre skillnader", "inte uppfyllt", "Skäl 2.")],
        [("Bättre stöd", "inte uppfyllt", "Skäl 2.")],
    ]
    assert [part["note"] for part in told["parts"]] == [
        "",
        "",
        "Ingen deltagare i satsningen är av det slaget.",
    ]
    assert "Hemligt" not in str(read(found))
    assert place.name not in str(told)


def test_mentor_answers_are_numbers(found):
    _places, rows = taking(found, 4)
    for row, answer in zip(rows, ("yes", "no", "no"), strict=False):
        MentorAnswer.objects.create(participation=row, answer=answer)
    told = part(found, "attainment")["parts"][0]["mentors"]
    assert told == "Vill vara mentor nästa gång: ja 1, kanske 0, nej 2, uppgift saknas 1."


def test_mentor_answers_of_each_kind_stand_by_themselves_and_nothing_tells_those_of_two(found):
    _places, rows = taking(found, 3)
    rows += [
        participation(found, factories.organisation(f"Region {name}", kind="region"))
        for name in ("Halland", "Uppsala", "Skåne")
    ]
    gone = participation(found, factories.organisation("Region Dalarna", kind="region"), stage=Stage.LEFT)
    for row, answer in zip([*rows[:5], gone], ("yes", "yes", "no", "maybe", "maybe", "maybe"), strict=True):
        MentorAnswer.objects.create(participation=row, answer=answer)
    data = read(found)
    assert [one["mentors"] for one in data["sections"]["attainment"]["parts"]] == [
        "Vill vara mentor nästa gång: ja 2, kanske 0, nej 1.",
        "Färre än tre har svarat på om de vill vara mentor nästa gång. Därför visas inte svaren.",
    ]
    MentorAnswer.objects.filter(participation__in=rows[3:5]).update(answer="no")
    assert read(found)["sections"] == data["sections"], "what two have said changes nothing anywhere"


def test_kinds_that_there_is_no_room_for_are_named_with_what_was_expected_of_them(found):
    kinds = [kind for kind in Kind if kind not in UNIT_KINDS][: MOST_PARTS + 1]
    for kind in kinds:
        participation(found, factories.organisation(f"Den första {kind}", kind=kind))
        ExpectedResult.objects.create(programme=found, text=f"Av {kind}", kind=kind)
    ExpectedResult.objects.create(programme=found, text="Av alla")
    data = read(found)
    assert {key for key in data["titles"] if key.startswith("results")} == {
        f"results-{place}" for place in range(1, MOST_PARTS + 1)
    }
    last = f"Satsningen, {kinds[-1].label}"
    assert data["sections"]["page1"]["left_out"] == f"”{last}”"
    assert data["sections"]["underlay"]["left_out"] == f"”{last}”"
    told = data["sections"]["attainment"]["parts"]
    assert [[goal["text"] for goal in one["goals"]] for one in told] == [
        *(["Av alla", f"Av {kind}"] for kind in kinds[:-1]),
        [f"Av {kinds[-1]}"],
    ]
    assert (told[-1]["title"], "inte plats" in told[-1]["note"]) == (last, True)


def test_a_programme_that_there_is_no_room_for_keeps_all_that_was_expected(found):
    second = programme(found.owner, name="Ö")
    for kind in list(Kind)[:MOST_PARTS]:
        participation(found, factories.organisation(f"Den första {kind}", kind=kind))
    participation(second, factories.organisation("Kalix"))
    for text, of in (("Av alla", ""), ("Av kommuner", "municipality"), ("Av regioner", "region")):
        ExpectedResult.objects.create(programme=second, text=text, kind=of)
    data = read(found, programmes=[found.pk, second.pk])["sections"]
    assert data["page1"]["left_out"] == "”Ö”"
    (told,) = data["attainment"]["parts"]
    assert [goal["text"] for goal in told["goals"]] == ["Av alla", "Av kommuner", "Av regioner"]
    assert told["title"] == "Ö"


def test_a_kind_that_joins_after_the_draft_was_begun_gets_its_part_when_the_data_is_read_anew(found):
    participation(found, factories.organisation("Kalix"))
    lead = factories.member(found.owner)
    draft = create_draft(by=lead, organisation=found.owner, kind="programrapport", options={}, language="sv")
    move(by=lead, part=draft.parts.get(key="foreword"), way="down")
    draft.parts.filter(key="reflections-1").update(body="Om kommunerna.", left_out=True)
    before = list(draft.parts.in_order())
    refresh(by=lead, draft=draft)
    assert list(draft.parts.in_order()) == before
    participation(found, factories.organisation("Region Halland", kind="region"))
    refresh(by=lead, draft=draft)
    keys = [part.key for part in draft.parts.in_order()]
    assert [key for key in keys if not key.endswith("-2")] == [part.key for part in before]
    first = keys.index("participants-2")
    assert keys[first - 1 : first + 7] == [
        "reflections-1",
        "participants-2",
        "background-2",
        "results-2",
        "examples-2",
        "told-2",
        "reflections-2",
        "success",
    ]
    kept = draft.parts.get(key="reflections-1")
    assert (kept.body, kept.left_out) == ("Om kommunerna.", True)


def test_what_is_written_of_a_kind_stays_under_its_heading_whoever_comes_and_goes(found):
    region = participation(found, factories.organisation("Region Halland", kind="region"))
    lead = factories.member(found.owner)
    options = {"programmes": [found.pk]}
    draft = create_draft(
        by=lead, organisation=found.owner, kind="programrapport", options=options, language="sv"
    )
    draft.parts.filter(key="told-1").update(body="Om regionerna.")
    participation(found, factories.organisation("Kalix"))
    refresh(by=lead, draft=draft)
    draft.refresh_from_db()
    assert not has_newer_data(draft)
    told = "Satsningen, {}: exempel och citat"
    assert draft.data["titles"]["told-1"] == told.format("region")
    assert draft.data["titles"]["told-2"] == told.format("kommun")
    region.organisations.clear()
    refresh(by=lead, draft=draft)
    draft.refresh_from_db()
    assert draft.data["titles"]["told-1"] == told.format("region")
    assert draft.data["sections"]["participants-2"]["alone"] == ["Kalix"]


def test_the_first_of_some_kind_takes_the_place_of_a_programme_that_nobody_was_in():
    assert places_of({7: [], 8: ["region"]}, []) == [(8, "region"), (7, "")]
    assert places_of({7: ["agency", "region"], 8: ["region"]}, ["8:region", "7:"]) == [
        (8, "region"),
        (7, "agency"),
        (7, "region"),
    ]
