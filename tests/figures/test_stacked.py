"""Stacked bars: screen, chart, print and table show the same numbers, and parts are told apart without colour."""

import re
import xml.etree.ElementTree as ElementTree
from html import unescape
from typing import Any

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from figures import drawing
from figures.figure import Figure, Role, Scale, Series
from figures.plotly_figure import browser_chart

ROLES: tuple[Role, ...] = ("done", "ongoing", "planned")
NAMES = ("Klart", "Pågår", "Planerat")


@st.composite
def stacks(draw):
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 999), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6
        )
    )
    return stack(*rows, language=draw(st.sampled_from(("sv", "en"))))


def stack(*rows, **changes):
    fields = {
        "id": "f",
        "kind": "stacked",
        "title": "Längst har det nått till nivå 3",
        "question": "Antal poster på varje nivå.",
        "category_name": "Nivå",
        "categories": tuple(f"Nivå {n}" for n, _row in enumerate(rows)),
        "series": tuple(
            Series(role, name, tuple(row[index] for row in rows))
            for index, (role, name) in enumerate(zip(ROLES, NAMES, strict=True))
        ),
        "scale": Scale(0, max(1, *(sum(row) for row in rows))),
    }
    return Figure(**{**fields, **changes})


def rendered(tag, figure):
    return Template("{% " + tag + " %}").render(Context({"figure": figure}))


def per_cent(text):
    return float(text.rstrip("%"))


@given(stacks())
def test_screen_chart_print_and_table_hold_the_same_numbers(figure):
    rows = figure.by_category()
    for tag in ("figure_table figure", 'print_figure figure "Figur 1"'):
        cells = re.findall(r"<td[^>]*>(.*?)</td>", rendered(tag, figure))
        assert cells == [figure.text(value) for row in rows for value in row]
    bars = [trace for trace in browser_chart(figure)["data"] if trace["type"] == "bar"]
    assert [trace["name"] for trace in bars] == list(NAMES)
    assert list(zip(*(trace["x"] for trace in bars), strict=True)) == list(rows)
    for line, row in zip(drawing.stacks(figure), rows, strict=True):
        assert [(part.role, part.value) for part in line.parts] == [
            pair for pair in zip(ROLES, row, strict=True) if pair[1]
        ]
        assert per_cent(line.end) == pytest.approx(100 * sum(row) / figure.scale.maximum, abs=0.06)
    assert Figure.from_dict(figure.to_dict()) == figure


@given(stacks())
def test_the_drawings_say_the_numbers_in_words_too(figure):
    sums = [" + ".join(figure.text(value) for value in row) for row in figure.by_category()]
    assert (
        re.findall(r"<text class=\"v-text-strong\".*?>(.*?)</text>", rendered("figure_chart figure", figure))
        == sums
    )
    (svg,) = re.findall(r"<svg.*</svg>", rendered('print_figure figure "Figur 1"', figure), re.DOTALL)
    texts = [one.text for one in ElementTree.fromstring(svg).iter() if one.get("font-weight") == "600"]  # noqa: S314
    assert texts == sums
    assert figure.alternative() in unescape(svg)


def test_the_order_of_the_numbers_is_told_wherever_they_stand():
    figure = stack((3, 1, 0))
    words = "Talen efter stapeln står i samma ordning: klart, pågår, planerat."
    assert words in rendered("figure_chart figure", figure)
    assert words in rendered('print_figure figure "Figur 1"', figure)
    assert "style=" not in rendered("figure_chart figure", figure)


def test_long_sums_get_more_room():
    assert "viz-stack-wide" not in rendered("figure_chart figure", stack((12, 3, 4)))
    long = stack((1234, 1234, 1234))
    assert "viz-stack-wide" in rendered("figure_chart figure", long)
    assert (
        browser_chart(long)["layout"]["margin"]["r"]
        > browser_chart(stack((1, 2, 3)))["layout"]["margin"]["r"]
    )


def test_a_stack_that_is_higher_than_the_scale_is_refused():
    with pytest.raises(ValueError, match="higher"):
        stack((3, 1, 0), scale=Scale(0, 3))


def test_every_part_has_a_role_that_can_be_drawn():
    figure = stack((3, 1, 2))
    html = rendered("figure_chart figure", figure)
    assert all(html.count(f'class="v-{role}"') == 2 for role in ROLES)
    for path, token in browser_chart(figure)["roles"]:
        part: Any = browser_chart(figure)
        for key in path:
            part = part[key]
        assert re.fullmatch(r"#[0-9A-F]{6}", part)
        assert token.startswith("--")
