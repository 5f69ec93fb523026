"""The quartiles box for the browser: the numbers of the page's table, for who points at them."""

from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from comparison.findings import language, percent, points
from comparison.page import Comparison
from figures.chart_config import CONFIG

HEIGHT: Final = 130
_INK: Final = "#1E1B20"
_EDGE: Final = "#54225C"


def box_chart(comparison: Comparison) -> dict[str, Any] | None:
    """Return {"data", "layout", "config", "roles"} as figures.plotly_figure does; None where there is no box."""
    if comparison.box is None:
        return None
    write = percent if comparison.maximum is None else points
    highest = comparison.maximum or 1
    return {
        "data": [_box(comparison), _marks(comparison)],
        "layout": {
            "font": {"family": '"Source Sans 3", "Segoe UI", sans-serif', "size": 15, "color": _INK},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "height": HEIGHT,
            "margin": {"l": 24, "r": 40, "t": 8, "b": 32},
            "hovermode": "closest",
            "dragmode": False,
            "xaxis": {
                "range": [-highest / 100, highest * 1.01],
                "tickvals": [0, highest],
                "ticktext": [write(Fraction(0)), write(Fraction(highest))],
                "gridcolor": "#DCDDD6",
                "zeroline": False,
                "fixedrange": True,
            },
            "yaxis": {"visible": False, "fixedrange": True, "range": [-0.8, 0.8]},
            "hoverlabel": {"bgcolor": "#FFFFFF", "bordercolor": "#85808A", "font": {"color": _INK}},
        },
        "config": {**CONFIG, "locale": language()},
        "roles": _ROLES,
    }


def _box(comparison: Comparison) -> dict[str, Any]:
    sums = comparison.sums.spread
    return {
        "type": "box",
        "orientation": "h",
        "y": [0],
        "lowerfence": [_drawn(sums.lowest)],
        "q1": [_drawn(sums.lower_quartile)],
        "median": [_drawn(sums.median)],
        "q3": [_drawn(sums.upper_quartile)],
        "upperfence": [_drawn(sums.highest)],
        "width": 0.7,
        "whiskerwidth": 0.6,
        "fillcolor": "#CBA6D0",
        "line": {"width": 2, "color": _EDGE},
        "hoverinfo": "skip",
    }


def _marks(comparison: Comparison) -> dict[str, Any]:
    """Return a mark at each number, and a triangle for the reader's own."""
    texts, sums = comparison.sums, comparison.sums.spread
    told = [
        (_("Lägst"), sums.lowest, texts.lowest),
        (_("Nedre kvartil"), sums.lower_quartile, texts.lower_quartile),
        (_("Median"), sums.median, texts.median),
        (_("Övre kvartil"), sums.upper_quartile, texts.upper_quartile),
        (_("Högst"), sums.highest, texts.highest),
    ]
    if comparison.own is not None:
        own = comparison.own.row.sum
        value = own.share if comparison.maximum is None else Fraction(own.points)
        told.append((_("Ni"), value, comparison.own.total))
    five = 5
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_drawn(value) for _name, value, _text in told],
        "y": [0] * five + [-0.6] * (len(told) - five),
        "marker": {
            "color": _INK,
            "size": [7] * five + [16] * (len(told) - five),
            "symbol": ["circle"] * five + ["triangle-up"] * (len(told) - five),
        },
        "customdata": [[name, text] for name, _value, text in told],
        "hovertemplate": "%{customdata[0]}: <b>%{customdata[1]}</b><extra></extra>",
    }


def _drawn(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


_ROLES: Final = [
    [["data", 0, "fillcolor"], "--l4-2"],
    [["data", 0, "line", "color"], "--v-now"],
    [["data", 1, "marker", "color"], "--c-ink"],
    [["layout", "font", "color"], "--c-ink"],
    [["layout", "xaxis", "gridcolor"], "--v-grid"],
    [["layout", "hoverlabel", "bgcolor"], "--c-raised"],
    [["layout", "hoverlabel", "bordercolor"], "--c-line-strong"],
    [["layout", "hoverlabel", "font", "color"], "--c-ink"],
]
