"""Who writes what is expected, who judges whether it was reached, and who reads that."""

from dataclasses import dataclass
from typing import Final

from organisations.models import Role
from programmes.attainment import Attained, Judged
from programmes.found import Place
from programmes.meeting_page import is_inside
from programmes.models import COUNTING, Document, MentorAnswer, Part, Participation, Programme, Verdict
from programmes.reading import evaluates

JUDGES: Final = frozenset({Role.COORDINATOR, Role.EVALUATOR})
"""Who judges for an evaluator."""
MOST_DOCUMENTS: Final = 100
"""The latest ones; nobody ticks in a longer list."""


@dataclass(frozen=True)
class Rights:
    """What the caller may do on the page; `has_evaluator`: the programme has one, so the lead does not judge."""

    may_write: bool
    may_judge: bool
    may_read_mentors: bool
    has_evaluator: bool


@dataclass(frozen=True)
class Tally:
    """How many expected results are judged how."""

    total: int
    met: int
    partly: int
    not_met: int

    @property
    def unjudged(self) -> int:
        """How many nobody has judged yet."""
        return self.total - self.met - self.partly - self.not_met


def tally(results: tuple[Attained, ...]) -> Tally:
    """Count the verdicts; pure."""
    verdicts = [one.judged.verdict for one in results if one.judged]
    return Tally(
        len(results), *(verdicts.count(each) for each in (Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET))
    )


def is_evaluator_now(place: Place) -> bool:
    """Whether the organisation evaluates the programme today."""
    return any(evaluates(one, place.programme) for one in place.participations)


def has_evaluator(programme: Programme) -> bool:
    """Whether somebody has the part of evaluator, also on days when it does not read. One query."""
    return programme.participations.in_part(Part.EVALUATOR).filter(stage__in=COUNTING).exists()


def may_read(place: Place) -> bool:
    """Whether the place reads the page: its lead, an evaluator within its days, and when released all who take part."""
    if place.programme.owner_id == place.organisation.pk or is_evaluator_now(place):
        return True
    return place.programme.attainment_released_at is not None and is_inside(place)


def rights_of(place: Place) -> Rights:
    """Return what the caller may do. One query."""
    evaluator_known, evaluates_now = has_evaluator(place.programme), is_evaluator_now(place)
    judges_for_evaluator = evaluates_now and bool(place.membership.roles & JUDGES)
    return Rights(
        may_write=place.may_lead,
        may_judge=judges_for_evaluator or (place.may_lead and not evaluator_known),
        may_read_mentors=place.may_lead or judges_for_evaluator,
        has_evaluator=evaluator_known,
    )


def evidence_for(programme: Programme, last: Judged | None) -> list[Document]:
    """Return what a judgement may rest on, the latest first, and last the older ones of the judgement that holds.

    Only what the whole programme reads: a judgement is read by all. Two queries at most.
    """
    rows = programme.documents.filter(group=None).light().newest_first()
    latest = list(rows[:MOST_DOCUMENTS])
    kept = {one.pk for one in last.documents if one.pk} if last else set()
    return [*latest, *rows.filter(pk__in=kept - {one.pk for one in latest})]


def mentor_answers(programme: Programme) -> list[tuple[Participation, MentorAnswer | None]]:
    """Return what each who was a participant or a mentor said about the next round, by name. Four queries."""
    rows = programme.participations.counting().filter(part__in=(Part.PARTICIPANT, Part.MENTOR, Part.SUPPORT))
    found = rows.with_organisations().select_related("mentor_answer").in_order()
    return [(one, getattr(one, "mentor_answer", None)) for one in found]
