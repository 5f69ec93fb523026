"""The round before beside this one: only questions that were asked alike, and both shares with their counts."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from reports.kinds.kind import Values
from reports.kinds.utvardering.material import Asked, Before, Earlier, Material
from reports.kinds.utvardering.wording import choices, language, number, percent, together, told
from surveys.models import Kind


def rounds(material: Material) -> Values | None:
    """Return a row for each question that can be compared; None for a first round."""
    earlier = material.earlier
    if earlier is None:
        return None
    return {
        "then": earlier.closes_on.isoformat(),
        "now": material.closes_on.isoformat(),
        "answered": _answered(earlier),
        "rows": [_row(before) for before in earlier.questions],
        "changed": _changed(earlier.changed),
        "language": material.worded if material.worded != language() else "",
    }


def _answered(earlier: Earlier) -> str:
    """Say how many answered then; empty where it may not be told."""
    if earlier.answered is None:
        return ""
    if not earlier.invited:
        return ngettext("Då svarade %(n)s.", "Då svarade %(n)s.", earlier.answered) % {
            "n": number(earlier.answered)
        }
    return _("Då svarade %(n)s av %(invited)s (%(rate)s).") % {
        "n": number(earlier.answered),
        "invited": number(earlier.invited),
        "rate": percent(earlier.answered, earlier.invited),
    }


def _row(before: Before) -> Values:
    """Return the share of what the finding of this round speaks of, then and now."""
    places = told(before.now)
    verb = (
        _("Andel som har valt %(choices)s")
        if before.now.kind == Kind.SEVERAL
        else _("Andel som svarar %(choices)s")
    )
    return {
        "question": before.now.question,
        "measure": verb
        % {"choices": choices(before.now, places[:1] if before.now.kind == Kind.SEVERAL else places)},
        "then": _share(before.then, places),
        "now": _share(before.now, places),
    }


def _share(asked: Asked, places: tuple[int, ...]) -> Values:
    part = asked.counts[places[0]] if asked.kind == Kind.SEVERAL else together(asked, places)
    return {
        "percent": percent(part, asked.n),
        "counts": _("%(part)s av %(n)s") % {"part": number(part), "n": number(asked.n)},
    }


def _changed(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s fråga är ny eller ställdes på ett annat sätt, och jämförs inte.",
        "%(n)s frågor är nya eller ställdes på ett annat sätt, och jämförs inte.",
        count,
    ) % {"n": swedish.sentence(swedish.number_word(count, language()))}
