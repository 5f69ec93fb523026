"""Reads a finished survey: what disclosure control lets through, what people wrote about it, and what was asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from figures.disclosure import Counted, Hidden, Nearly, Reason, Shown, hidden_words, nearly_words
from figures.text import clean_line, clean_text
from reports.kinds.utvardering.material import (
    Asked,
    Before,
    Earlier,
    GroupAnswers,
    GroupTurnout,
    Material,
    Page,
    Printed,
    PrintedPage,
    Settings,
    Step,
    Themes,
)
from surveys.comment_counts import Comments, comments_of
from surveys.models import Breakdown, RemarkKind, State, Survey
from surveys.questionnaire import Ask, Part, Questionnaire, differences
from surveys.reading import asked_before, questionnaire_of
from surveys.released import Result, Turnout
from surveys.results import released
from surveys.turnout import sentences as turnout_sentences

LONGEST: Final = 600
QUOTE_SIGNS: Final = '”“"» '


def read(survey: Survey) -> Material:
    """Return the material of a survey that is done, in the active language. Raises surveys.results.NotDoneError."""
    found = released(survey)
    questionnaire = questionnaire_of(survey)
    worded = _worded(survey, questionnaire)
    names = _group_names(survey)
    asked = [_asked(one, worded, names) for one in found.results]
    return Material(
        constructed=survey.organisation.constructed,
        title=_line(survey.title_en if worded == "en" else survey.title_sv),
        intro=clean_text(survey.intro_en if worded == "en" else survey.intro_sv),
        closes_on=survey.closes_on,
        data_time=swedish.only_the_day(survey.closes_on),
        invited=found.whole.invited,
        answered=_answered(found.whole),
        settings=_settings(survey, len(names)),
        pages=_pages(survey, questionnaire, worded, asked),
        questionnaire=_printed(questionnaire, worded),
        worded=worded,
        earlier=_earlier(survey, asked, worded),
        turnout=tuple(
            _turnout(name, found.groups[code]) for code, name in names.items() if code in found.groups
        ),
        unseen=turnout_sentences(survey, found, names)[1:],
    )


def _worded(survey: Survey, questionnaire: Questionnaire) -> swedish.Language:
    """Return the language of all questions: the report's, if they are written in it."""
    wanted = swedish.chosen(get_language())
    is_written = wanted in survey.languages and all(
        ask.wording.en and all(option.label.en for option in ask.options) for ask in questionnaire
    )
    return wanted if wanted == "sv" or is_written else "sv"


def _answered(turnout: Turnout) -> int | None:
    """Return how many answered; of too few it may say who did."""
    return None if isinstance(turnout.answered, Hidden) else turnout.answered


def _turnout(name: str, turnout: Turnout) -> GroupTurnout:
    answered, instead = turnout.answered, ""
    if isinstance(answered, Hidden) and answered.reason != Reason.FEW:
        instead = hidden_words(answered, swedish.chosen(get_language()))
    return GroupTurnout(name, turnout.invited, _answered(turnout), instead)


def _settings(survey: Survey, groups: int) -> Settings:
    return Settings(
        way=survey.way,
        is_anonymous=survey.is_anonymous,
        limit_whole=survey.limit_whole,
        limit_group=survey.limit_group,
        limit_text=survey.limit_text,
        breakdown=str(Breakdown(survey.breakdown).label) if survey.breakdown else "",
        groups=groups,
        reminders=len(survey.reminders),
    )


def _group_names(survey: Survey) -> dict[str, str]:
    rows = survey.groups.order_by("name", "code").values_list("code", "name")
    return {code: _line(name) for code, name in rows}


def _asked(one: Result, worded: str, names: Mapping[str, str]) -> Asked:
    ask, whole = one.ask, one.protected.whole
    options = sorted(ask.options, key=lambda option: option.outside)
    labels = {option.code: _line(option.label.words(worded)) for option in options}
    counted = whole if isinstance(whole, Counted) and whole.n else None
    groups = one.protected.groups if not isinstance(whole, Hidden) else {}
    return Asked(
        key=ask.key,
        kind=ask.kind,
        wording=_line(ask.wording.words(worded)),
        row=_line(one.row.wording.words(worded)) if one.row else "",
        row_key=one.row.key if one.row else "",
        steps=tuple(Step(option.code, labels[option.code], option.outside) for option in options),
        n=counted.n if counted else 0,
        counts=_counts(labels, counted) if counted else (),
        missing=counted.missing if counted else 0,
        instead="" if counted else _instead(whole, labels),
        is_for_some=bool(ask.only_key),
        groups=tuple(_group(name, groups[code], labels) for code, name in names.items() if code in groups),
    )


def _counts(codes: Iterable[str], counted: Counted) -> tuple[int, ...]:
    return tuple(counted.counts[code] for code in codes)


def _group(name: str, shown: Shown, labels: Mapping[str, str]) -> GroupAnswers:
    if isinstance(shown, Counted) and shown.n:
        return GroupAnswers(name, shown.n, _counts(labels, shown))
    return GroupAnswers(name, shown.n if isinstance(shown, Nearly) else 0, (), _instead(shown, labels))


def _instead(shown: Shown, labels: Mapping[str, str]) -> str:
    if isinstance(shown, Hidden):
        return hidden_words(shown, swedish.chosen(get_language()))
    if isinstance(shown, Nearly):
        return nearly_words(labels[str(shown.choice)], swedish.chosen(get_language()))
    return _("Ingen har svarat på frågan.")


def _pages(
    survey: Survey, questionnaire: Questionnaire, worded: str, asked: Sequence[Asked]
) -> tuple[Page, ...]:
    counted = comments_of(survey)
    remarks = [(one.part, one.kind, clean_text(one.body)) for one in survey.remarks.order_by("pk")]

    def written(number: int, kind: str) -> tuple[str, ...]:
        return tuple(body for part, its, body in remarks if (part, its) == (number, kind))

    return tuple(
        Page(
            number=number,
            title=_line(part.title.words(worded)),
            asked=tuple(one for one in asked if one.key in {ask.key for ask in part.asks}),
            themes=_themes(part, counted, worded),
            comments=written(number, RemarkKind.COMMENTS),
            workshop=written(number, RemarkKind.WORKSHOP),
            quotes=tuple(quote.strip(QUOTE_SIGNS) for quote in written(number, RemarkKind.QUOTE)),
        )
        for number, part in enumerate(questionnaire.parts, start=1)
    )


def _themes(part: Part, comments: Mapping[str, Comments], worded: str) -> tuple[Themes, ...]:
    """Return the themes of the comments on each question of a page, where they may be told and there are any."""
    found = []
    for ask in part.asks:
        told = comments.get(ask.key)
        counts = tuple((_line(name), number) for name, number in told.themes if number) if told else ()
        if told and counts:
            about, own = told.before.words(worded), ask.wording.words(worded)
            found.append(Themes(ask.key, _line(f"{about} {own}"), counts, told.number))
    return tuple(found)


def _printed(questionnaire: Questionnaire, worded: str) -> tuple[PrintedPage, ...]:
    numbers = {ask.key: number for number, ask in enumerate(questionnaire, start=1)}
    by_key = {ask.key: ask for ask in questionnaire}

    def only(ask: Ask) -> str:
        asked = by_key.get(ask.only_key)
        if asked is None:
            return ""
        labels = [
            _("”%(label)s”") % {"label": _line(option.label.words(worded))}
            for option in asked.options
            if option.code in ask.only_codes
        ]
        return ngettext(
            "Ställdes bara till dem som svarade %(choices)s på fråga %(number)s.",
            "Ställdes bara till dem som svarade något av %(choices)s på fråga %(number)s.",
            len(labels),
        ) % {"choices": swedish.listing(labels, swedish.chosen(get_language())), "number": numbers[asked.key]}

    return tuple(
        PrintedPage(
            _line(part.title.words(worded)),
            clean_text(part.intro.words(worded)),
            tuple(_question(ask, numbers[ask.key], worded, only(ask)) for ask in part.asks),
        )
        for part in questionnaire.parts
    )


def _question(ask: Ask, number: int, worded: str, only: str) -> Printed:
    return Printed(
        number=number,
        kind=ask.kind,
        wording=_line(ask.wording.words(worded)),
        help=_line(ask.help.words(worded)),
        required=ask.required,
        choices=tuple(_line(option.label.words(worded)) for option in ask.options),
        rows=tuple(_line(row.wording.words(worded)) for row in ask.rows),
        only=only,
    )


def _earlier(survey: Survey, asked: Sequence[Asked], worded: str) -> Earlier | None:
    """Return the round before where it is done, of the same organisation, and asked something that this one asks."""
    before = survey.copied_from
    if before is None or before.state != State.DONE or before.organisation_id != survey.organisation_id:
        return None
    released_then = released(before)
    all_then = [_asked(one, worded, {}) for one in released_then.results]
    then = {(one.key, one.row_key): one for one in all_then}
    asks, earlier_asks = {ask.key: ask for ask in questionnaire_of(survey)}, asked_before(survey)
    same = {
        key for key, ask in asks.items() if key in earlier_asks and not differences(earlier_asks[key], ask)
    }
    found = [
        Before(then[one.key, one.row_key], one)
        for one in asked
        if one.key in same and one.is_shown and then[one.key, one.row_key].is_shown
    ]
    if not found:
        return None
    return Earlier(
        closes_on=before.closes_on,
        invited=released_then.whole.invited,
        answered=_answered(released_then.whole),
        questions=tuple(found),
        changed=len({one.key for one in asked} - same),
    )


def _line(text: str) -> str:
    return clean_line(text, LONGEST)
