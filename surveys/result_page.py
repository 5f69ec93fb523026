"""A survey's results as a page and as a file read them: out of protected objects only, with what is hidden and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from figures.disclosure import Counted, Hidden, Nearly, Shown, hidden_words, nearly_words
from figures.figure import Figure, Scale, Series
from organisations.files.columns import Column
from organisations.files.writing import Record
from surveys.models import Kind, Remark, Survey
from surveys.reading import questionnaire_of
from surveys.results import Result

ALL: Final[Promise] = gettext_lazy("Alla")
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
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Chapter:
    """One page of the questionnaire: its closed questions, and what people have written about them."""

    number: int
    title: str
    shelves: tuple[Shelf, ...]
    remarks: tuple[Remark, ...]


def chapters(survey: Survey, results: Sequence[Result], groups: Mapping[str, str]) -> tuple[Chapter, ...]:
    """Return what the page shows, page by page of the questionnaire."""
    found, written = shelves(survey, results, groups), list(survey.remarks.order_by("kind", "pk"))
    return tuple(
        Chapter(
            number,
            part.title.words(_language()),
            tuple(
                shelf
                for shelf, one in zip(found, results, strict=True)
                if one.ask.key in {ask.key for ask in part.asks}
            ),
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


def records(results: Sequence[Result], groups: Mapping[str, str]) -> list[Record]:
    """Return a row for each choice of each group of each question; what is hidden is one row that says why."""
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


def _labels(result: Result) -> dict[str, str]:
    return {option.code: option.label.words(_language()) for option in result.ask.options}


def _shelf(survey: Survey, one: Result, place: int, number: int, groups: Mapping[str, str]) -> Shelf:
    whole, labels = one.protected.whole, _labels(one)
    wording = one.ask.wording.words(_language())
    row = one.row.wording.words(_language()) if one.row else ""
    counted = whole if isinstance(whole, Counted) and whole.n else None
    return Shelf(
        id=f"fraga-{place}",
        number=number,
        wording=wording,
        row=row,
        figure=_figure(survey, one, counted, f"figur-{place}") if counted else None,
        instead="" if counted else _instead(one, whole),
        labels=tuple(labels.values()),
        lines=tuple(
            _line(one, groups[str(code)], shown)
            for code, shown in one.protected.groups.items()
            if str(code) in groups and not isinstance(whole, Hidden)
        ),
    )


def _figure(survey: Survey, one: Result, whole: Counted, name: str) -> Figure:
    labels, language = _labels(one), _language()
    counts = [whole.counts[code] for code in one.ask.codes]
    highest = max(counts)
    of = {"n": swedish.number(whole.n, 0, language)}
    return Figure(
        id=name,
        kind="bars",
        title=_title(labels, one.ask.codes, counts, whole.n),
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
        constructed=survey.organisation.constructed,
    )


def _title(labels: Mapping[str, str], codes: Sequence[str], counts: Sequence[int], n: int) -> str:
    highest = max(counts)
    most = [labels[code] for code, count in zip(codes, counts, strict=True) if count == highest]
    words = {"part": swedish.number(highest, 0, _language()), "n": swedish.number(n, 0, _language())}
    if len(most) == 1:
        return _("Vanligaste svaret är ”%(label)s”: %(part)s av %(n)s") % {"label": most[0], **words}
    return _("Inget svar är vanligare än alla andra")


def _notes(one: Result, whole: Counted) -> list[str]:
    found = []
    if whole.missing:
        told = ngettext("%(n)s hoppade över den.", "%(n)s hoppade över den.", whole.missing)
        found.append(told % {"n": swedish.number(whole.missing, 0, _language())})
    if one.ask.kind == Kind.SEVERAL:
        found.append(
            _("Den som svarar kan välja flera, så andelarna kan bli mer än 100 procent tillsammans.")
        )
    if one.ask.only_key:
        found.append(_("Frågan har bara ställts till dem som svarade på ett visst sätt tidigare i enkäten."))
    return found


def _line(one: Result, name: str, shown: Shown) -> Line:
    if isinstance(shown, Counted) and shown.n:
        cells = tuple(swedish.percent(shown.counts[code], shown.n, 0, _language()) for code in one.ask.codes)
        return Line(name, swedish.number(shown.n, 0, _language()), cells, "")
    n = swedish.number(shown.n, 0, _language()) if isinstance(shown, Nearly) else ""
    return Line(name, n, (), _instead(one, shown))


def _instead(one: Result, shown: Shown) -> str:
    if isinstance(shown, Hidden):
        return hidden_words(shown, _language())
    if isinstance(shown, Nearly):
        return nearly_words(_labels(one)[str(shown.choice)], _language())
    return _("Ingen har svarat på frågan.")


def _frames(one: Result, groups: Mapping[str, str]) -> list[tuple[str, Shown]]:
    below = [
        (groups[str(code)], shown) for code, shown in one.protected.groups.items() if str(code) in groups
    ]
    return [(str(ALL), one.protected.whole), *below]


def _cells(one: Result, shown: Shown) -> list[Record]:
    if not isinstance(shown, Counted):
        n = shown.n if isinstance(shown, Nearly) else None
        return [("", None, n, None, _instead(one, shown))]
    labels = _labels(one)
    return [(labels[code], shown.counts[code], shown.n, shown.missing, "") for code in one.ask.codes]


def _share(part: int, whole: int) -> int:
    return int(swedish.round_half_up(Fraction(100 * part, whole)))
