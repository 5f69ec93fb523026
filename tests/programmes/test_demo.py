"""The demo holds every name of tables 1 and 3 of source 004, invents nothing about them, and loads once."""

from collections import Counter
from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from pydantic import ValidationError

from checklists.demo import load_rounds
from checklists.models import Assessment
from mrintegration import demo
from organisations.demo import load_people
from organisations.models import Organisation, Role, User
from programmes.attainment import attained
from programmes.demo import load_programmes
from programmes.demo_content import ProgrammeContent
from programmes.models import (
    Document,
    Expectation,
    ExpectedResult,
    Group,
    GroupMember,
    HomeWork,
    Judgement,
    Meeting,
    MeetingKind,
    MentorAnswer,
    Part,
    ParticipantFunction,
    Participation,
    Programme,
    Remark,
    Stage,
)
from programmes.naming import full_name_of

pytestmark = pytest.mark.django_db

MADE = (
    Document,
    Expectation,
    ExpectedResult,
    Group,
    GroupMember,
    HomeWork,
    Judgement,
    Meeting,
    ParticipantFunction,
    Participation,
    Programme,
    Remark,
    Organisation,
)
NORTH = "Kalix och Övertorneå genom Förbundet Norrbottens Kommuner"
TABLE_1 = [
    ({"Trelleborg", "Olofström", "Östra Göinge"}, {"Kristianstad"}, {"Malmö"}),
    ({"Botkyrka", "Västerås"}, {"Uppsala"}, set()),
    ({"Södertälje", "Kalmar"}, {"Norrtälje"}, set()),
    ({"Fagersta", "Askersund"}, {"Hedemora"}, set()),
    ({"Nordmaling", "Örnsköldsvik", "Robertsfors"}, {"Vännäs"}, {"Umeå"}),
    ({NORTH}, {"Boden", "Luleå"}, {"Piteå"}),
]
TABLE_3 = {
    "Folkhälsa och social hållbarhet": {"Region Norrbotten", "Region Gävleborg", "Region Halland"},
    "Regional utveckling": {"Region Västerbotten", "Region Värmland", "Region Gotland"},
}


@pytest.fixture(scope="module")
def loaded(kept):
    """What `demo.load` makes of the programmes, without all else; returns what makes it again."""
    call_command("load_organisations", verbosity=0)
    call_command("load_instruments", verbosity=0)
    people = load_people(codes=demo.rounds().codes)
    load_rounds(demo.rounds(), owner=Organisation.objects.get(code="SKR"), coordinators={})

    def again():
        load_programmes(demo.programmes(), by=people["programme_lead"], people=people)

    again()
    return again


def names_in(group, part):
    rows = Participation.objects.filter(memberships__group=group, part=part).with_organisations()
    return {full_name_of(row) for row in rows}


def towns(**fields):
    rows = Participation.objects.filter(programme__name="Modellkommuner", **fields).with_organisations()
    return {full_name_of(row) for row in rows}


def test_loading_again_makes_nothing_and_leaves_changes_alone(loaded):
    before = [model.objects.count() for model in MADE]
    assert all(before)
    Meeting.objects.filter(name="BM 4").update(name="Omdöpt")
    Programme.objects.get(name="Modellkommuner").meetings.filter(name="Strategträff 3").delete()
    loaded()
    after = [model.objects.count() for model in MADE]
    assert after == [
        number - (1 if model is Meeting else 0) for model, number in zip(MADE, before, strict=True)
    ]
    assert Meeting.objects.filter(name="Omdöpt").exists()


def test_every_name_of_table_1_stands_in_its_group_with_its_mentors(loaded):
    groups = Group.objects.filter(programme__name="Modellkommuner").order_by("name")
    assert [
        (names_in(g, Part.PARTICIPANT), names_in(g, Part.MENTOR), names_in(g, Part.SUPPORT)) for g in groups
    ] == TABLE_1
    taking_part = Participation.objects.filter(programme__name="Modellkommuner", part=Part.PARTICIPANT)
    assert Organisation.objects.filter(participations__in=taking_part).distinct().count() == 14
    assert towns(through__name="Förbundet Norrbottens Kommuner") == {NORTH}


def test_every_name_of_table_3_stands_in_its_group_without_mentors(loaded):
    groups = Group.objects.filter(programme__name="Modellregioner")
    assert {group.name: names_in(group, Part.PARTICIPANT) for group in groups} == TABLE_3
    assert set(
        Participation.objects.filter(programme__name="Modellregioner").values_list("part", flat=True)
    ) == {Part.PARTICIPANT}


def test_who_left_and_who_had_handed_in(loaded):
    assert towns(stage=Stage.LEFT) == {"Botkyrka", "Askersund"}
    assert towns(has_not_handed_in=True) == {"Robertsfors", "Kalmar"}
    taking_part = towns(part=Part.PARTICIPANT) - {"Robertsfors", "Kalmar", "Botkyrka", "Askersund"}
    assert towns(handed_in_elsewhere=True) == taking_part | {"Hedemora", "Uppsala"}
    assert (
        Participation.objects.filter(programme__name="Modellregioner", handed_in_elsewhere=True).count() == 6
    )
    assert not Participation.objects.exclude(handed_in_at=None).exists()
    assert not Participation.objects.exclude(left_on=None, left_reason="").exists()
    gone = GroupMember.objects.filter(participation__stage=Stage.LEFT)
    assert {one.is_active for one in gone} == {False}


def test_the_mentor_goal_was_not_met_and_only_what_the_source_judges_is_judged(loaded):
    for name, judged in (
        ("Modellkommuner", {0: "met", 4: "not_met"}),
        ("Modellregioner", {1: "met", 4: "not_met"}),
    ):
        results = attained(Programme.objects.get(name=name))
        assert {number: one.judged.verdict for number, one in enumerate(results) if one.judged} == judged
        assert len(results) == 5
        assert all(one.judged.retold for one in results if one.judged)
        assert "mentor" in results[4].text
    said = MentorAnswer.objects.values_list("participation__organisations__name", "answer", "year", "reason")
    assert set(said) == {
        ("Örnsköldsvik", "yes", 2020, ""),
        ("Olofström", "maybe", 2021, ""),
        ("Östra Göinge", "maybe", 2021, ""),
        ("Region Värmland", "maybe", 2021, ""),
    }


def test_nothing_is_invented_about_anybody(loaded):
    rows = Participation.objects.all()
    assert not rows.exclude(decided_on=None, reference="", contact_name="", contact_email="").exists()
    assert set(rows.exclude(contact=None).values_list("contact__name", flat=True)) == {
        "Karin Exempel",
        "Maja Exempel",
        "Hanna Exempel",
        "Eva Exempel",
    }
    assert not Organisation.objects.filter(participations__in=rows, constructed=False).exists()
    for answer in HomeWork.objects.all():
        assert all(
            text.startswith("Konstruerat exempel: ")
            for text in (answer.plan, answer.do, answer.study, answer.act)
        )
    assert all("Konstruerat exempel: " in one.gives for one in Expectation.objects.all())
    assert all("Konstruerat exempel: " in one.purpose for one in Programme.objects.all())


def test_a_meetings_day_is_the_sources_or_is_said_to_be_made_up(loaded):
    told = set()
    for one in Meeting.objects.all():
        assert ("dagen och klockslagen är påhittade" in one.agenda) != (
            "återgiven ur Region Hallands statusrapport" in one.agenda
        )
        if "återgiven" in one.agenda:
            told.add((one.name, timezone.localdate(one.starts_at).isoformat()))
    assert told == {
        ("Resultatkonferens 2019", "2020-02-04"),
        ("BM 4", "2020-05-07"),
        ("Strategträff 6", "2020-06-09"),
        ("Strategträff 7", "2020-09-01"),
        ("BM 5", "2020-10-21"),
        ("Resultatkonferens 2020", "2020-12-16"),
    }


@pytest.mark.parametrize("name", ["Modellkommuner", "Modellregioner"])
def test_meetings_follow_the_concept_and_are_rated_before(loaded, name):
    meetings = list(Programme.objects.get(name=name).meetings.in_time_order())
    kinds = [one.kind for one in meetings[:8]]
    strategy, benchmarking = MeetingKind.STRATEGY, MeetingKind.BENCHMARKING
    assert kinds == [MeetingKind.START, *[strategy, benchmarking] * 3, MeetingKind.RESULTS]
    rated = [(one, one.occasion) for one in meetings if one.occasion is not None]
    assert [occasion.name for _meeting, occasion in rated] == [
        "Inför träff 1",
        "Inför träff 2",
        "Inför träff 3",
        "Efter träff 3",
    ]
    assert all(occasion.date <= timezone.localdate(one.starts_at) for one, occasion in rated)
    assert [bool(one.home_work) for one, _occasion in rated] == [True, True, False, False]


@pytest.mark.parametrize(
    ("role", "place", "names"),
    [
        ("coordinator", "1287", ["Modellkommuner"]),
        ("mentor", "1290", ["Modellkommuner"]),
        ("halland_coordinator", "0013", ["Modellregioner"]),
        ("programme_lead", "SKR", ["Modellkommuner", "Modellregioner"]),
        ("evaluator", "exempelinstitutet", ["Modellkommuner"]),
        ("vgr_coordinator", "0014", []),
    ],
)
def test_who_signs_in_sees_the_rounds_that_they_have_a_part_in(loaded, client, role, place, names):
    client.force_login(User.objects.get(email=f"{role.replace('_', '-')}@mr-integrering.example"))
    slug = Organisation.objects.get(Q(code=place) | Q(slug=place)).slug
    page = client.get(reverse("programmes", args=[slug])).text
    for name in ("Modellkommuner", "Modellregioner"):
        programme = Programme.objects.get(name=name)
        address = reverse("programme", args=[slug, programme.pk])
        assert (address in page) == (name in names)
        assert client.get(address).status_code == (200 if name in names else 404)


def test_who_has_a_person_shares_with_group_and_lead_and_the_others_with_the_lead_alone(loaded, client):
    of_meetings = Meeting.objects.exclude(occasion=None).values("occasion")
    handed_in = Assessment.objects.current().filter(occasion__in=of_meetings)
    everybody = Counter(handed_in.values_list("organisation__name", flat=True))
    for role, slug, seen in (
        ("programme_lead", "skr", everybody),
        ("mentor", "kristianstad", {"Trelleborg": 4}),
        ("evaluator", "exempelinstitutet", {"Trelleborg": 4}),
    ):
        client.force_login(User.objects.get(email=f"{role.replace('_', '-')}@mr-integrering.example"))
        read: dict[str, int] = {}
        for one in Programme.objects.all():
            page = client.get(reverse("shared", args=[slug, one.pk]))
            for row in page.context["others"] if page.status_code == HTTPStatus.OK else []:
                name = row.assessment.organisation.name
                read[name] = read.get(name, 0) + 1
        assert read == seen, role
    found = Programme.objects.get(name="Modellkommuner")
    client.force_login(User.objects.get(email="mentor@mr-integrering.example"))
    rows = client.get(reverse("shared", args=["kristianstad", found.pk])).context["others"]
    (last,) = [row.assessment for row in rows if row.open_threads]
    page = client.get(reverse("shared_assessment", args=["kristianstad", found.pk, last.pk])).text
    for words in ("Vad fick handläggarna", "Trelleborg svarade:", "en ifylld mall", "Konstruerade exempel"):
        assert words in page, words
    assert Remark.objects.exclude(closed_at=None).count() == 1


def test_the_lead_may_lead_and_unknown_things_print_as_unknown(loaded, client):
    lead = User.objects.get(email="programme-lead@mr-integrering.example")
    assert lead.memberships.get().role == Role.PROGRAMME_LEAD
    client.force_login(lead)
    gone = Participation.objects.get(organisations__name="Botkyrka")
    page = client.get(reverse("participation", args=["skr", gone.programme_id, gone.pk])).text
    assert page.count("uppgift saknas") >= 2
    assert client.get(reverse("status_board", args=["skr", gone.programme_id])).status_code == 200


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"colour": "red"}, "colour"),
        ({"groups": [{"name": "Grupp", "participants": [{"organisations": []}]}]}, "at least 1"),
        ({"groups": []}, "home work that nobody was given"),
    ],
)
def test_a_fault_in_the_file_is_told(change, fault):
    content = demo.programmes().programmes[0].model_dump(mode="json")
    with pytest.raises(ValidationError, match=fault):
        ProgrammeContent.model_validate(content | change)


def test_nobody_stands_twice():
    content = demo.programmes().programmes[1].model_dump(mode="json")
    content["groups"][1]["participants"].append(content["groups"][0]["participants"][0])
    with pytest.raises(ValidationError, match="stand twice: 0025"):
        ProgrammeContent.model_validate(content)
