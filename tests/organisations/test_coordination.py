"""Since when nobody coordinates: proven on made-up histories."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from organisations.coordination import Coordination, coordination
from organisations.models import CoordinatorAssignment

TODAY = datetime.date(2026, 3, 1)
DAYS = st.integers(-400, 400).map(lambda n: TODAY + datetime.timedelta(days=n))


@st.composite
def assignments(draw):
    first = draw(DAYS)
    length = draw(st.none() | st.integers(0, 300))
    last = None if length is None else first + datetime.timedelta(days=length)
    return CoordinatorAssignment(valid_from=first, valid_to=last)


def holds(assignment, day):
    return assignment.valid_from <= day and (assignment.valid_to is None or assignment.valid_to >= day)


@given(st.lists(assignments(), max_size=6))
def test_every_assignment_is_in_one_list(history):
    found = coordination(history, TODAY)
    assert sorted(map(id, (*found.current, *found.coming, *found.earlier))) == sorted(map(id, history))
    assert all(holds(each, TODAY) for each in found.current)
    assert all(each.valid_from > TODAY for each in found.coming)
    assert all(each.valid_to < TODAY for each in found.earlier)


@given(st.lists(assignments(), max_size=6))
def test_a_vacancy_begins_the_day_after_the_last_assignment(history):
    found = coordination(history, TODAY)
    if found.vacant_since is None:
        assert found.current or not found.earlier
        return
    day_before = found.vacant_since - datetime.timedelta(days=1)
    assert any(holds(each, day_before) for each in history)
    between = (TODAY - found.vacant_since).days
    days = [found.vacant_since + datetime.timedelta(days=n) for n in range(between + 1)]
    assert not any(holds(each, day) for each in history for day in days)


def test_nobody_ever_is_no_vacancy():
    found: Coordination[CoordinatorAssignment] = coordination([], TODAY)
    assert found.is_vacant
    assert found.never_had
    assert found.vacant_since is None
