"""The general elections fall on the second Sunday of September, and a round that begins right after is known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.elections import election_day, election_right_before

DAY = datetime.date


@pytest.mark.parametrize("day", [DAY(2018, 9, 9), DAY(2022, 9, 11), DAY(2026, 9, 13), DAY(2030, 9, 8)])
def test_the_days_that_the_election_authority_has_told(day):
    assert election_day(day.year) == day


@pytest.mark.parametrize(
    ("starts_on", "election"),
    [
        (DAY(2026, 9, 12), None),
        (DAY(2026, 9, 13), DAY(2026, 9, 13)),
        (DAY(2027, 3, 13), DAY(2026, 9, 13)),
        (DAY(2027, 3, 14), None),
        (DAY(2018, 10, 1), DAY(2018, 9, 9)),
        (DAY(2028, 10, 1), None),
    ],
)
def test_six_months(starts_on, election):
    assert election_right_before(starts_on) == election


@given(st.dates(DAY(1900, 1, 1), DAY(2100, 12, 31)))
def test_an_election_right_before_is_before_and_near(day):
    election = election_right_before(day)
    if election is not None:
        assert 0 <= (day - election).days <= 181
        assert (election.weekday(), election.month, election.year % 4) == (6, 9, 2)
        assert 8 <= election.day <= 14
