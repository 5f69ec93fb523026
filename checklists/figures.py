"""Figures over several occasions, for pages and reports: sums, levels, and shares across different checklists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from checklists import calculations
from checklists.rounds import Round, comparable_sums
from checklists.wording import level_finding
from figures import swedish
from figures.figure import Figure, Scale, Series

SUMS: Final = "summor"
SHARES: Final = "andelar"
MOST_BARS: Final = 4
"""In print, where the first page has room for no more."""
CONTENT_LANGUAGE: Final = "sv"
"""Checklists are written in Swedish, and so are the comments."""


@dataclass(frozen=True)
class ScaledRound:
    """A round with the scale and the name of what it was rated with: rounds of different checklists, side by side."""

    round: Round
    scale: calculations.Scale
    checklist: str


def sums_figure(
    rounds: Sequence[Round], scale: calculations.Scale, *, most: int | None = MOST_BARS
) -> Figure:
    """Bars of the sums, or of shares where the highest possible sum is not the same every time."""
    shown = rounds[-most:] if most else rounds
    totals = [round_.total(scale) for round_ in shown]
    points = comparable_sums(shown, scale) and totals[0].maximum > 0
    shares = [_share(total) for total in totals]
    out_of = [_out_of(total) for total in totals]
    return Figure(
        id=SUMS,
        kind="bars",
        title=_sums_title(rounds, scale),
        question=_sums_question(totals[-1], points=points),
        category_name=_("Tillfälle"),
        categories=tuple(round_.name for round_ in shown),
        series=(
            Series(
                "value",
                _("Summa") if points else _("Del av det möjliga"),
                _values(totals, shares, points=points),
            ),
        ),
        scale=Scale(0, totals[0].maximum if points else 100),
        language=language(),
        n=rounds[-1].people or None,
        base=base(rounds[-1]),
        notes=_sums_notes(rounds, scale, shown=len(shown), points=points),
        unit="" if points else "%",
        running_change=points,
        emphasis=(len(shown) - 1,) if len(shown) > 1 else (),
        aside_name="" if points else _("Poäng"),
        asides=() if points else tuple(out_of),
    )


def _values(
    totals: Sequence[calculations.Total], shares: Sequence[int | None], *, points: bool
) -> tuple[int | None, ...]:
    return tuple(total.points for total in totals) if points else tuple(shares)


def _share(total: calculations.Total) -> int | None:
    return None if total.share is None else int(swedish.round_half_up(total.share * 100))


def _out_of(total: calculations.Total) -> str:
    words = {"points": total.points, "maximum": total.maximum}
    return _("%(points)s av %(maximum)s") % words if total.maximum else swedish.NOTHING


def _sums_title(rounds: Sequence[Round], scale: calculations.Scale) -> str:
    first, last = rounds[0].total(scale), rounds[-1].total(scale)
    if not comparable_sums(rounds, scale) or not last.maximum:
        shares = {
            "then": swedish.percent(first.points, first.maximum, 0, language()),
            "now": swedish.percent(last.points, last.maximum, 0, language()),
        }
        return _("Från %(then)s till %(now)s av det möjliga") % shares
    step = last.points - first.points
    if step == 0:
        return _("Summan är densamma som vid första tillfället")
    words = {"n": swedish.number(abs(step), 0, language())}
    if step > 0:
        return ngettext("Summan har ökat med %(n)s poäng", "Summan har ökat med %(n)s poäng", step) % words
    return ngettext("Summan har minskat med %(n)s poäng", "Summan har minskat med %(n)s poäng", -step) % words


def _sums_question(total: calculations.Total, *, points: bool) -> str:
    if points:
        return _("Alla moments värden sammanlagt, högst %(maximum)s poäng.") % {
            "maximum": swedish.number(total.maximum, 0, language())
        }
    return _("Poängen som del av det högsta möjliga för de moment som är tillämpliga.")


def _sums_notes(
    rounds: Sequence[Round], scale: calculations.Scale, *, shown: int, points: bool
) -> tuple[str, ...]:
    lowest = rounds[-1].total(scale).applicable * scale.minimum
    notes = [_("Lägsta möjliga summa är %(lowest)s.") % {"lowest": lowest}] if points else []
    if shown < len(rounds):
        words = {
            "shown": swedish.number_word(shown, language()),
            "n": swedish.number_word(len(rounds), language()),
        }
        notes.append(_("De %(shown)s senaste av %(n)s tillfällen visas.") % words)
    return tuple(notes)


def levels_figure(round_: Round, scale: calculations.Scale) -> Figure:
    """Bars of how many items stand on each step: what a single occasion can show."""
    counts = tuple(
        sum(1 for answer in round_.answers if answer.value == step) for step, _label in scale.steps
    )
    not_applicable = sum(1 for answer in round_.answers if answer.not_applicable)
    names = [f"{step} {label}" for step, label in scale.steps]
    return Figure(
        id=SUMS,
        kind="bars",
        title=level_finding(round_.answers, scale),
        question=_("Antal moment på varje nivå."),
        category_name=_("Nivå"),
        categories=(*names, _("ej tillämpligt")) if not_applicable else tuple(names),
        series=(Series("value", _("Antal moment"), (*counts, not_applicable) if not_applicable else counts),),
        scale=Scale(0, max(len(round_.answers), 1)),
        language=language(),
        n=round_.people or None,
        base=base(round_),
        emphasis=(len(names) - 1,),
        category_language=content_language(),
    )


def shares_figure(rounds: Sequence[ScaledRound]) -> Figure:
    """Bars of shares of the possible, the only thing that rounds of different checklists have in common."""
    totals = [scaled.round.total(scaled.scale) for scaled in rounds]
    shares = [_share(total) for total in totals]
    return Figure(
        id=SHARES,
        kind="bars",
        title=_shares_title(totals),
        question=_("Poängen som del av det högsta möjliga, vid alla tillfällen och med alla checklistor."),
        category_name=_("Tillfälle"),
        categories=tuple(f"{scaled.round.name} ({scaled.checklist})" for scaled in rounds),
        series=(Series("value", _("Del av det möjliga"), tuple(shares)),),
        scale=Scale(0, 100),
        language=language(),
        notes=_lowest_shares(rounds),
        unit="%",
        aside_name=_("Poäng"),
        asides=tuple(_out_of(total) for total in totals),
        category_language=content_language(),
    )


def _shares_title(totals: Sequence[calculations.Total]) -> str:
    shares = [total.share for total in totals if total.share is not None]
    if not shares:
        return _("Inget moment är tillämpligt")
    lowest, highest = (
        swedish.percent(share.numerator, share.denominator, 0, language())
        for share in (min(shares), max(shares))
    )
    if lowest == highest:
        return _("Alltid %(share)s av det möjliga") % {"share": lowest}
    return _("Mellan %(lowest)s och %(highest)s av det möjliga") % {"lowest": lowest, "highest": highest}


def _lowest_shares(rounds: Sequence[ScaledRound]) -> tuple[str, ...]:
    """Say where each scale begins: a finer scale begins lower, so a new version alone moves the share."""
    scales = {(scaled.scale.minimum, scaled.scale.maximum) for scaled in rounds}
    return tuple(
        _("På skalan %(minimum)s–%(maximum)s är det lägsta möjliga %(share)s.")
        % {
            "minimum": minimum,
            "maximum": maximum,
            "share": swedish.percent(minimum, maximum, 0, language()),
        }
        for minimum, maximum in sorted(scales)
    )


def base(round_: Round) -> str:
    """Say how many people stand behind a round's values; empty when that is unknown."""
    if not round_.people:
        return ""
    return ngettext(
        "Vid ”%(occasion)s” skattade %(n)s person.",
        "Vid ”%(occasion)s” skattade %(n)s personer gemensamt.",
        round_.people,
    ) % {"occasion": round_.name, "n": swedish.number_word(round_.people, language())}


def content_language() -> str:
    """Return the language of the checklist's own words where the reader's is another."""
    return "" if language() == CONTENT_LANGUAGE else CONTENT_LANGUAGE


def language() -> swedish.Language:
    """Return the reader's language, as figures know it."""
    return swedish.chosen(get_language())
