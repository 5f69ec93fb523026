"""A half-year status report from the question which period, over writing, to the next report that follows it up."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from organisations.models import Role
from reports.actions import drafts, freezing, parts, publishing
from reports.draft_page import progress, rows
from reports.kinds import KINDS
from reports.kinds.statusrapport.form import OWN
from reports.models import Decision, Draft, Report
from reports.part_page import earlier
from reports.snapshots import Status
from resultchain.models import ChainEntry
from tests import factories
from tests.reports.papers import address
from tests.resultchain import factories as chain

pytestmark = pytest.mark.django_db
NEW_YEAR, MIDSUMMER = datetime.date(2020, 1, 1), datetime.date(2020, 6, 30)
SPRING = {"first": "2020-01-01", "last": "2020-06-30", "units": True}
AUTUMN = {"first": "2020-07-01", "last": "2020-12-31", "units": True}


@pytest.fixture
def place():
    return factories.organisation("Region Exempel")


@pytest.fixture
def kim(place):
    return factories.member(place, name="Kim Prov")


@pytest.fixture
def new(place):
    return reverse("draft_new", args=[place.slug, "statusrapport"])


def begin(place, kim, options=SPRING):
    made = drafts.create_draft(
        by=kim, organisation=place, kind="statusrapport", options=options, language="sv"
    )
    return Draft.objects.select_related("organisation", "corrects").get(pk=made.pk)


def publish(draft, kim):
    ruling = publishing.Ruling("Regionstyrelsen", Decision.NOTED, datetime.date(2020, 8, 20))
    return publishing.publish(by=kim, draft=draft, ruling=ruling)


def section(draft, key):
    return draft.data["sections"][key]


class TestBeginning:
    def test_the_latest_half_year_is_suggested_first(self, client, place, kim, new):
        chain.entry(place)
        chain.entry(place, last_day=datetime.date(2019, 9, 1))
        client.force_login(kim)
        html = client.get(new).text
        assert html.index("Våren 2020") < html.index("Hösten 2019") < html.index("Egna datum")
        assert "enheterna har loggat" not in html
        answer = client.post(new, {"period": "2020-01"})
        draft = Draft.objects.get()
        assert answer.url == address("draft", draft)
        assert draft.options == SPRING
        assert draft.title == "Statusrapport våren 2020"

    def test_own_days_and_units_are_chosen(self, client, place, kim, new):
        chain.entry(place)
        factories.organisation("Kulturen", parent=place)
        client.force_login(kim)
        assert "enheterna har loggat" in client.get(new).text
        client.post(new, {"period": OWN, "first": "2020-02-01", "last": "2020-03-15"})
        draft = Draft.objects.get()
        assert draft.options == {"first": "2020-02-01", "last": "2020-03-15", "units": False}
        assert draft.title == "Statusrapport 1 februari–15 mars 2020"

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({}, "Välj en period."),
            ({"period": "1999-01"}, "Perioden finns inte i listan. Välj en som finns."),
            ({"period": OWN}, "Skriv periodens första dag."),
            ({"period": OWN, "first": "2020-01-01"}, "Skriv periodens sista dag."),
            ({"period": OWN, "first": "snart", "last": "2020-03-15"}, "Skriv datumet som år-månad-dag"),
            (
                {"period": OWN, "first": "2020-03-02", "last": "2020-03-01"},
                "Sista dagen ligger före den första",
            ),
            ({"period": OWN, "first": "2018-01-01", "last": "2018-02-01"}, "Det finns inga uppgifter"),
        ],
    )
    def test_each_fault_is_told_and_nothing_is_begun(self, client, place, kim, new, sent, said):
        chain.entry(place)
        client.force_login(kim)
        answer = client.post(new, sent)
        assert answer.status_code == 422
        assert said in answer.text
        assert not Draft.objects.exists()

    def test_with_nothing_logged_it_says_where_to_begin(self, client, place, kim, new):
        client.force_login(kim)
        html = client.get(new).text
        assert "Börja med att logga något" in html
        assert reverse("entries", args=[place.slug]) in html

    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READER])
    def test_only_coordinators_begin(self, client, place, new, role):
        client.force_login(factories.member(place, role))
        assert client.get(new).status_code == 403

    def test_the_list_of_reports_offers_it(self, client, place, kim, new):
        client.force_login(kim)
        assert new in client.get(reverse("reports", args=[place.slug])).text


class TestWriting:
    def test_the_draft_says_how_many_minutes_are_left(self, client, place, kim):
        chain.entry(place)
        draft = begin(place, kim)
        client.force_login(kim)
        assert "Ungefär 18 minuter kvar: fem delar att skriva." in client.get(address("draft", draft)).text
        parts.save_part(by=kim, part=draft.parts.get(key="now"), heading="", body="Vi är igång.")
        assert progress(rows(draft)).left == "Ungefär 14 minuter kvar: fyra delar att skriva."

    def test_every_part_opens_with_what_the_data_says(self, client, place, kim):
        chain.entry(
            place, course=chain.course(place), participants=58, precision="exact", lesson="En lärdom."
        )
        draft = begin(place, kim)
        client.force_login(kim)
        for part in draft.parts.all():
            assert client.get(address("part", draft, part.pk)).status_code == 200
        html = client.get(address("part", draft, draft.parts.get(key="challenges").pk)).text
        assert "En lärdom." in html
        assert "58 deltagare" in html

    def test_the_last_report_s_words_stand_beside_the_same_part(self, place, kim):
        chain.entry(place)
        first = begin(place, kim)
        parts.save_part(by=kim, part=first.parts.get(key="successes"), heading="", body="Det gick bra.")
        publish(first, kim)
        chain.entry(place, last_day=datetime.date(2020, 9, 1))
        found = earlier(begin(place, kim, AUTUMN).parts.get(key="successes"))
        assert found is not None
        assert found.text == "Det gick bra."

    def test_new_data_says_which_parts_changed(self, place, kim):
        chain.entry(place)
        draft = begin(place, kim)
        chain.entry(place, "Ny plan", state="planned", last_day=None)
        changed = drafts.refresh(by=kim, draft=draft)
        assert {"processes", "ahead", "method"} <= set(changed)
        assert "training" not in changed


class TestFollowingUp:
    @pytest.fixture
    def planned(self, place):
        autumn = datetime.date(2020, 9, 1)
        words = ("klart", "pågår", "flyttat", "inställt", "kvar", "borttaget")
        chain.entry(place, "Våren")
        return {word: chain.entry(place, word, state="planned", last_day=autumn) for word in words}

    def change(self, entry, **fields):
        ChainEntry.objects.filter(pk=entry.pk).update(**fields)

    def test_what_was_planned_returns_in_the_next_report(self, place, kim, planned):
        publish(begin(place, kim), kim)
        self.change(planned["klart"], state="done", what="Nya ord")
        self.change(planned["pågår"], state="ongoing")
        self.change(planned["flyttat"], last_day=datetime.date(2021, 2, 1))
        self.change(planned["inställt"], state="dropped", state_note="Pengarna tog slut.")
        planned["borttaget"].delete()
        found = section(begin(place, kim, AUTUMN), "earlier")
        assert found["title"] == "Statusrapport våren 2020"
        assert found["decided_on"] == "2020-08-20"
        assert {row["what"]: row["state"] for row in found["rows"]} == {
            "klart": "done",
            "pågår": "ongoing",
            "flyttat": "moved",
            "inställt": "dropped",
            "kvar": "planned",
            "borttaget": "gone",
        }
        assert [row["note"] for row in found["rows"] if row["note"]] == ["Pengarna tog slut."]

    def test_a_report_never_follows_up_itself_or_a_later_one(self, place, kim, planned):
        assert section(begin(place, kim), "earlier") is None
        published = publish(begin(place, kim), kim)
        assert section(begin(place, kim), "earlier") is None
        correction = publishing.start_correction(by=kim, publication=published, reason="Fel datum.")
        assert section(correction, "earlier") is None
        publish(correction, kim)
        assert section(begin(place, kim, AUTUMN), "earlier")["count"] == len(planned)

    def test_the_nearest_earlier_period_that_holds_is_followed_up(self, place, kim, planned):
        before = datetime.date(2019, 10, 1)
        chain.entry(place, "Hösten 2019", last_day=before)
        publish(begin(place, kim), kim)
        options = {"first": "2019-07-01", "last": "2019-12-31", "units": True}
        publish(begin(place, kim, options), kim)
        draft = begin(place, kim, AUTUMN)
        assert section(draft, "earlier")["title"] == "Statusrapport våren 2020"
        spring = draft.organisation.publications.get(report__draft__options__last="2020-06-30")
        publishing.withdraw(by=kim, publication=spring, reason="Fel underlag.")
        assert section(begin(place, kim, AUTUMN), "earlier")["title"] == "Statusrapport hösten 2019"

    def test_what_the_report_left_out_was_not_promised(self, place, kim, planned):
        draft = begin(place, kim)
        for key in ("processes", "ahead"):
            parts.leave_out(by=kim, part=draft.parts.get(key=key), left_out=True)
        publish(draft, kim)
        assert section(begin(place, kim, AUTUMN), "earlier") is None

    def test_what_now_belongs_to_somebody_else_is_gone_without_a_word_of_theirs(self, place, kim, planned):
        publish(begin(place, kim), kim)
        other = factories.organisation("Annan region")
        self.change(planned["klart"], organisation=other, state="done", state_note="Deras ord.")
        found = section(begin(place, kim, AUTUMN), "earlier")
        assert {row["what"]: row["state"] for row in found["rows"]}["klart"] == "gone"
        assert "Deras ord." not in str(found)

    def test_another_organisation_s_report_is_not_followed_up(self, place, kim, planned):
        publish(begin(place, kim), kim)
        other = factories.organisation("Annan region")
        chain.entry(other, last_day=datetime.date(2020, 9, 1))
        assert section(begin(other, factories.member(other), AUTUMN), "earlier") is None


def test_a_unit_s_report_holds_what_the_unit_logged_and_nothing_of_the_whole(place, kim):
    unit = factories.organisation("Kulturen", parent=place)
    chain.entry(place, "Hela regionens sak")
    chain.entry(unit, "Enhetens sak")
    made = freezing.compose(begin(unit, kim), Status())
    assert "Enhetens sak" in str(made)
    assert "Hela regionens sak" not in str(made)


class TestCommand:
    def test_an_organisation_with_entries_is_a_scope(self, place):
        chain.entry(place, state="dropped")
        chain.entry(place, last_day=None)
        assert KINDS["statusrapport"].scopes() == []
        chain.entry(place)
        assert KINDS["statusrapport"].scopes() == [place.slug]

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ({"first": NEW_YEAR}, "A period needs --first and --last"),
            ({"first": MIDSUMMER, "last": NEW_YEAR}, "in that order"),
            ({"first": NEW_YEAR, "last": NEW_YEAR}, "has nothing to report on"),
        ],
    )
    def test_faults_are_told_in_one_sentence(self, place, tmp_path, options, said):
        chain.entry(place)
        with pytest.raises(CommandError, match=said):
            call_command(
                "order_report", "statusrapport", organisation=place.slug, output=tmp_path / "x.pdf", **options
            )

    def test_days_and_units_are_taken(self, place, tmp_path, transactional_db):
        chain.entry(place, "Vårens sak")
        chain.entry(factories.organisation("Kulturen", parent=place), "Enhetens sak")
        options = {"organisation": place.slug, "output": tmp_path / "rapport.pdf", "timeout": 0}
        for choice in ({}, {"first": NEW_YEAR, "last": datetime.date(2020, 12, 31), "without_units": True}):
            with pytest.raises(CommandError, match="No worker has finished"):
                call_command("order_report", "statusrapport", **options, **choice)
        half, year = Report.objects.order_by("ordered_at")
        assert (half.title, year.title) == (
            "Statusrapport våren 2020",
            "Statusrapport 1 januari–31 december 2020",
        )
        assert "Enhetens sak" in str(half.snapshot)
        assert "Enhetens sak" not in str(year.snapshot)
