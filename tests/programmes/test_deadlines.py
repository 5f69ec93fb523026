"""A deadline is told to those who have not done it, in time, and at most once for each fixed number of days before."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.deadlines import (
    DAYS_BEFORE,
    Deadline,
    Gathering,
    Matter,
    Standing,
    deadlines,
    is_about,
    reminder_for,
)
from programmes.models import Part, Stage

TODAY = datetime.date(2019, 5, 2)


def day(number):
    return TODAY + datetime.timedelta(days=number)


def standing(*gatherings, **fields):
    fallback = {
        "part": Part.PARTICIPANT,
        "stage": Stage.TAKES_PART,
        "starts_on": day(-100),
        "has_to_read": False,
        "report_by": None,
        "gatherings": gatherings,
    }
    return Standing(**fallback | fields)


def found(*gatherings, **fields):
    return deadlines(standing(*gatherings, **fields), TODAY)


def test_a_rating_is_due_before_its_meeting():
    done, missing = Gathering(1, day(5)), Gathering(2, day(9), lacks_rating=True)
    assert found(done, missing) == [Deadline(Matter.ASSESSMENT, day(9), 2)]


def test_home_work_is_due_before_the_next_meeting_and_names_the_one_that_gave_it():
    gave, returns, later = (
        Gathering(1, day(-9), lacks_home_work=True),
        Gathering(2, day(9)),
        Gathering(3, day(90)),
    )
    assert found(gave, returns, later) == [Deadline(Matter.HOME_WORK, day(9), 1)]
    assert found(gave) == []
    assert found(gave, Gathering(2, day(-1)), later) == []
    assert found(replace(gave, day=day(1)), returns) == []


def test_a_role_is_due_before_the_next_meeting():
    meetings = Gathering(1, day(-2)), Gathering(2, day(4)), Gathering(3, day(9))
    assert found(*meetings, has_to_read=True) == [Deadline(Matter.ACKNOWLEDGEMENT, day(4), 2)]
    assert found(*meetings, has_to_read=True, stage=Stage.INVITED)[0].matter == Matter.ANSWER


def test_an_invitation_is_answered_before_the_round_begins_else_before_the_next_meeting():
    invited = {"stage": Stage.INVITED, "has_to_read": True}
    soon, begins = Gathering(1, day(20), lacks_rating=True), day(8)
    assert found(soon, **invited, starts_on=begins) == [Deadline(Matter.ANSWER, begins)]
    assert found(soon, **invited) == [Deadline(Matter.ANSWER, day(20), 1)]
    assert found(**invited) == []


def test_a_report_is_asked_of_participants_also_when_they_have_completed():
    assert found(report_by=day(9)) == [Deadline(Matter.REPORT, day(9))]
    assert found(report_by=day(9), stage=Stage.COMPLETED) == [Deadline(Matter.REPORT, day(9))]
    assert found(report_by=day(9), part=Part.MENTOR) == []
    assert found(report_by=day(9), stage=Stage.APPLIED) == []


@pytest.mark.parametrize("stage", [Stage.LEFT, Stage.DECLINED])
def test_who_is_not_in_it_is_asked_nothing(stage):
    meetings = Gathering(1, day(-9), lacks_home_work=True), Gathering(2, day(9), lacks_rating=True)
    assert found(*meetings, has_to_read=True, report_by=day(9), stage=stage, starts_on=day(5)) == []


@pytest.mark.parametrize("left", [0, -1])
def test_the_day_itself_is_too_late(left):
    assert found(Gathering(1, day(left), lacks_rating=True), report_by=day(left)) == []


@pytest.mark.parametrize(
    ("left", "which"),
    [(15, None), (14, 14), (12, 14), (11, None), (4, None), (3, 3), (1, 3), (0, None), (-3, None)],
)
def test_a_reminder_has_its_days(left, which):
    deadline = Deadline(Matter.ASSESSMENT, day(left), 7)
    key = f"reminder:assessment:7:{day(left).isoformat()}:{which}" if which else None
    assert reminder_for(deadline, TODAY) == key
    assert key is None or is_about(key, deadline)


def test_a_meeting_that_moves_is_a_new_deadline():
    deadline = Deadline(Matter.ASSESSMENT, day(14), 7)
    moved = replace(deadline, day=day(13))
    assert reminder_for(deadline, TODAY) != reminder_for(moved, TODAY)
    key = reminder_for(deadline, TODAY)
    assert key is not None
    assert not is_about(key, moved)


gatherings = st.lists(
    st.builds(Gathering, st.integers(1, 9), st.integers(-30, 60).map(day), st.booleans(), st.booleans()),
    max_size=6,
).map(lambda rows: sorted(rows, key=lambda row: row.day))
any_standing = st.builds(
    Standing,
    st.sampled_from(Part),
    st.sampled_from(Stage),
    st.integers(-30, 60).map(day),
    st.booleans(),
    st.none() | st.integers(-30, 60).map(day),
    gatherings,
)


@given(any_standing)
def test_every_deadline_is_still_to_come(one):
    assert all(deadline.day > TODAY for deadline in deadlines(one, TODAY))


@given(st.integers(1, 400), st.sets(st.integers(0, 60)))
def test_however_often_the_clock_strikes_each_reminder_has_one_key(number, days):
    deadline = Deadline(Matter.HOME_WORK, day(40), number)
    keys = {key for passed in days if (key := reminder_for(deadline, day(passed)))}
    assert len(keys) <= len(DAYS_BEFORE)
    assert all(len(key) <= 120 for key in keys)


@given(any_standing)
def test_who_has_done_everything_hears_nothing(one):
    done = replace(
        one,
        stage=Stage.TAKES_PART,
        has_to_read=False,
        report_by=None,
        gatherings=[replace(g, lacks_rating=False, lacks_home_work=False) for g in one.gatherings],
    )
    assert deadlines(done, TODAY) == []
