"""How far on the chain those of a comparison say that they are: from the result reports that the reader may read.

A position is the organisation's own until it stands in a report that is handed in and shared; nothing else is read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Func, JSONField, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklists.figures import language
from figures.figure import Figure, Scale, Series
from figures.swedish import number, sort_key
from figures.text import clean_line
from organisations.models import Organisation
from reports.kinds.programrapport.handed import stands_of
from reports.models import HandIn, Publication
from resultchain.levels import ChainLevel
from resultchain.models import Extent

LONGEST: Final = 300
POSITION: Final = '$.parts[*] ? (@.key == "position")'


@dataclass(frozen=True)
class Reached:
    """What one says of itself in its report, level by level: partly, done, or an empty text where it says nothing."""

    name: str
    said: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The same for a table."""
        return tuple(str(Extent(one).label) if one else "–" for one in self.said)


@dataclass(frozen=True)
class ReachedPage:
    """Who says what in the order of names, and the figure; `silent` have handed in a report without a position."""

    rows: tuple[Reached, ...]
    silent: int
    figure: Figure | None

    @property
    def levels(self) -> tuple[ChainLevel, ...]:
        """The columns of the table."""
        return tuple(ChainLevel)

    @property
    def silent_remark(self) -> str:
        """How many say nothing of it, in words."""
        return ngettext(
            "%(n)s rapport säger inget om hur långt organisationen har kommit.",
            "%(n)s rapporter säger inget om hur långt organisationerna har kommit.",
            self.silent,
        ) % {"n": number(self.silent, 0, language())}


def reached_page(
    organisation: Organisation, participations: Collection[int], *, constructed: bool
) -> ReachedPage:
    """Return what the reports of some participants say, those that the organisation may read. One query.

    Of somebody in several programmes only the report that came in last, of those that say something.
    """
    found = (
        HandIn.objects.newest()
        .visible_to(organisation)
        .filter(
            participation__in=participations,
            publication__in=Publication.objects.in_force().order_by().values("pk"),
        )
    )
    snapshot = F("publication__report__snapshot")
    part = Func(
        snapshot,
        Value(POSITION),
        function="jsonb_path_query_first",
        template="%(function)s(%(expressions)s::jsonpath)",
        output_field=JSONField(),
    )
    fields = ("publication__report__snapshot__organisation__name", "publication__report__snapshot__language")
    reports = found.annotate(position=part).order_by("received_at", "pk")
    read: dict[int, Reached] = {}
    for whose, name, written_in, position in reports.values_list(
        "publication__organisation", *fields, "position"
    ):
        one = _reached(name, written_in, position)
        if any(one.said) or whose not in read:
            read[whose] = one
    rows = tuple(sorted((one for one in read.values() if any(one.said)), key=lambda one: sort_key(one.name)))
    return ReachedPage(rows, len(read) - len(rows), _figure(rows, constructed=constructed))


def _reached(name: str, written_in: str, part: dict[str, object] | None) -> Reached:
    said = {one.level: one.said for one in stands_of(part, written_in)}
    return Reached(clean_line(name, LONGEST), tuple(said.get(level, "") for level in ChainLevel))


def _figure(rows: Collection[Reached], *, constructed: bool) -> Figure | None:
    """Stacked bars: how many say that they are done, and partly there, level by level."""
    if not rows:
        return None
    columns = list(zip(*(one.said for one in rows), strict=True))
    done, partly = ([column.count(extent) for column in columns] for extent in (Extent.DONE, Extent.PARTLY))
    level = max((index for index, n in enumerate(done) if 2 * n >= len(rows)), default=None)
    return Figure(
        id="natt",
        kind="stacked",
        title=_("Minst hälften säger sig ha nått nivå %(level)s, %(name)s")
        % {"level": level + 1, "name": str(ChainLevel(level + 1).label).lower()}
        if level is not None
        else _("Mindre än hälften säger sig ha nått någon nivå helt"),
        question=_("Antal organisationer per nivå i resultatkedjan, enligt deras egna resultatrapporter."),
        category_name=_("Nivå"),
        categories=tuple(f"{one.value} {one.label}" for one in ChainLevel),
        series=(
            Series("done", str(Extent.DONE.label).capitalize(), tuple(done)),
            Series("ongoing", str(Extent.PARTLY.label).capitalize(), tuple(partly)),
        ),
        scale=Scale(0, len(rows)),
        language=language(),
        n=len(rows),
        base=ngettext("n = %(n)s organisation.", "n = %(n)s organisationer.", len(rows))
        % {"n": number(len(rows), 0, language())},
        notes=(_("Organisationerna placerar sig själva, på en eller flera nivåer."),),
        constructed=constructed,
    )
