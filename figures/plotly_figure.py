"""A Figure as data for plotly.js: the design's look, and which of the page's colours each part takes."""

import html
import json
import textwrap
from typing import Any, Final

import plotly.graph_objects as go

from figures.chart_config import CONFIG
from figures.drawing import stands_below
from figures.figure import Figure, Series

# Light values of the tokens in static/css/tokens.css. The page's script replaces them by the tokens that
# "roles" names, so that a chart follows dark mode and the reader's own contrast.
_LIGHT: Final = {
    "--c-ink": "#1E1B20",
    "--c-muted": "#5A535C",
    "--c-page": "#FFFFFF",
    "--c-raised": "#FFFFFF",
    "--c-line-strong": "#85808A",
    "--v-grid": "#DCDDD6",
    "--v-then": "#5A535C",
    "--v-now": "#54225C",
    "--v-back": "#9C201C",
    "--v-1": "#54225C",
    "--l4-2": "#CBA6D0",
    "--l4-3": "#8F5797",
}
_FONT: Final = '"Source Sans 3", "Segoe UI", sans-serif'
_ROW_HEIGHT: Final = 46
_LABEL_WIDTH: Final = 36
_AXIS_WIDTH: Final = 72
_LONGEST_HOVER: Final = 300
_GROUP_HEIGHT: Final = 26
_UPRIGHT_HEIGHT: Final = 340
_GAP: Final = 0.4
"""Above what stands apart, in rows."""
_SIZES: Final = {"then": 16, "now": 20, "still": 8}


def browser_chart(figure: Figure) -> dict[str, Any]:
    """Return {"data", "layout", "config", "roles"}, ready for JSON.

    roles is a list of [path, token]: the script sets the value at the path to the token's colour on the page.
    On a narrow screen the script sets config.staticPlot, or leaves the server's drawing in place.
    """
    traces = _TRACES[figure.kind](figure)
    chart = go.Figure(data=[trace for trace, _ in traces], layout=_layout(figure))
    built = json.loads(chart.to_json())
    roles = [
        [["data", index, *path], token] for index, (_, paths) in enumerate(traces) for path, token in paths
    ]
    grid = "yaxis" if figure.kind == "line" else "xaxis"
    built["layout"].pop("template", None)
    return {
        "data": built["data"],
        "layout": built["layout"],
        "config": {**CONFIG, "locale": figure.language},
        "roles": [
            *roles,
            [["layout", grid, "gridcolor"], "--v-grid"],
            *([["layout", *path], token] for path, token in _LAYOUT_ROLES),
        ],
    }


_LAYOUT_ROLES: Final = (
    (("font", "color"), "--c-ink"),
    (("hoverlabel", "bgcolor"), "--c-raised"),
    (("hoverlabel", "bordercolor"), "--c-line-strong"),
    (("hoverlabel", "font", "color"), "--c-ink"),
)

_Trace = tuple[Any, tuple[tuple[tuple[str | int, ...], str], ...]]


def _dumbbell(figure: Figure) -> list[_Trace]:
    # "Now" is drawn before "then": where nothing has moved, the small ring of then lies on the disc of now.
    return [*_links(figure), *(_marks(figure, series) for series in reversed(figure.series))]


def _links(figure: Figure) -> list[_Trace]:
    """Return the lines between then and now, those that fell apart from those that rose."""
    traces: list[_Trace] = []
    for falls, token in ((False, "--v-now"), (True, "--v-back")):
        x: list[int | None] = []
        y: list[int | None] = []
        for index in range(len(figure.categories)):
            change = figure.change(index)
            if change and (change < 0) == falls:
                then, now = figure.by_role("then"), figure.by_role("now")
                x += [then.values[index] if then else None, now.values[index] if now else None, None]
                y += [index, index, None]
        if x:
            line = go.Scatter(
                x=x, y=y, mode="lines", line={"width": 4, "color": _LIGHT[token]}, hoverinfo="skip"
            )
            traces.append((line, ((("line", "color"), token),)))
    return traces


def _marks(figure: Figure, series: Series) -> _Trace:
    edge = "--v-then" if series.role == "then" else "--v-now"
    changes = [figure.change(index) for index in range(len(series.values))]
    fallen = [series.role == "now" and (change or 0) < 0 for change in changes]
    fills = ["--v-back" if fell else "--v-now" if series.role == "now" else "--c-page" for fell in fallen]
    edges = ["--v-back" if fell else edge for fell in fallen]
    size = _SIZES.get(series.role, _SIZES["now"])
    trace = go.Scatter(
        x=list(series.values),
        y=list(range(len(figure.categories))),
        name=_plain(series.name),
        mode="markers",
        marker={
            "size": [
                _SIZES["still"] if series.role == "then" and change == 0 else size for change in changes
            ],
            "symbol": ["square" if fell else "circle" for fell in fallen],
            "color": [_LIGHT[token] for token in fills],
            "line": {"width": 2.5, "color": [_LIGHT[token] for token in edges]},
            "opacity": 1,
        },
        customdata=[
            [_plain(name), figure.text(value)]
            for name, value in zip(figure.categories, series.values, strict=True)
        ],
        hovertemplate="%{customdata[0]}<br>%{fullData.name}: <b>%{customdata[1]}</b><extra></extra>",
    )
    return trace, (
        *((("marker", "color", index), token) for index, token in enumerate(fills)),
        *((("marker", "line", "color", index), token) for index, token in enumerate(edges)),
    )


def _bars(figure: Figure) -> list[_Trace]:
    series = figure.series[0]
    texts = [figure.text(value) for value in series.values]
    fills = ["--c-page" if index in figure.apart else "--v-1" for index in range(len(texts))]
    trace = go.Bar(
        x=list(series.values),
        y=_places(figure),
        name=_plain(series.name),
        orientation="h",
        text=texts,
        textposition="outside",
        cliponaxis=False,
        marker={
            "color": [_LIGHT[token] for token in fills],
            "line": {"width": 1.5, "color": _LIGHT["--v-1"]},
        },
        textfont={"color": _LIGHT["--c-ink"]},
        customdata=[_plain(name) for name in figure.categories],
        hovertemplate="%{customdata}<br><b>%{text}</b><extra></extra>",
    )
    colours = [(("marker", "color", index), token) for index, token in enumerate(fills)]
    edge = (("marker", "line", "color"), "--v-1")
    return [(trace, (*colours, edge, (("textfont", "color"), "--c-ink")))]


_ROUND: Final = {"round1": "--c-page", "round2": "--l4-2", "round3": "--l4-3", "round4": "--v-now"}


def _grouped(figure: Figure) -> list[_Trace]:
    return [_group_part(figure, series) for series in figure.series]


def _group_part(figure: Figure, series: Series) -> _Trace:
    fill = _ROUND[series.role]
    texts = [figure.text(value) for value in series.values]
    trace = go.Bar(
        x=list(series.values),
        y=_places(figure),
        name=_plain(series.name),
        orientation="h",
        text=texts,
        textposition="outside",
        cliponaxis=False,
        marker={"color": _LIGHT[fill], "line": {"width": 1.5, "color": _LIGHT["--v-now"]}},
        textfont={"color": _LIGHT["--c-ink"]},
        customdata=[_plain(name) for name in figure.categories],
        hovertemplate="%{customdata}<br>%{fullData.name}: <b>%{text}</b><extra></extra>",
    )
    edge = (("marker", "line", "color"), "--v-now")
    return trace, ((("marker", "color"), fill), edge, (("textfont", "color"), "--c-ink"))


def _places(figure: Figure) -> list[float]:
    """Return where rows stand; what is no step of the scale stands below a gap."""
    return [index + _GAP * (index in figure.apart) for index in range(len(figure.categories))]


_STACK: Final = {
    "done": ("--v-now", "--v-now"),
    "ongoing": ("--l4-2", "--v-now"),
    "planned": ("--c-page", "--v-now"),
    **{role: (token, "--v-now") for role, token in _ROUND.items()},
}
"""The colour of a part and of its edge: parts differ in lightness, and the edge parts them from each other."""


def _stacked(figure: Figure) -> list[_Trace]:
    return [*(_stack_part(figure, series) for series in figure.series), _sums(figure)]


def _stack_part(figure: Figure, series: Series) -> _Trace:
    fill, edge = _STACK[series.role]
    trace = go.Bar(
        x=list(series.values),
        y=list(range(len(figure.categories))),
        name=_plain(series.name),
        orientation="h",
        marker={"color": _LIGHT[fill], "line": {"width": 1.5, "color": _LIGHT[edge]}},
        customdata=[
            [_plain(name), figure.text(value)]
            for name, value in zip(figure.categories, series.values, strict=True)
        ],
        hovertemplate="%{customdata[0]}<br>%{fullData.name}: <b>%{customdata[1]}</b><extra></extra>",
    )
    return trace, ((("marker", "color"), fill), (("marker", "line", "color"), edge))


def _sums(figure: Figure) -> _Trace:
    """Return the words at the end of each stack."""
    trace = go.Scatter(
        x=[sum(value or 0 for value in values) for values in figure.by_category()],
        y=list(range(len(figure.categories))),
        mode="text",
        text=[f" {figure.sum_text(index)}" for index in range(len(figure.categories))],
        textposition="middle right",
        cliponaxis=False,
        textfont={"color": _LIGHT["--c-ink"]},
        hoverinfo="skip",
    )
    return trace, ((("textfont", "color"), "--c-ink"),)


def _lines(figure: Figure) -> list[_Trace]:
    return [_line(figure, series) for series in figure.series]


def _line(figure: Figure, series: Series) -> _Trace:
    """Return a line: the value's is told in numbers beside its marks, others are thin."""
    is_value = series.role == "value"
    token = "--v-1" if is_value else "--v-then"
    trace = go.Scatter(
        x=list(range(len(figure.categories))),
        y=list(series.values),
        name=_plain(series.name),
        mode="lines+markers+text" if is_value else "lines+markers",
        text=[figure.text(value) for value in series.values],
        textposition=[
            "bottom center" if stands_below(figure, series, index) else "top center"
            for index in range(len(series.values))
        ],
        cliponaxis=False,
        line={
            "width": 4 if is_value else 1.5,
            "dash": "solid" if is_value else "dot",
            "color": _LIGHT[token],
        },
        marker={"size": 12 if is_value else 7, "color": _LIGHT[token]},
        textfont={"color": _LIGHT["--c-ink"]},
        customdata=[_plain(name) for name in figure.categories],
        hovertemplate="%{customdata}<br>%{fullData.name}: <b>%{text}</b><extra></extra>",
    )
    paths = (("line", "color"), ("marker", "color"))
    return trace, (*((path, token) for path in paths), (("textfont", "color"), "--c-ink"))


_TRACES: Final = {
    "dumbbell": _dumbbell,
    "bars": _bars,
    "stacked": _stacked,
    "grouped": _grouped,
    "line": _lines,
}


def _plain(text: str) -> str:
    """Return the text with its markup made harmless: plotly.js reads a little HTML in labels."""
    return html.escape(" ".join(text.split())[:_LONGEST_HOVER], quote=False)


def _wrapped(text: str, width: int = _LABEL_WIDTH) -> str:
    lines = textwrap.wrap(text, width=width, max_lines=3, placeholder="…")
    return "<br>".join(html.escape(line, quote=False) for line in lines)


_BARMODES: Final = {"stacked": "stack", "grouped": "group"}


def _row_height(figure: Figure) -> int:
    return max(_ROW_HEIGHT, _GROUP_HEIGHT * len(figure.series)) if figure.kind == "grouped" else _ROW_HEIGHT


def _layout(figure: Figure) -> dict[str, Any]:
    return _upright(figure) if figure.kind == "line" else _in_rows(figure)


def _upright(figure: Figure) -> dict[str, Any]:
    """Return the layout with the categories from left to right and the scale upwards."""
    layout, scale = _in_rows(figure), figure.scale
    across = {
        **_QUIET_AXIS,
        "range": [-0.5, len(figure.categories) - 0.5],
        "tickvals": list(range(len(figure.categories))),
        "ticktext": [_wrapped(name, _AXIS_WIDTH // len(figure.categories)) for name in figure.categories],
        "showgrid": False,
    }
    # The lines at both ends of the scale are drawn only where there is room beyond them.
    edge = (scale.maximum - scale.minimum) / 20
    upwards = {
        **layout["xaxis"],
        "range": [scale.minimum - edge, scale.maximum + edge],
        "side": "left",
    }
    return layout | {"height": _UPRIGHT_HEIGHT, "xaxis": across, "yaxis": upwards}


def _in_rows(figure: Figure) -> dict[str, Any]:
    rows = len(figure.categories) + _GAP * bool(figure.apart)
    font = {"family": _FONT, "size": 15, "color": _LIGHT["--c-ink"]}
    return {
        "font": font,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",\u00a0" if figure.language == "sv" else ".,",
        "showlegend": False,
        "height": 60 + round(_row_height(figure) * rows),
        **({"barmode": _BARMODES[figure.kind]} if figure.kind in _BARMODES else {}),
        "margin": {"l": 16, "r": 32 + 9 * figure.longest_sum, "t": 8, "b": 8, "pad": 6},
        "bargap": 0.34,
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": _x_axis(figure),
        "yaxis": {
            **_QUIET_AXIS,
            "range": [rows - 0.5, -0.5],
            "tickvals": _places(figure),
            "ticktext": [_wrapped(name) for name in figure.categories],
            "showgrid": False,
        },
        "hoverlabel": {
            "bgcolor": _LIGHT["--c-raised"],
            "bordercolor": _LIGHT["--c-line-strong"],
            "align": "left",
            "font": font,
        },
    }


_QUIET_AXIS: Final = {
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "automargin": True,
    "fixedrange": True,
}


def _x_axis(figure: Figure) -> dict[str, Any]:
    scale = figure.scale
    edge = (scale.maximum - scale.minimum) / 8 if figure.kind == "dumbbell" else 0
    labels = (
        [f"{step} {label}" for step, label in zip(scale.steps, scale.labels, strict=True)]
        if scale.labels
        else []
    )
    return {
        **_QUIET_AXIS,
        "range": [scale.minimum - edge, scale.maximum + edge],
        "tickvals": list(scale.steps),
        "ticktext": [_wrapped(label, _AXIS_WIDTH // len(labels)) for label in labels]
        or [figure.text(step) for step in scale.steps],
        "side": "top",
        "showgrid": True,
        "gridcolor": _LIGHT["--v-grid"],
        "gridwidth": 1,
    }
