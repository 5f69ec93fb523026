"""The boxes and lines of the drawn chain with their words: what the template writes into the drawing as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from figures import lettering, swedish
from organisations.models import Organisation
from resultchain import layout
from resultchain.chain import Edge
from resultchain.findings import language
from resultchain.levels import WORDS, ChainLevel
from resultchain.models import ChainEntry, EntryState

HEAD: Final = 44
"""Room for the names of the levels."""
LETTERS: Final = 14
LINE: Final = 18
PADDING: Final = 13
EDGE: Final = 2
"""What the edges of the outermost boxes need."""
MOST_LINES: Final = 3
MARK: Final = 5
"""Half the width of the sign before the state."""


@dataclass(frozen=True)
class Text:
    """One line of text; y is what the letters stand on."""

    x: str
    y: str
    words: str


@dataclass(frozen=True)
class Box:
    """An entry: its state decides its shape, and stands in words on its last line."""

    url: str
    title: str
    state: str
    x: str
    y: str
    width: str
    height: str
    round: str
    lines: tuple[Text, ...]
    meta: Text
    mark_x: str
    mark_y: str


@dataclass(frozen=True)
class Head:
    """A column: its number and name, where it begins and how wide it is."""

    x: str
    width: str
    level: int
    name: str


@dataclass(frozen=True)
class Drawing:
    """The whole sheet."""

    width: str
    height: str
    heads: tuple[Head, ...]
    boxes: tuple[Box, ...]
    led: tuple[str, ...]
    gave_rise: tuple[str, ...]


def drawing(entries: Sequence[ChainEntry], edges: Sequence[Edge], organisation: Organisation) -> Drawing:
    """Return the drawing of the entries, in the order wished for, and of the links between them."""
    columns = layout.spans(entry.level for entry in entries)
    words = {entry.pk: _words(entry, columns[entry.level]) for entry in entries}
    sizes = [layout.Size(entry.pk, entry.level, _height(len(words[entry.pk]))) for entry in entries]
    picture = layout.layout(sizes, edges)
    return Drawing(
        width=str(layout.WIDTH + 2 * EDGE),
        height=str(round(picture.height) + HEAD + 2),
        heads=tuple(
            Head(str(columns[level].x), str(columns[level].width), int(level), str(WORDS[level].short))
            for level in ChainLevel
        ),
        boxes=tuple(_box(entry, picture.spots[entry.pk], words[entry.pk], organisation) for entry in entries),
        led=tuple(curve.path for curve in picture.curves if curve.edge.counts),
        gave_rise=tuple(curve.path for curve in picture.curves if not curve.edge.counts),
    )


def _words(entry: ChainEntry, column: layout.Span) -> tuple[str, ...]:
    return lettering.fitted(entry.what, (column.width - 2 * PADDING) * 1000 // LETTERS, MOST_LINES)


def _height(lines: int) -> int:
    return 2 * PADDING + (lines + 1) * LINE - 4


def _box(entry: ChainEntry, spot: layout.Spot, lines: Sequence[str], organisation: Organisation) -> Box:
    text_x, first = f"{spot.x + PADDING}", spot.y + PADDING + LETTERS - 3
    last = first + len(lines) * LINE
    return Box(
        url=reverse("entry", args=[organisation.slug, entry.pk]),
        title=f"{entry.what} ({state_words(entry)})",
        state=str(entry.state),
        x=str(spot.x),
        y=f"{spot.y:.1f}",
        width=str(spot.width),
        height=str(spot.height),
        round="22" if entry.state == EntryState.PLANNED else "4",
        lines=tuple(Text(text_x, f"{first + number * LINE:.1f}", line) for number, line in enumerate(lines)),
        meta=Text(f"{spot.x + PADDING + 3 * MARK}", f"{last:.1f}", state_words(entry)),
        mark_x=f"{spot.x + PADDING + MARK}",
        mark_y=f"{last - MARK + 0.5:.1f}",
    )


def state_words(entry: ChainEntry) -> str:
    """Say where an entry stands and when: "Klar 2020-03-01", "Pågår från 2020-02-01", "Planerad"."""
    state = EntryState(entry.state)
    name = swedish.sentence(str(state.label))
    day = entry.first_day if state == EntryState.ONGOING else entry.day
    if day is None:
        return name
    words = {"state": name, "day": swedish.short_date(day, language())}
    return _("%(state)s från %(day)s") % words if state == EntryState.ONGOING else f"{name} {words['day']}"
