"""What waits for a member in the result chain: planned things to answer, dates that come, diplomas that end."""

import datetime
from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from figures.swedish import chosen, listing, number_word, sentence
from organisations.access import ActiveMembership
from organisations.waiting import Waiting
from resultchain.access import may_write
from resultchain.diplomas import ending_soon
from resultchain.models import Diploma, PlanningDate
from resultchain.planned import Numbers, numbers
from resultchain.planning_year import next_dates

MOST: Final = 3
"""Dates of the planning year that the start page has room for."""
NAMED: Final = 3


def waiting(membership: ActiveMembership) -> list[Waiting]:
    """What somebody who logs things here has to do, the earliest first. Three queries; none for others."""
    if not may_write(membership):
        return []
    today = timezone.localdate()
    planned = numbers(membership, today)
    ending = ending_soon(membership.organisation, today)
    found = [
        *([_planned(membership, planned)] if planned.due else []),
        *([_ending(membership, ending)] if ending else []),
        *[_date(membership, date) for date in next_dates(membership.organisation, today, MOST)],
    ]
    return sorted(found, key=lambda thing: thing.due or datetime.date.max)


def _planned(membership: ActiveMembership, planned: Numbers) -> Waiting:
    return Waiting(
        title=ngettext(
            "%(word)s planerad sak väntar på svar", "%(word)s planerade saker väntar på svar", planned.due
        )
        % {"word": _word(planned.due)},
        text=_("Säg om det är klart, pågår, är flyttat eller inte blev av."),
        action=_("Följ upp"),
        url=reverse("follow_up", args=[membership.organisation.slug]),
        due=planned.since,
    )


def _ending(membership: ActiveMembership, ending: Sequence[Diploma]) -> Waiting:
    slug = membership.organisation.slug
    first = ending[0]
    if len(ending) == 1:
        return Waiting(
            title=_("Diplomet går snart ut: %(name)s") % {"name": first.name},
            text=_("Gäller %(unit)s. Förnya det, eller skriv den nya sista dagen.")
            % {"unit": first.organisation},
            action=_("Ändra diplomet"),
            url=reverse("diploma_edit", args=[slug, first.pk]),
            due=first.valid_to,
            level="half",
        )
    units = list(dict.fromkeys(str(one.organisation) for one in ending))
    named = units if len(units) <= NAMED else [*units[: NAMED - 1], _("fler")]
    return Waiting(
        title=_("%(word)s diplom går ut inom tre månader") % {"word": _word(len(ending))},
        text=_("Gäller %(units)s.") % {"units": listing(named, chosen(get_language()))},
        action=_("Se diplomen"),
        url=reverse("diplomas", args=[slug]),
        due=first.valid_to,
        level="half",
    )


def _date(membership: ActiveMembership, date: PlanningDate) -> Waiting:
    year = reverse("planning_year", args=[membership.organisation.slug]) + f"?ar={date.first_day.year}"
    return Waiting(
        title=_("Årshjul: %(name)s") % {"name": date.name},
        text=f"{sentence(str(date.get_kind_display()))}.",
        action=_("Se årshjulet"),
        url=year,
        due=date.first_day,
        level="half",
    )


def _word(number: int) -> str:
    return sentence(number_word(number, chosen(get_language())))
