"""How many people must stand behind what is shown. Whatever is unset or broken hides."""

from dataclasses import dataclass
from typing import Final, TypeGuard

FLOOR: Final = 5
"""No setting goes below this."""
DEFAULT: Final = 6
"""SKR's survey vendor shows nothing for five or fewer."""
BREAKDOWN: Final = 10
"""For the groups of a breakdown, and for free text."""


@dataclass(frozen=True)
class Limits:
    """The limits of one survey: for all who answered, for a group of its breakdown, and for free text.

    The values are as they were stored; nobody has looked at them. `is_limit` does, each time they are used.
    """

    whole: object = DEFAULT
    breakdown: object = BREAKDOWN
    free_text: object = BREAKDOWN

    @property
    def are_broken(self) -> bool:
        """Whether one of them is no limit, or the breakdown has a lower one than the whole: then all is hidden."""
        if not (is_limit(self.whole) and is_limit(self.breakdown) and is_limit(self.free_text)):
            return True
        return self.breakdown < self.whole


def is_limit(k: object) -> TypeGuard[int]:
    """Whether k is a whole number that is not below the floor."""
    return isinstance(k, int) and not isinstance(k, bool) and k >= FLOOR
