"""Template tags that show a Figure: on the screen, as a table, and in print; built in to every template."""

from typing import Any

from django import template

from figures import drawing, page_drawing
from figures.figure import Figure
from figures.plotly_figure import browser_chart

MOST_ROWS_KEPT_TOGETHER = 6
"""With more rows the table may go on to the next page: moved there whole, the figure would leave half a page empty."""

register = template.Library()


@register.inclusion_tag("figures/figure.html")
def figure_chart(figure: Figure, csv_url: str = "", *, with_table: bool = True) -> dict[str, Any]:
    """{% figure_chart figure csv_url=url %}: caption, chart, notes, the same numbers as a table, and the file.

    Without its table where the page has one beneath that says more.
    """
    return {
        "figure": figure,
        "rows": _rows(figure),
        "steps": drawing.heights(figure)
        if figure.kind == "line"
        else drawing.steps(figure, drawing.SCREEN_EDGE),
        "movements": drawing.movements(figure),
        "chart": browser_chart(figure),
        "csv_url": csv_url,
        "with_table": with_table,
    }


def _rows(figure: Figure) -> tuple[Any, ...]:
    if figure.kind == "dumbbell":
        return drawing.dumbbells(figure, drawing.SCREEN_EDGE)
    if figure.kind == "grouped":
        return drawing.groups(figure)
    if figure.kind == "line":
        return drawing.lines(figure)
    return drawing.stacks(figure) if figure.kind == "stacked" else drawing.bars(figure)


@register.inclusion_tag("figures/table.html")
def figure_table(figure: Figure) -> dict[str, Any]:
    """{% figure_table figure %}: the figure's numbers as a table for the screen."""
    return {"figure": figure, "table": figure.table()}


@register.inclusion_tag("figures/print.html")
def print_figure(figure: Figure | dict[str, Any], label: str) -> dict[str, Any]:
    """{% print_figure figure "Figur 1" %}: caption, a drawing with an alternative, and the same numbers as a table.

    The figure may be as JSON has it.
    """
    if isinstance(figure, dict):
        figure = Figure.from_dict(figure)
    return {
        "figure": figure,
        "label": label,
        "table": figure.table(),
        "sheet": page_drawing.sheet(figure),
        "width": page_drawing.WIDTH,
        "scale_letters": page_drawing.SCALE_LETTERS,
        "movements": drawing.movements(figure),
        "is_long": len(figure.categories) > MOST_ROWS_KEPT_TOGETHER,
    }


@register.inclusion_tag("figures/print_bars.html")
def print_bars(figure: Figure | dict[str, Any], label: str) -> dict[str, Any]:
    """{% print_bars figure "Figur 1" %}: shares in per cent as a table whose cells have bars: half as high as both.

    The figure may be as JSON has it; each category has its count as an aside.
    """
    if isinstance(figure, dict):
        figure = Figure.from_dict(figure)
    rows = list(zip(drawing.bars(figure), figure.asides, strict=True))
    return {
        "figure": figure,
        "label": label,
        "rows": rows,
        "is_long": len(figure.categories) > MOST_ROWS_KEPT_TOGETHER * 2,
    }
