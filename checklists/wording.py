"""Findings in words: what the ratings say, and nothing more than they say."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from checklists.calculations import Answer, Movement, Scale, longest, movement
from figures.swedish import listing, number_word, sentence


def _word(count: int, *, start: bool = False) -> str:
    """The count of items (neuter in Swedish: ett moment) as a word in the reader's language."""
    text = number_word(count, get_language() or "sv", neuter=True)
    return sentence(text) if start else text


def movement_finding(movement: Movement) -> str:
    """One sentence on how many items moved. Only items with a value both times are counted, and the base says so."""
    compared = len(movement.items) - len(movement.incomparable)
    if compared == 0:
        return _("Inget moment kan jämföras mellan de två tillfällena")
    words = {"base": _base(compared, partial=bool(movement.incomparable))}
    up, down = len(movement.up), len(movement.down)
    if up == 0 and down == 0:
        if movement.incomparable:
            return _("Inget av %(base)s har flyttat") % words
        return _("Alla moment ligger kvar: inget av %(base)s har flyttat") % words
    if up == 0:
        return ngettext(
            "%(down)s av %(base)s har backat, och inget har flyttat fram",
            "%(down)s av %(base)s har backat, och inget har flyttat fram",
            down,
        ) % {**words, "down": _word(down, start=True)}
    return _forward(up, down) % {**words, "up": _word(up, start=True), "down": _word(down)}


def _forward(up: int, down: int) -> str:
    """The sentence for items that moved forward; the verb follows their number in English."""
    if down == 0:
        return ngettext(
            "%(up)s av %(base)s har flyttat fram, och inget har backat",
            "%(up)s av %(base)s har flyttat fram, och inget har backat",
            up,
        )
    return ngettext(
        "%(up)s av %(base)s har flyttat fram, och %(down)s har backat",
        "%(up)s av %(base)s har flyttat fram, och %(down)s har backat",
        up,
    )


def _base(compared: int, *, partial: bool) -> str:
    if compared == 1:
        return _("ett jämförbart moment") if partial else _("ett moment")
    return _("%(n)s jämförbara moment") % {"n": _word(compared)} if partial else _items(compared)


def _items(count: int) -> str:
    return ngettext("%(n)s moment", "%(n)s moment", count) % {"n": _word(count)}


NAMED_AT_MOST: Final = 3
"""More items than this are counted instead of named."""


def step_finding(movement: Movement, names: Mapping[int, str]) -> str:
    """One sentence on where the longest step was taken; `names` gives the short wording of each item's number."""
    taken = longest(movement.up or movement.down)
    if not taken:
        return _unmoved(movement)
    steps = abs(taken[0].change or 0)
    words = {
        "where": _where([names[item.number] for item in taken]),
        "steps": _("en nivå") if steps == 1 else _("%(n)s nivåer") % {"n": _word(steps)},
    }
    if movement.up:
        return _("Längsta steget framåt: %(where)s, %(steps)s") % words
    return _("Längsta steget bakåt: %(where)s, %(steps)s") % words


def _unmoved(movement: Movement) -> str:
    """The sentence for no step at all; it speaks only of the items that have a value both times."""
    if not movement.still:
        return _("Inget moment kan jämföras mellan de två tillfällena")
    if movement.incomparable:
        return _("De moment som kan jämföras har samma nivå då och nu")
    return _("Varje moment har samma nivå då och nu")


def _where(names: Sequence[str]) -> str:
    if len(names) > NAMED_AT_MOST:
        return _items(len(names))
    return listing([_("”%(name)s”") % {"name": name} for name in names], get_language() or "sv")


def level_finding(answers: Sequence[Answer], scale: Scale) -> str:
    """One sentence on a single assessment: how many of the applicable items stand on the highest step."""
    applicable = [answer for answer in answers if not answer.not_applicable]
    top = sum(1 for answer in applicable if answer.value == scale.maximum)
    if not applicable:
        return _("Inget moment är tillämpligt")
    base = _base(len(applicable), partial=False)
    if top == 0:
        return _("Inget av %(base)s har nått den högsta nivån") % {"base": base}
    return ngettext(
        "%(top)s av %(base)s har nått den högsta nivån",
        "%(top)s av %(base)s har nått den högsta nivån",
        top,
    ) % {"top": _word(top, start=True), "base": base}


FIRST_AND_LAST: Final = 2


def since_last_finding(answers: Sequence[Sequence[Answer]]) -> str:
    """What moved since the occasion before, so that a rise since the first one never hides a fall.

    `answers` holds all occasions in time order; empty when the one before is the first one.
    """
    return movement_finding(movement(answers[-2], answers[-1])) if len(answers) > FIRST_AND_LAST else ""


def circle_note(then: Mapping[str, int], now: Mapping[str, int]) -> str:
    """Say whether another circle rated now than then; empty when it is the same, or when this one is unknown.

    Both arguments map a function's name to a number of people.
    """
    before, after = sum(then.values()), sum(now.values())
    if not after:
        return ""
    if not before:
        return _("Vilka som deltog förra gången är inte känt. Tänk på det när summorna jämförs.")
    if after > before:
        return _("Fler deltog i skattningen än förra gången. Tänk på det när summorna jämförs.")
    if after < before:
        return _("Färre deltog i skattningen än förra gången. Tänk på det när summorna jämförs.")
    if {k: v for k, v in then.items() if v} != {k: v for k, v in now.items() if v}:
        return _("Lika många deltog som förra gången, men i andra funktioner.")
    return ""
