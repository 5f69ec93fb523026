"""What stands there now, told to somebody whose page is older: of a goal, an indicator, a plan, a unit's answer."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures import swedish
from resultchain.models import Goal, InBudget, Indicator, MandatoryPart, Plan, PlanArea
from resultchain.plans import Answered


def goal_text(goal: Goal) -> str:
    """The goal, its need and its days."""
    parts = [
        quoted(goal.title),
        _("Behov: %(need)s") % {"need": quoted(goal.need)} if goal.need else _("Inget behov"),
        _period(goal),
    ]
    return _sentences(parts)


def indicator_text(indicator: Indicator) -> str:
    """The indicator with its unit, and the reason when women and men are not told apart."""
    parts = [f"{quoted(indicator.name)}, {indicator.unit}", *filter(None, [indicator.no_sex_reason])]
    return _sentences(parts)


def plan_text(plan: Plan) -> str:
    """The plan with its days, areas and mandatory parts. Two queries."""
    areas = [area.name for area in plan.areas.order_by("number", "pk")]
    parts = [part.name for part in plan.mandatory_parts.order_by("number", "pk")]
    return _sentences(
        [
            quoted(plan.title),
            *([plan.reference] if plan.reference else []),
            _period(plan),
            *([_("Områden: %(names)s") % {"names": ", ".join(areas)}] if areas else []),
            *([_("Obligatoriska delar: %(names)s") % {"names": ", ".join(parts)}] if parts else []),
        ]
    )


def answer_text(
    areas: Sequence[PlanArea], parts: Sequence[MandatoryPart], answered: Answered, note: str
) -> str:
    """What a unit has answered: the areas with its budget, the parts that are done, its note."""
    budget = _("%(area)s (i detaljbudgeten: %(said)s)")
    chosen = [
        budget % {"area": area.name, "said": InBudget(answered.focus[area.pk]).label}
        for area in areas
        if area.pk in answered.focus
    ]
    done = [part.name for part in parts if part.pk in answered.done]
    return _sentences(
        [
            _("Fokuserar på: %(names)s") % {"names": ", ".join(chosen)} if chosen else _("Inget område valt"),
            _("Klart: %(names)s") % {"names": ", ".join(done)} if done else _("Ingen obligatorisk del klar"),
            *([quoted(note)] if note else []),
        ]
    )


def quoted(text: str) -> str:
    """Put what people wrote between quotes, on one line."""
    return _("”%(label)s”") % {"label": " ".join(text.split())}


def _period(row: Goal | Plan) -> str:
    language = get_language() or "sv"
    first = swedish.long_date(row.valid_from, language)
    if row.valid_to is None:
        return _("Från %(first)s") % {"first": first}
    return _("%(first)s till och med %(last)s") % {
        "first": first,
        "last": swedish.long_date(row.valid_to, language),
    }


def _sentences(parts: Sequence[str]) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts)
