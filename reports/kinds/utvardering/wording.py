"""How many gave an answer, in words: pure, computed from counts, rounded once, in the active language."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from reports.kinds.utvardering.material import Asked
from surveys.models import Kind

MOST_TOLD = 3
MOST_COLUMNS = 8
FEWEST_FOR_HALVES = 4
"""A scale of as many steps has several at its end that belong together."""
HALF = Fraction(1, 2)
NEARLY_HALF = Fraction(9, 20)
CLEARLY_MORE = Fraction(3, 5)
MOST = Fraction(3, 4)
NEARLY_ALL = Fraction(9, 10)


def language() -> swedish.Language:
    """Return the language that is written in."""
    return swedish.chosen(get_language())


def number(value: int) -> str:
    """Write a count in digits."""
    return swedish.number(value, 0, language())


def percent(part: int, whole: int) -> str:
    """Write a share in whole per cent."""
    return swedish.percent(part, whole, 0, language())


def because(reason: str, count: int) -> str:
    """Write why so many groups are not shown: ”Visas inte: färre än 10 har svarat (3 grupper)”."""
    groups = ngettext("%(n)s grupp", "%(n)s grupper", count) % {"n": number(count)}
    return f"{reason.removesuffix('.')} ({groups})."


def of(part: int, whole: int) -> str:
    """Write ”8 av 14”."""
    return _("%(part)s av %(whole)s") % {"part": number(part), "whole": number(whole)}


def plainly(part: int, whole: int) -> str:
    """Write ”nio av 14”, ”ingen av 14”, ”alla 14”."""
    words = {"whole": number(whole), "part": swedish.number_word(part, language())}
    if part == 0:
        return _("ingen av %(whole)s") % words
    if part == whole:
        return _("alla %(whole)s") % words
    return _("%(part)s av %(whole)s") % words


def people(part: int, whole: int) -> str:
    """Write how many with their share: ”drygt hälften (57 %, 8 av 14)”, ”fem av 14 (36 %)”, ”ingen (0 av 14)”."""
    share, counts = Fraction(part, whole), of(part, whole)
    if part == 0:
        return _("ingen (%(counts)s)") % {"counts": counts}
    if part == whole:
        return _("alla (%(counts)s)") % {"counts": counts}
    words = _about(share)
    if words:
        return f"{words} ({percent(part, whole)}, {counts})"
    return f"{plainly(part, whole)} ({percent(part, whole)})"


def _about(share: Fraction) -> str:
    """Return a share in words where there are words that everybody reads alike; empty where there are none."""
    if share >= NEARLY_ALL:
        return _("nästan alla")
    if share >= MOST:
        return _("de flesta")
    if share >= CLEARLY_MORE:
        return _("klart mer än hälften")
    if share > HALF:
        return _("drygt hälften")
    if share == HALF:
        return _("hälften")
    return _("knappt hälften") if share >= NEARLY_HALF else ""


def inside(asked: Asked) -> list[int]:
    """Return the places of the steps of the scale; of all choices where there is no scale."""
    steps = [place for place, step in enumerate(asked.steps) if not step.outside]
    return steps or list(range(len(asked.steps)))


def told(asked: Asked) -> tuple[int, ...]:
    """Return the places of the choices that the finding speaks of.

    Of a scale of four steps or more its first half without the middle step, three at most; of a shorter one the first;
    where several may be chosen the most common ones.
    """
    steps = inside(asked)
    if asked.kind == Kind.SEVERAL:
        highest = max(asked.counts)
        return tuple(place for place, count in enumerate(asked.counts) if count == highest)[:MOST_TOLD]
    return tuple(steps[: _half(steps)])


def columns(asked: Asked) -> list[tuple[str, tuple[int, ...]]]:
    """Return what a table of groups has columns for, as a name and the choices' places.

    Each choice has its own; where they are more than a page is wide, what the finding speaks of has the only one.
    """
    if len(asked.steps) <= MOST_COLUMNS:
        return [(step.label, (place,)) for place, step in enumerate(asked.steps)]
    places = told(asked)[:1] if asked.kind == Kind.SEVERAL else told(asked)
    return [(swedish.sentence(choices(asked, places)), places)]


def other_end(asked: Asked) -> tuple[int, ...]:
    """Return the places of as many steps at the other end of a scale of four or more, and of nothing else."""
    steps = inside(asked)
    is_scale = asked.kind != Kind.SEVERAL and len(steps) >= FEWEST_FOR_HALVES
    return tuple(steps[-_half(steps) :]) if is_scale else ()


def _half(steps: Sequence[int]) -> int:
    return min(MOST_TOLD, len(steps) // 2) if len(steps) >= FEWEST_FOR_HALVES else 1


def unsure(asked: Asked) -> tuple[int, ...]:
    """Return the places of the choices that stand outside the scale."""
    return tuple(place for place, step in enumerate(asked.steps) if step.outside)


def together(asked: Asked, places: Sequence[int]) -> int:
    """Count those who made one of the choices: a sum of counts, never of rounded shares."""
    return sum(asked.counts[place] for place in places)


def largest(rows: Sequence[Asked]) -> Asked | None:
    """Return the row of a matrix with the largest share of what the finding speaks of; None where two share that."""
    shares = [(Fraction(together(row, told(row)), row.n), row) for row in rows if row.is_shown]
    highest = max(share for share, _row in shares)
    first = [row for share, row in shares if share == highest]
    return first[0] if len(first) == 1 and len(shares) > 1 else None


def choices(asked: Asked, places: Sequence[int]) -> str:
    """Write the choices: ”ja”, ”Mycket bra” eller ”Ganska bra”, 6 eller 7 (där 7 är mycket nöjd).

    Where several may be chosen they stand beside each other: ”Möten” och ”Nätverk”.
    """
    labels = [asked.steps[place].label for place in places]
    if asked.kind == Kind.YES_NO and all(asked.steps[place].code in {"yes", "no"} for place in places):
        return either([label.lower() for label in labels])
    if asked.kind == Kind.SATISFACTION:
        return _on_numbers(asked, places)
    quoted = [_("”%(label)s”") % {"label": label} for label in labels]
    return swedish.listing(quoted, language()) if asked.kind == Kind.SEVERAL else either(quoted)


def _on_numbers(asked: Asked, places: Sequence[int]) -> str:
    """Write numbered steps without their words, and what the one that has words means."""
    chosen = [asked.steps[place] for place in places]
    if any(not step.label.startswith(step.code) for step in chosen):
        return either([_("”%(label)s”") % {"label": step.label} for step in chosen])
    written = either(sorted(step.code for step in chosen))
    for step in chosen:
        meaning = step.label.removeprefix(step.code).strip(" ,")
        if meaning:
            return _("%(numbers)s (där %(number)s är %(meaning)s)") % {
                "numbers": written,
                "number": step.code,
                "meaning": meaning,
            }
    return written


def either(parts: Sequence[str]) -> str:
    """Join parts with ”eller”: a, a eller b, a, b eller c."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s eller %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def headline(asked: Asked) -> str:
    """Return the finding of a question that is shown, as the title of its figure."""
    places = told(asked)
    if asked.kind == Kind.SEVERAL:
        return _most_common(asked, places, plainly(asked.counts[places[0]], asked.n))
    words = {"who": plainly(together(asked, places), asked.n), "choices": choices(asked, places)}
    return swedish.sentence(_("%(who)s svarar %(choices)s") % words)


def finding(asked: Asked) -> str:
    """Return the finding as a sentence with its share, for where the question stands beside it."""
    places = told(asked)
    if asked.kind == Kind.SEVERAL:
        return f"{_most_common(asked, places, people(asked.counts[places[0]], asked.n))}."
    return swedish.sentence(f"{_answer(asked, places)}.")


def in_full(asked: Asked) -> str:
    """Return the finding as a sentence that names the question."""
    places = told(asked)
    part = asked.counts[places[0]] if asked.kind == Kind.SEVERAL else together(asked, places)
    words = {
        "question": asked.question,
        "choices": choices(asked, places),
        "who": people(part, asked.n),
    }
    if asked.kind == Kind.SEVERAL:
        return _("På frågan ”%(question)s” är %(choices)s vanligast. Så svarar %(who)s.") % words
    return _("På frågan ”%(question)s” svarar %(who)s %(choices)s.") % words


def _most_common(asked: Asked, places: Sequence[int], who: str) -> str:
    words = {"choices": choices(asked, places), "who": who}
    if len(places) > 1:
        return _("Vanligast är %(choices)s, som %(who)s har valt var för sig") % words
    return _("Vanligast är %(choices)s, som %(who)s har valt") % words


def more(asked: Asked) -> list[str]:
    """Return what else there is to say: the other end of the scale, who is unsure."""
    found = [f"{swedish.sentence(_answer(asked, places))}." for places in (other_end(asked),) if places]
    outside = unsure(asked)
    # Where several may be chosen, the same person may stand behind two of them.
    is_sum = asked.kind != Kind.SEVERAL or len(outside) == 1
    if outside and is_sum and together(asked, outside):
        found.append(f"{swedish.sentence(_answer(asked, outside))}.")
    return found


def _answer(asked: Asked, places: Sequence[int]) -> str:
    return _("%(who)s svarar %(choices)s") % {
        "who": people(together(asked, places), asked.n),
        "choices": choices(asked, places),
    }
