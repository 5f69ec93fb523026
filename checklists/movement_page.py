"""What the movement page shows: all that holds of one organisation, one checklist version at a time."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from checklists.calculations import movement
from checklists.figures import ScaledRound, levels_figure, shares_figure, sums_figure
from checklists.models import Assessment, Instrument, Item
from checklists.movement import Changes, ItemOverTime, changes, items_over_time
from checklists.results import as_round
from checklists.rounds import Round
from checklists.wording import circle_note, level_finding, movement_finding, since_last_finding, step_finding
from figures.figure import Figure
from organisations.models import Organisation


@dataclass(frozen=True)
class Time:
    """One handed-in assessment; `circle` tells when others rated than the time before."""

    assessment: Assessment
    round: Round
    circle: str


@dataclass(frozen=True)
class Version:
    """One version of a checklist with all that was rated with it, in time order. `query` chooses it."""

    instrument: Instrument
    times: tuple[Time, ...]
    query: str

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The values that the calculations take."""
        return tuple(time.round for time in self.times)


@dataclass(frozen=True)
class ItemRow:
    """One item with its way through the occasions."""

    item: Item
    over_time: ItemOverTime


@dataclass(frozen=True)
class ChangeGroup:
    """What changed up to one occasion, with the items' wordings by number."""

    time: Time
    changes: Changes


@dataclass(frozen=True)
class MovementPage:
    """One version in full, and the share of the possible over all of them when there are several."""

    version: Version
    versions: tuple[Version, ...]
    finding: str
    since_last: str
    step: str
    figure: Figure
    items: Mapping[int, Item]
    rows: tuple[ItemRow, ...]
    changes: tuple[ChangeGroup, ...]
    shares: Figure | None


def movement_page(organisation: Organisation, *, key: str = "", version: str = "") -> MovementPage | None:
    """Put the page together; None when nothing is handed in. Three queries, whatever the number of occasions.

    A key alone chooses its version that was rated with last; what nobody has rated with gives the latest of all.
    """
    found = list(
        Assessment.objects.filter(organisation=organisation).current().with_content().in_time_order()
    )
    if not found:
        return None
    versions = _versions(found)
    chosen = _chosen(versions, key, version)
    return _page(chosen, versions, _shares(versions, found) if len(versions) > 1 else None)


def _versions(found: Sequence[Assessment]) -> tuple[Version, ...]:
    """Group by version; the one that was rated with last stands first."""
    groups: dict[int, list[Assessment]] = {}
    for assessment in reversed(found):
        groups.setdefault(assessment.occasion.instrument_id, []).append(assessment)
    return tuple(_version(list(reversed(group))) for group in groups.values())


def _version(assessments: Sequence[Assessment]) -> Version:
    instrument = assessments[0].occasion.instrument
    rounds = [as_round(assessment) for assessment in assessments]
    circles = ["", *(circle_note(a.participants, b.participants) for a, b in itertools.pairwise(rounds))]
    return Version(
        instrument=instrument,
        times=tuple(Time(*parts) for parts in zip(assessments, rounds, circles, strict=True)),
        query=urlencode({"checklista": instrument.key, "version": instrument.version}),
    )


def _chosen(versions: Sequence[Version], key: str, version: str) -> Version:
    of_key = [one for one in versions if one.instrument.key == key] or list(versions)
    return next((one for one in of_key if one.instrument.version == version), of_key[0])


def _page(chosen: Version, versions: tuple[Version, ...], shares: Figure | None) -> MovementPage:
    rounds, scale = chosen.rounds, chosen.instrument.scale
    items = {rating.item.number: rating.item for rating in chosen.times[-1].assessment.ratings.all()}
    finding, step = level_finding(rounds[-1].answers, scale), ""
    if len(rounds) > 1:
        moved = movement(rounds[0].answers, rounds[-1].answers)
        finding = movement_finding(moved)
        step = step_finding(moved, {number: item.short for number, item in items.items()})
    figure = levels_figure(rounds[0], scale) if len(rounds) == 1 else sums_figure(rounds, scale, most=None)
    return MovementPage(
        version=chosen,
        versions=versions,
        finding=finding,
        since_last=since_last_finding([one.answers for one in rounds]),
        step=step,
        figure=_marked(figure, chosen.times[-1].assessment),
        items=items,
        rows=tuple(ItemRow(items[row.number], row) for row in items_over_time(rounds)),
        changes=tuple(
            ChangeGroup(time, one)
            for time, one in zip(reversed(chosen.times[1:]), changes(rounds), strict=True)
        ),
        shares=shares,
    )


def _marked(figure: Figure, assessment: Assessment) -> Figure:
    source = str(assessment.occasion.instrument)
    return replace(figure, source=source, constructed=assessment.organisation.constructed)


def _shares(versions: Sequence[Version], found: Sequence[Assessment]) -> Figure:
    """Set all occasions side by side, in time order whatever they were rated with."""
    one_key = len({version.instrument.key for version in versions}) == 1
    rounds = {time.assessment.pk: time.round for version in versions for time in version.times}
    figure = shares_figure(
        [
            ScaledRound(
                rounds[assessment.pk],
                assessment.occasion.instrument.scale,
                _("version %(version)s") % {"version": assessment.occasion.instrument.version}
                if one_key
                else str(assessment.occasion.instrument),
            )
            for assessment in found
        ]
    )
    return replace(figure, constructed=found[0].organisation.constructed)
