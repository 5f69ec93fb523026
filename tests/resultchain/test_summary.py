"""What reports may say of a chain: counts, sentences and figures from the same numbers, for all or for a period."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resultchain.figures import levels_figure, reach_figure
from resultchain.findings import findings, further_finding, led_finding
from resultchain.models import EntryState, LinkKind
from resultchain.reach import LevelCount, Overview
from resultchain.summary import chain_summary
from tests import factories as people
from tests.factories import DAY
from tests.resultchain import factories

PRODUCT, METHOD = "en ny eller ändrad produkt", "ett nytt eller ändrat arbetssätt"


def counted(activities=0, led_to=None, furthest=None, on_the_way=0, levels=()):
    return Overview(
        levels=tuple(levels) or tuple(LevelCount(level) for level in range(1, 6)),
        activities=activities,
        led_to=led_to or {},
        furthest=furthest or {1: activities},
        on_the_way=on_the_way,
    )


@pytest.mark.parametrize(
    ("overview", "sentence"),
    [
        (counted(), "Ingen klar aktivitet är loggad"),
        (counted(1), "Den enda aktivitet som är klar har inte lett vidare än"),
        (counted(14), "Ingen av 14 klara aktiviteter har lett vidare än"),
        (
            counted(1, {2: 1, 4: 1}),
            f"Den enda aktivitet som är klar har lett till {PRODUCT} och till ett nytt eller ändrat utfall",
        ),
        (
            counted(12, {2: 5, 3: 3, 5: 1}),
            f"Av tolv klara aktiviteter har fem lett till {PRODUCT}, tre till {METHOD} och en till en samhällseffekt",
        ),
    ],
)
def test_the_finding_is_a_sentence_from_counts(overview, sentence):
    assert led_finding(overview) == sentence


def test_headings_are_short():
    assert (
        further_finding(counted(12, {2: 5}, {1: 7, 2: 5})) == "Fem av tolv klara aktiviteter har lett vidare"
    )
    assert further_finding(counted(1, {2: 1}, {2: 1})) == "Den enda aktivitet som är klar har lett vidare"
    assert further_finding(counted(4, {3: 4}, {3: 4})) == "Alla fyra klara aktiviteter har lett vidare"
    levels = [LevelCount(level, int(level == 3)) for level in range(1, 6)]
    assert further_finding(counted(levels=levels)).startswith("Den högsta nivån med något klart är 3")
    assert further_finding(counted(0)) == "Ingen klar aktivitet är loggad"


def test_all_findings_end_as_sentences():
    levels = (LevelCount(1, 2), LevelCount(2, 1), *(LevelCount(level) for level in (3, 4, 5)))
    assert findings(counted(2, {2: 1}, {1: 1, 2: 1}, 1, levels)) == (
        "Av två klara aktiviteter har en lett till en ny eller ändrad produkt.",
        "En aktivitet når längre om det som pågår blir klart.",
        "Den högsta nivån med något klart är 2, ny eller ändrad produkt.",
    )


@given(st.lists(st.tuples(*[st.integers(0, 500)] * 3), min_size=5, max_size=5), st.integers(0, 500))
def test_figures_hold_the_counts_of_the_overview(rows, led):
    levels = [LevelCount(level, *row) for level, row in enumerate(rows, start=1)]
    made = counted(rows[0][0], {2: min(led, rows[0][0])}, levels=levels)
    assert levels_figure(made).by_category() == tuple(rows)
    assert reach_figure(made).series[0].values == (rows[0][0], min(led, rows[0][0]), 0, 0, 0)


@pytest.fixture
def place(db):
    return people.organisation("Region Exempel")


def later(days):
    return DAY + datetime.timedelta(days=days)


def test_a_period_tells_what_was_reached_by_its_last_day(place, django_assert_num_queries):
    first = factories.entry(place, "Utbildning")
    early = factories.entry(place, "Mall", 2, first_day=later(1), last_day=later(10))
    late = factories.entry(place, "Rutin", 3, first_day=later(20), last_day=later(100))
    factories.entry(place, "Utan datum", 1, last_day=None)
    factories.entry(place, "Blev inte av", 2, state=EntryState.DROPPED)
    factories.link(first, early)
    factories.link(early, late)
    with django_assert_num_queries(3):
        spring = chain_summary(place, first=DAY, last=later(30))
    assert (spring.overview.activities, spring.overview.led_to) == (1, {2: 1})
    assert [(one.done, one.ongoing) for one in spring.overview.levels[:3]] == [(1, 0), (1, 0), (0, 1)]
    assert spring.overview.on_the_way == 1
    whole = chain_summary(place)
    assert (whole.overview.activities, whole.overview.led_to) == (2, {2: 1, 3: 1})


def test_units_count_and_others_and_other_links_do_not(place):
    unit, other = people.organisation("Kultur", parent=place), people.organisation("Annan")
    first, product = factories.entry(unit), factories.entry(place, "Mall", 2)
    theirs = factories.entry(other, "Deras", 5)
    factories.link(first, product, LinkKind.GAVE_RISE_TO)
    factories.link(product, theirs)
    made = chain_summary(place).overview
    assert (made.activities, made.led_further, made.highest) == (1, 0, 2)
    assert chain_summary(unit).overview.levels[1].total == 0
