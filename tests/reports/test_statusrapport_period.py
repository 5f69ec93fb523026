"""Half-years and how much of a long list is printed: true of every day and every length."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from reports.kinds.room import fitting
from reports.kinds.statusrapport.entries import standing
from reports.kinds.statusrapport.period import half_years
from resultchain.models import EntryState
from resultchain.periods import Period

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: Period(min(pair), max(pair)))
SPANS = st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=6)


@given(SPANS, DAYS)
def test_half_years_are_those_that_something_touches_the_latest_first(spans, today):
    found = half_years(spans, today, 5)
    assert found == sorted(set(found), key=lambda period: period.first, reverse=True)
    assert len(found) <= 5
    for period in found:
        assert period.first <= today
        assert any(
            first <= period.last and max(first, last or today) >= period.first for first, last in spans
        )


@given(st.sampled_from(EntryState.values), st.none() | DAYS, st.none() | DAYS, PERIODS)
def test_what_did_not_happen_or_is_later_is_never_told_as_done(state, first, last, period):
    found = standing(state, first, last, period)
    begins = first or last
    if state == EntryState.DROPPED:
        assert found is None
    elif state == EntryState.PLANNED:
        assert found == "planned"
    elif begins is None or begins > period.last:
        assert found is None
    elif found == "done":
        assert state == EntryState.DONE
        assert period.first <= (last or begins) <= period.last


@given(st.lists(st.integers(0, 50)), st.integers(1, 8), st.integers(0, 100))
def test_what_is_kept_fits_and_comes_first(lengths, most, letters):
    kept = fitting(lengths, lambda length: length, most=most, letters=letters)
    assert kept == lengths[: len(kept)]
    assert len(kept) <= most
    assert len(kept) == min(1, len(lengths)) or sum(kept) <= letters
    if len(kept) < min(most, len(lengths)):
        assert sum(kept) + lengths[len(kept)] > letters
