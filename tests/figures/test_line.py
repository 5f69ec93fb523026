"""A line over time: drawing, chart and table show the same numbers, and a gap is a gap."""

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from figures import drawing
from figures.figure import Figure, Scale, Series
from figures.plotly_figure import browser_chart

share = st.one_of(st.none(), st.integers(0, 100))


def line(values, lowest=None):
    series = [Series("value", "Median", tuple(values))]
    if lowest:
        series.append(Series("then", "Lägst", tuple(lowest)))
    return Figure(
        id="f",
        kind="line",
        title="Medianen har gått upp",
        question="Andel.",
        category_name="Tillfälle",
        categories=tuple(f"Träff <{n}>" for n in range(len(values))),
        series=tuple(series),
        scale=Scale(0, 100),
        unit="%",
    )


@given(st.lists(share, min_size=1, max_size=9))
def test_drawing_chart_and_table_hold_the_same_numbers(values):
    figure = line(values)
    known = [figure.text(value) for value in values if value is not None]
    assert [dot.text for dot in drawing.lines(figure)[0].dots] == known
    assert browser_chart(figure)["data"][0]["y"] == values
    assert [row.cells[0] for row in figure.table().rows] == [figure.text(value) for value in values]


def test_more_is_higher_and_nothing_is_drawn_across_a_gap():
    dots = drawing.lines(line([10, 90, None, 50]))[0].dots
    assert float(dots[1].y.rstrip("%")) < float(dots[0].y.rstrip("%"))
    assert [dot.before is None for dot in dots] == [True, False, True]
    assert [dot.x for dot in dots] == ["12.5%", "37.5%", "87.5%"]


def test_a_number_stands_where_there_is_most_room():
    figure = line([50, 50, 50], [45, 55, None])
    assert [dot.is_below for dot in drawing.lines(figure)[0].dots] == [False, True, False]
    assert list(browser_chart(figure)["data"][0]["textposition"])[1] == "bottom center"


def test_the_page_shows_it_with_its_table():
    page = Template("{% figure_chart figure %}").render(Context({"figure": line([10, 90], [5, 80])}))
    assert page.count("v-dot-value") == 2
    assert page.count("v-dot-then") == 2
    assert "<table" in page
    assert "Träff <0>" not in page
    bare = Template("{% figure_chart figure with_table=False %}")
    assert "<table" not in bare.render(Context({"figure": line([10, 90])}))
