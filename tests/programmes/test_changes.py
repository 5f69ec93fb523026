"""A change between two meetings is found, one before the first or after the last is not."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from programmes.changes import between

days = st.dates(datetime.date(2018, 1, 1), datetime.date(2018, 3, 1))


@given(days, st.lists(days, max_size=6))
def test_the_meetings_around_a_day(day, meetings):
    found = between(day, meetings)
    if found is None:
        assert all(each < day for each in meetings) or all(each >= day for each in meetings)
        return
    before, after = found
    assert before < day <= after
    assert not any(before < each < after for each in meetings)
