"""What the pages of a draft show beside the form: last time, own ratings, next steps, minutes, the circle."""

from typing import Any

from checklists.calculations import total, usual_time
from checklists.differences import by_item
from checklists.models import Assessment
from checklists.overview import earlier
from checklists.results import participants
from checklists.steps import steps_by_item
from checklists.wording import circle_note


def last_time(draft: Assessment) -> Assessment | None:
    """Return the last handed-in assessment with the same version of the checklist."""
    before = earlier(draft)
    return before[-1] if before else None


def draft_context(draft: Assessment) -> dict[str, Any]:
    """Collect what the page of the draft shows. A constant number of queries; for coordinators only."""
    last = last_time(draft)
    instrument = draft.occasion.instrument
    return {
        "assessment": draft,
        "instrument": instrument,
        "slug": draft.organisation.slug,
        "total": total(draft.answers, instrument.scale),
        "last": {rating.item.number: rating for rating in last.ratings.all()} if last else {},
        "last_occasion": last.occasion if last else None,
        "differences": by_item(draft.organisation, draft.occasion),
        "steps_of": steps_by_item(draft),
        "usual": usual_time(Assessment.objects.measured_seconds(instrument)),
        **circle(draft, last),
    }


def circle(draft: Assessment, last: Assessment | None) -> dict[str, Any]:
    """Return who took part last time, and what is said where another circle rates now."""
    then = participants(last) if last else {}
    return {"circle": circle_note(then, participants(draft)) if last else "", "last_circle": then}
