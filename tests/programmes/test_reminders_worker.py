"""Reminders go out once each, with two workers at once and when one is killed in the middle of a mail."""

import time

import pytest
from django.core import mail

from organisations.doorbell import ring
from programmes import tasks
from programmes.models import DueMail
from tests import factories
from tests.harness.workers import worker_process
from tests.programmes.factories import meeting, participation, programme
from tests.programmes.mail_server import mail_server
from tests.resultchain.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
PEOPLE = 6


@pytest.fixture
def addresses():
    """Where so many reminders go of a rating before a meeting in three days; one that has rated hears nothing."""
    found = programme()
    places = [factories.organisation() for _number in range(PEOPLE + 1)]
    at = factories.occasion(factories.skr(), *places, owner=found.owner)
    meeting(found, days=3, occasion=at)
    for number, place in enumerate(places):
        person = factories.user(email=f"person{number}@prov.example")
        participation(found, place, contact=person)
    factories.assessment(places[-1], at, "1" * 10)
    return [f"person{number}@prov.example" for number in range(PEOPLE)]


def test_two_workers_at_once(addresses):
    tasks.make_reminders()
    assert at_once(tasks.send_reminders, tasks.send_reminders, tasks.make_reminders) == []
    assert sorted(one.to[0] for one in mail.outbox) == addresses
    assert not DueMail.objects.filter(sent_at=None).exists()


def test_killed_in_the_middle_of_a_mail_each_arrives_once(broker, addresses):
    with mail_server(hold_at=3) as server:
        first = worker_process(EMAIL_URL=server.url)
        first.start()
        try:
            first.wait_for(" ready.")
            ring("programmes.tasks.make_reminders")
            ring("programmes.tasks.send_reminders")
            assert server.is_holding.wait(30), "the third mail never came"
            first.kill()
        finally:
            first.stop()
        server.let_go.set()
        assert len(server.taken) == 2
        assert DueMail.objects.exclude(sent_at=None).count() == 2
        second = worker_process(EMAIL_URL=server.url)
        second.start()
        try:
            second.wait_for(" ready.")
            _ring_until_all_are_gone()
        finally:
            second.stop()
        assert sorted(server.taken) == addresses
        log = second.log.read_text()
        assert "Traceback" not in log
        assert "prov.example" not in log


def _ring_until_all_are_gone(seconds=60):
    deadline = time.monotonic() + seconds
    while DueMail.objects.filter(sent_at=None).exists():
        assert time.monotonic() < deadline, "reminders still wait"
        ring("programmes.tasks.make_reminders")
        ring("programmes.tasks.send_reminders")
        time.sleep(1)
    ring("programmes.tasks.make_reminders")
    ring("programmes.tasks.send_reminders")
    time.sleep(1)
