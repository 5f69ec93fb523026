"""What a programme report reads: what is shared with the lead now, at the last occasion, and never who it is of."""

import datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.actions.sharing import share
from organisations.models import Role
from organisations.models.share import COUNTED_ONLY
from programmes.models import Part, Stage
from programmes.sharing_rows import VALUES
from reports.actions.drafts import create_draft
from reports.actions.handing_in import hand_in
from reports.actions.links import make_public
from reports.actions.publishing import publish, withdraw
from reports.kinds import KINDS, NothingToReportError, sha256_of
from reports.models import Draft
from tests import factories
from tests.programmes.factories import group, meeting, participation, programme
from tests.reports.editions import ruling
from tests.reports.papers import marks
from tests.resultchain import factories as chain

pytestmark = pytest.mark.django_db
KIND = KINDS["programrapport"]
FIRST, LAST = datetime.date(2019, 5, 20), datetime.date(2020, 2, 12)
READ_QUERIES = 24


@pytest.fixture
def found():
    return programme(
        starts_on=datetime.date(2018, 9, 1),
        ends_on=datetime.date(2020, 12, 31),
        compiled_on=datetime.date(2020, 1, 27),
    )


@pytest.fixture
def skr(found):
    return factories.skr()


def occasions(found, skr, places):
    made = []
    for name, date in (("Inför träff 1", FIRST), ("Efter träff 3", LAST)):
        at = factories.occasion(skr, *places, owner=found.owner, name=name, date=date)
        meeting(found, name=name, days=-100, occasion=at)
        made.append(at)
    return made


def rated(found, place, at, digits, *, reason=VALUES):
    made = factories.assessment(place, at, digits)
    if reason:
        share(by=None, owner=place, obj=made, audience=found.owner, reason=reason)
    return made


def taking(found, number, **fields):
    """Participants in their own organisations."""
    places = [factories.organisation(f"Kommun {chr(64 + one)}") for one in range(1, number + 1)]
    return places, [participation(found, place, **fields) for place in places]


def read(found, **options):
    return KIND.read(organisation=found.owner, options=options, language="sv")


def part(found, key):
    return read(found)["sections"][key]


def reported(found, place, of, *, public, text="Börja med cheferna.", **entry):
    """A result report that was published and handed in."""
    chain.entry(place, last_day=FIRST, **entry)
    by = factories.member(place)
    options = {"participation": of.pk}
    draft = create_draft(by=by, organisation=place, kind="resultatrapport", options=options, language="sv")
    draft.parts.filter(key="lessons_work").update(body=text)
    made = publish(by=by, draft=draft, ruling=ruling())
    if public:
        make_public(by=by, publication=made)
    hand_in(by=by, publication=made, participation=of, register_number="")
    return by, made


def test_only_shared_values_of_the_last_occasion_count_and_the_missing_are_named(found, skr):
    places, _rows = taking(found, 6)
    left = factories.organisation("Lämnade")
    participation(found, left, stage=Stage.LEFT)
    first, last = occasions(found, skr, [*places, left])
    for place in (*places, left):
        rated(found, place, first, "1" * 10)
    for place, digits in zip(
        places[:4], ("2222222222", "3333333333", "1111111111", "2222222222"), strict=True
    ):
        rated(found, place, last, digits)
    rated(found, places[4], last, "3333333333", reason="")
    rated(found, left, last, "3333333333")
    told = part(found, "results-1")["rated"]
    assert told["n"] == 4
    assert {row["mean"] for row in told["rows"]} == {"2,0"}
    assert told["missing"] == "Kommun E och Kommun F"
    assert told["sums"] == "Summorna går från 10 till 30 av 30, med medianen 20."
    assert "har ökat för tre och är lika för en av fyra" in told["figure"]["title"]


def test_of_two_nothing_is_told_and_who_is_only_in_the_spread_is_never_a_row(found, skr):
    places, _rows = taking(found, 6)
    _first, last = occasions(found, skr, places)
    for place in places[:2]:
        rated(found, place, last, "2222222222")
    told = part(found, "results-1")["rated"]
    assert (told["n"], told["rows"], told["sums"]) == (2, [], "")
    assert part(found, "underlay")["parts"][0]["rated"] == {"occasion": "Efter träff 3", "n": 2}
    rated(found, places[2], last, "2222222222")
    for place in places[3:5]:
        rated(found, place, last, "3333333333", reason=COUNTED_ONLY)
    told = part(found, "results-1")["rated"]
    assert (told["n"], told["left_out"], told["counted"], told["sums_n"]) == (3, 2, 0, 3)
    rated(found, places[5], last, "3333333333", reason=COUNTED_ONLY)
    told = part(found, "results-1")["rated"]
    assert (told["n"], told["left_out"], told["counted"], told["sums_n"]) == (3, 0, 3, 6)
    assert {row["mean"] for row in told["rows"]} == {"2,0"}
    assert told["missing"] == ""


def test_groups_mentors_leavers_and_who_has_not_handed_in(found):
    body = factories.organisation("Förbundet")
    together = participation(
        found, factories.organisation("Kalix"), factories.organisation("Övertorneå"), through=body
    )
    gone = participation(found, factories.organisation("Botkyrka"), stage=Stage.LEFT)
    done = participation(found, factories.organisation("Västerås"), handed_in_elsewhere=True)
    mentor = participation(found, factories.organisation("Uppsala"), part=Part.MENTOR)
    support = participation(found, factories.organisation("Umeå"), part=Part.SUPPORT)
    participation(found, factories.organisation("Tackade"), stage=Stage.DECLINED)
    group(found, gone, done, mentor, support, name="Grupp 2")
    group(found, together, name="Grupp 10")
    told = part(found, "participants-1")
    rows = {one["name"]: (one["participants"], one["mentors"]) for one in told["groups"]}
    assert rows == {
        "Grupp 2": (["(Botkyrka)", "Västerås"], "Uppsala med stöd av Umeå"),
        "Grupp 10": (["Kalix och Övertorneå genom Förbundet"], ""),
    }
    assert told["missing"] == "Kalix och Övertorneå genom Förbundet"
    assert told["day"] == "2020-01-27"


def test_who_was_never_asked_to_rate_is_missing_too_and_together_they_are_more_organisations(found, skr):
    places, _rows = taking(found, 3)
    _first, last = occasions(found, skr, places)
    for place in places:
        rated(found, place, last, "2222222222")
    participation(found, factories.organisation("Kalix"), factories.organisation("Övertorneå"))
    data = read(found)["sections"]
    assert data["results-1"]["rated"]["missing"] == "Kalix och Övertorneå"
    told = data["participants-1"]
    assert (told["staying"], told["organisations"]) == (4, 5)


def test_meetings_after_the_day_of_the_report_are_no_part_of_what_it_is_based_on(found):
    for name, day in (("Träff 1", FIRST), ("Träff 2", LAST)):
        at = meeting(found, name=name)
        at.starts_at = datetime.datetime.combine(day, datetime.time(9), tzinfo=datetime.UTC)
        at.ends_at = at.starts_at + datetime.timedelta(hours=2)
        at.save()
    told = part(found, "underlay")["parts"][0]["meetings"]
    assert [one["number"] for one in told] == [1]


def test_a_name_stands_only_where_everybody_may_read_and_ended_sharing_and_withdrawal_take_away(found):
    places, rows = taking(found, 2)
    reported(found, places[0], rows[0], public=True, what="Öppet", quote="Vi vågade", quote_source="Chef")
    by, closed = reported(found, places[1], rows[1], public=False, what="Slutet", text="Bara för er.")
    data = read(found)
    told = data["sections"]["examples-1"]
    assert [row["what"] for row in told["levels"][0]["rows"]] == ["Öppet"]
    assert told["levels"][0]["rows"][0]["source"] == "Chef (resultatrapport, Kommun A)"
    assert told["closed"] == 1
    assert "Slutet" not in str(data["sections"])
    assert [(one["text"], one["may_quote"]) for one in data["gathered"]["success"]] == [
        ("Börja med cheferna.", True),
        ("Bara för er.", False),
    ]
    withdraw(by=by, publication=closed, reason="Fel")
    assert [one["text"] for one in read(found)["gathered"]["success"]] == ["Börja med cheferna."]


def test_the_same_data_gives_the_same_values_and_others_programmes_give_nothing(found):
    participation(found, factories.organisation("Kalix"))
    assert sha256_of(read(found)) == sha256_of(read(found))
    other = programme(factories.organisation("Andra", kind="national"), name="Andras")
    for options in ({"programmes": [other.pk]}, {"programmes": [0]}):
        with pytest.raises(NothingToReportError):
            read(found, **options)
    assert KIND.scopes() == [other.owner.slug, found.owner.slug]


@pytest.mark.parametrize("number", [1, 3, 60])
def test_the_number_of_queries_does_not_grow(found, skr, number):
    places, rows = taking(found, number)
    group(found, *rows)
    first, last = occasions(found, skr, places)
    for place in places[:3]:
        for at in (first, last):
            rated(found, place, at, "2" * 10)
    for place, of in list(zip(places, rows, strict=True))[:3]:
        reported(found, place, of, public=True)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        read(found)
    assert len(counted) == READ_QUERIES


class TestEditor:
    @pytest.fixture
    def lead(self, found, client):
        somebody = factories.member(found.owner, Role.COORDINATOR, name="Siri Ledare")
        client.force_login(somebody)
        return somebody

    def test_several_own_programmes_are_chosen_and_foreign_ones_refused(self, found, lead, client):
        second = programme(found.owner, name="Regionerna")
        other = programme(factories.organisation("Andra", kind="national"), name="Andras")
        new = reverse("draft_new", args=[found.owner.slug, "programrapport"])
        page = client.get(new).text
        assert f'value="{found.pk}"' in page
        assert f'value="{other.pk}"' not in page
        for chosen, said in (([], "Välj minst en satsning."), ([other.pk], "inte bland dem ni leder")):
            answer = client.post(new, {"programmes": chosen})
            assert said in answer.text
        client.post(new, {"programmes": [second.pk, found.pk]})
        draft = Draft.objects.get()
        assert draft.options == {"programmes": sorted([found.pk, second.pk])}
        assert draft.parts.filter(key="results-2").exists()
        assert not draft.parts.filter(key="results-3").exists()

    def test_raw_text_stands_beside_the_written_part_and_closed_text_has_no_button(self, found, lead, client):
        places, rows = taking(found, 2)
        reported(found, places[0], rows[0], public=True, text="Öppna ord.")
        reported(found, places[1], rows[1], public=False, text="Slutna ord.")
        draft = create_draft(
            by=lead, organisation=found.owner, kind="programrapport", options={}, language="sv"
        )
        page = client.get(
            reverse("part", args=[found.owner.slug, draft.pk, draft.parts.get(key="success").pk])
        ).text
        assert 'data-text="Öppna ord."' in page
        assert "Slutna ord." in page
        assert 'data-text="Slutna ord."' not in page
        assert "Fråga den som har skrivit innan ni återger det." in page
        other = client.get(
            reverse("part", args=[found.owner.slug, draft.pk, draft.parts.get(key="advice_lead").pk])
        ).text
        assert "Öppna ord." not in other

    def test_a_programme_lead_without_more_writes_it_and_no_other_kind(self, found, client):
        lead = factories.member(found.owner, Role.PROGRAMME_LEAD, name="Bara Ledare")
        client.force_login(lead)
        slug = found.owner.slug
        assert (
            client.get(reverse("draft_new", args=[slug, "lagesrapport"])).status_code == HTTPStatus.FORBIDDEN
        )
        listed = client.get(reverse("reports", args=[slug])).text
        assert reverse("draft_new", args=[slug, "programrapport"]) in listed
        assert reverse("draft_new", args=[slug, "statusrapport"]) not in listed
        client.post(reverse("draft_new", args=[slug, "programrapport"]), {"programmes": [found.pk]})
        draft = Draft.objects.get()
        assert "Fortsätt skriva" in client.get(reverse("reports", args=[slug])).text
        chapter = draft.parts.get(key="closing")
        address = reverse("part", args=[slug, draft.pk, chapter.pk])
        assert "Spara" in client.get(address).text
        assert (
            client.post(address, {"body": "Slutord.", "grund": marks(chapter)}).status_code
            == HTTPStatus.FOUND
        )
        chapter.refresh_from_db()
        assert chapter.body == "Slutord."
        for name in ("draft", "draft_preview", "draft_comments", "draft_text"):
            assert client.get(reverse(name, args=[slug, draft.pk])).status_code == HTTPStatus.OK
        assert client.post(reverse("draft_refresh", args=[slug, draft.pk])).status_code == HTTPStatus.FOUND
        Draft.objects.update(kind="lagesrapport")
        for name in ("draft", "draft_preview", "draft_comments"):
            assert client.get(reverse(name, args=[slug, draft.pk])).status_code == HTTPStatus.FORBIDDEN
        for name in ("draft_refresh", "draft_set_aside"):
            assert client.post(reverse(name, args=[slug, draft.pk])).status_code == HTTPStatus.FORBIDDEN

    def test_who_leads_nothing_is_told_where_to_begin(self, client):
        place = factories.organisation("Utan")
        client.force_login(factories.member(place))
        page = client.get(reverse("draft_new", args=[place.slug, "programrapport"])).text
        assert "En programrapport skrivs av den som leder en satsning" in page
