"""Two clicks, or two people, at the same moment: one of them gets there first and the other is told."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from organisations.actions import assignments, people, structure
from organisations.actions.sharing import end_share, share
from organisations.models import Commitment, Event, Function, Membership, Organisation, Share
from organisations.models.organisation import Kind
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 6


def membership_of(person):
    return Membership.objects.get(user=person)


def take_right(*, by, of):
    people.set_right_to_publish(by=by, membership=membership_of(of), allowed=False)


def at_once(*actions):
    """Run each in a thread of its own, all beginning at the same time; return the names of what they raised."""
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


def test_two_coordinators_who_end_each_other_at_once_leave_one():
    for number in range(5):
        place = make.organisation(f"Exempelstad {number}")
        one, other = make.member(place), make.member(place)
        raised = at_once(
            lambda one=one, other=other: people.end_membership(by=one, membership=membership_of(other)),
            lambda one=one, other=other: people.end_membership(by=other, membership=membership_of(one)),
        )
        assert raised == [people.LastCoordinatorError]
        assert place.memberships.active().count() == 1


def test_two_who_take_each_others_right_to_publish_at_once_leave_one():
    for number in range(5):
        place = make.organisation(f"Exempelstad {number}")
        one, other = make.member(place), make.member(place)
        raised = at_once(
            lambda one=one, other=other: take_right(by=one, of=other),
            lambda one=one, other=other: take_right(by=other, of=one),
        )
        # The second one has just lost what it takes to decide.
        assert raised == [PermissionDenied]
        assert place.memberships.publishing().count() == 1


def test_two_who_end_their_role_and_lose_their_right_at_once_leave_one():
    for number in range(5):
        place = make.organisation(f"Exempelstad {number}")
        make.member(place, may_publish=False)
        one, other = make.member(place), make.member(place)
        raised = at_once(
            lambda one=one: people.end_membership(by=one, membership=membership_of(one)),
            lambda other=other: take_right(by=other, of=other),
        )
        assert raised == [people.LastPublisherError]
        assert place.memberships.active().publishing().count() == 1


def test_two_administrators_who_close_each_other_at_once_leave_one():
    for _ in range(5):
        one, other = make.user(is_administrator=True), make.user(is_administrator=True)
        raised = at_once(
            lambda one=one, other=other: people.set_account_active(by=one, user=other, active=False),
            lambda one=one, other=other: people.set_account_active(by=other, user=one, active=False),
        )
        assert raised == [PermissionDenied]
        assert type(one).objects.filter(pk__in=[one.pk, other.pk], is_active=True).count() == 1


@pytest.mark.parametrize("has_parent", [True, False])
def test_many_clicks_make_one_organisation(has_parent):
    administrator = make.user(is_administrator=True)
    parent = make.organisation() if has_parent else None

    def click():
        structure.create_organisation(
            by=administrator,
            parent=parent,
            name="Skolförvaltningen",
            kind=Kind.ADMINISTRATION,
            valid_from=make.DAY,
        )

    assert at_once(*[click] * CLICKS) == [structure.AlreadyThereError] * (CLICKS - 1)
    assert Organisation.objects.get(name="Skolförvaltningen").parent == parent


def test_names_that_give_the_same_address_do_not_meet():
    administrator = make.user(is_administrator=True)
    parent = make.organisation()

    def click(name):
        return lambda: structure.create_organisation(
            by=administrator, parent=parent, name=name, kind=Kind.BOARD, valid_from=make.DAY
        )

    assert at_once(*(click(f"Nämnd{'!' * number}") for number in range(CLICKS))) == []
    assert parent.children.values("slug").distinct().count() == CLICKS


def test_many_clicks_make_one_function():
    administrator = make.user(is_administrator=True)

    def click():
        function = Function(name_sv="ombud", name_en="representative", position=1)
        structure.save_function(by=administrator, function=function)

    assert at_once(*[click] * CLICKS) == [structure.AlreadyThereError] * (CLICKS - 1)
    assert Function.objects.filter(name_sv="ombud").count() == 1


def test_many_clicks_make_one_commitment():
    place = make.organisation()
    coordinator = make.member(place)

    def click():
        commitment = Commitment(organisation=place, kind="cemr", decided_on=make.DAY)
        assignments.add_commitment(by=coordinator, commitment=commitment)

    assert at_once(*[click] * CLICKS) == [assignments.SameCommitmentError] * (CLICKS - 1)
    assert place.commitments.count() == 1


@pytest.mark.parametrize("is_public", [True, False])
def test_many_clicks_share_once_and_end_once(is_public):
    place = make.organisation()
    coordinator = make.member(place)
    thing = Commitment.objects.create(organisation=place, kind="cemr", decided_on=make.DAY)
    audience = None if is_public else make.organisation("Grannstad")

    def click():
        share(by=coordinator, owner=place, obj=thing, audience=audience, reason="prov")

    def end():
        end_share(by=coordinator, obj=thing, audience=audience)

    assert at_once(*[click] * CLICKS) == []
    assert Share.objects.of(thing).open().count() == 1
    assert at_once(*[end] * CLICKS) == []
    assert not Share.objects.open().exists()
    assert Event.objects.filter(verb__startswith="organisations.share").count() == 2
    # Clicks of both kinds leave at most one open row, and an event for each change.
    assert at_once(*[click, end] * CLICKS) == []
    rows = Share.objects.of(thing)
    assert rows.open().count() <= 1
    ended = rows.exclude(ends_at=None).count()
    assert Event.objects.filter(verb="organisations.share_ended").count() == ended
    assert Event.objects.filter(verb="organisations.shared").count() == rows.count()
