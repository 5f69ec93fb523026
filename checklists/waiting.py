"""What waits for a member among the checklists, and where the organisation stands right now."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from checklists.calculations import Total, total
from checklists.models import Assessment, NextStep
from checklists.overview import OccasionRow, earlier, overview
from checklists.own import OwnState, may_rate, own_states
from checklists.results import result
from checklists.steps import is_overdue, steps_of, without_owner
from figures.swedish import number_word, sentence
from organisations.access import ActiveMembership
from organisations.waiting import Waiting

STILL_WAITS_FOR: Final = datetime.timedelta(days=90)
"""How long an occasion that nobody has begun to rate at goes on waiting after its date."""
LONGEST_TITLE: Final = 80
"""Letters of a step in the list; all of it stands on its page."""


def waiting(membership: ActiveMembership, now: "Standing | None") -> list[Waiting]:
    """What the member has to do, the earliest first: occasions and next steps; then what there is to read."""
    rows = overview(membership) if may_rate(membership) else []
    states = own_states(membership) if rows else {}
    found = [
        thing
        for row in reversed(rows)
        if (thing := _to_rate(membership, row, states.get(row.occasion.pk, OwnState())))
    ]
    if membership.is_coordinator:
        found = found if rows else [_first_occasion(membership)]
        found += [_owner_left(membership, step) for step in without_owner(membership.organisation)]
    found += [_step(membership, step) for step in steps_of(membership)]
    found.sort(key=lambda thing: thing.due or datetime.date.max)
    if now is not None and not membership.is_coordinator:
        found.append(_result(membership, now))
    return found


def _to_rate(membership: ActiveMembership, row: OccasionRow, state: OwnState) -> Waiting | None:
    """Coordinators lead the group's rating, the others who take part rate alone."""
    if not row.rates_itself or _is_over(row, state):
        return None
    return _agreed(membership, row, state) if membership.is_coordinator else _own(membership, row, state)


def _is_over(row: OccasionRow, state: OwnState) -> bool:
    if row.assessment is not None:
        return row.assessment.is_submitted
    if state.own is not None:
        return state.own.finished_at is not None
    return row.occasion.date < timezone.localdate() - STILL_WAITS_FOR


def _agreed(membership: ActiveMembership, row: OccasionRow, state: OwnState) -> Waiting:
    slug = membership.organisation.slug
    title = _("Checklista: %(occasion)s") % {"occasion": row.occasion}
    if row.assessment is None or row.total is None:
        return Waiting(
            title=title,
            text=_alone(state.finished) or _("Inget är skattat än. Börja med det ni vet, resten kan vänta."),
            action=_("Börja skatta"),
            url=reverse("assessment_start", args=[slug, row.occasion.pk]),
            due=row.occasion.date,
            post=True,
        )
    return Waiting(
        title=title,
        text=" ".join(filter(None, [_progress(row.total), _alone(state.finished)])),
        action=_("Fortsätt skatta"),
        url=reverse("assessment", args=[slug, row.assessment.pk]),
        due=row.occasion.date,
        level="half",
    )


def _alone(finished: int) -> str:
    if not finished:
        return ""
    word = sentence(number_word(finished, get_language() or "sv"))
    return ngettext("%(n)s person har skattat själv.", "%(n)s personer har skattat själva.", finished) % {
        "n": word
    }


def _progress(counted: Total) -> str:
    if counted.is_complete:
        return _("Alla moment är skattade. Granska och lämna in.")
    return _rated(counted.rated, counted.items)


def _rated(rated: int, items: int) -> str:
    return _("%(rated)s av %(items)s moment är skattade.") % {"rated": rated, "items": items}


def _own(membership: ActiveMembership, row: OccasionRow, state: OwnState) -> Waiting:
    slug = membership.organisation.slug
    title = _("Skatta själv: %(occasion)s") % {"occasion": row.occasion}
    if state.own is None:
        return Waiting(
            title=title,
            text=_("Skatta det du ser, innan gruppen kommer överens. Bara du och samordnaren ser dina svar."),
            action=_("Skatta själv"),
            url=reverse("own_start", args=[slug, row.occasion.pk]),
            due=row.occasion.date,
            post=True,
        )
    return Waiting(
        title=title,
        text=_rated(state.rated, state.items),
        action=_("Fortsätt din skattning"),
        url=reverse("own_assessment", args=[slug, state.own.pk]),
        due=row.occasion.date,
        level="half",
    )


def _step(membership: ActiveMembership, step: NextStep) -> Waiting:
    here = step.organisation
    place = "" if here == membership.organisation else f" {here}."
    late = _("Försenat.") if is_overdue(step) else ""
    about = _("Du ansvarar. %(occasion)s, moment %(number)s.") % {
        "occasion": step.occasion,
        "number": step.item.number,
    }
    return Waiting(
        title=_("Nästa steg: %(text)s") % {"text": Truncator(step.text).chars(LONGEST_TITLE)},
        text=" ".join(filter(None, [late, f"{about}{place}"])),
        action=_("Säg hur det går"),
        url=reverse("step_answer", args=[here.slug, step.pk]),
        level="half",
        due=step.due,
    )


def _owner_left(membership: ActiveMembership, step: NextStep) -> Waiting:
    return Waiting(
        title=_("Nästa steg: %(text)s") % {"text": Truncator(step.text).chars(LONGEST_TITLE)},
        text=_("Den ansvariga har inte längre någon roll här."),
        action=_("Välj ny ansvarig"),
        url=reverse("step_edit", args=[membership.organisation.slug, step.pk]),
        due=step.due,
    )


def _result(membership: ActiveMembership, now: "Standing") -> Waiting:
    return Waiting(
        title=_("Resultat: %(occasion)s") % {"occasion": now.assessment.occasion},
        text=f"{now.finding}.",
        action=_("Läs resultatet"),
        url=reverse("assessment_result", args=[membership.organisation.slug, now.assessment.pk]),
        level="full",
    )


def _first_occasion(membership: ActiveMembership) -> Waiting:
    return Waiting(
        title=_("Skapa ert första skattningstillfälle"),
        text=_("Då kan ni skatta var ni står i dag och se hur ni rör er över tid."),
        action=_("Skapa tillfälle"),
        url=reverse("occasion_new", args=[membership.organisation.slug]),
    )


@dataclass(frozen=True)
class Standing:
    """The latest handed-in assessment in one number and one sentence."""

    assessment: Assessment
    total: Total
    finding: str


def standing(membership: ActiveMembership) -> Standing | None:
    """Where the organisation stands; None when nothing is handed in."""
    latest = (
        Assessment.objects.filter(organisation=membership.organisation)
        .current()
        .with_content()
        .in_time_order()
        .last()
    )
    if latest is None:
        return None
    shown = result(latest, earlier(latest))
    return Standing(latest, total(latest.answers, latest.occasion.instrument.scale), shown.finding)
