"""How many have answered while a survey is open: told coarsely, so that nobody sees a single answer come in."""

from typing import Final

STEP: Final = 5


def coarse(answered: int, limit: int) -> int | None:
    """Return the number that at least have answered, in steps of five from the limit on; None below it."""
    if answered < limit:
        return None
    return limit + (answered - limit) // STEP * STEP
