"""Bars side by side, and what is no step of a scale: screen, chart and table show the same numbers."""

import re
from html import unescape

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from figures import drawing
from figures.figure import ROUNDS, Figure, Scale, Series
from figures.page_drawing import sheet
from figures.plotly_figure import browser_chart

share = st.one_of(st.none(), st.integers(0, 100))


@st.composite
def grouped(draw):
    count, rounds = draw(st.integers(1, 7)), draw(st.integers(1, 4))
    return Figure(
        id="f",
        kind="grouped",
        title="Det har gått upp",
        question="Andel i varje omgång.",
        category_name="Svar",
        categories=tuple(f"Svar {n}" for n in range(count)),
        series=tuple(
            Series(role, f"Omgång {role}", tuple(draw(share) for _n in range(count)))
            for role in ROUNDS[4 - rounds :]
        ),
        scale=Scale(0, 100),
        unit="%",
        apart=draw(st.sampled_from([(), (count - 1,)])),
    )


def bars(**changes):
    fields = {
        "id": "f",
        "kind": "bars",
        "title": "Flest svarar ja",
        "question": "Andel.",
        "category_name": "Svar",
        "categories": ("Ja", "Nej", "Vet ej"),
        "series": (Series("value", "Andel", (50, 30, 20)),),
        "scale": Scale(0, 100),
        "unit": "%",
        "apart": (2,),
    }
    return Figure(**{**fields, **changes})


def rendered(figure):
    return unescape(Template("{% figure_chart figure %}").render(Context({"figure": figure})))


@given(grouped())
def test_screen_chart_and_table_hold_the_same_numbers(figure):
    page = rendered(figure)
    expected = [figure.text(value) for values in figure.by_category() for value in values]
    drawn = page[: page.index("<details")]
    table = page[page.index("<details") :]
    assert re.findall(r"<td[^>]*>(.*?)</td>", table) == expected
    shown = re.findall(r'<text class="v-text(?:-strong)?"[^>]*>([^<]*)</text>', drawn)
    assert shown[: len(expected)] == expected
    data = browser_chart(figure)["data"]
    assert [tuple(trace["x"]) for trace in data] == [series.values for series in figure.series]
    assert browser_chart(figure)["layout"]["barmode"] == "group"
    assert len({tuple(trace["y"]) for trace in data}) == 1
    assert Figure.from_dict(figure.to_dict()) == figure


@given(grouped())
def test_rounds_are_told_apart_by_their_fill_and_named_in_the_key(figure):
    page = rendered(figure)
    fills = {trace["marker"]["color"] for trace in browser_chart(figure)["data"]}
    assert len(fills) == len(figure.series)
    assert all(series.name in page[: page.index("</ul>")] for series in figure.series)


def test_what_is_no_step_of_the_scale_stands_below_a_gap_and_hollow():
    figure = bars()
    assert [row.apart for row in drawing.bars(figure)] == ["", "", "first"]
    chart = browser_chart(figure)["data"][0]
    first, second, last = chart["y"]
    assert last - second > second - first
    colours = chart["marker"]["color"]
    assert colours[0] == colours[1] != colours[2]
    tops = [float(row.top) for row in sheet(figure).rows]
    assert tops[2] - tops[1] > tops[1] - tops[0]
    assert [row.apart for row in sheet(figure).rows] == [False, False, True]
    page = rendered(figure)
    assert page.count("row-apart") == 2


def test_it_stands_last():
    with pytest.raises(ValueError, match="stands last"):
        bars(apart=(0,))
