"""A survey's results as a page and as a file read them: out of protected objects only, with what is hidden and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from figures.disclosure import Counted, Hidden, Nearly, Shown, hidden_words, nearly_words
from figures.figure import Figure, Scale, Series
from organisations.files.columns import Column
from organisations.files.writing import Record
from surveys.comment_counts import Comments
from surveys.models import Kind, Remark, Survey
from surveys.questionnaire import Ask, Option
from surveys.reading import questionnaire_of
from surveys.released import Released
from surveys.results import Result
from surveys.turnout import ALL, lines

COLUMNS: Final = (
    Column("fraga", gettext_lazy("Frågans ordning."), "1", width=8),
    Column("fraga_text", gettext_lazy("Frågan."), "Hur är ditt stöd?", width=50),
    Column("delfraga", gettext_lazy("Delfrågan, om frågan har flera."), "Från chefen", width=40),
    Column("grupp", gettext_lazy("Gruppen; Alla är hela enkäten."), "Alla", width=24),
    Column("svar", gettext_lazy("Svarsvalet."), "Ganska bra", width=30),
    Column("antal", gettext_lazy("Hur många som valde svaret."), "4", width=8),
    Column("svarande", gettext_lazy("Hur många som svarade på frågan."), "14", width=10),
    Column("utan_svar", gettext_lazy("Hur många som hoppade över frågan."), "1", width=10),
    Column("anmarkning", gettext_lazy("Varför något inte visas."), "Visas inte", width=60),
)
MOST_TIED: Final = 3
"""As many are named in a figure's title."""


@dataclass(frozen=True)
class Line:
    """A group of the breakdown: its shares choice by choice as text, or the sentence that stands instead."""

    name: str
    n: str
    cells: tuple[str, ...]
    instead: str


@dataclass(frozen=True)
class Shelf:
    """One closed question, or one row of a matrix: a figure, or why there is none."""

    id: str
    number: int
    wording: str
    row: str
    figure: Figure | None
    instead: str
    labels: tuple[str, ...]
    gap: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Chapter:
    """One page of the questionnaire: its questions in order, and what people have written about them.

    A question is its shelves, one or one a row, or how many have commented.
    """

    number: int
    title: str
    asked: tuple[tuple[tuple[Shelf, ...], Comments | None], ...]
    remarks: tuple[Remark, ...]


def chapters(
    survey: Survey,
    results: Sequence[Result],
    groups: Mapping[str, str],
    comments: Mapping[str, Comments],
) -> tuple[Chapter, ...]:
    """Return what the page shows, page by page of the questionnaire."""
    found, written = shelves(survey, results, groups), list(survey.remarks.order_by("kind", "pk"))
    by_key: dict[str, list[Shelf]] = {}
    for shelf, one in zip(found, results, strict=True):
        by_key.setdefault(one.ask.key, []).append(shelf)
    return tuple(
        Chapter(
            number,
            part.title.words(_language()),
            tuple((tuple(by_key.get(ask.key, ())), comments.get(ask.key)) for ask in part.asks),
            tuple(remark for remark in written if remark.part == number),
        )
        for number, part in enumerate(questionnaire_of(survey).parts, start=1)
    )


def shelves(survey: Survey, results: Sequence[Result], groups: Mapping[str, str]) -> tuple[Shelf, ...]:
    """Return what the page shows, in the questionnaire's order; `groups` are names by code."""
    numbers = _numbers(results)
    return tuple(
        _shelf(survey, one, place, numbers[one.ask.key], groups) for place, one in enumerate(results, start=1)
    )


def records(released: Released, groups: Mapping[str, str], comments: Mapping[str, Comments]) -> list[Record]:
    """Return who answered, a row for each choice of each group of each question, and how many comments there are.

    What is hidden is one row that says why.
    """
    return [*_turnout(released, groups), *_choices(released.results, groups), *_comments(comments)]


def _turnout(released: Released, groups: Mapping[str, str]) -> list[Record]:
    found: list[Record] = []
    for line in lines(released, groups):
        told = (
            (_("Inbjudna"), line.invited, ""),
            (_("Har svarat"), line.answered, line.instead),
            (_("Andel som har svarat, procent"), line.percent, line.instead),
        )
        found += [
            (None, _("Deltagande"), "", line.name, what, number, None, None, instead)
            for what, number, instead in told
        ]
    return found


def _comments(comments: Mapping[str, Comments]) -> list[Record]:
    found: list[Record] = []
    for one in comments.values():
        row = (None, one.ask.wording.sv, "", str(ALL))
        if one.instead:
            found.append((*row, "", None, None, None, one.instead))
            continue
        found.append((*row, _("Kommentarer"), one.number, one.number, None, ""))
        for theme, number in one.themes:
            found.append((*row, _("Tema: %(theme)s") % {"theme": theme}, number, one.number, None, ""))
    return found


def _choices(results: Sequence[Result], groups: Mapping[str, str]) -> list[Record]:
    numbers = _numbers(results)
    return [
        (numbers[one.ask.key], one.ask.wording.sv, one.row.wording.sv if one.row else "", name, *cells)
        for one in results
        for name, shown in _frames(one, groups)
        for cells in _cells(one, shown)
    ]


def rate(survey: Survey) -> str:
    """Return the share that answered as text; empty where nobody knows how many were asked."""
    if not survey.invited or survey.answered is None:
        return ""
    return swedish.percent(survey.answered, survey.invited, 0, _language())


def finding(survey: Survey) -> str:
    """Return the page's heading: how many answered, if it is enough to be told."""
    answered = survey.answered or 0
    if survey.is_anonymous and answered < survey.limit_whole:
        # How many of few answered may say who did.
        return _("Färre än %(n)s har svarat") % {"n": survey.limit_whole}
    words = {"n": swedish.number(answered, 0, _language()), "rate": rate(survey)}
    if survey.invited:
        words["invited"] = swedish.number(survey.invited, 0, _language())
        return _("%(n)s av %(invited)s har svarat (%(rate)s)") % words
    return ngettext("%(n)s har svarat", "%(n)s har svarat", answered) % words


def _numbers(results: Sequence[Result]) -> dict[str, int]:
    keys = dict.fromkeys(one.ask.key for one in results)
    return {key: number for number, key in enumerate(keys, start=1)}


def _language() -> swedish.Language:
    return swedish.chosen(get_language())


def options_in_order(ask: Ask) -> list[Option]:
    """Return the choices as they are shown: what is no step of the scale stands last."""
    return sorted(ask.options, key=lambda option: option.outside)


def _codes(ask: Ask) -> tuple[str, ...]:
    return tuple(option.code for option in options_in_order(ask))


def _labels(ask: Ask) -> dict[str, str]:
    return {option.code: option.label.words(_language()) for option in options_in_order(ask)}


def _apart(ask: Ask) -> tuple[int, ...]:
    return tuple(place for place, option in enumerate(options_in_order(ask)) if option.outside)


def _shelf(survey: Survey, one: Result, place: int, number: int, groups: Mapping[str, str]) -> Shelf:
    whole, labels = one.protected.whole, _labels(one.ask)
    wording = one.ask.wording.words(_language())
    row = one.row.wording.words(_language()) if one.row else ""
    counted = whole if isinstance(whole, Counted) and whole.n else None
    return Shelf(
        id=f"fraga-{place}",
        number=number,
        wording=wording,
        row=row,
        figure=_figure(survey, one, counted, f"figur-{place}") if counted else None,
        instead="" if counted else instead_of(one.ask, whole),
        labels=tuple(labels.values()),
        gap=next(iter(_apart(one.ask)), None),
        lines=tuple(
            _line(one, groups[str(code)], shown)
            for code, shown in one.protected.groups.items()
            if str(code) in groups and not isinstance(whole, Hidden)
        ),
    )


def _figure(survey: Survey, one: Result, whole: Counted, name: str) -> Figure:
    labels, language = _labels(one.ask), _language()
    counts = [whole.counts[code] for code in labels]
    highest = max(counts)
    of = {"n": swedish.number(whole.n, 0, language)}
    return Figure(
        id=name,
        kind="bars",
        title=_title(labels, tuple(labels), counts, whole.n),
        question=_("Andel av dem som har svarat på frågan."),
        category_name=_("Svar"),
        categories=tuple(labels.values()),
        series=(Series("value", _("Andel"), tuple(_share(n, whole.n) for n in counts)),),
        scale=Scale(0, 100),
        language=language,
        n=whole.n,
        base=ngettext("%(n)s har svarat på frågan.", "%(n)s har svarat på frågan.", whole.n) % of,
        notes=tuple(_notes(one, whole)),
        unit="%",
        aside_name=_("Antal"),
        asides=tuple(
            _("%(part)s av %(n)s") % {"part": swedish.number(count, 0, language), **of} for count in counts
        ),
        emphasis=tuple(place for place, count in enumerate(counts) if count == highest),
        apart=_apart(one.ask),
        constructed=survey.organisation.constructed,
    )


def _title(labels: Mapping[str, str], codes: Sequence[str], counts: Sequence[int], n: int) -> str:
    highest = max(counts)
    most = [labels[code] for code, count in zip(codes, counts, strict=True) if count == highest]
    words = {
        "part": swedish.number(highest, 0, _language()),
        "n": swedish.number(n, 0, _language()),
        "choices": swedish.listing([_("”%(label)s”") % {"label": label} for label in most], _language()),
    }
    if len(most) == 1:
        return _("Vanligaste svaret är %(choices)s: %(part)s av %(n)s") % words
    if len(most) <= MOST_TIED:
        return _("Lika många svarade %(choices)s: %(part)s av %(n)s var") % words
    return _("%(many)s svar är lika vanliga: %(part)s av %(n)s var") % {
        **words,
        "many": swedish.sentence(swedish.number_word(len(most), _language())),
    }


def _notes(one: Result, whole: Counted) -> list[str]:
    found = []
    if whole.missing:
        told = ngettext("%(n)s hoppade över den.", "%(n)s hoppade över den.", whole.missing)
        found.append(told % {"n": swedish.number(whole.missing, 0, _language())})
    outside = [
        _("”%(label)s”") % {"label": option.label.words(_language())}
        for option in options_in_order(one.ask)
        if option.outside
    ]
    if outside:
        told = ngettext(
            "%(choices)s hör inte till skalan och står för sig.",
            "%(choices)s hör inte till skalan och står för sig.",
            len(outside),
        )
        found.append(told % {"choices": swedish.listing(outside, _language())})
    if one.ask.kind == Kind.SEVERAL:
        found.append(
            _("Den som svarar kan välja flera, så andelarna kan bli mer än 100 procent tillsammans.")
        )
    if one.ask.only_key:
        found.append(_("Frågan har bara ställts till dem som svarade på ett visst sätt tidigare i enkäten."))
    return found


def _line(one: Result, name: str, shown: Shown) -> Line:
    if isinstance(shown, Counted) and shown.n:
        cells = tuple(
            swedish.percent(shown.counts[code], shown.n, 0, _language()) for code in _codes(one.ask)
        )
        return Line(name, swedish.number(shown.n, 0, _language()), cells, "")
    n = swedish.number(shown.n, 0, _language()) if isinstance(shown, Nearly) else ""
    return Line(name, n, (), instead_of(one.ask, shown))


def instead_of(ask: Ask, shown: Shown) -> str:
    """Say why a group is not shown in full."""
    if isinstance(shown, Hidden):
        return hidden_words(shown, _language())
    if isinstance(shown, Nearly):
        return nearly_words(_labels(ask)[str(shown.choice)], _language())
    return _("Ingen har svarat på frågan.")


def _frames(one: Result, groups: Mapping[str, str]) -> list[tuple[str, Shown]]:
    below = [
        (groups[str(code)], shown) for code, shown in one.protected.groups.items() if str(code) in groups
    ]
    return [(str(ALL), one.protected.whole), *below]


def _cells(one: Result, shown: Shown) -> list[Record]:
    if not isinstance(shown, Counted):
        n = shown.n if isinstance(shown, Nearly) else None
        return [("", None, n, None, instead_of(one.ask, shown))]
    return [
        (label, shown.counts[code], shown.n, shown.missing, "") for code, label in _labels(one.ask).items()
    ]


def _share(part: int, whole: int) -> int:
    return int(swedish.round_half_up(Fraction(100 * part, whole)))
