"""The status report's two figures: the sum over time, and each item from the first occasion to the last."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from checklists import calculations
from checklists.wording import level_finding, movement_finding
from figures import swedish
from figures.figure import Figure, Scale, Series
from reports.findings import Round, comparable_sums

SUMS: Final = "summor"
MOVEMENT: Final = "moment"
MOST_BARS: Final = 4
CONTENT_LANGUAGE: Final = "sv"
"""Checklists are written in Swedish, and so are the comments."""


def sums_figure(rounds: Sequence[Round], scale: calculations.Scale) -> Figure:
    """Bars of the sums, or of shares where the highest possible sum is not the same every time."""
    shown = rounds[-MOST_BARS:]
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
        language=_language(),
        n=rounds[-1].people or None,
        base=_base(rounds[-1]),
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
            "then": swedish.percent(first.points, first.maximum, 0, _language()),
            "now": swedish.percent(last.points, last.maximum, 0, _language()),
        }
        return _("Från %(then)s till %(now)s av det möjliga") % shares
    step = last.points - first.points
    if step == 0:
        return _("Summan är densamma som vid första tillfället")
    words = {"n": swedish.number(abs(step), 0, _language())}
    if step > 0:
        return ngettext("Summan har ökat med %(n)s poäng", "Summan har ökat med %(n)s poäng", step) % words
    return ngettext("Summan har minskat med %(n)s poäng", "Summan har minskat med %(n)s poäng", -step) % words


def _sums_question(total: calculations.Total, *, points: bool) -> str:
    if points:
        return _("Alla moments värden sammanlagt, högst %(maximum)s poäng.") % {
            "maximum": swedish.number(total.maximum, 0, _language())
        }
    return _("Poängen som del av det högsta möjliga för de moment som är tillämpliga.")


def _sums_notes(
    rounds: Sequence[Round], scale: calculations.Scale, *, shown: int, points: bool
) -> tuple[str, ...]:
    lowest = rounds[-1].total(scale).applicable * scale.minimum
    notes = [_("Lägsta möjliga summa är %(lowest)s.") % {"lowest": lowest}] if points else []
    if shown < len(rounds):
        words = {
            "shown": swedish.number_word(shown, _language()),
            "n": swedish.number_word(len(rounds), _language()),
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
        language=_language(),
        n=round_.people or None,
        base=_base(round_),
        emphasis=(len(names) - 1,),
        category_language=_content_language(),
    )


def movement_figure(
    rounds: Sequence[Round],
    scale: calculations.Scale,
    wordings: Mapping[int, str],
    names: Mapping[int, str],
) -> Figure:
    """Each item's value at the first occasion and the last, or at the only one. Names are short wordings."""
    first, last = rounds[0], rounds[-1]
    series = [Series("now", last.name, tuple(answer.value for answer in last.answers))]
    title = level_finding(last.answers, scale)
    if len(rounds) > 1:
        series.insert(0, Series("then", first.name, tuple(answer.value for answer in first.answers)))
        title = movement_finding(calculations.movement(first.answers, last.answers))
    not_applicable = any(answer.not_applicable for round_ in (first, last) for answer in round_.answers)
    return Figure(
        id=MOVEMENT,
        kind="dumbbell",
        title=title,
        question=_("Gemensam skattning av varje moment, från %(lowest)s till %(highest)s.")
        % {"lowest": _step(scale, scale.minimum), "highest": _step(scale, scale.maximum)},
        category_name=_("Moment"),
        categories=_numbered(last, wordings),
        short_names=_numbered(last, names),
        series=tuple(series),
        scale=Scale(scale.minimum, scale.maximum, scale.labels),
        language=_language(),
        n=last.people or None,
        base=_base(last),
        notes=(_("Streck betyder att momentet inte är tillämpligt."),) if not_applicable else (),
        has_total=not not_applicable,
        category_language=_content_language(),
    )


def _numbered(round_: Round, texts: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(f"{answer.number}. {texts[answer.number]}" for answer in round_.answers)


def _step(scale: calculations.Scale, value: int) -> str:
    return f"{value}{swedish.NO_BREAK_SPACE}({dict(scale.steps)[value]})"


def _base(round_: Round) -> str:
    if not round_.people:
        return ""
    return ngettext(
        "Vid ”%(occasion)s” skattade %(n)s person.",
        "Vid ”%(occasion)s” skattade %(n)s personer gemensamt.",
        round_.people,
    ) % {"occasion": round_.name, "n": swedish.number_word(round_.people, _language())}


def _content_language() -> str:
    """Return the language of the checklist's own words where the report is in another."""
    return "" if _language() == CONTENT_LANGUAGE else CONTENT_LANGUAGE


def _language() -> swedish.Language:
    return swedish.chosen(get_language())
