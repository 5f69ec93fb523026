"""The programme report's figures: how many moved up, stood still or moved down; how far on the chain they are."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from figures.figure import Figure, Scale, Series
from reports.kinds.programrapport.material import Rated
from reports.kinds.programrapport.sentences import MOST_IN_WORDS, moved_finding
from reports.kinds.resultatrapport.wording import day, language, number
from resultchain.levels import ChainLevel
from resultchain.models import Extent


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


def reached_figure(said: Sequence[Sequence[str]], key: str, *, name: str = "", constructed: bool) -> Figure:
    """Stacked bars: how many say that they are done, and partly there, level by level.

    `said` has a row for each organisation, with an extent or an empty text for each level; `name` is that of a single
    one where it may be told.
    """
    columns = list(zip(*said, strict=True))
    done, partly = ([column.count(extent) for column in columns] for extent in (Extent.DONE, Extent.PARTLY))
    return Figure(
        id=key,
        kind="stacked",
        title=_reached_finding(done, len(said), name),
        question=_("Antal organisationer per nivå i resultatkedjan, enligt deras egna resultatrapporter."),
        category_name=_("Nivå"),
        categories=tuple(f"{one.value} {one.label}" for one in ChainLevel),
        series=(
            Series("done", str(Extent.DONE.label).capitalize(), tuple(done)),
            Series("ongoing", str(Extent.PARTLY.label).capitalize(), tuple(partly)),
        ),
        scale=Scale(0, len(said)),
        language=language(),
        n=len(said),
        base=ngettext("n = %(n)s organisation.", "n = %(n)s organisationer.", len(said))
        % {"n": number(len(said))},
        notes=(_("Organisationerna placerar sig själva, på en eller flera nivåer."),),
        constructed=constructed,
    )


def _reached_finding(done: Sequence[int], of: int, name: str) -> str:
    """Name the highest level that at least half have reached, and how many they are."""
    level = max((index for index, n in enumerate(done) if 2 * n >= of), default=None)
    if level is None:
        if name:
            return _("%(name)s säger sig inte ha nått någon nivå helt") % {"name": name}
        return _("Mindre än hälften säger sig ha nått någon nivå helt")
    reached = {"level": level + 1, "label": str(ChainLevel(level + 1).label).lower()}
    if name:
        return _("%(name)s säger sig ha nått nivå %(level)s, %(label)s") % {"name": name, **reached}
    write = swedish.number_word if of <= MOST_IN_WORDS else swedish.whole_number
    words = {"n": swedish.sentence(write(done[level], language())), "of": write(of, language()), **reached}
    return _("%(n)s av %(of)s säger sig ha nått nivå %(level)s, %(label)s") % words
