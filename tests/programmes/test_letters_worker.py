"""A letter's mails go out once each: with two workers at once, and when one is killed in the middle of a mail."""

import time
import uuid

import pytest
from django.core import mail

from organisations.doorbell import ring
from programmes import tasks
from programmes.actions.exchange import send_letter
from programmes.models import DueMail
from tests import factories
from tests.harness.workers import worker_process
from tests.programmes.factories import participation, programme
from tests.programmes.mail_server import mail_server
from tests.resultchain.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
PEOPLE = 6


def written():
    """A letter to so many contacts; their addresses."""
    found = programme()
    people = [factories.user(email=f"person{n}@prov.example") for n in range(PEOPLE)]
    for person in people:
        participation(found, factories.organisation(), contact=person)
    send_letter(
        by=factories.member(found.owner),
        organisation=found.owner,
        programme=found,
        groups=[],
        functions=[],
        subject="Brevet",
        body="Hej",
        once=uuid.uuid4(),
    )
    return sorted(person.email for person in people)


def test_two_workers_at_once():
    addresses = written()
    assert at_once(tasks.send_letters, tasks.send_letters, tasks.send_letters) == []
    assert sorted(one.to[0] for one in mail.outbox) == addresses
    assert not DueMail.objects.filter(sent_at=None).exists()


def test_killed_in_the_middle_of_a_mail_each_arrives_once(broker):
    addresses = written()
    with mail_server(hold_at=3) as server:
        first = worker_process(EMAIL_URL=server.url)
        first.start()
        try:
            first.wait_for(" ready.")
            ring("programmes.tasks.send_letters")
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
        assert time.monotonic() < deadline, "mails still wait"
        ring("programmes.tasks.send_letters")
        time.sleep(1)
    ring("programmes.tasks.send_letters")
    time.sleep(1)
