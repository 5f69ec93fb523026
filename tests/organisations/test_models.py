"""What the database refuses, whoever asks, and what it lets through."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import (
    Commitment,
    CoordinatorAssignment,
    Event,
    Invitation,
    Membership,
    Organisation,
    Role,
    User,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 5, 1)
YESTERDAY = datetime.date(2026, 4, 30)


def refused(constraint, do, *args, **kwargs):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        do(*args, **kwargs)


def test_organisation_constraints():
    place = make.organisation()
    update = Organisation.objects.filter(pk=place.pk).update
    refused("organisation_not_its_own_parent", update, parent=place)
    refused("organisation_not_its_own_successor", update, succeeded_by=place)
    refused("organisation_known_kind", update, kind="kingdom")
    refused("organisations_organisation_period", update, valid_to=datetime.date(1999, 1, 1))


def test_membership_constraints():
    place, somebody = make.organisation(), make.user()
    fields = {"user": somebody, "organisation": place, "role": Role.READER}
    Membership.objects.create(**fields)
    refused("membership_open_once", Membership.objects.create, **fields)
    refused("membership_known_role", Membership.objects.create, **fields | {"role": "king"})
    refused(
        "organisations_membership_period",
        Membership.objects.create,
        **fields | {"valid_from": TODAY, "valid_to": YESTERDAY},
    )
    refused(
        "membership_ended_has_last_day",
        Membership.objects.create,
        **fields | {"role": Role.COORDINATOR, "ended_at": timezone.now()},
    )
    refused("membership_coordinators_publish", Membership.objects.update, may_publish=True)
    # The same role may be held again after the first time has ended.
    Membership.objects.create(**fields, valid_from=YESTERDAY, valid_to=YESTERDAY)


def test_assignment_constraints():
    place, somebody = make.organisation(), make.user()
    fields = {"organisation": place, "user": somebody}
    CoordinatorAssignment.objects.create(**fields)
    new = CoordinatorAssignment.objects.create
    refused("assignment_open_once", new, **fields)
    refused("assignment_share_1_to_100", new, **fields, share_percent=101, valid_to=timezone.localdate())
    refused("assignment_deputy_is_another", new, **fields, deputy=somebody, valid_to=timezone.localdate())


def test_commitment_constraints():
    place = make.organisation()
    new = Commitment.objects.create
    refused("commitment_other_has_title", new, organisation=place, kind="other", decided_on=TODAY)
    refused("commitment_known_kind", new, organisation=place, kind="x", decided_on=TODAY)


def test_invitation_constraints():
    place = make.organisation()
    by = make.member(place)
    now = timezone.now()
    fields = {"organisation": place, "invited_by": by, "email": "ny@prov.example", "role": Role.READER}
    Invitation.objects.create(**fields, token_sha256="a", expires_at=now + datetime.timedelta(days=7))
    later = {"expires_at": now + datetime.timedelta(days=7)}
    new = Invitation.objects.create
    refused(
        "invitation_waiting_once", new, **fields | {"email": "NY@prov.example"}, token_sha256="b", **later
    )
    others = fields | {"email": "en-till@prov.example"}
    refused("invitation_expires_later", new, **others, token_sha256="b", expires_at=now, created_at=now)
    refused("invitation_accepted_by_somebody", new, **others, token_sha256="b", accepted_at=now, **later)
    refused(
        "invitation_accepted_or_withdrawn",
        new,
        **others,
        token_sha256="b",
        accepted_at=now,
        accepted_by=by,
        withdrawn_at=now,
        **later,
    )


def test_one_address_is_one_person_whatever_its_case():
    make.user(email="kim@prov.example")
    refused("user_email_once", User.objects.bulk_create, [User(email="KIM@prov.example", name="Kim")])


def test_a_role_that_is_taken_away_does_not_hold_until_midnight():
    place = make.organisation()
    somebody = make.member(place)
    today = timezone.localdate()
    held = Membership.objects.filter(user=somebody)
    held.update(valid_to=today)
    assert held.active().exists()
    held.update(ended_at=timezone.now())
    assert not held.active().exists()
    assert not held.get().is_active


@pytest.mark.parametrize(
    "sql", ["UPDATE organisations_event SET verb = 'x'", "DELETE FROM organisations_event"]
)
def test_the_event_log_only_grows(sql):
    record(actor=None, organisation=None, verb="organisations.tested")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Event.objects.count() == 1


def test_retention_deletes_what_is_old_and_logs_itself():
    old = record(actor=None, organisation=None, verb="organisations.old")
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_delete_events(now() + interval '1 second', 'KS/2026:14')")
        assert cursor.fetchone() == (1,)
    left = Event.objects.get()
    assert left.pk != old.pk
    assert left.verb == "organisations.events_deleted"
    assert left.data["decision"] == "KS/2026:14"
    # Afterwards the log is closed again, in the same transaction.
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.all().delete()


@pytest.mark.parametrize("decision", ["", "utan diarienummer", "Ö1"])
def test_retention_needs_a_decision(decision):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT organisations_delete_events(now(), %s)", [decision])


@pytest.mark.parametrize("value", ["två ord", "kim@prov.example", "x" * 61, {"a": 1}])
def test_the_log_takes_no_prose(value):
    with pytest.raises(ValueError, match="codes"):
        record(actor=None, organisation=None, verb="organisations.tested", note=value)
