"""Several clicks, or two people, at the same moment: somebody is moved once, and nobody is put into two groups."""

from typing import Any

import pytest
from django.utils import timezone

from organisations.models import Event
from programmes.actions.groups import Change, Content, change_group, place_all
from programmes.models import GroupKind, GroupMember
from resultchain.actions.saved import ChangedError
from tests import factories
from tests.programmes.factories import group, participation, programme
from tests.resultchain.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 4


def test_many_clicks_move_a_member_once():
    found, today = programme(), timezone.localdate()
    by = factories.member(found.owner)
    moved, stays = (participation(found, factories.organisation(name)) for name in ("Flyttar", "Stannar"))
    old, new = group(found, moved, stays), group(found, name="Grupp 2")
    for where, members in ((old, [stays]), (new, [moved])):
        sent: dict[str, Any] = {
            "by": by,
            "at": found.owner,
            "group": where,
            "seen": 1,
            "content": Content(where.name, GroupKind.BENCHMARKING),
            "change": Change(members, today, sure=True),
        }
        assert at_once(*[lambda sent=sent: change_group(**sent)] * CLICKS) == []
        where.refresh_from_db()
        assert where.version == 2
    rows = GroupMember.objects.filter(participation=moved).order_by("valid_from")
    assert [(row.group, row.valid_to is None) for row in rows] == [(old, False), (new, True)]
    assert Event.objects.filter(verb="programmes.group_changed").count() == 2


def test_two_who_place_the_same_one_do_not_place_it_twice():
    found, today = programme(), timezone.localdate()
    by, one = factories.member(found.owner), participation(found, factories.organisation())
    groups = [group(found), group(found, name="Grupp 2")]
    sent: dict[str, Any] = {"by": by, "programme": found, "day": today, "sure": True}
    calls = [lambda where=where: place_all(places={one: where}, **sent) for where in groups * CLICKS]
    assert at_once(*calls) == []
    assert GroupMember.objects.filter(participation=one).count() == 1
    assert Event.objects.filter(verb="programmes.group_changed").count() == 1


def test_of_two_who_change_a_group_in_different_ways_one_is_told():
    found, today = programme(), timezone.localdate()
    by = factories.member(found.owner)
    one, other = (participation(found, factories.organisation(name)) for name in ("Ena", "Andra"))
    where = group(found)
    sent: dict[str, Any] = {"by": by, "at": found.owner, "group": where, "seen": 1}
    content = Content(where.name, GroupKind.BENCHMARKING)
    calls = [
        lambda who=who: change_group(content=content, change=Change([who], today, sure=True), **sent)
        for who in (one, other)
    ]
    assert [type(error) for error in at_once(*calls)] == [ChangedError]
    assert where.members.count() == 1
