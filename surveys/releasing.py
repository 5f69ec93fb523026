"""Counts a survey's answers once, when it is done, and says what may be shown of them.

The database counts, question by question: how many of those stored with a group answered what. Disclosure control is
given that as stand-ins for so many people each: it asks which groups somebody is in and what they chose, never who it
is, and each question is protected by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import Count, F, Func, JSONField, QuerySet, TextField, Value

from figures.disclosure import Group, Hidden, Limits, Many, Protected, Reason, following, protect, release
from figures.disclosure import Question as Asked
from surveys.models import Answer, Kind, NamedAnswer, Survey
from surveys.questionnaire import Ask, Row
from surveys.reading import read_anew
from surveys.released import Released, Result, Turnout

WHOLE: Final = ("whole",)
Parents = Mapping[str, str]
"""The group above each, empty at the top."""


@dataclass(frozen=True)
class Tally:
    """How many of those stored with a group made these choices; none where they left the question out."""

    group: str
    chosen: tuple[str, ...]
    number: int


def worked_out(survey: Survey, *, given_up: Collection[str] = ()) -> Released:
    """Return what may be shown of a survey whose answers have been taken out and counted.

    `given_up` are groups that were large enough, but whose answers are stored with the group above to protect others.
    """
    rows = survey.groups.order_by("pk").values_list("code", "parent__code")
    parents = {code: parent or "" for code, parent in rows}
    results: list[Result] = []
    for ask in read_anew(survey):
        lead = next((one.protected for one in results if one.ask.key == ask.only_key), None)
        rows_of = (ask.rows or (None,)) if ask.kind != Kind.TEXT else ()
        results += [_result(survey, ask, row, parents, given_up, lead) for row in rows_of]
    whole, groups = _turnout(survey, parents, given_up)
    return Released(whole, groups, tuple(results))


def protected(
    codes: tuple[str, ...], tallies: Iterable[Tally], parents: Parents, limits: Limits
) -> Protected:
    """Return what may be shown of one question; the tallies are of those who were asked."""
    stored: defaultdict[str, list[Hashable]] = defaultdict(list)
    made: dict[Hashable, Collection[str]] = {}
    for number, tally in enumerate(tallies):
        alike = Many((tally.group, number), tally.number)
        stored[tally.group].append(alike)
        if tally.chosen:
            made[alike] = tally.chosen
    groups: dict[Hashable, list[Hashable]] = {
        code: [alike for below in branch for alike in stored[below]]
        for code, branch in branches(parents).items()
    }
    answered = [alike for people in stored.values() for alike in people]
    return protect(Asked(codes, made), answered=answered, groups=groups, limits=limits)


def branches(parents: Parents) -> dict[str, list[str]]:
    """Return for each group its own code and those of all groups below it."""
    found: dict[str, list[str]] = {code: [] for code in parents}
    for code in parents:
        above = code
        while above in found:
            found[above].append(code)
            above = parents[above]
    return found


def chosen(answer: object) -> tuple[str, ...]:
    """Return the codes in what was stored for a question, or for one row of a matrix."""
    if isinstance(answer, list):
        return tuple(str(code) for code in answer)
    return (str(answer),) if answer else ()


def _result(
    survey: Survey,
    ask: Ask,
    row: Row | None,
    parents: Parents,
    given_up: Collection[str],
    lead: Protected | None,
) -> Result:
    found = protected(ask.codes, _tallies(survey, ask, row), parents, survey.limits)
    if lead is not None:
        found = following(found, lead, limits=survey.limits)
    groups = {
        code: _reason(shown, given_up, code) if isinstance(shown, Hidden) else shown
        for code, shown in found.groups.items()
    }
    return Result(ask, row, replace(found, groups=groups))


def _reason(hidden: Hidden, given_up: Collection[str], code: Hashable) -> Hidden:
    """Say of a group that was given up that it protects others: it was not too few."""
    return (
        replace(hidden, reason=Reason.PROTECTS)
        if code in given_up and hidden.reason == Reason.FEW
        else hidden
    )


def _tallies(survey: Survey, ask: Ask, row: Row | None) -> Iterator[Tally]:
    rows: QuerySet[Any] = _answers(survey)
    if ask.only_key:
        # Who was not asked has not left the question out.
        rows = rows.annotate(before=_at(ask.only_key, text=True)).filter(before__in=sorted(ask.only_codes))
    path = (ask.key, row.key) if row else (ask.key,)
    counted = rows.values_list(_group(survey), _at(*path)).annotate(number=Count("pk")).order_by()
    for group, answer, number in counted:
        yield Tally(group, chosen(answer), number)


def _answers(survey: Survey) -> QuerySet[Answer] | QuerySet[NamedAnswer]:
    if survey.is_anonymous:
        return survey.answers.all()
    return NamedAnswer.objects.filter(invitation__survey=survey)


def _group(survey: Survey) -> F:
    return F("group" if survey.is_anonymous else "invitation__group")


def _at(*path: str, text: bool = False) -> Func:
    """Read out of the choices; a key of digits is a key, too, and no place in a list."""
    return Func(
        F("choices"),
        *(Value(key) for key in path),
        function="jsonb_extract_path_text" if text else "jsonb_extract_path",
        output_field=TextField() if text else JSONField(),
    )


def _turnout(
    survey: Survey, parents: Parents, given_up: Collection[str]
) -> tuple[Turnout, dict[str, Turnout]]:
    """Count who was asked and who answered; a group is told under the same rule as its answers.

    The number that answered in a group is its base when everybody answers a question, so it may be told when that may
    be shown, and what is told together gives nothing smaller away. That few or that none answered is told alike: none
    of twelve would say of each of the twelve that they did not answer.
    """
    limits, sizes = survey.limits, Counter[str]()
    for group, number in _answers(survey).values_list(_group(survey)).annotate(number=Count("pk")).order_by():
        sizes[group] += number
    tree = branches(parents)
    groups: dict[Hashable, Group] = {WHOLE: Group(_stand_ins(sizes, sizes), limits.whole)}
    groups |= {code: Group(_stand_ins(sizes, branch), limits.breakdown) for code, branch in tree.items()}
    found = release(groups)
    invited = Counter(dict(survey.invitations.values_list("group").annotate(number=Count("pk")).order_by()))
    told: dict[str, Turnout] = {}
    for code, branch in tree.items():
        asked = sum(invited[below] for below in branch) if invited else None
        if code in found.shown:
            told[code] = Turnout(asked, groups[code].size)
        else:
            hidden = Hidden(found.hidden[code], survey.limit_group)
            told[code] = Turnout(asked, _reason(hidden, given_up, code))
    return _whole(survey), told


def _stand_ins(sizes: Mapping[str, int], codes: Iterable[str]) -> frozenset[Hashable]:
    return frozenset(Many(code, sizes[code]) for code in codes if code in sizes)


def _whole(survey: Survey) -> Turnout:
    answered = survey.answered or 0
    if survey.is_anonymous and answered < survey.limit_whole:
        # How many of few answered may say who did.
        return Turnout(survey.invited, Hidden(Reason.FEW, survey.limit_whole))
    return Turnout(survey.invited, answered)
