"""Half-years and how much of a long list is printed: true of every day and every length."""

import datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reports.kinds.statusrapport.entries import standing
from reports.kinds.statusrapport.period import Period, half_year_of, half_years
from reports.kinds.statusrapport.room import fitting
from resultchain.models import EntryState

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: Period(min(pair), max(pair)))
SPANS = st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=6)


@given(DAYS)
def test_every_day_lies_in_its_half_year(day):
    found = half_year_of(day)
    assert found.holds(day)
    assert half_year_of(found.first) == half_year_of(found.last) == found
    assert half_year_of(found.last + datetime.timedelta(days=1)) != found


@given(SPANS, DAYS)
def test_half_years_are_those_that_something_touches_the_latest_first(spans, today):
    found = half_years(spans, today, 5)
    assert found == sorted(set(found), key=lambda period: period.first, reverse=True)
    assert len(found) <= 5
    for period in found:
        assert period.first <= today
        assert any(
            first <= period.last and (last or today) >= period.first
            for first, last in spans
            if first <= (last or today)
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
        assert period.holds(last or begins)


@pytest.mark.parametrize(
    ("first", "last", "swedish", "english"),
    [
        ((2020, 1, 1), (2020, 6, 30), "våren 2020", None),
        ((2020, 7, 1), (2020, 12, 31), "hösten 2020", None),
        ((2020, 1, 1), (2020, 12, 31), "år 2020", None),
        ((2020, 3, 1), (2020, 4, 30), "1 mars–30 april 2020", "1 March–30 April 2020"),
        ((2019, 12, 1), (2020, 1, 31), "1 december 2019–31 januari 2020", "1 December 2019–31 January 2020"),
        ((2020, 3, 1), (2020, 3, 1), "1 mars 2020", "1 March 2020"),
    ],
)
def test_periods_have_the_names_that_people_use(first, last, swedish, english):
    period = Period(datetime.date(*first), datetime.date(*last))
    with translation.override("sv"):
        assert period.name.replace("\u00a0", " ") == swedish
    if english:
        with translation.override("en"):
            assert period.name.replace("\u00a0", " ") == english


@given(st.lists(st.integers(0, 50)), st.integers(1, 8), st.integers(0, 100))
def test_what_is_kept_fits_and_comes_first(lengths, most, letters):
    kept = fitting(lengths, lambda length: length, most=most, letters=letters)
    assert kept == lengths[: len(kept)]
    assert len(kept) <= most
    assert len(kept) == min(1, len(lengths)) or sum(kept) <= letters
    if len(kept) < min(most, len(lengths)):
        assert sum(kept) + lengths[len(kept)] > letters
