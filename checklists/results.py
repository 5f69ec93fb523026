"""What a handed-in assessment shows: the sum, the movement since the first one, who rated, and the figure."""

from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklists.calculations import Movement, Total, movement, total
from checklists.models import Assessment, Rating
from checklists.rounds import Round, Words
from checklists.wording import circle_note, level_finding, movement_finding, since_last_finding, step_finding
from figures.figure import Figure, Scale, Series
from figures.swedish import chosen

FIGURE_ID: Final = "forflyttning"


@dataclass(frozen=True)
class Result:
    """One assessment, and the first one made with the same version when there is an earlier one."""

    assessment: Assessment
    first: Assessment | None
    total: Total
    first_total: Total | None
    movement: Movement | None
    finding: str
    since_last: str
    circle: str
    figure: Figure


def result(assessment: Assessment, earlier: list[Assessment]) -> Result:
    """Put together what the page shows.

    `earlier` holds handed-in assessments of the same organisation with the same instrument version, in time
    order; all of them fetched `with_content()`. The first one is "then".
    """
    scale = assessment.occasion.instrument.scale
    first = earlier[0] if earlier else None
    moved = movement(first.answers, assessment.answers) if first else None
    finding = movement_finding(moved) if moved else level_finding(assessment.answers, scale)
    names = {rating.item.number: rating.item.short for rating in assessment.ratings.all()}
    return Result(
        assessment=assessment,
        first=first,
        total=total(assessment.answers, scale),
        first_total=total(first.answers, scale) if first else None,
        movement=moved,
        finding=finding,
        since_last=since_last_finding([one.answers for one in (*earlier, assessment)]),
        circle=circle_note(participants(earlier[-1]), participants(assessment)) if earlier else "",
        figure=figure(assessment, first, title=step_finding(moved, names) if moved else finding),
    )


def as_round(assessment: Assessment) -> Round:
    """Return what was handed in as a value that the calculations take; fetch it `with_content()` first."""
    return Round(
        name=assessment.occasion.name,
        date=assessment.occasion.date,
        answers=assessment.answers,
        participants=participants(assessment),
        words={rating.item.number: _words(rating) for rating in assessment.ratings.all()},
        handed_in=timezone.localdate(assessment.submitted_at) if assessment.submitted_at else None,
        version=assessment.version,
        reason=assessment.correction_reason,
        imported=assessment.imported,
    )


def _words(rating: Rating) -> Words:
    """Return what was written; a note on the way to a level that doesn't exist or isn't ticked says nothing."""
    return Words(rating.comment, rating.toward_note if rating.is_toward_next else "", rating.evidence)


def participants(assessment: Assessment) -> dict[str, int]:
    """How many took part, by the function's name in the reader's language."""
    return {str(row.function): row.number for row in assessment.participants.all() if row.number}


def figure(now: Assessment, then: Assessment | None, *, title: str) -> Figure:
    """Then → now for each item as one definition; with nothing earlier only "now" is shown."""
    instrument = now.occasion.instrument
    items = [(rating.item.number, rating.item.short) for rating in now.ratings.all()]
    series = [Series("now", now.occasion.name, tuple(a.value for a in now.answers))]
    if then is not None:
        series.insert(0, Series("then", then.occasion.name, tuple(a.value for a in then.answers)))
    not_applicable = any(a.not_applicable for side in (now, then) if side for a in side.answers)
    return Figure(
        id=FIGURE_ID,
        kind="dumbbell",
        title=title,
        question=_("Överenskommen skattning per moment."),
        category_name=_("Moment"),
        categories=tuple(f"{number} {short}" for number, short in items),
        series=tuple(series),
        scale=Scale(instrument.minimum, instrument.maximum, tuple(instrument.labels)),
        language=chosen(get_language()),
        n=sum(participants(now).values()),
        notes=(_("Streck i tabellen: momentet är inte tillämpligt."),) if not_applicable else (),
        source=str(instrument),
        has_total=not not_applicable,
        constructed=now.organisation.constructed,
        category_language="" if chosen(get_language()) == "sv" else "sv",
    )
