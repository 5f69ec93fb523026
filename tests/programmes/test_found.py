"""An organisation finds the programmes that it has a part in, and of each what its part opens."""

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from organisations.access import membership_at
from organisations.models import Role
from programmes.found import groups_of, meetings_of, place_in, programmes_of
from programmes.models import Part, Stage
from tests import factories
from tests.programmes.factories import group, meeting, participation, programme

pytestmark = pytest.mark.django_db


def at(place, role=Role.COORDINATOR):
    return membership_at(factories.member(place, role), place.slug)


def test_a_draft_is_its_leads_own():
    draft = programme(is_open=False)
    invited = factories.organisation()
    participation(draft, invited, stage=Stage.INVITED)
    assert list(programmes_of(draft.owner)) == [draft]
    assert not programmes_of(invited).exists()
    with pytest.raises(Http404):
        place_in(at(invited), draft.pk)


def test_all_ways_of_having_a_part():
    found = programme()
    alone, body, through, whole, node = (factories.organisation() for _ in range(5))
    unit = factories.organisation(parent=whole, kind="board")
    participation(found, alone)
    participation(found, body, through=through)
    participation(found, whole, units=[unit])
    group(found, name="Länet", kind="node", leader=node)
    for place in (alone, body, through, whole, unit, node, found.owner):
        assert list(programmes_of(place)) == [found], place
    assert not programmes_of(factories.organisation()).exists()


def test_what_a_place_is():
    found = programme()
    mine = factories.organisation()
    participation(found, mine)
    participation(found, mine, part=Part.MENTOR)
    lead, taking_part = place_in(at(found.owner), found.pk), place_in(at(mine), found.pk)
    assert (lead.parts, lead.may_lead) == ((Part.LEAD,), True)
    assert (taking_part.parts, taking_part.may_lead) == ((Part.PARTICIPANT, Part.MENTOR), False)
    assert not place_in(at(found.owner, Role.READER), found.pk).may_lead
    assert place_in(at(found.owner, Role.PROGRAMME_LEAD), found.pk).may_lead


def test_a_meeting_is_seen_by_those_it_is_for():
    found = programme()
    mine, other = factories.organisation(), factories.organisation()
    first = group(found, participation(found, mine))
    second = group(found, participation(found, other), name="Grupp 2")
    for_all, ours = meeting(found), meeting(found, days=20, groups=[first])
    theirs = meeting(found, days=30, groups=[second])
    assert list(meetings_of(place_in(at(mine), found.pk))) == [for_all, ours]
    assert list(meetings_of(place_in(at(found.owner), found.pk))) == [for_all, ours, theirs]
    assert list(groups_of(place_in(at(mine), found.pk))) == [first]


def test_a_place_costs_the_same_with_one_participation_and_with_three(django_assert_num_queries):
    found = programme()
    mine = factories.organisation()
    participation(found, mine)
    membership = at(mine)
    with django_assert_num_queries(6):
        place_in(membership, found.pk)
    participation(found, mine, part=Part.MENTOR)
    participation(found, mine, part=Part.SUPPORT)
    with django_assert_num_queries(6):
        place_in(membership, found.pk)


def test_who_has_left_a_group_no_longer_sees_what_belongs_to_it():
    found = programme()
    mine = factories.organisation()
    left = group(found, participation(found, mine))
    left.members.update(valid_to=timezone.localdate() - datetime.timedelta(days=1))
    assert not groups_of(place_in(at(mine), found.pk)).exists()
