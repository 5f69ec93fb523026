"""What can stand in the way of an action; views put it in words."""

from reports.models import Draft, Part


class DraftClosedError(Exception):
    """The draft has been sent to publication, or set aside, meanwhile."""


class PartConflictError(Exception):
    """Somebody else has saved the part since the page was made; `part` is what is stored."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part


class DraftConflictError(Exception):
    """Somebody else has saved title, summary or cover since the page was made; `draft` is what is stored."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft


class TooManyError(Exception):
    """A draft has as many parts or comments as it may have."""


class OutdatedDataError(Exception):
    """The draft's data was read by an earlier version of the product; it must be read anew before it is frozen."""


class NotPublishableError(Exception):
    """Somebody has published, answered, replaced or withdrawn it meanwhile; the page must be read again."""
