"""Sharing: one open row for a thing and an audience, what others see by it, and what the database refuses."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from organisations.actions.invitations import invite
from organisations.actions.sharing import end_share, share
from organisations.models import Commitment, Event, Invitation, Organisation, Role, Share
from organisations.models.share import is_public
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.organisation("Exempelstad")


@pytest.fixture
def person(place):
    return make.member(place)


@pytest.fixture
def things(place, person):
    """Two things whose keys are random, as those of reports."""
    return [
        invite(by=person, organisation=place, email=f"{n}@prov.example", role=Role.READER) for n in range(2)
    ]


def commitment(place):
    return Commitment.objects.create(organisation=place, kind="cemr", decided_on=make.DAY)


def public(model):
    return set(model.objects.filter(is_public(model)))


def test_what_is_public_until_it_is_ended(place, person, things, django_assert_num_queries):
    shown, _hidden = things
    assert public(Invitation) == set()
    share(by=person, owner=place, obj=shown, reason="published")
    with django_assert_num_queries(1):
        assert public(Invitation) == {shown}
    assert end_share(by=person, obj=shown)
    assert public(Invitation) == set()
    assert not end_share(by=person, obj=shown)
    row = Share.objects.get()
    assert (row.started_by, row.ended_by) == (person, person)
    assert row.ends_at is not None
    assert row.ends_at > row.starts_at


def test_numbers_as_keys_and_the_same_number_in_another_model(place, person):
    one, other = commitment(place), commitment(place)
    share(by=person, owner=place, obj=one, reason="published")
    assert public(Commitment) == {one}
    assert public(Organisation) == set()
    assert set(Share.objects.of(one)) == set(Share.objects.of(Commitment)) == set(Share.objects.all())
    assert not Share.objects.of(other).exists()


def test_shared_with_one_is_not_public(place, person, things):
    friend = make.organisation("Grannstad")
    made = share(by=person, owner=place, obj=things[0], audience=friend, reason="programme")
    assert public(Invitation) == set()
    assert not Share.objects.public().exists()
    # Each audience has a row of its own.
    assert share(by=person, owner=place, obj=things[0], reason="published") != made
    assert end_share(by=person, obj=things[0])
    assert Share.objects.open().get() == made
    assert end_share(by=None, obj=things[0], audience=friend)
    assert Share.objects.of(things[0]).count() == 2


def test_sharing_again_changes_nothing_and_after_an_end_begins_anew(place, person, things):
    first = share(by=person, owner=place, obj=things[0], reason="published")
    assert share(by=None, owner=place, obj=things[0], reason="other") == first
    assert Event.objects.filter(verb="organisations.shared").count() == 1
    end_share(by=person, obj=things[0])
    assert share(by=person, owner=place, obj=things[0], reason="published") != first
    assert public(Invitation) == {things[0]}


def test_what_another_shares_is_not_taken_over(place, person, things):
    share(by=person, owner=place, obj=things[0], reason="published")
    with pytest.raises(ValueError, match="Another"):
        share(by=person, owner=make.organisation(), obj=things[0], reason="published")


def test_the_log_tells_with_codes(place, person, things):
    friend = make.organisation("Grannstad")
    made = share(by=person, owner=place, obj=things[0], audience=friend, reason="programme")
    end_share(by=person, obj=things[0], audience=friend)
    begun, ended = Event.objects.filter(verb__startswith="organisations.share").order_by("pk")
    assert begun.data == {"share": made.pk, "audience": friend.pk, "reason": "programme"}
    assert ended.data == {"share": made.pk, "audience": friend.pk}
    for event in (begun, ended):
        assert (event.organisation, event.actor) == (place, person)
        assert (event.object_type, event.object_id) == ("organisations.invitation", str(things[0].pk))


def test_constraints(place, things):
    fields = {"owner": place, "object_type": "organisations.invitation", "object_id": "1", "reason": "prov"}
    Share.objects.create(**fields)
    now = timezone.now()
    for name, changes in {
        "share_open_once": {},
        "share_ends_after_start": {"ends_at": now - datetime.timedelta(days=1)},
        "share_ended_by_has_end": {"object_id": "2", "ended_by": make.user()},
        "share_audience_is_another": {"audience": place},
        "share_reason_is_a_code": {"object_id": "2", "reason": "Två ord"},
    }.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Share.objects.create(**fields | changes)
    Share.objects.create(**fields, ends_at=now, starts_at=now)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM organisations_share",
        "UPDATE organisations_share SET reason = 'other'",
        "UPDATE organisations_share SET object_id = '7', ends_at = now()",
        "UPDATE organisations_share SET audience_id = owner_id, ends_at = now()",
        "UPDATE organisations_share SET starts_at = now() - interval '1 day', ends_at = now()",
    ],
)
@pytest.mark.parametrize("ended", [False, True])
def test_a_row_changes_only_by_being_ended_once(place, person, things, change, ended):
    share(by=person, owner=place, obj=things[0], reason="published")
    if ended:
        end_share(by=person, obj=things[0])
    refuse(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE organisations_share SET ends_at = NULL, ended_by_id = NULL",
        "UPDATE organisations_share SET ends_at = now() + interval '1 day'",
    ],
)
def test_an_end_is_an_end(place, person, things, change):
    share(by=person, owner=place, obj=things[0], reason="published")
    end_share(by=person, obj=things[0])
    refuse(change)


def refuse(change):
    with (
        pytest.raises(DatabaseError, match=r"on record|ended, once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
