"""An evaluation's figures: one for each closed question; the rows of a matrix share theirs."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from figures.figure import Figure, Scale, Series
from reports.kinds.utvardering.material import Asked
from reports.kinds.utvardering.wording import (
    choices,
    headline,
    language,
    largest,
    number,
    of,
    percent,
    together,
    told,
    unsure,
)
from surveys.models import Kind


def question_figure(asked: Asked, worded: str, *, constructed: bool) -> Figure:
    """Return how a question that is shown was answered, choice by choice."""
    return Figure(
        id=key_of(asked),
        kind="bars",
        title=headline(asked),
        question=asked.wording,
        category_name=_("Svar"),
        categories=tuple(step.label for step in asked.steps),
        series=(Series("value", _("Andel"), tuple(_share(count, asked.n) for count in asked.counts)),),
        scale=Scale(0, 100),
        language=language(),
        n=asked.n,
        base=_base(asked),
        notes=tuple(_notes(asked)),
        unit="%",
        aside_name=_("Antal"),
        asides=tuple(number(count) for count in asked.counts),
        emphasis=told(asked) if together(asked, told(asked)) else (),
        apart=unsure(asked),
        constructed=constructed,
        category_language=worded if worded != language() else "",
    )


def matrix_figure(rows: Sequence[Asked], worded: str, *, constructed: bool) -> Figure:
    """Return how many gave one of the first answers on each row; a row that is hidden says that it is."""
    shown = next(row for row in rows if row.is_shown)
    parts = [together(row, told(row)) if row.is_shown else 0 for row in rows]
    hidden = tuple(place for place, row in enumerate(rows) if not row.is_shown)
    reasons = dict.fromkeys(row.instead for row in rows if not row.is_shown)
    return Figure(
        id=key_of(rows[0]),
        kind="bars",
        title=_matrix_title(rows),
        question=rows[0].wording,
        category_name=_("Delfråga"),
        categories=tuple(row.row for row in rows),
        series=(
            Series(
                "value",
                _("Andel"),
                tuple(
                    _share(part, row.n) if row.is_shown else None
                    for part, row in zip(parts, rows, strict=True)
                ),
            ),
        ),
        scale=Scale(0, 100),
        language=language(),
        base=_("Stapeln visar andelen som svarar %(choices)s.") % {"choices": choices(shown, told(shown))},
        hidden=hidden,
        hidden_reason=" ".join(reasons),
        unit="%",
        aside_name=_("Antal"),
        asides=tuple(
            of(part, row.n) if row.is_shown else swedish.NOTHING
            for part, row in zip(parts, rows, strict=True)
        ),
        constructed=constructed,
        category_language=worded if worded != language() else "",
    )


def key_of(asked: Asked) -> str:
    """Return what a figure is called within its document: rows of a matrix have theirs together."""
    return f"figur-{asked.key}"


def _matrix_title(rows: Sequence[Asked]) -> str:
    """Name the row with the largest share, if there is one."""
    row, shown = largest(rows), next(row for row in rows if row.is_shown)
    chosen = choices(shown, told(shown))
    if row is None:
        return _("Så många svarar %(choices)s på varje delfråga") % {"choices": chosen}
    return _("Störst andel svarar %(choices)s på ”%(row)s”") % {"choices": chosen, "row": row.row}


def _base(asked: Asked) -> str:
    return ngettext("%(n)s person har svarat på frågan.", "%(n)s personer har svarat på frågan.", asked.n) % {
        "n": number(asked.n)
    }


def _notes(asked: Asked) -> list[str]:
    found = []
    if asked.missing:
        told_ = ngettext("%(n)s hoppade över den.", "%(n)s hoppade över den.", asked.missing)
        found.append(told_ % {"n": swedish.sentence(swedish.number_word(asked.missing, language()))})
    if asked.kind == Kind.SEVERAL:
        found.append(_("Den som svarade kunde välja flera, så andelarna kan bli mer än 100 procent."))
    elif sum(_share(count, asked.n) for count in asked.counts) != 100:
        total = sum(_share(count, asked.n) for count in asked.counts)
        found.append(
            _("Andelarna är avrundade och blir tillsammans %(total)s.") % {"total": percent(total, 100)}
        )
    if asked.is_for_some:
        found.append(_("Frågan ställdes bara till dem som svarade på ett visst sätt tidigare i enkäten."))
    return found


def _share(part: int, whole: int) -> int:
    return int(swedish.round_half_up(Fraction(100 * part, whole)))
