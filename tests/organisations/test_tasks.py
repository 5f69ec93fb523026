"""The same with a real worker: a ring, a mail, and the sweep when a ring was lost."""

import time
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from organisations import tasks
from organisations.actions import invitations
from organisations.models import Invitation, Role
from tests import factories as make
from tests.harness.workers import worker_process

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mailing_worker(broker, tmp_path):
    folder = tmp_path / "mail"
    process = worker_process(EMAIL_URL=f"file://{folder}")
    process.start()
    try:
        process.wait_for(" ready.")
        yield folder
    finally:
        process.stop()


def wait_for(found, seconds=20):
    deadline = time.monotonic() + seconds
    while not found() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert found()


def sent_in(folder: Path):
    return [path.read_text() for path in folder.glob("*")] if folder.exists() else []


def test_the_worker_mails_invitations_and_the_sweep_finds_lost_ones(mailing_worker, broker):
    place = make.organisation()
    by = make.member(place)
    first = invitations.invite(by=by, organisation=place, email="en@prov.example", role=Role.READER)
    wait_for(lambda: Invitation.objects.get(pk=first.pk).mail_sent_at)
    assert invitations.token_of(first) in sent_in(mailing_worker)[0].replace("=\n", "")

    Invitation.objects.filter(pk=first.pk).update(mail_sent_at=None)
    broker.flushdb()  # nothing is waiting in the broker any more
    tasks.send_waiting_invitations.delay()
    wait_for(lambda: Invitation.objects.get(pk=first.pk).mail_sent_at)
    assert len(sent_in(mailing_worker)) == 2


def test_without_broker_the_invitation_is_there_and_waits(broker_away):
    place = make.organisation()
    made = invitations.invite(
        by=make.member(place), organisation=place, email="en@prov.example", role=Role.READER
    )
    assert invitations.due(10) == [made.pk]


def test_ended_sessions_are_forgotten_and_others_kept():
    lasting, ended = SessionStore(), SessionStore()
    lasting.set_expiry(60)
    ended.set_expiry(-60)
    lasting.save()
    ended.save()
    tasks.clear_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == [lasting.session_key]
