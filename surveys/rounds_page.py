"""Rounds side by side as a page and as a file: out of protected objects only; what a round hides stays hidden."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from figures.disclosure import Counted, Shown
from figures.figure import SHADES, Figure, Role, Scale, Series
from organisations.files.columns import Column
from organisations.files.writing import Record
from surveys.models import Kind, Survey
from surveys.questionnaire import Ask
from surveys.result_page import instead_of, options_in_order
from surveys.rounds import Apart, Beside, Round, apart, beside
from surveys.turnout import TurnoutLine, line

WHAT: Final[Mapping[str, Promise]] = {
    "kind": gettext_lazy("hur man svarar"),
    "wording": gettext_lazy("hur frågan lyder"),
    "choices": gettext_lazy("svarsvalen"),
    "rows": gettext_lazy("delfrågorna"),
    "asked_of": gettext_lazy("vilka som får frågan"),
}
COLUMNS: Final = (
    Column("fraga_text", gettext_lazy("Frågan."), "Hur är ditt stöd?", width=50),
    Column("delfraga", gettext_lazy("Delfrågan, om frågan har flera."), "Från chefen", width=40),
    Column("omgang", gettext_lazy("Sista dagen att svara i omgången."), "2020-12-09", width=12),
    Column("svar", gettext_lazy("Svarsvalet."), "Ganska bra", width=30),
    Column("antal", gettext_lazy("Hur många som valde svaret."), "4", width=8),
    Column("svarande", gettext_lazy("Hur många som svarade på frågan."), "14", width=10),
    Column("utan_svar", gettext_lazy("Hur många som hoppade över frågan."), "1", width=10),
    Column("anmarkning", gettext_lazy("Varför något inte visas eller jämförs."), "Visas inte", width=60),
)


@dataclass(frozen=True)
class RoundShelf:
    """One question: a figure, or why there is none; `instead` has a sentence for each round that is hidden."""

    id: str
    wording: str
    row: str
    figure: Figure | None
    instead: tuple[str, ...]


@dataclass(frozen=True)
class Uncompared:
    """A question that is not compared, and why in words."""

    wording: str
    why: str


def turnouts(rounds: Sequence[Round]) -> tuple[tuple[str, TurnoutLine], ...]:
    """Return each round's id and how many answered, the earliest first."""
    return tuple((one.id, line(_day(one), one.turnout)) for one in rounds)


def shelves(survey: Survey, rounds: Sequence[Round]) -> tuple[RoundShelf, ...]:
    """Return the questions that all rounds asked alike."""
    return tuple(_shelf(survey, rounds, one, place) for place, one in enumerate(beside(rounds), start=1))


def uncompared(rounds: Sequence[Round]) -> tuple[Uncompared, ...]:
    """Return the questions that the rounds asked differently, and those that not all of them asked."""
    return tuple(Uncompared(one.ask.wording.words(_language()), _why(one)) for one in apart(rounds))


def records(rounds: Sequence[Round]) -> list[Record]:
    """Return a row for each choice in each round of each question, and one for each that is not compared."""
    found: list[Record] = []
    for one in beside(rounds):
        for round_, result in zip(rounds, one.results, strict=True):
            asked = (one.ask.wording.sv, _row(one), round_.day)
            found += [(*asked, *cells) for cells in _cells(one.ask, result.protected.whole)]
    return found + [(one.ask.wording.sv, "", "", "", None, None, None, _why(one)) for one in apart(rounds)]


def _cells(ask: Ask, whole: Shown) -> list[Record]:
    if not isinstance(whole, Counted):
        return [("", None, None, None, instead_of(ask, whole))]
    return [
        (option.label.words(_language()), whole.counts[option.code], whole.n, whole.missing, "")
        for option in options_in_order(ask)
    ]


def _shelf(survey: Survey, rounds: Sequence[Round], one: Beside, place: int) -> RoundShelf:
    shown: list[tuple[Role, Round, Counted]] = []
    instead: dict[str, str] = {}
    roles = SHADES[len(rounds)]
    for role, round_, result in zip(roles, rounds, one.results, strict=True):
        whole = result.protected.whole
        if isinstance(whole, Counted) and whole.n:
            shown.append((role, round_, whole))
        else:
            instead[round_.id] = instead_of(one.ask, whole)
    return RoundShelf(
        id=f"fraga-{place}",
        wording=one.ask.wording.words(_language()),
        row=_row(one),
        figure=_figure(survey, one.ask, shown, f"figur-{place}") if shown else None,
        instead=_instead(rounds, instead),
    )


def _instead(rounds: Sequence[Round], hidden: Mapping[str, str]) -> tuple[str, ...]:
    """Say of each round why it is not shown; once, where all are hidden for one reason."""
    if len(hidden) == len(rounds) and len(set(hidden.values())) == 1:
        return (next(iter(hidden.values())),)
    return tuple(f"{_day(one)}: {hidden[one.id]}" for one in rounds if one.id in hidden)


def _figure(survey: Survey, ask: Ask, shown: Sequence[tuple[Role, Round, Counted]], name: str) -> Figure:
    options = options_in_order(ask)
    labels = tuple(option.label.words(_language()) for option in options)
    codes = tuple(option.code for option in options)
    return Figure(
        id=name,
        kind="grouped",
        title=_title(labels, codes, [whole for _role, _round, whole in shown]),
        question=_("Andel av dem som har svarat på frågan i varje omgång."),
        category_name=_("Svar"),
        categories=labels,
        series=tuple(
            Series(role, _name(round_, whole), tuple(_percent(whole, code) for code in codes))
            for role, round_, whole in shown
        ),
        scale=Scale(0, 100),
        language=_language(),
        notes=_notes(ask),
        unit="%",
        apart=tuple(place for place, option in enumerate(options) if option.outside),
        constructed=survey.organisation.constructed,
    )


def _title(labels: Sequence[str], codes: Sequence[str], shown: Sequence[Counted]) -> str:
    """Tell the share that differs most between the earliest and the latest round that are shown."""
    first, last = shown[0], shown[-1]
    if len(shown) == 1:
        return _("Bara en omgång kan visas")
    moved = [
        abs(Fraction(last.counts[code], last.n) - Fraction(first.counts[code], first.n)) for code in codes
    ]
    if not max(moved):
        return _("Svaren är fördelade på samma sätt")
    place = moved.index(max(moved))
    before, after = (_percent(whole, codes[place]) for whole in (first, last))
    if before == after:
        return _("Svaren är fördelade på nästan samma sätt")
    return _("”%(label)s” har gått från %(before)s till %(after)s") % {
        "label": labels[place],
        "before": swedish.percent(before, 100, 0, _language()),
        "after": swedish.percent(after, 100, 0, _language()),
    }


def _notes(ask: Ask) -> tuple[str, ...]:
    if ask.kind != Kind.SEVERAL:
        return ()
    return (_("Den som svarar kan välja flera, så andelarna kan bli mer än 100 procent tillsammans."),)


def _name(round_: Round, whole: Counted) -> str:
    words = ngettext("%(day)s, %(n)s svarande", "%(day)s, %(n)s svarande", whole.n)
    return words % {"day": _day(round_), "n": swedish.number(whole.n, 0, _language())}


def _percent(whole: Counted, code: str) -> int:
    return int(swedish.round_half_up(Fraction(100 * whole.counts[code], whole.n)))


def _why(one: Apart) -> str:
    if not one.what:
        return _("Frågan fanns inte med i alla omgångar.")
    what = swedish.listing([str(WHAT[code]) for code in one.what], _language())
    return _("Det här skiljer sig mellan omgångarna: %(what)s.") % {"what": what}


def _row(one: Beside) -> str:
    return next((row.wording.words(_language()) for row in one.ask.rows if row.key == one.row), "")


def _day(round_: Round) -> str:
    return swedish.short_date(datetime.date.fromisoformat(round_.day), _language())


def _language() -> swedish.Language:
    return swedish.chosen(get_language())
