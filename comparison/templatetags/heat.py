"""The cells of the heatmap and the marks of the map: many on a page, and cells of one kind are written once."""

import functools
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from checklists.calculations import Scale
from comparison.country import Point
from comparison.findings import language
from comparison.page import Cell
from figures.swedish import NOTHING

LONGEST_WITH_RINGS: Final = 5

register = template.Library()


@register.simple_tag
def heat_cell(cell: Cell, scale: Scale) -> SafeString:
    """{% heat_cell cell ruler.scale %}: the ring, the value, and an arrow with words for what has moved."""
    return _written(cell, scale.minimum, scale.maximum, language())


@register.simple_tag
def country_point(point: Point) -> SafeString:
    """{% country_point point %}: the mark of one organisation, with its name for who points at it."""
    number = (
        ""
        if point.number is None
        else format_html(
            '<text class="on-{}" x="{}" y="{}">{}</text>', point.shade, point.x, point.y, point.number
        )
    )
    mark = _mark(point.shade, *point.corner, point.size)
    return format_html("<g><title>{}: {}</title>{}{}</g>", point.name, point.value, mark, number)


@register.simple_tag
def country_mark(shade: int) -> SafeString:
    """{% country_mark shade.number %}: the mark of a class, for the key."""
    return _mark(shade, 2, 2, 18)


def _mark(shade: int, x: float, y: float, size: float) -> SafeString:
    """Return a circle for the two lower classes, a rounded square and a square for the higher ones."""
    rounding = {1: size / 2, 2: size / 2, 3: size / 4, 4: 0}[shade]
    return format_html(
        '<rect class="point-{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
        shade,
        x,
        y,
        size,
        size,
        rounding,
    )


@functools.lru_cache(maxsize=1000)
def _written(cell: Cell, minimum: int, maximum: int, _language: str) -> SafeString:
    if cell.value is None:
        words = _("ej tillämpligt")
        return format_html('<td>{}<span class="visually-hidden"> {}</span></td>', NOTHING, words)
    ring, moved = _ring(cell.value - minimum + 1, maximum - minimum + 1), _moved(cell)
    return format_html('<td class="c b{}-{}">{}{}{}</td>', maximum, cell.value, ring, cell.value, moved)


def _ring(step: int, steps: int) -> SafeString | str:
    if steps > LONGEST_WITH_RINGS:
        return ""
    return format_html('<span class="lvl lvl-{}-{}" aria-hidden="true"></span>', step, steps)


def _moved(cell: Cell) -> SafeString | str:
    if not cell.change:
        return ""
    before = {"before": cell.before}
    arrow, words = (
        ("↑", _(", upp från %(before)s") % before)
        if cell.change > 0
        else ("↓", _(", ned från %(before)s") % before)
    )
    return format_html(
        '<span class="mv" aria-hidden="true">{}</span><span class="visually-hidden">{}</span>', arrow, words
    )
