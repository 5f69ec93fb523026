"""What a status report says on its first page, computed from the ratings: findings in words, and what to decide.

A finding never says more than its data: one occasion gives no movement, sums with different maxima are compared as
shares only, and where another number of people rated, both numbers are told.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from checklists.calculations import Answer, Scale, Total, longest, movement
from checklists.rounds import Round, comparable_sums
from checklists.wording import level_finding
from figures import swedish

MOST_ASKS: Final = 3
MOST_NAMED: Final = 2


@dataclass(frozen=True)
class Finding:
    """A big number, what it is a number of, and the sentences that say what it means."""

    number: str
    unit: str
    heading: str
    text: str


@dataclass(frozen=True)
class Asks:
    """What is put to those who govern, as proposals; basis says how they were chosen."""

    introduction: str
    proposals: tuple[str, ...]
    basis: str


def findings(rounds: Sequence[Round], scale: Scale, names: Mapping[int, str]) -> tuple[Finding, ...]:
    """Return three findings on the last of the rounds, which stand in time order; names are the items' short names."""
    return (
        sum_finding(rounds, scale),
        movement_finding(rounds, scale),
        lowest_finding(rounds[-1], scale, names),
    )


def sum_finding(rounds: Sequence[Round], scale: Scale) -> Finding:
    """Say how high the sum is now and, when there is an earlier one, where it began."""
    now = rounds[-1].total(scale)
    if not now.maximum:
        return Finding(swedish.NOTHING, "", _("poäng i checklistan"), _("Inget moment är tillämpligt."))
    return Finding(
        number=_number(now.points),
        unit=_("av %(maximum)s") % {"maximum": _number(now.maximum)},
        heading=_("poäng i checklistan"),
        text=_sum_text(rounds, scale),
    )


def _sum_text(rounds: Sequence[Round], scale: Scale) -> str:
    then, now = rounds[0].total(scale), rounds[-1].total(scale)
    share = {"now": _percent(now), "then": _percent(then)}
    if len(rounds) == 1:
        return (
            _(
                "Det är %(now)s av det möjliga. Det är den första skattningen, så det finns inget att jämföra med."
            )
            % share
        )
    if not comparable_sums(rounds, scale):
        return (
            _(
                "Det är %(now)s av det möjliga, mot %(then)s vid första tillfället. Antalet tillämpliga moment har "
                "ändrats, så poängen jämförs inte."
            )
            % share
        )
    points = {"then": _number(then.points), "now": _number(now.points), "n": _word(len(rounds))}
    if then.points == now.points:
        first = _("Summan är densamma som vid första tillfället.")
    else:
        first = _("Summan har gått från %(then)s till %(now)s på %(n)s tillfällen.") % points
    return f"{first} {people_note(rounds[0], rounds[-1])}".strip()


def people_note(then: Round, now: Round) -> str:
    """Tell how many rated each time when the numbers differ; empty when they are equal or one is unknown."""
    if not then.people or not now.people or then.people == now.people:
        return ""
    return _("Första gången skattade %(then)s, senast %(now)s.") % {
        "then": _people(then.people),
        "now": _people(now.people),
    }


def movement_finding(rounds: Sequence[Round], scale: Scale) -> Finding:
    """Say how many items moved forward since the first time, or at a single occasion how many stand highest."""
    if len(rounds) == 1:
        return _top_finding(rounds[0], scale)
    moved = movement(rounds[0].answers, rounds[-1].answers)
    compared = len(moved.items) - len(moved.incomparable)
    parts = (_still(len(moved.still)), _fallen(len(moved.down)), _incomparable(len(moved.incomparable)))
    return Finding(
        number=_number(len(moved.up)),
        unit=_("av %(n)s") % {"n": _number(compared)},
        heading=_("moment har flyttat fram"),
        text=" ".join(part for part in parts if part) if compared else _("Inget moment kan jämföras."),
    )


def _still(count: int) -> str:
    return ngettext("%(n)s ligger kvar.", "%(n)s ligger kvar.", count) % {"n": _items(count)} if count else ""


def _fallen(count: int) -> str:
    if not count:
        return _("Inget har backat.")
    return ngettext("%(n)s har backat.", "%(n)s har backat.", count) % {"n": _items(count)}


def _incomparable(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s kan inte jämföras, för det saknar värde vid ett av tillfällena.",
        "%(n)s kan inte jämföras, för de saknar värde vid ett av tillfällena.",
        count,
    ) % {"n": _items(count)}


def _top_finding(round_: Round, scale: Scale) -> Finding:
    applicable = [answer for answer in round_.answers if not answer.not_applicable]
    if not applicable:
        return Finding(
            swedish.NOTHING, "", _("moment har nått högsta nivån"), _("Inget moment är tillämpligt.")
        )
    top = sum(1 for answer in applicable if answer.value == scale.maximum)
    return Finding(
        number=_number(top),
        unit=_("av %(n)s") % {"n": _number(len(applicable))},
        heading=_("moment har nått högsta nivån"),
        text=_("Högsta nivån är %(level)s.") % {"level": level(scale, scale.maximum)},
    )


def lowest_finding(now: Round, scale: Scale, names: Mapping[int, str]) -> Finding:
    """Say how many items stand on the lowest step and name some of them; with none there, the lowest that exist."""
    at_bottom = [answer for answer in now.answers if answer.value == scale.minimum]
    lowest = _lowest(now.answers, scale)
    if at_bottom:
        text = _("Där står %(items)s.") % {"items": _named(at_bottom, names)}
    elif lowest:
        text = _("Lägst står %(items)s, på %(value)s.") % {
            "items": _named(lowest, names),
            "value": _number(lowest[0].value or 0),
        }
    elif any(answer.value is not None for answer in now.answers):
        text = _("Alla tillämpliga moment har nått högsta nivån.")
    else:
        text = _("Inget moment är tillämpligt.")
    return Finding(
        number=_number(len(at_bottom)),
        unit=ngettext("moment", "moment", len(at_bottom)),
        heading=_("står på lägsta nivån"),
        text=text,
    )


def _lowest(answers: Sequence[Answer], scale: Scale) -> list[Answer]:
    """Return the items with the lowest value below the top, in item order."""
    below = [answer for answer in answers if answer.value is not None and answer.value < scale.maximum]
    least = min((answer.value for answer in below if answer.value is not None), default=None)
    return [answer for answer in below if answer.value == least]


def asks(now: Round, scale: Scale, names: Mapping[int, str], addressee: str) -> Asks:
    """Propose what to take a stand on: the lowest items, at most three, in item order.

    The addressee begins the sentence, for example "Nämnden".
    """
    lowest = _lowest(now.answers, scale)
    if not lowest:
        return _asks_without_items(now, addressee)
    return Asks(
        introduction=_(
            "%(who)s föreslås ta ställning till vad som krävs, av vem och till när, för att nå nivå\u00a0%(level)s i"
        )
        % {"who": addressee, "level": level(scale, (lowest[0].value or 0) + 1)},
        proposals=tuple(_item(answer.number, names) for answer in lowest[:MOST_ASKS]),
        basis=_basis(len(lowest)),
    )


def _asks_without_items(now: Round, addressee: str) -> Asks:
    """Propose what there is to decide when no item stands below the top: keeping it, or another checklist."""
    introduction = _("%(who)s föreslås ta ställning till") % {"who": addressee}
    if any(answer.value is not None for answer in now.answers):
        return Asks(
            introduction=introduction,
            proposals=(_("hur den nådda nivån ska hållas kvar, och när nästa skattning ska göras"),),
            basis=_("Framräknat ur skattningen: inget moment står under den högsta nivån."),
        )
    return Asks(
        introduction=introduction,
        proposals=(_("vilken checklista som passar verksamheten"),),
        basis=_("Framräknat ur skattningen: inget moment är tillämpligt."),
    )


def _basis(count: int) -> str:
    if count > MOST_ASKS:
        return _(
            "Framräknat ur skattningen: %(n)s står lägst, och de tre första i checklistans ordning visas. "
            "Ersätter inte en beredning."
        ) % {"n": _items(count, start=False)}
    return _("Framräknat ur skattningen: de moment som står lägst. Ersätter inte en beredning.")


def fall_notes(rounds: Sequence[Round], scale: Scale) -> tuple[str, ...]:
    """Return a sentence for each time the sum fell, with how many rated before and then."""
    if not comparable_sums(rounds, scale):
        return ()
    return tuple(
        _fall_note(before, after, scale)
        for before, after in itertools.pairwise(rounds)
        if after.total(scale).points < before.total(scale).points
    )


def _fall_note(before: Round, after: Round, scale: Scale) -> str:
    words = {
        "occasion": after.name,
        "then": _number(before.total(scale).points),
        "now": _number(after.total(scale).points),
    }
    fell = _("Vid ”%(occasion)s” sjönk summan från %(then)s till %(now)s.") % words
    if not before.people or not after.people or before.people == after.people:
        return fell
    people = {"before": _people(before.people), "after": _people(after.people)}
    if after.people > before.people:
        return (
            f"{fell} "
            + _(
                "Samtidigt blev de som skattade fler: från %(before)s till %(after)s. En summa kan sjunka när "
                "fler är med, utan att något har blivit sämre."
            )
            % people
        )
    return f"{fell} " + _("Samtidigt blev de som skattade färre: från %(before)s till %(after)s.") % people


def steps_sentence(rounds: Sequence[Round], names: Mapping[int, str]) -> str:
    """Name the items that moved most since the first time; empty for a single occasion."""
    if len(rounds) == 1:
        return ""
    moved = movement(rounds[0].answers, rounds[-1].answers)
    taken = longest(moved.up)
    if not taken:
        return _("Inget moment har flyttat fram sedan första tillfället.")
    best, chosen = taken[0].change or 0, [item.number for item in taken]
    if len(chosen) > MOST_NAMED:
        return _("Det största steget är %(step)s, och det har %(n)s tagit.") % {
            "step": _level_steps(best),
            "n": _items(len(chosen), start=False),
        }
    listed = swedish.listing([_item(number, names) for number in chosen], _language())
    return _("Det största steget har tagits i %(items)s: %(step)s.") % {
        "items": listed,
        "step": _level_steps(best),
    }


def top_sentence(rounds: Sequence[Round], scale: Scale) -> str:
    """Say how many items stand on the highest step, the first time and now: the heading of the table of rounds."""
    if len(rounds) == 1:
        return level_finding(rounds[0].answers, scale)
    then, now = (
        sum(1 for answer in r.answers if answer.value == scale.maximum) for r in (rounds[0], rounds[-1])
    )
    if then == now:
        return ngettext(
            "%(n)s moment på högsta nivån, lika många som första gången",
            "%(n)s moment på högsta nivån, lika många som första gången",
            now,
        ) % {"n": swedish.sentence(_word(now))}
    return ngettext(
        "Från %(then)s till %(now)s moment på högsta nivån",
        "Från %(then)s till %(now)s moment på högsta nivån",
        now,
    ) % {"then": _word(then), "now": _word(now)}


def level(scale: Scale, value: int) -> str:
    """Write a step with its label: 3 (det finns, det gör vi)."""
    return f"{_number(value)}{swedish.NO_BREAK_SPACE}({dict(scale.steps)[value]})"


def _named(answers: Sequence[Answer], names: Mapping[int, str]) -> str:
    """Name the first items, and say how many more there are."""
    named = [_item(answer.number, names) for answer in answers[:MOST_NAMED]]
    more = len(answers) - len(named)
    if more:
        named.append(ngettext("%(n)s moment till", "%(n)s moment till", more) % {"n": _word(more)})
    return swedish.listing(named, _language())


def _item(number: int, names: Mapping[int, str]) -> str:
    return _("moment %(number)s (”%(name)s”)") % {"number": number, "name": names[number]}


def _items(count: int, *, start: bool = True) -> str:
    text = ngettext("%(n)s moment", "%(n)s moment", count) % {"n": _word(count)}
    return swedish.sentence(text) if start else text


def _level_steps(count: int) -> str:
    return ngettext("%(n)s nivå", "%(n)s nivåer", count) % {
        "n": swedish.number_word(count, _language()),
    }


def _people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s personer", count) % {"n": swedish.number_word(count, _language())}


def _percent(value: Total) -> str:
    return swedish.percent(value.points, value.maximum, 0, _language())


def _number(value: int) -> str:
    return swedish.number(value, 0, _language())


def _word(count: int) -> str:
    return swedish.number_word(count, _language(), neuter=True)


def _language() -> str:
    return swedish.chosen(get_language())
