"""Why a verb on an assessment refuses."""

from collections.abc import Mapping

from checklists.handing_in import Left
from checklists.models import Rating
from organisations.models import Function


class AlreadySubmittedError(Exception):
    """The assessment is handed in, so nothing in it can change."""


class NotCompleteError(Exception):
    """Something is left to do before the assessment can be handed in; `left` says what."""

    def __init__(self, left: Left) -> None:
        super().__init__()
        self.left = left


class ChangedSinceError(Exception):
    """Somebody has changed the draft since it was read through."""


class EditConflictError(Exception):
    """Somebody else has changed the same since the page was made, and nothing is stored: the person has to choose.

    `ratings` holds what is stored, by item number, with who wrote it and when; `numbers` the stored numbers.
    """

    def __init__(self, ratings: Mapping[int, Rating], numbers: Mapping[Function, int]) -> None:
        super().__init__()
        self.ratings = ratings
        self.numbers = numbers
