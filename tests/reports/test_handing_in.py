"""A published result report is handed in to the lead: a receipt, a share, and nothing that changes afterwards."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from organisations.models import Event, Role, Share
from programmes.models import Part, Participation, Stage
from reports.actions import drafts, publishing
from reports.actions.handing_in import hand_in
from reports.models import HandIn
from tests import factories
from tests.guards.reports_world import publish
from tests.programmes.factories import participation, programme
from tests.programmes.pages import plain, url

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LIST_QUERIES = 19


@pytest.fixture
def found():
    return programme(compiled_on=TODAY + datetime.timedelta(days=9))


@pytest.fixture
def mine():
    return factories.organisation("Kalix")


@pytest.fixture
def kim(mine):
    return factories.member(mine, name="Kim Prov")


@pytest.fixture
def taking(found, mine):
    return participation(found, mine)


@pytest.fixture
def lead(found):
    return factories.member(found.owner, name="Lena Ledare")


def begun(place, by, of):
    return drafts.create_draft(
        by=by, organisation=place, kind="resultatrapport", options={"participation": of.pk}, language="sv"
    )


def published(place, by, of):
    return publish(place, by, draft=begun(place, by, of))


def handed(place, by, of):
    made, _is_new = hand_in(
        by=by, publication=published(place, by, of), participation=of, register_number="KS 2020/7"
    )
    return made


def page(publication):
    return reverse("publication_hand_in", args=[publication.organisation.slug, publication.pk])


class TestParticipant:
    def test_the_published_report_offers_to_be_handed_in_and_then_shows_the_receipt(
        self, client, found, mine, kim, taking
    ):
        report = published(mine, kim, taking)
        client.force_login(kim)
        own = reverse("publication", args=[mine.slug, report.pk])
        assert "Lämna in till programledaren" in plain(client.get(own))
        asked = plain(client.get(page(report)))
        assert "Lämna in till Ledarna" in asked
        assert "Rapporten ska vara inlämnad senast den" in asked
        assert 'value="KS"' in asked
        for _click in range(2):
            assert client.post(page(report), {"register_number": "KS 2020/7"}).url == page(report)
        made = HandIn.objects.get()
        assert (made.participation, made.publication, made.register_number, made.by) == (
            taking,
            report,
            "KS 2020/7",
            kim,
        )
        receipt = plain(client.get(page(report)))
        for words in (f"Kvitto nummer {made.pk}", "Ledarna", "KS 2020/7", "Kim Prov", "Kontrollkod"):
            assert words in receipt
        assert "Se kvittot" in plain(client.get(own))
        taking.refresh_from_db()
        assert taking.handed_in_at == made.received_at
        assert Event.objects.filter(verb="programmes.handed_in", organisation=mine).count() == 1
        share = Share.objects.of(report).open().get()
        assert (share.owner, share.audience, share.reason) == (mine, found.owner, "handed_in")

    def test_a_mentor_hands_in_too_and_so_does_a_body_and_a_unit(self, client, found, kim, mine):
        body, unit = factories.organisation("Förbundet"), factories.organisation("Nämnden", parent=mine)
        for place, row in (
            (mine, participation(found, mine, part=Part.MENTOR)),
            (body, participation(found, factories.organisation("Boden"), through=body)),
            (mine, participation(found, mine, units=[unit])),
        ):
            by = factories.member(place)
            report = published(place, by, row)
            client.force_login(by)
            assert client.post(page(report), {}).status_code == 302
            row.refresh_from_db()
            assert row.handed_in_at is not None

    def test_a_correction_replaces_it_with_a_new_receipt(self, client, found, mine, kim, taking, lead):
        first = handed(mine, kim, taking)
        draft = publishing.start_correction(by=kim, publication=first.publication, reason="Fel siffra.")
        newer = publish(mine, kim, draft=draft)
        client.force_login(kim)
        assert "Den här versionen gäller inte längre" not in plain(client.get(page(newer)))
        assert f"kvitto nummer {first.pk}" in plain(client.get(page(newer)))
        assert client.post(page(newer), {"register_number": "KS 2020/8"}).status_code == 302
        second = HandIn.objects.get(publication=newer)
        assert second.replaces == first
        assert list(taking.hand_ins.newest()) == [second]
        assert f"ersatt av kvitto nummer {second.pk}" in plain(client.get(page(first.publication)))
        client.force_login(lead)
        shown = plain(client.get(url("handed_in_report", found.owner, found.pk, first.pk)))
        assert f"Ersatt av kvitto nummer {second.pk}" in shown

    def test_after_the_last_day_it_is_told_and_still_taken(self, client, found, mine, kim, taking, lead):
        found.compiled_on = TODAY - datetime.timedelta(days=1)
        found.save()
        report = published(mine, kim, taking)
        client.force_login(kim)
        assert "Sista dagen var den" in plain(client.get(page(report)))
        assert client.post(page(report), {}).status_code == 302
        assert "Rapporten kom in efter den sista dagen" in plain(client.get(page(report)))
        client.force_login(lead)
        assert "Efter sista dagen." in plain(client.get(url("handed_in", found.owner, found.pk)))

    def test_a_correction_after_the_last_day_makes_nobody_late(self, client, found, mine, kim, taking, lead):
        first = handed(mine, kim, taking)
        came_in = first.received_at - datetime.timedelta(days=9)
        Participation.objects.update(handed_in_at=came_in)
        found.compiled_on = TODAY - datetime.timedelta(days=1)
        found.save()
        draft = publishing.start_correction(by=kim, publication=first.publication, reason="Fel siffra.")
        newer = publish(mine, kim, draft=draft)
        client.force_login(kim)
        assert "Sista dagen" not in plain(client.get(page(newer)))
        assert client.post(page(newer), {}).status_code == 302
        assert "efter den sista dagen" not in plain(client.get(page(newer)))
        taking.refresh_from_db()
        assert taking.handed_in_at == came_in
        client.force_login(lead)
        assert "Efter sista dagen." not in plain(client.get(url("handed_in", found.owner, found.pk)))

    def test_who_had_handed_in_another_way_is_not_late_when_it_comes_here_too(
        self, client, found, mine, kim, taking, lead
    ):
        found.compiled_on = TODAY - datetime.timedelta(days=1)
        found.save()
        taking.handed_in_elsewhere = True
        taking.save()
        report = published(mine, kim, taking)
        client.force_login(kim)
        before = plain(client.get(page(report)))
        assert "redan är inlämnad på annat sätt" in before
        assert "Sista dagen var den" not in before
        assert client.post(page(report), {}).status_code == 302
        assert "efter den sista dagen" not in plain(client.get(page(report)))
        client.force_login(lead)
        listed = plain(client.get(url("handed_in", found.owner, found.pk)))
        assert "Var redan inlämnad på annat sätt." in listed
        assert "Efter sista dagen." not in listed

    def test_when_the_lead_has_closed_nothing_is_taken(self, client, found, mine, kim, taking):
        found.hand_in_closed_at = timezone.now()
        found.save()
        report = published(mine, kim, taking)
        client.force_login(kim)
        assert "Programledaren tar inte emot fler rapporter." in plain(client.get(page(report)))
        answer = client.post(page(report), {})
        assert answer.status_code == 422
        assert not HandIn.objects.exists()
        own = plain(client.get(reverse("publication", args=[mine.slug, report.pk])))
        assert "tar inte emot fler resultatrapporter" in own

    def test_what_is_replaced_or_withdrawn_is_not_handed_in(self, client, mine, kim, taking):
        old, gone = published(mine, kim, taking), published(mine, kim, taking)
        publish(mine, kim, draft=publishing.start_correction(by=kim, publication=old, reason="Fel."))
        publishing.withdraw(by=kim, publication=gone, reason="Fel.")
        client.force_login(kim)
        for report in (old, gone):
            answer = client.post(page(report), {})
            assert answer.status_code == 422
            assert "Den här versionen gäller inte längre." in plain(answer)
        assert not HandIn.objects.exists()

    def test_of_two_who_take_part_as_one_only_one_hands_in(self, client, found, mine, kim):
        other = factories.organisation("Övertorneå")
        pair = participation(found, mine, other)
        handed(mine, kim, pair)
        by = factories.member(other)
        report = published(other, by, pair)
        client.force_login(by)
        answer = client.post(page(report), {"register_number": "Ö 1"})
        assert answer.status_code == 422
        assert "Kalix har redan lämnat in en rapport för samma deltagande." in plain(answer)
        assert 'value="Ö 1"' in answer.text
        assert HandIn.objects.count() == 1

    def test_a_number_that_is_too_long_is_told(self, client, mine, kim, taking):
        report = published(mine, kim, taking)
        client.force_login(kim)
        answer = client.post(page(report), {"register_number": "x" * 81})
        assert answer.status_code == 422
        assert "Texten är för lång" in plain(answer)

    def test_other_reports_have_no_such_page(self, client, mine, kim):
        factories.assessment(mine, factories.occasion(factories.skr(), mine), "2211221123", by=kim)
        report = publish(mine, kim)
        client.force_login(kim)
        assert client.get(page(report)).status_code == 404
        assert "Lämna in" not in plain(client.get(reverse("publication", args=[mine.slug, report.pk])))

    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READER, Role.PROGRAMME_LEAD])
    def test_only_coordinators_hand_in(self, client, mine, kim, taking, role):
        report = published(mine, kim, taking)
        client.force_login(factories.member(mine, role))
        assert client.get(page(report)).status_code == 403
        assert client.post(page(report), {}).status_code == 403

    def test_a_participation_that_has_ended_is_not_handed_in(self, client, mine, kim, taking):
        report = published(mine, kim, taking)
        taking.stage = Stage.LEFT
        taking.save()
        client.force_login(kim)
        assert client.get(page(report)).status_code == 404


class TestLead:
    def test_the_list_and_the_board_say_who_has_handed_in(self, client, found, mine, kim, taking, lead):
        participation(found, factories.organisation("Boden"), part=Part.MENTOR)
        participation(found, factories.organisation("Utvärderarna"), part=Part.EVALUATOR)
        made = handed(mine, kim, taking)
        client.force_login(lead)
        listed = plain(client.get(url("handed_in", found.owner, found.pk)))
        assert "1 av 2 har lämnat in sin resultatrapport" in listed
        assert f"kvitto nummer {made.pk}" in listed
        assert "Inte inlämnad i tjänsten." in listed
        assert "Utvärderarna" not in listed
        board = plain(client.get(url("status_board", found.owner, found.pk)))
        assert f"inlämnad {TODAY}" in board
        assert "inte inlämnad i tjänsten" in board
        assert url("handed_in", found.owner, found.pk) in board

    def test_what_came_in_another_way_is_told_without_a_day(self, client, found, mine, lead):
        participation(found, mine, handed_in_elsewhere=True)
        client.force_login(lead)
        listed = plain(client.get(url("handed_in", found.owner, found.pk)))
        assert "1 av 1 har lämnat in sin resultatrapport" in listed
        assert "Inlämnad på annat sätt än i tjänsten, datum: uppgift saknas." in listed
        board = plain(client.get(url("status_board", found.owner, found.pk)))
        assert "inlämnad, datum: uppgift saknas" in board

    def test_who_leaves_after_handing_in_stays_in_the_list_and_others_leave_it(
        self, client, found, mine, kim, taking, lead
    ):
        made = handed(mine, kim, taking)
        gone = participation(found, factories.organisation("Botkyrka"))
        for one in (taking, gone):
            one.stage = Stage.LEFT
            one.save(update_fields=["stage"])
        client.force_login(lead)
        listed = plain(client.get(url("handed_in", found.owner, found.pk)))
        assert "1 av 1 har lämnat in sin resultatrapport" in listed
        assert "Deltagare, har lämnat. Inlämnad den" in listed
        assert f"kvitto nummer {made.pk}" in listed
        client.force_login(kim)
        assert f"Kvitto nummer {made.pk}" in plain(client.get(page(made.publication)))

    def test_the_report_is_read_behind_the_lead_s_wall(self, client, found, mine, kim, taking, lead):
        made = handed(mine, kim, taking)
        address = url("handed_in_report", found.owner, found.pk, made.pk)
        client.force_login(lead)
        read = plain(client.get(address))
        assert "Checklistan" in read or "Deltagandet" in read
        assert "Inlämnad av Kalix" in read
        assert "Diarienummer KS 2020/7." in read
        assert client.get(url("handed_in_file", found.owner, found.pk, made.pk)).status_code == 404
        client.force_login(kim)
        assert client.get(address).status_code == 404
        assert client.get(url("handed_in_report", mine, found.pk, made.pk)).status_code == 403
        client.force_login(factories.member(found.owner, Role.READER))
        assert client.get(address).status_code == 403

    def test_what_is_no_longer_shared_is_gone(self, client, found, mine, kim, taking, lead):
        made = handed(mine, kim, taking)
        Share.objects.of(made.publication).open().update(ends_at=timezone.now())
        client.force_login(lead)
        assert client.get(url("handed_in_report", found.owner, found.pk, made.pk)).status_code == 404
        assert "inte längre delad med er" in plain(client.get(url("handed_in", found.owner, found.pk)))

    def test_another_programme_s_hand_in_is_none_of_this_one(self, client, found, mine, kim, taking, lead):
        made = handed(mine, kim, taking)
        other = programme(found.owner, name="En annan")
        client.force_login(lead)
        assert client.get(url("handed_in_report", found.owner, other.pk, made.pk)).status_code == 404

    def test_what_is_withdrawn_since_leaves_its_marker(self, client, found, mine, kim, taking, lead):
        made = handed(mine, kim, taking)
        publishing.withdraw(by=kim, publication=made.publication, reason="Namn på en person.")
        client.force_login(lead)
        read = plain(client.get(url("handed_in_report", found.owner, found.pk, made.pk)))
        assert "Rapporten drogs tillbaka" in read
        assert "Deltagandet" not in read

    def test_the_lead_closes_and_opens_again(self, client, found, lead):
        client.force_login(lead)
        close, listed = (url(name, found.owner, found.pk) for name in ("hand_in_close", "handed_in"))
        for _click in range(2):
            assert client.post(close, {"closed": "1"}).url == listed
        found.refresh_from_db()
        assert found.hand_in_closed_at is not None
        assert "Inlämningen stängdes" in plain(client.get(listed))
        client.post(close, {"closed": "kanske"})
        client.post(close, {"closed": "0"})
        found.refresh_from_db()
        assert found.hand_in_closed_at is None
        assert Event.objects.filter(verb="programmes.changed").count() == 2

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_list_costs_the_same_with_one_and_three(
        self, client, found, lead, number, django_assert_num_queries
    ):
        for count in range(number):
            place = factories.organisation(f"Plats {count}")
            handed(place, factories.member(place), participation(found, place))
        client.force_login(lead)
        with django_assert_num_queries(LIST_QUERIES):
            listed = client.get(url("handed_in", found.owner, found.pk))
        assert listed.text.count("kvitto nummer") == number

    def test_a_lead_that_takes_part_itself_reads_its_own_without_a_share(self, client, found, lead):
        made = handed(found.owner, lead, participation(found, found.owner))
        assert not Share.objects.of(made.publication).exists()
        client.force_login(lead)
        assert client.get(url("handed_in_report", found.owner, found.pk, made.pk)).status_code == 200


@pytest.mark.parametrize(
    "change", ["UPDATE reports_handin SET register_number = 'x'", "DELETE FROM reports_handin"]
)
def test_a_receipt_never_changes(mine, kim, taking, change):
    handed(mine, kim, taking)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        connection.cursor().execute(change)
