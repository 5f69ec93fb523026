"""The programme report's figure: how many participants moved up, stood still or moved down on each item."""

from django.utils.translation import gettext as _

from figures.figure import Figure, Scale, Series
from reports.kinds.programrapport.material import Rated
from reports.kinds.programrapport.sentences import moved_finding
from reports.kinds.resultatrapport.wording import day, language, number


def moved_figure(rated: Rated, place: int, *, constructed: bool) -> Figure | None:
    """Stacked bars, item by item in the checklist's order; None where fewer than three may be told of."""
    moved = rated.moved
    if moved is None:
        return None
    words = {
        "since": moved.since,
        "first": day(moved.since_day),
        "now": rated.occasion,
        "last": day(rated.day),
    }
    return Figure(
        id=f"rorelse-{place}",
        kind="stacked",
        title=moved_finding(moved).rstrip("."),
        question=_("Antal deltagare per moment, från ”%(since)s” (%(first)s) till ”%(now)s” (%(last)s).")
        % words,
        category_name=_("Moment"),
        categories=tuple(f"{one.number}. {rated.shorts[one.number]}" for one in moved.items),
        series=(
            Series("done", _("Upp"), tuple(one.up for one in moved.items)),
            Series("ongoing", _("Lika"), tuple(one.still for one in moved.items)),
            Series("planned", _("Ned"), tuple(one.down for one in moved.items)),
        ),
        scale=Scale(0, moved.compared),
        language=language(),
        n=moved.compared,
        base=_("n = %(n)s med värden vid båda tillfällena.") % {"n": number(moved.compared)},
        notes=(_("Skalan är grov: ett moment kan ha utvecklats utan att nivån har ändrats."),),
        constructed=constructed,
    )
