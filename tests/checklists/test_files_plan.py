"""The plan is a pure function: any order of rows means the same, and whatever stands in a cell becomes a sentence."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from checklists.calculations import Scale
from checklists.files.columns import NAMES
from checklists.files.known import KnownInstrument, KnownOccasion, World
from checklists.files.plan import make_plan
from organisations.files.columns import Row
from organisations.files.places import KnownOrganisation

START = datetime.date(2000, 1, 1)
DAY = datetime.date(2026, 3, 1)
TOWN = KnownOrganisation(1, "Ale", "ale", "0440", (1,), START)
BOARD = KnownOrganisation(2, "Skolan", "ale-skolan", None, (2, 1), START)
TWIN = KnownOrganisation(3, "Skolan", "ale-skolan-2", None, (3, 1), START)
SCALES = {"whole": Scale(1, 3, ("a", "b", "c")), "boards": Scale(0, 2, ("a", "b", "c"), not_applicable=True)}
INSTRUMENTS = {
    number: KnownInstrument(
        number, key, "1", key.title(), key == "boards", SCALES[key], {1: 11, 2: 12, 3: 13}
    )
    for number, key in ((7, "whole"), (8, "boards"))
}
OCCASIONS = (
    KnownOccasion(21, 1, 7, "Träff", DAY, frozenset({1})),
    KnownOccasion(22, 1, 8, "Träff", DAY, frozenset({1})),
)
WORLD = World({each.id: each for each in (TOWN, BOARD, TWIN)}, INSTRUMENTS, OCCASIONS, {}, reach=TOWN)


def rows(*records):
    return [
        Row(number, dict(zip(NAMES, record, strict=True))) for number, record in enumerate(records, start=2)
    ]


def whole(place="0440", unit="", key="whole", values=("1", "2", "3")):
    start = (place, unit, key, "1", "Träff", "2026-03-01")
    return [(*start, str(number), value, "", "") for number, value in enumerate(values, start=1)]


GOOD = whole() + whole(unit="ale-skolan", key="boards", values=("0", "ej tillämpligt", "2"))
WORDS = [
    "",
    "0440",
    "440",
    "ale-skolan",
    "Skolan",
    "whole",
    "boards",
    "1",
    "1.0",
    "3",
    "4",
    "-1",
    "Träff",
    "ja",
    "x",
]
# A cell is quoted in its fault, so one that looks like a text's own mark would hide a mark that was left unfilled.
TEXTS = st.text(max_size=30).filter(lambda text: "%(" not in text)
CELLS = st.sampled_from([*WORDS, "2026-03-01", "2026-02-30", "0001-01-01", "ej tillämpligt"]) | TEXTS


@given(st.permutations(GOOD))
def test_the_order_of_rows_does_not_matter(records):
    plan = make_plan(rows(*records), WORLD)
    assert plan.faults == ()
    said = {
        (new.organisation.id, new.instrument.id, frozenset((n, g.answer.value) for n, g in new.given))
        for new in plan.new
    }
    assert said == {
        (1, 7, frozenset({(1, 1), (2, 2), (3, 3)})),
        (2, 8, frozenset({(1, 0), (2, None), (3, 2)})),
    }


@given(st.lists(st.tuples(*[CELLS] * len(NAMES)), max_size=12), st.booleans())
def test_whatever_stands_in_a_file_becomes_sentences(records, everywhere):
    world = World(WORLD.organisations, INSTRUMENTS, OCCASIONS, {}) if everywhere else WORLD
    plan = make_plan(rows(*records), world)
    assert bool(plan.faults) or len(records) >= 3 * len(plan.new)
    for fault in plan.faults:
        assert fault.column in NAMES
        assert 2 <= fault.row < len(records) + 2
        assert fault.text.endswith(".")
        assert "%(" not in fault.text


@given(st.integers(0, len(GOOD) - 1), st.sampled_from(NAMES), CELLS)
def test_one_changed_cell_is_told_on_its_row_or_means_something(place, column, text):
    changed = [list(record) for record in GOOD]
    changed[place][NAMES.index(column)] = text
    plan = make_plan(rows(*changed), WORLD)
    assert plan.faults or len(plan.new) == 2
