"""Who is compared and who is missing, without the database; and that no two selections give away who hides."""

import datetime
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.calculations import Scale
from comparison.cohort import cohort
from comparison.follow_up import movements
from comparison.material import Body, Material, Participant, Ruler, Spell, Time, order_of
from comparison.selection import Selection

LEAD = 900
RULER = Ruler(1, "nycklar", "Nycklar", Scale(1, 99, tuple("x" * 99)), (1,), ("Sak",))
FIRST = Time(11, 1, "Först", datetime.date(2020, 3, 1), 1)
LAST = Time(12, 1, "Sist", datetime.date(2020, 9, 1), 1)
LATER = Time(21, 2, "Senare", datetime.date(2021, 9, 1), 1)


def body(pk, *, kind="municipality", county="01", parent=None):
    return Body(pk, f"Ort {pk:03d}", f"{pk:03d}", parent, kind, county=county)


def participant(pk, programme=1, *, organisations=None, units=None, **fields):
    """Its id is its organisation's, and a hundred more a programme."""
    own = frozenset(organisations or {pk})
    return Participant(pk + 100 * programme, programme, own, frozenset(units or own), **fields)


def material(bodies, participants, values, *, counted=None, handed_in=None, times=(FIRST, LAST)):
    """What the lead sees; everybody is asked at every occasion. A value is the whole assessment."""
    counted = counted or {}
    return Material(
        own=frozenset({LEAD}),
        programmes={1: "Ett", 2: "Två"},
        groups={},
        rulers={1: RULER},
        times=times,
        participants=tuple(participants),
        bodies={one.pk: one for one in bodies},
        asked={time.pk: frozenset(one.pk for one in bodies) for time in times},
        handed_in={
            occasion: frozenset(places)
            for occasion, places in by_occasion(dict.fromkeys(handed_in or {*values, *counted})).items()
        },
        at=by_occasion({key: (value,) for key, value in values.items()}),
        sources=by_occasion({key: 1000 + key[0] for key in values}),
        counted_at=by_occasion({key: (value,) for key, value in counted.items()}),
    )


def by_occasion(rated):
    """From keys of who and when to what each had when."""
    found: dict[int, dict[int, object]] = {}
    for (organisation, occasion), one in rated.items():
        found.setdefault(occasion, {})[organisation] = one
    return found


def shown(found):
    return [(row.body.pk, row.values[0]) for row in found.rows]


ONE = Selection(programme=1, instrument="1")


def test_nothing_is_carried_forward_and_the_missing_are_named():
    seen = material(
        [body(1), body(2), body(3)],
        [participant(1), participant(2), participant(3)],
        {(1, 11): 5, (1, 12): 7, (2, 11): 9},
        handed_in={(1, 11), (1, 12), (2, 11), (3, 12)},
    )
    found = cohort(seen, ONE)
    assert shown(found) == [(1, 7)]
    assert found.rows[0].sum_change == 2
    assert (found.missing, found.unshared) == (("Ort 002",), ("Ort 003",))
    assert shown(cohort(seen, replace(ONE, occasion=11))) == [(1, 5), (2, 9)]


def test_a_reader_without_insight_is_not_told_who_has_handed_in():
    people = [participant(1), participant(2, is_open=False), participant(3, is_near=False, is_open=False)]
    found = cohort(
        material([body(1), body(2), body(3)], people, {(1, 12): 7}, handed_in={(1, 12), (2, 12)}), ONE
    )
    assert (found.missing, found.unshared, found.missing_or_unshared) == ((), (), ("Ort 002",))


def test_a_unit_rates_for_its_organisation():
    bodies = [body(1), body(31, parent=1, kind="board"), body(41, parent=31, kind="board"), body(2)]
    people = [participant(1, units={31}), participant(2)]
    found = cohort(material(bodies, people, {(41, 12): 7, (2, 12): 3}), replace(ONE, kind="municipality"))
    assert [row.name for row in found.rows] == ["Ort 041, Ort 001", "Ort 002"]
    assert found.absent == 0


def test_an_organisation_stands_before_its_units_and_these_before_the_next_one():
    bodies = [body(3), body(1, parent=2, kind="board"), body(5, parent=2, kind="board"), body(2)]
    people = [participant(2, units={1, 2, 5}), participant(3)]
    rows = cohort(material(bodies, people, dict.fromkeys([(one.pk, 12) for one in bodies], 7)), ONE).rows
    assert [row.body.pk for row in rows] == [2, 1, 5, 3]
    places = [order_of(row.top, row.body) for row in rows]
    assert places == sorted(set(places))


@pytest.mark.parametrize(("until", "is_in"), [(None, True), (LAST.date, True), (FIRST.date, False)])
def test_who_had_left_a_group_by_the_day_is_not_in_it(until, is_in):
    one = participant(1, spells=(Spell(5, until),))
    found = cohort(material([body(1)], [one], {(1, 12): 7}), replace(ONE, group=5))
    assert bool(found.rows) == is_in


def test_of_two_programmes_the_whole_country_takes_the_later():
    people = [participant(1), participant(2), participant(1, 2)]
    seen = material(
        [body(1), body(2)], people, {(1, 12): 7, (2, 12): 3, (1, 21): 9}, times=(FIRST, LAST, LATER)
    )
    assert shown(cohort(seen, Selection(instrument="1"))) == [(1, 9), (2, 3)]


def test_organisations_that_take_part_as_one_are_chosen_one_by_one():
    bodies = [body(1), body(2, kind="region", county="25")]
    seen = material(
        bodies,
        [participant(1, organisations={1, 2})],
        {(1, 11): 4, (2, 11): 6, (1, 12): 5},
        handed_in={(1, 12)},
    )
    assert shown(cohort(seen, replace(ONE, county="01"))) == [(1, 5)]
    found = cohort(seen, replace(ONE, kind="region"))
    assert (shown(found), found.missing) == ([], ("Ort 002",))
    assert cohort(seen, replace(ONE, kind="municipality")).absent == 0


def test_an_occasion_at_which_only_somebody_who_left_has_values_is_not_the_last():
    seen = material(
        [body(1), body(9)], [participant(1)], {(1, 11): 5, (9, 11): 6, (9, 12): 7}, counted={(9, 12): 7}
    )
    assert [row.time for row in cohort(seen, ONE).rows] == [FIRST]
    assert movements(seen, 1) == ()


def test_three_units_of_one_organisation_that_hide_are_one():
    bodies = [body(1), *(body(pk, kind="board", parent=1) for pk in (11, 12, 13)), body(2)]
    people = [participant(1, units={11, 12, 13}), participant(2)]
    found = cohort(material(bodies, people, {(2, 12): 5}, counted={(pk, 12): pk for pk in (11, 12, 13)}), ONE)
    assert (found.counted, found.left_out) == ((), 3)


def test_an_occasion_of_two_programmes_counts_none_who_hide():
    times = [replace(LAST, programme=programme, is_shared=True) for programme in (1, 2)]
    people = [participant(pk, programme) for programme in (1, 2) for pk in range(1, 4 + programme)]
    bodies = [body(pk) for pk in range(1, 6)]
    seen = material(bodies, people, {}, counted={(pk, 12): pk for pk in range(1, 6)}, times=times)
    left_out = {1: 4, 2: 5, None: 5}
    for programme, number in left_out.items():
        found = cohort(seen, replace(ONE, programme=programme))
        assert (found.counted, found.left_out) == ((), number), "one less the other would tell of the fifth"


HOW = st.sampled_from(["shown", "hidden", "hidden", "nothing"])
PLACE = st.tuples(
    st.sampled_from(["municipality", "region"]),
    st.sampled_from(["01", "25"]),
    st.sampled_from([5, 6]),
    HOW,
    HOW,
)


@given(st.lists(PLACE, max_size=12))
def test_no_two_selections_differ_by_fewer_than_three_who_hide(places):
    bodies, people = [], []
    rated: dict[str, dict[tuple[int, int], int]] = {"shown": {}, "hidden": {}, "nothing": {}}
    for pk, (kind, county, group, how, later) in enumerate(places, start=1):
        bodies.append(body(pk, kind=kind, county=county))
        people += [participant(pk, 1, spells=(Spell(group, None),)), participant(pk, 2)]
        rated[how][pk, LAST.pk] = pk
        rated[later][pk, LATER.pk] = pk + 50
    if not rated["shown"] and not rated["hidden"]:
        return
    seen = material(bodies, people, rated["shown"], counted=rated["hidden"], times=(FIRST, LAST, LATER))
    sets = []
    for programme, kind, county, group in itertools.product(
        (1, 2, None), ("", "municipality", "region"), ("", "01"), (None, 5)
    ):
        found = cohort(seen, Selection(programme, "1", kind=kind, county=county, group=group))
        hidden = [one.points for one in found.counted]
        assert len(hidden) == len(set(hidden))
        assert not {row.values[0] for row in found.rows} & set(rated["hidden"].values())
        sets.append(set(hidden))
    for one, other in itertools.combinations(sets, 2):
        assert len(one - other) not in {1, 2}
        assert len(other - one) not in {1, 2}
