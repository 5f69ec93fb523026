"""Next steps come back at the next occasion, once, and are given the state that the group says."""

import datetime

import pytest

from checklists.actions.assessments import submit_assessment
from checklists.actions.steps import apply_reviews
from checklists.models import StepReview
from checklists.steps import earlier_steps, unreviewed
from tests import factories

pytestmark = pytest.mark.django_db

LATER = datetime.timedelta(days=100)


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(place):
    return factories.member(place)


@pytest.fixture
def occasions(place):
    instrument = factories.skr()
    return [
        factories.occasion(instrument, place, name=f"Träff {n}", date=factories.DAY + n * LATER)
        for n in range(3)
    ]


def draft(place, at, by):
    return factories.assessment(place, at, "2" * 10, by=by, submit=False)


def test_a_decided_step_comes_back_at_the_next_occasion_and_not_at_its_own(place, coordinator, occasions):
    step = factories.next_step(place, occasions[0], owner=coordinator)
    first = draft(place, occasions[0], coordinator)
    second = draft(place, occasions[1], coordinator)
    assert earlier_steps(second) == []  # not decided yet
    submit_assessment(by=coordinator, assessment=first)
    assert earlier_steps(second) == [step]
    assert earlier_steps(first) == []
    assert unreviewed(second) == [step]


def test_a_step_of_a_later_occasion_or_another_organisation_does_not_come_back(place, coordinator, occasions):
    other = factories.organisation("Annanstad")
    theirs = factories.occasion(occasions[0].instrument, other)
    factories.assessment(other, theirs, "2" * 10)
    factories.next_step(other, theirs, owner=coordinator)
    factories.assessment(place, occasions[2], "2" * 10, by=coordinator)
    factories.next_step(place, occasions[2], owner=coordinator)
    assert earlier_steps(draft(place, occasions[1], coordinator)) == []


@pytest.mark.parametrize("state", ["ongoing", "done", "dropped"])
def test_a_step_is_looked_at_once_after_it_was_closed(place, coordinator, occasions, state):
    factories.assessment(place, occasions[0], "2" * 10, by=coordinator)
    step = factories.next_step(place, occasions[0], owner=coordinator)
    second = draft(place, occasions[1], coordinator)
    StepReview.objects.create(assessment=second, step=step, state=state, note="Så gick det")
    assert earlier_steps(second) == [step]
    assert unreviewed(second) == []
    apply_reviews(by=coordinator, assessment=second)
    submit_assessment(by=coordinator, assessment=second)
    second.refresh_from_db()
    step.refresh_from_db()
    assert (step.state, step.state_note, step.changed_by) == (state, "Så gick det", coordinator)
    assert earlier_steps(second) == [step]
    third = draft(place, occasions[2], coordinator)
    assert earlier_steps(third) == ([step] if state == "ongoing" else [])


def test_what_the_owner_answered_since_comes_back_once(place, coordinator, occasions):
    factories.assessment(place, occasions[0], "2" * 10, by=coordinator)
    step = factories.next_step(place, occasions[0], owner=coordinator, state="done")
    assert unreviewed(draft(place, occasions[1], coordinator)) == [step]
