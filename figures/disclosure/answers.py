"""Answers turned into the only object that pages, charts, files, reports and the API may read."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, replace

from figures.disclosure.limits import Limits, is_limit
from figures.disclosure.release import Group, Reason, release
from figures.disclosure.span import Many, People, Person, size

Choice = Hashable
Key = Hashable


@dataclass(frozen=True)
class Counted:
    """A group in full: how many answered the question, how often each choice was made, how many left it out.

    Cells of the distribution are shown however small they are; where several choices may be made they add up to more
    than `n`.
    """

    n: int
    counts: Mapping[Choice, int]
    missing: int


@dataclass(frozen=True)
class Nearly:
    """A group of a breakdown in which all or all but one made the same choice: exactly who is not told."""

    n: int
    choice: Choice


@dataclass(frozen=True)
class Hidden:
    """A group that is not shown, and why; `limit` is how many there must be, None where that is what is broken."""

    reason: Reason
    limit: int | None


Shown = Counted | Nearly | Hidden


@dataclass(frozen=True)
class Question:
    """What one question's answers are looked up by: the choices in order, and who made which.

    A person who left the question out is not in `made`; "vet ej" is a choice like any other here.
    """

    choices: tuple[Choice, ...]
    made: Mapping[Person, Collection[Choice]]


@dataclass(frozen=True)
class Protected:
    """One question after disclosure control: the whole, and each group of the breakdown, in the order given."""

    choices: tuple[Choice, ...]
    whole: Shown
    groups: Mapping[Key, Shown]


WHOLE = ("whole",)


def protect(
    question: Question,
    *,
    answered: Collection[Person],
    groups: Mapping[Key, Collection[Person]],
    limits: Limits,
    earlier: Collection[People] = (),
) -> Protected:
    """Return what may be shown of one question.

    `answered` are all who answered the survey, `groups` its frozen breakdown (a tree or overlapping), as people;
    `earlier` are the sets of people whose answers to this question have been published already. Nothing of a hidden
    group is in the result, not even its size.
    """
    frames: dict[Key, frozenset[Person]] = {WHOLE: frozenset(answered)}
    frames |= {key: frozenset(people) & frames[WHOLE] for key, people in groups.items()}
    bases = {key: frame & frozenset(question.made) for key, frame in frames.items()}
    limit_of = {key: limits.whole if key == WHOLE else limits.breakdown for key in frames}
    sizes = {key: size(base) for key, base in bases.items()}
    counts = {key: _counts(question, base) for key, base in bases.items()}
    alike = {
        key: choice for key in groups if (choice := _alike(question, counts[key], sizes[key])) is not None
    }
    if limits.are_broken:
        hidden = Hidden(Reason.SETTING, None)
        return Protected(question.choices, hidden, dict.fromkeys(groups, hidden))
    found = release(
        {key: Group(base, limit_of[key]) for key, base in bases.items()}, earlier=earlier, alike=alike
    )
    # Who left the question out is counted among all in the group, also where nobody in a small one answered it.
    counted = found.shown & release({key: Group(frame, limit_of[key]) for key, frame in frames.items()}).shown

    def shown(key: Key) -> Shown:
        if key in counted:
            made = {choice: counts[key][choice] for choice in question.choices}
            return Counted(sizes[key], made, size(frames[key]) - sizes[key])
        reason = found.hidden.get(key, Reason.PROTECTS)
        if key in alike and reason != Reason.FEW:
            return Nearly(sizes[key], alike[key])
        limit = limit_of[key]
        return Hidden(reason, limit if is_limit(limit) else None)

    return Protected(question.choices, shown(WHOLE), {key: shown(key) for key in groups})


def following(found: Protected, lead: Protected, *, limits: Limits) -> Protected:
    """Return what may be shown of a question that was asked only of those who made certain choices in another.

    How many were asked is how many made them: of a group that is not counted there, nothing is told here either.
    """
    hidden = Hidden(Reason.PROTECTS, limits.breakdown if is_limit(limits.breakdown) else None)
    groups = {
        key: shown if isinstance(shown, Hidden) or isinstance(lead.groups[key], Counted) else hidden
        for key, shown in found.groups.items()
    }
    return replace(found, groups=groups)


def _counts(question: Question, base: People) -> Counter[Choice]:
    found: Counter[Choice] = Counter()
    for person in base:
        for choice in set(question.made[person]):
            found[choice] += person.n if isinstance(person, Many) else 1
    return found


def _alike(question: Question, counts: Mapping[Choice, int], n: int) -> Choice | None:
    """Return the choice that all or all but one made, the first of them, if there is one."""
    return next((choice for choice in question.choices if n > 1 and counts[choice] >= n - 1), None)


def texts_hidden(answered: int, limits: Limits) -> Hidden | None:
    """Say why free text must not be read out of the survey, or None when it may: the answers to the survey decide."""
    if limits.are_broken or not is_limit(limits.free_text):
        return Hidden(Reason.SETTING, None)
    return Hidden(Reason.FEW, limits.free_text) if answered < limits.free_text else None
