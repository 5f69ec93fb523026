"""Ratings are stored whole or not at all, and what is handed in can't change by any road."""

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from checklists import instruments
from checklists.actions import assessments as actions
from checklists.actions import errors
from checklists.actions.instruments import InstrumentInUseError, load_instrument
from checklists.edits import RatingInput
from checklists.models import Assessment, Instrument, ParticipantCount, Rating
from organisations.models import Event
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.organisation()


@pytest.fixture
def draft(place):
    at = factories.occasion(factories.skr(), place)
    return factories.assessment(place, at, "3323", submit=False)


def test_starting_twice_gives_the_same_assessment(place):
    at = factories.occasion(factories.skr(), place)
    by = factories.member(place)
    first = actions.start_assessment(by=by, organisation=place, occasion=at)
    again = actions.start_assessment(by=by, organisation=place, occasion=at)
    assert first == again
    assert first.ratings.count() == 10


def test_only_what_changed_is_written_and_logged(draft):
    by = factories.member(draft.organisation)
    unchanged = {
        1: RatingInput(value=3, not_applicable=False, comment=""),
        2: RatingInput(value=1, not_applicable=False, comment="x"),
    }
    assert actions.save_ratings(by=by, assessment=draft, ratings=unchanged) == [2]
    newest = Event.objects.filter(verb="checklists.ratings_saved").newest_first()[0]
    assert newest.data == {"items": [2]}


def test_an_incomplete_assessment_says_what_is_missing(draft):
    with pytest.raises(errors.NotCompleteError) as error:
        actions.submit_assessment(by=factories.member(draft.organisation), assessment=draft)
    assert error.value.left.numbers == [5, 6, 7, 8, 9, 10]
    assert not error.value.left.participants_missing


def test_somebody_must_have_taken_part(place):
    at = factories.occasion(factories.skr(), place)
    draft = factories.assessment(place, at, "3" * 10, people=0, submit=False)
    with pytest.raises(errors.NotCompleteError) as error:
        actions.submit_assessment(by=factories.member(place), assessment=draft)
    assert error.value.left.participants_missing


def test_handed_in_is_frozen_for_actions_and_for_the_database(place):
    at = factories.occasion(factories.skr(), place)
    done = factories.assessment(place, at, "3" * 10)
    by = factories.member(place)
    with pytest.raises(errors.AlreadySubmittedError):
        actions.save_ratings(
            by=by, assessment=done, ratings={1: RatingInput(value=1, not_applicable=False, comment="")}
        )
    with pytest.raises(errors.AlreadySubmittedError):
        actions.submit_assessment(by=by, assessment=done)
    for change in (
        lambda: Rating.objects.filter(assessment=done).update(value=1),
        lambda: Rating.objects.filter(assessment=done).delete(),
        lambda: ParticipantCount.objects.filter(assessment=done).update(number=9),
        lambda: Assessment.objects.filter(pk=done.pk).update(submitted_at=None),
        lambda: Assessment.objects.filter(pk=done.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
            change()


@pytest.mark.parametrize(("value", "not_applicable"), [(0, False), (4, False), (None, True)])
def test_the_database_refuses_what_the_scale_does_not_have(draft, value, not_applicable):
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.ratings.filter(item__number=1).update(value=value, not_applicable=not_applicable)


def test_a_rating_of_another_instruments_item_is_refused(draft):
    foreign = factories.invented().items.get(number=1)
    with pytest.raises(IntegrityError, match="another instrument"), transaction.atomic():
        Rating.objects.create(assessment=draft, item=foreign, value=1)


def test_an_instrument_in_use_can_not_change(draft):
    used = draft.occasion.instrument
    content = instruments.read(instruments.shipped()[0])
    changed = content.model_copy(update={"title": "En annan titel"})
    with pytest.raises(InstrumentInUseError):
        load_instrument(content=changed)
    assert load_instrument(content=content) == (used, False)
    with pytest.raises(DatabaseError, match="in use"), transaction.atomic():
        used.items.filter(number=1).update(wording="Något annat")
    with pytest.raises(DatabaseError, match="in use"), transaction.atomic():
        Instrument.objects.filter(pk=used.pk).update(maximum=5)


def test_an_instrument_that_nobody_uses_is_replaced():
    factories.skr()
    content = instruments.read(instruments.shipped()[0])
    replaced, loaded = load_instrument(content=content.model_copy(update={"title": "En annan titel"}))
    assert loaded
    assert (replaced.title, replaced.items.count()) == ("En annan titel", 10)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_begin_at_once_get_one_assessment():
    place = factories.organisation()
    at = factories.occasion(factories.skr(), place)
    people = [factories.member(place), factories.member(place)]
    barrier, found = threading.Barrier(2), []

    def begin(by):
        try:
            barrier.wait()
            found.append(actions.start_assessment(by=by, organisation=place, occasion=at).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert Rating.objects.count() == 10
