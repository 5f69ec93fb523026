"""Reads what stands beside the ratings: decided steps, units and, if chosen, distances, cleaned of the unprintable."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklists.by_function import OwnAnswers
from checklists.decided import decided_steps, followed_up, owner_titles
from checklists.models import NextStep, Occasion, OwnAssessment, StepReview
from checklists.rollup import ItemRow, Rollup, UnitRow, rollups
from figures import swedish
from figures.text import clean_line
from organisations.models import Organisation
from reports.kinds.lagesrapport.distances import distances
from reports.kinds.lagesrapport.parts import (
    Distances,
    ReportReview,
    ReportStep,
    UnitItem,
    UnitsBeside,
    UnitSum,
)

LONGEST_NAME: Final = 300
LONGEST_NOTE: Final = 500


@dataclass(frozen=True)
class Beside:
    """What was read. `times` says when each part of it was last changed; `constructed` whether a unit's values are."""

    steps: tuple[ReportStep, ...]
    reviews: tuple[ReportReview, ...]
    units: tuple[UnitsBeside, ...]
    distances: Distances | None
    times: tuple[datetime.datetime, ...]
    constructed: bool


def read_beside(
    organisation: Organisation, occasion: Occasion, names: Mapping[int, str], *, functions: bool
) -> Beside:
    """Read it for one occasion; names are the items' short names. `functions` is the organisation's choice."""
    steps = decided_steps(organisation, occasion)
    titles = owner_titles(organisation, steps)
    found = rollups(organisation, occasion)
    rated = [unit for rollup in found for unit in rollup.units]
    return Beside(
        steps=tuple(_step(step, titles[step.owner_id]) for step in steps),
        reviews=tuple(_review(review) for review in followed_up(organisation, occasion)),
        units=tuple(_units(rollup) for rollup in found),
        distances=_distances(organisation, occasion, names) if functions else None,
        times=(
            *(step.changed_at for step in steps),
            *(unit.assessment.submitted_at for unit in rated if unit.assessment.submitted_at),
        ),
        constructed=any(unit.organisation.constructed for unit in rated),
    )


def _step(step: NextStep, owner: str) -> ReportStep:
    return ReportStep(
        number=step.item.number,
        text=clean_line(step.text, LONGEST_NOTE),
        owner=_line(owner),
        due=step.due.isoformat(),
        state=step.state,
    )


def _review(review: StepReview) -> ReportReview:
    return ReportReview(
        number=review.step.item.number,
        item=_line(review.step.item.short),
        text=clean_line(review.step.text, LONGEST_NOTE),
        occasion=_line(review.step.occasion.name),
        state=review.state,
        note=clean_line(review.note, LONGEST_NOTE),
    )


def _units(rollup: Rollup) -> UnitsBeside:
    whole = None
    if rollup.whole is not None and rollup.whole_total is not None:
        whole = UnitSum(
            _line(rollup.whole.organisation.name), rollup.whole_total.points, rollup.whole_total.maximum
        )
    return UnitsBeside(
        checklist=_line(str(rollup.instrument)),
        finding=rollup.finding,
        steps=tuple(value for value, _label in rollup.instrument.scale.steps),
        not_applicable=rollup.instrument.allows_not_applicable,
        same_checklist=rollup.same_checklist,
        items=tuple(_item(item) for item in rollup.items),
        units=tuple(_unit(unit) for unit in rollup.units),
        whole=whole,
    )


def _item(item: ItemRow) -> UnitItem:
    mean = item.spread.mean
    return UnitItem(
        number=item.spread.number,
        short=_line(item.short),
        counts=item.counts,
        not_applicable=item.spread.not_applicable,
        mean=swedish.NOTHING if mean is None else swedish.number(mean, 1, _language()),
        lowest=item.spread.lowest,
        highest=item.spread.highest,
        whole=item.whole.value if item.whole else None,
    )


def _unit(unit: UnitRow) -> UnitSum:
    return UnitSum(_line(unit.organisation.name), unit.total.points, unit.total.maximum)


def _distances(organisation: Organisation, occasion: Occasion, names: Mapping[int, str]) -> Distances:
    finished = OwnAssessment.objects.filter(organisation=organisation, occasion=occasion).finished()
    own = [
        OwnAnswers(_line(str(one.function)) if one.function else _("ingen angiven funktion"), one.answers)
        for one in finished.with_content().order_by("pk")
    ]
    return distances(own, names)


def _line(text: str) -> str:
    return clean_line(text, LONGEST_NAME)


def _language() -> str:
    return swedish.chosen(get_language())
