"""The printed drawing: marks stand at their values, and nothing stands outside the sheet or on another row."""

from itertools import pairwise

import pytest

from figures import lettering
from figures.figure import Figure, Role, Scale, Series
from figures.page_drawing import LETTERS, ON_A_PAGE, UNDER_A_HEADING, WIDTH, sheet


def dumbbell(names, then, now, steps=4, **changes):
    return Figure(
        id="f",
        kind="dumbbell",
        title="Rubrik",
        question="Fråga",
        category_name="Moment",
        categories=tuple(names),
        series=(Series("then", "Då", tuple(then)), Series("now", "Nu", tuple(now))),
        scale=Scale(1, steps, ("inte påbörjat, finns inte alls någonstans i organisationen",) * steps),
        **changes,
    )


def bars(names, values, **changes):
    return Figure(
        id="f",
        kind="bars",
        title="Rubrik",
        question="Fråga",
        category_name="Tillfälle",
        categories=tuple(names),
        series=(Series("value", "Summa", tuple(values)),),
        scale=Scale(0, 30),
        **changes,
    )


def test_steps_stand_evenly_with_room_for_their_labels_inside_the_sheet():
    drawn = sheet(dumbbell(["a"], [1], [4]))
    places = [float(step.x) for step in drawn.steps]
    band = (WIDTH - float(drawn.begin)) / 4
    assert [after - before for before, after in pairwise(places)] == pytest.approx([band] * 3)
    assert places[-1] + band / 2 == pytest.approx(WIDTH)
    assert all(float(line.y) < float(drawn.top) for step in drawn.steps for line in step.label)


def test_marks_stand_on_the_lines_of_their_values():
    drawn = sheet(dumbbell("abcd", [1, 2, 3, None], [4, 2, 1, None]))
    lines = {step.x: value for value, step in enumerate(drawn.steps, start=1)}
    assert [(lines.get(row.then), lines.get(row.now)) for row in drawn.rows] == [
        (1, 4),
        (2, 2),
        (3, 1),
        (None, None),
    ]
    assert [row.movement for row in drawn.rows] == ["up", "same", "down", ""]
    assert drawn.rows[3].text == "–"
    assert drawn.rows[3].text_x not in lines


def test_bars_end_at_their_values_and_say_them():
    drawn = sheet(bars(["Först", "Sedan"], [15, None], emphasis=(0,)))
    assert float(drawn.rows[0].now) == pytest.approx(float(drawn.track) / 2)
    assert [(row.text, row.emphasised) for row in drawn.rows] == [("15", True), ("–", False)]


@pytest.mark.parametrize("count", [1, 10, 14, 15, 30, 41, 42, 60])
def test_rows_follow_each_other_and_fit_on_a_page(count):
    drawn = sheet(dumbbell(["En ganska lång benämning som behöver plats"] * count, [1] * count, [2] * count))
    tops, bottoms = [row.top for row in drawn.rows], [row.bottom for row in drawn.rows]
    assert tops[1:] == bottoms[:-1]
    assert float(drawn.height) <= (UNDER_A_HEADING if count <= 41 else ON_A_PAGE) + 26


@pytest.mark.parametrize("name", ["", "x" * 300, "ord " * 75, "👩 漢字 שלום", "<b>&amp;"])
def test_names_stay_within_their_column_and_their_row(name):
    for drawn in (sheet(dumbbell([name] * 3, [1] * 3, [2] * 3)), sheet(bars([name] * 3, [1, 2, 3]))):
        for row in drawn.rows:
            assert len(row.names) <= 2
            assert all(float(row.top) < float(line.y) < float(row.bottom) for line in row.names)


def test_the_drawing_has_the_short_names_and_the_table_the_long_ones():
    figure = dumbbell(["1. En hel mening"], [1], [2], short_names=("1. Kort",))
    assert [line.text for line in sheet(figure).rows[0].names] == ["1. Kort"]
    assert figure.table().rows[0].header == "1. En hel mening"
    assert "1. Kort: Då 1, Nu 2" in figure.alternative()


def test_the_parts_of_a_stack_follow_each_other_and_leave_room_for_their_sum():
    figure = stacked((3, 1, 2), (0, 0, 0))
    first, empty = sheet(figure).rows
    ends = [float(part.x) + float(part.width) for part in first.parts]
    assert [part.role for part in first.parts] == ["done", "ongoing", "planned"]
    assert [float(part.x) for part in first.parts[1:]] == pytest.approx(ends[:-1], abs=0.2)
    assert (first.text, empty.text, empty.parts) == ("3 + 1 + 2", "0 + 0 + 0", ())


@pytest.mark.parametrize("number", [1, 1234, 123_456])
def test_a_long_sum_stays_on_the_sheet(number):
    (row,) = sheet(stacked((number, number, number))).rows
    assert float(row.text_x) + lettering.width(row.text) * LETTERS / 1000 <= WIDTH


def stacked(*rows):
    roles: tuple[Role, ...] = ("done", "ongoing", "planned")
    return Figure(
        id="f",
        kind="stacked",
        title="Rubrik",
        question="Fråga",
        category_name="Nivå",
        categories=tuple(f"Nivå {n}" for n, _row in enumerate(rows)),
        series=tuple(
            Series(role, role.capitalize(), tuple(row[index] for row in rows))
            for index, role in enumerate(roles)
        ),
        scale=Scale(0, max(sum(row) for row in rows)),
    )
