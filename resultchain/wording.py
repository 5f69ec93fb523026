"""Why something about entries was refused, in whole sentences."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from resultchain.actions.entries import GoalGoneError, LevelRefusedError
from resultchain.actions.links import (
    MOST_LINKS,
    CircleError,
    LinkRefusedError,
    OtherTreeError,
    PointsLeftError,
)
from resultchain.actions.lists import MOST_LINES, ListFullError
from resultchain.models import Area, ChainEntry, Course, Listed, Perspective

Refused = LinkRefusedError | LevelRefusedError | GoalGoneError | ListFullError


def link_refused(error: LinkRefusedError) -> str:
    """Say why two entries can't be linked, and what to do instead."""
    if isinstance(error, PointsLeftError):
        return _(
            "Det som en post ledde till ligger på samma nivå eller längre åt höger. Välj ”gav upphov till” om det ena"
            " blev början på det andra."
        )
    if isinstance(error, CircleError) and len(error.steps) == 1:
        return _("En post kan inte leda till sig själv. Välj en annan.")
    if isinstance(error, CircleError):
        way = [_("”%(label)s”") % {"label": step.what} for step in error.steps]
        text = _(
            "Det blir en cirkel: %(first)s ledde redan till %(rest)s. Ta bort en av de kopplingarna först."
        )
        return text % {"first": way[0], "rest": _(", som ledde till ").join(way[1:])}
    if isinstance(error, OtherTreeError):
        return _("Posterna hör till olika organisationer. Välj en post i den egna organisationen.")
    return _("Posten har redan %(most)s kopplingar. Ta bort någon av dem först.") % {"most": MOST_LINKS}


def level_refused(other: ChainEntry) -> str:
    """Say which link an entry's new level would turn to the left."""
    words = {"what": other.what, "level": other.chain_level.label}
    return (
        _(
            "Nivån passar inte med kopplingen till ”%(what)s” (%(level)s): det som något ledde till kan inte ligga"
            " på en lägre nivå. Ta bort kopplingen först, eller välj en annan nivå."
        )
        % words
    )


LIST_FIELDS: Final[Mapping[type[Listed], str]] = {
    Area: "area",
    Perspective: "perspectives",
    Course: "course",
}


def list_full() -> str:
    """Say that a list can't have another line, and what to do."""
    text = _("Listan har redan %(most)s rader. Välj en som finns, eller byt namn på en som inte används.")
    return text % {"most": MOST_LINES}


def refusal(error: Refused) -> tuple[str, str]:
    """Return the field of an entry's form that a refusal is about, and what it says."""
    if isinstance(error, GoalGoneError):
        return "goal", _("Målet har nyss tagits bort. Välj ett annat, eller inget.")
    if isinstance(error, ListFullError):
        return LIST_FIELDS[error.model], list_full()
    if isinstance(error, LevelRefusedError):
        return "level", level_refused(error.other)
    return "level", link_refused(error)
