"""Template tags that show a Figure: on the screen, as a table, and in print; built in to every template."""

import re
from typing import Any, Final

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from figures import drawing, page_drawing, swedish
from figures.figure import Figure
from figures.plotly_figure import browser_chart

MOST_ROWS_KEPT_TOGETHER = 6
"""With more rows the table may go on to the next page: moved there whole, the figure would leave half a page empty."""

QUOTED: Final = re.compile("“([^“”]+)”")
"""In English sentences. A name that holds such marks itself is told in parts."""

register = template.Library()


@register.filter(is_safe=True)
def kept_n(text: str) -> str:
    """{{ figure.base|kept_n }}: "n = 12" stays on one line."""
    return text.replace("n = ", f"n{swedish.NO_BREAK_SPACE}={swedish.NO_BREAK_SPACE}")


@register.filter
def quoted(text: str, language: str | None = None) -> SafeString:
    """{{ finding|quoted }}: what an English sentence has in quotation marks is told to be Swedish: names and items.

    A figure says with its category_language in what language its names are; none: that of its sentences.
    """
    if language is None:
        language = "" if swedish.chosen(get_language()) == "sv" else "sv"
    escaped = conditional_escape(text)
    if not language:
        return escaped
    marked = format_html('“<span lang="{}">{{}}</span>”', language)
    return mark_safe(QUOTED.sub(lambda found: marked.format(found[1]), escaped))  # noqa: S308  escaped just before


@register.inclusion_tag("figures/figure.html")
def figure_chart(
    figure: Figure, csv_url: str = "", *, with_table: bool = True, with_title: bool = True
) -> dict[str, Any]:
    """{% figure_chart figure csv_url=url %}: caption, chart, notes, the same numbers as a table, and the file.

    Without its table where the page has one beneath that says more; its title hidden where the page's heading says it.
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
        "with_title": with_title,
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
