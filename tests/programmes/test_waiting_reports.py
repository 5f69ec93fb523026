"""The result report waits on the start page from a month before its last day until it is handed in."""

import datetime

import pytest
from django.utils import timezone

from organisations.access import membership_at
from organisations.models import Role
from programmes.models import Part, Stage
from programmes.waiting import waiting
from tests import factories
from tests.programmes.factories import participation, programme

pytestmark = pytest.mark.django_db


def titles(place, role=Role.COORDINATOR):
    at = membership_at(factories.member(place, role), place.slug)
    assert at is not None
    return [one.title for one in waiting(at) if one.title.startswith("Resultatrapporten")]


def last_day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.mark.parametrize(("days", "told"), [(31, False), (30, True), (0, True), (-5, True)])
def test_it_waits_near_its_last_day_and_after_it(days, told):
    mine = factories.organisation()
    participation(programme(compiled_on=last_day(days)), mine)
    assert titles(mine) == (["Resultatrapporten till Satsningen omgång 1"] if told else [])


def test_the_programme_may_be_over_by_then():
    mine = factories.organisation()
    participation(programme(compiled_on=last_day(9), ends_on=last_day(-9)), mine)
    assert titles(mine)


@pytest.mark.parametrize(
    "fields",
    [
        {"handed_in_at": timezone.now()},
        {"handed_in_elsewhere": True},
        {"part": Part.EVALUATOR},
        {"stage": Stage.APPLIED},
        {"stage": Stage.LEFT},
    ],
)
def test_who_has_nothing_to_hand_in_is_not_told(fields):
    mine = factories.organisation()
    participation(programme(compiled_on=last_day(9)), mine, **fields)
    assert titles(mine) == []


def test_when_it_is_closed_or_has_no_last_day_nothing_waits():
    mine = factories.organisation()
    participation(programme(compiled_on=last_day(9), hand_in_closed_at=timezone.now()), mine)
    participation(programme(factories.organisation(), name="Utan dag"), mine)
    assert titles(mine) == []


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.PARTICIPANT])
def test_it_is_the_coordinators_task(role):
    mine = factories.organisation()
    participation(programme(compiled_on=last_day(9)), mine)
    assert titles(mine, role) == []
