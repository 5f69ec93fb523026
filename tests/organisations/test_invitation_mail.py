"""An invitation's mail: sent once, tried again, with a link that works."""

import datetime
import threading

import pytest
from django.core import mail
from django.db import connection

from organisations.actions import invitations
from organisations.models import Invitation, Role
from tests import factories as make
from tests.organisations.links import path_in

pytestmark = pytest.mark.django_db
EMAIL = "ny@prov.example"
OLD = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def invite(place, by):
    return invitations.invite(by=by, organisation=place, email=EMAIL, role=Role.CONTRIBUTOR)


@pytest.fixture
def invitation():
    place = make.organisation("Exempelstad")
    return invite(place, make.member(place))


def test_sent_once_however_often_it_is_rung_for(invitation):
    for _ in range(3):
        invitations.deliver(invitation.pk)
    assert len(mail.outbox) == 1


def test_a_failure_is_tried_again_after_a_while(invitation, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    invitations.deliver(invitation.pk)
    assert invitations.due(10) == []
    invitation.refresh_from_db()
    assert invitation.mail_attempts == 1
    settings.EMAIL_BACKEND = backend
    Invitation.objects.update(mail_next_at=OLD)
    for waiting in invitations.due(10):
        invitations.deliver(waiting)
    assert len(mail.outbox) == 1
    assert invitations.due(10) == []


def test_what_is_over_is_not_sent(invitation):
    Invitation.objects.update(withdrawn_at=OLD)
    assert invitations.due(10) == []
    invitations.deliver(invitation.pk)
    assert not mail.outbox


def test_the_link_survives_a_new_server_key(client, invitation, settings):
    settings.SECRET_KEY = "another key, as after a leak, long enough to be taken for one"
    invitations.deliver(invitation.pk)
    assert client.get(path_in(str(mail.outbox[0].body))).status_code == 200


def test_a_hostile_organisation_name_stays_in_the_subject_line():
    place = make.organisation("Ett\r\nBcc: alla@prov.example")
    made = invite(place, make.member(place, name="Kim\r\nSubject: x"))
    invitations.deliver(made.pk)
    assert mail.outbox[0].to == [EMAIL]
    assert "\n" not in mail.outbox[0].subject


@pytest.mark.django_db(transaction=True)
def test_a_worker_and_the_sweeper_at_once_send_one_mail():
    place = make.organisation()
    made = invite(place, make.member(place))
    start = threading.Barrier(2)

    def deliver():
        start.wait()
        invitations.deliver(made.pk)
        connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.outbox) == 1
