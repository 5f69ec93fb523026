"""What a result report reads: the participation's own, by day, and never what is another organisation's."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from organisations.models import Role
from programmes.models import Attendance, GroupMember, MentorAnswer, Part, Stage
from reports.kinds import KINDS, NothingToReportError, sha256_of
from reports.models import Draft, Report
from resultchain.models import Position
from tests import factories
from tests.programmes.factories import group, meeting, participation, programme
from tests.resultchain import factories as chain

pytestmark = pytest.mark.django_db
KIND = KINDS["resultatrapport"]
DAY = datetime.date(2019, 5, 20)
READ_QUERIES = 24


@pytest.fixture
def found():
    return programme(
        starts_on=datetime.date(2018, 5, 1),
        ends_on=datetime.date(2020, 3, 31),
        purpose="Lära av varandra.",
        compiled_on=datetime.date(2020, 3, 1),
    )


@pytest.fixture
def mine():
    return factories.organisation("Kalix")


@pytest.fixture
def taking(found, mine):
    return participation(found, mine, reference="KS 2018/12")


def read(place, **options):
    return KIND.read(organisation=place, options=options, language="sv")


def section(place, key, **options):
    return read(place, **options)["sections"][key]


def rated(place, found, digits="2211221123", *, name="Inför träff 1", date=DAY, instrument=None, **fields):
    at = factories.occasion(instrument or factories.skr(), place, owner=found.owner, name=name, date=date)
    factories.assessment(place, at, digits)
    return meeting(found, name=name, days=-100, occasion=at, **fields)


def test_the_same_data_gives_the_same_values(found, mine, taking):
    rated(mine, found)
    chain.entry(mine, last_day=DAY)
    assert sha256_of(read(mine)) == sha256_of(read(mine))
    facts = dict(read(mine)["facts"])
    assert facts["Ska lämnas in senast"].replace("\xa0", " ") == "1 mars 2020"
    assert facts["Deltagandets diarienummer"] == "KS 2018/12"


def test_mentors_are_told_by_day_and_only_those_of_the_same_time(found, mine, taking):
    early, late, gone = (
        participation(found, factories.organisation(name), part=Part.MENTOR)
        for name in ("Boden", "Luleå", "Piteå")
    )
    other = participation(found, factories.organisation("Övertorneå"))
    together = group(found, taking, other, name="Grupp 6")
    for one, first, last in (
        (early, "2018-05-01", "2019-01-31"),
        (late, "2019-02-01", None),
        (gone, "2017-01-01", "2018-04-30"),
    ):
        GroupMember.objects.create(group=together, participation=one, valid_from=first, valid_to=last)
    asked = participation(found, factories.organisation("Arjeplog"), stage=Stage.DECLINED)
    GroupMember.objects.create(group=together, participation=asked, valid_from="2018-05-01")
    told = section(mine, "participation")["groups"][0]
    assert [one.split(" (")[0] for one in told["mentors"]] == ["Boden", "Luleå"]
    assert told["mentors"][0].replace("\xa0", " ") == "Boden (1 maj 2018–31 januari 2019)"
    assert told["others"] == ["Övertorneå"]


def test_attendance_is_told_by_function_and_what_nobody_noted_is_unknown(found, mine, taking):
    politician, chief, _key = factories.functions()
    was, unknown = meeting(found, name="BM 1", days=-200), meeting(found, name="BM 2", days=-100)
    meeting(found, name="BM 3", days=5)
    meeting(found, name="En annan grupps", days=-90, groups=[group(found, name="Andra")])
    other = participation(found, factories.organisation("Boden"))
    for one, function, number in ((taking, politician, 2), (taking, chief, 0), (other, chief, 9)):
        Attendance.objects.create(meeting=was, participation=one, function=function, number=number)
    rows = section(mine, "participation")["meetings"]
    assert [(one["name"], one["people"].replace("\xa0", " "), one["number"]) for one in rows] == [
        (was.name, "politiker 2", 2),
        (unknown.name, "uppgift saknas", None),
    ]


def test_only_occasions_of_the_programme_s_meetings_and_only_own_values(found, mine, taking):
    instrument, other = factories.skr(), factories.organisation("Boden")
    participation(found, other)
    rated(mine, found, instrument=instrument)
    rated(
        mine,
        found,
        "3322332233",
        name="Efter träff 3",
        date=DAY + datetime.timedelta(days=90),
        instrument=instrument,
    )
    rated(other, found, "3333333333", name="Bodens", instrument=instrument)
    outside = factories.occasion(
        instrument, mine, name="Vid sidan om", date=DAY + datetime.timedelta(days=30)
    )
    factories.assessment(mine, outside, "1111111111")
    raters = section(mine, "checklist")["raters"]
    assert len(raters) == 1
    assert [one["name"] for one in raters[0]["ratings"]["occasions"]] == ["Inför träff 1", "Efter träff 3"]
    assert raters[0]["unit"] == ""


def test_chosen_units_alone_count_when_only_they_take_part(found, mine):
    unit, beside = (factories.organisation(name, kind="board", parent=mine) for name in ("Kultur", "Teknik"))
    participation(found, mine, units=[unit])
    instrument = factories.invented()
    for place in (unit, beside):
        rated(place, found, "3" * 12, name=f"Inför {place.name}", instrument=instrument)
        chain.entry(place, f"Gjort av {place.name}", last_day=DAY)
    data = read(mine)["sections"]
    assert [one["unit"] for one in data["checklist"]["raters"]] == ["Kultur"]
    assert [row["what"] for row in data["examples"]["levels"][0]["rows"]] == ["Gjort av Kultur"]


def test_through_a_body_the_values_of_those_who_take_part_are_not_the_body_s(found, mine):
    body = factories.organisation("Förbundet", kind="federation")
    participation(found, mine, factories.organisation("Övertorneå"), through=body)
    rated(mine, found)
    data = read(body)["sections"]
    assert data["checklist"] is None
    assert data["method"]["elsewhere"] == 2
    assert data["participation"]["facts"][5]["text"] == "Förbundet"


def test_the_own_position_stands_beside_the_entries_of_its_day(found, mine, taking):
    chain.entry(mine, "Före", last_day=datetime.date(2018, 9, 1))
    chain.entry(mine, "Efter", last_day=datetime.date(2019, 9, 1))
    first = Position.objects.create(organisation=mine, name="Inför träff 1", date="2018-10-01")
    first.levels.create(level=1, extent="partly")
    last = Position.objects.create(organisation=mine, name="Efter träff 3", date="2020-02-01")
    last.levels.create(level=1, extent="done", words="Alla chefer är utbildade.")
    Position.objects.create(organisation=mine, name="Långt senare", date="2024-02-01")
    told = section(mine, "position")
    assert [one["name"] for one in told["columns"]] == ["Inför träff 1", "Efter träff 3"]
    assert [(cell["extent"], cell["done"]) for cell in told["rows"][0]["cells"]] == [
        ("delvis", 1),
        ("genomfört", 2),
    ]
    assert told["said"]["levels"][0]["words"] == "Alla chefer är utbildade."


def test_examples_are_of_the_period_and_nothing_planned_or_dropped(found, mine, taking):
    chain.entry(mine, "Med", level=3, last_day=DAY, quote="Nu går det.", quote_source="Chef")
    chain.entry(mine, "Utan dag", level=3, last_day=None)
    chain.entry(mine, "För sent", last_day=datetime.date(2021, 1, 1))
    chain.entry(mine, "Planerat", state="planned", last_day=DAY)
    chain.entry(mine, "Blev inte av", state="dropped", last_day=DAY)
    chain.entry(factories.organisation("Boden"), "Andras", last_day=DAY)
    data = read(mine)["sections"]
    levels = data["examples"]["levels"]
    assert [[row["what"] for row in level["rows"]] for level in levels] == [
        [],
        [],
        ["Med", "Utan dag"],
        [],
        [],
    ]
    assert levels[2]["rows"][0]["quote"] == "Nu går det."
    assert levels[2]["rows"][1]["when"] == "utan datum"
    assert (data["method"]["entries"], data["method"]["undated"]) == (1, 1)


def test_what_has_no_day_counts_as_done_by_the_last_day_and_not_before(found, mine, taking):
    activity = chain.entry(mine, "Utbildning", last_day=None)
    chain.link(activity, chain.entry(mine, "Mall", level=2, last_day=None))
    Position.objects.create(organisation=mine, name="Inför träff 1", date="2018-10-01")
    told = section(mine, "position")
    assert [row["cells"][0]["done"] for row in told["rows"]] == [0] * 5
    assert "lett till en ny eller ändrad produkt" in told["findings"][0]


def test_being_a_mentor_next_time_comes_from_the_answer(found, mine, taking):
    assert section(mine, "mentor")["label"] == "uppgift saknas"
    MentorAnswer.objects.create(participation=taking, answer="maybe", year=2028, reason="Om det blir tid.")
    assert section(mine, "mentor") == {
        "answer": "maybe",
        "label": "kanske",
        "year": 2028,
        "reason": "Om det blir tid.",
    }


def test_constructed_values_are_said_to_be_so(found, mine, taking):
    assert not read(mine)["constructed"]
    mine.constructed = True
    mine.save()
    assert read(mine)["constructed"]


@pytest.mark.parametrize("number", [1, 3])
def test_reading_costs_the_same_with_one_and_three_of_everything(
    found, mine, taking, number, django_assert_max_num_queries
):
    instrument, together = factories.skr(), group(found, taking)
    for count in range(number):
        name = f"Nummer {count}"
        rated(mine, found, name=name, instrument=instrument, date=DAY + datetime.timedelta(days=count))
        chain.entry(mine, name, last_day=DAY)
        Position.objects.create(organisation=mine, name=name, date=DAY)
        other = participation(found, factories.organisation(name), part=Part.MENTOR)
        GroupMember.objects.create(group=together, participation=other, valid_from=found.starts_on)
    with django_assert_max_num_queries(READ_QUERIES) as counted:
        read(mine)
    assert len(counted) == READ_QUERIES


def test_without_a_participation_there_is_nothing_to_report(found, mine):
    with pytest.raises(NothingToReportError):
        read(mine)
    assert KIND.scopes() == []


def test_a_foreign_participation_is_nothing_to_report(found, mine, taking):
    other = participation(found, factories.organisation("Boden"))
    with pytest.raises(NothingToReportError):
        read(mine, participation=other.pk)


def test_the_command_takes_a_participation_and_refuses_a_foreign_one(
    found, mine, taking, tmp_path, transactional_db
):
    other = participation(found, factories.organisation("Boden"))
    options = {"organisation": mine.slug, "output": tmp_path / "rapport.pdf", "timeout": 0}
    for chosen, said in ((other.pk, "has nothing to report on"), (taking.pk, "No worker has finished")):
        with pytest.raises(CommandError, match=said):
            call_command("order_report", "resultatrapport", participation=chosen, **options)
    assert Report.objects.get().title == "Resultatrapport Satsningen omgång 1"


class TestForm:
    @pytest.fixture
    def new(self, mine):
        return reverse("draft_new", args=[mine.slug, "resultatrapport"])

    def test_own_those_of_units_and_through_a_body_are_offered(self, client, found, mine, taking, new):
        unit = factories.organisation("Nämnden", parent=mine)
        of_unit = participation(found, unit, part=Part.MENTOR)
        through = participation(found, factories.organisation("Boden"), through=mine)
        for stage in (Stage.INVITED, Stage.LEFT, Stage.DECLINED):
            participation(found, mine, stage=stage, units=[unit])
        participation(found, mine, part=Part.EVALUATOR)
        participation(programme(found.owner, name="Stängd", is_open=False), mine)
        client.force_login(factories.member(mine))
        html = client.get(new).text
        assert html.count('type="radio"') + html.count("<option") == 3
        for one in (taking, of_unit, through):
            assert f'value="{one.pk}"' in html
        assert "Boden genom Kalix" in html
        answer = client.post(new, {"participation": of_unit.pk})
        draft = Draft.objects.get()
        assert answer.url == reverse("draft", args=[mine.slug, draft.pk])
        assert draft.options == {"participation": of_unit.pk}
        assert draft.title == "Resultatrapport Satsningen omgång 1"
        page = client.get(answer.url).text
        assert "Råd till Ledarna" in page
        assert "Ungefär 24 minuter kvar: sju delar att skriva." in page.replace("\xa0", " ")
        for part in draft.parts.all():
            assert client.get(reverse("part", args=[mine.slug, draft.pk, part.pk])).status_code == 200

    @pytest.mark.parametrize("sent", [{}, {"participation": "x"}, {"participation": "999999"}])
    def test_each_fault_is_told(self, client, found, mine, taking, new, sent):
        client.force_login(factories.member(mine))
        answer = client.post(new, sent)
        assert answer.status_code == 422
        said = "Deltagandet finns inte bland era. Välj ett i listan." if sent else "Välj ett deltagande."
        assert said in answer.text
        assert not Draft.objects.exists()

    def test_somebody_else_s_participation_is_no_choice(self, client, found, mine, taking, new):
        other = participation(found, factories.organisation("Boden"))
        client.force_login(factories.member(mine))
        answer = client.post(new, {"participation": other.pk})
        assert answer.status_code == 422
        assert not Draft.objects.exists()

    def test_without_a_participation_it_says_where_they_are(self, client, mine, new):
        client.force_login(factories.member(mine))
        html = client.get(new).text
        assert "Ert deltagande står under Satsningar." in html
        assert reverse("programmes", args=[mine.slug]) in html

    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READER])
    def test_only_coordinators_begin(self, client, found, mine, taking, new, role):
        client.force_login(factories.member(mine, role))
        assert client.get(new).status_code == 403


def test_a_unit_reports_on_what_it_takes_part_in_by_itself(found, mine):
    unit = factories.organisation("Nämnden", parent=mine)
    participation(found, mine, units=[unit])
    assert read(unit)["subtitle"] == "Kalix, deltagare"
    assert timezone.localdate() > found.ends_on
