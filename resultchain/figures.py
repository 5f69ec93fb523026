"""Figures of the chain, for pages and reports: what the activities have led to, and what stands on each level."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from figures.figure import Figure, Scale, Series
from resultchain.findings import highest_finding, language, led_finding, on_the_way_finding
from resultchain.levels import ChainLevel
from resultchain.reach import LEVELS, Overview

REACH: Final = "rackvidd"
BY_LEVEL: Final = "nivaer"


def reach_figure(overview: Overview, *, source: str = "", constructed: bool = False) -> Figure:
    """Bars: the done activities, and for each higher level how many of them have led there."""
    values = tuple(overview.activities if level == 1 else overview.led_to.get(level, 0) for level in LEVELS)
    on_the_way = on_the_way_finding(overview)
    return Figure(
        id=REACH,
        kind="bars",
        title=led_finding(overview),
        question=_("Antal klara aktiviteter, och hur många av dem som har lett till något på varje nivå."),
        category_name=_("Nivå"),
        categories=_names(),
        series=(Series("value", _("Aktiviteter"), values),),
        scale=Scale(0, max(*values, 1)),
        language=language(),
        n=overview.activities,
        notes=(
            _("En aktivitet räknas på varje nivå som den har lett till."),
            _("Bara det som är klart räknas, och bara kopplingar som säger ”ledde till”."),
            *([f"{on_the_way}."] if on_the_way else []),
        ),
        source=source,
        emphasis=tuple(level - 1 for level in LEVELS if overview.led_to.get(level)),
        constructed=constructed,
    )


def levels_figure(overview: Overview, *, source: str = "", constructed: bool = False) -> Figure:
    """Stacked bars: the entries on each level that are done, go on or are planned."""
    total = sum(count.total for count in overview.levels)
    return Figure(
        id=BY_LEVEL,
        kind="stacked",
        title=highest_finding(overview) or _("Inget är klart än"),
        question=_("Antal poster på varje nivå."),
        category_name=_("Nivå"),
        categories=_names(),
        series=(
            Series("done", _("Klart"), tuple(count.done for count in overview.levels)),
            Series("ongoing", _("Pågår"), tuple(count.ongoing for count in overview.levels)),
            Series("planned", _("Planerat"), tuple(count.planned for count in overview.levels)),
        ),
        scale=Scale(0, max(1, *(count.total for count in overview.levels))),
        language=language(),
        n=total,
        base=ngettext("Underlaget är %(n)s post.", "Underlaget är %(n)s poster.", total)
        % {"n": swedish.number(total, 0, language())},
        notes=(_("Det som inte blev av räknas inte."),),
        source=source,
        constructed=constructed,
    )


def _names() -> tuple[str, ...]:
    return tuple(f"{int(level)} {level.label}" for level in ChainLevel)
