"""A correction is a new version with a reason; the old one stays readable, and only what holds can be corrected."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from checklists.actions import assessments as actions
from checklists.actions.corrections import ReplacedError, discard_correction, start_correction
from checklists.actions.errors import AlreadySubmittedError
from checklists.models import Assessment, StepReview
from checklists.versions import versions_of
from organisations.models import Event, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(client, place):
    person = factories.member(place)
    client.force_login(person)
    return person


@pytest.fixture
def done(place, coordinator):
    at = factories.occasion(factories.skr(), place)
    return factories.assessment(
        place,
        at,
        "2" * 10,
        by=coordinator,
        comment="Varför",
        toward_next=True,
        toward_note="På gång",
        evidence="Beslut 12",
    )


def url(name, assessment):
    return reverse(name, args=[assessment.organisation.slug, assessment.pk])


def corrected(done, by, reason="Fel på moment 3"):
    return start_correction(by=by, assessment=done, reason=reason)[0]


def replaced(done, by, reason="Fel på moment 3"):
    """A correction that is handed in; something is changed in it."""
    copy = corrected(done, by, reason)
    actions.save_ratings(by=by, assessment=copy, ratings={3: {"comment": reason}})
    return actions.submit_assessment(by=by, assessment=copy)


def test_it_begins_as_a_copy_of_everything(place, coordinator, done):
    earlier = factories.occasion(factories.skr(), place, name="Före", date=factories.DAY.replace(year=2019))
    step = factories.next_step(place, earlier, owner=coordinator)
    second = factories.occasion(factories.skr(), place, name="Sedan", date=factories.DAY.replace(year=2022))
    draft = factories.assessment(place, second, "3" * 10, by=coordinator, submit=False)
    StepReview.objects.create(assessment=draft, step=step, state="done", note="Klart i maj")
    handed_in = actions.submit_assessment(by=coordinator, assessment=draft)
    copy = corrected(handed_in, coordinator)
    assert (copy.version, copy.corrects, copy.is_submitted) == (2, handed_in, False)
    fields = ("item", "value", "not_applicable", "comment", "toward_next", "toward_note", "evidence")
    assert list(copy.ratings.order_by("item").values_list(*fields)) == list(
        handed_in.ratings.order_by("item").values_list(*fields)
    )
    assert list(copy.participants.values_list("function", "number")) == list(
        handed_in.participants.values_list("function", "number")
    )
    assert copy.step_reviews.get().note == "Klart i maj"
    event = Event.objects.filter(verb="checklists.correction_started").get()
    assert event.data == {"version": 2}


def test_from_the_page_to_a_new_version_that_replaces_the_old(client, place, coordinator, done):
    page = client.get(url("assessment_correct", done))
    assert page.status_code == 200
    assert client.post(url("assessment_correct", done), {"reason": "  "}).status_code == 422
    answer = client.post(url("assessment_correct", done), {"reason": "Fel på <b>moment 3</b>"})
    copy = Assessment.objects.drafts().get()
    assert answer.url == url("assessment", copy)
    page = client.get(url("assessment", copy)).text
    assert "Det här är en rättelse av version 1" in page
    assert "Fel på &lt;b&gt;moment 3&lt;/b&gt;" in page
    assert list(Assessment.objects.current()) == [done]
    actions.save_ratings(by=coordinator, assessment=copy, ratings={3: {"value": 3}})
    assert "ersätter version 1" in client.get(url("assessment_submit", copy)).text
    client.post(url("assessment_submit", copy))
    assert list(Assessment.objects.current()) == [copy]
    assert [version.version for version in versions_of(done)] == [2, 1]
    old = client.get(url("assessment_result", done))
    assert old.status_code == 200
    assert done.ratings.get(item__number=3).value == 2


def test_a_correction_that_changes_nothing_is_not_handed_in(client, coordinator, done):
    copy = corrected(done, coordinator)
    answer = client.post(url("assessment_submit", copy))
    assert answer.status_code == 422
    assert "Inget är ändrat." in answer.text
    assert list(Assessment.objects.current()) == [done]


def test_two_presses_and_two_people_get_one_correction(client, place, coordinator, done):
    first = client.post(url("assessment_correct", done), {"reason": "Ett"})
    again = client.post(url("assessment_correct", done), {"reason": "Två"})
    copy = Assessment.objects.drafts().get()
    assert first.url == again.url == url("assessment", copy)
    assert copy.correction_reason == "Ett"
    assert client.get(url("assessment_correct", done)).url == url("assessment", copy)
    assert actions.start_assessment(by=coordinator, organisation=place, occasion=done.occasion) == copy


def test_only_what_holds_can_be_corrected(client, coordinator, done):
    second = replaced(done, coordinator)
    with pytest.raises(ReplacedError) as error:
        start_correction(by=coordinator, assessment=done, reason="Igen")
    assert error.value.newest == second
    assert client.post(url("assessment_correct", done), {"reason": "Igen"}).url == url(
        "assessment_result", second
    )
    third, new = start_correction(by=coordinator, assessment=second, reason="Igen")
    assert (third.version, new) == (3, True)


def test_a_draft_is_not_corrected(client, place, coordinator):
    at = factories.occasion(factories.skr(), place)
    draft = factories.assessment(place, at, "2", by=coordinator, submit=False)
    assert client.get(url("assessment_correct", draft)).url == url("assessment", draft)
    assert client.get(url("correction_discard", draft)).url == url("assessment", draft)
    client.post(url("correction_discard", draft))
    assert Assessment.objects.get() == draft


def test_a_draft_can_be_discarded_and_the_old_one_still_holds(client, coordinator, done):
    copy = corrected(done, coordinator)
    assert client.get(url("correction_discard", copy)).status_code == 200
    answer = client.post(url("correction_discard", copy))
    assert answer.url == url("assessment_result", done)
    assert list(Assessment.objects.all()) == [done]
    discard_correction(by=coordinator, assessment=copy)
    assert Event.objects.filter(verb="checklists.correction_discarded").count() == 1
    assert corrected(done, coordinator).version == 2


def test_what_is_handed_in_is_not_discarded(client, coordinator, done):
    copy = replaced(done, coordinator)
    with pytest.raises(AlreadySubmittedError):
        discard_correction(by=coordinator, assessment=copy)
    assert client.post(url("correction_discard", copy)).url == url("assessment_result", copy)
    assert Assessment.objects.count() == 2


def test_a_reader_sees_the_versions_and_never_the_draft(client, place, coordinator, done):
    second = replaced(done, coordinator, "Skäl ett")
    copy = corrected(second, coordinator, "Hemligt skäl")
    client.force_login(factories.member(place, Role.READER))
    for version in (done, second):
        page = client.get(url("assessment_result", version))
        assert page.status_code == 200
        assert "Hemligt skäl" not in page.text
        assert url("assessment_correct", second) not in page.text
    assert client.get(url("assessment_result", copy)).status_code == 404
    for name in ("assessment_correct", "correction_discard"):
        assert client.get(url(name, second)).status_code == 403
        assert client.post(url(name, second), {"reason": "x"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_get_one():
    place = factories.organisation()
    done = factories.assessment(place, factories.occasion(factories.skr(), place), "2" * 10)
    people = [factories.member(place), factories.member(place)]
    barrier, found = threading.Barrier(2), []

    def begin(by):
        try:
            barrier.wait()
            found.append(start_correction(by=by, assessment=done, reason="Fel"))
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({copy.pk for copy, _new in found}) == 1
    assert sorted(new for _copy, new in found) == [False, True]
