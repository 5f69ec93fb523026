"""A letter's mails go out once each: with two workers at once, and when one is killed in the middle of a mail."""

import uuid

import pytest
from django.core import mail

from programmes import tasks
from programmes.actions.exchange import send_letter
from programmes.models import DueMail
from tests import factories
from tests.programmes.factories import participation, programme
from tests.programmes.killed_worker import each_arrives_once
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
    each_arrives_once(written(), "programmes.tasks.send_letters")
