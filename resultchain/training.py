"""People in training: counted by course, unit and function, and never more surely than they are known."""

import datetime
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Session:
    """One time that a course was held. `people` is nothing when nobody knows how many came."""

    entry: int
    what: str
    course: str
    unit: str
    day: datetime.date | None = None
    people: int | None = None
    is_about: bool = False
    women: int | None = None
    men: int | None = None
    functions: Mapping[str, int] = field(default_factory=dict)

    @property
    def by_sex(self) -> bool:
        """Whether the numbers of women and of men are both known."""
        return self.women is not None and self.men is not None


@dataclass(frozen=True)
class People:
    """How many took part in some sessions: those that were counted, and beside them those that were told as about.

    `exact_times`, `about_times` and `unknown_times` say of how many sessions that was known, and make `times` together.
    Women and men are counted over the `sex_times` sessions where both are known, functions over `function_times`.
    """

    exact: int = 0
    about: int = 0
    exact_times: int = 0
    about_times: int = 0
    unknown_times: int = 0
    women: int = 0
    men: int = 0
    sex_times: int = 0
    functions: tuple[tuple[str, int], ...] = ()
    function_times: int = 0

    @property
    def times(self) -> int:
        """How many sessions there were."""
        return self.exact_times + self.about_times + self.unknown_times

    @property
    def known(self) -> int | None:
        """Those that were counted and those told as about, together; nothing when no number is known."""
        return self.exact + self.about if self.exact_times or self.about_times else None


def add_up(sessions: Iterable[Session]) -> People:
    """Count the people of some sessions; an unknown number is counted as unknown, never as nothing."""
    found = list(sessions)
    exact = [one.people for one in found if one.people is not None and not one.is_about]
    about = [one.people for one in found if one.people is not None and one.is_about]
    by_sex = [one for one in found if one.by_sex]
    functions: Counter[str] = Counter()
    for one in found:
        functions.update(one.functions)
    return People(
        exact=sum(exact),
        about=sum(about),
        exact_times=len(exact),
        about_times=len(about),
        unknown_times=len(found) - len(exact) - len(about),
        women=sum(one.women or 0 for one in by_sex),
        men=sum(one.men or 0 for one in by_sex),
        sex_times=len(by_sex),
        functions=tuple(functions.items()),
        function_times=sum(bool(one.functions) for one in found),
    )


def grouped(sessions: Iterable[Session], key: Callable[[Session], K]) -> dict[K, list[Session]]:
    """Gather sessions by what they have in common, in the order in which that comes first."""
    found: dict[K, list[Session]] = {}
    for one in sessions:
        found.setdefault(key(one), []).append(one)
    return found
