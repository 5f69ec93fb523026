"""One figure, three renderings: chart, print and table show the same numbers."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from figures.figure import Figure, Scale, Series
from figures.plotly_figure import browser_chart
from figures.templatetags.charts import quoted

VALUES = st.none() | st.integers(1, 4)


@st.composite
def dumbbells(draw):
    size = draw(st.integers(1, 6))
    names = draw(st.lists(st.text("åäö<>&\"'{}% abc", min_size=1, max_size=60), min_size=size, max_size=size))
    rows = draw(st.lists(st.tuples(VALUES, VALUES), min_size=size, max_size=size))
    return Figure(
        id="f",
        kind="dumbbell",
        title="Rubrik",
        question="Fråga",
        category_name="Moment",
        categories=tuple(names),
        series=(
            Series("then", "Då", tuple(row[0] for row in rows)),
            Series("now", "Nu", tuple(row[1] for row in rows)),
        ),
        scale=Scale(1, 4, ("a", "b", "c", "d")),
        language=draw(st.sampled_from(("sv", "en"))),
    )


def bars(**changes):
    fields = {
        "id": "f",
        "kind": "bars",
        "title": "Summan har ökat",
        "question": "Fråga",
        "category_name": "Tillfälle",
        "categories": ("Först", "Sedan"),
        "series": (Series("value", "Summa", (14, 23)),),
        "scale": Scale(0, 30),
        "running_change": True,
        "emphasis": (1,),
        "constructed": True,
    }
    return Figure(**{**fields, **changes})


class Cells(HTMLParser):
    """Collects the text of each body row's td cells."""

    def __init__(self):
        super().__init__()
        self.rows, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")
        self.inside = tag == "td" or (self.inside and tag not in {"tr", "th"})

    def handle_endtag(self, tag):
        if tag == "td":
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data.strip()


def shown(tag, figure):
    html = Template("{% " + tag + " %}").render(Context({"figure": figure}))
    parser = Cells()
    parser.feed(html)
    return [tuple(cell for cell in row if cell) for row in parser.rows if any(row)]


def printed(figure):
    """The drawing as WeasyPrint's parser sees it."""
    html = Template('{% print_figure figure "Figur 1" %}').render(Context({"figure": figure}))
    (drawing,) = re.findall(r"<svg.*</svg>", html, re.DOTALL)
    return ElementTree.fromstring(drawing)  # noqa: S314  # our own


def drawn(svg, *colours):
    """Read the values back from where the marks of these colours stand on the scale's lines."""
    steps = [
        line.get("x1")
        for line in svg.iter()
        if line.tag.endswith("line") and line.get("x1") == line.get("x2")
    ]
    return [
        steps.index(re.findall(r"^translate\(([\d.]+) ", mark.get("transform"))[0]) + 1
        for mark in svg.iter()
        if mark.get("fill") in colours and mark.get("transform")
    ]


def number(text):
    return None if text == "–" else int(text.replace("−", "-"))


@given(dumbbells())
def test_chart_print_and_table_hold_the_same_numbers(figure):
    expected = [
        (then, now, None if then is None or now is None else now - then)
        for then, now in zip(*(series.values for series in figure.series), strict=True)
    ]
    for tag in ("figure_table figure", 'print_figure figure "Figur 1"'):
        assert [tuple(map(number, row)) for row in shown(tag, figure)] == expected
    chart = browser_chart(figure)
    marks = {trace["name"]: trace["x"] for trace in chart["data"] if trace["mode"] == "markers"}
    assert list(zip(marks["Då"], marks["Nu"], strict=True)) == [row[:2] for row in expected]
    svg = printed(figure)
    assert svg[0].tag.endswith("title")
    assert svg[0].text == figure.alternative()
    assert sorted(drawn(svg, "#ffffff") + drawn(svg, "#54225c", "#9c201c")) == sorted(
        value for row in expected for value in row[:2] if value is not None
    )


@given(dumbbells())
def test_a_figure_survives_json(figure):
    assert Figure.from_dict(json.loads(json.dumps(figure.to_dict()))) == figure


@given(dumbbells())
def test_the_file_holds_the_same_numbers(figure):
    rows = list(csv.reader(io.StringIO(figure.csv()), delimiter="," if figure.language == "en" else ";"))
    values = [[series.values[index] for series in figure.series] for index in range(len(figure.categories))]
    read = [[int(cell) if cell else None for cell in row[1:3]] for row in rows[1 : len(values) + 1]]
    assert read == values


def test_bars_hold_the_same_numbers_and_their_steps():
    figure = bars()
    for tag in ("figure_table figure", 'print_figure figure "Figur 1"'):
        assert [tuple(map(number, row)) for row in shown(tag, figure)] == [(14, None), (23, 9)]
    assert browser_chart(figure)["data"][0]["x"] == [14, 23]
    svg = printed(figure)
    assert svg[0].text == figure.alternative()
    rects = [element for element in svg.iter() if element.tag.endswith("rect")]
    track, first, _track, second = (float(element.get("width")) for element in rects)
    assert (round(first / track * 30, 1), round(second / track * 30, 1)) == (14, 23)
    assert [element.get("fill") for element in rects][1::2] == ["#8f5797", "#54225c"]


def test_every_rendering_says_that_values_are_constructed():
    figure = bars()
    words = "konstruerade exempelvärden"
    for tag in ("figure_chart figure", "figure_table figure"):
        assert words in Template("{% " + tag + " %}").render(Context({"figure": figure})).lower()
    assert words in figure.csv().lower()
    assert words in figure.alternative().lower()


def test_the_alternative_holds_every_number():
    text = bars().alternative()
    assert (
        text
        == "Summan har ökat. Först: Summa 14, Förändring –. Sedan: Summa 23, Förändring +9. Konstruerade exempelvärden."
    )


def test_what_is_hidden_is_said_and_not_shown():
    figure = bars(
        series=(Series("value", "Summa", (14, None)),),
        hidden=(1,),
        hidden_reason="För få svar.",
        running_change=False,
    )
    for tag in ("figure_chart figure", "figure_table figure", 'print_figure figure "Figur 1"'):
        assert "visas inte" in Template("{% " + tag + " %}").render(Context({"figure": figure}))
    assert "För få svar." in figure.csv()


@pytest.mark.parametrize(
    "wrong",
    [
        {"series": (Series("value", "Summa", (1,)),)},
        {"scale": Scale(3, 3)},
        {"scale": Scale(1, 3, ("bara en",))},
        {"asides": ("en",)},
        {"hidden": (1,)},
        {"hidden": (1,), "hidden_reason": "För få."},
    ],
)
def test_a_figure_that_does_not_fit_together_is_refused(wrong):
    with pytest.raises(ValueError):
        bars(**wrong)


def test_a_spreadsheet_runs_no_formula_and_a_chart_no_markup():
    figure = bars(categories=("=1+1", "<a href='javascript:x'>&"))
    assert "'=1+1" in figure.csv()
    chart = json.dumps(browser_chart(figure))
    assert "<a" not in chart.replace("<extra>", "")


def test_the_screen_has_no_inline_style_and_hides_the_drawing_from_readers():
    html = Template("{% figure_chart figure csv_url='/x.csv' %}").render(Context({"figure": bars()}))
    assert "style=" not in html
    assert 'aria-hidden="true"' in html
    assert '<script id="f-data" type="application/json">' in html
    assert not re.search(r"<script(?! id=\"f-data\" type=\"application/json\")", html)


def test_every_colour_of_a_chart_has_a_token():
    chart = browser_chart(bars())
    for path, token in chart["roles"]:
        part: Any = chart
        for key in path:
            part = part[key]
        assert re.fullmatch(r"#[0-9A-F]{6}", part)
        assert token.startswith("--")
    assert chart["config"]["displayModeBar"] is False
    assert chart["config"]["sendData"] is False


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("“A & b” is highest", "sv", '“<span lang="sv">A &amp; b</span>” is highest'),
        ("“<b>” and “c”", "sv", '“<span lang="sv">&lt;b&gt;</span>” and “<span lang="sv">c</span>”'),
        ("“a", "sv", "“a"),
        ("“a”", "", "“a”"),
        ("”a” ligger högst", None, "”a” ligger högst"),
    ],
)
def test_names_in_an_english_sentence_are_told_to_be_swedish(text, language, shown):
    assert quoted(text, language) == shown
