"""Reminders go out once each, with two workers at once and when one is killed in the middle of a mail."""

import pytest
from django.core import mail

from programmes import tasks
from programmes.models import DueMail
from tests import factories
from tests.programmes.factories import meeting, participation, programme
from tests.programmes.killed_worker import each_arrives_once
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
    each_arrives_once(addresses, "programmes.tasks.make_reminders", "programmes.tasks.send_reminders")
