"""The status report's second figure: each item from the first occasion to the last."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from checklists import calculations
from checklists.figures import base, content_language, language
from checklists.rounds import Round
from checklists.wording import level_finding, movement_finding
from figures import swedish
from figures.figure import Figure, Scale, Series

MOVEMENT: Final = "moment"


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
        language=language(),
        n=last.people or None,
        base=base(last),
        notes=(_("Streck betyder att momentet inte är tillämpligt."),) if not_applicable else (),
        has_total=not not_applicable,
        category_language=content_language(),
    )


def _numbered(round_: Round, texts: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(f"{answer.number}. {texts[answer.number]}" for answer in round_.answers)


def _step(scale: calculations.Scale, value: int) -> str:
    return f"{value}{swedish.NO_BREAK_SPACE}({dict(scale.steps)[value]})"
