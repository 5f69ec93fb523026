"""Who took part and who guided them, group by group, or in one list where nobody is in a group."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from figures import swedish
from reports.kinds.kind import Values
from reports.kinds.programrapport.material import GroupLine, PartOf, Taking
from reports.kinds.programrapport.sentences import named
from reports.kinds.resultatrapport.wording import days, language
from reports.kinds.room import fitting

MOST_LISTED: Final = 60
"""Of those who are in no group; each has a row of its own."""


def participants(part: PartOf, key: str) -> Values:
    """Return what the section shows; `alone` are the names where there are no groups."""
    takings = [one for group in part.groups for one in group.participants]
    staying = [one for one in takings if not one.has_left]
    are_grouped = any(group.name for group in part.groups)
    shown = fitting(part.groups, _letters) if are_grouped else []
    alone = [] if are_grouped else fitting(takings, lambda one: len(one.name), most=MOST_LISTED)
    return {
        "key": key,
        "part": part.title,
        "period": days(part.period.first, part.period.last),
        "groups": [_group(group) for group in shown],
        "alone": [_bracketed(one) for one in alone],
        "guides": "" if are_grouped else "; ".join(filter(None, map(_mentors, part.groups))),
        "more": len(part.groups) - len(shown) if are_grouped else len(takings) - len(alone),
        "mentors": any(group.mentors or group.supports for group in part.groups),
        "left": len(takings) - len(staying),
        "staying": len(staying),
        "organisations": sum(one.organisations for one in staying),
        "day": part.compiled_on.isoformat() if part.compiled_on and part.is_compiled else "",
        "missing": named(part.underlay.missing),
        "late": named(part.underlay.late),
    }


def _letters(group: GroupLine) -> int:
    return sum(len(one.name) for one in (*group.participants, *group.mentors, *group.supports))


def _group(group: GroupLine) -> Values:
    return {
        "name": group.name,
        "participants": [_bracketed(one) for one in group.participants],
        "mentors": _mentors(group),
    }


def _bracketed(one: Taking) -> str:
    return f"({one.name})" if one.has_left else one.name


def _mentors(group: GroupLine) -> str:
    """Write mentors and who supports them: ”Boden och Luleå med stöd av Piteå”."""
    words = {"mentors": _listed(group.mentors), "supports": _listed(group.supports)}
    if group.mentors and group.supports:
        return _("%(mentors)s med stöd av %(supports)s") % words
    if group.supports:
        return _("stöd av %(supports)s") % words
    return words["mentors"]


def _listed(takings: Sequence[Taking]) -> str:
    return swedish.listing([_bracketed(one) for one in takings], language())
