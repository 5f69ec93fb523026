"""What is published never changes: frozen, approved by two where asked, corrected by a new version, withdrawn."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from organisations.models import Event
from reports.actions import drafts, parts, publishing
from reports.actions.errors import DraftClosedError, NotPublishableError, OutdatedDataError
from reports.actions.rules import set_two_pairs
from reports.making import file_name
from reports.models import Decision, Draft, Job, Publication, Purpose, Report, Withdrawal
from tests import factories
from tests.reports.editions import at_once, edition, fresh, ruling, waiting
from tests.reports.papers import part, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation("Exempelstad")


@pytest.fixture
def kim(place):
    return factories.member(place, name="Kim Prov")


@pytest.fixture
def draft(place, kim):
    return started(place=place, by=kim)


def propose(draft, kim, **words):
    return publishing.make_proposal(
        by=kim,
        draft=draft,
        **{"body": "Kommunstyrelsen", "reference": "KS 2026/12", "text": "Att fastställa rapporten."} | words,
    )


def verbs():
    return list(
        Event.objects.filter(verb__startswith="reports.publi").order_by("pk").values_list("verb", flat=True)
    )


class TestTheBoard:
    def test_a_version_is_frozen_and_the_draft_goes_on(self, draft, kim):
        parts.save_part(by=kim, part=part(draft, "work"), heading="", body="Det nämnden såg")
        made = propose(draft, kim)
        parts.save_part(by=kim, part=part(draft, "work"), heading="", body="Det som kom sedan")
        report = Report.objects.get(pk=made.pk)
        assert report.purpose == Purpose.PROPOSAL
        assert "Det nämnden såg" in report.html
        assert "Att fastställa rapporten." in report.html
        assert "KS 2026/12" in report.html
        assert Job.objects.filter(report=report).exists()
        assert Draft.objects.get(pk=draft.pk).is_open

    def test_versions_are_counted_and_each_is_a_document_of_its_own(self, draft, kim):
        first, second = propose(draft, kim), propose(draft, kim)
        assert (first.number, second.number) == (1, 2)
        assert first.pk != second.pk
        assert file_name(Report.objects.get(pk=first.pk)).endswith("-version-1-till-namnd.pdf")
        assert file_name(Report.objects.get(pk=second.pk)).endswith("-version-2-till-namnd.pdf")

    def test_what_the_board_saw_is_published_whatever_has_been_written_since(self, draft, kim):
        parts.save_part(by=kim, part=part(draft, "work"), heading="", body="Det nämnden såg")
        seen = propose(draft, kim)
        parts.save_part(by=kim, part=part(draft, "work"), heading="", body="Det som kom sedan")
        made = publishing.publish(by=kim, draft=draft, ruling=ruling(), proposal=seen)
        assert "Det nämnden såg" in made.report.html
        assert "Det som kom sedan" not in made.report.html
        assert "Att fastställa rapporten." not in made.report.html
        assert {**made.report.snapshot, "status": 0} == {**seen.report.snapshot, "status": 0}


class TestPublishing:
    def test_a_report_is_frozen_with_the_decision_and_the_draft_is_closed(self, draft, kim):
        made = edition(draft=draft, by=kim, reference="KS 2020/7", delegated=True)
        assert file_name(made.report).endswith("-version-1.pdf")
        assert made.is_published
        assert made.approved_by == kim
        html = made.report.html
        assert "Kommunstyrelsen antog rapporten den 1\xa0mars\xa02020, på delegation." in html
        assert "KS 2020/7" in html
        assert not Draft.objects.get(pk=draft.pk).is_open
        assert verbs() == ["reports.published"]
        with pytest.raises(DraftClosedError):
            parts.save_part(by=kim, part=part(draft, "work"), heading="", body="För sent")

    def test_the_database_lets_nobody_change_it(self, draft, kim):
        made = edition(draft=draft, by=kim)
        changes = (
            lambda: Publication.objects.filter(pk=made.pk).update(body="Någon annan"),
            lambda: Publication.objects.filter(pk=made.pk).update(decision=Decision.NOTED),
            lambda: Publication.objects.filter(pk=made.pk).update(approved_at=None),
            lambda: Publication.objects.filter(pk=made.pk).delete(),
            lambda: Report.objects.filter(pk=made.report_id).update(html="Annat"),
            lambda: Report.objects.filter(pk=made.report_id).update(snapshot={}),
            lambda: Draft.objects.filter(pk=draft.pk).update(title="Annan"),
        )
        for change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        assert fresh(made).report.html == made.report.html

    def test_the_list_tells_what_the_data_says_unless_people_have_said_it(self, draft, kim):
        assert edition(draft=draft, by=kim).summary == draft.data["summary"] != ""
        other = started(place=factories.organisation("Annanstad"))
        assert edition(draft=other, by=kim, summary="Våra ord").summary == "Våra ord"

    def test_the_list_tells_nothing_of_what_is_left_out(self, draft, kim):
        parts.leave_out(by=kim, part=part(draft, "page1"), left_out=True)
        assert edition(draft=draft, by=kim).summary == ""

    def test_the_list_tells_nothing_that_came_after_what_the_board_saw(self, draft, kim, place):
        made = propose(draft, kim)
        later = factories.occasion(factories.skr(), place, name="Sedan", date=datetime.date(2021, 3, 1))
        factories.assessment(place, later, "3333333333", by=kim)
        drafts.refresh(by=kim, draft=draft)
        draft.refresh_from_db()
        assert publishing.publish(by=kim, draft=draft, ruling=ruling(), proposal=made).summary == ""

    def test_a_second_click_finds_the_draft_closed(self, draft, kim):
        edition(draft=draft, by=kim)
        with pytest.raises(DraftClosedError):
            publishing.publish(by=kim, draft=draft, ruling=ruling())
        assert Publication.objects.count() == 1

    def test_data_of_an_earlier_form_is_not_published(self, draft, kim):
        Draft.objects.filter(pk=draft.pk).update(data={**draft.data, "schema": 0})
        with pytest.raises(OutdatedDataError):
            publishing.publish(by=kim, draft=draft, ruling=ruling())
        assert Draft.objects.get(pk=draft.pk).is_open


class TestTwoPairs:
    def test_it_waits_until_somebody_else_approves(self, place, kim):
        made = waiting(place=place, by=kim)
        assert made.is_waiting
        assert not Publication.objects.published().exists()
        with pytest.raises(NotPublishableError):
            publishing.approve(by=kim, publication=made)
        other = factories.member(place)
        publishing.approve(by=other, publication=made)
        made = fresh(made)
        assert (made.requested_by, made.approved_by) == (kim, other)
        assert verbs() == ["reports.publication_requested", "reports.published"]

    def test_the_database_refuses_the_same_person(self, place, kim):
        made = waiting(place=place, by=kim)
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(pk=made.pk).update(approved_by=kim, approved_at=made.requested_at)

    def test_what_waits_keeps_waiting_when_the_rule_is_lifted(self, place, kim):
        made = waiting(place=place, by=kim)
        set_two_pairs(by=kim, organisation=place, two_pairs=False)
        with pytest.raises(NotPublishableError):
            publishing.approve(by=kim, publication=made)

    def test_sent_back_the_draft_opens_again_and_can_be_sent_anew(self, place, kim):
        other = factories.member(place)
        made = waiting(place=place, by=kim)
        publishing.decline(by=other, publication=made, reason="Tabellen saknas")
        draft = Draft.objects.get(pk=made.report.draft_id)
        assert draft.is_open
        assert fresh(made).decline_reason == "Tabellen saknas"
        with pytest.raises(NotPublishableError):
            publishing.approve(by=other, publication=made)
        again = edition(draft=draft, by=kim)
        assert again.is_waiting
        assert again.report_id != made.report_id


class TestCorrection:
    def test_it_is_a_new_version_that_names_what_it_replaces_and_why(self, draft, kim):
        parts.save_part(by=kim, part=part(draft, "work"), heading="Egen rubrik", body="Samma text")
        old = edition(draft=draft, by=kim)
        correction = publishing.start_correction(by=kim, publication=old, reason="Fel siffra")
        copied = correction.parts.get(key="work")
        assert (copied.heading, copied.body) == ("Egen rubrik", "Samma text")
        new = edition(draft=correction, by=kim)
        assert (new.version, new.replaces, new.reason) == (2, old, "Fel siffra")
        assert "Fel siffra" in new.report.html
        assert "ersätter version 1" in new.report.html
        assert fresh(old).report.html == old.report.html
        assert list(Publication.objects.in_force()) == [new]

    def test_only_what_holds_can_be_corrected(self, draft, kim):
        old = edition(draft=draft, by=kim)
        edition(draft=publishing.start_correction(by=kim, publication=old, reason="Fel"), by=kim)
        with pytest.raises(NotPublishableError):
            publishing.start_correction(by=kim, publication=old, reason="Igen")

    def test_a_correction_that_is_under_way_is_gone_on_with(self, draft, kim):
        old = edition(draft=draft, by=kim)
        first = publishing.start_correction(by=kim, publication=old, reason="Fel")
        assert publishing.start_correction(by=kim, publication=old, reason="Annat") == first

    def test_what_has_been_withdrawn_meanwhile_is_not_replaced(self, draft, kim):
        old = edition(draft=draft, by=kim)
        correction = publishing.start_correction(by=kim, publication=old, reason="Fel")
        publishing.withdraw(by=kim, publication=old, reason="Alltihop är fel")
        with pytest.raises(NotPublishableError):
            publishing.publish(by=kim, draft=correction, ruling=ruling())

    def test_nor_is_it_by_what_waited_when_it_was_withdrawn(self, draft, kim, place):
        old, other = edition(draft=draft, by=kim), factories.member(place)
        correction = publishing.start_correction(by=kim, publication=old, reason="Fel")
        set_two_pairs(by=kim, organisation=place, two_pairs=True)
        made = edition(draft=correction, by=kim)
        publishing.withdraw(by=kim, publication=old, reason="Alltihop är fel")
        with pytest.raises(NotPublishableError):
            publishing.approve(by=other, publication=made)
        publishing.decline(by=other, publication=made, reason="Alltihop är fel")

    def test_one_that_was_set_aside_rests_while_another_waits_and_may_come_back(self, draft, kim, place):
        old, other = edition(draft=draft, by=kim), factories.member(place)
        first = publishing.start_correction(by=kim, publication=old, reason="Fel")
        drafts.set_aside(by=kim, draft=first)
        second = publishing.start_correction(by=kim, publication=old, reason="Annat fel")
        set_two_pairs(by=kim, organisation=place, two_pairs=True)
        made = edition(draft=second, by=kim)
        assert not drafts.take_up(by=kim, draft=first)
        publishing.decline(by=other, publication=made, reason="Nej")
        assert list(old.corrections.open()) == [second]
        drafts.set_aside(by=kim, draft=second)
        assert drafts.take_up(by=kim, draft=first)


class TestWithdrawal:
    def test_the_marker_stays_and_so_does_the_report(self, draft, kim):
        made = edition(draft=draft, by=kim)
        publishing.withdraw(by=kim, publication=made, reason="Fel underlag")
        made = fresh(made)
        assert made.withdrawn.reason == "Fel underlag"
        assert made.report.html
        assert not Publication.objects.readable().exists()
        with pytest.raises(NotPublishableError):
            publishing.withdraw(by=kim, publication=made, reason="Igen")
        for change in (Withdrawal.objects.all().delete, lambda: Withdrawal.objects.update(reason="Annat")):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_many_clicks_publish_once(self, draft, kim):
        raised = at_once(*[lambda: publishing.publish(by=kim, draft=draft, ruling=ruling())] * 4)
        assert raised == [DraftClosedError] * 3
        assert Publication.objects.count() == 1

    def test_approving_and_sending_back_never_both(self, place, kim):
        other = factories.member(place)
        for _ in range(3):
            made = waiting(place=place, by=kim)
            raised = at_once(
                lambda made=made: publishing.approve(by=other, publication=made),
                lambda made=made: publishing.decline(by=other, publication=made, reason="Nej"),
            )
            assert raised == [NotPublishableError]
            made = fresh(made)
            assert bool(made.approved_at) != bool(made.declined_at)
            assert Draft.objects.get(pk=made.report.draft_id).is_open == bool(made.declined_at)

    def test_two_who_begin_a_correction_get_the_same(self, draft, kim):
        made = edition(draft=draft, by=kim)
        begun = []
        at_once(
            *[lambda: begun.append(publishing.start_correction(by=kim, publication=made, reason="Fel"))] * 4
        )
        assert len(begun) == 4
        assert len({one.pk for one in begun}) == 1

    def test_writing_and_publishing_never_overlap(self, draft, kim):
        raised = at_once(
            lambda: publishing.publish(by=kim, draft=draft, ruling=ruling()),
            lambda: parts.save_part(by=kim, part=part(draft, "work"), heading="", body="Sista ordet"),
        )
        html = Publication.objects.get().report.html
        stored = part(draft, "work").body
        assert raised in ([], [DraftClosedError])
        assert ("Sista ordet" in html) == (stored == "Sista ordet")

    def test_what_is_withdrawn_and_replaced_at_once_is_one_of_them(self, draft, kim):
        for _ in range(3):
            old = edition(draft=started(place=draft.organisation, by=kim), by=kim)
            correction = publishing.start_correction(by=kim, publication=old, reason="Fel")
            at_once(
                lambda old=old: publishing.withdraw(by=kim, publication=old, reason="Fel"),
                lambda made=correction: publishing.publish(by=kim, draft=made, ruling=ruling()),
            )
            new = fresh(old).newer
            assert new is None or new.approved_at <= fresh(old).withdrawn.at

    def test_withdrawing_twice_leaves_one_marker(self, draft, kim):
        made = edition(draft=draft, by=kim)
        raised = at_once(*[lambda: publishing.withdraw(by=kim, publication=made, reason="Fel")] * 3)
        assert raised == [NotPublishableError] * 2
        assert Withdrawal.objects.count() == 1


def test_a_decision_is_dated_by_its_day(draft, kim):
    made = edition(draft=draft, by=kim, decided_on=datetime.date(2026, 3, 3), decision=Decision.FILED)
    assert "Kommunstyrelsen lade rapporten till handlingarna den 3\xa0mars\xa02026." in made.report.html


def test_the_log_holds_no_word_that_anybody_wrote(place, draft, kim):
    propose(draft, kim, text="Hemligt förslag")
    made = edition(draft=draft, by=kim, reference="Hemligt")
    publishing.withdraw(by=kim, publication=made, reason="Hemligt skäl")
    assert drafts.take_up(by=kim, draft=draft) is False
    assert "emligt" not in str(list(Event.objects.filter(organisation=place).values("data")))
