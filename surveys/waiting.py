"""What waits for a coordinator among the surveys: addresses that failed, drafts to go on with, results to read."""

import datetime
from typing import Final

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from figures.swedish import chosen, number_word, sentence
from organisations.access import ActiveMembership
from organisations.waiting import Waiting
from surveys.found import surveys_of
from surveys.models import MailState, State, Survey

MOST: Final = 3
NEWS: Final = datetime.timedelta(days=14)
"""So long a result is told after the last day to answer."""


def waiting(membership: ActiveMembership) -> list[Waiting]:
    """What a coordinator has to do with surveys, the most pressing first. One query; none for others."""
    if not membership.is_coordinator:
        return []
    refused = Count("invitations", filter=Q(invitations__mail=MailState.REFUSED))
    found = surveys_of(membership.organisation).annotate(refused=refused)
    news = Q(state=State.DONE, closes_on__gte=timezone.localdate() - NEWS)
    told = found.filter(Q(state=State.OPEN, refused__gt=0) | Q(state=State.DRAFT) | news)
    pressing = Case(
        When(state=State.OPEN, then=Value(0)),
        When(state=State.DONE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return [_told(membership, one) for one in told.order_by(pressing, "closes_on", "pk")[:MOST]]


def _told(membership: ActiveMembership, survey: Survey) -> Waiting:
    slug = membership.organisation.slug
    if survey.state == State.DONE:
        return Waiting(
            title=_("Enkäten är klar: %(title)s") % {"title": survey.title_sv},
            text=_("Svaren är framtagna och går att läsa."),
            action=_("Se resultatet"),
            url=reverse("survey_results", args=[slug, survey.pk]),
            level="full",
        )
    if survey.state == State.DRAFT:
        return Waiting(
            title=_("Enkät att öppna: %(title)s") % {"title": survey.title_sv},
            text=_("Enkäten är ett utkast. Ingen kan svara förrän du öppnar den."),
            action=_("Gör klart enkäten"),
            url=reverse("survey", args=[slug, survey.pk]),
        )
    number: int = survey.refused  # type: ignore[attr-defined]  # annotated above
    told = ngettext(
        "%(word)s adress tog inte emot mejlet.", "%(word)s adresser tog inte emot mejlet.", number
    )
    return Waiting(
        title=_("Alla har inte fått enkäten: %(title)s") % {"title": survey.title_sv},
        text=told % {"word": sentence(number_word(number, chosen(get_language())))},
        action=_("Se adresserna"),
        url=reverse("survey_invited", args=[slug, survey.pk]),
        level="half",
        due=survey.closes_on,
    )
