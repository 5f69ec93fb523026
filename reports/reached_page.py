"""How far on the chain those of a comparison say that they are: from the result reports that the reader may read.

A position is the organisation's own until it stands in a report that is handed in; nothing else is read. Of those
the reader has its own, what is shared with it, and what everybody may read.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Func, JSONField, Q, Value
from django.utils.translation import ngettext

from checklists.figures import language
from figures.figure import Figure
from figures.swedish import number, sort_key
from figures.text import clean_line
from organisations.models import Organisation
from organisations.models.share import is_shared_with
from reports.kinds.programrapport.figures import reached_figure
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
    in_force = Publication.objects.in_force().order_by()
    readable = Q(organisation=organisation) | Q(is_shared_with(Publication, organisation))
    found = HandIn.objects.newest().filter(
        participation__in=participations, publication__in=in_force.filter(readable).values("pk")
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


def _figure(rows: Sequence[Reached], *, constructed: bool) -> Figure | None:
    if not rows:
        return None
    name = rows[0].name if len(rows) == 1 else ""
    return reached_figure([one.said for one in rows], "natt", name=name, constructed=constructed)
