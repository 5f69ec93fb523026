"""A real worker makes the key, takes the answers out, and can be killed on the way."""

import threading
import time

import pytest
from django.db import connection

from surveys import keys, tasks
from surveys.actions import inviting, surveys
from surveys.models import Answer, Box, State, Survey
from tests.harness.workers import worker_process
from tests.surveys.factories import answer, draft, tokens

PEOPLE = 12


def wait_for(survey, state, seconds=30):
    deadline = time.monotonic() + seconds
    while Survey.objects.get(pk=survey.pk).state != state:
        assert time.monotonic() < deadline, f"never {state}"
        time.sleep(0.05)


def opened_by_worker():
    survey = draft()
    inviting.invite(survey=survey, people={f"{n}@prov.example": "" for n in range(PEOPLE)})
    surveys.open_survey(by=None, survey=survey)
    wait_for(survey, State.OPEN)
    for token in tokens(survey).values():
        answer(token, {"f1": "5"})
    return survey


@pytest.mark.django_db(transaction=True)
def test_from_opening_to_sealed(live_worker):
    survey = opened_by_worker()
    surveys.close(by=None, survey=survey)
    wait_for(survey, State.DONE)
    assert (Answer.objects.count(), Box.objects.count()) == (PEOPLE, 0)
    deadline = time.monotonic() + 10
    while survey.pk in keys.kept():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    log = live_worker.log.read_text()
    assert "Traceback" not in log
    assert "prov.example" not in log


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(180)
def test_killed_in_the_middle_nothing_is_lost_and_the_sweeper_ends_it(broker):
    """The kill comes while the sealing waits in its transaction, after boxes were opened and answers inserted."""
    process = worker_process()
    process.start()
    try:
        process.wait_for(" ready.")
        survey = opened_by_worker()
        with connection.cursor() as cursor:
            # A lock of ours on the invitations holds the sealing where answers are in and boxes are gone.
            cursor.execute("BEGIN; LOCK TABLE surveys_invitation IN SHARE MODE")
            cursor.execute("SELECT 1")
            _close_beside(survey)
            _wait_until_it_waits(cursor)
            process.kill()
            cursor.execute("COMMIT")
    finally:
        process.stop()
    assert Survey.objects.get().state == State.CLOSED
    assert (Answer.objects.count(), Box.objects.count()) == (0, PEOPLE)
    assert survey.pk in keys.kept()
    tasks.sweep()
    assert Survey.objects.get().state == State.DONE
    assert (Answer.objects.count(), Box.objects.count()) == (PEOPLE, 0)
    assert survey.pk not in keys.kept()


def _close_beside(survey):
    """Close it on a connection of its own: ours holds the lock open."""

    def close():
        try:
            surveys.close(by=None, survey=survey)
        finally:
            connection.close()

    thread = threading.Thread(target=close)
    thread.start()
    thread.join()


def _wait_until_it_waits(cursor, seconds=30):
    deadline = time.monotonic() + seconds
    while True:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'surveys_invitation'::regclass"
        )
        if cursor.fetchone()[0]:
            return
        assert time.monotonic() < deadline, "the sealing never came that far"
        time.sleep(0.05)
