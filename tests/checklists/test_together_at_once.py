"""Two clicks, or two people, at the same moment, at own ratings and next steps: nobody writes over the other unseen."""

import threading

import pytest
from django.db import connection

from checklists.actions import own as own_actions
from checklists.actions import steps as step_actions
from checklists.actions.assessments import submit_assessment
from checklists.actions.errors import NotCompleteError
from checklists.models import OwnAssessment, StepReview, StepState
from checklists.steps import unreviewed
from organisations.models import Role
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions):
    """Run each in a thread of its own, all beginning at the same time; return what they raised."""
    together, raised = threading.Barrier(len(actions)), []

    def run(action):
        try:
            together.wait()
            action()
        except Exception as error:  # noqa: BLE001  the test looks at it
            raised.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.fixture
def place():
    factories.functions()
    return factories.organisation("Trelleborg")


@pytest.fixture
def coordinator(place):
    return factories.member(place)


@pytest.fixture
def at(place):
    return factories.occasion(factories.skr(), place)


def test_many_clicks_begin_one_own_rating(place, at):
    person = factories.member(place, Role.PARTICIPANT)

    def begin():
        own_actions.start_own(by=person, organisation=place, occasion=at, function=None)

    assert at_once(*[begin] * 6) == []
    assert OwnAssessment.objects.get().ratings.count() == 10


def test_saving_alone_and_handing_in_never_overlap(place, coordinator):
    instrument = factories.skr()
    for index in range(4):
        at = factories.occasion(instrument, place, name=f"Träff {index}")
        person = factories.member(place, Role.PARTICIPANT)
        own = factories.own_assessment(place, at, "1", by=person, finish=False)
        draft = factories.assessment(place, at, "2" * 10, by=coordinator, submit=False)
        raised = at_once(
            lambda own=own: own_actions.save_own(own=own, ratings={2: {"value": 3}}),
            lambda draft=draft: submit_assessment(by=coordinator, assessment=draft),
        )
        assert raised in ([], [own_actions.OwnClosedError])
        draft.refresh_from_db()
        assert draft.is_submitted
        assert own.ratings.get(item__number=2).value == (None if raised else 3)


def test_of_two_answers_at_once_one_is_told_of_the_other(place, at, coordinator):
    factories.assessment(place, at, "2" * 10, by=coordinator)
    for _ in range(4):
        step = factories.next_step(place, at, owner=coordinator)
        raised = at_once(
            *[
                lambda step=step, state=state: step_actions.answer_step(
                    by=coordinator, step=step, seen=step.changed_at, state=state, note="Så gick det"
                )
                for state in (StepState.DONE, StepState.DROPPED)
            ]
        )
        assert raised == [step_actions.StepChangedError]


@pytest.mark.parametrize("attempt", range(4))
def test_an_answer_and_the_handing_in_never_lock_each_other(place, at, coordinator, attempt):
    factories.assessment(place, at, "2" * 10, by=coordinator)
    step = factories.next_step(place, at, owner=coordinator)
    later = factories.occasion(at.instrument, place, name="Träff 2", date=factories.DAY.replace(year=2021))
    draft = factories.assessment(place, later, "2" * 10, by=coordinator, submit=False)
    StepReview.objects.create(assessment=draft, step=step, state="ongoing", note="Gruppens ord")
    raised = at_once(
        lambda: step_actions.answer_step(
            by=coordinator, step=step, seen=step.changed_at, state=StepState.DONE, note=""
        ),
        lambda: submit_assessment(by=coordinator, assessment=draft),
    )
    step.refresh_from_db()
    draft.refresh_from_db()
    if draft.is_submitted:  # the group was first, and whoever answers is asked to look again
        assert raised == [step_actions.StepChangedError]
        assert step.state_note == "Gruppens ord"
    else:  # the answer was first, and the group is asked again
        assert raised == [NotCompleteError]
        assert step.state == "done"
        assert unreviewed(draft) == [step]
