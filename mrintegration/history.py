"""The event log in words: what happened in an organisation, when and by whom, in the reader's language."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

import checklists.event_words
import comparison.event_words
import organisations.event_words
import programmes.event_words
import reports.event_words
import resultchain.event_words
import surveys.event_words
from organisations.models import Event, Organisation

WORDS: Final[Mapping[str, str | Promise]] = {
    **organisations.event_words.EVENTS,
    **checklists.event_words.EVENTS,
    **surveys.event_words.EVENTS,
    **resultchain.event_words.EVENTS,
    **programmes.event_words.EVENTS,
    **comparison.event_words.EVENTS,
    **reports.event_words.EVENTS,
}
PAGE: Final = 50


@dataclass(frozen=True)
class Line:
    """One event as a sentence."""

    id: int
    at: datetime.datetime
    sentence: str


@dataclass(frozen=True)
class History:
    """One page of the log, newest first; `older` is where the next page begins, None at the end."""

    lines: tuple[Line, ...]
    older: int | None


def history(organisation: Organisation, *, before: int | None = None) -> History:
    """Read one page in one query; `before` is the id that the last page ended with."""
    events = Event.objects.filter(organisation=organisation).select_related("actor").order_by("-pk")
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events[: PAGE + 1])
    lines = tuple(Line(event.pk, event.at, _sentence(event)) for event in found[:PAGE])
    return History(lines, older=lines[-1].id if len(found) > PAGE else None)


def _sentence(event: Event) -> str:
    who = str(event.actor) if event.actor else _("Tjänsten")
    return str(WORDS[event.verb]) % {"who": who}
